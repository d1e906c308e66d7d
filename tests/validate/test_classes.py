"""Papers of many classes: each is silent as it is, and with one figure misprinted names that cell first.

A file of `classes/` holds sentences, tables (`# number: caption (header rows)`, cells between `|`) and the misprints to try
(`! table | row | column | printed -> misprinted`, rows and columns of the grid from 0). All figures are made up. The
cells misprinted are such as other figures of the paper vouch for.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.validate.papers import Sketch, examine, serious

CLASSES = sorted((Path(__file__).parent / "classes").glob("*.txt"))
_TABLE = re.compile(r"# (?P<number>[\d.]+): (?P<caption>.+) \((?P<header>\d)\)")
_MISPRINT = re.compile(r"! (\d+) \| (\d+) \| (\d+) \| (.+) -> (.+)")

Misprint = tuple[int, int, int, str, str]


def load(path: Path) -> tuple[list[Sketch | str], list[Misprint]]:
    """Blocks and misprints of a file."""
    blocks: list[Sketch | str] = []
    misprints = []
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        table, misprint = _TABLE.fullmatch(line), _MISPRINT.fullmatch(line)
        if table:
            rows = []
            blocks.append(Sketch(rows, table["number"], table["caption"], header_rows=int(table["header"])))
        elif misprint:
            place = [int(group) for group in misprint.groups()[:3]]
            misprints.append((place[0], place[1], place[2], misprint.group(4), misprint.group(5)))
        elif " | " in line:
            rows.append(line.split(" | "))
        elif line:
            blocks.append(line)
    return blocks, misprints


def misprinted(blocks: list[Sketch | str], misprint: Misprint) -> list[Sketch | str]:
    """The paper with one figure misprinted."""
    number, row, col, printed, wrong = misprint
    changed = list(blocks)
    at = [index for index, block in enumerate(blocks) if isinstance(block, Sketch)][number - 1]
    sketch = blocks[at]
    assert isinstance(sketch, Sketch)
    rows = [list(cells) for cells in sketch.rows]
    assert rows[row][col] == printed
    rows[row][col] = wrong
    changed[at] = Sketch(rows, sketch.number, sketch.caption, sketch.header_rows, sketch.notes)
    return changed


@pytest.mark.parametrize("path", CLASSES, ids=lambda path: path.stem)
def test_right_paper_raises_nothing(path: Path) -> None:
    """A paper of the class in which all figures hold has nothing above info."""
    blocks, _ = load(path)
    assert [finding.message.vi for finding in serious(examine(*blocks))] == []


@pytest.mark.parametrize("path", CLASSES, ids=lambda path: path.stem)
def test_misprinted_figure_is_named_first(path: Path) -> None:
    """Each misprint of the class is found, and the finding named first points at it."""
    blocks, misprints = load(path)
    named = []
    for misprint in misprints:
        first = next(iter(serious(examine(*misprinted(blocks, misprint)))), None)
        named.append((int((first.table_id or "t0")[1:]), first.row, first.col) if first else None)
    assert named == [misprint[:3] for misprint in misprints]
