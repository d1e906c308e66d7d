"""Labels of groups of rows, in tables whose rows no rulings part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind
from doichieu.extract.pdf.unruled.runs import is_head
from doichieu.extract.words import plain, starts_lower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.unruled.columns import Columns
    from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine

# Words that open the label of a group of rows.
_GROUP = re.compile(r"(?:nhom|khoi|muc|cum|loai|phan|[ivx]{1,4}\b|[a-e]\b)[\s.:]")


def cut_labels(bands: Sequence[list[SegmentLine]], columns: Columns) -> list[list[SegmentLine]]:
    """Cut bands at lines that begin in the first column and are labels of groups.

    Args:
        bands: Bands from the top, each of lines from the top.
        columns: The columns of the table.

    Returns:
        Bands from the top, each label one of its own.
    """
    cut: list[list[SegmentLine]] = []
    heads = [line.base for band in bands for line in band if is_head(line)]
    below = max(heads, default=float("-inf"))
    for band in bands:
        start = 0
        for at, line in enumerate(band):
            if line.base > below and _is_label(line, columns):
                cut += [part for part in (band[start:at], [line]) if part]
                start = at + 1
        if start < len(band):
            cut.append(band[start:])
    return cut


def _is_label(line: SegmentLine, columns: Columns) -> bool:
    """Whether a line is text alone, over the first column and the next, or in a column of ordinals."""
    if len(line.segments) > 1:
        return False
    if line.segments[0].x0 > columns.cores[0][1]:
        return columns.labels_group(line.segments[0]) or _is_title(line.segments[0], columns)
    first, last = columns.covered(line.segments[0])
    return first == 0 and (last > 0 or (columns.figures[0] and line.segments[0].kind is Kind.TEXT))


def _is_title(segment: Segment, columns: Columns) -> bool:
    """Whether a text alone in the middle of the table labels the rows below, and does not go on in small letters."""
    first, last = columns.covered(segment)
    over = columns.figures[first] or first < last or (columns.names is not None and first == 1)
    over = over or first in columns.middles
    return over and columns.is_in_middle(segment) and not starts_lower(segment.text)


def is_group(band: Sequence[SegmentLine], columns: Columns) -> bool:
    """Tell whether a band is a group row: a label at the left or over columns, nothing else.

    Args:
        band: Lines of a row.
        columns: The columns of the table.
    """
    segments = [segment for line in band for segment in line.segments]
    texts = [index for index, figures in enumerate(columns.figures) if not figures]
    stub = texts[0] if texts else 0
    if all(columns.covered(segment)[1] <= stub for segment in segments):
        return True
    labels = [segment for segment in segments if segment.kind not in {Kind.MARK, Kind.INTEGER}]
    return len(labels) == 1 and (
        columns.covered(labels[0])[0] <= stub
        or (len(segments) == 1 and _is_title(labels[0], columns))
        or names_group(labels[0].text)
    )


def names_group(text: str) -> bool:
    """Tell whether a text begins with a word or a number that labels of groups begin with: "Nhóm", "I.".

    Args:
        text: A line.
    """
    return _GROUP.match(plain(text) + " ") is not None
