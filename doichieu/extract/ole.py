"""Compound files, the container of Office before 2007: which streams stand at the root, and what they hold."""

from __future__ import annotations

import struct

from doichieu.errors import DamagedFileError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENTRY = 128
_NONE = 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA
# A directory of so many sectors holds thousands of entries; no paper has that.
_MOST_SECTORS = 4096
_SMALL = 4096


def root_names(data: bytes, source: str) -> frozenset[str]:
    """Names of the streams and storages at the root of a compound file, in lower case.

    What a document embeds (a sheet in a letter, a letter in a sheet) stands deeper and is left out.

    Args:
        data: Content of the file.
        source: Name for messages.

    Returns:
        The names.

    Raises:
        DamagedFileError: The directory is broken or cut off.
    Source:
        [MS-CFB]: Compound File Binary File Format.
    """
    try:
        entries = _entries(data)
        return frozenset(map(_name, _children(entries)))
    except (struct.error, IndexError, ValueError) as error:
        raise DamagedFileError(
            "the content begins as an Office file of before 2007 (DOC, XLS) and is cut off or broken.",
            do="download the file again, or save it again from the program that made it",
            source=source,
        ) from error


def root_stream(data: bytes, name: str) -> bytes:
    """The content of a stream at the root, as far as it can be read.

    Args:
        data: Content of the file.
        name: Name of the stream in lower case.

    Returns:
        Its bytes; none where the file has no such stream. Streams of under 4,096 bytes, kept elsewhere, are left out.
    """
    try:
        entry = next((one for one in _children(_entries(data)) if _name(one) == name), None)
        size = 0 if entry is None else struct.unpack_from("<I", entry, 120)[0]
        if entry is None or size < _SMALL:
            return b""
        return _chain(data, struct.unpack_from("<I", entry, 116)[0], -(-size // 512))[:size]
    except (struct.error, IndexError, ValueError):
        return b""


def _entries(data: bytes) -> list[bytes]:
    """Entries of the directory."""
    directory = _chain(data, struct.unpack_from("<I", data, 48)[0], _MOST_SECTORS)
    if len(directory) < _ENTRY:
        raise ValueError(len(directory))
    return [directory[start : start + _ENTRY] for start in range(0, len(directory) - _ENTRY + 1, _ENTRY)]


def _chain(data: bytes, sector: int, most: int) -> bytes:
    """Content of a chain of sectors, as far as the first part of the table tells it."""
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in {9, 12}:
        raise ValueError(shift)
    size = 1 << shift
    table = struct.unpack_from("<109I", data, 76)
    content, seen = bytearray(), set[int]()
    for _ in range(most):
        if sector >= _LAST_SECTOR:
            break
        if sector in seen:
            raise ValueError(sector)  # the chain runs in a circle
        seen.add(sector)
        start = (sector + 1) * size
        content += data[start : start + size]
        block, place = divmod(sector, size // 4)
        if block >= len(table) or table[block] >= _LAST_SECTOR:
            break
        sector = struct.unpack_from("<I", data, (table[block] + 1) * size + place * 4)[0]
    return bytes(content)


def _children(entries: list[bytes]) -> list[bytes]:
    """The root's children, which form a tree of left and right siblings."""
    found: list[bytes] = []
    waiting = [struct.unpack_from("<I", entries[0], 76)[0]]
    seen: set[int] = set()
    while waiting:
        index = waiting.pop()
        if index == _NONE or index in seen or index >= len(entries):
            continue
        seen.add(index)
        found.append(entries[index])
        waiting += struct.unpack_from("<II", entries[index], 68)
    return found


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()
