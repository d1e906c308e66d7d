"""The tab-separated files of the registry, read as records."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

Record = dict[str, str]

_DATA = files("doichieu.normalize.registry") / "data"


def read_table(name: str) -> list[Record]:
    """Records of one file of the registry.

    Args:
        name: Path under `data/` ("provinces.tsv", "districts/VN-31.tsv").

    Returns:
        One dictionary a line; a missing last column is empty.
    """
    lines = [line for line in (_DATA / name).read_text("utf-8").splitlines() if line and line[0] != "#"]
    header = lines[0].split("\t")
    width = len(header)
    return [dict(zip(header, _padded(line.split("\t"), width), strict=True)) for line in lines[1:]]


def table_names(folder: str) -> list[str]:
    """Names of the files in a folder of the registry, sorted."""
    return sorted(f"{folder}/{entry.name}" for entry in _entries(folder) if entry.name.endswith(".tsv"))


@lru_cache(maxsize=256)
def day(text: str) -> date | None:
    """A date as the files write it (2025-07-01), None where the cell is empty."""
    return date.fromisoformat(text) if text else None


def items(text: str, separator: str = ";") -> tuple[str, ...]:
    """The items of a cell that holds several."""
    return tuple(item.strip() for item in text.split(separator) if item.strip()) if text else ()


def by_id(records: Iterable[Record], column: str = "id") -> dict[str, list[Record]]:
    """The lines of each entity, in the order of the file; the column holds what names it."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record[column], []).append(record)
    return groups


def _entries(folder: str) -> list[Traversable]:
    return list((_DATA / folder).iterdir())


def _padded(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))
