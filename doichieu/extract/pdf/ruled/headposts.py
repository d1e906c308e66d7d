"""Tables whose header alone has vertical rulings, above rows parted by horizontal ones: its columns are theirs."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import is_numbering, is_year, kind_of
from doichieu.extract.pdf.ruled.rulings import Net, Ruling
from doichieu.extract.pdf.unruled.segments import is_figure, split_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.textlayer.lines import TextLine
    from doichieu.extract.pdf.textlayer.words import Word

# Edges at one place differ by rounding, in points; rulings so near each other are one edge.
_LEVEL, _SAME = 3.0, 6.5
# So many columns and rows tell; the words of that part of the rows stand between the rulings led down.
_COLUMNS, _ROWS, _MOSTLY = 3, 2, 0.7
# How far a letter may reach over an edge, in points, and how wide a space is at most, in heights.
_OVER, _SPACE = 1.0, 0.4
# What numbers the first column.
_FIRST = frozenset("1AaI")
# The space between two words of one text, where others stand further apart.
_NARROW = 0.3


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
    heads = [post.at for post in inner if abs(post.end - foot) <= _LEVEL]
    if foot > bottom - _SAME or len(heads) < _COLUMNS - 1:
        return None
    posts = _through([foot, *beams], heads, lines) if len(beams) >= _ROWS else []
    outer = [Ruling(at, top, bottom) for at in (left, right)]
    return Net(net.across, sorted([*net.down, *posts, *outer], key=lambda post: post.at)) if posts else None


def with_levels(net: Net, lines: Sequence[TextLine]) -> Net:
    """Draw the rulings that a header lacks: above the numbers of its columns, and below titles over several columns.

    Only vertical rulings that begin below such titles tell these.

    Args:
        net: Rulings of a table.
        lines: Lines of the page, from the top.

    Returns:
        The net; with the rulings, where titles stand above the vertical ones that begin later than others or above
        the numbers of the columns.
    """
    if not net.across or len(net.down) < _COLUMNS:
        return net
    left, top, right, end = net.box
    bottom = min((ruling.at for ruling in net.across if ruling.at > top + _SAME), default=end)
    beams = _above_numbers(net, bottom, lines)
    late = [post for post in net.down if top + _SAME < post.start < bottom - _SAME]
    if not late:
        return _with_beams(net, beams)
    whole = [
        left,
        *(post.at for post in net.down if post.start <= top + _SAME and post.end >= bottom - _SAME),
        right,
    ]
    for x0, x1 in pairwise(sorted(whole)):
        starts = [post.start for post in late if x0 < post.at < x1]
        if starts and max(starts) - min(starts) <= _LEVEL:
            above = [word for line in lines if top < line.base < starts[0] for word in line.words]
            if any(x0 < word.x0 and word.x1 < x1 for word in above):
                beams.append(Ruling(starts[0], x0, x1))
    return _with_beams(net, beams)


def _with_beams(net: Net, beams: Sequence[Ruling]) -> Net:
    """A net with more horizontal rulings."""
    return Net(sorted([*net.across, *beams], key=lambda ruling: ruling.at), net.down) if beams else net


def _above_numbers(net: Net, bottom: float, lines: Sequence[TextLine]) -> list[Ruling]:
    """A ruling above the numbers of the columns, where they stand below titles in the first slot of a table."""
    left, top, right, _ = net.box
    stop = bisect_left(lines, bottom, key=lambda line: line.base)
    if stop < 2 or lines[stop - 2].base < top:
        return []
    line = lines[stop - 1]
    if line.words[0].text.strip("()[]") not in _FIRST:
        return []
    edges = [post.at for post in net.down if post.start <= line.base <= post.end]
    numbers = split_line(line, edges).segments
    if not is_numbering([segment.text for segment in numbers]):
        return []
    slots = [bisect_left(edges, number.x0) for number in numbers]
    if _tell_columns_apart(slots, edges, [above for above in lines[: stop - 1] if above.base > top]):
        return []
    return [Ruling(line.box[1] - 1.0, left, right)]


def _tell_columns_apart(slots: Sequence[int], edges: Sequence[float], titles: Sequence[TextLine]) -> bool:
    """Whether numbers end titles that are alike without any: "Nhóm 1, Quintile" above 1, "Nhóm 2, Quintile" above 2."""
    above: dict[int, list[str]] = {}
    for line in titles:
        for word in line.words:
            if not word.text.isdigit():
                above.setdefault(bisect_left(edges, (word.x0 + word.x1) / 2), []).append(word.text)
    texts = [above.get(slot) for slot in slots]
    return texts[0] is not None and all(text == texts[0] for text in texts)


def carried_on(xs: Sequence[float], rules: Sequence[Ruling], lines: Sequence[TextLine]) -> Net | None:
    """The rulings of rows at the top of a page that go on with the columns of the table that ends the page before.

    Args:
        xs: Edges of the columns, from the left.
        rules: Horizontal rulings of the page that belong to no table.
        lines: Lines of the page, from the top.

    Returns:
        The rulings between its rows and columns; None where the words do not stand in the columns.
    """
    left, right = xs[0], xs[-1]
    across = [r for r in rules if r.start >= left - _LEVEL and abs(r.end - right) <= _LEVEL]
    beams = _levels([ruling.at for ruling in across])
    if not beams or len(xs) <= _COLUMNS:
        return None
    above = [line for line in lines if line.base < beams[0]]
    top = min((line.box[1] for line in above), default=beams[0])
    # a row that is cut may have no ruling above it; a paragraph is wider than the columns
    levels = [top, *beams] if beams[0] - top > _SAME else beams
    posts = _through(levels, xs[1:-1], lines)
    # of one row every word has to stand between the edges
    if len(levels) <= _ROWS and len(posts) < len(xs) - 2:
        return None
    outer = [Ruling(at, levels[0], levels[-1]) for at in (left, right)]
    return Net(across, sorted([*outer, *posts], key=lambda post: post.at)) if posts else None


def _through(levels: Sequence[float], at: Sequence[float], lines: Sequence[TextLine]) -> list[Ruling]:
    """Vertical rulings between levels, but where words run over them; none where they do in too many rows."""
    spans = list(pairwise(levels))
    free = [free_edges(span, at, lines) for span in spans]
    if sum(map(all, free)) < _MOSTLY * len(free):
        return []
    return [
        Ruling(x, upper, lower)
        for (upper, lower), row in zip(spans, free, strict=True)
        for x, is_free in zip(at, row, strict=True)
        if is_free
    ]


def _levels(at: Sequence[float]) -> list[float]:
    """Heights of rulings, those of one edge once."""
    levels: list[float] = []
    for y in sorted(at):
        if not levels or y - levels[-1] > _SAME:
            levels.append(y)
    return levels


def _are_one(line: TextLine, left: Word, right: Word) -> bool:
    """Whether no more than a space stands between two words, neither a figure, which the edge of its column is near to."""
    if right.x0 - left.x1 > _NARROW * line.height:
        return False
    return not any(is_figure(kind_of(word.text)) and not is_year(word.text) for word in (left, right))


def free_edges(levels: tuple[float, float], at: Sequence[float], lines: Sequence[TextLine]) -> list[bool]:
    """Tell which edges nothing between two heights runs over: no word, no text with but spaces between its words.

    Args:
        levels: The two heights.
        at: Edges from the left.
        lines: Lines of the page, from the top.
    """
    upper, lower = levels
    own: list[TextLine] = []
    for line in lines[bisect_left(lines, upper, key=lambda line: line.base) :]:
        if line.base > lower:
            break
        own.append(line)
    # in rows of several cells some line has a wider gap
    is_text = all(
        right.x0 - left.x1 <= _SPACE * line.height for line in own for left, right in pairwise(line.words)
    )
    pieces = [(line.words[0].x0, line.words[-1].x1) for line in own] if is_text else []
    pieces += [(word.x0 + _OVER, word.x1 - _OVER) for line in own for word in line.words]
    pieces += [
        (left.x1, right.x0)
        for line in own
        for left, right in pairwise(line.words)
        if _are_one(line, left, right)
    ]
    return [not any(x0 < x < x1 for x0, x1 in pieces) for x in at]
