"""COUNT-PCT of percentages that sentences state for parts of an amount, with all the figures they follow from.

Read are "18/19 cơ quan (94,73%)", "18.400 hồ sơ, trong đó 11.900 hồ sơ trực tuyến, chiếm 64,67%", "trong 58 đơn vị có 5
đơn vị loại A (8,6%), 20 đơn vị loại B (34,5%)" and lists of parts of which nothing says the whole but their percentages.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from doichieu.model import Check, Claim, Finding, Heading, Paragraph
from doichieu.normalize.sentences.claims import sentences
from doichieu.normalize.sentences.remainders import Remainder
from doichieu.normalize.sentences.stated_numbers import StatedNumber, separators_in
from doichieu.normalize.sentences.stated_shares import StatedShare, is_done_of, read_shares
from doichieu.normalize.text import clean
from doichieu.validate.paper import Paper
from doichieu.validate.rounding import Rounding
from doichieu.validate.rules.prose.named_wholes import with_named_wholes
from doichieu.validate.rules.prose.remainders import remainders_of, wrong_beside
from doichieu.validate.rules.prose.share_findings import (
    Wrong,
    find_wrong,
    follows,
    share_finding,
    with_value,
)
from doichieu.validate.rules.prose.table_shares import check_by_tables
from doichieu.validate.rules.prose.whole_lists import whole_lists
from doichieu.validate.rules.stated import statement
from doichieu.validate.slips import places_of, slips_to
from doichieu.validate.wording import Style

# So many percentages tell together that the whole is wrong, where they all are of one other amount.
_FEWEST = 2


def check_shares(paper: Paper, rounding: Rounding, style: Style) -> Iterator[Check | Finding]:
    """Check percentages stated for parts of an amount that stands in the same paragraph, or in a table.

    Args:
        paper: The paper.
        rounding: How the paper rounds.
        style: How the paper prints figures.

    Yields:
        A check a percentage of which the whole is known, and a finding for each that does not follow.
    """
    claims = {claim.sentence: claim for claim in paper.decision.claims}
    for block in paper.decision.document.blocks:
        if not isinstance(block, Paragraph | Heading) or "%" not in block.text:
            continue
        yield from _check_block(paper, block, claims, rounding, style)


def _check_block(
    paper: Paper,
    block: Paragraph | Heading,
    claims: Mapping[str, Claim],
    rounding: Rounding,
    style: Style,
) -> Iterator[Check | Finding]:
    separators = separators_in(block.text, style.separators)
    shares = list(read_shares(block.text, separators))
    if not shares:
        return
    texts = [text.strip() for _, text in sentences(clean(block.text))]
    left = {share: remainders_of(share, texts, separators) for share in shares}
    judged = list(_judged(paper, [share for share in shares if _wholes(share)], left, rounding))
    for group, whole, wrong in judged:
        yield statement("COUNT-PCT", held=wrong is None)
        if wrong is not None:
            yield share_finding(paper, _claim(claims, group[0], block), group, whole, wrong, style)
    known = {share for group, _, _ in judged for share in group}
    named = list(_of_named(paper, [share for share in shares if share not in known], left, rounding))
    for share, whole, wrong, home in named:
        yield statement("COUNT-PCT", held=wrong is None)
        if wrong is not None:
            claim = _claim(claims, share, block)
            yield share_finding(paper, claim, [share], whole, wrong, style, home=home)
    known.update(share for share, _, _, _ in named)
    yield from _check_rest(paper, block, claims, [share for share in shares if share not in known], style)


def _check_rest(
    paper: Paper,
    block: Paragraph | Heading,
    claims: Mapping[str, Claim],
    shares: Sequence[StatedShare],
    style: Style,
) -> Iterator[Check | Finding]:
    """Shares of which no sentence states the whole: their sum is it, or a table tells."""
    listed = list(whole_lists([share for share in shares if not share.rate], style))
    for parts, whole, wrong, _ in listed:
        yield statement("COUNT-PCT", held=wrong is None)
        if wrong is not None:
            claim = _claim(claims, parts[0], block)
            yield share_finding(paper, claim, parts, whole, wrong, style, summed=True)
    known = {share for parts, _, _, _ in listed for share in parts}
    for share in shares:
        if share not in known and not share.rate:
            yield from check_by_tables(paper, _claim(claims, share, block), share, style)


def _claim(claims: Mapping[str, Claim], share: StatedShare, block: Paragraph | Heading) -> Claim:
    """The claim of a sentence; one that states no quantity is none of the paper's."""
    sentence = share.sentence
    return claims.get(sentence) or Claim(
        claim_id="", sentence=sentence, subject="", quantities=(), locator=block.locator
    )


def _of_named(
    paper: Paper,
    shares: Sequence[StatedShare],
    left: Mapping[StatedShare, Sequence[Remainder]],
    rounding: Rounding,
) -> Iterator[tuple[StatedShare, StatedNumber, Wrong | None, Paragraph | Heading]]:
    """Shares of which only another paragraph states what they are said to be of, as they stand, and what is wrong."""
    named = list(with_named_wholes(paper, shares))
    plain = {id(share.percent): share for share in shares}
    homes = dict(named)
    beside = {share: left[plain[id(share.percent)]] for share in homes}
    for group, whole, wrong in _judged(paper, list(homes), beside, rounding):
        for share in group:
            if whole is homes[share].number:
                yield plain[id(share.percent)], whole, wrong, homes[share].block


