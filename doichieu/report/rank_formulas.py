"""Ranks as formulas of a workbook, by the convention that a table follows: over all its rows, or in each group."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from doichieu.report.formulas import Formula, runs
from doichieu.validate.infer.ranks.rank_fits import group_of
from doichieu.validate.infer.ranks.tie_policies import TiePolicy, mean_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.report.formulas import Range, Token
    from doichieu.validate.infer.ranks.rank_events import Standing
    from doichieu.validate.infer.ranks.rank_fits import RankConvention, RankFit
    from doichieu.validate.paper import Sheet

# Totals between the ranked rows cut them into ranges; over more ranges than this a formula says nothing to a reader.
_MOST_RANGES = 12


def rank_formulas(sheet: Sheet, fit: RankFit | None) -> dict[int, Formula]:
    """The ranks of a column.

    Args:
        sheet: The table.
        fit: What its ranks follow; None where nothing explains them.

    Returns:
        Formulas by grid row; none where ties are broken by another column. A row for several agencies takes several
        places, which no formula over figures knows: rows whose rank it moves are left out.
    """
    if fit is None or fit.convention.tie_breaks:
        return {}
    found: dict[int, Formula] = {}
    for rows in _ranked_together(sheet, fit):
        ranges = runs(rows, fit.convention.score)
        if len(ranges) > _MOST_RANGES:
            continue
        for row in rows:
            place = _place(sheet, fit.convention, rows, row)
            if fit.expected[row] == place:
                tokens = _tokens(fit.convention, ranges, row)
                found[row] = Formula(tokens=tokens, value=Decimal(place))
    return found


def _ranked_together(sheet: Sheet, fit: RankFit) -> list[list[int]]:
    """Grid rows that are ranked among each other, from the top."""
    rows = sorted(row for row in fit.expected if sheet.number(row, fit.convention.score) is not None)
    groups: dict[int | str | None, list[int]] = {}
    for row in rows:
        groups.setdefault(group_of(sheet, row, fit.convention), []).append(row)
    return list(groups.values())


def _tokens(convention: RankConvention, ranges: Sequence[Range], row: int) -> tuple[Token, ...]:
    """The rank of a row; what each of several ranges counts is added up."""
    own, above = (row, convention.score), ">" if convention.descending else "<"
    match convention.policy:
        case TiePolicy.DENSE:
            # Each figure above counts for its share of those equal to it, so that a tie counts once.
            shares: list[Sequence[Token]] = [
                ("SUMPRODUCT((", over, above, own, ")/(", *_counted(ranges, "", over, '&""'), "))")
                for over in ranges
            ]
            return (*_added(shares), "+1")
        case TiePolicy.COMPETITION:
            return (*_counted(ranges, f'"{above}"&', own), "+1")
        case TiePolicy.MODIFIED:
            return _counted(ranges, f'"{above}="&', own)
        case TiePolicy.ORDINAL:
            until = [(first, min(last, own)) for first, last in ranges if first <= own]
            return (*_counted(ranges, f'"{above}"&', own), "+", *_counted(until, "", own))
        case TiePolicy.MEAN:
            better, level = _counted(ranges, f'"{above}"&', own), _counted(ranges, "", own)
            return (*better, "+(", *level, "+1)/2")


def _counted(ranges: Sequence[Range], sign: str, what: Token, text: str = "") -> tuple[Token, ...]:
    return _added([("COUNTIF(", over, f",{sign}", what, f"{text})") for over in ranges])


def _added(terms: Sequence[Sequence[Token]]) -> tuple[Token, ...]:
    return tuple(token for term in terms for token in ("+", *term))[1:]


def _place(sheet: Sheet, convention: RankConvention, rows: Sequence[int], row: int) -> Standing:
    """The rank that the formula of a row gives."""
    score, sign = convention.score, 1 if convention.descending else -1
    values = {each: sign * (sheet.value(each, score) or Decimal()) for each in rows}
    above = [value for value in values.values() if value > values[row]]
    equal = [each for each in rows if values[each] == values[row]]
    match convention.policy:
        case TiePolicy.DENSE:
            return len(set(above)) + 1
        case TiePolicy.COMPETITION:
            return len(above) + 1
        case TiePolicy.MODIFIED:
            return len(above) + len(equal)
        case TiePolicy.ORDINAL:
            return len(above) + sum(each <= row for each in equal)
        case TiePolicy.MEAN:
            return mean_place(len(above) + 1, len(above) + len(equal))
