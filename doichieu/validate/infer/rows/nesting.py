"""Hierarchies that no numbering shows: rows that are the sum of the rows right below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, combinations

from doichieu.model import RowKind
from doichieu.normalize.text import key
from doichieu.validate.infer.rows.hierarchies import MISSES_BY
from doichieu.validate.infer.rows.outline import Outline, Parent
from doichieu.validate.infer.rows.row_formulas import RowFormula, columns_held, misses_little, summed_columns
from doichieu.validate.paper import AMOUNTS, Sheet

_LEAST_ROWS = 4
_MOST_ROWS = 120
_MOST_PARTS = 25
# A parent holds in this share of its columns, and in two figures of three digits at least: small ones agree often.
_HOLDS, _LEAST_CELLS, _TELLING = 0.6, 2, 100
# Of five digits a figure is next to a sum by chance once in thousands.
_LARGE = 10_000
# Sums that miss by less than one in so many in three columns come so near by no chance, where one of them holds.
_NEAR = 200
# Figures that add up to something.
_FEWEST = 2
# How parts are numbered that only figures tell.
NESTED = "nested"
_LINES = frozenset({RowKind.DATA, RowKind.SUBTOTAL, RowKind.TOTAL})


def nest(sheet: Sheet, outline: Outline) -> Outline:
    """The outline of a table whose rows have no numbers, as its figures show it.

    Args:
        sheet: A table prepared for checks.
        outline: What numbers and bullets say.

    Returns:
        The outline with the parents found; the same one where rows are numbered or nothing is found.
    """
    # Lists of agencies have no parts.
    if sheet.population or any(row.ordinal for row in sheet.data):
        return outline
    if outline.parents:
        return _nest_parts(sheet, outline)
    columns = [column.index for column in sheet.columns(*AMOUNTS)]
    figures = {row for row, _ in sheet.reading.numbers}
    rows = [row.index for row in sheet.reading.rows if row.kind in _LINES and row.index in figures]
    if not columns or not _LEAST_ROWS <= len(rows) <= _MOST_ROWS:
        return outline
    parents, top = _nested(sheet, rows, columns)
    # One column alone says so where all rows are parts of one.
    if not parents or (len(columns) < _LEAST_CELLS and len(top) > 1):
        return outline
    parents, top = _alike(sheet, parents, top)
    return replace(
        outline,
        parents=tuple(sorted(parents, key=lambda parent: parent.row)),
        top=tuple(top),
        within=frozenset(part for parent in parents for part in parent.parts),
    )


def _nest_parts(sheet: Sheet, outline: Outline) -> Outline:
    """The outline with parts of parts told where a parent is not the sum of all rows under it: industry's branches."""
    columns = [column.index for column in sheet.columns(*AMOUNTS)]
    found: list[Parent] = []
    for parent in outline.parents:
        held = columns_held(sheet, RowFormula(target=parent.row, parts=parent.parts))[0]
        if held or not _LEAST_ROWS <= len(parent.parts) <= _MOST_ROWS:
            found.append(parent)
            continue
        nested, top = _nested(sheet, [parent.row, *parent.parts], columns)
        whole = top == [parent.row]
        found += nested if whole else [parent]
    if not columns or len(outline.top) > _MOST_ROWS:
        return replace(outline, parents=tuple(sorted(found, key=lambda parent: parent.row)))
    nested, top = _nested(sheet, outline.top, columns)
    return replace(
        outline,
        parents=tuple(sorted([*found, *nested], key=lambda parent: parent.row)),
        top=tuple(top),
        within=outline.within | {part for parent in nested for part in parent.parts},
    )


