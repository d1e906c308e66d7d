"""Communes, wards and townships of one province, read when a paper asks for them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from doichieu.normalize.registry.entities import Entity, Form
from doichieu.normalize.registry.tables import Record, by_id, day, items, read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

# Days of the lists that were compared; a change is only known to lie between two of them.
LISTS = tuple(
    map(
        date.fromisoformat,
        ("2017-10-15", "2021-08-01", "2023-04-08", "2024-11-09", "2025-01-11", "2025-03-01"),
    )
)
# Communes are directly under the province from this day: Nghị quyết 203/2025/QH15.
TWO_LEVELS = date(2025, 7, 1)
_PREFIXES = ("x-", "px-")


def is_commune(slug: str) -> bool:
    """Whether the part of an ID behind the province is a commune's ("x-21553", "px-21553")."""
    return slug.startswith(_PREFIXES)


@cache
def read_communes(province: Entity) -> dict[str, Entity]:
    """Communes of a province by ID, of any date.

    Args:
        province: A province of the registry.

    Returns:
        The communes. Their first and last days are the widest that the lists allow: the day after the last list without
        a unit, the day before the first list without it again.
    """
    code = province.entity_id
    act = _acts()[(province.successors or (code,))[0]]
    made = (
        _commune(province, key, lines, act, _taken_in(province).get(key, ()))
        for key, lines in _lines_of(code).items()
    )
    return {entity.entity_id: entity for entity in made}


@cache
def _lines_of(province_id: str) -> dict[str, list[Record]]:
    return by_id(read_table(f"communes/{province_id}.tsv"))


@cache
def _taken_in(province: Entity) -> dict[str, tuple[str, ...]]:
    """What was merged into each commune directly under a province, by the last part of its ID."""
    found: dict[str, list[str]] = {}
    for code in (province.entity_id, *province.predecessors) if not province.successors else ():
        for key, lines in _lines_of(code).items():
            for slug in items(lines[-1]["successors"], ","):
                found.setdefault(slug, []).append(f"{code}:{key}")
    return {slug: tuple(ids) for slug, ids in found.items()}


@cache
def _acts() -> dict[str, str]:
    return {record["province"]: record["act"] for record in read_table("commune_acts.tsv")}


def _commune(
    province: Entity, key: str, lines: Sequence[Record], act: str, before: tuple[str, ...]
) -> Entity:
    forms, last, province_id = _forms(lines, act), lines[-1], province.entity_id
    after = (province.successors or (province_id,))[0]
    return Entity(
        entity_id=f"{province_id}:{key}",
        name=f"{forms[-1].kind.capitalize()} {forms[-1].name}",
        kind=forms[-1].kind,
        level="commune",
        parent_id=f"{province_id}:{last['district']}" if last["district"] else province_id,
        province_id=province_id,
        valid_from=forms[0].valid_from,
        valid_to=forms[-1].valid_to,
        forms=forms,
        predecessors=before,
        successors=tuple(f"{after}:{slug}" for slug in items(last["successors"], ",")),
        gso=key.partition("-")[2],
        act=act if forms[-1].valid_to == TWO_LEVELS - timedelta(days=1) else "",
        note=""
        if forms[-1].valid_from == TWO_LEVELS
        else "ngày theo các danh mục đã so, không theo nghị quyết",
        source=f"communes/{province_id}.tsv",
    )


def _forms(lines: Sequence[Record], act: str) -> tuple[Form, ...]:
    """The forms of a commune, oldest first; of two that changed between two lists the later one has the days between."""
    ordered = sorted(lines, key=lambda line: line["first"])
    starts = [_start(day(line["first"])) for line in ordered]
    ends = [_end(day(line["last"]), direct=line["id"].startswith("px-")) for line in ordered]
    for place, start in enumerate(starts[1:]):
        before = ends[place]
        if start is not None and before is not None:
            ends[place] = min(before, start - timedelta(days=1))
    return tuple(
        Form(
            kind=line["kind"],
            name=line["name"],
            valid_from=start,
            valid_to=end,
            act=act if start == TWO_LEVELS else "",
        )
        for line, start, end in zip(ordered, starts, ends, strict=True)
    )


def _start(first: date | None) -> date | None:
    if first is None or first == TWO_LEVELS:
        return first
    return LISTS[LISTS.index(first) - 1] + timedelta(days=1)


def _end(last: date | None, *, direct: bool) -> date | None:
    if last is None:
        return None if direct else TWO_LEVELS - timedelta(days=1)
    return LISTS[LISTS.index(last) + 1] - timedelta(days=1)
