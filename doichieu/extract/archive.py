"""What an office archive must not be: a bomb, or a carrier of document type declarations."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from io import BytesIO

from doichieu.errors import DamagedFileError

# A paper of a thousand pages unpacks to some 60 MB; measured papers have a ratio of 5 to 25.
_MOST_BYTES = 256 * 2**20
_MOST_RATIO = 200
_SMALL = 20 * 2**20
# What opening an archive or one of its parts raises when it is broken.
BROKEN_ARCHIVE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, ValueError, EOFError, NotImplementedError, RuntimeError,
)  # fmt: skip
# The bit of an entry's flags that says that it is encrypted.
_LOCKED = 1
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def check_archive(data: bytes, source: str) -> None:
    """Reject an archive that would unpack to far more than it is, or that declares document types.

    Args:
        data: Bytes of the archive.
        source: Name for messages.

    Raises:
        DamagedFileError: It is one of these, or cannot be unpacked.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_locks(archive, source)
            _check_sizes(archive, len(data), source)
            _check_declarations(archive, source)
    except BROKEN_ARCHIVE as error:
        raise DamagedFileError(
            f"the archive cannot be unpacked ({error}).",
            do="download the file again, or save it again from the program that made it",
            source=source,
        ) from error


def _check_locks(archive: zipfile.ZipFile, source: str) -> None:
    if any(entry.flag_bits & _LOCKED for entry in archive.infolist()):
        raise DamagedFileError(
            "parts of the archive are locked with a password.", do="save it without a password", source=source
        )


def read_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpack a part, never more of it than the archive's directory says.

    `ZipFile.read` unpacks everything and cuts it then: a part that lies about its size takes all memory.

    Args:
        archive: The archive, open.
        entry: The part.

    Returns:
        Its bytes.

    Raises:
        zipfile.BadZipFile: It is another size, or broken.
    """
    with archive.open(entry) as part:
        data = part.read(entry.file_size)
        part.read(1)  # the end, where the checksum is compared
    return data


def _check_sizes(archive: zipfile.ZipFile, packed: int, source: str) -> None:
    size = sum(entry.file_size for entry in archive.infolist())
    if size > _MOST_BYTES or (size > _SMALL and size > _MOST_RATIO * packed):
        raise DamagedFileError(
            f"the archive would unpack from {packed:,} to {size:,} bytes, which no paper does.",
            do="open it in a word processor and save it again, if you trust where it came from",
            source=source,
        )


def _check_declarations(archive: zipfile.ZipFile, source: str) -> None:
    for entry in archive.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        part = read_part(archive, entry)
        if any(declaration in part for declaration in _DOCTYPES):
            raise DamagedFileError(
                "the archive declares a document type, which can hide or cut text.",
                do="open it in a word processor and save it again",
                source=source,
                place=entry.filename,
            )
