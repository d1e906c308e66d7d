"""tabula-java's own test files with the tables that its tests expect, as CSV or as arrays in its test classes."""

from __future__ import annotations

import csv
import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Grid = list[list[str]]

# CSV of which one test or several compare the whole text; the others hold rectangles, or text of pages without tables.
EXPECTED: tuple[str, ...] = (
    "AnimalSounds",
    "MultiColumn",
    "Publication_of_award_of_Bids_for_Transport_Sector__August_2016",
    "argentina_diputados_voting_record",
    "frx_2012_disclosure",
    "indictb1h_14",
    "schools",
    "spanning_cells",
    "spreadsheet_no_bounding_frame",
    "twotables",
    "us-020",
)
# Arrays of expected cells, by the paper they are read from.
ARRAYS = {"EU_002_EXPECTED": "eu-002", "EU_017_EXPECTED": "eu-017"}
_ARRAY = re.compile(r"String\[\]\[\] (\w+) = \{(.*?)\n\s*\};", re.DOTALL)
_ROW = re.compile(r"\{([^{}]*)\}")
_CELL = re.compile(r'"((?:[^"\\]|\\.)*)"')


def expected_tables(folder: Path) -> dict[Path, list[Grid]]:
    """Expected grids by file, columns without any text left out; rows of another width are another table.

    Args:
        folder: A folder with a checkout of tabula-java, at any depth.

    Returns:
        For each test file the tables that its tests expect; none where the checkout has other files.
    """
    tables: dict[Path, list[Grid]] = {}
    for stem in EXPECTED:
        for path in folder.rglob(f"csv/{stem}.csv"):
            with path.open(encoding="utf-8", newline="") as rows:
                parts = [without_blank_columns(own) for _, own in groupby(csv.reader(rows), len)]
                tables[path.parent.parent / f"{stem}.pdf"] = [part for part in parts if part]
    for source in folder.rglob("TestBasicExtractor.java"):
        for name, body in _ARRAY.findall(source.read_text(encoding="utf-8")):
            if name in ARRAYS:
                paper = next(folder.rglob(f"tabula/{ARRAYS[name]}.pdf"))
                rows = (_CELL.findall(row.group(1)) for row in _ROW.finditer(body))
                tables[paper] = [without_blank_columns(rows)]
    return {path: grids for path, grids in tables.items() if path.is_file()}


def without_blank_columns(rows: Iterable[Iterable[str | None]]) -> Grid:
    """A grid without its blank rows and columns: tabula adds some, and where a table begins is no question of these."""
    filled = [row for row in ([cell or "" for cell in row] for row in rows) if any(row)]
    width = max(map(len, filled), default=0)
    padded = [row + [""] * (width - len(row)) for row in filled]
    kept = [at for at in range(width) if any(row[at].strip() for row in padded)]
    return [[row[at] for at in kept] for row in padded]
