"""What became of files: papers audited, or the reasons why they are not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto
from typing import TYPE_CHECKING

from doichieu.model import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from doichieu.dataset.place import Address
    from doichieu.dataset.record import Record
    from doichieu.errors import ReadError
    from doichieu.model import Audit, Document
    from doichieu.pipeline.inputs import Inputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What became of one file: an audit, an error, or neither when its bytes were known already.

    Attributes:
        source: Path as given.
        sha256: Hash of the bytes, None where they could not be read.
        audit: The paper, audited; None where it was not asked for.
        record: The paper encoded for the dataset, where that was asked for.
        error: Why it could not be read.
        tried: What it was tried with, where that would fail again: its bytes, the code and the limits.
        seconds: How long a worker had it; 0 where none was needed.
    """

    source: str
    sha256: str | None = None
    audit: Audit | None = None
    record: Record | None = None
    error: ReadError | None = None
    tried: str | None = None
    seconds: float = 0.0


class Keep(Flag):
    """What to keep of a paper once it is audited."""

    AUDIT = auto()
    RECORD = auto()


def in_order(inputs: Inputs, done: Iterable[tuple[Paper, str]]) -> list[tuple[Paper, str]]:
    """Papers in the order of the files they came from, whichever finished first.

    Args:
        inputs: The files.
        done: Papers, each with what was done.

    Returns:
        All of them; files that were refused come last.
    """
    place = {str(file): index for index, file in enumerate((*inputs.files, *inputs.refused))}
    return sorted(done, key=lambda one: place[one[0].source])


def sorted_as(documents: Sequence[Document], papers: Iterable[Paper]) -> list[Paper]:
    """Papers in the order of the documents they were audited from."""
    place = {document.sha256: index for index, document in enumerate(documents)}
    return sorted(papers, key=lambda paper: place[paper.sha256 or ""])


def unread(papers: Iterable[Paper]) -> list[Issue]:
    """The files that could not be read, or whose audit failed, as issues.

    Args:
        papers: What became of each file.

    Returns:
        An issue for each with an error; its message ends in what to do.
    """
    return [
        Issue(code=paper.error.code, message=f"{paper.error.what} Do: {paper.error.do}", source=paper.source)
        for paper in papers
        if paper.error is not None
    ]


def missed(dataset: Address) -> list[Issue]:
    """The files that could not be read when they were ingested.

    Args:
        dataset: The dataset.

    Returns:
        An issue for each, by source.
    """
    from doichieu.dataset.files import read as rows  # noqa: PLC0415 - pyarrow loads with it

    found = [row for row in rows(dataset, "issues").to_pylist() if row["doc_id"] is None]
    return sorted(
        (Issue(code=row["code"], message=row["message"], source=row["source"]) for row in found),
        key=lambda issue: issue.source,
    )
