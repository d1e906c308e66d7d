"""SUM-AVG for tables that sum up the columns of another: "Hạ tầng số: cao nhất 0,81, thấp nhất 0,36, trung bình 0,63"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Check, Column, ColumnRole, Finding, Level, Number
from doichieu.normalize.text import key
from doichieu.validate.kept import kept
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.rounding import quantum, reaches, to_places
from doichieu.validate.rules.stated import statement, text_finding
from doichieu.validate.rules.summary_rows import EXTREMES, STATISTICS, Summary
from doichieu.validate.wording import Style, column_name, say, table_name

# So many lines must be columns of the other table, and of each statistic so many and that share hold.
_LEAST_LINES, _LEAST_HELD, _HOLDS = 3, 2, 0.6
_LEAST_UNITS = 4
_ASIDE = re.compile(r"\s*\([^()]*\)")


class _Statistic(NamedTuple):
    """A cell that sums up a column of another table, and the figures of that column."""

    place: Place
    line: str
    summary: Summary
    parts: Sequence[Place]

    def right(self, paper: Paper, changed: Mapping[Place, Number]) -> Decimal:
        """What the figures give, some changed."""
        return self.summary.compute([_number(paper, part, changed).value for part in self.parts])

    def holds(self, paper: Paper, changed: Mapping[Place, Number]) -> bool:
        """Whether it is what the figures give; a mean may come from digits that they do not print."""
        printed = _number(paper, self.place, changed)
        half = quantum(min(_number(paper, part, changed).places for part in self.parts)) / 2
        exact = self.right(paper, changed)
        hidden = (
            half if exact not in {_number(paper, part, changed).value for part in self.parts} else Decimal(0)
        )
        return reaches(exact, hidden, printed.value, printed.places)


def check_column_statistics(
    paper: Paper, corrected: Mapping[Place, Number], style: Style
) -> Iterator[Check | Finding]:
    """Check tables with a line for each column of another, and with their means and extremes.

    Args:
        paper: The paper.
        corrected: Figures with the edits of other findings applied, by place.
        style: How the paper prints figures.

    Yields:
        A check a cell, and a finding for each that does not follow where most of its column do.
    """
    for statistic in _statistics(paper):
        held = statistic.holds(paper, {}) or statistic.holds(paper, corrected)
        yield statement("SUM-AVG", paper.sheets[statistic.place.sheet].reading.table.table_id, held=held)
        if not held:
            yield _finding(paper, statistic, corrected, style)


def columns_held_with(paper: Paper, place: Place, value: Decimal) -> int:
    """How many more means and extremes of its column hold in another table with an edit of a figure.

    Args:
        paper: The paper.
        place: A figure.
        value: What it would be.
    """
    number = paper.number(place)
    own = [one for one in _statistics(paper) if place == one.place or place in one.parts]
    if number is None or not own:
        return 0
    changed = {place: Number(value=value, places=number.places, percent=number.percent)}
    return sum(one.holds(paper, changed) - one.holds(paper, {}) for one in own)


@kept
def _statistics(paper: Paper) -> list[_Statistic]:
    """The cells of tables that sum up the columns of others, of those statistics that most lines bear out."""
    found: list[_Statistic] = []
    for sheet in paper.sheets:
        kinds = {
            column.index: summary
            for column in sheet.columns(*AMOUNTS, ColumnRole.RATIO)
            if (summary := _kind(column)) is not None
        }
        if not kinds:
            continue
        options = [
            _borne_out(paper, _of(sheet, other, kinds)) for other in paper.sheets if other is not sheet
        ]
        best = max(options, key=len) if options else []
        found.extend(best)
    return found


def _kind(column: Column) -> Summary | None:
    """The statistic that a header names, where it names one."""
    named = [each for each in STATISTICS if each.label.search(key(column.header))]
    return named[0] if len(named) == 1 else None


def _of(sheet: Sheet, other: Sheet, kinds: Mapping[int, Summary]) -> list[_Statistic]:
    """The cells of lines that are called as one column of another table is."""
    columns = other.columns(*AMOUNTS, ColumnRole.RATIO)
    names = [_bare(column.header.split(" / ")[-1]) for column in columns]
    once = {name: column for name, column in zip(names, columns, strict=True) if Counter(names)[name] == 1}
    if len(once) < _LEAST_LINES:
        return []
    # the agency that is best in a line stands in it too, and the line may be called by that
    lines: dict[int, Column] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        if row not in lines and (named := once.get(_bare(cell.text))) is not None:
            lines[row] = named
    if len(lines) < _LEAST_LINES or len({column.index for column in lines.values()}) < len(lines):
        return []
    cells = []
    for row, column in lines.items():
        parts = [
            other.place(unit.index, column.index)
            for unit in other.data
            if other.number(unit.index, column.index) is not None
        ]
        if len(parts) >= _LEAST_UNITS:
            cells += [
                _Statistic(sheet.place(row, col), column.header.split(" / ")[-1], summary, parts)
                for col, summary in kinds.items()
                if sheet.number(row, col) is not None
            ]
    return cells


def _borne_out(paper: Paper, cells: Sequence[_Statistic]) -> list[_Statistic]:
    """The cells of a table, if most of each statistic hold: of a list of the first alone the highest are those of all."""
    columns: dict[int, list[bool]] = {}
    for cell in cells:
        columns.setdefault(cell.place.col, []).append(cell.holds(paper, {}))
    hold = all(sum(held) >= max(_LEAST_HELD, _HOLDS * len(held)) for held in columns.values())
    ends = {cell.summary.name.en for cell in cells} <= {each.name.en for each in EXTREMES}
    return list(cells) if hold and not (ends and len(columns) < len(EXTREMES)) else []


def _bare(text: str) -> str:
    return key(_ASIDE.sub("", text))


def _number(paper: Paper, place: Place, changed: Mapping[Place, Number]) -> Number:
    number = changed.get(place) or paper.number(place)
    if number is None:
        raise LookupError(place)
    return number


def _finding(paper: Paper, statistic: _Statistic, corrected: Mapping[Place, Number], style: Style) -> Finding:
    place, first = statistic.place, statistic.parts[0]
    number = _number(paper, place, {})
    shown = style.show(to_places(statistic.right(paper, corrected), number.places), places=number.places)
    printed, name, header = paper.text(place), statistic.line, column_name(paper, place)
    table, source = (table_name(paper.sheets[one.sheet].reading.table) for one in (place, first))
    what, column = statistic.summary.name, column_name(paper, first)
    return text_finding(
        paper,
        "SUM-AVG",
        Level.ERROR,
        [name, header],
        say(
            f"{table.vi}: “{header}” của “{name}” ghi {printed}; {what.vi} của cột “{column}” trong {source.vi} là {shown}.",
            f"{table.en}: “{header}” of “{name}” is printed as {printed}; {what.en} of column “{column}” in {source.en} is {shown}.",
        ),
        observed=printed,
        expected=shown,
        operands=[
            paper.operand(place, "doubtful"),
            *(paper.operand(part, "operand") for part in statistic.parts),
        ],
        cause=say("Số tổng hợp không theo bảng chi tiết.", "The summary does not follow the detailed table."),
        suggestion=say(f"Sửa {printed} thành {shown}.", f"Correct {printed} to {shown}."),
        place=place,
        corrections=[paper.correction(place, shown)],
    )
