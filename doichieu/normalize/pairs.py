"""Cells that print two figures: "45 (90%)", "9,49/9,5", "01 (0,727)", "10 -> 12", "8,5±0,2".

Such a cell holds no single figure that totals and ranks could be recomputed from, so the audit passes over it; the
dataset keeps both figures, each with its own measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doichieu.model import Cell, Column, Number, TableReading
from doichieu.normalize.columns.separators import column_separators
from doichieu.normalize.numbers import Separators, read_number
from doichieu.normalize.text import key

_FIGURE = r"[-+]?\d[\d.,]*(?:\s?%)?"
_PAIR = re.compile(
    rf"(?P<first>{_FIGURE})\s*(?:(?P<mark>/|±|\+/-|->|→|=>)\s*(?P<second>{_FIGURE})|\(\s*(?P<inside>{_FIGURE})\s*\))"
)
_MEASURES = {
    "/": ("count", "maximum"),
    "±": ("score", "deviation"),
    "+/-": ("score", "deviation"),
    "->": ("before", "after"),
    "→": ("before", "after"),
    "=>": ("before", "after"),
}
_RANK = re.compile(r"\b(?:xep )?(?:hang|thu)\b|\bvi tri\b")
# "05/2024" and "01/7" are months and days, "12/2020" is the number of a paper.
_DATE_HEAD = re.compile(
    r"\b(?:ngay|thang|thoi gian|thoi han|hieu luc|van ban|quyet dinh|so hieu|ky hieu|dien thoai)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One figure of a cell that prints two.

    Attributes:
        cell: The cell.
        measure: What the figure is beside the other one.
        number: The figure.
    """

    cell: Cell
    measure: str
    number: Number


def paired_figures(reading: TableReading, prior: Separators) -> Iterator[Part]:
    """The figures of the columns most of whose cells print two.

    Args:
        reading: A table; cells with a single figure are passed over.
        prior: Separator convention of the document.

    Yields:
        Two parts a cell, in the order of rows.
    """
    body: dict[int, list[Cell]] = {}
    for cell in reading.table.cells:
        if cell.row >= reading.table.header_rows and cell.text:
            body.setdefault(cell.col, []).append(cell)
    for column in reading.columns:
        cells = body.get(column.index, [])
        pairs = [(cell, match) for cell in cells if (match := _pair(cell.text, column))]
        if len(pairs) >= _FEWEST and len(pairs) * 2 > len(cells):
            for part in _parts(column, pairs, prior):
                if (part.cell.row, part.cell.col) not in reading.numbers:
                    yield part


def _pair(text: str, column: Column) -> re.Match[str] | None:
    match = _PAIR.fullmatch(text.strip())
    if match is None or match["mark"] != "/":
        return match
    is_date = _YEAR.fullmatch(match["second"]) or _DATE_HEAD.search(key(column.header))
    return None if is_date else match


def _parts(column: Column, pairs: Sequence[tuple[Cell, re.Match[str]]], prior: Separators) -> Iterator[Part]:
    texts = [(match["first"], match["second"] or match["inside"]) for _, match in pairs]
    conventions = [column_separators(side, prior) for side in zip(*texts, strict=True)]
    for (cell, match), sides in zip(pairs, texts, strict=True):
        numbers = [read_number(side, by) for side, by in zip(sides, conventions, strict=True)]
        for measure, number in zip(_measures(match, numbers, column), numbers, strict=True):
            if number is not None:
                yield Part(cell=cell, measure=measure, number=number)


def _measures(match: re.Match[str], numbers: Sequence[Number | None], column: Column) -> tuple[str, str]:
    """What the two figures are: by the sign between them, else by the header and their form."""
    if match["mark"]:
        first, second = _MEASURES[match["mark"]]
        decimals = any(number and number.places for number in numbers)
        return ("score" if first == "count" and decimals else first), second
    first_number, second_number = numbers
    if second_number and second_number.percent:
        return "count", "ratio"
    if _RANK.search(key(column.header)):
        whole_first = first_number is not None and not first_number.places
        return ("rank", "score") if whole_first else ("score", "rank")
    return "score", "in brackets"
