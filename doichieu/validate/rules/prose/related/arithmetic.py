"""What a relation leaves open for each of its figures, as far as the printed digits of the others tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from doichieu.normalize.sentences.related.passage import Figure
from doichieu.normalize.sentences.related.relation import Form, Relation
from doichieu.normalize.sentences.stated_numbers import Kind

Interval = tuple[float, float]

# Figures are equal to so many parts of them: what is computed has as many digits as a float.
_FINE = 1e-9


@dataclass(frozen=True, slots=True)
class Value:
    """A figure in the smallest unit of its kind.

    Attributes:
        value: What is printed.
        half: How far it can be from what was measured.
        unit: What one unit of its last place is.
    """

    value: float
    half: float
    unit: float

    def at(self, value: float) -> Value:
        """Another value printed with as many digits."""
        return Value(value, self.half, self.unit)


def value_of(figure: Figure) -> Value:
    """A figure as arithmetic needs it."""
    number = figure.number
    power = number.power + (figure.kind[1] if number.kind is Kind.AMOUNT else 0)
    unit = 10.0 ** (power - number.number.places)
    value = float(number.number.value) * 10.0**power
    return Value(abs(value), 0.0 if number.exact else unit / 2, unit)


def interval(relation: Relation, values: Sequence[Value], which: int) -> Interval | None:
    """Between what the others of a relation let one of its figures be.

    Args:
        relation: The relation.
        values: All figures of the paragraph.
        which: Which figure of the relation, 0 for the one that the others give.

    Returns:
        The least and the most, rounding and cutting off allowed; None where the figures are impossible.
    """
    members = [values[at] for at in relation.figures]
    if relation.form is Form.SUM:
        return _sum(relation, members, which)
    if relation.form is Form.RATIO:
        return _ratio(members, which, relation.factor)
    if relation.form is Form.MULTIPLE:
        return _ratio((*members, Value(1.0, 0.0, 1.0)), which, relation.factor)
    if relation.form is Form.BESIDE:
        return _beside(members, which)
    if relation.form is Form.GROWTH:
        return _growth(members, which, relation.signs[0])
    return _growth_by(members, which, relation.signs[0])


def holds(relation: Relation, values: Sequence[Value]) -> bool:
    """Whether a relation holds, as far as the digits of its figures tell."""
    bounds = interval(relation, values, 0)
    return bounds is not None and within(values[relation.figures[0]].value, bounds)


def within(value: float, bounds: Interval) -> bool:
    """Whether a value is in an interval."""
    slack = _FINE * max(abs(value), 1.0)
    return bounds[0] - slack <= value <= bounds[1] + slack


def chance(bounds: Interval, value: Value) -> float:
    """How likely another figure as large as a value would be in an interval by chance."""
    width = bounds[1] - bounds[0] + value.unit
    return min(1.0, width / max(value.value, bounds[1], 10 * value.unit))


def _sum(relation: Relation, members: Sequence[Value], which: int) -> Interval:
    half = sum(one.half for at, one in enumerate(members) if at != which) + members[which].half
    total = members[0].value
    parts = sum(sign * one.value for sign, one in zip(relation.signs, members[1:], strict=True))
    if which == 0:
        return parts - half, parts + half
    sign = relation.signs[which - 1]
    right = members[which].value + sign * (total - parts)
    return right - half, right + half


def _ratio(members: Sequence[Value], which: int, factor: float) -> Interval | None:
    rate, part, whole = members
    low, high = rate.value - rate.unit, rate.value + rate.unit
    if which == 0:
        if whole.value - whole.half <= 0:
            return None
        least = factor * max(part.value - part.half, 0.0) / (whole.value + whole.half)
        most = factor * (part.value + part.half) / (whole.value - whole.half)
        return least - rate.unit * 0.999, most + rate.unit * 0.999
    if which == 1:
        return (
            low / factor * (whole.value - whole.half) - part.half,
            high / factor * (whole.value + whole.half) + part.half,
        )
    if low <= 0:
        return None
    return (
        factor * (part.value - part.half) / high - whole.half,
        factor * (part.value + part.half) / low + whole.half,
    )


def _beside(members: Sequence[Value], which: int) -> Interval | None:
    rate, part, *others = members
    rest = Value(sum(one.value for one in others), sum(one.half for one in others), part.unit)
    if which == 0:
        whole = Value(part.value + rest.value, part.half + rest.half, part.unit)
        return _ratio((rate, part, whole), 0, 100.0)
    shares = [(rate.value + step) / 100 for step in (-rate.unit, rate.unit)]
    if shares[0] <= 0 or shares[1] >= 1:
        return None
    odds = [share / (1 - share) for share in shares]
    if which == 1:
        return odds[0] * rest.value - part.half, odds[1] * rest.value + part.half
    beside = rest.value - members[which].value
    return part.value / odds[1] - rest.half - beside, part.value / odds[0] + rest.half - beside


def _growth(members: Sequence[Value], which: int, sign: int) -> Interval | None:
    rate, now, base = members
    ends = sorted(1 + sign * (rate.value + step) / 100 for step in (-rate.unit, rate.unit))
    if which == 0:
        if base.value - base.half <= 0:
            return None
        turns = sorted(
            sign * 100 * (top / bottom - 1)
            for top, bottom in (
                (now.value - now.half, base.value + base.half),
                (now.value + now.half, base.value - base.half),
            )
        )
        return turns[0] - rate.unit * 0.999, turns[1] + rate.unit * 0.999
    if ends[0] <= 0:
        return None
    if which == 1:
        return ends[0] * (base.value - base.half) - now.half, ends[1] * (base.value + base.half) + now.half
    return (now.value - now.half) / ends[1] - base.half, (now.value + now.half) / ends[0] + base.half


def _growth_by(members: Sequence[Value], which: int, sign: int) -> Interval | None:
    rate, now, turn = members
    if which == 0:
        bases = sorted(now.value - sign * turn.value + step * (now.half + turn.half) for step in (-1, 1))
        if bases[0] <= 0:
            return None
        return (
            100 * (turn.value - turn.half) / bases[1] - rate.unit * 0.999,
            100 * (turn.value + turn.half) / bases[0] + rate.unit * 0.999,
        )
    shares = sorted((rate.value + step) / 100 for step in (-rate.unit, rate.unit))
    if shares[0] <= 0 or (sign < 0 and shares[1] >= 1):
        return None
    # turn = share * base and now = base + sign * turn
    if which == 1:
        found = sorted(
            (turn.value + step * turn.half) * (1 / share + sign) for share in shares for step in (-1, 1)
        )
        return found[0] - now.half, found[-1] + now.half
    found = sorted(
        (now.value + step * now.half) * share / (1 + sign * share) for share in shares for step in (-1, 1)
    )
    return found[0] - turn.half, found[-1] + turn.half
