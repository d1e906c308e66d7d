"""Paragraphs out of lines: a sentence that a line end or a page end cut is one paragraph again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from doichieu.extract.assembly.labels import bare_unit_of, caption_of, is_bullet, part_of, unit_of
from doichieu.extract.letterhead.papernumber import kind_named
from doichieu.extract.stream import Item, Line
from doichieu.extract.words import starts_lower

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENDS = (".", ";", ":", "!", "?", "./.")
# Over a blank line only a long line can be half a sentence; short ones are list items or titles.
_LONG = 40
# "ngày 13 tháng 01 năm" goes on with its number; "1. Công tác" does not.
_AWAITS = re.compile(r"\b(?:ngày|tháng|năm|số)$")
_NUMBER = re.compile(r"\d+(?![\d.)])")
# What a label that ends in a colon waits for: its figure, with a few words of unit or with the unit in the next line.
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_AMOUNT = re.compile(rf"{_FIGURE.pattern}(?:\s?%|(?:\s[^\W\d]+){{1,4}})?[.;,]?")


def join_lines(items: Iterable[Item]) -> list[Item]:
    """Join lines that go on with the sentence of the line before.

    A line goes on when it begins with a small letter, or with the number that the line before asks for, when that
    has not ended, and when it is no list item.
    """
    joined: list[Item] = []
    pieces: list[str] = []
    for item in items:
        last = joined[-1] if joined else None
        if (
            isinstance(item, Line)
            and isinstance(last, Line)
            and _goes_on(last, pieces[-1] if pieces else last.text, item)
        ):
            pieces = pieces or [last.text]
            pieces.append(item.text)
            span = (last.span[0], item.span[1]) if last.span and item.span else last.span
            joined[-1] = replace(last, span=span)
            continue
        _close(joined, pieces)
        pieces = []
        joined.append(item)
    _close(joined, pieces)
    return joined


def _close(joined: list[Item], pieces: list[str]) -> None:
    """Write the joined text once the paragraph is complete; joining piece by piece would be quadratic."""
    if pieces and joined and isinstance(joined[-1], Line):
        joined[-1] = replace(joined[-1], text=" ".join(pieces))


def _goes_on(last: Line, tail: str, line: Line) -> bool:
    if last.group != line.group or last.level or line.level or kind_named(tail) is not None:
        return False
    if line.text.startswith(": ") or (tail.endswith(":") and _AMOUNT.fullmatch(line.text)):
        return True
    if tail != last.text and _FIGURE.fullmatch(tail) and bare_unit_of(line.text):
        return True
    if not (starts_lower(line.text) or (_NUMBER.match(line.text) and _AWAITS.search(tail))):
        return False
    if tail.endswith(_ENDS) or is_bullet(line.text) or part_of(line.text) or unit_of(line.text):
        return False
    return (line.gap == 0 and caption_of(line.text) is None) or len(tail) >= _LONG
