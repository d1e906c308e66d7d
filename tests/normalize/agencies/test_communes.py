"""Communes: counts of the lists they come from, their IDs, and when a name is taken for one."""

from __future__ import annotations

from datetime import date

import pytest

from doichieu.model import Document, Letterhead
from doichieu.normalize.agencies import Scope, infer_scope, match, match_column, match_one
from doichieu.normalize.registry import Registry
from doichieu.normalize.text import fold
from tests.normalize import names_in_scope

REGISTRY = Registry.load()
BINH_DINH = Scope(province="VN-31", date=date(2019, 6, 1))
TUY_PHUOC = Scope(province="VN-31", date=date(2019, 6, 1), district="VN-31:h-550")


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2017, 10, 15), 11162),  # danhmuchanhchinh.gso.gov.vn, October 2017
        (date(2021, 8, 1), 10599),  # the same, August 2021
        (date(2025, 3, 1), 10035),  # after the mergers of 2023 to 2025, Bộ Nội vụ
        (date(2025, 7, 1), 3321),  # Nghị quyết of the UBTVQH on the 34 provinces, June 2025
    ],
)
def test_communes_in_force(day: date, count: int) -> None:
    """The communes of the country are as many as were published for the days of the lists."""
    communes = [entity for province in REGISTRY.provinces for entity in REGISTRY.communes(province)]
    assert sum(any(form.covers(day) for form in entity.forms) for entity in communes) == count


def test_every_commune_has_its_parent() -> None:
    """A commune lies in a district of its province, from 2025-07-01 directly in the province."""
    for province in REGISTRY.provinces:
        for entity in REGISTRY.communes(province):
            parent = REGISTRY.get(entity.parent_id)
            assert parent is not None
            assert parent.province_id == province
            assert (parent.level == "province") == entity.entity_id.startswith(f"{province}:px-")


def test_ids_of_communes_are_stable() -> None:
    """Every ID of a commune that was ever given is still there, and new ones are listed (commune_ids.txt)."""
    assert names_in_scope.COMMUNE_IDS.read_text("utf-8") == names_in_scope.commune_ids_text()


def test_lookup_by_id_and_parent() -> None:
    """A commune is found by its ID, and among the children of its district on a day."""
    found = REGISTRY.get("VN-31:x-21970")
    assert found is not None
    assert (found.name, found.level) == ("Xã Phước Sơn", "commune")
    assert found in REGISTRY.children("VN-31:h-550", date(2019, 6, 1))
    assert found not in REGISTRY.children("VN-31", date(2019, 6, 1))
    assert REGISTRY.get("VN-31:x-99999") is None


@pytest.mark.parametrize(
    "name", ["Xã Phước Sơn", "UBND xã Phước Sơn", "XÃ PHƯỚC SƠN", "Phước Sơn", "X. Phước Sơn", "xã Phước Sơm"]
)
def test_paper_of_a_district(name: str) -> None:
    """In a paper of its district a commune is found with its kind or without; with it also misspelt."""
    (found,) = match(name, scope=TUY_PHUOC)
    assert found.entity_id == "VN-31:x-21970"
    assert found.misprint == (name == "xã Phước Sơm")


def test_district_behind_the_name() -> None:
    """A name that says its district needs nothing else."""
    (found,) = match("Xã Phước Sơn, huyện Tuy Phước", scope=BINH_DINH)
    assert found.entity_id == "VN-31:x-21970"


@pytest.mark.parametrize("name", ["Xã Phước Sơn", "UBND phường Đống Đa", "xã Vĩnh An"])
def test_no_guess_in_a_paper_of_the_province(name: str) -> None:
    """Where the paper is no district's and the column none of communes, the matcher abstains with candidates."""
    found = match_one(name, scope=BINH_DINH)
    assert found.entity_id is None
    assert found.candidates


@pytest.mark.parametrize(
    ("printed", "province", "entity_id"),
    [
        ("TT Vĩnh Bảo, huyện Vĩnh Bảo", "VN-HP", "VN-HP:x-11824"),
        ("X. Phước Đông, huyện Gò Dầu", "VN-37", "VN-37:x-25672"),  # no tenth line
        ("P.1, TP Tây Ninh", "VN-37", "VN-37:x-25456"),
        ("P1 - TP Tây Ninh", "VN-37", "VN-37:x-25456"),
        ("Phường 1, thành phố Tây Ninh", "VN-37", "VN-37:x-25456"),  # the city, not the province
        ("Phường Vĩnh Ninh, TP Huế", "VN-26", "VN-26:x-19783"),  # a city of the province until 2024
        ("X. Sở Tài chính", "VN-37", "VN-37:so-tc"),  # a tenth line
    ],
)
def test_a_shortened_head_with_the_district_behind(printed: str, province: str, entity_id: str) -> None:
    """In a paper of the province a letter is a commune's kind where its district follows."""
    (found,) = match(printed, scope=Scope(province=province, date=date(2022, 2, 1)))
    assert found.entity_id == entity_id


def test_a_changed_spelling_is_no_second_commune() -> None:
    """A commune whose spelling changed in what a key leaves open (Vĩ Dạ, Vỹ Dạ) is one."""
    scope = Scope(province="VN-26", level="commune", date=date(2018, 1, 1))
    (found,) = match("Phường Vỹ Dạ", scope=scope)
    assert found.entity_id == "VN-26:x-19777"


def test_no_guess_without_a_province() -> None:
    """Without a province no name is a commune."""
    assert match_one("Xã Tân Lập").entity_id is None


