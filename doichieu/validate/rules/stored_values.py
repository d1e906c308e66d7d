"""What is said where a workbook stores more digits than it shows: rounding of what is shown, or figures typed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from doichieu.model import Bilingual, Finding, Level
from doichieu.validate.causes.cause import Cause
from doichieu.validate.causes.findings import cause_finding
from doichieu.validate.paper import Paper, Place
from doichieu.validate.relations import Relation
from doichieu.validate.rounding import Grade, to_places
from doichieu.validate.stored import is_stored, recomputed
from doichieu.validate.wording import Style, column_name, row_name, say, table_name

_MOST_VALUES = 14
_MOST_PLACES = 12
ROUNDED = say(
    "Ô hiển thị ít chữ số hơn giá trị lưu trong tệp: chênh lệch do làm tròn khi hiển thị.",
    "Cells show fewer digits than the workbook stores: the difference is rounding of what is shown.",
)
_NOTHING_WRONG = say(
    "Không phải sửa số liệu; muốn các số in ra khớp nhau thì hiển thị thêm chữ số thập phân.",
    "No figure needs correcting; show more decimals for the printed figures to agree.",
)
_TYPED = say(
    "Số này không được tính từ các giá trị lưu trong tệp; có thể đã gõ đè lên công thức.",
    "The figure was not computed from the values stored; it may have been typed over a formula.",
)
_COMPARE = say(
    "Tính lại từ các giá trị lưu trong tệp, hoặc kiểm tra các giá trị đó.",
    "Compute it again from the values stored, or check these.",
)


def rounded_finding(paper: Paper, relation: Relation, style: Style) -> Finding:
    """A remark on printed figures that do not agree where the values stored do.

    Args:
        paper: The paper.
        relation: An equation that the printed figures violate and the values stored explain.
        style: How the paper prints figures.

    Returns:
        The finding on the equation, as a remark that suggests no correction.
    """
    finding = cause_finding(paper, Cause(relations=(relation,)), style)
    value = _result(paper, relation, style)
    told = (
        say("các giá trị lưu trong tệp thì khớp", "the values stored in the workbook agree")
        if value is None
        else say(
            f"các giá trị lưu trong tệp cho {value}, khớp với số in ra",
            f"the values stored in the workbook give {value}, which goes with what is printed",
        )
    )
    return as_rounding(
        replace(finding, steps=(*finding.steps, _step(paper, relation.places, value, style))), told
    )


def as_rounding(finding: Finding, told: Bilingual) -> Finding:
    """A finding that the values stored explain, as a remark: nothing to correct.

    Args:
        finding: What the printed figures say.
        told: What the values stored say, half a sentence.
    """
    return replace(
        finding,
        level=Level.INFO,
        message=_continued(finding.message, told),
        cause=ROUNDED,
        consequence=None,
        suggestion=_NOTHING_WRONG,
        corrections=(),
    )


def typed_finding(paper: Paper, relation: Relation, grade: Grade, style: Style) -> Finding:
    """A finding on a result that goes with the printed figures and not with the values stored.

    Args:
        paper: The paper.
        relation: The equation.
        grade: How well the printed figures hold: where they do to the last digit it is a remark.
        style: How the paper prints figures.
    """
    finding = cause_finding(paper, Cause(relations=(relation,)), style)
    target = relation.target
    table = table_name(paper.sheets[target.sheet].reading.table)
    value = _result(paper, relation, style) or ""
    if grade is Grade.EXACT:
        message = say(
            f"{table.vi}: “{column_name(paper, target)}” của {row_name(paper, target)} ghi {paper.text(target)}, khớp với"
            f" các số in ra; các giá trị lưu trong tệp cho {value}.",
            f"{table.en}: “{column_name(paper, target)}” of {row_name(paper, target)} is printed as {paper.text(target)},"
            f" which goes with the printed figures; the values stored in the workbook give {value}.",
        )
    else:
        told = say(
            f"làm tròn không giải thích được: các giá trị lưu trong tệp cho {value}",
            f"rounding does not explain it: the values stored in the workbook give {value}",
        )
        message = _continued(finding.message, told)
    return replace(
        finding,
        level=Level.INFO if grade is Grade.EXACT else Level.WARNING,
        message=message,
        steps=(*finding.steps, _step(paper, relation.places, value, style)),
        cause=_TYPED,
        suggestion=_COMPARE,
    )


def _continued(message: Bilingual, told: Bilingual) -> Bilingual:
    return say(f"{message.vi.rstrip('.')}; {told.vi}.", f"{message.en.rstrip('.')}; {told.en}.")


def _result(paper: Paper, relation: Relation, style: Style) -> str | None:
    value = recomputed(paper, relation)
    return None if value is None else style.show(_shortened(value, paper, relation.target))


def _shortened(value: Decimal, paper: Paper, target: Place) -> Decimal:
    """A result with as many digits behind the printed ones as tell how it rounds."""
    number = paper.number(target)
    places = number.places if number else 0
    wanted = to_places(value, places)
    return next(
        (
            short
            for more in range(3, _MOST_PLACES)
            if to_places(short := to_places(value, places + more), places) == wanted
        ),
        value,
    )


def _step(paper: Paper, places: Iterable[Place], value: str | None, style: Style) -> Bilingual:
    """The values stored, each behind what is printed of it, and what they give."""
    shown = [
        f"{paper.text(place)} = {style.show(number.value)}"
        for place in places
        if is_stored(paper, place) and (number := paper.stored(place)) is not None
    ]
    if len(shown) > _MOST_VALUES:
        shown = [*shown[: _MOST_VALUES - 2], "…", shown[-1]]
    result = f" → {value}" if value else ""
    return say(
        f"Giá trị lưu trong tệp: {'; '.join(shown)}{result}.",
        f"Values stored in the workbook: {'; '.join(shown)}{result}.",
    )
