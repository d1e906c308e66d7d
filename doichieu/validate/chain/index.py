"""Which series of earlier papers a series may repeat, found by the figures themselves."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from heapq import nlargest
from itertools import chain, islice

from doichieu.validate.chain.series import FEWEST, Figure, Series, Source
from doichieu.validate.rounding import to_places
from doichieu.validate.slips import places_of

# From this share of common agencies on, a column is a copy of another and the rest are exceptions.
AGREES = 0.7
# So many series are looked at for one figure, so that cost stays linear in papers however alike they are.
_NEAREST = 32
# Of those with most figures in common so many are compared.
_LIKELIEST = 3
# Rankings of a province about a year that a sentence may speak of: so many topics, of each so many before and after.
_TOPICS, _EITHER_SIDE = 256, 8

_Figure = tuple[str, str, int, str, Decimal]


@dataclass(frozen=True, slots=True)
class Copy:
    """A series of a later paper, and the series of an earlier one that it repeats."""

    later: Series
    earlier: Series

    def pairs(self) -> Iterator[tuple[Figure, Figure]]:
        """The figures of agencies that both list, in the order of the later one."""
        for entity, figure in self.later.figures.items():
            if entity in self.earlier.figures:
                yield figure, self.earlier.figures[entity]

    def holds(self, later: Figure, earlier: Figure) -> bool:
        """Whether the later paper prints what the earlier one does, or what its audit found to be right there."""
        return any(same(value, later.value) for value in (earlier.value, self.earlier.right(earlier)))

    def differs(self) -> bool:
        """Whether any figure does not hold."""
        return not all(self.holds(*pair) for pair in self.pairs())


class Index:
    """Series of papers by population, measure and year, and by agency and figure.

    Args:
        series: Columns of papers; those of the year that their paper is about are indexed.
    """

    def __init__(self, series: Iterable[Series]) -> None:
        own = (one for one in series if one.own)
        self._series = sorted(own, key=lambda one: (one.source.issue_key, one.source.sha256))
        self._issued = [one.source.issue_key for one in self._series]
        # Places in these lists stand in the order in which the papers were issued.
        self._by_figure: defaultdict[_Figure, list[int]] = defaultdict(list)
        self._by_topic: dict[_Figure, dict[frozenset[str], list[int]]] = {}
        self._rankings: defaultdict[tuple[str, int], dict[frozenset[str], list[int]]] = defaultdict(dict)
        self._ranked: set[int] = set()
        self._of_paper: defaultdict[str, list[int]] = defaultdict(list)
        self._by_kind: defaultdict[tuple[str, int], dict[frozenset[str], list[int]]] = defaultdict(dict)
        for at, one in enumerate(self._series):
            self._of_paper[one.source.sha256].append(at)
            # that two columns print the same tiers says nothing: there are but four or five
            for key in _figures(one) if one.measure != "tier" else ():
                self._by_figure[key].append(at)
            self._by_kind[one.population, one.period].setdefault(one.topic, []).append(at)
            if one.measure == "rank":
                self._note_ranking(at, one)

    def _note_ranking(self, at: int, one: Series) -> None:
        provinces = [entity for entity in one.figures if ":" not in entity]
        if provinces:
            self._ranked.add(one.period)
        for entity in provinces:
            self._rankings[entity, one.period].setdefault(one.topic, []).append(at)

    def ranking(self, province: str, period: int, asker: Source) -> list[Series]:
        """Rank columns of other papers about a year that list a province: of each topic the nearest.

        Args:
            province: ID of the province.
            period: The year.
            asker: The paper that asks.
        """
        before = bisect_left(self._issued, asker.issue_key)
        found: list[int] = []
        for places in islice(self._rankings.get((province, period), {}).values(), _TOPICS):
            at = bisect_left(places, before)
            found.extend(places[max(0, at - _EITHER_SIDE) : at + _EITHER_SIDE])
        return [self._series[at] for at in sorted(found) if self._issued[at] != asker.issue_key]

    def of_kind(self, population: str, period: int, asker: Source) -> list[Series]:
        """Columns about a year that list units of a kind, of papers before one: of each topic the nearest.

        Args:
            population: Kind of units ("VN-31/department").
            period: The year.
            asker: The paper that asks.
        """
        before = bisect_left(self._issued, asker.issue_key)
        found: list[int] = []
        for places in islice(self._by_kind.get((population, period), {}).values(), _TOPICS):
            at = bisect_left(places, before)
            found.extend(places[max(0, at - _EITHER_SIDE) : at])
        return [self._series[at] for at in sorted(found)]

    def of_paper(self, source: Source) -> list[Series]:
        """The columns of a paper about its own year."""
        return [self._series[at] for at in self._of_paper.get(source.sha256, ())]

    def ranks_provinces(self, period: int) -> bool:
        """Whether any paper ranks provinces about a year: without one no move since then can be checked."""
        return period in self._ranked

    def copy_of(self, later: Series) -> Copy | None:
        """The series of another paper that a series repeats.

        Args:
            later: A column of a paper.

        Returns:
            The one that most of its figures agree with, None where none reaches the share; of several that as many
            agree with, one of the same topic, and of those the nearest before it.
        """
        before = bisect_left(self._issued, later.source.issue_key)
        votes = Counter(chain.from_iterable(self._nearest(key, later, before) for key in _figures(later)))

        def likeness(at: int) -> tuple[int, int, str, int]:
            common = len(later.topic & self._series[at].topic)
            return votes[at], common, self._issued[at], -at

        for at in nlargest(_LIKELIEST, votes, key=likeness):
            if _agreement(later, self._series[at]) >= AGREES:
                return Copy(later, self._series[at])
        return None

    def beside(self, tiers: Series, copies: Iterable[Copy]) -> Copy | None:
        """The tiers that stand beside what a table repeats, where those of the table are most of them.

        Args:
            tiers: Tiers of an earlier year that a table prints.
            copies: The columns that papers repeat.
        """
        for copy in copies:
            if (copy.later.table_id, copy.later.period) == (tiers.table_id, tiers.period):
                for one in self.of_paper(copy.earlier.source):
                    alike = (one.table_id, one.measure) == (copy.earlier.table_id, "tier")
                    if alike and _share_alike(tiers, one) >= AGREES:
                        return Copy(tiers, one)
        return None

    def _nearest(self, key: _Figure, later: Series, before: int) -> Iterable[int]:
        """Series that print a figure, nearest before a paper; where many do, those of the same topic as well."""
        places = self._by_figure.get(key, [])
        if not places or places[0] >= before:
            return ()
        end = bisect_left(places, before)
        near = places[max(0, end - _NEAREST) : end]
        if end <= _NEAREST:
            return near
        if key not in self._by_topic:
            self._by_topic[key] = {}
            for at in places:
                self._by_topic[key].setdefault(self._series[at].topic, []).append(at)
        alike = self._by_topic[key].get(later.topic, [])
        end = bisect_left(alike, min(before, near[0]))
        return [*alike[max(0, end - _NEAREST) : end], *near]


def _figures(series: Series) -> Iterator[_Figure]:
    """What makes figures of two series one: population, measure, year, agency, value."""
    for entity, figure in series.figures.items():
        yield series.population, series.measure, series.period, entity, _coarse(series, figure.value)


def _coarse(series: Series, value: Decimal) -> Decimal:
    """A rank as it is, an amount at one decimal: papers differ in the places they print."""
    if series.measure == "rank" or value == value.to_integral_value():
        return value
    return to_places(value, min(1, places_of(value)))


def same(one: Decimal, two: Decimal) -> bool:
    """Whether two figures are one at the coarser precision of the two."""
    if one == two:
        return True
    places = min(places_of(one), places_of(two))
    return to_places(one, places) == to_places(two, places)


def _agreement(later: Series, earlier: Series) -> float:
    """Share of common agencies with the same figure; 0 where the figures could agree by chance."""
    common = [(one.value, two.value) for one, two in Copy(later, earlier).pairs()]
    distinct = len({one for one, _ in common})
    if len(common) < FEWEST or distinct < max(FEWEST, 0.5 * len(common)):
        return 0.0
    return _share_alike(later, earlier)


def _share_alike(later: Series, earlier: Series) -> float:
    """Share of common agencies with the same figure."""
    common = [same(one.value, two.value) for one, two in Copy(later, earlier).pairs()]
    return sum(common) / len(common) if common else 0.0
