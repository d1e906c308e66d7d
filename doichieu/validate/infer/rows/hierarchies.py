"""Rows that consist of the rows numbered below them, or of those that their label names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from doichieu.model import Row, RowKind
from doichieu.validate.infer.columns.prices import price_columns, quantity_columns
from doichieu.validate.infer.rows.outline import Parent, is_set_in
from doichieu.validate.infer.rows.row_formulas import (
    RowFormula,
    column_relation,
    columns_held,
    is_slip,
    misses_little,
    summed_columns,
)
from doichieu.validate.infer.rows.row_labels import is_of_which
from doichieu.validate.infer.rows.rows_off import one_row_is_off
from doichieu.validate.paper import Sheet
from doichieu.validate.rounding import Grade

# So many other parents of the same kind bear a hierarchy out, whatever is off under one of them.
_PEERS = 3
_PEERS_HOLD = 0.7
# A gap of so many units of the last place is hardly one slip of the pen by chance.
_TELLING = 100
# A parent that few others bear out, and a row that its label calls a total, may miss by this much and is an error;
# one that misses by more means something else.
MISSES_BY = Decimal("0.2")
TOTAL_MISSES_BY = Decimal("0.5")
_DECLARED = re.compile(
    r"[(=]\s*((?:[A-ZĐ]+|\d+(?:\.\d+)*|[a-zđ])(?:\s*[+-]\s*(?:[A-ZĐ]+|\d+(?:\.\d+)*|[a-zđ]))+)\s*\)?"
)


def hierarchical(sheet: Sheet, parents: Sequence[Parent]) -> Iterator[tuple[RowFormula, bool]]:
    """Parents over their parts; believed where that holds for a parent itself or for others numbered like it."""
    drafts = [(parent, _with_unnumbered(sheet, _of_amounts(sheet, parent))) for parent in parents]
    counts = {parent.row: columns_held(sheet, draft) for parent, draft in drafts}
    for parent, draft in drafts:
        declared = declared_parts(sheet, sheet.reading.rows[parent.row])
        if declared is not None:
            yield declared, True
            continue
        held, tried = counts[parent.row]
        if not tried:
            continue
        others = [counts[other.row] for other in parents if other is not parent and counts[other.row][1]]
        alike = [
            counts[o.row] for o in parents if o is not parent and o.style == parent.style and counts[o.row][1]
        ]
        few = _borne_out(alike, 1) or _borne_out(others, 2)
        believed = (
            (held > 0 and (held * 2 >= tried or few))
            or (_borne_out(alike, _PEERS) and not is_set_in(parent.style))
            or (
                few
                and misses_little(sheet, draft, MISSES_BY)
                and not _leaves_some_out(sheet, draft, alone=is_set_in(parent.style))
            )
            or (few and is_set_in(parent.style) and _are_slips(sheet, draft))
            or one_row_is_off(sheet, draft)
        )
        yield draft, believed


def _are_slips(sheet: Sheet, draft: RowFormula) -> bool:
    """Whether slips of the pen explain what is off, in columns of which some hold or in figures of many digits.

    Below what is set in some of all are listed as often as all.
    """
    relations = [column_relation(sheet, draft, col) for col in summed_columns(sheet, draft)]
    off = [relation for relation in relations if relation.grade(sheet.figure) is not Grade.EXACT]
    gaps = [
        abs(total - printed.value).scaleb(printed.places)
        for relation in off
        if (total := relation.recomputed(sheet.figure)) is not None
        and (printed := sheet.figure(relation.target)) is not None
    ]
    return all(
        any(is_slip(relation, place, sheet.figure) for place in relation.places) for relation in off
    ) and (len(relations) > 1 or min(gaps, default=0) >= _TELLING)


def _with_unnumbered(sheet: Sheet, draft: RowFormula) -> RowFormula:
    """A parent over its numbered parts and the rows without a number among them, where it holds with these alone."""
    if _is_exact(sheet, draft):
        return draft
    among = tuple(
        row.index
        for row in sheet.reading.rows[draft.parts[0] : draft.parts[-1]]
        if row.kind is RowKind.DATA
        and not row.ordinal
        and row.index not in draft.parts
        and not is_of_which(row.label)
    )
    if not among or not all(sheet.reading.rows[part].ordinal for part in draft.parts):
        return draft
    whole = replace(draft, parts=tuple(sorted((*draft.parts, *among))))
    return whole if _is_exact(sheet, whole) else draft


def _is_exact(sheet: Sheet, draft: RowFormula) -> bool:
    """Whether a parent is the sum of its parts to the digit in every column."""
    relations = [column_relation(sheet, draft, col) for col in summed_columns(sheet, draft)]
    return bool(relations) and all(relation.grade(sheet.figure) is Grade.EXACT for relation in relations)


def _leaves_some_out(sheet: Sheet, draft: RowFormula, *, alone: bool) -> bool:
    """Whether a parent is more than its parts in every column, or in one alone, and no slip of the pen says why: they are some of all."""
    relations = [column_relation(sheet, draft, col) for col in summed_columns(sheet, draft)]
    wholes = [sheet.value(relation.target.row, relation.target.col) for relation in relations]
    totals = [relation.recomputed(sheet.figure) for relation in relations]
    more = all(
        whole is not None and total is not None and whole > total
        for whole, total in zip(wholes, totals, strict=True)
    )
    return (
        more
        and (alone or len(relations) > 1)
        and not any(
            is_slip(relation, place, sheet.figure) for relation in relations for place in relation.places
        )
    )


def _of_amounts(sheet: Sheet, parent: Parent) -> RowFormula:
    """A parent over its parts, in the columns that can add up."""
    draft = RowFormula(target=parent.row, parts=parent.parts)
    apart = {*price_columns(sheet), *quantity_columns(sheet)}
    if not apart:
        return draft
    columns = summed_columns(sheet, draft)
    return replace(
        draft,
        columns=frozenset(
            col
            for col in columns
            if col not in apart or columns_held(sheet, replace(draft, columns=frozenset({col})))[0]
        ),
    )


def _borne_out(counts: Sequence[tuple[int, int]], least: int) -> bool:
    """Whether so many other parents are the sums of their parts, and nearly all that can be tried."""
    held = sum(held * 2 >= tried and held > 0 for held, tried in counts)
    return held >= least and held >= _PEERS_HOLD * len(counts)


def declared_parts(sheet: Sheet, row: Row) -> RowFormula | None:
    """The parts that a label names: "Tổng cộng (I+II)", "C = A - B"; None where it names none that all exist."""
    match = _DECLARED.search(row.label) if "(" in row.label or "=" in row.label else None
    if match is None:
        return None
    signs = re.findall(r"[+-]", match.group(1))
    names = re.split(r"\s*[+-]\s*", match.group(1))
    by_ordinal: dict[str, list[int]] = {}
    for other in sheet.reading.rows:
        if other.ordinal and other.index != row.index:
            by_ordinal.setdefault(other.ordinal, []).append(other.index)
    readings = [
        [place(by_ordinal.get(name, ()), row.index) for name in names]
        for place in (_nearest, _first, _outermost(sheet))
    ]
    formulas = []
    for found in readings:
        parts = tuple(part for part in found if part is not None)
        if len(parts) == len(names):
            minus = frozenset(part for part, sign in zip(parts[1:], signs, strict=True) if sign == "-")
            formulas.append(RowFormula(target=row.index, parts=parts, minus=minus))
    if not formulas:
        return None
    # Below each heading rows count from 1 again: of all that bear the names those are meant that give the figure.
    formula = max(formulas, key=lambda formula: columns_held(sheet, formula)[0])
    minus = formula.minus
    held, tried = columns_held(sheet, formula)
    # "Tiểu học (1-5)" names classes and no rows: what is declared must hold somewhere, or nearly.
    believed = held > 0 or (not minus and misses_little(sheet, formula, TOTAL_MISSES_BY))
    return formula if tried and believed else None


def _first(rows: Sequence[int], to: int) -> int | None:
    """The first row of an ordinal."""
    return next(iter(rows), None) if to else None


def _outermost(sheet: Sheet) -> Callable[[Sequence[int], int], int | None]:
    """The row of an ordinal that stands over others of the same numbering: "2" over "2.1"."""
    over = {
        row.index
        for row, below in pairwise(sheet.reading.rows)
        if row.ordinal and below.ordinal == f"{row.ordinal}.1"
    }
    return lambda rows, _: next((row for row in rows if row in over), None)


def _nearest(rows: Sequence[int], to: int) -> int | None:
    """Of rows with the same ordinal those below their parent come first, then the nearest above."""
    below = [row for row in rows if row > to]
    return below[0] if below else rows[-1] if rows else None
