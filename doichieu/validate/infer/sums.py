"""Which column is the sum, the difference or the mean of which."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from math import comb, log10

from doichieu.model import ColumnRole, RowKind
from doichieu.normalize.text import key
from doichieu.validate.infer.declared import Kind, declared_formulas
from doichieu.validate.infer.figures import Figures, Tally, figures_of
from doichieu.validate.infer.row_rates import is_rate
from doichieu.validate.paper import AMOUNTS, Sheet
from doichieu.validate.relations import SumRelation

# A formula is a convention of the table when it explains this share of the rows that can be tried.
_EXPLAINS = 0.6
# A result and two operands.
_LEAST_COLUMNS = 3
# One that the table declares in its row of numbers needs less.
_DECLARED_EXPLAINS = 0.5
# A column that no header calls a result must be explained nearly everywhere, and so that chance would do
# it in one of ten thousand tables at most.
_UNNAMED_EXPLAINS, _UNNAMED_ROWS, _UNNAMED_CHANCE = 0.75, 5, -4.0

# Columns whose points are taken off: "Điểm trừ", "Giảm trừ", "Điểm phạt".
_DEDUCTED = re.compile(r"\b(diem tru|giam tru|bi tru|tru diem|diem phat|phat)\b")
# With their accents: "hạ tầng" grows nothing, and a "dịch vụ công" adds nothing up.
_SUM = re.compile(r"\b(cả năm|lũy kế|luỹ kế|tổng|cộng|chung)\b")
_DIFFERENCE = re.compile(
    r"\b(tăng|giảm|chênh lệch|so sánh|tuyệt đối|biến động|còn lại|còn nợ|so với|thừa|thiếu|hụt|tồn)\b"
)
# What a column of changes is headed; what is adjusted is a part of the figure after it.
_CHANGE = re.compile(r"\b(tăng\b.*\bgiảm|chênh lệch|biến động)\b")
_ADJUSTED = re.compile(r"\b(điều chỉnh|bổ sung|trong kỳ|trong năm)\b")
_LEFT = re.compile(
    r"\b(cuối kỳ|cuối năm|cuối tháng|cuối quý|còn lại|còn nợ|kết dư|thực nhận|được nhận|thực lĩnh|tồn)\b"
)
# Shares with one misprinted make nearly a hundred; rates of several units many times as much as that of all.
_SHARES_MISS_BY = Decimal("0.1")
# One part with more decimals than the totals is a slip; two are parts that the totals round.
_ROWS_FINER = 2
# Columns that a balance is made of.
_MOST_BALANCED = 5
_MEAN = re.compile(r"\b(bình quân|trung bình|tb|bq)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFormula:
    """A column that is the sum of others in each row.

    Attributes:
        target: The column.
        parts: The columns it is made of.
        exact: Whether it holds to the last digit nearly always, so that a rounding gap counts.
        minus: Parts that are deducted.
        mean: Whether it is the mean of the parts.
    """

    target: int
    parts: tuple[int, ...]
    exact: bool
    minus: frozenset[int] = frozenset()
    mean: bool = False

    @property
    def is_difference(self) -> bool:
        """Whether it is one column less another."""
        return len(self.parts) == 2 and len(self.minus) == 1


def find_column_formulas(sheet: Sheet, computed: Collection[int] = ()) -> list[ColumnFormula]:
    """Find the columns that are sums, differences or means of others.

    Args:
        sheet: A table prepared for checks.
        computed: Columns of percentages that are known to be quotients.

    Returns:
        One formula a column: sub-totals before the totals over them, then differences and means; last a second one
        of totals that two sets of columns add up to.
    """
    amounts = [column.index for column in sheet.columns(*AMOUNTS) if column.role is not ColumnRole.MAXIMUM]
    return [*_of_amounts(sheet, amounts), *_of_percentages(sheet, computed)]


def _of_amounts(sheet: Sheet, amounts: Sequence[int]) -> list[ColumnFormula]:
    if len(amounts) < _LEAST_COLUMNS:
        return []
    figures = figures_of(sheet, amounts)
    formulas = {formula.target: formula for formula in _declared(sheet, figures, amounts)}
    changes = _changes(sheet, figures, amounts, formulas)
    formulas.update(changes)
    for formula in _sums(sheet, figures, [col for col in amounts if col not in changes], formulas):
        formulas[formula.target] = formula
    # What headers call a difference first: "Tăng, giảm" follows from two years, and no year from it.
    for target in sorted(amounts, key=lambda col: not _says(sheet, col, _DIFFERENCE)):
        if target not in formulas:
            found = (
                _difference(sheet, figures, amounts, target, formulas)
                or _mean(sheet, figures, amounts, target)
                or _balance(sheet, figures, amounts, target)
            )
            if found is not None:
                formulas[target] = found
    formulas.update(_sums_over_differences(sheet, figures, amounts, formulas))
    return [*formulas.values(), *_sums_again(figures, amounts, formulas)]


def _changes(
    sheet: Sheet, figures: Figures, amounts: Sequence[int], found: dict[int, ColumnFormula]
) -> dict[int, ColumnFormula]:
    """Columns headed “Tăng, giảm” as this year less the last, before last year and the change make a sum of this year."""
    changes = (
        _difference(sheet, figures, amounts, col, found)
        for col in amounts
        if col not in found and _says(sheet, col, _CHANGE) and not _says(sheet, col, _ADJUSTED)
    )
    return {formula.target: formula for formula in changes if formula is not None}


def _sums_over_differences(
    sheet: Sheet, figures: Figures, amounts: Sequence[int], found: dict[int, ColumnFormula]
) -> dict[int, ColumnFormula]:
    """Totals among whose neighbours a difference stands that is no part: “Tự chấm”, “Thẩm định”, “Chênh lệch”."""
    differences = {target for target, formula in found.items() if formula.is_difference}
    named = {col for col in amounts if sheet.reading.columns[col].role is ColumnRole.TOTAL} - set(found)
    rest = [col for col in amounts if col not in differences]
    best = _best_sum(sheet, figures, rest, named, set(found)) if differences and named else None
    return {best.target: best} if best is not None else {}


def _sums_again(
    figures: Figures, amounts: Sequence[int], found: dict[int, ColumnFormula]
) -> Iterator[ColumnFormula]:
    """Totals that two sets of columns add up to: taken over and new, settled and open."""
    sums = [formula for formula in found.values() if not formula.minus and not formula.mean]
    details = {part for formula in sums for part in formula.parts}
    for formula in sums:
        rest = [col for col in amounts if col == formula.target or col not in details]
        best: tuple[int, ColumnFormula] | None = None
        for parts in _runs(rest, rest.index(formula.target)):
            tally = figures.tally(formula.target, parts)
            again = _formula(formula.target, parts, tally)
            if (
                _believed(tally, named=False)
                and _no_chance(figures, again, tally, len(rest) ** 2)
                and (best is None or tally.held > best[0])
            ):
                best = (tally.held, again)
        if best is not None:
            yield best[1]


def _of_percentages(sheet: Sheet, computed: Collection[int]) -> Iterator[ColumnFormula]:
    """Percentages that are the difference of two others in points, or the sum of those before them."""
    columns = [column.index for column in sheet.columns(ColumnRole.RATIO)]
    open_columns = [col for col in columns if col not in computed]
    if len(columns) < _LEAST_COLUMNS or not open_columns:
        return
    figures = figures_of(sheet, columns)
    found: dict[int, ColumnFormula] = {}
    for target in open_columns:
        if _says(sheet, target, _DIFFERENCE):
            formula = _difference(sheet, figures, columns, target, found)
        elif _says(sheet, target, _SUM):
            formula = _best_sum(sheet, figures, columns, {target}, set())
        else:
            formula = None
        if formula is not None:
            found[target] = formula
            yield formula


def _declared(sheet: Sheet, figures: Figures, amounts: Sequence[int]) -> Iterator[ColumnFormula]:
    for declared in declared_formulas(sheet).values():
        if declared.kind is not Kind.SUM or not {declared.target, *declared.parts} <= set(amounts):
            continue
        tally = figures.tally(declared.target, declared.parts, declared.minus)
        if tally.telling and tally.held >= _DECLARED_EXPLAINS * tally.tried:
            yield _formula(declared.target, declared.parts, tally, declared.minus)


def _formula(
    target: int,
    parts: Sequence[int],
    tally: Tally,
    minus: frozenset[int] = frozenset(),
    *,
    mean: bool = False,
) -> ColumnFormula:
    return ColumnFormula(
        target=target, parts=tuple(parts), exact=tally.exact >= 0.8 * tally.held, minus=minus, mean=mean
    )


def _says(sheet: Sheet, col: int, words: re.Pattern[str]) -> bool:
    return bool(words.search(sheet.reading.columns[col].header.casefold()))


# --------------------------------------------------------------------------- sums


def _sums(
    sheet: Sheet, figures: Figures, amounts: Sequence[int], declared: dict[int, ColumnFormula]
) -> Iterator[ColumnFormula]:
    """Sums of neighbouring columns; a column that is part of one is no part of the next."""
    done = set(declared)
    covered = {part for formula in declared.values() if not formula.minus for part in formula.parts}
    named = {
        col
        for col in amounts
        if sheet.reading.columns[col].role is ColumnRole.TOTAL or _says(sheet, col, _SUM)
    }
    for _ in range(3):
        open_columns = [col for col in amounts if col not in covered]
        found = _best_sum(sheet, figures, open_columns, named, done) or _best_sum(
            sheet, figures, open_columns, set(), done | named
        )
        if found is None:
            return
        yield found
        done.add(found.target)
        covered.update(found.parts)


def _best_sum(
    sheet: Sheet, figures: Figures, amounts: Sequence[int], named: set[int], done: set[int]
) -> ColumnFormula | None:
    """The sum that explains most rows: of a named column, or of any where `named` is empty."""
    best: tuple[float, ColumnFormula] | None = None
    for position, target in enumerate(amounts):
        if target in done or (named and target not in named):
            continue
        cap = sheet.reading.columns[target].maximum
        for parts, minus in _signed_runs(sheet, amounts, position):
            tally = figures.tally(
                target, parts, minus, cap=int(cap.scaleb(figures.finest)) if cap is not None else None
            )
            if not _believed(tally, named=bool(named)):
                continue
            # Among formulas that explain the same rows, to the digit or nearly, the shorter one wins.
            score = tally.held + tally.exact - 0.01 * len(parts)
            formula = _formula(target, parts, tally, minus)
            if (best is None or score > best[0]) and (
                named or _no_chance(figures, formula, tally, len(amounts) ** 2)
            ):
                best = (score, formula)
    return best[1] if best else None


def _believed(tally: Tally, *, named: bool) -> bool:
    """Whether a formula holds often enough to be the table's."""
    if named:
        return tally.telling >= 2 and tally.held >= _EXPLAINS * tally.tried
    return tally.telling >= _UNNAMED_ROWS and tally.held >= _UNNAMED_EXPLAINS * tally.tried


