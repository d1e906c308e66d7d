"""A sheet as its reader makes it, and what a person sees of it: hidden rows and columns left out."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.stream import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

Merge = tuple[int, int, int, int]

# A sheet with more filled cells than that is a data dump: the whole of a province's papers has fewer.
MOST_CELLS = 3_000_000
# Empty cells with borders between two rows of a table; files frame thousands of rows below it as well.
MOST_BLANK_ROWS = 200
_BARE_NAME = re.compile(r"[^\W\d]\w*")


class Shown(NamedTuple):
    """A cell as its sheet shows it.

    Attributes:
        text: Text as displayed; line ends stay.
        framed: Whether it has a border at its left or right, as cells of tables have.
        stored: Its value in the unit displayed, where it has digits that are not.
        indent: Steps that its style sets its text in.
    """

    text: str
    framed: bool
    stored: Decimal | None = None
    indent: int = 0


class Piece(NamedTuple):
    """A cell with the places that it covers, first and last, counted over what is visible.

    Attributes:
        reference: Sheet and cell as a formula names them, hidden rows and columns counted.
        stored: Its value in the unit displayed, where it has digits that are not.
        indent: Steps that its style sets its text in.
    """

    row: int
    col: int
    last_row: int
    last_col: int
    text: str
    framed: bool
    reference: str
    stored: Decimal | None = None
    indent: int = 0


@dataclass(slots=True)
class RawSheet:
    """A sheet as the file holds it; rows and columns are 0-based.

    Attributes:
        name: Name on its tab.
        rows: Cells with text or a border, by row and column.
        merges: First row, first column, last row, last column of merged cells.
        hidden_rows: Rows that are not shown.
        hidden_cols: First and last column of runs that are not shown.
        errors: References of the cells that show an error, by the error ("#DIV/0!").
        uncomputed: References of formulas that the file has no value for.
        struck: References of cells of which struck out text was left out.
    """

    name: str
    rows: dict[int, dict[int, Shown]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: list[tuple[int, int]] = field(default_factory=list)
    errors: dict[str, list[str]] = field(default_factory=dict)
    uncomputed: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)


class Unstruck(NamedTuple):
    """Text of a cell, and whether struck out text beside it was left out."""

    text: str
    left_out: bool = False


def without_struck(runs: Sequence[tuple[str, bool]]) -> Unstruck:
    """Text of runs, without those struck out where another run has text: old figures beside those that replace them.

    Args:
        runs: Texts, each with whether it is struck out.
    """
    kept = "".join(text for text, struck in runs if not struck)
    dropped = any(struck and text.strip() for text, struck in runs)
    if dropped and kept.strip():
        return Unstruck(kept, left_out=True)
    return Unstruck("".join(text for text, _ in runs))


@dataclass(slots=True)
class Workbook:
    """What a workbook holds.

    Attributes:
        sheets: The sheets that are shown.
        hidden: Names of those that are not.
        as_displayed: Whether the workbook computes with what its cells display ("precision as displayed").
    """

    sheets: list[RawSheet] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    as_displayed: bool = False


def reference(row: int, col: int) -> str:
    """Name of a cell: row 0 and column 27 are "AB1"."""
    return f"{column_name(col)}{row + 1}"


def sheet_prefix(name: str) -> str:
    """What stands before a cell's name in a reference from another sheet: "'Biểu 62'!"."""
    return f"{name}!" if _BARE_NAME.fullmatch(name) else "'{}'!".format(name.replace("'", "''"))


def column_name(col: int) -> str:
    """Letters of a column: 0 is "A", 27 is "AB"."""
    letters = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def visible_pieces(sheet: RawSheet, *, as_displayed: bool = False) -> list[Piece]:
    """Cells that are shown, renumbered as if hidden rows and columns did not exist.

    Args:
        sheet: A sheet as read.
        as_displayed: Whether digits that are not displayed count for nothing in its workbook.

    Returns:
        Pieces by row and column; a merged cell of which a part is shown stands in that part.
    """
    rows, cols = _Axis.of_rows(sheet), _Axis.of_columns(sheet)
    merges = _merges_by_row(sheet)
    prefix = sheet_prefix(sheet.name)
    columns = {
        col: (*cols.span(col, col), prefix + column_name(col))
        for col in set(itertools.chain.from_iterable(sheet.rows.values()))
    }
    pieces: list[Piece] = []
    for row, cells in sheet.rows.items():
        top, bottom = rows.span(row, row)
        over, number = merges.get(row, ()), str(row + 1)
        for col, cell in cells.items():
            left, right, name = columns[col]
            last = bottom
            if over and (merge := _merge_at(over, col)) is not None:
                if merge[:2] != (row, col):
                    continue  # what lies under a merged cell without beginning it is not shown
                last, right = rows.span(row, merge[2])[1], cols.span(col, merge[3])[1]
            if top <= last and left <= right:
                stored = None if as_displayed else cell.stored
                pieces.append(
                    Piece(top, left, last, right, cell.text, cell.framed, name + number, stored, cell.indent)
                )
    pieces.sort()
    return pieces


