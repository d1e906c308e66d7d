"""The tie policy of a rank column, and the ranks that do not follow it.

For each candidate convention (which column is ranked, in which direction, under which tie policy,
with ties broken by which column) the expected ranks are computed, and the printed ones are explained
by the fewest events: a rank misprinted (one row), or the count gone wrong from a row on (all later
rows shift together). The convention with the fewest events wins, so that one miscounted tie is one
event and not eighteen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from math import inf
from operator import attrgetter, itemgetter

from doichieu.model import ColumnRole
from doichieu.normalize.columns.read import repeated_width
from doichieu.normalize.text import key
from doichieu.validate.infer.columns.column_formulas import says
from doichieu.validate.infer.columns.means import MEAN
from doichieu.validate.infer.ranks.rank_columns import score_columns, split_rank_columns
from doichieu.validate.infer.ranks.rank_events import Entry, Standing, least_events
from doichieu.validate.infer.ranks.rank_fits import (
    POLICY_CHARGE,
    RankConvention,
    RankFit,
    Scores,
    fit_places,
    group_of,
    printed_ranks,
    ranked_together,
    with_policies_by_group,
)
from doichieu.validate.infer.ranks.stated_ties import stated_tie_breaks
from doichieu.validate.infer.ranks.tie_breaks import is_gold, shares_oddly, with_tie_breaks
from doichieu.validate.infer.ranks.tie_policies import places_worth_a_fit
from doichieu.validate.kept import kept
from doichieu.validate.paper import Sheet

_FIGURE, _BY_COST = itemgetter(0), attrgetter("cost")
_POINTS = re.compile(r"\bđiểm\b")
_BY_GROUP, _LEFT_OUT = 0.4, 0.2
# Where nothing is wrong, a column tells two ties apart by chance.
_TIES_TELLING = 3
# Percentages are rounded, so that they tie where the totals beside them do not.
_RATIO = 0.15
_NO_TOTAL, _NO_TOTAL_ROWS = 1.5, 0.2
# A group of fewer units is hardly ranked for itself.
_LEAST_OF_GROUP = 3
# So many units must there be for the first three to be picked out.
_LEAST_PLACED = 6
# Of fewer rows a component may rise with the total by chance.
_FEWEST_RESTATED = 5


def find_ranking(
    sheet: Sheet,
    rank: int,
    scores: Scores | None = None,
    *,
    results: Collection[int] = (),
    told: Sequence[str] = (),
) -> RankFit | None:
    """Find the convention of a rank column.

    Args:
        sheet: The table.
        rank: Its rank column.
        scores: Figures by (row, column); the printed ones when None.
        results: Columns computed from others, which are ranked like totals though no header calls them so.
        told: Sentences of the paper on ties, folded.

    Returns:
        The best fit, or None where no convention explains most of the ranks.
    """
    scores = scores or sheet.number
    ranks = printed_ranks(sheet, rank).values()
    if len({*ranks} - {None}) < 2:
        return None  # where all share one place nothing says what was ranked
    candidates = score_columns(sheet, rank)
    width = repeated_width(sheet.reading.columns)
    if width and rank >= width:
        return None  # the second half of a list goes on from the places of the first
    if width:
        candidates = [col for col in candidates if col < width]
    ways: list[tuple[bool, int | None]] = [(False, None)]
    ways += [(True, None)] if len({row.group for row in sheet.data}) > 1 else []
    ways += [(True, col) for col in _group_columns(sheet)]
    few = int(_is_of_the_first(sheet, ranks, candidates))

    def best_where(*, all_count: bool) -> RankFit | None:
        usual = RankConvention(rank=rank, score=rank, all_count=all_count)
        best = _best_of(sheet, usual, ways, candidates, scores, few, results)
        if best is None:
            return None
        odd = is_gold(sheet.reading.columns[best.convention.score]) and shares_oddly(best)
        if not (best.events or best.ties_broken >= _TIES_TELLING or odd):
            return best
        return with_tie_breaks(sheet, best, candidates, scores, stated_tie_breaks(sheet, candidates, told))

    best = best_where(all_count=True)
    if None in ranks and not few and (best is None or best.events):
        best = min(filter(None, (best, best_where(all_count=False))), key=_by_events, default=None)
    if best is None:
        return None
    if best.events and best.convention.by_group and best.convention.group_by is None:
        best = with_policies_by_group(sheet, best, scores)
    return best if len(best.events) <= (_allowed(best.ranked) or few) else None


def _best_of(
    sheet: Sheet,
    usual: RankConvention,
    ways: Sequence[tuple[bool, int | None]],
    candidates: Sequence[int],
    scores: Scores,
    few: int,
    results: Collection[int],
) -> RankFit | None:
    """The cheapest fit of a rank column, by groups only where it does not explain all ranks otherwise."""
    best: RankFit | None = None
    for by_group, group_by in ways:
        if best is None or best.events:
            below = best.cost if best else inf
            convention = replace(usual, by_group=by_group, group_by=group_by)
            fits = _fits(sheet, convention, candidates, scores, below, few, results)
            best = min((*filter(None, (best,)), *fits), key=_BY_COST, default=None)
    return best


def _by_events(fit: RankFit) -> tuple[bool, float]:
    return bool(fit.events), fit.cost


def _is_of_the_first(sheet: Sheet, ranks: Collection[Standing | None], candidates: Sequence[int]) -> bool:
    """Whether a column places the first three alone, by the one score that its table has: one of them may be misprinted."""
    printed = sorted(rank for rank in ranks if rank is not None)
    scores = [col for col in candidates if sheet.reading.columns[col].role is ColumnRole.TOTAL]
    return (
        printed == [1, 2, 3]
        and len(ranks) >= _LEAST_PLACED
        and len(scores or candidates) == 1
        and all(sheet.number(row.index, (scores or candidates)[0]) for row in sheet.data)
    )


@kept
def _group_columns(sheet: Sheet) -> tuple[int, ...]:
    """Columns of texts that say of every unit which of few groups it is of: “Nhóm”, “Khối”, “Cụm”."""
    found = []
    for column in sheet.columns(ColumnRole.TEXT):
        texts = [
            cell.text if (cell := sheet.cells.get((row.index, column.index))) else "" for row in sheet.data
        ]
        groups = Counter(map(key, texts))
        if "" not in groups and len(groups) > 1 and min(groups.values()) >= _LEAST_OF_GROUP:
            found.append(column.index)
    return tuple(found)


def _allowed(ranked: int) -> int:
    """How many events are misprints: more mean that the column is not what was ranked.

    Ranks of something else (an overall rank beside one criterion) follow a column roughly.
    """
    return max(1, min(6, int(0.2 * ranked))) if ranked >= 4 else 0


def _fits(
    sheet: Sheet,
    convention: RankConvention,
    candidates: Sequence[int],
    scores: Scores,
    below: float,
    few: int,
    results: Collection[int],
) -> Iterator[RankFit]:
    """Fits of a rank column to each column of figures in turn, without those that cannot cost less than the best.

    Args:
        sheet: The table.
        convention: What all fits have in common.
        candidates: Columns of figures, the likeliest first: one that explains every rank ends the search.
        scores: Figures by (row, column).
        below: What the best fit so far costs.
        few: How many of a few ranks may be misprinted.
        results: Columns computed from others.
    """
    # Where a table has totals it ranks by them: another column must explain the ranks far better.
    one_rank = len(split_rank_columns(sheet)[0]) == 1
    by_total = one_rank and not any(is_gold(c) for c in sheet.reading.columns)
    totals = {c.index for c in sheet.columns(ColumnRole.TOTAL, ColumnRole.RATIO)} if by_total else set()
    if by_total and not totals:
        totals = {col for col in results if col in candidates}
    # a mean score is as much of a result: where criteria do not apply to all, totals are not ranked
    totals |= {col for col in candidates if by_total and totals and says(sheet, col, MEAN)}
    # where prizes or medals are counted in all, what they are worth in points is
    if totals and not any(says(sheet, col, _POINTS) for col in totals):
        totals |= {col for col in candidates if col > max(totals) and says(sheet, col, _POINTS)}
    rounded = {c.index for c in sheet.columns(ColumnRole.RATIO)} if sheet.columns(ColumnRole.TOTAL) else set()
    for position, column in enumerate(candidates):
        exact = False
        ranked, fewest = _least_events(sheet, convention, column, scores)
        for descending, least in zip((True, False), fewest, strict=True):
            charge = 0.01 * position + (_RATIO if column in rounded else 0)
            charge += (_BY_GROUP if convention.by_group else 0) + (0 if convention.all_count else _LEFT_OUT)
            if totals and column not in totals:
                restated = any(_restates(sheet, column, total) for total in totals)
                charge = charge + _RATIO if restated else max(charge, _NO_TOTAL, _NO_TOTAL_ROWS * ranked)
            most = _allowed(ranked) or few
            if _is_worse(least, charge, most, below):
                continue
            usual = replace(convention, score=column, descending=descending)
            for fit in _under_policies(ranked_together(sheet, usual, scores), usual, charge, most, below):
                below = min(below, fit.cost)
                exact = exact or (not fit.events and fit.cost == below)
                yield fit
        # Columns come nearest first: one that explains every rank leaves nothing to look for.
        if exact:
            return


def _restates(sheet: Sheet, column: int, total: int) -> bool:
    """Whether a column rises wherever a total does, as an index rounded from it does: ties are its own."""
    pairs = sorted(
        (number.value, restated.value)
        for row in sheet.data
        if (number := sheet.number(row.index, total)) and (restated := sheet.number(row.index, column))
    )
    rises = all(one[1] <= two[1] for one, two in pairwise(pairs))
    return len(pairs) >= _FEWEST_RESTATED and pairs[0][1] < pairs[-1][1] and rises


def _is_worse(least: int, charge: float, most: int, below: float) -> bool:
    """Whether a fit with at least so many events, each of which costs one or more, cannot become the best."""
    return least > most or (least > 0 and least + charge >= below)


def _under_policies(
    partitions: Sequence[Sequence[Entry]], usual: RankConvention, charge: float, most: int, below: float
) -> Iterator[RankFit]:
    """Fits of one column under each tie policy that may explain its ranks."""
    for policy, parts in places_worth_a_fit(partitions):
        if _is_worse(sum(map(least_events, partitions, parts)), charge, most, below):
            continue
        fit = fit_places(partitions, parts, replace(usual, policy=policy))
        if fit is not None:
            below = min(below, fit.cost + charge)
            yield replace(fit, cost=fit.cost + charge)
            if not fit.events and not POLICY_CHARGE[policy]:
                return


def _least_events(
    sheet: Sheet, convention: RankConvention, column: int, scores: Scores
) -> tuple[int, list[int]]:
    """Rows that carry both a figure and a rank, and how many events are certain under any tie policy, from the highest down and from the lowest up.

    Places go down from one figure to the next smaller one nowhere but at an event, and twice at the most at each.
    """
    ranks = printed_ranks(sheet, convention.rank)
    groups: dict[int | str | None, list[tuple[Decimal, Standing]]] = {}
    ranked = 0
    for row in sheet.data:
        score, rank = scores(row.index, column), ranks[row.index]
        if score is not None and rank is not None:
            group = group_of(sheet, row.index, convention) if convention.by_group else None
            groups.setdefault(group, []).append((score.value, rank))
            ranked += 1
    falls = [0, 0]
    for pairs in groups.values():
        for at, descending in enumerate((True, False)):
            ordered = sorted(pairs, key=_FIGURE, reverse=descending)
            falls[at] += sum(two[1] < one[1] and two[0] != one[0] for one, two in pairwise(ordered))
    return ranked, [(fell + 1) // 2 for fell in falls]
