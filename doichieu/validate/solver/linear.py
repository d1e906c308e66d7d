"""Linear rules over named values: parsing, evaluation, and elimination of unknowns.

All arithmetic is exact (`Fraction`), so that a rule holds or does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from doichieu.errors import UsageError

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?![\w.]))|(?P<name>[^\W\d][\w.]*)"
    r"|(?P<mark>==|<=|>=|[-+*/()<>=]))"
)
# Signs as word processors and textbooks set them.
_SIGNS = str.maketrans({"≤": "<=", "≥": ">=", "−": "-", "–": "-", "×": "*", "·": "*", "÷": "/"})


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


def parse_rule(text: str) -> Rule:
    """Read a linear rule such as "x1 + x2 == x3" or "c >= 0.6*t".

    Args:
        text: Two linear expressions and one of ==, =, <=, >=, <, > between them; coefficients are decimals
            before or behind "*", or divisors behind "/".

    Returns:
        The rule.

    Raises:
        UsageError: The text is no such rule.
    """
    tokens = _tokens(text, text.translate(_SIGNS).rstrip())
    sides: list[list[str]] = [[]]
    marks = []
    for token in tokens:
        if token in {"==", "=", "<=", ">=", "<", ">"}:
            marks.append(token)
            sides.append([])
        else:
            sides[-1].append(token)
    if len(marks) != 1 or not all(sides):
        raise _not_linear(text)
    left, right = (_Expression(side, text).read() for side in sides)
    difference = left.minus(right)
    if marks[0] in {"<=", "<"}:
        difference = right.minus(left)
    relation = {"==": Relation.EQUAL, "=": Relation.EQUAL, "<": Relation.MORE, ">": Relation.MORE}.get(
        marks[0], Relation.AT_LEAST
    )
    return make_rule(difference.terms, difference.constant, relation, text)


def _tokens(text: str, plain: str) -> list[str]:
    tokens, at = [], 0
    while at < len(plain):
        match = _TOKEN.match(plain, at)
        if match is None:
            raise _not_linear(text)
        tokens.append(match.group().strip())
        at = match.end()
    return tokens


def _not_linear(text: str) -> UsageError:
    return UsageError(
        f"“{text}” is no linear rule.",
        do='write it like "x1 + x2 == x3" or "c >= 0.6*t", with one comparison.',
    )


@dataclass(frozen=True, slots=True)
class _Linear:
    terms: dict[str, Fraction]
    constant: Fraction

    def plus(self, other: _Linear) -> _Linear:
        names = self.terms.keys() | other.terms.keys()
        zero = Fraction(0)
        return _Linear(
            {name: self.terms.get(name, zero) + other.terms.get(name, zero) for name in names},
            self.constant + other.constant,
        )

    def times(self, factor: Fraction) -> _Linear:
        return _Linear({name: value * factor for name, value in self.terms.items()}, self.constant * factor)

    def minus(self, other: _Linear) -> _Linear:
        return self.plus(other.times(Fraction(-1)))


class _Expression:
    """A recursive-descent reader of one linear expression."""

    def __init__(self, tokens: Sequence[str], text: str) -> None:
        self._tokens = list(tokens)
        self._text = text
        self._at = 0

    def read(self) -> _Linear:
        """The whole expression."""
        value = self._sum()
        if self._at != len(self._tokens):
            raise _not_linear(self._text)
        return value

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._peek()
        self._at += 1
        return token

    def _sum(self) -> _Linear:
        value = self._product()
        while self._peek() in {"+", "-"}:
            sign = Fraction(1 if self._take() == "+" else -1)
            value = value.plus(self._product().times(sign))
        return value

    def _product(self) -> _Linear:
        value = self._factor()
        while self._peek() in {"*", "/"}:
            mark, other = self._take(), self._factor()
            if mark == "/" and not other.terms and other.constant:
                value = value.times(1 / other.constant)
            elif mark == "*" and not other.terms:
                value = value.times(other.constant)
            elif mark == "*" and not value.terms:
                value = other.times(value.constant)
            else:
                raise _not_linear(self._text)
        return value

    def _factor(self) -> _Linear:
        word = self._take()
        if word in {"+", "-"}:
            return self._factor().times(Fraction(1 if word == "+" else -1))
        if word == "(":
            value = self._sum()
            if self._take() != ")":
                raise _not_linear(self._text)
            return value
        if not word or word in {")", "*", "/"}:
            raise _not_linear(self._text)
        if word[0].isdigit() or word[0] == ".":
            return _Linear({}, Fraction(Decimal(word)))
        return _Linear({word: Fraction(1)}, Fraction(0))


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
