"""Rows whose cells stand at their foot, as sheets set them: the upper lines of a name come before the figures."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.pdf.unruled.bands import column_ends, goes_on
from doichieu.extract.words import starts_lower

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from doichieu.extract.pdf.unruled.columns import Columns
    from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine

# So many lines tell where cells stand.
_TELLING, _MOSTLY = 2, 0.7


def ends_rows(
    band: Sequence[SegmentLine],
    anchors: Sequence[SegmentLine],
    columns: Columns,
    rooms: Mapping[int, float] | None = None,
) -> bool:
    """Tell whether rows end at their figures.

    Args:
        band: Lines from the top, several rows with no space between.
        anchors: Those on which the figures of rows stand.
        columns: The columns.
        rooms: By column of texts how far to the right they may reach, where rulings tell.

    Returns:
        Whether more texts go on from a line without figures to one with them than the other way round: small letters
        begin the next line, or its first word had no room above.
    """
    own = {id(line) for line in anchors}
    ends = column_ends(band, columns) if rooms is None else rooms
    steps = [
        (id(above) in own, id(below) in own, _goes_on(above, below, columns, ends))
        for above, below in pairwise(band)
        if (id(above) in own) is not (id(below) in own)
    ]
    into = [goes for _, is_foot, goes in steps if is_foot]
    # what goes on both ways, for the name before fills its column too, tells nothing
    both = sum(one == (True, False, True) and other == (False, True, True) for one, other in pairwise(steps))
    out = sum(goes for is_foot, _, goes in steps if is_foot)
    only = sum(into) - both
    return only >= _TELLING and only > 2 * (out - both) and sum(into) >= _MOSTLY * len(into)


def count_above(
    head: Sequence[SegmentLine],
    body: Sequence[SegmentLine],
    anchors: Sequence[SegmentLine],
    columns: Columns,
) -> int:
    """How many lines at the foot of a header are the upper ones of the first row.

    Args:
        head: Lines taken for the header, from the top.
        body: Those below, the first with figures.
        anchors: Those on which the figures of rows stand.
        columns: The columns.

    Returns:
        0 where rows do not end at their figures.
    """
    if not head or not body or not ends_rows(body, anchors, columns):
        return 0
    lines = [*head, body[0]]
    count = 0
    while count < len(head) and _goes_on_small(lines[-2 - count], lines[-1 - count], columns):
        count += 1
    return count if count < len(head) else 0


def _goes_on(above: SegmentLine, below: SegmentLine, columns: Columns, ends: Mapping[int, float]) -> bool:
    """Whether some text of a line goes on in the next one."""
    return any(
        goes_on(above, segment, columns, ends)
        or (starts_lower(segment.text) and _holds(above, segment, columns))
        for segment in below.segments
    )


def _goes_on_small(above: SegmentLine, below: SegmentLine, columns: Columns) -> bool:
    """Whether every text of a line goes on in small letters in the next one, as the last line of a header does not."""
    small = [segment for segment in below.segments if starts_lower(segment.text)]
    own = [columns.covered(segment) for segment in above.segments]
    return all(first == last and (first, last) in map(columns.covered, small) for first, last in own)


def _holds(line: SegmentLine, segment: Segment, columns: Columns) -> bool:
    """Whether a line has a text in the column of another one."""
    first, last = columns.covered(segment)
    return first == last and any(columns.covered(other) == (first, last) for other in line.segments)


def part_above(band: Sequence[SegmentLine], anchors: Sequence[SegmentLine]) -> list[list[SegmentLine]]:
    """Part lines into rows that end at their figures; what stands below the last of them is its own row."""
    own = {id(line) for line in anchors}
    rows: list[list[SegmentLine]] = [[]]
    for line in band:
        rows[-1].append(line)
        if id(line) in own:
            rows.append([])
    return [row for row in rows if row]
