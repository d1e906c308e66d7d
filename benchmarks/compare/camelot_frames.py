"""camelot's own test files with the frames that its tests expect."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Tests that read a whole page with no hint of where the table is; the frames are camelot's own convention.
EXPECTED: dict[str, tuple[str, ...]] = {
    "tabula/icdar2013-dataset/competition-dataset-us/us-030.pdf": ("data_lattice",),
    "clockwise_table_1.pdf": ("data_lattice_table_rotated",),
    "anticlockwise_table_1.pdf": ("data_lattice_table_rotated",),
    "twotables_2.pdf": ("data_lattice_two_tables_1", "data_lattice_two_tables_2"),
    "background_lines_1.pdf": ("data_lattice_process_background",),
    "column_span_2.pdf": ("data_lattice_shift_text_left_top",),
    "tabula/arabic.pdf": ("data_arabic",),
    "health.pdf": ("data_hybrid",),
    "clockwise_table_2.pdf": ("data_hybrid_table_rotated",),
    "anticlockwise_table_2.pdf": ("data_hybrid_table_rotated",),
    "vertical_header.pdf": ("data_hybrid_vertical_headers",),
}


def expected_frames(data: Path) -> dict[str, list[list[list[str]]]]:
    """Expected grids by file path, out of camelot's tests/data.py, which is parsed and never run."""
    literals: dict[str, list[list[str]]] = {}
    for node in ast.parse(data.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            try:
                literals[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:  # a slice of another frame
                continue
    return {
        file: [literals[name] for name in names]
        for file, names in EXPECTED.items()
        if all(name in literals for name in names)
    }
