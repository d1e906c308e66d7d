"""Grades that papers give: “Rất tốt”, “Hoàn thành tốt nhiệm vụ”, “Đạt”; and which columns hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from doichieu.model import ColumnRole
from doichieu.normalize.headers import Header
from doichieu.normalize.text import key

QUALITY = (
    "hoan thanh xuat sac nhiem vu",
    "hoan thanh tot nhiem vu",
    "hoan thanh nhiem vu",
    "khong hoan thanh nhiem vu",
    "xuat sac",
    "rat tot",
    "tot",
    "kha",
    "trung binh kha",
    "trung binh",
    "yeu",
    "kem",
    "a",
    "b",
    "c",
    "d",
    "loai a",
    "loai b",
    "loai c",
    "loai d",
)
"""Grades from the best down, folded; several scales one after the other."""

GRADES = frozenset(
    {*QUALITY, "tuong doi tot", "tuong doi thap", "thap", "rat thap", "cao", "rat cao", "dat", "khong dat"}
)
"""Every grade known, folded."""

# A letter alone is a grade, a rank or a code; "Đạt" answers whether, and does not grade units.
_OPEN = frozenset({"a", "b", "c", "d", "dat", "khong dat", "cao", "thap"})
_GRADED = re.compile(r"\b(danh gia|ket qua|muc|xep|hang|danh hieu|chat luong|tong hop)\b")
_LEAST = 3


def holds_grades(header: Header, texts: Sequence[str]) -> bool:
    """Whether a column without figures grades its rows, though its header says “Xếp hạng” or “Kết quả”.

    Args:
        header: Its header.
        texts: Its cells, blank ones included.
    """
    ranks = header.suggested is ColumnRole.RANK
    if not ranks and (header.suggested is not None or not _GRADED.search(key(header.path))):
        return False
    named = {key(text) for text in texts if any(map(str.isalpha, text))}
    grades = GRADES if ranks else GRADES - _OPEN
    return len(named) > 1 and named <= grades and sum(map(bool, texts)) >= _LEAST
