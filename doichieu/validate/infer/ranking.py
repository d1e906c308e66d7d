"""The tie policy of a rank column, and the ranks that do not follow it.

For each candidate convention (which column is ranked, in which direction, under which tie policy,
with ties broken by which column) the expected ranks are computed, and the printed ones are explained
by the fewest events: a rank misprinted (one row), or the count gone wrong from a row on (all later
rows shift together). The convention with the fewest events wins, so that one miscounted tie is one
event and not eighteen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from math import inf
from operator import itemgetter

from doichieu.model import Column, ColumnRole, Number
from doichieu.normalize.columns import repeated_width
from doichieu.normalize.text import key
from doichieu.validate.infer.rank_events import Entry, Event, count_ties, explain, least_events
from doichieu.validate.infer.tie_policies import (
    Places,
    TiePolicy,
    expected_places,
    follows,
    places_worth_a_fit,
)
from doichieu.validate.paper import AMOUNTS, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class RankConvention:
    """How a rank column is made.

    Attributes:
        rank: Column of ranks.
        score: Column that is ranked.
        descending: Whether the largest figure ranks first.
        policy: What ties get.
        tie_break: Column that breaks ties, None where none does.
        tie_break_descending: Its direction.
        by_group: Whether each group of rows is ranked for itself.
        all_count: Whether units that carry a figure and no rank ("Không xếp hạng") take a place all the same.
    """

    rank: int
    score: int
    descending: bool = True
    policy: TiePolicy = TiePolicy.DENSE
    tie_break: int | None = None
    tie_break_descending: bool = True
    by_group: bool = False
    all_count: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RankFit:
    """A convention and how well the printed ranks follow it.

    Attributes:
        convention: The convention.
        cost: Number of events, plus small charges for less usual conventions.
        expected: Expected rank by grid row.
        events: Where the printed ranks leave it.
        ties_shared: Groups of equal figures that share their rank.
        ties_broken: Groups of equal figures with different ranks.
        ranked: Rows that carry both a rank and a figure.
    """

    convention: RankConvention
    cost: float
    expected: dict[int, int]
    events: tuple[Event, ...]
    ties_shared: int
    ties_broken: int
    ranked: int


_FIGURE = itemgetter(0)
Scores = Callable[[int, int], Number | None]

# Charges that settle between conventions with the same events: the usual one is the simpler one.
_CHARGE = {TiePolicy.DENSE: 0.0, TiePolicy.COMPETITION: 0.0, TiePolicy.MODIFIED: 0.2, TiePolicy.ORDINAL: 0.1}
_ASCENDING, _TIE_BREAK, _BY_GROUP, _LEFT_OUT = 0.3, 0.3, 0.4, 0.2
# Two broken ties that a column explains beat two errors; where nothing is wrong, two are so by chance.
_TIES_EXPLAINED, _TIES_TELLING = 2, 3
# One figure that its rank and all other ranks speak against: a little less likely than a count gone wrong.
_FIGURE_OFF = 1.1
# Percentages are rounded, so that they tie where the totals beside them do not.
_RATIO = 0.15
_NO_TOTAL, _NO_TOTAL_ROWS = 1.5, 0.2
# Medals are not ranked by how many there are in all: gold comes first.
_GOLD = re.compile(r"(?:huy chuong |hc )?vang$|hcv$")


def find_ranking(sheet: Sheet, rank: int, scores: Scores | None = None) -> RankFit | None:
    """Find the convention of a rank column.

    Args:
        sheet: The table.
        rank: Its rank column.
        scores: Figures by (row, column); the printed ones when None.

    Returns:
        The best fit, or None where no convention explains most of the ranks.
    """
    scores = scores or sheet.number
    ranks = [printed_rank(sheet, row.index, rank) for row in sheet.data]
    if len({*ranks} - {None}) < 2:
        return None  # where all share one place nothing says what was ranked
    candidates = _score_columns(sheet, rank)
    width = repeated_width(sheet.reading.columns)
    if width and rank >= width:
        return None  # the second half of a list goes on from the places of the first
    if width:
        candidates = [col for col in candidates if col < width]
    grouped = len({row.group for row in sheet.data}) > 1
    fits: list[RankFit] = []
    for all_count in (True, False) if None in ranks else (True,):
        for by_group in (False, True) if grouped else (False,):
            if all(fit.events for fit in fits):
                below = min((fit.cost for fit in fits), default=inf)
                usual = RankConvention(rank=rank, score=rank, by_group=by_group, all_count=all_count)
                fits.extend(_fits(sheet, usual, candidates, scores, below))
    if not fits:
        return None
    best = min(fits, key=lambda fit: fit.cost)
    if best.ties_broken and (best.events or best.ties_broken >= _TIES_TELLING):
        best = min([best, *_with_tie_breaks(sheet, best, candidates, scores)], key=_by_events)
    return best if len(best.events) <= _allowed(best.ranked) else None


def printed_rank(sheet: Sheet, row: int, rank: int) -> int | None:
    """The place printed in a rank column; None for a dash, a nought, a word or an empty cell."""
    value = sheet.value(row, rank)
    return int(value) if value is not None and value == int(value) and value >= 1 else None


@lru_cache(maxsize=16)
def _printed_ranks(sheet: Sheet, rank: int) -> dict[int, int | None]:
    return {row.index: printed_rank(sheet, row.index, rank) for row in sheet.data}


def _allowed(ranked: int) -> int:
    """How many events are misprints: more mean that the column is not what was ranked.

    Ranks of something else (an overall rank beside one criterion) follow a column roughly.
    """
    return max(1, min(6, int(0.2 * ranked))) if ranked >= 4 else 0


def _by_events(fit: RankFit) -> tuple[bool, float, bool, float]:
    """Order of fits of one ranking: fewest events; of those without any, one that says how ties are broken."""
    if not fit.events:
        return False, 0, fit.convention.tie_break is None, fit.cost
    return True, fit.cost, False, fit.cost


def _fits(
    sheet: Sheet,
    convention: RankConvention,
    candidates: Sequence[int],
    scores: Scores,
    below: float,
) -> Iterator[RankFit]:
    """Fits of a rank column to each column of figures in turn, without those that cannot cost less than the best.

    Args:
        sheet: The table.
        convention: What all fits have in common.
        candidates: Columns of figures, the likeliest first: one that explains every rank ends the search.
        scores: Figures by (row, column).
        below: What the best fit so far costs.
    """
    # Where a table has totals it ranks by them: another column must explain the ranks far better.
    one_rank = len(split_rank_columns(sheet)[0]) == 1
    by_total = one_rank and not any(
        _GOLD.match(key(c.header.split(" / ")[-1])) for c in sheet.reading.columns
    )
    totals = {c.index for c in sheet.columns(ColumnRole.TOTAL, ColumnRole.RATIO)} if by_total else set()
    rounded = {c.index for c in sheet.columns(ColumnRole.RATIO)} if sheet.columns(ColumnRole.TOTAL) else set()
    for position, column in enumerate(candidates):
        exact = False
        for descending in (True, False):
            usual = replace(convention, score=column, descending=descending)
            ranked, least = _least_events(sheet, usual, scores)
            charge = 0.01 * position + (_RATIO if column in rounded else 0)
            charge += (_BY_GROUP if usual.by_group else 0) + (0 if usual.all_count else _LEFT_OUT)
            if totals and column not in totals:
                charge = max(charge, _NO_TOTAL, _NO_TOTAL_ROWS * ranked)
            most = _allowed(ranked)
            if _is_worse(least, charge, most, below):
                continue
            for fit in _under_policies(_partitions(sheet, usual, scores), usual, charge, most, below):
                below = min(below, fit.cost)
                exact = exact or not fit.events
                yield fit
        # Columns come nearest first: one that explains every rank leaves nothing to look for.
        if exact:
            return


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
        fit = _fit(partitions, parts, replace(usual, policy=policy))
        if fit is not None:
            below = min(below, fit.cost + charge)
            yield replace(fit, cost=fit.cost + charge)
            if not fit.events and not _CHARGE[policy]:
                return


def _least_events(sheet: Sheet, convention: RankConvention, scores: Scores) -> tuple[int, int]:
    """Rows that carry both a figure and a rank, and how many events are certain under any tie policy.

    Places go down from one figure to the next smaller one nowhere but at an event, and twice at the most at each.
    """
    ranks = _printed_ranks(sheet, convention.rank)
    groups: dict[int | None, list[tuple[Decimal, int]]] = {}
    ranked = 0
    for row in sheet.data:
        score, rank = scores(row.index, convention.score), ranks[row.index]
        if score is not None and rank is not None:
            groups.setdefault(row.group if convention.by_group else None, []).append((score.value, rank))
            ranked += 1
    falls = 0
    for pairs in groups.values():
        pairs.sort(key=_FIGURE, reverse=convention.descending)
        falls += sum(two[1] < one[1] and two[0] != one[0] for one, two in pairwise(pairs))
    return ranked, (falls + 1) // 2


def _score_columns(sheet: Sheet, rank: int) -> list[int]:
    columns = sheet.columns(*(AMOUNTS - {ColumnRole.MAXIMUM}), ColumnRole.RATIO)
    order = {ColumnRole.TOTAL: 0, ColumnRole.RATIO: 1}
    current, earlier = split_rank_columns(sheet)
    if rank in earlier:
        columns = _of_year(sheet, rank)
    if len(current) > 1:
        # Rank columns in turn with score columns belong to the score beside them.
        return [c.index for c in sorted(columns, key=lambda c: (abs(c.index - rank), order.get(c.role, 2)))]
    return [c.index for c in sorted(columns, key=lambda c: (order.get(c.role, 2), abs(c.index - rank)))]


def fit_ranking(sheet: Sheet, convention: RankConvention, scores: Scores) -> RankFit | None:
    """Fit one convention to the printed ranks; None where fewer than three rows can be ranked."""
    partitions = _partitions(sheet, convention, scores)
    return _fit(partitions, _places(partitions, convention.policy), convention)


def _places(partitions: Sequence[Sequence[Entry]], policy: TiePolicy) -> list[Places]:
    return [expected_places(entries, policy) for entries in partitions]


def refit_ranking(sheet: Sheet, convention: RankConvention, scores: Scores) -> RankFit | None:
    """Fit a convention to figures that were edited: its own way with ties, or another that leaves fewer events.

    Args:
        sheet: The table.
        convention: The convention as inferred from the printed figures.
        scores: Figures by row and column.

    Returns:
        The fit, None where it cannot be tried.
    """
    fit = fit_ranking(sheet, convention, scores)
    if fit is None or not fit.events:
        return fit
    policies = [policy for policy in TiePolicy if policy is not convention.policy]
    fits = [fit_ranking(sheet, replace(convention, policy=policy), scores) for policy in policies]
    return min((fit, *(other for other in fits if other is not None)), key=lambda one: len(one.events))


def _fit(
    partitions: Sequence[Sequence[Entry]], parts: Sequence[Places], convention: RankConvention
) -> RankFit | None:
    """Fit a convention to rows in its order and the places it gives them."""
    ranked = sum(entry.rank is not None for entries in partitions for entry in entries)
    different = any(
        len({entry.key for entry in entries if entry.rank is not None}) > 1 for entries in partitions
    )
    if ranked < 3 or not different:
        return None
    expected: dict[int, int] = {}
    events: list[Event] = []
    cost, shared, broken = 0.0, 0, 0
    for entries, part in zip(partitions, parts, strict=True):
        part_events, part_cost = explain(entries, part)
        if len(part_events) > 1:
            part_events, part_cost = _one_figure_off(entries, convention.policy, part) or (
                part_events,
                part_cost,
            )
        part_shared, part_broken = count_ties(entries)
        expected.update(part)
        events.extend(part_events)
        # two ranks in each other's place are one slip, not two
        cost += part_cost - sum(event.swapped_with is not None for event in part_events)
        shared, broken = shared + part_shared, broken + part_broken
    charge = _CHARGE[convention.policy] + (0 if convention.descending else _ASCENDING)
    return RankFit(
        convention=convention,
        cost=cost + charge + (_TIE_BREAK if convention.tie_break is not None else 0),
        expected=expected,
        events=tuple(events),
        ties_shared=shared,
        ties_broken=broken,
        ranked=ranked,
    )


def _one_figure_off(
    entries: Sequence[Entry], policy: TiePolicy, expected: dict[int, int]
) -> tuple[tuple[Event, ...], float] | None:
    """One unit whose figure does not belong to its rank, where all others follow: one event, not a shift.

    A figure misprinted much too large puts its unit first, and every unit it overtakes a place too low.
    """
    ranked = [entry for entry in entries if entry.rank is not None]
    off = [entry for entry in ranked if entry.rank != expected[entry.row]]
    if len(off) < 3 or len(ranked) < len(entries):
        return None
    for entry in (off[0], off[-1]):
        if _follows_without(ranked, entry, policy):
            event = Event(row=entry.row, printed=entry.rank or 0, expected=expected[entry.row])
            return (event,), _FIGURE_OFF
    return None


def _follows_without(ranked: Sequence[Entry], entry: Entry, policy: TiePolicy) -> bool:
    """Whether all ranks follow once one unit stands where its rank puts it."""
    others = [other for other in ranked if other is not entry]
    at = next((i for i, other in enumerate(others) if (other.rank or 0) >= (entry.rank or 0)), len(others))
    # Its figure may be that of the unit that shares its rank, or lie between its neighbours'.
    keys = [other.key for other in others if other.rank == entry.rank][:1]
    if not keys and 0 < at < len(others) and others[at - 1].key == others[at].key:
        return False
    moved = [*others[:at], entry._replace(key=keys[0] if keys else ()), *others[at:]]
    return follows(moved, policy)


def _partitions(sheet: Sheet, convention: RankConvention, scores: Scores) -> list[list[Entry]]:
    """The rows that are ranked together: all of them, or each group for itself."""
    entries = _entries(sheet, convention, scores)
    if not convention.by_group:
        return [entries]
    groups: dict[int | None, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(sheet.reading.rows[entry.row].group, []).append(entry)
    return list(groups.values())


def _entries(sheet: Sheet, convention: RankConvention, scores: Scores) -> list[Entry]:
    """Rows that have a figure, best first; ties in the order of their printed ranks."""
    entries = []
    ranks = _printed_ranks(sheet, convention.rank)
    for row in sheet.data:
        score, rank = scores(row.index, convention.score), ranks[row.index]
        if score is None or (rank is None and not convention.all_count):
            continue
        key = [-score.value if convention.descending else score.value]
        if convention.tie_break is not None:
            second = scores(row.index, convention.tie_break)
            value = second.value if second else Decimal(0)
            key.append(-value if convention.tie_break_descending else value)
        size = max(1, len(row.entities))
        entries.append(Entry(row.index, rank, tuple(key), size))
    return sorted(entries, key=_best_first)


def _best_first(entry: Entry) -> tuple[tuple[Decimal, ...], int, int]:
    return entry.key, 10**9 if entry.rank is None else entry.rank, entry.row


def _with_tie_breaks(
    sheet: Sheet, best: RankFit, candidates: Sequence[int], scores: Scores
) -> Iterator[RankFit]:
    """The same ranking with ties broken by another printed column.

    One broken tie proves no rule: a column counts as tie-breaker when it explains at least two.
    """
    most = max(0, len(best.events) - 1)
    for column in candidates:
        if column == best.convention.score:
            continue
        for descending in (True, False):
            for policy in (TiePolicy.DENSE, TiePolicy.COMPETITION):
                convention = replace(
                    best.convention, policy=policy, tie_break=column, tie_break_descending=descending
                )
                partitions = _partitions(sheet, convention, scores)
                parts = _places(partitions, policy)
                if sum(map(bool, map(least_events, partitions, parts))) > most:
                    continue
                fit = _fit(partitions, parts, convention)
                explained = best.ties_broken - fit.ties_broken if fit is not None else 0
                if fit is None or explained < _TIES_EXPLAINED:
                    continue
                if len(fit.events) < len(best.events) or not (fit.events or best.events):
                    yield fit


def split_rank_columns(sheet: Sheet) -> tuple[list[int], list[int]]:
    """Rank columns of the table's own year, and those of earlier years for comparison."""
    columns = sheet.columns(ColumnRole.RANK)
    years = [column.period for column in columns if column.period]
    if not years or len(set(years)) < 2:
        return [column.index for column in columns], []
    latest = max(years)
    current = [column.index for column in columns if column.period in {None, latest}]
    return current, [column.index for column in columns if column.index not in current]


def ranked_again(sheet: Sheet, earlier: Sequence[int]) -> list[int]:
    """Rank columns of earlier years whose figures the table prints too."""
    return [rank for rank in earlier if _of_year(sheet, rank)]


def _of_year(sheet: Sheet, rank: int) -> list[Column]:
    """Columns of figures of the year of a rank column."""
    year = sheet.reading.columns[rank].period
    columns = sheet.columns(*(AMOUNTS - {ColumnRole.MAXIMUM}), ColumnRole.RATIO)
    return [column for column in columns if column.period == year]
