"""What a rank that leaves its table's convention says: the finding of an event."""

from __future__ import annotations

from doichieu.model import Bilingual, Finding, Level, Operand
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.rank_events import Event, Standing
from doichieu.validate.infer.ranks.rank_fits import RankFit
from doichieu.validate.infer.ranks.tie_policies import TiePolicy
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rules.rank_figures import exchanged_figures, figure_finding, lost_digit
from doichieu.validate.rules.ranks_borne_out import borne_out
from doichieu.validate.wording import column_name, finding_id, row_name, say, table_name

POLICIES = {
    TiePolicy.DENSE: say(
        "bằng điểm thì cùng hạng, hạng sau liền kề (1, 2, 2, 3)", "dense: ties share, no gap (1, 2, 2, 3)"
    ),
    TiePolicy.COMPETITION: say(
        "bằng điểm thì cùng hạng, hạng sau bỏ cách (1, 2, 2, 4)",
        "competition: ties share, then a gap (1, 2, 2, 4)",
    ),
    TiePolicy.MODIFIED: say(
        "bằng điểm thì cùng hạng thấp nhất (1, 3, 3, 4)",
        "modified competition: ties share the last place (1, 3, 3, 4)",
    ),
    TiePolicy.ORDINAL: say(
        "mỗi đơn vị một hạng (1, 2, 3, 4)", "ordinal: every unit its own place (1, 2, 3, 4)"
    ),
    TiePolicy.MEAN: say(
        "bằng điểm thì cùng hạng trung bình (1; 2,5; 2,5; 4)",
        "mean: ties share the mean of their places (1, 2.5, 2.5, 4)",
    ),
}


def exact_figures(sheet: Sheet, conventions: Conventions, col: int) -> bool:
    """Whether the figures of a column have no digits that are not printed.

    Whole numbers have none; nor have figures printed with as many decimals as they need (8, 7.45,
    7.4), or that add up to the last digit. A column padded to three decimals may hide a fourth.
    """
    places = {number.places for (_, column), number in sheet.reading.numbers.items() if column == col}
    if len(places) > 1 or places == {0}:
        return True
    return any(
        formula.exact and col in {formula.target, *formula.parts}
        for formula in conventions.formulas[sheet.index].columns
    )


def _adds_up(sheet: Sheet, conventions: Conventions, fit: RankFit, row: int) -> bool:
    """Whether the figure that a row is ranked by is the sum of its parts to the last digit: then no digit of it is lost."""
    for formula in conventions.formulas[sheet.index].columns:
        if formula.target != fit.convention.score or formula.mean:
            continue
        parts = [sheet.value(row, col) for col in formula.parts]
        signed = [
            -part if col in formula.minus else part
            for col, part in zip(formula.parts, parts, strict=True)
            if part is not None
        ]
        if len(signed) == len(parts) and sum(signed) == sheet.value(row, formula.target):
            return True
    return False


def shown_place(paper: Paper, sheet: Sheet, rank: int, place: Standing) -> str:
    """A place as the rank column prints it: 2,5 or 2.5."""
    if isinstance(place, int):
        return str(place)
    dots = any("." in paper.text(sheet.place(row.index, rank)) for row in sheet.data)
    return str(place) if dots else str(place).replace(".", ",")


