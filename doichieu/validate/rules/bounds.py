"""SUM-WITHIN: what stands under "Trong đó" is no more than what it is part of."""

from __future__ import annotations

from doichieu.validate.paper import Paper
from doichieu.validate.relations import BoundRelation
from doichieu.validate.rules.wordings import Wording
from doichieu.validate.wording import column_name, row_name, say, table_name


def describe(paper: Paper, relation: BoundRelation) -> Wording:
    """Where a part exceeds its whole.

    Args:
        paper: The paper.
        relation: A violated bound.

    Returns:
        The sentence and the comparison.
    """
    part, whole = relation.target, relation.whole
    table = table_name(paper.sheets[part.sheet].reading.table)
    one, two = paper.text(part), paper.text(whole)
    name, header = row_name(paper, part), column_name(paper, part)
    above = column_name(paper, whole) if part.row == whole.row else row_name(paper, whole)
    return Wording(
        message=say(
            f"{table.vi}: dòng “{name}”, cột “{header}” in {one}, lớn hơn {two} của “{above}” mà số này là một phần.",
            f"{table.en}: row “{name}”, column “{header}” is printed as {one}, above the {two} of “{above}” that it is"
            " part of.",
        ),
        steps=(say(f"{one} > {two}"),),
    )
