"""How two keys of names compare: initials that stand for words, and likeness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from doichieu.normalize.agencies.spelling.marks import UNMARKED

if TYPE_CHECKING:
    from doichieu.normalize.agencies.spelling.keys import NameKey

# "BQLKKTVCKCN" is no abbreviation of anything.
_MOST_INITIALS = 10
# A word that names hold and papers leave out: "Khu kinh tế Dung Quất và các khu công nghiệp".
_PLURAL = "cac1"


def initials_cover(printed: NameKey, full: NameKey) -> bool:
    """Whether printed words are the words of a full name, some of them shortened to initials.

    Args:
        printed: Key of the name as printed ("lao đông5 tb xh").
        full: Key of the full name ("lao đông5 thương binh xa4 hôi5").

    Returns:
        True when every printed token is the next full word, or the initials of the next words; "LĐTBXH" and the
        careless "LDTBXH" alike.
    """
    words, initials, place = full.tokens, full.initials, 0
    count = len(words)
    for token in printed.tokens:
        if place < count and token == words[place]:
            place += 1
            continue
        size = len(token)
        if size > _MOST_INITIALS or initials[place : place + size] != token.translate(UNMARKED):
            without = words[place : place + 1] == (_PLURAL,)
            return without and initials_cover(printed, full[:place] + full[place + 1 :])
        # "Tân Dân" is no TAND: an initial may lack the mark of its word, and has no other.
        if not token.isascii() and any(
            letter not in {word[0], word[0].translate(UNMARKED)}
            for letter, word in zip(token, words[place : place + size], strict=True)
        ):
            return False
        place += size
    return place == count


def likeness(one: NameKey, other: NameKey) -> float:
    """How alike two names are, 0 to 1: mean of the ratio with and without diacritics."""
    (folded, exact), (other_folded, other_exact) = one.spaced, other.spaced
    return (0.7 * fuzz.ratio(folded, other_folded) + 0.3 * fuzz.ratio(exact, other_exact)) / 100
