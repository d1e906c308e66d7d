"""TIER: the tier a unit stands in follows the thresholds stated or implied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from doichieu.model import Bilingual, Check, ColumnRole, Correction, Finding, Level, Operand, Outcome
from doichieu.normalize.grades import PRINTED
from doichieu.validate.equations import EquationAudit
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.misplaced import misplaced
from doichieu.validate.infer.ranking import Scores
from doichieu.validate.infer.tiers import Threshold, Tiering
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rules.ranks import corrected_scores
from doichieu.validate.wording import Style, column_name, finding_id, row_name, say, table_name

# Implied thresholds are believed when they put this share of the rows right.
_EXPLAINS = 0.85
# Units shown beside one that stands in the wrong tier.
_WITNESSES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    """The tiers of a table against its figures."""

    stated: dict[str, Threshold]
    values: dict[int, Decimal]
    wrong: tuple[int, ...]
    explained: bool


def _judge(sheet: Sheet, tiering: Tiering, equations: EquationAudit) -> _Verdict:
    scores = corrected_scores(sheet, equations)
    values = {
        row: number.value for row in tiering.tier_of if (number := scores(row, tiering.measure)) is not None
    }
    stated = _usable(sheet, tiering, values)
    if stated:
        wrong = _against_stated(tiering, stated, values)
    else:
        wrong = misplaced(tiering.tier_of, tiering.order, values, _scores_behind(sheet, tiering, scores))
    explained = len(wrong) <= max(1, (1 - _EXPLAINS) * len(values))
    return _Verdict(stated=stated, values=values, wrong=tuple(wrong), explained=explained)


def _scores_behind(sheet: Sheet, tiering: Tiering, scores: Scores) -> dict[int, Decimal]:
    """The score behind a percentage, or the score itself where tiers go by it."""
    totals = [column.index for column in sheet.columns(ColumnRole.TOTAL)]
    col = totals[-1] if totals else tiering.measure
    if sheet.reading.columns[col].role is ColumnRole.RATIO:
        return {}
    return {row: number.value for row in tiering.tier_of if (number := scores(row, col)) is not None}


def corrected_tiers(paper: Paper, conventions: Conventions, equations: EquationAudit) -> dict[int, Tiering]:
    """The tiers of each table with misplaced units moved to where they belong.

    Args:
        paper: The paper.
        conventions: What was inferred.
        equations: What the equations came to.

    Returns:
        Tiers by table index; counts in prose may follow these where the printed ones are wrong.
    """
    corrected = {}
    for index, tiering in conventions.tierings.items():
        verdict = _judge(paper.sheets[index], tiering, equations)
        if verdict.explained:
            moved = {
                row: right
                for row in verdict.wrong
                if (right := _right_tier(tiering, verdict.stated, verdict.values, row)) is not None
            }
            corrected[index] = replace(tiering, tier_of={**tiering.tier_of, **moved})
    return corrected


def check_tiers(
    paper: Paper, conventions: Conventions, equations: EquationAudit, style: Style
) -> Iterator[Check | Finding]:
    """Check the tier of every row.

    Args:
        paper: The paper.
        conventions: What was inferred.
        equations: What the equations came to; tiers are judged by corrected figures.
        style: How the paper prints figures.

    Yields:
        A check a row, and a finding a row that stands in the wrong tier.
    """
    for index, tiering in conventions.tierings.items():
        sheet = paper.sheets[index]
        verdict = _judge(sheet, tiering, equations)
        stated, values, wrong = verdict.stated, verdict.values, verdict.wrong
        if not verdict.explained:
            yield Check(
                rule="TIER-GROUP",
                table_id=sheet.reading.table.table_id,
                outcome=Outcome.UNKNOWN,
                why=say("Không có ngưỡng nào giải thích được các nhóm.", "No thresholds explain the tiers."),
            )
            continue
        for row in values:
            outcome = Outcome.VIOLATED if row in wrong else Outcome.HELD
            yield Check(
                rule="TIER-GROUP",
                table_id=sheet.reading.table.table_id,
                outcome=outcome,
                row=row,
                col=tiering.measure,
            )
        for row in wrong:
            yield _finding(paper, sheet, tiering, stated, values, row, style)


def _usable(sheet: Sheet, tiering: Tiering, values: dict[int, Decimal]) -> dict[str, Threshold]:
    """The stated thresholds, where they are in the unit of the measure and fit most rows."""
    stated = tiering.stated
    if not stated:
        return {}
    percent = sheet.reading.columns[tiering.measure].role.value == "ratio"
    stated = {tier: threshold for tier, threshold in stated.items() if threshold.percent == percent}
    judged = [row for row, tier in tiering.tier_of.items() if tier in stated and row in values]
    right = sum(stated[tiering.tier_of[row]].contains(values[row]) for row in judged)
    return stated if judged and right >= _EXPLAINS * len(judged) - 1 and right > len(judged) / 2 else {}


def _against_stated(tiering: Tiering, stated: dict[str, Threshold], values: dict[int, Decimal]) -> list[int]:
    return [
        row
        for row, tier in tiering.tier_of.items()
        if row in values and tier in stated and not stated[tier].contains(values[row])
    ]


def _right_tier(
    tiering: Tiering, stated: dict[str, Threshold], values: dict[int, Decimal], row: int
) -> str | None:
    value = values[row]
    for tier, threshold in stated.items():
        if threshold.contains(value):
            return tier
    if stated:
        return None
    # Implied: the lowest tier that has a member at or below this value, else the lowest of all.
    wrong_tier = tiering.tier_of[row]
    for tier in tiering.order:
        members = [
            values[other]
            for other, name in tiering.tier_of.items()
            if name == tier and other in values and other != row
        ]
        if members and tier != wrong_tier and min(members) <= value <= max(members):
            return tier
    return next(
        (
            tier
            for tier in tiering.order
            if tier != wrong_tier
            and (
                members := [
                    values[o] for o, n in tiering.tier_of.items() if n == tier and o in values and o != row
                ]
            )
            and value >= min(members)
        ),
        None,
    )


def _finding(
    paper: Paper,
    sheet: Sheet,
    tiering: Tiering,
    stated: dict[str, Threshold],
    values: dict[int, Decimal],
    row: int,
    style: Style,
) -> Finding:
    place = sheet.place(row, tiering.measure)
    name, measure = row_name(paper, place), column_name(paper, place)
    table = table_name(sheet.reading.table)
    tier = tiering.tier_of[row]
    right = _right_tier(tiering, stated, values, row)
    shown, shown_right = (
        _printed_tier(sheet, tiering, tier),
        _printed_tier(sheet, tiering, right) if right else "?",
    )
    identity = finding_id(paper, "TIER-GROUP", sheet, [name])
    value = paper.text(place)
    entities = sheet.reading.rows[row].entities
    where = sheet.place(row, tiering.column) if tiering.column is not None else place
    return Finding(
        finding_id=identity,
        rule="TIER-GROUP",
        level=Level.ERROR,
        table_id=sheet.reading.table.table_id,
        row=row,
        col=where.col,
        entity_id=entities[0].entity_id if len(entities) == 1 else None,
        entity=name,
        message=say(
            f"{table.vi}: {name} ({measure} {value}) xếp ở “{shown}”, theo ngưỡng phải ở “{shown_right}”.",
            f"{table.en}: {name} ({measure} {value}) stands under “{shown}”; by the thresholds it belongs under"
            f" “{shown_right}”.",
        ),
        observed=shown,
        expected=shown_right,
        steps=tuple(_steps(tiering, stated, values, row, style, sheet)),
        operands=tuple(
            dict.fromkeys(
                (
                    paper.operand(where, "doubtful"),
                    paper.operand(place, "operand"),
                    *_witnesses(paper, sheet, tiering, stated, values, row),
                )
            )
        ),
        cause_id=identity,
        cause=say("Xếp nhầm nhóm.", "Put in the wrong tier."),
        consequence=say("Thay đổi mức xếp loại của 1 đơn vị.", "The tier of one unit changes."),
        suggestion=say(f"Chuyển {name} sang “{shown_right}”.", f"Move {name} to “{shown_right}”."),
        corrections=(
            Correction(
                table_id=sheet.reading.table.table_id,
                row=row,
                col=tiering.column,
                printed=paper.text(where),
                value=shown_right,
            ),
        )
        if tiering.column is not None and right
        else (),
    )


def _witnesses(
    paper: Paper,
    sheet: Sheet,
    tiering: Tiering,
    stated: dict[str, Threshold],
    values: dict[int, Decimal],
    row: int,
) -> Iterator[Operand]:
    """Where no threshold is stated, units that speak against a tier: a lower figure in a better tier, or the reverse."""
    if stated:
        return
    rank = {tier: position for position, tier in enumerate(tiering.order)}
    own = rank[tiering.tier_of[row]]
    against = [
        other
        for other, tier in tiering.tier_of.items()
        if other in values
        and (
            (rank[tier] < own and values[other] <= values[row])
            or (rank[tier] > own and values[other] >= values[row])
        )
    ]
    for other in sorted(against, key=lambda other: abs(values[other] - values[row]))[:_WITNESSES]:
        if tiering.column is not None:
            yield paper.operand(sheet.place(other, tiering.column), "operand")
        yield paper.operand(sheet.place(other, tiering.measure), "operand")


def _printed_tier(sheet: Sheet, tiering: Tiering, tier: str | None) -> str:
    for row, name in tiering.tier_of.items():
        if name != tier:
            continue
        if tiering.column is not None:
            cell = sheet.cells.get((row, tiering.column))
            return cell.text if cell else tier
        group = sheet.reading.rows[row].group
        if group is not None:
            return sheet.reading.rows[group].label or tier
    return PRINTED.get(tier, tier) if tier else ""


def _steps(
    tiering: Tiering,
    stated: dict[str, Threshold],
    values: dict[int, Decimal],
    row: int,
    style: Style,
    sheet: Sheet,
) -> Iterator[Bilingual]:
    for tier in tiering.order:
        name = _printed_tier(sheet, tiering, tier)
        if tier in stated:
            bounds = _bounds(stated[tier], style)
            yield say(
                f"“{name}”: {bounds} (nêu trong văn bản).", f"“{name}”: {bounds} (stated in the paper)."
            )
        else:
            members = [
                values[o] for o, n in tiering.tier_of.items() if n == tier and o in values and o != row
            ]
            if members:
                span = f"{style.show(min(members))} – {style.show(max(members))}"
                yield say(f"“{name}”: các đơn vị khác từ {span}.", f"“{name}”: the other units from {span}.")


def _bounds(threshold: Threshold, style: Style) -> str:
    unit = "%" if threshold.percent else ""
    parts = []
    if threshold.low is not None:
        parts.append(f"{'≥' if threshold.low_closed else '>'} {style.show(threshold.low)}{unit}")
    if threshold.high is not None:
        parts.append(f"{'≤' if threshold.high_closed else '<'} {style.show(threshold.high)}{unit}")
    return ", ".join(parts)
