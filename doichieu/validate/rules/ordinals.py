"""ORD: ordinals run 1..n, or start again with each group."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from doichieu.model import Bilingual, Check, ColumnRole, Finding, Level, Outcome, Row, RowKind
from doichieu.normalize.rows import read_ordinal
from doichieu.validate.infer.rows.row_labels import is_total_label
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import finding_id, say, table_name

_LEFT_OUT = re.compile(r"…\.?|\.{2,}")
# So many ordinals missing at once are an excerpt of a longer table and no slip.
_EXCERPT, _LONGEST = 4, 100
# Rising numbers with so many gaps are codes of units, or what was left of a longer list.
_SCATTERED = 6
# Two numbers that are so many times the number of rows were given by a system and count no rows.
_NO_ORDINAL = 3
_NUMBERED_NAME = re.compile(r"(\d{1,3})[.)]\s+\S")
# Counts that begin again so often, each with another text in one column, are counts by that column.
_LEAST_STARTS = 2
# Ordinals that are missing are named up to so many.
_MOST_NAMED = 8
_DIGITS = re.compile(r"\d")
# "5a" and "5b" stand for 5, "7a, 7b" in one cell for 7.
_LETTERED = re.compile(r"\b(\d{1,3})[a-zđ]\b")
_HEADING_MARKS = frozenset("*+-–•")


def check_ordinals(paper: Paper) -> Iterator[Check | Finding]:
    """Check the ordinals of every table that has a column of them.

    Args:
        paper: The paper.

    Yields:
        A check a table, and a finding for each run of ordinals that does not count 1..n.
    """
    for sheet in paper.sheets:
        column = next((c.index for c in sheet.columns(ColumnRole.ORDINAL)), None)
        if column is None:
            continue
        if why := _unsure(sheet, column):
            table_id = sheet.reading.table.table_id
            yield Check(rule="ORD-SEQ", table_id=table_id, outcome=Outcome.UNKNOWN, col=column, why=why)
            continue
        violated = False
        for run in _runs(paper, sheet, column):
            finding = _check_run(paper, sheet, column, run)
            if finding is not None:
                violated = True
                yield finding
        yield Check(
            rule="ORD-SEQ",
            table_id=sheet.reading.table.table_id,
            outcome=Outcome.VIOLATED if violated else Outcome.HELD,
            col=column,
        )


def _unsure(sheet: Sheet, column: int) -> Bilingual | None:
    """Why the ordinals of a table prove nothing; None where they do."""
    if any(_LEFT_OUT.fullmatch(text) for text in _texts(sheet, column)):
        return say("Bảng bỏ bớt dòng (“…”).", "The table leaves rows out (“…”).")
    if _misread(sheet, column):
        return say("Có số thứ tự đọc từ ảnh không rõ.", "Ordinals were read from a picture with doubt.")
    return None


def _misread(sheet: Sheet, column: int) -> bool:
    """Whether an ordinal was read from a picture with doubt, or as no ordinal at all."""
    for row in sheet.reading.rows:
        cell = sheet.cells.get((row.index, column))
        if cell is None or cell.confidence is None or row.kind is RowKind.HEADER or not cell.text:
            continue
        if cell.is_doubtful or (any(map(str.isdigit, cell.text)) and not read_ordinal(cell.text)):
            return True
    return False


def _texts(sheet: Sheet, column: int) -> Iterator[str]:
    return (
        cell.text.strip()
        for row in sheet.reading.rows
        if row.kind is not RowKind.HEADER and (cell := sheet.cells.get((row.index, column)))
    )


def _runs(paper: Paper, sheet: Sheet, column: int) -> list[list[Row]]:
    """Rows with Arabic ordinals, split by group where each group counts from 1 again."""
    rows = [
        row
        for row in sheet.reading.rows
        if row.kind in {RowKind.DATA, RowKind.SUBTOTAL, RowKind.TOTAL} and row.ordinal.isdigit()
    ]
    if len(rows) < 2:
        return []
    levels = _levels(paper, sheet, column, rows)
    if levels:
        return levels
    starts = [index for index, row in enumerate(rows) if int(row.ordinal) == 1]
    if len(starts) < _LEAST_STARTS:
        return [rows]
    marks = [
        row.index
        for row in sheet.reading.rows
        if row.kind is RowKind.GROUP
        or _is_heading(paper.text(sheet.place(row.index, column)))
        or _closes_group(row)
    ]
    if _restarts_by_column(sheet, column, rows, starts):
        return [rows[begin:end] for begin, end in pairwise([0, *starts[1:], len(rows)])]
    # a 1 after a group row starts a new count; a stray 1 does not
    breaks = [
        start
        for start in starts[1:]
        if any(rows[start - 1].index < mark < rows[start].index for mark in marks)
        and not _goes_on(rows, start)
    ]
    # where each count stands below a heading of its own, the first one too, none is within another
    header = sheet.reading.table.header_rows
    headed = len(breaks) == len(starts) - 1 and any(header <= mark < rows[0].index for mark in marks)
    if not headed and (nested := _nested(rows)):
        return nested
    return [rows[begin:end] for begin, end in pairwise([0, *breaks, len(rows)])]


def _goes_on(rows: Sequence[Row], stray: int) -> bool:
    """Whether the count goes on around one row as if it were right: 15, 1, 17."""
    if stray + 1 >= len(rows):
        return False
    before, own, after = (int(row.ordinal) for row in rows[stray - 1 : stray + 2])
    right = before + 1
    return own != right and after == right + 1 != own + 1


def _restarts_by_column(sheet: Sheet, column: int, rows: Sequence[Row], starts: Sequence[int]) -> bool:
    """Whether another column says of which district or block a row is, and every count begins where that changes."""
    if starts[0] != 0:
        return False
    changes = set(starts[1:])
    for other in range(len(sheet.reading.columns)):
        texts, above = [], ""
        for row in rows if other != column else ():
            cell = sheet.cells.get((row.index, other))
            above = cell.text if cell is not None and cell.text else above
            texts.append(above)
        turns = {at for at, (one, two) in enumerate(pairwise(texts), start=1) if one != two}
        if turns == changes:
            return True
    return False


def _levels(paper: Paper, sheet: Sheet, column: int, rows: list[Row]) -> list[list[Row]]:
    """Two levels told apart by what stands behind the number alone: 1 over 1. and 2., then 2 over 1. and 2."""
    marks = [_DIGITS.sub("", paper.text(sheet.place(row.index, column)).strip()) for row in rows]
    if len(set(marks)) != 2:
        return []
    outer = [row for row, mark in zip(rows, marks, strict=True) if mark == marks[0]]
    if len(outer) == 1 and [int(row.ordinal) for row in rows[:3]] == [1, 1, 2]:
        return [rows[1:]]
    if len(outer) < 2 or [int(row.ordinal) for row in outer] != list(range(1, len(outer) + 1)):
        return []
    starts = [*(row.index for row in outer), rows[-1].index + 1]
    inner = [
        [row for row, mark in zip(rows, marks, strict=True) if low < row.index < high and mark != marks[0]]
        for low, high in pairwise(starts)
    ]
    begun = sum(run[:1] != [] and int(run[0].ordinal) == 1 for run in inner)
    return [outer, *(run for run in inner if len(run) > 1)] if begun > 1 else []


def _nested(rows: Sequence[Row]) -> list[list[Row]]:
    """Counts within counts, 1 over 1, 2, 3 and then 2: none where one is a lone number, or the outer does not go on."""
    open_: list[list[Row]] = []
    lists: list[list[Row]] = []
    goes_on = False
    for row in rows:
        number = int(row.ordinal)
        if number == 1:
            open_.append([row])
            lists.append(open_[-1])
            continue
        depth = len(open_)
        while open_ and int(open_[-1][-1].ordinal) != number - 1:
            open_.pop()
        if not open_:
            return []
        goes_on = goes_on or len(open_) < depth
        open_[-1].append(row)
    return lists if goes_on and len(lists) > 1 and all(len(count) > 1 for count in lists) else []


def _closes_group(row: Row) -> bool:
    """Whether a row without number sums up the rows above it: “Cộng khu vực đồng bằng”."""
    return not row.ordinal and (row.kind in {RowKind.SUBTOTAL, RowKind.TOTAL} or is_total_label(row))


def _is_heading(ordinal: str) -> bool:
    """Whether what stands in place of an ordinal begins a group: "II", "III.1", a letter, words, or a star."""
    return bool(ordinal.strip()) and (ordinal.strip()[0].isalpha() or ordinal.strip() in _HEADING_MARKS)


def _beside_ordinals(sheet: Sheet, column: int) -> set[int]:
    """Numbers before the names of rows without ordinal ("10. Dấu chỉ mức độ mật"), and those with letters ("5a")."""
    found = {int(number) for text in _texts(sheet, column) for number in _LETTERED.findall(text)}
    rows = [row for row in sheet.reading.rows if row.kind is not RowKind.HEADER]
    for row in rows:
        match = _NUMBERED_NAME.match(row.label) if not row.ordinal else None
        if match:
            found.add(int(match.group(1)))
    return found


def _check_run(paper: Paper, sheet: Sheet, column: int, run: Sequence[Row]) -> Finding | None:
    numbers = [int(row.ordinal) for row in run]
    count = len(numbers)
    expected = list(range(1, count + 1))
    # A table may go on counting where the one before it stopped, or count down to the best of a list.
    if numbers in (list(range(numbers[0], numbers[0] + count)), expected[::-1]):
        return None
    others = _beside_ordinals(sheet, column)
    if others and sorted({*numbers, *others}) == list(range(1, len(numbers) + len(others) + 1)):
        return None
    # Numbers that a system gave its records are no ordinals.
    if sum(number > _NO_ORDINAL * count for number in numbers) > 1 and max(numbers) > _LONGEST:
        return None
    permuted = sorted(numbers) == expected
    wrong = _wrong_rows(run, numbers)
    table = table_name(sheet.reading.table)
    printed = ", ".join(map(str, _excerpt(numbers)))
    if permuted:
        rule, level = "ORD-SEQ", Level.WARNING
        message = say(
            f"{table.vi}: số thứ tự ghi không theo dãy ({printed}), tuy đủ từ 1 đến {count}.",
            f"{table.en}: the ordinals are out of sequence ({printed}), though each of 1 to {count} stands once.",
        )
        cause = say(
            "Các dòng được xếp lại sau khi đã đánh số.",
            "The rows were sorted again after they had been numbered.",
        )
    else:
        doubled = [str(value) for value, times in Counter(numbers).items() if times > 1]
        missing = _missing(numbers)
        rule, level = ("ORD-DUP" if doubled else "ORD-GAP"), Level.ERROR
        rising = all(one < two for one, two in pairwise(numbers))
        steps = [two - one for one, two in pairwise(numbers)]
        scattered = sum(step > 1 for step in steps) >= _SCATTERED
        excerpt = numbers[-1] <= _LONGEST and max(steps) > _EXCERPT and not _ends_in_a_slip(numbers)
        if rising and (scattered or excerpt):
            level = Level.INFO
        parts_vi = [f"trùng {', '.join(doubled)}"] * bool(doubled) + [f"thiếu {', '.join(missing)}"] * bool(
            missing
        )
        parts_en = [f"{', '.join(doubled)} twice"] * bool(doubled) + [f"{', '.join(missing)} missing"] * bool(
            missing
        )
        message = say(
            f"{table.vi}: số thứ tự không liên tục ({'; '.join(parts_vi) or printed}).",
            f"{table.en}: the ordinals do not run on ({'; '.join(parts_en) or printed}).",
        )
        cause = say(
            "Đánh số nhầm, hoặc có dòng bị mất hay bị lặp.", "A slip in numbering, or a row lost or repeated."
        )
    first = wrong[0] if wrong else run[0]
    identity = finding_id(paper, rule, sheet, [run[0].ordinal, str(run[0].index)])
    position = {row.index: number for number, row in enumerate(run, start=1)}
    return Finding(
        finding_id=identity,
        rule=rule,
        level=level,
        table_id=sheet.reading.table.table_id,
        row=first.index,
        col=column,
        entity_id=first.entities[0].entity_id if len(first.entities) == 1 else None,
        entity=first.label or None,
        message=message,
        observed=", ".join(map(str, _excerpt(numbers))),
        expected=f"1 … {count}",
        steps=(
            say(
                f"Ghi: {printed}; đúng dãy: 1, 2, …, {count}.",
                f"Printed: {printed}; in sequence: 1, 2, …, {count}.",
            ),
        ),
        operands=tuple(
            paper.operand(sheet.place(row.index, column), "doubtful" if row in wrong else "operand")
            for row in (wrong or list(run))[:24]
        ),
        cause_id=identity,
        cause=cause,
        consequence=say("Không làm thay đổi điểm và xếp hạng.", "No score or rank changes."),
        suggestion=say("Đánh lại số thứ tự theo dòng.", "Number the rows again in their printed order."),
        corrections=tuple(
            paper.correction(sheet.place(row.index, column), str(position[row.index])) for row in wrong[:24]
        ),
    )


def _ends_in_a_slip(numbers: Sequence[int]) -> bool:
    """Whether all count on but the last, and one slip of the pen made that of the right one: 17, 18, 91."""
    right = len(numbers)
    return numbers[:-1] == list(range(1, right)) and is_typing_slip(Decimal(numbers[-1]), Decimal(right))


def _missing(numbers: Sequence[int]) -> list[str]:
    """Ordinals that are not there, those that follow each other as one: "6–960"."""
    gaps = [(low + 1, high - 1) for low, high in pairwise([0, *sorted(set(numbers))]) if high - low > 1]
    named = [str(low) if low == high else f"{low}–{high}" for low, high in gaps]
    return named if len(named) <= _MOST_NAMED else [*named[:_MOST_NAMED], "…"]


def _wrong_rows(run: Sequence[Row], numbers: Sequence[int]) -> list[Row]:
    """Rows whose ordinal is not their position; where the count jumps, the row it jumps at."""
    off = [index for index, number in enumerate(numbers) if number != index + 1]
    shifts = [index for index in off if numbers[index] != (numbers[index - 1] + 1 if index else 1)]
    # One jump puts every later row off: the jump is what is wrong.
    return [run[index] for index in (shifts if len(shifts) < len(off) / 2 else off)]


def _excerpt(numbers: Sequence[int]) -> list[int]:
    first = next((index for index, number in enumerate(numbers) if number != index + 1), 0)
    start = max(0, first - 2)
    return list(numbers[start : start + 10])
