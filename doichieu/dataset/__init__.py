"""The dataset: schemas, rows, an atomic store of Parquet folders, exports, and how to open it from Python.

>>> from doichieu.dataset import open_dataset
>>> figures = open_dataset("outputs/dataset").pandas("observations")

The modules (`doichieu.dataset.store`, `doichieu.dataset.export`) each import pyarrow, which takes half a second, so
this package imports none of them by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from doichieu.dataset.opened import Dataset
    from doichieu.dataset.place import Address

__all__ = ["open_dataset"]


def open_dataset(dataset: Address) -> Dataset:
    """Open a dataset for reading, as it is now: what is published later is not seen.

    Args:
        dataset: Its folder, or its URL in an object store ("s3://bucket/data").

    Returns:
        Its tables, all of one state.

    Raises:
        DatasetError: There is no dataset.
    """
    from doichieu.dataset.opened import Dataset  # noqa: PLC0415 - pyarrow loads with it

    return Dataset.open(dataset)
