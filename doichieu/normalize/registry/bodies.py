"""National bodies, and the template from which every province's departments are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.normalize.registry.entities import Entity, Form
from doichieu.normalize.registry.tables import day, items, read_table

if TYPE_CHECKING:
    from datetime import date


# Provinces merged their departments in the first months of 2025, each on its own day.
_MERGERS = "45/2025/NĐ-CP"
_NATIONAL_DATE = "ngày chung cả nước; ngày riêng của tỉnh chưa có nguồn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A body that provinces have under one name.

    Attributes:
        slug: Last part of its IDs ("so-tc").
        kind: Kind ("sở", "ban", …).
        everywhere: Whether every province has it.
        own: Whether only the provinces that differ have it.
        name: Name in most provinces.
        valid_from: First day, None where open.
        valid_to: Last day, None where in force.
        act: Act that began it.
        end_act: Act that ended it.
        successors: Slugs of what it was merged into.
        predecessors: Slugs of what was merged into it.
        aliases: Other known spellings.
    """

    slug: str
    kind: str
    everywhere: bool
    own: bool
    name: str
    valid_from: date | None
    valid_to: date | None
    act: str
    end_act: str
    successors: tuple[str, ...]
    predecessors: tuple[str, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalBody:
    """Where one province differs from the template.

    Attributes:
        province_id: The province.
        slug: The body.
        presence: "yes", "no", or "unsourced".
        name: The province's own name for it, empty for the template's.
        valid_from: First day in this province, None for the template's.
        valid_to: Last day in this province, None for the template's.
        aliases: Other spellings in this province.
    """

    province_id: str
    slug: str
    presence: str
    name: str
    valid_from: date | None
    valid_to: date | None
    aliases: tuple[str, ...]


def read_agencies() -> list[Entity]:
    """Ministries, ministerial agencies and central bodies."""
    records = read_table("agencies.tsv")
    after = {record["id"]: items(record["successors"], ",") for record in records}
    return [
        Entity(
            entity_id=record["id"],
            name=record["name"],
            kind=record["group"],
            level=record["level"],
            valid_from=day(record["from"]),
            valid_to=day(record["to"]),
            forms=(
                Form(
                    kind=record["group"],
                    name=record["name"],
                    valid_from=day(record["from"]),
                    valid_to=day(record["to"]),
                    act=record["act"],
                ),
            ),
            predecessors=tuple(before for before, targets in after.items() if record["id"] in targets),
            successors=after[record["id"]],
            aliases=items(record["aliases"]),
            act=record["end_act"],
            note=record["note"],
            ma_dinh_danh=record["ma_dinh_danh"] or None,
            source="agencies.tsv",
        )
        for record in records
    ]


def read_templates() -> dict[str, Template]:
    """The provincial bodies by slug."""
    records = read_table("departments.tsv")
    after = {record["slug"]: items(record["successors"], ",") for record in records}
    return {
        record["slug"]: Template(
            slug=record["slug"],
            kind=record["kind"],
            everywhere=record["presence"] == "all",
            own=record["presence"] == "own",
            name=record["name"],
            valid_from=day(record["from"]),
            valid_to=day(record["to"]),
            act=record["act"],
            end_act=record["end_act"],
            successors=after[record["slug"]],
            predecessors=tuple(slug for slug, targets in after.items() if record["slug"] in targets),
            aliases=items(record["aliases"]),
        )
        for record in records
    }


def read_local_bodies() -> dict[tuple[str, str], LocalBody]:
    """Differences from the template by province and slug."""
    return {
        (record["province"], record["slug"]): LocalBody(
            province_id=record["province"],
            slug=record["slug"],
            presence=record["presence"],
            name=record["name"],
            valid_from=day(record["from"]),
            valid_to=day(record["to"]),
            aliases=items(record["aliases"]),
        )
        for record in read_table("exceptions.tsv")
    }


def department_of(province: Entity, template: Template, local: LocalBody | None) -> Entity:
    """The body of one province that a template describes.

    Args:
        province: The province.
        template: What most provinces have.
        local: How this province differs, None where it does not.

    Returns:
        The entity; it ends with its province, and its successor is then the same body of the successor
        province.
    """
    name = local.name if local and local.name else template.name
    confirmed = local is not None and local.presence == "yes"
    valid_from = (local.valid_from if local is not None and confirmed else None) or template.valid_from
    own_end = (local.valid_to if local is not None and confirmed else None) or template.valid_to
    ends_with_province = _earlier(province.valid_to, own_end)
    valid_to = province.valid_to if ends_with_province else own_end
    targets = (
        tuple(f"{code}:{template.slug}" for code in province.successors if not template.own)
        if ends_with_province
        else tuple(f"{province.entity_id}:{slug}" for slug in template.successors)
    )
    return Entity(
        entity_id=f"{province.entity_id}:{template.slug}",
        name=name,
        kind=template.kind,
        level="department",
        parent_id=province.entity_id,
        province_id=province.entity_id,
        valid_from=valid_from,
        valid_to=valid_to,
        forms=(
            Form(
                kind=template.kind,
                name=name,
                valid_from=valid_from,
                valid_to=valid_to,
                act=template.act,
            ),
        ),
        predecessors=_before(province, template),
        successors=targets,
        aliases=(*template.aliases, *((template.name,) if name != template.name else ()))
        + (local.aliases if local else ()),
        act=province.act if ends_with_province else template.end_act,
        note=_NATIONAL_DATE if _on_the_national_day(template, local, valid_to) else "",
        confirmed=confirmed or (template.everywhere and local is None),
        source="departments.tsv" if local is None else "exceptions.tsv",
    )


def _on_the_national_day(template: Template, local: LocalBody | None, valid_to: date | None) -> bool:
    """Whether a body ended with the mergers of 2025 on a day that no source gives for its province."""
    dated = local is not None and local.valid_to is not None
    return template.end_act == _MERGERS and valid_to == template.valid_to and not dated


def _before(province: Entity, template: Template) -> tuple[str, ...]:
    own = tuple(f"{province.entity_id}:{slug}" for slug in template.predecessors)
    if template.own or template.valid_to is not None:
        return own
    return own + tuple(f"{code}:{template.slug}" for code in province.predecessors)


def _earlier(one: date | None, other: date | None) -> bool:
    return one is not None and (other is None or one < other)
