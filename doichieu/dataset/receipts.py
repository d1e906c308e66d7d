"""Receipts: what a dataset knows of each document without opening it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.dataset import segments
from doichieu.model import paper_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from doichieu.dataset.manifest import Manifest
    from doichieu.dataset.place import State
    from doichieu.dataset.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What is known of a document: its bytes and name, the code that read them, and the segment it is in."""

    sha256: str
    paper: str
    version: str
    reader: str
    segment: str | None = None

    @classmethod
    def of(cls, record: Record) -> Self:
        """The receipt of a paper that is not yet published."""
        return cls(sha256=record.sha256, paper=record.paper, version=record.version, reader=record.reader)


def receipts(state: State, found: Manifest) -> Iterator[tuple[str, Receipt]]:
    """The receipts of a state.

    Args:
        state: A state of a dataset.
        found: What it consists of.

    Yields:
        doc_ids with their receipts.
    """
    for name in found.segments:
        columns = segments.columns_of(
            state, name, ["doc_id", "sha256", "number", "source", "version", "reader"]
        )
        for doc_id, sha256, number, source, written, reader in columns:
            paper = paper_name(number, source)
            yield doc_id, Receipt(sha256=sha256, paper=paper, version=written, reader=reader, segment=name)
