"""XEQ: the same figure printed twice is the same."""

from __future__ import annotations

from doichieu.validate.paper import Paper, Place
from doichieu.validate.relations import EqualRelation
from doichieu.validate.rules.wordings import Wording
from doichieu.validate.wording import column_name, row_name, say, table_name


def describe(paper: Paper, relation: EqualRelation, doubtful: Place | None) -> Wording:
    """Where a figure is printed twice, differently.

    Args:
        paper: The paper.
        relation: A violated equality.
        doubtful: The cell in doubt, named first; None where that is open.

    Returns:
        The sentence and the steps.
    """
    first, second = relation.target, relation.twin
    if doubtful == second:
        first, second = second, first
    one, two = (table_name(paper.sheets[place.sheet].reading.table) for place in (first, second))
    name = row_name(paper, first)
    topic = column_name(paper, relation.twin)
    return Wording(
        message=say(
            f"{one.vi}: {name} ghi {paper.text(first)}, trong khi {two.vi} ghi {paper.text(second)} cho cùng chỉ tiêu"
            f" “{topic}”.",
            f"{one.en}: {name} is printed with {paper.text(first)}, while {two.en} prints {paper.text(second)} for the"
            f" same “{topic}”.",
        ),
        steps=(
            say(
                f"{one.vi}: {paper.text(first)} ≠ {two.vi}: {paper.text(second)}",
                f"{one.en}: {paper.text(first)} ≠ {two.en}: {paper.text(second)}",
            ),
        ),
    )
