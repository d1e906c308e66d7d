"""Counts of cells that hold a mark."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from doichieu.validate.paper import Figures, Place
from doichieu.validate.rounding import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRelation:
    """A figure counts the cells that hold a mark: criteria met in a row, units that meet one in a column.

    Attributes:
        rule: Code it is reported under.
        target: Place of the count.
        counted: Places that are counted over.
        marked: Those of them that hold the mark.
        mark: The mark as printed.
        stated: The count as printed, alone or before a stroke ("17/19").
    """

    rule: str
    target: Place
    counted: tuple[Place, ...]
    marked: tuple[Place, ...]
    mark: str
    stated: Decimal | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place of a figure that it reads: the count alone."""
        return (self.target,)

    @property
    def short(self) -> Decimal | None:
        """By how many marks the cells fall short of the count as printed; None where it is missing."""
        return None if self.stated is None else self.stated - len(self.marked)

    def grade(self, figures: Figures) -> Grade | None:
        """EXACT where the count is right; None where it is missing."""
        number = figures(self.target)
        printed = self.stated if number is None else number.value
        if printed is None:
            return None
        return Grade.EXACT if printed == len(self.marked) else Grade.IMPOSSIBLE

    def solve(self, place: Place, figures: Figures) -> Decimal | None:
        """The count there should be."""
        del figures
        return Decimal(len(self.marked)) if place == self.target else None
