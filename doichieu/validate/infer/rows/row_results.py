"""Rows that a label calls a rate, a quotient, a mean or a difference of other rows, the same ones in every column.

Years, quarters or units stand side by side in the header of such tables, and what is computed stands below.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

from doichieu.model import Row, RowKind
from doichieu.validate.infer.columns.differences import (
    MOST_BALANCED,
    calls_difference,
    calls_rest,
    deductions,
    is_called_difference,
)
from doichieu.validate.infer.rows.of_which import row_style
from doichieu.validate.infer.rows.row_quotients import EXPLAINS, LEAST_COLUMNS, no_chance, quotients
from doichieu.validate.paper import AMOUNTS, Sheet
from doichieu.validate.relations import RatioRelation, SumRelation
from doichieu.validate.rounding import to_places

# With their accents: "tổ chức" has nothing of "tốc độ".
_PERCENT = re.compile(
    r"(?:^\W*|\b(?:chiếm|đạt) )t[ỷỉyi] (?:lệ|trọng|số)\b|\b(?:cơ cấu|tốc độ|so với|phần trăm)\b|%"
)
# A population or a staff of the year is a mean of its own, and what other figures are divided by.
_EACH = re.compile(
    r"(?<!dân số )(?<!nhân khẩu )(?<!lao động )\b(?:bình quân|trung bình|mật độ|năng suất|trên (?:một|1|mỗi))\b"
    r"|/\s*(?:km|ha\b|người|dân|vạn|hộ|lớp|giáo viên|giường|1\b|10)"
)
_WITHOUT = re.compile(
    r"\b(?:không (?:kể|tính|bao gồm|gồm|có)|chưa (?:kể|tính|bao gồm)|loại trừ|sau khi trừ)\b"
)
# "Sở Lao động - TB và XH" is a department and no mean.
_MEAN = re.compile(
    r"(?<!dân số )(?<!nhân khẩu )(?<!lao động )\b(?:bình quân|trung bình|bq|tb(?!\W*(?:và\W*)?(?:xh|xã hội)\b))\b"
)
_OUTSIDE = frozenset({RowKind.HEADER, RowKind.NOTE, RowKind.AVERAGE, RowKind.GROUP})
# Rows above and below a result that it may come from.
_ABOVE, _BELOW = 14, 4

Result = RatioRelation | SumRelation


def result_relations(sheet: Sheet, done: Collection[int]) -> list[Result]:
    """Find the rows that are computed from other rows in every column.

    Args:
        sheet: A table prepared for checks.
        done: Rows that another formula computes.

    Returns:
        A relation for each such row and column.
    """
    columns = [column.index for column in sheet.columns(*AMOUNTS)]
    if len(columns) < LEAST_COLUMNS:
        return []
    percent = _percent_rows(sheet)
    found: list[Result] = []
    for row in sheet.reading.rows:
        if row.index not in done and row.kind not in _OUTSIDE and not row.entities:
            found.extend(_of_row(sheet, row, columns, percent))
    return found


@dataclass(frozen=True, slots=True)
class _Said:
    """What the label of a row calls it."""

    percent: bool
    each: bool
    less: bool
    rest: bool
    mean: bool


@lru_cache(maxsize=4096)
def _said(label: str) -> _Said:
    folded = label.casefold()
    return _Said(
        percent=bool(_PERCENT.search(folded)),
        each=bool(_EACH.search(folded)),
        less=calls_difference(folded) or leaves_out(folded),
        rest=calls_rest(folded),
        mean=bool(_MEAN.search(folded)),
    )


def calls_quotient(label: str) -> bool:
    """Whether a label calls a row a rate, a share or a quotient: those of several units add up to nothing."""
    said = _said(label)
    return said.percent or said.each


def leaves_out(label: str) -> bool:
    """Whether a label says that a total leaves something out: “không kể tiền sử dụng đất”."""
    return bool(_WITHOUT.search(label.casefold()))


def calls_mean(label: str) -> bool:
    """Whether a label calls a row a mean."""
    return _said(label).mean


def _of_row(
    sheet: Sheet, row: Row, columns: Sequence[int], percent_rows: Collection[int]
) -> Sequence[Result]:
    said = _said(row.label)
    percent = said.percent or row.index in percent_rows
    each, less, rest = said.each, said.less, said.rest
    if not (percent or each or less or rest):
        return ()
    near = _near(sheet, row, columns, percent_rows)
    # the change of a yield is no quotient of the changes of harvest and area
    levels = [col for col in columns if not is_called_difference(sheet, col)] if percent or each else []
    ways: list[Callable[[], Sequence[Result]]] = []
    if percent:
        ways.append(lambda: quotients(sheet, row, near, levels, percent=True))
    if said.mean:
        ways.append(lambda: _means(sheet, row, near, columns))
    if each:
        ways.append(lambda: quotients(sheet, row, near, levels, percent=False))
    if less:
        ways.append(lambda: _differences(sheet, row, near, columns))
    if rest:
        ways.append(lambda: _balances(sheet, row, near, columns))
    return next((found for way in ways if (found := way())), ())


def _percent_rows(sheet: Sheet) -> frozenset[int]:
    """Rows that print a percent sign, behind a figure or as their unit."""
    signs = {row for (row, _), cell in sheet.cells.items() if cell.text == "%"}
    return frozenset(signs | {row for (row, _), number in sheet.reading.numbers.items() if number.percent})


def _near(sheet: Sheet, own: Row, columns: Sequence[int], percent_rows: Collection[int]) -> list[Row]:
    """The rows around a result that have figures and are no quotients themselves."""
    return [
        other
        for other in sheet.reading.rows[max(0, own.index - _ABOVE) : own.index + _BELOW + 1]
        if other.index != own.index
        and other.kind not in _OUTSIDE
        and not calls_quotient(other.label)
        and other.index not in percent_rows
        and any((other.index, col) in sheet.reading.numbers for col in columns)
    ]


# --------------------------------------------------------------------------- means and differences


def _means(sheet: Sheet, own: Row, near: Sequence[Row], columns: Sequence[int]) -> Sequence[SumRelation]:
    """The mean of the rows right above, from one of them on."""
    above = [row.index for row in near if row.index < own.index]
    drafts = (above[start:] for start in range(len(above) - 1))
    told = ((tries, parts, frozenset[int]()) for tries, parts in enumerate(drafts, start=1))
    return _first(sheet, own, told, columns, mean=True)


def _differences(
    sheet: Sheet, own: Row, near: Sequence[Row], columns: Sequence[int]
) -> Sequence[SumRelation]:
    """One row less another, the nearest first."""
    rows = [row.index for row in near]
    pairs = sorted(permutations(rows, 2), key=lambda pair: sum(abs(at - own.index) for at in pair))
    telling = _pairs_giving(sheet, own, rows, columns)
    drafts = (
        (tries, [one, two], frozenset({two}))
        for tries, (one, two) in enumerate(pairs, start=1)
        if (one, two) in telling
    )
    return _first(sheet, own, drafts, columns, mean=False)


def _pairs_giving(
    sheet: Sheet, own: Row, rows: Sequence[int], columns: Sequence[int]
) -> set[tuple[int, int]]:
    """Rows of which one less the other gives what a row prints in some column, other than nought, which tells nothing."""
    found: set[tuple[int, int]] = set()
    for col in columns:
        result = sheet.value(own.index, col)
        if not result:
            continue
        values = {row: value for row in rows if (value := sheet.value(row, col)) is not None}
        having: defaultdict[Decimal, list[int]] = defaultdict(list)
        for row, value in values.items():
            having[value].append(row)
        found.update((one, two) for one, value in values.items() for two in having.get(value - result, ()))
    return found


def _balances(sheet: Sheet, own: Row, near: Sequence[Row], columns: Sequence[int]) -> Sequence[SumRelation]:
    """The rows above that are numbered alike, some of them deducted: what there was, came in and went out."""
    above = [row.index for row in near if row.index < own.index and row_style(row) == row_style(own)]
    runs = [above[start:] for start in range(max(0, len(above) - MOST_BALANCED), len(above) - 2)]
    drafts = ((run, minus) for run in runs for minus in deductions(run))
    told = ((tries, *draft) for tries, draft in enumerate(drafts, start=1))
    return _first(sheet, own, told, columns, mean=False)


def _first(
    sheet: Sheet,
    own: Row,
    drafts: Iterable[tuple[int, list[int], frozenset[int]]],
    columns: Sequence[int],
    *,
    mean: bool,
) -> Sequence[SumRelation]:
    """The first draft that holds to the digit in most columns, and not by chance; each comes with how many it is one of."""
    targets = {col: number for col in columns if (number := sheet.number(own.index, col)) is not None}
    for tries, parts, minus in drafts:
        full = [col for col in targets if all(sheet.number(part, col) is not None for part in parts)]
        held = [
            targets[col]
            for col in full
            if _result(sheet, parts, minus, col, targets[col].places if mean else None) == targets[col].value
        ]
        if len(held) >= max(LEAST_COLUMNS, EXPLAINS * len(full)) and no_chance(held, tries):
            return [
                SumRelation(
                    rule="SUM-AVG" if mean else "SUM-DIFF",
                    target=sheet.place(own.index, col),
                    parts=tuple(sheet.place(part, col) for part in parts),
                    minus=frozenset(sheet.place(part, col) for part in minus),
                    mean=mean,
                )
                for col in full
            ]
    return ()


def _result(
    sheet: Sheet, parts: Sequence[int], minus: Collection[int], col: int, places: int | None
) -> Decimal:
    """The sum of some rows in a column, some of them deducted; their mean in so many places where these are given."""
    values = [(sheet.value(part, col) or Decimal(0)) * (-1 if part in minus else 1) for part in parts]
    total = sum(values, Decimal(0))
    return total if places is None else to_places(total / len(parts), places)
