"""Papers that print the same figures, and those that compare with a year, found by the index of each segment."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from doichieu.dataset import index
from doichieu.dataset.keyed import NEAREST, key_of_ranking, keyed
from doichieu.dataset.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from doichieu.dataset.parts import Part


@dataclass(frozen=True)
class _Indexed:
    """A segment with its index, which is made where there is none."""

    part: Part

    @cached_property
    def _made(self) -> tuple[Any, Any]:
        return keyed(self.part.state, self.part.segment.name)

    @cached_property
    def papers(self) -> Any:
        """A row a paper, with the columns PAPERS."""
        state = self.part.indexed
        return self._made[0] if state is None else index.papers(state, self.part.segment.name)

    def places(self, doc_ids: Collection[str]) -> Any:
        """Places among `papers` of those of some papers that are here."""
        return pc.indices_nonzero(pc.is_in(self.papers["doc_id"], pa.array(sorted(doc_ids), pa.string())))

    def figures(self, keys: Collection[int] | None = None) -> Any:
        """Figures of some keys, of all when None, with the columns FIGURES."""
        state, asked = self.part.indexed, None if keys is None else sorted(keys)
        rows = self._made[1] if state is None else index.figures(state, self.part.segment.name, asked)
        return rows if keys is None else rows.filter(pc.is_in(rows["key"], pa.array(asked, pa.int64())))


class Repeats:
    """What the papers of some segments repeat of each other.

    Args:
        parts: The segments.
    """

    def __init__(self, parts: Parts) -> None:
        self._members = [_Indexed(part) for part in parts.members]

    def holding(self, doc_ids: Collection[str]) -> Parts:
        """The segments that have one of some papers: of the others nothing has to be read."""
        return Parts([one.part for one in self._members if len(one.places(doc_ids))])

    def papers(self, doc_ids: Collection[str]) -> Iterator[dict[str, Any]]:
        """What the index has of some papers, with the columns PAPERS."""
        for one in self._members:
            yield from one.papers.take(one.places(doc_ids)).to_pylist()

    def keys(self, doc_ids: Collection[str], *, own: bool = False) -> set[int]:
        """Keys of the figures that some papers print; of those of their own year alone when `own`."""
        found: set[int] = set()
        for one in self._members:
            places = one.places(doc_ids)
            if len(places):
                rows = one.figures()
                mine = pc.is_in(rows["paper"], places.cast(pa.int32()))
                found.update(rows.filter(pc.and_(mine, rows["own"]) if own else mine)["key"].to_pylist())
        return found

    def printing(self, keys: Collection[int], day: date) -> set[str]:
        """Papers not older than a day that print one of some figures: of those of whose own year it is the newest."""
        found: set[str] = set()
        for one in self._members if keys else ():
            rows = one.figures(keys)
            papers = one.papers.take(rows.filter(pc.invert(rows["own"]))["paper"].unique())
            found.update(papers.filter(pc.greater_equal(papers["issued_on"], day))["doc_id"].to_pylist())
        return found | self.nearest(keys, day)

    def moved_since(self, years: AbstractSet[int]) -> set[str]:
        """Papers whose sentences state a move since one of some years."""
        return {
            row["doc_id"]
            for one in self._members
            for row in one.papers.filter(pc.greater(pc.list_value_length(one.papers["since"]), 0)).to_pylist()
            if not years.isdisjoint(row["since"])
        }

    def nearest(self, keys: Collection[int], day: date = date.min) -> set[str]:
        """The newest papers that print one of some figures as of their own year, those not older than a day."""
        printing: defaultdict[int, list[tuple[date, str]]] = defaultdict(list)
        for one in self._members if keys else ():
            rows = one.figures(keys)
            rows = rows.filter(rows["own"])
            papers = one.papers.take(rows["paper"])
            columns = rows["key"], papers["issued_on"], papers["doc_id"]
            for key, issued_on, doc_id in zip(*(column.to_pylist() for column in columns), strict=True):
                printing[key].append((issued_on, doc_id))
        newest = {one for found in printing.values() for one in sorted(found)[-NEAREST:]}
        return {doc_id for issued_on, doc_id in newest if issued_on >= day}

    def ranking_provinces(self, years: Iterable[int]) -> set[str]:
        """The newest papers that rank a province about one of some years."""
        named = {entity for one in self._members for entity in one.part.segment.entities}
        provinces = [entity for entity in named if ":" not in entity]
        return self.nearest({key_of_ranking(entity, year) for year in years for entity in provinces})
