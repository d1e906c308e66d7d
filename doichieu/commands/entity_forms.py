"""Entities of the registry as the commands print them."""

# ruff: noqa: PLC0415 - the registry waits for its command

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from doichieu.commands import console

if TYPE_CHECKING:
    from datetime import date

    from doichieu.normalize.registry import Entity


def print_entities(entities: list[Entity], *, as_json: bool, on: date | None = None) -> None:
    """Print entities as a table or as JSON, with the names they had on a day."""
    if as_json:
        console.print_json([json_of(entity, on) for entity in entities])
        return
    rows = [
        (
            entity.entity_id,
            entity.form_on(on).kind,
            _name(entity, on),
            _parent(entity),
            _day(entity.valid_from),
            _day(entity.valid_to),
        )
        for entity in entities
    ]
    console.print_table(("entity_id", "kind", "name", "in", "from", "to"), rows)


def _parent(entity: Entity) -> str:
    from doichieu.normalize.registry import Registry

    parent = Registry.load().get(entity.parent_id)
    return "" if parent is None else parent.name


def _name(entity: Entity, on: date | None) -> str:
    from doichieu.normalize.agencies.verdict import canonical

    return canonical(entity, entity.form_on(on))


def json_of(entity: Entity, on: date | None = None) -> dict[str, Any]:
    """An entity as other programs take it, with the name it had on a day."""
    return {
        "entity_id": entity.entity_id,
        "name": _name(entity, on),
        "kind": entity.form_on(on).kind,
        "level": entity.level,
        "parent_id": entity.parent_id,
        "province_id": entity.province_id,
        "valid_from": _day(entity.valid_from) or None,
        "valid_to": _day(entity.valid_to) or None,
        "predecessors": list(entity.predecessors),
        "successors": list(entity.successors),
        "aliases": list(entity.aliases),
        "iso": entity.iso,
        "gso": entity.gso,
        "gso_2025": entity.gso_2025,
        "ma_dinh_danh": entity.ma_dinh_danh,
        "act": entity.act,
        "note": entity.note,
        "confirmed": entity.confirmed,
        "source": entity.source,
    }


def _day(given: date | None) -> str:
    return given.isoformat() if given is not None else ""
