"""Linear rules over named values: evaluation, and elimination of unknowns.

All arithmetic is exact (`Fraction`), so that a rule holds or does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction


class Relation(StrEnum):
    """How the two sides of a rule compare, brought to the form expression ⋛ 0."""

    EQUAL = "=="
    AT_LEAST = ">="
    MORE = ">"


@dataclass(frozen=True, slots=True)
class Rule:
    """A linear rule: Σ coefficient·name + constant (== | >= | >) 0.

    Attributes:
        terms: Coefficient by name, none of them zero, sorted by name.
        constant: The constant.
        relation: How it compares to zero.
        text: The rule as written; empty for one that follows from others.
        origins: Numbers of the inequalities that it was combined from, where `numbered` gave them numbers.
    """

    terms: tuple[tuple[str, Fraction], ...]
    constant: Fraction
    relation: Relation
    text: str = ""
    origins: frozenset[int] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """The names it reads."""
        return frozenset(name for name, _ in self.terms)

    def coefficient(self, name: str) -> Fraction:
        """The coefficient of a name, 0 where it does not occur."""
        return next((value for other, value in self.terms if other == name), Fraction(0))

    def residual(self, values: Mapping[str, Fraction]) -> Fraction:
        """The expression's value; 0 where an equality holds."""
        return sum((value * values[name] for name, value in self.terms), self.constant)

    def holds(self, values: Mapping[str, Fraction]) -> bool:
        """Whether the rule holds for these values."""
        return _compare(self.residual(values), self.relation)

    def decided(self) -> bool | None:
        """Whether a rule without names holds; None where it has names."""
        return None if self.terms else _compare(self.constant, self.relation)


def _compare(value: Fraction, relation: Relation) -> bool:
    if relation is Relation.EQUAL:
        return value == 0
    return value > 0 if relation is Relation.MORE else value >= 0


def make_rule(
    terms: Mapping[str, Fraction],
    constant: Fraction,
    relation: Relation,
    text: str = "",
    origins: frozenset[int] = frozenset(),
) -> Rule:
    """A rule with its zero coefficients dropped and its terms in order."""
    return Rule(tuple(sorted((n, c) for n, c in terms.items() if c)), constant, relation, text, origins)


def substitute(rule: Rule, values: Mapping[str, Fraction]) -> Rule:
    """The rule with known values put in."""
    constant = rule.constant + sum((c * values[n] for n, c in rule.terms if n in values), Fraction(0))
    return replace(rule, terms=tuple((n, c) for n, c in rule.terms if n not in values), constant=constant)


def solve(rules: Iterable[Rule], names: Iterable[str]) -> dict[str, Fraction]:
    """The names whose values the equalities determine, with those values (Gauss-Jordan).

    Args:
        rules: Linear rules in which only these names are left.
        names: The unknowns.

    Returns:
        Value by name, for those with exactly one; the others are left out.
    """
    unknown = sorted(names)
    rows = [
        [*(rule.coefficient(name) for name in unknown), -rule.constant]
        for rule in rules
        if rule.relation is Relation.EQUAL and rule.terms
    ]
    pivots: list[int] = []
    at = 0
    for column in range(len(unknown)):
        pivot = next((index for index in range(at, len(rows)) if rows[index][column]), None)
        if pivot is None:
            continue
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][column] for value in rows[at]]
        for index, row in enumerate(rows):
            if index != at and row[column]:
                factor = row[column]
                rows[index] = [value - factor * base for value, base in zip(row, rows[at], strict=True)]
        pivots.append(column)
        at += 1
    return {
        unknown[column]: rows[index][-1]
        for index, column in enumerate(pivots)
        if not any(rows[index][other] for other in range(len(unknown)) if other != column)
    }
