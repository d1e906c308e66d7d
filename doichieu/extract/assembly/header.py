"""Header rows of a grid: how many there are, and which header cells go over others."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import (
    Kind,
    column_kind,
    heads_ordinals,
    is_numbering,
    is_period,
    is_year,
    kind_of,
)
from doichieu.extract.words import plain

if TYPE_CHECKING:
    from doichieu.extract.assembly.slots import Grid, Slot

# Column kinds are settled long before that many rows; papers are at most this deep in practice.
_SAMPLE = 400
_MOST_LEVELS = 4
# Sheets pasted into a paper bring their title, an aside and the unit in rows above the header.
_MOST_TITLES = 3
# Budgets set the header cells line by line, a row of the sheet each, above a row that numbers the columns.
_MOST_LINES = 12
# Two years may be figures of persons (born, joined); three at equal steps head columns.
_LEAST_YEARS = 3
# Two cells of a data row may hold words in place of figures; three with words of their own are headers.
_LEAST_NAMES = 3
_KIND = re.compile(r"(\d{1,2}) (?!%)(\D{2,12})")
_CODES = re.compile(r"(?:ma|so hieu|ky hieu)\b")
_LEAST_CODE = 3


def count_header(grid: Grid, hint: int = 0) -> int:
    """Count the header rows at the top of a grid.

    Args:
        grid: A grid whose cells are placed.
        hint: Rows that the medium marks as header rows.

    Returns:
        0 when the first row is data already; a row that numbers the columns counts.
    """
    height = len(grid.rows)
    figures = _figure_columns(grid)
    if numbered := _down_to_numbers(grid):
        return numbered
    named = _down_to_names(grid, figures)
    titles = 0 if named else _count_titles(grid, figures)
    if not (named or titles or _is_first(grid, figures)):
        count = max(min(hint, height), _down_to_years(grid))
    else:
        count = _through_spans(grid, named or titles + 1, titles)
        while count < min(height - 1, _MOST_LEVELS + titles) and _is_level(grid, count, figures):
            count = _through_spans(grid, count + 1, titles)
        while count < min(height - 1, _MOST_LINES) and _is_line(grid, count, figures):
            count += 1
        count = max(count, min(hint, height))
    if 0 < count < height and is_numbering(grid.texts(count)):
        count += 1
    return count


def _down_to_numbers(grid: Grid) -> int:
    """Rows down to one that numbers the columns, where words and blanks stand above it; else 0."""
    for row in range(min(_MOST_LINES, len(grid.rows) - 1)):
        texts = grid.texts(row)
        if row and (is_numbering(texts) or _numbers_beside_words(grid, row)):
            again = row + 1
            # the numbers of the columns, and below them what is computed from what
            return again + (again < len(grid.rows) - 1 and is_numbering(grid.texts(again)))
        if row and _are_codes(texts):
            continue
        kinds = [kind_of(text) for text in texts if text and not is_period(text)]
        # "1.050.000 đ/tháng" is a line of a header
        figures = sum(kind in {Kind.INTEGER, Kind.NUMBER, Kind.MARK} for kind in kinds)
        # a form begins its header with the number of its part: "IV", and words behind it
        begins = bool(kinds) and (
            kinds[0] is Kind.INTEGER
            or (kinds[0] is Kind.MARK and (row > 0 or kinds[1:].count(Kind.TEXT) < _LEAST_NAMES))
        )
        if begins or figures * 2 > len(kinds):
            return 0
    return 0


def _numbers_beside_words(grid: Grid, row: int) -> bool:
    """Whether a row numbers some columns and names the others, which share a header cell: "A B 1 2 | Số tiền | %"."""
    texts = grid.texts(row)
    words = {
        col for col, text in enumerate(texts) if text and (kind_of(text) is Kind.TEXT or is_period(text))
    }
    return (
        bool(words)
        and words <= _wide_columns(grid, row - 1)
        and is_numbering([None if col in words else text for col, text in enumerate(texts)])
    )


def _are_codes(texts: list[str | None]) -> bool:
    """Whether a row holds a code for each column: numbers of one length, no two alike, below a blank or "Mã …"."""
    filled = [text for text in texts if text]
    if filled and _CODES.match(plain(filled[0])):
        filled = filled[1:]
    elif texts[0] != "":
        return False
    return (
        len(filled) >= _LEAST_NAMES
        and all(text.isdigit() for text in filled)
        and len({len(text) for text in filled}) == 1
        and len(filled[0]) >= _LEAST_CODE
        and len(set(filled)) == len(filled)
    )


def _down_to_names(grid: Grid, figures: list[bool]) -> int:
    """Rows down to one that names the columns below their ordinals: "1 2 3 II 1 2" over offices; 0 where there is none.

    So does a row of words over all figures below a row of its own for the unit and what the columns are grouped by.
    """
    down = 0
    for row in range(min(_MOST_LEVELS, len(grid.rows) - 1)):
        texts = [text or "" for text in grid.texts(row)]
        over = [text for text, number in zip(texts, figures, strict=True) if number and text]
        if any(kind_of(text) is Kind.NUMBER for text in over):
            break
        words = all(kind_of(text) is Kind.TEXT for text in texts if text)
        if row and len(over) >= _LEAST_NAMES and words:
            named = not texts[0] and len(set(over)) * 2 > len(over)
            if named or not grid.texts(0)[0]:
                down = row + 1
    return down


def _down_to_years(grid: Grid) -> int:
    """Rows down to a row of years near the top, which heads the columns below it; 0 where there is none."""
    for row in range(min(_MOST_LEVELS, len(grid.rows) - 2)):
        texts = [text for text in grid.texts(row) if text]
        years = [int(text) for text in texts if text.isdigit() and is_year(text)]
        if len(years) >= _LEAST_YEARS and len(texts) - len(years) <= 1:
            steps = {later - earlier for earlier, later in pairwise(years)}
            return row + 1 if len(steps) == 1 and steps != {0} else 0
    return 0


def _figure_columns(grid: Grid) -> list[bool]:
    width = len(grid.rows[0])
    body = grid.rows[1:_SAMPLE]
    return [
        column_kind(slot.text for row in body if (slot := row[col]) is not None)
        in {Kind.NUMBER, Kind.INTEGER}
        for col in range(width)
    ]


def _is_first(grid: Grid, figures: list[bool]) -> bool:
    """Whether the first row is a header row."""
    texts = [text or "" for text in grid.texts(0)]
    filled = [text for text in texts if text]
    if not filled or (len(filled) == 1 and len(texts) > 1):
        return False
    if heads_ordinals(filled[0]):
        return True
    return not _has_figures(texts, figures) and (any(figures) or len(grid.rows) > 1)


def _count_titles(grid: Grid, figures: list[bool]) -> int:
    """Rows of one cell at the top, title, aside and unit, above a header row; 0 where the row below them is none."""
    for row in range(min(_MOST_TITLES + 1, len(grid.rows) - 1)):
        texts = [text or "" for text in grid.texts(row)]
        filled = [text for text in texts if text]
        if len(texts) < 2 or not filled:
            return 0
        if len(filled) > 1:
            heads = kind_of(filled[0]) not in {Kind.INTEGER, Kind.MARK} and not _has_figures(texts, figures)
            # labels of groups and subgroups stand so above rows of texts
            told = row < 2 or heads_ordinals(filled[0]) or any(figures)
            return row if heads and told else 0
    return 0


def _has_figures(texts: list[str], figures: list[bool]) -> bool:
    """Whether a row has a figure, years apart, in a column of figures."""
    return not _counts_kinds(texts) and any(
        number and text and not is_period(text) and kind_of(text) in {Kind.INTEGER, Kind.NUMBER, Kind.MARK}
        for text, number in zip(texts, figures, strict=True)
    )


def _counts_kinds(texts: list[str]) -> bool:
    """Whether a row names kinds by numbers that count on, and nothing in the stub: "3 sao", "4 sao", "5 sao"."""
    filled = [text for text in texts if text]
    kinds = [match for text in filled if (match := _KIND.fullmatch(text))]
    numbers = [int(match[1]) for match in kinds]
    return (
        not texts[0]
        and len(kinds) == len(filled) > 1
        and len({match[2] for match in kinds}) == 1
        and abs(numbers[-1] - numbers[0]) == len(numbers) - 1
        and all(abs(one - two) == 1 for one, two in pairwise(numbers))
    )


def _through_spans(grid: Grid, count: int, titles: int) -> int:
    """Rows down to which the header cells so far go, below so many rows of titles."""
    deepest = max(
        (slot.row + slot.row_span for row in grid.rows[:count] for slot in row if slot), default=count
    )
    return max(count, min(deepest, len(grid.rows) - 1, _MOST_LEVELS + titles))


def _is_level(grid: Grid, row: int, figures: list[bool]) -> bool:
    """Whether a row goes on with the header: its words stand under header cells that go over several columns.

    Papers as text leave blanks where a header cell goes over columns; other media state the span.
    """
    texts = grid.texts(row)
    filled = [col for col, text in enumerate(texts) if text]
    if not filled or _has_figures([text or "" for text in texts], figures):
        return False
    if _is_line(grid, row, figures) or _translates(grid, row, figures):
        return True
    if not _is_nested(grid, row):
        return False
    wide = _wide_columns(grid, row - 1)
    return len(filled) > 1 and all(col in wide for col in filled)


def _is_line(grid: Grid, row: int, figures: list[bool]) -> bool:
    """Whether a row is a line of a header set line by line: words over figures, and nothing in the stub."""
    texts = [text or "" for text in grid.texts(row)]
    over = sum(bool(text) and number for text, number in zip(texts, figures, strict=True))
    return over > 1 and grid.texts(row)[0] == "" and not _has_figures(texts, figures)


def _is_nested(grid: Grid, row: int) -> bool:
    """Whether every cell of a row stands under one header cell: the label of a group goes over several."""
    return all(
        not any(grid.rows[row - 1][slot.col + 1 : slot.col + slot.col_span])
        for slot in grid.rows[row]
        if slot is not None and slot.text and slot.col_span > 1
    )


def _translates(grid: Grid, row: int, figures: list[bool]) -> bool:
    """Whether a row repeats the header in another language or as names of variables: other words over every figure."""
    texts = [text or "" for text, is_figure in zip(grid.texts(row), figures, strict=True) if is_figure]
    return (
        len(texts) >= _LEAST_NAMES
        and len(set(texts)) == len(texts)
        and all(kind_of(text) is Kind.TEXT for text in texts)
    )


def _wide_columns(grid: Grid, row: int) -> set[int]:
    """Columns of a row under which a further level can stand."""
    slots = grid.rows[row]
    wide: set[int] = set()
    for col, slot in enumerate(slots):
        if (slot is None and _is_under_wide(grid, row, col)) or (slot and slot.text and slot.col_span > 1):
            wide.add(col)
        elif slot is None:
            continue
        elif not slot.text:
            wide |= {col, col - 1}
    return wide


def _is_under_wide(grid: Grid, row: int, col: int) -> bool:
    """Whether the cell that covers a place goes over several columns; one merged over rows alone closes its column."""
    above = next((slot for r in range(row - 1, -1, -1) if (slot := grid.rows[r][col]) is not None), None)
    return above is None or above.col_span > 1 or above.row + above.row_span <= row


def merge_header(grid: Grid, count: int) -> None:
    """Give header cells of a paper as text their spans: blanks beside a cell over words, blanks below a cell.

    Args:
        grid: The grid; its header slots are changed in place.
        count: Header rows.
    """
    levels = count - 1 if count > 1 and is_numbering(grid.texts(count - 1)) else count
    for row in range(levels - 1):
        for slot in list(grid.rows[row]):
            if slot is not None and slot.text and slot.col_span == 1:
                _widen(grid, slot)
    for row in range(levels - 1):
        for slot in list(grid.rows[row]):
            if slot is not None and slot.text:
                _deepen(grid, slot, levels)


def _widen(grid: Grid, slot: Slot) -> None:
    below = grid.rows[slot.row + 1]
    if not _filled(below[slot.col]):
        return
    col = slot.col + 1
    row = grid.rows[slot.row]
    while col < len(row) and _is_blank(row[col]) and _filled(below[col]):
        row[col] = None
        slot.col_span += 1
        col += 1


def _deepen(grid: Grid, slot: Slot, levels: int) -> None:
    columns = range(slot.col, slot.col + slot.col_span)
    for row in range(slot.row + slot.row_span, levels):
        if not all(_is_blank(grid.rows[row][col]) for col in columns):
            return
        for col in columns:
            grid.rows[row][col] = None
        slot.row_span += 1


def _filled(slot: Slot | None) -> bool:
    return slot is not None and slot.text != ""


def _is_blank(slot: Slot | None) -> bool:
    return slot is not None and not slot.text and slot.row_span == slot.col_span == 1
