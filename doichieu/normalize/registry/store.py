"""The registry: every entity by ID, children of a parent, on a date."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from doichieu.normalize.registry.bodies import (
    department_of,
    read_agencies,
    read_local_bodies,
    read_templates,
)
from doichieu.normalize.registry.committees import PREFIX, committee_of, district_slug
from doichieu.normalize.registry.communes import is_commune, read_communes
from doichieu.normalize.registry.regions import read_regions
from doichieu.normalize.registry.territories import read_districts, read_provinces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from doichieu.normalize.registry.entities import Entity


class Registry:
    """Every entity; departments are made from their template, and communes read, when they are asked for.

    Example:
        >>> Registry.load().get("VN-31:h-543").kind
        'thị xã'
    """

    def __init__(self) -> None:
        self.provinces = {entity.entity_id: entity for entity in read_provinces()}
        self.districts = {entity.entity_id: entity for entity in read_districts()}
        self.agencies = {entity.entity_id: entity for entity in (*read_agencies(), *read_regions())}
        self.templates = read_templates()
        self.local_bodies = read_local_bodies()
        self._fixed = {**self.provinces, **self.districts, **self.agencies}
        self._departments: dict[str, Entity] = {}
        self._committees: dict[str, Entity] = {}
        self._districts_of: dict[str, list[Entity]] = {}
        for entity in self.districts.values():
            self._districts_of.setdefault(entity.parent_id, []).append(entity)

    @staticmethod
    def load() -> Registry:
        """The registry that ships with the package; read once."""
        return _loaded()

    def get(self, entity_id: str) -> Entity | None:
        """The entity of an ID, None where there is none."""
        return (
            self._fixed.get(entity_id)
            or self._departments.get(entity_id)
            or self._derived(entity_id)
            or self._department(entity_id)
        )

    def children(
        self, parent_id: str, on: date | None = None, level: str | None = None
    ) -> tuple[Entity, ...]:
        """The entities directly under a parent.

        Args:
            parent_id: Province or district ID, or "VN" for provinces, ministries and central bodies.
            on: Only those in force that day; all when None.
            level: Only this level; all but communes and committees when None.

        Returns:
            Departments before districts; departments whose presence in the province has no source are
            left out.
        """
        found = self._national() if parent_id == "VN" else self._under(parent_id, level)
        return tuple(
            entity
            for entity in found
            if entity.in_force(on) and entity.confirmed and level in {None, entity.level}
        )

    def all(self) -> Iterator[Entity]:
        """Every entity, departments of every province included; communes and committees of districts left out."""
        yield from self._fixed.values()
        for province in self.provinces:
            yield from self._departments_of(province)

    def ids(self) -> list[str]:
        """Every ID, sorted."""
        return sorted(entity.entity_id for entity in self.all())

    def district_list(self, province_id: str) -> list[Entity]:
        """Districts of a province, of any date."""
        return self._districts_of.get(province_id, [])

    def communes(self, province_id: str) -> list[Entity]:
        """Communes, wards and townships of a province, of any date; read when they are first asked for."""
        province = self.provinces.get(province_id)
        return [] if province is None else list(read_communes(province).values())

    def committee(self, district_id: str) -> Entity:
        """The party committee of a district."""
        return self._committees.setdefault(district_id, committee_of(self.districts[district_id]))

    def _derived(self, entity_id: str) -> Entity | None:
        province_id, _, slug = entity_id.partition(":")
        if is_commune(slug) and province_id in self.provinces:
            return read_communes(self.provinces[province_id]).get(entity_id)
        district_id = f"{province_id}:{district_slug(slug)}"
        return (
            self.committee(district_id) if slug.startswith(PREFIX) and district_id in self.districts else None
        )

    def _national(self) -> list[Entity]:
        return [*self.agencies.values(), *self.provinces.values()]

    def _under(self, parent_id: str, level: str | None) -> list[Entity]:
        province_id = parent_id.partition(":")[0]
        if parent_id != province_id or level == "commune":
            return [entity for entity in self.communes(province_id) if entity.parent_id == parent_id]
        if level == "committee":
            return [self.committee(district.entity_id) for district in self.district_list(province_id)]
        return [*self._departments_of(province_id), *self.district_list(province_id)]

    def _departments_of(self, province_id: str) -> Iterator[Entity]:
        for slug in self.templates:
            entity = self._department(f"{province_id}:{slug}")
            if entity is not None:
                yield entity

    def _department(self, entity_id: str) -> Entity | None:
        known = self._departments.get(entity_id)
        if known is not None:
            return known
        province_id, _, slug = entity_id.partition(":")
        province, template = self.provinces.get(province_id), self.templates.get(slug)
        if province is None or template is None:
            return None
        local = self.local_bodies.get((province_id, slug))
        if template.own and local is None:
            return None
        made = department_of(province, template, local)
        return self._departments.setdefault(entity_id, made)


@cache
def _loaded() -> Registry:
    return Registry()
