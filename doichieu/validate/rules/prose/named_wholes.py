"""Wholes of shares that their words name and another paragraph states: "chiếm 0,41% tổng dư nợ", "bằng 64,1% vốn đăng ký"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from doichieu.model import Heading, Paragraph
from doichieu.normalize.sentences.claims import sentences
from doichieu.normalize.sentences.counted import counts_alike
from doichieu.normalize.sentences.growths import PLAN
from doichieu.normalize.sentences.stated_numbers import Kind, StatedNumber, read_stated_numbers, separators_in
from doichieu.normalize.sentences.stated_shares import StatedShare
from doichieu.normalize.text import clean, fold_in_place
from doichieu.validate.kept import kept
from doichieu.validate.paper import Paper
from doichieu.validate.rules.prose.share_findings import follows
from doichieu.validate.wording import style_of

_PHRASE = re.compile(
    r"\s*(?:so voi |cua |trong |tren |tinh tren )?(?P<phrase>[a-z][a-z ]{3,60}?)(?= va (?:tang|giam)\b| so voi\b|[,;.()\d]|$)"
)
# What makes a phrase one of another time or place.
_ELSEWHERE = re.compile(
    r"\b(?:cung ky|nam truoc|ky truoc|ca nuoc|toan quoc|nam \d{4}|muc tieu|chi tieu|nghi quyet|nhu cau)\b"
)
# Words of measure, without which a phrase names the same.
_MEASURES = re.compile(
    r"^(?:tong |so luong |so tien |so |dien tich |kinh phi |gia tri |toan bo )+|(?: (?:cua )?(?:toan|ca) [a-z]+)+$"
)
_MARK = re.compile(r"[,;:()]")
_FEWEST = 2


class Named(NamedTuple):
    """An amount with the words before it in its clause, folded, and the block that states it."""

    number: StatedNumber
    label: str
    block: Paragraph | Heading


def with_named_wholes(paper: Paper, shares: Sequence[StatedShare]) -> Iterator[tuple[StatedShare, Named]]:
    """Shares whose words name the one amount of the paper that they are of.

    Args:
        paper: The paper.
        shares: Shares of which their own paragraph does not tell the whole.

    Yields:
        The share with that amount as its whole, and where it stands. Plans are left out: there may be several.
    """
    for share in shares:
        if share.fraction or (phrase := _phrase(share)) is None:
            continue
        named = [
            one
            for one in _called(paper, phrase)
            if counts_alike(one.number, share.part) and one.number.value > share.part.value
        ]
        held = [one for one in named if follows(share, one.number)]
        if held or len({one.number.value for one in named}) == 1:
            found = (held or named)[0]
            yield replace(share, whole=found.number, planned=True, rate=False), found


def _phrase(share: StatedShare) -> str | None:
    """What the words behind a percentage say that it is of."""
    match = _PHRASE.match(fold_in_place(share.sentence), share.percent.end)
    if match is None or _ELSEWHERE.search(match["phrase"]) or PLAN.search(match["phrase"]):
        return None
    return match["phrase"].strip()


def _called(paper: Paper, phrase: str) -> list[Named]:
    """The amounts of a paper whose label has a phrase; without its words of measure where none has it as it is."""
    for form in dict.fromkeys((phrase, _MEASURES.sub("", phrase))):
        if len(form.split()) < _FEWEST:
            return []
        found = [one for one in _amounts(paper) if f" {form} " in one.label]
        if found:
            return found
    return []


@kept
def _amounts(paper: Paper) -> Sequence[Named]:
    """The amounts of all sentences of a paper, those in brackets left out."""
    style = style_of(paper.decision)
    found = []
    for block in paper.decision.document.blocks:
        if not isinstance(block, Paragraph | Heading):
            continue
        separators = separators_in(block.text, style.separators)
        for _, sentence in sentences(clean(block.text)):
            for one in read_stated_numbers(sentence.strip(), separators):
                plain = one.kind is Kind.AMOUNT and one.rise is None and not one.about and one.opened is None
                if plain and one.unit:
                    found.append(Named(one, f" {_MARK.split(one.before)[-1].strip()} ", block))
    return found
