"""RANK-ORDER for ranks in a row: units stand side by side, and a row "Xếp hạng" below their scores."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Check, Correction, Finding, Level, Number, Outcome, Row, RowKind
from doichieu.normalize.text import key
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rules.stated import text_finding
from doichieu.validate.wording import column_name, say, table_name

_RANKS = re.compile(r"(?:xep hang|thu hang|xep thu|hang(?! muc)|vi thu|xep vi thu|xep thu hang)\b.{0,30}")
# So many units must be ranked, and of those that are not ranked right there are few: else something else ranks them.
_LEAST, _HOLDS = 4, 0.7
# Places that a miscount may skip.
_SKIPPED = 2


class _Reading(NamedTuple):
    """How a row of ranks follows a row of figures: the right rank by column, and how many are printed so."""

    measure: Row
    expected: Mapping[int, int]
    held: int


def check_rank_rows(paper: Paper, corrected: Mapping[Place, Number]) -> Iterator[Check | Finding]:
    """Check every row of ranks against the row of figures it follows.

    Args:
        paper: The paper.
        corrected: Figures with the edits of other findings applied, by place.

    Yields:
        A check a rank and a finding for each that does not follow, where most do.
    """
    for sheet in paper.sheets:
        for row in sheet.reading.rows:
            if row.entities or not _RANKS.fullmatch(key(row.label)):
                continue
            ranks = _ranks(sheet, row)
            reading = _best(sheet, row, ranks, corrected) if len(ranks) >= _LEAST else None
            if reading is not None:
                miscounted = _miscounted(ranks, reading)
                if miscounted or reading.held >= _HOLDS * len(ranks):
                    yield from _results(paper, sheet, row, ranks, reading, miscounted)


def _ranks(sheet: Sheet, row: Row) -> dict[int, int]:
    """The whole numbers of a row by column, where they can be ranks."""
    numbers = {
        column.index: number
        for column in sheet.reading.columns
        if (number := sheet.number(row.index, column.index)) is not None
    }
    whole = all(
        not n.places and not n.percent and 1 <= n.value <= len(numbers) + _SKIPPED for n in numbers.values()
    )
    return {col: int(number.value) for col, number in numbers.items()} if whole else {}


def _best(
    sheet: Sheet, row: Row, ranks: Mapping[int, int], corrected: Mapping[Place, Number]
) -> _Reading | None:
    """The row of figures that most ranks follow; of several a total, then the nearest above."""
    readings = [
        reading
        for measure in sheet.reading.rows
        if measure.index != row.index and measure.kind is not RowKind.HEADER
        for figures in (corrected, {})
        if len(values := _values(sheet, measure, ranks, figures)) == len(ranks)
        for reading in _readings(measure, ranks, values)
    ]
    return max(
        readings,
        key=lambda one: (
            len(ranks) - 1 if _miscounted(ranks, one) else one.held,
            one.measure.kind is RowKind.TOTAL,
            one.measure.index < row.index,
            -abs(one.measure.index - row.index),
        ),
        default=None,
    )


def _values(
    sheet: Sheet, measure: Row, ranks: Mapping[int, int], figures: Mapping[Place, Number]
) -> dict[int, Decimal]:
    found = {}
    for col in ranks:
        number = figures.get(sheet.place(measure.index, col)) or sheet.number(measure.index, col)
        if number is not None:
            found[col] = number.value
    return found


def _readings(measure: Row, ranks: Mapping[int, int], values: Mapping[int, Decimal]) -> Iterator[_Reading]:
    """Ranks from the highest or the lowest figure down, ties sharing a place with a gap after them or without."""
    if len(set(values.values())) < _LEAST - 1:
        return
    for sign in (-1, 1):
        order = sorted(sign * value for value in values.values())
        distinct = sorted(set(order))
        for places in (order, distinct):
            expected = {col: places.index(sign * value) + 1 for col, value in values.items()}
            yield _Reading(measure, expected, sum(ranks[col] == right for col, right in expected.items()))


def _miscounted(ranks: Mapping[int, int], reading: _Reading) -> list[int]:
    """The columns in order of place from which on every rank is off by as much, two at least; else none."""
    order = sorted(ranks, key=lambda col: reading.expected[col])
    gaps = [ranks[col] - reading.expected[col] for col in order]
    first = next((at for at, gap in enumerate(gaps) if gap), len(gaps))
    return order[first:] if len(order) - first > 1 and len(set(gaps[first:])) == 1 and first else []


def _results(
    paper: Paper,
    sheet: Sheet,
    row: Row,
    ranks: Mapping[int, int],
    reading: _Reading,
    miscounted: Sequence[int],
) -> Iterator[Check | Finding]:
    table_id = sheet.reading.table.table_id
    off = [col for col, right in reading.expected.items() if ranks[col] != right]
    for col in ranks:
        outcome = Outcome.VIOLATED if col in off else Outcome.HELD
        yield Check(rule="RANK-ORDER", table_id=table_id, outcome=outcome, row=row.index, col=col)
    # One miscount shifts all that come after it.
    for col in miscounted[:1] or off:
        yield _finding(paper, sheet.place(row.index, col), reading, off, len(miscounted))


def _finding(paper: Paper, place: Place, reading: _Reading, off: Sequence[int], shifted: int) -> Finding:
    sheet = paper.sheets[place.sheet]
    table, unit = table_name(sheet.reading.table), column_name(paper, place)
    printed, right = paper.text(place), str(reading.expected[place.col])
    measure = sheet.place(reading.measure.index, place.col)
    label, figure = reading.measure.label, paper.text(measure)
    if shifted:
        cause = say(
            f"Đếm sót hạng: từ đây {shifted} hạng lệch như nhau.",
            f"A place was miscounted: from here on {shifted} ranks are off by as much.",
        )
    elif len(off) > 1:
        cause = say("Hạng ghi nhầm, hoặc đổi chỗ.", "The rank was misprinted, or exchanged.")
    else:
        cause = say("Hạng ghi nhầm.", "The rank was misprinted.")
    finding = text_finding(
        paper,
        "RANK-GAP" if shifted else "RANK-ORDER",
        Level.ERROR,
        [unit, printed],
        say(
            f"{table.vi}: {unit} ({label} {figure}) xếp hạng {printed}, theo số liệu phải là {right}.",
            f"{table.en}: {unit} ({label} {figure}) is ranked {printed}; by the figures it is {right}.",
        ),
        observed=printed,
        expected=right,
        operands=[
            paper.operand(place, "doubtful"),
            *(paper.operand(sheet.place(measure.row, col), "operand") for col in reading.expected),
        ],
        cause=cause,
        suggestion=say(f"Sửa hạng của {unit} thành {right}.", f"Correct the rank of {unit} to {right}."),
        place=place,
        corrections=[
            Correction(
                table_id=sheet.reading.table.table_id,
                row=place.row,
                col=place.col,
                printed=printed,
                value=right,
            )
        ],
    )
    consequence = say(
        f"Hạng ghi của {shifted or 1} đơn vị khác hạng tính lại.",
        f"The printed ranks of {shifted or 1} units differ from those computed.",
    )
    return replace(finding, consequence=consequence)
