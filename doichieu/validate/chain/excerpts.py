"""Rows of another paper's table that a paper prints again: "Sở Y tế | 92,45 | 3", too few to be known by their figures alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from doichieu.normalize.text import key
from doichieu.validate.chain.index import Copy
from doichieu.validate.chain.series import FEWEST, ORDERED, Series

# So much of what is repeated has to agree before the rest are exceptions; a place of a dozen may agree by chance.
_SHARE, _FEWEST_PLACES = 0.5, 2


def excerpts(columns: Iterable[Series], cited: Sequence[Series]) -> list[Copy]:
    """The columns of short tables with the columns of papers cited that they repeat.

    Args:
        columns: Columns of a paper.
        cited: Columns of the papers that it cites, of their own year.

    Returns:
        The columns of each table of fewer than four units that one table of a paper cited answers to: of the same year,
        with all its units, half its figures and a figure other than a place, or two places; none where two do alike.
    """
    short: defaultdict[str, list[Series]] = defaultdict(list)
    for one in columns:
        if len(one.figures) < FEWEST:
            short[one.table_id].append(one)
    tables: defaultdict[tuple[str, str], list[Series]] = defaultdict(list)
    for one in cited:
        tables[one.source.issue_key, one.table_id].append(one)
    return list(chain.from_iterable(_answer(table, list(tables.values())) for table in short.values()))


def _answer(table: Sequence[Series], others: Sequence[Sequence[Series]]) -> list[Copy]:
    found = [copies for other in others if (copies := list(_copies(table, other))) and _is_copied(copies)]
    most = max(map(_agreeing, found), default=0)
    best = [copies for copies in found if _agreeing(copies) == most]
    return best[0] if len(best) == 1 else []


def _is_copied(copies: Sequence[Copy]) -> bool:
    agreeing = _agreeing(copies)
    figures = _agreeing(copy for copy in copies if copy.later.measure not in ORDERED)
    enough = agreeing >= _SHARE * sum(len(copy.later.figures) for copy in copies)
    return enough and (figures > 0 or agreeing >= _FEWEST_PLACES)


def _copies(table: Sequence[Series], other: Sequence[Series]) -> Iterator[Copy]:
    """Each column with that of the other table which measures the same under the same header, or alone does."""
    for one in table:
        fitting = [
            two
            for two in other
            if (two.measure, two.period) == (one.measure, one.period)
            and one.figures.keys() <= two.figures.keys()
        ]
        alike = [two for two in fitting if key(two.header) == key(one.header)] or fitting
        if len(alike) == 1:
            yield Copy(one, alike[0])


def _agreeing(copies: Iterable[Copy]) -> int:
    return sum(copy.holds(*pair) for copy in copies for pair in copy.pairs())
