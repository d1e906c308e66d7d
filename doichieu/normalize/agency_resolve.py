"""One name to one entity: read its head, look it up exactly, then nearly, else abstain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from doichieu.normalize.agency_bodies import find_body, known_body
from doichieu.normalize.agency_committees import find_committee
from doichieu.normalize.agency_communes import commune_head, find_commune, short_commune
from doichieu.normalize.agency_index import KINDS, Index
from doichieu.normalize.agency_keys import NameKey, fold_token, key_of_clean
from doichieu.normalize.agency_places import find_place, known_place
from doichieu.normalize.agency_verdict import Candidates, Verdict

if TYPE_CHECKING:
    from doichieu.normalize.agency_scope import Scope

_KIND_STARTS = frozenset(words[0] for words in KINDS)
_LONGEST_NAME = 24
_MISSPELT_HEAD = 0.95
_FOLDED_UBND = ("uy", "ban", "nhan", "dan")
# Kinds by their letters without diacritics; "h" and "q" are too short to be misspelt.
_KIND_LETTERS = {
    "".join(map(fold_token, words)): kind for words, kind in KINDS.items() if len("".join(words)) > 2
}


class Place(NamedTuple):
    """A name read as a territory: "UBND huyện Tuy Phước".

    Attributes:
        committee: Whether "UBND" stands before it.
        kind: Kind printed, None where there is none.
        name: Key of the bare name; empty where only the kind is printed ("UBND tỉnh").
    """

    committee: bool
    kind: str | None
    name: NameKey


def resolve_name(index: Index, printed: str, scope: Scope) -> Verdict:
    """Resolve one name.

    Args:
        index: Known names.
        printed: One name without footnote marks.
        scope: Evidence of the paper and the column.

    Returns:
        A verdict; it abstains with a reason rather than guess.
    """
    key = key_of_clean(printed)
    if not key.tokens or key.letters.isdigit():
        return Verdict(reason="không có tên")
    if len(key.tokens) > _LONGEST_NAME:
        return Verdict(reason="quá dài để là một tên")
    if key.tokens in index.bodies:  # before its head is read: "Tỉnh Đoàn" is no province
        return find_body(index, key, scope)
    committee = find_committee(index, key, scope)
    if committee is not None:
        return committee
    place = read_place(key)
    return _commune(index, place, scope) or _place_or_body(index, key, place, scope)


def _place_or_body(index: Index, key: NameKey, place: Place, scope: Scope) -> Verdict:
    if place.committee or place.kind is not None or index.territory(key.tokens):
        found = find_place(index, place.name, scope, kind=place.kind, committee=place.committee)
        if found.entity is not None or place.kind is not None:
            return found
        return _misspelt_head(index, key, scope) or found
    body = find_body(index, key, scope)
    if body.entity is not None:
        return body
    if body.headed:  # "Thi xã" begins as "Thi hành án" does
        return _misspelt_head(index, key, scope) or body
    bare = find_place(index, key, scope)
    if bare.entity is not None:
        return bare
    return _misspelt_head(index, key, scope) or replace(bare, suggest=lambda: _either(body, bare))


def known_name(index: Index, printed: str, scope: Scope) -> Verdict:
    """Resolve one name that is spelt as it is known.

    Args:
        index: Known names.
        printed: One name without footnote marks.
        scope: Evidence of the paper and the column.

    Returns:
        What `resolve_name` gives for such a name, much faster; a verdict without entity for any other.
    """
    key = key_of_clean(printed)
    if not key.tokens or len(key.tokens) > _LONGEST_NAME:
        return Verdict()
    place = read_place(key)
    if key.tokens in index.bodies:
        return known_body(index, key, scope) or Verdict()
    other = find_committee(index, key, scope) or _commune(index, place, scope)
    if other is not None:
        return other
    if place.committee or place.kind or index.territory(key.tokens):
        return known_place(index, place.name, scope, kind=place.kind, committee=place.committee)
    return known_body(index, key, scope) or Verdict()


def _commune(index: Index, place: Place, scope: Scope) -> Verdict | None:
    """The commune that a name behind its head is, or a bare one where communes are what the paper ranks."""
    if place.kind is not None:
        return None
    kind, name = commune_head(place.name)
    if kind is not None:
        return find_commune(index, name, scope, kind=kind)
    if scope.level == "commune" or scope.district is not None:
        found = find_commune(index, place.name, scope, kind=None)
        if found.entity is not None or found.candidates:
            return found
        return short_commune(index, place.name, scope)
    return None


def _either(body: Verdict, place: Verdict) -> Candidates:
    return body.suggestions() or place.suggestions()


def _misspelt_head(index: Index, key: NameKey, scope: Scope) -> Verdict | None:
    """A territory behind a misspelt kind ("huyên Thanh Chương", "UBND hyuện Hồng Ngự"); its name must be known."""
    place = _nearly_place(key)
    if place is None:
        return None
    found = find_place(index, place.name, scope, kind=place.kind, committee=place.committee)
    if found.entity is None or (found.misprint and not place.committee):
        return None
    return replace(found, score=min(found.score, _MISSPELT_HEAD), misprint=not key.ascii_only)


def _nearly_place(key: NameKey) -> Place | None:
    """The head of a territory's name, its kind without diacritics or, behind "UBND", with one letter wrong."""
    start = 4 if key.folded[:4] == _FOLDED_UBND else 0
    for length in (2, 1):
        printed = "".join(key.folded[start : start + length])
        # "hu yện" is a kind in two pieces; with a wrong letter besides it would be anything.
        kind = _KIND_LETTERS.get(printed) or (_kind_nearly(printed, length) if start else None)
        if kind is not None:
            return Place(bool(start), kind, key[start + length :])
    return None


def _kind_nearly(printed: str, words: int) -> str | None:
    near = (kind for letters, kind in _KIND_LETTERS.items() if _one_letter_off(printed, letters))
    return next((kind for kind in near if len(kind.split()) == words), None)


def _one_letter_off(printed: str, letters: str) -> bool:
    return abs(len(printed) - len(letters)) < 2 and OSA.distance(printed, letters, score_cutoff=1) <= 1


def read_place(key: NameKey) -> Place:
    """The head of a territory's name: committee and kind.

    Args:
        key: Key of the whole name.

    Returns:
        The parts; `kind` is None and `committee` False for a name without such a head.
    """
    committee = key.folded[:4] == _FOLDED_UBND
    start = 4 if committee else 0
    if len(key.tokens) > start and key.tokens[start] not in _KIND_STARTS:
        return Place(committee, None, _rest(key, start))
    for length in (2, 1):
        kind = KINDS.get(key.tokens[start : start + length])
        if kind is not None and (length == 2 or len(key.tokens) > start + 1 or committee):
            return Place(committee, kind, _rest(key, start + length))
    return Place(committee, None, _rest(key, start))


def _rest(key: NameKey, start: int) -> NameKey:
    return key[start:] if start else key
