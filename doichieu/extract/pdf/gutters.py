"""Text that stands in two columns: letterheads, signature blocks, prose; read down one column, then the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.textlayer.lines import TextLine
    from doichieu.extract.pdf.textlayer.words import Word

# A gap as wide as this, in heights of the line, sets two cells apart: "Số: 464/BC-STTTT      Thanh Hóa, ngày …".
_WIDE = 2.0
# Columns of prose stand nearer to each other, and tell themselves by their many lines.
_NARROW, _MANY = 0.9, 6
# The right cell of a letterhead begins with this name, however near the left one reaches: more than a space away.
_STATE = re.compile(r"(?:cong hoa xa hoi chu nghia|dang cong san) viet nam")
_NEAR = 0.5
_STATE_BEGUN = re.compile(r"cong hoa xa|dang cong")
# Lines of a cell begin at one place, but for points.
_FLUSH = 1.0
# The strip that no line of a block enters is at least this wide, in heights.
_STRIP, _TIGHT = 0.4, 0.15
# Rows of a letterhead stand at most this far apart, in heights; lines within one of its cells this far.
_ROW, _LINE = 3.2, 1.5

Strip = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines in reading order.

    Attributes:
        left: Lines of the left column, or of the page where it has one.
        right: Lines of the right column; none where there is but one.
        cells: Whether they are the cells of a letterhead or a signature block, and no prose.
    """

    left: Sequence[TextLine]
    right: Sequence[TextLine] = ()
    cells: bool = False


def find_blocks(lines: Sequence[TextLine]) -> list[Block]:
    """Part lines into blocks of one column and of two.

    Args:
        lines: Lines outside tables, from the top.

    Returns:
        Blocks from the top; a line whose halves stand far apart is a block of two columns by itself.
    """
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        gaps = _before_state(line) or _widest(line, _gaps(line, _NARROW))
        run = _run(line, gaps[0], lines[at + 1 :]) if len(gaps) == 1 else None
        if run is not None and run.is_block:
            blocks.append(_split(run.lines, run.strip, cells=run.wide))
            at += len(run.lines)
            continue
        apart = len(gaps) == 1 and _is_wide(line, gaps[0])
        blocks.append(_split([line], gaps[0], cells=False) if apart else Block([line]))
        at += 1
    return blocks


@dataclass(slots=True)
class _Run:
    """Lines below each other that leave one strip free.

    Attributes:
        lines: The lines.
        strip: From and to where none of them has text.
        left: From and to where they have text at its left.
        right: The same at its right.
        wide: Whether each line that has text on both sides has it as far apart as cells.
        split: How many have text on both sides.
        least: How wide the strip is at least, in heights.
    """

    lines: list[TextLine]
    strip: Strip
    left: Strip
    right: Strip
    wide: bool
    split: int = 1
    least: float = _STRIP

    @property
    def is_block(self) -> bool:
        """Whether so many lines stand in two columns that they are read so."""
        return self.split >= (2 if self.wide else max(_MANY, len(self.lines) / 2))


def _run(line: TextLine, gap: Strip, below: Sequence[TextLine]) -> _Run:
    x0, _, x1, _ = line.box
    run = _Run([line], gap, (x0, gap[0]), (gap[1], x1), _is_wide(line, gap))
    for following in below:
        last = run.lines[-1]
        step = (following.base - last.base) / max(following.height, last.height)
        if step > _ROW or not (_take_both(run, following) or (step <= _LINE and _take_side(run, following))):
            break
        run.lines.append(following)
    return run


def _take_both(run: _Run, line: TextLine) -> bool:
    """Take a line with text on both sides of the strip."""
    rest = _rest_of_state(run, line)
    for gap in rest or _gaps(line, _NARROW):
        strip = max(gap[0], run.strip[0]), min(gap[1], run.strip[1])
        if strip[1] - strip[0] < (0.0 if rest else run.least) * line.height:
            continue
        wide = bool(rest) or _is_wide(line, gap)
        if run.wide and not wide and run.split > 1:
            return False
        x0, _, x1, _ = line.box
        run.strip, run.wide, run.split = strip, run.wide and wide, run.split + 1
        # beside the rest of that name no more than a space is left for the lines below either
        run.least = _TIGHT if rest else run.least
        run.left = min(run.left[0], x0), max(run.left[1], gap[0])
        run.right = min(run.right[0], gap[1]), max(run.right[1], x1)
        return True
    return False


def _take_side(run: _Run, line: TextLine) -> bool:
    """Take a line that stands in one of the columns."""
    x0, _, x1, _ = line.box
    middle, (a, b) = (x0 + x1) / 2, run.strip
    if run.left[0] <= middle <= run.left[1]:
        strip = max(a, x1), b
    elif run.right[0] <= middle <= run.right[1]:
        strip = a, min(b, x0)
    else:
        return False
    if strip[1] - strip[0] < run.least * line.height:
        return False
    run.strip = strip
    return True


def _gaps(line: TextLine, least: float) -> list[Strip]:
    """Gaps between words that are wider than so many heights."""
    return [gap for _, gap in _all_gaps(line, least)]


def _widest(line: TextLine, gaps: list[Strip]) -> list[Strip]:
    """The gaps that set cells apart, else all."""
    return [gap for gap in gaps if gap[1] - gap[0] > _WIDE * line.height] or gaps


def _all_gaps(line: TextLine, least: float) -> list[tuple[int, Strip]]:
    """Gaps with the index of the word behind each."""
    least *= line.height
    return [
        (index, (one.x1, other.x0))
        for index, (one, other) in enumerate(pairwise(line.words), 1)
        if other.x0 - one.x1 > least
    ]


def _is_wide(line: TextLine, gap: Strip) -> bool:
    """Whether a gap sets two cells apart."""
    return gap[1] - gap[0] > _WIDE * line.height or gap in _before_state(line)


def _before_state(line: TextLine) -> list[Strip]:
    """The gap before the name of the state, or of the Party, that ends a line; none in other lines."""
    if line.words[-1].text.upper() != "NAM":
        return []
    for index, gap in _all_gaps(line, _NEAR):
        if _STATE.fullmatch(plain(line._replace(words=line.words[index:]).text)):
            return [gap]
    return []


def _rest_of_state(run: _Run, line: TextLine) -> list[Strip]:
    """The gap before what is left of the name of the state, which the line above begins in a narrow cell; else none."""
    above = run.lines[-1]
    begun = [word for word in above.words if word.x0 >= run.strip[1] - _FLUSH]
    if line.words[-1].text.upper() != "NAM" or not begun:
        return []
    if not _STATE_BEGUN.match(plain(_part(above, begun).text)):
        return []
    for one, other in pairwise(line.words):
        if abs(other.x0 - run.strip[1]) <= _FLUSH:
            rest = [word for word in line.words if word.x0 >= other.x0]
            name = f"{_part(above, begun).text} {_part(line, rest).text}"
            return [(one.x1, other.x0)] if _STATE.fullmatch(plain(name)) else []
    return []


def _split(lines: Sequence[TextLine], strip: Strip, *, cells: bool) -> Block:
    """Both sides of a strip."""
    middle = (strip[0] + strip[1]) / 2
    left = [_part(line, [word for word in line.words if word.x0 < middle]) for line in lines]
    right = [_part(line, [word for word in line.words if word.x0 >= middle]) for line in lines]
    return Block([x for x in left if x.words], [x for x in right if x.words], cells)


def _part(line: TextLine, words: list[Word]) -> TextLine:
    return line._replace(words=words)
