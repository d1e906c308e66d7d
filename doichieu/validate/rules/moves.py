"""RANK-MOVE: a column of places won or lost is the difference of two columns of ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from doichieu.model import Check, Column, ColumnRole, Correction, Finding, Level
from doichieu.normalize.text import fold
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.rank_columns import is_move
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rules.stated import statement, text_finding
from doichieu.validate.wording import column_name, row_name, say, table_name

_HEADER = re.compile(r"\b(tang|giam|thay doi|bien dong|chenh lech|so voi|so sanh|len|xuong)\b")
_SIGNS = re.compile(r"(?:^|/ )\(?(?:\+ ?/ ?[-–]|±|↑ ?/? ?↓|▲ ?/? ?▼)\)?$")
_PLACES = re.compile(r"\b(bac|hang|vi tri|vi thu|thu bac)\b")
_WORDS = re.compile(
    r"^(?P<way>tang|len|giam|xuong|tut|lui)?\s*(?P<mark>[+\-↑↓▲▼])?\s*(?P<places>\d{1,3})\s*(?:bac|hang|vi tri)?$"
)
_SAME = re.compile(r"^(?:giu nguyen|khong doi|khong thay doi|=|-|0)?$")
_DOWN = frozenset({"giam", "xuong", "tut", "lui", "-", "↓", "▼"})
# So many rows must follow one way to count before the others are exceptions.
_MOST, _FEWEST = 0.7, 4


@dataclass(frozen=True, slots=True)
class _Moves:
    """A column of moves with the two rank columns it compares and the sign it counts with."""

    col: int
    now: int
    then: int
    sign: int
    rows: dict[int, Decimal]


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
            moves = _fit(paper, conventions, sheet, col)
            if moves is None:
                continue
            for row, printed in moves.rows.items():
                right = _move(sheet, moves.now, moves.then, moves.sign, row)
                held = right in {None, printed} or (right is not None and not printed and right == 0)
                yield statement("RANK-MOVE", sheet.reading.table.table_id, held=held)
                if not held and right is not None:
                    yield _finding(paper, sheet, moves, row, right)


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
    if not _HEADER.search(folded) and not _SIGNS.search(folded):
        return column.role is ColumnRole.RANK and is_move(sheet, column.index)
    either = {ColumnRole.TEXT, ColumnRole.COMPONENT, ColumnRole.RANK}
    return column.role in either or bool(_PLACES.search(folded))


def _fit(paper: Paper, conventions: Conventions, sheet: Sheet, col: int) -> _Moves | None:
    """The two rank columns and the sign that explain the column; None where none explain most rows."""
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
        _Moves(col, one, two, sign, rows)
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


def _explained(sheet: Sheet, moves: _Moves) -> int:
    return sum(
        _move(sheet, moves.now, moves.then, moves.sign, row) == value for row, value in moves.rows.items()
    )


def _move(sheet: Sheet, now: int, then: int, sign: int, row: int) -> Decimal | None:
    one, two = sheet.value(row, now), sheet.value(row, then)
    return None if one is None or two is None else sign * (two - one)


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


def _doubled_rank(sheet: Sheet, moves: _Moves, row: int) -> tuple[int, Decimal] | None:
    """The rank that makes a move wrong, and what it should be: another row has it too, and none what the move tells.

    A list of two years of which each place is given once says which of three figures is misprinted.
    """
    now, then, move = sheet.value(row, moves.now), sheet.value(row, moves.then), moves.rows[row]
    if now is None or then is None:
        return None
    for col, printed, told in (
        (moves.then, then, now + moves.sign * move),
        (moves.now, now, then - moves.sign * move),
    ):
        ranks = [value for one in sheet.data if (value := sheet.value(one.index, col)) is not None]
        if ranks.count(printed) > 1 and told not in ranks and len(set(ranks)) >= len(ranks) - 1:
            return col, told
    return None


def _rank_finding(
    paper: Paper, sheet: Sheet, places: tuple[Place, Place, Place], col: int, told: Decimal
) -> Finding:
    """A rank that stands twice, where the move of its row tells the place that nobody has."""
    move, now, then = places
    place = then if then.col == col else now
    table, name, printed = table_name(sheet.reading.table), row_name(paper, place), paper.text(place)
    expected, header = str(int(told)), column_name(paper, place)
    return text_finding(
        paper,
        "RANK-MOVE",
        Level.ERROR,
        [name, header],
        say(
            f"{table.vi}: “{header}” của {name} ghi {printed}, trùng đơn vị khác; “{column_name(paper, move)}”"
            f" {paper.text(move)} cho hạng {expected}.",
            f"{table.en}: “{header}” of {name} is printed as {printed}, which another row has too;"
            f" “{column_name(paper, move)}” {paper.text(move)} gives rank {expected}.",
        ),
        observed=printed,
        expected=expected,
        operands=[
            paper.operand(place, "doubtful"),
            *(paper.operand(one, "rank") for one in places if one != place),
        ],
        cause=say("Hạng ghi nhầm.", "The rank is misprinted."),
        suggestion=say(
            f"Kiểm tra lại {printed}; không đơn vị nào xếp thứ {expected}.",
            f"Check {printed}; no unit is ranked {expected}.",
        ),
        place=place,
        corrections=[
            Correction(
                table_id=sheet.reading.table.table_id, row=place.row, col=col, printed=printed, value=expected
            )
        ],
    )


def _finding(paper: Paper, sheet: Sheet, moves: _Moves, row: int, right: Decimal) -> Finding:
    place, now, then = (sheet.place(row, col) for col in (moves.col, moves.now, moves.then))
    wrong = _doubled_rank(sheet, moves, row)
    if wrong is not None:
        return _rank_finding(paper, sheet, (place, now, then), *wrong)
    table, name, printed = table_name(sheet.reading.table), row_name(paper, place), paper.text(place)
    expected = f"{right:+}" if right else "0"
    one, two = paper.text(then), paper.text(now)
    computed = f"{one} - {two} = {expected}" if moves.sign > 0 else f"{two} - {one} = {expected}"
    return text_finding(
        paper,
        "RANK-MOVE",
        Level.ERROR,
        [name, column_name(paper, place)],
        say(
            f"{table.vi}: “{column_name(paper, place)}” của {name} ghi {printed}, hạng {one} và {two} cho {expected}.",
            f"{table.en}: “{column_name(paper, place)}” of {name} is printed as {printed}; ranks {one} and {two} give"
            f" {expected}.",
        ),
        observed=printed,
        expected=expected,
        steps=[say(f"{computed} ≠ {printed}")],
        operands=[
            paper.operand(place, "doubtful"),
            paper.operand(now, "rank"),
            paper.operand(then, "rank"),
        ],
        cause=say(
            "Số bậc tăng giảm, hoặc một trong hai hạng, ghi nhầm.",
            "The move or one of the ranks is misprinted.",
        ),
        suggestion=say(
            f"Kiểm tra lại {printed}; hai hạng cho {expected}.",
            f"Check {printed}; the ranks give {expected}.",
        ),
        place=place,
        corrections=[
            Correction(
                table_id=sheet.reading.table.table_id, row=row, col=moves.col, printed=printed, value=expected
            )
        ],
    )
