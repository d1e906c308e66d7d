"""Tables of an earlier year's paper that answer to a table of a paper: the same units, ranked or scored for the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from doichieu.validate.chain.index import Index
from doichieu.validate.chain.series import Series

# From this share of words in common on, two tables are of the same matter; captions differ in a word or two.
_ALIKE = 0.75
# So much of the units of a table the other has to list: units come, go and are merged.
_COMMON = 0.5
# What of a table is compared over the years, first what ranks, then what is ranked.
_MEASURES = ("rank", "total", "score", "ratio", "tier")
# One paper has a total of points where the other has points alone.
_COMPARED = (("rank",), ("total", "score"), ("ratio",), ("tier",))


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A table of a paper, and the table of an earlier year that another paper prints of the same.

    Attributes:
        year: The earlier year.
        pairs: Columns of the table, each with that of the other which measures the same.
    """

    year: int
    pairs: tuple[tuple[Series, Series], ...]

    @property
    def table_id(self) -> str:
        """The table of the paper."""
        return self.pairs[0][0].table_id

    @property
    def other(self) -> Series:
        """A column of the earlier table, for its paper and its number."""
        return self.pairs[0][1]


def counterparts(own: Sequence[Series], years: Collection[int], index: Index) -> Iterator[Counterpart]:
    """The tables of earlier years that answer to the tables of a paper.

    Args:
        own: The columns of the paper.
        years: The years that it speaks of.
        index: The columns of other papers.

    Yields:
        For each table and year the one of the nearest paper issued before; none where two of its tables answer alike.
    """
    printed = {(series.table_id, series.period, series.measure) for series in own}
    for table_id, columns in _tables(series for series in own if series.own).items():
        for year in sorted(years):
            own_of_year = {
                measure for table, period, measure in printed if (table, period) == (table_id, year)
            }
            asked = [series for series in columns if series.measure not in own_of_year]
            if not asked or year == columns[0].period:
                continue
            pairs = _pairs(asked, _answering(columns, year, index))
            if pairs:
                yield Counterpart(year, tuple(pairs))


def _tables(own: Iterable[Series]) -> dict[str, list[Series]]:
    tables: defaultdict[str, list[Series]] = defaultdict(list)
    for series in own:
        if series.measure in _MEASURES:
            tables[series.table_id].append(series)
    return tables


def _answering(columns: Sequence[Series], year: int, index: Index) -> list[Series]:
    """The columns of the table that answers to one, of the paper nearest before."""
    first = columns[0]
    alike: defaultdict[tuple[str, str], list[Series]] = defaultdict(list)
    for series in index.of_kind(first.population, year, first.source):
        if series.measure in _MEASURES and _common(first, series) >= _COMMON:
            alike[series.source.issue_key, series.table_id].append(series)
    told = {at: max(_likeness(one, two) for one in columns for two in found) for at, found in alike.items()}
    fitting = [at for at, likeness in told.items() if likeness >= _ALIKE]
    if not fitting:
        return []
    issued = max(key for key, _ in fitting)
    best = max(told[at] for at in fitting if at[0] == issued)
    nearest = [at for at in fitting if at[0] == issued and told[at] == best]
    return alike[nearest[0]] if len(nearest) == 1 else []


def _pairs(columns: Sequence[Series], others: Sequence[Series]) -> list[tuple[Series, Series]]:
    """Columns that measure the same, where one of each does."""
    found = []
    for measures in _COMPARED:
        ours, theirs = _only(columns, measures), _only(others, measures)
        if ours is not None and theirs is not None:
            found.append((ours, theirs))
    return found


def _only(columns: Sequence[Series], measures: Sequence[str]) -> Series | None:
    """The one column of the first of some measures that a table has; None where it has several."""
    for measure in measures:
        found = [one for one in columns if one.measure == measure]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _common(one: Series, two: Series) -> float:
    return len(one.figures.keys() & two.figures.keys()) / min(len(one.figures), len(two.figures))


def _likeness(one: Series, two: Series) -> float:
    union = one.topic | two.topic
    return len(one.topic & two.topic) / len(union) if union else 0.0
