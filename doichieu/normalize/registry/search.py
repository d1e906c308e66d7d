"""Looking entities up by words of their names, as a person types them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from doichieu.normalize.registry.store import Registry
from doichieu.normalize.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from doichieu.normalize.registry.entities import Entity

_LEVELS = ("province", "ministry", "central", "district", "department", "commune")
_TERRITORIES = frozenset({"district", "province", "commune"})
# Longer texts are no search.
_MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class _Entry:
    entity: Entity
    code: str
    names: tuple[str, ...]
    words: frozenset[str]
    place: str
    text: str  # a space before every word of its names and its place


class _Asked(NamedTuple):
    """What is looked for: as typed in small letters, its folded words, and these with spaces between."""

    code: str
    words: tuple[str, ...]
    joined: str


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
        level: Only this level; communes are found under theirs alone.
        on: Only entities in force that day.
        limit: At most so many.

    Returns:
        Those with the whole name first, each with what it was merged into behind it, then those that begin so, then
        the others; provinces before districts, districts before departments.
    """
    wanted, known = words(text)[:_MOST_WORDS], registry or Registry.load()
    asked = _Asked(text.strip().casefold(), wanted, " ".join(wanted))
    starts = [f" {word}" for word in wanted]
    ranked = [
        (rank, place, entry.entity)
        for place, entry in enumerate(_entries(known, communes=level == "commune"))
        if level in {None, entry.entity.level} and _may_be(entry, asked, starts)
        for rank in [_rank(entry, asked)]
        if rank is not None
    ]
    ranked.sort(key=lambda found: found[:2])
    found = [
        entity
        for rank, _, entity in ranked
        for entity in (entity, *(_merged_into(entity, known) if rank == 0 else ()))
    ]
    in_force = (entity for entity in dict.fromkeys(found) if entity.in_force(on))
    return list(islice(in_force, limit))


def _merged_into(entity: Entity, registry: Registry) -> list[Entity]:
    """What an entity was merged into: who types "nam dinh" may look for the province it is in now."""
    return [after for after in map(registry.get, entity.successors) if after is not None]


def _may_be(entry: _Entry, asked: _Asked, starts: Sequence[str]) -> bool:
    """Whether each word typed begins one of an entity's or of its place; rules out nearly all of them, and fast."""
    text = entry.text
    for start in starts:  # no `all`, which takes three times as long
        if start not in text:
            return entry.code.startswith(asked.code)
    return True


def _rank(entry: _Entry, asked: _Asked) -> int | None:
    if asked.code and entry.code.startswith(asked.code):
        return 0 if entry.code == asked.code else 1
    if asked.joined in entry.names:
        return 0
    if any(name.startswith(asked.joined) for name in entry.names):
        return 1
    if all(_begins(word, entry.words) for word in asked.words):
        return 2
    return 3 if _with_place(entry, asked.words) else None


def _with_place(entry: _Entry, wanted: Sequence[str]) -> bool:
    """Whether words of a name and the beginning of its place are wanted: "so tai chinh binh d", "gia lai so y te"."""
    for length in range(1, len(wanted)):
        before, after = wanted[:-length], wanted[-length:]
        if entry.place.startswith(" ".join(after)) and all(_begins(word, entry.words) for word in before):
            return True
        if entry.place == " ".join(before) and all(_begins(word, entry.words) for word in after):
            return True
    return False


def _begins(start: str, among: frozenset[str]) -> bool:
    return start in among or any(word.startswith(start) for word in among)


@cache
def _entries(registry: Registry, *, communes: bool) -> tuple[_Entry, ...]:
    if communes:
        every = (entity for province in registry.provinces for entity in registry.communes(province))
    else:
        every = (entity for entity in registry.all() if entity.confirmed)
    entries = [_entry(entity, registry) for entity in every]
    return tuple(sorted(entries, key=lambda entry: _LEVELS.index(entry.entity.level)))


def _entry(entity: Entity, registry: Registry) -> _Entry:
    forms = [f"{form.kind} {form.name}" for form in entity.forms if entity.level in _TERRITORIES]
    bare = [form.name for form in entity.forms]
    names = tuple(
        dict.fromkeys(" ".join(words(name)) for name in (entity.name, *bare, *forms, *entity.aliases))
    )
    province = registry.get(entity.parent_id)
    place = " ".join(words(province.forms[-1].name)) if province is not None else ""
    return _Entry(
        entity=entity,
        code=entity.entity_id.casefold(),
        names=names,
        words=frozenset(word for name in names for word in name.split()),
        place=place,
        text="".join(f" {part}" for part in (*names, place)),
    )
