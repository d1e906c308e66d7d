"""Names of 2016 to 2026 on days around each reform: what was in force is found, and what was not says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from doichieu.normalize.agencies import Scope, match_one
from doichieu.normalize.registry import Entity, Registry
from doichieu.normalize.registry.entities import Form

# The days before and on which districts were merged, a province became a city, ministries and departments were
# merged, provinces were merged and districts ended.
DAYS = [
    date(2016, 6, 1),
    date(2019, 12, 31),
    date(2020, 2, 1),
    date(2024, 10, 31),
    date(2024, 12, 31),
    date(2025, 1, 1),
    date(2025, 2, 28),
    date(2025, 3, 1),
    date(2025, 6, 30),
    date(2025, 7, 1),
    date(2026, 4, 30),
]
NOTES = ("không còn từ sau", "chưa có trước", "ghi là")
# Provinces that keep their name, give it up, or change their kind; the departments of all are made from one template.
PROVINCES = {"VN-30", "VN-31", "VN-26", "VN-39"}


def _names() -> Iterator[tuple[str, Entity, Form]]:
    """Every form of every territory and national body, and of the bodies of some provinces, as papers print it."""
    for entity in Registry.load().all():
        if entity.confirmed and (entity.level != "department" or entity.province_id in PROVINCES):
            placed = entity.level in {"province", "district"}
            for form in entity.forms:
                yield (f"{form.kind} {form.name}" if placed else form.name), entity, form


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_names_on_a_day(day: date) -> None:
    """A name of the day is found without a note; one that was no longer or not yet in force has a note, or no ID."""
    registry = Registry.load()
    wrong = []
    for name, entity, form in _names():
        found = match_one(name, scope=Scope(province=entity.province_id, date=day))
        meant = registry.get(found.entity_id or "")
        noted = any(note in found.reason for note in NOTES)
        if entity.in_force(day) and form.covers(day):
            right = meant is entity and not noted
        else:
            right = found.reason != "" and (meant is None or meant.in_force(day) or noted)
        if not right:
            wrong.append((name, entity.entity_id, found.entity_id, found.reason))
    assert wrong == []


def test_new_communes_on_their_first_day() -> None:
    """All 3,321 communes of 2025-07-01 are found by kind and name in papers of their province."""
    registry, day = Registry.load(), date(2025, 7, 1)
    units = [
        unit
        for province in registry.provinces
        for unit in registry.communes(province)
        if unit.in_force(day) and unit.parent_id == province
    ]
    missed = [
        unit.entity_id
        for unit in units
        if match_one(unit.name, scope=Scope(province=unit.province_id, date=day)).entity_id != unit.entity_id
    ]
    assert (len(units), missed) == (3321, [])
