"""Data extension: codes, validity, parents and whatever else the registry knows of entities."""

from __future__ import annotations

from typing import Any

from doichieu.normalize.registry import Registry
from doichieu.review.limits import EXTENDED_IDS, too_much, wrong
from doichieu.review.vocabulary import BY_ID, PROPERTIES, TYPES, Property, Value

Json = dict[str, Any]


def extend_02(asked: Any) -> Json:
    """The answer to a data extension query in version 0.2: rows by entity, then by property.

    Raises:
        RequestError: The query is not understood or asks for too many entities.
    """
    ids, properties = _read(asked)
    return {
        "meta": _meta(properties),
        "rows": {entity_id: {one.pid: _values(entity_id, one) for one in properties} for entity_id in ids},
    }


def extend_10(asked: Any) -> Json:
    """The same in version 1.0-draft: lists of rows and of properties, in the order asked.

    Raises:
        RequestError: As for 0.2.
    """
    ids, properties = _read(asked)
    return {
        "meta": _meta(properties),
        "rows": [
            {
                "id": entity_id,
                "properties": [{"id": one.pid, "values": _values(entity_id, one)} for one in properties],
            }
            for entity_id in ids
        ],
    }


def proposed(of_type: str, limit: int | None) -> Json:
    """Properties worth fetching for entities of a type.

    Args:
        of_type: A type ID, empty for any.
        limit: At most so many.

    Returns:
        The answer of both versions.
    """
    only_of = {
        "iso": {"province"},
        "gso_2025": {"province"},
        "ma_dinh_danh": {"province", "ministry"},
    }
    offered = [
        {"id": one.pid, "name": one.name}
        for one in PROPERTIES
        if one.pid != "date" and of_type in {"", "agency", *only_of.get(one.pid, {of_type})}
    ]
    answer: Json = {"properties": offered[:limit], "type": of_type}
    return answer if limit is None else {**answer, "limit": limit}


def _read(asked: Any) -> tuple[list[str], list[Property]]:
    ids = asked.get("ids") if isinstance(asked, dict) else None
    properties = asked.get("properties") if isinstance(asked, dict) else None
    if not isinstance(ids, list) or not isinstance(properties, list):
        raise wrong('A data extension query must be an object with the lists "ids" and "properties".')
    if len(ids) > EXTENDED_IDS:
        raise too_much(f"{len(ids)} entities in one query; at most {EXTENDED_IDS}. Ask for fewer at a time.")
    if not all(isinstance(one, str) for one in ids):
        raise wrong('"ids" must be a list of texts.')
    return list(dict.fromkeys(ids)), list(dict.fromkeys(map(_property, properties)))


def _property(given: Any) -> Property:
    pid = given.get("id") if isinstance(given, dict) else None
    known = BY_ID.get(pid) if isinstance(pid, str) else None
    if known is None:
        raise wrong(f"There is no property {pid!r}; choose among {', '.join(BY_ID)}.")
    return known


def _meta(properties: list[Property]) -> list[Json]:
    names = {one["id"]: {"id": one["id"], "name": one["name"]} for one in TYPES}
    return [
        {"id": one.pid, "name": one.name, **({"type": names[one.of_type]} if one.of_type else {})}
        for one in properties
    ]


def _values(entity_id: str, one: Property) -> list[Value]:
    registry = Registry.load()
    entity = registry.get(entity_id)
    return [] if entity is None else one.values(entity, registry)
