"""Labels that together leave nothing out: men and women, town and country, what is done and what is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations

_DENIED = re.compile(r"\b(?:chua|khong)(?: (?:co|du|duoc|the))? (?P<what>[a-z]+ [a-z]+)")
# What closes a list: "vi phạm khác 52 vụ", "còn lại 8 hồ sơ".
_OTHERS = re.compile(r"\b(?:khac|con lai)\b")
# Quarters of less than a year, by what the span is called.
_SPANS = (
    (re.compile(r"\b(?:9|chin) thang\b"), ("i", "ii", "iii")),
    (re.compile(r"\b(?:6|sau) thang(?: dau nam)?\b(?! cuoi)"), ("i", "ii")),
    (re.compile(r"\b(?:6|sau) thang cuoi nam\b"), ("iii", "iv")),
)
_QUARTER = re.compile(r"\bquy (iv|i{1,3})\b")
_PAIR = 2
_COMPLEMENTS = tuple(
    tuple(re.compile(rf"\b(?:{label})\b") for label in labels)
    for labels in (
        ("xuat khau|xk", "nhap khau|nk"),
        ("quoc te|nuoc ngoai|ngoai nuoc", "noi dia|trong nuoc"),
        ("trong (?:khu|kcn|tinh)", "ngoai (?:khu|kcn|tinh)"),
        ("giao duc thpt|khoi thpt|he thpt", "gdtx|giao duc thuong xuyen"),
        ("nam", "nu"),
        ("thanh thi|do thi", "nong thon"),
        ("truc tuyen", "truc tiep|ban giay|buu chinh"),
        (r"(?<!ngoai )cong lap", "ngoai cong lap|tu thuc|tu nhan|dan lap"),
        ("dung han|truoc han", "(?:qua|tre|cham) han"),
        (r"(?<!chua )giai quyet|da xu ly", "chua giai quyet|dang giai quyet|dang xu ly|chua den han"),
        ("rung tu nhien|tu nhien", "rung trong|trong moi|trong"),
        ("trung uong", "dia phuong"),
        ("cap tinh|cap so", "cap huyen"),
        ("cap tinh|cap so", "cap huyen", "cap xa"),
        ("cap tinh|cap so", "cap xa"),
        ("khoi(?: benh)?", "tu vong|chet", "dang (?:dieu tri|cach ly)"),
        ("thuong xuyen", "dinh ky|dot xuat"),
        ("thuong xuyen", "dinh ky", "dot xuat"),
        ("hop le", "khong hop le"),
        ("tap the", "ca nhan"),
        ("duong bo", "duong sat", "duong thuy"),
        ("duong bo", "duong (?:sat|song|thuy|thuy noi dia)"),
        ("duong bo", "duong (?:song|thuy)", "duong bien"),
        ("nghi quyet", "quyet dinh"),
        ("di dong", "co dinh"),
        ("viet nam", "nuoc ngoai"),
        ("quy (?:i|1)", "quy (?:ii|2)", "quy (?:iii|3)", "quy (?:iv|4)"),
        ("(?:6|sau) thang dau nam", "(?:6|sau) thang cuoi nam"),
        ("dau tu nuoc ngoai|fdi", "trong nuoc"),
        ("bat buoc", "tu nguyen"),
        ("cu chuyen sang|(?:ky|nam) truoc chuyen sang|ton dau ky", "moi"),
        ("ngan han", "trung,? dai han|trung va dai han"),
    )
)


def leave_nothing_out(labels: Sequence[str], whole: str = "") -> bool:
    """Whether labels are each other's complements, in any order, or the last one is all that the others leave.

    Args:
        labels: Two or more labels, folded.
        whole: What their whole is called, folded: of "9 tháng" three quarters leave nothing out.
    """
    if _OTHERS.search(labels[-1]) and not any(map(_OTHERS.search, labels[:-1])):
        return True
    quarters = tuple(match[1] for label in labels if (match := _QUARTER.search(label)))
    if any(span.search(whole) and quarters == own and len(labels) == len(own) for span, own in _SPANS):
        return True
    if len(labels) == _PAIR and any(_denies(*pair) for pair in permutations(labels)):
        return True
    return any(
        len(names) == len(labels)
        and any(
            all(name.search(label) for name, label in zip(names, order, strict=True))
            and not any(name.search(order[0]) for name in names[1:])
            for order in permutations(labels)
        )
        for names in _COMPLEMENTS
    )


def _denies(said: str, denied: str) -> bool:
    """Whether a label is another one denied: "đủ điều kiện" and "không đủ điều kiện"."""
    match = _DENIED.search(denied)
    return match is not None and not _DENIED.search(said) and f" {match['what']} " in f" {said} "
