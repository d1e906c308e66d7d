"""What belongs to the sheet and not to the paper: page numbers, running heads and feet, signature stamps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.assembly.labels import caption_of, is_page_furniture
from doichieu.extract.pdf.unruled.segments import split_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from doichieu.extract.pdf.frame import Frame
    from doichieu.extract.pdf.textlayer.lines import TextLine
    from doichieu.extract.pdf.textlayer.words import Word

# Heads and feet stand in this part of the page's height at either end.
_MARGIN = 0.1
# Lines down to here are compared with other pages: the header of a table can begin in the margin and go on below.
_COMPARED = 0.16
# A single line nearer to the sheet's edge than any office sets its text stands outside of it, on later pages.
_EDGE = 0.042
_LONGEST_HEAD = 100
# The number of a page stands in the middle of the sheet to the point, on a baseline of its own.
_CENTRED, _LEVEL = 1.5, 1.0
_DIGITS = re.compile(r"\d+")
SIGNED = re.compile(
    r"(?:(?:được\s+)?ký\s+(?:số\s+)?bởi|người\s+ký|thời\s+gian\s+ký|ngày\s+ký|giờ\s+ký|digitally\s+signed|signed\s+by"
    r"|signature\s+(?:not\s+)?valid|tổ\s+chức\s+xác\s+thực)\b",
    re.IGNORECASE,
)
"""What a signature stamp says."""
# The words by which a line can say so.
_SIGNING = frozenset({"ký", "signed", "signature", "xác"})
# These stand in a stamp too, and elsewhere: they count beside a line that says it was signed.
_BESIDE = re.compile(
    r"(?:cơ\s+quan|email|đơn\s+vị|date|reason|location|lý\s+do|địa\s+điểm)\s*:", re.IGNORECASE
)
_STAMP_LINES = 3
_LONGEST_STAMP = 120
# Lines this near to each other, in heights, belong together; the levels of a header stand a little further apart.
_CLOSE, _LEVELS = 1.5, 1.75

Key = tuple[str, int]


def margin_keys(frame: Frame, lines: Sequence[TextLine]) -> frozenset[Key]:
    """Text, digits apart, and height of the lines at a page's edges, to compare with other pages."""
    return frozenset(_key(line) for line in lines if _is_end(frame, line, _COMPARED))


def without_page_number(frame: Frame, words: list[Word], number: int) -> list[Word]:
    """The words of a page but for its number where that lies over the header of a table, which begins in the margin.

    Args:
        frame: Frame of the page.
        words: Its words.
        number: 1-based number of the page in its file; on the first one nothing is taken for it.
    """
    printed = str(number)
    for word in words if number > 1 else ():
        if word[0] != printed or _MARGIN < word.base / frame.height < 1 - _MARGIN:
            continue
        centred = abs(word.x0 + word.x1 - frame.width) < 2 * _CENTRED
        # a figure of a row stands on one line with others
        if centred and not any(abs(other.base - word.base) < _LEVEL for other in words if other is not word):
            return [other for other in words if other is not word]
    return words


def drop_furniture(
    frame: Frame, lines: Sequence[TextLine], neighbours: Collection[Key], *, first: bool = False
) -> tuple[list[TextLine], list[str]]:
    """Drop page numbers, lines that a neighbouring page repeats at the same height, and signature stamps.

    Args:
        frame: Frame of the page.
        lines: Its lines, from the top.
        neighbours: `margin_keys` of the pages before and after.
        first: Whether it is the first page, which begins with its letterhead and has no running head.

    Returns:
        The lines that are left, and the texts of stamps.
    """
    kept: list[TextLine] = []
    stamps: list[str] = []
    near = 0
    repeated = _repeated(frame, lines, neighbours)
    if not first:
        repeated |= _outside(frame, lines)
    for index, line in enumerate(lines):
        if index in repeated or (_is_end(frame, line) and _is_number(line)):
            continue
        rest, stamped = _without_stamp(line, beside=near > 0)
        near = _STAMP_LINES if stamped else near - 1
        stamps += stamped
        if rest is not None:
            kept.append(rest)
    return kept, stamps


def _repeated(frame: Frame, lines: Sequence[TextLine], neighbours: Collection[Key]) -> set[int]:
    """Lines that are running heads or feet.

    A neighbouring page has them at the same height, and space sets them apart from the text: the header of a
    table that every page repeats stands close to its rows and in more than two pieces.
    """
    found: set[int] = set()
    block: list[int] = []
    levels = {level for _, level in neighbours}
    for index, line in enumerate(lines):
        block.append(index)
        below = lines[index + 1] if index + 1 < len(lines) else None
        if below is not None:
            repeated = _level(below) in levels and _key(below) in neighbours
            if _is_near(line, below, repeated=repeated):
                continue
        if len(block) <= 3 and all(
            _is_end(frame, lines[i])
            and _key(lines[i]) in neighbours
            and len(split_line(lines[i]).segments) < 3
            for i in block
        ):
            found.update(block)
        block = []
    return found


def _is_near(line: TextLine, below: TextLine, *, repeated: bool) -> bool:
    """Whether two lines belong together; what pages repeat under a line is a level of its table's header."""
    near = _LEVELS if repeated else _CLOSE
    return below.base - line.base <= near * max(line.height, below.height)


def _outside(frame: Frame, lines: Sequence[TextLine]) -> set[int]:
    """A line alone at the very top or bottom of the sheet, apart from the text, as heads and feet stand."""
    found = set()
    for index, step in ((0, 1), (len(lines) - 1, -1)):
        if not 0 <= index + step < len(lines):
            continue
        line, beside = lines[index], lines[index + step]
        at = line.base / frame.height
        apart = abs(beside.base - line.base) > _CLOSE * max(line.height, beside.height)
        if not (apart and (at < _EDGE or at > 1 - _EDGE)):
            continue
        if len(line.text) < _LONGEST_HEAD and len(split_line(line).segments) < 3:
            found.add(index)
    return found


def _is_end(frame: Frame, line: TextLine, margin: float = _MARGIN) -> bool:
    at = line.base / frame.height
    return at < margin or at > 1 - margin


def _is_number(line: TextLine) -> bool:
    return len(line.words) < 6 and is_page_furniture(line.text)


def _key(line: TextLine) -> Key:
    text = line.text
    # pages that begin with the captions of two tables differ by their numbers alone
    return text if caption_of(text) else _DIGITS.sub("#", text), _level(line)


def _level(line: TextLine) -> int:
    return round(line.base / 4)


def _without_stamp(line: TextLine, *, beside: bool) -> tuple[TextLine | None, list[str]]:
    if not beside and _SIGNING.isdisjoint([word.text.casefold() for word in line.words]):
        return line, []
    text = line.text
    if not (SIGNED.search(text) or (beside and _BESIDE.search(text))):
        return line, []
    kept, stamped = [], []
    for segment in split_line(line).segments:
        named = SIGNED.match(segment.text) or (beside and _BESIDE.match(segment.text))
        # A sentence that begins like a stamp goes on at length.
        if named and len(segment.text) < _LONGEST_STAMP:
            stamped.append(segment.text)
        else:
            kept += segment.words
    return (line._replace(words=kept) if kept else None), stamped
