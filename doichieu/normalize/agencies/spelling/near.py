"""Near spellings: a lost or wrong diacritic, a letter too many, too few or wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from doichieu.normalize.agencies.spelling.marks import UNMARKED

if TYPE_CHECKING:
    from doichieu.normalize.agencies.spelling.keys import NameKey

# A name shorter than this carries too little to forgive a wrong letter.
_SHORTEST = 6
_LETTERS_PER_ERROR = 7
_ROMAN = frozenset("ivx")
_DOUBLED = re.compile(r"([^\W\d])\1")
_TONES = "12345"
# First letters that sound alike and are written for each other ("Sín Mần", "Kon Cuông").
SOUNDS_LIKE = {"s": "x", "x": "s", "c": "k", "k": "c"}

# A misspelt name of a territory has at most this many letters more or fewer: one in seven, and the longest has 17.
LETTERS_OFF = 2
# Letters that recognition takes for each other, and two that sound alike.
_CONFUSED = str.maketrans({"l": "i", "1": "i", "|": "i", "0": "o", "x": "s"})


def letters_allowed(letters: int) -> int:
    """Wrong letters that are forgiven in a name of so many."""
    return max(letters // _LETTERS_PER_ERROR, 1)


def is_near(printed: NameKey, known: NameKey) -> bool:
    """Whether a printed name is a known one with a slip of the pen.

    Words are compared in order, so that a missing or an added word never passes; only a space may be
    lost or added.

    Args:
        printed: Key of the printed name.
        known: Key of a known name.

    Returns:
        True for at most one wrong letter in seven (folded), never two in one short word.
    """
    one, other = printed.letters, known.letters
    if one == other:
        return True
    # The first letter is the one that a typist sees: "Tân Nhơn" is another name, not An Nhơn.
    if len(other) < _SHORTEST or (one[:1] != other[:1] and SOUNDS_LIKE.get(one[:1]) != other[:1]):
        return False
    allowed = letters_allowed(len(other))
    if OSA.distance(one, other, score_cutoff=allowed) > allowed:
        return False
    if len(printed.folded) != len(known.folded):
        # Another space and a wrong letter are two slips: "Chi cục Thú y" is no Chi cục Thuế.
        slips = int(allowed > 1)
        return _digits(one) == _digits(other) and OSA.distance(one, other, score_cutoff=slips) <= slips
    return all(
        OSA.distance(a, b) <= (2 if len(b) >= 6 else 1) and not (_is_number(a) or _is_number(b))
        for a, b in zip(printed.folded, known.folded, strict=True)
        if a != b
    )


def lacks_marks(printed: NameKey, known: NameKey) -> bool:
    """Whether a printed name is a known one without some of its marks, with a letter doubled, or with other spaces.

    Much stricter than `is_near`: "Tán thành" is not Tân Thành, since it has a mark that the name has not.
    """
    if len(known.letters) < _SHORTEST:
        return False
    one, other = _undoubled(printed.folded), _undoubled(known.folded)
    if one != other or printed.ascii_only:
        return one == other
    # "Đă kMil" has as many words as Đắk Mil, and other ones.
    if [*map(len, printed.folded)] != [*map(len, known.folded)] and not _same_words(printed, known):
        return "".join(map(_toneless, printed.tokens)) == "".join(map(_toneless, known.tokens))
    return all(map(_lacks_marks, printed.tokens, known.tokens))


def _same_words(printed: NameKey, known: NameKey) -> bool:
    """Whether both have the same words, but for doubled letters and marks."""
    return [_undoubled((word,)) for word in printed.folded] == [_undoubled((word,)) for word in known.folded]


def _lacks_marks(printed: str, known: str) -> bool:
    printed, known = _DOUBLED.sub(r"\1", printed), _DOUBLED.sub(r"\1", known)
    letters, known_letters = _toneless(printed), _toneless(known)
    return (
        len(letters) == len(known_letters)
        and printed[len(letters) :] in {"", known[len(known_letters) :]}
        and all(a in {b, b.translate(UNMARKED)} for a, b in zip(letters, known_letters, strict=True))
    )


def _toneless(token: str) -> str:
    return token.rstrip(_TONES)


def _undoubled(words: tuple[str, ...]) -> str:
    return "".join([_DOUBLED.sub(r"\1", word) for word in words])


def _digits(letters: str) -> str:
    """The digits of a name: there is no xã Đạ Tẻh 4, which is not Đạ Tẻh either."""
    return "".join(filter(str.isdigit, letters))


def _is_number(word: str) -> bool:
    """Whether a word is a number, in digits or Roman ("khu vực XI"): another number is another body, no slip."""
    return word.isdigit() or _ROMAN.issuperset(word)


def first_letters(letters: str) -> list[str]:
    """The first letter of a name, and one that sounds so."""
    first = letters[:1]
    return [first, SOUNDS_LIKE[first]] if first in SOUNDS_LIKE else [first]


def most_letters_off(letters: str) -> int:
    """Letters by which a known name of a territory may differ from a printed one that nearly is it."""
    return min(letters_allowed(len(letters) + LETTERS_OFF), LETTERS_OFF)


def shape(letters: str) -> str:
    """Letters with those that are confused made one: "quangngal" and "quangngai", "xinman" and "sinman" give the same."""
    return letters.translate(_CONFUSED)
