"""The figures of a sentence in order, fractions among them: "85/98 xã đạt chuẩn, chiếm 86,7%"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Number, Quantity, QuantityKind
from doichieu.normalize.numbers import Separators
from doichieu.normalize.sentences.claims import read_quantities
from doichieu.normalize.sentences.stated_numbers import (
    Kind,
    StatedNumber,
    counted_behind,
    read_stated_numbers,
)
from doichieu.normalize.units import is_rounded, scale_of, unit_after

# "18/19", "12 trên 21", "12 trong tổng số 21", which few sentences have.
_MAY_STATE = re.compile(r"\d\s?/|/\s?\d|\b(?:tren|trong)\b")


class StatedFraction(NamedTuple):
    """A part and the whole that is printed with it; both are printed as the fraction is."""

    part: StatedNumber
    whole: StatedNumber


Figure = StatedNumber | StatedFraction


def figures_of(sentence: str, folded: str, separators: Separators) -> list[Figure]:
    """The figures of a sentence in order; those of a fraction come as one.

    Args:
        sentence: A sentence.
        folded: The same, folded.
        separators: How it prints figures.
    """
    stated = read_quantities(sentence, separators) if _MAY_STATE.search(folded) else ()
    fractions = [one for one in stated if one.kind is QuantityKind.OUT_OF and one.whole]
    found: list[tuple[int, Figure]] = [
        (number.span[0], number)
        for number in read_stated_numbers(sentence, separators)
        if not any(one.span[0] <= number.span[0] < one.span[1] for one in fractions)
    ]
    found += [(one.span[0], stated_fraction(one, folded)) for one in fractions]
    return [figure for _, figure in sorted(found, key=lambda one: one[0])]


def stated_fraction(fraction: Quantity, folded: str) -> StatedFraction:
    """A fraction of a sentence with what it counts.

    Args:
        fraction: The fraction.
        folded: The sentence, folded.
    """
    unit, end = counted_behind(folded, fraction.span[1])
    behind = folded[fraction.span[1] :]
    scale = scale_of(unit_after(behind))
    part = StatedNumber(
        kind=Kind.AMOUNT,
        number=Number(value=fraction.value, places=fraction.places),
        printed=fraction.printed,
        span=fraction.span,
        end=end,
        unit=scale[0] if scale and scale[1] else unit,
        power=scale[1] if scale else 0,
        exact=fraction.places == 0 and not is_rounded(unit_after(behind)),
        about=False,
        before="",
        rise=None,
        said=fraction.span[0],
        opened=None,
    )
    return StatedFraction(
        part, replace(part, number=Number(value=fraction.whole or Decimal(1), places=0), exact=part.exact)
    )
