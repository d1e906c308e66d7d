"""Tables whose header alone has vertical rulings, above rows parted by horizontal ones: its columns are theirs."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from doichieu.extract.pdf.rulings import Net, Ruling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.lines import TextLine

# Edges at one place differ by rounding, in points; rulings so near each other are one edge.
_LEVEL, _SAME = 3.0, 6.5
# So many columns and rows tell; the words of that part of the rows stand between the rulings led down.
_COLUMNS, _ROWS, _MOSTLY = 3, 2, 0.7
# How far a letter may reach over an edge, in points, and how wide a space is at most, in heights.
_OVER, _SPACE = 1.0, 0.4


def with_heads(nets: Sequence[Net], lines: Sequence[TextLine]) -> list[Net]:
    """Lead the vertical rulings of headers down through the rows below them that have none.

    Args:
        nets: Nets of a page, from the top.
        lines: Lines of the page, from the top.

    Returns:
        The nets; one for a header and the rulings that stand apart from it between its rows.
    """
    found: list[Net] = []
    rest = list(nets)
    while rest:
        net = rest.pop(0)
        own = list(takewhile(lambda other: not other.down, rest)) if net.down else []
        own = [other for other in own if _is_below(net, other)]
        beams = [ruling for other in own for ruling in other.across]
        whole = _led_down(Net([*net.across, *beams], net.down), lines)
        if whole is not None:
            rest = [other for other in rest if all(other is not one for one in own)]
        found.append(whole or net)
    return found


def _is_below(head: Net, rule: Net) -> bool:
    """Whether a ruling stands below a header and ends with it; names over several rows keep it from beginning there too."""
    left, _, right, bottom = head.box
    start, top, end, _ = rule.box
    return top > bottom and start >= left - _LEVEL and abs(end - right) <= _LEVEL


def _led_down(net: Net, lines: Sequence[TextLine]) -> Net | None:
    """Lead the vertical rulings of a header down through the rows below it.

    Returns:
        The net with them, interrupted where words run over several columns; None where rulings stand between the
        columns of the rows, or the words of the rows do not stand in the columns of the header.
    """
    if not net.across or len(net.down) < _COLUMNS - 1:
        return None
    left, top, right, bottom = net.box
    inner = [post for post in net.down if left + _SAME < post.at < right - _SAME]
    foot = max((post.end for post in inner), default=bottom)
    beams = _levels([ruling.at for ruling in net.across if ruling.at > foot + _LEVEL])
    heads = [post for post in inner if abs(post.end - foot) <= _LEVEL]
    if foot > bottom - _SAME or len(beams) < _ROWS or len(heads) < _COLUMNS - 1:
        return None
    free = [
        [_is_free(post.at, upper, lower, lines) for post in heads]
        for upper, lower in pairwise([foot, *beams])
    ]
    if sum(map(all, free)) < _MOSTLY * len(free):
        return None
    posts = [
        Ruling(post.at, upper, lower)
        for (upper, lower), row in zip(pairwise([foot, *beams]), free, strict=True)
        for post, is_free in zip(heads, row, strict=True)
        if is_free
    ]
    outer = [Ruling(at, top, bottom) for at in (left, right)]
    return Net(net.across, sorted([*net.down, *posts, *outer], key=lambda post: post.at))


def _levels(at: Sequence[float]) -> list[float]:
    """Heights of rulings, those of one edge once."""
    levels: list[float] = []
    for y in sorted(at):
        if not levels or y - levels[-1] > _SAME:
            levels.append(y)
    return levels


def _is_free(at: float, upper: float, lower: float, lines: Sequence[TextLine]) -> bool:
    """Whether nothing between two heights runs over an edge: no word, no line of words with but spaces between them."""
    first = bisect_left(lines, upper, key=lambda line: line.base)
    for line in lines[first:]:
        if line.base > lower:
            break
        words = line.words
        if any(word.x0 + _OVER < at < word.x1 - _OVER for word in words):
            return False
        if words[0].x1 < at < words[-1].x0 and not any(
            right.x0 - left.x1 > _SPACE * line.height for left, right in pairwise(words)
        ):
            return False
    return True
