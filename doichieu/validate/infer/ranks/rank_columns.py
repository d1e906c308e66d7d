"""Which columns of a table are ranks, of which year, and which columns they may rank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations

from doichieu.model import Column, ColumnRole
from doichieu.normalize.text import key
from doichieu.validate.kept import kept
from doichieu.validate.paper import AMOUNTS, Sheet

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
# So many rows must be told by the ranks of two years.
_FEWEST_MOVES, _MOST_MOVES = 4, 0.7
_ADDED_UP = re.compile(r"\b(?:tong|cong)\b.*\b(?:hang|thu bac|vi thu|thu tu|xep thu)\b")
_COMPARED = re.compile(r"\b(?:so voi|so sanh|tang|giam)\b")
_BEFORE = re.compile(r"\b(?:nam|ky|quy|thang|lan|dot) (?:truoc|lien truoc)\b")
# A ranking of all that the table ranks, whatever it is called.
_RANKS_ALONE = re.compile(
    r"(?:xep |thu |vi )*(?:hang|thu|bac|vi|tri|thu tu)(?: chung| chung cuoc| cuoi cung)?"
)


@kept
def split_rank_columns(sheet: Sheet) -> tuple[list[int], list[int]]:
    """Rank columns of the table's own year, and those of earlier years for comparison; columns of moves, and of places in events that are added up, are neither."""
    # places of events are ranked by nothing that is printed, unless the figures stand before each
    added = [col for col in places_added_up(sheet) if not _has_figures(sheet, col)]
    columns = [
        column
        for column in sheet.columns(ColumnRole.RANK)
        if column.index not in added and not is_move(sheet, column.index)
    ]
    for latest in (_own_year(sheet, columns), max((c.period for c in columns if c.period), default=None)):
        earlier = [
            column.index
            for column in columns
            if (column.period is not None and latest is not None and column.period < latest)
            or _is_of_before(column)
        ]
        if len(earlier) < len(columns):
            break  # else a paper of this year on the last: the latest ranks are those of the table
    else:
        earlier = []
    return [column.index for column in columns if column.index not in earlier], earlier


def _own_year(sheet: Sheet, columns: Sequence[Column]) -> int | None:
    """The year a table is about: the latest of its ranks and its caption, a later one where a rank needs no year.

    "Xếp hạng" beside "Xếp hạng năm 2020" is of the year after, unless the caption says 2020.
    """
    years = [column.period for column in columns if column.period]
    if not years:
        return None
    caption = [int(year) for year in _YEAR.findall(sheet.reading.table.caption or "")]
    if caption:
        return max(*years, *caption)
    alike = {_ranking(column) for column in columns if column.period}
    undated = any(not column.period and _ranking(column) in alike for column in columns)
    return max(years) + undated


def _ranking(column: Column) -> str:
    """What a rank column ranks by its header: nothing where it says no more than that it ranks, “Hạng” or “Xếp thứ”."""
    indicator = key(column.indicator)
    return "" if _RANKS_ALONE.fullmatch(indicator) else indicator


def _is_of_before(column: Column) -> bool:
    """Whether a header says without a year that a column is of the one before."""
    header = key(column.header)
    return bool(_BEFORE.search(header)) and not _COMPARED.search(header)


def ranked_again(sheet: Sheet, earlier: Sequence[int]) -> list[int]:
    """Rank columns of earlier years whose figures the table prints too."""
    return [rank for rank in earlier if _of_year(sheet, rank)]


def score_columns(sheet: Sheet, rank: int) -> list[int]:
    """Columns of figures that a rank column may rank, the likeliest first."""
    columns = sheet.columns(*(AMOUNTS - {ColumnRole.MAXIMUM}), ColumnRole.RATIO)
    order = {ColumnRole.TOTAL: 0, ColumnRole.RATIO: 1}
    current, earlier = split_rank_columns(sheet)
    if rank in earlier:
        columns = _of_year(sheet, rank)
    elif any(column.period == sheet.reading.columns[rank].period is not None for column in columns):
        # Ranks of a year whose figures are printed are not those of another year, however alike the two are.
        columns = [
            column for column in columns if column.period in {None, sheet.reading.columns[rank].period}
        ]
    if len(current) > 1:
        # Rank columns in turn with score columns belong to the score beside them.
        return [c.index for c in sorted(columns, key=lambda c: (abs(c.index - rank), order.get(c.role, 2)))]
    return [c.index for c in sorted(columns, key=lambda c: (order.get(c.role, 2), abs(c.index - rank)))]


@kept
def places_added_up(sheet: Sheet) -> list[int]:
    """The columns of places in several events before “Tổng thứ hạng”, which is their sum."""
    totals = [c.index for c in sheet.columns(ColumnRole.TOTAL) if _ADDED_UP.search(key(c.header))]
    return [c.index for c in sheet.columns(ColumnRole.RANK) if totals and c.index < totals[0]]


def _has_figures(sheet: Sheet, col: int) -> bool:
    """Whether the column before one of places holds figures that they may rank."""
    return any(column.index == col - 1 for column in sheet.columns(*AMOUNTS, ColumnRole.RATIO))


@kept
def is_move(sheet: Sheet, col: int) -> bool:
    """Whether a column is what the ranks of two years differ by, in either direction: no difference of scores."""
    # Of the ranks of two years and the moves between them each is what the others differ by: no place is nought or less.
    others = [one.index for one in sheet.columns(ColumnRole.RANK) if one.index != col]
    if len(others) < 2 or _are_places(sheet, col):
        return False
    ranks = [other for other in others if _are_places(sheet, other)]
    if len(ranks) < 2:
        return False
    printed = {row.index: value for row in sheet.data if (value := sheet.value(row.index, col)) is not None}
    if len(printed) < _FEWEST_MOVES:
        return False
    # nobody wins more places than there are; most columns are ruled out by that
    if sum(abs(value) < len(sheet.data) for value in printed.values()) < _MOST_MOVES * len(printed):
        return False
    return any(
        sum(_move(sheet, row, one, two) == value for row, value in printed.items())
        >= _MOST_MOVES * len(printed)
        for one, two in permutations(ranks, 2)
    )


@kept
def _are_places(sheet: Sheet, col: int) -> bool:
    """Whether a column may be one of places: none of its figures is below one."""
    return all(value >= 1 for row in sheet.data if (value := sheet.value(row.index, col)) is not None)


def _move(sheet: Sheet, row: int, one: int, two: int) -> Decimal | None:
    ranks = sheet.value(row, one), sheet.value(row, two)
    return None if ranks[0] is None or ranks[1] is None else ranks[0] - ranks[1]


def _of_year(sheet: Sheet, rank: int) -> list[Column]:
    """Columns of figures of the year of a rank column; what compares two years is of neither."""
    year = sheet.reading.columns[rank].period
    columns = sheet.columns(*(AMOUNTS - {ColumnRole.MAXIMUM}), ColumnRole.RATIO)
    if year is None:
        return [column for column in columns if _is_of_before(column)]
    return [
        column for column in columns if column.period == year and not _COMPARED.search(key(column.header))
    ]
