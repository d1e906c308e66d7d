"""Figures that do not fit the others of their page are in doubt, however surely they were read."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import cv2
import pypdfium2
import pytest

from doichieu.extract.scan.engine import Reading
from doichieu.extract.scan.legible import checked, mistrusted, unsure
from doichieu.extract.scan.textlines import Ink, LineBox, ink_of, line_in
from doichieu.model import SURE
from tests.extract.pdf.drawing import draw, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

    from doichieu.extract.scan.ctc import Array

SCALE = 300 / 72
LEFT, TOP, WIDE, STEP, ROWS = 60, 60, 120, 22, 12


class Page(NamedTuple):
    """A page of figures, and what was read of it."""

    ink: Ink
    clean: Array
    lines: list[LineBox]
    readings: list[Reading]


def printed(*columns: Sequence[str], size: float = 10) -> Page:
    """A page with columns of figures, all read rightly and surely."""

    def page(canvas: Canvas) -> None:
        for col, texts in enumerate(columns):
            for row, text in enumerate(texts):
                write(canvas, LEFT + WIDE * col, TOP + STEP * row, text, size)

    pixels = pypdfium2.PdfDocument(draw(page))[0].render(scale=SCALE).to_numpy()
    clean = cv2.cvtColor(pixels[:, :, :3].copy(), cv2.COLOR_BGR2GRAY)
    ink = ink_of(clean, SCALE)
    lines = [
        line
        for col, texts in enumerate(columns)
        for row in range(len(texts))
        if (line := line_in(ink, *_box(col, row))) is not None
    ]
    readings = [read(text) for texts in columns for text in texts]
    return Page(ink, clean, lines, readings)


def _box(col: int, row: int) -> tuple[int, int, int, int]:
    left, base = LEFT + WIDE * col - 4, TOP + STEP * row
    x0, y0, x1, y1 = (round(value * SCALE) for value in (left, base - 14, left + WIDE - 8, base + 6))
    return x0, y0, x1, y1


def read(text: str, *others: tuple[str, float]) -> Reading:
    """A reading whose letters are as wide as each other."""
    return Reading(text, 0.98, others, tuple((at + 0.5) / len(text) for at in range(len(text))))


def column(pattern: str, seed: int = 1) -> list[str]:
    """Figures of one form: a digit for each 9 of the pattern."""
    chance = random.Random(seed)  # noqa: S311 (a test needs no secrets)
    return [
        "".join(chance.choice("0123456789") if char == "9" else char for char in pattern) for _ in range(ROWS)
    ]


def after(page: Page, at: int, reading: Reading) -> Reading:
    """What a reading becomes on a page; the others stay as they are."""
    readings = [*page.readings]
    readings[at] = reading
    found = checked(page.ink, page.clean, page.lines, readings)
    assert [one for place, one in enumerate(found) if place != at and one.confidence < SURE] == []
    return found[at]


PAGE = printed(column("99,99"), column("999.999.999", 2), column("9,9", 3), column("(99.999)", 4))


def test_figures_read_rightly_stay_sure() -> None:
    """No figure is changed, whatever forms stand beside each other."""
    assert checked(PAGE.ink, PAGE.clean, PAGE.lines, PAGE.readings) == PAGE.readings


@pytest.mark.parametrize(("place", "mark"), [(0, ","), (ROWS, "."), (2 * ROWS, ","), (3 * ROWS, "(")])
def test_a_figure_wider_than_what_was_read_is_in_doubt(place: int, mark: str) -> None:
    """A mark or a bracket that was not read has its width all the same."""
    lost = read(PAGE.readings[place].text.replace(mark, "", 1))
    assert after(PAGE, place, lost).confidence < SURE


def test_another_reading_that_is_as_wide_is_taken() -> None:
    """It is in doubt too, and what was read first stays beside it."""
    text = PAGE.readings[ROWS].text
    lost = text.replace(".", "", 1)
    found = after(PAGE, ROWS, read(lost, (text.replace(".", ""), 0.02), (text, 0.01)))
    assert found.text == text
    assert found.confidence < SURE
    assert lost in [other for other, _ in found.others]
    assert len(found.edges) == len(text)


@pytest.mark.parametrize("wrong", ["8", "6", "3", "5"])
def test_a_digit_that_looks_like_others_of_the_page_is_in_doubt(wrong: str) -> None:
    """What it looks like is another reading of its figure."""
    page = printed(*(column("999.999.999", seed) for seed in range(6, 10)))
    text = next(one.text for one in page.readings if one.text[4] != wrong)
    place = [one.text for one in page.readings].index(text)
    found = after(page, place, read(f"{text[:4]}{wrong}{text[5:]}"))
    assert found.confidence < SURE
    assert found.others[0][0] == text


def test_a_space_in_a_figure_is_in_doubt_where_others_have_none() -> None:
    """It is a mark that did not come through."""
    text = PAGE.readings[ROWS].text
    assert after(PAGE, ROWS, read(text.replace(".", " ", 1))).confidence < SURE


def test_a_mark_behind_a_figure_is_in_doubt_where_others_have_none() -> None:
    """A pen or the rest of a ruling made it."""
    text = PAGE.readings[0].text
    found = after(PAGE, 0, read(f"{text} -"))
    assert found.confidence < SURE
    assert found.others[0][0] == text


def test_figures_of_which_all_have_spaces_stay_sure() -> None:
    """Some papers part thousands by spaces."""
    page = printed(*(column("99 999", seed) for seed in range(3)))
    assert checked(page.ink, page.clean, page.lines, page.readings) == page.readings


def test_spaces_that_part_no_thousands_are_in_doubt_however_many() -> None:
    """So is a last group that is none of thousands; what it can be is named."""
    page = printed(*(column("99 99", seed) for seed in range(3)), column("99.999.99"))
    found = checked(*page)
    assert all(one.confidence < SURE for one in found)
    assert all("," in one.others[0][0] for one in found[3 * ROWS :])


@pytest.mark.parametrize("kept", [1, 2])
def test_dots_are_in_doubt_where_commas_lost_their_tails(kept: int) -> None:
    """What is left of a tail tells that others can be gone; what can be a comma is named."""
    dots = column("9.99", 9)
    page = printed(column("99,99"), column("99,9", 5), dots)
    assert all(one.confidence >= SURE for one in checked(*page))
    tailless = page.clean.copy()
    for line in page.lines[: 2 * ROWS - 4]:
        foot = round(line.base) + kept
        tailless[foot : foot + 12, int(line.x0) : int(line.x1) + 1] = 255
    found = checked(ink_of(tailless, SCALE), tailless, page.lines, page.readings)
    dotted = found[2 * ROWS :]
    assert all(one.confidence < SURE for one in dotted)
    assert [one.others[0][0] for one in dotted] == [text.replace(".", ",") for text in dots]
    assert all(one.confidence >= SURE for one in found[: 2 * ROWS])


def test_a_page_with_few_figures_tells_nothing() -> None:
    """Widths need many figures."""
    page = printed(column("9,9")[:5])
    wrong = [read("33"), *page.readings[1:]]
    assert checked(page.ink, page.clean, page.lines, wrong) == wrong


def test_a_page_most_of_whose_figures_are_in_doubt_has_none_that_is_sure() -> None:
    """Words stay as they are."""
    doubtful = [replace(read(f"{number},5"), confidence=0.5) for number in range(20)]
    readings = [*doubtful, *(read(f"{number},5", ("7", 0.02)) for number in range(10)), read("Sở Y tế")]
    assert unsure(readings) == pytest.approx(2 / 3)
    found = mistrusted(readings, unsure(readings))
    assert all(one.confidence < SURE and not one.others for one in found[20:30])
    assert found[30] == readings[30]
    assert found[:20] == doubtful


def test_a_page_of_few_doubts_keeps_what_is_sure() -> None:
    """So does one with few figures, however many of them are in doubt."""
    readings = [*(read(f"{number},5") for number in range(30)), replace(read("7"), confidence=0.5)]
    assert mistrusted(readings, unsure(readings)) == readings
    assert unsure([replace(read("7"), confidence=0.5)]) == 0.0


def test_what_a_stamp_leaves_outside_of_tables_makes_no_poor_page() -> None:
    """Lone digits and marks are its letters; in ruled cells they are figures."""
    readings = [
        *(read(f"{number}") for number in range(20)),
        *(replace(read(c), confidence=0.4) for c in "51/-%3,2" * 3),
    ]
    ruled = [at < 20 for at in range(len(readings))]
    assert unsure(readings, ruled) == 0.0
    assert unsure(readings, [True] * len(readings)) > 0.5


def test_dots_of_a_coarse_scan_are_in_doubt() -> None:
    """A tail of less than a pixel can be lost in a whole column; the marks of thousands stay what they are."""
    page = printed(column("999.999.999"), column("9.9", 5))
    found = checked(*page, fineness=0.3)
    assert all(one.confidence >= SURE for one in found[:ROWS])
    assert all(one.confidence < SURE for one in found[ROWS:])
