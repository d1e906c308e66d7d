"""From paths to audited papers: which files are papers, and the stages applied to each.

A file that cannot be read gives an error beside the others' audits; it never stops them.
"""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from doichieu.baseline import split
from doichieu.errors import ReadError, UsageError
from doichieu.model import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from doichieu.baseline import Acceptance
    from doichieu.dataset.store import Store
    from doichieu.model import Audit, Document
    from doichieu.normalize.agency_aliases import Aliases

T = TypeVar("T")

SUFFIXES = frozenset(
    ".txt .md .html .htm .xhtml .mht .mhtml .docx .docm .doc .rtf .pdf .xls .xlsx .xlsm .png .jpg .jpeg .tif .tiff".split()  # noqa: SIM905
)
"""Names that are taken for papers when a folder is given; a file given by itself may have any name."""


class BrokenReaderError(ReadError):
    """A stage failed in a way it should not; the fault is the package's."""

    code = "stage-failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The files to read, and those in the given folders that are none (README, scripts, pictures)."""

    files: tuple[Path, ...]
    ignored: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What became of one file: an audit, an error, or neither when its bytes were known already.

    Attributes:
        source: Path as given.
        sha256: Hash of the bytes, None where they could not be read.
        audit: The paper, audited.
        error: Why it could not be read.
    """

    source: str
    sha256: str | None = None
    audit: Audit | None = None
    error: ReadError | None = None


def find(paths: Sequence[Path], *, recursive: bool = False) -> Inputs:
    """The files that are papers, each once.

    Args:
        paths: Files and folders. Of a folder the files with a known suffix are taken, in order of their
            names; hidden files and those called README are not.
        recursive: Whether folders inside a folder are read as well.

    Returns:
        Files to read and files ignored.

    Raises:
        UsageError: A path does not exist, or there is no paper in any of them.
    """
    files: dict[Path, Path] = {}
    ignored: dict[Path, Path] = {}
    for path in paths:
        for file in _listed(path, recursive=recursive):
            wanted = file == path or _is_paper(file)
            (files if wanted else ignored).setdefault(file.resolve(), file)
    if not files:
        raise UsageError(
            f"There is no paper in {', '.join(map(str, paths))}.",
            do="name a file, or a folder of .txt, .md, .html or .docx files (--recursive for deeper ones).",
        )
    return Inputs(files=tuple(files.values()), ignored=tuple(ignored.values()))


def _listed(path: Path, *, recursive: bool) -> Iterator[Path]:
    """The file itself, or the visible files of a folder by name."""
    if not path.exists():
        raise UsageError("There is no such file or folder.", do="check the path.", source=str(path))
    if not path.is_dir():
        yield path
        return
    for one in sorted(path.iterdir()):
        if one.name.startswith("."):
            continue
        if not one.is_dir():
            yield one
        elif recursive:
            yield from _listed(one, recursive=True)


def _is_paper(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.stem.lower().startswith("readme")


def process(
    files: Iterable[Path],
    *,
    known: Callable[[str], bool] | None = None,
    aliases: Aliases | None = None,
) -> Iterator[Paper]:
    """Read, understand and audit files one by one.

    Args:
        files: Paths of files.
        known: Says of a SHA-256 whether these bytes need no second reading.
        aliases: Names that people have confirmed.

    Yields:
        What became of each, in the order given.
    """
    for file in files:
        yield _paper(file, known, aliases)


def _paper(file: Path, known: Callable[[str], bool] | None, aliases: Aliases | None) -> Paper:
    source = str(file)
    try:
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
        if known is not None and known(sha256):
            return Paper(source=source, sha256=sha256)
        found = _guarded(source, lambda: audit(read(file), aliases=aliases))
        return Paper(source=source, sha256=sha256, audit=found)
    except ReadError as error:
        return Paper(source=source, error=error)
    except OSError as error:
        return Paper(source=source, error=_unopened(source, error))


def _unopened(source: str, error: OSError) -> ReadError:
    reason = error.strerror or str(error)
    return ReadError(f"The file cannot be opened ({reason}).", do="check its permissions.", source=source)


def read(file: Path) -> Document:
    """Read one file.

    Args:
        file: Path of a paper.

    Returns:
        The paper as printed.

    Raises:
        ReadError: It cannot be read; the message says what to do.
        UsageError: There is no such file.
    """
    from doichieu.extract import read as extract  # noqa: PLC0415 - readers load when the first file is read

    if file.is_dir() or not file.exists():
        raise UsageError("There is no such file.", do="check the path.", source=str(file))
    try:
        return _guarded(str(file), lambda: extract(file))
    except OSError as error:
        raise _unopened(str(file), error) from error


def audit(document: Document, *, aliases: Aliases | None = None) -> Audit:
    """What the stages after extract say of a document.

    Args:
        document: A paper as printed.
        aliases: Names that people have confirmed.

    Returns:
        Its findings and checks.
    """
    from doichieu.normalize import understand  # noqa: PLC0415 - the registry loads with it
    from doichieu.validate import audit as validate  # noqa: PLC0415

    return validate(understand(document, aliases=aliases))


def again(documents: Iterable[Document], *, aliases: Aliases | None = None) -> Iterator[Paper]:
    """Audit documents that were read before (from a dataset).

    Args:
        documents: Papers as printed.
        aliases: Names that people have confirmed.

    Yields:
        What became of each, in the order given.
    """
    for document in documents:
        try:
            found = _guarded(document.source, partial(audit, document, aliases=aliases))
            yield Paper(source=document.source, sha256=document.sha256, audit=found)
        except ReadError as error:
            yield Paper(source=document.source, sha256=document.sha256, error=error)


def ingest(papers: Iterable[Paper], store: Store) -> Iterator[tuple[Paper, str]]:
    """Write papers to a dataset as they come.

    Args:
        papers: What became of each file.
        store: The dataset, open.

    Yields:
        Each paper and what was done: "added", "replaced", "unchanged" or "unread". A paper that cannot be
        stored comes back with its error beside its audit.
    """
    for paper in papers:
        try:
            yield _stored(paper, store)
        except ReadError as error:
            store.fail(paper.source, error)
            yield replace(paper, error=error), "unread"


def _stored(paper: Paper, store: Store) -> tuple[Paper, str]:
    if paper.error is not None:
        store.fail(paper.source, paper.error)
        return paper, "unread"
    if paper.audit is not None:
        return paper, store.put(paper.audit)
    return paper, store.keep(paper.source, paper.sha256 or "")


def without_audit(paper: Paper) -> Paper:
    """The paper's receipt alone: what a long run keeps in memory."""
    return replace(paper, audit=None)


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


