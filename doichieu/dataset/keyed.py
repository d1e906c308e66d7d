"""Figures of papers as keys: what makes two figures of two papers one, as a number."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from doichieu.dataset.facts import issued_row
from doichieu.dataset.schema import SCHEMAS
from doichieu.dataset.segments import file_of
from doichieu.validate.chain import year_compared
from doichieu.validate.chain.cited import keys_cited
from doichieu.validate.chain.issued import keys_of
from doichieu.validate.chain.series import MEASURES, issue_key_of
from doichieu.validate.chain.years import (
    kinds_and_years,
    year_of_notice,
    years_compared_in,
    years_named_in,
)
from doichieu.validate.paper import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from doichieu.dataset.place import State
    from doichieu.validate.chain.issued import Issued

PAPERS = pa.schema([
    ("doc_id", pa.string()), ("issue_key", pa.string()), ("newest", pa.int32()), ("since", pa.list_(pa.int32())),
    ("spoken", pa.list_(pa.int32())),
])  # fmt: skip
"""A row a paper: what puts it in order among others, the year it is about, the years since which its sentences state a
move, all other years that its sentences and columns of changes speak of."""

FIGURES = pa.schema([("key", pa.int64()), ("own", pa.bool_()), ("paper", pa.int32())])
"""A row a figure and paper: the figure's key, whether it is of the paper's own year, the paper's place in PAPERS. What
kind of units a paper lists figures of for a year is one more, of another year where it speaks of that; so is what
papers are cited by, "own" for the paper itself."""

_COLUMNS = ["doc_id", "entity_id", "period", "measure", "value"]
_SCALE = SCHEMAS["observations"].field("value").type.scale
# One in 2**40 figures is taken for another: then a paper is opened in vain.
_BYTES = 5


def key_of_ranking(entity_id: str, year: int) -> int:
    """The key under which papers that rank a province about a year stand, whatever the rank."""
    return _hashed(f"{entity_id}|{year}")


def keyed(state: State, segment: str) -> tuple[Any, Any]:
    """The papers of a segment, and which figures each prints.

    Args:
        state: A state that has the segment's tables.
        segment: Name of the segment.

    Returns:
        Tables with the columns PAPERS and FIGURES, the latter in the order of the keys; memory is that of 16 bytes a
        figure and of one row group.
    """
    documents = _read(state, segment, "documents", SCHEMAS["documents"].names)
    doc_ids, count = documents["doc_id"], len(documents)
    found = pa.concat_tables([_none(), *_keys(state, segment, doc_ids)])
    newest = _newest_years(found, count)
    found = found.append_column("own", pc.equal(found["period"], newest.take(found["paper"])))
    years, issued = newest.to_pylist(), [issued_row(row) for row in documents.to_pylist()]
    about = [year or year_of_notice(one.source, one.subject) for year, one in zip(years, issued, strict=True)]
    spoken = _spoken(state, segment, doc_ids, about)
    since = _since(state, segment, doc_ids)
    columns = [doc_ids, _issue_keys(documents), newest, _lists(since, count), _lists(spoken, count)]
    figures = found.group_by(["key", "own", "paper"]).aggregate([]).select(FIGURES.names).cast(FIGURES)
    kinds = _kinds(state, segment, doc_ids)
    others = [
        *_kinds_and_years(kinds, years, spoken),
        *_kinds_noticed(issued, years, spoken),
        *_papers_cited(state, segment, doc_ids, issued),
    ]
    texts = pa.array([text for text, _, _ in others], pa.string())
    marks = [[own for _, own, _ in others], [paper for _, _, paper in others]]
    figures = pa.concat_tables(
        [figures, pa.table([_hashes(pa.chunked_array([texts])), *marks], schema=FIGURES)]
    )
    order = [(name, "ascending") for name in FIGURES.names]
    return pa.Table.from_arrays(columns, schema=PAPERS), figures.sort_by(order)


def _issue_keys(documents: Any) -> Any:
    columns = (documents[name].to_pylist() for name in ("issued_on", "number", "doc_id"))
    return pa.array(map(issue_key_of, *columns), pa.string())


def _newest_years(found: Any, count: int) -> Any:
    """The year that each paper is about, null where it prints no figure that another may repeat."""
    grouped = found.group_by("paper").aggregate([("period", "max")])
    years = dict(zip(grouped["paper"].to_pylist(), grouped["period_max"].to_pylist(), strict=True))
    return pa.array([years.get(paper) for paper in range(count)], pa.int32())


def _lists(years: Mapping[int, set[int]], count: int) -> Any:
    return pa.array([sorted(years.get(paper, ())) for paper in range(count)], PAPERS.field("since").type)


def _none() -> Any:
    return pa.schema([("key", pa.int64()), ("paper", pa.int32()), ("period", pa.int32())]).empty_table()


def _read(state: State, segment: str, table: str, columns: list[str], keep: Any = None) -> Any:
    name = file_of(table, segment)
    if not state.has(name):
        return SCHEMAS[table].empty_table().select(columns)
    return pq.read_table(
        state.opened(name), columns=columns, filters=keep, partitioning=None, use_threads=False
    ).replace_schema_metadata()


def _keys(state: State, segment: str, doc_ids: Any) -> Iterator[Any]:
    """Keys of a segment's figures, each with its paper and year; a row group at a time."""
    name = file_of("observations", segment)
    if not state.has(name):
        return
    places = doc_ids.combine_chunks()
    with pq.ParquetFile(state.opened(name)) as file:
        for group in range(file.num_row_groups):
            rows = _comparable(file.read_row_group(group, columns=_COLUMNS, use_threads=False))
            paper = pc.index_in(rows["doc_id"], value_set=places)
            ranks = pc.and_(pc.equal(rows["measure"], "rank"), _of_provinces(rows["entity_id"]))
            for texts, kept in ((_figure_texts(rows), None), (_ranking_texts(rows), ranks)):
                table = pa.table([_hashes(texts), paper, rows["period"]], schema=_none().schema)
                yield table if kept is None else table.filter(kept)


