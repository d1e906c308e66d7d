"""Parts that add up to a printed total, or whose mean is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from doichieu.model import Number
from doichieu.validate.paper import Figures, Place
from doichieu.validate.rounding import Grade, Rounding, grade_residual, quantum, to_places
from doichieu.validate.slips import places_of

# From here on a total without decimals is as often a rounded amount as one that is not padded: a score is less.
_AMOUNT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class SumRelation:
    """Parts add up to a total: Σ parts + constant = target (or their mean is).

    Attributes:
        rule: Code it is reported under.
        target: Place of the total.
        parts: Places of the parts.
        constant: What is left over in every row of the same kind (an unpublished component).
        mean: Whether the target is the mean of the parts, to its printed places.
        exact: Whether its kind holds to the last digit elsewhere, so that a rounding gap counts.
        minus: Parts that are deducted.
        cap: Maximum at which the total is cut off, None where there is none.
        cut: Whether the parts are shares that were cut off, so that they make less than the total; of a mean whether it was.
        rounded: Places of the totals' column where its parts print more, so that totals are rounded; else None.
    """

    rule: str
    target: Place
    parts: tuple[Place, ...]
    constant: Decimal = Decimal(0)
    mean: bool = False
    exact: bool = True
    minus: frozenset[Place] = frozenset()
    cap: Decimal | None = None
    rounded: int | None = None
    cut: bool = False

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place it reads, the target first."""
        return (self.target, *self.parts)

    def recomputed(self, figures: Figures) -> Decimal | None:
        """The total as the parts give it; None where a figure is missing."""
        numbers = [number for part in self.parts if (number := figures(part)) is not None]
        return self._result(numbers) if len(numbers) == len(self.parts) else None

    def _result(self, numbers: Sequence[Number]) -> Decimal:
        """What the figures of all parts make."""
        values = [number.value for number in numbers]
        if self.minus:
            values = [
                -value if part in self.minus else value
                for part, value in zip(self.parts, values, strict=True)
            ]
        total = sum(values, self.constant)
        if self.cap is not None and total > self.cap:
            return self.cap
        return total / len(values) if self.mean else total

    def grade(self, figures: Figures) -> Grade | None:
        """How well it holds; None where a figure is missing."""
        numbers = [number for place in self.places if (number := figures(place)) is not None]
        if len(numbers) <= len(self.parts):
            return None
        target, total = numbers[0], self._result(numbers[1:])
        if self.mean:
            modes = (Rounding.TRUNCATE,) if self.cut else (Rounding.HALF_UP, Rounding.HALF_EVEN)
            rounded = {to_places(total, target.places, mode) for mode in modes}
            gap = abs(target.value - total)
            if target.value in rounded:
                return Grade.EXACT
            if gap >= quantum(target.places):
                return Grade.IMPOSSIBLE
            # The mean of rounded figures is off by as much as they are.
            return Grade.IMPLAUSIBLE if self.exact else Grade.POSSIBLE
        if self.rounded is not None and self._rounds(total, target.value, self.rounded):
            return Grade.EXACT
        # A column printed without padding ("70" beside "67,25") has the places of its finest figure.
        finest = max([number.places for number in numbers])
        if not self.exact and abs(total) >= _AMOUNT:
            # of rounded amounts that show “5960,0”, none with a digit behind the mark, whole ones were added up
            finest = max(places_of(number.value) for number in numbers)
        if target.places == 0 < finest and abs(total) >= _AMOUNT and self._rounds(total, target.value, 0):
            return Grade.EXACT if total == target.value else Grade.POSSIBLE
        if self.cut and 0 < target.value - total < len(self.parts) * quantum(finest):
            return Grade.POSSIBLE
        return grade_residual(target.value - total, [finest] * len(numbers))

    @staticmethod
    def _rounds(total: Decimal, printed: Decimal, places: int) -> bool:
        return any(
            to_places(total, places, mode) == printed for mode in (Rounding.HALF_UP, Rounding.HALF_EVEN)
        )

    def solve(self, place: Place, figures: Figures) -> Decimal | None:
        """The value this place must have for it to hold, all else as printed."""
        target, total = figures(self.target), self.recomputed(figures)
        if target is None or total is None:
            return None
        if place == self.target:
            mode = Rounding.TRUNCATE if self.cut else Rounding.HALF_UP
            return to_places(total, target.places, mode) if self.mean else total
        number = figures(place)
        if number is None:
            return None
        gap = target.value - total
        if place in self.minus:
            return number.value - gap
        return self._part(number, total, target) if self.mean else number.value + gap

    def reach(self, place: Place, figures: Figures) -> tuple[Decimal, Decimal] | None:
        """The least and the largest figure that a part may have for the printed mean; None of sums and of the mean itself."""
        target, mean, number = figures(self.target), self.recomputed(figures), figures(place)
        if not self.mean or place == self.target or target is None or mean is None or number is None:
            return None
        exact = number.value + (target.value - mean) * len(self.parts)
        unit = quantum(target.places) * len(self.parts)
        return exact - (0 if self.cut else unit / 2), exact + (unit if self.cut else unit / 2)

    def _part(self, number: Number, mean: Decimal, target: Number) -> Decimal:
        """What a part must be for the mean to hold, in the places it is printed with where such a figure does."""
        exact = number.value + (target.value - mean) * len(self.parts)
        short = to_places(exact, number.places)
        after = mean + (short - number.value) / len(self.parts)
        return short if to_places(after, target.places) == target.value else exact
