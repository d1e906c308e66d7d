"""A name, a cell or a column of names in a scope, to mentions with their IDs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from doichieu.normalize.agencies.cells.bare import bare
from doichieu.normalize.agencies.cells.read import LONGEST_CELL, TERRITORIES, read_cell, read_pair
from doichieu.normalize.agencies.index import Index, index_of
from doichieu.normalize.agencies.resolve import known_name, resolve_name
from doichieu.normalize.agencies.scope import Scope
from doichieu.normalize.agencies.verdict import Verdict, mention_of
from doichieu.normalize.registry import Registry
from doichieu.normalize.registry.committees import PREFIX
from doichieu.normalize.registry.communes import is_commune

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from doichieu.model import Mention
    from doichieu.normalize.agencies.aliases import Aliases

ANYWHERE = Scope()
# Share of a column's resolved names that makes a level or a province evidence for the rest.
_MAJORITY = 0.5
# A name of a column that got its head from the column must be as good as this.
_SURE = 0.95
# Cells and names that are kept for a scope, and scopes: papers repeat their names from table to table.
_KEPT = 2048
_SCOPES = 128
_TOO_LONG = Verdict(reason="quá dài để là một tên")
_HEAD_OF_LEVEL = {"department": "Sở", "ministry": "Bộ"}


def match(
    name: str, *, scope: Scope = ANYWHERE, registry: Registry | None = None, aliases: Aliases | None = None
) -> tuple[Mention, ...]:
    """Resolve the names in one cell.

    Args:
        name: Text of a cell: one name, or several ("Bạc Liêu, Bắc Kạn, Cao Bằng").
        scope: Province, level and date that the paper gives; each is evidence where the name leaves a choice.
        registry: Where to look names up; the one that ships with the package when None.
        aliases: Names that people have confirmed; they are asked first.

    Returns:
        At least one mention, in the order printed; `entity_id` is None where the matcher abstains.
    """
    return _resolver(index_of(registry), scope, aliases).read(name)


def match_one(
    name: str, *, scope: Scope = ANYWHERE, registry: Registry | None = None, aliases: Aliases | None = None
) -> Mention:
    """Resolve a text that is one name; several names are not looked for.

    Args:
        name: A name.
        scope: As in `match`.
        registry: As in `match`.
        aliases: As in `match`.

    Returns:
        The mention.
    """
    printed = bare(name)
    return mention_of(printed, _resolver(index_of(registry), scope, aliases)(printed), scope)


def match_column(
    names: Sequence[str],
    *,
    scope: Scope = ANYWHERE,
    registry: Registry | None = None,
    aliases: Aliases | None = None,
) -> list[tuple[Mention, ...]]:
    """Resolve a column of cells, each with the others as evidence.

    What most cells are (level, province) decides for cells that leave a choice or carry no head ("Thanh
    Hóa" among districts is the city). No name is moved to another entity because its own stands twice.

    Args:
        names: Cell texts.
        scope: As in `match`.
        registry: As in `match`.
        aliases: As in `match`.

    Returns:
        One tuple a cell, as `match` gives.
    """
    first = [match(name, scope=scope, registry=registry, aliases=aliases) for name in names]
    wider = _evidence(first, scope)
    if wider == scope:
        return first
    resolve = _resolver(index_of(registry), wider, aliases)
    return [
        found if _settled(found, scope) else _retry(name, found, resolve.read(name), resolve, wider)
        for name, found in zip(names, first, strict=True)
    ]


def _retry(
    name: str, before: tuple[Mention, ...], found: tuple[Mention, ...], resolve: _Resolver, scope: Scope
) -> tuple[Mention, ...]:
    if found[0].entity_id is not None or scope.level == "commune":
        return found
    head = _HEAD_OF_LEVEL.get(scope.level or "")
    if head and name.strip():
        headed = resolve(f"{head} {bare(name)}")
        # Without its head a name must be exact: "Y tế" may be a criterion, "Y tê" is not worth a guess.
        if headed.score >= _SURE:
            because = headed._replace(reason=f"{headed.reason}; cột liệt kê {head.lower()}")
            return (mention_of(bare(name), because, scope),)
    return before


def _settled(found: tuple[Mention, ...], scope: Scope) -> bool:
    """Whether the other cells can add nothing: a name with its own head, or any name under a given level."""
    if any(mention.entity_id is None for mention in found):
        return False
    return scope.level is not None or not any("không kèm cấp" in mention.reason for mention in found)


def _evidence(found: list[tuple[Mention, ...]], scope: Scope) -> Scope:
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


def _communes(found: list[tuple[Mention, ...]], scope: Scope) -> Scope | None:
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


class _Resolver:
    """Resolves the cells and the names of one scope, each once."""

    def __init__(self, index: Index, scope: Scope, aliases: Aliases | None) -> None:
        self._index, self._scope = index, scope
        self._confirmed = aliases if aliases is not None and aliases.rows else None
        self._cells: dict[str, tuple[Mention, ...]] = {}
        self._names: dict[str, Verdict] = {}
        self._exactly: dict[str, Verdict] = {}

    def read(self, cell: str) -> tuple[Mention, ...]:
        """The mentions of a cell."""
        found = self._cells.get(cell)
        if found is None:
            scope, readings = self._scope, read_cell(cell, self)
            if readings[0][1].entity is None and scope.level in TERRITORIES and " - " in bare(cell):
                readings = read_pair(cell, scope.level, self) or readings
            found = tuple([mention_of(name, verdict, scope) for name, verdict in readings])
            self._cells[cell] = found
            if len(self._cells) > _KEPT:
                self._forget()
        return found

    def __call__(self, name: str, *, exact: bool = False) -> Verdict:
        """The verdict on a name, that of a person first."""
        if self._confirmed is not None:
            confirmed = self._confirmed.verdict(name, self._scope, self._index.registry)
            if confirmed is not None:
                return confirmed
        known = self._exactly if exact else self._names
        found = known.get(name)
        if found is None:
            if len(name) > LONGEST_CELL:
                found = _TOO_LONG
            else:
                found = (known_name if exact else resolve_name)(self._index, name, self._scope)
            known[name] = found
            if len(known) > _KEPT:
                self._forget()
        return found

    def _forget(self) -> None:
        """Forget every answer, since there are too many."""
        for kept in (self._cells, self._names, self._exactly):
            kept.clear()


def _resolver(index: Index, scope: Scope, aliases: Aliases | None) -> _Resolver:
    # The parts of a scope are hashed in a quarter of the time that the dataclass takes.
    return _resolver_of(index, aliases, scope.province, scope.level, scope.date, scope.district)


@lru_cache(maxsize=_SCOPES)
def _resolver_of(
    index: Index,
    aliases: Aliases | None,
    province: str | None,
    level: str | None,
    on: date | None,
    district: str | None,
) -> _Resolver:
    return _Resolver(index, Scope(province=province, level=level, date=on, district=district), aliases)
