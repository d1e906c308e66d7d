"""Extract: a file in, a `Document` out, whatever medium the paper came in.

>>> from doichieu.extract import read
>>> document = read("305-qd-ubnd.docx")
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.collector import collector_paused
from doichieu.errors import EmptyFileError
from doichieu.extract.contents import contents
from doichieu.extract.tablereader import TableReader

if TYPE_CHECKING:
    from doichieu.model import Document

__all__ = ["TableReader", "read", "read_bytes"]


def read(path: Path | str, *, reader: TableReader = TableReader.OWN) -> Document:
    """Read one file.

    Args:
        path: The file; its name says nothing about how it is read.
        reader: Who reads the tables of a PDF, or checks those that leave doubt.

    Returns:
        The document as printed, with issues for what was not read.

    Raises:
        ReadError: The file cannot be opened, changes while it is read, is empty, damaged, or of a type that no
            reader exists for.
        MissingToolError: The table reader is not installed.
    """
    return read_bytes(contents(Path(path)), str(path), reader=reader)


def read_bytes(data: bytes, source: str, *, reader: TableReader = TableReader.OWN) -> Document:
    """Read the bytes of one file.

    Args:
        data: Content of the file.
        source: Path or name the bytes came from; it appears in locators and messages only.
        reader: Who reads the tables of a PDF, or checks those that leave doubt.

    Returns:
        The document as printed, with issues for what was not read.

    Raises:
        ReadError: The content is empty, damaged, or of a type that no reader exists for.
    """
    # Readers import lxml and python-docx; a text must not wait for them.
    from doichieu.extract.reader import read_stream  # noqa: PLC0415
    from doichieu.extract.sniff import media_type_of  # noqa: PLC0415

    if not data.strip():
        raise EmptyFileError(
            "the file is empty.", do="get the file again from where it was published", source=source
        )
    with collector_paused():
        return read_stream(
            data, media_type_of(data, source), hashlib.sha256(data).hexdigest(), source, reader
        )
