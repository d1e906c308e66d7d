"""Provinces and districts by name, kind, scope and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.normalize.agencies.places.near import near_place
from doichieu.normalize.agencies.places.query import (
    PlaceQuery,
    before_province,
    fitting,
    narrowed,
    was_of_kind,
)
from doichieu.normalize.agencies.verdict import Candidates, Verdict

if TYPE_CHECKING:
    from datetime import date

    from doichieu.normalize.agencies.index import Index
    from doichieu.normalize.agencies.scope import Scope
    from doichieu.normalize.agencies.spelling.keys import NameKey
    from doichieu.normalize.registry import Entity

_LEAST_CANDIDATE = 0.6
# Letters alone, without the space between words that both have, count a little less than a candidate must reach.
_LEAST_LETTERS = 0.57
_MOST_ALIKE = 8
# Units of one kind that are worth naming where only the kind is printed.
_FEW = 5
_ONLY_KIND = "chỉ có cấp, không có tên"
_EXACT, _EXACT_BARE = "đúng tên", "đúng tên (không kèm cấp)"


def find_place(
    index: Index, name: NameKey, scope: Scope, *, kind: str | None = None, committee: bool = False
) -> Verdict:
    """The territory a name means.

    Args:
        index: Known names.
        name: Key of the name without head; may end in the province ("Châu Thành tỉnh Long An").
        scope: Evidence.
        kind: Kind printed, None for a bare name.
        committee: Whether "UBND" was printed.

    Returns:
        A verdict.
    """
    query = PlaceQuery(name, kind, committee, scope.province, scope)
    if not name.tokens:
        return _nameless(index, query)
    exactly, queries = _exactly(index, query)
    if exactly is not None:
        return exactly
    for asked in (*queries, *_before_merger(index, query)):
        near = near_place(index, asked)
        if near is not None:
            return near
    return _unknown(index, queries[-1])


def known_place(index: Index, name: NameKey, scope: Scope, *, kind: str | None, committee: bool) -> Verdict:
    """As `find_place`, for a name spelt as it is known; a verdict without entity for any other."""
    query = PlaceQuery(name, kind, committee, scope.province, scope)
    if not name.tokens:
        return _nameless(index, query)
    return _exactly(index, query)[0] or Verdict()


def _exactly(index: Index, query: PlaceQuery) -> tuple[Verdict | None, list[PlaceQuery]]:
    """The territory that has exactly the name, and the ways the name can be read where none has."""
    known = index.exact.get(query.name.tokens)
    if known and (found := fitting(query, known)):
        # A kind printed may be that of another unit of the name.
        other = None
        if query.kind is not None:
            other = _of_one_province(index, found, query) or _fuller(index, found, query)
        return other or _chosen(found, query), []
    queries = _readings(index, query)
    for asked in (*queries[1:], *_before_merger(index, query)):
        found = fitting(asked, index.territory(asked.name.tokens))
        if found:
            return _chosen(found, asked), []
    return None, queries


def _of_one_province(index: Index, found: list[Entity], query: PlaceQuery) -> Verdict | None:
    """An abstention where the paper's province and one that it took in both had a district of the name."""
    if found[0].level != "district" or len(found) > 1:
        return None
    known = index.territory(query.name.tokens)
    if len(known) == 1:
        return None
    others = [entity for asked in _before_merger(index, query) for entity in fitting(asked, known)]
    if not others:
        return None
    return Verdict(
        reason="nhiều huyện cũ cùng tên ở các tỉnh đã sáp nhập: cần biết tỉnh cũ",
        candidates=tuple((entity, 1.0) for entity in (*found, *others)),
    )


def _fuller(index: Index, found: list[Entity], query: PlaceQuery) -> Verdict | None:
    """The one of that kind whose name begins so, where what has just that name never was of the kind printed.

    "Thành phố Điện Biên" is Điện Biên Phủ, since there only ever was a huyện Điện Biên.
    """
    kind = query.kind
    if kind is None or query.within is None or was_of_kind(found[0], kind):
        return None
    if any(was_of_kind(entity, kind) for entity in found):
        return None
    tokens = query.name.tokens
    longer = [
        entity
        for entity in index.registry.district_list(query.within)
        if was_of_kind(entity, kind)
        and any(key.tokens[: len(tokens)] == tokens for key in index.names[entity.entity_id])
    ]
    return Verdict(longer[0], 0.9, "tên rút gọn", kind=kind) if len(longer) == 1 else None


