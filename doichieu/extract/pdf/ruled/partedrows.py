"""Sides of cells that a ruled table does not draw: those that colours show, and those between texts in their columns."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.pdf.ruled.celledrows import with_head
from doichieu.extract.pdf.ruled.endrows import cells_of
from doichieu.extract.pdf.ruled.headposts import free_edges
from doichieu.extract.pdf.ruled.joints import Level, between
from doichieu.extract.pdf.ruled.rulings import Net, Ruling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.ruled.lattices import Lattice
    from doichieu.extract.pdf.textlayer.lines import TextLine

# The side of a coloured cell is that near to the ruling that goes on along it, in points.
_ALONG = 2.0
# A cell over so many columns holds texts of its own in that part of them.
_COLUMNS, _FILLED = 3, 0.7


def with_painted(net: Net, cells: Sequence[Rect], lines: Sequence[TextLine]) -> Net:
    """Lead rulings on along the sides of coloured cells.

    Args:
        net: Rulings of a table.
        cells: Coloured cells of the page. Those count whose sides each have a ruling somewhere along their line, and those
            of a header that stands on the uppermost ruling.
        lines: Lines of the page, from the top.

    Returns:
        The net with them; as it was where no vertical ruling stands in it or nothing is coloured.
    """
    if not cells or not net.across or not net.down:
        return net
    left, _, right, _ = net.box
    posts, beams = [post.at for post in net.down], sorted(ruling.at for ruling in net.across)
    if not any(left + _ALONG < at < right - _ALONG for at in posts):
        return net
    if rows := _coloured_rows(net, posts, cells):
        sides = [Ruling(x, y0, y1) for row in rows for x0, y0, x1, y1 in row for x in (x0, x1)]
        ends = [Ruling(y, row[0][0], row[-1][2]) for row in rows for y in (row[0][1], row[0][3])]
        return _headed(_with(net, sides, ends), [cell[0] for cell in rows[0]][1:], lines)
    down: list[Ruling] = []
    across: list[Ruling] = []
    # from the lowest up, for the upper level of a header stands on the lower one
    for x0, y0, x1, y1 in sorted(cells, key=lambda cell: -cell[3]):
        start, end = _near(posts, x0), _near(posts, x1)
        top, bottom = _near(beams, y0), _near(beams, y1)
        if start is None or end is None or bottom is None:
            continue
        if top is None and bottom - beams[0] <= _ALONG and (start, end) != (posts[0], posts[-1]):
            top = y0  # the header of a grid that is ruled below it alone
            beams.insert(0, y0)
        if top is not None:
            down += [Ruling(x, top, bottom) for x in (start, end)]
            across += [Ruling(y, start, end) for y in (top, bottom)]
    return _with(net, down, across) if down else net


def _headed(net: Net, xs: Sequence[float], lines: Sequence[TextLine]) -> Net:
    """A net with the rulings about titles that stand above its uppermost one, each in its column."""
    left, _, right, _ = net.box
    chain = [Level(ruling.at, [(left, right)], []) for ruling in net.across]
    top = with_head(chain, xs, [], lines)[0].at
    if top >= chain[0].at:
        return net
    free = free_edges((top, chain[0].at), xs, lines)
    edges = [left, *(x for x, is_free in zip(xs, free, strict=True) if is_free), right]
    return _with(net, [Ruling(x, top, chain[0].at) for x in edges], [Ruling(top, left, right)])


def _coloured_rows(net: Net, posts: Sequence[float], cells: Sequence[Rect]) -> list[list[Rect]]:
    """The cells of coloured rows that part the columns of a table alike and as its rulings do, where these leave some of them together."""
    left, top, right, bottom = net.box
    rows: defaultdict[tuple[int, int], list[Rect]] = defaultdict(list)
    for cell in cells:
        if cell[1] > top - _ALONG and cell[3] < bottom + _ALONG:
            rows[round(cell[1]), round(cell[3])].append(cell)
    inner = [at for at in posts if left + _ALONG < at < right - _ALONG]
    found: list[list[Rect]] = []
    for row in rows.values():
        row.sort()
        edges = [cell[0] for cell in row]
        whole = abs(row[0][0] - left) <= _ALONG and abs(row[-1][2] - right) <= _ALONG
        beside = all(abs(one[2] - other[0]) <= _ALONG for one, other in pairwise(row))
        if whole and beside and all(_near(edges, at) is not None for at in inner):
            found.append(row)
    counts = Counter(map(len, found))
    count = max(counts, key=lambda each: counts[each], default=0)
    alike = [row for row in found if len(row) == count]
    if len(alike) < _COLUMNS or count < _COLUMNS:
        return []
    drawn = sum(_is_drawn(net, row) for row in alike)
    return [] if 2 * drawn > len(alike) else alike


def _is_drawn(net: Net, row: Sequence[Rect]) -> bool:
    """Whether rulings stand on both sides of all cells of a row."""
    _, top, _, bottom = row[0]
    beside = {
        round(post.at) for post in net.down if post.start <= top + _ALONG and post.end >= bottom - _ALONG
    }
    return len(beside) > len(row)


def _with(net: Net, down: Sequence[Ruling], across: Sequence[Ruling]) -> Net:
    """A net with more rulings."""
    return Net(
        sorted([*net.across, *across], key=lambda ruling: ruling.at),
        sorted([*net.down, *down], key=lambda ruling: ruling.at),
    )


def with_parted(net: Net, lattice: Lattice, lines: Sequence[TextLine]) -> Net:
    """Draw the vertical rulings that a row lacks in which texts stand in the columns of the others.

    Args:
        net: Rulings of a table.
        lattice: Their grid.
        lines: Lines of the page, from the top.

    Returns:
        The net with them; as it was where no row lacks any.
    """
    if len(lattice.cells) == (len(lattice.xs) - 1) * (len(lattice.ys) - 1):
        return net  # no cell is wider than a column, as in most tables
    posts: list[Ruling] = []
    whole = None
    for cell in lattice.cells:
        if cell.cols < _COLUMNS or cell.rows > 1:
            continue
        _, top, _, bottom = cell.box
        sides = lattice.xs[cell.col : cell.col + cell.cols + 1]
        inner = sides[1:-1]
        own = between(top, bottom, lines)
        filled = cells_of(own, sides).keys() - {0, len(sides)}
        if len(filled) < max(_COLUMNS, _FILLED * cell.cols):
            continue
        # a frame around all rows makes one cell of them
        whole = between(lattice.ys[0], lattice.ys[-1], lines) if whole is None else whole
        if 2 * len(own) <= len(whole) and all(free_edges((top, bottom), inner, lines)):
            posts += [Ruling(at, top, bottom) for at in inner]
    return _with(net, posts, ()) if posts else net


def _near(places: Sequence[float], at: float) -> float | None:
    """The ruling along a side, if there is one; places are in order."""
    index = bisect_left(places, at - _ALONG)
    return places[index] if index < len(places) and places[index] <= at + _ALONG else None
