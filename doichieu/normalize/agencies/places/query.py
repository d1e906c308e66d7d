"""What is asked of the territories, and which of them it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from doichieu.normalize.agencies.index import KINDS
from doichieu.normalize.agencies.verdict import Test, left_by

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from doichieu.normalize.agencies.index import Index
    from doichieu.normalize.agencies.scope import Scope
    from doichieu.normalize.agencies.spelling.keys import NameKey
    from doichieu.normalize.registry import Entity

_DISTRICT_ONLY = frozenset({"huyện", "thị xã", "quận"})


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


def before_province(index: Index, name: NameKey, on: date | None) -> tuple[NameKey, Entity] | None:
    """A name without the province it closes with ("Châu Thành tỉnh Long An"), and that province; None where it has none.

    "Thành phố" before the name of what was none on the day is a city of the province: "Phường 1, thành phố Tây Ninh".
    """
    if name.tokens[-1] not in index.province_ends:
        return None
    for length in range(min(index.longest_province, len(name.tokens) - 1), 0, -1):
        province = index.provinces.get(name.tokens[-length:])
        if province is not None:
            end, kind = _before_kind(name, len(name.tokens) - length)
            return (name[:end], province) if kind is None or _is_kind(province, kind, on) else None
    return None


def _before_kind(name: NameKey, end: int) -> tuple[int, str | None]:
    """Where the kind of a province begins that ends before its name, and the kind; None where there is none."""
    for words in (2, 1):
        kind = KINDS.get(name.tokens[end - words : end])
        if end > words and kind in {"tỉnh", "thành phố"}:
            return end - words, kind
    return end, None


def _is_kind(province: Entity, kind: str, on: date | None) -> bool:
    return was_of_kind(province, kind) if on is None else province.form_on(on).kind == kind


def was_of_kind(entity: Entity, kind: str) -> bool:
    """Whether a territory is, or once was, of a kind."""
    if entity.kind == kind or len(entity.forms) == 1:  # the kind of an entity is that of its last form
        return entity.kind == kind
    return any(form.kind == kind for form in entity.forms)


def fitting(query: PlaceQuery, entities: Iterable[Entity]) -> list[Entity]:
    """Entities of the printed kind in scope.

    Args:
        query: What is asked.
        entities: Entities that have the name.

    Returns:
        Those of that kind at any date; districts of another kind where none has it ("huyện" printed for what
        has become a town).
    """
    within, provinces_too = query.within, not query.cut and query.kind not in _DISTRICT_ONLY
    found = [
        entity
        for entity in entities
        if ((within is None or entity.parent_id == within) if entity.level == "district" else provinces_too)
    ]
    if len(found) > 1:
        found = list(dict.fromkeys(found))
    kind = query.kind
    if kind is None or not found:
        return found
    if len(found) == 1 and was_of_kind(found[0], kind):
        return found
    same = [entity for entity in found if was_of_kind(entity, kind)]
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
