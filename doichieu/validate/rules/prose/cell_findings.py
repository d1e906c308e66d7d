"""Findings on figures of sentences that are not those of the cells that they quote."""

from __future__ import annotations

from collections.abc import Sequence

from doichieu.model import Claim, Finding, Level, Operand
from doichieu.validate.paper import Paper, Place
from doichieu.validate.rules.stated import check_again, text_finding, unquoted
from doichieu.validate.wording import column_name, row_name, say, table_name


def cell_finding(
    paper: Paper,
    claim: Claim,
    printed: str,
    place: Place,
    right: str,
    operands: Sequence[Operand],
    level: Level = Level.ERROR,
) -> Finding:
    """A finding on a figure of a sentence that should be a cell's.

    Args:
        paper: The paper.
        claim: The sentence.
        printed: The figure as it states it.
        place: The cell.
        right: What it prints.
        operands: The evidence, what is in doubt first.
        level: How sure it is.
    """
    sheet = paper.sheets[place.sheet]
    table, row, column = table_name(sheet.reading.table), row_name(paper, place), column_name(paper, place)
    return text_finding(
        paper,
        "CLAIM-AMOUNT",
        level,
        [row, column, printed],
        say(
            f"Lời văn nêu “{printed}”; dòng “{row}” của {table.vi} ghi “{column}” là {right}.",
            f"The text states “{printed}”; row “{row}” of {table.en} has {right} under “{column}”.",
        ),
        observed=printed,
        expected=right,
        steps=unquoted(claim),
        operands=operands,
        cause=say("Số trong lời văn không theo bảng.", "The figure in the text does not follow the table."),
        suggestion=check_again(printed, right),
        table=sheet,
    )
