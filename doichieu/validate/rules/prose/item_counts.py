"""COUNT-BOUND of criteria and fields: "có 7/9 lĩnh vực đạt từ 80% trở lên", "còn 2 tiêu chí dưới 75%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from doichieu.model import Check, Claim, ColumnRole, Finding, Level
from doichieu.normalize.numbers import FIRST_DIGIT
from doichieu.normalize.text import fold_in_place
from doichieu.validate.infer.ranks.thresholds import Threshold, read_threshold
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rules.prose.items import Item, items_of, rows_by_table
from doichieu.validate.rules.prose.meant import clause_is_open
from doichieu.validate.rules.stated import check_again, sentence_operand, statement, text_finding, unquoted
from doichieu.validate.wording import say, table_name

_COUNT = re.compile(
    rf"(?P<count>{FIRST_DIGIT}\d?)(?:\s?/\s?(?P<whole>\d{{1,2}}))?\s"
    r"(?P<noun>linh vuc|tieu chi|chi tieu|noi dung|chi so thanh phan|truc noi dung|tru cot)\b(?P<said>[^.;:()\d]{0,60}"
    r"\b(?:tren|duoi|tu|hon|it nhat|khong qua)\s+\d[\d.,]*\s?%(?:\s+(?:den|-)[^.;:()]{0,20}%|\s+tro (?:len|xuong))?)"
)


def check_item_counts(paper: Paper) -> Iterator[Check | Finding]:
    """Check counts of criteria above or below a percentage against the one table that lists such criteria with theirs.

    Args:
        paper: The paper.

    Yields:
        A check a count, and a finding for each that the table contradicts.
    """
    tables = [
        (items, column)
        for items in rows_by_table(items_of(paper)).values()
        if (column := _percentages(items)) is not None
    ]
    for claim in paper.decision.claims if len(tables) == 1 else ():
        items, column = tables[0]
        for match in _COUNT.finditer(fold_in_place(claim.sentence)):
            bound = read_threshold(match["said"], claim.sentence)
            named = match["noun"] in _heads(items[0].sheet)
            if bound is None or not named or not clause_is_open(paper, claim):
                continue
            if match["whole"] and int(match["whole"]) != len(items):
                continue
            met = _met(items, column, bound)
            loosely = _met(items, column, replace(bound, low_closed=True))
            held = int(match["count"]) in {len(met), len(loosely)}
            yield statement("COUNT-BOUND", items[0].sheet.reading.table.table_id, held=held)
            if not held:
                yield count_finding(paper, claim, match, items[0].sheet, (len(met), len(items)), met)


def _percentages(items: Sequence[Item]) -> int | None:
    """The one column of percentages that all items of a table have."""
    sheet = items[0].sheet
    columns = {
        place.col
        for place, _ in items[0].figures
        if sheet.reading.columns[place.col].role is ColumnRole.RATIO
    }
    whole = [
        col for col in columns if all(any(place.col == col for place, _ in item.figures) for item in items)
    ]
    return whole[0] if len(whole) == 1 else None


def _heads(sheet: Sheet) -> str:
    """What a table is of, folded: its caption and the headers of its texts."""
    headers = [
        column.header
        for column in sheet.reading.columns
        if column.role in {ColumnRole.TEXT, ColumnRole.ENTITY}
    ]
    return fold_in_place(" ".join([sheet.reading.table.caption or "", *headers]))


def _met(items: Sequence[Item], column: int, bound: Threshold) -> list[Place]:
    """The cells of the items whose percentage lies within a bound."""
    found: list[tuple[Place, Decimal]] = [
        (place, number.value) for item in items for place, number in item.figures if place.col == column
    ]
    return [place for place, value in found if bound.contains(value)]


def count_finding(
    paper: Paper,
    claim: Claim,
    match: re.Match[str],
    sheet: Sheet,
    right: tuple[int, int],
    met: Sequence[Place] = (),
) -> Finding:
    """The finding of a count of items that a table contradicts.

    Args:
        paper: The paper.
        claim: The sentence.
        match: Where it states the count, as the groups "count" and "whole" of its folded text.
        sheet: The table.
        right: How many items meet what is said, and how many there are.
        met: The cells that meet it.
    """
    end = match.end("whole") if match["whole"] else match.end("count")
    printed = claim.sentence[match.start("count") : end]
    count, items = right
    expected = f"{count}/{items}" if match["whole"] else str(count)
    table = table_name(sheet.reading.table)
    return text_finding(
        paper,
        "COUNT-BOUND",
        Level.ERROR,
        [printed, claim.sentence],
        say(
            f"Lời văn đếm {printed}, theo {table.vi} là {expected}: “{claim.sentence}”",
            f"The text counts {printed}, by {table.en} it is {expected}: “{claim.sentence}”",
        ),
        observed=printed,
        expected=expected,
        steps=unquoted(claim),
        operands=[
            sentence_operand(claim, printed, "doubtful"),
            *(paper.operand(place, "operand") for place in met),
        ],
        cause=say(
            "Số đếm trong lời văn không theo bảng.", "The count in the text does not follow the table."
        ),
        suggestion=check_again(printed, expected),
        table=sheet,
    )
