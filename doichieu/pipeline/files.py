"""Files read, understood and audited where an engine works; what a dataset knows is not read again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.engine.faults import fault_error
from doichieu.engine.local import InProcess
from doichieu.engine.work import Fault, Ready, Work
from doichieu.errors import DoichieuError, ReadError
from doichieu.extract.tablereader import TableReader, reads_alike
from doichieu.pipeline import stages
from doichieu.pipeline.paper import Keep, Paper
from doichieu.pipeline.stages import ClosedFolderError, as_read_error, guarded, unopened
from doichieu.pipeline.working import PRELOAD, paper_of, work_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from doichieu.dataset.documents import Printed
    from doichieu.dataset.record import Record
    from doichieu.dataset.store import Store
    from doichieu.engine.work import Engine
    from doichieu.model import Audit, Document
    from doichieu.normalize.agency_aliases import Aliases
    from doichieu.pipeline.inputs import Inputs
    from doichieu.review.decided import Decided


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
    work = work_of(partial(read_paper, aliases=aliases, decided=decided, reader=reader, keep=keep), keep=keep)
    alike = partial(reads_alike, reader=reader)
    yield from (_outside(link) for link in inputs.outside)
    yield from (_closed(folder) for folder in inputs.closed)
    items = (_ready_or_task(file, store, alike) for file in inputs.files)
    for done in (engine or InProcess()).map(work, items):
        yield paper_of(done, source="" if done.item is None else done.item.source)


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
        found = guarded(
            source,
            lambda: stages.audit(
                _printed(task) or stages.read(Path(source), reader), aliases=aliases, decided=decided
            ),
        )
        return Paper(
            source=source,
            sha256=found.decision.document.sha256,
            audit=found if Keep.AUDIT in keep else None,
            record=guarded(source, partial(_record, found, decided)) if Keep.RECORD in keep else None,
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
        if store.known.holds(sha256, alike):
            return Ready(value=Paper(source=source, sha256=sha256))
        return Task(source=source, printed=store.known.printed(sha256, alike))
    except OSError as error:
        return Ready(value=Paper(source=source, error=unopened(source, error)))


def _outside(link: Path) -> Paper:
    error = ReadError(
        "This is a link to a file outside the folder.",
        do="name the file itself, or the folder that holds it.",
        source=str(link),
    )
    return Paper(source=str(link), error=error)


def _closed(folder: Path) -> Paper:
    error = ClosedFolderError(
        "The folder cannot be opened.",
        do="check its permissions, and that it is mounted.",
        source=str(folder),
    )
    return Paper(source=str(folder), error=error)


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
    (done,) = engine.map(Work(call=partial(_read_or_error, reader=reader), preload=PRELOAD[:1]), [str(file)])
    if isinstance(done.value, Fault):
        raise fault_error(done.value, str(file))
    if isinstance(done.value, DoichieuError):
        raise done.value
    document: Document = done.value
    return document


def _read_or_error(source: str, reader: TableReader) -> Document | DoichieuError:
    try:
        return stages.read(Path(source), reader)
    except DoichieuError as error:
        return error
