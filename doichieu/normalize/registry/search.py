"""Looking entities up by words of their names, as a person types them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from doichieu.normalize.registry.store import Registry
from doichieu.normalize.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from doichieu.normalize.registry.entities import Entity

_LEVELS = ("province", "ministry", "central", "district", "department")
# Longer texts are no search.
_MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class _Entry:
    entity: Entity
    names: tuple[str, ...]
    words: frozenset[str]
    place: frozenset[str]


def search(
    text: str,
    *,
    registry: Registry | None = None,
    level: str | None = None,
    on: date | None = None,
    limit: int = 20,
) -> list[Entity]:
    """Entities whose names hold all words of a text, or their beginnings.

    Args:
        text: Words in any case, with or without diacritics ("so tai chinh binh d"), or an ID; nothing gives the
            first entities.
        registry: Where to look; the one that ships with the package when None.
        level: Only this level.
        on: Only entities in force that day.
        limit: At most so many.

    Returns:
        Those with the whole name first, then those that begin so, then the others; provinces before districts,
        districts before departments.
    """
    wanted = words(text)[:_MOST_WORDS]
    ranked = [
        (rank, place, entry.entity)
        for place, entry in enumerate(_entries(registry or Registry.load()))
        if level in {None, entry.entity.level} and entry.entity.in_force(on)
        for rank in [_rank(entry, text.strip(), wanted)]
        if rank is not None
    ]
    ranked.sort(key=lambda found: found[:2])
    return [entity for _, _, entity in ranked[:limit]]


def _rank(entry: _Entry, text: str, wanted: Sequence[str]) -> int | None:
    if entry.entity.entity_id.casefold().startswith(text.casefold()) and text:
        return 0 if entry.entity.entity_id.casefold() == text.casefold() else 1
    joined = " ".join(wanted)
    if joined in entry.names:
        return 0
    if any(name.startswith(joined) for name in entry.names):
        return 1
    if all(_begins(word, entry.words) for word in wanted):
        return 2
    if all(_begins(word, entry.words | entry.place) for word in wanted):
        return 3 if any(_begins(word, entry.words) for word in wanted) else None
    return None


def _begins(start: str, among: frozenset[str]) -> bool:
    return start in among or any(word.startswith(start) for word in among)


@cache
def _entries(registry: Registry) -> tuple[_Entry, ...]:
    entries = [_entry(entity, registry) for entity in registry.all() if entity.confirmed]
    return tuple(sorted(entries, key=lambda entry: _LEVELS.index(entry.entity.level)))


def _entry(entity: Entity, registry: Registry) -> _Entry:
    forms = [f"{form.kind} {form.name}" for form in entity.forms if entity.level in {"district", "province"}]
    bare = [form.name for form in entity.forms]
    names = tuple(
        dict.fromkeys(" ".join(words(name)) for name in (entity.name, *bare, *forms, *entity.aliases))
    )
    province = registry.get(entity.parent_id)
    return _Entry(
        entity=entity,
        names=names,
        words=frozenset(word for name in names for word in name.split()),
        place=frozenset(words(province.name)) if province is not None else frozenset(),
    )
