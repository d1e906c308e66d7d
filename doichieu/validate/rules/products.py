"""RATIO-PROD: quantity times price gives the amount, area times yield the output."""

from __future__ import annotations

from decimal import Decimal

from doichieu.validate.paper import Paper
from doichieu.validate.relations.computed import ProductRelation
from doichieu.validate.rules.wordings import Wording
from doichieu.validate.wording import Style, column_name, row_name, say, table_name


def describe(paper: Paper, relation: ProductRelation, style: Style) -> Wording:
    """What is wrong with a product, and the multiplication.

    Args:
        paper: The paper.
        relation: A violated product.
        style: How the paper prints figures.

    Returns:
        The sentence and the steps.
    """
    target = relation.target
    shown = style.show(relation.solve(target, paper.number) or Decimal(0), places=relation.places_printed)
    printed = paper.text(target)
    table = table_name(paper.sheets[target.sheet].reading.table)
    name, header = row_name(paper, target), column_name(paper, target)
    names = [f"“{column_name(paper, place)}”" for place in relation.factors]
    factors = " × ".join(paper.text(place) for place in relation.factors)
    scale = "" if relation.scale == 1 else f" × {style.show(relation.scale)}"
    step = f"{factors}{scale} = {shown} ≠ {printed}"
    return Wording(
        message=say(
            f"{table.vi}: “{header}” của {name} ghi {printed}, {' nhân '.join(names)} được {shown}.",
            f"{table.en}: “{header}” of {name} is printed as {printed}; {' times '.join(names)} is {shown}.",
        ),
        steps=(say(step),),
    )
