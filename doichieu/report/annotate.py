"""Annotation: figures in the steps of a computation carry the numbers that their cells have in the evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from doichieu.report.evidence import Marks
    from doichieu.report.places import Sheet

# A figure as papers print them. What follows "=", "→", "×" or "…" was computed or is a constant, so it is no cell.
_FIGURE = re.compile(r"(?<![\w.,%/])-?\d[\d.,]*\d%?(?![\w%])|(?<![\w.,%/])-?\d%?(?![\w.,%])")
_COMPUTED = re.compile(r"[=→×…]\s*$")
# Between these a figure is one of a computation, not a number of a table or of a row.
_SIGN_AFTER, _SIGN_BEFORE = (
    re.compile(r"\s*[+−:×=≠→/]"),
    re.compile(r"(?:[+−:≠/]\s+|\((?:ghi|in|printed)\s)$"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a step.

    Attributes:
        text: Words as they are.
        number: Number of the cell the text was printed in; None for words.
    """

    text: str
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of the evidence: its number, and the label of the row it stands in."""

    number: int
    label: str


def figures_of(marked: Iterable[tuple[Sheet, Marks]]) -> dict[str, list[Figure]]:
    """The marked cells by what they print, in the order of their numbers.

    Args:
        marked: Tables with their marks.

    Returns:
        Figures by text; texts that are no figures are left out.
    """
    found: defaultdict[str, list[Figure]] = defaultdict(list)
    cells = [
        (mark.number, sheet.cells[place].text, sheet.rows.get(place[0]))
        for sheet, marks in marked
        for place, mark in marks.items()
        if place in sheet.cells
    ]
    for number, text, row in sorted(cells, key=lambda one: one[0]):
        if _FIGURE.fullmatch(text):
            found[text].append(Figure(number=number, label=row.label if row else ""))
    return dict(found)


def annotate(steps: Sequence[str], figures: dict[str, list[Figure]]) -> list[tuple[Piece, ...]]:
    """Cut steps into pieces, so that each figure carries the number of its cell where that is certain.

    Args:
        steps: Sentences of a computation.
        figures: What `figures_of` gives.

    Returns:
        Pieces a step; joined they are the step.
    """
    return [tuple(_pieces(step, figures)) for step in steps]


def _pieces(step: str, figures: dict[str, list[Figure]]) -> Iterable[Piece]:
    at, used = 0, set[int]()
    for match in _FIGURE.finditer(step):
        number = _number(step, match, figures.get(match[0], []), used)
        if number is None:
            continue
        used.add(number)
        if match.start() > at:
            yield Piece(text=step[at : match.start()])
        yield Piece(text=match[0], number=number)
        at = match.end()
    if at < len(step):
        yield Piece(text=step[at:])


def _number(step: str, match: re.Match[str], candidates: list[Figure], used: set[int]) -> int | None:
    before = step[: match.start()]
    in_sum = _SIGN_BEFORE.search(before) or _SIGN_AFTER.match(step, match.end())
    if not candidates or not in_sum or _COMPUTED.search(before):
        return None
    part = before.rpartition(";")[2]
    named = [one for one in candidates if one.label and f"{one.label}:" in part]
    left = [one for one in named or candidates if one.number not in used]
    if "→" in step and not named and not before.endswith("≠ "):
        return None  # a list of agencies, of which this one is not marked; or a rounding, with a constant of the table
    return left[0].number if left else None
