"""The history of an entity: its forms, what it came from and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.normalize.registry.entities import Entity, Form
    from doichieu.normalize.registry.store import Registry

# Mergers of mergers end well before this; it guards against a circle in the data.
_DEEPEST = 8


def history(entity: Entity, registry: Registry) -> list[str]:
    """The history of an entity as a small tree.

    Args:
        entity: The entity.
        registry: Where its predecessors and successors are.

    Returns:
        Lines: the entity, its dated forms, then "←" what was merged into it and "→" what it was merged into, each with
        its own history indented below it.
    """
    branches = [
        *((form_line(form), []) for form in entity.forms),
        *_branches("←", entity.predecessors, registry),
        *_branches("→", entity.successors, registry),
    ]
    return [title(entity), *_drawn(branches)]


def title(entity: Entity) -> str:
    """Name, ID and last day of an entity in one line."""
    until = ""
    if entity.valid_to is not None:
        until = f", đến {entity.valid_to.isoformat()}{f' ({entity.act})' if entity.act else ''}"
    return f"{entity.name} ({entity.entity_id}){until}"


def form_line(form: Form) -> str:
    """When a form was in force, its kind and name, and the act that began it."""
    since = form.valid_from.isoformat() if form.valid_from else "…"
    until = form.valid_to.isoformat() if form.valid_to else "nay"
    name = form.name if form.name.casefold().startswith(form.kind) else f"{form.kind} {form.name}"
    return f"{since} – {until}: {name}{f' ({form.act})' if form.act else ''}"


Branch = tuple[str, "list[Branch]"]


def _branches(arrow: str, ids: tuple[str, ...], registry: Registry, depth: int = 0) -> Iterator[Branch]:
    for entity_id in ids:
        other = registry.get(entity_id)
        if other is None:
            yield f"{arrow} {entity_id}", []
            continue
        onward = other.predecessors if arrow == "←" else other.successors
        below = list(_branches(arrow, onward, registry, depth + 1)) if depth < _DEEPEST else []
        yield f"{arrow} {title(other)}", below


def _drawn(branches: list[Branch], indent: str = "") -> list[str]:
    lines = []
    for place, (text, below) in enumerate(branches):
        last = place == len(branches) - 1
        lines.append(f"{indent}{'└─' if last else '├─'} {text}")
        lines.extend(_drawn(below, indent + ("   " if last else "│  ")))
    return lines
