"""SUM-AVG for rows of medians: "Trung vị" below a list of units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from doichieu.model import Check, ColumnRole, Correction, Finding, Level, Number, Outcome, Row
from doichieu.normalize.text import key
from doichieu.validate.infer.outline import stands_apart
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.rounding import Rounding, to_places
from doichieu.validate.rules.stated import text_finding
from doichieu.validate.wording import Style, column_name, say, table_name

_MEDIAN = re.compile(r"\b(?:trung vi|median)\b")
# Medians of another population than the rows above agree with none; one of two columns may be misprinted.
_LEAST_HELD, _HOLDS = 2, 0.6
_MODES = (Rounding.HALF_UP, Rounding.HALF_EVEN)


def check_medians(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check every row of medians against the column above it.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a figure and a finding for each that is not the median, where most of the row's figures are.
    """
    for sheet in paper.sheets:
        for row in sheet.reading.rows:
            if _MEDIAN.search(key(row.label)) and row.index not in sheet.subjects:
                yield from _of_row(paper, sheet, row, style)


def _of_row(paper: Paper, sheet: Sheet, row: Row, style: Style) -> Iterator[Check | Finding]:
    right = dict(_medians(sheet, row))
    held = {col: _is(median_, sheet.reading.numbers[row.index, col]) for col, median_ in right.items()}
    if sum(held.values()) < max(_LEAST_HELD, _HOLDS * len(held)):
        return
    for col, holds in held.items():
        place = sheet.place(row.index, col)
        outcome = Outcome.HELD if holds else Outcome.VIOLATED
        table_id = sheet.reading.table.table_id
        yield Check(rule="SUM-AVG", table_id=table_id, outcome=outcome, row=row.index, col=col)
        if not holds:
            yield _finding(paper, sheet, place, right[col], style)


def _medians(sheet: Sheet, row: Row) -> Iterator[tuple[int, Decimal]]:
    """The median of each column of figures, of the units alone."""
    units = [one.index for one in sheet.data if not stands_apart(sheet, one)]
    for column in sheet.columns(*AMOUNTS, ColumnRole.RATIO):
        values = [value for unit in units if (value := sheet.value(unit, column.index)) is not None]
        if sheet.number(row.index, column.index) is not None and len(set(values)) > 1:
            yield column.index, Decimal(median(values))


def _is(value: Decimal, printed: Number) -> bool:
    return any(to_places(value, printed.places, mode) == printed.value for mode in _MODES)


def _finding(paper: Paper, sheet: Sheet, place: Place, value: Decimal, style: Style) -> Finding:
    printed, table = paper.text(place), table_name(sheet.reading.table)
    number = sheet.reading.numbers[place.row, place.col]
    right = style.show(to_places(value, number.places), places=number.places, like=number)
    header, label = column_name(paper, place), paper.row(place).label
    said = say(
        f"{table.vi}: dòng “{label}”, cột “{header}” in {printed}; trung vị của các dòng là {right}.",
        f"{table.en}: row “{label}”, column “{header}” is printed as {printed}; the median of the rows is {right}.",
    )
    fix = Correction(
        table_id=sheet.reading.table.table_id, row=place.row, col=place.col, printed=printed, value=right
    )
    return text_finding(
        paper,
        "SUM-AVG",
        Level.ERROR,
        [label, header],
        said,
        observed=printed,
        expected=right,
        operands=[paper.operand(place, "doubtful")],
        cause=say("Số trung vị in nhầm hoặc tính nhầm.", "The median was misprinted or miscounted."),
        suggestion=say(f"Sửa thành {right}.", f"Correct it to {right}."),
        place=place,
        corrections=[fix],
    )
