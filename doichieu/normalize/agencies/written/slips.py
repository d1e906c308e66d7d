"""Slips in the head of a name, or in its spaces, where everything else of it is spelt as it is known."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from doichieu.normalize.agencies.bodies.find import find_body, known_body
from doichieu.normalize.agencies.index import KINDS, SHORTEST_LONG_HEAD
from doichieu.normalize.agencies.places.find import find_place, known_place
from doichieu.normalize.agencies.places.heads import FOLDED_UBND, Place, read_place
from doichieu.normalize.agencies.spelling.keys import NameKey, fold_token

if TYPE_CHECKING:
    from doichieu.normalize.agencies.index import Index
    from doichieu.normalize.agencies.scope import Scope
    from doichieu.normalize.agencies.verdict import Verdict

_MISSPELT_HEAD = 0.95
_UBND = "ubnd"
_WRITTEN_OUT = "".join(FOLDED_UBND)
# Kinds by their letters without diacritics; "h" and "q" are too short to be misspelt.
_KIND_LETTERS = {
    "".join(map(fold_token, words)): kind for words, kind in KINDS.items() if len("".join(words)) > 2
}
# Kinds by their count of words and by that of the letters of what they may be misspelt as: one more or less.
_KINDS_OF_SIZE = {
    (words, size): [
        pair
        for pair in _KIND_LETTERS.items()
        if len(pair[1].split()) == words and abs(len(pair[0]) - size) <= 1
    ]
    for words in (1, 2)
    for size in range(1, 12)
}
# Without "UBND" before it a kind of four letters is too short for a wrong one ("Tin Thanh Hóa").
_SHORTEST_KIND = 5
_SHORTEST_JOINED = 7
# Heads without their tone, and the tone, which a key writes behind all letters of a word.
_GLUED_HEADS = (("sơ", "3"), ("bô", "5"))


def find_slip(index: Index, key: NameKey, scope: Scope) -> Verdict | None:
    """The entity that a name with such a slip means.

    Args:
        index: Known names.
        key: Key of a name that nothing else resolves.
        scope: Evidence of the paper and the column.

    Returns:
        A verdict with an entity; None where there is no such slip, or more than one way to mend it.
    """
    found = (
        _misspelt_kind(index, key, scope)
        or _misspelt_body(index, key, scope)
        or _joined(index, key, scope)
        or _glued_head(index, key, scope)
    )
    if found is None:
        return None
    return found._replace(score=min(found.score, _MISSPELT_HEAD), misprint=not key.ascii_only)


def _misspelt_kind(index: Index, key: NameKey, scope: Scope) -> Verdict | None:
    """A territory behind a misspelt head: "huyên Thanh Chương", "UBND hyuện Hồng Ngự", "UNBD huyện Tam Bình"."""
    place = _nearly_place(key)
    if place is None:
        return None
    if place.committee:
        found = find_place(index, place.name, scope, kind=place.kind, committee=True)
        return found if found.entity is not None else None
    found = known_place(index, place.name, scope, kind=place.kind, committee=False)
    # "Quán Lục Nam" is no quận: there never was one of that name.
    if found.entity is None or all(form.kind != place.kind for form in found.entity.forms):
        return None
    return found


def _nearly_place(key: NameKey) -> Place | None:
    first = key.folded[0]
    if len(first) >= len(_UBND) - 1 and _one_letter_off(first, _UBND):
        place = read_place(key[1:])
        return place._replace(committee=True) if place.kind is not None else None
    start = 4 if key.folded[:4] == FOLDED_UBND else 0
    for length in (2, 1):
        printed = "".join(key.folded[start : start + length])
        # "hu yện" is a kind in two pieces; with a wrong letter besides it would be anything.
        kind = _KIND_LETTERS.get(printed) or _kind_nearly(printed, length, 0 if start else _SHORTEST_KIND)
        if kind is not None:
            return Place(bool(start), kind, key[start + length :])
    return None


@lru_cache(maxsize=4096)
def _kind_nearly(printed: str, words: int, shortest: int) -> str | None:
    """The kind of so many words that a word or two nearly are."""
    for letters, kind in _KINDS_OF_SIZE.get((words, len(printed)), ()):
        if len(letters) >= shortest and _one_letter_off(printed, letters):
            return kind
    return None


def _one_letter_off(printed: str, letters: str) -> bool:
    if abs(len(printed) - len(letters)) > 1 or (printed[0] != letters[0] and printed[-1] != letters[-1]):
        return False
    return OSA.distance(printed, letters, score_cutoff=1) <= 1


def _misspelt_body(index: Index, key: NameKey, scope: Scope) -> Verdict | None:
    """A body whose first word has one wrong letter, all others right."""
    printed = key.folded[0]
    if len(key.tokens) == 1 or len(printed) < SHORTEST_LONG_HEAD - 1:
        return None
    # "Huế thành phố" is no Thuế without its first letter.
    if key.tokens[1] not in index.second_words or key.tokens[:1] in index.exact:
        return None
    found: dict[str, Verdict] = {}
    for word, head in _heads_nearly(index, printed):
        mended = NameKey((word, *key.tokens[1:]), (head, *key.folded[1:]), key.ascii_only)
        verdict = known_body(index, mended, scope)
        if verdict is not None and verdict.entity is not None:
            found[verdict.entity.entity_id] = verdict._replace(
                reason=f"sai chữ: gần với {verdict.entity.name}"
            )
    return next(iter(found.values())) if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _heads_nearly(index: Index, printed: str) -> list[tuple[str, str]]:
    """First words of bodies that a printed word nearly is, with their letters."""
    return [pair for pair in index.long_heads.near(printed, 1) if _one_letter_off(printed, pair[1])]


def _joined(index: Index, key: NameKey, scope: Scope) -> Verdict | None:
    """A name whose spaces stand in the wrong places: "SởN ội vụ", "HuyệnG iang Thành"."""
    letters = key.letters
    if len(letters) < _SHORTEST_JOINED or scope.province is None:
        return None
    known = index.spelled.get(letters.removeprefix(_WRITTEN_OUT).removeprefix(_UBND))
    if known is None:
        return None
    place = read_place(known)
    if place.kind is not None:
        found = known_place(index, place.name, scope, kind=place.kind, committee=place.committee)
    else:
        found = find_body(index, known, scope)
    return found._replace(reason=f"{found.reason}; khác dấu cách") if found.entity is not None else None


def _glued_head(index: Index, key: NameKey, scope: Scope) -> Verdict | None:
    """A name too short for `_joined`, or initials, behind a head without a space: "SởY tế", "SởTT&TT"."""
    first = key.tokens[0]
    for stem, tone in _GLUED_HEADS:
        rest = first.removeprefix(stem).removesuffix(tone)
        if not rest or first != stem + rest + tone:
            continue
        head = stem + tone
        mended = NameKey(
            (head, rest, *key.tokens[1:]),
            (fold_token(head), fold_token(rest), *key.folded[1:]),
            ascii_only=False,
        )
        found = find_body(index, mended, scope)
        if found.entity is not None and not found.misprint:
            return found._replace(reason=f"{found.reason}; khác dấu cách")
    return None
