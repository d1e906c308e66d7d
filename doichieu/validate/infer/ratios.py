"""Which column is the percentage of which, over which maximum, and how it was rounded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from doichieu.model import Column, ColumnRole, RowKind
from doichieu.normalize.numbers import read_number
from doichieu.normalize.text import key, words
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.relations import RatioRelation
from doichieu.validate.rounding import Rounding, quantum, to_places

# A maximum or a pair of columns is the convention when it explains this share of the rows.
_EXPLAINS = 0.6
_INDEX = re.compile(r"\b(chi so|quy doi|he so)\b")
_NOTE_MAXIMUM = re.compile(r"^\(?(\*+)\)?\s*(.*?)(\d[\d.,]*)\s*(?:điểm)?\s*[.;]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioConvention:
    """How a ratio column is made.

    Attributes:
        ratio: Column of percentages.
        value: Column of numerators.
        base: Column of maxima, None where the maximum is one number a group.
        maxima: Maximum by footnote mark of the row ("" for rows without one).
        rounding: Rounding mode.
        places: Decimal places of the column.
        declared: Whether the paper prints the maximum, rather than the figures implying it.
        other_maxima: Maximum by grid row, for rows that share another maximum than their group's.
        scale: 100 for percentages, 1 for an index between 0 and 1.
    """

    ratio: int
    value: int
    base: int | None
    maxima: Mapping[str, Decimal]
    rounding: Rounding
    places: int
    declared: bool
    other_maxima: Mapping[int, Decimal] = field(default_factory=dict)
    scale: int = 100


def find_ratios(sheet: Sheet, marks: Mapping[str, str], known: Sequence[Decimal]) -> list[RatioConvention]:
    """Find how the ratio columns of a table are made.

    Args:
        sheet: The table.
        marks: Footnote mark by subject, from the tables of the paper that print them.
        known: Maxima that the paper declares elsewhere (criteria tables), to try.

    Returns:
        A convention for each ratio column that one explains.
    """
    found = []
    for ratio in [*sheet.columns(ColumnRole.RATIO), *_index_columns(sheet)]:
        explains = _EXPLAINS if ratio.role is ColumnRole.RATIO else _INDEX_EXPLAINS
        rows = _rows(sheet, ratio)
        if len(rows) < 3:
            continue
        numerators = _numerators(sheet, ratio)
        best = None
        for value in numerators:
            for convention in (
                _by_declared(sheet, ratio, value, rows, marks, known),
                *_by_column(sheet, ratio, value, rows),
                _by_implied(sheet, ratio, value, rows, marks, known),
            ):
                if convention is None:
                    continue
                held = _held(sheet, convention, rows, marks)
                if held >= explains * len(rows) and (best is None or held > best[0]):
                    best = (held, convention)
        if best:
            found.append(_with_other_maxima(sheet, best[1], rows, marks, known))
    return found


# An index that no percent sign marks as a ratio must be one almost everywhere.
_INDEX_EXPLAINS = 0.8


def _index_columns(sheet: Sheet) -> list[Column]:
    """Columns headed “Chỉ số …” or “quy đổi” behind a total: the total over its maximum, as a rule."""
    totals = [column.index for column in sheet.columns(ColumnRole.TOTAL)]
    return [
        column
        for column in sheet.columns(ColumnRole.COMPONENT)
        if totals and column.index > min(totals) and _INDEX.search(key(column.header))
    ]


# So many rows must share another maximum for it to be a group and no slip.
_SECOND_GROUP = 2


def _with_other_maxima(
    sheet: Sheet,
    convention: RatioConvention,
    rows: Sequence[int],
    marks: Mapping[str, str],
    known: Sequence[Decimal],
) -> RatioConvention:
    """The convention with the rows that share another, smaller and round maximum set apart.

    Units for which some criteria do not apply are scored out of less; papers do not always mark them.
    """
    if convention.base is not None:
        return convention
    off = [row for row in rows if not _held(sheet, convention, [row], marks)]
    if len(off) < _SECOND_GROUP:
        return convention
    shared = _implied_maximum(sheet, convention.ratio, convention.value, off, known)
    usual = max(convention.maxima.values())
    if shared is None or shared >= usual or shared % 5:
        return convention
    apart = replace(convention, other_maxima=dict.fromkeys(off, shared))
    fitting = [row for row in off if _held(sheet, apart, [row], marks)]
    if len(fitting) < _SECOND_GROUP:
        return convention
    return replace(convention, other_maxima=dict.fromkeys(fitting, shared))


def ratio_relations(
    sheet: Sheet, convention: RatioConvention, marks: Mapping[str, str]
) -> list[RatioRelation]:
    """The convention in every row that has the figures for it."""
    relations = []
    for row in _rows(sheet, sheet.reading.columns[convention.ratio]):
        base = _base(sheet, convention, row, marks)
        if base is not None and sheet.number(row, convention.value) is not None:
            relations.append(
                RatioRelation(
                    rule="RATIO-PCT",
                    target=sheet.place(row, convention.ratio),
                    value=sheet.place(row, convention.value),
                    base=base,
                    rounding=convention.rounding,
                    places_printed=convention.places,
                    scale=convention.scale,
                )
            )
    return relations


def footnote_marks(paper: Paper) -> dict[str, str]:
    """Footnote mark by subject, from every table that prints marks behind names."""
    marks: dict[str, str] = {}
    for sheet in paper.sheets:
        for row in sheet.data:
            if row.marks:
                for subject in sheet.subjects[row.index]:
                    marks.setdefault(subject, row.marks)
    return marks


def note_maxima(sheet: Sheet) -> dict[str, Decimal]:
    """Maximum by footnote mark, from notes such as "(*) … tổng điểm … là 485"."""
    maxima = {}
    for note in sheet.reading.table.notes:
        match = _NOTE_MAXIMUM.match(note.strip())
        if match and "diem" in words(note):
            number = read_number(match.group(3).rstrip(".,"))
            if number and number.value > 0:
                maxima[match.group(1)] = number.value
    return maxima


def _rows(sheet: Sheet, ratio: Column) -> list[int]:
    kinds = {RowKind.DATA, RowKind.SUBTOTAL, RowKind.TOTAL}
    return [
        row.index for row in sheet.reading.rows if row.kind in kinds and sheet.number(row.index, ratio.index)
    ]


def _numerators(sheet: Sheet, ratio: Column) -> list[int]:
    """Columns of amounts, the nearest to the left of the ratio first, totals before the others."""
    amounts = [c for c in sheet.columns(*(AMOUNTS - {ColumnRole.MAXIMUM})) if c.index != ratio.index]
    ordered = sorted(amounts, key=lambda c: (c.index > ratio.index, abs(c.index - ratio.index)))
    totals = [column.index for column in ordered if column.role is ColumnRole.TOTAL]
    return list(dict.fromkeys([*(c.index for c in ordered[:1]), *totals, *(c.index for c in ordered[:6])]))


def _mark(sheet: Sheet, row: int, marks: Mapping[str, str]) -> str:
    own = sheet.reading.rows[row].marks
    subjects = sheet.subjects.get(row, ())
    return own or next((marks[subject] for subject in subjects if subject in marks), "")


def _base(
    sheet: Sheet, convention: RatioConvention, row: int, marks: Mapping[str, str]
) -> Decimal | Place | None:
    if convention.base is not None:
        return sheet.place(row, convention.base) if sheet.value(row, convention.base) else None
    if row in convention.other_maxima:
        return convention.other_maxima[row]
    mark = _mark(sheet, row, marks)
    return convention.maxima.get(mark, convention.maxima.get("") if not mark else None)


def _held(sheet: Sheet, convention: RatioConvention, rows: Iterable[int], marks: Mapping[str, str]) -> int:
    held = 0
    for row in rows:
        base = _base(sheet, convention, row, marks)
        maximum = sheet.value(base.row, base.col) if isinstance(base, Place) else base
        value, ratio = sheet.value(row, convention.value), sheet.value(row, convention.ratio)
        if value is not None and ratio is not None and maximum:
            held += (
                to_places(value * convention.scale / maximum, convention.places, convention.rounding) == ratio
            )
    return held


def _with_rounding(
    sheet: Sheet, rows: Sequence[int], marks: Mapping[str, str], draft: RatioConvention
) -> RatioConvention:
    """The draft under the rounding mode that explains most rows; half up where several do."""
    options = [
        RatioConvention(
            ratio=draft.ratio,
            value=draft.value,
            base=draft.base,
            maxima=draft.maxima,
            rounding=mode,
            places=draft.places,
            declared=draft.declared,
            scale=draft.scale,
        )
        for mode in Rounding
    ]
    return max(options, key=lambda option: _held(sheet, option, rows, marks))


def _scale(sheet: Sheet, ratio: int) -> int:
    """Whether a ratio column prints percentages or an index between 0 and 1."""
    if sheet.reading.columns[ratio].unit == "%":
        return 100
    largest = max(
        (number.value for (_, col), number in sheet.reading.numbers.items() if col == ratio), default=0
    )
    return 100 if largest > 1 else 1


def _places(sheet: Sheet, ratio: int, rows: Sequence[int]) -> int:
    return max(number.places for row in rows if (number := sheet.number(row, ratio)))


def _draft(
    sheet: Sheet,
    ratio: Column,
    value: int,
    rows: Sequence[int],
    maxima: Mapping[str, Decimal],
    *,
    declared: bool,
) -> RatioConvention:
    return RatioConvention(
        ratio=ratio.index,
        value=value,
        base=None,
        maxima=maxima,
        rounding=Rounding.HALF_UP,
        places=_places(sheet, ratio.index, rows),
        declared=declared,
        scale=_scale(sheet, ratio.index),
    )


def _by_declared(
    sheet: Sheet,
    ratio: Column,
    value: int,
    rows: Sequence[int],
    marks: Mapping[str, str],
    known: Sequence[Decimal],
) -> RatioConvention | None:
    """Maximum from the numerator's header, with those of footnote groups where notes state them."""
    maxima = note_maxima(sheet)
    declared = sheet.reading.columns[value].maximum or sheet.reading.columns[ratio.index].maximum
    if declared:
        maxima[""] = declared
    if not maxima:
        return None
    if "" not in maxima:
        unmarked = [row for row in rows if not _mark(sheet, row, marks)]
        implied = _implied_maximum(sheet, ratio.index, value, unmarked, known)
        if implied:
            maxima[""] = implied
    return _with_rounding(sheet, rows, marks, _draft(sheet, ratio, value, rows, maxima, declared=True))


