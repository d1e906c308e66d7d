"""Which series of earlier papers a series may repeat, found by the figures themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from doichieu.normalize.numbers import parse_figure, read_number
from doichieu.validate.chain.series import FEWEST, Figure, Series, Source
from doichieu.validate.rounding import to_places
from doichieu.validate.slips import places_of

# From this share of common agencies on, a column is a copy of another and the rest are exceptions.
AGREES = 0.7
# So many series are looked at for one figure, so that cost stays linear in papers however alike they are.
_NEAREST = 32

_Bucket = tuple[str, str, int]


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
        if same(later.value, earlier.value):
            return True
        value = self.earlier.corrected.get(earlier.row)
        number = read_number(value) if value is not None and parse_figure(value) else None
        return number is not None and same(number.value, later.value)

    def differs(self) -> bool:
        """Whether any figure does not hold."""
        return not all(self.holds(*pair) for pair in self.pairs())


class Index:
    """Series of papers by population, measure and year, and by agency and figure."""

    def __init__(self, series: Iterable[Series]) -> None:
        """Index series, the newest papers last."""
        self._by_figure: defaultdict[tuple[_Bucket, str, Decimal], list[Series]] = defaultdict(list)
        self._by_entity: defaultdict[tuple[str, str, int], list[Series]] = defaultdict(list)
        self._ranked: set[int] = set()
        for one in sorted(series, key=lambda one: order(one.source)):
            if not one.own:
                continue
            if one.measure == "rank" and any(":" not in entity for entity in one.figures):
                self._ranked.add(one.period)
            for entity, figure in one.figures.items():
                self._by_figure[_bucket(one), entity, _coarse(one, figure.value)].append(one)
                self._by_entity[entity, one.measure, one.period].append(one)

    def ranking(self, entity: str, period: int) -> list[Series]:
        """Rank columns of papers about a year that list an agency."""
        return self._by_entity.get((entity, "rank", period), [])[-_NEAREST:]

    def ranks_provinces(self, period: int) -> bool:
        """Whether any paper ranks provinces about a year: without one no move since then can be checked."""
        return period in self._ranked

    def copy_of(self, later: Series) -> Copy | None:
        """The series of another paper that a series repeats.

        Args:
            later: A column of a paper.

        Returns:
            The one that most of its figures agree with, None where none reaches the share; of several papers
            the newest before it.
        """
        votes: Counter[int] = Counter()
        met: dict[int, Series] = {}
        for entity, figure in later.figures.items():
            for one in self._by_figure.get((_bucket(later), entity, _coarse(later, figure.value)), [])[
                -_NEAREST:
            ]:
                if _is_other(one.source, later.source) and order(one.source) <= order(later.source):
                    votes[id(one)] += 1
                    met[id(one)] = one
        for identity, _ in votes.most_common(3):
            if _agreement(later, met[identity]) >= AGREES:
                return Copy(later, met[identity])
        return None


def order(source: Source) -> tuple[date, str]:
    """Papers in the order of their dates; those without one first."""
    return source.issued_on or date.min, source.sha256


def _is_other(one: Source, two: Source) -> bool:
    """Whether two files are two papers, not one paper in two formats."""
    if one.sha256 == two.sha256:
        return False
    return one.number is None or (one.number, one.issued_on) != (two.number, two.issued_on)


def _bucket(series: Series) -> _Bucket:
    return series.population, series.measure, series.period


def _coarse(series: Series, value: Decimal) -> Decimal:
    """A rank as it is, an amount at one decimal: papers differ in the places they print."""
    return value if series.measure == "rank" else to_places(value, min(1, places_of(value)))


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
    return sum(same(one, two) for one, two in common) / len(common)
