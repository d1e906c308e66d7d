"""Slips of the pen between two figures: what turns the right one into the printed one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

_SHIFTS = (-3, -2, -1, 1, 2, 3)
# Ways in which a digit is replaced by another, and how rarely a mark is set at another place.
_WAYS, _SHIFTED = 9, Decimal("0.05")


def places_of(value: Decimal) -> int:
    """Decimal places that a value needs."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def describe_slip(printed: Decimal, places: int, right: Decimal) -> str:
    """What slip of the pen turns a value into what is printed.

    Args:
        printed: The printed figure.
        places: Decimal places printed.
        right: The value it should be.

    Returns:
        "transposed", "dropped", "added", "digit", "decimal", "sign" or "unknown".

    Source:
        The typing errors of Scholtus (2009): a digit added, omitted, replaced, or two neighbours exchanged.
    """
    if printed == -right:
        return "sign"
    if _is_shift(printed, right):
        return "dropped" if abs(right) > abs(printed) and places == 0 else "decimal"
    finest = max(places, places_of(right))
    old, new = _digits(printed, finest), _digits(right, finest)
    # "0,08" has a digit before its mark, which may be another one
    one, two = old.zfill(finest + 1), new.zfill(finest + 1)
    if len(one) == len(two):
        if sum(a != b for a, b in zip(one, two, strict=True)) == 1:
            return "digit"
        if are_swapped(one, two):
            return "transposed"
    short = _digits(printed, places), _digits(right, places_of(right))
    pairs = ((old, new), (one, two), short)
    if any(_one_missing(longer, shorter) for shorter, longer in pairs):
        return "dropped"
    return "added" if any(_one_missing(longer, shorter) for longer, shorter in pairs) else "unknown"


def are_swapped(printed: str, right: str) -> bool:
    """Whether two figures as printed, noughts in front of them too, differ by two neighbouring digits alone."""
    one, two = (re.sub(r"\D", "", text) for text in (printed, right))
    if len(one) != len(two) or sorted(one) != sorted(two):
        return False
    differing = [at for at, pair in enumerate(zip(one, two, strict=True)) if pair[0] != pair[1]]
    return len(differing) == 2 and differing[1] == differing[0] + 1


def is_typing_slip(printed: Decimal, right: Decimal) -> bool:
    """Whether one typing slip with the sign kept turns the right value into the printed one."""
    if printed * right < 0:
        return False
    exponent = printed.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return describe_slip(printed, places, right) not in {"unknown", "sign"}


def slip_weight(printed: Decimal, places: int, right: Decimal) -> Decimal:
    """How likely a slip is the very one that was made, where one of its kind was: two digits are exchanged in few ways, one is replaced in many.

    Args:
        printed: The printed figure.
        places: Decimal places printed.
        right: The value that one slip turns into it.
    """
    slip = describe_slip(printed, places, right)
    digits = len(_digits(printed, places))
    ways = {
        "transposed": max(1, digits - 1),
        "dropped": digits + 1,
        "added": _WAYS * digits,
        "digit": _WAYS * digits,
    }
    if slip == "decimal" and places == 0:
        slip = "added"  # a nought too many: there is no mark to be set at another place
    return Decimal(1) / ways[slip] if slip in ways else _SHIFTED


def slips_to(printed: Decimal, places: int) -> Iterator[Decimal]:
    """The values that one typing slip with the sign kept turns into what is printed, each once.

    Args:
        printed: The printed figure.
        places: Decimal places printed.
    """
    digits = _digits(printed, places).zfill(places + 1)
    swapped = (digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 1))
    replaced = (digits[:at] + digit + digits[at + 1 :] for at in range(len(digits)) for digit in "0123456789")
    dropped = (digits[:at] + digit + digits[at:] for at in range(len(digits) + 1) for digit in "0123456789")
    added = (digits[:at] + digits[at + 1 :] for at in range(len(digits) if len(digits) > 1 else 0))
    whole = dict.fromkeys(text for way in (swapped, replaced, dropped, added) for text in way)
    sign = -1 if printed < 0 else 1
    values = [
        sign * Decimal(int(text)).scaleb(-places)
        for text in whole
        if int(text) != int(digits) and (text[0] != "0" or (len(text) == places + 1 > 1 and int(text)))
    ]
    shifted = [printed.scaleb(shift) for shift in _SHIFTS if printed]
    yield from dict.fromkeys((*values, *shifted))


def _digits(value: Decimal, places: int) -> str:
    return str(int(abs(value).scaleb(places)))


def _is_shift(one: Decimal, two: Decimal) -> bool:
    return bool(one) and any(two == one.scaleb(shift) for shift in _SHIFTS)


def _one_missing(longer: str, shorter: str) -> bool:
    if len(longer) != len(shorter) + 1:
        return False
    return any(longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer)))