def _by_column(sheet: Sheet, ratio: Column, value: int, rows: Sequence[int]) -> Iterable[RatioConvention]:
    """Maximum printed in another column of the row."""
    for column in sheet.columns(*AMOUNTS):
        if column.index in {value, ratio.index}:
            continue
        draft = RatioConvention(
            ratio=ratio.index,
            value=value,
            base=column.index,
            maxima={},
            rounding=Rounding.HALF_UP,
            places=_places(sheet, ratio.index, rows),
            declared=True,
            scale=_scale(sheet, ratio.index),
        )
        yield _with_rounding(sheet, rows, {}, draft)


def _by_implied(
    sheet: Sheet,
    ratio: Column,
    value: int,
    rows: Sequence[int],
    marks: Mapping[str, str],
    known: Sequence[Decimal],
) -> RatioConvention | None:
    """One maximum for each footnote group, as the figures imply it."""
    groups: dict[str, list[int]] = {}
    for row in rows:
        groups.setdefault(_mark(sheet, row, marks), []).append(row)
    maxima = {}
    one = _implied_maximum(sheet, ratio.index, value, rows, known)
    if one is not None:
        maxima = dict.fromkeys(groups, one)
        maxima[""] = one
    else:
        for mark, members in groups.items():
            implied = _implied_maximum(sheet, ratio.index, value, members, known)
            if implied is not None:
                maxima[mark] = implied
    if not maxima:
        return None
    return _with_rounding(sheet, rows, marks, _draft(sheet, ratio, value, rows, maxima, declared=False))


