"""What sentences say by words of which each has one: it is looked for only in paragraphs that have one of these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doichieu.model import Heading, Paragraph
from doichieu.normalize.text import fold, words
from doichieu.validate.kept import kept
from doichieu.validate.paper import Paper

_PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Said:
    """What is looked for in text.

    Attributes:
        pattern: The pattern, of folded text or of text as printed.
        words: Folded words, and the sign of percentages, of which each text that it is found in has one.
    """

    pattern: re.Pattern[str]
    words: tuple[str, ...]


def blocks_with(paper: Paper, *whats: Said) -> Iterator[Paragraph | Heading]:
    """Paragraphs and headings that have one of the words of each thing that is looked for, in order."""
    blocks = paper.decision.document.blocks
    for at in places_with(paper, *whats):
        block = blocks[at]
        if isinstance(block, Paragraph | Heading):
            yield block


def places_with(paper: Paper, *whats: Said) -> list[int]:
    """Where such paragraphs and headings stand among the blocks of a paper."""
    places = _words_said(paper)
    for what in whats:
        places = [(at, said) for at, said in places if not said.isdisjoint(what.words)]
    return [at for at, _ in places]


@kept
def _words_said(paper: Paper) -> Sequence[tuple[int, frozenset[str]]]:
    return [
        (at, frozenset((*words(block.text), _PERCENT) if _PERCENT in fold(block.text) else words(block.text)))
        for at, block in enumerate(paper.decision.document.blocks)
        if isinstance(block, Paragraph | Heading)
    ]