def rank_finding(paper: Paper, conventions: Conventions, sheet: Sheet, fit: RankFit, event: Event) -> Finding:
    """The finding of one event.

    Args:
        paper: The paper.
        conventions: What was inferred; whether figures have digits that are not printed.
        sheet: The table.
        fit: How its ranks follow the convention.
        event: Where they do not.

    Returns:
        A finding on the rank, or on the figure where all other ranks speak against that.
    """
    if event.figure or (lost_digit(sheet, fit, event) and not _adds_up(sheet, conventions, fit, event.row)):
        return figure_finding(paper, sheet, fit, event)
    if (witness := borne_out(paper, conventions, sheet, fit, event)) is not None:
        return exchanged_figures(paper, sheet, fit, event, witness, conventions.tierings.get(sheet.index))
    rank, score = fit.convention.rank, fit.convention.score
    place = sheet.place(event.row, rank)
    table = table_name(sheet.reading.table)
    name, value = row_name(paper, place), paper.text(sheet.place(event.row, score))
    measure = column_name(paper, sheet.place(event.row, score))
    printed, expected = (shown_place(paper, sheet, rank, one) for one in (event.printed, event.expected))
    exact = exact_figures(sheet, conventions, score)
    tie = event.tied_with is not None
    rule = "RANK-TIE" if tie else "RANK-GAP" if event.shifted else "RANK-ORDER"
    level = Level.WARNING if tie and not exact else Level.ERROR
    if tie and event.tied_with is not None:
        other = sheet.place(event.tied_with, rank)
        message = say(
            f"{table.vi}: {name} và {row_name(paper, other)} cùng có “{measure}” {value} nhưng xếp hạng {printed} và"
            f" {paper.text(other)}.",
            f"{table.en}: {name} and {row_name(paper, other)} both have “{measure}” {value}, yet are ranked {printed}"
            f" and {paper.text(other)}.",
        )
    elif event.swapped_with is not None:
        other = sheet.place(event.swapped_with, score)
        message = say(
            f"{table.vi}: hạng của {name} (“{measure}” {value}) và {row_name(paper, other)} ({paper.text(other)}) đổi chỗ:"
            f" ghi {printed} và {expected}.",
            f"{table.en}: the ranks of {name} (“{measure}” {value}) and {row_name(paper, other)} ({paper.text(other)}) stand"
            f" in each other's place: printed {printed} and {expected}.",
        )
    else:
        message = say(
            f"{table.vi}: {name} (“{measure}” {value}) xếp hạng {printed}, theo điểm phải là {expected}.",
            f"{table.en}: {name} (“{measure}” {value}) is ranked {printed}; by the figures it is {expected}.",
        )
    affected = [event.row, *_others(event)]
    identity = finding_id(paper, rule, sheet, [name, column_name(paper, place)])
    entities = paper.row(place).entities
    return Finding(
        finding_id=identity,
        rule=rule,
        level=level,
        table_id=sheet.reading.table.table_id,
        row=event.row,
        col=rank,
        entity_id=entities[0].entity_id if len(entities) == 1 else None,
        entity=name,
        message=message,
        observed=paper.text(place),
        expected=expected,
        steps=_steps(paper, sheet, fit, event, exact=exact),
        operands=_operands(paper, sheet, fit, event),
        cause_id=identity,
        cause=_cause(event, tie=tie, exact=exact),
        consequence=_consequence(paper, sheet, fit, event),
        suggestion=_suggestion(paper, sheet, event, name, (printed, expected)),
        corrections=tuple(
            paper.correction(sheet.place(row, rank), shown_place(paper, sheet, rank, fit.expected[row]))
            for row in affected
        ),
    )


def _suggestion(paper: Paper, sheet: Sheet, event: Event, name: str, places: tuple[str, str]) -> Bilingual:
    printed, expected = places
    if event.swapped_with is not None:
        other = row_name(paper, sheet.place(event.swapped_with, 0))
        return say(
            f"Sửa hạng của {name} thành {expected}, của {other} thành {printed}.",
            f"Correct the rank of {name} to {expected} and that of {other} to {printed}.",
        )
    count = len(event.shifted)
    return say(
        f"Sửa hạng của {name} thành {expected}" + (f" và {count} hạng tiếp theo." if count else "."),
        f"Correct the rank of {name} to {expected}" + (f" and the {count} ranks after it." if count else "."),
    )


def _rule(measure: str, fit: RankFit) -> Bilingual:
    """The convention in words; a table without equal figures shows none for ties."""
    if not fit.ties_shared and not fit.ties_broken:
        return say(
            f"Quy tắc của bảng: xếp theo “{measure}”; không có nhóm bằng điểm nào.",
            f"The table's rule: by “{measure}”; no figures are equal.",
        )
    policy = POLICIES[fit.convention.policy]
    return say(
        f"Quy tắc của bảng: xếp theo “{measure}”, {policy.vi}; {fit.ties_shared} nhóm bằng điểm được xếp cùng hạng.",
        f"The table's rule: by “{measure}”, {policy.en}; {fit.ties_shared} groups of equal figures share a rank.",
    )


