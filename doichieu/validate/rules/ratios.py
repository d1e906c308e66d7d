"""RATIO: value over maximum gives the printed percentage."""

from __future__ import annotations

from decimal import Decimal

from doichieu.validate.paper import Paper, Place
from doichieu.validate.relations import RatioRelation
from doichieu.validate.relations.computed import CompoundRatioRelation
from doichieu.validate.rounding import NAMES, Rounding, to_places
from doichieu.validate.rules.wordings import Wording
from doichieu.validate.wording import Style, column_name, join_en, join_vi, row_name, say, table_name


def describe(paper: Paper, relation: RatioRelation, style: Style) -> Wording:
    """What is wrong with a percentage, and the division.

    Args:
        paper: The paper.
        relation: A violated ratio.
        style: How the paper prints figures.

    Returns:
        The sentence and the steps.
    """
    if relation.divides_by_nought(paper.number):
        return _over_nought(paper, relation)
    target = relation.target
    quotient = relation.exact_quotient(paper.number) or Decimal(0)
    base = relation.denominator(paper.number) or Decimal(0)
    right = shown_quotient(paper, relation, quotient, style)
    printed = paper.text(target)
    table = table_name(paper.sheets[target.sheet].reading.table)
    name, header = row_name(paper, target), column_name(paper, target)
    value = paper.text(relation.value)
    if relation.growth:
        value = f"({value} − {style.show(base)})"
    times = "" if relation.scale == 1 else f"× {style.show(Decimal(relation.scale))} "
    others = dict.fromkeys(place.sheet for place in relation.places if place.sheet != target.sheet)
    names = [table_name(paper.sheets[index].reading.table) for index in others]
    by = say("", "")
    if names:
        tables = join_vi([each.vi for each in names]), join_en([each.en for each in names])
        by = say(f" theo số liệu {tables[0]}", f" from the figures of {tables[1]}")
    other = _other_mode(paper, relation, quotient)
    remark = (
        say(
            f" (đúng nếu {NAMES[other].vi}, khác cách của cả bảng)",
            f" (right if {NAMES[other].en}, unlike the table)",
        )
        if other
        else say("", "")
    )
    return Wording(
        message=say(
            f"{table.vi}: “{header}” của {name} ghi {printed}, tính lại{by.vi} được {right}{remark.vi}.",
            f"{table.en}: “{header}” of {name} is printed as {printed}; recomputed{by.en} it is {right}{remark.en}.",
        ),
        steps=(
            say(
                f"{value} : {style.show(base)} {times}= {style.show(to_places(quotient, 4))} → {right}"
                f" ({NAMES[relation.rounding].vi}) ≠ {printed}",
                f"{value} / {style.show(base)} {times}= {style.show(to_places(quotient, 4))} → {right}"
                f" ({NAMES[relation.rounding].en}) ≠ {printed}",
            ),
        ),
    )


def shown_quotient(
    paper: Paper, relation: RatioRelation | CompoundRatioRelation, quotient: Decimal, style: Style
) -> str:
    """The quotient as the paper would print it: with the places of its column, and the percent sign of its cell."""
    places = relation.places_printed
    right = style.show(to_places(quotient, places, relation.rounding), places=places)
    percent = paper.number(relation.target)
    return f"{right}%" if percent is not None and percent.percent else right


def _other_mode(paper: Paper, relation: RatioRelation, quotient: Decimal) -> Rounding | None:
    number = paper.number(relation.target)
    if number is None:
        return None
    return next(
        (mode for mode in Rounding if to_places(quotient, relation.places_printed, mode) == number.value),
        None,
    )


def _over_nought(paper: Paper, relation: RatioRelation) -> Wording:
    """A percentage of what is printed as nought."""
    target, base = relation.target, relation.base
    printed, value = paper.text(target), paper.text(relation.value)
    table = table_name(paper.sheets[target.sheet].reading.table)
    name, header = row_name(paper, target), column_name(paper, target)
    over = column_name(paper, base) if isinstance(base, Place) else ""
    return Wording(
        message=say(
            f"{table.vi}: “{header}” của {name} ghi {printed}, trong khi “{over}” ghi 0.",
            f"{table.en}: “{header}” of {name} is printed as {printed}, where “{over}” is printed as 0.",
        ),
        steps=(say(f"{value} : 0 ≠ {printed}"),),
    )
