"""COUNT-PARTS: fractions in prose and the fractions that they are made up of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from doichieu.model import Check, Claim, Finding, Level, Quantity, QuantityKind
from doichieu.normalize.text import fold
from doichieu.validate.paper import Paper
from doichieu.validate.rules.stated import claim_operand, statement
from doichieu.validate.wording import Style, finding_id, say


def check_fractions(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check every fraction of the prose against the parts stated with it.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a fraction with parts, and a finding for each that they do not add up to.
    """
    for claim in paper.decision.claims:
        yield from _parts(paper, claim, style)


def _parts(paper: Paper, claim: Claim, style: Style) -> Iterator[Check | Finding]:
    """A fraction followed by the fractions it consists of: both halves add up."""
    for fractions in _listed(claim):
        whole, parts = fractions[0], fractions[1:]
        sums = sum(part.value for part in parts), sum(part.whole or 0 for part in parts)
        held = sums == (whole.value, whole.whole)
        # Overlapping lists ("trong đó") need not exhaust the whole, but cannot exceed it.
        if not held and (sums[0] < whole.value or sums[1] < (whole.whole or 0)) and len(parts) < 2:
            continue
        yield statement("COUNT-PARTS", held=held)
        if held:
            continue
        identity = finding_id(paper, "COUNT-PARTS", None, [whole.printed, *(part.printed for part in parts)])
        listed = " + ".join(part.printed for part in parts)
        right = f"{style.show(Decimal(sums[0]))}/{style.show(Decimal(sums[1]))}"
        yield Finding(
            finding_id=identity,
            rule="COUNT-PARTS",
            level=Level.ERROR,
            message=say(
                f"Văn bản nêu {whole.printed} gồm {listed}, cộng lại được {right}.",
                f"The text gives {whole.printed} as made up of {listed}, which add up to {right}.",
            ),
            observed=whole.printed,
            expected=right,
            steps=(say(f"{listed} = {right} ≠ {whole.printed}"),),
            operands=(
                claim_operand(claim, whole, "doubtful"),
                *(claim_operand(claim, part, "operand") for part in parts),
            ),
            cause_id=identity,
            cause=say("Số đếm ghi nhầm.", "A count is misprinted."),
            suggestion=say(f"Kiểm tra lại {whole.printed}.", f"Check {whole.printed}."),
        )


def _listed(claim: Claim) -> Iterator[list[Quantity]]:
    fractions = [quantity for quantity in claim.quantities if quantity.kind is QuantityKind.OUT_OF]
    start = 0
    while start < len(fractions) - 1:
        gap = fold(claim.sentence[fractions[start].span[1] : fractions[start + 1].span[0]])
        if "gom" not in gap.split():
            start += 1
            continue
        end = start + 2
        while end < len(fractions) and not re.search(
            r"[;:]|\bgom\b|\bdanh gia\b",
            fold(claim.sentence[fractions[end - 1].span[1] : fractions[end].span[0]]),
        ):
            end += 1
        if end - start >= 3:
            yield fractions[start:end]
        start = end
