"""Tables ruled across alone whose rulings are drawn cell by cell: vertical rulings between the columns these tell."""

from __future__ import annotations

from bisect import bisect_right
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import heads_ordinals, is_numbering
from doichieu.extract.assembly.labels import caption_of, is_note, opens_aside, unit_of
from doichieu.extract.pdf.ruled.endrows import cells_of, first_row_top, widest_inside
from doichieu.extract.pdf.ruled.headposts import free_edges
from doichieu.extract.pdf.ruled.joints import (
    LEVEL,
    MOSTLY,
    PADDING,
    SAME,
    TELLING,
    Level,
    between,
    chains_of,
    column_edges,
    levels_of,
)
from doichieu.extract.pdf.ruled.rulings import Net, Ruling
from doichieu.extract.pdf.ruled.shades import HIGHEST, LOWEST
from doichieu.extract.pdf.ruled.titlespans import covered_edges, title_levels
from doichieu.extract.pdf.textlayer.lines import crosses
from doichieu.extract.pdf.unruled.segments import split_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.ruled.rulings import Interval
    from doichieu.extract.pdf.textlayer.lines import TextLine

# A header, its foot and that of the table have three levels; so far inside a frame stands what parts columns, in points.
_LEVELS, _INSIDE = 3, 8.0
# Lines of a header stand no further apart than that, in heights, and two titles no nearer.
_PITCH, _APART = 2.2, 1.2
# Lines of a cell have no more space between them, in heights, where no row shows any.
_TIGHT = 0.3
# In that part of the lines figures stand that far from what is beside them, in heights, where a column has no edge.
_SOME, _FIGURES = 0.2, 0.8
# So many names below each other are no lines of one where others have one.
_STACKED = 4
# A caption has its middle that near to the table's, in points.
_MIDDLE = 18.0
# A title over several columns has its middle that near to theirs, twice over, in points.
_CENTRED = 4.0


def with_columns(
    nets: Sequence[Net], strokes: Sequence[Rect], fills: Sequence[Rect], lines: Sequence[TextLine]
) -> list[Net]:
    """Add vertical rulings where the pieces of horizontal ones meet, level after level.

    Args:
        nets: Nets of a page, from the top.
        strokes: The strokes they were made of.
        fills: Rectangles filled with a colour: their edges are drawn too.
        lines: Lines of the page, from the top.

    Returns:
        The nets from the top, those of one table as one; as they were where rules stand about the header and at the foot
        of a table alone, for the fit of its lines tells its rows better.
    """
    bare = [net for net in nets if net.across and not _is_parted(net)]
    if not bare:
        return list(nets)
    sides = [(x0, y, x1, y) for x0, y0, x1, y1 in fills if LOWEST <= y1 - y0 <= HIGHEST for y in (y0, y1)]
    heights = [ruling.at for net in bare for ruling in net.across] + [side[1] for side in sides]
    levels = levels_of([*strokes, *sides], sorted(heights))
    found: list[Net] = []
    taken: set[int] = set()
    for chain in chains_of(levels, lines):
        xs = column_edges(chain)
        if not xs:
            continue
        whole = with_head(chain, xs, levels, lines)
        if not _part_rows(chain, xs, lines, headed=whole is not chain):
            continue
        if _leaves_columns(chain, xs, lines) or _leaves_rows(chain, xs, lines):
            continue
        whole = _with_foot(whole, xs, lines)
        whole = _with_titles(whole, xs, lines)
        own = [net for net in bare if _is_inside(net.box, whole)]
        taken.update(map(id, own))
        found.append(_net(whole, xs, own, lines))
    rest = [net for net in nets if id(net) not in taken]
    return sorted([*rest, *found], key=lambda net: net.box[1])


def _is_parted(net: Net) -> bool:
    """Whether vertical rulings part columns, and do not only frame them."""
    left, _, right, _ = net.box
    return any(left + _INSIDE < post.at < right - _INSIDE for post in net.down)


def _is_inside(box: Rect, chain: Sequence[Level]) -> bool:
    x0, y0, x1, y1 = box
    across = chain[0].start - SAME <= x0 and x1 <= chain[0].end + SAME
    return across and chain[0].at - LEVEL <= y0 and y1 <= chain[-1].at + LEVEL


