"""Rows of a table with a single value a cell, for formats that know neither lists nor decimals."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from doichieu.dataset import files
from doichieu.validate.rounding import quantum
from doichieu.validate.slips import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from doichieu.dataset.place import State

# The figure whose printed places stand beside it.
_PRINTED = "value"


def flat(state: State, table: str) -> Iterator[list[Any]]:
    """The rows of a table with single values: figures with their printed places, lists as JSON text.

    Args:
        state: A state of the dataset.
        table: A name in `TABLES`.

    Yields:
        Values in column order.
    """
    for rows in files.batches(state, table):
        for batch in rows.to_batches(max_chunksize=10_000):
            yield from map(list, zip(*(_single(batch, field) for field in batch.schema), strict=True))


def _single(batch: Any, field: Any) -> list[Any]:
    """The values of a column, one each."""
    values: list[Any] = batch.column(field.name).to_pylist()
    if pa.types.is_decimal(field.type):
        # The column's ten places are not those of the paper: 92,75 and 92,750 are different figures.
        printed = batch.column("places").to_pylist() if field.name == _PRINTED else map(_places, values)
        return [
            value if value is None else value.quantize(quantum(places))
            for value, places in zip(values, printed, strict=True)
        ]
    if pa.types.is_list(field.type):
        return [value if value is None else json.dumps(value, ensure_ascii=False) for value in values]
    return values


def _places(value: Decimal | None) -> int:
    return 0 if value is None else places_of(value)
