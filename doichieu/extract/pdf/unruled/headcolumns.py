"""Which header cells belong to which columns, where they do not stand over each other.

Figures stand at the right of their cells and names at the left, while headers stand in the middle; what keeps is
the order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.words import starts_lower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.unruled.segments import Segment

Core = tuple[float, float]
_APART = 1.0
# Lines of one cell are that near to each other, in heights; what stands further above is of another level.
_NEXT = 1.35
# What is centred has its middle that near to where it should be, in points.
_CENTRED = 2.5
# One of two columns below a title is up to twice as wide as the other: the title is off their middle by that part of
# the distance of their titles.
UNEVEN = 1 / 3
# Points that it costs to leave a header cell without a column, or a column without a header cell.
_NO_COLUMN, _NO_HEADER = 45.0, 30.0


def widen(cores: Sequence[Core], heads: Sequence[Segment]) -> list[Core]:
    """Widen columns to their header cells; a header cell that no column fits is a blank column.

    Args:
        cores: For each column the x-range that its text fills.
        heads: Segments of the header.

    Returns:
        Columns from the left, blank ones among them.
    """
    clusters = _clusters(heads, cores)
    ranges = _ranges(clusters)
    widened = list(cores)
    blank: list[Core] = []
    in_order = list(range(len(cores)))
    for index, column in enumerate(in_order if _are_paired(ranges, cores) else _match(ranges, cores)):
        x0, x1 = ranges[index]
        if column is not None:
            # Its own cell is where no other column's text stands.
            left = cores[column - 1][1] + _APART if column else x0
            right = cores[column + 1][0] - _APART if column + 1 < len(cores) else x1
            x0, x1 = max(x0, left), min(x1, right)
            widened[column] = (min(widened[column][0], x0), max(widened[column][1], x1))
        elif not goes_small(clusters[index][-1]) and not _is_title(
            clusters[index], [c for c in clusters if c is not clusters[index]]
        ):
            blank.append((x0, x1))
    return _apart(sorted([*widened, *blank]))


def _apart(cores: list[Core]) -> list[Core]:
    """Cut ranges that reach into their neighbours."""
    for index in range(len(cores) - 1):
        (a, b), (c, d) = cores[index], cores[index + 1]
        if b > c:
            middle = (b + c) / 2
            cores[index], cores[index + 1] = (a, max(a, middle - 0.5)), (min(d, middle + 0.5), d)
    return cores


def _clusters(heads: Sequence[Segment], cores: Sequence[Core]) -> list[list[Segment]]:
    """Header cells above each other, from the lowest up; titles over several of them or of the columns left out."""
    clusters: list[list[Segment]] = []
    titles = _titles(heads, cores)
    # letters without tails have lower boxes
    height = max([word.y1 - word.y0 for head in heads for word in head.words], default=0.0)
    for head in sorted(heads, key=lambda item: -item.base):
        if any(head is title for title in titles):
            continue
        over = [
            cluster
            for cluster in clusters
            if any(head.x0 < other.x1 and other.x0 < head.x1 for other in cluster)
        ]
        if len(over) == 1:
            if over[0][-1].base - head.base <= _NEXT * height and _is_aligned(head, over[0]):
                over[0].append(head)
        elif not over:
            clusters.append([head])
    clusters.sort(key=lambda cluster: min(head.x0 for head in cluster))
    leaves = _without_titles(clusters)
    if len(leaves) > len(cores):
        fewer = _without_titles(clusters, UNEVEN)
        if len(fewer) < len(leaves) and _cost(fewer, cores) < _cost(leaves, cores):
            return fewer
    return leaves


def _is_aligned(head: Segment, cluster: Sequence[Segment]) -> bool:
    """Whether a text has its middle or an edge where a line below it has its; titles over several columns have neither."""
    return any(
        min(abs(head.middle - other.middle), abs(head.x0 - other.x0), abs(head.x1 - other.x1)) <= _CENTRED
        for other in cluster
    )


def _without_titles(clusters: Sequence[list[Segment]], uneven: float = 0.0) -> list[list[Segment]]:
    """Header cells but for the titles in the middle over those at their sides."""
    return [
        own
        for at, own in enumerate(clusters)
        if not _is_between(own, clusters[:at], clusters[at + 1 :], uneven)
    ]


def _cost(clusters: Sequence[Sequence[Segment]], cores: Sequence[Core]) -> float:
    """How far header cells are from the columns, as they match best."""
    return _costs(_ranges(clusters), cores)[-1][-1]


def _ranges(clusters: Sequence[Sequence[Segment]]) -> list[Core]:
    return [(min(s.x0 for s in cluster), max(s.x1 for s in cluster)) for cluster in clusters]


def _titles(heads: Sequence[Segment], cores: Sequence[Core]) -> list[Segment]:
    """Titles that stand over several columns, and their further lines, which can be as narrow as one."""
    found: list[Segment] = []
    for head in sorted(heads, key=lambda item: item.base):
        over = sum(head.x0 < x1 - 1.5 and x0 + 1.5 < head.x1 for x0, x1 in cores)
        if over > 1 or (goes_small(head) and any(_goes_on(title, head) for title in found)):
            found.append(head)
    return found


def _goes_on(above: Segment, head: Segment) -> bool:
    """Whether a line is the next one of a centred title."""
    near = 0.0 < head.base - above.base <= _NEXT * max(word.y1 - word.y0 for word in head.words)
    return near and abs(above.middle - head.middle) <= _CENTRED


def _are_paired(ranges: Sequence[Core], cores: Sequence[Core]) -> bool:
    """Whether there are as many header cells as columns, and none stands over the column of another one."""
    return len(ranges) == len(cores) and not any(
        at != column and x0 < right and left < x1
        for at, (x0, x1) in enumerate(ranges)
        for column, (left, right) in enumerate(cores)
    )


def _is_between(
    own: Sequence[Segment],
    before: Sequence[Sequence[Segment]],
    after: Sequence[Sequence[Segment]],
    uneven: float,
) -> bool:
    """Whether a cell is a title over the header cells at its sides, off their middle by that part of their distance."""
    if not before or not after or not _is_title(own, [*before, *after]):
        return False
    middles = [sum(head.middle for head in cell) / len(cell) for cell in (before[-1], own, after[0])]
    off = abs(middles[0] + middles[2] - 2 * middles[1])
    return off <= max(2 * _CENTRED, uneven * (middles[2] - middles[0]))


def _match(ranges: Sequence[Core], cores: Sequence[Core]) -> list[int | None]:
    """Match header cells to columns in order, at the least distance."""
    cost = _costs(ranges, cores)
    found: list[int | None] = [None] * len(ranges)
    row, col = len(ranges), len(cores)
    while row and col:
        if cost[row][col] == cost[row - 1][col - 1] + _distance(ranges[row - 1], cores[col - 1]):
            row, col = row - 1, col - 1
            found[row] = col
        elif cost[row][col] == cost[row - 1][col] + _NO_COLUMN:
            row -= 1
        else:
            col -= 1
    return found


def _costs(ranges: Sequence[Core], cores: Sequence[Core]) -> list[list[float]]:
    """What it costs to match the first header cells to the first columns in order, by how many of each."""
    rows, cols = len(ranges), len(cores)
    cost = [[_NO_HEADER * col for col in range(cols + 1)]]
    for row in range(rows):
        line = [cost[row][0] + _NO_COLUMN]
        for col in range(cols):
            met = cost[row][col] + _distance(ranges[row], cores[col])
            line.append(min(met, cost[row][col + 1] + _NO_COLUMN, line[col] + _NO_HEADER))
        cost.append(line)
    return cost


def _distance(one: Core, other: Core) -> float:
    """Space between two ranges; a bonus for ranges that stand over each other decides between equals."""
    gap = max(one[0] - other[1], other[0] - one[1])
    return gap if gap > 0 else -10.0


def goes_small(line: Segment) -> bool:
    """Whether a line begins small, as the further words of a title do; symbols ("n", "p") are small too."""
    return len(line.text) > 1 and starts_lower(line.text)


def _is_title(cluster: Sequence[Segment], others: Sequence[Sequence[Segment]]) -> bool:
    """Whether a cell between two columns is a title over both: their own header cells begin below it."""
    low = max(head.base for head in cluster) + 2.0
    x = sum(head.middle for head in cluster) / len(cluster)
    left = [other for other in others if other[0].middle < x][-1:]
    right = [other for other in others if other[0].middle > x][:1]
    return bool(left and right) and all(min(head.base for head in side) > low for side in (*left, *right))
