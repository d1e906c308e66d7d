"""What else a text can be that looks so: letters taken for figures and figures for letters, stars for other marks."""

from __future__ import annotations

import re

# Words in which letters and figures stand together, and what figures and letters are taken for.
_MIXED = re.compile(r"(?=[^\W_]*[^\W\d_])(?=[^\W_]*\d)[^\W_]{2,}")
_TO_LETTERS = str.maketrans("10586", "TOSBG")
_TO_CAPITAL_I = str.maketrans("1", "I")
_TO_FIGURES = str.maketrans("TIlOoSBGZ", "111005862")
_MARKS = re.compile(r"(?<=\w)[*%+'`]*\*[*%+'`]*$")
_BRACKETS = re.compile(r"\((\W{0,4}|\w)\)")
_MOST_STARS = 4


def lookalikes(text: str) -> list[str]:
    """The text with its words that mix letters and figures turned to one kind, and its marks to stars.

    "ST111" is "STTTT", "*%" behind a name are two stars of a footnote, and so may be what stands in brackets.

    Args:
        text: One line as it was read.
    """
    found = []
    for match in _MIXED.finditer(text):
        start, end = match.span()
        for table in (_TO_LETTERS, _TO_CAPITAL_I, _TO_FIGURES):
            word = match.group().translate(table)
            if word != match.group():
                found.append(text[:start] + word + text[end:])
    tail = _MARKS.search(text)
    if tail is not None:
        found += [text[: tail.start()] + "*" * count for count in range(1, _MOST_STARS + 1)]
    if _BRACKETS.fullmatch(text):
        found += [f"({'*' * count})" for count in range(1, _MOST_STARS + 1)]
    return found