def missed(dataset: Path) -> list[Issue]:
    """The files that could not be read when they were ingested.

    Args:
        dataset: Folder of the dataset.

    Returns:
        An issue for each, by source.
    """
    from doichieu.dataset.files import read as rows  # noqa: PLC0415 - pyarrow loads with it

    found = [row for row in rows(dataset, "issues").to_pylist() if row["doc_id"] is None]
    return sorted(
        (Issue(code=row["code"], message=row["message"], source=row["source"]) for row in found),
        key=lambda issue: issue.source,
    )


def report(
    papers: Sequence[Paper],
    out: Path,
    *,
    formats: Sequence[str],
    lang: str,
    accepted: Mapping[str, Acceptance],
    missed: Sequence[Issue] = (),
) -> tuple[list[Path], list[Audit]]:
    """Write the reports.

    Args:
        papers: What became of each file; one that failed is named in the reports.
        out: Folder for the reports.
        formats: Reports to write.
        lang: "vi" or "en".
        accepted: Acceptances by finding ID; none for no baseline.
        missed: Files of the dataset that could not be read when they were ingested.

    Returns:
        The files written, and the papers with the findings that are still open.
    """
    from doichieu.report import write  # noqa: PLC0415 - templates and workbooks load with it

    audits = [paper.audit for paper in papers if paper.audit is not None]
    failed = [*missed, *unread(papers)]
    written = write(audits, out, formats=formats, lang=lang, accepted=accepted, unread=failed)
    return written, split(audits, accepted)[0]


def _guarded(source: str, work: Callable[[], T]) -> T:
    """Run a stage on one paper; whatever they raise becomes an error of that paper alone."""
    try:
        return work()
    except (ReadError, OSError):
        raise
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(frame.filename).name}, line {frame.lineno}"
        raise BrokenReaderError(
            f"A stage failed with {type(error).__name__}: {error} ({where}).",
            do="report the paper and this message; the other papers are done.",
            source=source,
        ) from error