def _nameless(index: Index, query: PlaceQuery) -> Verdict:
    province = index.registry.provinces.get(query.within or "")
    if (
        query.committee
        and province is not None
        and query.kind in {"tỉnh", province.form_on(query.scope.date).kind}
    ):
        return Verdict(province, 0.9, "UBND của tỉnh trong văn bản", kind=province.kind)
    if query.committee and province is not None and query.kind is not None and query.scope.date is not None:
        return _only_one(index, province, query.kind, query.scope.date)
    return Verdict(reason=_ONLY_KIND)


def _only_one(index: Index, province: Entity, kind: str, on: date) -> Verdict:
    """The one city or town that a province had on a day: "UBND thành phố" in a paper of Sơn La."""
    units = [entity for entity in index.registry.district_list(province.entity_id) if entity.in_force(on)]
    same = [entity for entity in units if entity.form_on(on).kind == kind]
    if len(same) == 1:
        return Verdict(same[0], 0.9, f"{kind} duy nhất của tỉnh trong văn bản", kind=kind)
    return Verdict(reason=_ONLY_KIND, candidates=tuple((entity, 0.5) for entity in same[:_FEW]))


def _readings(index: Index, query: PlaceQuery) -> list[PlaceQuery]:
    """A query, and the one for a district whose province follows: "Châu Thành, Long An", "Châu Thành tỉnh Long An"."""
    cut = before_province(index, query.name, query.scope.date)
    if cut is None:
        return [query]
    name, province = cut
    return [query, PlaceQuery(name, query.kind, query.committee, province.entity_id, query.scope, cut=True)]


def _before_merger(index: Index, query: PlaceQuery) -> list[PlaceQuery]:
    """The same asked of the provinces that the paper's province took in by then: their districts are its former ones."""
    on = query.scope.date
    if on is None or query.within is None or query.bare:
        return []
    province = index.registry.provinces.get(query.within or "")
    if province is None or not province.predecessors:
        return []
    taken_in = map(index.registry.provinces.__getitem__, province.predecessors)
    return [query._replace(within=one.entity_id) for one in taken_in if not one.in_force(on)]


def _chosen(found: list[Entity], query: PlaceQuery) -> Verdict:
    found = narrowed(found, query) if len(found) > 1 else found
    if len(found) > 1:
        where = "" if query.within is None else " trong tỉnh"
        return Verdict(
            reason=f"nhiều đơn vị cùng tên{where}: cần cấp, tỉnh hoặc ngày",
            candidates=tuple((entity, 1.0) for entity in found),
        )
    entity = found[0]
    bare = query.bare
    reason = _EXACT_BARE if bare else _EXACT
    if query.within is None and entity.level == "district":
        reason += f"; cả nước chỉ có một, thuộc {entity.parent_id}"
    return Verdict(entity, 1.0, reason, headless=bare, kind=query.kind)


def _unknown(index: Index, query: PlaceQuery) -> Verdict:
    others = [entity for entity in index.territory(query.name.tokens) if entity.parent_id != query.within]
    reason = "không phải tên đơn vị trong danh mục" if query.bare else "không có tên này trong danh mục"
    if others and query.within is not None:
        reason = f"không có trong {query.within}; tên này có ở {', '.join(dict.fromkeys(e.parent_id for e in others[:5]))}"
    if query.bare and query.within is None:
        return Verdict(reason=reason)
    return Verdict(reason=reason, suggest=lambda: _suggested(index, query, others))


def _suggested(index: Index, query: PlaceQuery, others: list[Entity]) -> Candidates:
    pool = dict.fromkeys((*others, *_alike(index, query)))
    scored = [(entity, index.likeness(query.name, entity)) for entity in pool]
    scored.sort(key=lambda pair: -pair[1])
    return tuple(pair for pair in scored if pair[1] >= _LEAST_CANDIDATE)


def _alike(index: Index, query: PlaceQuery) -> list[Entity]:
    districts, letters = index.districts.get(query.within or ""), query.name.letters
    if districts is None or len(letters) > 2 * index.longest:
        return []
    return districts.alike(letters, _LEAST_LETTERS, _MOST_ALIKE)
