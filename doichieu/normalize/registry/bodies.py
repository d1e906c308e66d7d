"""National bodies, and the template from which every province's departments are made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from doichieu.normalize.registry.entities import Entity, Form
from doichieu.normalize.registry.lines import aliases_of, forms_of
from doichieu.normalize.registry.tables import Record, by_id, day, items, read_table

if TYPE_CHECKING:
    from collections.abc import Sequence
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
        forms: The names it has had in most provinces, oldest first, with the act that began each.
        end_act: Act that ended it.
        successors: Slugs of what it was merged into.
        predecessors: Slugs of what was merged into it.
        aliases: Other known spellings.
        note: What a reader should know.
    """

    slug: str
    kind: str
    everywhere: bool
    own: bool
    forms: tuple[Form, ...]
    end_act: str
    successors: tuple[str, ...]
    predecessors: tuple[str, ...]
    aliases: tuple[str, ...]
    note: str

    @property
    def valid_from(self) -> date | None:
        """First day, None where open."""
        return self.forms[0].valid_from

    @property
    def valid_to(self) -> date | None:
        """Last day, None where in force."""
        return self.forms[-1].valid_to

    def forms_until(self, end: date | None) -> tuple[Form, ...]:
        """The forms that began before a province ended; all where it has not."""
        return tuple(
            form for form in self.forms if end is None or form.valid_from is None or form.valid_from <= end
        )


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
    lines_of = by_id(read_table("departments.tsv"), "slug")
    after = {slug: items(lines[-1]["successors"], ",") for slug, lines in lines_of.items()}
    before = {slug: tuple(other for other, targets in after.items() if slug in targets) for slug in lines_of}
    return {slug: _template(lines, after[slug], before[slug]) for slug, lines in lines_of.items()}


def _template(
    lines: Sequence[Record], successors: tuple[str, ...], predecessors: tuple[str, ...]
) -> Template:
    """A provincial body from its lines, one a form; what holds for the whole of it stands in the last."""
    last = lines[-1]
    return Template(
        slug=last["slug"],
        kind=last["kind"],
        everywhere=last["presence"] == "all",
        own=last["presence"] == "own",
        forms=forms_of(lines),
        end_act=last["end_act"],
        successors=successors,
        predecessors=predecessors,
        aliases=aliases_of(lines),
        note=last["note"],
    )


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
    confirmed = local is not None and local.presence == "yes"
    valid_from = (local.valid_from if local is not None and confirmed else None) or template.valid_from
    own_end = (local.valid_to if local is not None and confirmed else None) or template.valid_to
    ends_with_province = _earlier(province.valid_to, own_end)
    valid_to = province.valid_to if ends_with_province else own_end
    forms = _forms(template, local, valid_from, valid_to)
    targets = (
        tuple(f"{code}:{template.slug}" for code in province.successors if not template.own)
        if ends_with_province
        else tuple(f"{province.entity_id}:{slug}" for slug in template.successors)
    )
    known = dict.fromkeys((*template.aliases, *(form.name for form in template.forms)))
    return Entity(
        entity_id=f"{province.entity_id}:{template.slug}",
        name=forms[-1].name,
        kind=forms[-1].kind,
        level="department",
        parent_id=province.entity_id,
        province_id=province.entity_id,
        valid_from=valid_from,
        valid_to=valid_to,
        forms=forms,
        predecessors=_before(province, template),
        successors=targets,
        aliases=(
            *(alias for alias in known if alias != forms[-1].name),
            *(local.aliases if local else ()),
        ),
        act=province.act if ends_with_province else template.end_act,
        note=_NATIONAL_DATE if _on_the_national_day(template, local, valid_to) else template.note,
        confirmed=confirmed or (template.everywhere and local is None),
        source="departments.tsv" if local is None else "exceptions.tsv",
    )


def _forms(
    template: Template, local: LocalBody | None, valid_from: date | None, valid_to: date | None
) -> tuple[Form, ...]:
    """The forms of a body in one province: one under its own name there, else the template's until the body ends."""
    forms = template.forms_until(valid_to)
    # A form that ended before its province did keeps its day.
    last = valid_to if forms[-1] is template.forms[-1] else forms[-1].valid_to
    if local is not None and local.name:
        forms = (replace(forms[-1], name=local.name),)
    forms = (replace(forms[0], valid_from=valid_from), *forms[1:])
    return (*forms[:-1], replace(forms[-1], valid_to=last))


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
