"""Linear rules as people write them: "x1 + x2 == x3", "c >= 0.6*t", "c/t >= 0.6"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from doichieu.errors import UsageError
from doichieu.validate.solver.linear import Relation, Rule, make_rule

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?![\w.]))|(?P<name>[^\W\d][\w.]*)"
    r"|(?P<mark>==|<=|>=|[-+*/()<>=]))"
)
# Signs as word processors and textbooks set them.
_SIGNS = str.maketrans({"≤": "<=", "≥": ">=", "−": "-", "–": "-", "×": "*", "·": "*", "÷": "/"})


def parse_rules(text: str) -> list[Rule]:
    """Read a linear rule such as "x1 + x2 == x3" or "c >= 0.6*t", or a bound of a rate such as "c/t >= 0.6".

    Args:
        text: Two linear expressions and one of ==, =, <=, >=, <, > between them; coefficients are decimals
            before or behind "*", or divisors behind "/". One side may be a quotient of two such expressions where the
            other is a number.

    Returns:
        The rule; of a rate it is followed by the rule that its base is positive, without which it says nothing.

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
    left, right, base = _over_one_base(sides, text)
    difference = left.minus(right)
    if marks[0] in {"<=", "<"}:
        difference = right.minus(left)
    relation = {"==": Relation.EQUAL, "=": Relation.EQUAL, "<": Relation.MORE, ">": Relation.MORE}.get(
        marks[0], Relation.AT_LEAST
    )
    rule = make_rule(difference.terms, difference.constant, relation, text)
    return [rule] if base is None else [rule, make_rule(base.terms, base.constant, Relation.MORE, text)]


def _over_one_base(sides: Sequence[Sequence[str]], text: str) -> tuple[_Linear, _Linear, _Linear | None]:
    """Both sides, multiplied by what one of them is divided by; that base, None where there is none."""
    for at, side in enumerate(sides):
        mark = _last_divisor(side)
        base = _Expression(side[mark + 1 :], text).factor() if mark is not None else None
        if base is None or not base.terms:
            continue
        other = _Expression(sides[1 - at], text).read()
        above = _Expression(side[:mark], text).product()
        if other.terms:
            raise _not_linear(text)
        scaled = base.times(other.constant)
        return (above, scaled, base) if at == 0 else (scaled, above, base)
    left, right = (_Expression(side, text).read() for side in sides)
    return left, right, None


def _last_divisor(tokens: Sequence[str]) -> int | None:
    """Where the mark stands behind which an expression ends in a divisor: a name, a number, something in brackets."""
    depth = 0
    for at in range(len(tokens) - 1, -1, -1):
        depth += (tokens[at] == ")") - (tokens[at] == "(")
        if depth == 0:
            return at - 1 if at > 0 and tokens[at - 1] == "/" else None
    return None


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
        return self._whole(self._sum())

    def _whole(self, value: _Linear) -> _Linear:
        if self._at != len(self._tokens):
            raise _not_linear(self._text)
        return value

    def product(self) -> _Linear:
        """The whole expression, which is one term: in "a + b / c" the sum is not divided."""
        return self._whole(self._product())

    def factor(self) -> _Linear:
        """The whole expression, which is a name, a number or something in brackets."""
        return self._whole(self._factor())

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
