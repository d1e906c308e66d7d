"""Builds workbooks as offices fill them, so that reading can be compared with what was written."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

LINE = Side(style="thin")
FRAME = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
Value = str | int | float | None


def new_sheet(title: str = "Sheet1") -> Worksheet:
    """The only sheet of a new workbook."""
    sheet = openpyxl.Workbook().active
    assert sheet is not None
    sheet.title = title
    return sheet


def put(
    sheet: Worksheet,
    rows: Sequence[Sequence[Value]],
    *,
    at: tuple[int, int] = (1, 1),
    framed: bool = False,
    font: str | None = None,
) -> None:
    """Put rows of values on a sheet."""
    for row, values in enumerate(rows, at[0]):
        for col, value in enumerate(values, at[1]):
            cell = sheet.cell(row, col, value)
            if framed:
                cell.border = FRAME
            if font:
                cell.font = Font(name=font)


def saved(sheet: Worksheet) -> bytes:
    """Bytes of a sheet's workbook."""
    buffer = io.BytesIO()
    assert sheet.parent is not None
    sheet.parent.save(buffer)
    return buffer.getvalue()


def as_xlsx(grid: Sequence[Sequence[Value]], *, caption: str, tail: str, framed: bool = True) -> bytes:
    """A workbook with one table, a line above it and one below."""
    sheet = new_sheet()
    sheet["A1"] = caption
    put(sheet, grid, at=(3, 1), framed=framed)
    sheet.cell(len(grid) + 4, 1, tail)
    return saved(sheet)
