"""The finding of a cause: its sentence, computation, cause and suggestion."""

from __future__ import annotations

from doichieu.model import Bilingual, Correction, Finding, Level
from doichieu.validate.causes.cause import Cause, Edit
from doichieu.validate.causes.texts import cause_text
from doichieu.validate.paper import Paper, Place
from doichieu.validate.relations import (
    BoundRelation,
    EqualRelation,
    MarkRelation,
    RatioRelation,
    Relation,
    SumRelation,
)
from doichieu.validate.relations.computed import (
    CompoundRatioRelation,
    ProductRelation,
    WeightedMeanRelation,
    WeightedRelation,
)
from doichieu.validate.rounding import Grade
from doichieu.validate.rules import (
    bounds,
    compound_ratios,
    cross_sums,
    marks,
    products,
    ratios,
    sums,
    twins,
    weights,
)
from doichieu.validate.rules.wordings import Wording
from doichieu.validate.wording import Style, column_name, finding_id, row_name, say, table_name

# Which of several violated equations with one cause speaks for it.
_SPEAKS = {
    "COUNT-MARK": 0,
    "SUM-ROW": 0,
    "SUM-COL": 1,
    "SUM-DIFF": 2,
    "XEQ-CELL": 3,
    "XSUM-TOTAL": 4,
    "RATIO-PCT": 5,
    "RATIO-CROSS": 5,
    "RATIO-PROD": 6,
    "RATIO-UNIT": 7,
    "SUM-WEIGHT": 8,
    "SUM-AVG": 9,
    "SUM-SHARE": 10,
    "SUM-RUN": 11,
    "SUM-WITHIN": 12,
}


def cause_finding(paper: Paper, cause: Cause, style: Style) -> Finding:
    """The finding of a cause: the equation that speaks for it, its computation, and what to mend.

    Args:
        paper: The paper.
        cause: Violated equations with one cause.
        style: How the paper prints figures.

    Returns:
        The finding; its consequence is filled in later.
    """
    relation = min(
        cause.relations, key=lambda relation: (_SPEAKS.get(relation.rule, len(_SPEAKS)), relation.target)
    )
    style = style.beside(*(paper.text(place) for place in relation.places)).beside(
        paper.text(relation.target)
    )
    wording = _describe(paper, relation, cause.edit, style)
    place = cause.edit.place if cause.edit is not None else next(iter(cause.copied), relation.target)
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
            *cause.copied,
            *relation.places,
            *(p for other in others for p in other.places),
            *(
                p
                for each in cause.relations
                if isinstance(each, MarkRelation)
                for p in (*each.marked, *each.counted)
            ),
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
        message=_with_part(paper, cause, relation, wording.message, style),
        observed=paper.text(place),
        expected=_expected(paper, cause, relation, style),
        steps=tuple(steps),
        operands=tuple(paper.operand(p, _role(p, place, relation)) for p in places),
        cause_id=identity,
        cause=cause_text(paper, cause, style),
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
        case CompoundRatioRelation():
            return compound_ratios.describe(paper, relation, style)
        case EqualRelation():
            return twins.describe(paper, relation, edit.place if edit else None)
        case BoundRelation():
            return bounds.describe(paper, relation, style)
        case MarkRelation():
            return marks.describe(paper, relation)
        case ProductRelation():
            return products.describe(paper, relation, style)
        case WeightedRelation() | WeightedMeanRelation():
            return weights.describe(paper, relation, style)


def _with_part(paper: Paper, cause: Cause, relation: Relation, message: Bilingual, style: Style) -> Bilingual:
    """The sentence, and which operand is the wrong one where it is not the result that the sentence speaks of."""
    edit = cause.edit
    if edit is None or cause.alternatives or len(cause.edits) > 1 or edit.place == relation.target:
        return message
    if isinstance(relation, EqualRelation):
        return message  # which of the two is wrong is what its sentence says
    name, header = row_name(paper, edit.place), column_name(paper, edit.place)
    old, new = paper.text(edit.place), style.show(edit.new, like=edit.old)
    table = table_name(paper.sheets[edit.place.sheet].reading.table)
    away = edit.place.sheet != relation.target.sheet
    return say(
        f"{message.vi.rstrip('.')}; khớp nếu “{header}” của {name}{f' ở {table.vi}' if away else ''}"
        f" là {new} thay vì {old}.",
        f"{message.en.rstrip('.')}; it holds if “{header}” of {name}{f' in {table.en}' if away else ''}"
        f" is {new} instead of {old}.",
    )


def _level(cause: Cause, paper: Paper) -> Level:
    grades = [relation.grade(paper.number) for relation in cause.relations]
    return Level.ERROR if Grade.IMPOSSIBLE in grades else Level.WARNING


def _expected(paper: Paper, cause: Cause, relation: Relation, style: Style) -> str:
    if cause.edit is not None:
        return style.show(cause.edit.new, like=cause.edit.old)
    if cause.copied:
        return "≠ " + paper.text(cause.copied[0])
    if isinstance(relation, MarkRelation):
        return str(len(relation.marked))
    number, value = paper.number(relation.target), relation.solve(relation.target, paper.number)
    return style.show(value, like=number) if value is not None and number else ""


def _role(place: Place, doubtful: Place, relation: Relation) -> str:
    if place == doubtful:
        return "doubtful"
    return "result" if place == relation.target else "operand"


def _suggestion(paper: Paper, cause: Cause, style: Style) -> Bilingual:
    edit = cause.edit
    if edit is None:
        return say("Kiểm tra lại các số liệu liên quan.", "Check the figures concerned against the source.")
    new = style.show(edit.new, like=edit.old)
    name, header = row_name(paper, edit.place), column_name(paper, edit.place)
    count = len(cause.edits)
    if count > 1 and len({(one.place.sheet, one.place.row) for one in cause.edits}) > 1:
        return say(
            f"Sửa {count} ô như nêu ở nguyên nhân, đối chiếu với hồ sơ gốc.",
            f"Correct the {count} cells that the cause names, against the source.",
        )
    if count > 1:
        return say(
            f"Sửa {count} ô của dòng “{name}” như nêu ở nguyên nhân, đối chiếu với hồ sơ gốc.",
            f"Correct the {count} cells of row “{name}” as the cause says, against the source.",
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
        paper.correction(
            edit.place,
            style.show(edit.new, like=edit.old),
            ambiguous=bool(cause.alternatives),
        )
        for edit in cause.edits
    )
