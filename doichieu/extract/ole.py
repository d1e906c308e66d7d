"""Compound files, the container of Office before 2007: which streams stand at the root."""

from __future__ import annotations

import struct

from doichieu.errors import DamagedFileError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENTRY = 128
_NONE = 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA
# A directory of so many sectors holds thousands of entries; no paper has that.
_MOST_SECTORS = 4096


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
        return frozenset(_children(entries))
    except (struct.error, IndexError, ValueError) as error:
        raise DamagedFileError(
            "the content begins as an Office file of before 2007 (DOC, XLS) and is cut off or broken.",
            do="download the file again, or save it again from the program that made it",
            source=source,
        ) from error


def _entries(data: bytes) -> list[bytes]:
    """Entries of the directory, read along its chain of sectors."""
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in {9, 12}:
        raise ValueError(shift)
    size = 1 << shift
    table = struct.unpack_from("<109I", data, 76)
    sector = struct.unpack_from("<I", data, 48)[0]
    directory, seen = bytearray(), set[int]()
    for _ in range(_MOST_SECTORS):
        if sector >= _LAST_SECTOR:
            break
        if sector in seen:
            raise ValueError(sector)  # the chain runs in a circle
        seen.add(sector)
        start = (sector + 1) * size
        directory += data[start : start + size]
        block, place = divmod(sector, size // 4)
        if block >= len(table) or table[block] >= _LAST_SECTOR:
            break
        sector = struct.unpack_from("<I", data, (table[block] + 1) * size + place * 4)[0]
    if len(directory) < _ENTRY:
        raise ValueError(len(directory))
    return [
        bytes(directory[start : start + _ENTRY]) for start in range(0, len(directory) - _ENTRY + 1, _ENTRY)
    ]


def _children(entries: list[bytes]) -> list[str]:
    """Names of the root's children, which form a tree of left and right siblings."""
    names: list[str] = []
    waiting = [struct.unpack_from("<I", entries[0], 76)[0]]
    seen: set[int] = set()
    while waiting:
        index = waiting.pop()
        if index == _NONE or index in seen or index >= len(entries):
            continue
        seen.add(index)
        length = struct.unpack_from("<H", entries[index], 64)[0]
        names.append(entries[index][: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower())
        waiting += struct.unpack_from("<II", entries[index], 68)
    return names
