"""Tone and vowel marks of letters, as tables for `str.translate`."""

from __future__ import annotations

import unicodedata

_TONES = {"\u0300": "2", "\u0301": "1", "\u0303": "4", "\u0309": "3", "\u0323": "5"}
# The Latin letters with marks that Unicode has as one character, Vietnamese and others.
_MARKED = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]


def _marks_of(char: str) -> tuple[str, str, str]:
    """The tone of a letter as a digit, the letter without its tone, and without any mark."""
    parts = unicodedata.normalize("NFD", char)
    tone = "".join(_TONES.get(part, "") for part in parts)
    toneless = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    unmarked = "".join(part for part in parts if not unicodedata.combining(part))
    return tone, toneless, "d" if unmarked == "đ" else unmarked


TONE_OF = {char: _marks_of(char)[0] for char in _MARKED}
TONELESS = str.maketrans({char: _marks_of(char)[1] for char in _MARKED})
UNMARKED = str.maketrans({char: _marks_of(char)[2] for char in _MARKED})
