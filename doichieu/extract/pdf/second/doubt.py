"""Signs that a table may be read wrongly, each one that can be counted on the page."""

from __future__ import annotations

import itertools
import re
from enum import StrEnum
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, is_numbering, kind_of, looks_like_header
from doichieu.extract.pdf.unruled.segments import is_figure, split_line
from doichieu.extract.words import starts_lower

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.pdf.cells import PageTable
    from doichieu.extract.pdf.textlayer.lines import TextLine

Texts = list[list[str]]


class Sign(StrEnum):
    """A sign of doubt, as a message names it."""

    UNEVEN = "its rulings do not divide it into rectangles"
    CROWDED = "its rows have no space between them"
    LOOSE = "the lines of its cells fit into rows badly"
    GLUED = "a cell holds two figures"
    TEXT_AMONG_FIGURES = "text stands in a column of figures"
    FIGURE_AMONG_TEXTS = "a figure stands in a column of texts"
    ORDINALS = "its ordinals do not count up"
    HEADLESS = "a column has no header"
    BLANK_COLUMN = "a column is blank"
    TORN = "a row begins in the middle of a text"
    OVERHANG = "words run over the edges of their cells"
    STRAY = "lines outside tables look like rows of one"


# Signs that were right about every table of the generated papers; they are worth saying whatever others read.
GRAVE = frozenset({Sign.UNEVEN, Sign.HEADLESS})

# A column is of a kind when this part of its filled cells is, and so many are filled.
_MOST, _LEAST = 0.8, 4
# Words hang over by italics and kerning; more than this, in points, is another column's word.
_OVERHANG = 3.0
_TWO_FIGURES = re.compile(r"[-–(]?\d[\d.,]*%?\)?\s+[-–(]?\d[\d.,]*%?\)?\**")


def doubts(table: PageTable) -> frozenset[Sign]:
    """The signs that a table may be read wrongly.

    Args:
        table: A table, or the part of one that stands on a page.

    Returns:
        The signs; none for a table that leaves no doubt.
    """
    texts = table.texts()
    depth = _head(table, texts)
    rows = [
        row for row in texts[depth:] if sum(map(bool, row)) > 1
    ]  # labels of groups stand over the columns
    columns = list(zip(*rows, strict=True))
    found = {*_by_layout(table), *_by_rows(rows)}
    if any(map(_is_glued, columns)):
        found.add(Sign.GLUED)
    if not table.ruled:  # a word between two rulings is where it was put
        found.update(_by_header(table, texts, depth), *map(_by_column, columns))
        if columns and not _counts_up([text for text in columns[0] if text]):
            found.add(Sign.ORDINALS)
    return frozenset(found)


def _head(table: PageTable, texts: Texts) -> int:
    """Rows before the first one with figures; the numbers of the columns are none."""
    for index, row in enumerate(texts):
        filled = [text for text in row if text]
        figures = sum(is_figure(kind_of(text)) for text in filled)
        if figures and not looks_like_header(row) and not is_numbering(list(filled)):
            return max(index, table.header)
    return table.header


def _by_layout(table: PageTable) -> Iterator[Sign]:
    if not table.sure:
        of_texts = table.columns is not None and table.columns.texts
        yield Sign.UNEVEN if table.ruled else Sign.LOOSE if of_texts else Sign.CROWDED
    words = ((cell, word) for cell in table.cells for line in cell.words for word in line)
    if table.ruled and any(
        word.x0 < cell.box[0] - _OVERHANG or word.x1 > cell.box[2] + _OVERHANG for cell, word in words
    ):
        yield Sign.OVERHANG


def _by_header(table: PageTable, texts: Texts, depth: int) -> Iterator[Sign]:
    if not depth:
        return
    headed = {
        col
        for cell in table.cells
        if cell.row < depth and cell.words
        for col in range(cell.col, cell.col + cell.cols)
    }
    filled = {col for row in texts[depth:] for col, text in enumerate(row) if text}
    if filled - headed - {0}:  # what the first column holds often has no header
        yield Sign.HEADLESS
    if len(texts) - depth >= _LEAST and set(range(table.width)) - filled:
        yield Sign.BLANK_COLUMN


def _by_column(column: Sequence[str]) -> Iterator[Sign]:
    filled = [(text, kind_of(text)) for text in column if text]
    figures = sum(is_figure(kind) for _, kind in filled)
    if len(filled) < _LEAST:
        return
    if figures >= _MOST * len(filled):
        if any(kind is Kind.TEXT for _, kind in filled):
            yield Sign.TEXT_AMONG_FIGURES
    elif figures and figures <= (1 - _MOST) * len(filled):
        yield Sign.FIGURE_AMONG_TEXTS


def _is_glued(column: Sequence[str]) -> bool:
    """Whether some cells, but not most, hold two figures: a column of spans ("90 - 95") has them throughout."""
    filled = sum(map(bool, column))
    glued = sum(" " in text and _TWO_FIGURES.fullmatch(text) is not None for text in column)
    return filled >= _LEAST and 0 < glued < filled / 2


def _by_rows(rows: Texts) -> Iterator[Sign]:
    if any(not row[0] and any(starts_lower(text) for text in row) for row in rows):
        yield Sign.TORN


def _counts_up(column: Sequence[str]) -> bool:
    """Whether ordinals count up by one, or begin again; a column of anything else leaves no doubt."""
    numbers = [int(re.sub(r"\D", "", text)) for text in column if kind_of(text) is Kind.INTEGER]
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    # Ranks step over ties, and stand still on them.
    if len(numbers) < max(len(column), _LEAST) or 0 in steps or steps.count(1) < len(steps) / 2:
        return True
    return all(step == 1 or after == 1 for step, after in zip(steps, numbers[1:], strict=True))


def stray_rows(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Runs of lines outside tables that look like rows: two or more with two figures that stand apart.

    Args:
        lines: Lines outside tables, from the top.

    Returns:
        The runs.
    """
    runs: list[list[TextLine]] = [[]]
    for line in lines:
        segments = split_line(line).segments
        if len(segments) > 2 and sum(is_figure(segment.kind) for segment in segments) > 1:
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 1]
