"""RANK-ORDER on a figure: every rank of a table follows but for one unit's, and its figure is what stands out."""

from __future__ import annotations

from decimal import Decimal

from doichieu.model import Bilingual, Finding, Level
from doichieu.validate.infer.ranks.rank_events import Event
from doichieu.validate.infer.ranks.rank_fits import RankFit, group_of, printed_rank
from doichieu.validate.infer.ranks.tiers import Tiering
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.wording import column_name, finding_id, row_name, say, table_name

# So many times as far from all other figures as another: likelier to be the misprinted one of the two.
_FAR = 3
# Fewer figures do not show that all have as many decimals.
_LEAST_PLACES = 5


def figure_finding(paper: Paper, sheet: Sheet, fit: RankFit, event: Event) -> Finding:
    """The finding of a figure that its own rank and the ranks of all other units speak against.

    Args:
        paper: The paper.
        sheet: The table.
        fit: How its ranks follow the convention.
        event: The row whose figure is out of place.
    """
    rank, score = fit.convention.rank, fit.convention.score
    place, cell = sheet.place(event.row, rank), sheet.place(event.row, score)
    table, measure = table_name(sheet.reading.table), column_name(paper, cell)
    name, value = row_name(paper, place), paper.text(cell)
    beside = _beside(sheet, fit, event)
    shown = " - ".join(paper.text(one) for one in beside)
    identity = finding_id(paper, "RANK-ORDER", sheet, [name, measure, "figure"])
    entities = paper.row(place).entities
    if event.printed == event.expected:
        yet = say(
            f"nhưng cùng hạng {event.printed} với đơn vị có số khác",
            f"yet shares rank {event.printed} with a unit of another figure",
        )
    else:
        yet = say(
            f"nhưng xếp hạng {event.printed}; theo số này phải là hạng {event.expected}",
            f"yet rank {event.printed}; by the figure it is {event.expected}",
        )
    return Finding(
        finding_id=identity,
        rule="RANK-ORDER",
        level=Level.ERROR,
        table_id=sheet.reading.table.table_id,
        row=event.row,
        col=score,
        entity_id=entities[0].entity_id if len(entities) == 1 else None,
        entity=name,
        message=say(
            f"{table.vi}: {name} ghi “{measure}” {value} {yet.vi}, còn hạng của các đơn vị khác chỉ khớp nếu số này sai.",
            f"{table.en}: {name} has “{measure}” {value}, {yet.en}, and the ranks of the other units hold only if the"
            " figure is wrong.",
        ),
        observed=value,
        expected=shown,
        steps=(_step(paper, beside, event),),
        operands=(
            paper.operand(cell, "doubtful"),
            paper.operand(place, "operand"),
            *(paper.operand(one, "operand") for one in beside),
            *(paper.operand(sheet.place(one.row, rank), "operand") for one in beside),
        ),
        cause_id=identity,
        cause=say(
            "Số ghi nhầm; các hạng khớp nhau.", "The figure is misprinted; the ranks agree with each other."
        ),
        consequence=say("Không làm thay đổi xếp hạng.", "No rank changes."),
        suggestion=say(
            f"Kiểm tra lại “{value}” của {name}: theo hạng {event.printed} số nằm trong khoảng {shown}.",
            f"Check “{value}” of {name}: rank {event.printed} puts it at {shown}.",
        ),
    )


def lost_digit(sheet: Sheet, fit: RankFit, event: Event) -> bool:
    """Whether a figure has fewer decimals than all others of its column, and with one more its rank would be right.

    Args:
        sheet: The table.
        fit: How its ranks follow the convention.
        event: A rank that its figure speaks against.
    """
    score = fit.convention.score
    own = sheet.number(event.row, score)
    others = [
        number
        for row in fit.expected
        if row != event.row and (number := sheet.number(row, score)) is not None
    ]
    if own is None or event.shifted or len(others) < _LEAST_PLACES or event.swapped_with is not None:
        return False
    places = {number.places for number in others}
    if len(places) != 1 or places == {own.places} or own.places > min(places):
        return False
    step = Decimal(1).scaleb(-own.places)
    low, high = sorted((own.value, own.value + (step if own.value >= 0 else -step)))
    # what is ranked with it, or right before and behind it, has to leave room for a figure that begins so
    beside = [number.value for one in _beside(sheet, fit, event) if (number := sheet.figure(one)) is not None]
    return len(beside) > 1 and min(beside) < high and low <= max(beside)


