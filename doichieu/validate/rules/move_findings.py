"""RANK-MOVE: what is said of a move that two ranks do not come to."""

from __future__ import annotations

from decimal import Decimal

from doichieu.model import Bilingual, Finding, Level
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.rank_moves import Moves
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rules.stated import text_finding
from doichieu.validate.wording import column_name, row_name, say, table_name


def move_finding(
    paper: Paper, conventions: Conventions, sheet: Sheet, moves: Moves, row: int, right: Decimal
) -> Finding:
    """The finding of a move that the ranks of its row do not come to, or of the rank that is misprinted.

    Args:
        paper: The paper.
        conventions: What was inferred.
        sheet: The table.
        moves: The column of moves.
        row: The row.
        right: What its two ranks come to.
    """
    place, now, then = (sheet.place(row, col) for col in (moves.col, moves.now, moves.then))
    wrong = _wrong_rank(conventions, sheet, moves, row)
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
        corrections=[paper.correction(sheet.place(row, moves.col), expected)],
    )


def _wrong_rank(
    conventions: Conventions, sheet: Sheet, moves: Moves, row: int
) -> tuple[int, Decimal, Bilingual] | None:
    """The rank that makes a move wrong, what it should be, and why.

    Another row has it too, and none what the move tells: a list of which each place is given once says which of three
    figures is misprinted. Or a row of equal figures has what the move tells.
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
            return col, told, say("trùng đơn vị khác", "which another row has too")
        if _equal_has(conventions, sheet, col, row, told):
            return (
                col,
                told,
                say("đơn vị khác có cùng số điểm xếp hạng khác", "a unit of equal figures has another"),
            )
    return None


def _equal_has(conventions: Conventions, sheet: Sheet, rank: int, row: int, place: Decimal) -> bool:
    """Whether a row with the same figure as this one has a place."""
    fit = conventions.rankings.get((sheet.index, rank))
    figure = sheet.value(row, fit.convention.score) if fit is not None else None
    return figure is not None and any(
        fit is not None
        and other.index != row
        and sheet.value(other.index, fit.convention.score) == figure
        and sheet.value(other.index, rank) == place
        for other in sheet.data
    )


def _rank_finding(
    paper: Paper, sheet: Sheet, places: tuple[Place, Place, Place], col: int, told: Decimal, why: Bilingual
) -> Finding:
    """A rank that another row has too, or that a unit of equal figures has not, where the move of its row tells the right one."""
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
            f"{table.vi}: “{header}” của {name} ghi {printed}, {why.vi}; “{column_name(paper, move)}”"
            f" {paper.text(move)} cho hạng {expected}.",
            f"{table.en}: “{header}” of {name} is printed as {printed}, {why.en};"
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
            f"Kiểm tra lại {printed}; theo số bậc tăng giảm phải là {expected}.",
            f"Check {printed}; by the move it is {expected}.",
        ),
        place=place,
        corrections=[paper.correction(sheet.place(place.row, col), expected)],
    )
