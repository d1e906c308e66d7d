"""Which reader takes the tables of a PDF, and how that is recorded."""

from __future__ import annotations

from enum import StrEnum

from doichieu.errors import MissingToolError


class TableReader(StrEnum):
    """Who reads the tables of a PDF; other media have one reader each.

    AUTO reads with the package's own reader and asks the others, where they are installed, about tables that
    leave doubt. Cells are never changed by that: where readers disagree, the paper has an issue.
    """

    AUTO = "auto"
    OWN = "doichieu"
    PDFPLUMBER = "pdfplumber"
    CAMELOT = "camelot"


SECOND = (TableReader.CAMELOT, TableReader.PDFPLUMBER)
_PACKAGES = {TableReader.CAMELOT: "camelot-py", TableReader.PDFPLUMBER: "pdfplumber"}
# Names in front of which the recorded name of a PDF's reader says how its tables were read.
_CHECKS, _TABLES = ", checks", ", tables"


def installed(reader: TableReader) -> str | None:
    """Name and version of a second reader ("camelot/2.0.0"), None when it is not installed."""
    from importlib import metadata  # noqa: PLC0415 (it takes as long as all options of the command line)

    try:
        return f"{reader}/{metadata.version(_PACKAGES[reader])}"
    except metadata.PackageNotFoundError:
        return None


def require(reader: TableReader) -> None:
    """Make sure that a reader can be used.

    Raises:
        MissingToolError: It is not installed; the message names the command that installs it.
    """
    if reader in _PACKAGES and installed(reader) is None:
        raise MissingToolError(
            f"the table reader {reader} is not installed.",
            do=f"pip install {_PACKAGES[reader]}, or pip install 'doichieu[readers]' for every one",
        )


def recorded(name: str, reader: TableReader) -> str:
    """How a PDF is read, for the record.

    Args:
        name: Name and version of the PDF reader ("pdf/1").
        reader: Who reads its tables.

    Returns:
        "pdf/1", "pdf/1, checks camelot/2.0.0" or "pdf/1, tables pdfplumber/0.11.10".
    """
    if reader is TableReader.OWN:
        return name
    if reader is TableReader.AUTO:
        versions = [version for one in SECOND if (version := installed(one))]
        return f"{name}{_CHECKS} {' '.join(versions)}" if versions else name
    return f"{name}{_TABLES} {installed(reader)}"


def reads_alike(name: str, reader: TableReader) -> bool:
    """Whether a paper recorded as read in one way would be read in the same way now.

    Args:
        name: What `recorded` returned then; the name of any other medium's reader.
        reader: Who would read its tables now.

    Returns:
        True for all but PDF.
    """
    own = name.partition(",")[0]
    return not own.startswith("pdf/") or name == recorded(own, reader)
