"""Ministries, central bodies and provincial departments by name, scope and date."""

from __future__ import annotations

from doichieu.normalize.agency_index import Body, Index
from doichieu.normalize.agency_keys import NameKey, initials_cover, likeness
from doichieu.normalize.agency_near import is_near
from doichieu.normalize.agency_scope import Scope
from doichieu.normalize.agency_verdict import Test, Verdict, left_by
from doichieu.normalize.registry import Entity

_MARGIN = 0.04
# "Sở Lao động" may stand for the department; "Sở Tài" may not.
_SHORTEST_PREFIX = 3
_PROVINCE_WORDS = {("tinh3",), ("thanh2", "phô1")}


def find_body(index: Index, key: NameKey, scope: Scope) -> Verdict:
    """The body a name means.

    Args:
        index: Known names.
        key: Key of the whole name; may end in its province ("Sở Tài chính tỉnh Bình Định").
        scope: The province where the name does not say it, and the date.

    Returns:
        A verdict; `headed` where the name begins as only bodies' names do.
    """
    own, province = _without_province(index, key, scope)
    narrowed = scope.province if province is None else province.entity_id
    tries = [(key, scope.province), (own, narrowed)] if own != key else [(key, narrowed)]
    for tried, within in tries:
        verdict = _decided(index, _exact(index, tried), within, scope, 1.0, "đúng tên")
        if verdict is not None:
            return verdict
    pool = index.heads.get(own.folded[0], []) if own.folded else []
    for bodies, score, reason in (
        ([body for body in pool if initials_cover(own.tokens, body.key.tokens)], 1.0, "viết tắt"),
        ([body for body in pool if _is_short_form(own, body)], 0.9, "tên rút gọn"),
    ):
        verdict = _decided(index, bodies, narrowed, scope, score, reason)
        if verdict is not None:
            return verdict
    return _near(index, own, pool, narrowed, scope)


def _without_province(index: Index, key: NameKey, scope: Scope) -> tuple[NameKey, Entity | None]:
    """Cut "tỉnh", "tỉnh Bình Định" or "Bình Định" off the end; the cut province narrows the name."""
    for length in range(min(index.longest_province, len(key.tokens) - 1), 0, -1):
        province = index.provinces.get(key.tokens[-length:])
        if province is not None and len(key.tokens) - length >= 2:
            return _trimmed(_head(key, len(key.tokens) - length)), province
    central = index.registry.provinces.get(scope.province or "")
    if key.tokens[-1:] == ("tinh3",) or (central is not None and central.kind == "thành phố"):
        return _trimmed(key), None
    return key, None


def _trimmed(key: NameKey) -> NameKey:
    for length in (2, 1):
        if key.tokens[-length:] in _PROVINCE_WORDS and len(key.tokens) > length + 1:
            return _head(key, len(key.tokens) - length)
    return key


def _head(key: NameKey, length: int) -> NameKey:
    return NameKey(key.tokens[:length], key.folded[:length], key.ascii_only)


def _exact(index: Index, key: NameKey) -> list[Body]:
    return index.bodies.get(key.tokens, [])


def _decided(
    index: Index, bodies: list[Body], within: str | None, scope: Scope, score: float, reason: str
) -> Verdict | None:
    """The one entity that these names mean in scope; None where they mean none, a verdict that abstains where several."""
    usable = [body for body in bodies if body.province_id in {None, within}]
    if not usable:
        return None
    entities = _entities(index, usable, within)
    if not entities:
        return Verdict(reason="đơn vị cấp tỉnh: cần biết tỉnh nào", headed=True)
    if len(entities) > 1:
        entities = _narrowed(entities, scope)
    if len(entities) > 1:
        return Verdict(
            reason="nhiều đơn vị cùng tên: cần cấp hoặc ngày",
            headed=True,
            candidates=tuple((entity, score) for entity in entities),
        )
    return Verdict(entities[0], score, reason, headed=True)


def _entities(index: Index, bodies: list[Body], within: str | None) -> list[Entity]:
    ids = dict.fromkeys(
        body.target if body.national else f"{within}:{body.target}"
        for body in bodies
        if body.national or within is not None
    )
    return [entity for entity in map(index.registry.get, ids) if entity is not None]


def _narrowed(entities: list[Entity], scope: Scope) -> list[Entity]:
    tests: list[Test] = [
        lambda entity: scope.level is None or entity.level == scope.level,
        lambda entity: entity.in_force(scope.date),
        lambda entity: entity.confirmed,
        lambda entity: (entity.level == "department") == (scope.province is not None),
    ]
    return left_by(tests, entities)


def _is_short_form(own: NameKey, body: Body) -> bool:
    length = len(own.tokens)
    return (
        body.canonical
        and _SHORTEST_PREFIX <= length < len(body.key.tokens)
        and body.key.tokens[:length] == own.tokens
    )


def _near(index: Index, own: NameKey, pool: list[Body], within: str | None, scope: Scope) -> Verdict:
    headed = any(own.tokens[:1] == body.key.tokens[:1] for body in pool)
    usable = [body for body in pool if body.province_id in {None, within}]
    scored = sorted(((likeness(own, body.key), body) for body in usable), key=lambda pair: -pair[0])
    near = [(score, body) for score, body in scored if is_near(own, body.key)]
    if near:
        best = [body for score, body in near if near[0][0] - score < _MARGIN]
        verdict = _decided(index, best, within, scope, min(near[0][0], 0.98), "")
        if verdict is not None and verdict.entity is not None:
            return _slip(verdict, own, best[0])
        if verdict is not None:
            return verdict
    candidates = [
        (entity, score)
        for score, body in scored[:8]
        if score >= 0.6
        for entity in _entities(index, [body], within)
    ]
    unique = dict(reversed(candidates))
    return Verdict(
        reason="không có tên này trong danh mục",
        headed=headed,
        candidates=tuple(sorted(unique.items(), key=lambda pair: -pair[1])),
    )


def _slip(verdict: Verdict, own: NameKey, known: Body) -> Verdict:
    same_letters = "".join(own.folded) == "".join(known.key.folded)
    plain = same_letters and (own.ascii_only or "".join(own.tokens) == "".join(known.key.tokens))
    reason = "viết không dấu" if plain else ("sai hoặc thiếu dấu" if same_letters else "sai chữ")
    name = verdict.entity.name if verdict.entity else ""
    return Verdict(
        verdict.entity, verdict.score, f"{reason}: gần với {name}", misprint=not plain, headed=True
    )
