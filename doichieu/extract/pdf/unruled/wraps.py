"""Lines that go on with the line above because that one was full, whatever letter they begin with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.assembly.labels import caption_of, heading_level, is_bullet, part_of, speaks_of, unit_of
from doichieu.extract.assembly.leaders import is_led
from doichieu.extract.words import is_upper, starts_lower

if TYPE_CHECKING:
    from collections.abc import Iterable

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.textlayer.lines import TextLine

# A sentence, an item or a label that ends in these is complete, though its line is full.
_ENDS = (".", ";", ":", "!", "?")
# What a clause may begin with besides a word: "03 ca tử vong"; "3. " and "3) " number items.
_COUNT = re.compile(r"\d[\d.,]*(?<![.,])%? [^\W\d]")
# Text as wide as this part of the page fills it; titles of a few words say nothing of the margins.
_FILLS = 0.62
_SPACE = 0.25
_INDENT = 8.0
_MIDDLE = 6.0

Margins = tuple[float, float]


def margins_of(boxes: Iterable[Rect], width: float) -> Margins | None:
    """Left and right margin of running text, None where nothing fills the page.

    Args:
        boxes: Rectangles of the lines and tables of a page.
        width: Width of the page.
    """
    spans = [(x0, x1) for x0, _, x1, _ in boxes]
    if not spans:
        return None
    # a title at the left and a signature at the right are as far apart, and neither is running text
    if all(x1 - x0 < _FILLS * width for x0, x1 in spans):
        return None
    return max(min(spans)[0], 0.0), min(max(x1 for _, x1 in spans), width)


def wraps(last: TextLine, line: TextLine, margins: Margins) -> bool:
    """Whether a line is the rest of the one right above it.

    Lines that begin with a small letter are left to assembly, which joins them in every medium, but for those behind a
    semicolon or a colon: there only a full line tells the next clause of a sentence from the next item of a list.

    Args:
        last: The line above, in the same paragraph as spaces tell.
        line: The line.
        margins: Margins of the running text.
    """
    text, above = line.text, last.text
    clause = above.endswith((";", ":")) and (starts_lower(text) or bool(_COUNT.match(text)))
    if (
        (starts_lower(text) and not clause)
        or text[0] in "-+*"
        or (text[0] == "(" and not _goes_on_in_brackets(line, margins))
        or (above.endswith(_ENDS) and not clause)
        or is_led(above)
        or speaks_of(text)
        or text.lower().startswith("v/v")
        or (is_upper(above) and text.isupper() < any(map(str.isalpha, text)))
    ):
        return False
    if not _is_full(last, line, margins) or _is_indented(last, line, margins):
        return False
    begins = is_bullet(text) or caption_of(text) or part_of(text) or unit_of(text) or heading_level(text)
    return not begins


def _goes_on_in_brackets(line: TextLine, margins: Margins) -> bool:
    """Whether a bracket goes on with a sentence, "(14,58%), Xã B", "(giảm 5,53 điểm)": others stand below titles, set in."""
    text = line.text[1:].lstrip("+-–")
    flush = line.box[0] - margins[0] < _MIDDLE
    return text[:1].isdigit() or (flush and bool(text) and starts_lower(text))


def _is_full(last: TextLine, line: TextLine, margins: Margins) -> bool:
    """Whether the next word had no room in the line above."""
    x0, _, x1, _ = last.box
    before, behind = x0 - margins[0], margins[1] - x1
    room = before + behind if abs(before - behind) < _MIDDLE else behind
    word = line.words[0]
    return word.x1 - word.x0 + _SPACE * line.height > room


def _is_indented(last: TextLine, line: TextLine, margins: Margins) -> bool:
    """Whether a line begins a paragraph: behind the margin, and not centred below the line above."""
    x0, _, x1, _ = line.box
    above = last.box
    centred = abs((x0 + x1) / 2 - (above[0] + above[2]) / 2) < _MIDDLE
    return x0 - min(margins[0], above[0]) > _INDENT and x0 - above[0] > -_INDENT and not centred
