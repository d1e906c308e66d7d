"""Cells of a table below its header, by column; rows of maxima and of ranks among them."""

from __future__ import annotations

import re

from doichieu.model import Cell, Table
from doichieu.normalize.text import key

# "Ghi chú: (1) Chưa bao gồm …" below a table, and the mark in a cell of its figures.
_EXPLAINED = re.compile(r"(?:^|:\s*)\(1\)\s*[^\W\d]")
_MARK = re.compile(r"\(\d\)")
_DIGITS = "0123456789"
MAXIMA = re.compile(r"(?:muc )?(?:diem |so diem )?(?:toi da|chuan|tran)|thang diem")
RANKS = re.compile(r"(?:xep|thu) (?:hang|thu|bac)|vi (?:thu|tri)|hang|xep loai")


def body_of(table: Table) -> list[list[Cell]]:
    """Cells below the header by column, without lone footnote marks: "(1)" is no figure where a note explains it."""
    body: list[list[Cell]] = [[] for _ in range(table.n_cols)]
    marked = any(_EXPLAINED.search(note) for note in table.notes)
    for cell in table.cells:
        if cell.row >= table.header_rows and not (marked and _MARK.fullmatch(cell.text)):
            body[cell.col].append(cell)
    return body


def rows_of(table: Table, label: re.Pattern[str], *, header: bool = False) -> frozenset[int]:
    """Rows of maxima or ranks: whole numbers that tell nothing of the marks of the scores above or below."""
    return frozenset(
        cell.row
        for cell in table.cells
        if (cell.row < table.header_rows) is header
        and cell.text[:1] not in _DIGITS  # most cells: labels begin with a letter
        and label.fullmatch(key(cell.text))
    )
