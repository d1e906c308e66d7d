"""Figures whose commas and dots are not those of their column: "95.76" below "88,16" is as likely misread as printed so.

Commas are read as dots, and marks are lost; dots are hardly ever read as commas, but in coarse bitonal print.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_CORE = re.compile(r"\d[\d.,]*\d")
_MARK = re.compile(r"[.,]")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?!\d)")
_UNGROUPED = re.compile(r"\d{4,}")
# 331.464.98: thousands with a last group of another length.
_BROKEN = re.compile(r"\d{1,3}(?:\.\d{3})+(\.)\d{1,2}(?![\d.,])|\d{1,3}(?:,\d{3})+(,)\d{1,2}(?![\d.,])")
# A column has commas before decimals from so many figures on, or this share where the paper has dots; it has marks of
# thousands from so many on, with this share of exceptions at most.
_SOME, _SHARE, _MANY, _EXCEPTIONS = 2, 0.1, 4, 0.5
# So many decimals without a comma make a column of dots where as many commas stand elsewhere, and so few of them, as parts of
# the commas, stand in columns that have both marks.
_WHOLE, _LOST = 8, 0.1
# Figures whose thousands have the other mark are at most this part of those that have the usual one; so are those with a stroke.
_RARE = 0.25
_OTHER = {",": ".", ".": ","}
_THOUSAND = 3


def decimal_mark(text: str) -> str | None:
    """The mark before the decimals of a figure; None where it has none, or the mark can be one of thousands.

    Args:
        text: A figure with what stands beside it.
    """
    core = _CORE.search(text)
    marks = _MARK.findall(core[0]) if core else []
    if not core or not marks or marks.count(marks[-1]) > 1:
        return None
    whole, _, tail = core[0].rpartition(marks[-1])
    return marks[-1] if len(tail) != _THOUSAND or whole == "0" or len(marks) > 1 else None


def usual_mark(texts: Iterable[str]) -> str | None:
    """The mark that most figures of a paper have before their decimals; None where none has any.

    Args:
        texts: Figures that were read surely.
    """
    counts = Counter(mark for text in texts if (mark := decimal_mark(text)))
    return counts.most_common(1)[0][0] if counts else None


def whole_columns(columns: Mapping[tuple[int, int], Sequence[str]]) -> set[tuple[int, int]]:
    """Columns whose decimals stand behind dots in print: not one comma in them, where those of other columns came through.

    Args:
        columns: The figures of each column of a page, by its left and right edge.
    """
    marks = {column: Counter(map(decimal_mark, figures)) for column, figures in columns.items()}
    commas = sum(count[","] for count in marks.values())
    mixed = sum(min(count[","], count["."]) for count in marks.values())
    if commas < _WHOLE or mixed > _LOST * commas:
        return set()
    return {column for column, count in marks.items() if count["."] >= _WHOLE and not count[","]}


def broken(text: str) -> str | None:
    """What a figure would be whose last group is no group of thousands: 331.464,98 for 331.464.98; None for others.

    Args:
        text: A figure.
    """
    match = _BROKEN.search(text)
    if match is None:
        return None
    at = match.start(match.lastindex or 0)
    return text[:at] + _OTHER[text[at]] + text[at + 1 :]


def unlike(text: str, column: Counter[str], usual: str | None) -> str | None:
    """What a figure would be by the convention of its column; None where it follows it.

    Args:
        text: A figure.
        column: All figures of its column that were read surely, it among them.
        usual: The decimal mark of the paper.
    """
    if other := broken(text) or _slashed(text, column):
        return other
    if decimal_mark(text) == ".":
        marks = Counter(decimal_mark(other) for other in column.elements())
        if marks[","] >= (_SOME if usual == "," else max(_SOME, _SHARE * marks["."])):
            before, _, decimals = text.rpartition(".")
            return f"{before},{decimals}"
    elif decimal_mark(text) == ",":
        marks = Counter(decimal_mark(other) for other in column.elements())
        if usual == "." and marks["."] >= _MANY and marks["."] > marks[","]:
            before, _, decimals = text.rpartition(",")
            return f"{before}.{decimals}"
    return _grouped(text, column) or _regrouped(text, column)


def _slashed(text: str, column: Counter[str]) -> str | None:
    """A figure whose stroke can be a seven: it ends in one, or stands in a column without: 3/2.400 for 372.400."""
    strokes = sum("/" in other for other in column.elements())
    if "/" in text and (
        text.strip("()%*").endswith("/") or (column.total() >= _MANY and strokes <= _RARE * column.total())
    ):
        return text.replace("/", "7") if strokes <= _RARE * column.total() else f"{text[:-1]}7"
    return None


def _regrouped(text: str, column: Counter[str]) -> str | None:
    """A figure whose three last digits follow another mark than those of nearly all others do: 382.865 for 382,865."""
    match = _GROUPED.search(text)
    if match is None:
        return None
    marks = Counter(found[1] for other in column.elements() if (found := _GROUPED.search(other)))
    other = _OTHER[match[1]]
    if marks[other] < _MANY or marks[match[1]] > _RARE * marks[other]:
        return None
    return text[: match.start()] + match[0].replace(match[1], other) + text[match.end() :]


def _grouped(text: str, column: Counter[str]) -> str | None:
    """A figure with the mark of thousands that it lacks and its column has."""
    match = _UNGROUPED.search(text)
    if match is None:
        return None
    marks = Counter(found[1] for other in column.elements() if (found := _GROUPED.search(other)))
    bare = sum(_UNGROUPED.search(other) is not None for other in column.elements())
    if marks.total() < _MANY or bare > _EXCEPTIONS * marks.total():
        return None
    ((mark, _),) = marks.most_common(1)
    digits = match[0]
    return f"{text[: match.start()]}{digits[:-3]}{mark}{digits[-3:]}{text[match.end() :]}"
