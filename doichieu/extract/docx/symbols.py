"""Signs of symbol fonts: their codes mean nothing outside the font."""

from __future__ import annotations

import re
from functools import lru_cache

_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x72: "❒",
    0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x78: "☒", 0x7B: "❀", 0x9E: "·", 0x9F: "•",
    0xA0: "▪", 0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xAB: "★", 0xB2: "◇", 0xD8: "➢", 0xDB: "←", 0xDC: "→",
    0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "←", 0xE8: "→", 0xE9: "↑", 0xEA: "↓", 0xEF: "⇦",
    0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⇔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    0x80: "⓪", 0x8B: "⓿",
    **{0x81 + step: chr(ord("①") + step) for step in range(10)},
    **{0x8C + step: chr(ord("❶") + step) for step in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x96: "•", 0x97: "●", 0x98: "●",
    0xA2: "■", 0xA3: "☐", 0xA4: "☐", 0xAE: "◆", 0xB8: "★",
}  # fmt: skip
_WINGDINGS_3 = {
    0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x70: "▲", 0x71: "▼", 0x72: "△", 0x73: "▽", 0x74: "◀",
    0x75: "▶", 0x7D: "▶", 0x84: "▶",
}  # fmt: skip
_WEBDINGS = {0x34: "▶", 0x35: "▲", 0x36: "▼", 0x61: "✓", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✗"}
_SYMBOL = {
    **{code: chr(code) for code in range(0x20, 0x40)},
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "*", 0x2D: "-", 0x40: "≅", 0x5B: "[", 0x5C: "∴", 0x5D: "]",
    0x5E: "⊥", 0x5F: "_", 0x7B: "{", 0x7C: "|", 0x7D: "}", 0x7E: "~",
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    0xA2: "′", 0xA3: "≤", 0xA4: "/", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡",
    0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xCE: "∈", 0xCF: "∉", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√",
    0xD7: "⋅", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒", 0xE0: "◊", 0xE2: "®", 0xE3: "©", 0xE4: "™", 0xE5: "∑",
}  # fmt: skip
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}
# Bullets of Word are in Symbol, ticks and arrows in Wingdings; a private code without its font is one of them.
_ORPHANS = {**_WINGDINGS, 0xB7: "•"}
UNREAD = "\ufffd"
PRIVATE = re.compile("[\uf020-\uf0ff]")


@lru_cache(maxsize=256)
def is_symbol_font(font: str) -> bool:
    """Whether a font draws signs in the place of letters."""
    return font.strip().lower() in _FONTS


def symbol(code: int, font: str) -> str | None:
    """The character that a code of a font shows.

    Args:
        code: Code as `w:sym` or the text states it, with or without the private use area (U+F0xx).
        font: Name of the font.

    Returns:
        The character, None where the sign is not known.

    Source:
        Mapping of the Symbol font by Adobe (symbol.txt of unicode.org); Wingdings after Unicode document L2/11-052.
    """
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    name = font.strip().lower()
    if name in _FONTS:
        return " " if low == 0x20 else _FONTS[name].get(low)
    if low == code:
        return chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code < 0x10FFFE else None
    return _ORPHANS.get(low)
