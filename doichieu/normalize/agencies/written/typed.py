"""Names as a keyboard leaves them: without diacritics ("CONG AN TINH"), or with keys of Telex in them ("Thanh Hoas")."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from doichieu.normalize.agencies.index import KINDS
from doichieu.normalize.agencies.places.communes import COMMUNE_KINDS
from doichieu.normalize.agencies.places.heads import FOLDED_UBND
from doichieu.normalize.agencies.spelling.compare import initials_cover
from doichieu.normalize.agencies.spelling.keys import NameKey, fold_token, one_final

if TYPE_CHECKING:
    from doichieu.normalize.agencies.index import Index, Tokens

# Kinds of territories with their diacritics, by their words without.
_KINDS: dict[Tokens, Tokens] = {
    tuple(map(fold_token, words)): words for words in (*KINDS, *COMMUNE_KINDS) if len("".join(words)) > 2
}
_LONGEST_KIND = 2
_SHORTEST_PROVINCE = 3
_TONE_KEYS = {"s": "1", "f": "2", "r": "3", "x": "4", "j": "5"}
_LETTER_KEYS = (
    ("uow", "ươ"),
    ("dd", "đ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
)
# Words that are kept: texts that name nothing share most of theirs.
_KEPT = 16384
_VOWELS = frozenset("aeiouyăâêôơư")
_TONES = "12345"


def with_diacritics(index: Index, key: NameKey) -> NameKey | None:
    """A name that was typed without diacritics, with those of its head, its kind and its province.

    Args:
        index: Known names.
        key: Key of the name.

    Returns:
        The mended key; None where nothing is mended, or the name has diacritics.
    """
    if not key.ascii_only:
        return None
    start = len(FOLDED_UBND) if key.folded[:4] == FOLDED_UBND else 0
    kind = _kind(key.folded[start : start + _LONGEST_KIND])
    if kind and len(key.folded) > start + len(kind):
        tokens = (*key.tokens[:start], *kind, *_with_kinds(key.folded[start + len(kind) :]))
    else:
        body, province = _split_province(index, key)
        tokens = (*_body(index, body), *province)
    return NameKey(tokens, key.folded, ascii_only=True) if tokens != key.tokens else None


def without_telex(key: NameKey) -> NameKey | None:
    """A name in which the keys of Telex were left, as they were meant; None for any other name."""
    tokens = tuple(map(_meant, key.tokens))
    if tokens == key.tokens:
        return None
    return NameKey(tokens, tuple(map(fold_token, tokens)), ascii_only=False)


def _kind(folded: Tokens) -> Tokens:
    """The kind that words begin with; nothing where there is none."""
    return _KINDS.get(folded) or _KINDS.get(folded[:1]) or ()


def _with_kinds(folded: Tokens) -> Tokens:
    """The name of a territory with the diacritics of the kinds in it: "Phuoc Son huyen Tuy Phuoc"."""
    for place in range(1, len(folded) - 1):
        kind = _kind(folded[place : place + _LONGEST_KIND])
        if kind and place + len(kind) < len(folded):
            return (*folded[:place], *kind, *_with_kinds(folded[place + len(kind) :]))
    return folded


def _split_province(index: Index, key: NameKey) -> tuple[NameKey, Tokens]:
    """A name without the province or the kind of province it closes with, and that with its diacritics."""
    province: Tokens = ()
    end = len(key.folded)
    for size in range(min(index.longest_province, end - 1), 0, -1):
        letters = "".join(key.folded[end - size :])
        known = index.folded.get(letters, ()) if len(letters) >= _SHORTEST_PROVINCE else ()
        named = [entity for entity in known if entity.level == "province"]
        if named:
            end, province = end - size, index.names[named[0].entity_id][0].tokens
            break
    for size in (2, 1):
        kind = _KINDS.get(key.folded[end - size : end])
        if kind is not None and end > size:
            return key[: end - size], (*kind, *province)
    return key[:end], province


def _body(index: Index, name: NameKey) -> Tokens:
    """The words of a body with their diacritics, some of them printed as initials ("SO LAO DONG - TBXH")."""
    known = index.spelled.get(name.letters)
    if known is not None:
        return known.tokens
    if len(name.folded) == 1:
        return name.tokens
    pool = index.prefixes.get((name.folded[0], name.folded[1][:1]), ())
    found = {body.key.tokens for body in pool if initials_cover(_plain(name), _plain(body.key))}
    return found.pop() if len(found) == 1 else name.tokens


def _plain(key: NameKey) -> NameKey:
    return NameKey(key.folded, key.folded, ascii_only=True)


@lru_cache(maxsize=_KEPT)
def _meant(token: str) -> str:
    """A token with its Telex keys carried out: the last key of a tone behind a vowel, then those of letters."""
    letters = token.rstrip(_TONES)
    tone = token[len(letters) :]
    vowel = next((place for place, letter in enumerate(letters) if letter in _VOWELS), len(letters))
    for place in range(len(letters) - 1, vowel, -1) if not tone else ():
        if letters[place] in _TONE_KEYS:
            letters, tone = letters[:place] + letters[place + 1 :], _TONE_KEYS[letters[place]]
            break
    for keys, letter in _LETTER_KEYS:
        letters = letters.replace(keys, letter)
    return token if letters + tone == token else one_final(letters) + tone