def _no_chance(figures: Figures, formula: ColumnFormula, tally: Tally, tries: int) -> bool:
    """Whether a formula that no header names can hardly be a coincidence, with so many formulas tried."""
    chance = figures.chance(formula.target, formula.parts, formula.minus, mean=formula.mean)
    likely = tally.telling * log10(chance) + log10(comb(tally.tried, tally.telling)) + log10(max(tries, 1))
    return likely <= _UNNAMED_CHANCE


def _runs(amounts: Sequence[int], position: int) -> Iterator[list[int]]:
    """Runs of two or more neighbours that end before the target or start after it."""
    for start in range(position - 1):
        yield list(amounts[start:position])
    for end in range(len(amounts), position + 2, -1):
        yield list(amounts[position + 1 : end])


def _any_runs(columns: Sequence[int]) -> Iterator[Sequence[int]]:
    """Runs of two or more columns, wherever they stand."""
    for start in range(len(columns)):
        for end in range(len(columns), start + 1, -1):
            yield columns[start:end]


def _namesakes(sheet: Sheet, amounts: Sequence[int], position: int) -> Iterator[list[int]]:
    """The columns of like name under other headers: areas of two crops, and of the year."""
    leaf = _leaf(sheet, amounts[position])
    parts = [col for col in amounts if col != amounts[position] and _leaf(sheet, col) == leaf]
    if leaf and len(parts) >= 2 and parts[-1] - parts[0] >= len(parts):
        yield parts


