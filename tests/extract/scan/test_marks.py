"""Commas, dots and lost marks are told by their ink, whatever the recogniser took them for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import pypdfium2
import pytest

from doichieu.extract.scan.engine import Reading
from doichieu.extract.scan.marks import marked
from doichieu.extract.scan.textlines import Ink, LineBox, ink_of, line_in
from doichieu.model import SURE
from tests.extract.pdf.drawing import draw, write

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SCALE = 300 / 72


def drawn(text: str, size: float = 11) -> tuple[Ink, LineBox]:
    """The ink of a page with one line, and the line."""

    def page(canvas: Canvas) -> None:
        write(canvas, 100, 100, text, size)

    pixels = pypdfium2.PdfDocument(draw(page))[0].render(scale=SCALE).to_numpy()
    ink = ink_of(cv2.cvtColor(pixels[:, :, :3].copy(), cv2.COLOR_BGR2GRAY), SCALE)
    line = line_in(ink, round(90 * SCALE), round(85 * SCALE), round(400 * SCALE), round(108 * SCALE))
    assert line is not None
    return ink, line


def read_as(text: str, printed: str, confidence: float = 0.98) -> Reading:
    """A reading whose letters stand where they were printed; a letter that was lost leaves its place."""
    step = 1 / len(printed)
    at, edges = 0, []
    for letter in text:
        while letter != printed[at] and not (letter in ".," and printed[at] in ".,"):
            at += 1
        edges.append((at + 0.5) * step)
        at += 1
    return Reading(text, confidence, ((text.replace(".", ":"), 0.01),), tuple(edges))


@pytest.mark.parametrize("printed", ["58,68%", "0,1234", "1.234,56", "(12,5)", "7,25"])
def test_a_comma_read_as_a_dot_is_a_comma(printed: str) -> None:
    """Its ink dives below the baseline, so the reading is mended and sure."""
    reading = marked(*drawn(printed), read_as(printed.replace(",", "."), printed), fax=False)
    assert reading.text == printed
    assert reading.confidence >= 0.85


@pytest.mark.parametrize("printed", ["58.68%", "1.234.567", "12.5"])
@pytest.mark.parametrize("size", [8, 11, 14])
def test_a_dot_stays_a_dot(printed: str, size: float) -> None:
    """Nothing is changed, and no doubt comes up."""
    reading = read_as(printed, printed)
    assert marked(*drawn(printed, size), reading, fax=False) is reading


def test_what_else_is_in_doubt_stays_so() -> None:
    """A comma told surely makes the figure before it no surer."""
    reading = Reading("58.68", 0.5, (("56.68", 0.4),), read_as("58.68", "58,68").edges)
    mended = marked(*drawn("58,68"), reading, fax=False)
    assert mended.text == "58,68"
    assert mended.confidence < 0.6
    assert "56,68" in dict(mended.others)


def test_a_mark_that_was_not_read_puts_a_figure_in_doubt() -> None:
    """A dot stands between two figures of "31949"."""
    mended = marked(*drawn("31.949"), read_as("31949", "31.949"), fax=False)
    assert mended.text == "31949"
    assert mended.confidence < SURE
    assert "31.949" in dict(mended.others)


def test_figures_without_marks_are_left_alone() -> None:
    """Nothing stands between the figures of a year."""
    reading = read_as("2017", "2017")
    assert marked(*drawn("2017"), reading, fax=False) is reading
