"""What the registry holds: entities and the forms they have had."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A name and a kind that an entity had for a time.

    Attributes:
        kind: "huyện", "thị xã", "tỉnh", "sở", …
        name: Name without its kind for a territory ("Hoài Nhơn"), whole name for an agency.
        valid_from: First day, None where it is open or before 2016.
        valid_to: Last day, None where it is still in force.
        act: Legal act that began the form, empty where it is not sourced.
    """

    kind: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None
    act: str = ""

    def covers(self, day: date | None) -> bool:
        """Whether the form was in force on a day; any form covers an unknown day."""
        if day is None:
            return True
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


# Compared by identity: a registry holds one object an ID, and the matcher hashes them by the thousand.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Entity:
    """A body that papers name, with its validity and its codes.

    Attributes:
        entity_id: Stable ID: "VN-31", "VN-31:so-tc", "VN-31:h-549", "VN-31:x-21553", "VN:bo-tc", "VN:cq-bhxh".
        name: Canonical name: "Bình Định", "Thị xã Hoài Nhơn", "Sở Tài chính".
        kind: Kind of its latest form.
        level: "ministry", "central", "province", "department", "district", "committee" or "commune".
        parent_id: Province, district of a commune, or "VN".
        province_id: Province it is, or lies in; None for national bodies.
        valid_from: First day, None where open or before 2016.
        valid_to: Last day, None where it is still in force.
        forms: Every dated form, oldest first.
        predecessors: IDs of what was merged into it.
        successors: IDs of what it was merged into.
        aliases: Other known spellings.
        iso: ISO 3166-2 code, for provinces.
        gso: Code of the General Statistics Office until 2025-06-30; a label, never a join key.
        gso_2025: Code of a province from 2025-07-01.
        ma_dinh_danh: First level of the electronic code of a province or ministry (QĐ 20/2020/QĐ-TTg), where
            sourced; of the time before the mergers of 2025.
        act: Legal act that ended the entity.
        note: What a reader should know.
        confirmed: False for a body that provinces may have and whose presence in this one has no source.
        source: File of the registry it comes from.
    """

    entity_id: str
    name: str
    kind: str
    level: str
    parent_id: str = "VN"
    province_id: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    forms: tuple[Form, ...] = ()
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    iso: str | None = None
    gso: str | None = None
    gso_2025: str | None = None
    ma_dinh_danh: str | None = None
    act: str = ""
    note: str = ""
    confirmed: bool = True
    source: str = ""

    def in_force(self, day: date | None) -> bool:
        """Whether the entity existed on a day; any entity does on an unknown day."""
        if day is None:
            return True
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    def form_on(self, day: date | None) -> Form:
        """The form in force on a day, else the last that had begun by then, else the latest one."""
        if day is not None and len(self.forms) > 1:
            for form in reversed(self.forms):
                if form.valid_from is None or form.valid_from <= day:
                    return form
        return self.forms[-1]
