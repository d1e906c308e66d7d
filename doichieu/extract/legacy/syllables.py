"""Whether words can be Vietnamese: onset, rime and tone as the language allows them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from doichieu.extract.legacy.traces import strange_letters

_ONSET = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx]"
_RIME = (
    "a(?:ch|ng|nh|[cimnoptuyk])?|ă(?:ng|[cmnptk])|â(?:ng|[cmnptuyk])|e(?:ng|[cmnoptk])?|ê(?:ch|nh|[mnptuk])?"
    "|i(?:a|ch|nh|êu|êng|ê[cmnptk]|[mnptuk])?|yê(?:ng|[mntu])|y|o(?:a(?:ch|ng|nh|[cimnopty])?|ă(?:ng|[cmntk])"
    "|e(?:[nomt])?|o?ng|oc|[cimnptk])?|ô(?:ng|[cimnptk])?|ơ(?:[imnpt])?"
    "|u(?:a|â(?:ng|[nty])|ê(?:ch|nh)?|i|ng|ô(?:ng|[cimnt])|ơn?|y(?:a|ch|nh|ê[nt]|[ntup])?|[mnptck])?"
    "|ư(?:a|ng|ơ(?:ng|[cimnptu])|[cimntu])?"
)
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_RIME})|gi(?:êng|ê[cmnptu]|nh|ch|[nmtp])?")
_STOPPED = re.compile(r"(?:c|ch|p|t)$")
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile("[aeiouyăâêôơư]")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_STOP_TONES = ("\u0301", "\u0323")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether a word is a possible syllable of Vietnamese.

    Args:
        word: One word in NFC.

    Returns:
        True for "nghiêng" and "NGHỊ"; stops take only the sharp and the heavy tone.
    """
    low = word.lower()
    apart = unicodedata.normalize("NFD", low)
    tones = [char for char in apart if ord(char) in _TONES]
    bare = unicodedata.normalize("NFC", apart.translate(_TONES))
    if len(tones) > 1 or len(bare) > 7 or not _SYLLABLE.fullmatch(bare):
        return False
    return not (tones and _STOPPED.search(bare)) or tones[0] in _STOP_TONES


def has_its_tone(word: str) -> bool:
    """Whether a syllable has the tone that its end asks for: those on a stop ("nước") have one in writing."""
    apart = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", apart.translate(_TONES))
    return not _STOPPED.search(bare) or any(ord(char) in _TONES for char in apart)


def accented(text: str) -> list[str]:
    """Words of a text that have a letter beyond ASCII and a vowel; sets of initials ("HĐND") have none."""
    return [word for word in _WORD.findall(text) if not word.isascii() and _has_vowel(word)]


@lru_cache(maxsize=65536)
def _has_vowel(word: str) -> bool:
    return _VOWEL.search(unicodedata.normalize("NFD", word.lower())) is not None or "ư" in word.lower()


def plausible_share(text: str) -> float:
    """Share of a text's accented words that are possible syllables; 0 when it has none."""
    words = accented(text)
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def readable_share(text: str) -> float:
    """Share of what is beyond ASCII in a text that reads as Vietnamese: a letter that it has no use for is no word."""
    words = accented(text)
    good = sum(map(is_syllable, words))
    return good / (len(words) + strange_letters(text)) if good else 0.0