def exchanged_figures(
    paper: Paper, sheet: Sheet, fit: RankFit, event: Event, witness: Bilingual, tiering: Tiering | None = None
) -> Finding:
    """The finding of two figures that carry each other's rank, where something else bears the ranks out.

    Args:
        paper: The paper.
        sheet: The table.
        fit: How its ranks follow the convention.
        event: The two rows.
        witness: What bears the ranks out, in words.
        tiering: The tiers of the table: a figure beyond the bounds of its own is the likelier one.
    """
    rank, score = fit.convention.rank, fit.convention.score
    other = event.swapped_with if event.swapped_with is not None else event.tied_with
    rows = _oddest_first(sheet, score, [event.row, *([other] if other is not None else [])], tiering)
    cells, ranks = ([sheet.place(row, col) for row in rows] for col in (score, rank))
    table, measure = table_name(sheet.reading.table), column_name(paper, cells[0])
    names, values = [row_name(paper, one) for one in cells], [paper.text(one) for one in cells]
    listed = "; ".join(
        f"{name}: {value} → {paper.text(one)}" for name, value, one in zip(names, values, ranks, strict=True)
    )
    identity = finding_id(paper, "RANK-ORDER", sheet, [names[0], measure, "figures"])
    entities = paper.row(cells[0]).entities
    return Finding(
        finding_id=identity,
        rule="RANK-ORDER",
        level=Level.ERROR,
        table_id=sheet.reading.table.table_id,
        row=rows[0],
        col=score,
        entity_id=entities[0].entity_id if len(entities) == 1 else None,
        entity=names[0],
        message=say(
            f"{table.vi}: {measure} của {' và '.join(names)} ({' và '.join(values)}) không khớp với hạng, trong khi hạng"
            f" khớp với {witness.vi}.",
            f"{table.en}: {measure} of {' and '.join(names)} ({' and '.join(values)}) does not agree with the ranks, which"
            f" {witness.en} bears out.",
        ),
        observed=values[0],
        expected=values[-1],
        steps=(say(f"Số và hạng: {listed}.", f"Figures and ranks: {listed}."),),
        operands=(
            *(paper.operand(one, "doubtful") for one in cells),
            *(paper.operand(one, "operand") for one in ranks),
        ),
        cause_id=identity,
        cause=say(
            "Hai số đổi chỗ cho nhau, hoặc một trong hai ghi nhầm.",
            "The two figures stand in each other's place, or one of them is misprinted.",
        ),
        consequence=say("Không làm thay đổi xếp hạng.", "No rank changes."),
        suggestion=say(
            f"Kiểm tra lại {' và '.join(values)}.",
            f"Check {' and '.join(values)}.",
        ),
    )


def _oddest_first(sheet: Sheet, score: int, rows: list[int], tiering: Tiering | None) -> list[int]:
    """Two rows, first the one whose figure its tier rules out, has other decimals than all others, is that beside it, or lies far off."""
    figures = {row.index: value for row in sheet.data if (value := sheet.value(row.index, score)) is not None}

    def copied(row: int) -> bool:
        return any(figures.get(row + step) == figures[row] for step in (-1, 1))

    def apart(row: int) -> Decimal:
        return min(
            (abs(value - figures[row]) for other, value in figures.items() if other != row),
            default=Decimal(0),
        )

    first, second = rows
    if tiering is not None and tiering.measure == score:
        beyond = {row for row in tiering.tier_of if row in figures and not tiering.allows(row, figures[row])}
        if len(beyond) == 1 and beyond <= {*rows}:
            return sorted(rows, key=lambda row: row not in beyond)
    shapes = {row: number.places for row in figures if (number := sheet.number(row, score)) is not None}
    usual = {places for row, places in shapes.items() if row not in rows}
    if len(usual) == 1 and (shapes[first] in usual) != (shapes[second] in usual):
        return sorted(rows, key=lambda row: shapes[row] in usual)
    if figures[first] == figures[second]:
        return sorted(rows, reverse=True)  # rows are typed downwards: the later one is the copy
    turned = copied(second) > copied(first) or (
        copied(second) == copied(first) and apart(second) > _FAR * apart(first)
    )
    return [second, first] if turned else rows


def _beside(sheet: Sheet, fit: RankFit, event: Event) -> list[Place]:
    """The figures of the units ranked right before and right behind, of those ranked with it; in that order."""
    group = group_of(sheet, event.row, fit.convention)
    others = [
        (rank, row)
        for row in fit.expected
        if row != event.row
        and group_of(sheet, row, fit.convention) == group
        and (rank := printed_rank(sheet, row, fit.convention.rank)) is not None
    ]
    before = max((one for one in others if one[0] <= event.printed), default=None)
    after = min((one for one in others if one[0] > event.printed), default=None)
    return [sheet.place(one[1], fit.convention.score) for one in (before, after) if one is not None]


def _step(paper: Paper, beside: list[Place], event: Event) -> Bilingual:
    listed = "; ".join(f"{row_name(paper, one)}: {paper.text(one)}" for one in beside)
    return say(
        f"Xếp ngay trước và sau hạng {event.printed}: {listed}.",
        f"Ranked right before and behind rank {event.printed}: {listed}.",
    )
