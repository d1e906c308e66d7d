"""POP-SWAP: no two units carry each other's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doichieu.model import Bilingual, Finding, Level
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.exchanged_names import ExchangedNames
from doichieu.validate.paper import Paper
from doichieu.validate.rules.ranks_borne_out import figures_exchanged
from doichieu.validate.wording import column_name, finding_id, join_en, join_vi, row_name, say, table_name


def check_exchanged_names(paper: Paper, conventions: Conventions) -> Iterator[Finding]:
    """Report the names that stand in each other's row, as the other tables of the paper tell.

    Where the ranks of the two rows follow what those tables print, the figures were exchanged: the ranks say that.

    Args:
        paper: The paper.
        conventions: What was inferred.

    Yields:
        A finding a pair.
    """
    pairs = (pair for pair in conventions.exchanged if not figures_exchanged(conventions, pair))
    yield from (_finding(paper, pair) for pair in pairs)


def _finding(paper: Paper, pair: ExchangedNames) -> Finding:
    sheet = paper.sheets[pair.sheet]
    stub = sheet.reading.stub or 0
    cells = [sheet.place(row, stub) for row in pair.rows]
    one, two = (row_name(paper, cell) for cell in cells)
    table = table_name(sheet.reading.table)
    others = [paper.sheets[index] for index, _ in pair.elsewhere]
    instead = [
        other.place(row, other.reading.stub or 0)
        for other, (_, rows) in zip(others, pair.elsewhere, strict=True)
        for row in rows
    ]
    identity = finding_id(paper, "POP-SWAP", sheet, sorted((one, two)))
    entities = sheet.reading.rows[pair.rows[0]].entities
    return Finding(
        finding_id=identity,
        rule="POP-SWAP",
        level=Level.ERROR,
        table_id=sheet.reading.table.table_id,
        row=pair.rows[0],
        col=stub,
        entity_id=entities[0].entity_id if len(entities) == 1 else None,
        entity=one,
        message=say(
            f"{table.vi}: tên {one} và {two} đứng đổi chỗ cho nhau; số liệu mỗi dòng là của đơn vị kia theo các bảng khác.",
            f"{table.en}: the names {one} and {two} stand in each other's row; by the other tables the figures of each are the other's.",
        ),
        observed=one,
        expected=two,
        steps=tuple(_steps(paper, pair)),
        operands=(
            *(paper.operand(cell, "doubtful") for cell in (*cells, *instead)),
            *(paper.operand(place, "operand") for place in (*pair.figures, *pair.others)),
        ),
        cause_id=identity,
        cause=_cause([table_name(other.reading.table) for other in others]),
        consequence=say(
            "Điểm và hạng của hai đơn vị trong bảng này là của nhau.",
            "The scores and ranks of the two units in this table are each other's.",
        ),
        suggestion=say(f"Đổi chỗ {one} và {two}.", f"Exchange {one} and {two}."),
        corrections=tuple(
            paper.correction(sheet.place(row, stub), value)
            for row, value in zip(pair.rows, (two, one), strict=True)
        ),
    )


def _cause(elsewhere: Sequence[Bilingual]) -> Bilingual:
    """Two names in each other's place, here or, as likely, in one of some other tables."""
    cause = say(
        "Hai tên đổi chỗ cho nhau; nếu tên đúng thì mọi số liệu của hai dòng đổi chỗ.",
        "Two names stand in each other's place; if they are right, all figures of the two rows do.",
    )
    if not elsewhere:
        return cause
    return say(
        f"{cause.vi} Chưa rõ tên đổi chỗ ở bảng này hay ở {join_vi([one.vi for one in elsewhere])}.",
        f"{cause.en} It may have been in this table or in {join_en([one.en for one in elsewhere])}.",
    )


def _steps(paper: Paper, pair: ExchangedNames) -> Iterator[Bilingual]:
    """What each row has, and what another table has for its unit."""
    for own, other in zip(pair.figures, pair.others, strict=True):
        table = table_name(paper.sheets[other.sheet].reading.table)
        name, header = row_name(paper, own), column_name(paper, own)
        yield say(
            f"{name}: “{header}” ghi {paper.text(own)}; {table.vi} ghi {paper.text(other)}.",
            f"{name}: “{header}” is {paper.text(own)}; {table.en} has {paper.text(other)}.",
        )