def with_head(
    chain: list[Level], xs: Sequence[float], levels: Sequence[Level], lines: Sequence[TextLine]
) -> list[Level]:
    """The levels with those about the titles that stand in the columns above the first of them.

    Args:
        chain: Levels between the rows of a table, from the top.
        xs: Edges between its columns.
        levels: All levels of the page.
        lines: Lines of the page, from the top.
    """
    left, right = chain[0].start, chain[0].end
    first = cells_of(between(chain[0].at, chain[1].at, lines), xs)
    if heads_ordinals(" ".join(word.text for word in first.get(0, []))):
        return chain
    above: list[TextLine] = []
    at = chain[0].at
    pitch = min(lower.at - upper.at for upper, lower in pairwise(chain))
    for line in reversed(between(float("-inf"), at, lines)):
        below = [one for one in levels if line.base < one.at < at]
        # a level below some columns alone is that of a title over them
        is_title = any(not one.is_as_long_as(chain[0]) for one in below)
        if at - line.base > max(_PITCH * line.height, pitch) or (
            not is_title and _is_caption(line, (left, right), xs)
        ):
            break
        if unit_of(line.text) is not None or is_note(line.text) or _names_table(line.text):
            break
        # titles of several columns stand over the edges between them, with a level below or in their middle
        if any(crosses(line, x) for x in xs) and not below and not _is_centred(line, [left, *xs, right]):
            break
        above.append(line)
        at = line.base
    # at a page's top a row has no ruling above it, however few of its cells are filled
    if len(cells_of(above, xs)) < (1 if above and above[-1] is lines[0] else MOSTLY * (len(xs) + 1)):
        return chain
    top = min(line.box[1] for line in above) - 1.0
    inner = [one for one in levels if top < one.at < chain[0].at and one.is_within(chain[0])]
    if not inner and (row := first_row_top(above, chain, xs, lines)) is not None:
        inner = [Level(row, [(left, right)], [])]
    return [Level(top, [(left, right)], []), *inner, *chain]


def _is_centred(line: TextLine, edges: Sequence[float]) -> bool:
    """Whether each text of a line that crosses edges stands in the middle of some columns, the first ones not among them."""
    texts = [(text.x0, text.x1) for text in split_line(line).segments]
    return all(
        bisect_right(edges, x0) == bisect_right(edges, x1)
        or any(
            left < x0 and x1 < right and abs(left + right - x0 - x1) <= _CENTRED
            for left, right in combinations(edges[1:], 2)
        )
        for x0, x1 in texts
    )


def _with_titles(chain: list[Level], xs: Sequence[float], lines: Sequence[TextLine]) -> list[Level]:
    """The levels with those below titles over several columns and above the numbers of the columns, where the header has none."""
    upper, lower = chain[:2]
    if not lower.is_as_long_as(upper):
        return chain
    edges = [upper.start, *xs, upper.end]
    titles = list(between(upper.at, lower.at, lines))
    rest = chain[1:]
    if len(titles) > 1 and is_numbering([segment.text for segment in split_line(titles[-1]).segments]):
        rest = [Level(titles.pop().box[1] - 1.0, [(upper.start, upper.end)], []), *rest]
    return [upper, *title_levels(titles, edges), *rest]


def _with_foot(chain: list[Level], xs: Sequence[float], lines: Sequence[TextLine]) -> list[Level]:
    """The levels with one below a last row that has no ruling there: its cells are those that the row above it fills."""
    last = cells_of(between(chain[-2].at, chain[-1].at, lines), xs)
    below: list[TextLine] = []
    at = chain[-1].at
    inside = None
    for line in between(at, float("inf"), lines):
        if line.box[1] - at > PADDING * line.height or any(crosses(line, x) for x in xs):
            break
        if below and (is_note(line.text, _marks(line.text)) or _names_table(line.text)):
            break
        if below:
            inside = widest_inside(chain, lines) if inside is None else inside
            if line.box[1] - at > max(inside, _TIGHT * line.height):
                break
        below.append(line)
        at = line.box[3]
    filled = cells_of(below, xs)
    if sum(slot in filled for slot in last) < max(TELLING, MOSTLY * len(last)):
        return chain
    return [*chain, Level(at + 1.0, [(chain[0].start, chain[0].end)], [])]


