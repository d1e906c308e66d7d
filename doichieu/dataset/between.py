"""Findings between the papers of a new state: rows of `findings` that follow from two papers, in files of their own.

What a paper repeats of another changes when either does. Each publication looks again at the papers that are new or
changed and at those that repeat a figure of theirs or compare with their years, which an index of each segment tells;
what was found of all others is taken over from the state before.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from doichieu.dataset.asking import asking
from doichieu.dataset.facts import issued_in, series_in
from doichieu.dataset.record import to_arrow
from doichieu.dataset.repeats import Repeats
from doichieu.dataset.rows import rows
from doichieu.dataset.schema import SCHEMAS
from doichieu.dataset.segments import conform, name_of
from doichieu.model import Audit
from doichieu.normalize import understand
from doichieu.validate.chain import check_against
from doichieu.validate.chain.cited import citations_of_papers
from doichieu.validate.chain.counterparts import counterparts
from doichieu.validate.chain.index import Index
from doichieu.validate.chain.issued import Papers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from doichieu.dataset.parts import Parts
    from doichieu.dataset.place import State
    from doichieu.dataset.record import People
    from doichieu.validate.chain import Issued, Series

# Files of these findings among those of `findings`.
_PREFIX = "between-"
# So many files of less than a size (in findings) become one of the next, as segments do.
_TIER = 8
_SIZES = [_TIER**power for power in range(2, 7)]


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
    before, after = map(Repeats, parts)
    again = asking(before, after, changed) if changed else set()
    new = [to_arrow("findings", list(_found(after, again, people)))]
    kept = []
    if state is not None:
        for name in filter(_is_between, state.files("findings")):
            stays = _without(state, name, {*again, *changed})
            if stays is None:
                kept.append(name)
            else:
                new.append(stays)
        for name in _small(state, kept):
            new.append(conform("findings", pq.read_table(state.opened(name), partitioning=None)))
            kept.remove(name)
    _write(staged, pa.concat_tables(new))
    return kept


def _is_between(name: str) -> bool:
    return name.rpartition("/")[2].startswith(_PREFIX)


def _without(state: State, name: str, doc_ids: Collection[str]) -> Any | None:
    """Rows of a file but for those of some papers; None where these are all, with the columns of this version."""
    with pq.ParquetFile(state.opened(name)) as file:
        ids = file.read(["doc_id"], use_threads=False)["doc_id"]
        stays = pc.invert(pc.is_in(ids, pa.array(sorted(doc_ids), pa.string())))
        if file.schema_arrow.equals(SCHEMAS["findings"]) and pc.all(stays).as_py():
            return None
        return conform("findings", file.read(use_threads=False)).filter(stays)


def _small(state: State, names: Iterable[str]) -> list[str]:
    """Files to put together, so that there are few: those below a size, where there are many such."""
    lengths = {}
    for name in names:
        with pq.ParquetFile(state.opened(name)) as file:
            lengths[name] = file.metadata.num_rows
    found = ([name for name, length in lengths.items() if length < size] for size in _SIZES)
    return max((small for small in found if len(small) >= _TIER), key=len, default=[])


def _write(staged: Path, found: Any) -> None:
    if len(found):
        found = found.sort_by([("doc_id", "ascending"), ("finding_id", "ascending")])
        name = name_of(map(str, found.to_pylist()))
        pq.write_table(found, staged / "findings" / f"{_PREFIX}{name}.parquet")


def _found(repeats: Repeats, again: Collection[str], people: People | None) -> Iterator[dict[str, Any]]:
    """The rows of findings of some papers; only those that differ from another are understood anew."""
    told_of = list(repeats.papers(again))
    since = {row["doc_id"]: row["since"] for row in told_of if row["since"]}
    spoken = {row["doc_id"]: row["spoken"] for row in told_of if row["spoken"]}
    near = repeats.nearest_before(again)
    told = {*near, *since}
    read = _by_paper(_series(repeats, told.union(repeats.ranking_provinces(since), *near.values())))
    index = Index(one for found in read.values() for one in found)
    papers = Papers(_issued(repeats, told.union(*near.values())))
    citing = {one.source.doc_id: one for one in papers.issued}
    texts = _texts(repeats, told)
    differing = [
        doc_id
        for doc_id in sorted(told)
        if _may_differ(read[doc_id], since.get(doc_id, ()), index)
        or (near.get(doc_id) and not read[doc_id])
        or any(counterparts(read[doc_id], spoken.get(doc_id, ()), index))
        or any(any(citations_of_papers(text, citing[doc_id], papers)) for text in texts[doc_id])
    ]
    for document in repeats.holding(differing).documents(differing):
        audit = Audit(decision=understand(document), findings=(), checks=())
        yield from _rows_of(check_against(audit, read[document.doc_id], index, papers), people)


def _may_differ(own: Iterable[Series], since: Iterable[int], index: Index) -> bool:
    """Whether a paper has to be understood anew: a figure differs, or it states a move that a ranking can check."""
    if any(map(index.ranks_provinces, since)):
        return True
    return any(copy is not None and copy.differs() for copy in map(index.copy_of, own))


def _series(repeats: Repeats, doc_ids: Collection[str]) -> Iterator[Series]:
    holding = repeats.holding(doc_ids)
    yield from series_in(lambda table, columns=None: holding.rows(table, doc_ids, columns), doc_ids)


def _issued(repeats: Repeats, doc_ids: Collection[str]) -> list[Issued]:
    """Papers as others cite them."""
    holding = repeats.holding(doc_ids)
    return list(issued_in(lambda table, columns=None: holding.rows(table, doc_ids, columns), doc_ids))


def _texts(repeats: Repeats, doc_ids: Collection[str]) -> defaultdict[str, list[str]]:
    """What papers print outside tables, where it may cite another paper."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for row in repeats.holding(doc_ids).rows("blocks", doc_ids, ["doc_id", "text"]).to_pylist():
        if row["text"] and "/" in row["text"]:
            texts[row["doc_id"]].append(row["text"])
    return texts


def _by_paper(found: Iterable[Series]) -> defaultdict[str, list[Series]]:
    papers: defaultdict[str, list[Series]] = defaultdict(list)
    for one in found:
        papers[one.source.doc_id].append(one)
    return papers


def _rows_of(audit: Audit, people: People | None) -> Iterator[dict[str, Any]]:
    statuses = people.statuses(audit) if people is not None else {}
    for row in rows(audit)["findings"]:
        yield row | {"status": statuses.get(row["finding_id"], row["status"])}
