"""Completions for what a person types: entities, properties, types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from doichieu.normalize.agencies import match
from doichieu.normalize.registry import Registry
from doichieu.normalize.registry.search import search
from doichieu.normalize.text import fold, words
from doichieu.review.limits import SUGGESTIONS
from doichieu.review.vocabulary import PROPERTIES, TYPES, described, type_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from doichieu.normalize.registry import Entity

Json = dict[str, Any]


def suggest_entities(prefix: str, cursor: int = 0) -> list[Json]:
    """Entities whose names hold the words typed, or whose ID begins so.

    Args:
        prefix: What was typed; nothing gives the first entities.
        cursor: How many to skip.

    Returns:
        At most 20, the nearest first; communes where nothing else has the name, and what the matcher makes of it where none
        has: a client asks first with the text of the cell, abbreviated or misspelt as it may be.
    """
    if prefix.strip() and not words(prefix):
        return []  # signs alone are no search
    registry, most = Registry.load(), cursor + SUGGESTIONS
    found = (
        search(prefix, registry=registry, limit=most)
        or search(prefix, registry=registry, level="commune", limit=most)
        or _matched(prefix, registry)
    )
    return [
        {
            "id": entity.entity_id,
            "name": entity.name,
            "description": described(entity, registry),
            "notable": [type_of(entity)],
        }
        for entity in found[cursor:]
    ]


def _matched(text: str, registry: Registry) -> list[Entity]:
    """What a text may name that no search finds: "BHXH Hưng Yen", "UBND H. Hoài Nhon"."""
    mentions = match(text)
    ids = [mention.entity_id for mention in mentions if mention.entity_id is not None]
    ids += [one.entity_id for mention in mentions for one in mention.candidates]
    return [entity for entity in map(registry.get, dict.fromkeys(ids)) if entity is not None]


def suggest_properties(prefix: str, cursor: int = 0) -> list[Json]:
    """Properties whose ID or name holds what was typed."""
    return _page(({"id": one.pid, "name": one.name} for one in PROPERTIES), prefix, cursor)


def suggest_types(prefix: str, cursor: int = 0) -> list[Json]:
    """Types whose ID or name holds what was typed."""
    return _page(TYPES, prefix, cursor)


def _page(offered: Iterable[Json], prefix: str, cursor: int) -> list[Json]:
    typed = fold(prefix)
    found = [one for one in offered if typed in fold(one["id"]) or typed in fold(one["name"])]
    return found[cursor : cursor + SUGGESTIONS]
