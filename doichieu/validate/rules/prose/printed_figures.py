"""Where the tables of a paper print a figure that a sentence states, and which figures sentences print."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from doichieu.model import Heading, Paragraph
from doichieu.normalize.numbers import ENGLISH, FIRST_DIGIT, VIETNAMESE, read_number
from doichieu.validate.kept import kept
from doichieu.validate.paper import Paper, Place

_FIGURE = re.compile(rf"{FIRST_DIGIT}\d*(?:[.,]\d+)*(?![\d/]|[.,]\d)")
_YEAR = re.compile(r"(?:19|20)\d{2}")
# Figures of fewer digits stand anywhere.
_TELLING = 3


@kept
def places_by_value(paper: Paper) -> Mapping[Decimal, Sequence[Place]]:
    """Where the tables print a value."""
    found: defaultdict[Decimal, list[Place]] = defaultdict(list)
    for sheet in paper.sheets:
        for (row, col), number in sheet.reading.numbers.items():
            found[number.value].append(sheet.place(row, col))
    return found


@kept
def values_in_text(paper: Paper) -> frozenset[Decimal]:
    """The values of the figures that sentences print, years and those of a digit or two left out."""
    texts = [block.text for block in paper.decision.document.blocks if isinstance(block, Paragraph | Heading)]
    found = {
        match.group()
        for text in texts
        for match in _FIGURE.finditer(text)
        if len(re.sub(r"\D", "", match.group()).strip("0")) >= _TELLING and not _YEAR.fullmatch(match.group())
    }
    readings = (read_number(text, separators) for text in found for separators in (VIETNAMESE, ENGLISH))
    return frozenset(number.value for number in readings if number is not None)


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
