"""COUNT-MARK: a count of marks is that of the cells that hold one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from doichieu.model import Finding
from doichieu.validate.paper import Paper, Place
from doichieu.validate.relations import MarkRelation, Relation
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


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two counts that one cell explains: the count of its row and that of its column.

    Attributes:
        cell: The cell whose mark is wrong or missing.
        counts: The two counts that do not hold.
    """

    cell: Place
    counts: tuple[MarkRelation, MarkRelation]


def crossings(violated: Sequence[Relation]) -> list[Crossing]:
    """Find the cells whose mark, put or taken away, makes the count of their row and that of their column right.

    Args:
        violated: Equations that do not hold.

    Returns:
        One crossing a cell; a count that two cells explain as well is left alone.
    """
    counts = [relation for relation in violated if isinstance(relation, MarkRelation)]
    found = [
        Crossing(cell, (one, two))
        for one, two in combinations(counts, 2)
        for cell in set(one.counted) & set(two.counted)
        if one.mark == two.mark and _wants(one, cell) and _wants(two, cell)
    ]
    uses = [relation.target for each in found for relation in each.counts]
    return [each for each in found if all(uses.count(relation.target) == 1 for relation in each.counts)]


def _wants(relation: MarkRelation, cell: Place) -> bool:
    """Whether a count is right with the mark of a cell put or taken away."""
    return relation.short == (-1 if cell in relation.marked else 1)


def at_cell(paper: Paper, finding: Finding, crossing: Crossing) -> Finding:
    """The finding on a count, told of the cell that explains it and the count that it crosses.

    Args:
        paper: The paper.
        finding: The finding on both counts.
        crossing: The cell and its counts.

    Returns:
        The finding at the cell.
    """
    cell, mark = crossing.cell, crossing.counts[0].mark
    name, header = row_name(paper, cell), column_name(paper, cell)
    table = table_name(paper.sheets[cell.sheet].reading.table)
    taken = cell in crossing.counts[0].marked
    way = say("thừa", "one too many") if taken else say("thiếu", "missing")
    doubtful = paper.operand(cell, "doubtful")
    others = [
        replace(operand, role="operand") if operand.role == "doubtful" else operand
        for operand in finding.operands
        if (operand.row, operand.col) != (cell.row, cell.col) or operand.table_id != doubtful.table_id
    ]
    return replace(
        finding,
        row=cell.row,
        col=cell.col,
        entity=paper.row(cell).label or None,
        message=say(
            f"{table.vi}: ô “{header}” của {name} ghi “{paper.text(cell)}”; số đếm của dòng và của cột đều cho thấy"
            f" {way.vi} một dấu “{mark}”.",
            f"{table.en}: cell “{header}” of {name} is printed as “{paper.text(cell)}”; the counts of its row and of its"
            f" column both have a mark “{mark}” {way.en}.",
        ),
        observed=paper.text(cell),
        expected="" if taken else mark,
        operands=(doubtful, *others),
        cause=say(
            f"{table.vi}, dòng “{name}”, cột “{header}”: {way.vi} dấu “{mark}”; sửa ô này thì cả hai số đếm đều khớp.",
            f"{table.en}, row “{name}”, column “{header}”: a mark “{mark}” {way.en}; with this cell corrected both counts"
            " hold.",
        ),
        suggestion=say(f"Sửa ô “{header}” của {name}.", f"Correct “{header}” of {name}."),
    )