def _implied_maximum(
    sheet: Sheet, ratio: int, value: int, rows: Sequence[int], known: Sequence[Decimal]
) -> Decimal | None:
    """The maximum that the intervals of most rows have in common, a known or a round one first.

    A printed percentage p of a value v allows maxima between v/(p+u) and v/(p-u), u half a unit
    of its last place; a single row proves nothing.
    """
    scale = _scale(sheet, ratio)
    intervals = []
    for row in rows:
        number, amount = sheet.number(row, ratio), sheet.value(row, value)
        if number is None or amount is None or number.value <= 0 or amount <= 0:
            continue
        # Either way of rounding is allowed for here; the mode is settled afterwards.
        unit = quantum(number.places)
        low = amount * scale / (number.value + unit)
        high = amount * scale / max(number.value - unit, unit / 10)
        intervals.append((low, high))
    if len(intervals) < 2:
        return None
    candidates: Counter[Decimal] = Counter()
    # Rows that are all alike bear out a maximum that the paper declares, and imply none.
    implied = _round_numbers(intervals) if len(set(intervals)) > 1 else set()
    for option in {*known, *implied}:
        candidates[option] = sum(low <= option <= high for low, high in intervals)
    needed = max(2, round(_EXPLAINS * len(intervals)))
    good = [option for option, count in candidates.items() if count >= needed]
    if not good:
        return None
    return max(good, key=lambda option: (candidates[option], option in known, _roundness(option)))


