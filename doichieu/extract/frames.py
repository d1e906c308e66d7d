"""Tables that only frame others: pages and letterheads laid out in columns; shared by HTML and DOCX."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.words import fold, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

# What stands in a letterhead, an address or a signature block, and in no table of figures.
LAYOUT = re.compile(
    r"cong hoa xa hoi chu nghia|doc lap\s?[-–—]?\s?tu do|noi nhan\s?:|kinh gui\s?:|^so\s?:\s?[\d.…]*\s?/"
    r"|^(?:kt|tm|tl|tuq|q)\.\s|(?:^|- )luu\s?:\s?vt|\(?da ky\)?$"
    r"|^[^\d,]{2,30},\s?ngay\s.{0,6}thang\s.{0,6}nam\s\S{4}$"
)
_COLUMNS = re.compile(r"\s{4,}|[ \u00a0]*\t\s*")


def is_frame(nested: Sequence[Sequence[bool]]) -> bool:
    """Whether a table with tables inside only frames them.

    Args:
        nested: For each row and cell, whether the cell holds a table.

    Returns:
        True unless the table is a grid of its own in which few cells hold tables.
    """
    if not any(any(row) for row in nested):
        return False
    cells = sum(len(row) for row in nested)
    holding = sum(sum(row) for row in nested)
    grid = len(nested) > 2 and sum(len(row) > 2 for row in nested) * 2 > len(nested)
    return not (grid and holding * 4 <= cells)


def split_columns(text: str) -> list[str]:
    """Split a line of a letterhead or signature block that is set in two columns by tabs or spaces.

    Other lines come back whole.
    """
    stripped = text.strip()
    pieces = [piece for piece in _COLUMNS.split(stripped) if piece]
    if len(pieces) > 1 and len(stripped) < 400 and any(LAYOUT.search(plain(fold(piece))) for piece in pieces):
        return pieces
    return [stripped] if stripped else []
