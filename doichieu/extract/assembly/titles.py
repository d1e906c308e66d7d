"""Titles over several lines: which lines above a table are one title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.assembly.labels import (
    caption_of,
    heading_level,
    is_banner,
    is_bullet,
    is_note,
    part_of,
    speaks_of,
    unit_of,
)
from doichieu.extract.frames import LAYOUT
from doichieu.extract.legacy.syllables import is_syllable
from doichieu.extract.letterhead.issuer import is_body
from doichieu.extract.letterhead.papernumber import is_kind
from doichieu.extract.letterhead.signature import is_name, is_office
from doichieu.extract.words import is_upper, plain, starts_lower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.stream import Line

_LONGEST_LINE = 100
# What begins so says more of what is named above it.
_OF_WHAT = re.compile(
    r"(?:của|thuộc|đối với|tại|trên địa bàn)\b"
    r"|(?:giai đoạn|(?:\d{1,2}|sáu|chín) tháng|quý [\dIV]+|tháng \d+|năm) [^,;:]{0,30}$",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"[\x20-\x7e–—’]{4,300}")
_ENGLISH_WORDS = re.compile(r"\b(?:of|by|in|and|the|per|total|for|at|with|from|to)\b", re.IGNORECASE)
# Shorter words may be syllables of both languages, or initials.
_LONG_WORD = re.compile(r"[a-z]{4,}")


def title_down_to(lines: Sequence[Line], index: int) -> str:
    """A title that ends in a line, from its first line on: in capitals, or in words that the line above leaves open."""
    first = index
    while (
        first
        and (_in_capitals(lines, first) or _says_of_what(lines, first))
        and not is_translation(lines, first - 1)
    ):
        first -= 1
    return " ".join(line.text for line in lines[first : index + 1])


def is_translation(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is English: by its small words, or by most of its words below a Vietnamese line."""
    text = lines[index].text
    if _ENGLISH.fullmatch(text) is None:
        return False
    if len(_ENGLISH_WORDS.findall(text)) > 1:
        return True
    first = index
    while first and _in_capitals(lines, first) and _ENGLISH.fullmatch(lines[first - 1].text):
        first -= 1
    below = first > 0 and not lines[first - 1].text.isascii()
    return below and _is_foreign(" ".join(line.text for line in lines[first : index + 1]))


def _is_foreign(text: str) -> bool:
    """Whether most long words of a text are no syllables of Vietnamese."""
    words = _LONG_WORD.findall(text.lower())
    return len(words) > 1 and sum(map(is_syllable, words)) * 2 < len(words)


def goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a line goes on with the caption or the title of the line above."""
    if is_note(lines[index].text):
        return False
    return _in_capitals(lines, index) or _is_second_line(lines, index) or _says_of_what(lines, index)


def _in_capitals(lines: Sequence[Line], index: int) -> bool:
    """Whether a line goes on with the title of the line above: both in capitals, and neither begins anything else."""
    above, line = lines[index - 1], lines[index]
    if line.gap > 1 or above.group != line.group or not _is_title(line):
        return False
    return _is_title(above) or (is_upper(above.text) and caption_of(above.text) is not None)


def _says_of_what(lines: Sequence[Line], index: int) -> bool:
    """Whether a line says of whom, where or when what the line above names is: "của các sở", "Năm 2022"."""
    above, line = lines[index - 1], lines[index]
    if line.gap > 1 or above.group != line.group or above.level is not None or line.level is not None:
        return False
    open_ended = starts_lower(line.text) and not line.text[1:2].isupper()
    if not (open_ended or _OF_WHAT.match(line.text)) or is_bullet(line.text):
        return False
    if not above.text[0].isupper() and not (index > 1 and _says_of_what(lines, index - 1)):
        return False
    return len(above.text) <= _LONGEST_LINE and above.text[-1] not in ".:;,!?" and _names_table(above.text)


def _names_table(text: str) -> bool:
    """Whether a line can be one of a title; bodies, signatures, kinds of papers and headings are none."""
    return not (
        text.startswith("(")
        or caption_of(text)
        or unit_of(text)
        or part_of(text)
        or heading_level(text) is not None
        or is_bullet(text)
        or is_banner(text)
        or is_kind(text)
        or is_body(text)
        or is_office(text)
        or is_name(text, family=True)
        or LAYOUT.search(plain(text))
    )


def _is_second_line(lines: Sequence[Line], index: int) -> bool:
    """Whether a short line right below a caption, with no blank line or paragraph between, is more of it."""
    line, text = lines[index], lines[index].text
    if (
        line.gap
        or line.group != lines[index - 1].group
        or line.level is not None
        or len(text) > _LONGEST_LINE
    ):
        return False
    begun = (
        text.startswith("(")
        or speaks_of(text)
        or is_bullet(text)
        or unit_of(text)
        or part_of(text)
        or caption_of(text)
    )
    return not begun and heading_level(text) is None and text[-1] not in ".:;,"


def _is_title(line: Line) -> bool:
    """Whether a line can be one of a title in capitals."""
    return is_upper(line.text) and line.level is None and _names_table(line.text)
