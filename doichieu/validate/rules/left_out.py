"""What a paper says of units that it leaves out: sentences and notes with words such as “không xếp hạng”, “trừ”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from doichieu.model import Row
from doichieu.normalize.text import key
from doichieu.validate.paper import Paper
from doichieu.validate.said_words import Said, blocks_with

# Words with which a paper says why a unit is left out.
_WORDS = ("khong", "tru", "chua", "rieng", "ngoai")
_LEFT_OUT = Said(re.compile(rf"\b(?:{'|'.join(_WORDS)})\b"), _WORDS)
# Shorter names stand in words of other meaning.
_SHORTEST = 6


def explanations(paper: Paper) -> list[str]:
    """Folded sentences and notes that say that something is left out."""
    texts = [key(sentence) for block in blocks_with(paper, _LEFT_OUT) for sentence in block.text.split(". ")]
    texts.extend(key(note) for sheet in paper.sheets for note in sheet.reading.table.notes)
    return [text for text in texts if _LEFT_OUT.pattern.search(text)]


def are_named(rows: Iterable[Row], texts: Sequence[str]) -> bool:
    """Whether one of the texts names the unit of some rows, as they print it or as the registry calls it.

    Args:
        rows: Rows of one unit.
        texts: Folded texts.
    """
    names: set[str] = set()
    for row in rows:
        names.add(key(row.label))
        names.update(key(name) for one in row.entities for name in (one.printed, one.name) if name)
    names |= {name.removeprefix("ubnd ") for name in names}
    return any(name in text for text in texts for name in names if len(name) >= _SHORTEST)
