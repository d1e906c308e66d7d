"""Scores as the ranks of a table were made from: percentages before they were rounded, where the table tells them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from doichieu.model import Number
from doichieu.validate.infer.columns.ratio_conventions import RatioConvention, ratio_relations
from doichieu.validate.infer.ranks.rank_fits import RankFit
from doichieu.validate.infer.ranks.ranking import find_ranking
from doichieu.validate.paper import Sheet
from doichieu.validate.rounding import Grade


def ranked_before_rounding(
    sheet: Sheet,
    rank: int,
    fit: RankFit | None,
    ratios: Sequence[RatioConvention],
    marks: Mapping[str, str],
    results: Collection[int],
    told: Sequence[str] = (),
) -> RankFit | None:
    """The fit of a rank column by the quotients that its percentages round, where it leaves fewer events.

    Units of different maxima that share 69,5 % have no tie: 41,7 of 60 is more than 38,2 of 55.

    Args:
        sheet: The table.
        rank: Its rank column.
        fit: The fit by what is printed.
        ratios: What the percentages of the table are made of.
        marks: Footnote mark by subject.
        results: Columns computed from others.
        told: Sentences of the paper on ties, folded.

    Returns:
        The fit with fewer events, that by what is printed where none has.
    """
    if fit is not None and not fit.events:
        return fit
    exact: dict[tuple[int, int], Number] = {}
    for ratio in ratios:
        for relation in ratio_relations(sheet, ratio, marks):
            quotient, printed = relation.exact_quotient(sheet.figure), sheet.figure(relation.target)
            if quotient is not None and printed is not None and relation.grade(sheet.figure) is Grade.EXACT:
                exact[relation.target.row, relation.target.col] = replace(printed, value=quotient)
    if not exact:
        return fit

    def scores(row: int, col: int) -> Number | None:
        return exact.get((row, col)) or sheet.number(row, col)

    other = find_ranking(sheet, rank, scores, results=results, told=told)
    if other is None or (fit is not None and len(other.events) >= len(fit.events)):
        return fit
    return other
