"""How likely a text is as Vietnamese of papers: what tells "Sở Tài chính" from "Sờ Tài chính"."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from importlib import resources

from doichieu.extract.legacy.syllables import is_syllable

_TOKEN = re.compile(r"[^\W\d_]+\d|[^\W\d_]+")
# Weights of the pair, of the syllable alone, of any syllable that the language allows.
_PAIR, _ALONE, _ALLOWED = 0.6, 0.3, 0.1
# About as many syllables are in use.
_SYLLABLES = 7000
_FOREIGN = 1e-7
# A word as frequent as this says nothing for or against a reading; nor do figures, marks and initials ("CNTT").
_USUAL = 1e-4
# Letters that run into figures ("ST111") are rare.
_MIXED = 0.1


@lru_cache(maxsize=1)
def _counts() -> tuple[dict[str, int], dict[tuple[str, str], int], int]:
    alone: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    text = resources.files("doichieu.extract.scan").joinpath("data/pairs.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    next(rows)
    for first, second, count in rows:
        if second:
            pairs[first, second] = int(count)
        else:
            alone[first] = int(count)
    return alone, pairs, sum(alone.values())


def log_prior(text: str) -> float:
    """Logarithm of how likely a text is.

    Args:
        text: One line, NFC.

    Returns:
        A sum over its words; only differences between texts of the same line mean something.
    """
    alone, pairs, total = _counts()
    before: tuple[str, int] = ("", -1)
    result = 0.0
    for match in _TOKEN.finditer(text):
        token = match.group()
        word = token.lower()
        if token[-1].isdigit():
            result += math.log(_MIXED)
            continue
        if len(token) > 1 and token.isupper() and not is_syllable(word):
            continue
        likely = _ALONE * alone.get(word, 0) / total + (
            _ALLOWED / _SYLLABLES if is_syllable(word) else _FOREIGN
        )
        if before[1] + 1 == match.start() and before[0] in alone:
            likely += _PAIR * pairs.get((before[0], word), 0) / alone[before[0]]
        result += math.log(likely / _USUAL)
        before = (word, match.end())
    return result
