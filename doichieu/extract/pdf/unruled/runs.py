"""Runs: rows one below the other, nothing between them that sets them apart."""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, heads_ordinals, is_numbering
from doichieu.extract.assembly.labels import caption_of, is_note, opens_aside, unit_of
from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine, is_figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.ruled.rulings import Ruling

# Rows further apart than this many heights are no neighbours, unless rules hold them together.
_APART = 8.0
_ROWS_CLOSE = 2.6
# Rows with the same cells, as many as these with so many figures, but for some that lack, can stand that far apart.
_ALIKE, _FEW, _FIGURES, _LACKING = 5.0, 3, 2, 2
_MOST_BETWEEN = 60
# A rank that stands between the two rows it holds for shares no column with them: rows before tell.
_REMEMBERED = 4
# A text's next line stands that near below it, in heights, with its middle this near to the other's, in points.
_WRAP, _WRAP_LINES, _CENTRED = 1.35, 3, 2.5
# So many titles stand over figures.
_TITLES = 2
# So many figures of a row under no cell of those before are of other columns.
_OTHERS = 3
# Numbers in titles are no longer than that ("1.2"); measured values are.
_SHORT = 3
# A line typed of more signs than these closes a paper.
_DRAWN = 4
# A rule of a table runs along that part of its rows at least.
_LONG = 0.8


