"""One state of a dataset, opened for reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from doichieu.dataset.layout import snapshot_of
from doichieu.dataset.schema import TABLES, descriptions
from doichieu.dataset.segments import conform
from doichieu.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One state of a dataset; its files do not change.

    Attributes:
        snapshot: Folder of that state. It is kept until two later ones were published.
    """

    snapshot: Path

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The current state; see `open_dataset`."""
        return cls(snapshot=snapshot_of(folder))

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables."""
        return TABLES

    def path(self, table: str) -> Path:
        """Folder of a table's Parquet files, for any tool that reads such.

        Raises:
            UsageError: There is no such table.
        """
        if table not in TABLES:
            raise UsageError(f"There is no table {table!r}.", do=f"choose among {', '.join(TABLES)}.")
        return self.snapshot / table

    def arrow(self, table: str, columns: Sequence[str] | None = None) -> Any:
        """A table as a pyarrow table.

        Args:
            table: Its name.
            columns: Columns to read, all when None.
        """
        files = sorted(self.path(table).glob("*.parquet"))
        rows = (pq.read_table(path, columns=columns, partitioning=None) for path in files)
        return pa.concat_tables(rows if columns else (conform(table, one) for one in rows))

    def pandas(self, table: str, columns: Sequence[str] | None = None) -> Any:
        """A table as a pandas data frame (`pip install doichieu[pandas]`)."""
        return self.arrow(table, columns).to_pandas()

    def polars(self, table: str, columns: Sequence[str] | None = None) -> Any:
        """A table as a Polars data frame (`pip install polars`)."""
        import polars as pl  # noqa: PLC0415 - not a dependency

        return pl.from_arrow(self.arrow(table, columns))

    def codebook(self, table: str) -> dict[str, str]:
        """What each column of a table means, in column order."""
        self.path(table)
        return descriptions(table)