def _round_numbers(intervals: Sequence[tuple[Decimal, Decimal]]) -> set[Decimal]:
    """The roundest number inside each interval, for the narrowest intervals."""
    narrow = sorted(intervals, key=lambda pair: pair[1] - pair[0])[:12]
    options: set[Decimal] = set()
    for low, high in narrow:
        for step in (
            Decimal(1000),
            Decimal(100),
            Decimal(50),
            Decimal(10),
            Decimal(5),
            Decimal(1),
            Decimal("0.5"),
        ):
            first = -(-low // step) * step
            if first <= high and first > 0:
                options.add(first)
                if high - first >= step:
                    options.add(high // step * step)
    return options


def _roundness(value: Decimal) -> int:
    return next((rank for rank, step in enumerate((1000, 100, 50, 10, 5, 1)) if value % step == 0), 9) * -1


def paper_rounding(
    sheets: Sequence[Sheet],
    ratios: Mapping[int, Sequence[RatioConvention]],
    fractions: Iterable[tuple[Decimal, Decimal, int]],
) -> Rounding:
    """How a paper rounds percentages where it does not print them in a ratio column.

    Args:
        sheets: Its tables.
        ratios: Conventions of its ratio columns, by table index.
        fractions: Exact percentage, printed percentage and printed places of fractions in its prose.

    Returns:
        Truncation where that explains more of the percentages that tell the two apart, else half up.
    """
    votes: Counter[Rounding] = Counter()
    for index, conventions in ratios.items():
        for convention in conventions:
            votes[convention.rounding] += len(sheets[index].data)
    for exact, printed, places in fractions:
        fitting = [
            mode
            for mode in (Rounding.HALF_UP, Rounding.TRUNCATE)
            if to_places(exact, places, mode) == printed
        ]
        if len(fitting) == 1:
            votes[fitting[0]] += 1
    return Rounding.TRUNCATE if votes[Rounding.TRUNCATE] > votes[Rounding.HALF_UP] else Rounding.HALF_UP