def _comparable(rows: Any) -> Any:
    """Figures that another paper may repeat."""
    named = pc.and_(pc.is_valid(rows["entity_id"]), pc.is_valid(rows["period"]))
    of_measure = pc.is_in(rows["measure"], value_set=pa.array(sorted(MEASURES)))
    return rows.filter(pc.and_(pc.and_(named, pc.is_valid(rows["value"])), of_measure))


def _kinds(state: State, segment: str, doc_ids: Any) -> dict[int, set[str]]:
    """The kinds of units that each paper lists figures of, by the paper's place."""
    listed = _read(
        state, segment, "observations", ["doc_id", "entity_id"], pc.is_valid(pc.field("entity_id"))
    )
    listed = listed.group_by(["doc_id", "entity_id"], use_threads=False).aggregate([])
    paper = pc.index_in(listed["doc_id"], value_set=doc_ids.combine_chunks()).to_pylist()
    found: dict[int, set[str]] = {}
    for at, entity in zip(paper, listed["entity_id"].to_pylist(), strict=True):
        found.setdefault(at, set()).add(kind_of(entity))
    return found


def _kinds_and_years(
    kinds: Mapping[int, set[str]], newest: Sequence[int | None], spoken: Mapping[int, set[int]]
) -> Iterator[tuple[str, bool, int]]:
    """Each kind of units with the year of its own of a paper, and with those that it speaks of."""
    for paper, listed in kinds.items():
        for year in {newest[paper], *spoken.get(paper, ())} - {None}:
            for kind in listed - {""}:
                yield f"{kind}|{year}|units", year == newest[paper], paper