def find_runs(
    lines: Sequence[SegmentLine], rules: Sequence[Ruling], heads: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """Find rows that belong together.

    Args:
        lines: Lines of a page outside ruled tables, from the top.
        rules: Horizontal rulings that belong to no ruled table.
        heads: Index of the first line of headers and of the first one behind each: no row stands in these.

    Returns:
        Index of the first and the last row of each run.
    """
    runs: list[list[int]] = []
    held: list[int] = []
    titles = {index for start, stop in heads for index in range(start, stop)}
    for index, line in enumerate(lines):
        if not line.is_anchor or index in titles or is_label(line):
            continue
        if index - 1 not in titles and _goes_on_above(lines, index):
            continue
        parted = bool(runs) and not titles.isdisjoint(range(runs[-1][-1], index))
        if runs and not parted and _goes_on(lines, runs[-1], index, rules):
            runs[-1].append(index)
            held = []
        elif runs and not parted and not held and _is_weak(line):
            # The line of a name beside a rank that stands for several rows parts no table: the next row tells.
            held = [index]
        else:
            runs.append([*held, index] if held and _goes_on(lines, held, index, rules) else [index])
            held = []
    runs += [held] if held else []
    return [(run[0], run[-1]) for run in runs]


def _goes_on_above(lines: Sequence[SegmentLine], index: int) -> bool:
    """Whether every figure of a line ends a text right above it: "mức độ" over "3" in a header."""
    line = lines[index]
    if sum(segment.kind is Kind.NUMBER and len(segment.text) > _SHORT for segment in line.segments) > 1:
        return False
    above = [
        other
        for other in lines[max(index - _WRAP_LINES, 0) : index]
        if line.base - other.base < _WRAP * line.line.height and not other.is_anchor
    ]
    texts = [segment for other in above for segment in other.segments if segment.kind is Kind.TEXT]
    stub = min(texts, key=lambda text: text.x0, default=None)
    first = line.segments[0]
    if stub is not None and is_figure(first.kind) and abs(first.middle - stub.middle) <= _CENTRED:
        return False  # what counts the rows has no number in its name
    return all(
        any(abs(segment.middle - text.middle) <= _CENTRED for text in texts) for segment in line.segments
    )


def _is_weak(line: SegmentLine) -> bool:
    """Whether a line is a text and one figure."""
    return len(line.segments) == 2 and sum(is_figure(segment.kind) for segment in line.segments) == 1


def _goes_on(lines: Sequence[SegmentLine], run: Sequence[int], index: int, rules: Sequence[Ruling]) -> bool:
    above, below = lines[run[-1]], lines[index]
    between = _without_notes(lines[run[-1] + 1 : index], above, below, rules)
    if len(between) > _MOST_BETWEEN or any(is_outside(line, above) for line in between):
        return False
    if any(is_head(line) or _heads_figures(line, below) for line in between):
        return False
    held = any(above.base - above.line.height < rule.at < below.base for rule in rules)
    far = _APART if held else _ALIKE if _are_alike(above, below) else _ROWS_CLOSE
    chain = [above, *between, below]
    if any(
        other.base - one.base > far * max(one.line.height, 10.0) for one, other in itertools.pairwise(chain)
    ):
        return False
    prose = sum(is_prose(line, above) for line in between)
    if between and _are_others([lines[row] for row in run[-_REMEMBERED:]], below):
        return False
    return prose < 2 and any(_shares(lines[row], below) for row in run[-_REMEMBERED:])


def _are_others(rows: Sequence[SegmentLine], below: SegmentLine) -> bool:
    """Whether most of many figures of a row stand under no cell of the rows before: it has other columns."""
    if any(is_numbering([cell.text for cell in row.segments]) for row in rows):
        return False
    cells = [cell for row in rows for cell in row.segments]
    figures = [cell for cell in below.segments if is_figure(cell.kind)]
    free = sum(not any(one.x0 < cell.x1 and cell.x0 < one.x1 for one in cells) for cell in figures)
    return free >= max(_OTHERS, len(figures) / 2)


def _heads_figures(line: SegmentLine, row: SegmentLine) -> bool:
    """Whether a line is texts of which several stand over figures of a row: its titles."""
    if len(line.segments) < _TITLES or any(segment.kind is not Kind.TEXT for segment in line.segments):
        return False
    figures = [cell for cell in row.segments[1:] if is_figure(cell.kind)]
    over = sum(any(title.x0 < cell.middle < title.x1 for title in line.segments) for cell in figures)
    return over >= _TITLES


def _without_notes(
    between: Sequence[SegmentLine], above: SegmentLine, below: SegmentLine, rules: Sequence[Ruling]
) -> Sequence[SegmentLine]:
    """Lines between two rows but for those of a note in a row of its own, with long rules above and below it."""
    at = next((at for at, line in enumerate(between) if is_note(line.line.text)), None)
    if at is None:
        return between
    held = sorted(rule.at for rule in long_rules(rules, above) if above.base < rule.at < below.base)
    top = max((y for y in held if y < between[at].base), default=None)
    bottom = min((y for y in held if y > between[at].base), default=None)
    if top is None or bottom is None:
        return between
    own = [line for line in between if top < line.base < bottom]
    if any(map(is_label, own[1:])):
        return between  # captions stand between two tables
    return [line for line in between if not top < line.base < bottom]


def long_rules(rules: Sequence[Ruling], row: SegmentLine) -> list[Ruling]:
    """Rules that run along nearly all of a row."""
    width = _LONG * (row.segments[-1].x1 - row.segments[0].x0)
    return [rule for rule in rules if rule.end - rule.start > width]


def _are_alike(above: SegmentLine, below: SegmentLine) -> bool:
    """Whether two lines are rows of one table at first sight: the cells of one stand under those of the other."""
    fewer, more = sorted((above.segments, below.segments), key=len)
    if len(fewer) < _FEW or len(more) > len(fewer) + _LACKING:
        return False
    pairs = [(one, _at_same_place(one, more)) for one in fewer]
    return sum(is_figure(one.kind) for one in fewer) >= _FIGURES and all(
        other is not None and is_figure(one.kind) is is_figure(other.kind) for one, other in pairs
    )


def _at_same_place(segment: Segment, others: Sequence[Segment]) -> Segment | None:
    """The only one of some segments that stands over or under another; None where none or several do."""
    found = [other for other in others if segment.x0 < other.x1 and other.x0 < segment.x1]
    return found[0] if len(found) == 1 else None


def _shares(above: SegmentLine, below: SegmentLine) -> bool:
    """Whether figures of one row stand over figures of the other; the numbers of columns stand over any."""
    if is_numbering([segment.text for segment in above.segments]):
        return True
    return any(
        one.x0 <= other.x1 and other.x0 <= one.x1
        for one in above.segments
        if is_figure(one.kind)
        for other in below.segments
        if is_figure(other.kind)
    )


def is_prose(line: SegmentLine, row: SegmentLine) -> bool:
    """Whether a line runs through under the figures of a row: under two of them, or from the names on."""
    figures = [cell for cell in row.segments[1:] if is_figure(cell.kind)]
    names = row.segments[min(1, len(row.segments) - 1)].x1
    if any(is_figure(segment.kind) for segment in line.segments):
        return False
    for segment in line.segments:
        under = sum(segment.x0 + 2.0 < cell.x0 and segment.x1 > cell.x0 + 2.0 for cell in figures)
        if under > 1 or (under and segment.x0 < names):
            return True
    return False


def is_head(line: SegmentLine) -> bool:
    """Whether a line holds the header word of an ordinal column."""
    return any(heads_ordinals(segment.text) for segment in line.segments[:1])


def is_label(line: SegmentLine) -> bool:
    """Whether a line is a caption, a unit line, a note or drawn of signs: what stands outside tables."""
    return _labels(line.line.text)


@lru_cache(maxsize=1024)  # every step down a page asks each of its lines
def _labels(text: str) -> bool:
    drawn = len(text) > _DRAWN and not text.strip("_-–—=* ")
    named = caption_of(text) is not None or opens_aside(text)
    return drawn or named or unit_of(text) is not None or is_note(text)


def is_outside(line: SegmentLine, row: SegmentLine) -> bool:
    """Whether a line beside a row stands outside its table; a footnote mark inside a column stands further right."""
    at_left = line.segments[0].x0 < row.segments[min(1, len(row.segments) - 1)].x1
    return is_label(line) and (at_left or not is_note(line.line.text))
