"""Provinces and districts, from the files of the registry."""

from __future__ import annotations

from collections import defaultdict

from doichieu.normalize.registry.entities import Entity
from doichieu.normalize.registry.lines import aliases_of, forms_of
from doichieu.normalize.registry.tables import Record, by_id, items, read_table, table_names


def read_provinces() -> list[Entity]:
    """Provinces and cities under the central government, in the order of the file."""
    groups = by_id(read_table("provinces.tsv"))
    absorbed = _reversed({key: items(lines[-1]["successors"], ",") for key, lines in groups.items()})
    return [_province(key, lines, tuple(absorbed[key])) for key, lines in groups.items()]


def read_districts() -> list[Entity]:
    """Districts, towns and cities under a province, of every province."""
    return [entity for name in table_names("districts") for entity in _districts_of(name, read_table(name))]


def _province(entity_id: str, lines: list[Record], predecessors: tuple[str, ...]) -> Entity:
    forms, last = forms_of(lines), lines[-1]
    return Entity(
        entity_id=entity_id,
        name=forms[-1].name,
        kind=forms[-1].kind,
        level="province",
        province_id=entity_id,
        valid_from=forms[0].valid_from,
        valid_to=forms[-1].valid_to,
        forms=forms,
        predecessors=predecessors,
        successors=items(last["successors"], ","),
        aliases=aliases_of(lines),
        iso=entity_id,
        gso=next((line["gso"] for line in lines if line["gso"]), None),
        gso_2025=next((line["gso_2025"] for line in lines if line["gso_2025"]), None),
        ma_dinh_danh=next((line["ma_dinh_danh"] for line in lines if line["ma_dinh_danh"]), None),
        act=last["end_act"],
        note=next((line["note"] for line in lines if line["note"]), ""),
        source="provinces.tsv",
    )


def _districts_of(file: str, records: list[Record]) -> list[Entity]:
    province = file.removeprefix("districts/").removesuffix(".tsv")
    groups = by_id(records)
    absorbed = _reversed({key: items(lines[-1]["successors"], ",") for key, lines in groups.items()})
    return [_district(province, key, lines, tuple(absorbed[key]), file) for key, lines in groups.items()]


def _district(province: str, key: str, lines: list[Record], absorbed: tuple[str, ...], file: str) -> Entity:
    forms, last = forms_of(lines), lines[-1]
    return Entity(
        entity_id=f"{province}:{key}",
        name=f"{forms[-1].kind.capitalize()} {forms[-1].name}",
        kind=forms[-1].kind,
        level="district",
        parent_id=province,
        province_id=province,
        valid_from=forms[0].valid_from,
        valid_to=forms[-1].valid_to,
        forms=forms,
        predecessors=tuple(f"{province}:{code}" for code in absorbed),
        successors=tuple(f"{province}:{code}" for code in items(last["successors"], ",")),
        aliases=aliases_of(lines),
        gso=key.split("-")[1],
        act=last["end_act"],
        note=last["note"],
        source=file,
    )


def _reversed(successors: dict[str, tuple[str, ...]]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for before, after in successors.items():
        for target in after:
            found[target].append(before)
    return found
