"""Provinces and districts by name, kind, scope and date."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from doichieu.normalize.agency_index import KINDS, Index
from doichieu.normalize.agency_verdict import Candidates, Test, Verdict, left_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from doichieu.normalize.agency_keys import NameKey
    from doichieu.normalize.agency_scope import Scope
    from doichieu.normalize.registry import Entity

_DISTRICT_ONLY = frozenset({"huyện", "thị xã", "quận"})
_LEAST_CANDIDATE = 0.6
_LEAST_LETTERS = 0.5
_MOST_ALIKE = 8


class PlaceQuery(NamedTuple):
    """What is asked of the territories.

    Attributes:
        name: Key of the bare name.
        kind: Kind printed, None for none.
        committee: Whether "UBND" was printed.
        within: Province the name is looked up in, None for the whole country.
        scope: Evidence of the paper and the column.
        cut: Whether a province was cut off the end of the name, so that it names a district of it.
    """

    name: NameKey
    kind: str | None
    committee: bool
    within: str | None
    scope: Scope
    cut: bool = False

    @property
    def bare(self) -> bool:
        """Whether the name stands without any head."""
        return self.kind is None and not self.committee

    @property
    def listed(self) -> bool:
        """Whether it stands in a column of provinces, or of the districts of a province."""
        level = self.scope.level
        return level == "province" or (level == "district" and self.within is not None)


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
    query = PlaceQuery(name=name, kind=kind, committee=committee, within=scope.province, scope=scope)
    if not name.tokens:
        return _nameless(index, query)
    exactly, queries = _exactly(index, query)
    if exactly is not None:
        return exactly
    from doichieu.normalize.agency_near_places import near_place  # noqa: PLC0415 (it asks `fitting` back)

    for asked in queries:
        near = near_place(index, asked)
        if near is not None:
            return near
    return _unknown(index, queries[-1])


def known_place(index: Index, name: NameKey, scope: Scope, *, kind: str | None, committee: bool) -> Verdict:
    """As `find_place`, for a name spelt as it is known; a verdict without entity for any other."""
    query = PlaceQuery(name=name, kind=kind, committee=committee, within=scope.province, scope=scope)
    if not name.tokens:
        return _nameless(index, query)
    return _exactly(index, query)[0] or Verdict()


def _exactly(index: Index, query: PlaceQuery) -> tuple[Verdict | None, list[PlaceQuery]]:
    """The territory that has exactly the name, and the ways the name can be read where none has."""
    known = index.exact.get(query.name.tokens)
    if known and (found := fitting(query, known)):
        return _fuller(index, found, query) or _chosen(found, query), []
    queries = _readings(index, query)
    for asked in queries[1:]:
        found = fitting(asked, index.territory(asked.name.tokens))
        if found:
            return _chosen(found, asked), []
    return None, queries


def _fuller(index: Index, found: list[Entity], query: PlaceQuery) -> Verdict | None:
    """The one of that kind whose name begins so, where what has just that name never was of the kind printed.

    "Thành phố Điện Biên" is Điện Biên Phủ, since there only ever was a huyện Điện Biên.
    """
    if query.kind is None or query.within is None or any(_was(entity, query.kind) for entity in found):
        return None
    tokens = query.name.tokens
    longer = [
        entity
        for entity in index.registry.district_list(query.within)
        if _was(entity, query.kind)
        and any(key.tokens[: len(tokens)] == tokens for key in index.names[entity.entity_id])
    ]
    return Verdict(longer[0], 0.9, "tên rút gọn", kind=query.kind) if len(longer) == 1 else None


def _was(entity: Entity, kind: str) -> bool:
    return entity.kind == kind or any(form.kind == kind for form in entity.forms)


def fitting(query: PlaceQuery, entities: Iterable[Entity]) -> list[Entity]:
    """Entities of the printed kind in scope.

    Args:
        query: What is asked.
        entities: Entities that have the name.

    Returns:
        Those of that kind at any date; districts of another kind where none has it ("huyện" printed for what
        has become a town).
    """
    found = [entity for entity in entities if _in_scope(entity, query)]
    if len(found) > 1:
        found = list(dict.fromkeys(found))
    kind = query.kind
    if kind is None or not found:
        return found
    same = [entity for entity in found if _was(entity, kind)]
    return same or [entity for entity in found if entity.level == "district" and kind != "tỉnh"]


def narrowed(found: list[Entity], query: PlaceQuery) -> list[Entity]:
    """Level, date, kind on that date, then whose paper it is: each if it leaves any.

    A national paper names provinces, one of a province its own districts: "Hòa Bình" in one of Bạc Liêu.
    """
    scope = query.scope
    tests: list[Test] = [
        lambda entity: scope.level is None or entity.level == scope.level,
        lambda entity: entity.in_force(scope.date),
        lambda entity: query.kind is None or entity.form_on(scope.date).kind == query.kind,
        lambda entity: entity.province_id == query.within if query.within else entity.level == "province",
    ]
    return left_by(tests, found)


def _in_scope(entity: Entity, query: PlaceQuery) -> bool:
    if entity.level == "district":
        return query.within is None or entity.parent_id == query.within
    return not query.cut and query.kind not in _DISTRICT_ONLY


def _nameless(index: Index, query: PlaceQuery) -> Verdict:
    province = index.registry.provinces.get(query.within or "")
    if (
        query.committee
        and province is not None
        and query.kind in {"tỉnh", province.form_on(query.scope.date).kind}
    ):
        return Verdict(province, 0.9, "UBND của tỉnh trong văn bản", kind=province.kind)
    return Verdict(reason="chỉ có cấp, không có tên")


def _readings(index: Index, query: PlaceQuery) -> list[PlaceQuery]:
    """A query, and the one for a district whose province follows: "Châu Thành, Long An", "Châu Thành tỉnh Long An"."""
    name = query.name
    if name.tokens[-1] not in index.province_ends:
        return [query]
    for length in range(min(index.longest_province, len(name.tokens) - 1), 0, -1):
        province = index.provinces.get(name.tokens[-length:])
        if province is not None:
            end = _before_kind(name, len(name.tokens) - length)
            return [query, query._replace(name=name[:end], within=province.entity_id, cut=True)]
    return [query]


def _before_kind(name: NameKey, end: int) -> int:
    for words in (2, 1):
        if end > words and KINDS.get(name.tokens[end - words : end]) in {"tỉnh", "thành phố"}:
            return end - words
    return end


def _chosen(found: list[Entity], query: PlaceQuery) -> Verdict:
    if len(found) > 1:
        found = narrowed(found, query)
    if len(found) > 1:
        where = "" if query.within is None else " trong tỉnh"
        return Verdict(
            reason=f"nhiều đơn vị cùng tên{where}: cần cấp, tỉnh hoặc ngày",
            candidates=tuple((entity, 1.0) for entity in found),
        )
    entity = found[0]
    reason = "đúng tên" + (" (không kèm cấp)" if query.bare else "")
    if entity.level == "district" and query.within is None:
        reason += f"; cả nước chỉ có một, thuộc {entity.parent_id}"
    return Verdict(entity, 1.0, reason, kind=query.kind, headless=query.bare)


def _unknown(index: Index, query: PlaceQuery) -> Verdict:
    others = [entity for entity in index.territory(query.name.tokens) if entity.parent_id != query.within]
    reason = "không phải tên đơn vị trong danh mục" if query.bare else "không có tên này trong danh mục"
    if others and query.within is not None:
        reason = f"không có trong {query.within}; tên này có ở {', '.join(e.parent_id for e in others[:5])}"
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
