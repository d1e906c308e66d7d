"""Folding of text: white space, emphasis marks, accents; shared by all readers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u3000\ufeff]+")
# Marks of direction and joiners, which Word and web pages leave in text copied from elsewhere: nobody sees them.
_UNSEEN = re.compile("[\u200c-\u200f\u202a-\u202c\u2060-\u2069]+")
# Those that turn letters around are seen by what they do; their text stays as it is.
_TURNS = re.compile("[\u202d\u202e]")
_FOOTNOTE = re.compile(r"\(\*+\)")
_BOLD = re.compile(r"\*\*(?=[^\s*])([^*\n]*(?:\*(?!\*)[^*\n]*)*?[^\s*])\*\*")
_ITALIC = re.compile(r"(?<![*\w])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![*\w])")
_WHOLE = re.compile(r"(\*{1,3}|_{1,3})(?=[^\s*_])([^*]*[^\s*_])\1")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_WRAPPED_NUMBER = re.compile(r"\d+[.,]\d*\s*\n\s*\d+|\d+\s*\n\s*[.,]\d+")
# "STT" in a column as narrow as its numbers.
_WRAPPED_HEAD = re.compile(r"S?\s*T\s*T")
_MARKS = re.compile("[\u0300-\u036f]+")
# Points that a space and a tab take at the size that such papers are printed in.
_SPACE_WIDTH, _TAB_WIDTH = 3.0, 36.0
# Stand-in for the brackets of a footnote mark while emphasis is stripped; never in Vietnamese text.
_GUARD = "\ue000"


def fold(text: str) -> str:
    """Text in NFC with every run of white space (NBSP too) as one space, stripped, without marks nobody sees."""
    if text.isascii() and text.isprintable() and " " not in text:
        return text  # figures, which are most of what tables hold
    if _UNSEEN.search(text) and not _TURNS.search(text):
        text = _UNSEEN.sub("", text)
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def indent_of(text: str) -> float:
    """How far spaces before a text set it in, in points; line ends before it set nothing in."""
    if not text[:1].isspace():
        return 0.0
    line = text.lstrip("\r\n")
    return sum(
        _TAB_WIDTH if mark == "\t" else _SPACE_WIDTH for mark in line[: len(line) - len(line.lstrip())]
    )


def fold_cell(text: str) -> str:
    """Fold a cell; a number or "STT" that a narrow cell broke over lines becomes one word again."""
    stripped = text.strip().replace("\u00a0", " ")
    if "\n" in stripped and (_WRAPPED_NUMBER.fullmatch(stripped) or _WRAPPED_HEAD.fullmatch(stripped)):
        return re.sub(r"\s", "", stripped)
    return fold(stripped)


def strip_emphasis(text: str) -> str:
    """Remove paired `**bold**` and `*italic*` marks and the brackets of links, keep footnote stars.

    "(**) là đơn vị … **475**" keeps the mark in brackets and loses the pair.
    """
    if "*" in text:
        text = _FOOTNOTE.sub(lambda match: match.group().replace("*", _GUARD), text)
        text = _ITALIC.sub(r"\1", _BOLD.sub(r"\1", text)).replace(_GUARD, "*")
    return _AUTOLINK.sub(r"\1", text) if "<http" in text else text


def strip_cell_emphasis(text: str) -> str:
    """Remove emphasis that encloses a whole cell; stars at one end are footnote marks and stay."""
    match = _WHOLE.fullmatch(text)
    return match.group(2) if match else text


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower-case letters without accents, đ as d: for comparing words, never for output."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return _MARKS.sub("", decomposed)


# Letters of other scripts that look like Latin ones, from the keyboards of those who typed them.
LOOKALIKES = str.maketrans("АВСЕНІКМОРТХавсеіоркхуΑΒΕΗΙΚΜΝΟΡΤΧ", "ABCEHIKMOPTXabceiopkxyABEHIKMNOPTX")


def starts_lower(text: str) -> bool:
    """Whether text goes on with a sentence: its first character is a small letter."""
    return bool(text) and text[0].islower()


def is_upper(text: str) -> bool:
    """Whether every letter is a capital, and there are letters."""
    return text.isupper()


# Raised digits are footnote marks and powers: glued to a figure as common digits they would change it.
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_RAISED_DIGITS = re.compile(r"[0-9]{1,3}")


def raised(text: str) -> str:
    """Text of a superscript: digits as superscript digits, letters and stars as they are."""
    return text.translate(_RAISED) if _RAISED_DIGITS.fullmatch(text.strip()) else text
