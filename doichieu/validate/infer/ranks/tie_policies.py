"""Places under each policy for ties: shared, skipped, or told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import compress, count
from operator import eq

from doichieu.validate.infer.ranks.rank_events import Entry, Standing

# The place of each row, by grid row.
Places = dict[int, Standing]


class TiePolicy(StrEnum):
    """What ranks equal figures get."""

    DENSE = "dense"
    COMPETITION = "competition"
    MODIFIED = "modified"
    ORDINAL = "ordinal"
    MEAN = "mean"


def places_worth_a_fit(partitions: Sequence[Sequence[Entry]]) -> Iterator[tuple[TiePolicy, list[Places]]]:
    """Tie policies worth a fit and the places of each partition under them.

    Those that explain every rank where there are any, as an event costs more.
    """
    if not any(map(_shared, partitions)):
        # Without ties every policy gives the same places.
        yield TiePolicy.DENSE, [expected_places(entries, TiePolicy.DENSE) for entries in partitions]
        return
    inexact: list[tuple[TiePolicy, list[Places]]] = []
    exact = False
    for policy in TiePolicy:
        parts = [expected_places(entries, policy) for entries in partitions]
        if all(map(_are_printed, partitions, parts)):
            exact = True
            yield policy, parts
        else:
            inexact.append((policy, parts))
    if not exact:
        yield from inexact


def follows(entries: Sequence[Entry], policy: TiePolicy) -> bool:
    """Whether every printed rank is the place that a policy gives its row."""
    return _are_printed(entries, expected_places(entries, policy))


def _are_printed(entries: Sequence[Entry], places: Places) -> bool:
    return all(entry.rank is None or entry.rank == places[entry.row] for entry in entries)


def expected_places(entries: Sequence[Entry], policy: TiePolicy) -> Places:
    """The place of each row, by grid row.

    Args:
        entries: Rows, best first.
        policy: What equal figures get.
    """
    rows = [entry.row for entry in entries]
    expected: Places = {}
    done = group = 0
    position = 1
    for start, stop in (*_shared(entries), (len(rows), len(rows))):
        # rows between ties, as most are: every policy gives each the next place
        first = group + 1 if policy is TiePolicy.DENSE else position
        expected.update(zip(rows[done:start], range(first, first + start - done), strict=True))
        group, position, done = group + start - done + 1, position + start - done, stop
        tied = entries[start:stop]
        if not tied:
            break
        first, size = position, sum(entry.size for entry in tied)
        position += size
        if policy is TiePolicy.ORDINAL:
            own, left = _own_places(tied, range(first, position))
            expected.update((entry.row, own.get(entry.row) or next(left)) for entry in tied)
        else:
            place = _place(policy, group, first, position - 1)
            expected.update((entry.row, place) for entry in tied)
        if size > len(tied):
            # A row that pools several units may carry the first or the last place of its pool.
            pooled = (entry.row for entry in tied if entry.size > 1 and entry.rank == position - 1)
            expected.update(dict.fromkeys(pooled, position - 1))
    return expected


def _shared(entries: Sequence[Entry]) -> list[tuple[int, int]]:
    """Where rows of equal figures, and rows that pool several units, begin and end."""
    keys, sizes = [entry.key for entry in entries], [entry.size for entry in entries]
    tied = [(at, at + 2) for at in compress(count(), map(eq, keys, keys[1:]))]
    pooled = [(at, at + 1) for at, size in enumerate(sizes) if size > 1] if max(sizes, default=1) > 1 else []
    found: list[tuple[int, int]] = []
    for start, stop in sorted(tied + pooled):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(stop, found[-1][1])
        else:
            found.append((start, stop))
    return found


def _place(policy: TiePolicy, group: int, first: int, last: int) -> Standing:
    """The place that equal units share."""
    if policy is TiePolicy.DENSE:
        return group
    if policy is TiePolicy.MEAN:
        return mean_place(first, last)
    return first if policy is TiePolicy.COMPETITION else last


def mean_place(first: int, last: int) -> Standing:
    """The mean of the places from first to last: 2 and 3 make 2,5, 2 to 4 make 3."""
    total = first + last
    return Decimal(total) / 2 if total % 2 else total // 2


def _own_places(tied: Sequence[Entry], places: range) -> tuple[dict[int, int], Iterator[int]]:
    """Places of equal units that stand in any order: each keeps a place it is printed with; and those left."""
    own: dict[int, int] = {}
    for entry in tied:
        if entry.rank is not None and entry.rank in places and entry.rank not in own.values():
            own[entry.row] = int(entry.rank)
    return own, iter([place for place in places if place not in own.values()])
