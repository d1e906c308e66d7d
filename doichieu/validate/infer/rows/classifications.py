"""A total told apart in several ways: "Phân theo mục đích", "Phân theo phương tiện" head its parts one after the other."""

from __future__ import annotations

import re
from collections.abc import Collection

from doichieu.model import Row, RowKind
from doichieu.validate.infer.rows.row_labels import is_total_label
from doichieu.validate.paper import Sheet

# With or without a letter or number before it: "A. Phân theo khu vực", "Chia theo ngành".
_BREAKDOWN = re.compile(r"^\W*(?:[\divxa-eđ]{1,4}[.)/]\s*)?(?:(?:phân|chia|tính|xét|cơ cấu)\s)?theo\b")
# What stands below is some of the whole.
_SOME = re.compile(r"\b(?:một số|chủ yếu|trọng điểm|lớn nhất|chính)\b|\btrong đó\b")
_PARTS = frozenset({RowKind.DATA, RowKind.SUBTOTAL})


def breakdowns(sheet: Sheet, total: Row, within: Collection[int]) -> list[list[int]] | None:
    """The rows that a total is told apart into, once for each way.

    Args:
        sheet: A table prepared for checks.
        total: A row that may sum up others.
        within: Rows that stand under others.

    Returns:
        Grid rows of each way that is told in full; None where no row below the total heads such a way.
    """
    lists: list[list[int]] = [[]]
    full, found = True, False
    figures = {row for row, _ in sheet.reading.numbers}
    for row in sheet.reading.rows[total.index + 1 :]:
        label = row.label.casefold()
        if row.index in figures:
            if is_total_label(row):
                break
            if full and row.kind in _PARTS and row.index not in within:
                lists[-1].append(row.index)
        elif _BREAKDOWN.match(label) or tells_some(label):
            found, full = True, not tells_some(label)
            lists.append([])
    return [rows for rows in lists if rows] if found else None


def tells_some(text: str) -> bool:
    """Whether words say that what stands below is some of the whole: “một số địa phương”, “mặt hàng chủ yếu”."""
    return bool(_SOME.search(text.casefold()))
