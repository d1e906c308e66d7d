"""What the cells of a column say of each other: the level, the province or the district that most of them are of."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from doichieu.normalize.registry import Registry
from doichieu.normalize.registry.committees import PREFIX
from doichieu.normalize.registry.communes import is_commune

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.model import Mention
    from doichieu.normalize.agencies.scope import Scope

# Share of a column's resolved names that makes a level or a province evidence for the rest.
_MAJORITY = 0.5


def scope_of_column(found: Sequence[tuple[Mention, ...]], scope: Scope) -> Scope:
    """The scope of a column, narrowed by what most of its cells are.

    Args:
        found: The mentions of each cell, resolved without the others.
        scope: What was known before.

    Returns:
        The same scope, or one with a level, a province or a district more.
    """
    ids = {mention.entity_id for cell in found for mention in cell if mention.entity_id is not None}
    communes = _communes(found, scope)
    if communes is not None:
        return communes
    if len(ids) < 2:
        return scope
    levels = Counter(_level_of(entity_id) for entity_id in ids)
    level, count = levels.most_common(1)[0]
    provinces = Counter(
        entity_id.partition(":")[0] for entity_id in ids if _level_of(entity_id) == "district"
    )
    province = scope.province
    if province is None and provinces:
        likeliest, share = provinces.most_common(1)[0]
        province = likeliest if level == "district" and share > _MAJORITY * len(ids) else None
    return replace(
        scope,
        level=scope.level or (level if count > _MAJORITY * len(ids) else None),
        province=province,
    )


def _communes(found: Sequence[tuple[Mention, ...]], scope: Scope) -> Scope | None:
    """A column in which most cells can only be communes, and their district where most may lie in one."""
    cells = [
        {one.entity_id for one in cell[0].candidates if one.score == 1} | {cell[0].entity_id or ""}
        for cell in found
    ]
    parents = [{_parent_of(code) for code in cell if code and _level_of(code) == "commune"} for cell in cells]
    if scope.level not in {None, "commune"} or sum(map(bool, parents)) <= _MAJORITY * len(found):
        return None
    district, count = Counter(parent for cell in parents for parent in cell).most_common(1)[0]
    return replace(
        scope,
        level="commune",
        district=scope.district or (district if count > _MAJORITY * len(found) else None),
    )


def _parent_of(commune_id: str) -> str:
    entity = Registry.load().get(commune_id)
    return entity.parent_id if entity is not None else ""


def _level_of(entity_id: str) -> str:
    place, _, code = entity_id.partition(":")
    if place == "VN":
        return "central" if code.startswith("cq-") else "ministry"
    if not code:
        return "province"
    if code.startswith("h-"):
        return "district"
    if code.startswith(PREFIX):
        return "committee"
    return "commune" if is_commune(code) else "department"
