"""TIER-GROUP on a figure: what its place in a sorted list, or a table that counts the tiers, says against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from itertools import chain, pairwise
from typing import NamedTuple

from doichieu.model import Bilingual, Finding, Level
from doichieu.validate.infer.ranks.rank_fits import RankFit
from doichieu.validate.judged_tiers import JudgedTiers
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.rules.ranks_borne_out import ranks_beside_tier
from doichieu.validate.typical import lies_far_off
from doichieu.validate.wording import column_name, finding_id, row_name, say, table_name

# Fewer rows are sorted by chance.
_LEAST_ROWS = 6


class Against(NamedTuple):
    """What speaks against a figure and for its tier.

    Attributes:
        expected: What the figure should be, as far as that is told.
        said: What speaks against it, in words.
        cause: Why the figure is wrong and not the tier.
        beside: Figures above and below it.
    """

    expected: str
    said: Bilingual
    cause: Bilingual
    beside: Sequence[Place] = ()


def what_speaks_against(
    paper: Paper,
    sheet: Sheet,
    judged: JudgedTiers,
    row: int,
    shown: str,
    fits: Sequence[RankFit] = (),
    *,
    counted: bool,
) -> Against | None:
    """Tell what speaks against a figure whose tier contradicts it.

    Args:
        paper: The paper.
        sheet: The table.
        judged: Its tiers against its figures.
        row: The row.
        shown: Its tier as printed.
        fits: How the ranks by the same figures follow them.
        counted: Whether another table counts its tier as it is printed.

    Returns:
        The order of the list, a rank among those of its tier that the figure contradicts as well, a table that sums up, a column that gives each tier what it is worth, the range of the
        column; None where none of these speaks against it.
    """
    place = sheet.place(row, judged.tiering.measure)
    if beside := _neighbours_in_order(sheet, judged, row):
        measure, span = column_name(paper, place), " - ".join(paper.text(one) for one in beside)
        return Against(
            span,
            say(
                f"danh sách xếp theo {measure}, ở dòng này số phải nằm trong khoảng {span}",
                f"the list is sorted by {measure}, which in this row lies at {span}",
            ),
            say("thứ tự và mức xếp loại khớp nhau", "its place and its tier agree with each other"),
            beside,
        )
    other = f"≠ {paper.text(place)}"
    if any(ranks_beside_tier(sheet, judged.tiering, fit, row) for fit in fits):
        return Against(
            other,
            say(
                f"hạng của đơn vị cũng nằm trong số các đơn vị “{shown}”",
                f"its rank is one of those under “{shown}” too",
            ),
            say("hạng và mức xếp loại khớp nhau", "its rank and its tier agree with each other"),
        )
    if counted:
        return Against(
            other,
            say(
                f"bảng tổng hợp cũng đếm đơn vị này ở “{shown}”",
                f"the table that sums up counts it under “{shown}” too",
            ),
            say("bảng tổng hợp và mức xếp loại khớp nhau", "its tier is what another table counts"),
        )
    if (given := _given_by_tier(sheet, judged, row)) is not None:
        header = column_name(paper, sheet.place(row, given))
        return Against(
            other,
            say(f"“{header}” cũng là của mức “{shown}”", f"“{header}” is that of “{shown}” too"),
            say("hai cột kia khớp nhau", "the two other columns agree with each other"),
        )
    if lies_far_off(sheet, place):
        return Against(
            other,
            say("số này nằm xa mọi số khác của cột", "the figure lies far off all others of its column"),
            say("số nằm ngoài khoảng của cột", "it is out of the range of its column"),
        )
    return None


def figure_finding(
    paper: Paper, sheet: Sheet, judged: JudgedTiers, row: int, shown: str, against: Against
) -> Finding:
    """The finding of a figure that speaks against its tier, and is what is wrong of the two.

    Args:
        paper: The paper.
        sheet: The table.
        judged: Its tiers against its figures.
        row: The row.
        shown: Its tier as printed.
        against: What speaks against the figure.
    """
    place = sheet.place(row, judged.tiering.measure)
    table, measure = table_name(sheet.reading.table), column_name(paper, place)
    name, value = row_name(paper, place), paper.text(place)
    identity = finding_id(paper, "TIER-GROUP", sheet, [name, "figure"])
    entities = sheet.reading.rows[row].entities
    column = judged.tiering.column
    tier = [paper.operand(sheet.place(row, column), "operand")] if column is not None else []
    return Finding(
        finding_id=identity,
        rule="TIER-GROUP",
        level=Level.ERROR,
        table_id=sheet.reading.table.table_id,
        row=row,
        col=judged.tiering.measure,
        entity_id=entities[0].entity_id if len(entities) == 1 else None,
        entity=name,
        message=say(
            f"{table.vi}: {name} ghi “{measure}” {value} nhưng xếp loại “{shown}”; {against.said.vi}.",
            f"{table.en}: {name} has “{measure}” {value}, yet stands under “{shown}”; {against.said.en}.",
        ),
        observed=value,
        expected=against.expected,
        steps=tuple(
            say(
                f"Dòng trước, sau: {row_name(paper, one)}: {paper.text(one)}.",
                f"Above or below: {row_name(paper, one)}: {paper.text(one)}.",
            )
            for one in against.beside
        ),
        operands=(
            paper.operand(place, "doubtful"),
            *tier,
            *(paper.operand(one, "operand") for one in against.beside),
        ),
        cause_id=identity,
        cause=say(f"Số ghi nhầm; {against.cause.vi}.", f"The figure is misprinted; {against.cause.en}."),
        consequence=say("Không làm thay đổi mức xếp loại.", "No tier changes."),
        suggestion=say(
            f"Kiểm tra lại “{value}” của {name}.",
            f"Check “{value}” of {name}.",
        ),
    )


def _neighbours_in_order(sheet: Sheet, judged: JudgedTiers, row: int) -> list[Place]:
    """The figures above and below one that is out of order in a list that is sorted but for it.

    Args:
        sheet: The table.
        judged: Its tiers against its figures.
        row: A row whose tier and figure contradict each other.

    Returns:
        One place or two, whose tiers the row's own tier lies between; none where the order says nothing.
    """
    rows = [one for one in sorted(judged.values) if one != row]
    figures = [judged.values[one] for one in rows]
    if len(set(figures)) < _LEAST_ROWS:
        return []
    descending = all(one >= two for one, two in pairwise(figures))
    if not (descending or all(one <= two for one, two in pairwise(figures))):
        return []
    above = [one for one in rows if one < row][-1:]
    below = [one for one in rows if one > row][:1]
    between = [judged.values[one] for one in above + below]
    value = judged.values[row]
    first, last = (between[0], between[-1]) if descending else (between[-1], between[0])
    if len(between) == 1:
        inside = value <= first if bool(above) == descending else value >= last
    else:
        inside = first >= value >= last
    tier_of, order = judged.tiering.tier_of, judged.tiering.order
    tiers = [order.index(tier_of[one]) for one in above + below]
    own = order.index(tier_of[row])
    fits = min(tiers) <= own <= max(tiers) if len(tiers) > 1 else True
    return [] if inside or not fits else [sheet.place(one, judged.tiering.measure) for one in above + below]


def _given_by_tier(sheet: Sheet, judged: JudgedTiers, row: int) -> int | None:
    """The column that gives every unit what its tier is worth, and this one what the tier printed for it is; else None.

    Args:
        sheet: The table.
        judged: Its tiers against its figures.
        row: A row whose tier and figure contradict each other.
    """
    tier_of = judged.tiering.tier_of
    others = [one for one in judged.values if one != row]
    for column in sheet.columns(*AMOUNTS):
        if column.index == judged.tiering.measure:
            continue
        given: defaultdict[str, set[Decimal | None]] = defaultdict(set)
        for one in others:
            given[tier_of[one]].add(sheet.value(one, column.index))
        alike = len(others) >= _LEAST_ROWS and all(len(values) == 1 for values in given.values())
        apart = len({*chain(*given.values())}) == len(given) > 1
        if alike and apart and given.get(tier_of[row]) == {sheet.value(row, column.index)}:
            return column.index
    return None
