"""Rulings: strokes snapped to common edges, broken and dashed ones joined, double ones made one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from doichieu.extract.pdf.frame import Rect

# Strokes this near to each other are one edge; a double border of 3 points has its lines 2 points apart.
_SNAP = 2.4
# Dashes and corners leave gaps up to this long.
_GAP = 4.5
_TOUCH = 3.0
# Shorter lines than this are dashes of underlines or ticks of charts.
_LEAST = 6.0
_MOST_LINES = 1200

Interval = tuple[float, float]


@dataclass(slots=True)
class Ruling:
    """A straight line, horizontal or vertical.

    Attributes:
        at: Its y when horizontal, its x when vertical.
        start: Where it begins along its direction.
        end: Where it ends.
    """

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Net:
    """Rulings that touch each other.

    Attributes:
        across: Horizontal rulings, from the top.
        down: Vertical rulings, from the left.
    """

    across: list[Ruling] = field(default_factory=list)
    down: list[Ruling] = field(default_factory=list)

    @property
    def box(self) -> Rect:
        """Rectangle around all of its rulings."""
        xs = [r.at for r in self.down] + [v for r in self.across for v in (r.start, r.end)]
        ys = [r.at for r in self.across] + [v for r in self.down for v in (r.start, r.end)]
        return min(xs), min(ys), max(xs), max(ys)


def find_nets(strokes: Sequence[Rect]) -> list[Net]:
    """Join strokes to rulings and rulings to nets.

    Args:
        strokes: Thin rectangles as read.

    Returns:
        Nets from the top of the page; a horizontal line that touches nothing is a net of its own.
    """
    across: list[Ruling] = []
    down: list[Ruling] = []
    for x0, y0, x1, y1 in strokes:
        if x1 - x0 >= y1 - y0:
            across.append(Ruling((y0 + y1) / 2, x0, x1))
        else:
            down.append(Ruling((x0 + x1) / 2, y0, y1))
    nets = _connect(_longest(_join(across)), _longest(_join(down)))
    return sorted(nets, key=lambda net: net.box[1])


def _longest(rulings: list[Ruling]) -> list[Ruling]:
    if len(rulings) <= _MOST_LINES:
        return rulings
    kept = sorted(rulings, key=lambda ruling: ruling.start - ruling.end)[:_MOST_LINES]
    return sorted(kept, key=lambda ruling: ruling.at)


def _join(rulings: list[Ruling]) -> list[Ruling]:
    """Join rulings of one edge whose ends meet."""
    rulings.sort(key=lambda ruling: ruling.at)
    joined: list[Ruling] = []
    group: list[Ruling] = []
    for ruling in rulings:
        if group and (ruling.at - group[-1].at > _SNAP or ruling.at - group[0].at > 2 * _SNAP):
            joined += _join_edge(group)
            group = []
        group.append(ruling)
    return joined + _join_edge(group)


def _join_edge(group: list[Ruling]) -> list[Ruling]:
    if not group:
        return []
    if len(group) > 1:
        group.sort(key=lambda ruling: ruling.start)
    lengths = [ruling.end - ruling.start for ruling in group]
    at = sum([ruling.at * own for ruling, own in zip(group, lengths, strict=True)]) / (sum(lengths) or 1.0)
    pieces: list[Ruling] = []
    for ruling in group:
        if pieces and ruling.start - pieces[-1].end <= _GAP:
            pieces[-1].end = max(pieces[-1].end, ruling.end)
        else:
            pieces.append(Ruling(at, ruling.start, ruling.end))
    return [piece for piece in pieces if piece.end - piece.start >= _LEAST]


def _connect(across: list[Ruling], down: list[Ruling]) -> list[Net]:
    """Group rulings that touch: union of sets over every crossing."""
    parents = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    posts = sorted(
        (post.at, index, post.start - _TOUCH, post.end + _TOUCH)
        for index, post in enumerate(down, len(across))
    )
    places = [place for place, *_ in posts]
    sets = len(posts)
    for h, line in enumerate(across):
        at, own = line.at, h
        first, stop = bisect_left(places, line.start - _TOUCH), bisect_right(places, line.end + _TOUCH)
        for _, post, start, end in posts[first:stop]:
            # the rulings of one grid cross hundreds of times, and nearly all of them are joined already
            if parents[post] != own and start <= at <= end:
                other = root(post)
                if own == h:
                    own = parents[h] = other
                    if sets == 1:
                        break  # all of them are joined, as on most pages
                elif other != own:
                    parents[other] = own
                    sets -= 1
    nets: dict[int, Net] = {}
    for index, ruling in enumerate([*across, *down]):
        net = nets.setdefault(root(index), Net())
        (net.across if index < len(across) else net.down).append(ruling)
    return list(nets.values())


def bundled(nets: Sequence[Net]) -> list[Net]:
    """Take vertical rulings of one height that touch nothing as one net: the columns of a table that goes on.

    Args:
        nets: Nets of a page.

    Returns:
        Nets from the top of the page.
    """
    found = [net for net in nets if net.across or len(net.down) > 1]
    posts = [net.down[0] for net in nets if not net.across and len(net.down) == 1]
    bundles: list[list[Ruling]] = []
    for post in sorted(posts, key=lambda post: (post.start, post.at)):
        if bundles and _is_level(bundles[-1][0], post):
            bundles[-1].append(post)
        else:
            bundles.append([post])
    loose = [Net(down=sorted(own, key=lambda post: post.at)) for own in bundles]
    loose += [net for net in found if not net.across]
    found = [net for net in found if net.across]
    kept = [net for net in loose if not _resume(net, found)]
    return sorted([*found, *kept], key=lambda net: net.box[1])


def _resume(bundle: Net, nets: Sequence[Net]) -> bool:
    """Add rulings to the net whose columns they part again: a cell over several columns interrupts them."""
    _, top, _, bottom = bundle.box
    for net in nets:
        _, upper, _, lower = net.box
        # browsers draw the borders of cells that a page's end cuts from the last rule on: these part no rows
        if not upper < top < bottom <= lower + _TOUCH or any(abs(top - r.at) <= _GAP for r in net.across):
            continue
        if all(any(abs(post.at - other.at) <= _SNAP for other in net.down) for post in bundle.down):
            net.down += bundle.down
            return True
    return False


def _is_level(one: Ruling, other: Ruling) -> bool:
    return abs(one.start - other.start) <= _TOUCH and abs(one.end - other.end) <= _TOUCH


def edges(rulings: Iterable[Ruling], ends: Iterable[float]) -> tuple[list[float], list[list[Interval]]]:
    """Edges of a grid in one direction.

    Args:
        rulings: Parallel rulings of a net.
        ends: Where the rulings of the other direction end; an outer edge that is not drawn stands there.

    Returns:
        Positions in order, and for each the intervals that are drawn; none of an outer edge that is not.
    """
    at: list[float] = []
    drawn: list[list[Interval]] = []
    for ruling in sorted(rulings, key=lambda item: item.at):
        if at and ruling.at - at[-1] <= _SNAP:
            drawn[-1].append((ruling.start, ruling.end))
        else:
            at.append(ruling.at)
            drawn.append([(ruling.start, ruling.end)])
    outer = list(ends)
    if outer and (not at or at[0] - min(outer) > 2 * _GAP):
        at.insert(0, min(outer))
        drawn.insert(0, [])
    if outer and max(outer) - at[-1] > 2 * _GAP:
        at.append(max(outer))
        drawn.append([])
    return at, drawn
