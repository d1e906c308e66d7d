"""RANK-MOVE: a column of places won or lost is the difference of two columns of ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from doichieu.model import Check, Column, ColumnRole, Finding
from doichieu.normalize.headers import speaks_of_change
from doichieu.normalize.text import fold
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.rank_columns import is_move
from doichieu.validate.infer.ranks.rank_moves import Moves
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rules.move_findings import move_finding
from doichieu.validate.rules.stated import statement

_PLACES = re.compile(r"\b(bac|hang|vi tri|vi thu|thu bac)\b")
_WORDS = re.compile(
    r"^(?P<way>tang|len|giam|xuong|tut|lui)?\s*(?P<mark>[+\-↑↓▲▼])?\s*(?P<places>\d{1,3})\s*(?:bac|hang|vi tri)?$"
)
_TOLD = re.compile(r"(?:tang|len|giam|xuong|tut|lui)\s*\d{1,3}\s*(?:bac|hang|vi tri)")
_SAME = re.compile(r"^(?:giu nguyen|khong doi|khong thay doi|=|-|0)?$")
_DOWN = frozenset({"giam", "xuong", "tut", "lui", "-", "↓", "▼"})
# So many rows must follow one way to count before the others are exceptions.
_MOST, _FEWEST = 0.7, 4


def check_moves(paper: Paper, conventions: Conventions) -> Iterator[Check | Finding]:
    """Check columns of places won or lost against the ranks of the two years.

    Args:
        paper: The paper.
        conventions: Which rank columns are of the paper's year and which of earlier ones.

    Yields:
        A check a row, and an error for each row that leaves the way most rows count.
    """
    for sheet in paper.sheets:
        for col in move_columns(sheet):
            moves = fit_moves(paper, conventions, sheet, col)
            if moves is None:
                continue
            for row, printed in moves.rows.items():
                right = moves.told(sheet, row)
                held = right in {None, printed} or (right is not None and not printed and right == 0)
                yield statement("RANK-MOVE", sheet.reading.table.table_id, held=held)
                if not held and right is not None:
                    yield move_finding(paper, conventions, sheet, moves, row, right)


def move_columns(sheet: Sheet) -> list[int]:
    """The columns of a table that say how ranks differ from those of another column."""
    if len(sheet.columns(ColumnRole.RANK)) < 2:
        return []
    return [
        column.index
        for column in sheet.reading.columns
        if column.role not in {ColumnRole.ENTITY, ColumnRole.ORDINAL} and _may_be_moves(sheet, column)
    ]


def _may_be_moves(sheet: Sheet, column: Column) -> bool:
    """Whether the header speaks of a change of places, or a column called one of ranks holds what two others differ by."""
    folded = fold(column.header)
    if not speaks_of_change(folded):
        return _tells_moves(sheet, column) or (
            column.role is ColumnRole.RANK and is_move(sheet, column.index)
        )
    either = {ColumnRole.TEXT, ColumnRole.COMPONENT, ColumnRole.RANK}
    return column.role in either or bool(_PLACES.search(folded))


def _tells_moves(sheet: Sheet, column: Column) -> bool:
    """Whether a column of remarks says of most rows how many places they won or lost: “Tăng 3 bậc”."""
    if column.role is not ColumnRole.TEXT:
        return False
    texts = [cell.text for row in sheet.data if (cell := sheet.cells.get((row.index, column.index)))]
    told = sum(bool(_TOLD.fullmatch(fold(text))) for text in texts if text)
    return told >= max(_FEWEST, len(sheet.data) // 2)


def fit_moves(paper: Paper, conventions: Conventions, sheet: Sheet, col: int) -> Moves | None:
    """The two rank columns and the sign that explain a column of moves; None where none explain most rows.

    Args:
        paper: The paper.
        conventions: Which rank columns are of earlier years.
        sheet: The table.
        col: A column that may be one of moves.
    """
    rows = {
        row.index: value
        for row in sheet.data
        if (value := printed_move(paper, sheet, row.index, col)) is not None
    }
    ranks = [
        column.index
        for column in sheet.columns(ColumnRole.RANK)
        if column.index != col and not is_move(sheet, column.index)
    ]
    then = [c for c in ranks if (sheet.index, c) in conventions.prior_ranks]
    fits = [
        Moves(col, one, two, sign, rows)
        for one in ranks
        for two in then or ranks
        if one != two
        for sign in (1, -1)
    ]
    best = max(fits, key=lambda moves: _explained(sheet, moves), default=None)
    telling = sum(bool(value) for value in rows.values())
    enough = (
        best is not None
        and _explained(sheet, best) >= max(_FEWEST, _MOST * len(rows))
        and telling >= _FEWEST // 2
    )
    return best if enough else None


def _explained(sheet: Sheet, moves: Moves) -> int:
    return sum(moves.told(sheet, row) == value for row, value in moves.rows.items())


def printed_move(paper: Paper, sheet: Sheet, row: int, col: int) -> Decimal | None:
    """What a cell says: "+3", "tăng 3", "↓2", "giữ nguyên"; None where it says something else or nothing."""
    number = sheet.number(row, col)
    if number is not None:
        return number.value
    text = fold(paper.text(sheet.place(row, col)))
    match = _WORDS.match(text)
    if match:
        down = bool({match["way"], match["mark"]} & _DOWN)
        return Decimal(match["places"]) * (-1 if down else 1)
    return Decimal(0) if text and _SAME.match(text) else None
