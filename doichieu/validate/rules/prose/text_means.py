"""CLAIM-STAT: means that sentences state of an amount and a count of their paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from doichieu.model import Check, Claim, Finding
from doichieu.normalize.sentences.comparisons import StatedRate
from doichieu.normalize.sentences.stated_means import MAY_STATE, read_means
from doichieu.normalize.sentences.stated_numbers import StatedNumber, read_stated_numbers
from doichieu.validate.infer.compared import find_off, holds
from doichieu.validate.paper import Paper
from doichieu.validate.rules.prose.comparisons import comparison_finding
from doichieu.validate.rules.stated import sentences_with, statement
from doichieu.validate.wording import Style

# Figures of so few digits that they leave more open, in parts of the mean, agree with another one by chance.
_COARSE = Decimal("0.01")


def check_text_means(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check means against the amount and the count that their paragraph states before them.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a mean that some amount and count give, or that the only ones do not, and a finding for the latter where
        one slip of the pen explains it.
    """
    said: list[tuple[StatedNumber, ...]] = []
    last: Claim | None = None
    for claim in sentences_with(paper, MAY_STATE.search):
        said = said if last is not None and last.locator == claim.locator else []
        numbers = read_stated_numbers(claim.sentence, style.separators)
        for mean in read_means(claim.sentence, numbers, said):
            if any(map(holds, mean.ways)):
                yield statement("CLAIM-STAT")
            elif (
                len(mean.nearest) == 1
                and _is_fine(mean.nearest[0])
                and (off := find_off(mean.nearest[0])) is not None
                and off.slip
            ):
                yield statement("CLAIM-STAT", held=False)
                yield comparison_finding(paper, claim, "CLAIM-STAT", mean.nearest[0], off, style)
        said.append(numbers)
        last = claim


def _is_fine(way: StatedRate) -> bool:
    """Whether the figures of a mean have digits enough for a slip of the pen to tell."""
    return sum((one.half / one.value for one in (way.now, way.base, way.rate)), Decimal(0)) <= _COARSE
