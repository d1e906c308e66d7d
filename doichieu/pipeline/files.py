"""Files read, understood and audited where an engine works; what a dataset knows is not read again."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.engine.faults import fault_error
from doichieu.engine.local import InProcess
from doichieu.engine.work import Fault, Work
from doichieu.errors import DoichieuError, ReadError
from doichieu.extract.tablereader import TableReader
from doichieu.pipeline import stages
from doichieu.pipeline.paper import Keep, Paper
from doichieu.pipeline.stages import ClosedFolderError, as_read_error, guarded
from doichieu.pipeline.tasks import Plan, Task
from doichieu.pipeline.working import PRELOAD, paper_of, work_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.dataset.record import Record
    from doichieu.dataset.store import Store
    from doichieu.engine.work import Engine
    from doichieu.model import Audit, Document
    from doichieu.normalize.agencies.aliases import Aliases
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
    retry: bool = False,
) -> Iterator[Paper]:
    """Read, understand and audit files.

    Args:
        inputs: The files.
        store: A dataset; bytes that it knows are not read again, what only other rules audited is audited again
            without being read, and what several runs could not read is left alone.
        aliases: Names that people have confirmed.
        decided: What people have decided about findings and readings.
        engine: Where the work runs; this process when None.
        reader: Who reads the tables of PDFs.
        keep: What comes back of each paper: an audit for reports, a record for a dataset.
        retry: Try again what several runs could not read.

    Yields:
        What became of each, as they finish.
    """
    work = work_of(partial(read_paper, aliases=aliases, decided=decided, reader=reader, keep=keep), keep=keep)
    place = engine or InProcess()
    plan = Plan(store=store, reader=reader, limits=place.limits, retry=retry)
    yield from (_outside(link) for link in inputs.outside)
    yield from (_closed(folder) for folder in inputs.closed)
    items = (plan.of(file) for file in inputs.files)
    for done in place.map(work, items):
        if done.item is None:
            yield paper_of(done, source="")
        else:
            yield plan.tried(done.item, paper_of(done, source=done.item.source))


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
