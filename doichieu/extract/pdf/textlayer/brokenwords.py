"""Words that a narrow cell breaks over its lines: codes, addresses, names of papers."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from doichieu.extract.assembly.kinds import heads_counts
from doichieu.extract.legacy.syllables import is_syllable
from doichieu.extract.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.textlayer.words import Word

# "1425/QĐ-", "Tỉnh/": programs break lines behind these where no space stands.
_JOINT = re.compile(r".*[^\W_][-/]")
_LAST_RUN = re.compile(r"(?:\d+|[^\W\d_]+)$")
_VOWEL = re.compile(r"[^bcdđghklmnpqrstvxzjfw]", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}[.,;)]?")
_DIGIT = re.compile(r"\d")
_FIRST_RUN = re.compile(r"\d+|[^\W\d_]+")
# Letters of a foreign name that fill a line, and those that had no room on it.
_LONG, _REST = 5, 3
# Numbers of parts of parts ("10.1." and "2"), of groups ("I" and "V"), the end of "30%<Fe≤40%", and units ("m" and "2").
_PARTS, _PART = re.compile(r"(?:\d{1,3}\.)+"), re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")
_ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})")
_RANGE = re.compile(r"[<≤>≥]\w+[<≤>≥]\d.*")
_UNIT = re.compile(r"[ckd]?m[23]")
_POWERS = frozenset("²³")
# What heads a column of ordinals or of units in initials: "STT", "ĐVT".
_SHORT, _UNITS = 5, "dvt"


def rejoined(lines: Sequence[str], words: Sequence[Sequence[Word]], room: float) -> list[str]:
    """Join lines of a cell that one word stands on.

    Args:
        lines: Texts of the lines, from the top.
        words: Their words.
        room: Width that a line may take, in points.

    Returns:
        The lines, those joined that break inside a word.
    """
    whole = "".join(lines)
    if len(whole) < _SHORT and (heads_counts(whole) or plain(whole).strip(" .") == _UNITS):
        return [whole]
    joined = [lines[0]]
    for (above, text), (below, following) in itertools.pairwise(zip(words, lines, strict=True)):
        if (
            _is_joint(text, following)
            or following[0] in _POWERS
            or (text[-1] in "%0123456789" and _RANGE.match(following))
            or _is_day(above[-1].text, below[0].text)
            or (_is_full(above, below[0], room) and _is_one(above, below[0].text))
        ):
            joined[-1] += following
        else:
            joined.append(following)
    return joined


def _is_joint(text: str, following: str) -> bool:
    """Whether a line ends in a hyphen or a stroke inside a word."""
    return following[0].isalnum() and _JOINT.fullmatch(text) is not None


def _is_full(above: Sequence[Word], following: Word, room: float) -> bool:
    """Whether the first character of the next line had no room behind a line."""
    first = (following.x1 - following.x0) / len(following.text)
    return above[-1].x1 - above[0].x0 + first > room


def _is_day(word: str, following: str) -> bool:
    """Whether two parts make one day, "12/0" and "4/2025", and neither does alone."""
    parted = "/" in word or following[0] == "/"
    return parted and _DAY.fullmatch(word + following) is not None and _DAY.fullmatch(word) is None


def _is_one(above: Sequence[Word], following: str) -> bool:
    """Whether the last word of a full line goes on in the next: words of the language never do, codes and addresses do."""
    # an accent by itself is no letter of a word
    word, following = normalize("NFC", above[-1].text), normalize("NFC", following)
    last, first = _LAST_RUN.search(word), _FIRST_RUN.match(following)
    # of a number of a paper the letters, where no word of the language can begin
    coded = "/" in word and word[0].isdigit() and last is not None and last.group().isupper()
    if coded and first is not None and first.group().isupper() and not _VOWEL.search(first.group()):
        return True
    if len(above) > 1:
        return False
    if "@" in word or _is_number_or_unit(word, following):
        return True
    if last is None or first is None:
        return False
    if _DAY.fullmatch(word) or _shape(word) == _shape(following):
        return False  # days and codes that stand below each other
    end, begin = last.group(), first.group()
    if end[0].isdigit() or begin[0].isdigit():
        # figures that stand below each other are left to what knows of figures
        return end[0].isdigit() and begin[0].isdigit() and len(end) < len(word)
    whole = is_syllable(end + begin)
    alike = end[-1].isupper() == begin[0].isupper()
    if whole and alike and (len(begin) == 1 or not is_syllable(begin) or not is_syllable(end)):
        return True  # "Kh" and "oản", "thán" and "g": narrower than a word of the language
    if is_syllable(end) or (is_syllable(begin) and len(begin) > 1):
        return False
    if len(end) >= _LONG and len(begin) <= _REST and end.isupper() and begin.isupper():
        return True  # "MITSUBI" and "SHI": what is left of the name of a make
    # words of other languages stand below each other as well; what no vowel stands in is no word
    return any(map(str.isdigit, word)) or (_VOWEL.search(begin) is None and not end.isupper())


def _is_number_or_unit(word: str, following: str) -> bool:
    """Whether two parts make the number of a part or a group, or a unit: "10.1." and "2", "V" and "II", "m" and "2"."""
    if _PARTS.fullmatch(word) and _PART.fullmatch(following):
        return True
    return any(pattern.fullmatch(word + following) for pattern in (_ROMAN, _UNIT))


def _shape(text: str) -> str:
    """A code with its digits alike; that of a word without any is its own."""
    return _DIGIT.sub("0", text)
