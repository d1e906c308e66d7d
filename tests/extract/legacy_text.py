"""Encodes Vietnamese in the encodings from before Unicode, as old papers hold it."""

from __future__ import annotations

import unicodedata

from doichieu.extract.legacy.tables import TCVN3, TCVN3_MARKS, VISCII, VNI, VPS

TONES = "\u0300\u0301\u0303\u0309\u0323"
_CODES = {
    "TCVN3": {letter: chr(code) for code, letter in TCVN3.items() if letter not in TCVN3_MARKS},
    "VISCII": {letter: chr(code) for code, letter in VISCII.items()},
    "VPS": {letter: chr(code) for code, letter in VPS.items()},
    # Of the ways to write a letter the one whose case is whole comes first.
    "VNI": {
        letter: codes
        for codes, letter in sorted(
            VNI.items(), key=lambda e: not (e[0].isupper() or e[0].islower()), reverse=True
        )
    },
}


def shown(text: str, encoding: str) -> str:
    """Text as Latin-1 shows the codes of an encoding."""
    table = _CODES[encoding]
    return "".join(table.get(char, char) for char in unicodedata.normalize("NFC", text))


def encoded(text: str, encoding: str) -> bytes:
    """Text in an encoding."""
    return _in_1258(text) if encoding == "Windows-1258" else shown(text, encoding).encode("latin-1")


def _in_1258(text: str) -> bytes:
    """Windows-1258 has vowels with a hat and tone marks that stand behind them."""
    letters: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        apart = unicodedata.normalize("NFD", char)
        tone = next((mark for mark in apart if mark in TONES), "")
        letters.append(unicodedata.normalize("NFC", apart.replace(tone, "")) + tone if tone else char)
    return "".join(letters).encode("cp1258")
