"""RANK-ORDER for ranks in a row: units stand side by side, and a row "Xếp hạng" below their scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from doichieu.model import Check, Finding, Level, Number, Outcome
from doichieu.validate.infer.ranks.rank_rows import RankRow, find_rank_rows
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rules.stated import text_finding
from doichieu.validate.wording import column_name, say, table_name


def check_rank_rows(paper: Paper, corrected: Mapping[Place, Number]) -> Iterator[Check | Finding]:
    """Check every row of ranks against the row of figures it follows.

    Args:
        paper: The paper.
        corrected: Figures with the edits of other findings applied, by place.

    Yields:
        A check a rank and a finding for each that does not follow, where most do.
    """
    for sheet in paper.sheets:
        for found in find_rank_rows(sheet, corrected):
            yield from _results(paper, sheet, found)


def _results(paper: Paper, sheet: Sheet, found: RankRow) -> Iterator[Check | Finding]:
    table_id = sheet.reading.table.table_id
    off = found.off
    for col in found.ranks:
        outcome = Outcome.VIOLATED if col in off else Outcome.HELD
        yield Check(rule="RANK-ORDER", table_id=table_id, outcome=outcome, row=found.row.index, col=col)
    # One miscount shifts all that come after it.
    for col in found.miscounted[:1] or off:
        yield _finding(paper, sheet.place(found.row.index, col), found)


def _finding(paper: Paper, place: Place, reading: RankRow) -> Finding:
    sheet = paper.sheets[place.sheet]
    shifted = len(reading.miscounted)
    table, unit = table_name(sheet.reading.table), column_name(paper, place)
    printed, right = paper.text(place), str(reading.expected[place.col])
    measure = sheet.place(reading.measure.index, place.col)
    label, figure = reading.measure.label, paper.text(measure)
    if shifted:
        cause = say(
            f"Đếm sót hạng: từ đây {shifted} hạng lệch như nhau.",
            f"A place was miscounted: from here on {shifted} ranks are off by as much.",
        )
    elif len(reading.off) > 1:
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
        corrections=[paper.correction(place, right)],
    )
    consequence = say(
        f"Hạng ghi của {shifted or 1} đơn vị khác hạng tính lại.",
        f"The printed ranks of {shifted or 1} units differ from those computed.",
    )
    return replace(finding, consequence=consequence)
