"""Fonts whose names say that their letters are codes of a legacy encoding."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from doichieu.extract.legacy.decode import Encoding, decode, text_in_1258
from doichieu.extract.legacy.syllables import (
    accented,
    has_its_tone,
    is_syllable,
    plausible_share,
    readable_share,
)
from doichieu.extract.legacy.traces import has_vietnamese, strange_letters

_FAMILIES = (
    (re.compile(r"\.vn[a-z]|vn(?:time|arial)h?$", re.IGNORECASE), Encoding.TCVN3),
    (re.compile(r"vni(?:[-\s_]|$)", re.IGNORECASE), Encoding.VNI),
    (re.compile(r"vps(?:[-\s_]|[a-z]|$)", re.IGNORECASE), Encoding.VPS),
    (re.compile(r"vi\s(?:times|arial|helve)", re.IGNORECASE), Encoding.VISCII),
)
_WORDS = re.compile(r"(\s+)")
# Marks on what takes none.
_LOOSE = re.compile("(?<![aeiouyAEIOUY\u0300-\u036f])[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class LegacyFont:
    """What a font's name says.

    Attributes:
        encoding: What the codes mean.
        capitals: Whether it draws small letters as capitals: ABC fonts whose name ends in H.
    """

    encoding: Encoding
    capitals: bool = False


@lru_cache(maxsize=1024)
def legacy_font(name: str) -> LegacyFont | None:
    """What the name of a font says; None for a font of Unicode."""
    bare = name.strip().strip("\"'").strip()
    for pattern, encoding in _FAMILIES:
        if pattern.match(bare):
            return LegacyFont(encoding, encoding is Encoding.TCVN3 and bare[-1:] in {"H", "h"})
    return None


def decode_run(text: str, font: LegacyFont) -> str:
    """Decode a run set in a legacy font, unless its text is Unicode: word processors keep the old font's name.

    Args:
        text: Text of the run.
        font: What its font's name says.

    Returns:
        The text in Unicode.
    """
    decoded = _decode_words(text, font) if has_vietnamese(text) else _decode_whole(text, font)
    codes = _codes_as_1258(text)
    if codes in {None, text}:
        return decoded
    other = decode(codes or "", font.encoding, capitals=font.capitals)
    return other if _fit(other) > _fit(decoded) else decoded


def _decode_whole(text: str, font: LegacyFont) -> str:
    decoded = decode(text, font.encoding, capitals=font.capitals)
    if decoded == text or text.isascii():
        return decoded
    return text if readable_share(text) > readable_share(decoded) else decoded


def _fit(text: str) -> tuple[float, int]:
    """How well a text reads as Vietnamese: words that can be, in one case, their marks on letters that take them."""
    whole = unicodedata.normalize("NFC", text)
    words = accented(whole)
    good = sum(is_syllable(word) and has_its_tone(word) and _in_one_case(word) for word in words)
    loose = len(_LOOSE.findall(unicodedata.normalize("NFD", whole)))
    return good / (len(words) + loose) if words else 0.0, -strange_letters(whole)


def _in_one_case(word: str) -> bool:
    return word.islower() or word.isupper() or word.istitle()


def _codes_as_1258(text: str) -> str | None:
    """Codes as Windows-1252 shows them of a text that Windows-1258 was taken for; None for other text.

    A font table that says Vietnamese (`fcharset163`) makes word processors take the codes of its fonts for that.
    """
    try:
        return text_in_1258(text).decode("cp1252", errors="replace")
    except UnicodeEncodeError:
        return None


def _decode_words(text: str, font: LegacyFont) -> str:
    """Decode the words of a run that are codes where others are Unicode: titles of which a month was typed anew.

    A word that reads either way ("vô" is "vụ") goes with the one before it.
    """
    pieces = _WORDS.split(text)
    decoded = [decode(piece, font.encoding, capitals=font.capitals) for piece in pieces]
    codes = False
    for index, (piece, other) in enumerate(zip(pieces, decoded, strict=True)):
        if piece.isascii() or piece == other:
            codes = codes and not has_vietnamese(piece)
            continue
        one, two = plausible_share(piece), plausible_share(other)
        codes = two > one if one != two else codes
        if codes:
            pieces[index] = other
    return "".join(pieces)
