"""Printed ranks held against one convention: what is ranked together, the places it gives, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from doichieu.model import Number
from doichieu.normalize.text import key
from doichieu.validate.infer.ranks.least_slips import least_slips
from doichieu.validate.infer.ranks.rank_events import (
    Entry,
    Event,
    Standing,
    count_ties,
)
from doichieu.validate.infer.ranks.tie_policies import Places, TiePolicy, expected_places, follows
from doichieu.validate.infer.rows.row_labels import is_no_unit
from doichieu.validate.kept import kept
from doichieu.validate.paper import Sheet

Scores = Callable[[int, int], Number | None]

# Charges that settle between conventions with the same events: the usual one is the simpler one.
POLICY_CHARGE = {
    TiePolicy.DENSE: 0.0,
    TiePolicy.COMPETITION: 0.0,
    TiePolicy.MODIFIED: 0.2,
    TiePolicy.ORDINAL: 0.1,
    TiePolicy.MEAN: 0.2,
}
_ASCENDING, _TIE_BREAK = 0.3, 0.3
# Ties of a group that show a policy of its own: one may be miscounted.
_OWN_TIES = 2
# What a row costs whose place the column does not tell, where that is so of more than half of the rows.
_UNTOLD, _MOSTLY_TOLD = 0.2, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class RankConvention:
    """How a rank column is made.

    Attributes:
        rank: Column of ranks.
        score: Column that is ranked.
        descending: Whether the largest figure ranks first.
        policy: What ties get.
        tie_breaks: Columns that break ties, the first first, each with whether the largest figure ranks first.
        by_group: Whether each group of rows is ranked for itself.
        group_by: Column that says which group a row is of; None where rows of groups head them.
        all_count: Whether units that carry a figure and no rank ("Không xếp hạng") take a place all the same.
        apart: Groups that have a tie policy of their own, by their group row.
    """

    rank: int
    score: int
    descending: bool = True
    policy: TiePolicy = TiePolicy.DENSE
    tie_breaks: tuple[tuple[int, bool], ...] = ()
    by_group: bool = False
    group_by: int | None = None
    all_count: bool = True
    apart: tuple[tuple[int | None, TiePolicy], ...] = ()


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
    expected: Places
    events: tuple[Event, ...]
    ties_shared: int
    ties_broken: int
    ranked: int


def printed_rank(sheet: Sheet, row: int, rank: int) -> Standing | None:
    """The place printed in a rank column, 2,5 among them; None for a dash, a nought, a word or an empty cell."""
    ranks = printed_ranks(sheet, rank)
    return ranks[row] if row in ranks else _as_place(sheet.value(row, rank))


def _as_place(value: Decimal | None) -> Standing | None:
    if value is None or value < 1:
        return None
    if value == int(value):
        return int(value)
    return value.normalize() if value * 2 == int(value * 2) else None


@kept
def printed_ranks(sheet: Sheet, rank: int) -> dict[int, Standing | None]:
    """The places printed in a rank column, by grid row."""
    return {row.index: _as_place(sheet.value(row.index, rank)) for row in sheet.data}


def fit_ranking(
    sheet: Sheet, convention: RankConvention, scores: Scores, certain: Collection[int] = ()
) -> RankFit | None:
    """Fit one convention to the printed ranks, with rows whose figures are certain; None where fewer than three can be ranked."""
    partitions = ranked_together(sheet, convention, scores)
    parts = places_under(partitions, convention.policy)
    if convention.apart:
        own = dict(convention.apart)
        parts = [
            expected_places(entries, own[group]) if (group := _group(sheet, entries)) in own else places
            for entries, places in zip(partitions, parts, strict=True)
        ]
    return fit_places(partitions, parts, convention, certain)


def with_policies_by_group(sheet: Sheet, best: RankFit, scores: Scores) -> RankFit:
    """A ranking in groups of which some have a tie policy of their own: two ties or more, all ranked as it says.

    Args:
        sheet: The table.
        best: The ranking under one policy for all groups.
        scores: Figures by row and column.

    Returns:
        The ranking with those policies, or as it was where no group needs one.
    """
    policy = best.convention.policy
    apart = [
        (_group(sheet, entries), own)
        for entries in ranked_together(sheet, best.convention, scores)
        if sum(count_ties(entries)) >= _OWN_TIES and not follows(entries, policy)
        for own in [one for one in TiePolicy if follows(entries, one)][:1]
    ]
    fit = fit_ranking(sheet, replace(best.convention, apart=tuple(apart)), scores) if apart else None
    return fit if fit is not None and len(fit.events) < len(best.events) else best


def group_of(sheet: Sheet, row: int, convention: RankConvention) -> int | str | None:
    """What is ranked together with a row: its group row, or what its column of groups says; None where all rows are."""
    if not convention.by_group:
        return None
    if convention.group_by is None:
        return sheet.reading.rows[row].group
    cell = sheet.cells.get((row, convention.group_by))
    return key(cell.text) if cell else ""


def _group(sheet: Sheet, entries: Sequence[Entry]) -> int | None:
    """The group that rows ranked together stand in."""
    return sheet.reading.rows[entries[0].row].group if entries else None


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


def places_under(partitions: Sequence[Sequence[Entry]], policy: TiePolicy) -> list[Places]:
    """The places that a tie policy gives the rows of each partition."""
    return [expected_places(entries, policy) for entries in partitions]


def fit_places(
    partitions: Sequence[Sequence[Entry]],
    parts: Sequence[Places],
    convention: RankConvention,
    certain: Collection[int] = (),
) -> RankFit | None:
    """Fit a convention to rows in its order and the places it gives them, some of whose figures are certain."""
    ranked = sum(entry.rank is not None for entries in partitions for entry in entries)
    different = any(
        len({entry.key for entry in entries if entry.rank is not None}) > 1 for entries in partitions
    )
    if ranked < 3 or not different:
        return None
    expected: Places = {}
    events: list[Event] = []
    cost, shared, broken = 0.0, 0, 0
    for entries, part in zip(partitions, parts, strict=True):
        part_events, part_cost, places = least_slips(entries, convention.policy, part, certain)
        part_shared, part_broken = count_ties(entries)
        expected.update(places)
        events.extend(part_events)
        # two ranks in each other's place are one slip, not two
        cost += part_cost - sum(event.swapped_with is not None for event in part_events)
        shared, broken = shared + part_shared, broken + part_broken
    charge = POLICY_CHARGE[convention.policy] + (0 if convention.descending else _ASCENDING)
    if convention.policy is TiePolicy.ORDINAL:
        charge += _untold(partitions, ranked)
    return RankFit(
        convention=convention,
        cost=cost + charge + _TIE_BREAK * len(convention.tie_breaks),
        expected=expected,
        events=tuple(events),
        ties_shared=shared,
        ties_broken=broken,
        ranked=ranked,
    )


def _untold(partitions: Sequence[Sequence[Entry]], ranked: int) -> float:
    """What rows of equal figures cost under a policy that gives each its own place: any order of them follows it."""
    told = sum(len({entry.key for entry in entries if entry.rank is not None}) for entries in partitions)
    return _UNTOLD * (ranked - told) if ranked - told > _MOSTLY_TOLD * ranked else 0.0


def ranked_together(sheet: Sheet, convention: RankConvention, scores: Scores) -> list[list[Entry]]:
    """The rows that are ranked together: all of them, or each group for itself."""
    entries = _entries(sheet, convention, scores)
    if not convention.by_group:
        return [entries]
    groups: dict[int | str | None, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(group_of(sheet, entry.row, convention), []).append(entry)
    return list(groups.values())


def _entries(sheet: Sheet, convention: RankConvention, scores: Scores) -> list[Entry]:
    """Rows that have a figure, best first; ties in the order of their printed ranks."""
    entries = []
    ranks = printed_ranks(sheet, convention.rank)
    for row in sheet.data:
        score, rank = scores(row.index, convention.score), ranks[row.index]
        if score is None or (rank is None and (not convention.all_count or is_no_unit(row))):
            continue
        order = [-score.value if convention.descending else score.value]
        for column, descending in convention.tie_breaks:
            other = scores(row.index, column)
            value = other.value if other else Decimal(0)
            order.append(-value if descending else value)
        size = max(1, len(row.entities))
        entries.append(Entry(row.index, rank, tuple(order), size))
    return sorted(entries, key=_best_first)


def _best_first(entry: Entry) -> tuple[tuple[Decimal, ...], Standing, int]:
    return entry.key, 10**9 if entry.rank is None else entry.rank, entry.row
