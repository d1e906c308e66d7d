"""From files to audited papers: the stages, applied to each file by an engine.

A file that cannot be read gives an error beside the others' audits; it never stops them.
"""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import dataclass, replace
from enum import Flag, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from doichieu.baseline import split
from doichieu.engine.faults import fault_error
from doichieu.engine.local import InProcess
from doichieu.engine.work import Fault, Ready, Work
from doichieu.errors import DoichieuError, ReadError, UsageError
from doichieu.extract.tablereader import TableReader, reads_alike
from doichieu.model import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from doichieu.baseline import Acceptance
    from doichieu.dataset.place import Address
    from doichieu.dataset.record import Record
    from doichieu.dataset.store import Printed, Store
    from doichieu.engine.work import Done, Engine
    from doichieu.inputs import Inputs
    from doichieu.model import Audit, Document
    from doichieu.normalize.agency_aliases import Aliases
    from doichieu.report.photographs import Photographs
    from doichieu.review.decided import Decided

T = TypeVar("T")

# What every worker needs, whatever the medium.
_PRELOAD = ("doichieu.extract.reader", "doichieu.normalize", "doichieu.validate")
# What those need that encode papers: pyarrow takes 0.3 s, which a run of few papers would wait for.
_ENCODING = ("doichieu.dataset.record",)


class BrokenReaderError(ReadError):
    """A stage failed in a way it should not; the fault is the package's."""

    code = "stage-failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What became of one file: an audit, an error, or neither when its bytes were known already.

    Attributes:
        source: Path as given.
        sha256: Hash of the bytes, None where they could not be read.
        audit: The paper, audited; None where it was not asked for.
        record: The paper encoded for the dataset, where that was asked for.
        error: Why it could not be read.
        seconds: How long a worker had it; 0 where none was needed.
    """

    source: str
    sha256: str | None = None
    audit: Audit | None = None
    record: Record | None = None
    error: ReadError | None = None
    seconds: float = 0.0


class Keep(Flag):
    """What to keep of a paper once it is audited."""

    AUDIT = auto()
    RECORD = auto()


def process(
    inputs: Inputs,
    *,
    store: Store | None = None,
    aliases: Aliases | None = None,
    decided: Decided | None = None,
    engine: Engine | None = None,
    reader: TableReader = TableReader.OWN,
    keep: Keep = Keep.AUDIT,
) -> Iterator[Paper]:
    """Read, understand and audit files.

    Args:
        inputs: The files.
        store: A dataset; bytes that it knows are not read again, and what only other rules audited is audited again
            without being read.
        aliases: Names that people have confirmed.
        decided: What people have decided about findings and readings.
        engine: Where the work runs; this process when None.
        reader: Who reads the tables of PDFs.
        keep: What comes back of each paper: an audit for reports, a record for a dataset.

    Yields:
        What became of each, as they finish.
    """
    work = _work(partial(read_paper, aliases=aliases, decided=decided, reader=reader, keep=keep), keep=keep)
    alike = partial(reads_alike, reader=reader)
    yield from (_outside(link) for link in inputs.outside)
    items = (_ready_or_task(file, store, alike) for file in inputs.files)
    for done in (engine or InProcess()).map(work, items):
        yield _paper(done, source="" if done.item is None else done.item.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file for a worker.

    Attributes:
        source: Path of the file.
        printed: Where the dataset has it as it was printed, when the readers would read the same.
    """

    source: str
    printed: Printed | None = None


def read_paper(
    task: Task,
    *,
    aliases: Aliases | None,
    decided: Decided | None = None,
    reader: TableReader = TableReader.OWN,
    keep: Keep = Keep.AUDIT,
) -> Paper:
    """Read, understand and audit one file: what a worker does.

    Args:
        task: The file.
        aliases: Names that people have confirmed.
        decided: What people have decided about findings and readings.
        reader: Who reads the tables of a PDF.
        keep: What to keep of it.

    Returns:
        The paper audited, or with the reason why it is not.
    """
    source = task.source
    try:
        found = _guarded(
            source,
            lambda: audit(_printed(task) or read(Path(source), reader), aliases=aliases, decided=decided),
        )
        return Paper(
            source=source,
            sha256=found.decision.document.sha256,
            audit=found if Keep.AUDIT in keep else None,
            record=_guarded(source, partial(_record, found, decided)) if Keep.RECORD in keep else None,
        )
    except DoichieuError as error:
        return Paper(source=source, error=as_read_error(error))


