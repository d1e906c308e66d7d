"""Papers that print the same figures, and those that compare with a year, found by the index of each segment."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from doichieu.dataset import index
from doichieu.dataset.keyed import FIGURES, PAPERS, key_of_ranking, keyed
from doichieu.dataset.nearby import Nearby
from doichieu.dataset.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
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

    def figures(self, keys: Any | None = None) -> Any:
        """Figures of some keys (an array of numbers), of all when None, with the columns FIGURES."""
        state, asked = self.part.indexed, None if keys is None else keys.to_pylist()
        rows = self._made[1] if state is None else index.figures(state, self.part.segment.name, asked)
        return rows if keys is None else rows.filter(pc.is_in(rows["key"], keys))


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

    def moment(self, issue_key: str) -> int:
        """How many papers were issued before a paper, and with it: its place among all, for files of one paper the same."""
        return bisect_right(range(len(self._issued)), issue_key, key=lambda at: str(self._issued[at]))

    def own_figures(self, doc_ids: Collection[str], moment: Callable[[str], int]) -> Any:
        """Figures that some papers print as of their own year, with the columns key and moment.

        Args:
            doc_ids: The papers.
            moment: Gives the place of a paper among those that are asked about.
        """
        found = []
        for one in self._members:
            places = one.places(doc_ids)
            if len(places):
                moments = dict.fromkeys(one.papers["issue_key"].take(places).to_pylist(), 0)
                moments = {key: moment(key) for key in moments}
                rows = self._printed_by(one, places)
                rows = rows.filter(rows["own"])
                at = one.papers["issue_key"].take(rows["paper"]).to_pylist()
                found.append(
                    pa.table([rows["key"], pa.array(map(moments.__getitem__, at), pa.int64())], _ASKED)
                )
        return pa.concat_tables([_ASKED.empty_table(), *found])

    def nearest_before(self, doc_ids: Collection[str]) -> Mapping[str, set[str]]:
        """For each of some papers that repeats figures: the nearest papers before it that print them as of their own year."""
        asked = pa.concat_tables(
            [_PRINTED.empty_table()]
            + [
                self._placed(at, self._printed_by(one, one.places(doc_ids)))
                for at, one in enumerate(self._members)
            ]
        )
        near = Nearby(self._own(asked["key"].unique()))
        found: defaultdict[str, set[str]] = defaultdict(set)
        for paper, others in near.before(asked).items():
            found[self._name(paper)].update(map(self._name, others))
        return found

    def repeating(self, own: Any, changed: Collection[str]) -> set[str]:
        """Other papers that may repeat figures which papers that changed print as of their own year.

        Args:
            own: The figures, with the columns key and moment.
            changed: The papers that changed.
        """
        if not len(own):
            return set()
        keys = own["key"].unique()
        rows = self._printing(keys)
        mine = self._numbers(changed)
        others = rows.filter(pc.invert(pc.is_in(rows["paper"], mine)))
        first = pc.min(own["moment"]).as_py()
        later = others.filter(pc.and_(pc.invert(others["own"]), pc.greater(others["moment"], first)))
        asked = own.filter(pc.is_in(own["key"], others.filter(others["own"])["key"].unique()))
        found = Nearby(rows.filter(rows["own"])).after(asked) if len(asked) else set()
        return {self._name(paper) for paper in found | set(later["paper"].unique().to_pylist())}

    def moved_since(self, years: AbstractSet[int]) -> set[str]:
        """Papers whose sentences state a move since one of some years."""
        return {
            row["doc_id"]
            for one in self._members
            for row in one.papers.filter(pc.greater(pc.list_value_length(one.papers["since"]), 0)).to_pylist()
            if not years.isdisjoint(row["since"])
        }

    def ranking_provinces(self, asking: Mapping[str, Iterable[int]]) -> set[str]:
        """The papers nearest to some, before and after, that rank a province about one of the years each asks for.

        Args:
            asking: Years by doc_id.
        """
        if not asking:
            return set()
        named = {entity for one in self._members for entity in one.part.segment.entities}
        provinces = [entity for entity in named if ":" not in entity]
        issued = {row["doc_id"]: self.moment(row["issue_key"]) for row in self.papers(asking)}
        pairs = {
            (key_of_ranking(entity, year), issued[doc_id])
            for doc_id, years in asking.items()
            for year in years
            for entity in provinces
        }
        asked = pa.table([list(column) for column in zip(*pairs, strict=True)] or [[], []], _ASKED)
        near = Nearby(self._own(asked["key"].unique()))
        before = near.before(asked.append_column("paper", asked["moment"])).values()
        return {self._name(paper) for paper in near.after(asked).union(*before)}

    @cached_property
    def _papers(self) -> Any:
        """The papers of all segments, each with its place among them in the order in which they were issued, from 1."""
        papers = pa.concat_tables([PAPERS.empty_table(), *(one.papers for one in self._members)])
        moments = pc.rank(papers["issue_key"], sort_keys="ascending", tiebreaker="dense")
        return papers.append_column("moment", moments.cast(pa.int64()))

    @cached_property
    def _issued(self) -> Any:
        """What papers were issued, in order."""
        found = self._papers["issue_key"].unique()
        return found.take(pc.sort_indices(found))

    @cached_property
    def _starts(self) -> list[int]:
        """The place of each segment's first paper among all."""
        starts = [0]
        for one in self._members:
            starts.append(starts[-1] + len(one.papers))
        return starts

    def _name(self, paper: int) -> str:
        return str(self._papers["doc_id"][paper])

    def _numbers(self, doc_ids: Collection[str]) -> Any:
        """Places of some papers among all."""
        found = pc.is_in(self._papers["doc_id"], pa.array(sorted(doc_ids), pa.string()))
        return pc.indices_nonzero(found).cast(pa.int64())

    def _printed_by(self, one: _Indexed, places: Any) -> Any:
        """Figures of some papers of a segment."""
        if not len(places):
            return FIGURES.empty_table()
        rows = one.figures()
        return rows.filter(pc.is_in(rows["paper"], places.cast(pa.int32())))

    def _placed(self, at: int, rows: Any) -> Any:
        """Figures of a segment with their papers as places among all, and those papers' moments."""
        paper = pc.add(rows["paper"].cast(pa.int64()), self._starts[at])
        return pa.table([rows["key"], rows["own"], paper, self._papers["moment"].take(paper)], _PRINTED)

    def _printing(self, keys: Any) -> Any:
        """All that is printed of some figures."""
        found = (self._placed(at, one.figures(keys)) for at, one in enumerate(self._members) if len(keys))
        return pa.concat_tables([_PRINTED.empty_table(), *found])

    def _own(self, keys: Any) -> Any:
        """What is printed of some figures as of a paper's own year."""
        rows = self._printing(keys)
        return rows.filter(rows["own"])


_ASKED = pa.schema([("key", pa.int64()), ("moment", pa.int64())])
_PRINTED = pa.schema(
    [("key", pa.int64()), ("own", pa.bool_()), ("paper", pa.int64()), ("moment", pa.int64())]
)
