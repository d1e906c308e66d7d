"""What is asked of the bodies, and the one entity that several names leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from doichieu.normalize.agencies.spelling.keys import key_of
from doichieu.normalize.agencies.verdict import Test, Verdict, left_by

if TYPE_CHECKING:
    from doichieu.normalize.agencies.index import Body, Index
    from doichieu.normalize.agencies.scope import Scope
    from doichieu.normalize.agencies.spelling.keys import NameKey
    from doichieu.normalize.registry import Entity

_TINH = key_of("tỉnh")


class BodyQuery(NamedTuple):
    """What is asked of the bodies.

    Attributes:
        known: Known names.
        name: Key of the name, without the province that followed it.
        within: Province the name is looked up in, None for national bodies alone.
        scope: Evidence of the paper and the column.
        exact: Whether the name is a known one; a near one is not decided by what is only likely.
        placed: Whether "tỉnh" or a province followed the name.
    """

    known: Index
    name: NameKey
    within: str | None
    scope: Scope
    exact: bool = True
    placed: bool = False


def decided(query: BodyQuery, bodies: list[Body], score: float, reason: str) -> Verdict | None:
    """The one entity that these names mean in scope.

    Returns:
        None where no name is left; a verdict that abstains where several are, or the province is unknown.
    """
    # "Bộ Công an tỉnh" is no ministry: a national body has no place behind it.
    within, placed = query.within, query.placed
    usable = [
        body
        for body in bodies
        if (body.province_id is None or body.province_id == within) and not (body.national and placed)
    ]
    if not usable:
        return None
    entities = entities_of(query, usable)
    if not entities:
        return Verdict(reason="đơn vị cấp tỉnh: cần biết tỉnh nào", headed=True)
    if (
        not placed
        and usable[0].placed
        and query.scope.level != "department"
        and all(b.placed for b in usable)
    ):
        return Verdict(
            reason="có thể là một lĩnh vực hoặc chi cục ở huyện: cần “tỉnh” phía sau, hoặc một cột xếp các sở, ngành",
            headed=True,
            candidates=tuple((entity, score) for entity in entities),
        )
    entities = _narrowed(query, entities) if len(entities) > 1 else entities
    if len(entities) > 1:
        candidates = tuple((entity, score) for entity in entities)
        return Verdict(reason="khớp nhiều đơn vị: cần cấp hoặc ngày", headed=True, candidates=candidates)
    return Verdict(entities[0], score, reason, headed=True)


def entities_of(query: BodyQuery, bodies: list[Body]) -> list[Entity]:
    """The entities that known names stand for in the province of a query."""
    within, look_up = query.within, query.known.registry.get
    ids = [
        body.target if body.national else f"{within}:{body.target}"
        for body in bodies
        if body.national or within is not None
    ]
    found = [look_up(one) for one in (ids if len(ids) == 1 else dict.fromkeys(ids))]
    return [entity for entity in found if entity is not None]


def _narrowed(query: BodyQuery, entities: list[Entity]) -> list[Entity]:
    scope = query.scope
    tests: list[Test] = [
        lambda entity: scope.level is None or entity.level == scope.level,
        lambda entity: entity.in_force(scope.date),
        lambda entity: entity.confirmed or not query.exact,
        lambda entity: (entity.level == "department") == (query.within is not None),
        # In Kiên Giang "Ban Quản lý Khu kinh tế" is the name of one board, and a short name of another.
        lambda entity: key_of(entity.name) in {query.name, query.name + _TINH},
    ]
    return left_by(tests, entities)
