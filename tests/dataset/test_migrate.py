"""Datasets that earlier versions wrote, of the first layout or with fewer columns: the same rows, and they go on from there."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from doichieu.dataset import documents, export, layout, open_dataset, store
from doichieu.dataset.record import decode, encode
from doichieu.dataset.schema import SCHEMAS, TABLES
from doichieu.dataset.segments import stamped

from .factories import make_audit


def _old_dataset(folder: Path, count: int) -> Path:
    """A dataset as the first layout had it: a folder a table, a file a document."""
    for table in TABLES:
        (folder / table).mkdir(parents=True)
        pq.write_table(SCHEMAS[table].empty_table(), folder / table / "schema.parquet")
    for number in range(count):
        audit = make_audit(str(number), source=f"papers/{number}.txt")
        doc_id = audit.decision.document.doc_id
        stamp = {
            "source_id": f"{number:016}",
            "ingested_at": pa.scalar(number, pa.timestamp("us", tz="UTC")).as_py(),
        }
        for table, rows in decode(encode(audit).content).items():
            pq.write_table(stamped(rows, stamp), folder / table / f"{doc_id}.parquet")
    return folder


def test_an_old_dataset_is_brought_over(tmp_path: Path) -> None:
    """Every row is there as it was, and new papers come beside them."""
    folder = _old_dataset(tmp_path / "data", 5)
    before = {
        table: sorted(map(str, pa.concat_tables(map(pq.read_table, (folder / table).iterdir())).to_pylist()))
        for table in set(TABLES) - {"entities"}
    }
    with store.Store(folder):
        pass
    opened = open_dataset(folder)
    assert {table: sorted(map(str, opened.arrow(table).to_pylist())) for table in before} == before
    assert len(opened.arrow("entities")) == 2
    store.ingest([make_audit("new", source="papers/new.txt")], folder)
    assert len(open_dataset(folder).arrow("documents")) == 6
    assert all((folder / table).is_symlink() for table in TABLES)


# Columns that came after the first dataset of the present layout, the latest first: each version lacked those up to it.
_LATER = (
    ("findings", "operands"),
    ("cells", "corrected"),
    ("cells", "repaired_from"),
    ("cells", "reference"),
    ("blocks", "reference"),
)


@pytest.mark.parametrize("missing", range(1, len(_LATER) + 1))
def test_a_dataset_of_earlier_columns_is_read_and_written_anew(tmp_path: Path, missing: int) -> None:
    """What an earlier version wrote is read with nulls, and the next publication gives every file the same columns."""
    folder = tmp_path / "data"
    store.ingest([make_audit(str(number), source=f"papers/{number}.txt") for number in range(3)], folder)
    for table, column in _LATER[:missing]:
        assert column in SCHEMAS[table].names
        for path in (folder / table).iterdir():
            pq.write_table(pq.read_table(path, partitioning=None).drop_columns([column]), path)
    (layout.snapshot_of(folder) / layout.FILES).unlink()  # those versions noted no files
    before = open_dataset(folder)
    table, column = _LATER[missing - 1]
    assert set(before.arrow(table).column(column).to_pylist()) <= {None}
    assert set(before.arrow(table, [column]).column(column).to_pylist()) <= {None}
    assert len(list(documents.load(folder))) == 3
    export.write(folder, "csv", tmp_path / "csv")
    store.ingest([make_audit("new", source="papers/new.txt")], folder)
    for table in TABLES:
        written = [pq.read_schema(path) for path in (folder / table).iterdir()]
        assert all(one.equals(SCHEMAS[table]) for one in written), table
    assert len(pl.read_parquet(folder / "documents/*.parquet")) == 4
    assert len(duckdb.sql(f"FROM '{folder}/cells/*.parquet'")) == 4 * len(before.arrow("cells")) // 3


def test_a_dataset_of_the_same_columns_keeps_its_files(tmp_path: Path) -> None:
    """Where no column is new nothing is written again."""
    folder = tmp_path / "data"
    store.ingest([make_audit("a")], folder)
    (before,) = [path.name for path in (folder / "cells").iterdir() if path.name != "schema.parquet"]
    store.ingest([make_audit("b", source="papers/b.txt")], folder)
    assert before in {path.name for path in (folder / "cells").iterdir()}
