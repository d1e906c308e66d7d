"""Figures of a page held against each other: those that do not fit the rest are in doubt, however surely they were read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from doichieu.extract.scan.advances import FIGURE, settings
from doichieu.extract.scan.conventions import broken, decimal_mark, whole_columns
from doichieu.extract.scan.glyphs import unlike
from doichieu.extract.scan.marks import tells_marks
from doichieu.extract.scan.poor import DOUBT, MOSTLY, POOR
from doichieu.model import SURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.scan.advances import Figure, Setting
    from doichieu.extract.scan.ctc import Array
    from doichieu.extract.scan.engine import Reading
    from doichieu.extract.scan.textlines import Ink, LineBox

# A space inside a figure is what is left of a mark, unless it parts thousands: in more than this share of the figures of a
# page whose print is not poor.
_SPACED = re.compile(r"\d\s[\d.,/]|[\d.,/]\s\d|\(\s")
_THOUSANDS = re.compile(r"\W{0,2}\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?\W{0,3}")
_RARE = 0.1
# A mark behind a figure, as a stroke of a pen or the rest of a ruling is read; where so few have one.
_TRAILED = re.compile(r"\W{0,2}\d[\d.,/]*%?\s[^\w\s%*()]{1,2}")
# Texts that are figures or what is left of them: no letter, or as many digits as letters; so short.
_SHORT = 20
# Fewer figures than these do not tell whether a page is poor.
_MANY = 20


def checked(
    ink: Ink,
    clean: Array,
    lines: Sequence[LineBox],
    readings: Sequence[Reading],
    fineness: float = 1.0,
    cells: Sequence[Rect | None] = (),
) -> list[Reading]:
    """What was read of a page, less sure where figures do not fit the others of the page.

    A figure is in doubt where it is wider or narrower than what was read (another reading that fits is taken), where a digit
    looks more like another digit of the page, where it has a space, and where it has a dot before its decimals on a page on
    which commas lost their tails.

    Args:
        ink: The page.
        clean: Grey page without rulings.
        lines: Its lines.
        readings: What was read in each.
        fineness: Pixels of the scan for each pixel of the page.
        cells: The ruled cell of each line; None outside of grids.
    """
    found = list(readings)
    for setting in settings(ink, lines, readings):
        for figure in setting.figures:
            if setting.fits(figure, figure.text) is False:
                found[figure.line] = _fitting(found[figure.line], lines[figure.line], setting, figure)
        for line, at, other in unlike(clean, setting):
            text = found[line].text
            found[line] = _doubted(found[line], f"{text[:at]}{other}{text[at + 1 :]}")
    for number, likely in _odd(ink, lines, found, fineness, cells):
        found[number] = _doubted(found[number], likely)
    return found


def unsure(readings: Sequence[Reading], ruled: Sequence[bool] | None = None) -> float:
    """The share of the figures of a page that are in doubt; 0 on a page with few.

    Args:
        readings: What was read of its lines.
        ruled: For each of them whether it stands in a ruled cell; elsewhere stamps and signatures leave lone digits and marks.
    """
    inside = ruled or [False] * len(readings)
    sure = [
        reading.confidence >= SURE
        for reading, is_ruled in zip(readings, inside, strict=True)
        if _is_like_figure(reading.text) and (is_ruled or sum(map(str.isdigit, reading.text)) > 1)
    ]
    return 1 - sum(sure) / len(sure) if len(sure) >= _MANY else 0.0


def mistrusted(readings: Sequence[Reading], share: float) -> list[Reading]:
    """What was read of a page, all of its figures in doubt where most of them are.

    Args:
        readings: What was read of its lines.
        share: The share of its figures that are in doubt.
    """
    if share < MOSTLY:
        return list(readings)
    return [
        replace(reading, confidence=DOUBT, others=())
        if reading.confidence >= SURE and _is_like_figure(reading.text)
        else reading
        for reading in readings
    ]


def _is_like_figure(text: str) -> bool:
    digits, letters = sum(map(str.isdigit, text)), sum(map(str.isalpha, text))
    return len(text) <= _SHORT and letters <= digits


def _odd(
    ink: Ink,
    lines: Sequence[LineBox],
    readings: Sequence[Reading],
    fineness: float,
    cells: Sequence[Rect | None],
) -> list[tuple[int, str | None]]:
    """Figures whose marks can be others, by the numbers of their lines, and what they can be."""
    figures = [at for at, reading in enumerate(readings) if FIGURE.fullmatch(reading.text)]
    spaced = [at for at in figures if _SPACED.search(readings[at].text)]
    lost = len(spaced) <= _RARE * len(figures) or unsure(readings) >= POOR
    odd: list[tuple[int, str | None]] = [
        (at, None) for at in spaced if lost or not _THOUSANDS.fullmatch(readings[at].text)
    ]
    trailed = [at for at, reading in enumerate(readings) if _TRAILED.fullmatch(reading.text)]
    odd += [(at, readings[at].text.split()[0]) for at in trailed if len(trailed) <= _RARE * len(figures)]
    odd += [(at, other) for at in figures if (other := broken(readings[at].text))]
    dotted = [at for at in figures if decimal_mark(readings[at].text) == "."]
    if dotted and not tells_marks(ink, lines, readings, fineness):
        # where tails are lost they can be in whole columns, which begin at other parts of a pixel
        whole = tells_marks(ink, lines, readings)
        printed = _in_whole_columns(figures, readings, cells) if whole else set()
        odd += [(at, ",".join(readings[at].text.rsplit(".", 1))) for at in dotted if at not in printed]
    return odd


def _in_whole_columns(
    figures: Sequence[int], readings: Sequence[Reading], cells: Sequence[Rect | None]
) -> set[int]:
    """Figures of ruled columns that have dots before all of their decimals where others have commas."""
    columns: dict[tuple[int, int], list[int]] = {}
    for at in figures:
        if cells and (cell := cells[at]) is not None:
            columns.setdefault((round(cell[0]), round(cell[2])), []).append(at)
    texts = {column: [readings[at].text for at in lines] for column, lines in columns.items()}
    return {at for column in whole_columns(texts) for at in columns[column]}


def _fitting(reading: Reading, line: LineBox, setting: Setting, figure: Figure) -> Reading:
    """The likeliest of the other readings that is as wide as the figure; the same one without others where none is."""
    for text, share in reading.others:
        if FIGURE.fullmatch(text) and setting.fits(figure, text):
            wide = max(line.x1 - line.x0, 1.0)
            edges = tuple((centre - line.x0) / wide for centre in setting.centres(figure, text))
            rest = tuple(other for other in reading.others if other[0] != text)
            others = ((reading.text, share), *rest)
            return replace(reading, text=text, confidence=DOUBT, others=others, edges=edges)
    return replace(reading, confidence=min(reading.confidence, DOUBT), others=())


def _doubted(reading: Reading, other: str | None) -> Reading:
    share = min(reading.confidence, DOUBT)
    others = reading.others
    if other is not None and all(text != other for text, _ in others):
        others = ((other, 1 - share), *others)
    return replace(reading, confidence=share, others=others)
