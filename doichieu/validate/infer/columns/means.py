"""Which column is the mean of others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doichieu.normalize.grades import GRADES
from doichieu.normalize.text import key
from doichieu.validate.infer.columns.column_formulas import (
    UNNAMED_ROWS,
    ColumnFormula,
    believed,
    formula_of,
    no_chance,
    runs_beside,
    says,
)
from doichieu.validate.infer.columns.sum_search import namesakes
from doichieu.validate.infer.figures import Figures, Tally
from doichieu.validate.paper import Sheet

# Scores of one unit rise and fall together, so that the mean of some is often another: it must hold nearly everywhere.
_MISPRINTED = 0.1
# The mean of all other columns, or of all before it, leaves no choice among them: two figures in each other's place put two rows off.
_MISPRINTED_OF_ALL = 0.2
# The mean of some columns that a header calls one.
_MISPRINTED_OF_SOME = 0.25
_GRADE = "trung binh"
MEAN = re.compile(r"\b(bình quân|trung bình|đtb(?:c|m|hk)?|tbc|đbq|tb(?!\W*(?:và\W*)?(?:xh|xã hội)\b)|bq)\b")


def _most_off(tally: Tally, *, whole: bool) -> float:
    """In how many rows a mean that no header names may fail."""
    return max(2, _MISPRINTED_OF_ALL * tally.tried) if whole else max(1, _MISPRINTED * tally.tried)


def _any_runs(columns: Sequence[int]) -> Iterator[Sequence[int]]:
    """Runs of two or more columns, wherever they stand."""
    for start in range(len(columns)):
        for end in range(len(columns), start + 1, -1):
            yield columns[start:end]


def mean_of(sheet: Sheet, figures: Figures, amounts: Sequence[int], target: int) -> ColumnFormula | None:
    """A column that its header calls an average, or an index that no header explains: the mean of a run."""
    if not says(sheet, target, MEAN) or _counts_grades(sheet, target):
        return _unnamed_mean(sheet, figures, amounts, target)
    best: tuple[int, ColumnFormula] | None = None
    others = [col for col in amounts if col != target]
    for parts in (*_any_runs(others), *namesakes(sheet, others, target)):
        tally = figures.tally(target, parts, mean=True)
        # of marks that are near to each other some have the mean of all in many rows
        some = set(parts) != {*others} and set(parts) != {col for col in others if col < target}
        if some and tally.off > max(1, _MISPRINTED_OF_SOME * tally.tried):
            continue
        if believed(tally, named=True) and (best is None or tally.held > best[0]):
            best = (tally.held, formula_of(target, parts, tally, mean=True))
    return best[1] if best else None


def _counts_grades(sheet: Sheet, target: int) -> bool:
    """Whether "Trung bình" heads a grade beside other grades, whose units are counted below."""
    headers = [{key(level) for level in column.header.split(" / ")} for column in sheet.reading.columns]
    graded = {level for levels in headers for level in levels & (GRADES - {_GRADE})}
    return _GRADE in headers[target] and len(graded) > 1


def _unnamed_mean(
    sheet: Sheet, figures: Figures, amounts: Sequence[int], target: int
) -> ColumnFormula | None:
    """The mean of a run in rows of many different figures, to the column's own places: a 6 beside 2,99 is 6,00."""
    if len({row[target] for row in figures.rows if target in row}) < UNNAMED_ROWS:
        return None
    figures = figures.distinct()  # a row that comes again bears out nothing
    best: tuple[int, ColumnFormula] | None = None
    others, before = [col for col in amounts if col != target], [col for col in amounts if col < target]
    runs = figures.runs(amounts)
    for parts in (*runs_beside(amounts, amounts.index(target)), *namesakes(sheet, amounts, target)):
        if not runs.may_hold(target, parts, mean=True):
            continue
        tally = figures.tally(target, parts, mean=True, places=figures.places_of(target))
        formula = formula_of(target, parts, tally, mean=True)
        if (
            believed(tally, named=False)
            and tally.tried - tally.held <= _most_off(tally, whole=list(parts) in (others, before))
            and no_chance(figures, formula, tally, len(amounts) ** 2)
            and (best is None or tally.held > best[0])
        ):
            best = (tally.held, formula)
    return best[1] if best else None