_Verdict = tuple[Sequence[StatedShare], StatedNumber, Wrong | None]


def _judged(
    paper: Paper,
    shares: Sequence[StatedShare],
    left: Mapping[StatedShare, Sequence[Remainder]],
    rounding: Rounding,
) -> Iterator[_Verdict]:
    """Shares with what they are of and what is wrong in them; those of which nothing tells the whole are left out."""
    proved = Counter(
        value for share in shares for value in {one.value for one in _wholes(share) if follows(share, one)}
    )
    off: defaultdict[StatedNumber, list[StatedShare]] = defaultdict(list)
    bases: dict[StatedNumber, StatedNumber] = {}
    for share in shares:
        told = share.whole is not None and not share.planned
        held = [
            one
            for one in _wholes(share)
            if follows(share, one, rounding if told else None) and not (told and _is_aside(share, one))
        ]
        if held or _of_another(share):
            bases[share.part] = (held or _wholes(share))[0]
            yield [share], bases[share.part], None
        elif share.rate:
            yield from _rated(paper, share, left[share], rounding)
        elif share.whole is None and share.parts and bases.get(share.parts[-1]) in share.others:
            off[bases[share.parts[-1]]].append(share)  # of what the part right before it is of
        else:
            near = max(reversed(_wholes(share)), key=lambda one: proved[one.value])
            off[share.whole or (near if proved[near.value] else share.others[0])].append(share)
    for base, group in off.items():
        parts = [one for one in shares if base in _wholes(one)]
        if len(group) == len(parts) and (whole := _wrong_whole(parts, base)) is not None:
            yield parts, base, whole
            continue
        added = len(parts) >= _FEWEST and sum(one.part.value for one in parts) == base.value
        sure = {*(("base",) if added or proved[base.value] else ()), *(("now",) if added else ())}
        for share in group:
            wrong = wrong_beside(share, base, left[share], rounding) or _wrong_part(
                share, base, parts, rounding
            )
            if wrong is None and base.value > 0 and (share.whole is not None or proved[base.value]):
                wrong = find_wrong(paper, share, base, rounding, sure)
            if wrong is not None:
                yield [share], base, wrong


def _rated(
    paper: Paper, share: StatedShare, rests: Sequence[Remainder], rounding: Rounding
) -> Iterator[_Verdict]:
    """A rate with what it is of: told by what is left beside the part, or the one amount before what is done of it."""
    beside = [(one, wrong_beside(share, one, rests, rounding)) for one in reversed(share.others)]
    told = [(one, wrong) for one, wrong in beside if wrong is not None]
    if not told and is_done_of(share):
        done = find_wrong(paper, share, share.others[0], rounding)
        told = [(share.others[0], done)] if done is not None else []
    yield from (([share], base, wrong) for base, wrong in told)


def _wholes(share: StatedShare) -> list[StatedNumber]:
    """What a share may be of."""
    if share.fraction and share.whole is not None:
        return [share.whole]
    return [*([share.whole] if share.whole is not None else []), *share.others]


def _is_aside(share: StatedShare, whole: StatedNumber) -> bool:
    """Whether an amount is what another one was or is planned to be, by its brackets, and no whole of parts outside them."""
    return whole is not share.whole and whole.opened is not None and share.part.opened is None


def _of_another(share: StatedShare) -> bool:
    """Whether a figure before a fraction is what the percentage is of: "2.202 tài khoản mức 1, 2 trên 2.775 …"."""
    return share.fraction and any(
        follows(replace(share, part=one), share.whole) for one in share.others if share.whole is not None
    )


def _wrong_whole(parts: Sequence[StatedShare], base: StatedNumber) -> Wrong | None:
    """What a whole should be that no percentage is of: what its parts add up to, or what a slip of the pen turned into it."""
    # One that has a percentage itself is a part beside the others: "1 tỉnh loại A (10%); 7 tỉnh loại B (70%)".
    if len(parts) < _FEWEST or any(one is base for share in parts for one in share.parts):
        return None
    added = sum((share.part.value for share in parts), Decimal(0)).scaleb(-base.power)
    likely = [added, *slips_to(base.number.value, base.number.places)]
    rights = [
        value
        for value in dict.fromkeys(likely)
        if places_of(value) <= base.number.places
        and all(follows(share, with_value(base, value)) for share in parts)
    ]
    return Wrong(number=base, right=rights[0]) if rights else None


def _wrong_part(
    share: StatedShare, base: StatedNumber, parts: Sequence[StatedShare], rounding: Rounding
) -> Wrong | None:
    """A part that all the others leave another value for, which its percentage is of."""
    others = sum((one.part.value for one in parts if one is not share), Decimal(0))
    rest = (base.value - others).scaleb(-share.part.power)
    if len(parts) < _FEWEST or rest <= 0 or rest == share.part.number.value:
        return None
    told = follows(replace(share, part=with_value(share.part, rest)), base, rounding)
    return Wrong(number=share.part, right=rest) if told else None
