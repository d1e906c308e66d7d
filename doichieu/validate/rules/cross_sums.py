"""XSUM: a total equals the same unit's figures in the component tables."""

from __future__ import annotations

from decimal import Decimal

from doichieu.model import Bilingual, Finding, Level
from doichieu.validate.infer.component_tables import CrossSum
from doichieu.validate.paper import Paper
from doichieu.validate.relations import SumRelation
from doichieu.validate.rules.wordings import Wording
from doichieu.validate.wording import (
    Style,
    column_name,
    finding_id,
    join_en,
    join_vi,
    row_name,
    say,
    table_name,
)


def describe(paper: Paper, relation: SumRelation, style: Style) -> Wording:
    """What is wrong with a total over component tables, and the sum.

    Args:
        paper: The paper.
        relation: A violated sum over tables.
        style: How the paper prints figures.

    Returns:
        The sentence and the steps.
    """
    target = relation.target
    total = relation.recomputed(paper.number) or Decimal(0)
    printed, shown = paper.text(target), style.show(total)
    table = table_name(paper.sheets[target.sheet].reading.table)
    name, header = row_name(paper, target), column_name(paper, target)
    parts = [
        f"{paper.text(place)} ({table_name(paper.sheets[place.sheet].reading.table).vi})"
        for place in relation.parts
    ]
    parts_en = [
        f"{paper.text(place)} ({table_name(paper.sheets[place.sheet].reading.table).en})"
        for place in relation.parts
    ]
    if relation.constant:
        parts.append(f"{style.show(relation.constant)} (phần không công bố, như ở các đơn vị khác)")
        parts_en.append(f"{style.show(relation.constant)} (not published, as for the other units)")
    return Wording(
        message=say(
            f"{table.vi}: “{header}” của {name} ghi {printed}, cộng các bảng thành phần được {shown}.",
            f"{table.en}: “{header}” of {name} is printed as {printed}; the component tables add up to {shown}.",
        ),
        steps=(
            Bilingual(
                vi=f"{' + '.join(parts)} = {shown} ≠ {printed}",
                en=f"{' + '.join(parts_en)} = {shown} ≠ {printed}",
            ),
        ),
    )


def unpublished(paper: Paper, cross: CrossSum, style: Style) -> Finding | None:
    """The remark that totals hold a component which has no table of its own; None where none does."""
    left = sorted({value for value in cross.remainders.values() if value != 0})
    if not left or not (cross.remainder or cross.varying):
        return None
    sheet = paper.sheets[cross.main]
    table = table_name(sheet.reading.table)
    groups = []
    for value in sorted(set(cross.remainders.values())):
        names = [
            sheet.reading.rows[sheet.unique[subject]].label
            for subject, remainder in cross.remainders.items()
            if remainder == value
        ]
        groups.append((style.show(value), names))
    identity = finding_id(paper, "XSUM-REST", sheet, [])
    listed_vi = "; ".join(f"{value}: {join_vi(names)}" for value, names in groups)
    listed_en = "; ".join(f"{value}: {join_en(names)}" for value, names in groups)
    values = ", ".join(style.show(value) for value in left)
    return Finding(
        finding_id=identity,
        rule="XSUM-REST",
        level=Level.INFO,
        table_id=sheet.reading.table.table_id,
        col=cross.total,
        message=say(
            f"{table.vi}: tổng điểm gồm một phần không có bảng riêng (còn lại {values}).",
            f"{table.en}: the totals hold a component that has no table of its own (remainders {values}).",
        ),
        observed=values,
        expected="0",
        steps=(Bilingual(vi=f"Phần còn lại theo đơn vị: {listed_vi}", en=f"Remainder by unit: {listed_en}"),),
        operands=(paper.operand(sheet.place(0, cross.total), "result"),),
        cause_id=identity,
        cause=say(
            "Một nhóm tiêu chí không được công bố thành bảng.",
            "A group of criteria is not published as a table.",
        ),
        consequence=say("Không làm thay đổi xếp hạng.", "No rank changes."),
    )
