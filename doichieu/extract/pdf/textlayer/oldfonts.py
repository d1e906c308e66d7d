"""Words in fonts from before Unicode, decoded by the names of their fonts: those tell capitals, which letters do not."""

from __future__ import annotations

import ctypes
import itertools
import re
from typing import TYPE_CHECKING, Any

from doichieu.extract.legacy.decode import Encoding
from doichieu.extract.legacy.fonts import legacy_font
from doichieu.extract.legacy.repair import complete
from doichieu.extract.legacy.tables import VNI_MARKS
from doichieu.extract.pdf.pdfium import raw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.legacy.runs import RunDecoder
    from doichieu.extract.pdf.textlayer.words import Word

_LONGEST_NAME = 128
# What stands before the name of a font of which a part is embedded, and how its bold face is called.
_SUBSET = re.compile(r"[A-Z]{6}\+")
# A mark goes back over the widest letter at most, in heights of the font.
_NEAR = 1.0
_FACE = re.compile(r"[,-](?:bold|italic|regular|boldmt|bolditalic|italicmt).*", re.IGNORECASE)


def decode_words(text: Any, words: Sequence[Word], decoder: RunDecoder) -> list[Word]:
    """Decode the words whose font is one of a legacy encoding.

    Args:
        text: pdfium's text page.
        words: Words of the page.
        decoder: Decodes and counts.

    Returns:
        The words, where they stood; parts of a word whose letter and mark were drawn apart are one.
    """
    fonts = _Fonts(text)
    decoded: list[Word] = []
    for word in _with_marks(words, fonts):
        first, last = fonts.of(word.start), fonts.of(word.start + len(word.text) - 1)
        if first == last:
            shown = _decoded(word.text, first, decoder)
        else:
            names = [fonts.of(word.start + at) for at in range(len(word.text))]
            pairs = zip(word.text, names, strict=True)
            runs = itertools.groupby(pairs, key=lambda pair: pair[1])
            shown = "".join(_decoded("".join(char for char, _ in run), name, decoder) for name, run in runs)
        decoded.append(word if shown == word.text else word._replace(text=shown))
    return decoded


class _Fonts:
    """Names of the fonts of a page's characters."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self._names: dict[bytes, str] = {}
        self._buffer, self._flags = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_int()

    def of(self, character: int) -> str:
        """Name of the font of a character, without the mark of a subset and the name of its face."""
        raw.FPDFText_GetFontInfo(
            self._text, character, self._buffer, _LONGEST_NAME, ctypes.byref(self._flags)
        )
        name = self._buffer.value
        return self._names.setdefault(name, _bare(name))


def _decoded(text: str, font: str, decoder: RunDecoder) -> str:
    found = legacy_font(font)
    return text if found is None else complete(decoder.decode(text, font), found.encoding)


def _with_marks(words: Sequence[Word], fonts: _Fonts) -> list[Word]:
    """Words of which VNI's marks are a part: a mark is drawn back over its letter, which looks like a gap behind it."""
    whole: list[Word] = []
    for word in words:
        before = whole[-1] if whole else None
        if before is not None and _goes_on(before, word) and _is_vni(fonts.of(word.start)):
            whole[-1] = before._replace(
                text=before.text + word.text, x1=max(before.x1, word.x1), y0=min(before.y0, word.y0)
            )
        else:
            whole.append(word)
    return whole


def _goes_on(before: Word, word: Word) -> bool:
    """Whether a word stands right behind another in the text, with a mark at the seam, and not far on the line."""
    near = before.start + len(before.text) == word.start and before.base == word.base
    gap = word.x0 - before.x1
    marked = before.text[-1] in VNI_MARKS or word.text[0] in VNI_MARKS
    return near and marked and abs(gap) < _NEAR * word.height


def _is_vni(name: str) -> bool:
    font = legacy_font(name)
    return font is not None and font.encoding is Encoding.VNI


def _bare(name: bytes) -> str:
    """Name of a font without the mark of a subset and the name of its face: "ABCDEE+.VnTimeH,Bold" is ".VnTimeH"."""
    return _FACE.sub("", _SUBSET.sub("", name.decode("utf-8", errors="replace")))
