"""Types and properties of the reconciliation service, and the values entities have for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from doichieu.normalize.registry import Entity, Registry

Json = dict[str, Any]
Value = dict[str, str]

ROOT_TYPE: Json = {"id": "agency", "name": "Đơn vị (agency)"}
_TYPE_NAMES = {
    "province": "Tỉnh, thành phố trực thuộc Trung ương (province)",
    "district": "Huyện, quận, thị xã, thành phố thuộc tỉnh (district)",
    "committee": "Huyện ủy, quận ủy, thị ủy, thành ủy (district party committee)",
    "commune": "Xã, phường, thị trấn (commune)",
    "department": "Sở, ban, ngành cấp tỉnh (provincial department)",
    "ministry": "Bộ, cơ quan ngang bộ (ministry)",
    "central": "Cơ quan Trung ương khác (central agency)",
}
LEVELS = tuple(_TYPE_NAMES)
TYPES: tuple[Json, ...] = (
    ROOT_TYPE,
    *({"id": level, "name": name, "broader": [ROOT_TYPE]} for level, name in _TYPE_NAMES.items()),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """An attribute of entities.

    Attributes:
        pid: Its ID.
        name: What it is called, in Vietnamese and English.
        values: The values of an entity, as the data extension service sends them.
        narrows: Whether queries may narrow a name by it.
        of_type: Type of the entities it gives, None where it gives texts or dates.
    """

    pid: str
    name: str
    values: Callable[[Entity, Registry], list[Value]]
    narrows: bool = False
    of_type: str | None = None


def type_of(entity: Entity) -> Json:
    """The type of an entity, by ID and name."""
    return {"id": entity.level, "name": _TYPE_NAMES[entity.level]}


def _text(given: str | None) -> list[Value]:
    return [{"str": given}] if given else []


def _day(given: date | None) -> list[Value]:
    # With an offset: OpenRefine keeps a time without one as text.
    return [{"date": f"{given.isoformat()}T00:00:00+00:00"}] if given else []


def _entities(ids: tuple[str, ...], registry: Registry) -> list[Value]:
    found = [registry.get(entity_id) for entity_id in ids]
    return [{"id": entity.entity_id, "name": entity.name} for entity in found if entity is not None]


PROPERTIES: tuple[Property, ...] = (
    Property(
        pid="province",
        name="Tỉnh, thành phố (province)",
        values=lambda e, r: _entities((e.province_id,) if e.province_id else (), r),
        narrows=True,
        of_type="province",
    ),
    Property(pid="level", name="Cấp (level)", values=lambda e, _: _text(e.level), narrows=True),
    Property(pid="date", name="Ngày của văn bản (date of the paper)", values=lambda *_: [], narrows=True),
    Property(pid="kind", name="Loại (kind)", values=lambda e, _: _text(e.kind)),
    Property(
        pid="parent",
        name="Cấp trên (parent)",
        values=lambda e, r: _entities((e.parent_id,), r),
        of_type="agency",
    ),
    Property(pid="valid_from", name="Có từ ngày (valid from)", values=lambda e, _: _day(e.valid_from)),
    Property(pid="valid_to", name="Đến hết ngày (valid to)", values=lambda e, _: _day(e.valid_to)),
    Property(
        pid="predecessors",
        name="Tiền thân (predecessors)",
        values=lambda e, r: _entities(e.predecessors, r),
        of_type="agency",
    ),
    Property(
        pid="successors",
        name="Kế tục (successors)",
        values=lambda e, r: _entities(e.successors, r),
        of_type="agency",
    ),
    Property(pid="act", name="Văn bản chấm dứt (act that ended it)", values=lambda e, _: _text(e.act)),
    Property(pid="iso", name="ISO 3166-2", values=lambda e, _: _text(e.iso)),
    Property(
        pid="gso", name="Mã Tổng cục Thống kê đến 2025-06-30 (GSO code)", values=lambda e, _: _text(e.gso)
    ),
    Property(
        pid="gso_2025",
        name="Mã Tổng cục Thống kê từ 2025-07-01 (GSO code)",
        values=lambda e, _: _text(e.gso_2025),
    ),
    Property(
        pid="ma_dinh_danh",
        name="Mã định danh điện tử (QĐ 20/2020/QĐ-TTg)",
        values=lambda e, _: _text(e.ma_dinh_danh),
    ),
    Property(
        pid="aliases",
        name="Cách viết khác (other spellings)",
        values=lambda e, _: [{"str": alias} for alias in e.aliases],
    ),
    Property(pid="note", name="Ghi chú (note)", values=lambda e, _: _text(e.note)),
)
BY_ID = {one.pid: one for one in PROPERTIES}


def described(entity: Entity, registry: Registry) -> str:
    """One line that tells namesakes apart: kind, province, validity."""
    parent = registry.get(entity.parent_id)
    since = f"từ {entity.valid_from.isoformat()}" if entity.valid_from else ""
    until = f"đến {entity.valid_to.isoformat()}" if entity.valid_to else ""
    parts = (entity.kind, parent.name if parent is not None else "", " ".join(filter(None, (since, until))))
    return ", ".join(filter(None, parts))
