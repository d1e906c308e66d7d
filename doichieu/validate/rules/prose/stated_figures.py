"""What the rules about figures that sentences state of an agency share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from doichieu.model import Bilingual, Claim, Finding, Level, Operand, Quantity
from doichieu.validate.paper import Paper, Place
from doichieu.validate.rules.prose.subjects import Named
from doichieu.validate.rules.stated import check_again, claim_operand, text_finding
from doichieu.validate.wording import row_name, say, table_name


def own_year(paper: Paper) -> int | None:
    """The year the paper's figures are for: the newest of its observations."""
    return paper.year


def value_at(paper: Paper, place: Place) -> Decimal:
    """The value at a place that holds a figure."""
    number = paper.number(place)
    return number.value if number else Decimal(0)


def stated_finding(
    paper: Paper,
    rule: str,
    level: Level,
    claim: Claim,
    quantity: Quantity,
    places: Sequence[Place],
    expected: str = "",
    steps: Sequence[Bilingual] = (),
) -> Finding:
    """A finding on what a sentence states of an agency; the figures of the tables stand in `places`."""
    place = places[0]
    table = table_name(paper.sheets[place.sheet].reading.table)
    name, right = row_name(paper, place), expected or paper.text(place)
    return text_finding(
        paper,
        rule,
        level,
        [name, quantity.printed],
        say(
            f"Lời văn nêu “{quantity.printed}” của {name}, theo {table.vi} là {right}.",
            f"The text states “{quantity.printed}” of {name}; by {table.en} it is {right}.",
        ),
        observed=quantity.printed,
        expected=right,
        steps=steps,
        operands=[
            claim_operand(claim, quantity, "doubtful"),
            *(paper.operand(one, "operand") for one in places),
        ],
        cause=say("Số trong lời văn không theo bảng.", "The figure in the text does not follow the table."),
        suggestion=check_again(quantity.printed, right),
    )


def with_owner(
    paper: Paper, finding: Finding, claim: Claim, quantity: Quantity, subject: Named, owner: Place
) -> Finding:
    """A finding on a figure that is another agency's: the name is in doubt before the figure.

    Args:
        paper: The paper.
        finding: The finding on the figure.
        claim: The sentence.
        quantity: The figure.
        subject: The agency that it states it of.
        owner: The cell of the agency that has the figure.

    Returns:
        The finding with the name first and the other agency named.
    """
    name, other = claim.sentence[slice(*subject.span)], row_name(paper, owner)
    doubtful = Operand(text=name, role="doubtful", locator=claim.locator, claim_id=claim.claim_id)
    _, *cells = finding.operands
    return replace(
        finding,
        operands=(
            doubtful,
            claim_operand(claim, quantity, "operand"),
            *cells,
            paper.operand(owner, "operand"),
        ),
        cause=say(
            f"{quantity.printed} là số của {other}: tên hoặc số ghi nhầm.",
            f"{quantity.printed} is the figure of {other}: the name or the figure is misprinted.",
        ),
        suggestion=say(f"Kiểm tra lại “{name}” với {other}.", f"Check “{name}” against {other}."),
    )
