"""The ư of TCVN3 that printing took away: its code is the soft hyphen, which browsers and word processors do not draw."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from doichieu.extract.legacy.syllables import has_its_tone, is_syllable

if TYPE_CHECKING:
    from collections.abc import Iterable

_LETTER = "ư"
_TONED = re.compile("[ờớởỡợơ]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
# A line that broke at the letter shows it as a hyphen: "ph- ờng".
_BROKEN = re.compile(r"(?<![^\W_])([^\W\d_]{0,3})[-\u2010ư] ?([^\W\d_]{1,4})(?![^\W\d_])")
_CLOSED = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|[bcdđghklmnprstvx])ng", re.IGNORECASE)
# Beside a word: "đầu t phát triển", "Th viện". Points of a law are letters too ("điểm c khoản 2"), and so are units.
_ALONE = re.compile(
    r"(?<=[^\W\d_] )(?:nh|ng|[Tt]h|[Tt])(?![^\W_]|[./²])|(?<![^\W_])(?<![^\W_][ .])(?:Nh|Ng|[Tt]h|T)(?= [^\W\d_A-Z])"
)
# Syllables whose twin with the letter is what official papers mean.
_MEANT = {
    "ngời": "người",
    "vờn": "vườn",
    "lới": "lưới",
    "cời": "cười",
    "mợn": "mượn",
    "bu": "bưu",
    "hu": "hưu",
    "mu": "mưu",
}


def is_lost(texts: Iterable[str]) -> bool:
    """Whether texts decoded from TCVN3 want the letter ("nớc", "phờng") more often than they have it.

    Args:
        texts: Texts in NFC.

    Returns:
        Whether it is to be put back. Where a line breaks at the letter, print shows it as a hyphen that was read.
    """
    there = wanted = 0
    for text in texts:
        there += text.count(_LETTER)
        wanted += len(_ALONE.findall(text)) + sum(
            _with_letter(word) is not None for word in _WORD.findall(text)
        )
    return wanted > there


def put_back(text: str) -> tuple[str, int]:
    """Put the letter back where no word stands without it.

    Args:
        text: Text in NFC from which it was lost.

    Returns:
        The text, and how many letters came back; words that are others without it ("mời" for "mười") stay.
    """
    count = 0

    def whole(match: re.Match[str]) -> str:
        nonlocal count
        word = _with_letter(match[0])
        count += word is not None
        return word or match[0]

    def broken(match: re.Match[str]) -> str:
        nonlocal count
        word = f"{match[1]}{_like(match[1])}{match[2]}"
        initials = match[0].isupper() and match[0].isascii()
        fits = not initials and is_syllable(word) and has_its_tone(word) and not is_syllable(match[2])
        count += fits
        return word if fits else match[0]

    def alone(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return match[0] + _LETTER

    text = _ALONE.sub(alone, _WORD.sub(whole, _BROKEN.sub(broken, text)))
    return text, count


def _with_letter(word: str) -> str | None:
    """A word that is none without the letter, with it; else None."""
    if (meant := _MEANT.get(word.lower())) is not None:
        return meant if word.islower() else meant.capitalize()
    if _CLOSED.fullmatch(word) and not word.isupper():
        return f"{word[:-2]}{_LETTER}{word[-2:]}"
    at = _TONED.search(word)
    if at is None or (is_syllable(word) and has_its_tone(word)):
        return None
    whole = unicodedata.normalize("NFC", f"{word[: at.start()]}{_like(word)}{word[at.start() :]}")
    return whole if is_syllable(whole) and has_its_tone(whole) else None


def _like(word: str) -> str:
    return _LETTER.upper() if len(word) > 1 and word.isupper() else _LETTER
