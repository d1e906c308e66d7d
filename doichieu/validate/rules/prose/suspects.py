"""Which figure of a share is misprinted: the percentage, the part or the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from doichieu.validate.paper import AMOUNTS, Paper
from doichieu.validate.rounding import Rounding, quantum, to_places
from doichieu.validate.slips import is_typing_slip

# A percentage of two decimals is that of another count of ten by chance once in a thousand: so rare proves the count.
_CHANCE = Decimal("0.1")
# A count is off by so much where somebody counted wrongly.
_MISCOUNTED = 2
TELLING = 20
"""Tables print smaller figures everywhere, so that one more says nothing."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A misprinted count of a share whose percentage is right.

    Attributes:
        whole: Whether it is the whole; else it is the part.
        right: What it should be.
    """

    whole: bool
    right: Decimal


def suspect_of(
    paper: Paper, part: Decimal, whole: Decimal, percent: Decimal, places: int, rounding: Rounding
) -> Suspect | None:
    """The count of a share that does not hold which is likelier wrong than its percentage.

    A percentage of few units is that of another count of them by chance hardly ever; of many units it nearly always
    is, and the tables must print the other count and not the stated one.

    Args:
        paper: The paper.
        part: The part as stated.
        whole: The whole as stated.
        percent: The percentage as stated.
        places: Its decimal places.
        rounding: How the paper rounds.

    Returns:
        The count, None where the percentage is the likelier slip.
    """
    if whole * quantum(places) / 100 <= _CHANCE:
        parts = _parts(whole, percent, places, rounding)
        if len(parts) == 1 and (abs(parts[0] - part) <= _MISCOUNTED or is_typing_slip(part, parts[0])):
            return Suspect(False, parts[0])
    figures = {figure for figure in _amounts(paper) if figure >= TELLING}
    for is_whole, stated in ((False, part), (True, whole)):
        if stated < TELLING or stated in figures:
            continue
        right = [
            figure
            for figure in figures
            if to_places(part * 100 / figure if is_whole else figure * 100 / whole, places, rounding)
            == percent
        ]
        if len(right) == 1:
            return Suspect(is_whole, right[0])
    return None


def _amounts(paper: Paper) -> Iterator[Decimal]:
    """The figures that the tables of a paper print, percentages and ranks aside."""
    for sheet in paper.sheets:
        for column in sheet.columns(*AMOUNTS):
            for row in sheet.reading.rows:
                value = sheet.value(row.index, column.index)
                if value is not None:
                    yield value


def _parts(whole: Decimal, percent: Decimal, places: int, rounding: Rounding) -> list[Decimal]:
    """Whole numbers that are the percentage of a whole of few units."""
    first = ((percent - quantum(places)) * whole / 100).to_integral_value(ROUND_FLOOR)
    last = ((percent + quantum(places)) * whole / 100).to_integral_value(ROUND_CEILING)
    return [
        Decimal(at)
        for at in range(max(0, int(first)), min(int(last), int(whole)) + 1)
        if to_places(Decimal(at) * 100 / whole, places, rounding) == percent
    ]
