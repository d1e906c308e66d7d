"""Tables of worn pages whose rows do not come out even."""

from __future__ import annotations

import pytest

from doichieu.extract.pdf.cells import GridCell, PageTable
from doichieu.extract.pdf.content import PageContent
from doichieu.extract.pdf.frame import Frame
from doichieu.extract.pdf.textlayer.words import Word
from doichieu.extract.scan.engine import Reading
from doichieu.extract.scan.gaps import blank_rows, doubted, uneven_from
from doichieu.extract.scan.poor import report_print

WIDE = 100.0


def table(*rows: tuple[str, ...], spans: dict[tuple[int, int], int] | None = None) -> PageTable:
    """A table; lines of a cell are parted by a bar, places below a cell over several rows are empty."""
    cells = []
    start = 0
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            height = (spans or {}).get((row, col), 1)
            cell = GridCell(row, col, height, 1, (col * WIDE, row * 20.0, col * WIDE + WIDE, row * 20.0 + 20))
            for number, line in enumerate(text.split("|") if text else []):
                base = row * 20.0 + 9 * number
                cell.add(
                    Word(line, col * WIDE, base - 8, col * WIDE + 20, base, base, spaced=True, start=start),
                    base,
                )
                start += 1
            cells.append(cell)
    return PageTable((0.0, 0.0, WIDE * len(rows[0]), 20.0 * len(rows)), cells, ruled=True)


EVEN = [("STT", "Đơn vị", "Năm|2017"), *((f"{row}.", "Sở Y|tế", f"{row},5") for row in range(1, 6))]


def test_even_rows_are_even() -> None:
    """Names over two lines, a year in a header and the rest of a ruling below a figure are no stack of figures."""
    assert uneven_from(table(*EVEN)) is None
    assert uneven_from(table(*EVEN[:3], ("3.", "Sở Y tế", "3,5|-"), *EVEN[4:])) is None


@pytest.mark.parametrize(
    ("row", "texts"),
    [
        (3, ("3.", "Sở Y tế", "3,5|4,5")),
        (3, ("3.|4.", "Sở Y tế", "3,5")),
        (3, ("4.", "Sở Y tế", "3,5")),
    ],
    ids=["two figures", "two ordinals", "an ordinal left out"],
)
def test_what_two_rows_had_in_one_tells(row: int, texts: tuple[str, ...]) -> None:
    """Figures below each other in one cell, numbers of rows that skip one."""
    assert uneven_from(table(*EVEN[:row], texts, *EVEN[row + 1 :])) == row


def test_a_figure_over_two_rows_tells() -> None:
    """Where a ruling was lost in one column alone."""
    assert uneven_from(table(*EVEN, spans={(4, 2): 2})) == 4


def test_a_group_counts_from_one_again() -> None:
    """A number misread leaves no row out, and figures in a first column that are no numbers of rows tell nothing."""
    again = [("1", "Huyện A", "7"), ("2", "Huyện B", "8")]
    assert uneven_from(table(*EVEN, *again)) is None
    assert uneven_from(table(*EVEN[:3], ("3,", "Sở Y tế", "3,5"), *EVEN[4:], *again)) is None
    assert (
        uneven_from(table(("Năm", "A"), ("12", "7"), ("40", "8"), ("Cộng", "9"), ("a", "9"), ("b", "9")))
        is None
    )


def test_cells_are_in_doubt_from_that_row_on() -> None:
    """What is above keeps its readings; below no other reading is left to choose."""
    own = table(*EVEN)
    reading = Reading("x", 0.99, (("y", 0.01),), (0.5,))
    count = sum(len(cell.words) for cell in own.cells)
    found = doubted(own, 3, dict.fromkeys(range(count), reading))
    below = {line[0].start for cell in own.cells if cell.row >= 3 for line in cell.words}
    assert {at for at, one in found.items() if one.confidence < 0.9} == below
    assert not any(found[at].others for at in below)
    assert found[0] == reading


HOLES = [
    ("1", "92,5", "x"),
    ("2", "", ""),
    ("3", "90,5", "a"),
    ("4", "88", ""),
    ("5", "87,1", ""),
    ("6", "7", "b"),
]


def test_blank_cells_among_figures_are_found() -> None:
    """Blank cells of a column of words, or of one that is mostly blank, are none."""
    assert blank_rows(table(*HOLES)) == [1]
    assert blank_rows(table(*HOLES[2:])) == []


@pytest.mark.parametrize(
    ("unsure", "words"), [(0.1, None), (0.2, "20 % of the figures"), (0.9, "rows 2 of table 1")]
)
def test_poor_print_is_reported_with_its_blank_cells(unsure: float, words: str | None) -> None:
    """A page of good print has no such issue."""
    frame = Frame(0.0, 0.0, 595.0, 842.0, 0)
    content = PageContent(3, frame, frame, tables=[table(*HOLES)], unsure=unsure)
    report_print(content)
    assert [trouble.code for trouble in content.troubles] == ([] if words is None else ["poor-print"])
    assert words is None or words in content.troubles[0].message
