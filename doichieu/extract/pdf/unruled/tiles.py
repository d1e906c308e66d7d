"""Rows whose cells are centred from top to bottom: each reaches as far above its figures as below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from doichieu.extract.pdf.unruled.segments import SegmentLine

Lines = list["SegmentLine"]

# Lines of one row at most.
_MOST = 40
# How far the figures of a row may stand from its middle, in heights, by rounding; on average over the rows.
_OFF, _MEAN = 0.12, 0.1
# What a label without figures costs: less than a line too many on one side of the figures, which is half a line off.
_LABEL = 0.3


def tile(
    band: Sequence[SegmentLine],
    anchors: Sequence[SegmentLine],
    labels: Callable[[SegmentLine], bool],
    most: int | None = None,
) -> list[Lines]:
    """Part lines into rows so that the figures of each stand in its middle.

    Rows stand on each other without space, so a row that takes a line too many leaves the next one short: all are
    parted together, at the least distance of figures from the middles of their rows.

    Args:
        band: Lines from the top.
        anchors: Those on which the figures of rows stand.
        labels: Whether a line can label a group; such lines can be rows without figures.
        most: How many labels would be left if rows began at their figures; None where they surely do not.

    Returns:
        Lines of each row; none where no such parts are found, or none better than that.
    """
    own = {id(line) for line in anchors}
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(band) + 1):
        costs = ((best[start][0] + cost, start) for start, cost in _rows(band, end, own, labels))
        best.append(min(costs, default=(float("inf"), 0)))
    usual = _MEAN * len(anchors) + _LABEL * (len(band) - len(anchors))
    if best[-1][0] >= (usual if most is None else _LABEL * most):
        return []
    return _parts(band, best)


def _rows(
    band: Sequence[SegmentLine], end: int, anchors: Collection[int], labels: Callable[[SegmentLine], bool]
) -> Iterator[tuple[int, float]]:
    """Where a row that ends before a line can begin, and what it costs; one with two lines of figures cannot be."""
    height = max(line.line.height for line in band)
    figures: SegmentLine | None = None
    label = True
    for start in range(end - 1, max(end - 1 - _MOST, -1), -1):
        line = band[start]
        if id(line) in anchors:
            if figures is not None:
                return
            figures = line
        label = label and labels(line)
        if figures is not None:
            middle = (line.base + band[end - 1].base) / 2
            yield start, max(abs(middle - figures.base) / height - _OFF, 0.0)
        elif label:
            yield start, _LABEL


def _parts(band: Sequence[SegmentLine], best: Sequence[tuple[float, int]]) -> list[Lines]:
    """Rows from where each begins at the least cost."""
    parts: list[Lines] = []
    end = len(band)
    while end:
        start = best[end][1]
        parts.append(list(band[start:end]))
        end = start
    return parts[::-1]
