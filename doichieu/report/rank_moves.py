"""Rank moves: ranks as printed beside ranks as recomputed, with a line an agency from one to the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import drawsvg  # type: ignore[import-untyped]

from doichieu.model import ColumnRole, RowKind
from doichieu.report.svg import inline

if TYPE_CHECKING:
    from doichieu.model import Finding
    from doichieu.report.places import Sheet
    from doichieu.report.strings import Strings

# Sizes in CSS pixels.
LINE, LABEL, RANK, MIDDLE, HEAD = 20, 232, 30, 170, 28
WIDTH = 2 * (LABEL + RANK) + MIDDLE
LONGEST_LABEL = 32
# More agencies than this do not fit a page of A4; those that move are shown with their neighbours.
MOST_ROWS = 34
_NEAR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An agency and its two ranks.

    Attributes:
        label: What the row names, as printed.
        printed: Rank as printed.
        recomputed: Rank the table's own convention gives.
    """

    label: str
    printed: Decimal
    recomputed: Decimal

    @property
    def moved(self) -> bool:
        """Whether the two differ."""
        return self.printed != self.recomputed


def moves_of(finding: Finding, sheet: Sheet | None) -> tuple[Move, ...]:
    """The ranks a finding would change, with the ranks of the others of the same column.

    Args:
        finding: The finding.
        sheet: Its table.

    Returns:
        One move a data row with a rank, in the order printed; none where the finding corrects no rank.
    """
    columns = {c.col for c in finding.corrections if c.table_id == finding.table_id}
    if sheet is None or len(columns) != 1:
        return ()
    (col,) = columns
    column = sheet.columns.get(col)
    if column is None or column.role is not ColumnRole.RANK:
        return ()
    values = {c.row: _rank(c.value) for c in finding.corrections}
    moves = []
    for row in sheet.rows.values():
        cell = sheet.cells.get((row.index, col))
        printed = _rank(cell.text) if cell is not None and row.kind is RowKind.DATA else None
        recomputed = values.get(row.index, printed)
        if printed is not None and recomputed is not None:
            moves.append(Move(label=row.label, printed=printed, recomputed=recomputed))
    return _around(moves) if any(move.moved for move in moves) else ()


def _rank(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        return None


def _around(moves: list[Move]) -> tuple[Move, ...]:
    """All of a short table; of a long one those that move, with their neighbours by rank."""
    moves = sorted(moves, key=lambda move: move.printed)
    if len(moves) <= MOST_ROWS:
        return tuple(moves)
    moving = [index for index, move in enumerate(moves) if move.moved]
    near = sorted({k for index in moving for k in range(index - _NEAR, index + _NEAR + 1)})
    return tuple(moves[index] for index in near if 0 <= index < len(moves))[:MOST_ROWS]


def draw_moves(moves: tuple[Move, ...], say: Strings, prefix: str) -> str:
    """Draw the moves: printed ranks on the left, recomputed on the right, the same rank at the same height.

    Args:
        moves: What `moves_of` gives, not empty.
        say: Catalogue of the report's language.
        prefix: Prefix of the ids inside the picture, unique in the page.

    Returns:
        An SVG element without script, style or address.
    """
    printed = _heights([move.printed for move in moves], moves)
    recomputed = _heights([move.recomputed for move in moves], moves)
    high = max(*printed, *recomputed) + LINE
    drawing = drawsvg.Drawing(WIDTH, high, id_prefix=prefix)
    moved = sum(move.moved for move in moves)
    drawing.svg_args.update(
        {"class": "slope", "role": "img", "aria-label": say("moves_summary", n=moved, of=len(moves))}
    )
    drawing.append(
        drawsvg.Text(say("moves_printed"), 12, LABEL + RANK, 14, class_="s-head", text_anchor="end")
    )
    drawing.append(drawsvg.Text(say("moves_recomputed"), 12, LABEL + RANK + MIDDLE, 14, class_="s-head"))
    lines = zip(moves, printed, recomputed, strict=True)
    for move, start, end in sorted(lines, key=lambda one: one[0].moved):  # those that move lie on top
        _line(drawing, move, start, end)
    return inline(drawing)


def _heights(ranks: list[Decimal], moves: tuple[Move, ...]) -> list[float]:
    """Where the middle of each line stands: a rank takes as many lines as share it on the fuller side."""
    left, right = Counter(move.printed for move in moves), Counter(move.recomputed for move in moves)
    tops: dict[Decimal, int] = {}
    taken = 0
    for rank in sorted({*left, *right}):
        tops[rank] = taken
        taken += max(left[rank], right[rank])
    heights, used = [], Counter[Decimal]()
    for rank in ranks:
        heights.append(HEAD + LINE * (tops[rank] + used[rank]) + LINE / 2)
        used[rank] += 1
    return heights


def _line(drawing: drawsvg.Drawing, move: Move, start: float, end: float) -> None:
    kind = "s-moved" if move.moved else "s-still"
    x0, x1 = LABEL + RANK, LABEL + RANK + MIDDLE
    name = move.label if len(move.label) <= LONGEST_LABEL else move.label[: LONGEST_LABEL - 1].rstrip() + "…"
    drawing.append(drawsvg.Text(name, 12, LABEL, start + 4, class_=f"{kind} s-name", text_anchor="end"))
    drawing.append(drawsvg.Text(f"{move.printed:f}", 12, x0, start + 4, class_=kind, text_anchor="end"))
    drawing.append(drawsvg.Line(x0 + 8, start, x1 - 8, end, class_=f"{kind}-line"))
    drawing.append(drawsvg.Text(f"{move.recomputed:f}", 12, x1, end + 4, class_=kind))
    drawing.append(drawsvg.Text(name, 12, x1 + RANK, end + 4, class_=f"{kind} s-name"))
