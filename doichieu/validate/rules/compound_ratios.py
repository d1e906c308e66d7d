"""RATIO-PCT over sums that the table does not print: (before time + in time) / settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal

from doichieu.validate.paper import Paper, Place
from doichieu.validate.relations.computed import CompoundRatioRelation
from doichieu.validate.rounding import NAMES, to_places
from doichieu.validate.rules.ratios import shown_quotient
from doichieu.validate.rules.wordings import Wording
from doichieu.validate.wording import Style, column_name, row_name, say, table_name


def describe(paper: Paper, relation: CompoundRatioRelation, style: Style) -> Wording:
    """What is wrong with a percentage of sums, and the division.

    Args:
        paper: The paper.
        relation: A violated one.
        style: How the paper prints figures.

    Returns:
        The sentence and the steps.
    """
    target = relation.target
    quotient = relation.recomputed(paper.number) or Decimal(0)
    right = shown_quotient(paper, relation, quotient, style)
    printed = paper.text(target)
    table = table_name(paper.sheets[target.sheet].reading.table)
    name, header = row_name(paper, target), column_name(paper, target)
    terms = (relation.value, relation.base)
    names = [_term(term, relation, lambda at: f"“{column_name(paper, at)}”") for term in terms]
    figures = [_term(term, relation, paper.text) for term in terms]
    times = "" if relation.scale == 1 else f"× {relation.scale} "
    rounded = f"{times}= {style.show(to_places(quotient, 4))} → {right}"
    mode = NAMES[relation.rounding]
    return Wording(
        message=say(
            f"{table.vi}: “{header}” của {name} ghi {printed}, tính lại từ {names[0]} chia {names[1]} được {right}.",
            f"{table.en}: “{header}” of {name} is printed as {printed}; {names[0]} over {names[1]} is {right}.",
        ),
        steps=(
            say(
                f"{figures[0]} : {figures[1]} {rounded} ({mode.vi}) ≠ {printed}",
                f"{figures[0]} / {figures[1]} {rounded} ({mode.en}) ≠ {printed}",
            ),
        ),
    )


def _term(term: Sequence[Place], relation: CompoundRatioRelation, text: Callable[[Place], str]) -> str:
    """A sum of places in words; what counts thrice is three times itself."""
    signed = "".join(
        f" {'−' if place in relation.minus else '+'} {f'{times} × ' if times > 1 else ''}{text(place)}"
        for place, times in Counter(term).items()
    ).removeprefix(" + ")
    return f"({signed})" if len(term) > 1 else signed
