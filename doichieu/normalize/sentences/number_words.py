"""Numbers written out in Vietnamese words: "hai mươi tám triệu bảy trăm năm mươi nghìn"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from doichieu.normalize.text import clean

_DIGITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_SCALES = (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 10**3))
_SPELLINGS = {"tỉ": "tỷ", "ngàn": "nghìn", "nghàn": "nghìn", "lẻ": "linh", "mừơi": "mười", "mừoi": "mười"}
_FIRST_PLACES = {"nhất": 1, "nhì": 2}
_PLACE = re.compile(r"^(?:(?:xếp|đứng)\s)?(?:hạng|thứ)\s")
_WORD = re.compile(r"[^\W\d_]+")


def read_number_words(text: str) -> int | None:
    """Read a whole number written in words.

    Args:
        text: The words alone; capitals, commas and dashes between them count for nothing.

    Returns:
        The number; None for words that are no number, or that leave it open ("một trăm hai", "hai tỷ năm").
    """
    words = [_SPELLINGS.get(word, word) for word in _WORD.findall(clean(text).casefold())]
    return _scaled(words, 0) if words else None


def place_in_words(text: str) -> int | None:
    """The place that words give: “Nhất”, “Hạng nhì”, “Thứ tư”, “Mười một”; None for any other text."""
    words = _PLACE.sub("", clean(text).casefold()).strip()
    return _FIRST_PLACES.get(words) or (read_number_words(words) if words else None)


def _scaled(words: Sequence[str], at: int) -> int | None:
    """Numbers of thousands, millions and billions: what stands before a scale counts it, and may be scaled itself."""
    if at == len(_SCALES):
        return _below_thousand(words)
    word, scale = _SCALES[at]
    if word not in words:
        return _scaled(words, at + 1)
    # "Hai nghìn ba trăm tỷ": the last one of its kind scales all before it.
    split = len(words) - 1 - words[::-1].index(word)
    before, after = words[:split], words[split + 1 :]
    count = _scaled(before, 0 if at == 0 and word in before else at + 1 if at else 1)
    rest = _scaled(after, at + 1) if after else 0
    if len(after) == 1 and after[0] in _DIGITS:
        return None  # "hai tỷ năm" is two and a half billion to some
    if count is None or rest is None or rest >= scale:
        return None
    return count * scale + rest


def _below_thousand(words: Sequence[str]) -> int | None:
    rest = list(words)
    value = 0
    if len(rest) > 1 and rest[1] == "trăm":
        if rest[0] not in _DIGITS:
            return None
        value, rest = 100 * _DIGITS[rest[0]], rest[2:]
        if not rest:
            return value
        if len(rest) == 1 and rest[0] != "mười":
            return None  # "một trăm hai" is a hundred and twenty to some
    if len(rest) == 2 and rest[0] == "linh":
        return value + _DIGITS[rest[1]] if rest[1] in _DIGITS else None
    tens = _below_hundred(rest)
    return None if tens is None else value + tens


def _below_hundred(words: Sequence[str]) -> int | None:
    match list(words):
        case ["mười"]:
            return 10
        case ["mười", unit] if unit in _DIGITS:
            return 10 + _DIGITS[unit]
        case [tens, "mươi"] if tens in _DIGITS:
            return 10 * _DIGITS[tens]
        case [tens, "mươi", unit] if tens in _DIGITS and unit in _DIGITS:
            return 10 * _DIGITS[tens] + _DIGITS[unit]
        case [unit] if unit in _DIGITS:
            return _DIGITS[unit]
    return None
