"""Bytes of a text file to text: Unicode encodings first, then those of Vietnamese from before Unicode."""

from __future__ import annotations

import codecs
import re

from doichieu.errors import DamagedFileError
from doichieu.extract.legacy.traces import FONT_NAME, Decoded

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# The upper bytes of Vietnamese in UTF-16: Latin letters, tone marks, punctuation.
_UPPER_BYTES = frozenset({0x00, 0x01, 0x03, 0x1E, 0x20})
# Encodings that pages of legacy encodings declare: their letters say more than the declaration.
_WESTERN = frozenset(
    {"windows-1252", "cp1252", "iso-8859-1", "latin-1", "latin1", "us-ascii", "x-user-defined"}
    # programs of a Vietnamese Windows declare it whatever the letters are
    | {"windows-1258", "cp1258"}
)


def unicode_of(data: bytes) -> str | None:
    """The Unicode encoding that a byte order mark or the shape of the bytes shows; None for single bytes.

    UTF-16 without a mark has an upper byte of Latin letters in nearly every second place.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    sample = data[:4096]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        upper = sample[offset::2]
        others = sample[1 - offset :: 2]
        if sum(byte in _UPPER_BYTES for byte in upper) > 0.98 * len(upper) and others.count(0) * 20 < len(
            others
        ):
            return encoding
    return None


def decode(data: bytes, source: str, declared: str | None = None) -> Decoded:
    """Decode text: by its byte order mark, as UTF-8, as declared, else by its letters.

    Args:
        data: Content of a text file.
        source: Name for messages.
        declared: Encoding that the content declares.

    Returns:
        The text, line ends as they are, and the legacy encoding that its letters showed. Text whose fonts are
        of legacy encodings comes as Windows-1252 shows it, for the fonts to decode.

    Raises:
        DamagedFileError: No encoding fits.
    """
    if (text := _as(data, unicode_of(data) or "utf-8")) is not None:
        return Decoded(text, None)
    from doichieu.extract.legacy.detect import as_windows, decode_bytes  # noqa: PLC0415 (few papers need its tables)

    if FONT_NAME.search(shown := as_windows(data)):
        return Decoded(shown, None)
    western = (declared or "x-user-defined").lower() in _WESTERN
    if not western and (text := _as(data, declared or "")) is not None:
        return Decoded(text, None)
    if (found := decode_bytes(data)) is not None:
        return found
    if declared and western and _is_text(shown):
        return Decoded(shown, None)
    raise DamagedFileError(
        "the text is not in UTF-8 and its encoding cannot be told with certainty.",
        do="open it in an editor that shows it correctly and save it as UTF-8",
        source=source,
    )


def _as(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
    return text.removeprefix("\ufeff") if _is_text(text) else None


def _is_text(text: str) -> bool:
    """Whether decoded text is text: almost no control characters in its beginning."""
    sample = text[:65536]
    return len(_CONTROL.findall(sample)) * 200 <= len(sample)
