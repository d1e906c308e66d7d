"""Unicode clean-up and comparison keys for Vietnamese text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from doichieu.extract.words import LOOKALIKES

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"), " "
)
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\u00ad"), None
)
# U+01A3 (ƣ) stands for ư in text that went through an old converter.
_LETTERS = {ord("ƣ"): "ư", ord("Ƣ"): "Ư", ord("ð"): "đ", ord("Ð"): "Đ"}
_TABLE = {**_DASHES, **_SPACES, **_INVISIBLE, **_LETTERS, **{at: chr(to) for at, to in LOOKALIKES.items()}}


class _Bare(dict[int, str]):
    """Letters without their marks, by code point; worked out when first met, as most never are."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFD", chr(code))
        self[code] = "".join(char for char in letters if not unicodedata.combining(char)).replace("đ", "d")
        return self[code]


_BARE = _Bare()
_IN_TABLE = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


# The paragraphs of a paper are asked for again and again; of more texts at once hardly any is.
@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Text in NFC with one kind of dash and of space, white space folded and stripped.

    Args:
        text: Any text.

    Returns:
        The cleaned text; cleaning twice changes nothing.
    """
    composed = unicodedata.normalize("NFC", text)
    if _IN_TABLE.search(composed):
        composed = composed.translate(_TABLE)
    if composed.isprintable() and "  " not in composed:  # no white space but single spaces
        return composed.strip(" ")
    return " ".join(composed.split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Text for comparison: cleaned, lower case, without tone and vowel marks, đ as d.

    Args:
        text: Any text.

    Returns:
        Lower-case text; "Sở Tài Chính" and "SỞ TÀI CHÍNH" in NFD give the same.
    """
    cleaned = clean(text).casefold()
    return cleaned if cleaned.isascii() else cleaned.translate(_BARE)


CAPITAL = "[A-Z{}]".format(
    "".join(filter(str.isupper, map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))))
)
"""A Latin capital, with or without marks, for patterns that tell capitals from small letters; "À-Ỹ" holds both."""


# As `clean`: what is said of a sentence is asked by many.
@lru_cache(maxsize=4096)
def fold_in_place(text: str) -> str:
    """The folded text with every character where it stood, so that spans of one are spans of the other."""
    folded = fold(text)
    if len(folded) == len(text):  # clean text in NFC, as sentences are
        return folded
    return "".join((fold(char) or " ")[:1] if not char.isspace() else " " for char in text)


def marked(text: str) -> str:
    """Text for comparison that keeps tone and vowel marks: "Hoà" and "hòa" give the same, "Thanh" and "Thành" do not."""
    words = clean(text).casefold().split()
    return " ".join("".join(sorted(unicodedata.normalize("NFD", word))) for word in words)


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, punctuation dropped."""
    return tuple(_NOT_WORD.sub(" ", fold(text)).split())


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The folded words joined by single spaces."""
    return " ".join(words(text))
