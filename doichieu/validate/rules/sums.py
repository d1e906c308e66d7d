"""SUM: a row's parts give its total, a column's rows give its total row."""

from __future__ import annotations

from decimal import Decimal

from doichieu.model import Bilingual
from doichieu.validate.paper import Paper
from doichieu.validate.relations import SumRelation
from doichieu.validate.rounding import to_places
from doichieu.validate.rules.wordings import Wording
from doichieu.validate.wording import Style, column_name, row_name, say, table_name

_MOST_PARTS = 14


def describe(paper: Paper, relation: SumRelation, style: Style) -> Wording:
    """What is wrong with a sum, and the sum itself.

    Args:
        paper: The paper.
        relation: A violated sum.
        style: How the paper prints figures.

    Returns:
        The sentence and the steps.
    """
    target = relation.target
    total = relation.recomputed(paper.number) or Decimal(0)
    printed = paper.text(target)
    table = table_name(paper.sheets[target.sheet].reading.table)
    name, header = row_name(paper, target), column_name(paper, target)
    shown = style.show(to_places(total, 4) if relation.mean else total)
    gap = style.show(abs(_printed_value(paper, relation) - total))
    if relation.rule == "SUM-ROW":
        message = say(
            f"{table.vi}: “{header}” của {name} ghi {printed}, cộng các cột thành phần được {shown} (lệch {gap}).",
            f"{table.en}: “{header}” of {name} is printed as {printed}; its component columns add up to {shown}"
            f" (off by {gap}).",
        )
    elif relation.rule == "SUM-SHARE":
        return _shares(paper, relation, style)
    elif relation.rule == "SUM-RUN":
        message = say(
            f"{table.vi}: “{header}” của {name} ghi {printed}, lũy kế đến dòng trước cộng số của dòng này được {shown}.",
            f"{table.en}: “{header}” of {name} is printed as {printed}; the row before and this row's own figure make"
            f" {shown}.",
        )
    elif relation.rule == "SUM-DIFF" and relation.constant:
        message = say(
            f"{table.vi}: “{header}” của {name} ghi {printed}, tính lại được {shown} (lệch {gap}).",
            f"{table.en}: “{header}” of {name} is printed as {printed}; what the columns leave is {shown} (off by {gap}).",
        )
    elif relation.rule == "SUM-DIFF":
        message = say(
            f"{table.vi}: “{header}” của {name} ghi {printed}, tính lại được {shown} (lệch {gap}).",
            f"{table.en}: “{header}” of {name} is printed as {printed}; the difference of the two columns is {shown}"
            f" (off by {gap}).",
        )
    elif all(place.col != target.col and place.row >= target.row for place in relation.parts) and any(
        place.row > target.row for place in relation.parts
    ):
        message = _of_block(paper, relation, shown)
    elif relation.mean and all(place.row == target.row for place in relation.parts):
        message = say(
            f"{table.vi}: “{header}” của {name} ghi {printed}, trung bình các cột là {shown}.",
            f"{table.en}: “{header}” of {name} is printed as {printed}; the mean of the columns is {shown}.",
        )
    elif relation.mean:
        message = say(
            f"{table.vi}: dòng “{name}”, cột “{header}” ghi {printed}, trung bình các dòng là {shown}.",
            f"{table.en}: row “{name}”, column “{header}” is printed as {printed}; the mean of the rows is {shown}.",
        )
    else:
        message = say(
            f"{table.vi}: dòng “{name}”, cột “{header}” ghi {printed}, cộng các dòng được {shown} (lệch {gap}).",
            f"{table.en}: row “{name}”, column “{header}” is printed as {printed}; the rows add up to {shown}"
            f" (off by {gap}).",
        )
    return Wording(message=message, steps=(say(f"{_parts(paper, relation)} = {shown} ≠ {printed}"),))


def _of_block(paper: Paper, relation: SumRelation, shown: str) -> Bilingual:
    """A figure that stands once for several rows."""
    target, last = relation.target, relation.parts[-1]
    table = table_name(paper.sheets[target.sheet].reading.table)
    first, header, source = row_name(paper, target), column_name(paper, target), column_name(paper, last)
    what = say("trung bình", "the mean") if relation.mean else say("tổng", "the sum")
    return say(
        f"{table.vi}: “{header}” ghi {paper.text(target)} cho {len(relation.parts)} dòng từ {first} đến"
        f" {row_name(paper, last)}; {what.vi} “{source}” của các dòng này là {shown}.",
        f"{table.en}: “{header}” is printed as {paper.text(target)} for {len(relation.parts)} rows from {first} to"
        f" {row_name(paper, last)}; {what.en} of their “{source}” is {shown}.",
    )


def _shares(paper: Paper, relation: SumRelation, style: Style) -> Wording:
    """Percentages of a row that do not make a hundred."""
    table = table_name(paper.sheets[relation.target.sheet].reading.table)
    numbers = [number.value for place in relation.places if (number := paper.number(place)) is not None]
    total, name = style.show(sum(numbers, Decimal(0))), row_name(paper, relation.target)
    terms = " + ".join(paper.text(place) for place in relation.places)
    return Wording(
        message=say(
            f"{table.vi}: các tỷ lệ của “{name}” cộng được {total}, trong khi ở các dòng khác cộng được 100.",
            f"{table.en}: the percentages of “{name}” add up to {total}; those of the other rows add up to 100.",
        ),
        steps=(say(f"{terms} = {total} ≠ 100"),),
    )


def _printed_value(paper: Paper, relation: SumRelation) -> Decimal:
    number = paper.number(relation.target)
    return number.value if number else Decimal(0)


def _parts(paper: Paper, relation: SumRelation) -> str:
    start = f"{relation.constant.normalize():f} " if relation.constant > 0 else ""
    texts = [("− " if place in relation.minus else "+ ") + paper.text(place) for place in relation.parts]
    if len(texts) > _MOST_PARTS:
        texts = [*texts[: _MOST_PARTS - 2], "+ …", texts[-1]]
    joined = start + (" ".join(texts) if start else " ".join(texts).removeprefix("+ "))
    return f"({joined}) : {len(relation.parts)}" if relation.mean else joined
