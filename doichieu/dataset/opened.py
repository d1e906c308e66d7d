"""One state of a dataset, opened for reading."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from doichieu.dataset import files
from doichieu.dataset.place import is_url, state_of
from doichieu.dataset.schema import TABLES, descriptions
from doichieu.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.dataset.place import Address, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One state of a dataset; its files do not change.

    Attributes:
        state: That state. It is kept until two later ones were published.
    """

    state: State

    @classmethod
    def open(cls, dataset: Address) -> Self:
        """The current state; see `open_dataset`."""
        return cls(state=state_of(dataset))

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables."""
        return TABLES

    def path(self, table: str) -> Address:
        """Folder of a table's Parquet files, for any tool that reads such: a path, or a URL in an object store.

        Raises:
            UsageError: There is no such table.
        """
        if table not in TABLES:
            raise UsageError(f"There is no table {table!r}.", do=f"choose among {', '.join(TABLES)}.")
        place = self.state.address
        return f"{place}/{table}" if is_url(place) else Path(place) / table

    def arrow(self, table: str, columns: Sequence[str] | None = None) -> Any:
        """A table as a pyarrow table.

        Args:
            table: Its name.
            columns: Columns to read, all when None.
        """
        self.path(table)
        return files.rows(self.state, table, columns)

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