def _others(event: Event) -> tuple[int, ...]:
    """Rows besides its own whose ranks an event puts wrong."""
    return event.shifted if event.swapped_with is None else (event.swapped_with,)


def _steps(paper: Paper, sheet: Sheet, fit: RankFit, event: Event, *, exact: bool) -> tuple[Bilingual, ...]:
    measure = column_name(paper, sheet.place(0, fit.convention.score))
    steps = [_rule(measure, fit)]
    near = _neighbourhood(fit, event)
    shown = "; ".join(
        f"{row_name(paper, sheet.place(row, 0))}: {paper.text(sheet.place(row, fit.convention.score))} → {shown_place(paper, sheet, fit.convention.rank, fit.expected[row])}"
        + (
            f" (ghi {paper.text(sheet.place(row, fit.convention.rank))})"
            if row in (event.row, *_others(event))
            else ""
        )
        for row in near
    )
    shown_en = shown.replace("(ghi ", "(printed ")
    steps.append(say(f"Xếp lại: {shown}.", f"Ranked again: {shown_en}."))
    if event.tied_with is not None and not exact:
        steps.append(
            say(
                "Chỉ đúng nếu hai số khác nhau ở những chữ số không in ra.",
                "Right only if digits that are not printed tell the two figures apart.",
            )
        )
    return tuple(steps)


def _neighbourhood(fit: RankFit, event: Event) -> list[int]:
    rows = list(fit.expected)
    at = rows.index(event.row)
    return rows[max(0, at - 2) : at + 3]


def _operands(paper: Paper, sheet: Sheet, fit: RankFit, event: Event) -> tuple[Operand, ...]:
    rank, score = fit.convention.rank, fit.convention.score
    places: list[tuple[Place, str]] = [
        (sheet.place(event.row, rank), "doubtful"),
        (sheet.place(event.row, score), "operand"),
    ]
    for row in [event.tied_with] if event.tied_with is not None else _neighbourhood(fit, event):
        if row is not None and row != event.row:
            places.extend([(sheet.place(row, rank), "operand"), (sheet.place(row, score), "operand")])
    places.extend((sheet.place(row, rank), "consequence") for row in _others(event))
    return tuple(paper.operand(place, role) for place, role in dict(places).items())


def _cause(event: Event, *, tie: bool, exact: bool) -> Bilingual:
    if tie and exact:
        return say(
            "Hai đơn vị bằng điểm bị xếp khác hạng.",
            "Two units with equal figures were given different ranks.",
        )
    if tie:
        return say(
            "Hai đơn vị bằng điểm ở số chữ số in ra; có thể khác nhau ở chữ số không in.",
            "Two units are equal at the printed digits; digits that are not printed may differ.",
        )
    if event.swapped_with is not None:
        return say("Hai hạng ghi đổi chỗ cho nhau.", "Two ranks were printed in each other's place.")
    if event.shifted:
        return say("Đếm hạng nhầm từ dòng này.", "The count of ranks goes wrong from this row on.")
    return say("Hạng ghi nhầm.", "The rank is misprinted.")


def _consequence(paper: Paper, sheet: Sheet, fit: RankFit, event: Event) -> Bilingual:
    if event.swapped_with is not None:
        return say("Thay đổi hạng của 2 đơn vị.", "The ranks of two units change.")
    changed = 1 + len(event.shifted)
    if not event.shifted:
        return say("Thay đổi hạng của 1 đơn vị.", "The rank of one unit changes.")
    names = [row_name(paper, sheet.place(row, fit.convention.rank)) for row in event.shifted]
    shift = abs(event.printed - event.expected)
    listed = names if len(names) <= 4 else [*names[:3], "…"]
    return say(
        f"Thay đổi hạng của {changed} đơn vị: hạng của {len(names)} đơn vị sau cũng lệch {shift} bậc ({', '.join(listed)}).",
        f"The ranks of {changed} units change: those of {len(names)} units after it are off by {shift} too ({', '.join(listed)}).",
    )
