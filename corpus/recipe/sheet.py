"""XLSX as an office keeps it: the paper on one sheet, its tables where their columns are."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from recipe.source import ABOVE, LEFT, Block, Grid, Paper

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# What a spreadsheet in Vietnamese shows for a number with as many places as its format has; all else is kept as text.
NUMBER = re.compile(r"(?:0|[1-9]\d*)(?:,(\d{1,2}))?")


def write_xlsx(paper: Paper) -> bytes:
    """Set a paper on one sheet; plain numbers are numbers with a format, all other figures are text."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        row = 0
        for block in paper.blocks:
            if isinstance(block, Grid):
                row = _add_table(book, sheet, block, row) + 1
            else:
                row = _add_lines(sheet, block, row) + 1
    return buffer.getvalue()


def _add_lines(sheet: Worksheet, block: Block, row: int) -> int:
    """Lines stand in the first column and flow over the empty ones; the right layout column in the fifth."""
    if block.kind == "columns":
        for sides in block.columns:
            lines = [[line for line in side.split("<br>") if line] for side in sides]
            for col, side in zip((0, 4), lines, strict=True):
                for index, line in enumerate(side):
                    sheet.write_string(row + index, col, line)
            row += max(map(len, lines))
        return row
    for line in block.lines:
        sheet.write_string(row, 0, line)
        row += 1
    return row


def _add_table(book: Workbook, sheet: Worksheet, grid: Grid, row: int) -> int:
    border = {"border": 1, "text_wrap": True, "valign": "vcenter"}
    formats = {
        "": book.add_format(border),
        "0": book.add_format({**border, "num_format": "0"}),
        "0.0": book.add_format({**border, "num_format": "0.0"}),
        "0.00": book.add_format({**border, "num_format": "0.00"}),
    }
    for index, texts in enumerate(grid.rows):
        for col, text in enumerate(texts):
            if text not in (LEFT, ABOVE):
                _add_cell(
                    sheet, formats, (row + index, col), grid.span(index, col), text.replace("<br>", "\n")
                )
    return row + len(grid.rows)


def _add_cell(
    sheet: Worksheet, formats: dict[str, Format], at: tuple[int, int], span: tuple[int, int], text: str
) -> None:
    row, col = at
    if span != (1, 1):
        sheet.merge_range(row, col, row + span[0] - 1, col + span[1] - 1, "", formats[""])
    if not text:
        sheet.write_blank(row, col, None, formats[""])
    elif found := NUMBER.fullmatch(text):
        places = len(found[1] or "")
        sheet.write_number(
            row, col, float(text.replace(",", ".")), formats["0" + "." * bool(places) + "0" * places]
        )
    else:
        sheet.write_string(row, col, text, formats[""])
