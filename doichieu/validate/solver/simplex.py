"""Ranges that linear rules leave their names, by the simplex method in exact fractions (Dantzig 1963, rule of Bland 1977)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from doichieu.validate.solver.linear import Relation, Rule

_ZERO, _ONE = Fraction(0), Fraction(1)
_Row = dict[int, Fraction]


class Polyhedron:
    """The values that satisfy equalities and inequalities that are not strict.

    A name that a rule bounds from below alone is a variable from there up; any other is the difference of two.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Set the rules up; whether any values satisfy them says `point`."""
        self._of: dict[str, tuple[Fraction, dict[int, Fraction]]] = {}
        self._count = 0
        floors = _floors(rules)
        for name in sorted({name for rule in rules for name in rule.names}):
            if name in floors:
                self._of[name] = floors[name], {self._new(): _ONE}
            else:
                self._of[name] = _ZERO, {self._new(): _ONE, self._new(): -_ONE}
        self._rows: list[_Row] = []
        self._right: list[Fraction] = []
        self._basis: list[int] = []
        for rule in rules:
            if not _bounds_below(rule):
                self._add(rule)
        self.point = self._first_point()

    def extreme(self, name: str, *, largest: bool) -> Fraction | None:
        """The least or the largest value of a name; None where there is none. Moves `point` to where it is taken."""
        _, terms = self._of[name]
        cost = {col: -value if largest else value for col, value in terms.items()}
        if not self._minimise(cost):
            return None
        self.point = self._values()
        return self.point[name]

    def _new(self) -> int:
        self._count += 1
        return self._count - 1

    def _add(self, rule: Rule) -> None:
        row: _Row = {}
        right = -rule.constant
        for name, coefficient in rule.terms:
            base, terms = self._of[name]
            right -= coefficient * base
            for col, value in terms.items():
                row[col] = row.get(col, _ZERO) + coefficient * value
        if rule.relation is not Relation.EQUAL:
            row[self._new()] = -_ONE
        if right < 0:
            row, right = {col: -value for col, value in row.items()}, -right
        self._rows.append({col: value for col, value in row.items() if value})
        self._right.append(right)

    # ----------------------------------------------------------------------- the method

    def _first_point(self) -> Mapping[str, Fraction] | None:
        """Values that satisfy the rules, found with one artificial variable a row; None where there are none."""
        artificial = [self._new() for _ in self._rows]
        for row, col in zip(self._rows, artificial, strict=True):
            row[col] = _ONE
        self._basis = list(artificial)
        self._minimise(dict.fromkeys(artificial, _ONE))
        made_up = set(artificial)
        if any(right for right, col in zip(self._right, self._basis, strict=True) if col in made_up):
            return None
        for at in reversed(range(len(self._rows))):
            if self._basis[at] in made_up:  # it is zero: another takes its place, or the row says nothing new
                other = next((col for col in sorted(self._rows[at]) if col not in made_up), None)
                if other is None:
                    del self._rows[at], self._right[at], self._basis[at]
                else:
                    self._pivot(at, other)
        for row in self._rows:
            for col in made_up & row.keys():
                del row[col]
        return self._values()

    def _minimise(self, cost: Mapping[int, Fraction]) -> bool:
        """Move to where a cost is least; False where it falls without end."""
        while True:
            entering = self._entering(cost)
            if entering is None:
                return True
            ratios = [
                (self._right[at] / row[entering], self._basis[at], at)
                for at, row in enumerate(self._rows)
                if row.get(entering, _ZERO) > 0
            ]
            if not ratios:
                return False
            self._pivot(min(ratios)[2], entering)

    def _entering(self, cost: Mapping[int, Fraction]) -> int | None:
        """The first variable whose growth lowers the cost: with the first of equal ratios to leave no cycle arises."""
        reduced = dict(cost)
        for row, basic in zip(self._rows, self._basis, strict=True):
            factor = cost.get(basic)
            if factor:
                for col, value in row.items():
                    reduced[col] = reduced.get(col, _ZERO) - factor * value
        return min((col for col, value in reduced.items() if value < 0), default=None)

    def _pivot(self, at: int, col: int) -> None:
        pivot = self._rows[at][col]
        row = {other: value / pivot for other, value in self._rows[at].items()}
        right = self._right[at] / pivot
        self._rows[at], self._right[at], self._basis[at] = row, right, col
        for index, other in enumerate(self._rows):
            factor = other.get(col)
            if index == at or not factor:
                continue
            for key, value in row.items():
                changed = other.get(key, _ZERO) - factor * value
                if changed:
                    other[key] = changed
                else:
                    other.pop(key, None)
            self._right[index] -= factor * right

    def _values(self) -> dict[str, Fraction]:
        basic = dict(zip(self._basis, self._right, strict=True))
        return {
            name: base + sum((factor * basic.get(col, _ZERO) for col, factor in terms.items()), _ZERO)
            for name, (base, terms) in self._of.items()
        }


def _bounds_below(rule: Rule) -> bool:
    """Whether a rule is a lower bound of one name."""
    return len(rule.terms) == 1 and rule.relation is Relation.AT_LEAST and rule.terms[0][1] > 0


def _floors(rules: Sequence[Rule]) -> dict[str, Fraction]:
    """The highest lower bound that a rule over one name alone puts on it."""
    floors: dict[str, Fraction] = {}
    for rule in rules:
        if _bounds_below(rule):
            name, coefficient = rule.terms[0]
            bound = -rule.constant / coefficient
            floors[name] = max(floors.get(name, bound), bound)
    return floors


def fixed_values(rules: Sequence[Rule], names: Sequence[str]) -> dict[str, Fraction]:
    """The names that rules leave one value only, with the value.

    Args:
        rules: Equalities and inequalities, none strict.
        names: Names to look at, each in some rule.

    Returns:
        Value by name; empty where nothing satisfies the rules.
    """
    space = Polyhedron(rules)
    if space.point is None:
        return {}
    first = dict(space.point)
    moved: set[str] = set()
    for name in names:
        for largest in (False, True):
            if name in moved:
                break
            if space.extreme(name, largest=largest) is None:
                moved.add(name)
            # Whatever takes another value on the way is not fixed, and need not be asked.
            moved.update(other for other in names if space.point[other] != first[other])
    return {name: first[name] for name in names if name not in moved}
