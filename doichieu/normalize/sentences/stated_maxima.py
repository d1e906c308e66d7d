"""Maxima that a sentence divides among criteria: "Điểm tối đa cho nhóm A là 60 điểm, trong đó: điểm tối đa cho B là 40, …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doichieu.normalize.sentences.stated_numbers import StatedNumber
from doichieu.normalize.sentences.stated_sums import Breakdown, Sureness

_STATED = re.compile(r"\bdiem (?:toi da|chuan)\b[^;.()\d]*?(?:\bmuc do \d[^;.()\d]*?)?\b(?:la|:) (?=\d)")
_DIVIDED = re.compile(r"\b(?:trong do|bao gom|gom)\b")
_FEWEST = 2


def read_maxima(folded: str, start: int, end: int, numbers: Sequence[StatedNumber]) -> Iterator[Breakdown]:
    """The maximum of a group with those of its criteria, in a sentence that states each in the same words.

    Args:
        folded: The paragraph, folded.
        start: Where the sentence begins in it.
        end: Where it ends.
        numbers: Its amounts.
    """
    amounts = {one.span[0]: one for one in numbers}
    stated = [
        (match.start(), one)
        for match in _STATED.finditer(folded, start, end)
        if (one := amounts.get(match.end())) is not None and one.exact
    ]
    if len(stated) <= _FEWEST:
        return
    whole, parts = stated[0][1], tuple(one for _, one in stated[1:])
    if _DIVIDED.search(folded, whole.end, stated[1][0]):
        yield Breakdown(whole=whole, parts=parts, sureness=Sureness.COMPLEMENTS)
