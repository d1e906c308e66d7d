"""The equations of a paper: gathered, graded, and folded into findings by cause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from doichieu.model import Check, Finding, Number, Outcome, RowKind
from doichieu.validate.adjusted_shares import AdjustedShares
from doichieu.validate.cause_texts import cause_finding
from doichieu.validate.causes import Cause, Edit, Evidence, find_causes, is_violated
from doichieu.validate.gather import gather
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.misplaced import misplaced
from doichieu.validate.infer.rank_fits import fit_ranking
from doichieu.validate.infer.rank_rows import events_with, rank_rows
from doichieu.validate.infer.tiers import Tiering
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.relations import EqualRelation, RatioRelation, Relation
from doichieu.validate.rounding import Grade
from doichieu.validate.rules.marks import at_cell, crossings
from doichieu.validate.rules.stored_values import rounded_finding, typed_finding
from doichieu.validate.rules.summary_rows import held_with
from doichieu.validate.slips import places_of
from doichieu.validate.stored import contradicts, explains, refutes
from doichieu.validate.typical import nearer
from doichieu.validate.wording import Style

# What speaks against a figure with more decimals than its column prints anywhere.
_FINER = 0.4
# What it weighs that a figure lies far off those of its column; less than a check that it breaks.
_OUTLYING = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class EquationAudit:
    """What the equations of a paper came to.

    Attributes:
        findings: One a cause.
        checks: One an equation.
        corrected: Figures with every unambiguous edit applied, by place.
        edits: The edits applied.
    """

    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    corrected: dict[Place, Number]
    edits: tuple[Edit, ...]


def audit_equations(paper: Paper, conventions: Conventions, style: Style) -> EquationAudit:
    """Grade every equation and fold the violated ones into findings.

    Args:
        paper: The paper laid out.
        conventions: What was inferred.
        style: How the paper prints figures.

    Returns:
        Findings, checks, and the figures as corrected for the rules that come after.
    """
    relations = gather(paper, conventions)
    finer, adjusted = _finer_twins(relations, paper), AdjustedShares(paper, relations)
    stores = any(sheet.reading.stored for sheet in paper.sheets)
    violated, held, unknown, checks, beside = [], [], [], [], []
    for relation in relations:
        grade = relation.grade(paper.number)
        if grade is not None and is_violated(relation, grade) and _holds_with_finer(relation, paper, finer):
            grade = Grade.EXACT
        bad = grade is not None and is_violated(relation, grade) and not adjusted.has(relation, grade)
        remark = _by_stored(paper, relation, grade, style, bad=bad) if stores else None
        if remark is not None:
            beside.append(remark)
            bad = False
        outcome = Outcome.UNKNOWN if grade is None else Outcome.VIOLATED if bad else Outcome.HELD
        checks.append(_check(relation, outcome, paper))
        if outcome is Outcome.VIOLATED:
            violated.append(relation)
        elif outcome is Outcome.HELD:
            held.append(relation)
        elif isinstance(relation, RatioRelation):
            unknown.append(relation)
    violated = [relation for relation in violated if not (stores and refutes(paper, relation, held))]
    crossed = crossings(violated)
    findings = [
        at_cell(paper, cause_finding(paper, Cause(relations=each.counts), style), each) for each in crossed
    ]
    told = {id(relation) for each in crossed for relation in each.counts}
    violated = [relation for relation in violated if id(relation) not in told]
    causes = find_causes(violated, held, paper.number, _other_evidence(paper, conventions), unknown)
    corrected, edits = {}, []
    for cause in causes:
        findings.append(cause_finding(paper, cause, style))
        for edit in cause.edits if not cause.alternatives else ():
            corrected[edit.place] = Number(value=edit.new, places=edit.old.places, percent=edit.old.percent)
            edits.append(edit)
    return EquationAudit(
        findings=(*findings, *beside), checks=tuple(checks), corrected=corrected, edits=tuple(edits)
    )


def _by_stored(
    paper: Paper, relation: Relation, grade: Grade | None, style: Style, *, bad: bool
) -> Finding | None:
    """What the values that a workbook stores say of an equation, where they say otherwise than the printed figures."""
    if grade is None:
        return None
    if bad:
        return rounded_finding(paper, relation, style) if explains(paper, relation) else None
    return typed_finding(paper, relation, grade, style) if contradicts(paper, relation, grade) else None


def _check(relation: Relation, outcome: Outcome, paper: Paper) -> Check:
    table = paper.sheets[relation.target.sheet].reading.table
    return Check(
        rule=relation.rule,
        table_id=table.table_id,
        outcome=outcome,
        row=relation.target.row,
        col=relation.target.col,
    )


def _finer_twins(relations: Iterable[Relation], paper: Paper) -> dict[Place, Number]:
    """Where a cell is printed coarser than its twin, the twin's finer figure."""
    finer = {}
    for relation in relations:
        if isinstance(relation, EqualRelation) and relation.grade(paper.number) is Grade.POSSIBLE:
            one, two = paper.number(relation.target), paper.number(relation.twin)
            if one and two:
                coarse, fine = (relation.target, two) if one.places < two.places else (relation.twin, one)
                finer[coarse] = fine
    return finer


