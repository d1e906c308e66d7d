"""Party committees of districts: each district had one, by its kind and name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from doichieu.normalize.registry.entities import Entity

PREFIX = "hu-"
# The committee of each kind of district: Điều lệ Đảng Cộng sản Việt Nam.
KINDS = {"huyện": "huyện ủy", "quận": "quận ủy", "thị xã": "thị ủy", "thành phố": "thành ủy"}


def district_slug(slug: str) -> str:
    """The last part of the ID of the district whose committee this is ("hu-550" gives "h-550")."""
    return f"h-{slug.removeprefix(PREFIX)}"


def committee_of(district: Entity) -> Entity:
    """The party committee of a district.

    Args:
        district: A district, town or city under a province.

    Returns:
        The entity; it has the forms, the days and the mergers of its district.
    """
    forms = tuple(replace(form, kind=KINDS[form.kind], act="") for form in district.forms)
    return replace(
        district,
        entity_id=_committee_id(district.entity_id),
        name=f"{forms[-1].kind.capitalize()} {forms[-1].name}",
        kind=forms[-1].kind,
        level="committee",
        forms=forms,
        predecessors=tuple(map(_committee_id, district.predecessors)),
        successors=tuple(map(_committee_id, district.successors)),
        gso=None,
    )


def _committee_id(district_id: str) -> str:
    province, _, slug = district_id.partition(":")
    return f"{province}:{PREFIX}{slug.removeprefix('h-')}"
