"""Levels of rows that only their indents show, in every medium that keeps them."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
import xlsxwriter
from docx.shared import Cm
from reportlab.pdfgen.canvas import Canvas

from doichieu.extract import read_bytes
from tests.extract.pdf.drawing import draw, grid, width_of, write

# Steps, label and figure of each row.
ROWS = [
    (0, "Tổng thu ngân sách", "1.250"),
    (1, "Thu nội địa", "900"),
    (2, "Thuế thu nhập cá nhân", "350"),
    (2, "Lệ phí trước bạ", "550"),
    (1, "Thu viện trợ", "350"),
]
HEAD = ("Chỉ tiêu", "Năm 2023")


def _steps(data: bytes, name: str) -> list[int]:
    """Steps of the labels of the one table of a file, the header's left out."""
    (table,) = read_bytes(data, name).tables
    return [cell.indent for cell in table.cells if cell.col == 0 and cell.row >= table.header_rows]


def _text() -> bytes:
    rows = [HEAD, *(("  " * step + label, figure) for step, label, figure in ROWS)]
    return ("Bảng 1. Thu ngân sách\n\n" + "\n".join("\t".join(row) for row in rows) + "\n").encode()


def _html(*, styled: bool) -> bytes:
    cells = "".join(
        f'<tr><td style="padding-left: {15 * step}px">{label}</td><td>{figure}</td></tr>'
        if styled
        else f"<tr><td>{'&nbsp;' * 3 * step}{label}</td><td>{figure}</td></tr>"
        for step, label, figure in ROWS
    )
    head = "".join(f"<th>{title}</th>" for title in HEAD)
    return f"<html><body><p>Bảng 1. Thu ngân sách</p><table><tr>{head}</tr>{cells}</table></body></html>".encode()


def _docx(*, styled: bool) -> bytes:
    paper = docx.Document()
    table = paper.add_table(rows=0, cols=2)
    for title, cell in zip(HEAD, table.add_row().cells, strict=True):
        cell.text = title
    for step, label, figure in ROWS:
        first, second = table.add_row().cells
        first.text, second.text = label if styled else "   " * step + label, figure
        if styled:
            first.paragraphs[0].paragraph_format.left_indent = Cm(0.5 * step)
    data = BytesIO()
    paper.save(data)
    return data.getvalue()


def _xlsx(*, styled: bool) -> bytes:
    data = BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD, book.add_format({"border": 1}))
        for row, (step, label, figure) in enumerate(ROWS, start=1):
            style = {"border": 1, "indent": step} if styled else {"border": 1}
            sheet.write(row, 0, label if styled else "   " * step + label, book.add_format(style))
            sheet.write(row, 1, int(figure.replace(".", "")), book.add_format({"border": 1}))
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("thu.txt", _text()),
        ("thu.html", _html(styled=True)),
        ("thu.html", _html(styled=False)),
        ("thu.docx", _docx(styled=True)),
        ("thu.docx", _docx(styled=False)),
        ("thu.xlsx", _xlsx(styled=True)),
        ("thu.xlsx", _xlsx(styled=False)),
    ],
)
def test_steps_are_those_that_labels_are_set_in(name: str, data: bytes) -> None:
    """Spaces, paragraphs, styles of cells and of pages say the same; the text keeps none of it."""
    assert _steps(data, name) == [step for step, _, _ in ROWS]
    (table,) = read_bytes(data, name).tables
    assert [row[0] for row in table.grid()[1:]] == [label for _, label, _ in ROWS]


@pytest.mark.parametrize(
    "leads",
    [
        [0, 0, 0, 0, 0],
        [1, 0, 1, 0, 0],  # a space that slipped in
        [0, 3, 6, 9, 12],
        [4, 5, 6, 7, 8],  # labels in the middle of their column
    ],
)
def test_spaces_without_levels_are_none(leads: list[int]) -> None:
    """Labels that begin anywhere, or nearly at one place, show no levels; five steps one below the other do."""
    rows = [
        HEAD,
        *((" " * lead + label, figure) for lead, (_, label, figure) in zip(leads, ROWS, strict=True)),
    ]
    data = ("Bảng 1. Thu ngân sách\n\n" + "\n".join("\t".join(row) for row in rows) + "\n").encode()
    assert _steps(data, "thu.txt") == ([0, 1, 2, 3, 4] if leads[-1] == 12 else [0] * 5)


def _pdf(leads: list[float]) -> bytes:
    """The rows as a page prints them between rulings, each label beginning so many points behind the edge."""
    rows = [HEAD, *((label, figure) for _, label, figure in ROWS)]

    def page(canvas: Canvas) -> None:
        ys = [100 + 20 * row for row in range(len(rows) + 1)]
        grid(canvas, (60, 300, 360), ys, [["", figure] for _, figure in rows])
        for y, (label, _), lead in zip(ys, rows, [0.0, *leads], strict=False):
            write(canvas, 64 + lead, y + 14, label)

    return draw(page)


def test_pages_show_steps_by_where_their_labels_begin() -> None:
    """Labels in the middle of their column begin anywhere, and two of them at one place by chance."""
    assert _steps(_pdf([14.0 * step for step, _, _ in ROWS]), "thu.pdf") == [step for step, _, _ in ROWS]
    assert _steps(_pdf([(230 - width_of(label)) / 2 for _, label, _ in ROWS]), "thu.pdf") == [0] * len(ROWS)