def _nested(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> tuple[list[Parent], list[int]]:
    """Parents with their parts, and the rows that are part of none; from the last row up, the fewest parts first."""
    numbers = sheet.reading.numbers
    finest = max(
        (numbers[row, col].places for row in rows for col in columns if (row, col) in numbers), default=0
    )
    figures = {
        row: [
            int(numbers[row, col].value.scaleb(finest)) if (row, col) in numbers else None for col in columns
        ]
        for row in rows
    }
    parents = []
    nodes: list[int] = []
    for row in reversed(rows):
        count = _count_of_parts(figures[row], [figures[node] for node in nodes[:_MOST_PARTS]])
        if count:
            parents.append(Parent(row=row, parts=tuple(nodes[:count]), style=NESTED))
            del nodes[:count]
        nodes.insert(0, row)
    return parents, nodes


def _alike(sheet: Sheet, parents: Sequence[Parent], top: Sequence[int]) -> tuple[list[Parent], list[int]]:
    """The same with parents over rows labelled as the parts of another are: classes, then pupils, by kind of school."""
    labels = {row.index: key(row.label) for row in sheet.reading.rows}
    known = {tuple(labels[part] for part in parent.parts) for parent in parents}
    over = {parent.row for parent in parents}
    found, rest = list(parents), list(top)
    for count in sorted({len(names) for names in known}, reverse=True):
        at = 0
        while at + count < len(rest):
            parts = tuple(rest[at + 1 : at + 1 + count])
            alike = (
                tuple(labels[part] for part in parts) in known and len(set(map(labels.get, parts))) == count
            )
            if alike and rest[at] not in over:
                found.append(Parent(row=rest[at], parts=parts, style=NESTED))
                del rest[at + 1 : at + 1 + count]
            at += 1
    return found, rest


def _count_of_parts(whole: Sequence[int | None], below: Sequence[Sequence[int | None]]) -> int:
    """How many of the rows below add up to a row; 0 where none do."""
    tried = sum(figure is not None for figure in whole)
    sums = [0] * len(whole)
    for count, part in enumerate(below, start=1):
        sums = [total + (figure or 0) for total, figure in zip(sums, part, strict=True)]
        held = [
            total
            for total, figure in zip(sums, whole, strict=True)
            if figure is not None and (total == figure or _rounds(total, figure, count))
        ]
        telling = sum(abs(total) >= _TELLING for total in held)
        if count > 1 and telling >= _LEAST_CELLS and len(held) >= _HOLDS * tried:
            return count
        if count > 1 and len(whole) == 1 and held == list(whole) and abs(held[0]) >= _LARGE:
            return count
        if count > 1 and telling and tried > _LEAST_CELLS and _all_near(sums, whole):
            return count
    return 0


def _all_near(sums: Sequence[int], whole: Sequence[int | None]) -> bool:
    """Whether the sums come near the figures in every column, so that the columns that miss were typed wrong."""
    return all(
        abs(total - figure) * _NEAR <= abs(figure)
        for total, figure in zip(sums, whole, strict=True)
        if figure
    )


def _rounds(total: int, figure: int, count: int) -> bool:
    """Whether a large figure misses the sum of so many others by no more than rounding does."""
    return abs(figure) >= _LARGE and 2 * abs(total - figure) <= count + 1


def regrouped(sheet: Sheet, formula: RowFormula) -> tuple[RowFormula, RowFormula] | None:
    """A total over its parts less those that are parts of one of them: the other reading of a total that holds nowhere.

    Foreign investment is 290, "bên nước ngoài" 203 and "bên Việt Nam" 87 below it; without these two the total holds in
    every column, so that they are its parts though a slip leaves them off it in one.

    Args:
        sheet: A table prepared for checks.
        formula: A total over its parts.

    Returns:
        The total over the others and the part over its own; None where no rows below a part read so.
    """
    columns = summed_columns(sheet, formula)
    if len(columns) < _LEAST_CELLS or len(formula.parts) < _LEAST_ROWS or columns_held(sheet, formula)[0]:
        return None
    for at, end in _runs_to_spare(sheet, formula, columns):
        inner = RowFormula(target=formula.parts[at - 1], parts=formula.parts[at:end])
        outer = replace(formula, parts=(*formula.parts[:at], *formula.parts[end:]))
        held, tried = columns_held(sheet, outer)
        if len(outer.parts) > 1 and held == tried >= _LEAST_CELLS and _is_nearly(sheet, inner):
            return outer, inner
    return None


def _runs_to_spare(sheet: Sheet, formula: RowFormula, columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of parts without which a total may hold in every column, where sums from the first part on tell."""
    ends = combinations(range(1, len(formula.parts) + 1), 2)
    runs = ((at, end) for at, end in ends if end > at + 1)
    if formula.mean or formula.minus:
        yield from runs
        return
    # Hidden digits close no larger gap: half a unit for each figure.
    most = Decimal(len(formula.parts) + 2) / 2
    gaps, sums, filled = [], [], []
    for col in columns:
        values = [sheet.value(part, col) for part in formula.parts]
        sums.append([*accumulate((value or Decimal() for value in values), initial=Decimal())])
        filled.append([*accumulate((value is not None for value in values), initial=0)])
        gaps.append((sheet.value(formula.target, col) or Decimal()) - sums[-1][-1])
    for at, end in runs:
        if all(
            abs(gap + total[end] - total[at]) <= most or count[-1] - count[end] + count[at] < _FEWEST
            for gap, total, count in zip(gaps, sums, filled, strict=True)
        ):
            yield at, end


def _is_nearly(sheet: Sheet, inner: RowFormula) -> bool:
    """Whether a part is what the rows below it make in one column, and nearly so in the others."""
    held, tried = columns_held(sheet, inner)
    return 0 < held < tried and misses_little(sheet, inner, MISSES_BY)
