"""An index of each segment: which papers print which figures, so that a publication opens those alone that it concerns.

Two Parquet files a segment, in a folder of the state that no reader of the dataset is led to:

    index/<segment>-<code>-papers.parquet     a row a paper: its place in order, its year, the years it speaks of
    index/<segment>-<code>-figures.parquet    a row a figure and paper, in the order of the figures' keys

They follow from the segment's tables, by the code that their name says. Where they are missing (a version before
wrote the state, or other code did) they are made again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from doichieu.dataset.keyed import keyed
from doichieu.dataset.version import rules_of, version

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from doichieu.dataset.place import State

FOLDER = "index"
# Raised with the content of the files.
_LAYOUT = 4
_GROUP = 30_000


def names(segment: str) -> tuple[str, str]:
    """Names of the files of a segment: papers, figures."""
    code = f"{_LAYOUT}{rules_of(version())}"
    return f"{FOLDER}/{segment}-{code}-papers.parquet", f"{FOLDER}/{segment}-{code}-figures.parquet"


def write(staged: Path, state: State, segment: str) -> None:
    """Write the index of a segment.

    Args:
        staged: The folder of the state that is being built.
        state: The state that has the segment's tables.
        segment: Name of the segment.
    """
    for name, table in zip(names(segment), keyed(state, segment), strict=True):
        pq.write_table(
            table,
            staged / name,
            row_group_size=_GROUP,
            use_dictionary=["doc_id", "paper"],
            column_encoding={"key": "DELTA_BINARY_PACKED"} if "key" in table.column_names else None,
        )


def has(state: State, segment: str) -> bool:
    """Whether a state has the index of a segment, as this code makes it."""
    return all(state.has(name) for name in names(segment))


def papers(state: State, segment: str) -> Any:
    """A row a paper of a segment, with the columns PAPERS, of a state that has its index."""
    with pq.ParquetFile(state.opened(names(segment)[0])) as file:
        return file.read(use_threads=False)


def figures(state: State, segment: str, keys: Sequence[int] | None = None) -> Any:
    """The figures of a segment, with the columns FIGURES, of a state that has its index.

    Args:
        state: The state.
        segment: The segment.
        keys: Keys of the figures that are asked for, all when None. Row groups without them are left out.
    """
    asked = None if keys is None else sorted(keys)
    with pq.ParquetFile(state.opened(names(segment)[1])) as file:
        return file.read_row_groups(list(_groups(file, asked)), use_threads=False)


def _groups(file: Any, keys: Sequence[int] | None) -> Iterator[int]:
    """Row groups in which some of the keys, sorted, may stand."""
    for group in range(file.num_row_groups):
        bounds = file.metadata.row_group(group).column(0).statistics
        if bounds is None:  # a group without rows
            continue
        if keys is None or bisect_left(keys, bounds.min) < bisect_right(keys, bounds.max):
            yield group
