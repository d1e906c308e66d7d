"""Districts and provinces of which some words stand in full and others as an initial: "Dương M.Châu", "huyện TVThời", "Q. Ngãi"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from doichieu.normalize.agencies.places.heads import PLACE_STARTS, read_place
from doichieu.normalize.agencies.places.query import was_of_kind
from doichieu.normalize.agencies.verdict import Verdict

if TYPE_CHECKING:
    from doichieu.normalize.agencies.index import Index, Tokens
    from doichieu.normalize.agencies.places.heads import Place
    from doichieu.normalize.agencies.scope import Scope
    from doichieu.normalize.agencies.spelling.keys import NameKey
    from doichieu.normalize.registry import Entity

_SCORE = 0.9
_REASON = "viết tắt tên riêng"
_FEWEST_LETTERS = 3
# Consonants that are shortened together: "Tr. Bàng", "Ng. Năm".
_CLUSTERS = ("ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr")


def partly_shortened(index: Index, key: NameKey, scope: Scope) -> Verdict | None:
    """The one district of the paper's province, or the one province, whose words a name has, some of them as initials.

    Args:
        index: Known names.
        key: Key of a name that nothing else resolves.
        scope: A column of provinces or of the districts of one; elsewhere only a district behind its kind is asked for.

    Returns:
        A verdict with an entity; None where none has such a name, or several have.
    """
    if len(key.letters) < _FEWEST_LETTERS:
        return None
    if scope.level == "province":
        found = _meant(index, scope, "".join(key.tokens), None)
        return Verdict(found[0], _SCORE, _REASON, headless=True) if len(found) == 1 else None
    if scope.province is None:
        return None
    if scope.level != "district" and key.tokens[0] not in PLACE_STARTS:
        return None
    place = read_place(key)
    names = [(place.name, place.kind)] if _is_headed(place, key) else []
    if scope.level == "district":  # "T. Bàng" is no tỉnh Bàng there
        names.append((key, None))
    for name, kind in names:
        found = _meant(index, scope, "".join(name.tokens), kind)
        if len(found) == 1:
            return Verdict(found[0], _SCORE, _REASON, kind=kind, headless=kind is None)
    return None


def _is_headed(place: Place, key: NameKey) -> bool:
    return place.kind not in {None, "tỉnh"} and 0 < len(place.name.tokens) < len(key.tokens)


def _meant(index: Index, scope: Scope, printed: str, kind: str | None) -> list[Entity]:
    place = "" if scope.level == "province" else scope.province or ""
    names = _by_first(index, place).get("d" if printed[0] == "đ" else printed[0], ())
    found = [entity for words, entity in names if _covers(printed, words)]
    found = [entity for entity in found if kind is None or was_of_kind(entity, kind)] or found
    if len(found) > 1:
        found = [entity for entity in found if entity.in_force(scope.date)]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=128)
def _by_first(index: Index, province_id: str) -> dict[str, list[tuple[Tokens, Entity]]]:
    """Words of each name of the districts of a province, or of the provinces for "", by their first letter without its mark."""
    found: dict[str, list[tuple[Tokens, Entity]]] = {}
    registry = index.registry
    for entity in registry.district_list(province_id) if province_id else registry.provinces.values():
        for key in index.names[entity.entity_id]:
            if len(key.tokens) > 1:
                found.setdefault(key.letters[0], []).append((key.tokens, entity))
    return found


def _covers(printed: str, words: Tokens, *, in_full: bool = False) -> bool:
    """Whether letters are the words one after the other, at least one of them in full and the others or their initials."""
    if not words:
        return in_full and not printed
    word, *others = words
    rest = tuple(others)
    if printed.startswith(word) and _covers(printed[len(word) :], rest, in_full=True):
        return True
    return any(
        printed.startswith(initial) and _covers(printed[len(initial) :], rest, in_full=in_full)
        for initial in _initials(word)
    )


@lru_cache(maxsize=2048)
def _initials(word: str) -> tuple[str, ...]:
    first = ("đ", "d") if word[0] == "đ" else (word[0],)
    return (*(cluster for cluster in _CLUSTERS if word.startswith(cluster)), *first)
