"""Rows of a table without rulings: each wrapped text goes to the row whose figures it stands beside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind
from doichieu.extract.assembly.labels import is_note
from doichieu.extract.pdf.unruled.bottomrows import ends_rows, part_above
from doichieu.extract.pdf.unruled.labels import cut_labels
from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine, is_figure
from doichieu.extract.pdf.unruled.spans import figures_in
from doichieu.extract.pdf.unruled.tiles import tile
from doichieu.extract.words import starts_lower

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from doichieu.extract.pdf.unruled.columns import Columns


# Lines of one cell stand at most this far apart, in heights.
_NEXT = 1.5
# Rows are that far apart at least, in heights.
_LEAST = 0.8
# So many cells of a row are no figures that wrap.
_CELLS = 3


@dataclass(slots=True)
class BodyRow:
    """A row.

    Attributes:
        base: Baseline of its figures, else of its first line.
        segments: Segments with the first and last column they cover.
    """

    base: float
    segments: list[tuple[Segment, int, int]] = field(default_factory=list)


def find_rows(
    bands: Sequence[Sequence[SegmentLine]], columns: Columns, rooms: Mapping[int, float] | None = None
) -> tuple[list[BodyRow], bool]:
    """Make rows of the bands of a table's body.

    Args:
        bands: Lines that stand close to each other; where rows have no space between, several rows are one band.
        columns: The columns.
        rooms: By column of texts how far to the right they may reach, where rulings tell.

    Returns:
        Rows from the top, and whether the bands leave no doubt.
    """
    lines = [line for band in bands for line in band]
    usual = _usual(lines, columns)
    anchors = [_apart([line for line in band if _is_anchor(line, columns, usual)], columns) for band in bands]
    feet = [line for own in anchors for line in own]
    if not _end_at(bands, feet) and ends_rows(lines, feet, columns, rooms):
        parts = [part for band in cut_labels([lines], columns) for part in part_above(band, feet)]
        return [_over_stub(_over_all(_row(part, columns), columns), columns) for part in parts], False
    rows: list[BodyRow] = []
    sure = True
    for band, own in zip(bands, anchors, strict=True):
        if len(own) < 2:
            rows.append(_row(band, columns))
        else:
            sure = sure and len(own) == len(band)
            rows += _share(band, own, columns)
    rows = _absorb(rows, columns)
    return [_over_stub(_over_all(row, columns), columns) for row in rows], sure


def _end_at(bands: Sequence[Sequence[SegmentLine]], anchors: Sequence[SegmentLine]) -> bool:
    """Whether every band ends at figures and has no others."""
    own = {id(line) for line in anchors}
    return all(id(band[-1]) in own and sum(id(line) in own for line in band) == 1 for band in bands)


def _over_all(row: BodyRow, columns: Columns) -> BodyRow:
    """A row that is one text in the middle of the table, a group's label, goes over all columns; so does a note."""
    if not all(columns.is_in_middle(segment) for segment, *_ in row.segments) and not _is_note(row):
        return row
    last = len(columns.cores) - 1
    return BodyRow(row.base, [(segment, 0, last) for segment, _, _ in row.segments])


def _is_note(row: BodyRow) -> bool:
    """Whether a row is a note over several columns, each of its lines one text."""
    bases = [segment.base for segment, *_ in row.segments]
    if not bases or len(set(bases)) < len(bases) or any(first > 0 for _, first, _ in row.segments):
        return False
    top, _, last = min(row.segments, key=lambda placed: placed[0].base)
    return last > 0 and is_note(top.text)


def _over_stub(row: BodyRow, columns: Columns) -> BodyRow:
    """The text of a row without an ordinal that stands in the middle of ordinals and names goes over both.

    It labels a group, or the total of the table.
    """
    stub = [segment for segment, first, _ in row.segments if first < 2]
    if not stub or not all(map(columns.labels_group, stub)):
        return row
    rest = [placed for placed in row.segments if placed[1] > 1]
    return BodyRow(row.base, [*((segment, 0, 1) for segment in stub), *rest])


def _apart(anchors: Sequence[SegmentLine], columns: Columns) -> list[SegmentLine]:
    """Anchors without those that stand nearer to the one before than rows can: figures that wrap in their cells."""
    kept: list[SegmentLine] = []
    for line in anchors:
        near = bool(kept) and line.base - kept[-1].base <= _LEAST * line.line.height
        if not near or _is_as_full(line, kept[-1]) or all(_is_counted(x, columns) for x in (kept[-1], line)):
            kept.append(line)
    return kept


