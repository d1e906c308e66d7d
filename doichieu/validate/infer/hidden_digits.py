"""Whether figures hide digits that were used in computing with them.

A score printed as 78,83 may have been 78,825 when its percentage was computed. Then some percentages differ from what
the printed scores give, each by no more than the hidden digits allow; where figures hide nothing, only slips differ.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from doichieu.validate.rounding import Rounding, quantum, reaches, to_places

# How often a printed figure is a slip; more would call every table with two slips one of hidden digits.
_SLIP = 0.05
_MOST = 0.97
# Whole numbers are counts or full points as a rule: several rows must say that they hide digits.
_WHOLE = 4.0


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure computed from printed ones.

    Attributes:
        exact: What the printed figures give, before rounding.
        printed: What is printed.
        half: How far `exact` may be off where half a unit of the last place of its operands is hidden.
    """

    exact: Decimal
    printed: Decimal
    half: Decimal


def hides_digits(
    computed: Iterable[Computed],
    places: int,
    rounding: Rounding,
    *,
    whole: bool = False,
    slip: float = _SLIP,
) -> bool:
    """Whether figures are likelier to hide digits than to be exact with slips.

    The likelihoods of both are compared, row by row: of hidden digits a row differs by chance, the likelier the
    wider half a unit is in units of the result; of exact figures it differs by a slip.

    Args:
        computed: Figures of one column with what they are computed from.
        places: Decimal places of the column.
        rounding: How the column rounds.
        whole: Whether the operands are whole numbers.
        slip: How often a figure is taken to be a slip.

    Returns:
        Whether rows that hidden digits explain speak for them.
    """
    evidence = 0.0
    for one in computed:
        width = float(2 * one.half / quantum(places))
        # A result off by up to half the width crosses the edge of its last place so often.
        differs = min(_MOST, max(width / 4 if width <= 1 else 1 - 3 / (4 * width), 1e-9))
        if to_places(one.exact, places, rounding) == one.printed:
            evidence += math.log((1 - differs) / (1 - slip))
        elif reaches(one.exact, one.half, one.printed, places):
            evidence += math.log(differs / slip)
    return evidence > (_WHOLE if whole else 0)
