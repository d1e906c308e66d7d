"""Whether the tables of a DOC came through: its text marks the end of every cell and row, damaged or not."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from doichieu.extract.ole import root_stream
from doichieu.extract.stream import Line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from doichieu.extract.stream import Item

# Where the header of the text says what it is, whether its parts lie in order, where it begins, how long it is.
_WORD, _FLAGS, _BEGINS, _LENGTH = 0xA5EC, 0x0A, 0x18, 0x4C
_IN_PARTS = 0x0004
_MARK = "\x07"
# Fewer tell nothing; merged cells have marks of their own, notes and text boxes none here.
_FEW, _MOSTLY = 12, 0.9


def lost_cells(data: bytes, items: Iterable[Item]) -> tuple[int, int] | None:
    """Tell whether cells of a DOC are missing in what was read of it.

    Args:
        data: Content of the DOC.
        items: What was read.

    Returns:
        How many cells and rows the text marks, and how many were read, where those are far fewer: damage to the form of
        paragraphs leaves their text and makes lines of tables. None otherwise, and for text in parts, as quick saves left.
    Source:
        [MS-DOC]: FibBase, FibRgLw97; 2.4.3 on cells.
    """
    text = root_stream(data, "worddocument")
    if len(text) < _LENGTH + 4 or struct.unpack_from("<H", text)[0] != _WORD:
        return None
    if struct.unpack_from("<H", text, _FLAGS)[0] & _IN_PARTS:
        return None
    begin, length = (struct.unpack_from("<I", text, at)[0] for at in (_BEGINS, _LENGTH))
    marks = text[begin : begin + 2 * length].decode("utf-16-le", "replace").count(_MARK)
    read = sum(len(row) + 1 for item in items if not isinstance(item, Line) for row in item.rows)
    return (marks, read) if marks >= _FEW and read < _MOSTLY * marks else None
