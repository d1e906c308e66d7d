"""How likely a text is as Vietnamese of papers: what tells "Sở Tài chính" from "Sờ Tài chính"."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from doichieu.extract.legacy.syllables import is_syllable
from doichieu.extract.words import plain

_TOKEN = re.compile(r"[^\W\d_]+\d|[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
# Weights of the pair, of the syllable alone, of any syllable that the language allows.
_PAIR, _ALONE, _ALLOWED = 0.6, 0.3, 0.1
# About as many syllables are in use.
_SYLLABLES = 7000
_FOREIGN = 1e-7
# A word as frequent as this says nothing for or against a reading; nor do figures, marks and initials ("CNTT").
_USUAL = 1e-4
# No word is likelier than this whatever stands before it: papers misprint names too.
_MOST = 0.1
# The last syllable that an abbreviation stands for: after "UBND" comes what comes after "Ủy ban nhân dân".
_LAST = {"ubnd": "dân", "hđnd": "dân", "tand": "dân", "vksnd": "dân", "cntt": "tin"}
# A term of such papers counts as if it stood this often in the prose that was counted.
_TERM = 30
# Texts with a word more usual by this much (a logarithm) are worth a look, and so many of them.
_GAIN, _MOST_LIKELIER = 2.0, 8
# What stands before the subject of a letter ("V/v", về việc), and how it is misread in italics.
_ABOUT, _MISREAD = "V/v", "V/y"
# Letters that run into figures ("ST111"), and capitals inside words, are rare; brackets around nothing are rarer.
_MIXED, _HOLLOW = 0.1, 0.005


@lru_cache(maxsize=1)
def _counts() -> tuple[dict[str, int], dict[tuple[str, str], int], int]:
    alone: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    rows = (line.split("\t") for line in _lines("pairs.tsv"))
    next(rows)
    for first, second, count in rows:
        if second:
            pairs[first, second] = int(count)
        else:
            alone[first] = int(count)
    for term in _lines("terms.txt"):
        words = term.split()
        for word in words:
            alone[word] = alone.get(word, 0) + _TERM
        for pair in pairwise(words):
            pairs[pair] = pairs.get(pair, 0) + _TERM
    return alone, pairs, sum(alone.values())


def _lines(name: str) -> list[str]:
    text = resources.files("doichieu.extract.scan").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def log_prior(text: str, above: str = "") -> float:
    """Logarithm of how likely a text is.

    Args:
        text: One line, NFC.
        above: The line that it goes on, where a name or a sentence runs over two.

    Returns:
        A sum over its words; only differences between texts of the same line mean something.
    """
    alone, pairs, total = _counts()
    last = _LAST_WORD.search(above)
    before: tuple[str, int] = (last.group().lower() if last else "", -1)
    result = math.log(_HOLLOW) if "()" in text else 0.0
    text = text.removeprefix(_ABOUT)
    for match in _TOKEN.finditer(text):
        token = match.group()
        word = token.lower()
        if not (token.isupper() or token[1:].islower() or len(token) == 1):
            result += math.log(_MIXED)
        if token[-1].isdigit():
            result += math.log(_MIXED)
            continue
        if len(token) > 1 and token.isupper() and not is_syllable(word):
            before = (_LAST.get(word, word), match.end())
            continue
        likely = _ALONE * alone.get(word, 0) / total + (
            _ALLOWED / _SYLLABLES if is_syllable(word) else _FOREIGN
        )
        if before[1] + 1 == match.start() and before[0] in alone:
            likely += _PAIR * pairs.get((before[0], word), 0) / alone[before[0]]
        result += math.log(min(likely, _MOST) / _USUAL)
        before = (word, match.end())
    return result


def is_in_use(word: str) -> bool:
    """Whether a word stands in the prose of papers."""
    return word.lower() in _counts()[0]


@lru_cache(maxsize=1)
def _same_letters() -> dict[str, list[str]]:
    """Words in use by their letters without accents."""
    words: dict[str, list[str]] = {}
    for word in _counts()[0]:
        words.setdefault(plain(word), []).append(word)
    return words


@lru_cache(maxsize=4096)
def likelier(text: str, above: str = "") -> tuple[str, ...]:
    """The text with the accents of one word changed, where that makes words that are much more usual.

    Args:
        text: One line, NFC.
        above: The line that it goes on.

    Returns:
        Texts of the same length, likeliest first: "chính quyến" gives "chính quyền".
    """
    own = log_prior(text, above)
    found: list[tuple[float, str]] = []
    if text.startswith(_MISREAD):
        found.append((_GAIN, _ABOUT + text.removeprefix(_MISREAD)))
    for match in _TOKEN.finditer(text):
        token = match.group()
        for word in _same_letters().get(plain(token), ()):
            if word == token.lower() or len(word) != len(token):
                continue
            like = word.upper() if token.isupper() else word.capitalize() if token[0].isupper() else word
            other = text[: match.start()] + like + text[match.end() :]
            gain = log_prior(other, above) - own
            if gain > _GAIN:
                found.append((gain, other))
    return tuple(other for _, other in sorted(found, reverse=True)[:_MOST_LIKELIER])
