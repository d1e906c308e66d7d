"""Equations of products, weights and compound ratios.

Quantity times price, scores by weights, means weighted by counts, percentages of sums that the table does not print.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from doichieu.model import Number
from doichieu.validate.paper import Figures, Place
from doichieu.validate.rounding import Grade, Rounding, quantum, to_places


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRelation:
    """Figures multiplied, times a power of ten, are another: area times yield is output.

    Attributes:
        rule: Code it is reported under.
        target: Place of the product.
        factors: Places of the factors, two or three.
        scale: Power of ten between the units (0.1 for hectares times quintals in tonnes).
        rounding: How products are rounded.
        places_printed: Decimal places of the column of products.
        exact: Whether the factors have no hidden digits, as products hold to the last digit elsewhere.
        cap: The factor that the product is at most; None where it may be more.
    """

    rule: str
    target: Place
    factors: tuple[Place, ...]
    scale: Decimal = Decimal(1)
    rounding: Rounding = Rounding.HALF_UP
    places_printed: int = 0
    exact: bool = True
    cap: Place | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place it reads, the product first."""
        return (self.target, *self.factors)

    def recomputed(self, figures: Figures) -> Decimal | None:
        """The product as the factors give it; None where a figure is missing."""
        numbers = _all(self.factors, figures)
        if numbers is None:
            return None
        product = prod((n.value for n in numbers), start=self.scale)
        most = None if self.cap is None else figures(self.cap)
        return product if most is None else min(product, most.value)

    def grade(self, figures: Figures) -> Grade | None:
        """How well it holds; None where a figure is missing."""
        target, numbers, product = figures(self.target), _all(self.factors, figures), self.recomputed(figures)
        if target is None or numbers is None or product is None:
            return None
        values = [number.value for number in numbers]
        hidden = [
            abs(prod((*values[:at], *values[at + 1 :]), start=self.scale)) * _half(number)
            for at, number in enumerate(numbers)
        ]
        return _grade(self, target, product, hidden)

    def solve(self, place: Place, figures: Figures) -> Decimal | None:
        """The value this place must have for it to hold, all else as printed."""
        target, numbers, product = figures(self.target), _all(self.factors, figures), self.recomputed(figures)
        if target is None or numbers is None or product is None:
            return None
        if place == self.target:
            return to_places(product, self.places_printed, self.rounding)
        at = self.factors.index(place)
        most = None if self.cap is None else figures(self.cap)
        if most is not None and place != self.cap and target.value == most.value:
            return None  # anything above a hundred percent would do
        others = prod((n.value for k, n in enumerate(numbers) if k != at), start=self.scale)
        return to_places(target.value / others, numbers[at].places) if others else None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedRelation:
    """Figures times fixed weights add up to a total: 0.7 of the appraisal and 0.3 of the survey.

    Attributes:
        rule: Code it is reported under.
        target: Place of the total.
        parts: Places of the parts.
        weights: Weight of each part.
        rounding: How totals are rounded.
        places_printed: Decimal places of the column of totals.
        exact: Whether the parts have no hidden digits, as totals hold to the last digit elsewhere.
    """

    rule: str
    target: Place
    parts: tuple[Place, ...]
    weights: tuple[Decimal, ...]
    rounding: Rounding = Rounding.HALF_UP
    places_printed: int = 2
    exact: bool = True

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place it reads, the total first."""
        return (self.target, *self.parts)

    def recomputed(self, figures: Figures) -> Decimal | None:
        """The total as the parts give it; None where a figure is missing."""
        numbers = _all(self.parts, figures)
        if numbers is None:
            return None
        return sum((n.value * w for n, w in zip(numbers, self.weights, strict=True)), Decimal(0))

    def grade(self, figures: Figures) -> Grade | None:
        """How well it holds; None where a figure is missing."""
        target, numbers, total = figures(self.target), _all(self.parts, figures), self.recomputed(figures)
        if target is None or numbers is None or total is None:
            return None
        hidden = [abs(weight) * _half(number) for number, weight in zip(numbers, self.weights, strict=True)]
        return _grade(self, target, total, hidden)

    def solve(self, place: Place, figures: Figures) -> Decimal | None:
        """The value this place must have for it to hold, all else as printed."""
        target, total = figures(self.target), self.recomputed(figures)
        if target is None or total is None:
            return None
        if place == self.target:
            return to_places(total, self.places_printed, self.rounding)
        number, weight = figures(place), self.weights[self.parts.index(place)]
        if number is None or not weight:
            return None
        return to_places(number.value + (target.value - total) / weight, number.places)

    def reach(self, place: Place, figures: Figures) -> tuple[Decimal, Decimal] | None:
        """The least and the largest figure that a part may have for the printed total; None of the total itself."""
        target, total, number = figures(self.target), self.recomputed(figures), figures(place)
        weight = abs(self.weights[self.parts.index(place)]) if place != self.target else Decimal(0)
        if target is None or total is None or number is None or not weight:
            return None
        exact = number.value + (target.value - total) / self.weights[self.parts.index(place)]
        half = quantum(self.places_printed) / 2 / weight
        return exact - half, exact + half


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedMeanRelation:
    """The mean of figures weighted by others: the mean mark of a province over the pupils of its schools.

    Attributes:
        rule: Code it is reported under.
        target: Place of the mean.
        parts: Places of the figures.
        weights: Place of the weight of each.
        rounding: How means are rounded.
        places_printed: Decimal places of the column.
        exact: Whether the figures have no hidden digits, as means hold to the last digit elsewhere.
        scale: Power of ten between the figures and their mean (points of 10, a mean of 100).
    """

    rule: str
    target: Place
    parts: tuple[Place, ...]
    weights: tuple[Place, ...]
    scale: Decimal = Decimal(1)
    rounding: Rounding = Rounding.HALF_UP
    places_printed: int = 2
    exact: bool = True

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place it reads, the mean first."""
        return (self.target, *self.parts, *self.weights)

    def recomputed(self, figures: Figures) -> Decimal | None:
        """The mean as parts and weights give it; None where a figure is missing or the weights are zero."""
        numbers, weights = _all(self.parts, figures), _all(self.weights, figures)
        if numbers is None or weights is None:
            return None
        whole = sum((weight.value for weight in weights), Decimal(0))
        if not whole:
            return None
        total = sum((n.value * w.value for n, w in zip(numbers, weights, strict=True)), Decimal(0))
        return total * self.scale / whole

    def grade(self, figures: Figures) -> Grade | None:
        """How well it holds; None where a figure is missing."""
        target, numbers, mean = figures(self.target), _all(self.parts, figures), self.recomputed(figures)
        if target is None or numbers is None or mean is None:
            return None
        # Weights are counts as a rule, and add to one: hidden digits of the figures weigh no more than one's.
        return _grade(self, target, mean, [self.scale * max(_half(number) for number in numbers)])

    def solve(self, place: Place, figures: Figures) -> Decimal | None:
        """The value this place must have for it to hold, all else as printed; None for a weight."""
        target, mean, number = figures(self.target), self.recomputed(figures), figures(place)
        if target is None or mean is None or number is None or place in self.weights:
            return None
        if place == self.target:
            return to_places(mean, self.places_printed, self.rounding)
        weights = _all(self.weights, figures) or []
        own = weights[self.parts.index(place)].value
        if not own:
            return None
        whole = sum((weight.value for weight in weights), Decimal(0))
        return to_places(number.value + (target.value - mean) * whole / (own * self.scale), number.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompoundRatioRelation:
    """A percentage whose value or base is a sum that the table does not print: (before time + in time) / settled.

    Attributes:
        rule: Code it is reported under.
        target: Place of the percentage.
        value: Places added up to what is divided.
        base: Places added up to what it is divided by.
        minus: Places among them that are deducted.
        scale: 100 for percentages, 1 for an index between 0 and 1.
        rounding: How percentages are rounded.
        places_printed: Decimal places of the percentage.
        exact: Whether the figures have no hidden digits.
    """

    rule: str
    target: Place
    value: tuple[Place, ...]
    base: tuple[Place, ...]
    minus: frozenset[Place] = frozenset()
    scale: int = 100
    rounding: Rounding = Rounding.HALF_UP
    places_printed: int = 2
    exact: bool = True

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place it reads once, the percentage first."""
        return tuple(dict.fromkeys((self.target, *self.value, *self.base)))

    def recomputed(self, figures: Figures) -> Decimal | None:
        """The quotient before rounding; None where a figure is missing or the base is zero."""
        value, base = self._total(self.value, figures), self._total(self.base, figures)
        return None if value is None or not base else value * self.scale / base

    def _total(self, places: Sequence[Place], figures: Figures) -> Decimal | None:
        numbers = _all(places, figures)
        if numbers is None:
            return None
        signed = (
            -n.value if place in self.minus else n.value for n, place in zip(numbers, places, strict=True)
        )
        return sum(signed, Decimal(0))

    def grade(self, figures: Figures) -> Grade | None:
        """How well it holds; None where a figure is missing."""
        target, quotient = figures(self.target), self.recomputed(figures)
        return None if target is None or quotient is None else _grade(self, target, quotient, ())

    def solve(self, place: Place, figures: Figures) -> Decimal | None:
        """The value this place must have for it to hold, all else as printed; None where it stands above and below."""
        target, quotient, number = figures(self.target), self.recomputed(figures), figures(place)
        value, base = self._total(self.value, figures), self._total(self.base, figures)
        if target is None or quotient is None or number is None or value is None or base is None:
            return None
        if place == self.target:
            return to_places(quotient, self.places_printed, self.rounding)
        if not target.value or (place in self.value) == (place in self.base):
            return None
        share = target.value / self.scale
        gap = share * base - value if place in self.value else value / share - base
        return to_places(number.value - gap if place in self.minus else number.value + gap, number.places)


ComputedRelation = ProductRelation | WeightedRelation | WeightedMeanRelation | CompoundRatioRelation


def _all(places: Sequence[Place], figures: Figures) -> list[Number] | None:
    numbers = [number for place in places if (number := figures(place)) is not None]
    return numbers if len(numbers) == len(places) else None


def _half(number: Number) -> Decimal:
    return quantum(number.places) / 2


def _grade(relation: ComputedRelation, target: Number, value: Decimal, hidden: Sequence[Decimal]) -> Grade:
    """Grade a computed figure: rounded as the table rounds, rounded otherwise, or closed by hidden digits."""
    places = relation.places_printed
    if to_places(value, places, relation.rounding) == target.value:
        return Grade.EXACT
    if any(to_places(value, places, mode) == target.value for mode in Rounding):
        return Grade.IMPLAUSIBLE if relation.exact else Grade.POSSIBLE
    slack = Decimal(0) if relation.exact else sum(hidden, quantum(places) / 2)
    return Grade.POSSIBLE if abs(target.value - value) <= slack else Grade.IMPOSSIBLE
