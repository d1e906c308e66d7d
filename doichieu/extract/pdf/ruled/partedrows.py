"""Sides of cells that a ruled table does not draw: those that colours show, and those between texts in their columns."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from doichieu.extract.pdf.ruled.endrows import cells_of
from doichieu.extract.pdf.ruled.headposts import free_edges
from doichieu.extract.pdf.ruled.joints import between
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


def with_painted(net: Net, cells: Sequence[Rect]) -> Net:
    """Lead rulings on along the sides of coloured cells.

    Args:
        net: Rulings of a table.
        cells: Coloured cells of the page. Those count whose sides each have a ruling somewhere along their line, and those
            of a header that stands on the uppermost ruling.

    Returns:
        The net with them; as it was where no vertical ruling stands in it.
    """
    if not net.across or not net.down:
        return net
    left, _, right, _ = net.box
    posts, beams = [post.at for post in net.down], sorted(ruling.at for ruling in net.across)
    if not any(left + _ALONG < at < right - _ALONG for at in posts):
        return net
    down, across = list(net.down), list(net.across)
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
    if len(down) == len(net.down):
        return net
    return Net(sorted(across, key=lambda ruling: ruling.at), sorted(down, key=lambda ruling: ruling.at))


def with_parted(net: Net, lattice: Lattice, lines: Sequence[TextLine]) -> Net:
    """Draw the vertical rulings that a row lacks in which texts stand in the columns of the others.

    Args:
        net: Rulings of a table.
        lattice: Their grid.
        lines: Lines of the page, from the top.

    Returns:
        The net with them; as it was where no row lacks any.
    """
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
    return Net(net.across, sorted([*net.down, *posts], key=lambda post: post.at)) if posts else net


def _near(places: Sequence[float], at: float) -> float | None:
    """The ruling along a side, if there is one; places are in order."""
    index = bisect_left(places, at - _ALONG)
    return places[index] if index < len(places) and places[index] <= at + _ALONG else None
