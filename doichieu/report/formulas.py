"""Equations of the audit as formulas of a workbook.

A formula is tokens: text, a place (row, column) or a range of two places of the same column; where the figures stand on
a worksheet is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.validate.relations import RatioRelation, SumRelation
from doichieu.validate.relations.computed import (
    CompoundRatioRelation,
    ProductRelation,
    WeightedMeanRelation,
    WeightedRelation,
)
from doichieu.validate.rounding import Rounding, to_places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from decimal import Decimal

    from doichieu.validate.paper import Figures, Place
    from doichieu.validate.relations import Relation

At = tuple[int, int]
Range = tuple[At, At]
Token = str | At | Range

# Half-even has no function of its own in workbooks; digits that end in exactly a half are rare enough.
_ROUND = {
    Rounding.HALF_UP: "ROUND",
    Rounding.HALF_EVEN: "ROUND",
    Rounding.TRUNCATE: "TRUNC",
    Rounding.UP: "ROUNDUP",
}
# Functions of workbooks take 255 arguments at most, and a formula 8,192 characters.
_MOST_TERMS = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A cell that is computed.

    Attributes:
        tokens: The formula, without its equals sign.
        value: What it gives.
    """

    tokens: tuple[Token, ...]
    value: Decimal

    @property
    def reads(self) -> Iterator[At]:
        """Places it reads, both ends of ranges."""
        for token in self.tokens:
            if not isinstance(token, str):
                yield from ends_of(token)


def ends_of(token: At | Range) -> tuple[At, ...]:
    """The one place of a place, the two of a range."""
    first, second = token
    if isinstance(first, tuple) and isinstance(second, tuple):
        return first, second
    return ((first, second),) if isinstance(first, int) and isinstance(second, int) else ()


def formula_of(relation: Relation, figures: Figures) -> Formula | None:
    """An equation as the formula of its target.

    Args:
        relation: An equation within one table.
        figures: The figures of the paper.

    Returns:
        The formula; None for equations that compute nothing, miss a figure, or have more terms than a formula takes.
    """
    match relation:
        case SumRelation():
            return _sum(relation, figures)
        case RatioRelation():
            return _quotient(relation, figures)
        case CompoundRatioRelation():
            value, base = (_signed(term, relation.minus) for term in (relation.value, relation.base))
            tokens: list[Token] = ["(", *value, f")*{relation.scale}/(", *base, ")"]
            return _rounded(tokens, relation.recomputed(figures), relation.rounding, relation.places_printed)
        case ProductRelation():
            factors = [token for place in relation.factors for token in ("*", _at(place))]
            return _rounded(
                [*factors[1:], _scaled(relation.scale)],
                relation.recomputed(figures),
                relation.rounding,
                relation.places_printed,
            )
        case WeightedRelation():
            terms = [
                token
                for part, weight in zip(relation.parts, relation.weights, strict=True)
                for token in ("+", _at(part), f"*{_text(weight)}")
            ]
            return _rounded(
                terms[1:], relation.recomputed(figures), relation.rounding, relation.places_printed
            )
        case WeightedMeanRelation():
            return _weighted_mean(relation, figures)
        case _:
            return None


def runs(rows: Iterable[int], col: int) -> list[Range]:
    """Rows of a column, in order, as ranges of rows that follow each other."""
    found: list[list[int]] = []
    for row in rows:
        if found and row == found[-1][-1] + 1:
            found[-1].append(row)
        else:
            found.append([row])
    return [((run[0], col), (run[-1], col)) for run in found]


def _sum(relation: SumRelation, figures: Figures) -> Formula | None:
    value = relation.recomputed(figures)
    tokens = _added(relation.parts, relation.minus)
    if value is None or tokens is None:
        return None
    if relation.constant:
        tokens.append(f"{relation.constant:+f}")
    if relation.cap is not None:
        tokens = ["MIN(", *tokens, f",{_text(relation.cap)})"]
    elif relation.mean and tokens[0] == "SUM(":
        tokens[0] = "AVERAGE("
    elif relation.mean:
        tokens = ["(", *tokens, f")/{len(relation.parts)}"]
    if relation.rounded is not None:
        return _rounded(tokens, value, Rounding.HALF_UP, relation.rounded)
    return Formula(tokens=tuple(tokens), value=value)


def _added(parts: Sequence[Place], minus: Iterable[Place]) -> list[Token] | None:
    """Parts added up: rows of one column as ranges, else one by one."""
    deducted = set(minus)
    tokens: list[Token]
    if not deducted and len({part.col for part in parts}) == 1 and len(parts) > 1:
        terms = runs(sorted(part.row for part in parts), parts[0].col)
        tokens = [token for term in terms for token in (",", term)]
        return ["SUM(", *tokens[1:], ")"] if len(terms) <= _MOST_TERMS else None
    return _signed(parts, deducted) if len(parts) <= _MOST_TERMS else None


def _signed(parts: Iterable[Place], minus: Collection[Place]) -> list[Token]:
    tokens: list[Token] = []
    for part in parts:
        tokens += ["-" if part in minus else "+", _at(part)]
    return tokens[1:] if tokens[:1] == ["+"] else tokens


def _quotient(relation: RatioRelation, figures: Figures) -> Formula | None:
    exact = relation.exact_quotient(figures)
    base = relation.base
    under: Token = (base.row, base.col) if isinstance(base, tuple) else _text(base)
    scale = _text(relation.scale)
    less = f"-{scale}" if relation.growth else ""
    tokens: tuple[Token, ...] = (_at(relation.value), f"*{scale}/", under, less)
    return _rounded(tokens, exact, relation.rounding, relation.places_printed)


def _weighted_mean(relation: WeightedMeanRelation, figures: Figures) -> Formula | None:
    places, scale = relation.places_printed, _scaled(relation.scale)
    (figure, *more), (weight, *weights) = _ranges(relation.parts), _ranges(relation.weights)
    if more or weights:  # not one run of rows each: a product of ranges needs ranges of one shape
        return None
    tokens = ("SUMPRODUCT(", figure, ",", weight, ")/SUM(", weight, ")", scale)
    return _rounded(tokens, relation.recomputed(figures), relation.rounding, places)


def _ranges(places: Sequence[Place]) -> list[Range]:
    by_col: dict[int, list[int]] = {}
    for place in places:
        by_col.setdefault(place.col, []).append(place.row)
    return [run for col, rows in by_col.items() for run in runs(rows, col)]


def _rounded(tokens: Iterable[Token], exact: Decimal | None, mode: Rounding, places: int) -> Formula | None:
    if exact is None:
        return None
    return Formula(tokens=(f"{_ROUND[mode]}(", *tokens, f",{places})"), value=to_places(exact, places, mode))


def _scaled(scale: Decimal) -> str:
    return "" if scale == 1 else f"*{_text(scale)}"


def _text(number: Decimal | int) -> str:
    return f"{number:f}" if not isinstance(number, int) else str(number)


def _at(place: Place) -> At:
    return place.row, place.col