def _leaf(sheet: Sheet, col: int) -> str:
    """The last level of a header that has several."""
    above, _, leaf = sheet.reading.columns[col].header.rpartition(" / ")
    return key(leaf) if above else ""


def _signed_runs(
    sheet: Sheet, amounts: Sequence[int], position: int
) -> Iterator[tuple[list[int], frozenset[int]]]:
    """Runs, and again with the columns deducted whose headers say so."""
    for parts in (*_runs(amounts, position), *_namesakes(sheet, amounts, position)):
        yield parts, frozenset()
        deducted = frozenset(col for col in parts if _DEDUCTED.search(key(sheet.reading.columns[col].header)))
        if deducted and len(deducted) < len(parts):
            yield parts, deducted


# --------------------------------------------------------------------------- differences and means


def _difference(
    sheet: Sheet,
    figures: Figures,
    amounts: Sequence[int],
    target: int,
    found: dict[int, ColumnFormula],
) -> ColumnFormula | None:
    """One column less another: any two where the header says so, else the neighbours alone."""
    named = _says(sheet, target, _DIFFERENCE)
    position = amounts.index(target)
    others = sorted(
        (col for col in amounts if col != target), key=lambda col: abs(amounts.index(col) - position)
    )
    near = others[: 8 if named else 2]
    best: tuple[tuple[int, int], ColumnFormula] | None = None
    for one in near:
        for two in near:
            if one == two or any(_ties(formula, target, {one, two}) for formula in found.values()):
                continue
            tally = figures.tally(target, (one, two), frozenset({two}))
            formula = _formula(target, (one, two), tally, frozenset({two}))
            # A gap of one counts as rounding: the columns that hold to the digit are meant.
            score = (tally.held, tally.exact)
            if not _believed(tally, named=named) or (best is not None and score <= best[0]):
                continue
            if named or _no_chance(figures, formula, tally, 2 * len(amounts)):
                best = (score, formula)
    return best[1] if best else None


