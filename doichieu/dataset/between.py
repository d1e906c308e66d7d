"""Findings between the papers of a new state: rows of `findings` that follow from two papers, in files of their own.

What a paper repeats of another changes when either does. Each publication looks again at the papers that are new or
changed and at those that print figures of the years these are about, for agencies that these list; what was found of
all others is taken over from the state before.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from doichieu.dataset.asking import Asking, asking
from doichieu.dataset.facts import series_in
from doichieu.dataset.parts import among
from doichieu.dataset.record import to_arrow
from doichieu.dataset.repeats import nearest, ranking_provinces, rows_of
from doichieu.dataset.rows import rows
from doichieu.dataset.segments import conform, has_columns, name_of
from doichieu.model import Audit
from doichieu.normalize import understand
from doichieu.validate.chain import check_against
from doichieu.validate.chain.index import Index

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from doichieu.dataset.parts import Parts
    from doichieu.dataset.place import State
    from doichieu.dataset.record import People
    from doichieu.validate.chain import Series

# Files of these findings among those of `findings`.
_PREFIX = "between-"


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
    asked = asking(before, after, changed)
    again = pc.field("doc_id").isin(pa.array(sorted({*asked.years, *changed}), pa.string()))
    stay = [
        conform("findings", pq.read_table(state.opened(name), filters=~again, partitioning=None))
        for name in files
        if state is not None
    ]
    found = pa.concat_tables([*stay, to_arrow("findings", list(_found(after, asked, people)))])
    if len(found):
        found = found.sort_by([("doc_id", "ascending"), ("finding_id", "ascending")])
        name = name_of(map(str, found.to_pylist()))
        pq.write_table(found, staged / "findings" / f"{_PREFIX}{name}.parquet")
    return []


def _is_between(name: str) -> bool:
    return name.rpartition("/")[2].startswith(_PREFIX)


def _found(parts: Parts, asked: Asking, people: People | None) -> Iterator[dict[str, Any]]:
    """The rows of findings of some papers; only those that differ from another are understood anew."""
    own = _by_paper(_series(parts, asked.years))
    index = Index([*_others(parts, asked, own), *(one for found in own.values() for one in found)])
    differing = [doc_id for doc_id in sorted(asked.years) if _may_differ(doc_id, asked, own[doc_id], index)]
    for document in parts.documents(differing):
        audit = Audit(decision=understand(document), findings=(), checks=())
        yield from _rows_of(check_against(audit, own[document.doc_id], index), people)


def _may_differ(doc_id: str, asked: Asking, own: Iterable[Series], index: Index) -> bool:
    """Whether a paper has to be understood anew: a figure differs, or it states a move that a ranking can check."""
    if doc_id in asked.moves and any(index.ranks_provinces(year) for year in asked.years[doc_id]):
        return True
    return any(copy is not None and copy.differs() for copy in map(index.copy_of, own))


def _series(parts: Parts, doc_ids: Iterable[str]) -> Iterator[Series]:
    asked = set(doc_ids)
    if asked:
        holding = parts.holding(asked)
        yield from series_in(
            lambda table, columns=None: holding.rows(table, among("doc_id", asked), columns), asked
        )


def _by_paper(found: Iterable[Series]) -> defaultdict[str, list[Series]]:
    papers: defaultdict[str, list[Series]] = defaultdict(list)
    for one in found:
        papers[one.source.doc_id].append(one)
    return papers


def _others(parts: Parts, asked: Asking, own: Mapping[str, Sequence[Series]]) -> Iterator[Series]:
    """Series of other papers that print what these repeat, or rank provinces in a year that these compare with."""
    repeated = rows_of(
        (doc_id, figure.entity_id, one.period, one.measure, figure.value)
        for doc_id, found in own.items()
        for one in found
        for figure in one.figures.values()
        if one.period in asked.years[doc_id]
    )
    others = nearest(parts, repeated)
    compared = {year for doc_id in asked.moves for year in asked.years[doc_id]}
    if compared:
        others |= ranking_provinces(parts, compared)
    yield from _series(parts, others - asked.years.keys())


def _rows_of(audit: Audit, people: People | None) -> Iterator[dict[str, Any]]:
    statuses = people.statuses(audit) if people is not None else {}
    for row in rows(audit)["findings"]:
        yield row | {"status": statuses.get(row["finding_id"], row["status"])}
