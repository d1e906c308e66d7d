"""Which column is the sum of which, and which row is the sum of which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from doichieu.model import ColumnRole, Row, RowKind
from doichieu.normalize.rows import is_roman
from doichieu.normalize.text import key
from doichieu.validate.paper import AMOUNTS, Sheet
from doichieu.validate.relations import SumRelation
from doichieu.validate.rounding import Grade

# A formula is a convention of the table when it explains this share of the rows that can be tried.
_EXPLAINS = 0.6
# A column that no header calls a total must be explained almost everywhere, and often enough that
# chance is out of the question.
_UNNAMED_EXPLAINS = 0.9
_UNNAMED_ROWS = 5
# Rows tried when looking for formulas; what is found is then checked in every row.
_SAMPLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFormula:
    """A column that is the sum of others in each row."""

    target: int
    parts: tuple[int, ...]
    exact: bool
    minus: frozenset[int] = frozenset()


# Columns whose points are taken off: "Điểm trừ", "Giảm trừ", "Điểm phạt".
_DEDUCTED = re.compile(r"\b(diem tru|giam tru|bi tru|tru diem|diem phat|phat)\b")


def find_column_formulas(sheet: Sheet) -> list[ColumnFormula]:
    """Find the columns that are sums of neighbouring columns.

    Args:
        sheet: A table prepared for checks.

    Returns:
        One formula a total column, sub-totals before the totals over them.
    """
    amounts = [column.index for column in sheet.columns(*AMOUNTS) if column.role is not ColumnRole.MAXIMUM]
    named = {column.index for column in sheet.columns(ColumnRole.TOTAL)}
    rows = _sample(sheet)
    formulas: dict[int, ColumnFormula] = {}
    covered: set[int] = set()
    for _ in range(3):
        open_columns = [col for col in amounts if col not in covered]
        found = _best_formula(sheet, rows, open_columns, named, done=set(formulas))
        if found is None:
            break
        formulas[found.target] = found
        covered.update(found.parts)
    return list(formulas.values())


def _sample(sheet: Sheet) -> list[int]:
    wanted = {RowKind.DATA, RowKind.SUBTOTAL, RowKind.TOTAL}
    rows = [row.index for row in sheet.reading.rows if row.kind in wanted]
    step = max(1, len(rows) // _SAMPLE)
    return rows[::step]


def _best_formula(
    sheet: Sheet, rows: Sequence[int], amounts: Sequence[int], named: set[int], done: set[int]
) -> ColumnFormula | None:
    best: tuple[float, ColumnFormula] | None = None
    for position, target in enumerate(amounts):
        if target in done or (named - done and target not in named):
            continue
        for parts, minus in _signed_runs(sheet, amounts, position):
            held, exact, tried, telling = _score(sheet, rows, target, parts, minus)
            needed = _EXPLAINS if target in named else _UNNAMED_EXPLAINS
            enough = telling >= (2 if target in named else _UNNAMED_ROWS)
            if not tried or held < needed * tried or not enough:
                continue
            # Among formulas that explain the same rows the shorter one wins.
            score = held - 0.01 * len(parts)
            if best is None or score > best[0]:
                formula = ColumnFormula(
                    target=target, parts=tuple(parts), exact=exact >= 0.8 * held, minus=minus
                )
                best = (score, formula)
    return best[1] if best else None


def _runs(amounts: Sequence[int], position: int) -> Iterator[list[int]]:
    """Runs of two or more neighbours that end before the target or start after it."""
    for start in range(position - 1):
        yield list(amounts[start:position])
    for end in range(len(amounts), position + 2, -1):
        yield list(amounts[position + 1 : end])


def _signed_runs(
    sheet: Sheet, amounts: Sequence[int], position: int
) -> Iterator[tuple[list[int], frozenset[int]]]:
    """Runs, and again with the columns deducted whose headers say so."""
    for parts in _runs(amounts, position):
        yield parts, frozenset()
        deducted = frozenset(col for col in parts if _DEDUCTED.search(key(sheet.reading.columns[col].header)))
        if deducted and len(deducted) < len(parts):
            yield parts, deducted


def _score(
    sheet: Sheet, rows: Sequence[int], target: int, parts: Sequence[int], minus: frozenset[int]
) -> tuple[int, int, int, int]:
    """Rows that hold, rows that hold exactly, rows tried, and rows that tell (two parts above zero)."""
    held = exact = tried = telling = 0
    for row in rows:
        relation = row_relation(
            sheet, row, ColumnFormula(target=target, parts=tuple(parts), exact=False, minus=minus)
        )
        grade = relation.grade(lambda place: sheet.number(place.row, place.col)) if relation else None
        if grade is None:
            continue
        tried += 1
        good = grade in {Grade.EXACT, Grade.POSSIBLE}
        held += good
        exact += grade is Grade.EXACT
        telling += good and sum(bool(sheet.value(row, col)) for col in parts) >= 2
    return held, exact, tried, telling


def row_relation(sheet: Sheet, row: int, formula: ColumnFormula) -> SumRelation | None:
    """The formula in one row; None where a figure is missing."""
    if sheet.number(row, formula.target) is None or any(
        sheet.number(row, col) is None for col in formula.parts
    ):
        return None
    return SumRelation(
        rule="SUM-ROW",
        target=sheet.place(row, formula.target),
        parts=tuple(sheet.place(row, col) for col in formula.parts),
        minus=frozenset(sheet.place(row, col) for col in formula.minus),
        cap=_cap(sheet, row, formula.target),
        # means are rounded one by one, and need not add up to the last digit
        exact=formula.exact and sheet.reading.rows[row].kind is not RowKind.AVERAGE,
    )


def _cap(sheet: Sheet, row: int, target: int) -> Decimal | None:
    """The declared maximum where a total is cut off at it: printed as exactly the maximum."""
    maximum = sheet.reading.columns[target].maximum
    return maximum if maximum is not None and sheet.value(row, target) == maximum else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFormula:
    """A row that is the sum (or mean) of others in each column of amounts."""

    target: int
    parts: tuple[int, ...]
    mean: bool = False
    labelled: bool = False


def find_row_formulas(sheet: Sheet) -> list[RowFormula]:
    """Find the rows that are sums or means of others: totals, averages, hierarchies.

    Args:
        sheet: A table prepared for checks.

    Returns:
        One formula a row that holds in most of its columns, or that its label calls a total.
    """
    rows = [
        row for row in sheet.reading.rows if row.kind not in {RowKind.HEADER, RowKind.GROUP, RowKind.NOTE}
    ]
    formulas = _hierarchical(sheet, rows)
    owned = {part for formula in formulas for part in formula.parts}
    formulas.extend(_totals(sheet, rows, owned))
    return formulas


def _hierarchical(sheet: Sheet, rows: Sequence[Row]) -> list[RowFormula]:
    """Parents over their children, where that explains most parents of the table, column by column."""
    drafts = [
        RowFormula(target=parent, parts=parts)
        for parent, parts in _hierarchy(sheet, rows).items()
        if len(parts) >= 2
    ]
    counts = [_columns_held(sheet, draft) for draft in drafts]
    held, tried = sum(count[0] for count in counts), sum(count[1] for count in counts)
    if held >= 2 and held >= _EXPLAINS * tried:
        return drafts
    return [draft for draft in drafts if _holds_mostly(sheet, draft)]


def _hierarchy(sheet: Sheet, rows: Sequence[Row]) -> dict[int, tuple[int, ...]]:
    """Children by parent row: 3 over 3.1 and 3.2, I over 1 and 2, a numbered row over unnumbered ones."""
    children: dict[int, list[int]] = {}
    by_ordinal: dict[str, int] = {}
    roman = numbered = None
    figures = {row for row, _ in sheet.reading.numbers}
    for row in rows:
        if row.kind in {RowKind.TOTAL, RowKind.AVERAGE} or row.index not in figures:
            continue
        prefix = row.ordinal.rpartition(".")[0]
        if prefix and prefix in by_ordinal:
            children.setdefault(by_ordinal[prefix], []).append(row.index)
        elif is_roman(row.ordinal):
            roman, numbered = row.index, None
        elif row.ordinal:
            if roman is not None:
                children.setdefault(roman, []).append(row.index)
            numbered = row.index
        elif numbered is not None:
            children.setdefault(numbered, []).append(row.index)
        if row.ordinal:
            by_ordinal[row.ordinal] = row.index
    return {parent: tuple(parts) for parent, parts in children.items()}


def _totals(sheet: Sheet, rows: Sequence[Row], owned: set[int]) -> Iterator[RowFormula]:
    data = [row for row in rows if row.kind in {RowKind.DATA, RowKind.SUBTOTAL}]
    for row in rows:
        if row.kind not in {RowKind.TOTAL, RowKind.AVERAGE}:
            continue
        mean = row.kind is RowKind.AVERAGE
        top = [other.index for other in data if other.index not in owned]
        everything = [other.index for other in data if other.kind is RowKind.DATA]
        candidates = [
            RowFormula(target=row.index, parts=tuple(parts), mean=mean, labelled=True)
            for parts in (top, everything, *_segments(rows, row))
            if len(parts) >= 2
        ]
        best = max(candidates, key=lambda formula: _columns_held(sheet, formula)[0], default=None)
        if best is not None and (_holds_mostly(sheet, best) or _nearly(sheet, best)):
            yield best


def _segments(rows: Sequence[Row], total: Row) -> Iterator[list[int]]:
    """The data rows between the total before and this one, or between this one and the next."""
    marks = [row.index for row in rows if row.kind in {RowKind.TOTAL, RowKind.AVERAGE}]
    before = max((mark for mark in marks if mark < total.index), default=-1)
    after = min((mark for mark in marks if mark > total.index), default=10**9)
    yield [row.index for row in rows if row.kind is RowKind.DATA and before < row.index < total.index]
    yield [row.index for row in rows if row.kind is RowKind.DATA and total.index < row.index < after]


def summed_columns(sheet: Sheet, formula: RowFormula) -> list[int]:
    """Columns of a row formula whose figures can be summed (for means: ratios too)."""
    roles = AMOUNTS | {ColumnRole.RATIO} if formula.mean else AMOUNTS
    return [
        column.index
        for column in sheet.columns(*roles)
        if sheet.number(formula.target, column.index) is not None
        and sum(sheet.number(part, column.index) is not None for part in formula.parts) >= 2
    ]


def column_relation(sheet: Sheet, formula: RowFormula, col: int) -> SumRelation:
    """The formula in one column; rows without a figure there add nothing."""
    parts = tuple(sheet.place(part, col) for part in formula.parts if sheet.number(part, col) is not None)
    return SumRelation(
        rule="SUM-AVG" if formula.mean else "SUM-COL",
        target=sheet.place(formula.target, col),
        parts=parts,
        mean=formula.mean,
    )


def _columns_held(sheet: Sheet, formula: RowFormula) -> tuple[int, int]:
    columns = summed_columns(sheet, formula)
    held = 0
    for col in columns:
        grade = column_relation(sheet, formula, col).grade(lambda place: sheet.number(place.row, place.col))
        held += grade in {Grade.EXACT, Grade.POSSIBLE}
    return held, len(columns)


def _holds_mostly(sheet: Sheet, formula: RowFormula) -> bool:
    held, tried = _columns_held(sheet, formula)
    return held > 0 and held >= _EXPLAINS * tried


def _nearly(sheet: Sheet, formula: RowFormula) -> bool:
    """Whether a row that its label calls a total misses by little: an error then, not another meaning."""
    columns = summed_columns(sheet, formula)
    for col in columns:
        relation = column_relation(sheet, formula, col)
        total = relation.recomputed(lambda place: sheet.number(place.row, place.col))
        printed = sheet.value(formula.target, col)
        if total is None or printed is None or abs(total - printed) > Decimal("0.2") * abs(total):
            return False
    return bool(columns)
