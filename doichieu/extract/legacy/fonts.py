"""Fonts whose names say that their letters are codes of a legacy encoding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from doichieu.extract.legacy.decode import Encoding, decode
from doichieu.extract.legacy.syllables import plausible_share
from doichieu.extract.legacy.traces import has_vietnamese

_FAMILIES = (
    (re.compile(r"\.vn[a-z]|vn(?:time|arial)h?$", re.IGNORECASE), Encoding.TCVN3),
    (re.compile(r"vni(?:[-\s_]|$)", re.IGNORECASE), Encoding.VNI),
    (re.compile(r"vps(?:[-\s_]|[a-z]|$)", re.IGNORECASE), Encoding.VPS),
    (re.compile(r"vi\s(?:times|arial|helve)", re.IGNORECASE), Encoding.VISCII),
)
_WORDS = re.compile(r"(\s+)")


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
    if has_vietnamese(text):
        return _decode_words(text, font)
    decoded = decode(text, font.encoding, capitals=font.capitals)
    if decoded == text or text.isascii():
        return decoded
    return text if plausible_share(text) > plausible_share(decoded) else decoded


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
