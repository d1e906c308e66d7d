"""One name to one entity: read its head, look it up exactly, then nearly, else abstain."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from doichieu.normalize.agency_bodies import find_body
from doichieu.normalize.agency_index import KINDS, Index, Tokens
from doichieu.normalize.agency_keys import NameKey, fold_token, key_of_clean
from doichieu.normalize.agency_places import find_place
from doichieu.normalize.agency_verdict import Verdict, abstained, mention_of

if TYPE_CHECKING:
    from doichieu.model import Mention
    from doichieu.normalize.agency_scope import Scope

_UBND: Tokens = ("uy3", "ban", "nhân", "dân")
# Heads of units below the district: a paper may rank them, the registry does not hold them.
_COMMUNES: frozenset[Tokens] = frozenset({("xa4",), ("phương2",), ("thôn",)})
_LONGEST_NAME = 24
_MISSPELT_HEAD = 0.95
_FOLDED_UBND = ("uy", "ban", "nhan", "dan")
# Kinds with their count of words and their letters without diacritics; "h" and "q" are too short to be misspelt.
_KIND_LETTERS = tuple(
    (len(words), "".join(map(fold_token, words)), kind)
    for words, kind in KINDS.items()
    if len("".join(words)) > 2
)


@dataclass(frozen=True, slots=True)
class Place:
    """A name read as a territory: "UBND huyện Tuy Phước".

    Attributes:
        committee: Whether "UBND" stands before it.
        kind: Kind printed, None where there is none.
        name: Key of the bare name; empty where only the kind is printed ("UBND tỉnh").
    """

    committee: bool
    kind: str | None
    name: NameKey


def resolve_name(index: Index, printed: str, scope: Scope) -> Mention:
    """Resolve one name.

    Args:
        index: Known names.
        printed: One name without footnote marks.
        scope: Evidence of the paper and the column.

    Returns:
        A mention; it abstains with a reason rather than guess.
    """
    key = key_of_clean(printed)
    if not key.tokens or all(token.isdigit() for token in key.tokens):
        return abstained(printed, Verdict(reason="không có tên"))
    if len(key.tokens) > _LONGEST_NAME:
        return abstained(printed, Verdict(reason="quá dài để là một tên"))
    verdict = _verdict(index, key, scope)
    if verdict.entity is None:
        return abstained(printed, verdict)
    return mention_of(printed, verdict, scope)


def _verdict(index: Index, key: NameKey, scope: Scope) -> Verdict:
    if key.tokens in index.bodies:  # before its head is read: "Tỉnh Đoàn" is no province
        return find_body(index, key, scope)
    place = read_place(key)
    if place.kind is None and _is_commune(place.name):
        return Verdict(reason="đơn vị cấp xã: danh mục chưa có")
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
    return _misspelt_head(index, key, scope) or (body if body.candidates else bare)


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
        for count, letters, kind in _KIND_LETTERS:
            # "hu yện" is a kind in two pieces; with a wrong letter besides it would be anything.
            if printed == letters or (start and count == length and _one_letter_off(printed, letters)):
                return Place(bool(start), kind, key[start + length :])
    return None


def _one_letter_off(printed: str, letters: str) -> bool:
    return abs(len(printed) - len(letters)) < 2 and OSA.distance(printed, letters, score_cutoff=1) <= 1


def read_place(key: NameKey) -> Place:
    """The head of a territory's name: committee and kind.

    Args:
        key: Key of the whole name.

    Returns:
        The parts; `kind` is None and `committee` False for a name without such a head.
    """
    start = 0
    committee = key.tokens[:4] == _UBND or key.folded[:4] == _FOLDED_UBND
    if committee:
        start = 4
    for length in (2, 1):
        kind = KINDS.get(key.tokens[start : start + length])
        if kind is not None and (length == 2 or len(key.tokens) > start + 1 or committee):
            return Place(committee, kind, _rest(key, start + length))
    return Place(committee, None, _rest(key, start))


def _rest(key: NameKey, start: int) -> NameKey:
    return key[start:]


def _is_commune(key: NameKey) -> bool:
    return key.tokens[:1] in _COMMUNES or key.tokens[:2] == ("thi5", "trân1")
