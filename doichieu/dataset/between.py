"""Findings between the papers of a new state: rows of `findings` that follow from two papers, in files of their own.

What a paper repeats of another changes when either does. Each publication looks again at the papers that are new or
changed and at those that print figures of the years these are about, for agencies that these list; what was found of
all others is taken over from the state before.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from doichieu.dataset import rebuild
from doichieu.dataset.facts import newest_years, series_in
from doichieu.dataset.record import to_arrow
from doichieu.dataset.rows import rows
from doichieu.dataset.schema import SCHEMAS
from doichieu.dataset.segments import conform, file_of, has_columns, name_of
from doichieu.model import Audit
from doichieu.normalize import understand
from doichieu.validate.chain import check_against, year_compared
from doichieu.validate.chain.index import Index

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from doichieu.dataset.place import State
    from doichieu.dataset.record import People
    from doichieu.dataset.segments import Segment
    from doichieu.model import Document
    from doichieu.validate.chain import Series

# Documents that are rebuilt at once: so many are held in memory.
_AT_ONCE = 64
_FIGURES = ("doc_id", "entity_id", "period")
# Files of these findings among those of `findings`.
_PREFIX = "between-"


@dataclass(frozen=True, slots=True)
class Part:
    """A segment, and the state whose folder has its files."""

    state: State
    segment: Segment


@dataclass(frozen=True, slots=True)
class Parts:
    """Segments of a state."""

    members: Sequence[Part]

    def naming(self, entities: AbstractSet[str]) -> Parts:
        """Those that name one of these agencies."""
        return Parts([one for one in self.members if not entities.isdisjoint(one.segment.entities)])

    def rows(self, table: str, keep: Any, columns: Sequence[str] | None = None) -> Any:
        """Rows of a table that an expression of pyarrow keeps."""
        found = [_rows(one.state, one.segment.name, table, keep, columns) for one in self.members]
        empty = SCHEMAS[table].empty_table()
        return pa.concat_tables(
            [empty if columns is None else empty.select(list(columns)), *filter(None, found)]
        )

    def documents(self, doc_ids: Sequence[str]) -> Iterator[Document]:
        """Documents as they were read; some at a time, since each reading goes over all segments."""
        for start in range(0, len(doc_ids), _AT_ONCE):
            chosen = doc_ids[start : start + _AT_ONCE]
            found = {table: self._by_document(table, chosen) for table in rebuild.NEEDED}
            for doc_id in chosen:
                rows = {table: found[table][doc_id] for table in rebuild.NEEDED}
                yield rebuild.document(rows["documents"][0], rows)

    def _by_document(self, table: str, doc_ids: Iterable[str]) -> defaultdict[str, list[dict[str, Any]]]:
        found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.rows(table, _among("doc_id", doc_ids)).to_pylist():
            found[row["doc_id"]].append(row)
        return found


def _rows(state: State, name: str, table: str, keep: Any, columns: Sequence[str] | None) -> Any:
    file = file_of(table, name)
    if not state.has(file):
        return None
    chosen = None if columns is None else list(columns)
    rows = pq.read_table(
        state.opened(file), columns=chosen, filters=keep, partitioning=None, use_threads=False
    )
    return rows if columns is not None else conform(table, rows)


def write(
    staged: Path,
    state: State | None,
    parts: tuple[Parts, Parts],
    changed: Collection[str],
    people: People | None,
) -> list[str]:
    """Write the findings between the papers of a new state.

    Args:
        staged: The folder of the new state.
        state: The state before, None for none.
        parts: Segments of the state before that lost documents, and all of the new one.
        changed: Papers that are new, other than before, or gone.
        people: What people have said of papers.

    Returns:
        Files of the state before that the new one has as well.
    """
    files = [name for name in state.files("findings") if _is_between(name)] if state is not None else []
    if not changed and all(has_columns(state, name, "findings") for name in files if state is not None):
        return files
    before, after = parts
    asking = _asking(before, after, changed)
    again = pc.field("doc_id").isin(pa.array(sorted({*asking.years, *changed}), pa.string()))
    stay = [
        conform("findings", pq.read_table(state.opened(name), filters=~again, partitioning=None))
        for name in files
        if state is not None
    ]
    found = pa.concat_tables([*stay, to_arrow("findings", list(_found(after, asking, people)))])
    if len(found):
        found = found.sort_by([("doc_id", "ascending"), ("finding_id", "ascending")])
        name = name_of(map(str, found.to_pylist()))
        pq.write_table(found, staged / "findings" / f"{_PREFIX}{name}.parquet")
    return []


def _is_between(name: str) -> bool:
    return name.rpartition("/")[2].startswith(_PREFIX)


# --------------------------------------------------------------------------- which papers


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asking:
    """Papers to look at again.

    Attributes:
        years: Earlier years that each prints figures of, or compares with in its text.
        moves: Those whose text states a move since another year.
    """

    years: dict[str, set[int]]
    moves: set[str]


def _asking(before: Parts, after: Parts, changed: Collection[str]) -> _Asking:
    of_changed = _among("doc_id", changed) & _named()
    touched = pa.concat_tables(
        [_own(parts.rows("observations", of_changed, _FIGURES)) for parts in (before, after)]
    )
    entities = set(touched["entity_id"].to_pylist())
    years = set(touched["period"].to_pylist())
    met = _among("entity_id", entities) & _among("period", years)
    near = after.naming(entities).rows("observations", met, ["doc_id"])["doc_id"].unique().to_pylist()
    printed = after.rows("observations", _among("doc_id", {*near, *changed}) & _named(), _FIGURES)
    asked: defaultdict[str, set[int]] = defaultdict(set)
    for doc_id, earlier in _earlier(printed).items():
        if doc_id in changed or earlier & years:
            asked[doc_id] |= earlier
    moves = set()
    for doc_id, year in _stated(after):
        if doc_id in changed or year in years:
            asked[doc_id].add(year)
            moves.add(doc_id)
    return _Asking(years=dict(asked), moves=moves)


def _among(column: str, values: Iterable[Any]) -> Any:
    kind = SCHEMAS["observations"].field(column).type
    return pc.field(column).isin(pa.array(sorted(values), kind))


def _named() -> Any:
    return pc.field("entity_id").is_valid() & pc.field("period").is_valid()


def _own(figures: Any) -> Any:
    """Figures of the newest year of each paper."""
    newest = newest_years(figures)
    years = pa.array([newest[doc_id] for doc_id in figures["doc_id"].to_pylist()], pa.int32())
    return figures.filter(pc.equal(figures["period"], years))


def _earlier(figures: Any) -> dict[str, set[int]]:
    """The years before its newest that each paper prints figures of; papers that print none are left out."""
    years: defaultdict[str, set[int]] = defaultdict(set)
    for row in figures.group_by(["doc_id", "period"]).aggregate([]).to_pylist():
        years[row["doc_id"]].add(row["period"])
    return {doc_id: found - {max(found)} for doc_id, found in years.items() if len(found) > 1}


def _stated(parts: Parts) -> Iterator[tuple[str, int]]:
    """Papers whose sentences state a move since another year, each with the year."""
    rows = parts.rows("claims", pc.field("quantity") == "move", ["doc_id", "sentence"])
    for row in rows.to_pylist():
        if (year := year_compared(row["sentence"])) is not None:
            yield row["doc_id"], year


# --------------------------------------------------------------------------- what they say of each other


def _found(parts: Parts, asking: _Asking, people: People | None) -> Iterator[dict[str, Any]]:
    """The rows of findings of some papers; only those that differ from another are understood anew."""
    own = _by_paper(_series(parts, asking.years))
    index = Index([*_others(parts, asking, own), *(one for found in own.values() for one in found)])
    asked = (doc_id for doc_id in sorted(asking.years) if _may_differ(doc_id, asking, own[doc_id], index))
    for document in parts.documents(list(asked)):
        audit = Audit(decision=understand(document), findings=(), checks=())
        yield from _rows_of(check_against(audit, own[document.doc_id], index), people)


def _may_differ(doc_id: str, asking: _Asking, own: Iterable[Series], index: Index) -> bool:
    """Whether a paper has to be understood anew: a figure differs, or it states a move that a ranking can check."""
    if doc_id in asking.moves and any(index.ranks_provinces(year) for year in asking.years[doc_id]):
        return True
    return any(copy is not None and copy.differs() for copy in map(index.copy_of, own))


def _series(parts: Parts, doc_ids: Iterable[str]) -> Iterator[Series]:
    asked = set(doc_ids)
    if asked:
        yield from series_in(
            lambda table, columns=None: parts.rows(table, _among("doc_id", asked), columns), asked
        )


def _by_paper(found: Iterable[Series]) -> defaultdict[str, list[Series]]:
    papers: defaultdict[str, list[Series]] = defaultdict(list)
    for one in found:
        papers[one.source.doc_id].append(one)
    return papers


def _others(parts: Parts, asking: _Asking, own: Mapping[str, Sequence[Series]]) -> Iterator[Series]:
    """Series of the other papers about the years that are asked about, for agencies that are asked about."""
    years = {year for asked in asking.years.values() for year in asked}
    about = _among("period", years)
    if not asking.moves:  # a move is one of the paper's province, which its tables need not list
        about &= _among(
            "entity_id", {entity for found in own.values() for one in found for entity in one.figures}
        )
    met = parts.rows("observations", about, ["doc_id"])["doc_id"].unique().to_pylist()
    newest = newest_years(parts.rows("observations", _among("doc_id", met), ["doc_id", "period"]))
    yield from _series(parts, {doc for doc, year in newest.items() if year in years} - asking.years.keys())


def _rows_of(audit: Audit, people: People | None) -> Iterator[dict[str, Any]]:
    statuses = people.statuses(audit) if people is not None else {}
    for row in rows(audit)["findings"]:
        yield row | {"status": statuses.get(row["finding_id"], row["status"])}
