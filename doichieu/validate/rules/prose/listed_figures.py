"""The column that a sentence lists figures of: "A dẫn đầu với 95,2%, tiếp theo là B (90,8%) và C (83,8%)"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from doichieu.model import ColumnRole, Quantity
from doichieu.validate.paper import AMOUNTS, Paper, Place
from doichieu.validate.rules.prose.stated_cells import is_same
from doichieu.validate.rules.prose.subjects import Named, rows_of

_AMOUNTS = (*sorted(AMOUNTS - {ColumnRole.MAXIMUM}), ColumnRole.RATIO)
# Two agencies whose figures stand in one column show which the list is of.
_FEWEST = 2


class Listed(NamedTuple):
    """A figure that a sentence states of an agency."""

    subject: Named
    quantity: Quantity


def figures_of(paper: Paper, subject: str) -> Iterator[Place]:
    """The cells with figures in the rows that an agency has for itself."""
    for row in rows_of(paper, subject):
        for column in paper.sheets[row.sheet].columns(*_AMOUNTS):
            place = Place(row.sheet, row.row, column.index)
            if paper.number(place) is not None:
                yield place


def cell_of_list(paper: Paper, listed: Sequence[Listed], odd: Listed) -> Place | None:
    """The cell that a figure of a list should be, as one column prints all its others.

    Args:
        paper: The paper.
        listed: All figures of one kind that the sentence states of agencies.
        odd: The one of them that no cell of its agency bears out.

    Returns:
        The agency's cell in that column; None where no column prints all others, or several do.
    """
    others = [one for one in listed if one is not odd]
    columns: Counter[tuple[int, int]] = Counter()
    for one in others:
        columns.update(
            {
                (place.sheet, place.col)
                for place in figures_of(paper, one.subject.subject)
                if is_same(paper, place, one.quantity)
            }
        )
    proven = {column for column, count in columns.items() if count == len(others) >= _FEWEST}
    places = [place for place in figures_of(paper, odd.subject.subject) if (place.sheet, place.col) in proven]
    return places[0] if len(places) == 1 else None
