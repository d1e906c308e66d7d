"""Slips of the pen in one figure: what is printed for it, None where it cannot be got wrong so."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from planted.draft import Figure
from planted.facts import rounded

if TYPE_CHECKING:
    from random import Random


def _digits(figure: Figure, places: int) -> str:
    return str(int(abs(figure.value).scaleb(places)))


def _from_digits(figure: Figure, digits: str, places: int) -> Decimal | None:
    if not digits or (digits[0] == "0" and len(digits) > places + 1):
        return None
    value = Decimal(int(digits)).scaleb(-places)
    return rounded(-value if figure.value < 0 else value, places)


def other_digit(random: Random, figure: Figure, places: int) -> Decimal | None:
    """One digit misprinted."""
    digits = list(_digits(figure, places))
    at = random.randrange(len(digits))
    digits[at] = random.choice([digit for digit in "123456789" if digit != digits[at]])
    return _from_digits(figure, "".join(digits), places)


def transposed(random: Random, figure: Figure, places: int) -> Decimal | None:
    """Two neighbouring digits in each other's place."""
    digits = _digits(figure, places)
    pairs = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1]]
    if not pairs:
        return None
    at = random.choice(pairs)
    return _from_digits(figure, digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :], places)


def dropped(random: Random, figure: Figure, places: int) -> Decimal | None:
    """A digit before the mark left out."""
    whole = str(int(abs(figure.value)))
    if len(whole) < 2:
        return None
    at = random.randrange(len(whole))
    rest = whole[:at] + whole[at + 1 :]
    if rest[0] == "0" and len(rest) > 1:
        return None
    fraction = abs(figure.value) - int(abs(figure.value))
    value = int(rest) + fraction
    return rounded(-value if figure.value < 0 else value, places)


def added(random: Random, figure: Figure, places: int) -> Decimal | None:
    """A digit too many before the mark."""
    whole = str(int(abs(figure.value)))
    at = random.randint(1, len(whole))
    value = int(whole[:at] + random.choice("0123456789") + whole[at:]) + abs(figure.value) % 1
    return rounded(-value if figure.value < 0 else value, places)


def shifted(random: Random, figure: Figure, places: int) -> Decimal | None:
    """The decimal mark one place off."""
    if places == 0:
        return figure.value * 10 if figure.value else None
    value = figure.value.scaleb(random.choice((1, -1)))
    return value if value == rounded(value, places) else figure.value.scaleb(1)


def negated(_random: Random, figure: Figure, _places: int) -> Decimal | None:
    """The sign turned."""
    return -figure.value if figure.value else None


def unrelated(random: Random, figure: Figure, places: int) -> Decimal | None:
    """A figure a third off at most that no slip of a digit explains."""
    off = Decimal(random.randint(2, max(3, int(abs(figure.value) // 3)))) * random.choice((1, -1))
    value = figure.value + off
    return rounded(value, places) if value * figure.value > 0 else None


def off_by_little(random: Random, figure: Figure, places: int) -> Decimal | None:
    """A few units of the last place off."""
    return figure.value + Decimal(random.choice((2, 3, 5, -2, -3, -5))).scaleb(-places)


def wrong_move(random: Random, figure: Figure, _places: int) -> Decimal | None:
    """A move of places one or two off."""
    return figure.value + random.choice((1, -1, 2)) or None
