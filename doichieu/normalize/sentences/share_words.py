"""The words that make a percentage the share of the count before it, and those that make it one of something else."""

from __future__ import annotations

import re
from enum import Enum, auto

from doichieu.normalize.sentences.bound_words import BOUNDS
from doichieu.normalize.text import fold_in_place

# Between a part and its percentage.
_SHARES = re.compile(
    r"\b(?:chiem(?: ty le| ti le| ty trong| ti trong)?|(?:ty|ti) (?:le|trong)(?: (?!tren\b|duoi\b|tu\b|hon\b)[a-z]+){0,4}"
    r"|account(?:ing|ed|s) for|representing|making up)\s*:?\s*\(?\s*$"
)
_RATES = re.compile(
    r"\b(?:tuong ung|tuong duong|dat|bang)(?: voi)?(?: (?:ty|ti) (?:le|trong))?\s*:?\s*\(?\s*$"
)
_OF_RATES = re.compile(r"\b(?:bang|tuong ung)\b")
_ENDED = re.compile(r";(?!\s*(?:dat|chiem|bang|tuong ung|t[yi] le)\b)")
_ASIDE = re.compile(r"[^.;:()]{1,60}\(\s*")
_LONGEST = 90
# What makes a percentage one of something else than a whole that the part is of.
_OTHER_BASE = re.compile(
    r"\b(?:ke hoach|du toan|cung ky|so voi|tang|giam|chi tieu|vuot|muc tieu|lan luot|dat tren|cao hon|thap hon|truong hop|neu|khi"
    r"|yeu cau|phan dau|toi thieu|toi da)\b"
)
# Directly behind a part the same words are what is counted: "17/20 trường hợp, đạt 85%".
_COUNTED = re.compile(
    r"^\s*(?:truong hop|chi tieu|muc tieu|ke hoach|yeu cau)\b(?=\s*[,(]|\s+(?:dat|chiem|hoan thanh|duoc|da|co)\b)"
)
OF_WHICH = re.compile(r"\b(?:trong do|(?<!thu )gom|gom co|of which|of whom|of these|including)\b")
"""Words, folded, between a whole and its parts."""
AMONG = re.compile(r"\b(?:trong (?:tong )?(?:so )?|(?:out )?of (?:the |a total of )?)$")
"""Words, folded, before a whole whose parts follow: "trong tổng số 58 đơn vị"."""
MEETS = re.compile(
    r"[^.;:,()\d]*\b(?:(?:dat|dat chuan|dat du|hoan thanh|dap ung)(?: du| duoc)?"
    r"|(?:dat )?(?:tu|den|tren|duoi|it nhat|khong qua)(?: moc| muc)?)\s*"
)
"""Words, folded, between units and what they meet, which is no count of them: "11/17 xã đạt 19/19 tiêu chí, chiếm 64,7%"."""
_BOUND = re.compile(rf"(?:\b(?:{BOUNDS}|den)|[<>≤≥])\s*$")
_BEYOND = re.compile(r"\s*tro (?:len|xuong)\b")


class Link(Enum):
    """What links a part to the percentage behind it: words that give shares, or such as give any rate."""

    SHARE = auto()
    RATE = auto()


def links(between: str, after: str) -> bool:
    """Whether the words between a count and a percentage, and those behind it, make one the share of the other."""
    return link_of(fold_in_place(between), fold_in_place(after)) is not None


def link_of(between: str, after: str) -> Link | None:
    """What links a part to a percentage.

    Args:
        between: The folded words between them.
        after: Those behind the percentage.

    Returns:
        The link, None where the percentage is one of something else or of another figure.
    """
    words = _COUNTED.sub(" ", between)
    if _ENDED.search(words) or len(words) > _LONGEST or OF_WHICH.search(words) or _OTHER_BASE.search(words):
        return None
    aside = words.rpartition("(")[2].strip()
    if "(" in words and aside and not (_SHARES.match(aside) or _RATES.match(aside)):
        return None  # of what the bracket speaks of: "45 xã (xã An Phú đạt 92,5%)"
    alone = _ASIDE.fullmatch(words) and after.lstrip()[:1] in {")", ",", ";"}
    if words.strip() in {"", "("} or alone:
        return Link.SHARE
    if _SHARES.search(words):
        return Link.RATE if _OF_RATES.search(words) else Link.SHARE
    return Link.RATE if _RATES.search(words) else None


def names_another_base(after: str) -> bool:
    """Whether the folded words behind a percentage say that it is of something else: "đạt 85% kế hoạch"."""
    return bool(_OTHER_BASE.search(after))


def is_bound(folded: str, span: tuple[int, int]) -> bool:
    """Whether a percentage of a folded text is what units are counted above or below: "đạt từ 85 % trở lên"."""
    return bool(_BOUND.search(folded[: span[0]]) or _BEYOND.match(folded, span[1]))
