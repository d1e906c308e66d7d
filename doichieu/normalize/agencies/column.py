"""What the cells of a column say of each other: the level, the province or the district that most of them are of."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from doichieu.normalize.agencies.cells.bare import bare
from doichieu.normalize.agencies.places.commune_names import book_of, two_levels
from doichieu.normalize.agencies.places.communes import COMMUNE_STARTS, known_communes
from doichieu.normalize.agencies.spelling.keys import key_of_clean
from doichieu.normalize.registry import Registry
from doichieu.normalize.registry.committees import PREFIX
from doichieu.normalize.registry.communes import is_commune

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.model import Mention
    from doichieu.normalize.agencies.index import Index
    from doichieu.normalize.agencies.scope import Scope

# Share of a column's resolved names that makes a level or a province evidence for the rest.
_MAJORITY = 0.5
# A column of bare communes that nothing says is one: so many cells at least, and such a share, are of one district.
_FEWEST_COMMUNES = 4
_OF_ONE_DISTRICT = 0.7
_LONGEST_BARE = 4


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


def scope_of_bare_communes(
    names: Sequence[str], found: Sequence[tuple[Mention, ...]], scope: Scope, index: Index
) -> Scope | None:
    """The scope of a column that lists the communes of one district bare: few are of it by chance.

    Half the names of communes stand several times in a province, and some are districts' too, so that each alone is open, or wrong.

    Args:
        names: Cell texts.
        found: What each is without the others.
        scope: Of a paper of a province of before July 2025; no level and no district is known.
        index: Known names.

    Returns:
        The scope with level and district; None where most names are resolved, or are not of one district.
    """
    if scope.province is None or scope.level is not None or scope.district is not None or two_levels(scope):
        return None
    if sum(cell[0].entity_id is None for cell in found) <= _MAJORITY * len(found):
        return None
    keys = [key_of_clean(bare(name)) for name in names]
    keys = [key[1:] if key.tokens[:1] and key.tokens[0] in COMMUNE_STARTS else key for key in keys]
    least = max(_FEWEST_COMMUNES, _OF_ONE_DISTRICT * len(keys))
    keys = [key for key in keys if 0 < len(key.tokens) <= _LONGEST_BARE and not key.letters.isdigit()]
    if len(keys) < least:
        return None
    book = book_of(index.registry, scope.province)
    parents = Counter(
        parent
        for key in keys
        for parent in {one.parent_id for one in known_communes(book, key) if one.in_force(scope.date)}
    )
    district, count = max(parents.items(), key=lambda pair: pair[1], default=("", 0))
    return replace(scope, level="commune", district=district) if count >= least else None


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
