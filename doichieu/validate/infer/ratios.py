"""Which column is the percentage of which, over what, and how it was rounded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from doichieu.model import Column, ColumnRole, RowKind
from doichieu.normalize.text import key
from doichieu.validate.infer.declared import Declared, Kind, declared_formulas
from doichieu.validate.infer.hidden_digits import Computed, hides_digits
from doichieu.validate.infer.maxima import implied_maximum, mark_of, note_maxima
from doichieu.validate.infer.outline import Outline, is_total_label, read_outline
from doichieu.validate.paper import AMOUNTS, Place, Sheet
from doichieu.validate.relations import RatioRelation
from doichieu.validate.rounding import Rounding, quantum, to_places

# A maximum or a pair of columns is the convention when it explains this share of the rows.
_EXPLAINS = 0.6
# An index that no percent sign marks as a ratio must be one almost everywhere.
_INDEX_EXPLAINS = 0.8
# Fewer rows than this prove nothing unless the table declares the formula.
_LEAST_ROWS = 3
# So many rows must share another maximum for it to be a group and no slip.
_SECOND_GROUP = 2
# This share of the figures with decimals prints as many places as the column does.
_USUAL = 0.2
# Different figures that must agree before columns count as made of each other.
_LEAST_TOLD = 2
_INDEX_PLACES = 3
_INDEX = re.compile(r"\b(chi so|quy doi|he so)\b")
# Weights are given and follow from nothing; in steps of five, chance explains many of them.
_GIVEN = re.compile(r"(?<!\bty )(?<!\bti )\btrong so\b")
_SHARE = re.compile(r"\b(ty trong|ti trong|co cau|chiem|ty le|ti le|phan tram)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioConvention:
    """How a ratio column is made.

    Attributes:
        ratio: Column of percentages.
        value: Column of numerators.
        base: Column of maxima (or of what is compared with), None where the maximum is one number a group.
        base_row: Row of the total that every row is a share of, None where each row has a base of its own.
        base_rows: Row of the group by row, for shares of a group; such rows alone have one.
        maxima: Maximum by footnote mark of the row ("" for rows without one).
        rounding: Rounding mode.
        places: Decimal places of the column.
        declared: Whether the paper prints the maximum, rather than the figures implying it.
        other_maxima: Maximum by grid row, for rows that share another maximum than their group's.
        scale: 100 for percentages, 1 for an index between 0 and 1.
        growth: Whether it is what the value is above the base, rather than the whole of it.
        hidden: Places that the values print where they hide digits, None where they are exact.
    """

    ratio: int
    value: int
    base: int | None = None
    base_row: int | None = None
    base_rows: Mapping[int, int] = field(default_factory=dict)
    maxima: Mapping[str, Decimal] = field(default_factory=dict)
    rounding: Rounding = Rounding.HALF_UP
    places: int = 2
    declared: bool = True
    other_maxima: Mapping[int, Decimal] = field(default_factory=dict)
    scale: int = 100
    growth: bool = False
    hidden: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A ratio column with what is known around it."""

    sheet: Sheet
    column: Column
    rows: tuple[int, ...]
    marks: Mapping[str, str]
    known: Sequence[Decimal]
    scale: int
    places: int
    outline: Outline


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
        rows = tuple(_rows(sheet, column.index))
        formula = declared.get(column.index)
        if outline is None or not rows or (len(rows) < _LEAST_ROWS and formula is None):
            continue
        around = _Column(
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


def is_given(column: Column) -> bool:
    """Whether a column of percentages states weights, which follow from nothing."""
    return bool(_GIVEN.search(key(column.header)))


def usual_places(printed: Sequence[int]) -> int:
    """Places that a column prints, trailing zeros aside; the few with more set units apart that would tie."""
    decimals = [places for places in printed if places]
    return max(
        (k for k in set(decimals) if sum(places >= k for places in decimals) >= _USUAL * len(decimals)),
        default=0,
    )


def own_places(usual: int, ratio: Decimal) -> int:
    """Places that one percentage of a column is printed with, dropped zeros included."""
    exponent = ratio.as_tuple().exponent
    return max(usual, -exponent if isinstance(exponent, int) else 0)


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


def _best(around: _Column, formula: Declared | None) -> RatioConvention | None:
    """The convention that explains most rows, the first of several."""
    least = _EXPLAINS if around.column.role is ColumnRole.RATIO else _INDEX_EXPLAINS
    best: tuple[int, RatioConvention] | None = None
    if formula is not None and formula.kind is not Kind.SUM and len(formula.parts) == 2:
        draft = _draft(around, formula.parts[0], base=formula.parts[1], growth=formula.kind is Kind.GROWTH)
        best = _believed(around, draft, 0.5, declared=True)
    for value in _numerators(around):
        for draft in _drafts(around, value):
            option = _believed(around, draft, least)
            if option and (best is None or option[0] > best[0]):
                best = option
            if best and best[0] == len(around.rows):
                return best[1]
    return best[1] if best else None


def _believed(
    around: _Column, draft: RatioConvention, least: float, *, declared: bool = False
) -> tuple[int, RatioConvention] | None:
    """The draft under its best rounding mode with the rows it explains; None where these are too few."""
    quotients = _near(around, draft, least)
    if quotients is None:
        return None
    printed = [(exact, ratio, own_places(draft.places, ratio)) for _, exact, ratio in quotients]
    held: dict[Rounding, int] = {}
    for mode in Rounding:
        held[mode] = sum(to_places(exact, places, mode) == ratio for exact, ratio, places in printed)
        if held[mode] == len(printed):
            break
    mode = max(held, key=lambda mode: held[mode])
    if held[mode] < least * len(around.rows):
        return None
    # Zeros of zero, and 100 % all the way down, are explained by any two columns.
    told = {ratio for exact, ratio, places in printed if ratio and to_places(exact, places, mode) == ratio}
    if len(told) < _LEAST_TOLD and not declared and (draft.base is not None or not draft.declared):
        return None
    return held[mode], replace(draft, rounding=mode)


def _hidden_places(around: _Column, convention: RatioConvention) -> int | None:
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


_Quotient = tuple[int, Decimal, Decimal]


def _near(around: _Column, draft: RatioConvention, least: float) -> list[_Quotient] | None:
    """The quotients of a draft; None once too many rows are farther off than any rounding puts them."""
    unit, rows = 1.01 * 10**-draft.places, len(around.rows)
    found, left = [], rows
    for quotient in _quotients(around, draft):
        _, exact, ratio = quotient
        left = left if abs(float(exact - ratio)) <= unit else left - 1
        if left < least * rows:
            return None
        found.append(quotient)
    return found if left - (rows - len(found)) >= least * rows else None


def _quotients(around: _Column, draft: RatioConvention) -> Iterator[_Quotient]:
    """Row, exact quotient and printed ratio, for every row that has the figures."""
    sheet = around.sheet
    for row in around.rows:
        base = _base(sheet, draft, row, around.marks)
        number = sheet.value(base.row, base.col) if isinstance(base, Place) else base
        value, ratio = sheet.value(row, draft.value), sheet.value(row, draft.ratio)
        if value is not None and ratio is not None and number:
            whole = value - number if draft.growth else value
            yield row, whole * draft.scale / number, ratio


# --------------------------------------------------------------------------- candidates


def _rows(sheet: Sheet, ratio: int) -> list[int]:
    kinds = {RowKind.DATA, RowKind.SUBTOTAL, RowKind.TOTAL}
    return [row.index for row in sheet.reading.rows if row.kind in kinds and sheet.number(row.index, ratio)]


def _numerators(around: _Column) -> list[int]:
    """Columns of amounts, the nearest to the left of the ratio first, totals before the others."""
    ratio = around.column.index
    amounts = [c for c in around.sheet.columns(*(AMOUNTS - {ColumnRole.MAXIMUM})) if c.index != ratio]
    ordered = sorted(amounts, key=lambda c: (c.index > ratio, abs(c.index - ratio)))
    totals = [column.index for column in ordered if column.role is ColumnRole.TOTAL]
    return list(dict.fromkeys([*(c.index for c in ordered[:1]), *totals, *(c.index for c in ordered[:6])]))


def scale_of(sheet: Sheet, ratio: int) -> int:
    """Whether a ratio column prints percentages or an index between 0 and 1."""
    if sheet.reading.columns[ratio].unit == "%":
        return 100
    largest = max(
        (number.value for (_, col), number in sheet.reading.numbers.items() if col == ratio), default=0
    )
    return 100 if largest > 1 else 1


def _draft(
    around: _Column,
    value: int,
    *,
    base: int | None = None,
    base_row: int | None = None,
    maxima: Mapping[str, Decimal] | None = None,
    declared: bool = True,
    growth: bool = False,
) -> RatioConvention:
    return RatioConvention(
        ratio=around.column.index,
        value=value,
        base=base,
        base_row=base_row,
        maxima=maxima or {},
        places=around.places,
        declared=declared,
        scale=around.scale,
        growth=growth,
    )


def _drafts(around: _Column, value: int) -> Iterator[RatioConvention]:
    """Ways in which the column may be made of one numerator, the plainest first."""
    yield from _by_declared(around, value)
    yield from _by_total_row(around, value)
    others = [c.index for c in around.sheet.columns(*AMOUNTS) if c.index not in {value, around.column.index}]
    for base in others:
        yield _draft(around, value, base=base)
    for base in others:
        yield _draft(around, value, base=base, growth=True)
    yield from _by_implied(around, value)


def _by_declared(around: _Column, value: int) -> Iterator[RatioConvention]:
    """Maximum from the numerator's header, with those of footnote groups where notes state them."""
    sheet = around.sheet
    maxima = note_maxima(sheet)
    declared = sheet.reading.columns[value].maximum or around.column.maximum
    if declared:
        maxima[""] = declared
    if not maxima:
        return
    if "" not in maxima:
        unmarked = [row for row in around.rows if not mark_of(sheet, row, around.marks)]
        implied = _implied(around, value, unmarked)
        if implied:
            maxima[""] = implied
    yield _draft(around, value, maxima=maxima)


def _by_total_row(around: _Column, value: int) -> Iterator[RatioConvention]:
    """Each row's share of the total row, or of the sum of all rows where the table prints no total."""
    sheet = around.sheet
    totals = [
        row.index
        for row in sheet.reading.rows
        if (
            row.kind is RowKind.TOTAL
            or (row.kind in {RowKind.DATA, RowKind.SUBTOTAL} and is_total_label(row))
        )
        and sheet.number(row.index, value)
    ]
    for row in dict.fromkeys(totals[:1] + totals[-1:]):
        yield _draft(around, value, base=value, base_row=row)
    groups = {part: parent.row for parent in around.outline.parents for part in parent.parts}
    if len(groups) >= _LEAST_ROWS:
        own = {parent: parent for parent in groups.values() if parent not in groups}
        yield replace(_draft(around, value, base=value), base_rows={**groups, **own})
    # Where the printed total is wrong, the shares still follow the sum of the rows.
    if _SHARE.search(key(around.column.header)):
        figures = [sheet.value(row, value) for row in around.outline.top]
        whole = sum((figure for figure in figures if figure is not None), Decimal(0))
        if whole:
            yield _draft(around, value, maxima={"": whole}, declared=False)


def _by_implied(around: _Column, value: int) -> Iterator[RatioConvention]:
    """One maximum for each footnote group, as the figures imply it."""
    groups: dict[str, list[int]] = {}
    for row in around.rows:
        groups.setdefault(mark_of(around.sheet, row, around.marks), []).append(row)
    one = _implied(around, value, around.rows)
    if one is not None:
        maxima = {**dict.fromkeys(groups, one), "": one}
    else:
        implied = {mark: _implied(around, value, members) for mark, members in groups.items()}
        maxima = {mark: maximum for mark, maximum in implied.items() if maximum is not None}
    if maxima:
        yield _draft(around, value, maxima=maxima, declared=False)


def _implied(around: _Column, value: int, rows: Iterable[int]) -> Decimal | None:
    return implied_maximum(around.sheet, around.column.index, value, rows, around.known, around.scale)


def _with_other_maxima(around: _Column, convention: RatioConvention) -> RatioConvention:
    """The convention with the rows that share another, smaller and round maximum set apart.

    Units for which some criteria do not apply are scored out of less; papers do not always mark them.
    """
    if convention.base is not None:
        return convention
    off = _off(around, convention, around.rows)
    if len(off) < _SECOND_GROUP:
        return convention
    shared = _implied(around, convention.value, off)
    usual = max(convention.maxima.values())
    if shared is None or shared >= usual or shared % 5:
        return convention
    apart = replace(convention, other_maxima=dict.fromkeys(off, shared))
    still_off = set(_off(around, apart, off))
    fitting = [row for row in off if row not in still_off]
    if len(fitting) < _SECOND_GROUP:
        return convention
    return replace(convention, other_maxima=dict.fromkeys(fitting, shared))


def _off(around: _Column, convention: RatioConvention, rows: Iterable[int]) -> list[int]:
    """Rows that a convention does not explain."""
    held = {
        row
        for row, exact, ratio in _quotients(around, convention)
        if to_places(exact, own_places(convention.places, ratio), convention.rounding) == ratio
    }
    return [row for row in rows if row not in held]


# --------------------------------------------------------------------------- equations


def _base(
    sheet: Sheet, convention: RatioConvention, row: int, marks: Mapping[str, str]
) -> Decimal | Place | None:
    if convention.base is not None:
        at = row if convention.base_row is None else convention.base_row
        if convention.base_rows:
            at = convention.base_rows.get(row, -1)
        return sheet.place(at, convention.base) if sheet.value(at, convention.base) else None
    if row in convention.other_maxima:
        return convention.other_maxima[row]
    mark = mark_of(sheet, row, marks)
    return convention.maxima.get(mark, convention.maxima.get("") if not mark else None)


def ratio_relations(
    sheet: Sheet, convention: RatioConvention, marks: Mapping[str, str]
) -> list[RatioRelation]:
    """The convention in every row that has the figures for it."""
    relations = []
    for row in _rows(sheet, convention.ratio):
        base = _base(sheet, convention, row, marks)
        ratio = sheet.number(row, convention.ratio)
        if base is not None and ratio is not None and sheet.number(row, convention.value) is not None:
            relations.append(
                RatioRelation(
                    rule="RATIO-PCT",
                    target=sheet.place(row, convention.ratio),
                    value=sheet.place(row, convention.value),
                    base=base,
                    rounding=convention.rounding,
                    places_printed=own_places(convention.places, ratio.value),
                    scale=convention.scale,
                    growth=convention.growth,
                    hidden=convention.hidden,
                )
            )
    return relations
