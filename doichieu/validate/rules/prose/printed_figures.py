"""Where the tables of a paper print a figure that a sentence states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from doichieu.normalize.numbers import ENGLISH, VIETNAMESE, read_number
from doichieu.validate.kept import kept
from doichieu.validate.paper import Paper, Place


@kept
def places_by_value(paper: Paper) -> Mapping[Decimal, Sequence[Place]]:
    """Where the tables print a value."""
    found: defaultdict[Decimal, list[Place]] = defaultdict(list)
    for sheet in paper.sheets:
        for (row, col), number in sheet.reading.numbers.items():
            found[number.value].append(sheet.place(row, col))
    return found


def places_of(paper: Paper, printed: str, least_digits: int) -> Sequence[Place]:
    """Where the tables print the figure of a sentence, grouped by points or by commas.

    Args:
        paper: The paper.
        printed: The figure as the sentence prints it.
        least_digits: Digits, zeros at the ends aside, below which a figure tells nothing.

    Returns:
        Places in reading order; none for a figure of fewer digits.
    """
    if len("".join(filter(str.isdigit, printed)).strip("0")) < least_digits:
        return ()
    readings = {read_number(printed, separators) for separators in (VIETNAMESE, ENGLISH)}
    values = dict.fromkeys(number.value for number in readings if number is not None)
    return [place for value in values for place in places_by_value(paper).get(value, ())]
