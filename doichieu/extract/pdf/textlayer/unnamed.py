"""Letters whose fonts do not say which they are: a page shows them, and what a program reads instead is the number of a glyph."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from doichieu.extract.pdf.pdfium import is_unnamed

# No text has these; glyphs of digits have such numbers in most fonts. pdfium writes 0x02 for a hyphen at a line's end.
_CONTROL = r"\x01\x03-\x08\x0e-\x1f"
# Where symbol fonts keep their codes; a text in them is one of letters, of some signs the font alone tells what they are.
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_TRACES = re.compile(f"[{_CONTROL}{_PRIVATE.pattern[1:]}")
_TEXT = 0.3
_INSIDE = re.compile(r"(?<=\S)\ufffd")
# So many letters all over a page are asked about, for fonts whose numbers are those of other letters.
_SAMPLE = 12
# That part of the letters, and so many, is too much where the picture of the page can be read, and where it cannot.
_LITTLE, _MUCH, _FEW = 0.02, 0.25, 10


class Named(NamedTuple):
    """The characters of a page.

    Attributes:
        text: U+FFFD stands for those that have no names.
        unnamed: How many of those stand in words: by itself stands the bullet of a list.
    """

    text: str
    unnamed: int


def named(page: Any, text: str) -> Named:
    """Find letters that have no names, and read texts that are set in codes of symbol fonts.

    Args:
        page: pdfium's handle of the text of a page.
        text: Its characters.

    Returns:
        As many characters. Letters without names are looked for where a control character stands in the text, or a few
        letters all over the page are such.
    """
    count = len(text)
    traces = _TRACES.search(text) is not None
    if not traces and not any(is_unnamed(page, range(0, count, count // _SAMPLE + 1))):
        return Named(text, 0)
    if len(_PRIVATE.findall(text)) > _TEXT * count:
        text = _PRIVATE.sub(_public, text)
    lost = is_unnamed(page, range(count))
    text = "".join("\ufffd" if out else char for char, out in zip(text, lost, strict=True))
    return Named(text, len(_INSIDE.findall(text)))


def _public(match: re.Match[str]) -> str:
    """The letter of a code of a symbol font, as Windows-1252 has it."""
    code = ord(match[0]) - 0xF000
    return bytes([code]).decode("cp1252", "ignore") or chr(code)


def are_too_many(unnamed: int, letters: int, *, can_recognise: bool) -> bool:
    """Tell whether a page is better read as a picture, or not at all.

    Args:
        unnamed: How many letters have no names.
        letters: How many there are.
        can_recognise: Whether pictures can be read here.
    """
    return unnamed >= _FEW and unnamed >= (_LITTLE if can_recognise else _MUCH) * letters
