"""Findings that rest on figures read with doubt: where it is likelier that the picture was misread than that the paper is wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from math import prod
from typing import TYPE_CHECKING

from doichieu.model import Bilingual, Level

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from doichieu.model import Audit, Cell, Finding

# Of 12 printed errors on copies, faxes and noisy pages 11 rest on figures that were all read right with this probability; of 21
# findings on clean papers scanned as badly, or about other figures than the wrong ones, 10 do.
_LIKELY = 0.75
# Operands that stand in one row or column make it what is added up.
_LINE = 3
_ORDER = list(Level)
_SAYS = Bilingual(
    vi="Các số này được đọc chưa chắc từ ảnh: xem ảnh trước khi kết luận.",
    en="These figures were read with doubt from the picture: look at it first.",
)

_FIGURE = re.compile(r"[-–+(]?\d{1,3}(?:[.,]?\d+)*\)?%?")

Place = tuple[str | None, int | None, int | None]


def lowered(audit: Audit) -> Audit:
    """The audit with findings that a misreading explains better than an error of the paper as remarks.

    A cell whose reading the rest of the paper settled is sure: figures that hold witness for it.

    Args:
        audit: The audit of a paper, its doubts settled as far as they can be.

    Returns:
        The same audit where no finding rests on doubt; else the most serious findings first again.
    """
    doubtful: dict[Place, Cell] = {
        (table.table_id, cell.row, cell.col): cell
        for table in audit.decision.document.tables
        for cell in table.cells
        if cell.is_doubtful and cell.repaired_from is None
    }
    if not doubtful:
        return audit
    found = [_weighed(finding, doubtful) for finding in audit.findings]
    return replace(audit, findings=tuple(sorted(found, key=lambda finding: _ORDER.index(finding.level))))


def _weighed(finding: Finding, doubtful: Mapping[Place, Cell]) -> Finding:
    places = {(operand.table_id, operand.row, operand.col) for operand in finding.operands}
    read_right = prod(doubtful[place].confidence or 0.0 for place in places if place in doubtful)
    if finding.level is Level.INFO or (read_right >= _LIKELY and not _leaves_out(places, doubtful)):
        return finding
    message = Bilingual(vi=f"{finding.message.vi} {_SAYS.vi}", en=f"{finding.message.en} {_SAYS.en}")
    return replace(finding, level=Level.INFO, message=message)


def _leaves_out(places: Collection[Place], doubtful: Mapping[Place, Cell]) -> bool:
    """Whether a figure was read so badly that it is none, among those of the row or the column that were added up."""
    for table, row, col in set(doubtful) - set(places):
        if row is None or col is None or _FIGURE.fullmatch(doubtful[table, row, col].text):
            continue
        beside = [c for t, r, c in places if (t, r) == (table, row) and c is not None]
        above = [r for t, r, c in places if (t, c) == (table, col) and r is not None]
        for ends, at in ((beside, col), (above, row)):
            if len(ends) >= _LINE and min(ends) - 1 <= at <= max(ends) + 1:
                return True
    return False
