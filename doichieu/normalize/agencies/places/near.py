"""Territories whose name was misspelt or shortened to initials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from doichieu.normalize.agencies.places.query import PlaceQuery, fitting, narrowed
from doichieu.normalize.agencies.spelling.compare import initials_cover
from doichieu.normalize.agencies.spelling.near import (
    LETTERS_OFF,
    SOUNDS_LIKE,
    is_near,
    most_letters_off,
    shape,
)
from doichieu.normalize.agencies.verdict import Verdict

if TYPE_CHECKING:
    from doichieu.normalize.agencies.index import Index
    from doichieu.normalize.agencies.spelling.keys import NameKey
    from doichieu.normalize.registry import Entity

# The best near spelling must be this much more alike than the second best.
_MARGIN = 0.04
_LEAST_LIKE = 0.8
_SHORTEST_BARE = 6
# "Ea Sup" in a paper of its province.
_SHORTEST_IN_SCOPE = 5
_SHORTEST_SHAPE = 7
# "Đạ Tẻ", behind its kind in a paper of its province.
_SHORTEST_CUT = 4
_BEST_NEAR = 0.98
# Words of a name without a kind that is shortened to initials: two stand in full, "BV" may be anything.
_LEAST_WORDS = 3
# As many are compared one by one sooner than all of a letter at once.
_FEW = 5


def near_place(index: Index, query: PlaceQuery) -> Verdict | None:
    """The territory whose known name the printed one nearly is.

    Args:
        index: Known names.
        query: What is asked; no territory in scope has the name exactly.

    Returns:
        A verdict; None where no name is near. A name that is right elsewhere in the country is no misprint.
    """
    letters = query.name.letters
    if len(letters) > index.longest + LETTERS_OFF:
        return None
    bare, listed = query.bare, query.listed
    if bare and not listed and _unlike(index, query.name):
        return None
    if not bare and query.name.tokens in index.exact:
        return None
    short = _by_initials(index, query)
    if short is not None:
        return Verdict(short, 0.9, "viết tắt tên riêng", kind=query.kind)
    pool = fitting(query, _alike(index, query))
    if len(pool) > _FEW:
        near = index.near(letters)
        pool = [entity for entity in pool if entity in near]
    if bare and listed:
        pool = [entity for entity in pool if entity.level == query.scope.level]
    scored = [
        (index.likeness(query.name, entity), entity) for entity in pool if _is_near(index, query, entity)
    ]
    if not scored:
        return None
    if query.name.ascii_only:  # "Hau Giang" is none other than Hậu Giang, however near Hà Giang is
        plain = [one for one in scored if _letters_off(index, query, one[1]) == 0]
        scored = plain or scored
    scored.sort(key=lambda pair: -pair[0])
    return _decided(index, query, scored)


def _unlike(index: Index, name: NameKey) -> bool:
    """Whether a bare name has neither the letters of a territory nor its first two words, so that it can be none."""
    shortened = len(name.tokens) >= _LEAST_WORDS and name.tokens[:2] in index.first_two
    return not shortened and shape(name.letters) not in index.by_shape


def _decided(index: Index, query: PlaceQuery, scored: list[tuple[float, Entity]]) -> Verdict | None:
    top = scored[0][0]
    nearest = _letters_off(index, query, scored[0][1])
    best = [
        entity
        for score, entity in scored
        if top - score < _MARGIN or _letters_off(index, query, entity) <= nearest
    ]
    if len(best) > 1:
        best = narrowed(best, query)
    if top < _LEAST_LIKE or (query.bare and query.within is None and best[0].level == "district"):
        return None
    if len(best) > 1:
        candidates = tuple((entity, score) for score, entity in scored)
        return Verdict(reason="gần giống nhiều tên", candidates=candidates)
    return _slip(index, best[0], query, min(top, _BEST_NEAR))


def _letters_off(index: Index, query: PlaceQuery, entity: Entity) -> int:
    """Letters by which a name differs from the nearest of an entity: "Lục Nan" is as far from Lục Nam as from Lục Ngạn."""
    return min(OSA.distance(query.name.letters, key.letters) for key in index.names[entity.entity_id])


def _slip(index: Index, entity: Entity, query: PlaceQuery, score: float) -> Verdict:
    known = index.names[entity.entity_id]
    same_letters = any(key.letters == query.name.letters for key in known)
    spaced = any("".join(key.tokens) == "".join(query.name.tokens) for key in known)
    plain = spaced or (same_letters and query.name.ascii_only)
    reason = "viết không dấu" if plain else ("sai hoặc thiếu dấu" if same_letters else "sai chữ")
    reason = "khác dấu cách" if spaced else reason
    tail = " (không kèm cấp)" if query.bare else ""
    return Verdict(
        entity,
        score,
        f"{reason}: gần với {entity.name}{tail}",
        misprint=not plain,
        kind=query.kind,
        headless=query.bare,
    )


def _is_near(index: Index, query: PlaceQuery, entity: Entity) -> bool:
    return any(
        (is_near(query.name, key) and (not query.bare or _safe_without_head(query, key)))
        or (query.kind is not None and query.within is not None and _cut_short(query.name, key))
        or (
            query.within is not None
            and (query.kind is not None or query.listed)
            and _sounds_so(query.name, key)
        )
        for key in index.names[entity.entity_id]
    )


def _cut_short(name: NameKey, known: NameKey) -> bool:
    """Whether a name too short for a wrong letter lacks the last one of a known name: "huyện Đạ Tẻ" for Đạ Tẻh."""
    return len(name.letters) >= _SHORTEST_CUT and known.letters[:-1] == name.letters


def _sounds_so(name: NameKey, known: NameKey) -> bool:
    """Whether a name too short for a wrong letter begins with one that sounds so: "Xìn Hồ" for Sìn Hồ."""
    one, other = "".join(name.tokens), "".join(known.tokens)
    return (
        len(known.letters) >= _SHORTEST_IN_SCOPE
        and one[1:] == other[1:]
        and SOUNDS_LIKE.get(one[:1]) == other[:1]
    )


def _safe_without_head(query: PlaceQuery, known: NameKey) -> bool:
    """Without a head only a wrong diacritic or a letter's shape is forgiven: "Tổng hợp" must not become a place.

    In a column of territories a wrong letter is, as behind a head.
    """
    if query.listed:
        return True
    letters = query.name.letters
    least = _SHORTEST_IN_SCOPE if query.within is not None and len(known.tokens) > 1 else _SHORTEST_BARE
    if letters == known.letters:
        return len(letters) >= least
    return len(letters) >= _SHORTEST_SHAPE and shape(letters) == shape(known.letters)


def _alike(index: Index, query: PlaceQuery) -> list[Entity]:
    """Territories worth comparing: the same letters; behind a head also about as many, with the same first."""
    same = index.folded.get(query.name.letters, [])
    if query.listed:
        return _about(index, query)
    if query.bare and not same:
        return index.by_shape.get(shape(query.name.letters), [])
    if query.bare or (same and query.within is None):
        return same
    return _about(index, query)


def _about(index: Index, query: PlaceQuery) -> list[Entity]:
    """Territories that few letters tell from a name; where the province is known, its districts and the provinces."""
    letters, own = query.name.letters, index.districts.get(query.within or "")
    if own is None:
        return index.about(letters)
    most = most_letters_off(letters)
    return [*own.near(letters, most), *index.province_names.near(letters, most)]


def _by_initials(index: Index, query: PlaceQuery) -> Entity | None:
    """Initials of a name ("TP HCM", "Bà Rịa-VT"), only where one territory has them.

    Without a kind before it two words must be written out: "BV" may be anything. In a column of the districts of a
    province three initials will do: "DMC" in Tây Ninh.
    """
    tokens = query.name.tokens
    if len(tokens) == 1 and (len(tokens[0]) < 2 or query.kind is None):
        alone = query.listed and query.within is not None and len(tokens[0]) >= _LEAST_WORDS
        if len(tokens[0]) < 2 or not alone:
            return None
    elif query.kind is None and len(tokens) < _LEAST_WORDS:
        return None
    longer = [
        entity
        for opening in _openings(query.name)
        for entity, key in index.initials.get(opening, ())
        if (query.kind is not None or len(tokens) == 1 or key.tokens[:2] == tokens[:2])
        and initials_cover(query.name, key)
    ]
    found = fitting(query, longer)
    return found[0] if len(found) == 1 else None


def _openings(name: NameKey) -> set[str]:
    """First letters of the first two words of whatever a name may shorten: "HCM" or "H Chí Minh" gives "hc"."""
    first, *rest = name.folded
    second = rest[0][0] if rest else ""
    return {first[0] + second, first[:2]}
