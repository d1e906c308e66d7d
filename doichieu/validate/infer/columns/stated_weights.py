"""Weights as a table states them: in headers, in a row of weights, as levels that count once, twice, three times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from doichieu.normalize.numbers import read_number
from doichieu.normalize.text import fold
from doichieu.validate.kept import kept
from doichieu.validate.paper import Sheet

FIGURE = r"(\d{1,3}(?:[.,]\d{1,3})?)"
_WEIGHT = re.compile(
    rf"(?:trong so|he so)\s*:?\s*(?:la\s+)?x?\s*{FIGURE}\s*(%?)|\(\s*(?:chiem\s+|x\s*)?{FIGURE}\s*(%)\s*\)|\bx\s*{FIGURE}\s*(%?)"
)
_WEIGHTS = re.compile(r"\W*(?:trong so|he so)\b")
# Rows that state weights or maxima and are no units.
_NO_UNIT = re.compile(r"\b(trong so|he so|diem toi da|thang diem|diem chuan)\b")
# "Mức 1", "Mức 2", "Mức 3": how many criteria reach each level, which is worth that many points.
_LEVEL = re.compile(r"(?:^|/ )(\D*?)\s*(\d)\s*(\D{0,6})$")
_LEAST_LEVELS = 3
# Weights in a note or a sentence, which states those of all parts.
_LEAST_NOTED = 2


def states_weights(sheet: Sheet, row: int) -> bool:
    """Whether a row states weights or maxima rather than the figures of a unit."""
    return _is_no_unit(sheet.reading.rows[row].label)


@lru_cache(maxsize=4096)
def _is_no_unit(label: str) -> bool:
    return bool(_NO_UNIT.search(fold(label)))


@kept
def _rows_of_weights(sheet: Sheet) -> tuple[int, ...]:
    """Rows that say that they are weights; each column asks."""
    return tuple(row.index for row in sheet.reading.rows if _WEIGHTS.match(fold(row.label)))


def stated_weight(sheet: Sheet, col: int) -> Decimal | None:
    """The weight that a header, or else a row of weights, states; None where neither does."""
    match = _WEIGHT.search(fold(sheet.reading.columns[col].header))
    if match is None:
        below = next((value for row in _rows_of_weights(sheet) if (value := sheet.value(row, col))), None)
        return _noted_weights(sheet).get(col) if below is None else below
    groups = [group for group in match.groups() if group is not None]
    return as_share(groups[0], groups[1] if len(groups) > 1 else "")


@kept
def _noted_weights(sheet: Sheet) -> dict[int, Decimal]:
    """Weights by column that a note or a sentence states: “Chỉ số tổng hợp = 40% x Hạ tầng số + 60% x Nhân lực số”."""
    notes = " ; ".join(sheet.formulas_said)
    if not notes:
        return {}
    stated: dict[int, Decimal] = {}
    folded = fold(notes)
    leaves = {column.index: fold(column.indicator.rpartition(" / ")[2]) for column in sheet.reading.columns}
    times = Counter(leaves.values())
    for column in sheet.reading.columns:
        # below “Điểm trụ cột” the last level names a pillar; “Điểm” below each names none
        leaf = leaves[column.index]
        name = re.escape(leaf if times[leaf] == 1 else fold(column.indicator))
        match = name and re.search(
            rf"{FIGURE}\s*(%?)\s*[x×*.]\s*{name}\b|\b{name}\s*[x×*]\s*{FIGURE}\s*(%?)", folded
        )
        if match:
            figure, percent = [group for group in match.groups() if group is not None]
            stated[column.index] = as_share(figure, percent)
    return stated if len(stated) >= _LEAST_NOTED else {}


def weights_row(sheet: Sheet) -> int | None:
    """The row that states the weights of the columns, None where there is none."""
    return next(iter(_rows_of_weights(sheet)), None)


def levels_as_weights(
    sheet: Sheet, columns: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], tuple[Decimal, ...]]]:
    """Neighbouring columns that count what reaches level 1, 2, 3 …, up or down, each worth its level.

    Args:
        sheet: The table.
        columns: Columns of figures, left to right.

    Yields:
        Columns and their weights, all levels of a run together.
    """
    levels = [(col, _level(sheet, col)) for col in columns]
    run: list[tuple[int, int]] = []
    for (col, level), after in pairwise([*levels, (-1, None)]):
        if level is None:
            run = []
            continue
        run.append((col, level[1]))
        goes_on = after[1] is not None and after[1][0] == level[0] and abs(after[1][1] - level[1]) == 1
        if not goes_on:
            if len(run) >= _LEAST_LEVELS:
                yield tuple(one for one, _ in run), tuple(Decimal(weight) for _, weight in run)
            run = []


def _level(sheet: Sheet, col: int) -> tuple[str, int] | None:
    """What a column calls a level and which it is: ("muc", 3)."""
    match = _LEVEL.search(fold(sheet.reading.columns[col].header))
    return (match[1] + match[3], int(match[2])) if match else None


def as_share(text: str, percent: str) -> Decimal:
    """A weight as printed, of one: 40 % is 0.4, 0,25 is itself."""
    number = read_number(text.replace(".", ","))
    value = number.value if number else Decimal(0)
    return value / 100 if percent else value
