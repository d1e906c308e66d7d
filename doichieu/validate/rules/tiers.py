"""TIER: the tier a unit stands in follows the thresholds stated or implied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from doichieu.model import Bilingual, Check, Finding, Level, Operand, Outcome
from doichieu.normalize.grades import PRINTED
from doichieu.validate.equations import EquationAudit
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.rank_fits import RankFit
from doichieu.validate.infer.ranks.thresholds import Threshold
from doichieu.validate.infer.ranks.tiers import Tiering
from doichieu.validate.judged_tiers import JudgedTiers, by_counts, judge_tiers
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rounding import to_places
from doichieu.validate.rules.group_tables import counted_as_printed
from doichieu.validate.rules.stored_values import as_rounding
from doichieu.validate.rules.tier_figures import figure_finding, what_speaks_against
from doichieu.validate.wording import Style, column_name, finding_id, row_name, say, table_name

# Units shown beside one that stands in the wrong tier.
_WITNESSES = 4
# Digits of a stored value behind those printed.
_MORE_PLACES = 4


def check_tiers(
    paper: Paper,
    conventions: Conventions,
    equations: EquationAudit,
    corrected: Mapping[int, Tiering],
    recounted: Mapping[int, Tiering],
    style: Style,
) -> Iterator[Check | Finding]:
    """Check the tier of every row.

    Args:
        paper: The paper.
        conventions: What was inferred.
        equations: What the equations came to; tiers are judged by corrected figures.
        corrected: The tiers with misplaced units moved: what other tables count tells which of the two is wrong.
        recounted: The tiers of tables in which counts tell the one unit that is misplaced.
        style: How the paper prints figures.

    Yields:
        A check a row, and a finding a row that stands in the wrong tier.
    """
    counted: frozenset[int] | None = None
    for index, tiering in conventions.tierings.items():
        sheet = paper.sheets[index]
        judged = judge_tiers(sheet, tiering, equations)
        if index in recounted:
            judged = by_counts(judged, recounted[index])
        if not judged.explained:
            yield Check(
                rule="TIER-GROUP",
                table_id=sheet.reading.table.table_id,
                outcome=Outcome.UNKNOWN,
                why=say("Không có ngưỡng nào giải thích được các nhóm.", "No thresholds explain the tiers."),
            )
            continue
        for row in judged.values:
            off = row in judged.wrong and row not in judged.by_stored
            outcome = Outcome.VIOLATED if off else Outcome.HELD
            yield Check(
                rule="TIER-GROUP",
                table_id=sheet.reading.table.table_id,
                outcome=outcome,
                row=row,
                col=tiering.measure,
            )
        fits = [
            fit
            for (at, _), fit in conventions.rankings.items()
            if at == index and fit is not None and fit.convention.score == tiering.measure
        ]
        if judged.wrong and counted is None:
            counted = counted_as_printed(paper, conventions, (equations.corrected, corrected))
        for row in judged.wrong:
            by_count = counted is not None and index in counted
            finding = _finding(paper, sheet, judged, row, style, fits, counted=by_count)
            yield (
                as_rounding(finding, _told(sheet, judged, row, style)) if row in judged.by_stored else finding
            )


def _told(sheet: Sheet, judged: JudgedTiers, row: int, style: Style) -> Bilingual:
    """What the digits that a workbook stores say of a unit's tier, with the value that decides."""
    number = sheet.reading.stored[row, judged.tiering.measure]
    value = style.show(to_places(number.value, number.places + _MORE_PLACES).normalize())
    return say(
        f"theo giá trị lưu trong tệp ({value}) thì xếp như vậy là đúng",
        f"by the value stored in the workbook ({value}) the tier is right",
    )


def _finding(
    paper: Paper,
    sheet: Sheet,
    judged: JudgedTiers,
    row: int,
    style: Style,
    fits: Sequence[RankFit],
    *,
    counted: bool,
) -> Finding:
    tiering = judged.tiering
    place = sheet.place(row, tiering.measure)
    name, measure = row_name(paper, place), column_name(paper, place)
    table = table_name(sheet.reading.table)
    shown = _printed_tier(sheet, tiering, tiering.tier_of[row])
    by_count = row in judged.counted
    against = (
        None if by_count else what_speaks_against(paper, sheet, judged, row, shown, fits, counted=counted)
    )
    if against is not None:
        return figure_finding(paper, sheet, judged, row, shown, against)
    right = _right(sheet, judged, row)
    by = (
        say("số đơn vị đã đếm của từng mức", "counts of the tiers")
        if by_count
        else say("ngưỡng", "thresholds")
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
            f"{table.vi}: {name} (“{measure}” {value}) xếp loại “{shown}”, theo {by.vi} phải là {right.said.vi}.",
            f"{table.en}: {name} (“{measure}” {value}) stands under “{shown}”; by the {by.en} it belongs under"
            f" {right.said.en}.",
        ),
        observed=shown,
        expected=right.expected,
        steps=tuple(_steps(judged, row, style, sheet)),
        operands=tuple(
            dict.fromkeys(
                (
                    paper.operand(where, "doubtful"),
                    paper.operand(place, "operand"),
                    *_witnesses(paper, sheet, judged, row),
                )
            )
        ),
        cause_id=identity,
        cause=say("Xếp nhầm mức.", "Put in the wrong tier."),
        consequence=say("Thay đổi mức xếp loại của 1 đơn vị.", "The tier of one unit changes."),
        suggestion=say(f"Chuyển {name} sang {right.said.vi}.", f"Move {name} to {right.said.en}."),
        corrections=(paper.correction(sheet.place(row, tiering.column), right.expected),)
        if tiering.column is not None and right.known
        else (),
    )


@dataclass(frozen=True, slots=True)
class _Right:
    """Where a unit belongs: whether that is one tier, as a value, and in a sentence."""

    known: bool
    expected: str
    said: Bilingual


def _right(sheet: Sheet, judged: JudgedTiers, row: int) -> _Right:
    tier, lowest = judged.right(row), judged.at_most(row)
    if tier is not None:
        name = _printed_tier(sheet, judged.tiering, tier)
        return _Right(known=True, expected=name, said=say(f"“{name}”", f"“{name}”"))
    if lowest is not None:
        name = _printed_tier(sheet, judged.tiering, lowest)
        return _Right(
            known=False, expected=f"≤ {name}", said=say(f"“{name}” hoặc thấp hơn", f"“{name}” or lower")
        )
    name = _printed_tier(sheet, judged.tiering, judged.tiering.tier_of[row])
    return _Right(
        known=False,
        expected=f"≠ {name}",
        said=say("một mức khác, văn bản không nêu", "another tier, which the paper does not state"),
    )


def _witnesses(paper: Paper, sheet: Sheet, judged: JudgedTiers, row: int) -> Iterator[Operand]:
    """Where no threshold is stated, units that speak against a tier: a lower figure in a better tier, or the reverse."""
    if judged.stated:
        return
    tiering, values = judged.tiering, judged.values
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


def _steps(judged: JudgedTiers, row: int, style: Style, sheet: Sheet) -> Iterator[Bilingual]:
    for tier in judged.tiering.order:
        name = _printed_tier(sheet, judged.tiering, tier)
        if tier in judged.stated:
            bounds = _bounds(judged.stated[tier], style)
            yield say(
                f"“{name}”: {bounds} (nêu trong văn bản).", f"“{name}”: {bounds} (stated in the paper)."
            )
        elif members := judged.members(tier, row):
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