def test_column_of_communes() -> None:
    """A column in which most cells are communes resolves them, bare ones too, and keeps to their district."""
    cells = ["Phường Nhơn Bình", "Phường Đống Đa", "P. Nhơn Phú", "Trần Phú", "Xã Nhơn Lý"]
    found = [cell[0].entity_id for cell in match_column(cells, scope=BINH_DINH)]
    assert found == ["VN-31:x-21550", "VN-31:x-21556", "VN-31:x-21553", "VN-31:x-21586", "VN-31:x-21598"]


def test_two_levels() -> None:
    """From 2025-07-01 a province's own papers rank communes; the new unit has an ID of its own."""
    scope = Scope(province="VN-30", date=date(2025, 12, 1))
    assert match_one("Phường Pleiku", scope=scope).entity_id == "VN-30:px-23575"
    assert match_one("UBND xã Tuy Phước", scope=scope).entity_id == "VN-30:px-21952"


@pytest.mark.parametrize(
    "name", ["Xã hội", "Xã hội số", "Phường, xã", "Thị trấn", "P. Giám đốc", "Tổng cộng"]
)
def test_no_communes(name: str) -> None:
    """What only begins as a commune does is none."""
    assert match_one(name, scope=TUY_PHUOC).entity_id is None


def test_scope_of_a_district_paper() -> None:
    """A paper that a district's committee issued gives its district."""
    head = Letterhead(issuer="ỦY BAN NHÂN DÂN HUYỆN TUY PHƯỚC", subject="Xếp hạng các xã tỉnh Bình Định")
    document = Document(
        source="x.txt", media_type="text/plain", sha256="0" * 64, reader="text/1", letterhead=head, blocks=()
    )
    scope = infer_scope(document)
    assert (scope.province, scope.district) == ("VN-31", "VN-31:h-550")


def test_mergers_of_communes_agree_in_both_directions() -> None:
    """What a commune went into lists it among what was merged into it, also over the border of a former province."""
    registry = Registry.load()
    communes = {one.entity_id: one for code in registry.provinces for one in registry.communes(code)}
    for one in communes.values():
        assert all(one.entity_id in communes[after].predecessors for after in one.successors)
        assert all(one.entity_id in communes[before].successors for before in one.predecessors)
    last_day = date(2025, 6, 30)
    ended = [one for one in communes.values() if one.valid_to == last_day]
    assert sum(1 for one in ended if not one.successors) == 42
    assert sum(1 for one in communes.values() if "px-" in one.entity_id and not one.predecessors) == 7


def test_a_former_commune_says_what_it_went_into() -> None:
    """Mũi Né, Hàm Tiến and Thiện Nghiệp became phường Mũi Né: Nghị quyết 1671/NQ-UBTVQH15."""
    ward = Registry.load().get("VN-35:px-22918")
    assert ward is not None
    assert ward.predecessors == ("VN-40:x-22915", "VN-40:x-22918", "VN-40:x-22957")


def test_the_district_of_a_commune_was_in_force_with_it() -> None:
    """On the last day of districts every commune lay in one of that day."""
    registry, day = Registry.load(), date(2025, 6, 30)
    for code in registry.provinces:
        for one in registry.communes(code):
            district = registry.get(one.parent_id)
            assert district is not None
            assert not one.in_force(day) or district.in_force(day)


@pytest.mark.parametrize("printed", ["Xã Cát Tiên", "Xã Tân Minh", "Phường Thới Sơn"])
def test_a_misspelt_commune_is_of_its_kind_and_in_force(printed: str) -> None:
    """In 2025 Tuyên Quang has a Xã Thái Sơn and had a Xã Cấp Tiến, which a name of another province's is not."""
    scope = Scope(province="VN-07", level="commune", date=date(2025, 12, 1))
    assert match_one(printed, scope=scope).entity_id is None
    assert match_one("Xã Thải Sơn", scope=scope).entity_id == "VN-07:px-02407"


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("district_id", ["VN-02:h-082", "VN-20:h-341", "VN-31:h-550", "VN-21:h-392"])
def test_bare_communes_of_one_district(district_id: str, plain: bool) -> None:
    """A column whose bare names are nearly all communes of one district lists them, with the one that a district is called like."""
    registry, on = REGISTRY, date(2020, 6, 1)
    district = registry.districts[district_id]
    under = [
        one
        for one in registry.communes(district.province_id)
        if one.parent_id == district_id and one.in_force(on)
    ]
    names = [one.form_on(on).name for one in under]
    column = [fold(name).title() for name in names] if plain else names
    found = match_column([*column, "Tổng cộng"], scope=Scope(province=district.province_id, date=on))
    assert not any(one.misprint for cell in found for one in cell)
    assert {cell[0].entity_id for cell in found[:-1]} <= {*(one.entity_id for one in under), None}
    assert sum(cell[0].entity_id is not None for cell in found) >= 0.8 * len(under)
    assert found[-1][0].entity_id is None


@pytest.mark.parametrize(
    "names",
    [
        ["Tuyên truyền", "Tập huấn", "Kiểm tra", "Báo cáo", "Tổng cộng"],
        ["Nguyễn Văn An", "Trần Thị Bình", "Lê Hồng Phong", "Phạm Văn Đồng", "Lý Thường Kiệt"],
        ["Cát Tiến", "Phước Sơn"],
    ],
)
def test_other_columns_list_no_communes(names: list[str]) -> None:
    """Fields of work, people and two names alone are no column of communes."""
    found = match_column(names, scope=Scope(province="VN-31", date=date(2020, 6, 1)))
    assert all(cell[0].entity_id is None for cell in found)