def _kinds_noticed(
    issued: Sequence[Issued], newest: Sequence[int | None], spoken: Mapping[int, set[int]]
) -> Iterator[tuple[str, bool, int]]:
    """What papers without figures may speak of: each kind of units with each year that they name."""
    for paper, one in enumerate(issued):
        if newest[paper] is None:
            for kind, year in kinds_and_years(one.province, one.subject, spoken.get(paper, ())):
                yield f"{kind}|{year}|units", False, paper


def _papers_cited(
    state: State, segment: str, doc_ids: Any, papers: Sequence[Issued]
) -> Iterator[tuple[str, bool, int]]:
    """What each paper is cited by, and what it cites others by."""
    for paper, one in enumerate(papers):
        for key in keys_of(one):
            yield f"{key}|paper", True, paper
    blocks = _read(state, segment, "blocks", ["doc_id", "text"], pc.is_valid(pc.field("text")))
    places = pc.index_in(blocks["doc_id"], value_set=doc_ids.combine_chunks()).to_pylist()
    for paper, text in zip(places, blocks["text"].to_pylist(), strict=True):
        for key in keys_cited(text, papers[paper]) if "/" in text else ():
            yield f"{key}|paper", False, paper


def _of_provinces(entity_ids: Any) -> Any:
    return pc.invert(pc.match_substring(entity_ids, ":"))


def _figure_texts(rows: Any) -> Any:
    """What makes two figures one: agency, year, measure, and the value at one decimal, to which papers differ."""
    wide = rows["value"].cast(pa.decimal256(60, _SCALE))  # the longest figure has room to be rounded up
    coarse = pc.cast(pc.round(wide, 1, "half_towards_infinity"), pa.string())
    year = pc.cast(rows["period"], pa.string())
    return pc.binary_join_element_wise(rows["entity_id"], year, rows["measure"], coarse, "|")


def _ranking_texts(rows: Any) -> Any:
    return pc.binary_join_element_wise(rows["entity_id"], pc.cast(rows["period"], pa.string()), "|")


def _hashes(texts: Any) -> Any:
    """A number for each text."""
    coded = texts.combine_chunks().dictionary_encode()
    numbers = pa.array([_hashed(text) for text in coded.dictionary.to_pylist()], pa.int64())
    return numbers.take(coded.indices)


def _hashed(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=_BYTES).digest())


def _spoken(state: State, segment: str, doc_ids: Any, newest: Sequence[int | None]) -> dict[int, set[int]]:
    """Years other than its own that the paragraphs and the columns of changes of a paper speak of, by its place."""
    blocks = _read(state, segment, "blocks", ["doc_id", "text"], pc.field("kind") == "paragraph")
    headers = _read(state, segment, "observations", ["doc_id", "header"], pc.is_valid(pc.field("header")))
    headers = headers.group_by(["doc_id", "header"], use_threads=False).aggregate([])
    places = doc_ids.combine_chunks()
    found: dict[int, set[int]] = {}
    for table, years_in in ((blocks, years_named_in), (headers, years_compared_in)):
        paper = pc.index_in(table["doc_id"], value_set=places).to_pylist()
        for at, text in zip(paper, table.column(1).to_pylist(), strict=True):
            if (own := newest[at]) is not None:
                found.setdefault(at, set()).update(years_in(text, own))
    return found


def _since(state: State, segment: str, doc_ids: Any) -> dict[int, set[int]]:
    """Years since which the sentences of a paper state a move, by the paper's place."""
    claims = _read(state, segment, "claims", ["doc_id", "sentence"], pc.field("quantity") == "move")
    paper = pc.index_in(claims["doc_id"], value_set=doc_ids.combine_chunks()).to_pylist()
    found: dict[int, set[int]] = {}
    for at, sentence in zip(paper, claims["sentence"].to_pylist(), strict=True):
        if (year := year_compared(sentence)) is not None:
            found.setdefault(at, set()).add(year)
    return found
