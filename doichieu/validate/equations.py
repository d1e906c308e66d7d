"""The equations of a paper: gathered, graded, and folded into findings by cause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from doichieu.model import Check, Finding, Number, Outcome
from doichieu.validate.adjusted_shares import AdjustedShares
from doichieu.validate.causes.cause import Cause, Edit
from doichieu.validate.causes.evidence import other_evidence, ranks_together
from doichieu.validate.causes.findings import cause_finding
from doichieu.validate.causes.search import find_causes
from doichieu.validate.crowds import crowd_finding, crowds_of
from doichieu.validate.gather import gather
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.paper import Paper, Place
from doichieu.validate.relations import EqualRelation, RatioRelation, Relation, is_violated
from doichieu.validate.rounding import Grade
from doichieu.validate.rules.marks import at_cell, crossings
from doichieu.validate.rules.stored_values import rounded_finding, typed_finding
from doichieu.validate.stored import contradicts, explains, refutes
from doichieu.validate.typical import column_places
from doichieu.validate.wording import Style


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
    causes = find_causes(
        violated,
        held,
        paper.number,
        other_evidence(paper, conventions),
        unknown,
        ranks_together(paper, conventions),
        partial(_with_all_places, paper),
    )
    crowds = crowds_of(causes, held, paper)
    findings += [
        crowd_finding(paper, crowd, cause_finding(paper, crowd.causes[0], style)) for crowd in crowds
    ]
    crowded = {id(cause) for crowd in crowds for cause in crowd.causes}
    corrected, edits = {}, []
    for cause in causes:
        if id(cause) in crowded:
            continue
        findings.append(cause_finding(paper, cause, style))
        for edit in cause.edits if not cause.alternatives else ():
            corrected[edit.place] = Number(value=edit.new, places=edit.old.places, percent=edit.old.percent)
            edits.append(edit)
    return EquationAudit(
        findings=(*findings, *beside), checks=tuple(checks), corrected=corrected, edits=tuple(edits)
    )


def _with_all_places(paper: Paper, place: Place) -> Number | None:
    """The figure at a place with as many decimals as its column prints, where it prints fewer of them."""
    number = paper.number(place)
    if number is None or not number.places:
        return number
    usual = column_places(paper.sheets[place.sheet], place.col)
    return number if usual is None or usual <= number.places else replace(number, places=usual)


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
