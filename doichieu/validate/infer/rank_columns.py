"""Which columns of a table are ranks, of which year, and which columns they may rank."""

from __future__ import annotations

from collections.abc import Sequence

from doichieu.model import Column, ColumnRole
from doichieu.validate.paper import AMOUNTS, Sheet


def split_rank_columns(sheet: Sheet) -> tuple[list[int], list[int]]:
    """Rank columns of the table's own year, and those of earlier years for comparison."""
    columns = sheet.columns(ColumnRole.RANK)
    years = [column.period for column in columns if column.period]
    if not years or len(set(years)) < 2:
        return [column.index for column in columns], []
    latest = max(years)
    current = [column.index for column in columns if column.period in {None, latest}]
    return current, [column.index for column in columns if column.index not in current]


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
    if len(current) > 1:
        # Rank columns in turn with score columns belong to the score beside them.
        return [c.index for c in sorted(columns, key=lambda c: (abs(c.index - rank), order.get(c.role, 2)))]
    return [c.index for c in sorted(columns, key=lambda c: (order.get(c.role, 2), abs(c.index - rank)))]


def _of_year(sheet: Sheet, rank: int) -> list[Column]:
    """Columns of figures of the year of a rank column."""
    year = sheet.reading.columns[rank].period
    columns = sheet.columns(*(AMOUNTS - {ColumnRole.MAXIMUM}), ColumnRole.RATIO)
    return [column for column in columns if column.period == year]
