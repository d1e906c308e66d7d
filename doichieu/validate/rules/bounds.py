"""SUM-WITHIN: what stands under "Trong đó" is no more than what it is part of, a score no more than its maximum, a share no more than all."""

from __future__ import annotations

from decimal import Decimal

from doichieu.model import ColumnRole
from doichieu.validate.paper import Paper
from doichieu.validate.relations import BoundRelation
from doichieu.validate.rules.wordings import Wording
from doichieu.validate.wording import Style, column_name, row_name, say, table_name


def describe(paper: Paper, relation: BoundRelation, style: Style) -> Wording:
    """Where a part exceeds its whole, or a score its maximum.

    Args:
        paper: The paper.
        relation: A violated bound.
        style: How the paper prints figures.

    Returns:
        The sentence and the comparison.
    """
    part, whole = relation.target, relation.whole
    if whole is None or paper.column(whole).role is ColumnRole.MAXIMUM:
        return _above_maximum(paper, relation, style)
    table = table_name(paper.sheets[part.sheet].reading.table)
    one, two = paper.text(part), paper.text(whole)
    name, header = row_name(paper, part), column_name(paper, part)
    above = column_name(paper, whole) if part.row == whole.row else row_name(paper, whole)
    return Wording(
        message=say(
            f"{table.vi}: dòng “{name}”, cột “{header}” ghi {one}, lớn hơn {two} của “{above}” mà số này là một phần.",
            f"{table.en}: row “{name}”, column “{header}” is printed as {one}, above the {two} of “{above}” that it is"
            " part of.",
        ),
        steps=(say(f"{one} > {two}"),),
    )


def _above_maximum(paper: Paper, relation: BoundRelation, style: Style) -> Wording:
    part, whole = relation.target, relation.whole
    table = table_name(paper.sheets[part.sheet].reading.table)
    printed = paper.text(part)
    limit = paper.text(whole) if whole is not None else style.show(relation.limit or Decimal(0))
    name, header = row_name(paper, part), column_name(paper, part)
    if whole is None and paper.column(part).maximum is None:
        return Wording(
            message=say(
                f"{table.vi}: “{header}” của {name} ghi {printed}; tỷ lệ của một phần không thể quá {limit}%.",
                f"{table.en}: “{header}” of {name} is printed as {printed}; the share of a part cannot exceed {limit} %.",
            ),
            steps=(say(f"{printed} > {limit}%"),),
        )
    return Wording(
        message=say(
            f"{table.vi}: “{header}” của {name} ghi {printed}, lớn hơn điểm tối đa là {limit}.",
            f"{table.en}: “{header}” of {name} is printed as {printed}, above the maximum of {limit}.",
        ),
        steps=(say(f"{printed} > {limit}"),),
    )
