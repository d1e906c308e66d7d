"""The tie policy of a rank column, and the ranks that do not follow it.

For each candidate convention (which column is ranked, in which direction, under which tie policy,
with ties broken by which column) the expected ranks are computed, and the printed ones are explained
by the fewest events: a rank misprinted (one row), or the count gone wrong from a row on (all later
rows shift together). The convention with the fewest events wins, so that one miscounted tie is one
event and not eighteen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from doichieu.model import ColumnRole, Number
from doichieu.validate.paper import AMOUNTS, Sheet


class TiePolicy(StrEnum):
    """What ranks equal figures get."""

    DENSE = "dense"
    COMPETITION = "competition"
    MODIFIED = "modified"
    ORDINAL = "ordinal"


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
    """

    rank: int
    score: int
    descending: bool = True
    policy: TiePolicy = TiePolicy.DENSE
    tie_break: int | None = None
    tie_break_descending: bool = True
    by_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Where the printed ranks leave the convention.

    Attributes:
        row: Grid row where it happens.
        printed: Rank printed there.
        expected: Rank that the convention gives there.
        tied_with: Row with equal figures whose rank differs, for a broken tie.
        shifted: Later rows whose ranks are off for the same reason.
        swapped_with: Row that carries the rank this one should have, and this one's.
    """

    row: int
    printed: int
    expected: int
    tied_with: int | None = None
    shifted: tuple[int, ...] = ()
    swapped_with: int | None = None


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


Scores = Callable[[int, int], Number | None]

_TYPO, _SHIFT = 1.0, 1.05
# Charges that settle between conventions with the same events: the usual one is the simpler one.
_CHARGE = {TiePolicy.DENSE: 0.0, TiePolicy.COMPETITION: 0.0, TiePolicy.MODIFIED: 0.2, TiePolicy.ORDINAL: 0.1}
_ASCENDING, _TIE_BREAK, _BY_GROUP = 0.3, 0.3, 0.4
_TIES_EXPLAINED = 2
_NO_TOTAL, _NO_TOTAL_ROWS = 1.5, 0.2


@dataclass(frozen=True, slots=True)
class _Entry:
    row: int
    rank: int | None
    key: tuple[Decimal, ...]
    size: int


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
    candidates = _score_columns(sheet, rank)
    fits = _fits(sheet, rank, candidates, scores, by_group=False)
    groups = len({row.group for row in sheet.data})
    if groups > 1 and not any(not fit.events for fit in fits):
        fits.extend(_fits(sheet, rank, candidates, scores, by_group=True))
    if not fits:
        return None
    best = min(fits, key=lambda fit: fit.cost)
    if best.events and best.ties_broken:
        best = min([best, *_with_tie_breaks(sheet, best, candidates, scores)], key=lambda fit: fit.cost)
    # Ranks of something else (an overall rank beside one criterion) follow a column roughly: a few events
    # are misprints, many mean that the column is not what was ranked.
    allowed = max(1, min(6, int(0.2 * best.ranked))) if best.ranked >= 4 else 0
    return best if len(best.events) <= allowed else None


def _fits(
    sheet: Sheet, rank: int, candidates: Sequence[int], scores: Scores, *, by_group: bool
) -> list[RankFit]:
    fits = []
    # Where a table has totals it ranks by them: another column must explain the ranks far better.
    one_rank = len(split_rank_columns(sheet)[0]) == 1
    totals = {c.index for c in sheet.columns(ColumnRole.TOTAL, ColumnRole.RATIO)} if one_rank else set()
    for position, column in enumerate(candidates):
        for descending in (True, False):
            charge = 0.01 * position + (_BY_GROUP if by_group else 0)
            for policy in TiePolicy:
                convention = RankConvention(
                    rank=rank, score=column, descending=descending, policy=policy, by_group=by_group
                )
                fit = fit_ranking(sheet, convention, scores)
                if fit is not None:
                    if totals and column not in totals:
                        charge = max(charge, _NO_TOTAL, _NO_TOTAL_ROWS * fit.ranked)
                    fits.append(replace(fit, cost=fit.cost + charge))
            # Columns come nearest first: one that explains every rank leaves nothing to look for.
            if any(not fit.events for fit in fits):
                return fits
    return fits


def _score_columns(sheet: Sheet, rank: int) -> list[int]:
    columns = sheet.columns(*(AMOUNTS - {ColumnRole.MAXIMUM}), ColumnRole.RATIO)
    order = {ColumnRole.TOTAL: 0, ColumnRole.RATIO: 1}
    current, _ = split_rank_columns(sheet)
    if len(current) > 1:
        # Rank columns in turn with score columns belong to the score beside them.
        return [c.index for c in sorted(columns, key=lambda c: (abs(c.index - rank), order.get(c.role, 2)))]
    return [c.index for c in sorted(columns, key=lambda c: (order.get(c.role, 2), abs(c.index - rank)))]


def fit_ranking(sheet: Sheet, convention: RankConvention, scores: Scores) -> RankFit | None:
    """Fit one convention to the printed ranks; None where fewer than three rows can be ranked."""
    expected: dict[int, int] = {}
    events: list[Event] = []
    cost, shared, broken, ranked = 0.0, 0, 0, 0
    different = False
    for entries in _partitions(sheet, convention, scores):
        part = _expected(entries, convention.policy)
        part_events, part_cost = _explain(entries, part)
        part_shared, part_broken = _count_ties(entries)
        expected.update(part)
        events.extend(part_events)
        # two ranks in each other's place are one slip, not two
        cost += part_cost - sum(event.swapped_with is not None for event in part_events)
        shared, broken = shared + part_shared, broken + part_broken
        ranked += sum(entry.rank is not None for entry in entries)
        different = different or len({entry.key for entry in entries if entry.rank is not None}) > 1
    if ranked < 3 or not different:
        return None
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


def _partitions(sheet: Sheet, convention: RankConvention, scores: Scores) -> list[list[_Entry]]:
    """The rows that are ranked together: all of them, or each group for itself."""
    entries = _entries(sheet, convention, scores)
    if not convention.by_group:
        return [entries]
    groups: dict[int | None, list[_Entry]] = {}
    for entry in entries:
        groups.setdefault(sheet.reading.rows[entry.row].group, []).append(entry)
    return list(groups.values())


def _entries(sheet: Sheet, convention: RankConvention, scores: Scores) -> list[_Entry]:
    """Rows that have a figure, best first; ties in the order of their printed ranks."""
    entries = []
    for row in sheet.data:
        score = scores(row.index, convention.score)
        if score is None:
            continue
        key = [-score.value if convention.descending else score.value]
        if convention.tie_break is not None:
            second = scores(row.index, convention.tie_break)
            value = second.value if second else Decimal(0)
            key.append(-value if convention.tie_break_descending else value)
        number = sheet.number(row.index, convention.rank)
        rank = int(number.value) if number and number.value == int(number.value) else None
        size = max(1, len(row.entities))
        entries.append(_Entry(row.index, rank, tuple(key), size))
    return sorted(
        entries, key=lambda entry: (entry.key, entry.rank if entry.rank is not None else 10**9, entry.row)
    )


def _expected(entries: Sequence[_Entry], policy: TiePolicy) -> dict[int, int]:
    expected: dict[int, int] = {}
    position = 1
    for group, (_, members) in enumerate(groupby(entries, key=lambda entry: entry.key), start=1):
        tied = list(members)
        size = sum(entry.size for entry in tied)
        first = position
        for entry in tied:
            if policy is TiePolicy.DENSE:
                rank = group
            elif policy is TiePolicy.COMPETITION:
                rank = first
            elif policy is TiePolicy.MODIFIED:
                rank = first + size - 1
            else:
                rank = position
            # A row that pools several units may carry the first or the last place of its pool.
            if entry.size > 1 and entry.rank == first + size - 1:
                rank = entry.rank
            expected[entry.row] = rank
            position += entry.size
        position = first + size
    return expected


def _explain(entries: Sequence[_Entry], expected: dict[int, int]) -> tuple[tuple[Event, ...], float]:
    """The fewest events that explain the printed ranks: a shortest path over running offsets."""
    ranked = [entry for entry in entries if entry.rank is not None]
    offsets = [(entry.rank or 0) - expected[entry.row] for entry in ranked]
    # The running offset is one of those seen most often; rare ones are single misprints.
    states = [0, *(state for state, _ in Counter(offsets).most_common(12) if state != 0)]
    costs = [0.0 if state == 0 else _SHIFT for state in states]
    back: list[list[int]] = []
    for offset in offsets:
        cheapest = min(range(len(states)), key=costs.__getitem__)
        jump = costs[cheapest] + _SHIFT
        came = [index if costs[index] <= jump else cheapest for index in range(len(states))]
        costs = [
            min(costs[index], jump) + (0.0 if states[index] == offset else _TYPO)
            for index in range(len(states))
        ]
        back.append(came)
    state = min(range(len(states)), key=costs.__getitem__)
    cost = costs[state]
    path = []
    for came in reversed(back):
        path.append(states[state])
        state = came[state]
    path.reverse()
    return _events(ranked, offsets, path, expected), cost


def _events(
    ranked: Sequence[_Entry],
    offsets: Sequence[int],
    path: Sequence[int],
    expected: dict[int, int],
) -> tuple[Event, ...]:
    events: list[Event] = []
    shifted: list[list[int]] = []
    current = 0
    for index, (entry, offset, state) in enumerate(zip(ranked, offsets, path, strict=True)):
        if state != current:
            # The count goes right again behind a wrong stretch: that is no further event.
            if state != 0 or not events:
                events.append(_event(entry, expected, _tied_before(ranked, index)))
                shifted.append([])
        elif offset != state:
            tied = next((other for other in _neighbours(ranked, index) if other.key == entry.key), None)
            events.append(_event(entry, expected, tied))
            shifted.append([])
        elif offset != 0 and events:
            shifted[-1].append(entry.row)
        current = state
    complete = [
        replace(event, shifted=tuple(rows)) if rows else event
        for event, rows in zip(events, shifted, strict=True)
    ]
    return tuple(_fold_swaps(complete))


def _tied_before(ranked: Sequence[_Entry], index: int) -> _Entry | None:
    """The row before with equal figures and another rank, None where there is none."""
    entry = ranked[index]
    for other in reversed(ranked[:index]):
        if other.key != entry.key:
            return None
        if other.rank != entry.rank:
            return other
    return None


def _fold_swaps(events: Sequence[Event]) -> Iterator[Event]:
    """Two ranks that stand in each other's place are one slip."""
    single = {(event.printed, event.expected): event for event in events if not event.shifted}
    done: set[int] = set()
    for event in events:
        if event.row in done:
            continue
        other = single.get((event.expected, event.printed))
        if other is None or event.shifted or other.row == event.row:
            yield event
            continue
        done.add(other.row)
        yield replace(event, swapped_with=other.row, tied_with=None)