def _names_table(text: str) -> bool:
    return caption_of(text) is not None or opens_aside(text)


def _marks(text: str) -> frozenset[str]:
    """The mark of a footnote that a text begins with, if it does."""
    mark = text.split(maxsplit=1)[0]
    return frozenset(() if mark[0].isdigit() else (mark,))


def _is_caption(line: TextLine, sides: Interval, xs: Sequence[float]) -> bool:
    """Whether one text stands in the middle of a table, and not of a column."""
    start, end = line.words[0].x0, line.words[-1].x1
    if any(right.x0 - left.x1 > _APART * line.height for left, right in pairwise(line.words)):
        return False
    edges = [sides[0], *xs, sides[1]]
    slot = bisect_right(xs, (start + end) / 2)
    return abs(start + end - sum(sides)) < _MIDDLE < abs(edges[slot] + edges[slot + 1] - sum(sides))


def _part_rows(
    chain: Sequence[Level], xs: Sequence[float], lines: Sequence[TextLine], *, headed: bool
) -> bool:
    """Whether a row stands between two levels each, and not the header and all rows: some cell of a row has one line."""
    heights = [level.at for level in chain if level.is_as_long_as(chain[0])]
    few = len(heights) <= _LEVELS
    if len(heights) < _LEVELS and not headed:
        return False
    rows = rest = 0
    is_row = False
    for upper, lower in pairwise(heights):
        own = between(upper, lower, lines)
        cells = cells_of(own, xs).values()
        single = sum(max(word.y1 for word in words) < 2 * words[0].y1 - words[0].y0 for words in cells)
        is_row = 2 * single > len(cells) if few else single > 0
        rows, rest = (rows + len(own), rest) if is_row else (rows, rest + len(own))
    return rest <= rows and (is_row or not few)


def _leaves_columns(chain: Sequence[Level], xs: Sequence[float], lines: Sequence[TextLine]) -> bool:
    """Whether rulings do not meet between some columns: figures stand far from other words between two edges, row after row."""
    own = between(chain[0].at, chain[-1].at, lines)
    apart = sum(
        any(
            right.x0 - left.x1 > _FIGURES * line.height
            and (left.text[0].isdigit() or right.text[0].isdigit())
            for words in cells_of([line], xs).values()
            for left, right in pairwise(words)
        )
        for line in own
    )
    return apart >= max(_LEVELS, _SOME * len(own))


def _leaves_rows(chain: Sequence[Level], xs: Sequence[float], lines: Sequence[TextLine]) -> bool:
    """Whether rulings part some rows of a line each and not others: names stand below each other without any between."""
    counts = [
        sum(line.words[0].x0 < xs[0] for line in between(upper.at, lower.at, lines))
        for upper, lower in pairwise(chain)
    ]
    return sorted(counts)[len(counts) // 2] <= 1 and max(counts[1:], default=0) >= _STACKED


def _net(chain: Sequence[Level], xs: Sequence[float], nets: Sequence[Net], lines: Sequence[TextLine]) -> Net:
    """The rulings of a table, vertical ones between its columns but where one cell stands over several."""
    edges = [chain[0].start, *xs, chain[0].end]
    posts = [Ruling(at, chain[0].at, chain[-1].at) for at in (edges[0], edges[-1])]
    for upper, lower in pairwise(chain):
        own = between(upper.at, lower.at, lines)
        covered = set() if lower.is_as_long_as(chain[0]) else covered_edges(own, edges, lower.pieces)
        filled = cells_of(own, xs)
        free = free_edges((upper.at, lower.at), xs, lines)
        for at, x in enumerate(xs):
            # the ruling can be that of the row above or below, whose cells are others
            alone = at not in filled or at + 1 not in filled
            whole = x in covered or (alone and any(one.joints and one.is_over(x) for one in (upper, lower)))
            if free[at] and not whole:
                posts.append(Ruling(x, upper.at, lower.at))
    across = [ruling for net in nets for ruling in net.across]
    across += [
        Ruling(level.at, *piece)
        for level in chain
        for piece in level.pieces
        if all(abs(level.at - ruling.at) > LEVEL for ruling in across)
    ]
    return Net(across, sorted(posts, key=lambda post: post.at))
