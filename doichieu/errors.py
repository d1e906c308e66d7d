"""One root class for everything doichieu raises on purpose.

Each class carries the exit code of the command line, and each message ends in what to do next.
"""

from __future__ import annotations

from typing import Any, ClassVar


class DoichieuError(Exception):
    """Root of the errors this package raises; `exit_code` is what the command line returns.

    Args:
        what: What is wrong, in one sentence.
        do: What the reader can do about it.
        source: File the error is about, where there is one.
        place: Place in that file ("page 3", "table 1.2, row 4").
    """

    exit_code: ClassVar[int] = 3
    code: ClassVar[str] = "error"

    def __init__(self, what: str, *, do: str, source: str | None = None, place: str | None = None) -> None:
        self.what = what
        self.do = do
        self.source = source
        self.place = place
        super().__init__(what)

    def __reduce__(self) -> tuple[Any, ...]:
        """How the error travels from a worker: exceptions do not keep keyword arguments by themselves."""
        return _again, (type(self), self.what, self.do, self.source, self.place)

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.source, self.place) if part)
        return f"{where + ': ' if where else ''}{self.what} Do: {self.do}"


class UsageError(DoichieuError):
    """The command or its options are wrong."""

    exit_code = 2
    code = "usage"


class ReadError(DoichieuError):
    """A file could not be read; the run goes on without it.

    `lasts` says whether the same bytes would fail again wherever they are read by the same code.
    """

    code = "unreadable"
    lasts: ClassVar[bool] = True


def recorded(code: str, message: str, source: str) -> ReadError:
    """The error that a dataset has on record of a file.

    Args:
        code: Its code.
        message: What it said, which ends in what to do.
        source: The file.
    """
    what, _, do = message.rpartition(" Do: ")
    kind: type[ReadError] = type(ReadError.__name__, (ReadError,), {"code": code})
    return kind(what, do=do, source=source)


class EmptyFileError(ReadError):
    """The file has no bytes, or no text at all."""

    code = "empty-file"


class UnknownMediaTypeError(ReadError):
    """The content is of no type that a reader exists for."""

    code = "unknown-media-type"


class DamagedFileError(ReadError):
    """The content says what it is, but is cut off or broken."""

    code = "damaged-file"


class MissingToolError(ReadError):
    """A program or an optional package is needed and not installed."""

    code = "missing-tool"
    lasts = False


class DatasetError(DoichieuError):
    """The dataset folder cannot be read or written."""

    code = "dataset"


class OutputError(DoichieuError):
    """A report or an export cannot be written."""

    code = "output"


def _again(
    kind: type[DoichieuError], what: str, do: str, source: str | None, place: str | None
) -> DoichieuError:
    return kind(what, do=do, source=source, place=place)
