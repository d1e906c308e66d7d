"""COUNT-UNITS: how many criteria a caption or a header says there are, held against the rows and sums below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Check, Finding, Level, Operand, RowKind
from doichieu.normalize.text import key
from doichieu.validate.infer.rows.outline import read_outline
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rules.stated import statement, text_finding
from doichieu.validate.wording import say, table_name

# "06 nhóm tiêu chí", "40 chỉ số thành phần"; "tiêu chí 06" is the sixth.
_CRITERIA = re.compile(
    r"(?<![\d/.,])(?P<printed>0*(?P<count>[1-9]\d{0,2})\s+(?P<noun>(?:nhóm )?(?:tiêu chí|chỉ số|chỉ tiêu|nội dung|trụ cột)"
    r"(?: thành phần| chính| con)?))(?![\w/])",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\b(?:tieu chi|chi so|chi tieu|noi dung|tru cot)\b")
# A count that is further off is of something else.
_NEAR, _FEW_OFF, _LEAST = Decimal("0.2"), 2, 3


class _Counted(NamedTuple):
    """How many criteria something printed makes, and what it is."""

    number: int
    vi: str
    en: str


def check_stated_criteria(paper: Paper) -> Iterator[Check | Finding]:
    """Check how many criteria captions and headers state.

    Args:
        paper: The paper.

    Yields:
        A check a count that the table tells, and a finding for each that it contradicts.
    """
    for sheet in paper.sheets:
        title = sheet.reading.table.caption or ""
        for stated in _CRITERIA.finditer(title):
            told = _in_headers(sheet, stated["noun"]) or _by_numbers(sheet)
            yield from _compared(paper, sheet, stated, told)
        for column in sheet.reading.columns:
            named = key(column.header.partition("(")[0])
            # "Số tiêu chí đạt (19 tiêu chí)" counts of each row what it has of them
            for stated in _CRITERIA.finditer(column.header):
                if key(stated["noun"]) == named:
                    yield from _compared(paper, sheet, stated, _added_up(sheet, column.index))


def _in_headers(sheet: Sheet, noun: str) -> _Counted | None:
    """What the header of a column states of the same criteria, where the column adds up to it."""
    for column in sheet.reading.columns:
        for stated in _CRITERIA.finditer(column.header):
            summed = _added_up(sheet, column.index)
            count = int(stated["count"])
            if key(stated["noun"]) == key(noun) and summed is not None and summed.number == count:
                return _Counted(
                    count, f"tiêu đề cột nêu {stated['printed']}", f"a header says {stated['printed']}"
                )
    return None


def _by_numbers(sheet: Sheet) -> _Counted | None:
    """The criteria that are numbered 1, 2, … without a break; 3.1 is a part of 3."""
    stub = sheet.reading.stub
    if stub is None or not _LISTED.search(key(sheet.reading.columns[stub].header)):
        return None
    rows = [row for row in sheet.reading.rows if row.kind in {RowKind.DATA, RowKind.SUBTOTAL}]
    numbers = [int(row.ordinal) for row in rows if row.ordinal.isdecimal()]
    if sheet.population or len(numbers) < _LEAST or numbers != list(range(1, len(numbers) + 1)):
        return None
    return _Counted(
        len(numbers), f"bảng đánh số đến {len(numbers)}", f"its rows are numbered to {len(numbers)}"
    )


def _added_up(sheet: Sheet, col: int) -> _Counted | None:
    """What the topmost rows of a column of counts add up to."""
    values = [value for row in read_outline(sheet).top if (value := sheet.value(row, col)) is not None]
    whole = sum(values, Decimal())
    if len(values) < 2 or whole != int(whole):
        return None
    return _Counted(int(whole), f"các dòng cộng được {whole}", f"its rows add up to {whole}")


def _compared(
    paper: Paper, sheet: Sheet, stated: re.Match[str], told: _Counted | None
) -> Iterator[Check | Finding]:
    count, printed = int(stated["count"]), stated["printed"]
    if told is None or abs(told.number - count) > max(_FEW_OFF, int(_NEAR * count)):
        return
    held = told.number == count
    yield statement("COUNT-UNITS", sheet.reading.table.table_id, held=held)
    if held:
        return
    table = table_name(sheet.reading.table)
    yield text_finding(
        paper,
        "COUNT-UNITS",
        Level.WARNING,
        [printed, str(told.number)],
        say(
            f"{table.vi}: nêu {printed}, trong khi {told.vi}.",
            f"{table.en}: it states {printed}, while {told.en}.",
        ),
        observed=printed,
        expected=str(told.number),
        operands=[Operand(text=printed, role="doubtful", locator=sheet.reading.table.locator)],
        cause=say("Số đếm ghi nhầm, hoặc bảng thiếu dòng.", "The count is misprinted, or a row is missing."),
        suggestion=say(f"Kiểm tra lại số {printed}.", f"Check the count {printed}."),
        table=sheet,
    )
