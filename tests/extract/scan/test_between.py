"""Lines outside grids: what a detector takes for one line may be two, or an ordinal beside a wrapped name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pypdfium2
import pytest

from doichieu.extract.scan import between
from doichieu.extract.scan.between import lines_between, runs_of
from doichieu.extract.scan.textlines import LineBox, ink_of
from tests.extract.pdf.drawing import draw, write

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SCALE = 300 / 72


def wrapped(canvas: Canvas) -> None:
    """An ordinal at the middle height of a name of two lines; other rows around them."""
    for y in (150, 250):
        write(canvas, 60, y, "12", 12)
        write(canvas, 79, y, "Sở Giáo dục và Đào tạo", 12)
    write(canvas, 60, 201, "13", 12)
    write(canvas, 79, 193, "Ban Quản lý các khu", 12)
    write(canvas, 79, 209, "kinh tế tỉnh", 12)


def test_an_ordinal_beside_a_wrapped_name_is_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The detector saw the ordinal, the first line and a part of the second as one."""
    (page,) = pypdfium2.PdfDocument(draw(wrapped))
    grey = np.ascontiguousarray(page.render(scale=SCALE).to_numpy()[:, :, 1])
    box = np.array([[58, 182, 195, 206, 0.9]]) * [SCALE, SCALE, SCALE, SCALE, 1]
    monkeypatch.setattr(between, "text_boxes", lambda _: box)
    found = lines_between(ink_of(grey, SCALE), grey, [])
    bases = sorted(round(line.base / SCALE) for line in found if 180 < line.base / SCALE < 215)
    assert bases == [193, 201, 209]
    assert all(line.y1 - line.y0 < 20 * SCALE for line in found)


def line(x: float, base: float) -> LineBox:
    """A line of a font of 50 pixels."""
    return LineBox(x, base - 40, x + 400, base + 10, base, 50)


@pytest.mark.parametrize(
    ("lines", "runs"),
    [
        ([line(100, 200), line(110, 265), line(105, 330)], 1),
        ([line(100, 200), line(700, 265)], 2),
        ([line(100, 200), line(100, 400)], 2),
        ([line(100, 200), line(700, 202), line(100, 262), line(700, 264)], 2),
    ],
    ids=["paragraph", "other-column", "apart", "columns"],
)
def test_lines_under_each_other_are_one_text(lines: list[LineBox], runs: int) -> None:
    """From the same left edge and as near as lines of one text are."""
    assert len(runs_of(lines)) == runs
