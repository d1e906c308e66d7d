"""Which column is what two years differ by, or what is left of others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from doichieu.model import ColumnRole
from doichieu.validate.infer.columns.column_formulas import (
    ColumnFormula,
    believed,
    formula_of,
    no_chance,
    says,
)
from doichieu.validate.infer.columns.hundreds import is_running
from doichieu.validate.infer.figures import Figures, figures_of
from doichieu.validate.kept import kept
from doichieu.validate.paper import Sheet

# With their accents: "hạ tầng" grows nothing; who lacks work is no difference.
_DIFFERENCE = re.compile(
    r"\b(tăng(?! cường)|giảm(?! nghèo| trừ| nhẹ)|chênh lệch|so sánh|tuyệt đối|biến động|còn lại|còn nợ|so với|thừa(?! cân)|thiếu(?! việc| niên| máu| nước| dinh)|hụt|tồn(?! tại)|vượt"
    r"|cán cân|(?:xuất|nhập) siêu|bội (?:chi|thu)|thặng dư|thâm hụt|kết dư|hao hụt|chưa(?= \w))\b"
    r"|\+ ?/ ?[-–−]|±"
)
_OF_PLACES = re.compile(r"\b(?:bậc|thứ hạng|xếp hạng|vị trí)$")
# What a column of changes is headed; what is adjusted is a part of the figure after it.
_CHANGE = re.compile(r"\b(tăng\b.*\bgiảm|thừa\b.*\bthiếu|chênh lệch|biến động|so sánh)\b")
_ADJUSTED = re.compile(r"\b(điều chỉnh|bổ sung|trong kỳ|trong năm)\b")
_LEFT = re.compile(
    r"\b(cuối kỳ|cuối năm|cuối tháng|cuối quý|còn lại|còn nợ|kết dư|thực nhận|được nhận|thực lĩnh|tồn|31/12|31-12"
    r"|(?:đang|chưa)(?: được)? (?:điều trị|giải quyết|xử lý|thụ lý|giải ngân|thực hiện|cách ly)(?!.*/))\b"
)
# A result and two operands; so many columns below one title are a series of their own.
_LEAST_COLUMNS, _SERIES = 3, 4
# Columns (or rows) that a balance is made of.
MOST_BALANCED = 5
# Of differences of two rounded amounts three in four hold to the digit.
_TO_THE_DIGIT = 0.5


def is_called_difference(sheet: Sheet, col: int) -> bool:
    """Whether a header calls a column a difference, and of figures: places won or lost are none."""
    return (
        says(sheet, col, _DIFFERENCE)
        and not says(sheet, col, _OF_PLACES)
        and not _is_of_series(sheet, col, _DIFFERENCE)
    )


def is_left(sheet: Sheet, col: int) -> bool:
    """Whether a header says that a column is what is left of others."""
    return says(sheet, col, _LEFT) and not _is_of_series(sheet, col, _LEFT)


@kept
def _is_of_series(sheet: Sheet, col: int, words: re.Pattern[str]) -> bool:
    """Whether only a title over many columns has some words, and these are compared with none of like name.

    “Công việc còn lại” over the days of a month is a figure a day; over “Trung ương” and “Địa phương” it is what is left
    of the plan for each, which stand under a title of their own.
    """
    title, _, leaf = sheet.reading.columns[col].header.casefold().rpartition(" / ")
    if words.search(leaf):
        return False
    leaves = [header.casefold().rpartition(" / ") for header in (c.header for c in sheet.reading.columns)]
    own = {name for above, _, name in leaves if above == title}
    return len(own) >= _SERIES and not any(name in own for above, _, name in leaves if above != title)


def calls_difference(label: str) -> bool:
    """Whether the label of a row calls it a difference."""
    return bool(_DIFFERENCE.search(label.casefold()))


def calls_rest(label: str) -> bool:
    """Whether the label of a row says that it is what is left of others."""
    return bool(_LEFT.search(label.casefold()))


def changes_of(
    sheet: Sheet, figures: Figures, amounts: Sequence[int], found: dict[int, ColumnFormula]
) -> dict[int, ColumnFormula]:
    """Columns headed “Tăng, giảm” as this year less the last, before last year and the change make a sum of this year."""
    changes = (
        difference(sheet, figures, amounts, col, found)
        for col in amounts
        if col not in found and says(sheet, col, _CHANGE) and not says(sheet, col, _ADJUSTED)
    )
    return {formula.target: formula for formula in changes if formula is not None}


def difference(
    sheet: Sheet,
    figures: Figures,
    amounts: Sequence[int],
    target: int,
    found: dict[int, ColumnFormula],
) -> ColumnFormula | None:
    """One column less another: any two where the header says so, else the neighbours alone."""
    if not any(row.get(target) for row in figures.rows):
        return None  # dashes alone: what differs stands there as an arrow
    named = is_called_difference(sheet, target)
    position = amounts.index(target)
    others = sorted(
        (col for col in amounts if col != target), key=lambda col: abs(amounts.index(col) - position)
    )
    # the years that a change stands behind are the two columns before it
    near = others[:8] if named else list(dict.fromkeys([*others[:2], *reversed(amounts[:position][-2:])]))
    best: tuple[tuple[int, int], ColumnFormula] | None = None
    for one in near:
        for two in near:
            if one == two or any(_ties(formula, target, {one, two}) for formula in found.values()):
                continue
            tally = figures.tally(target, (one, two), frozenset({two}))
            formula = formula_of(target, (one, two), tally, frozenset({two}))
            # A gap of one counts as rounding: the columns that hold to the digit are meant.
            score = (tally.held, tally.exact)
            if not believed(tally, named=named) or (best is not None and score <= best[0]):
                continue
            # two columns of small counts differ by next to nought in most rows: rounding leaves more to the digit
            if tally.exact < _TO_THE_DIGIT * tally.held:
                continue
            if named or no_chance(figures, formula, tally, 2 * len(amounts)):
                best = (score, formula)
    return best[1] if best else None


def points_held(sheet: Sheet, target: int) -> int:
    """In how many rows a column is, to the digit, what two columns of percentages differ by; 0 where it is not."""
    ratios = [column.index for column in sheet.columns(ColumnRole.RATIO)]
    if len(ratios) < _LEAST_COLUMNS:
        return 0
    figures = figures_of(sheet, ratios)
    formula = difference(sheet, figures, ratios, target, {})
    return figures.tally(target, formula.parts, formula.minus).exact if formula is not None else 0


def _ties(formula: ColumnFormula, target: int, others: set[int]) -> bool:
    """Whether a formula already ties these columns: a total less one part is the rest."""
    own = {formula.target, *formula.parts}
    return (target in formula.parts and formula.target in others) or own == {target, *others}


def balance(sheet: Sheet, figures: Figures, amounts: Sequence[int], target: int) -> ColumnFormula | None:
    """What is left: the columns before, some of them deducted (opening stock + receipts - issues)."""
    if not is_left(sheet, target):
        return None
    best: tuple[tuple[int, int], ColumnFormula] | None = None
    for run in _runs_before(sheet, [col for col in amounts if col < target]):
        for minus in deductions(run):
            tally = figures.tally(target, run, minus)
            score = (tally.held, tally.exact)
            if tally.exact < _TO_THE_DIGIT * tally.held:
                continue
            if believed(tally, named=True) and (best is None or score > best[0]):
                best = (score, formula_of(target, run, tally, minus))
    return best[1] if best else None


def _runs_before(sheet: Sheet, before: Sequence[int]) -> Iterator[Sequence[int]]:
    """Columns that a balance may be made of: neighbours, and all that run up (cases, recovered and dead so far)."""
    for start in range(len(before) - 2):
        for end in range(start + 3, min(start + MOST_BALANCED, len(before)) + 1):
            yield before[start:end]
    running = [col for col in before if is_running(sheet, col)]
    if 2 < len(running) <= MOST_BALANCED and running[-1] - running[0] >= len(running):
        yield running


def deductions(run: Sequence[int]) -> Iterator[frozenset[int]]:
    """Which columns (or rows) of a run may be deducted: one at least, never the first."""
    for count in range(1, len(run)):
        yield from map(frozenset, combinations(run[1:], count))
