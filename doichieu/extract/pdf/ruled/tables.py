"""The tables of a page that rulings give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.pdf.furniture import margin_keys
from doichieu.extract.pdf.pages import follows
from doichieu.extract.pdf.ruled.celledrows import with_columns
from doichieu.extract.pdf.ruled.filling import fill
from doichieu.extract.pdf.ruled.headposts import carried_on, with_heads, with_levels
from doichieu.extract.pdf.ruled.lattices import find_inner, find_lattice
from doichieu.extract.pdf.ruled.opencolumns import heads_lines, leaves_columns
from doichieu.extract.pdf.ruled.openrows import part_rows
from doichieu.extract.pdf.ruled.partedrows import with_painted, with_parted
from doichieu.extract.pdf.ruled.rulings import Net, Ruling, bundled, find_nets
from doichieu.extract.pdf.ruled.shades import cells_of
from doichieu.extract.pdf.textlayer.turned import fill_turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.cells import PageTable
    from doichieu.extract.pdf.content import PageContent
    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.ruled.lattices import Lattice
    from doichieu.extract.pdf.textlayer.lines import TextLine

# More than this part of the cells of a table hold text.
_FILLED = 0.6
# A column of a sheet is narrower than this part of a page.
_NARROW, _LEAST_ROWS = 0.35, 4
# Edges of columns differ by rounding from page to page, in points.
_SAME_EDGE = 4.0
# Lines that stand above all else on a page, at most.
_RUNNING = 2


def take_ruled(content: PageContent, strokes: Sequence[Rect], fills: Sequence[Rect] = ()) -> None:
    """Take the tables that rulings give, and keep the rulings that are those of others.

    Args:
        content: A page with its lines; changed in place.
        strokes: Its rulings and parts of rulings.
        fills: Rectangles filled with a colour.
    """
    found = with_heads(bundled(find_nets(strokes)), content.lines)
    found = with_columns(found, strokes, fills, content.lines)
    cells = cells_of(fills)
    leveled = [with_painted(with_levels(net, content.lines), cells, content.lines) for net in found]
    nets = [_gridded(net, content.lines) for net in leveled]
    grids = [lattice for _, lattice in nets if lattice is not None]
    for net, lattice in nets:
        if lattice is not None and _is_frame(lattice, grids, content):
            continue
        # A frame with rules across but none down divides no columns: its rules are those of an unruled table.
        if lattice is None or len(lattice.xs) == 2:
            if lattice is not None and _take_column(content, lattice):
                continue
            if not net.across:
                _keep_posts(content, net)
            content.rules += net.across if not net.down or lattice is not None else []
            continue
        table, outside = fill(lattice, content.lines)
        turned = fill_turned(lattice, content.turned)
        whole = part_rows(lattice, table, bare=not net.across)
        if leaves_columns(table) or heads_lines(table, outside):
            content.rules += net.across
            content.posts += net.down
        elif not net.across:
            _keep_posts(content, net)  # between columns of prose, or of a chart, or of a part of a table
        elif not table.is_scanty:
            content.tables.append(whole)
            content.lines, content.turned = outside, turned
        elif content.remnant is None and not content.tables:
            content.remnant = lattice
    content.keys = margin_keys(content.frame, content.lines)


def _gridded(net: Net, lines: Sequence[TextLine]) -> tuple[Net, Lattice | None]:
    """A net with its grid."""
    lattice = find_lattice(net, bare=True)
    if lattice is None or (whole := with_parted(net, lattice, lines)) is net:
        return net, lattice
    return whole, find_lattice(whole, bare=True)


def _take_column(content: PageContent, lattice: Lattice) -> bool:
    """Take one narrow column that stands alone at the left of a later page: the last one of a sheet wider than its pages.

    Where no table of the page before goes on beside it, it comes as lines.
    """
    x0, y0, x1, y1 = lattice.box
    frame = content.frame
    if content.number == 1 or x1 - x0 > _NARROW * frame.width or len(lattice.cells) < _LEAST_ROWS:
        return False
    table, outside = fill(lattice, content.lines)
    filled = sum(bool(cell.words) for cell in table.cells)
    if filled <= _FILLED * len(table.cells) or any(y0 < line.base < y1 for line in outside):
        return False
    content.tables.append(table)
    content.lines = outside
    return True


def _keep_posts(content: PageContent, net: Net) -> None:
    """Keep vertical rulings at the top of a page, between which a table can go on."""
    if not content.tables and content.posts_alone is None and _goes_on(net, content):
        content.posts_alone = net


def _goes_on(net: Net, content: PageContent) -> bool:
    """Whether rulings can be those of the rest of a table: only a page number or a running head stands above them."""
    top = net.box[1]
    return content.number > 1 and sum(line.base < top for line in content.lines) <= _RUNNING


def _is_frame(lattice: Lattice, grids: Sequence[Lattice], content: PageContent) -> bool:
    """Whether a grid is but a frame of the page, around a table; most cells of a chart within are blank."""
    inner = find_inner(lattice, grids) if len(grids) > 1 else None
    if inner is None:
        return False
    table, _ = fill(inner, content.lines)
    return sum(bool(cell.words) for cell in table.cells) > _FILLED * len(table.cells)


def take_carried(content: PageContent, carried: PageTable) -> None:
    """Take rows at the top of a page that have the columns of the table before them, and rulings across alone.

    Args:
        content: The page; changed in place.
        carried: The ruled table that ends the page before.
    """
    if content.tables or not content.rules:
        return
    net = carried_on(carried.xs, content.rules, content.lines)
    lattice = None if net is None else find_lattice(net)
    if net is None or lattice is None:
        return
    table, outside = fill(lattice, content.lines)
    if any(line.base < table.box[1] for line in outside) or not follows(carried, table, full=True):
        return
    content.tables.append(table)
    content.lines = outside
    content.rules = [rule for rule in content.rules if rule not in net.across]


def take_between(content: PageContent, net: Net, carried: PageTable | None) -> None:
    """Take rows at the top of a page between vertical rulings alone.

    Args:
        content: The page; changed in place.
        net: The rulings.
        carried: The table that ends the page before; where the rulings part its columns, they go on to its sides.
    """
    if content.tables:
        return
    if carried is not None and carried.ruled and _take_columns(content, net, carried):
        return
    lattice = find_lattice(net, bare=True)
    if lattice is None:
        return
    table, outside = fill(lattice, content.lines)
    whole = part_rows(lattice, table, bare=True)
    if whole is not table and _stand_beside(outside, table):
        content.posts += net.down  # the outer columns have no ruling at their other side
    elif whole is not table and not table.is_scanty:
        content.tables.append(whole)
        content.lines = outside


def _stand_beside(lines: Sequence[TextLine], table: PageTable) -> bool:
    """Whether words stand beside most rows of a table."""
    _, top, _, bottom = table.box
    beside = sum(top < line.base < bottom for line in lines)
    return 2 * beside > len({cell.words[0][0].base for cell in table.cells if cell.words})


def _take_columns(content: PageContent, net: Net, carried: PageTable) -> bool:
    """Take rows that stand in the columns of the table before them."""
    inner = carried.xs[1:-1]
    if len(inner) < 2 or not _stand_at(net.down, inner):
        return False
    x0, y0, x1, y1 = carried.xs[0], net.box[1], carried.xs[-1], net.box[3]
    posts = [Ruling(at, y0, y1) for at in (x0, x1)] + [post for post in net.down if x0 < post.at < x1]
    lattice = find_lattice(Net([Ruling(at, x0, x1) for at in (y0, y1)], posts))
    if lattice is None or len(lattice.xs) != len(carried.xs):
        return False
    table, outside = fill(lattice, content.lines)
    if not follows(carried, whole := part_rows(lattice, table), full=True):
        return False
    content.tables.append(whole)
    content.lines = outside
    return True


def _stand_at(posts: Sequence[Ruling], inner: Sequence[float]) -> bool:
    """Whether vertical rulings are those between columns, the outer ones of the table there or not."""
    at = [post.at for post in posts]
    return all(any(abs(x - edge) < _SAME_EDGE for x in at) for edge in inner) and len(at) <= len(inner) + 2


def take_remnant(content: PageContent, lattice: Lattice, carried: PageTable) -> None:
    """Take a grid of little text as the rest of the table before it, where nothing stands above it.

    Args:
        content: The page; changed in place.
        lattice: The grid at its top.
        carried: The table that ends the page before.
    """
    table, outside = fill(lattice, content.lines)
    top = table.box[1]
    above = any(line.base < top for line in outside) or any(other.box[1] < top for other in content.tables)
    if not above and any(cell.words for cell in table.cells) and follows(carried, table):
        content.tables.append(table)
        content.lines = outside
