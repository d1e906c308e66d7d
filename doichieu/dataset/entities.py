"""The entities that a dataset names, with what the registry knows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = dict[str, Any]

_COPIED = ("name", "kind", "level", "parent_id", "province_id", "valid_from", "valid_to", "iso", "gso")


def entities(ids: Iterable[str]) -> list[Row]:
    """Rows of `entities`.

    Args:
        ids: Canonical IDs in use, in any order, repeated or not.

    Returns:
        One row an ID, sorted by ID; an ID the registry does not know keeps null columns.
    """
    from doichieu.normalize.registry import Registry  # noqa: PLC0415 - loads the registry's data

    registry = Registry.load()
    return [_row(entity_id, registry.get(entity_id)) for entity_id in sorted(set(ids))]


def _row(entity_id: str, entity: object | None) -> Row:
    if entity is None:
        return {"entity_id": entity_id}
    return {"entity_id": entity_id, **{name: getattr(entity, name, None) for name in _COPIED}}
