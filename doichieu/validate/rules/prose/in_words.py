"""CLAIM-WORDS: a sum of money in figures and the same in words: "28.750.000 đồng (Bằng chữ: hai mươi tám triệu …)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Check, Finding, Level, Locator, Operand, Paragraph, RowKind, Table
from doichieu.normalize.numbers import FIRST_DIGIT, read_number
from doichieu.normalize.sentences.number_words import read_number_words
from doichieu.normalize.text import clean, fold
from doichieu.normalize.units import row_units, scale_of, unit_after, unit_at
from doichieu.validate.paper import AMOUNTS, Paper, Sheet
from doichieu.validate.rules.stated import statement, text_finding
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style, say

_IN_WORDS = re.compile(
    r"bằng chữ\s*(?:là)?\s*[:(]?\s*(?P<words>[^()\d:;./]{6,200}?)\s*(?:đồng|đ\b)", re.IGNORECASE
)
_FIGURE = re.compile(rf"{FIRST_DIGIT}\d*(?:[.,]\d+)*(?=\s?(?:đ\b|[^\W\d]))")
# Figures stand right before their words; one further off may be another sum.
_NEAR = 60


class _Sum(NamedTuple):
    """A sum of money in figures, in dong."""

    printed: str
    value: Decimal
    operand: Operand


def check_words(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check sums written in words against the figures before them, or against the totals of the table above.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a sum in words whose figures are found, and a finding where they differ.
    """
    above: Sheet | None = None
    sheets = {sheet.reading.table.table_id: sheet for sheet in paper.sheets}
    for block in paper.decision.document.blocks:
        if isinstance(block, Table):
            above = sheets[block.table_id]
        if not isinstance(block, Paragraph):
            continue
        text = clean(block.text)
        for match in _IN_WORDS.finditer(text):
            value = read_number_words(match["words"])
            if value is None:
                continue
            beside = list(_before(text, match.start(), block.locator))
            sums = beside or list(_totals(paper, above))
            if any(one.value == value for one in sums):
                yield statement("CLAIM-WORDS")
            elif wrong := _meant(sums, Decimal(value), sure=bool(beside)):
                yield statement("CLAIM-WORDS", held=False)
                yield _finding(paper, wrong, match["words"], value, block.locator, style)


def _before(text: str, end: int, locator: Locator) -> Iterator[_Sum]:
    """The figure with its unit right before the words."""
    figures = list(_FIGURE.finditer(text, max(0, end - _NEAR), end))
    for figure in figures[-1:]:
        after = text[figure.end() : end]
        unit = "đồng" if re.match(r"\s?(?:đ|VNĐ|VND)\b", after) else unit_after(after)
        scale, number = scale_of(unit), read_number(figure.group())
        if scale and scale[0] == "dong" and number:
            value = number.value.scaleb(scale[1])
            yield _Sum(figure.group(), value, Operand(text=figure.group(), role="doubtful", locator=locator))


def _totals(paper: Paper, sheet: Sheet | None) -> Iterator[_Sum]:
    """The totals in money of a table."""
    if sheet is None:
        return
    units = row_units(sheet.reading)
    for row in sheet.reading.rows:
        for column in sheet.columns(*AMOUNTS) if row.kind is RowKind.TOTAL else ():
            number, place = sheet.number(row.index, column.index), sheet.place(row.index, column.index)
            scale = scale_of(unit_at(sheet.reading, row.index, column, units))
            if number and (scale is None or scale[0] == "dong"):
                value = number.value.scaleb(scale[1] if scale else 0)
                yield _Sum(paper.text(place), value, paper.operand(place, "doubtful"))


def _meant(sums: Sequence[_Sum], value: Decimal, *, sure: bool) -> _Sum | None:
    """The sum that differs: the one beside the words, or the total a slip of the pen away from them."""
    if sure:
        return sums[-1]
    return next((one for one in sums if is_typing_slip(one.value, value)), None)


def _finding(paper: Paper, one: _Sum, words: str, value: int, locator: Locator, style: Style) -> Finding:
    shown = style.beside(one.printed).show(Decimal(value), places=0)
    return text_finding(
        paper,
        "CLAIM-WORDS",
        Level.ERROR,
        [one.printed, fold(words)],
        say(
            f"Số tiền ghi {one.printed}, bằng chữ là “{words}”, tức {shown} đồng.",
            f"The sum is printed as {one.printed}; in words it is “{words}”, that is {shown} dong.",
        ),
        observed=one.printed,
        expected=shown,
        operands=[one.operand, Operand(text=words, role="operand", locator=locator)],
        cause=say("Số và chữ ghi khác nhau.", "Figures and words differ."),
        suggestion=say(f"Đối chiếu {one.printed} với {shown}.", f"Check {one.printed} against {shown}."),
    )
