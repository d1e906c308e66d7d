"""Names of units for synthetic decisions: departments, districts of a province, provinces."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from doichieu.normalize.registry import Registry

if TYPE_CHECKING:
    from random import Random

DEPARTMENTS = (
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Kế hoạch và Đầu tư",
    "Sở Tài chính",
    "Sở Công Thương",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Giao thông vận tải",
    "Sở Xây dựng",
    "Sở Tài nguyên và Môi trường",
    "Sở Thông tin và Truyền thông",
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo",
    "Sở Y tế",
    "Sở Ngoại vụ",
    "Văn phòng UBND tỉnh",
    "Thanh tra tỉnh",
    "Ban Dân tộc",
    "Ban Quản lý Khu kinh tế",
)


@cache
def _provinces() -> tuple[str, ...]:
    return tuple(entity.name for entity in Registry.load().all() if entity.level == "province")


@cache
def _districts() -> tuple[str, ...]:
    """Districts of Quảng Trị, whose papers the generator makes."""
    registry = Registry.load()
    province = next(entity for entity in registry.all() if entity.name.endswith("Quảng Trị"))
    return tuple(
        entity.name
        for entity in registry.all()
        if entity.level == "district" and entity.province_id == province.entity_id
    )


def pick_provinces(random: Random, size: int) -> list[str]:
    """Some provinces in some order."""
    return random.sample(_provinces(), size)


def pick_units(random: Random) -> tuple[str, list[str]]:
    """What kind of units a decision ranks, and their names in some order."""
    kind = random.choice(("department", "department", "district", "province"))
    pool = {"department": DEPARTMENTS, "district": _districts(), "province": _provinces()}[kind]
    least = min(len(pool), random.choice((6, 8, 10, 14, 20, 40)))
    names = random.sample(pool, random.randint(min(6, least), least))
    if kind == "district" and random.randint(0, 1):
        names = [f"UBND {name[0].lower()}{name[1:]}" for name in names]
    return kind, names
