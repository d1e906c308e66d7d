"""RATIO-PCT on maxima: the maximum that a header or a note states is the one that the percentages are computed of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Check, ColumnRole, Finding, Heading, Level, Operand, Paragraph
from doichieu.normalize.text import words
from doichieu.validate.infer.columns.maxima import footnote_marks, mark_of, note_maxima, note_on
from doichieu.validate.infer.columns.ratio_conventions import (
    RatioConvention,
    base_of,
    own_places,
    ratio_rows,
)
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.kept import kept
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rounding import to_places
from doichieu.validate.rules.header_figures import header_of
from doichieu.validate.rules.stated import statement, text_finding
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style, column_name, say, table_name

# So many percentages show what they are computed of; nearly all of them, where few follow what is stated.
_LEAST_ROWS, _NEARLY_ALL, _FEW = 3, Decimal("0.8"), Decimal("0.25")


class _Stated(NamedTuple):
    """A maximum as stated: its value, the column whose header states it or the note that does, and the rows it is for."""

    maximum: Decimal
    col: int | None
    note: str
    rows: tuple[int, ...]


def check_declared_maxima(paper: Paper, conventions: Conventions, style: Style) -> Iterator[Check | Finding]:
    """Check the maxima that headers and notes state against the percentages of their table.

    Args:
        paper: The paper.
        conventions: What was inferred: of which maxima percentages are computed.
        style: How the paper prints figures.

    Yields:
        A check a maximum, and a finding for each that hardly a percentage follows while nearly all follow another one.
    """
    marks = footnote_marks(paper)
    for sheet in paper.sheets:
        for convention in conventions.formulas[sheet.index].ratios:
            if convention.base is not None or convention.growth:
                continue
            for stated in _stated(sheet, convention, marks):
                bases = Counter(base_of(sheet, convention, row, marks) for row in stated.rows)
                used = bases.most_common(1)[0][0]
                if not isinstance(used, Decimal):
                    continue
                held = used == stated.maximum or not _contradicts(paper, sheet, convention, stated, used)
                yield statement("RATIO-PCT", sheet.reading.table.table_id, held=held)
                if not held:
                    yield _finding(paper, sheet, convention, stated, used, style)


def _stated(sheet: Sheet, convention: RatioConvention, marks: Mapping[str, str]) -> Iterator[_Stated]:
    rows: dict[str, list[int]] = {}
    for row in ratio_rows(sheet, convention.ratio):
        mark = mark_of(sheet, row, marks)
        if (mark or row not in convention.other_maxima) and sheet.value(row, convention.value) is not None:
            rows.setdefault(mark, []).append(row)
    columns = [sheet.reading.columns[col] for col in (convention.value, convention.ratio)]
    declared = next((column for column in columns if column.maximum), None)
    if declared is not None and declared.maximum and rows.get(""):
        yield _Stated(declared.maximum, declared.index, "", tuple(rows[""]))
    for mark, maximum in note_maxima(sheet).items():
        if mark in rows:
            yield _Stated(maximum, None, note_on(sheet, mark), tuple(rows[mark]))


def _contradicts(
    paper: Paper, sheet: Sheet, convention: RatioConvention, stated: _Stated, used: Decimal
) -> bool:
    """Whether the percentages are computed of another maximum than stated, and nothing says that they are."""
    count = len(stated.rows)
    followed = _follow(sheet, convention, stated.rows, stated.maximum)
    if count < _LEAST_ROWS or _follow(sheet, convention, stated.rows, used) < _NEARLY_ALL * count:
        return False
    if followed > _FEW * count:
        return False
    # "445 điểm" of a unit that some criteria do not apply to, of 500 in all
    return not (used in _points_in_text(paper) and _is_stated_elsewhere(paper, sheet, stated.maximum))


def _follow(sheet: Sheet, convention: RatioConvention, rows: Sequence[int], maximum: Decimal) -> int:
    """How many percentages follow a maximum."""
    followed = 0
    for row in rows:
        value, ratio = sheet.value(row, convention.value), sheet.value(row, convention.ratio)
        if value is not None and ratio is not None:
            places = own_places(convention.places, ratio)
            followed += to_places(value * convention.scale / maximum, places, convention.rounding) == ratio
    return followed


@kept
def _points_in_text(paper: Paper) -> frozenset[Decimal]:
    """The whole numbers that sentences on points print."""
    blocks = paper.decision.document.blocks
    said = (words(block.text) for block in blocks if isinstance(block, Paragraph | Heading))
    return frozenset(Decimal(word) for one in said if "diem" in one for word in one if word.isdecimal())


def _is_stated_elsewhere(paper: Paper, own: Sheet, maximum: Decimal) -> bool:
    """Whether another table declares or prints a maximum, or a sentence states it."""
    others = [sheet for sheet in paper.sheets if sheet.index != own.index]
    declared = any(column.maximum == maximum for sheet in others for column in sheet.reading.columns)
    printed = any(
        sheet.value(row.index, column.index) == maximum
        for sheet in others
        for column in sheet.columns(ColumnRole.MAXIMUM)
        for row in sheet.reading.rows
    )
    return declared or printed or maximum in _points_in_text(paper)


def _finding(
    paper: Paper, sheet: Sheet, convention: RatioConvention, stated: _Stated, used: Decimal, style: Style
) -> Finding:
    table = table_name(sheet.reading.table)
    printed, right = style.show(stated.maximum), style.show(used)
    place = None if stated.col is None else header_of(sheet, stated.col)
    ratio = sheet.place(stated.rows[0], convention.ratio)
    where = (
        say(f"ghi chú “{stated.note}”", f"the note “{stated.note}”")
        if place is None
        else say(f"tiêu đề “{paper.text(place)}”", f"the header “{paper.text(place)}”")
    )
    followed, count = _follow(sheet, convention, stated.rows, used), len(stated.rows)
    doubtful = (
        Operand(text=stated.note, role="doubtful", locator=sheet.reading.table.locator)
        if place is None
        else paper.operand(place, "doubtful")
    )
    columns = (convention.value, convention.ratio)
    return text_finding(
        paper,
        "RATIO-PCT",
        Level.ERROR if is_typing_slip(stated.maximum, used) else Level.WARNING,
        [table.vi, printed, right],
        say(
            f"{table.vi}: {where.vi} nêu điểm tối đa {printed}, trong khi “{column_name(paper, ratio)}” được tính theo {right}.",
            f"{table.en}: {where.en} states a maximum of {printed}, while “{column_name(paper, ratio)}” is computed of {right}.",
        ),
        observed=printed,
        expected=right,
        steps=[
            say(
                f"{followed}/{count} tỷ lệ khớp với {right}; với {printed} có"
                f" {_follow(sheet, convention, stated.rows, stated.maximum)}.",
                f"{followed} of {count} percentages follow {right};"
                f" {_follow(sheet, convention, stated.rows, stated.maximum)} follow {printed}.",
            )
        ],
        operands=[
            doubtful,
            *(paper.operand(sheet.place(row, col), "operand") for row in stated.rows[:3] for col in columns),
        ],
        cause=say(
            "Điểm tối đa ghi nhầm, hoặc tỷ lệ tính theo số khác.",
            "The maximum is misprinted, or the percentages were computed of another one.",
        ),
        suggestion=say(
            f"Kiểm tra lại “{printed}”: theo các tỷ lệ là {right}.",
            f"Check “{printed}”: by the percentages it is {right}.",
        ),
        place=place,
        table=sheet,
    )
