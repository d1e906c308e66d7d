"""A name, a cell or a column of names in a scope, to mentions with their IDs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.normalize.agencies.cells.bare import bare
from doichieu.normalize.agencies.column import scope_of_bare_communes, scope_of_column
from doichieu.normalize.agencies.index import index_of
from doichieu.normalize.agencies.resolver import Resolver, resolver_of
from doichieu.normalize.agencies.scope import Scope
from doichieu.normalize.agencies.verdict import mention_of
from doichieu.normalize.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.model import Mention
    from doichieu.normalize.agencies.aliases import Aliases

ANYWHERE = Scope()
# A name of a column that got its head from the column must be as good as this.
_SURE = 0.95
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
    return resolver_of(index_of(registry), scope, aliases).read(name)


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
    return resolver_of(index_of(registry), scope, aliases).one(name)


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
    communes = scope_of_bare_communes(names, first, scope, index_of(registry))
    if communes is not None:
        return [match(name, scope=communes, registry=registry, aliases=aliases) for name in names]
    wider = scope_of_column(first, scope)
    if wider == scope:
        return first
    resolve = resolver_of(index_of(registry), wider, aliases)
    return [
        found if _settled(found, scope) else _retry(name, found, resolve.read(name), resolve, wider)
        for name, found in zip(names, first, strict=True)
    ]


def _retry(
    name: str, before: tuple[Mention, ...], found: tuple[Mention, ...], resolve: Resolver, scope: Scope
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
