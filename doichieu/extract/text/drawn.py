"""Tables drawn of signs: +----+ and bars, or the box characters of terminals; merged cells show in what is drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.assembly.kinds import Kind, kind_of
from doichieu.extract.stream import RawCell, RawTable, Shape
from doichieu.extract.words import fold_cell, strip_cell_emphasis

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from doichieu.extract.text.lines import SourceLine

_BARS = "|│┃║"
_ACROSS = "-=─━═╌┄"
_CORNERS = "+┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜┏┳┓┣╋┫┗┻┛"
_EDGE = re.compile(rf"[{_CORNERS}][{_ACROSS}{_CORNERS}]{{3,}}[{_CORNERS}]")
# A rule that cells merged over rows break: what they hold stands between its pieces.
_RULE = re.compile(rf"[{_CORNERS}{_BARS}].*[{_CORNERS}][{_ACROSS}]{{2,}}[{_CORNERS}].*")
# That part of a column's width under a rule closes it.
_CLOSED = 0.5
# Lines of a block are rows of their own when that part of them has a first and a last cell.
_FULL, _FEW_BLOCKS = 0.8, 3


class _Piece(NamedTuple):
    """What stands between two bars on a line, over columns `first` to `last`."""

    first: int
    last: int
    text: str
    start: int


@dataclass(slots=True)
class _Cell:
    first: int
    last: int
    rows: int = 1
    pieces: list[_Piece] = field(default_factory=list)

    def finished(self) -> RawCell:
        """The cell as the stream has it."""
        filled = [piece for piece in self.pieces if piece.text]
        text = strip_cell_emphasis(fold_cell("\n".join(piece.text for piece in filled)))
        span = (filled[0].start, filled[-1].start + len(filled[-1].text)) if filled else None
        return RawCell(
            text=text, col=self.first, row_span=self.rows, col_span=self.last - self.first + 1, span=span
        )


class _Block(NamedTuple):
    """Lines between two rules; `above` is the upper one."""

    above: SourceLine
    lines: list[list[_Piece]]


def read_drawn(lines: Sequence[SourceLine], start: int) -> tuple[RawTable, int] | None:
    """Read the table whose upper border stands at a line.

    Args:
        lines: All lines of the source.
        start: Index of a line.

    Returns:
        The table and the index of the line after it; None where no table is drawn.
    """
    if not _EDGE.fullmatch(lines[start].text.strip()):
        return None
    end = start + 1
    while end < len(lines) and lines[end].text.strip()[:1] in (*_BARS, *_CORNERS):
        end += 1
    region = lines[start:end]
    edges = sorted({at for line in region if _is_rule(line.text) for at in _places(line.text, _CORNERS)})
    blocks = _blocks(region, edges) if len(edges) > 2 else []
    if not blocks:
        return None
    rows = tuple(tuple(cell.finished() for cell in row) for row in _rows(blocks, edges))
    return RawTable(rows=rows, shape=Shape.GIVEN, span=(region[0].start, region[-1].span[1])), end


def _is_rule(text: str) -> bool:
    stripped = text.strip()
    return _EDGE.fullmatch(stripped) is not None or _RULE.fullmatch(stripped) is not None


def _places(text: str, signs: str) -> list[int]:
    return [at for at, sign in enumerate(text) if sign in signs]


def _blocks(region: Sequence[SourceLine], edges: Sequence[int]) -> list[_Block]:
    blocks: list[_Block] = []
    for line in region:
        if _is_rule(line.text):
            blocks.append(_Block(line, []))
        elif blocks:
            blocks[-1].lines.append(_pieces(line, edges))
    return [block for block in blocks if block.lines]


def _pieces(line: SourceLine, edges: Sequence[int]) -> list[_Piece]:
    """Pieces of a line between its bars; where each column has its bar, letters of two widths do no harm."""
    bars = _places(line.text, _BARS)
    if len(bars) == len(edges):
        columns = list(range(len(edges)))
    else:
        columns = [min(range(len(edges)), key=lambda at: abs(edges[at] - bar)) for bar in bars]
    return [
        _Piece(first, last - 1, piece.strip(), line.start + a + 1 + len(piece) - len(piece.lstrip()))
        for (a, b), (first, last) in zip(pairwise(bars), pairwise(columns), strict=True)
        if last > first and (piece := line.text[a + 1 : b]) is not None
    ]


def _rows(blocks: Sequence[_Block], edges: Sequence[int]) -> list[list[_Cell]]:
    rows: list[list[_Cell]] = []
    over: dict[tuple[int, int], _Cell] = {}  # cells of the row above, merged ones too
    for block in blocks:
        for order, lines in enumerate(_split(block.lines, len(blocks))):
            row = [_Cell(piece.first, piece.last) for piece in lines[0]]
            for at, cell in enumerate(row):
                above = over.get((cell.first, cell.last))
                if above is not None and not order and _is_open(block.above.text, edges, cell):
                    above.rows += 1
                    above.pieces += _inside(block.above, edges, cell)
                    row[at] = above
            for piece in (piece for line in lines for piece in line):
                home = next((cell for cell in row if cell.first <= piece.first <= cell.last), None)
                if home is not None:
                    home.pieces.append(piece)
            over = {(cell.first, cell.last): cell for cell in row}
            rows.append([cell for cell in row if cell.rows == 1])
    return rows


def _is_open(rule: str, edges: Sequence[int], cell: _Cell) -> bool:
    """Whether a rule leaves the place above a cell open."""
    between = rule[edges[cell.first] + 1 : edges[cell.last + 1]]
    return sum(sign in _ACROSS for sign in between) < _CLOSED * (edges[cell.last + 1] - edges[cell.first] - 1)


def _inside(rule: SourceLine, edges: Sequence[int], cell: _Cell) -> Iterable[_Piece]:
    """The text of a merged cell that stands at the height of a rule."""
    begin = edges[cell.first] + 1
    text = rule.text[begin : edges[cell.last + 1]]
    if stripped := text.strip(" " + _BARS):
        yield _Piece(cell.first, cell.last, stripped, rule.start + begin + text.find(stripped))


def _split(lines: list[list[_Piece]], blocks: int) -> list[list[list[_Piece]]]:
    """The rows of a block: one whose lines are all its cells', or one a line where rules stand around many rows."""
    firsts = [line[0].text if line else "" for line in lines]
    ordinals = [text for text in firsts if kind_of(text) in {Kind.INTEGER, Kind.MARK}]
    full = sum(bool(line and line[0].text and line[-1].text) for line in lines)
    many = len(set(ordinals)) > 1 or (blocks <= _FEW_BLOCKS and len(lines) > 2 and full >= _FULL * len(lines))
    rows: list[list[list[_Piece]]] = []
    for line in lines:
        filled = sum(bool(piece.text) for piece in line)
        goes_on = bool(line) and not line[0].text and 2 * filled < len(line)
        if rows and (not many or goes_on):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows
