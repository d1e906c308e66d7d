"""Datasets of the first layout are brought over: the same rows, and they go on from there."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from doichieu.dataset import open_dataset, store
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
