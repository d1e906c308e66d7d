"""Series of the papers of a dataset, read from its Parquet files: what new papers are checked against."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import fields
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from doichieu.dataset.files import rows as rows_of
from doichieu.dataset.place import state_of
from doichieu.model import Correction, Letterhead, Locator, paper_name
from doichieu.validate.chain import Series, Source, series_of
from doichieu.validate.chain.issued import Issued, issued
from doichieu.validate.chain.series import Fact, Title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from doichieu.dataset.place import Address


class Rows(Protocol):
    """Where rows of papers are read from."""

    def __call__(self, table: str, columns: Sequence[str] | None = None) -> Any:
        """Some columns of a table (all when None), as a pyarrow table."""
        ...


def series(folder: Address, *, without: Iterable[str], periods: Iterable[int]) -> Iterator[Series]:
    """Columns of papers of a dataset that were printed for their own year.

    Args:
        folder: The dataset.
        without: doc_ids of the papers that are at hand already.
        periods: Years that are asked about; papers about other years are not read.

    Yields:
        The series of each other paper about one of the years.
    """
    rows: Rows = partial(rows_of, state_of(folder))
    wanted = set(periods)
    if not wanted:
        return
    newest = newest_years(rows("observations", ["doc_id", "period"]))
    left_out = set(without)
    asked = [doc_id for doc_id, year in newest.items() if year in wanted and doc_id not in left_out]
    yield from series_in(rows, asked)


def papers_cited(
    folder: Address, *, without: Iterable[str], numbers: Iterable[str], days: Iterable[date]
) -> Iterator[Issued]:
    """Papers of a dataset that have one of some numbers, or were issued on one of some days.

    Args:
        folder: The dataset.
        without: doc_ids of the papers that are at hand already.
        numbers: Numbers and signs in capitals.
        days: Days.
    """
    documents = rows_of(state_of(folder), "documents")
    of_number = pc.is_in(pc.utf8_upper(documents["number"]), value_set=pa.array(list(numbers), pa.string()))
    of_day = pc.is_in(documents["issued_on"], value_set=pa.array(list(days), pa.date32()))
    left_out = set(without)
    for row in documents.filter(pc.or_kleene(of_number, of_day)).to_pylist():
        if row["doc_id"] not in left_out:
            yield issued_row(row)


def issued_in(rows: Rows, doc_ids: Iterable[str]) -> Iterator[Issued]:
    """Some papers as others cite them.

    Args:
        rows: Where their rows are read from.
        doc_ids: The papers.
    """
    yield from map(issued_row, _of(rows("documents"), doc_ids).to_pylist())


def newest_years(observations: Any) -> dict[str, int]:
    """The newest year of each paper's figures."""
    grouped = observations.group_by("doc_id").aggregate([("period", "max")])
    return dict(zip(grouped["doc_id"].to_pylist(), grouped["period_max"].to_pylist(), strict=True))


def series_in(rows: Rows, doc_ids: Iterable[str]) -> Iterator[Series]:
    """The series of some papers.

    Args:
        rows: Where their rows are read from.
        doc_ids: The papers.
    """
    asked = {row["doc_id"]: row for row in _of(rows("documents"), doc_ids).to_pylist()}
    if not asked:
        return
    titles, corrections = _titles(rows, asked), _corrections(rows, asked)
    for doc_id, facts in _facts(rows, asked).items():
        yield from series_of(_source(asked[doc_id]), facts, titles[doc_id], corrections[doc_id])


def _of(table: Any, doc_ids: Iterable[str]) -> Any:
    return table.filter(pc.is_in(table["doc_id"], value_set=pa.array(list(doc_ids), type=pa.string())))


def _titles(rows: Rows, asked: dict[str, Any]) -> defaultdict[str, dict[str, Title]]:
    titles: defaultdict[str, dict[str, Title]] = defaultdict(dict)
    for row in _of(rows("tables", ["doc_id", "table_id", "number", "part", "caption"]), asked).to_pylist():
        number = " ".join(filter(None, (row["number"], row["part"]))) if row["number"] else ""
        titles[row["doc_id"]][row["table_id"]] = Title(number, row["caption"] or "")
    return titles


def _corrections(rows: Rows, asked: dict[str, Any]) -> defaultdict[str, list[Correction]]:
    found: defaultdict[str, list[Correction]] = defaultdict(list)
    for row in _of(rows("findings", ["doc_id", "corrections"]), asked).to_pylist():
        found[row["doc_id"]].extend(Correction(**one) for one in json.loads(row["corrections"] or "[]"))
    return found


def _facts(rows: Rows, asked: dict[str, Any]) -> defaultdict[str, list[Fact]]:
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    figures = _of(rows("observations"), asked)
    named = pc.and_(pc.is_valid(figures["entity_id"]), pc.is_valid(figures["period"]))
    for row in figures.filter(pc.and_(named, pc.is_valid(figures["value"]))).to_pylist():
        found[row["doc_id"]].append(
            Fact(
                row["table_id"],
                row["row"],
                row["col"],
                row["entity_id"],
                row["indicator"],
                row["measure"],
                row["period"],
                row["value"].quantize(Decimal(1).scaleb(-row["places"])),
                row["as_printed"],
                Locator(document=asked[row["doc_id"]]["sha256"], page=row["page"]),
                row["header"] or "",
                row["unit"],
            )
        )
    return found


def issued_row(row: dict[str, Any]) -> Issued:
    """A paper as others cite it, from its row of `documents`."""
    return issued(_source(row), Letterhead(**{one.name: row[one.name] for one in fields(Letterhead)}))


def _source(row: dict[str, Any]) -> Source:
    return Source(
        sha256=row["sha256"],
        name=paper_name(row["number"], row["source"]),
        number=row["number"],
        issued_on=row["issued_on"],
        at_hand=False,
    )
