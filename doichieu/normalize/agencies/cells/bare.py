"""A printed name without what stands around it: list number, footnote marks, a note on its age or rank."""

from __future__ import annotations

import re

from doichieu.normalize.text import clean

_MARKS = re.compile(
    r"(?:\s*+(?:\(?[*∗＊]++\)?|[(\[⁽]?\s?(?:\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})\s?[)\]⁾]|[(\[][a-d][)\]]|[¹²³⁴⁵⁶⁷⁸⁹†‡]))++$"
)
_MARK_ENDS = frozenset("*∗＊)]⁾¹²³⁴⁵⁶⁷⁸⁹†‡")
# Marks are few: only the end of a text is searched for them.
_LONGEST_MARKS = 40
# "Xã Tân Lập - mới": which of two units of one name is meant; the date of the paper says so too. "Lý Sơn - huyện đảo": what it is besides.
_NOTE = re.compile(
    r"\s+-\s*(?:mới|mới thành lập|trước đây|sau (?:sáp nhập|sắp xếp|hợp nhất)"
    r"|(?:huyện|thị xã|thành phố|xã|phường) (?:(?:đạt (?:chuẩn )?)?(?:NTM|nông thôn mới)(?: nâng cao| kiểu mẫu)?"
    r"|điểm|nghèo|đảo|30a|miền núi|vùng cao|biên giới|thông minh))$",
    re.IGNORECASE,
)
# "X. Phước Đông, huyện Gò Dầu" is a xã, and no tenth line; "L. Đồng" is a province: no list is numbered to fifty in Roman figures.
_ORDINAL = re.compile(
    r"^\s*(?!X\.[^,;]+?(?:,| -)\s*(?i:h\.|huyện|tx|thị xã|tp|thành phố))"
    r"(?:\d{1,3}\s*[.)]|\d{1,3}\s?/(?=\s)|(?:[IVX]|[IVXL]{2,6})\s?[.)]|[a-zđ]\s?\)|[-+•])\s*(?=\D)"
)
_EDGES = " .,;:"


def bare(text: str) -> str:
    """The printed name without list number, footnote marks and a note behind a dash, cleaned.

    Args:
        text: A cell or a part of one.

    Returns:
        "2. Sở Xây dựng**" gives "Sở Xây dựng", "Xã Tân Lập - mới" gives "Xã Tân Lập".
    """
    name = clean(text)
    first, second = name[:1], name[1:2]
    # Many names begin with a letter that is a Roman figure too.
    if first.isdigit() or first in "-+•" or (first in "IVXL" and second in "IVXL.) ") or ")" in name[1:3]:
        name = _ORDINAL.sub("", name)
    name = name.rstrip(_EDGES)
    if name[-1:] in _MARK_ENDS:
        unmarked = name[:-_LONGEST_MARKS] + _MARKS.sub("", name[-_LONGEST_MARKS:])
        # The end of an aside is no mark: "Kế Sách (xếp thứ 2)".
        name = unmarked if unmarked.count("(") <= unmarked.count(")") else name
    if " -" in name:
        name = _NOTE.sub("", name)
    return name.strip(_EDGES)