def _holds_with_finer(relation: Relation, paper: Paper, finer: dict[Place, Number]) -> bool:
    if not any(place in finer for place in relation.places):
        return False
    grade = relation.grade(lambda place: finer.get(place) or paper.number(place))
    return grade is not None and not is_violated(relation, grade)


def _other_evidence(paper: Paper, conventions: Conventions) -> Evidence:
    """Ranks and declared maxima speak for a figure: an edit against them is unlikely, one that mends ranks likely."""
    fits = {
        (index, fit.convention.score): fit
        for (index, _), fit in conventions.rankings.items()
        if fit is not None
    }

    ranks = {key: fit for key, fit in conventions.rankings.items() if fit is not None}

    def evidence(place: Place, value: Decimal) -> float:
        ranked = ranks.get((place.sheet, place.col))
        if ranked is not None and place.row in ranked.expected:
            return _of_place(paper, place, Decimal(ranked.expected[place.row]), value)
        maximum = paper.column(place).maximum
        if maximum is not None and value > maximum and paper.row(place).kind is RowKind.DATA:
            return -1.0
        sheet = paper.sheets[place.sheet]
        number = paper.number(place)
        beside = _weight(held_with(sheet, place, value)) + _OUTLYING * nearer(sheet, place, value)
        tiering = conventions.tierings.get(place.sheet)
        if tiering is not None and tiering.measure == place.col:
            beside += _by_tier(sheet, tiering, place, value)
        if places_of(value) > max(sheet.places(place.col), number.places if number else 0):
            beside -= _FINER
        fit = fits.get((place.sheet, place.col))
        if fit is None:
            return beside + _by_rank_rows(sheet, place, value)

        def scores(row: int, col: int) -> Number | None:
            number = sheet.number(row, col)
            if number is not None and (row, col) == (place.row, place.col):
                return Number(value=value, places=number.places, percent=number.percent)
            return number

        after = fit_ranking(sheet, fit.convention, scores)
        if after is None:
            return beside
        return beside + _weight(len(fit.events) - len(after.events))

    return evidence


def _by_tier(sheet: Sheet, tiering: Tiering, place: Place, value: Decimal) -> float:
    """How many more units stand in the right tier with an edit than without it."""
    printed = {row: number for row in tiering.tier_of if (number := sheet.value(row, place.col)) is not None}
    if place.row not in printed:
        return 0.0
    before, after = (
        len(misplaced(tiering.tier_of, tiering.order, values))
        for values in (printed, {**printed, place.row: value})
    )
    return _weight(before - after)


def _of_place(paper: Paper, place: Place, expected: Decimal, value: Decimal) -> float:
    """What speaks for an edit of a place that is added up with others: whether the figures give it."""
    number = paper.number(place)
    return _weight((value == expected) - (number is not None and number.value == expected))


def _by_rank_rows(sheet: Sheet, place: Place, value: Decimal) -> float:
    """The same where ranks stand in a row below the figures."""
    return sum(
        _weight(row.events - events_with(sheet, row, place.col, value))
        for row in rank_rows(sheet)
        if row.measure.index == place.row and place.col in row.ranks
    )


def _weight(gain: int) -> float:
    """What it weighs that so many more ranks follow with an edit than without it."""
    return max(-1.5, min(1.0, float(gain)))