def _ties(formula: ColumnFormula, target: int, others: set[int]) -> bool:
    """Whether a formula already ties these columns: a total less one part is the rest."""
    own = {formula.target, *formula.parts}
    return (target in formula.parts and formula.target in others) or own == {target, *others}


def _balance(sheet: Sheet, figures: Figures, amounts: Sequence[int], target: int) -> ColumnFormula | None:
    """What is left: the columns before, some of them deducted (opening stock + receipts - issues)."""
    if not _says(sheet, target, _LEFT):
        return None
    before = [col for col in amounts if col < target]
    best: tuple[tuple[int, int], ColumnFormula] | None = None
    for start in range(len(before) - 2):
        for end in range(start + 3, min(start + _MOST_BALANCED, len(before)) + 1):
            run = before[start:end]
            for minus in _deductions(run):
                tally = figures.tally(target, run, minus)
                score = (tally.held, tally.exact)
                if _believed(tally, named=True) and (best is None or score > best[0]):
                    best = (score, _formula(target, run, tally, minus))
    return best[1] if best else None


def _deductions(run: Sequence[int]) -> Iterator[frozenset[int]]:
    """Which columns of a run may be deducted: one at least, never the first."""
    for count in range(1, len(run)):
        yield from map(frozenset, combinations(run[1:], count))


