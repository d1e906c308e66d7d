"""RANK: ranks follow the figures under the table's own tie policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from doichieu.model import Bilingual, Check, Correction, Finding, Level, Number, Operand, Outcome
from doichieu.validate.equations import EquationAudit
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.rank_events import Event
from doichieu.validate.infer.rank_fits import RankFit, Scores, fit_ranking, printed_rank, refit_ranking
from doichieu.validate.infer.tie_policies import TiePolicy
from doichieu.validate.paper import Paper, Place, Sheet
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
}


def check_ranks(
    paper: Paper, conventions: Conventions, equations: EquationAudit
) -> Iterator[Check | Finding]:
    """Check every rank column of a table's own year.

    Args:
        paper: The paper.
        conventions: What was inferred.
        equations: What the equations came to; ranks are judged by corrected figures.

    Yields:
        A check a rank, and a finding an event.
    """
    for (index, col), fit in conventions.rankings.items():
        sheet = paper.sheets[index]
        if fit is None:
            yield Check(
                rule="RANK-ORDER",
                table_id=sheet.reading.table.table_id,
                outcome=Outcome.UNKNOWN,
                col=col,
                why=say(
                    "Không cột nào của bảng giải thích được thứ hạng.",
                    "No column of the table explains the ranks.",
                ),
            )
            continue
        settled = _settle(sheet, fit, equations)
        events = settled.events
        for event in events:
            yield _finding(paper, conventions, sheet, settled, event)
        if not events:
            yield from _paper_policy(paper, conventions, sheet, settled)
        off = {event.row for event in events}
        for row in settled.expected:
            outcome = Outcome.VIOLATED if row in off else Outcome.HELD
            if printed_rank(sheet, row, col) is not None:
                yield Check(
                    rule="RANK-ORDER",
                    table_id=sheet.reading.table.table_id,
                    outcome=outcome,
                    row=row,
                    col=col,
                )


def _settle(sheet: Sheet, fit: RankFit, equations: EquationAudit) -> RankFit:
    """The fit by corrected figures, where correcting them leaves fewer events."""
    if not fit.events:
        return fit
    scores = corrected_scores(sheet, equations)
    own = (sheet.index, fit.convention.score)
    edited = any((place.sheet, place.col) == own for place in equations.corrected)
    # A wrong figure makes or breaks a tie, and with it what the ranks seem to do with ties.
    refit = refit_ranking if edited else fit_ranking
    after = refit(sheet, fit.convention, scores)
    return after if after is not None and len(after.events) < len(fit.events) else fit


def corrected_scores(sheet: Sheet, equations: EquationAudit) -> Scores:
    """Figures of a table with the unambiguous corrections applied."""

    def scores(row: int, col: int) -> Number | None:
        return equations.corrected.get(sheet.place(row, col)) or sheet.number(row, col)

    return scores


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


def _finding(paper: Paper, conventions: Conventions, sheet: Sheet, fit: RankFit, event: Event) -> Finding:
    rank, score = fit.convention.rank, fit.convention.score
    place = sheet.place(event.row, rank)
    table = table_name(sheet.reading.table)
    name, value = row_name(paper, place), paper.text(sheet.place(event.row, score))
    measure = column_name(paper, sheet.place(event.row, score))
    exact = exact_figures(sheet, conventions, score)
    tie = event.tied_with is not None
    rule = "RANK-TIE" if tie else "RANK-GAP" if event.shifted else "RANK-ORDER"
    level = Level.WARNING if tie and not exact else Level.ERROR
    if tie and event.tied_with is not None:
        other = sheet.place(event.tied_with, rank)
        message = say(
            f"{table.vi}: {name} và {row_name(paper, other)} cùng có {measure} {value} nhưng xếp hạng {event.printed} và"
            f" {paper.text(other)}.",
            f"{table.en}: {name} and {row_name(paper, other)} both have {measure} {value}, yet are ranked {event.printed}"
            f" and {paper.text(other)}.",
        )
    elif event.swapped_with is not None:
        other = sheet.place(event.swapped_with, score)
        message = say(
            f"{table.vi}: hạng của {name} ({measure} {value}) và {row_name(paper, other)} ({paper.text(other)}) đổi chỗ:"
            f" ghi {event.printed} và {event.expected}.",
            f"{table.en}: the ranks of {name} ({measure} {value}) and {row_name(paper, other)} ({paper.text(other)}) stand"
            f" in each other's place: printed {event.printed} and {event.expected}.",
        )
    else:
        message = say(
            f"{table.vi}: {name} ({measure} {value}) xếp hạng {event.printed}, theo điểm phải là {event.expected}.",
            f"{table.en}: {name} ({measure} {value}) is ranked {event.printed}; by the figures it is {event.expected}.",
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
        expected=str(event.expected),
        steps=_steps(paper, sheet, fit, event, exact=exact),
        operands=_operands(paper, sheet, fit, event),
        cause_id=identity,
        cause=_cause(event, tie=tie, exact=exact),
        consequence=_consequence(paper, sheet, fit, event),
        suggestion=_suggestion(paper, sheet, event, name),
        corrections=tuple(
            Correction(
                table_id=sheet.reading.table.table_id,
                row=row,
                col=rank,
                printed=paper.text(sheet.place(row, rank)),
                value=str(fit.expected[row]),
            )
            for row in affected
        ),
    )


def _suggestion(paper: Paper, sheet: Sheet, event: Event, name: str) -> Bilingual:
    if event.swapped_with is not None:
        other = row_name(paper, sheet.place(event.swapped_with, 0))
        return say(
            f"Sửa hạng của {name} thành {event.expected}, của {other} thành {event.printed}.",
            f"Correct the rank of {name} to {event.expected} and that of {other} to {event.printed}.",
        )
    count = len(event.shifted)
    return say(
        f"Sửa hạng của {name} thành {event.expected}" + (f" và {count} hạng tiếp theo." if count else "."),
        f"Correct the rank of {name} to {event.expected}"
        + (f" and the {count} ranks after it." if count else "."),
    )


def _others(event: Event) -> tuple[int, ...]:
    """Rows besides its own whose ranks an event puts wrong."""
    return event.shifted if event.swapped_with is None else (event.swapped_with,)


def _steps(paper: Paper, sheet: Sheet, fit: RankFit, event: Event, *, exact: bool) -> tuple[Bilingual, ...]:
    policy = POLICIES[fit.convention.policy]
    measure = column_name(paper, sheet.place(0, fit.convention.score))
    steps = [
        say(
            f"Quy tắc của bảng: xếp theo “{measure}”, {policy.vi}; {fit.ties_shared} nhóm bằng điểm được xếp cùng hạng.",
            f"The table's rule: by “{measure}”, {policy.en}; {fit.ties_shared} groups of equal figures share a rank.",
        )
    ]
    near = _neighbourhood(fit, event)
    shown = "; ".join(
        f"{row_name(paper, sheet.place(row, 0))}: {paper.text(sheet.place(row, fit.convention.score))} → {fit.expected[row]}"
        + (
            f" (in {paper.text(sheet.place(row, fit.convention.rank))})"
            if row in (event.row, *_others(event))
            else ""
        )
        for row in near
    )
    shown_en = shown.replace("(in ", "(printed ")
    steps.append(say(f"Xếp lại: {shown}.", f"Ranked again: {shown_en}."))
    if event.tied_with is not None and not exact:
        steps.append(
            say(
                "Chỉ đúng nếu có chữ số không in ra làm hai số khác nhau.",
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


def _paper_policy(paper: Paper, conventions: Conventions, sheet: Sheet, fit: RankFit) -> Iterator[Finding]:
    """Ties that one table breaks and the paper's other tables share."""
    shared_elsewhere = conventions.tie_policy in {TiePolicy.DENSE, TiePolicy.COMPETITION, TiePolicy.MODIFIED}
    if fit.convention.policy is not TiePolicy.ORDINAL or fit.ties_shared or not fit.ties_broken:
        return
    if not shared_elsewhere or conventions.tie_tables < 2 or conventions.tie_policy is None:
        return
    other = fit_ranking(sheet, replace(fit.convention, policy=conventions.tie_policy), sheet.number)
    for event in other.events if other else ():
        if event.tied_with is None or other is None:
            continue
        finding = _finding(paper, conventions, sheet, other, event)
        yield _softened(finding, conventions)


def _softened(finding: Finding, conventions: Conventions) -> Finding:
    return replace(
        finding,
        level=Level.WARNING,
        steps=(
            say(
                f"Bảng này không có nhóm bằng điểm nào cùng hạng; {conventions.tie_tables} bảng khác của văn bản xếp cùng hạng.",
                f"No tie shares a rank in this table; ties do in {conventions.tie_tables} other tables of the paper.",
            ),
            *finding.steps[1:],
        ),
    )
