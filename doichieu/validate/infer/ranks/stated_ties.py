"""What a paper says of units with equal figures: by which printed column they are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doichieu.normalize.text import key
from doichieu.validate.kept import kept
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.said_words import Said, blocks_with

_EQUAL = Said(
    re.compile(
        r"\b(?:(?:diem|so|ket qua|ty le|gia tri|huy chuong)(?: \w+){0,3} (?:bang|ngang) nhau|(?:bang|ngang|cung|dong)(?: \w+){0,2} diem"
        r"(?: so)?(?: nhau)?|cung (?:ket qua|ty le|so huy chuong)|dong hang|bang nhau)\b"
    ),
    ("bang", "ngang", "cung", "dong"),
)
_TOLD_APART = Said(
    re.compile(r"\b(?:theo|uu tien|can cu|so sanh|xet|dua (?:vao|tren)|xep (?:tren|truoc))\b"),
    ("theo", "tien", "cu", "sanh", "xet", "dua", "xep"),
)
# Shorter headers stand in words of other meaning.
_SHORTEST = 4


@kept
def tie_sentences(paper: Paper) -> tuple[str, ...]:
    """Folded sentences of the text that say how units of equal figures are told apart."""
    return tuple(_telling(block.text for block in blocks_with(paper, _EQUAL, _TOLD_APART)))


def stated_tie_breaks(sheet: Sheet, columns: Sequence[int], sentences: Sequence[str]) -> list[int]:
    """The columns that a note of the table or a sentence of the text names to tell equal units apart.

    Args:
        sheet: The table.
        columns: Columns of figures.
        sentences: Sentences of the text on ties, folded.
    """
    told = [*sentences, *_telling(sheet.reading.table.notes)]
    if not told:
        return []
    names = {col: key(sheet.reading.columns[col].indicator.rpartition(" / ")[2]) for col in columns}
    return [
        col for col, name in names.items() if len(name) >= _SHORTEST and any(name in text for text in told)
    ]


def _telling(texts: Iterator[str] | Sequence[str]) -> Iterator[str]:
    for text in texts:
        folded = key(text)
        equal = _EQUAL.pattern.search(folded)
        if equal and _TOLD_APART.pattern.search(folded, equal.start()):
            yield folded[equal.start() :]
