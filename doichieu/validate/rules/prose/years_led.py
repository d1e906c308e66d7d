"""Of which years a sentence speaks that names none: those of the sentence it goes on from, or of what leads its list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from doichieu.model import Claim, Document, Heading, Locator, Paragraph
from doichieu.normalize.sentences.claims import sentences
from doichieu.normalize.text import clean
from doichieu.validate.kept import kept
from doichieu.validate.paper import Paper
from doichieu.validate.rules.stated import years_named

_ITEM = re.compile(r"\s*(?:[-+•*–▪]|\(?[a-zđ\d]{1,2}[.)])\s", re.IGNORECASE)


def years_of(paper: Paper, claim: Claim) -> AbstractSet[str]:
    """The years that a sentence speaks of.

    Args:
        paper: The paper.
        claim: A sentence.

    Returns:
        Those that it names, and where it names none those of the sentence before the semicolon that it follows, or of
        the line that leads the list it stands in: "Kết quả năm 2022 như sau:".
    """
    return years_named(claim.sentence) or _years_led(paper).get((claim.locator, claim.sentence), frozenset())


@kept
def _years_led(paper: Paper) -> Mapping[tuple[Locator, str], AbstractSet[str]]:
    return years_led(paper.decision.document)


def years_led(document: Document) -> Mapping[tuple[Locator, str], AbstractSet[str]]:
    """The years of sentences that name none and go on about some, by place and sentence.

    Args:
        document: A document.
    """
    found: dict[tuple[Locator, str], AbstractSet[str]] = {}
    led: AbstractSet[str] = frozenset()
    leads = False
    for block in document.blocks:
        if not isinstance(block, Heading | Paragraph):
            continue
        text = clean(block.text)
        if text.endswith(":"):
            led, leads = years_named(text), True
            continue
        if isinstance(block, Heading) or not (leads or _ITEM.match(text)):
            led = frozenset()
        leads = False
        years = led
        for _, printed in sentences(text) if led or (";" in text and "năm" in text.lower()) else ():
            sentence = printed.strip()
            named = years_named(sentence)
            if years and not named:
                found[block.locator, sentence] = years
            years = (named or years) if sentence.endswith(";") else led
    return found
