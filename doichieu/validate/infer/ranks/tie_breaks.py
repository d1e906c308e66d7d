"""Ties that other printed columns break: silver and bronze, the time taken, one column after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from doichieu.model import Column, ColumnRole
from doichieu.normalize.text import key
from doichieu.validate.infer.ranks.rank_events import count_ties, least_events
from doichieu.validate.infer.ranks.rank_fits import RankFit, Scores, fit_places, places_under, ranked_together
from doichieu.validate.infer.ranks.tie_policies import TiePolicy
from doichieu.validate.paper import Sheet

# Two broken ties that a column explains beat two errors.
_TIES_EXPLAINED = 2
# Medals are not ranked by how many there are in all: gold comes first.
_MEDALS = [re.compile(rf"(?:huy chuong |hc )?{metal}$|hc{metal[0]}$") for metal in ("vang", "bac", "dong")]
# By all criteria in their order two may be broken by chance.
_TIES_IN_ORDER = 3
# Units equal in all criteria share a place in any way there is.
_SHARED = (TiePolicy.COMPETITION, TiePolicy.DENSE, TiePolicy.MODIFIED, TiePolicy.MEAN)
# A third column hardly ever decides, and each that is tried may explain a misprint by chance.
_MOST_TIE_BREAKS = 3


def is_gold(column: Column) -> bool:
    """Whether a column counts gold medals."""
    return bool(_MEDALS[0].match(_own_header(column)))


def with_tie_breaks(sheet: Sheet, best: RankFit, candidates: Sequence[int], scores: Scores) -> RankFit:
    """Find the columns that break ties, one after the other, as far as they explain a ranking better.

    Args:
        sheet: The table.
        best: The ranking by one column, with ties that do not share their place.
        candidates: Columns of figures, the likeliest first.
        scores: Figures by (row, column).

    Returns:
        The ranking with the columns that break its ties, or as it was.
    """
    medals = _medal_breaks(sheet, best)
    if medals:
        # One exception beside two ties told apart as the Games do it is a misprint, though each unit has its own place.
        fits = _broken_by(sheet, best, medals, scores, max(1, len(best.events)))
        telling = [fit for fit in fits if len(fit.events) < best.ties_broken]
        return min(telling, key=_by_events, default=best)
    by_score = best
    while best.ties_broken >= _TIES_EXPLAINED and len(best.convention.tie_breaks) < _MOST_TIE_BREAKS:
        after = min([best, *_with_one_more(sheet, best, candidates, scores)], key=_by_events)
        if after is best:
            break
        best = after
    return (_by_criteria_in_order(sheet, by_score, scores) or best) if best.events else best


def _by_criteria_in_order(sheet: Sheet, best: RankFit, scores: Scores) -> RankFit | None:
    """The ranking with ties broken by the criteria one after the other as they are printed, where that explains every rank, else None.

    Each decides only among those that the ones before it leave equal, so that none explains much alone. Where units
    share a place and all that do are equal in every criterion, fewer ties tell.
    """
    descending = best.convention.descending
    columns = [
        column.index
        for column in sheet.columns(ColumnRole.COMPONENT)
        if column.index != best.convention.score
    ]
    if len(columns) < 2:
        return None
    keys = tuple((column, descending) for column in columns)
    fits = _broken_by(sheet, best, keys, scores, 0, _SHARED, explained=_TIES_EXPLAINED)
    told = (
        fit for fit in fits if best.ties_broken - fit.ties_broken >= _TIES_IN_ORDER or _share_all(best, fit)
    )
    return next(told, None)


def _share_all(best: RankFit, fit: RankFit) -> bool:
    """Whether units share places in a ranking, and all of them still do in one whose ties more columns break."""
    return 0 < best.ties_shared <= fit.ties_shared


def _medal_breaks(sheet: Sheet, best: RankFit) -> tuple[tuple[int, bool], ...]:
    """Silver and bronze, where gold is what is ranked: equal gold is told apart by them and needs no proof."""
    found = [
        [column.index for column in sheet.reading.columns if medal.match(_own_header(column))]
        for medal in _MEDALS
    ]
    if any(len(columns) != 1 for columns in found) or best.convention.score != found[0][0]:
        return ()
    return tuple((columns[0], True) for columns in found[1:])


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
            yield from _broken_by(sheet, best, keys, scores, most, explained=_TIES_EXPLAINED)


def _broken_by(
    sheet: Sheet,
    best: RankFit,
    keys: tuple[tuple[int, bool], ...],
    scores: Scores,
    most: int,
    policies: Sequence[TiePolicy] = (TiePolicy.DENSE, TiePolicy.COMPETITION),
    *,
    explained: int | None = None,
) -> Iterator[RankFit]:
    """Fits with ties broken by some columns that leave so many events at the most, and explain so many ties."""
    told = replace(best.convention, tie_breaks=keys)
    partitions = ranked_together(sheet, told, scores)
    # most columns explain none, which is seen before anything is fitted
    left = sum(broken for _, broken in map(count_ties, partitions))
    if explained is not None and best.ties_broken - left < explained:
        return
    for policy in policies:
        parts = places_under(partitions, policy)
        if sum(map(bool, map(least_events, partitions, parts))) > most:
            continue
        fit = fit_places(partitions, parts, replace(told, policy=policy))
        if fit is not None and len(fit.events) <= most:
            yield fit


def _by_events(fit: RankFit) -> tuple[bool, float, bool, float]:
    """Order of fits of one ranking: fewest events; of those without any, one that says how ties are broken."""
    if not fit.events:
        return False, 0, not fit.convention.tie_breaks, fit.cost
    return True, fit.cost, False, fit.cost