def _printed(task: Task) -> Document | None:
    """The document as the dataset has it; None where it does not, or not any more."""
    try:
        return None if task.printed is None else replace(task.printed.document(), source=task.source)
    except OSError:
        return None


def _record(found: Audit, decided: Decided | None) -> Record:
    from doichieu.dataset.record import encode  # noqa: PLC0415 - pyarrow loads with it

    return encode(found, decided)


def _ready_or_task(file: Path, store: Store | None, alike: Callable[[str], bool]) -> Ready | Task:
    """The receipt of a file whose bytes are known, else a task for a worker."""
    source = str(file)
    try:
        if store is None or not file.is_file():
            return Task(source=source)
        with file.open("rb") as handle:
            sha256 = hashlib.file_digest(handle, "sha256").hexdigest()
        if store.known(sha256, alike):
            return Ready(value=Paper(source=source, sha256=sha256))
        return Task(source=source, printed=store.printed(sha256, alike))
    except OSError as error:
        return Ready(value=Paper(source=source, error=_unopened(source, error)))


def _work(call: Callable[[Any], Paper], *, keep: Keep = Keep.AUDIT) -> Work:
    encoding = _ENCODING if Keep.RECORD in keep else ()
    return Work(call=call, preload=(*_PRELOAD, *encoding), warm=_warm)


def _warm() -> None:
    from doichieu.dataset.version import version  # noqa: PLC0415 - in a worker's guard
    from doichieu.normalize.registry import Registry  # noqa: PLC0415

    Registry.load()
    version()


def _paper(done: Done, *, source: str) -> Paper:
    """What an engine gave for a file, with its time; a fault is the error of that file."""
    if isinstance(done.value, Fault):
        return Paper(source=source, error=fault_error(done.value, source), seconds=done.seconds)
    found: Paper = done.value
    return replace(found, seconds=done.seconds)


def _outside(link: Path) -> Paper:
    error = ReadError(
        "This is a link to a file outside the folder.",
        do="name the file itself, or the folder that holds it.",
        source=str(link),
    )
    return Paper(source=str(link), error=error)


def as_read_error(error: DoichieuError) -> ReadError:
    """An error of a file as one of reading it, which is what an issue is made of."""
    if isinstance(error, ReadError):
        return error
    return ReadError(error.what, do=error.do, source=error.source, place=error.place)


def _unopened(source: str, error: OSError) -> ReadError:
    reason = error.strerror or str(error)
    return ReadError(f"The file cannot be opened ({reason}).", do="check its permissions.", source=source)


