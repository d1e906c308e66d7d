"""Tables of contents whose lines lead to numbers of pages without dots: they are no tables."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind
from doichieu.extract.pdf.unruled.segments import is_figure
from doichieu.extract.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.unruled.segments import SegmentLine

# Fewer lines that count up are a chance; numbers of pages end at one place, but for so many points.
_LINES, _FLUSH = 5, 2.0
_CONTENTS = re.compile(r"muc luc|(?:table of )?contents")


def leads_to_pages(head: Sequence[SegmentLine], rows: Sequence[SegmentLine]) -> bool:
    """Tell whether lines are a table of contents: below no header, each ends in the number of its page, and these go up.

    Args:
        head: Lines above the first row; a title over all is no header.
        rows: Lines with figures, from the top.
    """
    if len(rows) < _LINES or any(len(line.segments) > 1 for line in head):
        return False
    last = [line.segments[-1] for line in rows]
    if not all(segment.text.isdecimal() for segment in last):
        return False
    if any(abs(segment.x1 - last[0].x1) > _FLUSH for segment in last):
        return False
    if any(is_figure(segment.kind) for line in rows for segment in line.segments[1:-1]):
        return False
    named = all(any(segment.kind is Kind.TEXT for segment in line.segments[:-1]) for line in rows)
    steps = [int(below.text) - int(above.text) for above, below in pairwise(last)]
    # ranks go up as well, one by one
    told = sum(step != 1 for step in steps) > len(steps) // 2 or any(map(_is_contents, head))
    return named and told and min(steps) >= 0


def _is_contents(line: SegmentLine) -> bool:
    """Whether a line says that contents follow."""
    return bool(_CONTENTS.fullmatch(plain(line.line.text).strip(" .:")))
