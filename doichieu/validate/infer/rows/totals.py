"""Which rows are the sums or averages of which: hierarchies, and rows that a label calls a total."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from doichieu.model import Row, RowKind
from doichieu.normalize.units import header_unit, scale_of
from doichieu.validate.infer.figures import LEAST_AMOUNT
from doichieu.validate.infer.rows.classifications import breakdowns
from doichieu.validate.infer.rows.hierarchies import MISSES_BY, TOTAL_MISSES_BY, declared_parts, hierarchical
from doichieu.validate.infer.rows.nesting import NESTED, nest, regrouped
from doichieu.validate.infer.rows.outline import Outline, is_set_in, read_outline
from doichieu.validate.infer.rows.period_rows import period_formulas
from doichieu.validate.infer.rows.row_formulas import (
    RowFormula,
    column_relation,
    columns_held,
    is_slip,
    misses_little,
    settle_exactness,
    summed_columns,
)
from doichieu.validate.infer.rows.row_labels import is_no_unit, is_total_label, stands_apart, totals_by_label
from doichieu.validate.infer.rows.row_results import calls_quotient, leaves_out
from doichieu.validate.infer.rows.rows_off import one_row_is_off
from doichieu.validate.infer.rows.told_apart import told_apart
from doichieu.validate.infer.rows.total_columns import (
    EXPLAINS,
    LEAST_PARTS,
    NoSums,
    is_typed_again,
    summing,
    without_quotients,
)
from doichieu.validate.infer.rows.vouched import vouched
from doichieu.validate.paper import Sheet
from doichieu.validate.relations import RatioRelation
from doichieu.validate.rounding import Grade

# A total that stands for its parts in two ways is half their sum.
_LEAST_WAYS = 2
_ROUNDED = re.compile(r"\blàm tròn\b")
_RATE = re.compile(r"\W*t[ỷỉ] (?:lệ|trọng|suất)\b")


def find_row_formulas(
    sheet: Sheet,
    averaged: Collection[tuple[int, int]] = (),
    quotients: Collection[int] = (),
    shares: Callable[[], Collection[RatioRelation]] = tuple,
    across: Callable[[], Sequence[Grade | None]] = tuple,
) -> list[RowFormula]:
    """Find the rows that sum up others.

    Args:
        sheet: A table prepared for checks.
        averaged: Places (row, column) that are weighted means.
        quotients: Columns of quotients, which add up to nothing.
        shares: Gives the percentages of the table, which may vouch for a total.
        across: Tells how well the sums over its columns hold: figures rounded one by one break those too.

    Returns:
        One formula a total, parents of a hierarchy before the totals over them.
    """
    # The growth of the whole stands over that of its parts, and is not their sum.
    rates = {row.index for row in sheet.reading.rows if calls_quotient(row.label)}
    outline = nest(sheet, read_outline(sheet))
    outline = _without_rates(outline, rates) if rates else outline
    rows = [
        row for row in sheet.reading.rows if row.kind not in {RowKind.HEADER, RowKind.GROUP, RowKind.NOTE}
    ]
    no_sums = NoSums(frozenset(averaged), frozenset(quotients))
    periods = period_formulas(sheet)
    called = {formula.target for formula in periods}
    parents = [
        parent
        for parent in outline.parents
        if parent.row not in called
        and (
            parent.row not in rates
            or columns_held(sheet, RowFormula(target=parent.row, parts=parent.parts))[0]
        )
    ]
    totals = list(_totals(sheet, [row for row in rows if row.index not in called], outline, no_sums))
    # What a label and the figures below both call a sum is one, and bears itself out once.
    told = {(formula.target, frozenset(formula.parts)) for formula, believed in totals if believed}
    drafts = [
        *((formula, True) for formula in periods),
        *(
            (without_quotients(sheet, formula, no_sums), believed)
            for formula, believed in hierarchical(sheet, parents)
            if (formula.target, frozenset(formula.parts)) not in told
        ),
        *totals,
    ]
    return settle_exactness(sheet, _with_vouched(sheet, drafts, shares), across)


def _without_rates(outline: Outline, rates: Collection[int]) -> Outline:
    """The outline without the rows set in below others that are rates of these: "Tỷ lệ so với năm trước (%)"."""
    return replace(
        outline,
        parents=tuple(
            replace(parent, parts=parts) if is_set_in(parent.style) else parent
            for parent in outline.parents
            if len(parts := tuple(part for part in parent.parts if part not in rates)) > 1
            or not is_set_in(parent.style)
        ),
    )


def _with_vouched(
    sheet: Sheet, drafts: Sequence[tuple[RowFormula, bool]], shares: Callable[[], Collection[RatioRelation]]
) -> list[RowFormula]:
    """The formulas that are believed, and those of the others that other equations of the table vouch for."""
    refused = [formula for formula, believed in drafts if not believed]
    if not refused:
        return [formula for formula, _ in drafts]
    sums = {
        formula.target: [column_relation(sheet, formula, col) for col in summed_columns(sheet, formula)]
        for formula, _ in drafts
    }
    positions = vouched(
        [sums[formula.target] for formula in refused],
        [sum_ for formula, believed in drafts if believed for sum_ in sums[formula.target]],
        shares(),
        sheet.figure,
    )
    called = [refused[at] for at in positions]
    return [formula for formula, believed in drafts if believed or formula in called]


def _totals(
    sheet: Sheet, rows: Sequence[Row], outline: Outline, no_sums: NoSums
) -> Iterator[tuple[RowFormula, bool]]:
    """Rows over the parts that come nearest to them; believed where they hold, or were meant to."""
    over = {parent.row for parent in outline.parents}
    nested = {parent.row for parent in outline.parents if parent.style == NESTED}
    kinds, labelled = _kinds(sheet), totals_by_label(sheet)
    for row in rows:
        # looked for under totals alone, as it reads all rows below
        is_total = row.kind is RowKind.TOTAL or row.index in labelled or row.index in nested
        ways = _ways(sheet, row, outline, no_sums) if is_total else ()
        if ways:
            yield from ways
            continue
        if row.index in nested:
            continue  # its figures have told its parts
        called = row.kind in {RowKind.TOTAL, RowKind.AVERAGE}
        apart = not called and row.index not in labelled
        declared = declared_parts(sheet, row) if row.index not in over else None
        if declared is not None:
            yield declared, True
            continue
        if apart and (is_no_unit(row) or not stands_apart(sheet, row)):
            continue
        lists = (
            breakdowns(sheet, row, outline.within)
            if row.index not in outline.heads
            else [parent.parts for parent in outline.parents if parent.row == row.index]
        )
        candidates = [
            RowFormula(target=row.index, parts=parts, mean=row.kind is RowKind.AVERAGE)
            for parts in dict.fromkeys(
                tuple(part for part in listed if not _differ(kinds, row.index, part))
                for listed in (
                    _part_lists(rows, row, outline.top, outline.within) if lists is None else lists
                )
            )
            if len(parts) >= 2
        ]
        if not candidates:
            continue
        candidates = [summing(sheet, formula, no_sums, apart=apart) for formula in candidates]
        best = candidates[0]
        if len(candidates) > 1:
            best = max(candidates, key=lambda formula: _closeness(sheet, formula))
        if not columns_held(sheet, best)[0]:
            best = next((option for option in candidates if misses_little(sheet, option, MISSES_BY)), best)
        if not _told_again(sheet, best) and not _is_rounded_off(sheet, row, best):
            yield from _read(sheet, row, best, apart=apart)


def _read(sheet: Sheet, row: Row, best: RowFormula, *, apart: bool) -> Iterator[tuple[RowFormula, bool]]:
    """A total over the parts that come nearest to it, or less those that are parts of one of them."""
    other = None if apart else regrouped(sheet, best)
    if other is not None:
        yield from ((formula, True) for formula in other)
        return
    held, tried = columns_held(sheet, best)
    holds = held > 0 and held >= EXPLAINS * tried
    yield best, holds or (tried > 0 and _meant(sheet, row, best, held, tried))


def _is_rounded_off(sheet: Sheet, row: Row, formula: RowFormula) -> bool:
    """Whether a row says that it is rounded ("Tổng cộng (làm tròn)", "Làm tròn") and comes as near as its noughts let it."""
    width = len(sheet.reading.columns)
    said = (row.label, *(cell.text for col in range(width) if (cell := sheet.cells.get((row.index, col)))))
    if not any(_ROUNDED.search(text.casefold()) for text in said):
        return False
    for col in summed_columns(sheet, formula):
        total = column_relation(sheet, formula, col).recomputed(sheet.figure)
        printed = sheet.value(row.index, col)
        if total is None or not printed:
            continue
        unit = Decimal(1).scaleb(int(printed.normalize().as_tuple().exponent))
        if abs(total - printed) >= unit:
            return False
    return True


def _ways(sheet: Sheet, row: Row, outline: Outline, no_sums: NoSums) -> list[tuple[RowFormula, bool]]:
    """A total over its parts in each way that it is told apart."""
    under = {part for parent in outline.parents if parent.row != row.index for part in parent.parts}
    return told_apart(sheet, row.index, breakdowns(sheet, row, under) or (), no_sums)


def _told_again(sheet: Sheet, formula: RowFormula) -> bool:
    """Whether the parts make a multiple of the total: they tell it apart in so many ways, which nothing heads."""
    ways = set()
    for col in summed_columns(sheet, formula):
        total = column_relation(sheet, formula, col).recomputed(sheet.figure)
        printed = sheet.value(formula.target, col)
        if total is None or not printed or abs(printed) < LEAST_AMOUNT:
            continue
        times = int((total / printed).to_integral_value())
        if times < _LEAST_WAYS or abs(total - times * printed) > times:
            return False
        ways.add(times)
    return len(ways) == 1


def _kinds(sheet: Sheet) -> dict[int, str]:
    """What the labels of rows say that they are measured in, by grid row: rates of all kinds are one."""
    return {row.index: kind for row in sheet.reading.rows if (kind := _kind_by(row.label)) is not None}


@lru_cache(maxsize=4096)
def _kind_by(label: str) -> str | None:
    if _RATE.match(label.casefold()):
        return "%"
    scale = scale_of(header_unit(label))
    return None if scale is None else scale[0]


def _differ(kinds: Mapping[int, str], one: int, two: int) -> bool:
    """Whether two rows are measured in different things, so that one is no part of the other."""
    return one in kinds and two in kinds and kinds[one] != kinds[two]


def _meant(sheet: Sheet, row: Row, formula: RowFormula, held: int, tried: int) -> bool:
    """Whether a row that sums up its parts in few columns was meant to: what its label says, and slips of the pen."""
    long = len(formula.parts) >= LEAST_PARTS
    if row.kind in {RowKind.TOTAL, RowKind.AVERAGE}:
        share = TOTAL_MISSES_BY if long and not formula.mean else MISSES_BY
        return held * 2 >= tried or misses_little(sheet, formula, share) or one_row_is_off(sheet, formula)
    if not long or not is_total_label(row):
        return False
    # One figure alone at the end of a numbered list is its sum; where several columns miss the row is of something else.
    closes = tried == 1 and stands_apart(sheet, row) and not leaves_out(row.label)
    return (
        (held * 2 >= tried and _is_no_chance(sheet, formula))
        or (misses_little(sheet, formula, MISSES_BY) and (closes or _slips(sheet, formula)))
        or one_row_is_off(sheet, formula)
    )


def _is_no_chance(sheet: Sheet, formula: RowFormula) -> bool:
    """Whether a row sums up its parts in a figure that chance does not bring about, and counts none of them once elsewhere."""
    told = False
    for col in summed_columns(sheet, formula):
        relation = column_relation(sheet, formula, col)
        printed = sheet.value(formula.target, col) or Decimal(0)
        parts = [value for part in formula.parts if (value := sheet.value(part, col))]
        if relation.grade(sheet.figure) is Grade.EXACT:
            told = told or (abs(printed) >= LEAST_AMOUNT and len(parts) >= LEAST_PARTS)
        elif 0 < printed < sum(parts):
            # Units that stand in several rows leave a total below their sum, by as much as they please.
            near = misses_little(sheet, replace(formula, columns=frozenset({col})), MISSES_BY)
            if not near and sum(parts) - printed not in parts and not is_typed_again(sheet, formula, col):
                return False
    return told


def _slips(sheet: Sheet, formula: RowFormula) -> bool:
    """Whether a slip of the pen explains every column that does not hold."""
    figures = sheet.figure

    relations = [column_relation(sheet, formula, col) for col in summed_columns(sheet, formula)]
    return all(
        any(is_slip(relation, place, figures) for place in relation.places)
        for relation in relations
        if relation.grade(figures) is Grade.IMPOSSIBLE
    )


def _closeness(sheet: Sheet, formula: RowFormula) -> tuple[int, Decimal]:
    """How well parts make a total: columns that hold, then how near the worst of the others comes."""
    worst = Decimal(0)
    for col in summed_columns(sheet, formula):
        relation = column_relation(sheet, formula, col)
        total = relation.recomputed(sheet.figure)
        printed = sheet.value(formula.target, col)
        if total is not None and printed is not None:
            worst = max(worst, abs(total - printed) / max(abs(printed), Decimal(1)))
    return columns_held(sheet, formula)[0], -worst


def _part_lists(
    rows: Sequence[Row], total: Row, top: Sequence[int], within: frozenset[int]
) -> Iterator[list[int]]:
    """What a total may be over: the rows that stand under no other, all rows, those up to the total before or after."""
    data = [
        row
        for row in rows
        if row.kind in {RowKind.DATA, RowKind.SUBTOTAL} and not is_total_label(row) and not is_no_unit(row)
    ]
    apart = {row.index for row in rows if is_no_unit(row)}
    yield [row for row in top if row != total.index and row not in apart]
    yield [row.index for row in data if row.kind is RowKind.DATA]
    marks = [row.index for row in rows if row.kind in {RowKind.TOTAL, RowKind.AVERAGE} or is_total_label(row)]
    before = max((mark for mark in marks if mark < total.index), default=-1)
    after = min((mark for mark in marks if mark > total.index), default=10**9)
    outer = [row.index for row in data if row.index not in within] or [row.index for row in data]
    for low, high in ((before, total.index), (total.index, after)):
        yield [row for row in outer if low < row < high]
        yield [row.index for row in data if low < row.index < high and row.kind is RowKind.DATA]
