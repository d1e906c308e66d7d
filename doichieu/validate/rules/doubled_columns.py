"""POP-DUP in tables whose units stand side by side: no two columns have one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from doichieu.model import Check, ColumnRole, Finding, Level, Outcome
from doichieu.normalize.text import key
from doichieu.validate.paper import AMOUNTS, Paper, Sheet
from doichieu.validate.rules.header_figures import header_of
from doichieu.validate.rules.population import NAMED_ONCE
from doichieu.validate.rules.stated import text_finding
from doichieu.validate.wording import say, table_name

# So many columns named as units are, nearly all beside those of criteria and maxima, show that units stand side by side.
_LEAST, _NAMED = 4, 0.9


def check_doubled_columns(paper: Paper) -> Iterator[Check | Finding]:
    """Check tables with their units side by side for one name over two columns.

    Args:
        paper: The paper.

    Yields:
        A check a table of this form, and a finding where one name stands twice.
    """
    for sheet in paper.sheets:
        columns = [
            column
            for column in sheet.columns(*AMOUNTS, ColumnRole.RANK, ColumnRole.RATIO)
            if column.role is not ColumnRole.MAXIMUM
        ]
        names = {column.index: key(column.header) for column in columns}
        named = sum(bool(NAMED_ONCE.match(name)) for name in names.values())
        if named < max(_LEAST, _NAMED * len(names)):
            continue
        twice = [name for name, count in Counter(names.values()).items() if count > 1]
        off = [col for col, name in names.items() if twice == [name]]
        violated = len(off) == 2
        yield Check(
            rule="POP-DUP",
            table_id=sheet.reading.table.table_id,
            outcome=Outcome.VIOLATED if violated else Outcome.HELD,
        )
        if violated:
            yield _finding(paper, sheet, off)


def _finding(paper: Paper, sheet: Sheet, columns: list[int]) -> Finding:
    places = [header_of(sheet, col) for col in reversed(columns)]
    table, name = table_name(sheet.reading.table), paper.text(places[0])
    return text_finding(
        paper,
        "POP-DUP",
        Level.ERROR,
        [table.vi, name],
        say(
            f"{table.vi}: {name} đứng ở hai cột ({columns[0] + 1} và {columns[1] + 1}).",
            f"{table.en}: {name} heads two columns ({columns[0] + 1} and {columns[1] + 1}).",
        ),
        observed=name,
        expected=f"≠ {name}",
        operands=[paper.operand(place, "operand" if at else "doubtful") for at, place in enumerate(places)],
        cause=say("Một trong hai cột ghi nhầm tên.", "One of the columns carries the wrong name."),
        suggestion=say("Kiểm tra xem cột nào ghi nhầm tên.", "Check which column carries the wrong name."),
        place=places[0],
    )
