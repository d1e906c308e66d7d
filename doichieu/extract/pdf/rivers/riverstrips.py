"""Strips between columns that lines leave free, and which of them are rivers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.rivers.linegaps import Run

# So many lines with words on both sides tell that a strip is no chance; wider ones than that, in heights, tell sooner.
LINES, SURE_LINES, WITH_HEAD, _WIDE = 5, 3, 2, 0.7
# Texts of a column begin, or have their middle, at one place in that part of its lines, but for points.
_ALIGNED, _SAME = 0.45, 2.0
# How far text may reach into a river, in points.
_OVER = 0.5
# Titles of columns stand in so many lines.
_TITLES = 4
# Of so many lines few can stand in a column that has a title: marks, notes.
_MANY = 8
# Beyond any page.
FAR = 1e6


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


def narrowed(strips: Sequence[Strip], runs: Sequence[Run], least: float) -> list[Strip]:
    """Narrow strips to what a line leaves free of them.

    Args:
        strips: Strips from the left.
        runs: What the words of the line cover.
        least: How wide a strip is at least, in points.
    """
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


def rivers_of(
    strips: Sequence[Strip],
    taken: Sequence[Sequence[Run]],
    height: float,
    few: int = SURE_LINES,
    *,
    headed: bool = False,
) -> list[Strip]:
    """Find the strips beside which texts stand on either side, line after line.

    Args:
        strips: Strips that all lines leave free.
        taken: What the words of each line cover.
        height: Of the usual font, in points.
        few: How many lines tell that a wide strip is no chance.
        headed: Whether the first line is a header: fewer lines tell where its titles stand on both sides too.
    """
    inner = [strip for strip in strips if strip[0] > -FAR and strip[1] < FAR]
    if headed:
        apart = _between_titles(inner, taken)
        inner = [strip for strip in inner if strip not in apart]
    while inner:
        places = _pieces(inner, taken)
        titled = [headed and bool(own) and own[0].line == 0 for own in places]
        weak = []
        for at, strip in enumerate(inner):
            beside = places[at : at + 2]
            wide = strip[1] - strip[0] >= _WIDE * height
            least = few if wide or all(titled[at : at + 2]) else LINES
            marked = wide and len(taken) >= _MANY
            thin = [
                own
                for own in beside
                if len(own) < least and not (marked and _stands_below(own, headed=headed))
            ]
            if thin or not all(map(_is_told, beside)) or _is_justified(beside[1]):
                weak.append(at)
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


def _between_titles(strips: Sequence[Strip], taken: Sequence[Sequence[Run]]) -> set[Strip]:
    """Strips that part titles from their texts: titles at the left of columns whose figures stand at their right.

    Of titles alone and texts without a title in turns each title belongs to the texts behind it, or before it if texts begin.
    """
    found: set[Strip] = set()
    places = _pieces(strips, taken)
    at = 0
    while at < len(places):
        stop = at
        while (
            stop < len(places)
            and _stands_alone(places[stop])
            and (stop == at or _is_title(places[stop]) != _is_title(places[stop - 1]))
        ):
            stop += 1
        if (stop - at) % 2 == 0:
            found.update(strips[at:stop:2])
        at = max(stop, at + 1)
    return found


def _stands_alone(pieces: Sequence[Piece]) -> bool:
    """Whether a column is a title without texts, or texts without a title."""
    return bool(pieces) and (_is_title(pieces) or pieces[0].line > 0)


def _is_title(pieces: Sequence[Piece]) -> bool:
    return len(pieces) == 1 and pieces[0].line == 0


def _stands_below(pieces: Sequence[Piece], *, headed: bool) -> bool:
    """Whether the few texts of a column stand in the middle below its title."""
    middles = [(piece.x0 + piece.x1) / 2 for piece in pieces]
    titled = len(pieces) > 1 and pieces[0].line < (_TITLES if headed else 1)
    return titled and max(middles) - min(middles) <= _SAME


def _is_told(pieces: Sequence[Piece]) -> bool:
    """Whether a column has many lines, or one that can be its title."""
    return len(pieces) >= LINES or (bool(pieces) and pieces[0].line < _TITLES)


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