def _event(entry: _Entry, expected: dict[int, int], tied: _Entry | None) -> Event:
    return Event(
        row=entry.row,
        printed=entry.rank or 0,
        expected=expected[entry.row],
        tied_with=tied.row if tied else None,
    )


def _neighbours(ranked: Sequence[_Entry], index: int) -> Iterator[_Entry]:
    if index > 0:
        yield ranked[index - 1]
    if index + 1 < len(ranked):
        yield ranked[index + 1]


def _count_ties(entries: Sequence[_Entry]) -> tuple[int, int]:
    shared = broken = 0
    for _, members in groupby(entries, key=lambda entry: entry.key):
        ranks = [entry.rank for entry in members if entry.rank is not None]
        if len(ranks) > 1:
            same = len(set(ranks)) < len(ranks)
            shared += same
            broken += len(set(ranks)) > 1
    return shared, broken


def _with_tie_breaks(
    sheet: Sheet, best: RankFit, candidates: Sequence[int], scores: Scores
) -> Iterator[RankFit]:
    """The same ranking with ties broken by another printed column.

    One broken tie proves no rule: a column counts as tie-breaker when it explains at least two.
    """
    for column in candidates:
        if column == best.convention.score:
            continue
        for descending in (True, False):
            for policy in (TiePolicy.DENSE, TiePolicy.COMPETITION):
                convention = replace(
                    best.convention, policy=policy, tie_break=column, tie_break_descending=descending
                )
                fit = fit_ranking(sheet, convention, scores)
                explained = best.ties_broken - fit.ties_broken if fit is not None else 0
                if fit is not None and explained >= _TIES_EXPLAINED and len(fit.events) < len(best.events):
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
