"""Words that narrow cells break over lines: codes come back whole, words below each other stay apart."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from recipe.fonts import runs
from reportlab.pdfbase.pdfmetrics import stringWidth

from doichieu.extract import read_bytes
from doichieu.extract.pdf.textlayer.brokenwords import rejoined
from doichieu.extract.pdf.textlayer.words import Word

from .drawing import PAGE, draw, write

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def _width(text: str) -> float:
    return sum(stringWidth(part, font, 11) for font, part in runs(text, bold=False, mixed=False))


def _read(lines: tuple[str, ...], room: float = 0.0) -> str:
    """The text of a cell whose first line leaves so much room, in points."""
    right = 63 + 5.4 + _width(lines[0]) + room + 5.4
    xs, ys = (63.0, right, right + 90, right + 180), (80.0, 100.0, 160.0, 180.0)

    def page(canvas: Canvas) -> None:
        for y in ys:
            canvas.line(xs[0], PAGE[1] - y, xs[-1], PAGE[1] - y)
        for x in xs:
            canvas.line(x, PAGE[1] - ys[0], x, PAGE[1] - ys[-1])
        for row, texts in enumerate((("Mã", "Số", "Điểm"), ("", "7", "8"), ("B", "9", "6"))):
            for x, text in zip(xs, texts, strict=False):
                write(canvas, x + 5.4, ys[row] + 13, text)
        for at, line in enumerate(lines):
            write(canvas, xs[0] + 5.4, ys[1] + 13 + 13 * at, line)

    (table,) = read_bytes(draw(page), "x.pdf").tables
    return table.grid()[1][0] or ""


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("AB.254", "65"), "AB.25465"),
        (("1425/QĐ-", "UBND"), "1425/QĐ-UBND"),
        (("Quận/", "huyện"), "Quận/huyện"),
        (("03/2013/QĐ-U", "BND"), "03/2013/QĐ-UBND"),
        (("08:2023/BTN", "MT"), "08:2023/BTNMT"),
        (("so@langson.", "gov.vn"), "so@langson.gov.vn"),
        (("MITSUBI", "SHI"), "MITSUBISHI"),
        (("Kh", "oản"), "Khoản"),
        (("Loạ", "i"), "Loại"),
        (("103.063,", "8"), "103.063,8"),
        (("28.2.", "4"), "28.2.4"),
        (("V", "II"), "VII"),
        (("ĐV", "T"), "ĐVT"),
        (("S", "TT"), "STT"),
        (("m", "2"), "m2"),
        (("đồng/m", "³"), "đồng/m³"),
        (("chứa 30%", "<Fe≤40%"), "chứa 30%<Fe≤40%"),
    ],
)
def test_a_code_that_a_cell_breaks(lines: tuple[str, ...], whole: str) -> None:
    """What stood in one piece before the cell broke it stands in one piece again."""
    assert _read(lines) == whole


@pytest.mark.parametrize(
    "lines",
    [
        ("Trường", "học"),
        ("UBND", "tỉnh"),
        ("Số", "TT"),
        ("HĐND", "UBND"),
        ("Ca", "I"),
        ("A", "B"),
        ("V", "VN"),
        ("mức 30%", "<5 năm"),
        ("RANGER", "WILDTRAK"),
        ("Previous", "year"),
        ("2025", "so với"),
        ("kinh tế -", "xã hội"),
        ("07/07/2021", "13/02/2023"),
        ("7/2/2021", "13/12/2023"),
        ("02.1897", "02.1898"),
    ],
)
def test_words_below_each_other(lines: tuple[str, ...]) -> None:
    """Words that fill a line stay words, however narrow their cell is."""
    assert _read(lines) == " ".join(lines)


def test_words_with_accents_of_their_own() -> None:
    """Some programs write letters and accents one by one: "p" is no end of "Xếp" by itself."""
    lines = [normalize("NFD", text) for text in ("Xếp", "hạng")]
    words = [
        [Word(text, 0, 10 * at, 20, 10 * at + 10, 10 * at + 8, False, at)] for at, text in enumerate(lines)
    ]
    assert rejoined(lines, words, 20.0) == lines


def test_a_code_that_had_room() -> None:
    """Two codes below each other in a wide cell are two."""
    assert _read(("AB.254", "65"), room=40.0) == "AB.254 65"
