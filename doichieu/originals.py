"""Originals: where the file of a paper is found again, after it was read."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.errors import DamagedFileError, MissingToolError
from doichieu.extract.contents import contents

if TYPE_CHECKING:
    from doichieu.model import Document

PAPERS = "papers"
"""Folder of a dataset that keeps papers, each named by the hash of its bytes."""

_PDF = "application/pdf"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The file of a paper.

    Attributes:
        path: Where it is.
        sha256: Hash of the bytes that were read.
        media_type: What the reader found them to be.
        pages: Number of pages, None for media without pages.
    """

    path: Path
    sha256: str
    media_type: str
    pages: int | None

    def read(self) -> bytes:
        """Its bytes, the very ones that were read.

        Raises:
            ReadError: It cannot be opened, or holds other bytes by now.
        """
        data = contents(self.path)
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise DamagedFileError(
                "The file is not the one that was read.", do="ingest it again.", source=str(self.path)
            )
        return data

    def pdf(self) -> bytes:
        """Its pages as a PDF, in which the boxes of its locators fit: a picture is the PDF it was read as.

        Raises:
            ReadError: It cannot be opened, holds other bytes by now, or has no pages.
            MissingToolError: It is a picture, and what decodes pictures is not installed.
        """
        data = self.read()
        if self.media_type == _PDF:
            return data
        if not self.media_type.startswith("image/"):
            raise DamagedFileError(
                "The file has no pages.", do="see the tables as they were read.", source=str(self.path)
            )
        try:
            from doichieu.extract.scan.images import to_pdf  # noqa: PLC0415 - its engine loads for pictures alone
        except ImportError as error:
            raise MissingToolError(
                "What decodes pictures is not installed.",
                do="pip install 'doichieu[ocr]'",
                source=str(self.path),
            ) from error
        return to_pdf(data, str(self.path))


def find(document: Document, dataset: Path | None = None) -> Original | None:
    """Where the file of a paper is found again.

    Only two places are looked at: the dataset's own copy, and the path the paper was read from. Nothing that a
    request or a report says leads to a file.

    Args:
        document: The paper as it was read.
        dataset: Folder of a dataset that may keep a copy.

    Returns:
        The file; None where no file with these bytes is left.
    """
    places = [] if dataset is None else [kept(dataset, document.sha256)]
    for path in (*places, Path(document.source)):
        if _holds(path, document.sha256):
            return Original(
                path=path,
                sha256=document.sha256,
                media_type=document.media_type,
                pages=document.pages,
            )
    return None


def kept(dataset: Path, sha256: str) -> Path:
    """Where a dataset keeps the paper with these bytes, whether it does or not.

    Raises:
        ValueError: The text is no SHA-256 in lower-case hexadecimal, so it could lead anywhere.
    """
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no SHA-256")
    return dataset / PAPERS / sha256


def _holds(path: Path, sha256: str) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest() == sha256
    except (OSError, ValueError):  # a name with a null byte is a ValueError
        return False
