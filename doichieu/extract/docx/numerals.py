"""Numbers in the forms that automatic lists print: Roman, letters, circled, padded with zeros."""

from __future__ import annotations

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MARKS = "*†‡§"
# Beyond these a word processor's own form is unreadable, and a hostile start value would print a book.
_MOST_ROMAN, _MOST_LETTER, _MOST_MARK = 3999, 780, 40


def written(number: int, form: str) -> str:
    """A number in a list's form.

    Args:
        number: The number, 0 or more.
        form: `ST_NumberFormat` ("upperRoman"), or a sample ("001, 002, 003, …"); unknown ones print decimals.

    Returns:
        The number as printed; empty for "none".

    Source:
        ECMA-376-1, 17.18.59.
    """
    name = form.lower()
    if name == "none":
        return ""
    if name.endswith("roman") and 0 < number <= _MOST_ROMAN:
        return _cased(_roman(number), name)
    if name.endswith("letter") and 0 < number <= _MOST_LETTER:
        return _cased(chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1), name)
    if name == "chicago" and 0 < number <= _MOST_MARK:
        return _MARKS[(number - 1) % 4] * ((number - 1) // 4 + 1)
    if name.startswith("decimalenclosed") or name == "decimalzero":
        return _enclosed(number, name)
    if name == "numberindash":
        return f"- {number} -"
    sample = name.split(",")[0].strip()
    return str(number).zfill(len(sample)) if sample.isascii() and sample.isdigit() else str(number)


def _cased(text: str, form: str) -> str:
    return text.lower() if form.startswith("lower") else text


def _enclosed(number: int, form: str) -> str:
    if form == "decimalzero":
        return f"{number:02d}"
    if form.startswith("decimalenclosedcircle") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if form == "decimalenclosedfullstop":
        return f"{number}."
    return f"({number})"


def _roman(number: int) -> str:
    text = ""
    for size, letter in _ROMAN:
        text += letter * (number // size)
        number %= size
    return text
