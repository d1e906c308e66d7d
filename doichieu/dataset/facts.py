"""Series of the papers of a dataset, read from its Parquet files: what new papers are checked against."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from doichieu.dataset.files import read
from doichieu.model import Locator
from doichieu.validate.chain import Series, Source, series_of
from doichieu.validate.chain.series import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from doichieu.dataset.place import Address


def series(folder: Address, *, without: Iterable[str], periods: Iterable[int]) -> Iterator[Series]:
    """Columns of papers of a dataset that were printed for their own year.

    Args:
        folder: The dataset.
        without: doc_ids of the papers that are at hand already.
        periods: Years that are asked about; papers about other years are not read.

    Yields:
        The series of each other paper about one of the years.
    """
    documents = read(folder, "documents")
    left_out, wanted = set(without), set(periods)
    others = [row for row in documents.to_pylist() if row["doc_id"] not in left_out]
    if not others or not wanted:
        return
    newest = _newest(read(folder, "observations"))
    asked = {row["doc_id"]: row for row in others if newest.get(row["doc_id"]) in wanted}
    labels = _labels(folder, asked)
    for doc_id, facts in _facts(folder, asked).items():
        yield from series_of(_source(asked[doc_id]), facts, labels[doc_id])


def _newest(observations: Any) -> dict[str, int]:
    """The newest year of each paper's figures."""
    grouped = observations.group_by("doc_id").aggregate([("period", "max")])
    return dict(zip(grouped["doc_id"].to_pylist(), grouped["period_max"].to_pylist(), strict=True))


def _of(table: Any, doc_ids: Iterable[str]) -> Any:
    return table.filter(pc.is_in(table["doc_id"], value_set=pa.array(list(doc_ids), type=pa.string())))


def _labels(folder: Address, asked: dict[str, Any]) -> defaultdict[str, dict[str, str]]:
    labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in _of(read(folder, "tables"), asked).to_pylist():
        if row["number"]:
            labels[row["doc_id"]][row["table_id"]] = " ".join(filter(None, (row["number"], row["part"])))
    return labels


def _facts(folder: Address, asked: dict[str, Any]) -> defaultdict[str, list[Fact]]:
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    rows = _of(read(folder, "observations"), asked)
    for row in rows.filter(pc.and_(pc.is_valid(rows["entity_id"]), pc.is_valid(rows["period"]))).to_pylist():
        found[row["doc_id"]].append(
            Fact(
                row["table_id"],
                row["row"],
                row["col"],
                row["entity_id"],
                row["indicator"],
                row["measure"],
                row["period"],
                row["value"],
                row["as_printed"],
                Locator(document=asked[row["doc_id"]]["sha256"], page=row["page"]),
            )
        )
    return found


def _source(row: dict[str, Any]) -> Source:
    name = row["number"] or str(row["source"]).replace("\\", "/").rsplit("/", 1)[-1]
    return Source(
        sha256=row["sha256"], name=name, number=row["number"], issued_on=row["issued_on"], at_hand=False
    )
