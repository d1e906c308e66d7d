"""Which figure of a share is misprinted: the percentage, the part or the whole."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import ceil, floor

from doichieu.model import Bilingual
from doichieu.validate.paper import AMOUNTS, Paper
from doichieu.validate.rounding import Rounding, quantum, to_places
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style, say

# A percentage of two decimals is that of another count of ten by chance once in a thousand: so rare proves the count.
_CHANCE = Decimal("0.1")
# A count is off by so much where somebody counted wrongly.
_MISCOUNTED = 2
# Tables print smaller figures everywhere, so that one more says nothing.
_TELLING = 20
# A percentage that fits more figures than this tells none of them.
_MANY = 500


@dataclass(frozen=True, slots=True)
class Suspect:
    """A misprinted count of a share whose percentage is right.

    Attributes:
        whole: Whether it is the whole; else it is the part.
        right: What it should be.
    """

    whole: bool
    right: Decimal

    def cause(self, part: str, percent: str, style: Style) -> Bilingual:
        """What the percentage says of the count."""
        right = style.show(self.right)
        if self.whole:
            return say(
                f"Tổng số in nhầm: {percent} là tỷ lệ của {part} trên {right}.",
                f"The total is misprinted: {percent} is {part} of {right}.",
            )
        return say(
            f"Số đếm in nhầm: {percent} là tỷ lệ của {right}.",
            f"The count is misprinted: {percent} is the share of {right}.",
        )


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
    parts = _parts(whole, percent, places, rounding)
    wholes = _wholes(part, percent, places, rounding)
    if len(parts) == 1 and whole * quantum(places) / 100 <= _CHANCE:
        right = parts[0]
        if abs(right - part) <= _MISCOUNTED or is_typing_slip(part, right):
            return Suspect(False, right)
    for is_whole, options, stated in ((False, parts, part), (True, wholes, whole)):
        printed = _printed_instead(paper, options, stated)
        if printed is not None:
            return Suspect(is_whole, printed)
    return None


def _parts(whole: Decimal, percent: Decimal, places: int, rounding: Rounding) -> list[Decimal]:
    """Whole numbers that are the percentage of the whole; none where it is that of very many."""
    first = ((percent - quantum(places)) * whole / 100).to_integral_value(ROUND_FLOOR)
    last = ((percent + quantum(places)) * whole / 100).to_integral_value(ROUND_CEILING)
    if last - first > _MANY:
        return []
    return [
        Decimal(at)
        for at in range(max(0, int(first)), min(int(last), int(whole)) + 1)
        if to_places(Decimal(at) * 100 / whole, places, rounding) == percent
    ]


def _wholes(part: Decimal, percent: Decimal, places: int, rounding: Rounding) -> list[Decimal]:
    """Whole numbers of which the part is the percentage; none where it is that of very many."""
    if percent <= quantum(places):
        return []
    first, last = (
        floor(part * 100 / (percent + quantum(places))),
        ceil(part * 100 / (percent - quantum(places))),
    )
    if last - first > _MANY:
        return []
    return [
        Decimal(at)
        for at in range(max(1, first), last + 1)
        if to_places(part * 100 / at, places, rounding) == percent
    ]


def _printed_instead(paper: Paper, options: Collection[Decimal], stated: Decimal) -> Decimal | None:
    """The one of several figures that the tables print, where they do not print the stated one."""
    telling = [option for option in options if option >= _TELLING]
    if stated < _TELLING or not telling:
        return None
    figures = {
        number.value
        for sheet in paper.sheets
        for column in sheet.columns(*AMOUNTS)
        for row in sheet.reading.rows
        if (number := sheet.number(row.index, column.index)) is not None
    }
    printed = [option for option in telling if option in figures]
    return printed[0] if len(printed) == 1 and stated not in figures else None
