"""One name to one entity: read its head, look it up exactly, then nearly, else abstain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.normalize.agencies.bodies.committees import COMMITTEE_STARTS, find_committee
from doichieu.normalize.agencies.bodies.find import find_body, known_body
from doichieu.normalize.agencies.cells.lists import TERRITORIES
from doichieu.normalize.agencies.index import KINDS
from doichieu.normalize.agencies.places.commune_names import two_levels
from doichieu.normalize.agencies.places.communes import (
    COMMUNE_STARTS,
    commune_head,
    directly_under,
    find_commune,
    short_commune,
)
from doichieu.normalize.agencies.places.find import find_place, known_place
from doichieu.normalize.agencies.places.former import find_former, is_former
from doichieu.normalize.agencies.places.heads import FOLDED_UBND, Place, read_place
from doichieu.normalize.agencies.places.partly import partly_shortened
from doichieu.normalize.agencies.spelling.keys import NameKey, fold_token, key_of_clean
from doichieu.normalize.agencies.verdict import Candidates, Verdict
from doichieu.normalize.agencies.written.english import find_english
from doichieu.normalize.agencies.written.slips import find_slip
from doichieu.normalize.agencies.written.typed import with_diacritics, without_telex

if TYPE_CHECKING:
    from doichieu.normalize.agencies.index import Index
    from doichieu.normalize.agencies.scope import Scope

_LONGEST_NAME = 24
_TYPED = 0.95
_UNKNOWN = Verdict()
_NAMELESS = Verdict(reason="không có tên")
# What stands before the names of territories and committees, folded.
_HEADS = frozenset(
    map(fold_token, (*(words[0] for words in KINDS), *COMMITTEE_STARTS, *COMMUNE_STARTS, *FOLDED_UBND[:1]))
)


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
        return _NAMELESS
    if len(key.tokens) > _LONGEST_NAME:
        return Verdict(reason="quá dài để là một tên")
    return find_former(index, key, scope, _find) if is_former(key) else _find(index, key, scope)


def _find(index: Index, key: NameKey, scope: Scope) -> Verdict:
    found = _resolved(index, key, scope)
    if found.misprint:  # "Đ. Nẵng" is shortened, and no slip
        short = partly_shortened(index, key, scope)
        return short if short is not None and short.entity is found.entity else found
    if found.entity is not None or found.candidates:
        return found
    return _as_typed(index, key, scope) or partly_shortened(index, key, scope) or found


def _resolved(index: Index, key: NameKey, scope: Scope) -> Verdict:
    if key.tokens in index.bodies:  # before its head is read: "Tỉnh Đoàn" is no province
        return find_body(index, key, scope)
    committee = find_committee(index, key, scope) if key.tokens[0] in COMMITTEE_STARTS else None
    if committee is not None:
        return committee
    place = read_place(key)
    commune = _commune(index, place, scope) if place.kind is None else None
    if commune is not None:
        return commune
    found = _place_or_body(index, key, place, scope)
    if found.misprint and place.committee and place.kind is None:
        # "UBND thành phổ Bến Tre" is a slip in the kind, and no Thạnh Phú of Bến Tre.
        return find_slip(index, key, scope) or found
    if found.entity is not None or found.candidates or place.kind is not None:
        return found
    return find_slip(index, key, scope) or find_english(index, key, scope) or found


def _as_typed(index: Index, key: NameKey, scope: Scope) -> Verdict | None:
    """What a name is once its diacritics are put in, or the keys of Telex are carried out; None where that is nothing."""
    plain = with_diacritics(index, key) if key.ascii_only else None
    found = _UNKNOWN if plain is None else _resolved(index, plain, scope)
    if found.entity is not None:
        return found._replace(
            score=min(found.score, _TYPED),
            reason=f"viết không dấu: gần với {found.entity.name}",
            misprint=False,
        )
    if found.candidates:  # several communes have these letters
        return found
    typed = without_telex(key)
    found = _UNKNOWN if typed is None else _resolved(index, typed, scope)
    if found.entity is None or found.misprint or found.score < 1:
        return None
    return found._replace(
        score=_TYPED, reason=f"còn phím gõ Telex: gần với {found.entity.name}", misprint=True
    )


def _place_or_body(index: Index, key: NameKey, place: Place, scope: Scope) -> Verdict:
    if place.committee or place.kind is not None or key.tokens in index.exact:
        found = find_place(index, place.name, scope, kind=place.kind, committee=place.committee)
        return _no_former(found, scope)
    body = find_body(index, key, scope)
    if body.misprint:  # "Thạnh Trị, Sóc Trăng" is the district, and no misspelt Thanh tra
        known = known_place(index, key, scope, kind=None, committee=False)
        if known.entity is not None:
            return _no_former(known, scope)
    if body.misprint and _astray(body, scope):
        body = Verdict(reason=body.reason, headed=body.headed, suggest=body.suggestions)
    # In a column of territories "Thanh Hoa" is no "Thanh tra" cut short.
    if body.entity is not None or (body.headed and scope.level not in TERRITORIES):
        return body
    bare = _no_former(find_place(index, key, scope), scope)
    return bare if bare.entity is not None else Verdict(*bare[:-1], lambda: _either(body, bare))


def _astray(body: Verdict, scope: Scope) -> bool:
    """Whether a misspelt body is one that a column does not list: "Quốc aOi" is no Quốc hội among districts, "Thanh ức" no Thành ủy among communes."""
    if scope.level == "commune":
        return True
    national = body.entity is not None and not body.entity.province_id
    return national and scope.province is not None and scope.level in TERRITORIES


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
    if not key.tokens or len(key.tokens) > _LONGEST_NAME or not _may_begin_a_name(index, key, scope):
        return _UNKNOWN
    return find_former(index, key, scope, _known) if is_former(key) else _known(index, key, scope)


def _known(index: Index, key: NameKey, scope: Scope) -> Verdict:
    if key.tokens in index.bodies:
        return known_body(index, key, scope) or _UNKNOWN
    place = read_place(key)
    other = find_committee(index, key, scope) or _commune(index, place, scope)
    if other is not None:
        return other
    if place.committee or place.kind or index.territory(key.tokens):
        found = known_place(index, place.name, scope, kind=place.kind, committee=place.committee)
        return _no_former(found, scope)
    return known_body(index, key, scope) or _UNKNOWN


def _may_begin_a_name(index: Index, key: NameKey, scope: Scope) -> bool:
    """Whether a known name begins so; any may where the names of communes stand bare."""
    if key.folded[0] in index.starts or key.folded[0] in _HEADS:
        return True
    return scope.level == "commune" or scope.district is not None or two_levels(scope)


def _commune(index: Index, place: Place, scope: Scope) -> Verdict | None:
    """The commune that a name behind its head is, or a bare one where communes are what the paper ranks."""
    if place.kind is not None:
        return None
    kind, name = commune_head(place.name)
    if kind is not None:
        return find_commune(index, name, scope, kind=kind)
    if scope.level == "commune" or scope.district is not None:
        found = short_commune(index, place.name, scope) or find_commune(index, place.name, scope, kind=None)
        return found if found.entity is not None or found.candidates else None
    return _directly(index, place, scope) if two_levels(scope) else short_commune(index, place.name, scope)


def _directly(index: Index, place: Place, scope: Scope) -> Verdict | None:
    """What a name without its kind is where the communes of a province have no districts above them.

    A committee is the commune's; a bare name may also be the former district's ("Chư Păh"), or a word.
    """
    if scope.level not in {None, "commune"}:
        return None
    named = directly_under(index, place.name, scope)
    if not named:
        return short_commune(index, place.name, scope)
    if place.committee:
        return find_commune(index, place.name, scope, kind=None)
    others = find_place(index, place.name, scope)
    known = [entity for entity in (*named, others.entity) if entity is not None]
    return Verdict(
        reason="tên của xã, phường: cần biết cấp, hoặc một cột xếp các xã",
        candidates=tuple((entity, 1.0) for entity in known),
    )


def _no_former(found: Verdict, scope: Scope) -> Verdict:
    """A bare name among the communes of a province without districts is no former district's, nor a former province's."""
    if not found.headless or found.entity is None or found.entity.level not in TERRITORIES:
        return found
    if scope.level != "commune" or not two_levels(scope):
        return found
    if found.entity.in_force(scope.date) and not found.misprint:  # the province itself, in its row of totals
        return found
    return Verdict(
        reason=f"không có xã, phường này; trùng tên {found.entity.kind} cũ",
        candidates=((found.entity, found.score),),
    )


def _either(body: Verdict, place: Verdict) -> Candidates:
    return body.suggestions() or place.suggestions()
