"""The equations of a paper: gathered, graded, and folded into findings by cause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from doichieu.model import Bilingual, Check, Correction, Finding, Level, Number, Outcome, RowKind
from doichieu.validate.causes import Cause, Edit, Evidence, find_causes, is_violated
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.links import cross_relations, twin_relations
from doichieu.validate.infer.ranking import fit_ranking
from doichieu.validate.infer.ratios import ratio_relations
from doichieu.validate.infer.sums import row_relation
from doichieu.validate.infer.totals import column_relation, summed_columns
from doichieu.validate.paper import Paper, Place
from doichieu.validate.relations import EqualRelation, RatioRelation, Relation, SumRelation
from doichieu.validate.rounding import Grade
from doichieu.validate.rules import cross_sums, ratios, sums, twins
from doichieu.validate.rules.wordings import Wording
from doichieu.validate.wording import Style, column_name, finding_id, row_name, say, table_name

# Which of several violated equations with one cause speaks for it.
_SPEAKS = {
    "SUM-ROW": 0,
    "SUM-COL": 1,
    "SUM-DIFF": 2,
    "XEQ-CELL": 3,
    "XSUM-TOTAL": 4,
    "RATIO-PCT": 5,
    "SUM-AVG": 6,
}


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


def gather(paper: Paper, conventions: Conventions) -> list[Relation]:
    """Every equation that the conventions state, in reading order."""
    relations: list[Relation] = []
    for sheet in paper.sheets:
        for formula in conventions.column_formulas[sheet.index]:
            relations.extend(
                relation
                for row in sheet.reading.rows
                if (relation := row_relation(sheet, row.index, formula))
            )
        # Figures that are rounded one by one need not add up to the last digit.
        rounded = {formula.target for formula in conventions.column_formulas[sheet.index] if formula.mean}
        for row_formula in conventions.row_formulas[sheet.index]:
            relations.extend(
                column_relation(sheet, row_formula, col, exact=row_formula.exact and col not in rounded)
                for col in summed_columns(sheet, row_formula)
            )
        for convention in conventions.ratios[sheet.index]:
            relations.extend(ratio_relations(sheet, convention, conventions.marks))
    for twin in conventions.twins:
        relations.extend(twin_relations(paper, twin))
    for cross in conventions.cross_sums:
        relations.extend(cross_relations(paper, cross))
    return relations


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
    finer = _finer_twins(relations, paper)
    violated, held, checks = [], [], []
    for relation in relations:
        grade = relation.grade(paper.number)
        if grade is not None and is_violated(relation, grade) and _holds_with_finer(relation, paper, finer):
            grade = Grade.EXACT
        bad = grade is not None and is_violated(relation, grade)
        outcome = Outcome.UNKNOWN if grade is None else Outcome.VIOLATED if bad else Outcome.HELD
        checks.append(_check(relation, outcome, paper))
        if outcome is Outcome.VIOLATED:
            violated.append(relation)
        elif outcome is Outcome.HELD:
            held.append(relation)
    causes = find_causes(violated, held, paper.number, _other_evidence(paper, conventions))
    findings, corrected, edits = [], {}, []
    for cause in causes:
        findings.append(_finding(paper, cause, style))
        for edit in cause.edits if not cause.alternatives else ():
            corrected[edit.place] = Number(value=edit.new, places=edit.old.places, percent=edit.old.percent)
            edits.append(edit)
    return EquationAudit(
        findings=tuple(findings), checks=tuple(checks), corrected=corrected, edits=tuple(edits)
    )


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

    def evidence(place: Place, value: Decimal) -> float:
        maximum = paper.column(place).maximum
        if maximum is not None and value > maximum and paper.row(place).kind is RowKind.DATA:
            return -1.0
        fit = fits.get((place.sheet, place.col))
        if fit is None:
            return 0.0
        sheet = paper.sheets[place.sheet]

        def scores(row: int, col: int) -> Number | None:
            number = sheet.number(row, col)
            if number is not None and (row, col) == (place.row, place.col):
                return Number(value=value, places=number.places, percent=number.percent)
            return number

        after = fit_ranking(sheet, fit.convention, scores)
        if after is None:
            return 0.0
        gain = len(fit.events) - len(after.events)
        return max(-1.5, min(1.0, float(gain)))

    return evidence


def _finding(paper: Paper, cause: Cause, style: Style) -> Finding:
    relation = min(cause.relations, key=lambda relation: (_SPEAKS.get(relation.rule, 9), relation.target))
    wording = _describe(paper, relation, cause.edit, style)
    place = cause.edit.place if cause.edit is not None else relation.target
    sheet = paper.sheets[place.sheet]
    row = paper.row(place)
    others = [other for other in cause.relations if other is not relation]
    steps = [*wording.steps]
    for other in others:
        steps.extend(_describe(paper, other, cause.edit, style).steps)
    places = dict.fromkeys(
        [
            place,
            *(edit.place for edit in cause.edits),
            *relation.places,
            *(p for other in others for p in other.places),
        ]
    )
    identity = finding_id(paper, relation.rule, sheet, [row.label or row.ordinal, column_name(paper, place)])
    entity = row.entities[0] if len(row.entities) == 1 else None
    return Finding(
        finding_id=identity,
        rule=relation.rule,
        level=_level(cause, paper),
        table_id=sheet.reading.table.table_id,
        row=place.row,
        col=place.col,
        entity_id=entity.entity_id if entity else None,
        entity=row.label or None,
        message=wording.message,
        observed=paper.text(place),
        expected=_expected(paper, cause, relation, style),
        steps=tuple(steps),
        operands=tuple(paper.operand(p, _role(p, place, relation)) for p in places),
        cause_id=identity,
        cause=_cause_text(paper, cause, style),
        suggestion=_suggestion(paper, cause, style),
        corrections=_corrections(paper, cause, style),
    )


def _describe(paper: Paper, relation: Relation, edit: Edit | None, style: Style) -> Wording:
    match relation:
        case SumRelation() if relation.rule.startswith("XSUM"):
            return cross_sums.describe(paper, relation, style)
        case SumRelation():
            return sums.describe(paper, relation, style)
        case RatioRelation():
            return ratios.describe(paper, relation, style)
        case EqualRelation():
            return twins.describe(paper, relation, edit.place if edit else None)


def _level(cause: Cause, paper: Paper) -> Level:
    grades = [relation.grade(paper.number) for relation in cause.relations]
    return Level.ERROR if Grade.IMPOSSIBLE in grades else Level.WARNING


def _expected(paper: Paper, cause: Cause, relation: Relation, style: Style) -> str:
    if cause.edit is not None:
        return style.show(cause.edit.new, like=cause.edit.old)
    number, value = paper.number(relation.target), relation.solve(relation.target, paper.number)
    return style.show(value, like=number) if value is not None and number else ""


def _role(place: Place, doubtful: Place, relation: Relation) -> str:
    if place == doubtful:
        return "doubtful"
    return "result" if place == relation.target else "operand"


_SLIPS = {
    "transposed": say("hai chữ số liền nhau đổi chỗ", "two neighbouring digits swapped"),
    "dropped": say("thiếu một chữ số", "a digit dropped"),
    "added": say("thừa một chữ số", "a digit too many"),
    "digit": say("sai một chữ số", "one digit wrong"),
    "decimal": say("sai dấu thập phân", "the decimal mark misplaced"),
    "sign": say("sai dấu", "the sign wrong"),
    "exchanged": say("hai số in đổi chỗ cho nhau", "two figures in each other's place"),
    "copied": say("các số của dòng bên cạnh được chép lại", "the figures of the row beside it typed again"),
    "unknown": say("số in không khớp", "the printed figure does not fit"),
}


def _cause_text(paper: Paper, cause: Cause, style: Style) -> Bilingual | None:
    edit = cause.edit
    if edit is None:
        return None
    where = table_name(paper.sheets[edit.place.sheet].reading.table)
    row, col = row_name(paper, edit.place), column_name(paper, edit.place)
    slip = _SLIPS[edit.slip]
    new = style.show(edit.new, like=edit.old)
    printed = paper.text(edit.place)
    if cause.alternatives:
        others = [
            f"{row_name(paper, other.place)} – {column_name(paper, other.place)} ({table_name(paper.sheets[other.place.sheet].reading.table).vi}):"
            f" {paper.text(other.place)} → {style.show(other.new, like=other.old)}"
            for other in cause.alternatives
        ]
        return say(
            f"Chưa xác định được ô sai; khả năng nhất là {where.vi}, dòng “{row}”, cột “{col}”: {printed} → {new}."
            f" Cũng có thể: {'; '.join(others)}.",
            f"The wrong cell cannot be told for certain; the likeliest is {where.en}, row “{row}”, column “{col}”:"
            f" {printed} → {new}. Also possible: {'; '.join(others)}.",
        )
    count = len(cause.relations)
    if len(cause.edits) > 1:
        return _joint_text(paper, cause, style)
    return say(
        f"{where.vi}, dòng “{row}”, cột “{col}”: {slip.vi} ({printed} → {new}); sửa ô này thì"
        f" {'phép đối chiếu không khớp trở nên khớp' if count == 1 else f'cả {count} phép đối chiếu không khớp đều khớp'}.",
        f"{where.en}, row “{row}”, column “{col}”: {slip.en} ({printed} → {new}); with this cell mended"
        f" {'the violated check holds' if count == 1 else f'all {count} violated checks hold'}.",
    )


def _joint_text(paper: Paper, cause: Cause, style: Style) -> Bilingual:
    """The cause where several cells are wrong together."""
    slip = _SLIPS[cause.edits[0].slip]
    where = table_name(paper.sheets[cause.edits[0].place.sheet].reading.table)
    cells = [
        f"“{row_name(paper, edit.place)}” – “{column_name(paper, edit.place)}”: {paper.text(edit.place)} →"
        f" {style.show(edit.new, like=edit.old)}"
        for edit in cause.edits
    ]
    count = len(cause.relations)
    return say(
        f"{where.vi}: {slip.vi} ({'; '.join(cells)}); sửa các ô này thì {count} phép đối chiếu không khớp đều khớp.",
        f"{where.en}: {slip.en} ({'; '.join(cells)}); with these cells mended the {count} violated checks hold.",
    )


def _suggestion(paper: Paper, cause: Cause, style: Style) -> Bilingual:
    edit = cause.edit
    if edit is None:
        return say("Kiểm tra lại các số liệu liên quan.", "Check the figures concerned against the source.")
    new = style.show(edit.new, like=edit.old)
    name, header = row_name(paper, edit.place), column_name(paper, edit.place)
    if len(cause.edits) > 1:
        return say(
            f"Sửa {len(cause.edits)} ô của dòng “{name}” như nêu ở nguyên nhân, đối chiếu với hồ sơ gốc.",
            f"Mend the {len(cause.edits)} cells of row “{name}” as the cause says, against the source.",
        )
    if cause.alternatives:
        return say(
            f"Đối chiếu hồ sơ gốc; nếu các số khác đúng thì “{header}” của {name} là {new}.",
            f"Check against the source; if the other figures are right, “{header}” of {name} is {new}.",
        )
    return say(
        f"Sửa “{header}” của {name} từ {paper.text(edit.place)} thành {new}.",
        f"Correct “{header}” of {name} from {paper.text(edit.place)} to {new}.",
    )


def _corrections(paper: Paper, cause: Cause, style: Style) -> tuple[Correction, ...]:
    return tuple(
        Correction(
            table_id=paper.sheets[edit.place.sheet].reading.table.table_id,
            row=edit.place.row,
            col=edit.place.col,
            printed=paper.text(edit.place),
            value=style.show(edit.new, like=edit.old),
        )
        for edit in cause.edits
    )