def _mean(sheet: Sheet, figures: Figures, amounts: Sequence[int], target: int) -> ColumnFormula | None:
    """A column that its header calls an average, or an index that no header explains: the mean of a run."""
    if not _says(sheet, target, _MEAN):
        return _unnamed_mean(figures, amounts, target)
    best: tuple[int, ColumnFormula] | None = None
    for parts in _any_runs([col for col in amounts if col != target]):
        tally = figures.tally(target, parts, mean=True)
        if _believed(tally, named=True) and (best is None or tally.held > best[0]):
            best = (tally.held, _formula(target, parts, tally, mean=True))
    return best[1] if best else None


def _unnamed_mean(figures: Figures, amounts: Sequence[int], target: int) -> ColumnFormula | None:
    """The mean of a run in rows of many different figures, to the column's own places: a 6 beside 2,99 is 6,00."""
    if len({row[target] for row in figures.rows if target in row}) < _UNNAMED_ROWS:
        return None
    best: tuple[int, ColumnFormula] | None = None
    for parts in _runs(amounts, amounts.index(target)):
        tally = figures.tally(target, parts, mean=True, places=figures.places_of(target))
        formula = _formula(target, parts, tally, mean=True)
        if (
            _believed(tally, named=False)
            and _no_chance(figures, formula, tally, len(amounts) ** 2)
            and (best is None or tally.held > best[0])
        ):
            best = (tally.held, formula)
    return best[1] if best else None


# --------------------------------------------------------------------------- equations


def row_relation(sheet: Sheet, row: int, formula: ColumnFormula) -> SumRelation | None:
    """The formula in one row; None where a figure is missing. A blank cell adds nothing."""
    parts = [col for col in formula.parts if not _is_blank(sheet, row, col)]
    if sheet.number(row, formula.target) is None or any(sheet.number(row, col) is None for col in parts):
        return None
    if len(parts) < 2 or (formula.mean and len(parts) < len(formula.parts)):
        return None
    if not formula.mean and not formula.is_difference and _is_rate_of_all(sheet, row, formula, parts):
        return None
    return SumRelation(
        rule="SUM-AVG" if formula.mean else "SUM-DIFF" if formula.is_difference else "SUM-ROW",
        target=sheet.place(row, formula.target),
        parts=tuple(sheet.place(row, col) for col in parts),
        minus=frozenset(sheet.place(row, col) for col in formula.minus),
        mean=formula.mean,
        cap=_cap(sheet, row, formula.target),
        # means are rounded one by one, and need not add up to the last digit
        exact=formula.exact and sheet.reading.rows[row].kind is not RowKind.AVERAGE,
        rounded=_rounded(sheet, formula),
    )


def _is_rate_of_all(sheet: Sheet, row: int, formula: ColumnFormula, parts: Sequence[int]) -> bool:
    """Whether a row of rates has under the total that of all together, and no sum: shares alone make a hundred."""
    if not is_rate(sheet.reading.rows[row]):
        return False
    summed = sum((sheet.value(row, col) or Decimal() for col in parts), Decimal())
    total = sheet.value(row, formula.target)
    return total is None or abs(summed - total) > _SHARES_MISS_BY * abs(total)


@lru_cache(maxsize=16)
def _rounded(sheet: Sheet, formula: ColumnFormula) -> int | None:
    """Places of the totals where no total prints as many as the parts do; None where totals are not rounded."""
    totals = sheet.places(formula.target)
    if max(max(sheet.finest.get(part, (0,))) for part in formula.parts) <= totals:
        return None
    # Of data alone, and in two rows: a row of means below prints a figure with decimals in each column.
    finer = sum(
        any((number := sheet.number(row.index, part)) and number.places > totals for part in formula.parts)
        for row in sheet.data
    )
    return totals if finer >= _ROWS_FINER else None


def _is_blank(sheet: Sheet, row: int, col: int) -> bool:
    cell = sheet.cells.get((row, col))
    return cell is None or not cell.text


def _cap(sheet: Sheet, row: int, target: int) -> Decimal | None:
    """The declared maximum where a total is cut off at it: printed as exactly the maximum."""
    maximum = sheet.reading.columns[target].maximum
    return maximum if maximum is not None and sheet.value(row, target) == maximum else None
