"""A value over its maximum, and the percentage printed for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from doichieu.validate.paper import Figures, Place
from doichieu.validate.rounding import Grade, Rounding, half_of_quotient, quantum, reaches, to_places


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
