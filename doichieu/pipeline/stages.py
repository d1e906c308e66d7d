"""The stages in a row, on one paper: what breaks in one is an error of that paper."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from doichieu.errors import DoichieuError, ReadError, UsageError
from doichieu.extract.tablereader import TableReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from doichieu.model import Audit, Document
    from doichieu.normalize.agencies.aliases import Aliases
    from doichieu.review.decided import Decided

T = TypeVar("T")


class BrokenReaderError(ReadError):
    """A stage failed in a way it should not; the fault is the package's."""

    code = "stage-failed"


class ClosedFolderError(ReadError):
    """A folder cannot be opened; what is in it may be papers."""

    code = "closed-folder"


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

    if file.is_symlink() and not file.exists():
        raise UsageError(
            "This is a link to a file that is not there.", do="mend the link or remove it.", source=str(file)
        )
    if file.is_dir() or not file.exists():
        raise UsageError("There is no such file.", do="check the path.", source=str(file))
    try:
        return guarded(str(file), lambda: extract(file, reader=reader))
    except OSError as error:
        raise unopened(str(file), error) from error


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
    from doichieu.pipeline import doubted, hidden  # noqa: PLC0415
    from doichieu.pipeline.rereading import settle  # noqa: PLC0415
    from doichieu.validate import audit as validate  # noqa: PLC0415

    said = document if decided is None else decided.reread(document)
    audited = settle(said, lambda read: validate(understand(read, aliases=aliases)))
    return hidden.lowered(doubted.lowered(audited))


def guarded(source: str, work: Callable[[], T]) -> T:
    """Run a stage on one paper; whatever they raise becomes an error of that paper alone."""
    try:
        return work()
    except (DoichieuError, OSError, MemoryError):  # the engine says what to do about memory
        raise
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(frame.filename).name}, line {frame.lineno}"
        raise BrokenReaderError(
            f"A stage failed with {type(error).__name__}: {error} ({where}).",
            do="report the paper and this message; the other papers are done.",
            source=source,
        ) from error


def unopened(source: str, error: OSError) -> ReadError:
    """Why a file cannot be opened, as an error of that file."""
    reason = error.strerror or str(error)
    return ReadError(f"The file cannot be opened ({reason}).", do="check its permissions.", source=source)


def as_read_error(error: DoichieuError) -> ReadError:
    """An error of a file as one of reading it, which is what an issue is made of."""
    if isinstance(error, ReadError):
        return error
    return ReadError(error.what, do=error.do, source=error.source, place=error.place)