def _is_as_full(line: SegmentLine, above: SegmentLine) -> bool:
    """Whether a line has as many cells as the one above it, a name first: marks above letters make high lines of low rows."""
    named = line.segments[0].kind is Kind.TEXT is above.segments[0].kind
    return named and len(line.segments) >= max(len(above.segments), _CELLS)


def _absorb(rows: Sequence[BodyRow], columns: Columns) -> list[BodyRow]:
    """Give text that goes on in small letters to the row above it, where its lines stand a little further apart."""
    kept: list[BodyRow] = []
    for row in rows:
        if kept and _goes_on(kept[-1], row, columns):
            kept[-1].segments += row.segments
        else:
            kept.append(row)
    return kept


def _goes_on(above: BodyRow, row: BodyRow, columns: Columns) -> bool:
    texts = {first for _, first, last in above.segments if first == last}
    low = max(segment.base for segment, _, _ in above.segments)
    height = max(word.height for segment, _, _ in row.segments for word in segment.words)
    return row.base - low < _NEXT * height and all(
        first == last and not columns.figures[first] and first in texts and starts_lower(segment.text)
        for segment, first, last in row.segments
    )


def _row(lines: Sequence[SegmentLine], columns: Columns) -> BodyRow:
    row = BodyRow(lines[0].base)
    for line in lines:
        row.segments += [(segment, *columns.covered(segment)) for segment in line.segments]
    return row


def _usual(lines: Sequence[SegmentLine], columns: Columns) -> int:
    counts = sorted(count for line in lines if (count := figures_in(line, columns)))
    return counts[len(counts) // 2] if counts else 1


def _is_anchor(line: SegmentLine, columns: Columns, usual: int) -> bool:
    """Whether a row stands on a line: figures in about as many columns as is usual, or an ordinal."""
    return figures_in(line, columns) * 2 >= usual or _is_counted(line, columns)


def _is_counted(line: SegmentLine, columns: Columns) -> bool:
    """Whether a line begins with an ordinal."""
    first = line.segments[0]
    return (
        columns.figures[0]
        and columns.covered(first) == (0, 0)
        and (is_figure(first.kind) or first.kind is Kind.MARK)
    )


def _share(band: Sequence[SegmentLine], anchors: Sequence[SegmentLine], columns: Columns) -> list[BodyRow]:
    """Share the lines of a band among the rows in it.

    Where a text stands nearer to figures than a line's pitch, cells are centred: a row takes as much below its
    figures as above them. Else rows begin at their figures; small letters above the first go on from a row before.
    """
    bases = [line.base for line in anchors]
    height = max(line.line.height for line in band)
    loose = [line for line in band if not any(line is anchor for anchor in anchors)]
    near = any(_near(line.base, bases, 0.75 * height) for line in loose)
    above = [line for line in loose if line.base < bases[0]]
    rest = above if above and not near and starts_lower(above[0].segments[0].text) else []
    centred = near
    if near or (above and not rest):
        # rows that begin at their figures leave what stands above the first of them as labels
        most = None if near else len(above)
        if tiles := tile(band, anchors, lambda line: _labels(line, columns), most):
            return [_row(part, columns) for part in tiles]
        rest = rest if near else above
    groups: list[list[SegmentLine]] = [[] for _ in anchors]
    at = 0
    band = band[len(rest) :]
    top = band[0].base
    for line in band:
        while at + 1 < len(bases) and _is_below(line.base, at, bases, top, centred=centred):
            at, top = at + 1, line.base
        groups[at].append(line)
    return [_row(group, columns) for group in (rest, *groups) if group]


def _labels(line: SegmentLine, columns: Columns) -> bool:
    """Whether a line can be one of a group's label: text alone, in the first two columns or over several."""
    first, last = columns.covered(line.segments[0])
    return len(line.segments) == 1 and (first < 2 or last > first)


def _near(base: float, bases: Sequence[float], distance: float) -> bool:
    return any(0 < abs(base - other) < distance for other in bases)


def _is_below(base: float, at: int, bases: Sequence[float], top: float, *, centred: bool) -> bool:
    if base >= bases[at + 1] - 0.5:
        return True
    return centred and base > bases[at] + max(bases[at] - top, 0.0) + 1.5
