"""Figures that stand once for several rows, in a cell merged over them: the sum or the mean of another column there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from doichieu.model import ColumnRole, RowKind
from doichieu.validate.paper import AMOUNTS, Sheet
from doichieu.validate.relations import SumRelation
from doichieu.validate.rounding import Grade

# So many blocks must there be, and all but one hold to the digit; those of one row show nothing.
_LEAST_BLOCKS, _MOST_OFF, _LEAST_ROWS = 3, 1, 2


def block_relations(sheet: Sheet) -> Iterator[SumRelation]:
    """Find the columns whose figures sum up the rows they are merged over: “Điểm bình quân cụm” beside five schools.

    Args:
        sheet: A table prepared for checks.

    Yields:
        A sum or a mean for each block of rows.
    """
    filled = sheet.columns(*(AMOUNTS - {ColumnRole.MAXIMUM}), ColumnRole.RATIO)
    rows = [row.index for row in sheet.data]
    # a table with rows that sum up others has its blocks below these
    if len(rows) < _LEAST_BLOCKS * _LEAST_ROWS or any(
        row.kind in {RowKind.GROUP, RowKind.SUBTOTAL} for row in sheet.reading.rows
    ):
        return
    sources = [
        column.index for column in filled if all(sheet.number(row, column.index) is not None for row in rows)
    ]
    for column in filled:
        blocks = [] if column.index in sources or not sources else _blocks(sheet, column.index, rows)
        if blocks:
            yield from _best(sheet, column.index, blocks, sources)


def _blocks(sheet: Sheet, col: int, rows: Sequence[int]) -> list[Sequence[int]]:
    """Runs of rows that each begin with a figure of a column and have no other; none where any cell says something else."""
    starts = [at for at, row in enumerate(rows) if sheet.number(row, col) is not None]
    others = [row for at, row in enumerate(rows) if at not in starts]
    blank = all((cell := sheet.cells.get((row, col))) is None or not cell.text for row in others)
    if len(starts) < _LEAST_BLOCKS or starts[0] != 0 or not blank:
        return []
    blocks = [rows[start:end] for start, end in pairwise([*starts, len(rows)])]
    return blocks if min(map(len, blocks)) >= _LEAST_ROWS else []


def _best(
    sheet: Sheet, target: int, blocks: Sequence[Sequence[int]], sources: Sequence[int]
) -> list[SumRelation]:
    """The column, and whether its sum or its mean, that explains most blocks."""
    best: tuple[int, list[SumRelation]] = (0, [])
    for source in sources:
        for mean in (True, False):
            relations = [
                SumRelation(
                    rule="SUM-AVG" if mean else "SUM-COL",
                    target=sheet.place(block[0], target),
                    parts=tuple(sheet.place(row, source) for row in block),
                    mean=mean,
                )
                for block in blocks
            ]
            held = sum(relation.grade(sheet.figure) is Grade.EXACT for relation in relations)
            if held > best[0] and held >= len(blocks) - _MOST_OFF:
                best = (held, relations)
    return best[1]
