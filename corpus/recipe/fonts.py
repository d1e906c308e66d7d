"""The fonts of the PDFs, from wheels on PyPI so that every machine has the same ones.

Source Serif Pro (OFL) has every Vietnamese letter. Caladea (Apache-2.0), made to the measure of Cambria, lacks
ơ, ư and the letters with two marks, as many office fonts do: with it as the first font, words change font inside.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import font_caladea
import font_source_serif_pro
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FULL, FULL_BOLD = "SourceSerif", "SourceSerif-Bold"
LACKING, LACKING_BOLD = "Caladea", "Caladea-Bold"
_FILES = {
    FULL: Path(font_source_serif_pro.font_directory) / "SourceSerifPro-Regular.ttf",
    FULL_BOLD: Path(font_source_serif_pro.font_directory) / "SourceSerifPro-Bold.ttf",
    LACKING: Path(font_caladea.font_directory) / "Caladea-Regular.ttf",
    LACKING_BOLD: Path(font_caladea.font_directory) / "Caladea-Bold.ttf",
}


@cache
def _font(name: str) -> TTFont:
    font = TTFont(name, str(_FILES[name]))
    pdfmetrics.registerFont(font)
    return font


@cache
def _letters(name: str) -> frozenset[str]:
    return frozenset(map(chr, _font(name).face.charToGlyph))


@cache
def runs(text: str, *, bold: bool, mixed: bool) -> tuple[tuple[str, str], ...]:
    """Cut text into runs of one font each, as (font name, text)."""
    full = FULL_BOLD if bold else FULL
    _font(full)
    if not mixed:
        return ((full, text),)
    lacking = LACKING_BOLD if bold else LACKING
    has = _letters(lacking)
    out: list[tuple[str, str]] = []
    for letter in text:
        name = lacking if letter in has else full
        if out and out[-1][0] == name:
            out[-1] = (name, out[-1][1] + letter)
        else:
            out.append((name, letter))
    return tuple(out)


@cache
def unit_width(text: str, *, bold: bool, mixed: bool) -> float:
    """Width of text in points at a size of one point."""
    return sum(pdfmetrics.stringWidth(part, name, 1) for name, part in runs(text, bold=bold, mixed=mixed))
