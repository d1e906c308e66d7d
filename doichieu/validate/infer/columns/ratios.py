"""Which column is the percentage of which, over what, and how it was rounded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from doichieu.model import Column, ColumnRole
from doichieu.normalize.text import key
from doichieu.normalize.units import is_rounded, unit_at
from doichieu.validate.infer.columns.declared import Declared, Kind, declared_formulas
from doichieu.validate.infer.columns.ratio_candidates import (
    RatioColumn,
    draft_of,
    drafts_of,
    implied_by,
    numerators,
)
from doichieu.validate.infer.columns.ratio_conventions import (
    SLIP_BESIDE,
    RatioConvention,
    base_of,
    is_given,
    own_places,
    ratio_rows,
    scale_of,
    usual_places,
)
from doichieu.validate.infer.figures import units_of_rows
from doichieu.validate.infer.hidden_digits import Computed, hides_digits
from doichieu.validate.infer.rows.outline import read_outline
from doichieu.validate.paper import Place, Sheet
from doichieu.validate.rounding import Rounding, half_of_quotient, quantum, reaches, to_places

# A maximum or a pair of columns is the convention when it explains this share of the rows.
_EXPLAINS = 0.6
# An index that no percent sign marks as a ratio must be one almost everywhere.
_INDEX_EXPLAINS = 0.8
# Fewer rows than this prove nothing unless the table declares the formula.
_LEAST_ROWS = 3
# So many rows must share another maximum for it to be a group and no slip.
_SECOND_GROUP = 2
# Different figures that must agree before columns count as made of each other.
_LEAST_TOLD = 2
_INDEX_PLACES = 3
_INDEX = re.compile(r"\b(chi so|quy doi|he so)\b")
_POINTS = re.compile(r"\bdiem\b")

# Of rounded amounts so many percentages follow from what is printed, and so many from that or what it hides; amounts of
# fewer digits tell nothing.
_AS_PRINTED, _NEARLY_ALL, _TELLING = 0.3, 0.8, 100

_Quotient = tuple[int, Decimal, Decimal]


def find_ratios(sheet: Sheet, marks: Mapping[str, str], known: Sequence[Decimal]) -> list[RatioConvention]:
    """Find how the ratio columns of a table are made.

    Args:
        sheet: The table.
        marks: Footnote mark by subject, from the tables of the paper that print them.
        known: Maxima that the paper declares elsewhere (criteria tables), to try.

    Returns:
        A convention for each ratio column that one explains.
    """
    ratios = [c for c in sheet.columns(ColumnRole.RATIO) if not is_given(c)]
    columns = [*ratios, *_index_columns(sheet)]
    declared = declared_formulas(sheet) if columns else {}
    outline = read_outline(sheet) if columns else None
    found = []
    for column in columns:
        rows = tuple(ratio_rows(sheet, column.index))
        formula = declared.get(column.index)
        if outline is None or not rows or (len(rows) < _LEAST_ROWS and formula is None):
            continue
        around = RatioColumn(
            sheet=sheet,
            column=column,
            rows=rows,
            marks=marks,
            known=known,
            scale=scale_of(sheet, column.index),
            places=usual_places([n.places for row in rows if (n := sheet.number(row, column.index))]),
            outline=outline,
        )
        best = _best(around, formula)
        if best:
            best = _with_other_maxima(around, best)
            found.append(replace(best, hidden=_hidden_places(around, best)))
    return found


def _index_columns(sheet: Sheet) -> list[Column]:
    """Columns headed “Chỉ số …” or “quy đổi” behind a total, or of parts of one: the total over its maximum, as a rule."""
    totals = [column.index for column in sheet.columns(ColumnRole.TOTAL)]
    return [
        column
        for column in sheet.columns(ColumnRole.COMPONENT)
        if totals
        and column.index > min(totals)
        and (_INDEX.search(key(column.header)) or _is_part_of_one(sheet, column.index))
    ]


def _is_part_of_one(sheet: Sheet, col: int) -> bool:
    """Whether every figure of a column lies between 0 and 1 and some have three decimals: 0,6735 of 673,48 points."""
    numbers = [number for row in sheet.data if (number := sheet.number(row.index, col))]
    places = max((number.places for number in numbers), default=0)
    return places >= _INDEX_PLACES and all(0 <= number.value <= 1 for number in numbers)


def _best(around: RatioColumn, formula: Declared | None) -> RatioConvention | None:
    """The convention that explains most rows, the first of several."""
    least = _EXPLAINS if around.column.role is ColumnRole.RATIO else _INDEX_EXPLAINS
    best: tuple[int, RatioConvention] | None = None
    if formula is not None and formula.kind is not Kind.SUM and len(formula.parts) == 2:
        draft = draft_of(around, formula.parts[0], base=formula.parts[1], growth=formula.kind is Kind.GROWTH)
        best = _believed(around, draft, 0.5, declared=True)
    for value in numerators(around):
        for draft in drafts_of(around, value):
            option = _believed(around, draft, least)
            if option and (best is None or option[0] > best[0]):
                best = option
            if best and best[0] == len(around.rows):
                return best[1]
    return best[1] if best else None


def _believed(
    around: RatioColumn, draft: RatioConvention, least: float, *, declared: bool = False
) -> tuple[int, RatioConvention] | None:
    """The draft under its best rounding mode with the rows it explains; None where these are too few."""
    halves = _hidden_halves(around, draft)
    quotients = _near(around, draft, least, halves)
    if quotients is None:
        return None
    printed = [(exact, ratio, own_places(draft.places, ratio)) for _, exact, ratio in quotients]
    held: dict[Rounding, int] = {}
    for mode in Rounding:
        held[mode] = sum(to_places(exact, places, mode) == ratio for exact, ratio, places in printed)
        if held[mode] == len(printed):
            break
    mode = max(held, key=lambda mode: held[mode])
    if held[mode] < least * len(around.rows) and not _hides(around, draft, mode, quotients, halves):
        return None
    # Zeros of zero, and 100 % all the way down, are explained by any two columns.
    told = {ratio for exact, ratio, places in printed if ratio and to_places(exact, places, mode) == ratio}
    if len(told) < _LEAST_TOLD and not declared and (draft.base is not None or not draft.declared):
        return (held[mode], replace(draft, rounding=mode)) if _is_full_score(around, draft) else None
    return held[mode], replace(draft, rounding=mode)


def _is_full_score(around: RatioColumn, draft: RatioConvention) -> bool:
    """Whether total points are held against a maximum that the paper declares elsewhere: all have all of it, 100 %."""
    value = around.sheet.reading.columns[draft.value]
    return (
        value.role is ColumnRole.TOTAL
        and bool(_POINTS.search(key(value.header)))
        and bool(draft.maxima)
        and set(draft.maxima.values()) <= set(around.known)
    )


def _hidden_places(around: RatioColumn, convention: RatioConvention) -> int | None:
    """Places that the values print where the percentages were computed from more; None where they were not."""
    printed = [number for row in around.rows if (number := around.sheet.number(row, convention.value))]
    places = max((number.places for number in printed), default=0)
    computed = []
    for row, exact, ratio in _quotients(around, convention):
        value = around.sheet.value(row, convention.value)
        # A score of all there is, and of nothing, hides no digits.
        if value and exact not in {0, convention.scale} and not convention.growth:
            computed.append(Computed(exact, ratio, abs(quantum(places) / 2 * exact / value)))
    hidden = hides_digits(computed, convention.places, convention.rounding, whole=not places)
    return places if hidden else None


def _hides(
    around: RatioColumn,
    draft: RatioConvention,
    mode: Rounding,
    quotients: Sequence[_Quotient],
    halves: Mapping[int, Decimal],
) -> bool:
    """Whether digits that rounded amounts do not print explain nearly all percentages that the printed amounts do not give."""
    held = closed = 0
    computed = []
    for row, exact, ratio in quotients:
        places = own_places(draft.places, ratio)
        if to_places(exact, places, mode) == ratio:
            held += 1
        elif row in halves and reaches(exact, halves[row], ratio, places):
            closed += 1
        if row in halves:
            computed.append(Computed(exact, ratio, halves[row]))
    rows = len(around.rows)
    return (
        held >= _AS_PRINTED * rows
        and held + closed >= _NEARLY_ALL * rows
        and hides_digits(computed, draft.places, mode, slip=SLIP_BESIDE)
    )


def _hidden_halves(around: RatioColumn, draft: RatioConvention) -> dict[int, Decimal]:
    """How far digits that rounded amounts do not print put each quotient off; only where a row has a base of its own."""
    if draft.base is None or draft.base_row is not None or draft.base_rows:
        return {}
    sheet, units = around.sheet, units_of_rows(around.sheet)
    column = sheet.reading.columns[draft.value]
    halves = {}
    for row in around.rows:
        value, base = sheet.number(row, draft.value), sheet.number(row, draft.base)
        if value is None or base is None or abs(base.value) < _TELLING:
            continue
        if value.places or is_rounded(unit_at(sheet.reading, row, column, units)):
            half = half_of_quotient(value.value, value.places, base.value, base.places)
            halves[row] = draft.scale * half
    return halves


def _near(
    around: RatioColumn, draft: RatioConvention, least: float, halves: Mapping[int, Decimal]
) -> list[_Quotient] | None:
    """The quotients of a draft; None once too many rows are farther off than any rounding puts them."""
    unit, rows = 1.01 * 10**-draft.places, len(around.rows)
    found, left = [], rows
    for quotient in _quotients(around, draft):
        row, exact, ratio = quotient
        left = left if abs(float(exact - ratio)) <= unit + float(halves.get(row, 0)) else left - 1
        if left < least * rows:
            return None
        found.append(quotient)
    return found if left - (rows - len(found)) >= least * rows else None


def _quotients(around: RatioColumn, draft: RatioConvention) -> Iterator[_Quotient]:
    """Row, exact quotient and printed ratio, for every row that has the figures."""
    sheet = around.sheet
    for row in around.rows:
        base = base_of(sheet, draft, row, around.marks)
        number = sheet.value(base.row, base.col) if isinstance(base, Place) else base
        value, ratio = sheet.value(row, draft.value), sheet.value(row, draft.ratio)
        if value is not None and ratio is not None and number:
            whole = value - number if draft.growth else value
            yield row, whole * draft.scale / number, ratio


def _with_other_maxima(around: RatioColumn, convention: RatioConvention) -> RatioConvention:
    """The convention with the rows that share another, smaller and round maximum set apart.

    Units for which some criteria do not apply are scored out of less; papers do not always mark them.
    """
    if convention.base is not None:
        return convention
    off = _off(around, convention, around.rows)
    if len(off) < _SECOND_GROUP:
        return convention
    shared = implied_by(around, convention.value, off)
    usual = max(convention.maxima.values())
    if shared is None or shared >= usual or shared % 5:
        return convention
    apart = replace(convention, other_maxima=dict.fromkeys(off, shared))
    still_off = set(_off(around, apart, off))
    fitting = [row for row in off if row not in still_off]
    if len(fitting) < _SECOND_GROUP:
        return convention
    return replace(convention, other_maxima=dict.fromkeys(fitting, shared))


def _off(around: RatioColumn, convention: RatioConvention, rows: Iterable[int]) -> list[int]:
    """Rows that a convention does not explain."""
    held = {
        row
        for row, exact, ratio in _quotients(around, convention)
        if to_places(exact, own_places(convention.places, ratio), convention.rounding) == ratio
    }
    return [row for row in rows if row not in held]
