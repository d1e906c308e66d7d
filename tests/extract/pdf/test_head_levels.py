"""Headers of several levels above rows of figures, as yearbooks print them: titles centred over their columns."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from recipe.fonts import runs

from doichieu.extract import read_bytes

from .drawing import PAGE, draw, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

_XS = (60.0, 190.0, 260.0, 330.0, 400.0, 470.0, 540.0)
_ROWS = (
    ("Thành phố Sa Đéc", "1.204", "58,2", "7.011", "310", "61,4", "1.902"),
    ("Huyện Tân Hồng", "980", "57,9", "5.674", "1.024", "60,3", "6.175"),
    ("Huyện Lai Vung", "12.440", "60,1", "74.764", "87", "59,8", "520"),
    ("Huyện Cao Lãnh", "3.115", "59,4", "18.503", "2.260", "61,0", "13.786"),
    ("Huyện Lấp Vò", "640", "58,8", "3.763", "75", "60,6", "455"),
)
_LEAVES = ("Diện tích", "Năng suất", "Sản lượng") * 2
_WANTED = [
    ["Địa phương", "Lúa đông xuân", "", "", "Lúa hè thu", "", ""],
    ["", *_LEAVES],
    *[list(row) for row in _ROWS],
]


def _rule(canvas: Canvas, x0: float, x1: float, y: float) -> None:
    canvas.line(x0, PAGE[1] - y, x1, PAGE[1] - y)


def _width(canvas: Canvas, text: str, size: float) -> float:
    return sum(canvas.stringWidth(part, font, size) for font, part in runs(text, bold=False, mixed=False))


def _centre(canvas: Canvas, x0: float, x1: float, y: float, text: str, size: float = 10) -> None:
    write(canvas, (x0 + x1 - _width(canvas, text, size)) / 2, y, text, size)


def _body(canvas: Canvas, top: float, rows: Sequence[Sequence[str]] = _ROWS) -> None:
    """Names at the left, figures at the right of their columns."""
    for at, row in enumerate(rows):
        y = top + 14 + 16 * at
        write(canvas, _XS[0] + 2, y, row[0], 10)
        for text, right in zip(row[1:], (*_XS[2:], 600.0), strict=False):
            write(canvas, right - 4 - _width(canvas, text, 10), y, text, 10)


def _read(*drawn: object) -> list[list[list[str]]]:
    tables = read_bytes(draw(*drawn, size=(640, PAGE[1])), "x.pdf").tables
    return [[[text or "" for text in row] for row in table.grid()] for table in tables]


@pytest.mark.parametrize("under", [True, False], ids=["rules below the titles", "no rules below the titles"])
@pytest.mark.parametrize("gap", [13, 18], ids=["as near as lines", "apart"])
def test_title_above_the_middle_one_of_its_cells(gap: float, *, under: bool) -> None:
    """A title over three columns is no line of the cell that it stands right above."""

    def page(canvas: Canvas) -> None:
        _rule(canvas, 60, 600, 100)
        for first, title in ((1, "Lúa đông xuân"), (4, "Lúa hè thu")):
            right = 600.0 if first == 4 else _XS[first + 3]
            _centre(canvas, _XS[first], right, 114, title)
            if under:
                _rule(canvas, _XS[first] + 3, right - 3, 117)
        _centre(canvas, 60, 190, 114 + gap / 2, "Địa phương")
        for at, text in enumerate(_LEAVES, 1):
            _centre(canvas, _XS[at], (*_XS, 600.0)[at + 1], 114 + gap, text)
        _rule(canvas, 60, 600, 120 + gap)
        _body(canvas, 120 + gap)
        _rule(canvas, 60, 600, 120 + gap + 84)

    assert _read(page) == [_WANTED]


def test_titles_at_the_right_under_one_rule() -> None:
    """One rule runs below two titles that stand at the right of their columns, as the figures do."""

    def page(canvas: Canvas) -> None:
        _rule(canvas, 60, 600, 100)
        write(canvas, 62, 122, "Địa phương", 10)
        for right, title in ((400.0, "Lúa đông xuân"), (600.0, "Lúa hè thu")):
            write(canvas, right - 4 - _width(canvas, title, 10), 114, title, 10)
        _rule(canvas, 190, 600, 118)
        for right, text in zip((*_XS[2:], 600.0), _LEAVES, strict=False):
            write(canvas, right - 4 - _width(canvas, text, 10), 131, text, 10)
        _rule(canvas, 60, 600, 136)
        _body(canvas, 136)
        _rule(canvas, 60, 600, 220)

    assert _read(page) == [_WANTED]


def test_header_with_numbers_in_its_titles() -> None:
    """Lines between the two rules at the top are the header, whatever figures their titles have."""
    heads = (
        ("", ""),
        ("Thực hiện", "tháng 4/2023"),
        ("Ước tính", "tháng 5/2023"),
        ("5 tháng", "năm 2023"),
        ("Tháng 5 so", "với tháng 4"),
        ("5 tháng so", "cùng kỳ 2022"),
    )
    rows = [row[:6] for row in _ROWS]

    def page(canvas: Canvas) -> None:
        _rule(canvas, 60, 540, 100)
        for at, lines in enumerate(heads):
            for down, text in enumerate(lines):
                _centre(canvas, _XS[at], _XS[at + 1], 114 + 12 * down, text)
        _rule(canvas, 60, 540, 132)
        _body(canvas, 132, rows)
        _rule(canvas, 60, 540, 216)

    assert _read(page) == [[[" ".join(lines).strip() for lines in heads], *map(list, rows)]]


def test_titles_over_rows_ruled_cell_by_cell() -> None:
    """Where pieces of rulings tell the columns, titles in a header without rulings stand over the middle of theirs."""

    def page(canvas: Canvas) -> None:
        right = (*_XS, 600.0)
        for y in (100, 136, *(152 + 16 * at for at in range(5))):
            for at in range(7):
                _rule(canvas, right[at] - 0.3, right[at + 1] + 0.3, y)
        for first, title in ((1, "Lúa đông xuân"), (4, "Lúa hè thu")):
            _centre(canvas, right[first], right[first + 3], 114, title)
        _centre(canvas, 60, 190, 121, "Địa phương")
        for at, text in enumerate(_LEAVES, 1):
            _centre(canvas, right[at], right[at + 1], 128, text)
        _body(canvas, 136)

    assert _read(page) == [_WANTED]


def test_labels_of_groups_are_no_header() -> None:
    """Of rows ruled apart the first is the header; the label of a group between two rules below is none."""
    label = "Vùng Đồng bằng sông Cửu Long"

    def page(canvas: Canvas) -> None:
        for y in (100, 118, 136, 170, 188, 222):
            _rule(canvas, 60, 600, y)
        write(canvas, 62, 114, "Địa phương", 10)
        for at, text in enumerate(_LEAVES, 1):
            _centre(canvas, _XS[at], (*_XS, 600.0)[at + 1], 114, text)
        write(canvas, 62, 132, label, 10)
        _body(canvas, 136, _ROWS[:2])
        write(canvas, 62, 184, label + " khác", 10)
        _body(canvas, 188, _ROWS[2:4])

    blank = [""] * 6
    assert _read(page) == [
        [
            ["Địa phương", *_LEAVES],
            [label, *blank],
            *map(list, _ROWS[:2]),
            [label + " khác", *blank],
            *map(list, _ROWS[2:4]),
        ]
    ]


def test_long_title_over_narrow_columns() -> None:
    """A title whose words fall between the edges of narrow columns is one text."""
    months = [str(at) for at in range(1, 13)]
    xs = [60.0, *(130.0 + 38 * at for at in range(13))]
    rows = [[f"Trạm {name}", *(f"{at + by},{by}" for at in range(12))] for by, name in enumerate("ABCDE", 3)]

    def page(canvas: Canvas) -> None:
        _rule(canvas, 60, 590, 100)
        _centre(canvas, xs[1], xs[-1], 114, "Nhiệt độ trung bình các tháng trong năm")
        write(canvas, 62, 121, "Tên trạm", 10)
        for at, month in enumerate(months, 1):
            _centre(canvas, xs[at], xs[at + 1], 129, month)
        _rule(canvas, 60, 590, 134)
        for down, row in enumerate(rows):
            write(canvas, 62, 148 + 16 * down, row[0], 10)
            for text, right in zip(row[1:], xs[2:], strict=True):
                write(canvas, right - 6 - _width(canvas, text, 10), 148 + 16 * down, text, 10)
        _rule(canvas, 60, 590, 220)

    title = ["Tên trạm", "Nhiệt độ trung bình các tháng trong năm", *[""] * 11]
    assert _read(page) == [[title, ["", *months], *rows]]


def test_numbers_that_end_titles_are_no_numbers_of_columns() -> None:
    """Titles alike but for their numbers, the last of which stands alone in a line, keep it: "Quintile", then "1"."""

    def page(canvas: Canvas) -> None:
        for y in (60, 106, 126, 146):
            _rule(canvas, _XS[0], 540, y)
        for x in _XS:
            canvas.line(x, PAGE[1] - 60, x, PAGE[1] - 146)
        for at, (x0, x1) in enumerate(pairwise(_XS[1:]), 1):
            for y, text in ((74, f"Nhóm {at}"), (87, "Quintile"), (100, str(at))):
                _centre(canvas, x0, x1, y, text)
        for y, name in ((120, "Năm 2002"), (140, "Năm 2004")):
            write(canvas, _XS[0] + 2, y, name, 10)
            for at, (x0, x1) in enumerate(pairwise(_XS[1:]), 1):
                _centre(canvas, x0, x1, y, f"{at}{y},5")

    (rows,) = _read(page)
    assert rows[0] == ["", *(f"Nhóm {at} Quintile {at}" for at in range(1, 6))]
    assert len(rows) == 3
