"""Ties that other printed columns break: silver and bronze, the time taken, one column after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby, pairwise, product

from doichieu.model import Column
from doichieu.normalize.text import key
from doichieu.validate.infer.ranks.rank_events import KEY, Entry, count_ties, least_events
from doichieu.validate.infer.ranks.rank_fits import RankFit, Scores, fit_places, places_under, ranked_together
from doichieu.validate.infer.ranks.tie_policies import TiePolicy
from doichieu.validate.paper import Sheet

# Two broken ties that a column explains beat two errors.
_TIES_EXPLAINED = 2
# Medals are not ranked by how many there are in all: gold comes first.
_MEDALS = [
    re.compile(rf"(?:huy chuong |hc |giai )?(?:{metal}|{prize})$|hc{metal[0]}$")
    for metal, prize in (("vang", "nhat"), ("bac", "nhi"), ("dong", "ba"))
]
# By columns one after the other two may be broken by chance.
_TIES_IN_ORDER, _TIES_BUT_ONE = 3, 5
# A rank misprinted stands against its two neighbours.
_FEW_AGAINST = 2
# Units equal in all criteria share a place in any way there is.
_RARE = (TiePolicy.MODIFIED, TiePolicy.MEAN)
# A third column hardly ever decides, and each that is tried may explain a misprint by chance.
_MOST_TIE_BREAKS = 3


def _shared(most: int) -> dict[TiePolicy, int]:
    """The policies under which units equal in all criteria share a place, with so many events at the most under each."""
    return dict.fromkeys((TiePolicy.COMPETITION, TiePolicy.DENSE, *_RARE), most)


def is_gold(column: Column) -> bool:
    """Whether a column counts gold medals, or first prizes."""
    return bool(_MEDALS[0].match(_own_header(column)))


def shares_oddly(fit: RankFit) -> bool:
    """Whether one tie alone shares its place, the last of those it takes: a misprint beside medals that tell it apart."""
    return fit.ties_shared == 1 and not fit.ties_broken and fit.convention.policy in _RARE


def with_tie_breaks(
    sheet: Sheet, best: RankFit, candidates: Sequence[int], scores: Scores, stated: Sequence[int] = ()
) -> RankFit:
    """Find the columns that break ties, one after the other, as far as they explain a ranking better.

    Args:
        sheet: The table.
        best: The ranking by one column, with ties that do not share their place.
        candidates: Columns of figures, the likeliest first.
        scores: Figures by (row, column).
        stated: Those of them that the paper says break ties: one tie that they explain is enough.

    Returns:
        The ranking with the columns that break its ties, or as it was.
    """
    medals = tuple((col, True) for col in _medals(sheet))
    if medals and medals[0][0] == best.convention.score:
        # Equal gold is told apart by silver and bronze and needs no proof: one exception beside two ties told apart
        # as the Games do it is a misprint, though each unit has its own place.
        fits = _broken_by(sheet, best, medals[1:], scores, _shared(max(1, len(best.events))))
        odd = max(len(best.events), int(shares_oddly(best)))
        telling = [fit for fit in fits if len(fit.events) < best.ties_broken or len(fit.events) <= odd]
        return min(telling, key=_by_events, default=best)
    if medals and best.events:
        # So is an equal number of them, or of the points they give.
        by_number = _broken_by(sheet, best, medals, scores, _shared(len(best.events) - 1), explained=1)
        best = min([best, *by_number], key=_by_events)
        if not best.events:
            return best
        # or gold counts before their number, which a slip seems to explain
        gold = replace(best, convention=replace(best.convention, score=medals[0][0], descending=True))
        return min([best, *_broken_by(sheet, gold, medals[1:], scores, _shared(0))], key=_by_events)
    if not best.ties_broken:
        return best
    if stated and best.events:
        most = _shared(len(best.events) - 1)
        for col, descending in product(stated, (True, False)):
            fits = _broken_by(sheet, best, ((col, descending),), scores, most, explained=1)
            best = min([best, *fits], key=_by_events)
        if not best.events:
            return best
    by_score = best
    while best.ties_broken >= _TIES_EXPLAINED and len(best.convention.tie_breaks) < _MOST_TIE_BREAKS:
        after = min([best, *_with_one_more(sheet, best, candidates, scores)], key=_by_events)
        if after is best:
            break
        best = after
    return (_by_order(sheet, by_score, candidates, scores) or best) if best.events else best


def _by_order(sheet: Sheet, best: RankFit, candidates: Sequence[int], scores: Scores) -> RankFit | None:
    """The ranking with ties broken by columns that follow the printed ranks one after the other, where that explains every rank, or all but one.

    Each column decides only among those that the ones before it leave equal, so that none explains much alone. Where
    units share a place and all that do are equal in every one of the columns, fewer ties tell; where they are
    equal in all columns there are, one.
    """
    columns = [column for column in candidates if column != best.convention.score]
    chains = list(_chains(ranked_together(sheet, best.convention, scores)))
    alike = best.ties_shared > 0 and all(_are_alike(chain, columns, scores) for chain in chains)
    suspects = {row for column in columns for row in _against(chains, column, scores)}
    for left_out in (None, *sorted(suspects)):
        keys = _following(_without(chains, left_out), columns, scores)
        least = _TIES_IN_ORDER if left_out is None else _TIES_BUT_ONE
        explained = 1 if alike and left_out is None else _TIES_EXPLAINED
        fits = list(_broken_by(sheet, best, keys, scores, _shared(1), explained=explained)) if keys else []
        fit = min(fits, key=_by_events, default=best)
        if best.ties_broken - fit.ties_broken >= least or (not fit.events and _share_all(best, fit)):
            return fit
    return None


def _chains(partitions: Sequence[Sequence[Entry]]) -> Iterator[list[Entry]]:
    """Rows of equal figures, in the order of their printed ranks."""
    for entries in partitions:
        ranked = [entry for entry in entries if entry.rank is not None]
        yield from (tied for _, group in groupby(ranked, key=KEY) if len(tied := list(group)) > 1)


def _are_alike(chain: Sequence[Entry], columns: Sequence[int], scores: Scores) -> bool:
    """Whether no two units that share a place differ in any column: that they share it says nothing of ties."""
    return not any(
        one.rank == two.rank and _step((one, two), column, scores)
        for one, two in pairwise(chain)
        for column in columns
    )


def _without(chains: Sequence[list[Entry]], row: int | None) -> list[tuple[Entry, Entry]]:
    """The neighbours in each chain, as they are without a row."""
    left = ([entry for entry in chain if entry.row != row] for chain in chains)
    return [pair for chain in left for pair in pairwise(chain)]


def _following(
    pairs: Sequence[tuple[Entry, Entry]], columns: Sequence[int], scores: Scores
) -> tuple[tuple[int, bool], ...]:
    """Columns that no pair which those before them leave equal speaks against, until every pair with two ranks is told apart."""
    keys: list[tuple[int, bool]] = []
    level = [pair for pair in pairs if pair[0].rank == pair[1].rank]
    open_pairs = [pair for pair in pairs if pair[0].rank != pair[1].rank]
    while open_pairs:
        found = []
        for column in columns:
            if any(_step(pair, column, scores) for pair in level):
                continue  # who shares a place is equal
            steps = [_step(pair, column, scores) for pair in open_pairs]
            if any(steps) and (min(steps) >= 0 or max(steps) <= 0):
                found.append((steps.count(0), column, max(steps) > 0))
        if not found:
            return ()
        _, column, descending = min(found, key=lambda one: one[0])
        keys.append((column, descending))
        open_pairs = [pair for pair in open_pairs if not _step(pair, column, scores)]
    return tuple(keys)


def _against(chains: Sequence[list[Entry]], column: int, scores: Scores) -> set[int]:
    """The rows of the one or two pairs that speak against a column which nearly all others follow."""
    pairs = _without(chains, None)
    steps = [_step(pair, column, scores) * (pair[0].rank != pair[1].rank or 2) for pair in pairs]
    against = min(
        ([pair for pair, step in zip(pairs, steps, strict=True) if step * sign < 0 or abs(step) > 1] for sign in (1, -1)),
        key=len,
    )  # fmt: skip
    return {entry.row for pair in against for entry in pair} if len(against) <= _FEW_AGAINST else set()


def _step(pair: tuple[Entry, Entry], column: int, scores: Scores) -> int:
    """Whether a column falls (1) or rises (-1) from a row to the one ranked after it; a blank is nought."""
    one, two = (number.value if (number := scores(entry.row, column)) else Decimal(0) for entry in pair)
    return (one > two) - (one < two)


def _share_all(best: RankFit, fit: RankFit) -> bool:
    """Whether units share places in a ranking, and all of them still do in one whose ties more columns break."""
    return 0 < best.ties_shared <= fit.ties_shared


def _medals(sheet: Sheet) -> tuple[int, ...]:
    """The columns of gold, silver and bronze; none where one of them is missing or stands twice."""
    found = [
        [column.index for column in sheet.reading.columns if medal.match(_own_header(column))]
        for medal in _MEDALS
    ]
    return () if any(len(columns) != 1 for columns in found) else tuple(columns[0] for columns in found)


def _own_header(column: Column) -> str:
    return key(column.header.split(" / ")[-1])


def _with_one_more(
    sheet: Sheet, best: RankFit, candidates: Sequence[int], scores: Scores
) -> Iterator[RankFit]:
    """The same ranking with ties broken by one more printed column.

    One broken tie proves no rule: a column counts as tie-breaker when it explains at least two.
    """
    most = max(0, len(best.events) - 1)
    taken = {best.convention.score, *(col for col, _ in best.convention.tie_breaks)}
    for column in candidates:
        for descending in (True, False) if column not in taken else ():
            keys = (*best.convention.tie_breaks, (column, descending))
            policies = {TiePolicy.DENSE: most, TiePolicy.COMPETITION: most, **dict.fromkeys(_RARE, 0)}
            for fit in _broken_by(sheet, best, keys, scores, policies, explained=_TIES_EXPLAINED):
                # beside one that explains every rank none that does not is taken
                most = most if fit.events else 0
                yield fit


def _broken_by(
    sheet: Sheet,
    best: RankFit,
    keys: tuple[tuple[int, bool], ...],
    scores: Scores,
    policies: Mapping[TiePolicy, int],
    *,
    explained: int | None = None,
) -> Iterator[RankFit]:
    """Fits with ties broken by some columns that explain so many ties and leave so many events under a policy at the most.

    Where a policy explains every rank those that do not are left out.
    """
    told = replace(best.convention, tie_breaks=keys)
    partitions = ranked_together(sheet, told, scores)
    # most columns explain none, which is seen before anything is fitted
    left = sum(broken for _, broken in map(count_ties, partitions))
    if explained is not None and best.ties_broken - left < explained:
        return
    places = {policy: places_under(partitions, policy) for policy in policies}
    off = {policy: sum(map(bool, map(least_events, partitions, parts))) for policy, parts in places.items()}
    exact = 0 in off.values()
    for policy, most in policies.items():
        if off[policy] > (0 if exact else most):
            continue
        fit = fit_places(partitions, places[policy], replace(told, policy=policy))
        if fit is not None and len(fit.events) <= most:
            yield fit


def _by_events(fit: RankFit) -> tuple[bool, float, bool, float]:
    """Order of fits of one ranking: fewest events; of those without any, one that says how ties are broken."""
    if not fit.events:
        return False, 0, not fit.convention.tie_breaks, fit.cost
    return True, fit.cost, False, fit.cost
