"""Grades that papers give: “Rất tốt”, “Hoàn thành tốt nhiệm vụ”, “Đạt”; and which columns hold them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from doichieu.model import ColumnRole
from doichieu.normalize.headers import Header
from doichieu.normalize.text import key

_SCALES = (
    (
        "Hoàn thành xuất sắc nhiệm vụ",
        "Hoàn thành tốt nhiệm vụ",
        "Hoàn thành nhiệm vụ",
        "Không hoàn thành nhiệm vụ",
    ),
    ("Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành", "Không hoàn thành"),
    ("Xuất sắc", "Rất tốt", "Tốt", "Khá", "Trung bình khá", "Trung bình", "Yếu", "Kém"),
    ("A", "B", "C", "D"),
    ("Loại A", "Loại B", "Loại C", "Loại D"),
    ("5 sao", "4 sao", "3 sao", "2 sao", "1 sao"),
)
PRINTED = {key(grade): grade for scale in _SCALES for grade in scale}
"""Grades as papers print them, by their folded names, from the best down; several scales one after the other."""

WORTH = {key(grade): place / (len(scale) - 1) for scale in _SCALES for place, grade in enumerate(scale)}
"""How far down its scale each stands, from 0 to 1, by folded name: papers mix “Xuất sắc” and “Hoàn thành”."""

GRADES = frozenset(
    {*PRINTED, "tuong doi tot", "tuong doi thap", "thap", "rat thap", "cao", "rat cao", "dat", "khong dat"}
)
"""Every grade known, folded."""

# What grades only under a header that says so: "đèn vàng", "giải ba"; elsewhere these words mean anything.
_COLOURS = frozenset({"xanh", "vang", "cam", "do", "tim", "xam"})
_PRIZES = frozenset({"nhat", "nhi", "ba", "khuyen khich", "dac biet", "tu"})
# Groups that units are put into; of "Nhóm" alone there are kinds as well, as of projects.
_GROUPS = frozenset({"a", "b", "c", "d", "e", "1", "2", "3", "4", "5", "i", "ii", "iii", "iv", "v"})
_SIGNS = (
    (re.compile(r"^(?:phan|xep|xep vao) nhom\b(?! du an| cong trinh| hang| dat)"), _GROUPS),
    (re.compile(r"\b(?:den|mau|canh bao|tin hieu)\b"), _COLOURS),
    (re.compile(r"\bgiai(?: thuong)?$|^xep giai\b|^dat giai$"), _PRIZES),
)
_SIGN = re.compile(r"^(?:den|mau|giai|nhom) ")
_LED = re.compile(r"^(?:(?:xep|cap do|muc do|muc|loai|nhom|dat loai|dat muc) )+(?=[a-z]{2})")
_NONE = frozenset({"", "khong", "khong dat giai", "khong co giai"})
# A letter alone is a grade, a rank or a code; "Đạt" answers whether, and does not grade units.
_OPEN = frozenset({"a", "b", "c", "d", "dat", "khong dat", "cao", "thap"})
_ANSWERS = _OPEN - {"cao", "thap"}
_GRADED = re.compile(r"\b(danh gia|ket qua|muc|xep|hang|danh hieu|chat luong|tong hop)\b")
_LEAST = 3
_SORTED = re.compile(r"\bphan loai\b(?!.*\b(?:xep|danh gia|muc do)\b)")
# Words of a grade that no scale has.
_SHORT = 3


def grades_beside(named: Collection[str]) -> tuple[str, ...]:
    """The other grades of the scales that some folded names belong to: a scale states grades that no unit has.

    Args:
        named: Folded names of grades.
    """
    scales = [tuple(map(key, scale)) for scale in _SCALES]
    return tuple(
        grade for scale in scales if set(scale) & set(named) for grade in scale if grade not in named
    )


def shows_grades(header: str, texts: Sequence[str]) -> bool:
    """Whether a column grades its rows by colours or prizes: “Đèn” over “Xanh”, “Xếp giải” over “Nhì”.

    Args:
        header: Its header, or the last level of it.
        texts: Its cells, blank ones included.
    """
    words = key(header)
    signs = next((signs for pattern, signs in _SIGNS if pattern.search(words)), None)
    named = {_SIGN.sub("", key(text)) for text in texts} - _NONE
    return signs is not None and len(named) > 1 and named <= signs and sum(map(bool, texts)) >= _LEAST


def bare_grade(text: str) -> str:
    """What a cell names, folded, a grade without its kind: “Cấp độ khá” and “Mức khá” are “khá”."""
    folded = key(text)
    bare = _LED.sub("", folded)
    return bare if bare in GRADES else folded


def grades_named(texts: Iterable[str]) -> set[str]:
    """What the cells of a column name, those that have letters."""
    return {bare_grade(text) for text in texts if any(map(str.isalpha, text))}


def are_plain_grades(named: Collection[str]) -> bool:
    """Whether folded words are grades whatever heads them; "Đạt" may answer a question, and "B" be a kind."""
    # "Cao" beside "Khá" is a grade; alone, or beside "Thấp", it may be anything.
    return len(named) > 1 and set(named) <= GRADES - (_ANSWERS if set(named) - _OPEN else _OPEN)


def may_grade(header: Header, texts: Sequence[str]) -> bool:
    """Whether words below “Phân loại” can be grades: those of a scale, or short ones; “Hợp đồng không thời hạn” is a kind.

    Args:
        header: Header of the column.
        texts: Its cells, blank ones included.
    """
    if not _SORTED.search(key(header.path)):
        return True
    named = {key(text) for text in texts if any(map(str.isalpha, text))}
    return all(name in GRADES or len(name.split()) <= _SHORT for name in named)


def holds_grades(header: Header, texts: Sequence[str]) -> bool:
    """Whether a column without figures grades its rows, though its header says “Xếp hạng” or “Kết quả”.

    Args:
        header: Its header.
        texts: Its cells, blank ones included.
    """
    if shows_grades(header.path, texts):
        return True
    ranks = header.suggested is ColumnRole.RANK
    if not ranks and (header.suggested is not None or not _GRADED.search(key(header.path))):
        return False
    named = grades_named(texts)
    graded = len(named) > 1 and named <= GRADES if ranks else are_plain_grades(named)
    return graded and sum(map(bool, texts)) >= _LEAST
