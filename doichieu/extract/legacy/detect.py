"""Which legacy encoding a text is in, told by its letters: decoded rightly, its words can be Vietnamese."""

from __future__ import annotations

import unicodedata

from doichieu.extract.legacy.decode import Encoding, decode
from doichieu.extract.legacy.lost import is_lost, put_back
from doichieu.extract.legacy.syllables import accented, is_syllable
from doichieu.extract.legacy.traces import Decoded, strange_letters

# What is looked at of a long text: some 30 pages.
_SAMPLE = 100_000
# Words that decide, at least, and how many of those that have an accent must be possible. Papers in Unicode
# reach 99.9 %; names of places in the highlands, misprints and foreign names take some.
_LEAST_WORDS = 3
_LEAST_SHARE = 0.8
_SIGNS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_FONT_ENCODINGS = (Encoding.TCVN3, Encoding.VNI, Encoding.VISCII, Encoding.VPS)


def detect(text: str) -> Encoding | None:
    """Tell the encoding of a text that shows its codes as Latin letters.

    Args:
        text: Text as Windows-1252 or Latin-1 shows the codes.

    Returns:
        The encoding, None where no encoding makes Vietnamese of it.
    """
    sample = text[:_SAMPLE]
    scores = {encoding: _score(_whole(decode(sample, encoding), encoding)) for encoding in _FONT_ENCODINGS}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] > (_LEAST_SHARE, _LEAST_WORDS - 1) else None


def _whole(decoded: str, encoding: Encoding) -> str:
    """A text as its words are judged: what printing took of TCVN3 says nothing against it."""
    return put_back(decoded)[0] if encoding is Encoding.TCVN3 and is_lost([decoded]) else decoded


def decode_bytes(data: bytes) -> Decoded | None:
    """Decode a text file of no Unicode encoding by its letters.

    Args:
        data: Content of the file.

    Returns:
        The text in NFC with its encoding, None where no encoding makes Vietnamese of it.
    """
    shown = as_windows(data)
    encoding = detect(shown)
    found = [] if encoding is None else [Decoded(decode(shown, encoding), encoding)]
    if (marked := _as_1258(data)) is not None and _score(marked[:_SAMPLE]) > (_LEAST_SHARE, _LEAST_WORDS - 1):
        found.append(Decoded(marked, Encoding.CP1258))
    return max(found, key=lambda decoded: _score(decoded.text[:_SAMPLE])) if found else None


def as_windows(data: bytes) -> str:
    """Bytes as Windows-1252 shows them; the five codes that it lacks stay."""
    text = data.decode("latin-1")
    return text.translate(_SIGNS)


def _as_1258(data: bytes) -> str | None:
    try:
        return unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeError:
        return None


def _score(text: str) -> tuple[float, int]:
    """Share of accented words that can be Vietnamese, and their number; lone letters and signs do not count for it."""
    words = accented(text)
    good = sum(len(word) > 1 and is_syllable(word) for word in words)
    bad = sum(not is_syllable(word) for word in words) + strange_letters(text)
    return (good / (good + bad) if good else 0.0), good
