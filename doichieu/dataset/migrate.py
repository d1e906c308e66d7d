"""Datasets of layout 1 (a folder a table, a file a document) brought to the layout of this version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from doichieu.dataset.layout import STORE
from doichieu.dataset.manifest import Source
from doichieu.dataset.schema import TABLES
from doichieu.dataset.segments import DOCUMENT_TABLES, conform

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from doichieu.dataset.plan import Fresh
    from doichieu.dataset.segments import Tables

_SCHEMA_FILE = "schema.parquet"
_ASIDE = "layout-1"
# Letters of a key of a document; the names of files with several are longer.
_DOC_ID = 16


class _Old:
    """Documents of a dataset of layout 1."""

    def __init__(self, folder: Path | None, receipts: dict[str, str]) -> None:
        self._folder = folder
        self._receipts = receipts

    def ids(self) -> Iterable[str]:
        return self._receipts

    def __contains__(self, doc_id: str) -> bool:
        return doc_id in self._receipts

    def digest(self, doc_id: str) -> str:
        return self._receipts[doc_id]

    def tables(self, doc_id: str) -> Tables:
        if self._folder is None:
            raise KeyError(doc_id)
        paths = {table: self._folder / table / f"{doc_id}.parquet" for table in DOCUMENT_TABLES}
        return {
            table: conform(table, pq.ParquetFile(path).read())
            for table, path in paths.items()
            if path.is_file()
        }


NOTHING: Fresh = _Old(None, {})


def is_old(folder: Path) -> bool:
    """Whether the folder holds a dataset of layout 1."""
    return _has_tables(folder) and all(len(name) == _DOC_ID for name in _names(folder))


def is_bare(folder: Path) -> bool:
    """Whether the folder holds the tables of a dataset of the present layout, and nothing that belongs to them."""
    return _has_tables(folder) and not is_old(folder)


def _has_tables(folder: Path) -> bool:
    return (folder / "documents" / _SCHEMA_FILE).is_file() and not (folder / "documents").is_symlink()


def _names(folder: Path) -> list[str]:
    """What the files of documents are called, without their suffix: a file a document, or a hash of several."""
    paths = (folder / "documents").glob("*.parquet")
    return [path.stem for path in paths if path.name != _SCHEMA_FILE]


def is_begun(folder: Path) -> bool:
    """Whether a run was killed while it put a dataset of layout 1 aside."""
    return (folder / STORE / _ASIDE).is_dir()


def documents(folder: Path) -> tuple[dict[str, Source], Fresh]:
    """What a dataset of layout 1 holds.

    Args:
        folder: The dataset.

    Returns:
        Its sources, and its documents.
    """
    sources: dict[str, Source] = {}
    receipts: dict[str, str] = {}
    for path in sorted((folder / "documents").glob("*.parquet")):
        for row in pq.ParquetFile(path).read().to_pylist():
            receipts[row["doc_id"]] = f"{row['version']} {row['ingested_at']}"
            sources[row["source_id"]] = Source(
                source_id=row["source_id"],
                source=row["source"],
                doc_id=row["doc_id"],
                seen=row["ingested_at"].isoformat(),
            )
    for path in sorted((folder / "issues").glob("unread-*.parquet")):
        for row in pq.ParquetFile(path).read().to_pylist():
            held = sources.get(row["source_id"])
            sources[row["source_id"]] = Source(
                source_id=row["source_id"],
                source=row["source"],
                doc_id=None if held is None else held.doc_id,
                seen="" if held is None else held.seen,
                code=row["code"],
                message=row["message"],
            )
    return sources, _Old(folder, receipts)


def put_aside(folder: Path) -> None:
    """Move the folders of layout 1 out of the way, once their content is in the current state.

    They stay in the store until a person removes them: readers see the same rows before and after.
    """
    for table in TABLES:
        path = folder / table
        if path.is_dir() and not path.is_symlink():
            aside = folder / STORE / _ASIDE
            aside.mkdir(exist_ok=True)
            path.replace(aside / table)
