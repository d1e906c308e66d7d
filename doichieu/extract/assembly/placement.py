"""Where the cells of a row belong when converters lost some of them: alignment with the columns by kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

# Costs of the alignment. A cell against its kind outweighs leaving any one column empty; columns at the left
# are the cheapest to leave, for stub cells are what papers merge downwards; a text column (a link, a remark)
# is cheaper to leave than a figure.
_LEADING, _TEXT_SKIP, _SKIP, _TRAILING = 1, 2, 4, 2
_WORST = 10**9


@dataclass(frozen=True, slots=True)
class Placement:
    """Columns chosen for the cells of a row.

    Attributes:
        columns: One column for each cell, increasing.
        cost: Cost of the alignment; 0 when every cell fits where it stands.
        unique: Whether no other alignment costs the same.
    """

    columns: tuple[int, ...]
    cost: int
    unique: bool


def mismatch(cell: Kind, column: Kind) -> int:
    """Cost of a cell of one kind in a column of another."""
    if Kind.BLANK in {cell, column}:
        return 0
    if column is Kind.INTEGER:
        return {Kind.INTEGER: 0, Kind.MARK: 0, Kind.NUMBER: 5}.get(cell, 8)
    if column is Kind.NUMBER:
        return 6 if cell in {Kind.TEXT, Kind.MARK} else 0
    return 0 if cell in {Kind.TEXT, Kind.MARK} else 5


def fits(cells: Sequence[Kind], columns: Sequence[Kind]) -> bool:
    """Whether cells stand in columns of their kind when they are read from the left."""
    return all(mismatch(cell, column) == 0 for cell, column in zip(cells, columns, strict=False))


def align(cells: Sequence[Kind], columns: Sequence[Kind]) -> Placement:
    """Place k cells, in order, in n columns at the least cost.

    Args:
        cells: Kinds of the k cells that are left.
        columns: Kinds of the n columns, n not less than k.

    Returns:
        The cheapest placement.
    """
    n, k = len(columns), len(cells)
    best = [[(_WORST, 0)] * (k + 1) for _ in range(n + 1)]
    best[0][0] = (0, 1)
    for column in range(1, n + 1):
        for done in range(min(column, k) + 1):
            best[column][done] = _step(best[column - 1], column - 1, done, cells, columns)
    return _trace(best, cells, columns)


def _step(
    before: list[tuple[int, int]], column: int, done: int, cells: Sequence[Kind], columns: Sequence[Kind]
) -> tuple[int, int]:
    cost, ways = before[done]
    skipped = cost + skip_cost(done, len(cells), column, columns)
    if done == 0:
        return skipped, ways
    cost, ways_placed = before[done - 1]
    placed = cost + mismatch(cells[done - 1], columns[column])
    if placed == skipped:
        return placed, ways + ways_placed
    return (placed, ways_placed) if placed < skipped else (skipped, ways)


def skip_cost(done: int, total: int, column: int, columns: Sequence[Kind]) -> int:
    """Cost of leaving a column empty after some cells were placed; the stub is the first text column."""
    if done == 0:
        return _LEADING
    if done == total:
        return _TRAILING
    kind = columns[column]
    is_stub = kind is Kind.TEXT and Kind.TEXT not in columns[:column]
    return _TEXT_SKIP if kind in {Kind.TEXT, Kind.BLANK} and not is_stub else _SKIP


def _trace(best: list[list[tuple[int, int]]], cells: Sequence[Kind], columns: Sequence[Kind]) -> Placement:
    chosen: list[int] = []
    done = len(cells)
    for column in range(len(columns), 0, -1):
        if done == 0:
            break
        left = best[column - 1][done][0] + skip_cost(done, len(cells), column - 1, columns)
        # Of equal placements the leftmost is taken: that is where a row begins.
        if left > best[column][done][0]:
            chosen.append(column - 1)
            done -= 1
    cost, ways = best[len(columns)][len(cells)]
    return Placement(tuple(reversed(chosen)), cost, ways == 1)
