"""Rivers: strips that no word enters over many lines, which part the columns of tables of texts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.pdf.linegaps import is_apart, runs_of
from doichieu.extract.pdf.runs import is_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.linegaps import Run, Scale
    from doichieu.extract.pdf.segments import SegmentLine

# So many lines with words on both sides tell that a strip is no chance; wider ones than that, in heights, tell sooner.
_LINES, _SURE_LINES, _WITH_HEAD, _WIDE = 5, 3, 2, 0.7
# So many lines in a row may cross rivers as labels of groups do; so many starts are tried for the most rivers.
_ACROSS, _STARTS = 2, 10
# Texts of a column begin, or have their middle, at one place in that part of its lines, but for points.
_ALIGNED, _SAME = 0.45, 2.0
# How far text may reach into a river, in points.
_OVER = 0.5
# Titles of columns stand in so many lines.
_TITLES = 4
# A sentence ends in one of these, a label does not.
_ENDS = (".", ";", ":", ",")
# Beyond any page.
_FAR = 1e6


Strip = tuple[float, float]


class Piece(NamedTuple):
    """What a line covers of a column.

    Attributes:
        line: Index of the line.
        x0: Left edge.
        x1: Right edge.
        figure: Whether it begins with a figure.
    """

    line: int
    x0: float
    x1: float
    figure: bool


class Core(NamedTuple):
    """Lines of a table that leave the same strips free.

    Attributes:
        start: Index of the first line.
        stop: Index behind the last one.
        rivers: Strips between its columns, from the left.
        across: Indexes of lines that cross rivers: labels of groups.
    """

    start: int
    stop: int
    rivers: list[Strip]
    across: frozenset[int]


def find_cores(lines: Sequence[SegmentLine], scale: Scale, free: int = 0) -> list[Core]:
    """Find where rivers run.

    Args:
        lines: Lines of a page outside ruled tables, from the top.
        scale: Lengths on the page.
        free: Index of the first line that may be taken.

    Returns:
        Cores from the top; lines can stand above them that are their headers.
    """
    cores: list[Core] = []
    at = free
    while at < len(lines):
        if len(lines[at].segments) < 2 or is_label(lines[at]):
            at += 1
            continue
        core = _best(lines, at, scale)
        if core is None:
            at += 1
            continue
        cores.append(core)
        at = core.stop
    return cores


def _best(lines: Sequence[SegmentLine], at: int, scale: Scale) -> Core | None:
    """The core with the most rivers that begins at a line or a few lines below, where lines of a header cross them."""
    best = _grow(lines, at, scale, _WITH_HEAD)
    start = at + 1
    tried = 1
    while start < best.stop and tried < _STARTS:
        if len(lines[start].segments) > 1:
            core = _grow(lines, start, scale)
            tried += 1
            if len(core.rivers) > len(best.rivers):
                best = core
        start += 1
    return best if best.rivers else None


def _grow(lines: Sequence[SegmentLine], start: int, scale: Scale, few: int = _SURE_LINES) -> Core:
    """Go down from a line while no river ends; labels of groups may cross them."""
    strips: list[Strip] = [(-_FAR, _FAR)]
    across: set[int] = set()
    held: list[int] = []
    taken: list[list[Run]] = []
    stop = start
    for index in range(start, len(lines)):
        line = lines[index]
        if is_label(line) or (index > start and is_apart(lines[index - 1], line, scale)):
            break
        runs = runs_of(line, scale)
        left = _narrowed(strips, runs, scale.gap)
        if _ends_river(strips, left, taken, scale.height):
            if len(line.segments) > 1 or len(held) >= _ACROSS or line.line.text.endswith(_ENDS):
                break
            held.append(index)
            continue
        if held:
            if len(line.segments) < 2:
                break
            across.update(held)
            held = []
        strips, stop = left, index + 1
        taken.append(runs)
        if not any(x0 > -_FAR and x1 < _FAR for x0, x1 in strips):
            break  # prose
    rivers = _rivers(strips, taken, scale.height, few)
    return Core(start, stop, rivers, frozenset(across))


def _narrowed(strips: Sequence[Strip], runs: Sequence[Run], least: float) -> list[Strip]:
    """What a line leaves free of strips."""
    rest: list[Strip] = []
    for x0, x1 in strips:
        at = x0
        for a, b, _ in runs:
            if b <= x0 or a >= x1:
                continue
            if a - at >= least:
                rest.append((at, a))
            at = max(at, b)
        if x1 - at >= least:
            rest.append((at, x1))
    return rest


def _rivers(
    strips: Sequence[Strip], taken: Sequence[Sequence[Run]], height: float, few: int = _SURE_LINES
) -> list[Strip]:
    """Strips beside which texts stand on either side, line after line."""
    inner = [strip for strip in strips if strip[0] > -_FAR and strip[1] < _FAR]
    while inner:
        places = _pieces(inner, taken)
        weak = [
            at
            for at, strip in enumerate(inner)
            if min(len(places[at]), len(places[at + 1]))
            < (few if strip[1] - strip[0] >= _WIDE * height else _LINES)
            or not all(map(_is_told, places[at : at + 2]))
            or _is_justified(places[at + 1])
        ]
        if not weak:
            break
        # the narrowest first: without it those beside it may part enough
        inner.pop(min(weak, key=lambda at: inner[at][1] - inner[at][0]))
    return inner


def _pieces(strips: Sequence[Strip], taken: Sequence[Sequence[Run]]) -> list[list[Piece]]:
    """By column, what each line covers of it."""
    ends = [strip[0] for strip in strips]
    places: list[list[Piece]] = [[] for _ in range(len(strips) + 1)]
    for index, runs in enumerate(taken):
        own: dict[int, Piece] = {}
        for x0, x1, figure in runs:
            column = bisect_left(ends, x1 - _OVER)
            before = own.get(column)
            own[column] = (
                Piece(index, x0, x1, figure) if before is None else before._replace(x1=max(x1, before.x1))
            )
        for column, piece in own.items():
            places[column].append(piece)
    return places


def _is_told(pieces: Sequence[Piece]) -> bool:
    """Whether a column has many lines, or one that can be its title."""
    return len(pieces) >= _LINES or (bool(pieces) and pieces[0].line < _TITLES)


def _is_justified(right: Sequence[Piece]) -> bool:
    """Whether a strip is but spaces of justified lines above each other: what follows them ends, and does not begin, at one place."""
    texts = [piece for piece in right if not piece.figure]
    if 2 * len(texts) <= len(right):
        return False  # figures end at one place too
    begin = _share([piece.x0 for piece in texts])
    middle = _share([(piece.x0 + piece.x1) / 2 for piece in texts])
    return max(begin, middle) < _ALIGNED


def _share(places: Sequence[float]) -> float:
    """The largest part of some places that are one."""
    ordered = sorted(places)
    return max(bisect_right(ordered, at + _SAME) - index for index, at in enumerate(ordered)) / len(ordered)


def _ends_river(
    before: Sequence[Strip], after: Sequence[Strip], taken: Sequence[Sequence[Run]], height: float
) -> bool:
    """Whether a river that many lines tell has no part left, or none of any has."""
    gone = {
        strip
        for strip in before
        if strip[0] > -_FAR and strip[1] < _FAR and not any(a < strip[1] and strip[0] < b for a, b in after)
    }
    if not gone:
        return False
    rivers = _rivers(before, taken, height)
    ended = gone.intersection(rivers)
    return bool(ended) and (
        len(ended) == len(rivers) or bool(ended.intersection(_rivers(before, taken, height, _LINES)))
    )
