"""Words in fonts from before Unicode, decoded by the names of their fonts: those tell capitals, which letters do not."""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING, Any

from doichieu.extract.legacy.decode import Encoding
from doichieu.extract.legacy.fonts import legacy_font
from doichieu.extract.legacy.repair import complete
from doichieu.extract.pdf.pdfium import raw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.legacy.runs import RunDecoder
    from doichieu.extract.pdf.words import Word

_LONGEST_NAME = 128
# What stands before the name of a font of which a part is embedded, and how its bold face is called.
_SUBSET = re.compile(r"[A-Z]{6}\+")
_FACE = re.compile(r"[,-](?:bold|italic|regular|boldmt|bolditalic|italicmt).*", re.IGNORECASE)


def decode_words(text: Any, words: Sequence[Word], decoder: RunDecoder) -> list[Word]:
    """Decode the words whose font is one of a legacy encoding.

    Args:
        text: pdfium's text page.
        words: Words of the page.
        decoder: Decodes and counts.

    Returns:
        The words, where they stood.
    """
    names: dict[bytes, str] = {}
    buffer, flags = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_int()
    decoded: list[Word] = []
    for word in words:
        raw.FPDFText_GetFontInfo(text, word.start, buffer, _LONGEST_NAME, ctypes.byref(flags))
        name = names.setdefault(buffer.value, _bare(buffer.value))
        font = legacy_font(name)
        if font is not None:
            shown = decoder.decode(word.text, name)
            word = word._replace(text=complete(shown) if font.encoding is Encoding.TCVN3 else shown)  # noqa: PLW2901
        decoded.append(word)
    return decoded


def _bare(name: bytes) -> str:
    """Name of a font without the mark of a subset and the name of its face: "ABCDEE+.VnTimeH,Bold" is ".VnTimeH"."""
    return _FACE.sub("", _SUBSET.sub("", name.decode("utf-8", errors="replace")))
