"""COUNT-PCT of parts in a list: "66.738 ha; trong đó, lúa 58.095 ha, chiếm 87,1%; rau 7.095 ha, chiếm 10,6%".

What a percentage is of is not said. The amount before the parts that most of their percentages are of is their whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from doichieu.model import Check, Claim, Finding, Heading, Number, Paragraph
from doichieu.normalize.comparisons import StatedRate
from doichieu.normalize.part_shares import PartShare, read_part_shares
from doichieu.normalize.stated_numbers import StatedNumber, separators_in
from doichieu.validate.infer.compared import Off, find_off, holds
from doichieu.validate.paper import Paper
from doichieu.validate.rules.prose.comparisons import comparison_finding
from doichieu.validate.rules.stated import statement
from doichieu.validate.slips import places_of, slips_to
from doichieu.validate.wording import Style

# So many percentages tell together that the whole is wrong, where they all are of one other amount.
_FEWEST = 2
_ALL = 100


def check_part_shares(
    paper: Paper, block: Paragraph | Heading, known: Collection[tuple[str, str]], style: Style
) -> Iterator[Check | Finding]:
    """Check the percentages of parts whose whole the percentages of other parts tell.

    Args:
        paper: The paper.
        block: A paragraph.
        known: Figures of parts and percentages that are checked otherwise.
        style: How the paper prints figures.

    Yields:
        A check a part of which the whole is known, and a finding for each slip of the pen.
    """
    shares = list(read_part_shares(block.text, separators_in(block.text, style.separators)))
    proved = Counter(
        value
        for share in shares
        for value in {whole.value for whole in share.wholes if holds(_rate(share, whole))}
    )
    if not proved:
        if not any((_figure(share.part), _figure(share.percent)) in known for share in shares):
            yield from _wrong_whole(paper, block, shares, style)
        return
    for share in shares:
        if (_figure(share.part), _figure(share.percent)) in known:
            continue
        whole = max(reversed(share.wholes), key=lambda one: proved[one.value])
        if any(holds(_rate(share, one)) for one in share.wholes):
            yield statement("COUNT-PCT")
        elif proved[whole.value]:
            off = find_off(_rate(share, whole), sure=("base",))
            if off is not None and off.number is share.percent and off.right > _ALL:
                off = find_off(_rate(share, whole), sure=("base", "rate"))
            if off is not None and off.slip:
                yield from _told(paper, block, share, whole, off, style)


def _wrong_whole(
    paper: Paper, block: Paragraph | Heading, shares: Sequence[PartShare], style: Style
) -> Iterator[Check | Finding]:
    """A whole that no percentage is of, where one slip of the pen makes it what all of them are of."""
    if len(shares) < _FEWEST:
        return
    whole = shares[0].wholes[0]
    # One that has a percentage itself is a part beside the others: "1 tỉnh loại A (10%); 7 tỉnh loại B (70%)".
    if any(whole not in share.wholes or any(one is whole for one in share.parts) for share in shares):
        return
    rights = [
        value
        for value in slips_to(whole.number.value, whole.number.places)
        if places_of(value) <= whole.number.places
        and all(
            holds(_rate(share, replace(whole, number=Number(value=value, places=whole.number.places))))
            for share in shares
        )
    ]
    if rights:
        off = Off(number=whole, right=rights[0], slip=True, about=len(rights) > 1)
        yield from _told(paper, block, shares[0], whole, off, style)


def _told(
    paper: Paper, block: Paragraph | Heading, share: PartShare, whole: StatedNumber, off: Off, style: Style
) -> Iterator[Check | Finding]:
    claims = {claim.sentence: claim for claim in paper.decision.claims}
    claim = claims.get(share.sentence) or Claim(
        claim_id="", sentence=share.sentence, subject="", quantities=(), locator=block.locator
    )
    yield statement("COUNT-PCT", held=False)
    yield comparison_finding(paper, claim, "COUNT-PCT", _rate(share, whole), off, style)


def _rate(share: PartShare, whole: StatedNumber) -> StatedRate:
    return StatedRate(now=share.part, base=whole, rate=share.percent)


def _figure(number: StatedNumber) -> str:
    """A figure without its unit."""
    return number.printed[: number.span[1] - number.span[0]]
