"""Which papers that print a figure were issued nearest before or after another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NEAREST = 64
"""So many papers are looked at for one figure, however many print it: those issued nearest before the one that asks."""


class Nearby:
    """Papers by the figures that they print, in the order in which they were issued.

    Args:
        rows: A pyarrow table of numbers with the columns key (of a figure), moment (when the paper was issued, the same
            for files of one paper) and paper.
    """

    def __init__(self, rows: Any) -> None:
        first = rows.group_by("key", use_threads=False).aggregate([("moment", "min"), ("moment", "max")])
        self._first = first.combine_chunks()
        rows = rows.sort_by([("key", "ascending"), ("moment", "ascending"), ("paper", "ascending")])
        self._keys, self._moments, self._papers = (
            _numbers(rows[name]) for name in ("key", "moment", "paper")
        )

    def before(self, asked: Any) -> dict[int, set[int]]:
        """The nearest papers before each that asks, by figure.

        Args:
            asked: A table with the columns key, moment and paper: who asks for which figure.

        Returns:
            Papers by the paper that asks; it is left out where there is none.
        """
        found: defaultdict[int, set[int]] = defaultdict(set)
        # Most figures are of one paper alone: they are left out at once.
        some = asked.filter(pc.less(self._bound("moment_min", asked["key"]), asked["moment"]))
        for key, moment, paper in _rows(some, "key", "moment", "paper"):
            start, end = self._of(key)
            at = bisect_left(self._moments, moment, start, end)
            found[paper].update(self._papers[max(start, at - NEAREST) : at])
        return found

    def after(self, asked: Any) -> set[int]:
        """Papers among whose nearest before them one that printed a figure at a moment may be.

        Args:
            asked: A table with the columns key and moment.
        """
        found: set[int] = set()
        some = asked.filter(pc.greater(self._bound("moment_max", asked["key"]), asked["moment"]))
        for key, moment in _rows(some, "key", "moment"):
            start, end = self._of(key)
            at = bisect_right(self._moments, moment, start, end)
            last = self._moments[min(at + NEAREST, end) - 1]
            found.update(self._papers[at : bisect_right(self._moments, last, at, end)])
        return found

    def _bound(self, which: str, keys: Any) -> Any:
        """The first or the last moment at which each figure is printed; null where it is not."""
        return self._first[which].take(pc.index_in(keys, value_set=self._first["key"]))

    def _of(self, key: int) -> tuple[int, int]:
        start = bisect_left(self._keys, key)
        return start, bisect_right(self._keys, key, start)


def _rows(table: Any, *columns: str) -> Iterator[tuple[int, ...]]:
    return zip(*(table[name].to_pylist() for name in columns), strict=True)


def _numbers(column: Any) -> Sequence[int]:
    """A column of 64-bit numbers without nulls, where it lies: none of them becomes an object before it is looked at."""
    array = column.combine_chunks()
    if not len(array):
        return ()
    data = array.buffers()[1]
    return memoryview(data).cast("q")[array.offset : array.offset + len(array)]
