"""Printed ranks explained by the fewest events: a rank misprinted, or the count gone wrong from a row on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import add, attrgetter, ne
from typing import NamedTuple

# A place; units that share the mean of their places stand between two: 2,5.
Standing = int | Decimal

# What an event costs. A count that goes wrong goes wrong by one; a larger jump is likelier two misprints.
_TYPO, _SHIFT, _LARGER_SHIFT, _LARGEST_SHIFT = 1.0, 1.05, 0.15, 0.6
# The running offset is one of those seen most often; rare ones are single misprints.
_OFFSETS = 6


class Entry(NamedTuple):
    """A row to be ranked: its printed rank, what it is ranked by (best first), how many units it pools."""

    row: int
    rank: Standing | None
    key: tuple[Decimal, ...]
    size: int


KEY = attrgetter("key")


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
        figure: Whether the figure is what is wrong, as all other ranks follow once this row stands where its own puts it.
    """

    row: int
    printed: Standing
    expected: Standing
    tied_with: int | None = None
    shifted: tuple[int, ...] = ()
    swapped_with: int | None = None
    figure: bool = False


def least_events(entries: Sequence[Entry], expected: dict[int, Standing]) -> int:
    """How many events at least explain the printed ranks, found without looking for them.

    An event changes the running offset at two places, and two ranks in each other's place at four.
    """
    offsets = [entry.rank - expected[entry.row] for entry in entries if entry.rank is not None]
    changes: int = sum(map(ne, [0, *offsets], offsets))
    return (changes + 3) // 4


def explain(entries: Sequence[Entry], expected: dict[int, Standing]) -> tuple[tuple[Event, ...], float]:
    """The fewest events that explain the printed ranks: a shortest path over running offsets.

    Args:
        entries: Rows, best first.
        expected: Rank that the convention gives, by row.

    Returns:
        The events in the order of the rows, and what they cost.
    """
    ranked = [entry for entry in entries if entry.rank is not None]
    offsets = [(entry.rank or 0) - expected[entry.row] for entry in ranked]
    if not any(offsets):
        return (), 0.0
    states = [0, *(state for state, _ in Counter(offsets).most_common(_OFFSETS) if state != 0)]
    shifts = [[_shift(state - other) for state in states] for other in states]
    costs = [0.0 if state == 0 else _shift(state) for state in states]
    typos = {offset: [0.0 if state == offset else _TYPO for state in states] for offset in set(offsets)}
    back: list[list[int]] = []
    for offset in offsets:
        least = min(costs)
        cheapest = costs.index(least)
        jumps = [least + shift for shift in shifts[cheapest]]
        back.append(
            [at if cost <= jump else cheapest for at, (cost, jump) in enumerate(zip(costs, jumps))]  # noqa: B905
        )
        costs = list(map(add, map(min, costs, jumps), typos[offset]))
    state = costs.index(min(costs))
    cost = costs[state]
    path = []
    for came in reversed(back):
        path.append(states[state])
        state = came[state]
    path.reverse()
    return _events(ranked, offsets, path, expected), cost


@lru_cache(maxsize=1024)
def _shift(by: Standing) -> float:
    larger = max(0.0, abs(float(by)) - 1)
    return _SHIFT + min(_LARGER_SHIFT * larger, _LARGEST_SHIFT)


def count_ties(entries: Sequence[Entry]) -> tuple[int, int]:
    """Groups of equal figures that share a rank, and groups with different ranks."""
    shared = broken = 0
    for _, members in groupby(entries, key=KEY):
        ranks = [entry.rank for entry in members if entry.rank is not None]
        if len(ranks) > 1:
            distinct = len(set(ranks))
            shared += distinct < len(ranks)
            broken += distinct > 1
    return shared, broken


def _events(
    ranked: Sequence[Entry],
    offsets: Sequence[Standing],
    path: Sequence[Standing],
    expected: dict[int, Standing],
) -> tuple[Event, ...]:
    events: list[Event] = []
    shifted: list[list[int]] = []
    current: Standing = 0
    for index, (entry, offset, state) in enumerate(zip(ranked, offsets, path, strict=True)):
        if state != current:
            # The count goes right again behind a wrong stretch: that is no further event.
            if state != 0 or not events:
                events.append(_event(entry, expected, _tied_before(ranked, index)))
                shifted.append([])
        elif offset != state:
            beside = _neighbours(ranked, index)
            tied = next((one for one in beside if one.key == entry.key and one.rank != entry.rank), None)
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


def _tied_before(ranked: Sequence[Entry], index: int) -> Entry | None:
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


def _event(entry: Entry, expected: dict[int, Standing], tied: Entry | None) -> Event:
    return Event(
        row=entry.row,
        printed=entry.rank or 0,
        expected=expected[entry.row],
        tied_with=tied.row if tied else None,
    )


def _neighbours(ranked: Sequence[Entry], index: int) -> Iterator[Entry]:
    if index > 0:
        yield ranked[index - 1]
    if index + 1 < len(ranked):
        yield ranked[index + 1]
