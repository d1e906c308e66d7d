"""Names that dots join to their figures: lists of them are tables, tables of contents are not."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, kind_of
from doichieu.extract.stream import Item, Line, RawCell, RawTable, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Dots that lead from a name to its figure: drawn together, apart, or as ellipses.
_LEADER = re.compile(r"\s*(?:\.{4,}|…(?:[\s.]?…)+\.*|\.(?: \.){3,})\s*")
_LED = re.compile(r"(?:\.{4}|……|(?: \.){4})\s*[-(]?\d[\d.,%) ]*$")
_ORDINAL = re.compile(r"(\d{1,4})[.)]?\s+(?=\D)")
_FIGURES = frozenset({Kind.NUMBER, Kind.INTEGER})
_BLANK = frozenset({"-", "–", "—"})
# Blanks of a form are numbered so: "Họ và tên: ......(3)......".
_BLANK_NUMBER = re.compile(r"\(\d{1,2}\)")
# Fewer rows are no list.
_FEWEST = 3
# Pages of a table of contents go up, but where an appendix counts anew: in so many steps at most they go down.
_ANEW = 0.2


def is_led(text: str) -> bool:
    """Whether dots in a line lead to the figures at its end."""
    return _LED.search(text) is not None


def tables_of_leaders(items: Sequence[Item]) -> list[Item]:
    """Make tables of lists whose dots lead from names to figures.

    Args:
        items: The stream of a reader.

    Returns:
        The stream, each such list a table of a row for each line; ordinals that count up are its first column.
    """
    made: list[Item] = []
    run: list[tuple[Line, list[str]]] = []
    for item in items:
        row = _row(item)
        if run and (row is None or len(row[1]) != len(run[0][1])):
            made += _table(run)
            run = []
        if row is None:
            made.append(item)
        else:
            run.append(row)
    return [*made, *_table(run)]


def _row(item: Item) -> tuple[Line, list[str]] | None:
    """A line with its name and its figures; None for what is no row."""
    if not isinstance(item, Line) or _LEADER.search(item.text) is None:
        return None
    name, *rest = _LEADER.split(item.text)
    if any(_BLANK_NUMBER.fullmatch(part) for part in rest):
        return None
    figures = [figure for part in rest for figure in _figures(part)]
    return (item, [name, *figures]) if name and figures and all(figures) else None


def _figures(part: str) -> Iterator[str]:
    """Figures that stand behind a leader; nothing but an empty text where there is none."""
    words = part.split()
    if words and all(word in _BLANK or kind_of(word) in _FIGURES for word in words):
        yield from words
    else:
        yield part if kind_of(part) in _FIGURES else ""


def _table(run: Sequence[tuple[Line, list[str]]]) -> list[Item]:
    """A list as a table; its lines where it is too short for one, or a table of contents."""
    lines: list[Item] = [line for line, _ in run]
    if len(run) < _FEWEST or _are_pages([row for _, row in run]):
        return lines
    rows = [[row[0], *row[1:]] for _, row in run]
    ordinals = [_ORDINAL.match(row[0]) for row in rows]
    numbers = [int(match[1]) for match in ordinals if match]
    if len(numbers) == len(rows) and all(b - a == 1 for a, b in pairwise(numbers)):
        rows = [
            [match[0].strip(), row[0][match.end() :], *row[1:]]
            for match, row in zip(ordinals, rows, strict=True)
            if match
        ]
    first = run[0][0]
    cells = tuple(
        tuple(
            RawCell(text, col, span=line.span, lines=(text,), place=line.place, reference=line.reference)
            for col, text in enumerate(row)
        )
        for (line, _), row in zip(run, rows, strict=True)
    )
    span = (first.span[0], run[-1][0].span[1]) if first.span and run[-1][0].span else None
    return [RawTable(rows=cells, shape=Shape.GIVEN, span=span, place=first.place)]


def _are_pages(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the figures are numbers of pages: whole, one a line, and going up."""
    figures = [row[1] for row in rows]
    if any(len(row) > 2 for row in rows) or not all(figure.isdecimal() for figure in figures):
        return False
    down = sum(int(below) < int(above) for above, below in pairwise(figures))
    return down <= _ANEW * len(figures)