def _merges_by_row(sheet: RawSheet) -> dict[int, list[Merge]]:
    """Merged cells by the filled rows that they touch."""
    by_row: dict[int, list[Merge]] = {}
    filled = sorted(sheet.rows)
    for merge in sheet.merges:
        if merge[:2] == merge[2:]:
            continue
        for row in filled[bisect_left(filled, merge[0]) : bisect_right(filled, merge[2])]:
            by_row.setdefault(row, []).append(merge)
    return by_row


def _merge_at(merges: Sequence[Merge], col: int) -> Merge | None:
    """The merged cell of a row that covers a column."""
    return next((merge for merge in merges if merge[1] <= col <= merge[3]), None)


@dataclass(frozen=True, slots=True)
class _Axis:
    """Rows or columns without the hidden ones.

    Attributes:
        starts: First index of each hidden run, increasing.
        ends: Last index of each hidden run.
        before: How many indices are hidden before each run.
    """

    starts: list[int]
    ends: list[int]
    before: list[int]

    @classmethod
    def of(cls, runs: list[tuple[int, int]]) -> _Axis:
        """An axis with hidden runs, which may overlap."""
        starts: list[int] = []
        ends: list[int] = []
        for first, last in sorted(runs):
            if ends and first <= ends[-1] + 1:
                ends[-1] = max(ends[-1], last)
            else:
                starts.append(first)
                ends.append(last)
        before = [0]
        for first, last in zip(starts, ends, strict=True):
            before.append(before[-1] + last - first + 1)
        return cls(starts, ends, before)

    @classmethod
    def of_rows(cls, sheet: RawSheet) -> _Axis:
        """The rows of a sheet."""
        return cls.of([(row, row) for row in sheet.hidden_rows])

    @classmethod
    def of_columns(cls, sheet: RawSheet) -> _Axis:
        """The columns of a sheet."""
        return cls.of(sheet.hidden_cols)

    def shows(self, index: int) -> bool:
        """Whether a row or column is shown."""
        run = bisect_right(self.starts, index) - 1
        return run < 0 or index > self.ends[run]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """First and last visible index of a stretch; the last comes before the first where none is."""
        return self._rank(first), self._rank(last + 1) - 1

    def _rank(self, index: int) -> int:
        """How many visible indices come before one."""
        run = bisect_left(self.starts, index)
        inside = max(0, self.ends[run - 1] - index + 1) if run else 0
        return index - self.before[run] + inside


def sheet_troubles(sheet: RawSheet) -> list[Trouble]:
    """What a sheet holds that is not read: hidden text, errors, formulas without a value."""
    where, prefix = f'sheet "{sheet.name}"', sheet_prefix(sheet.name)
    troubles = _hidden(sheet, where, prefix)
    for error, cells in sheet.errors.items():
        message = f"{where}: error {error} in {_listed(cells)}"
        troubles.append(Trouble(code="cell-error", message=message, reference=prefix + cells[0]))
    if cells := sheet.uncomputed:
        message = f"{where}: the file holds no value for the formula in {_listed(cells)}"
        troubles.append(Trouble(code="formula-without-value", message=message, reference=prefix + cells[0]))
    if cells := sheet.struck:
        message = f"{where}: text struck out beside text that is not was left out in {_listed(cells)}"
        troubles.append(Trouble(code="struck-text", message=message, reference=prefix + cells[0]))
    return troubles


def _hidden(sheet: RawSheet, where: str, prefix: str) -> list[Trouble]:
    rows, cols = _Axis.of_rows(sheet), _Axis.of_columns(sheet)
    filled = {row: [col for col, cell in cells.items() if cell.text] for row, cells in sheet.rows.items()}
    hidden_rows = [row for row in sorted(filled) if filled[row] and not rows.shows(row)]
    hidden_cols = sorted({col for cells in filled.values() for col in cells if not cols.shows(col)})
    found = (
        ("hidden-rows", "row", [str(row + 1) for row in hidden_rows]),
        ("hidden-columns", "column", [column_name(col) for col in hidden_cols]),
    )
    return [
        Trouble(
            code=code,
            message=f"{where}: hidden and not read: {noun}{'s' if len(names) > 1 else ''} {_listed(names)}",
            reference=f"{prefix}{names[0]}:{names[0]}",
        )
        for code, noun, names in found
        if names
    ]


def _listed(names: list[str]) -> str:
    more = f", … (+{len(names) - 12})" if len(names) > 12 else ""
    return ", ".join(names[:12]) + more
