"""SUM-WEIGHT and weighted SUM-AVG: figures times their weights give the total or the mean."""

from __future__ import annotations

from decimal import Decimal

from doichieu.model import ColumnRole
from doichieu.validate.paper import Paper
from doichieu.validate.relations.computed import WeightedMeanRelation, WeightedRelation
from doichieu.validate.rules.wordings import Wording
from doichieu.validate.wording import Style, column_name, multiple, row_name, say, table_name

_MOST_PARTS = 8


def describe(paper: Paper, relation: WeightedRelation | WeightedMeanRelation, style: Style) -> Wording:
    """What is wrong with a weighted sum or mean, and the computation.

    Args:
        paper: The paper.
        relation: A violated one.
        style: How the paper prints figures.

    Returns:
        The sentence and the steps.
    """
    target = relation.target
    shown = style.show(relation.solve(target, paper.number) or Decimal(0), places=relation.places_printed)
    printed = paper.text(target)
    table = table_name(paper.sheets[target.sheet].reading.table)
    name, header = row_name(paper, target), column_name(paper, target)
    if isinstance(relation, WeightedMeanRelation):
        by = column_name(paper, relation.weights[0])
        terms = [
            f"{paper.text(part)} × {paper.text(weight)}"
            for part, weight in zip(relation.parts, relation.weights, strict=True)
        ]
        step = f"({_joined(terms)}) : Σ “{by}” = {shown} ≠ {printed}"
        message = say(
            f"{table.vi}: dòng “{name}”, cột “{header}” ghi {printed}, bình quân gia quyền theo “{by}” là {shown}.",
            f"{table.en}: row “{name}”, column “{header}” is printed as {printed}; the mean weighted by “{by}” is"
            f" {shown}.",
        )
        return Wording(message=message, steps=(say(step),))
    terms = [
        f"{paper.text(part)} × {style.show(weight)}"
        for part, weight in zip(relation.parts, relation.weights, strict=True)
    ]
    message = say(
        f"{table.vi}: “{header}” của {name} ghi {printed}, tính theo trọng số được {shown}.",
        f"{table.en}: “{header}” of {name} is printed as {printed}; by the weights it is {shown}.",
    )
    if len(terms) == 1 and paper.column(relation.parts[0]).role is ColumnRole.RATIO:
        share, maximum = paper.text(relation.parts[0]).rstrip(" %"), style.show(relation.weights[0] * 100)
        message = say(
            f"{table.vi}: “{header}” của {name} ghi {printed}, {share}% của {maximum} là {shown}.",
            f"{table.en}: “{header}” of {name} is printed as {printed}; {share}% of {maximum} is {shown}.",
        )
    elif len(terms) == 1:
        times = multiple(relation.weights[0], column_name(paper, relation.parts[0]), style)
        message = say(
            f"{table.vi}: “{header}” của {name} ghi {printed}, {times.vi} là {shown}.",
            f"{table.en}: “{header}” of {name} is printed as {printed}; {times.en} is {shown}.",
        )
    return Wording(message=message, steps=(say(f"{_joined(terms)} = {shown} ≠ {printed}"),))


def _joined(terms: list[str]) -> str:
    if len(terms) > _MOST_PARTS:
        terms = [*terms[: _MOST_PARTS - 2], "…", terms[-1]]
    return " + ".join(terms)