def read(file: Path, reader: TableReader = TableReader.OWN) -> Document:
    """Read one file.

    Args:
        file: Path of a paper.
        reader: Who reads the tables of a PDF.

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
        return _guarded(str(file), lambda: extract(file, reader=reader))
    except OSError as error:
        raise _unopened(str(file), error) from error


def read_apart(file: Path, engine: Engine, reader: TableReader = TableReader.OWN) -> Document:
    """Read one file where the engine works, so that nothing in it ends this process.

    Args:
        file: Path of a paper.
        engine: Where the work runs.
        reader: Who reads the tables of a PDF.

    Returns:
        The paper as printed.

    Raises:
        ReadError: It cannot be read; the message says what to do.
        UsageError: There is no such file.
    """
    (done,) = engine.map(Work(call=partial(_read_or_error, reader=reader), preload=_PRELOAD[:1]), [str(file)])
    if isinstance(done.value, Fault):
        raise fault_error(done.value, str(file))
    if isinstance(done.value, DoichieuError):
        raise done.value
    document: Document = done.value
    return document


def _read_or_error(source: str, reader: TableReader) -> Document | DoichieuError:
    try:
        return read(Path(source), reader)
    except DoichieuError as error:
        return error


def audit(document: Document, *, aliases: Aliases | None = None, decided: Decided | None = None) -> Audit:
    """What the stages after extract say of a document.

    Args:
        document: A paper as printed.
        aliases: Names that people have confirmed.
        decided: What people have decided about findings and readings.

    Returns:
        Its findings and checks.
    """
    from doichieu.normalize import understand  # noqa: PLC0415 - the registry loads with it
    from doichieu.rereading import settle  # noqa: PLC0415
    from doichieu.validate import audit as validate  # noqa: PLC0415

    said = document if decided is None else decided.reread(document)
    return settle(said, lambda read: validate(understand(read, aliases=aliases)))


def again(
    documents: Iterable[Document],
    *,
    aliases: Aliases | None = None,
    decided: Decided | None = None,
    engine: Engine | None = None,
) -> Iterator[Paper]:
    """Audit documents that were read before (from a dataset).

    Args:
        documents: Papers as printed.
        aliases: Names that people have confirmed.
        decided: What people have decided about findings and readings.
        engine: Where the work runs; this process when None.

    Yields:
        What became of each, as they finish.
    """
    work = _work(partial(audit_again, aliases=aliases, decided=decided))
    for done in (engine or InProcess()).map(work, documents):
        yield replace(_paper(done, source=done.item.source), sha256=done.item.sha256)


def audit_again(document: Document, *, aliases: Aliases | None, decided: Decided | None = None) -> Paper:
    """Audit one document: what a worker does.

    Args:
        document: A paper as printed.
        aliases: Names that people have confirmed.
        decided: What people have decided about findings and readings.

    Returns:
        The paper audited, or with the reason why it is not.
    """
    try:
        found = _guarded(document.source, lambda: audit(document, aliases=aliases, decided=decided))
        return Paper(source=document.source, audit=found)
    except ReadError as error:
        return Paper(source=document.source, error=error)


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
    if paper.record is not None:
        return replace(paper, record=None), store.put_record(paper.source, paper.record)
    if paper.audit is not None:
        return paper, store.put(paper.audit)
    return paper, store.keep(paper.source, paper.sha256 or "")


def in_order(inputs: Inputs, done: Iterable[tuple[Paper, str]]) -> list[tuple[Paper, str]]:
    """Papers in the order of the files they came from, whichever finished first.

    Args:
        inputs: The files.
        done: Papers, each with what was done.

    Returns:
        All of them; files that were refused come last.
    """
    place = {str(file): index for index, file in enumerate((*inputs.files, *inputs.outside))}
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


def report(
    papers: Sequence[Paper],
    out: Path,
    *,
    formats: Sequence[str],
    lang: str,
    accepted: Mapping[str, Acceptance],
    missed: Sequence[Issue] = (),
    rules: Sequence[tuple[str, str]] = (),
    photographs: Photographs | None = None,
) -> tuple[list[Path], list[Audit]]:
    """Write the reports.

    Args:
        papers: What became of each file; one that failed is named in the reports.
        out: Folder for the reports.
        formats: Reports to write.
        lang: "vi" or "en".
        accepted: Acceptances by finding ID; none for no baseline.
        missed: Files of the dataset that could not be read when they were ingested.
        rules: Rules that were set, each with "off" or its level.
        photographs: Pictures of the papers' pages, for the formats that show them.

    Returns:
        The files written, and the papers with the findings that are still open.
    """
    from doichieu.report import write  # noqa: PLC0415 - templates and workbooks load with it

    audits = [paper.audit for paper in papers if paper.audit is not None]
    failed = [*missed, *unread(papers)]
    written = write(
        audits,
        out,
        formats=formats,
        lang=lang,
        accepted=accepted,
        unread=failed,
        rules=rules,
        photographs=photographs,
    )
    return written, split(audits, accepted)[0]


def _guarded(source: str, work: Callable[[], T]) -> T:
    """Run a stage on one paper; whatever they raise becomes an error of that paper alone."""
    try:
        return work()
    except (ReadError, OSError, MemoryError):  # the engine says what to do about memory
        raise
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(frame.filename).name}, line {frame.lineno}"
        raise BrokenReaderError(
            f"A stage failed with {type(error).__name__}: {error} ({where}).",
            do="report the paper and this message; the other papers are done.",
            source=source,
        ) from error
