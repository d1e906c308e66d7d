"""Equations over printed figures: what must be equal to what, and which edit would mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from doichieu.model import Number
from doichieu.validate.computed import ComputedRelation
from doichieu.validate.paper import Figures, Place
from doichieu.validate.rounding import (
    Grade,
    Rounding,
    grade_residual,
    half_of_quotient,
    quantum,
    reaches,
    to_places,
)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioRelation:
    """A value over its maximum gives the printed percentage.

    Attributes:
        rule: Code it is reported under.
        target: Place of the percentage.
        value: Place of the numerator.
        base: The maximum: a number, or the place it is printed in.
        rounding: The table's rounding mode.
        places_printed: Decimal places of the percentage column.
        scale: 100 for percentages, 1 for plain quotients, else a power of ten between units.
        growth: Whether the percentage is what the value is above the base.
        hidden: Places that values of its column print where they hide digits, which may close the gap; else None.
        both_hidden: Whether the base hides digits as the value does: another year's figure of the same table.
    """

    rule: str
    target: Place
    value: Place
    base: Decimal | Place
    rounding: Rounding = Rounding.HALF_UP
    places_printed: int = 2
    scale: int | Decimal = 100
    growth: bool = False
    hidden: int | None = None
    both_hidden: bool = False

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place it reads, the percentage first; a total's share of itself reads it once."""
        base = (self.base,) if isinstance(self.base, Place) and self.base != self.value else ()
        return (self.target, self.value, *base)

    def denominator(self, figures: Figures) -> Decimal | None:
        """The maximum; None where its cell holds no figure."""
        if isinstance(self.base, Place):
            number = figures(self.base)
            return number.value if number else None
        return self.base

    def exact_quotient(self, figures: Figures) -> Decimal | None:
        """The quotient before rounding; None where a figure is missing or the maximum is zero."""
        value, base = figures(self.value), self.denominator(figures)
        if value is None or not base:
            return None
        whole = value.value - base if self.growth else value.value
        return whole * self.scale / base

    def grade(self, figures: Figures) -> Grade | None:
        """How well it holds under the table's rounding."""
        target, quotient = figures(self.target), self.exact_quotient(figures)
        if self.divides_by_nought(figures):
            return Grade.IMPOSSIBLE
        if target is None or quotient is None:
            return None
        if to_places(quotient, self.places_printed, self.rounding) == target.value:
            return Grade.EXACT
        if self.hidden is not None and self._closes(quotient, target.value, self.hidden, figures):
            return Grade.POSSIBLE
        if any(to_places(quotient, self.places_printed, mode) == target.value for mode in Rounding):
            return Grade.IMPLAUSIBLE
        return Grade.IMPOSSIBLE

    def divides_by_nought(self, figures: Figures) -> bool:
        """Whether a percentage is printed over a base of nought; 0 and 100 are written there by custom."""
        target, value = figures(self.target), figures(self.value)
        return (
            self.denominator(figures) == 0
            and target is not None
            and value is not None
            and bool(value.value)
            and target.value not in {0, 1, 100}
        )

    def _closes(self, quotient: Decimal, printed: Decimal, places: int, figures: Figures) -> bool:
        """Whether digits that the value does not print give the percentage."""
        base = self.denominator(figures)
        if not base:
            return False
        half = abs(quantum(places) / 2 * self.scale / base)
        if self.both_hidden:
            half = self.half_hidden(figures) or half
        return reaches(quotient, half, printed, self.places_printed)

    def half_hidden(self, figures: Figures) -> Decimal | None:
        """How far half a unit of the last place of value and base puts the quotient off; None where a figure is missing."""
        value, base = figures(self.value), figures(self.base) if isinstance(self.base, Place) else None
        if value is None or base is None or not base.value:
            return None
        return abs(self.scale * half_of_quotient(value.value, value.places, base.value, base.places))

    def solve(self, place: Place, figures: Figures) -> Decimal | None:
        """The value this place must have for it to hold, all else as printed."""
        target, quotient = figures(self.target), self.exact_quotient(figures)
        base = self.denominator(figures)
        if target is None or base is None or (quotient is None and place != self.base):
            return None
        if place == self.target and quotient is not None:
            return to_places(quotient, self.places_printed, self.rounding)
        number, value = figures(place), figures(self.value)
        share = target.value / self.scale + self.growth
        if number is None or value is None or share == 0 or self.base == self.value:
            return None
        return to_places(share * base if place == self.value else value.value / share, number.places)

    def reach(self, place: Place, figures: Figures) -> tuple[Decimal, Decimal] | None:
        """The least and the largest figure that its numerator or maximum may have for the printed percentage."""
        target, value, base = figures(self.target), figures(self.value), self.denominator(figures)
        if target is None or value is None or not base or self.base == self.value:
            return None
        unit = quantum(self.places_printed)
        shares = [(target.value + way * unit) / self.scale + self.growth for way in (-1, 1)]
        if 0 in shares:
            return None
        ends = [share * base if place == self.value else value.value / share for share in shares]
        # digits that are not printed leave more room
        hidden = self.half_hidden(figures) if self.both_hidden else None
        pad = (
            abs(hidden / self.scale * (base if place == self.value else ends[0] / shares[0])) if hidden else 0
        )
        return min(ends) - pad, max(ends) + pad


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualRelation:
    """The same figure printed twice is the same, at the coarser precision of the two.

    Attributes:
        rule: Code it is reported under.
        target: Place in the detail table.
        twin: Place in the main table.
        exact: Whether both columns print all digits that their figures have: then 31 is not 31,13.
    """

    rule: str
    target: Place
    twin: Place
    exact: bool = False

    @property
    def places(self) -> tuple[Place, ...]:
        """Both places, the one in the detail table first."""
        return (self.target, self.twin)

    def grade(self, figures: Figures) -> Grade | None:
        """EXACT when equal, POSSIBLE when equal at the coarser precision."""
        one, two = figures(self.target), figures(self.twin)
        if one is None or two is None:
            return None
        if one.value == two.value:
            return Grade.EXACT
        places = min(one.places, two.places)
        coarser = to_places(one.value, places) == to_places(two.value, places)
        if coarser and one.places != two.places and not self.exact:
            return Grade.POSSIBLE
        return Grade.IMPOSSIBLE

    def solve(self, place: Place, figures: Figures) -> Decimal | None:
        """The other's value."""
        number = figures(self.twin if place == self.target else self.target)
        return number.value if number else None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundRelation:
    """A part is no more than the whole that it is "of which" of, a score no more than its maximum.

    Attributes:
        rule: Code it is reported under.
        target: Place of the part or score.
        whole: Place of what bounds it, None where a header declares the bound.
        limit: The bound that a header declares.
    """

    rule: str
    target: Place
    whole: Place | None = None
    limit: Decimal | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place it reads, the part first."""
        return (self.target,) if self.whole is None else (self.target, self.whole)

    def grade(self, figures: Figures) -> Grade | None:
        """IMPOSSIBLE where the part exceeds the whole."""
        part, whole = figures(self.target), figures(self.whole) if self.whole is not None else None
        limit = whole.value if whole is not None else self.limit
        if part is None or limit is None:
            return None
        return Grade.EXACT if part.value <= limit else Grade.IMPOSSIBLE

    def solve(self, place: Place, figures: Figures) -> Decimal | None:
        """Nothing: a bound says what a figure is not, and no more."""
        del place, figures
        return None


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


Relation = SumRelation | RatioRelation | EqualRelation | BoundRelation | MarkRelation | ComputedRelation
