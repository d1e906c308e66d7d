"""Values of workbooks as their cells show them, with the separators of Vietnamese print, and digits that are not shown."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from doichieu.extract.sheets.codes import GENERAL, Form, Picture, Section, parse_format
from doichieu.extract.sheets.dates import is_day, show_date

_VIETNAMESE = str.maketrans(",.", ".,")
_QUANTA = [Decimal(1).scaleb(-places) for places in range(31)]
# Larger numbers have no places that a double holds.
_LARGEST = 1e15
# What adding doubles leaves behind the last digit (0.1 + 0.2) is no digit: less than this share of the number is not.
_NOISE = Decimal("1e-13")
# Digits further behind the point than the dataset keeps.
_MOST_PLACES = 10
# One figure with its separators, and by how many places the point of what is shown moves: percent, thousands, …
_FIGURE = re.compile(r"\d[\d.,\s]*(?<=\d)|\d")
_SHIFTS = (0, 2, -3, -6, -9)


class Figure(NamedTuple):
    """A value as its cell shows it.

    Attributes:
        text: What is shown; "" where the format hides the value.
        stored: The value in the unit that is shown (percent, thousands), where it has digits that are not.
    """

    text: str
    stored: Decimal | None = None


@lru_cache(maxsize=65536)
def show_stored(value: str, code: str, *, since_1904: bool = False) -> Figure:
    """Show a number that a file stores as text ("0.98999999999999999"); papers repeat many of them.

    Raises:
        ValueError: The text is no number.
    """
    if code == GENERAL and len(value) < 16 and value.isascii() and value.isdigit() and value[0] != "0":
        return Figure(value)
    return show_number(float(value), code, since_1904=since_1904)


def show_number(value: float, code: str, *, since_1904: bool = False) -> Figure:
    """Show a number as its cell does.

    Args:
        value: Value of the cell.
        code: Number format, as files store it (dot for decimals, comma for thousands).
        since_1904: Whether days are counted from 1904 (workbooks from old Macintoshes).

    Returns:
        Text with a comma for decimals and a dot for thousands, and what it leaves out.
    Source:
        ECMA-376 part 1, 18.8.31.
    """
    if not isfinite(value):
        return Figure("")
    number = Decimal(f"{value:.15g}")  # a double holds fifteen digits, and Excel shows no more
    index, section = _choose(parse_format(code), number)
    if section.form is Form.DATE:
        return Figure(show_date(value, section, since_1904=since_1904) if is_day(value) else _general(number))
    body = _show(abs(number), section)
    text = f"-{body}" if number < 0 and body and (index == 0 or section.condition) else body
    return Figure(text, _unshown(number, section) if body else None)


def unshown(exact: Decimal, shown: Decimal) -> Decimal | None:
    """A value as stored where it has digits that are not shown, to as many places as the dataset keeps; else None.

    Args:
        exact: The value stored, in the unit that is shown.
        shown: The value shown.
    """
    if abs(exact - shown) <= max(abs(exact) * _NOISE, _QUANTA[_MOST_PLACES]):
        return None
    exponent = exact.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_MOST_PLACES:
        exact = exact.quantize(_QUANTA[_MOST_PLACES], rounding=ROUND_HALF_UP).normalize()
    return exact


def stored_beside(text: str, value: str) -> Decimal | None:
    """What a cell stores beyond its text, where the file has both.

    Args:
        text: What the cell shows, in whatever language its separators are.
        value: The number stored.

    Returns:
        The number in the unit shown (percent, thousands); None where the text shows all of it, or another figure.
    """
    found = _FIGURE.findall(text)
    try:
        number = Decimal(f"{float(value):.15g}")
    except (ValueError, OverflowError):
        return None
    if len(found) != 1 or not number.is_finite():
        return None
    digits = re.sub(r"\D", "", found[0])
    behind = len(re.split(r"[.,]", found[0])[-1]) if re.search(r"[.,]", found[0]) else 0
    for shift in _SHIFTS:
        exact = number.scaleb(shift)
        for places in dict.fromkeys((behind, 0)):
            shown = Decimal(digits).scaleb(-places).copy_sign(number)
            if abs(exact - shown) * 2 <= _QUANTA[min(places, 30)]:
                return unshown(exact, shown)
    return None


def _unshown(number: Decimal, section: Section) -> Decimal | None:
    """What a number has beyond what a part of a format shows of it; None for powers, whose figure is no decimal."""
    picture = section.picture
    if abs(number) > _LARGEST:
        return None
    if section.form in {Form.GENERAL, Form.FRACTION}:
        return unshown(number, _rounded_general(number))
    if picture is None or section.form is Form.POWER:
        return None
    exact = number.scaleb(picture.shift)
    return unshown(exact, exact.quantize(_QUANTA[min(picture.places, 10)], rounding=ROUND_HALF_UP))


def show_text(text: str, code: str) -> str:
    """Show a text as its cell does: only a format's fourth part can change or hide it."""
    sections = parse_format(code)
    if len(sections) < 4:
        return text
    return "".join(text if token.is_whole else token.text for token in sections[3].tokens)


def _choose(sections: tuple[Section, ...], number: Decimal) -> tuple[int, Section]:
    """The part of a format that a number takes, and its place."""
    index = 0
    if any(section.condition for section in sections[:2]):
        index = next((at for at, part in enumerate(sections[:3]) if _fits(part, number)), 0)
    elif number < 0 and len(sections) > 1:
        index = 1
    elif number == 0 and len(sections) > 2:
        index = 2
    return index, sections[index]


def _fits(section: Section, number: Decimal) -> bool:
    if section.condition is None:
        return True
    sign, limit = section.condition
    return {
        "<": number < limit, "<=": number <= limit, ">": number > limit, ">=": number >= limit,
        "=": number == limit, "<>": number != limit,
    }[sign]  # fmt: skip


def _general(number: Decimal) -> str:
    """A number without a format: ten significant digits.

    Excel shows that many where the column is wide enough, and long whole numbers as powers of ten; these
    stay whole here, for a power would hide digits that the file has.
    """
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    return f"{_rounded_general(number).normalize():f}".translate(_VIETNAMESE)


def _rounded_general(number: Decimal) -> Decimal:
    digits = max(0, 9 - max(number.adjusted(), -6))
    return number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def _show(number: Decimal, section: Section) -> str:
    if section.form is Form.FRACTION:
        return _general(number)  # of a fraction ("# ?/?") the decimal form says the same
    picture = section.picture
    if picture is None:
        return section.around(_general(number) if section.form is Form.GENERAL else "")
    if section.form is Form.POWER:
        return f"{number:.{picture.places}E}".translate(_VIETNAMESE)
    if number > _LARGEST:
        return _general(number)
    return f"{picture.before}{_figure(number, picture)}{picture.after}".strip()


def _figure(number: Decimal, picture: Picture) -> str:
    """The digits of a number under the placeholders 0, # and ?."""
    shifted = number.scaleb(picture.shift) if picture.shift else number
    rounded = shifted.quantize(_QUANTA[min(picture.places, 10)], rounding=ROUND_HALF_UP)
    left, _, right = (f"{rounded:,f}" if picture.grouped else f"{rounded:f}").partition(".")
    left = left.rjust(picture.least, "0") if picture.least or left != "0" else ""
    right = right[: max(picture.keep, len(right.rstrip("0")))]
    # "#.##" shows "5." for five and ".5" for a half: the point without digits says nothing, a zero is meant.
    return (f"{left or 0}.{right}" if right else left).translate(_VIETNAMESE)
