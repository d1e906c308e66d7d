"""The fewest slips that explain printed ranks: of ranks, and of a figure that its rank and all ranks about it speak against."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import NamedTuple

from doichieu.validate.infer.ranks.rank_events import Entry, Event, explain, least_events
from doichieu.validate.infer.ranks.tie_policies import Places, TiePolicy, expected_places

# One figure that its rank and all other ranks speak against: less likely than one rank under a rarer policy for ties.
_FIGURE_OFF = 1.25
# A count that goes wrong without a tie is less likely than that.
_ODD_COUNT, _BY_A_TIE = 0.3, 2
# Figures off in one ranking, ranks that one figure puts wrong at least, and rows that are tried as the one that is off.
_MOST_FIGURES, _LEAST_OFF, _LIKELY_OFF = 3, 2, 4


def least_slips(
    entries: Sequence[Entry], policy: TiePolicy, places: Places, certain: Collection[int] = ()
) -> tuple[tuple[Event, ...], float, Places]:
    """The events that explain the printed ranks, what they cost, and the places that the rows should have.

    A figure misprinted much too large puts its unit first, and every unit it overtakes a place too low: that is one
    event on the figure, and no shift of ranks, where the ranks leave fewer events once the unit stands where its own
    puts it. What else in the table bears a figure out makes it certain: then the ranks are what is wrong.

    Args:
        entries: Rows, best first.
        policy: What ties get.
        places: The places that it gives.
        certain: Grid rows whose figures are right.
    """
    events, cost = explain(entries, places)
    figures: list[Event] = []
    while len(figures) < _MOST_FIGURES and _may_be_one_figure(events):
        found = _least_without_one(entries, policy, places, _weight(events), certain)
        if found is None or _weight(found.events) + _FIGURE_OFF >= _weight(events):
            break
        off = Event(
            row=found.off.row, printed=found.off.rank or 0, expected=places[found.off.row], figure=True
        )
        figures.append(off)
        entries, places, events, cost = found.entries, found.places, found.events, found.cost
    return (*figures, *events), cost + _FIGURE_OFF * len(figures), places


class _Without(NamedTuple):
    """Rows of which one was moved to where its rank puts it, their places, and the events that are left."""

    off: Entry
    entries: list[Entry]
    places: Places
    events: tuple[Event, ...]
    cost: float


def _may_be_one_figure(events: Sequence[Event]) -> bool:
    """Whether one figure may explain what the ranks alone take several events for, or a count gone wrong without a tie."""
    return len(events) > 1 or any(map(_is_odd_count, events))


def _is_odd_count(event: Event) -> bool:
    """Whether the count of ranks goes wrong where no tie was miscounted: a tie puts it wrong by one or two."""
    leap = abs(float(event.printed) - float(event.expected))
    return bool(event.shifted) and (event.tied_with is None or leap > _BY_A_TIE)


def _weight(events: Sequence[Event]) -> float:
    """How much events of ranks ask to be believed, a count that goes wrong without a tie most."""
    return len(events) + _ODD_COUNT * sum(map(_is_odd_count, events))


def _least_without_one(
    entries: Sequence[Entry], policy: TiePolicy, places: Places, weight: float, certain: Collection[int]
) -> _Without | None:
    """The rows with that one moved to its rank which leaves the fewest events; None where none leaves less than they weigh now."""
    off = [at for at, entry in enumerate(entries) if entry.rank not in {None, places[entry.row]}]
    if len(off) < _LEAST_OFF:
        return None
    # whatever one figure puts wrong by a place, it is itself off by as many places as it overtakes
    likely = sorted(map(entries.__getitem__, off), key=lambda entry: _leap(entry, places), reverse=True)
    # and one that left a tie for a place right before or behind it keeps its rank
    beside = [entries[at] for at in (off[0] - 1, off[-1] + 1) if 0 <= at < len(entries)]
    best: _Without | None = None
    for entry in [*likely[:_LIKELY_OFF], *(one for one in beside if one.rank is not None)]:
        moved = _moved(entries, entry) if entry.row not in certain else None
        if moved is None:
            continue
        after = expected_places(moved, policy)
        if after[entry.row] != entry.rank:
            continue
        fewest = least_events(moved, after)
        if fewest + _FIGURE_OFF >= weight or (best is not None and fewest >= _weight(best.events)):
            continue
        events, cost = explain(moved, after)
        if best is None or _weight(events) < _weight(best.events):
            best = _Without(entry, moved, after, events, cost)
    return best


def _leap(entry: Entry, places: Places) -> float:
    """How many places a printed rank is off."""
    return abs(float(entry.rank or 0) - float(places[entry.row]))


def _moved(entries: Sequence[Entry], entry: Entry) -> list[Entry] | None:
    """The rows with one moved to where its rank puts it; None where equal figures leave it no place there."""
    others = [other for other in entries if other is not entry]
    # With the fewest better places behind it and worse ones before it: one of those may be misprinted too.
    turns = [0, *accumulate(1 if (other.rank or 0) >= (entry.rank or 0) else -1 for other in others)]
    at = min(range(len(turns)), key=turns.__getitem__)
    # Its figure may be that of the unit that shares its rank, or lie between its neighbours'.
    keys = [other.key for other in others if other.rank == entry.rank][:1]
    if not keys and 0 < at < len(others) and others[at - 1].key == others[at].key:
        return None
    return [*others[:at], entry._replace(key=keys[0] if keys else ()), *others[at:]]
