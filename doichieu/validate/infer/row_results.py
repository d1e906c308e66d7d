"""Rows that a label calls a rate, a quotient, a mean or a difference of other rows, the same ones in every column.

Years, quarters or units stand side by side in the header of such tables, and what is computed stands below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import permutations
from math import log10

from doichieu.model import Row, RowKind
from doichieu.validate.infer.differences import MOST_BALANCED, calls_difference, calls_rest, deductions
from doichieu.validate.infer.of_which import row_style
from doichieu.validate.paper import AMOUNTS, Place, Sheet
from doichieu.validate.relations import RatioRelation, SumRelation
from doichieu.validate.rounding import Grade, to_places

# With their accents: "tổ chức" has nothing of "tốc độ".
_PERCENT = re.compile(
    r"(?:^\W*|\b(?:chiếm|đạt) )t[ỷỉyi] (?:lệ|trọng|số)\b|\b(?:cơ cấu|tốc độ|so với|phần trăm)\b|%"
)
_EACH = re.compile(
    r"\b(?:bình quân|trung bình|mật độ|năng suất|trên (?:một|1|mỗi))\b"
    r"|/\s*(?:km|ha\b|người|dân|vạn|hộ|lớp|giáo viên|giường|1\b|10)"
)
_WITHOUT = re.compile(
    r"\b(?:không (?:kể|tính|bao gồm|gồm|có)|chưa (?:kể|tính|bao gồm)|loại trừ|sau khi trừ)\b"
)
_MEAN = re.compile(r"\b(?:bình quân|trung bình|bq|tb)\b")
_OUTSIDE = frozenset({RowKind.HEADER, RowKind.NOTE, RowKind.AVERAGE, RowKind.GROUP})
# Of rows side by side three columns give a result by no chance, where this share of those that tell anything follows.
_LEAST_COLUMNS, _EXPLAINS = 3, 0.6
# Rows above and below a result that it may come from.
_ABOVE, _BELOW = 14, 4
# Digits that agree, less those of the tries: chance does it in one of ten thousand tables.
_DIGITS = 4.0
_HUNDRED = Decimal(100)
_MOST_SHIFT = 6
# A quotient is at most one unit of the last place off, however it is rounded; floats add a little.
_NEARLY = 1.01

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
    if len(columns) < _LEAST_COLUMNS:
        return []
    found: list[Result] = []
    for row in sheet.reading.rows:
        if row.index not in done and row.kind not in _OUTSIDE and not row.entities:
            found.extend(_of_row(sheet, row, columns))
    return found


@lru_cache(maxsize=4096)
def calls_quotient(label: str) -> bool:
    """Whether a label calls a row a rate, a share or a quotient: those of several units add up to nothing."""
    folded = label.casefold()
    return bool(_PERCENT.search(folded) or _EACH.search(folded))


def calls_mean(label: str) -> bool:
    """Whether a label calls a row a mean."""
    return bool(_MEAN.search(label.casefold()))


def _of_row(sheet: Sheet, row: Row, columns: Sequence[int]) -> Sequence[Result]:
    label = row.label.casefold()
    percent = bool(_PERCENT.search(label)) or _prints_percent(sheet, row)
    each, less = bool(_EACH.search(label)), calls_difference(label) or bool(_WITHOUT.search(label))
    rest = calls_rest(label)
    if not (percent or each or less or rest):
        return ()
    near = _near(sheet, row, columns)
    ways: list[Callable[[], Sequence[Result]]] = []
    if percent:
        ways.append(lambda: _quotients(sheet, row, near, columns, percent=True))
    if calls_mean(label):
        ways.append(lambda: _means(sheet, row, near, columns))
    if each:
        ways.append(lambda: _quotients(sheet, row, near, columns, percent=False))
    if less:
        ways.append(lambda: _differences(sheet, row, near, columns))
    if rest:
        ways.append(lambda: _balances(sheet, row, near, columns))
    return next((found for way in ways if (found := way())), ())


def _prints_percent(sheet: Sheet, row: Row) -> bool:
    return any(number.percent for (at, _), number in sheet.reading.numbers.items() if at == row.index) or any(
        cell is not None and cell.text == "%"
        for col in range(len(sheet.reading.columns))
        for cell in (sheet.cells.get((row.index, col)),)
    )


def _near(sheet: Sheet, own: Row, columns: Sequence[int]) -> list[Row]:
    """The rows around a result that have figures and are no quotients themselves."""
    return [
        other
        for other in sheet.reading.rows
        if other.index != own.index
        and -_ABOVE <= other.index - own.index <= _BELOW
        and other.kind not in _OUTSIDE
        and not calls_quotient(other.label)
        and not _prints_percent(sheet, other)
        and any((other.index, col) in sheet.reading.numbers for col in columns)
    ]


# --------------------------------------------------------------------------- quotients


def _quotients(
    sheet: Sheet, own: Row, near: Sequence[Row], columns: Sequence[int], *, percent: bool
) -> Sequence[RatioRelation]:
    """The two rows whose quotient, in percent or whatever power of ten lies between the units, explains most columns."""
    best: tuple[tuple[int, int], Sequence[RatioRelation]] = ((0, 0), ())
    tries = len(near) * max(len(near) - 1, 1) * 2
    for one, two in permutations(near, 2):
        for scale, growth in _forms(sheet, own, (one, two), columns, percent=percent):
            relations = list(_ratio_relations(sheet, own, (one, two), columns, scale, growth=growth))
            held = _borne_out(sheet, relations, tries)
            score = (held, -abs(one.index - own.index) - abs(two.index - own.index))
            if held and score > best[0]:
                best = (score, relations)
    return best[1]


def _forms(
    sheet: Sheet, own: Row, pair: tuple[Row, Row], columns: Sequence[int], *, percent: bool
) -> Iterator[tuple[Decimal, bool]]:
    """Scales under which the quotient comes near the result in most columns, in floats: few pairs pass."""
    options = [(_HUNDRED, False), (_HUNDRED, True)] if percent else [(Decimal(1), False)]
    rows = [
        (float(result.value), float(value), float(base), 10.0**-result.places)
        for col in columns
        if (result := sheet.number(own.index, col)) is not None
        and (value := sheet.value(pair[0].index, col)) is not None
        and (base := sheet.value(pair[1].index, col))
    ]
    if len(rows) < _LEAST_COLUMNS:
        return
    if not percent:
        first, over, under, _ = rows[0]
        if first <= 0 or over <= 0 or under <= 0:
            return
        shift = round(log10(first * under / over))
        options = [(Decimal(1).scaleb(shift), False)] if abs(shift) <= _MOST_SHIFT else []
    for scale, growth in options:
        factor = float(scale)
        off = sum(
            abs((over - growth * under) / under * factor - first) > _NEARLY * step
            for first, over, under, step in rows
        )
        if off <= (1 - _EXPLAINS) * len(rows):
            yield scale, growth


def _ratio_relations(
    sheet: Sheet, own: Row, pair: tuple[Row, Row], columns: Sequence[int], scale: Decimal, *, growth: bool
) -> Iterator[RatioRelation]:
    places = max((n.places for col in columns if (n := sheet.number(own.index, col))), default=0)
    for col in columns:
        target = sheet.number(own.index, col)
        value, base = sheet.value(pair[0].index, col), sheet.value(pair[1].index, col)
        if target is not None and value is not None and base:
            yield RatioRelation(
                rule="RATIO-PCT" if scale == _HUNDRED else "RATIO-UNIT",
                target=sheet.place(own.index, col),
                value=sheet.place(pair[0].index, col),
                base=sheet.place(pair[1].index, col),
                places_printed=max(places, target.places),
                scale=scale,
                growth=growth,
            )


def _borne_out(sheet: Sheet, relations: Sequence[RatioRelation], tries: int) -> int:
    """In how many columns the result follows; 0 where too few do. Nought and 100 % tell nothing."""
    telling = [r for r in relations if r.exact_quotient(sheet.figure) not in {0, _HUNDRED}]
    held = [r for r in telling if r.grade(sheet.figure) in {Grade.EXACT, Grade.IMPLAUSIBLE}]
    if len(held) < _LEAST_COLUMNS or len(held) < _EXPLAINS * len(telling):
        return 0
    agree = {_text(sheet, relation.target) for relation in held}
    return len(held) if sum(map(len, agree)) - log10(tries) >= _DIGITS else 0


def _text(sheet: Sheet, place: Place) -> str:
    """The significant digits printed at a place."""
    number = sheet.figure(place)
    return "" if number is None else str(abs(int(number.value.scaleb(number.places)))).strip("0")


# --------------------------------------------------------------------------- means and differences


def _means(sheet: Sheet, own: Row, near: Sequence[Row], columns: Sequence[int]) -> Sequence[SumRelation]:
    """The mean of the rows right above, from one of them on."""
    above = [row.index for row in near if row.index < own.index]
    drafts = (above[start:] for start in range(len(above) - 1))
    return _first(sheet, own, ((parts, frozenset[int]()) for parts in drafts), columns, mean=True)


def _differences(
    sheet: Sheet, own: Row, near: Sequence[Row], columns: Sequence[int]
) -> Sequence[SumRelation]:
    """One row less another, the nearest first."""
    pairs = sorted(
        permutations([row.index for row in near], 2), key=lambda pair: sum(abs(at - own.index) for at in pair)
    )
    drafts = (([one, two], frozenset({two})) for one, two in pairs)
    return _first(sheet, own, drafts, columns, mean=False)


def _balances(sheet: Sheet, own: Row, near: Sequence[Row], columns: Sequence[int]) -> Sequence[SumRelation]:
    """The rows above that are numbered alike, some of them deducted: what there was, came in and went out."""
    above = [row.index for row in near if row.index < own.index and row_style(row) == row_style(own)]
    runs = [above[start:] for start in range(max(0, len(above) - MOST_BALANCED), len(above) - 2)]
    drafts = ((run, minus) for run in runs for minus in deductions(run))
    return _first(sheet, own, drafts, columns, mean=False)


def _first(
    sheet: Sheet,
    own: Row,
    drafts: Iterator[tuple[list[int], frozenset[int]]],
    columns: Sequence[int],
    *,
    mean: bool,
) -> Sequence[SumRelation]:
    """The first draft that holds to the digit in most columns."""
    targets = {col: number for col in columns if (number := sheet.number(own.index, col)) is not None}
    for parts, minus in drafts:
        full = [col for col in targets if all(sheet.number(part, col) is not None for part in parts)]
        held = 0
        for col in full:
            total = sum(
                ((sheet.value(part, col) or Decimal(0)) * (-1 if part in minus else 1) for part in parts),
                Decimal(0),
            )
            number = targets[col]
            exact = to_places(total / len(parts), number.places) if mean else total
            held += exact == number.value
        if held >= _LEAST_COLUMNS and held >= _EXPLAINS * len(full):
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
