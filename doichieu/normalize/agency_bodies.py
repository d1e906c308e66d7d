"""Ministries, central bodies and provincial departments by name, scope and date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from doichieu.normalize.agency_index import KINDS
from doichieu.normalize.agency_keys import initials_cover, likeness
from doichieu.normalize.agency_near import is_near
from doichieu.normalize.agency_verdict import Candidates, Test, Verdict, left_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from doichieu.normalize.agency_index import Body, Index
    from doichieu.normalize.agency_keys import NameKey
    from doichieu.normalize.agency_scope import Scope
    from doichieu.normalize.registry import Entity

# The best near spelling must be this much more alike than the second best.
_MARGIN = 0.04
_BEST_NEAR = 0.98
_LEAST_CANDIDATE = 0.67
# Names compared to find five candidates; some are aliases of one body, and letters alone count a little less.
_LEAST_LETTERS = 0.5
_MOST_ALIKE = 12
# "Sở Lao động" may stand for the department; "Sở Tài" may not, nor "Ban Quản lý".
_SHORTEST_PREFIX = 3
_LONE_ACRONYM = 4
_NO_BODY = Verdict(reason="không có tên này trong danh mục")
_KIND_ENDS = frozenset(words[-1] for words in KINDS)
_PREFIX_HEADS = frozenset({"sơ3", "bô5"})


class BodyQuery(NamedTuple):
    """What is asked of the bodies.

    Attributes:
        known: Known names.
        name: Key of the name, without the province that followed it.
        within: Province the name is looked up in, None for national bodies alone.
        scope: Evidence of the paper and the column.
        exact: Whether the name is a known one; a near one is not decided by what is only likely.
    """

    known: Index
    name: NameKey
    within: str | None
    scope: Scope
    exact: bool = True


def find_body(index: Index, key: NameKey, scope: Scope) -> Verdict:
    """The body a name means.

    Args:
        index: Known names.
        key: Key of the whole name; may end in its province ("Sở Tài chính tỉnh Bình Định").
        scope: The province where the name does not say it, and the date.

    Returns:
        A verdict; `headed` where the name begins as only bodies' names do.
    """
    whole = BodyQuery(known=index, name=key, within=scope.province, scope=scope)
    found = _exactly(whole)
    if found is not None:
        return found
    query = _without_province(whole)
    found = None if query is whole else _exactly(query)
    if found is not None:
        return found
    known_head = query.name.folded[0] in index.heads
    # The whole name too: in "Ban QL Lăng Chủ tịch HCM" the end is no province.
    for guess in (_shortened, _by_acronym, _near) if known_head else (_by_acronym,):
        for asked in (query, whole) if query is not whole else (query,):
            found = guess(asked)
            if found is not None:
                return found
    if not known_head:
        return _NO_BODY
    if _nearly_tinh(query.name.folded[-1]) and len(query.name.tokens) > 2:  # "Hội Nông dân tinh", "… tỉhn"
        if query.name.folded[-1] == "tinh":
            found = find_body(index, query.name[:-1], scope)
        else:
            found = known_body(index, query.name[:-1], scope) or _NO_BODY
        if found.entity is not None:
            return replace(found, score=min(found.score, _BEST_NEAR), misprint=not key.ascii_only)
    return _unknown(query)


def _nearly_tinh(word: str) -> bool:
    return len(word) > 2 and OSA.distance(word, "tinh", score_cutoff=1) <= 1


def known_body(index: Index, key: NameKey, scope: Scope) -> Verdict | None:
    """As `find_body`, for a name spelt as it is known; None for any other."""
    whole = BodyQuery(known=index, name=key, within=scope.province, scope=scope)
    return _exactly(whole) or _exactly(_without_province(whole))


def _exactly(query: BodyQuery) -> Verdict | None:
    known = query.known.bodies.get(query.name.tokens)
    return None if known is None else _decided(query, known, 1.0, "đúng tên")


def _without_province(query: BodyQuery) -> BodyQuery:
    """Cut "tỉnh", "tỉnh Bình Định" or "Bình Định" off the end; a province cut off narrows the name."""
    index, name = query.known, query.name
    if name.tokens[-1] not in index.province_ends and name.tokens[-1] not in _KIND_ENDS:
        return query
    head = 1 if name.folded[0] in index.acronyms else 2
    for length in range(min(index.longest_province, len(name.tokens) - head), 0, -1):
        province = index.provinces.get(name.tokens[-length:])
        if province is not None:
            left = name[: len(name.tokens) - length]
            kind, words = _closing_kind(left)
            # "Công an thành phố Thanh Hóa" is the city's, not the province's.
            if kind is not None and kind not in {form.kind for form in province.forms}:
                return query
            return query._replace(name=left[: len(left.tokens) - words], within=province.entity_id)
    own = index.registry.provinces.get(query.within or "")
    kind, words = _closing_kind(name)
    if kind == "tỉnh" or (own is not None and kind == own.kind):
        return query._replace(name=name[: len(name.tokens) - words])
    return query


def _closing_kind(name: NameKey) -> tuple[str | None, int]:
    """The kind of territory a name closes with, and its words; a name that is only a kind has none."""
    if name.tokens[-1] not in _KIND_ENDS:
        return None, 0
    for words in (2, 1):
        kind = KINDS.get(name.tokens[-words:])
        if kind is not None and len(name.tokens) > words:
            return kind, words
    return None, 0


def _shortened(query: BodyQuery) -> Verdict | None:
    folded = query.name.folded
    pool = query.known.openings.get((folded[0], folded[1][:1] if folded[1:] else ""), [])
    initials = _covered(query.name, pool)
    prefixes = [body for body in pool if _is_short_form(query.name, body)]
    return _decided(query, initials, 1.0, "viết tắt") or _decided(query, prefixes, 0.9, "tên rút gọn")


def _by_acronym(query: BodyQuery) -> Verdict | None:
    """A body whose name begins with an acronym: "KBNN Hà Tĩnh", "TAND tối cao"."""
    folded = query.name.folded
    if len(folded) == 1 and len(folded[0]) < _LONE_ACRONYM:
        return None
    pool = query.known.acronyms.get(folded[0], ())
    return _decided(query, _covered(query.name, pool), 1.0, "viết tắt")


def _covered(name: NameKey, pool: Iterable[Body]) -> list[Body]:
    """Bodies whose words a name has, some of them as initials; its last letters rule most others out at once."""
    ends = {name.folded[-1][0], name.folded[-1][-1]}
    return [
        body
        for body in pool
        if body.key.folded[-1][0] in ends and initials_cover(name.tokens, body.key.tokens)
    ]


def _is_short_form(name: NameKey, body: Body) -> bool:
    length = len(name.tokens)
    return (
        body.canonical
        and name.tokens[0] in _PREFIX_HEADS
        and _SHORTEST_PREFIX <= length < len(body.key.tokens)
        and body.key.tokens[:length] == name.tokens
    )


def _decided(query: BodyQuery, bodies: list[Body], score: float, reason: str) -> Verdict | None:
    """The one entity that these names mean in scope.

    Returns:
        None where no name is left; a verdict that abstains where several are, or the province is unknown.
    """
    usable = [body for body in bodies if body.province_id in {None, query.within}]
    if not usable:
        return None
    entities = _entities(query, usable)
    if not entities:
        return Verdict(reason="đơn vị cấp tỉnh: cần biết tỉnh nào", headed=True)
    entities = _narrowed(query, entities) if len(entities) > 1 else entities
    if len(entities) > 1:
        candidates = tuple((entity, score) for entity in entities)
        return Verdict(reason="khớp nhiều đơn vị: cần cấp hoặc ngày", headed=True, candidates=candidates)
    return Verdict(entities[0], score, reason, headed=True)


def _entities(query: BodyQuery, bodies: list[Body]) -> list[Entity]:
    ids = dict.fromkeys(
        body.target if body.national else f"{query.within}:{body.target}"
        for body in bodies
        if body.national or query.within is not None
    )
    return [entity for entity in map(query.known.registry.get, ids) if entity is not None]


def _narrowed(query: BodyQuery, entities: list[Entity]) -> list[Entity]:
    scope = query.scope
    tests: list[Test] = [
        lambda entity: scope.level is None or entity.level == scope.level,
        lambda entity: entity.in_force(scope.date),
        lambda entity: entity.confirmed or not query.exact,
        lambda entity: (entity.level == "department") == (query.within is not None),
    ]
    return left_by(tests, entities)


def _near(query: BodyQuery) -> Verdict | None:
    letters = query.name.letters
    # A letter in six is more than `is_near` forgives.
    pool = query.known.heads[query.name.folded[0]].near(letters, len(letters) // 6 + 1)
    near = [(likeness(query.name, body.key), body) for body in pool if is_near(query.name, body.key)]
    near = [pair for pair in near if pair[1].province_id in {None, query.within}]
    if not near:
        return None
    near.sort(key=lambda pair: -pair[0])
    top = near[0][0]
    best = [body for score, body in near if top - score < _MARGIN]
    verdict = _decided(query._replace(exact=False), best, min(top, _BEST_NEAR), "")
    return verdict if verdict is None or verdict.entity is None else _slip(verdict, query.name, best[0])


def _slip(verdict: Verdict, name: NameKey, known: Body) -> Verdict:
    same_letters = name.letters == known.key.letters
    spaced = "".join(name.tokens) == "".join(known.key.tokens)
    plain = spaced or (same_letters and name.ascii_only)
    reason = "viết không dấu" if plain else ("sai hoặc thiếu dấu" if same_letters else "sai chữ")
    reason = "khác dấu cách" if spaced else reason
    meant = verdict.entity.name if verdict.entity else ""
    return replace(verdict, reason=f"{reason}: gần với {meant}", misprint=not plain)


def _unknown(query: BodyQuery) -> Verdict:
    return Verdict(
        reason="không có tên này trong danh mục",
        headed=query.name.tokens[0] in query.known.first_words,
        suggest=lambda: _suggested(query),
    )


def _suggested(query: BodyQuery) -> Candidates:
    head = query.known.heads[query.name.folded[0]]
    scored: dict[str, tuple[Entity, float]] = {}
    for body in head.alike(query.name.letters, _LEAST_LETTERS, _MOST_ALIKE):
        score = likeness(query.name, body.key)
        if score >= _LEAST_CANDIDATE and body.province_id in {None, query.within}:
            for entity in _entities(query, [body]):
                before = scored.get(entity.entity_id)
                if before is None or before[1] < score:
                    scored[entity.entity_id] = (entity, score)
    return tuple(sorted(scored.values(), key=lambda pair: -pair[1]))
