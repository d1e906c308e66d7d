"""Text that runs another way than the page: headers turned in their cells, texts at the margin, watermarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from doichieu.extract import read_bytes

from .drawing import PAGE, draw, grid, write

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_XS, _YS = (60, 100, 300, 400), (100, 200, 220, 240)
_ROWS = [["STT", "Đơn vị", ""], ["1", "Sở Tài chính", "92,75"], ["2", "Sở Y tế", "90,5"]]


def _write_turned(canvas: Canvas, x: float, y: float, text: str, angle: float) -> None:
    """Write text whose line begins at x, y (from the top) and runs at an angle, counted against the clock."""
    canvas.saveState()
    canvas.translate(x, PAGE[1] - y)
    canvas.rotate(angle)
    write(canvas, 0, PAGE[1], text)
    canvas.restoreState()


@pytest.mark.parametrize(("angle", "x", "step", "y"), [(90, 340, 14, 195), (270, 360, -14, 105)])
def test_a_turned_header_is_its_cells_text(angle: float, x: float, step: float, y: float) -> None:
    """A header that runs upwards or downwards over two lines is read in its own order."""

    def page(canvas: Canvas) -> None:
        grid(canvas, _XS, _YS, _ROWS)
        _write_turned(canvas, x, y, "Tổng số điểm", angle)
        _write_turned(canvas, x + step, y, "chuẩn", angle)

    document = read_bytes(draw(page), "x.pdf")
    assert document.tables[0].grid()[0] == ["STT", "Đơn vị", "Tổng số điểm chuẩn"]
    assert not [issue for issue in document.issues if issue.code == "turned-text"]


@pytest.mark.parametrize(("angle", "text"), [(90, "Mật"), (45, "DỰ THẢO")])
def test_turned_text_outside_tables_is_an_issue(angle: float, text: str) -> None:
    """What runs along the margin or aslant over the page is named, not dropped in silence."""

    def page(canvas: Canvas) -> None:
        grid(canvas, _XS, _YS, _ROWS)
        _write_turned(canvas, 200, 700, text, angle)

    document = read_bytes(draw(page), "x.pdf")
    (issue,) = [issue for issue in document.issues if issue.code == "turned-text"]
    assert text in issue.message
    assert text not in str(document.blocks)
