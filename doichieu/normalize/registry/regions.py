"""Numbered branches that central bodies have for several provinces: "Kho bạc Nhà nước khu vực VII"."""

from __future__ import annotations

from doichieu.normalize.registry.entities import Entity, Form
from doichieu.normalize.registry.tables import Record, day, items, read_table

_KIND = "cơ quan khu vực"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def read_regions() -> list[Entity]:
    """Every branch of every family, by its number; known by the number in Roman and in digits."""
    return [
        _branch(record, number)
        for record in read_table("regions.tsv")
        for number in range(1, int(record["count"]) + 1)
    ]


def roman(number: int) -> str:
    """A number from 1 to 39 in Roman."""
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def _branch(record: Record, number: int) -> Entity:
    names = [
        f"{name} {written}"
        for name in (record["name"], *items(record["aliases"]))
        for written in (roman(number), str(number))
    ]
    first, last = day(record["from"]), day(record["to"])
    return Entity(
        entity_id=f"VN:cq-{record['slug']}-kv{number}",
        name=names[0],
        kind=_KIND,
        level="central",
        valid_from=first,
        valid_to=last,
        forms=(Form(kind=_KIND, name=names[0], valid_from=first, valid_to=last, act=record["act"]),),
        aliases=tuple(names[1:]),
        act=record["end_act"],
        note=record["note"],
        source="regions.tsv",
    )
