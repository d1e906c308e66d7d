"""Ordinals, their title and the numbers of columns, which stand no more than a space from the cell beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import heads_counts, is_numbering
from doichieu.extract.pdf.unruled.segments import SegmentLine, is_figure, segment_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_ORDINAL = re.compile(r"\d{1,4}[.)]?")
# What begins a row of the numbers of columns, and the title of ordinals ("Số TT").
_NUMBERS = frozenset({"(1)", "1", "[1]", "(A)", "A", "(a)", "a"})
_TITLES = frozenset({"STT", "TT", "Stt", "Số"})
_OPENS = _NUMBERS | _TITLES
# So many rows that count up tell; edges of one column differ by rounding in points.
_TELLING, _FLUSH = 3, 1.0
# Space between two columns, in points.
_GUTTER = 3.0


def part_ordinals(lines: Sequence[SegmentLine]) -> list[SegmentLine]:
    """Part ordinals from names where rows count up and both stand flush.

    Args:
        lines: Lines of a page outside ruled tables, from the top.

    Returns:
        The lines, those parted that are such rows.
    """
    made = [_part_head(line) if line.segments[0].words[0][0] in _OPENS else line for line in lines]
    run: list[int] = []
    for index, line in enumerate(lines):
        if not _is_glued(line):
            continue
        if run and not _follows(lines[run[-1]], line):
            _part(made, run)
            run = []
        run.append(index)
    _part(made, run)
    return made


def _part_head(line: SegmentLine) -> SegmentLine:
    """A line of a header parted: the title of ordinals from that of names, the numbers of columns from each other."""
    first = line.segments[0]
    opens = first.words[0].text
    if opens in _NUMBERS and len(line.segments) < len(line.line.words):
        words = line.line.words
        if is_numbering([word.text for word in words]):
            return SegmentLine(
                line.line, [segment_of([word], first.base) for word in words], line.edges, line.stretched
            )
    if opens not in _TITLES or len(line.segments) == 1 or len(first.words) == 1:
        return line
    size = 1 + (not heads_counts(opens))
    title, names = first.words[:size], first.words[size:]
    if not names or not names[0].text[0].isupper() or not heads_counts(" ".join(word.text for word in title)):
        return line
    parts = [segment_of(words, first.base) for words in (title, names)]
    return SegmentLine(line.line, [*parts, *line.segments[1:]], line.edges, line.stretched)


def _is_glued(line: SegmentLine) -> bool:
    """Whether a line is an ordinal right before a name, and figures."""
    words = line.segments[0].words
    return (
        len(words) > 1
        and words[1].text[0].isalpha()
        and _ORDINAL.fullmatch(words[0].text) is not None
        and any(is_figure(segment.kind) for segment in line.segments[1:])
    )


def _follows(above: SegmentLine, below: SegmentLine) -> bool:
    """Whether a row counts on from the one above, its ordinal at the same right edge and its name at the same left one."""
    one, other = above.segments[0].words, below.segments[0].words
    return (
        _value(other[0].text) == _value(one[0].text) + 1
        and abs(one[0].x1 - other[0].x1) <= _FLUSH
        and abs(one[1].x0 - other[1].x0) <= _FLUSH
    )


def _value(text: str) -> int:
    return int(text.rstrip(".)"))


def _part(lines: list[SegmentLine], run: Sequence[int]) -> None:
    if len(run) < _TELLING:
        return
    for index in run:
        line = lines[index]
        first = line.segments[0]
        ordinal, name = (segment_of(words, first.base) for words in (first.words[:1], first.words[1:]))
        # columns are told by the space between them, of which there is too little here
        ordinal = ordinal._replace(x1=max(min(ordinal.x1, name.x0 - _GUTTER), ordinal.x0))
        lines[index] = SegmentLine(line.line, [ordinal, name, *line.segments[1:]], line.edges, line.stretched)
