"""COUNT-MARK: a count of marks is that of the cells that hold one."""

from __future__ import annotations

from doichieu.validate.paper import Paper
from doichieu.validate.relations import MarkRelation
from doichieu.validate.rules.wordings import Wording
from doichieu.validate.wording import column_name, row_name, say, table_name


def describe(paper: Paper, relation: MarkRelation) -> Wording:
    """What is wrong with a count of marks, and the count itself.

    Args:
        paper: The paper.
        relation: A count that is violated.

    Returns:
        The sentence and the steps.
    """
    target, mark = relation.target, relation.mark
    count, over, printed = len(relation.marked), len(relation.counted), paper.text(target)
    table = table_name(paper.sheets[target.sheet].reading.table)
    name, header = row_name(paper, target), column_name(paper, target)
    return Wording(
        message=say(
            f"{table.vi}: dòng “{name}”, cột “{header}” ghi {printed}, đếm được {count} ô “{mark}”.",
            f"{table.en}: row “{name}”, column “{header}” is printed as {printed}; {count} cells hold “{mark}”.",
        ),
        steps=(
            say(
                f"{count} trong {over} ô ghi “{mark}” ≠ {printed}",
                f"{count} of {over} cells hold “{mark}” ≠ {printed}",
            ),
        ),
    )
