"""The registry: counts that were published, validity, successors, departments of a province."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from doichieu.normalize.agencies import Scope, match_one
from doichieu.normalize.registry import Entity, Registry
from doichieu.normalize.registry.history import history
from doichieu.normalize.registry.search import search
from tests.normalize import names_in_scope


@pytest.fixture(scope="module")
def registry() -> Registry:
    """The registry that ships with the package."""
    return Registry.load()


@pytest.mark.parametrize(
    ("day", "count"),
    [(date(2016, 12, 31), 63), (date(2025, 6, 30), 63), (date(2025, 7, 1), 34), (date(2026, 5, 1), 34)],
)
def test_provinces_in_force(registry: Registry, day: date, count: int) -> None:
    """63 provinces until 2025-06-30 and 34 after (Nghị quyết 202/2025/QH15)."""
    assert len(registry.children("VN", day, "province")) == count


def districts(registry: Registry, day: date) -> list[Entity]:
    """The districts of the country in force on a day."""
    return [d for p in registry.provinces for d in registry.children(p, day, "district")]


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2016, 12, 31), 713),  # Niên giám thống kê 2016, Tổng cục Thống kê
        (date(2020, 12, 31), 707),  # Niên giám thống kê 2020
        (date(2021, 12, 31), 705),  # Niên giám thống kê 2021
        (date(2023, 10, 31), 705),  # danhmuchanhchinh.gso.gov.vn, October 2023
        (date(2024, 9, 1), 704),  # encyclopedic article on the country's subdivisions, of that day
        # No published count of that day is at hand: 704 less the three that ended on 2024-11-30, 696 with the five fewer of the next day.
        (date(2024, 12, 31), 704 - 3),
        (date(2025, 1, 1), 696),  # nine fewer after the round of 2023-2025, Bộ Nội vụ
        (date(2025, 7, 1), 0),  # no districts: Nghị quyết 203/2025/QH15
    ],
)
def test_districts_in_force(registry: Registry, day: date, count: int) -> None:
    """The districts of the country are as many as were published for that day."""
    assert len(districts(registry, day)) == count


def test_each_change_of_the_last_round_is_by_its_act(registry: Registry) -> None:
    """From 705 districts in late 2023 to 696 on 2025-01-01: twelve ended and three began, each on its day by its resolution."""
    first, last = date(2023, 10, 31), date(2025, 1, 1)
    ended = {
        (one.entity_id, one.valid_to, one.act.partition("/")[0])
        for one in registry.districts.values()
        if one.valid_to is not None and first <= one.valid_to < last
    }
    began = {
        (one.entity_id, one.forms[0].valid_from, one.forms[0].act.partition("/")[0])
        for one in registry.districts.values()
        if one.forms[0].valid_from is not None and first < one.forms[0].valid_from <= last
    }
    november, december = date(2024, 11, 30), date(2024, 12, 31)
    assert ended == {
        ("VN-67:h-358", date(2024, 8, 31), "1104"),
        ("VN-22:h-413", november, "1243"),
        ("VN-35:h-682", november, "1245"),
        ("VN-35:h-683", november, "1245"),
        ("VN-18:h-369", december, "1318"),
        ("VN-21:h-405", december, "1238"),
        ("VN-23:h-448", december, "1283"),
        ("VN-26:h-474", december, "1314"),
        ("VN-26:h-483", december, "1314"),
        ("VN-27:h-519", december, "1241"),
        ("VN-43:h-752", december, "1256"),
        ("VN-54:h-221", december, "1191"),
    }
    assert began == {
        ("VN-26:h-474-thuan-hoa", last, "1314"),
        ("VN-26:h-475", last, "1314"),
        ("VN-54:h-224", last, "1191"),
    }


def test_kinds_of_districts(registry: Registry) -> None:
    """In late 2023 there were 524 huyện, 46 quận, 52 thị xã and 83 cities below the province (GSO's list)."""
    day = date(2023, 10, 31)
    kinds = Counter(entity.form_on(day).kind for entity in districts(registry, day))
    assert kinds == {"huyện": 524, "quận": 46, "thị xã": 52, "thành phố": 83}


def test_ids_are_stable() -> None:
    """Every ID that was ever given is still there, and new ones are listed (ids.txt)."""
    assert names_in_scope.IDS.read_text("utf-8") == names_in_scope.ids_text()


def test_shared_names_are_listed() -> None:
    """A spelling that one scope gives to several entities is listed as ambiguous (ambiguous.tsv)."""
    assert names_in_scope.AMBIGUOUS.read_text("utf-8") == names_in_scope.ambiguous_text()


def test_shared_names_abstain_or_follow_the_level() -> None:
    """Of two units in force with one bare name neither is taken; their kinds tell them apart."""
    scope = Scope(province="VN-46", level="district", date=date(2021, 5, 5))
    assert match_one("Cai Lậy", scope=scope).entity_id is None
    found = [match_one(f"{kind} Cai Lậy", scope=scope).entity_id for kind in ("thị xã", "huyện")]
    assert found == ["VN-46:h-817", "VN-46:h-820"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("hoai nhon", "VN-31:h-543"),
        ("Sở Tài chính Bình Định", "VN-31:so-tc"),
        ("so tai ch binh d", "VN-31:so-tc"),
        ("vn-31", "VN-31"),
        ("HUYỆN TĨNH GIA", "VN-21:h-407"),
    ],
)
def test_search(text: str, first: str) -> None:
    """Words of any name of an entity find it, cut short or without diacritics."""
    assert search(text)[0].entity_id == first


def test_search_finds_what_it_is_now() -> None:
    """A province that gave up its name is followed by the one it is in, and no words of two names are mixed."""
    assert [one.entity_id for one in search("nam dinh")] == ["VN-67", "VN-18", "VN-67:h-356"]
    assert [one.entity_id for one in search("nam dinh", on=date(2026, 1, 1))] == ["VN-18"]
    assert [one.entity_id for one in search("gia lai so y te")] == ["VN-30:so-yt"]


def test_search_for_communes() -> None:
    """Communes are found under their level alone."""
    assert search("sai gon") == []
    assert [one.entity_id for one in search("phuong sai gon", level="commune")] == ["VN-SG:px-26740"]


def test_a_commune_keeps_its_id_where_the_lists_gave_its_code_away() -> None:
    """Thành Lợi and Tân Quới go on under their own ids; the code of Thành Đông, which ended, is no other commune's."""
    for name, on in (("xa thanh loi", date(2018, 1, 1)), ("xa thanh loi", date(2022, 1, 1))):
        assert [
            one.entity_id for one in search(name, level="commune", on=on) if one.province_id == "VN-49"
        ] == ["VN-49:x-29800"]
    quoi = [
        one
        for one in search("thi tran tan quoi", level="commune", on=date(2022, 1, 1))
        if one.province_id == "VN-49"
    ]
    assert [(one.entity_id, one.kind) for one in quoi] == [("VN-49:x-29803", "thị trấn")]


def test_search_narrows() -> None:
    """Level, day and limit narrow a search; words that nothing has find nothing."""
    assert {entity.level for entity in search("thanh", level="province")} == {"province"}
    assert search("hoai nhon", on=date(2026, 1, 1)) == []
    assert len(search("", limit=3)) == 3
    assert search("zzz") == []


def test_history_of_a_merger(registry: Registry) -> None:
    """The history of a unit names its forms, what it came from and what became of it, each with its act."""
    entity = registry.get("VN-26:h-474")
    assert entity is not None
    assert history(entity, registry) == [
        "Thành phố Huế (VN-26:h-474), đến 2024-12-31 (1314/NQ-UBTVQH15)",
        "├─ … – 2024-12-31: thành phố Huế",
        "├─ → Quận Thuận Hóa (VN-26:h-474-thuan-hoa), đến 2025-06-30 (203/2025/QH15)",
        "└─ → Quận Phú Xuân (VN-26:h-475), đến 2025-06-30 (203/2025/QH15)",
    ]


@pytest.mark.parametrize(
    ("day", "count"), [(date(2016, 12, 31), 22), (date(2025, 2, 28), 22), (date(2025, 3, 1), 17)]
)
def test_ministries_in_force(registry: Registry, day: date, count: int) -> None:
    """22 ministries and ministerial agencies before the mergers of 2025-03-01, 17 after."""
    assert len(registry.children("VN", day, "ministry")) == count


def test_eight_agencies_under_the_government_in_2016(registry: Registry) -> None:
    """The eight agencies under the Government of Nghị định 10/2016/NĐ-CP."""
    found = registry.children("VN", date(2016, 12, 31), "central")
    assert sum(entity.kind == "cơ quan thuộc Chính phủ" for entity in found) == 8


def test_successors_and_predecessors_agree(registry: Registry) -> None:
    """Every successor exists and names the entity among its predecessors."""
    for entity in registry.all():
        for code in entity.successors:
            successor = registry.get(code)
            assert successor is not None, f"{entity.entity_id} -> {code}"
            assert entity.entity_id in successor.predecessors, f"{entity.entity_id} -> {code}"


def test_predecessors_name_their_successor(registry: Registry) -> None:
    """Every predecessor exists and has ended in that entity."""
    for entity in registry.all():
        for code in entity.predecessors:
            before = registry.get(code)
            assert before is not None
            assert entity.entity_id in before.successors, f"{code} -> {entity.entity_id}"


def test_ids_are_unique(registry: Registry) -> None:
    """No two entities share an ID."""
    ids = registry.ids()
    assert len(ids) == len(set(ids))


def test_forms_follow_each_other(registry: Registry) -> None:
    """The forms of an entity are in order and do not overlap; where they leave days out, the note says what was then."""
    for entity in registry.all():
        for before, after in zip(entity.forms, entity.forms[1:], strict=False):
            assert before.valid_to is not None
            assert after.valid_from is not None
            follows = before.valid_to + timedelta(days=1)
            assert after.valid_from >= follows, entity.entity_id
            assert after.valid_from == follows or follows.isoformat() in entity.note, entity.entity_id


def test_a_renamed_department_has_its_name_of_the_day(registry: Registry) -> None:
    """The tax office of a province, its branch for several provinces, and the tax office again; one that ended before keeps the old name."""
    entity = registry.get("VN-30:cuc-thue")
    assert entity is not None
    assert entity.form_on(date(2024, 12, 31)).name == entity.form_on(date(2025, 5, 1)).name == "Cục Thuế tỉnh"
    assert entity.form_on(date(2025, 7, 1)).name == entity.name == "Thuế tỉnh"
    ended = registry.get("VN-31:cuc-thue")
    assert ended is not None
    assert [form.name for form in ended.forms] == ["Cục Thuế tỉnh"]
    region = registry.get("VN:cq-thue-kv13")
    assert region is not None
    assert region.in_force(date(2025, 6, 30))
    assert not region.in_force(date(2025, 7, 1))


def test_changed_kind_keeps_the_id(registry: Registry) -> None:
    """Hoài Nhơn was a huyện until 2020-05-31 and is a thị xã from the next day, by its act."""
    entity = registry.get("VN-31:h-543")
    assert entity is not None
    assert entity.form_on(date(2020, 5, 31)).kind == "huyện"
    assert entity.form_on(date(2020, 6, 1)).kind == "thị xã"
    assert entity.form_on(date(2024, 1, 1)).act == "932/NQ-UBTVQH14"


def test_merged_district_names_its_successor(registry: Registry) -> None:
    """Đông Sơn became part of the city of Thanh Hóa on 2025-01-01 (Nghị quyết 1238)."""
    entity = registry.get("VN-21:h-405")
    assert entity is not None
    assert entity.valid_to == date(2024, 12, 31)
    assert entity.successors == ("VN-21:h-380",)
    assert entity.act == "1238/NQ-UBTVQH15"


def test_departments_end_with_their_merger_or_their_province(registry: Registry) -> None:
    """A department merged in 2025 goes to its successor, one that outlived that to the successor province."""
    merged, moved = registry.get("VN-31:so-tttt"), registry.get("VN-31:so-tc")
    assert merged is not None
    assert moved is not None
    assert merged.successors == ("VN-31:so-khcn",)
    assert moved.successors == ("VN-30:so-tc",)


def test_unconfirmed_departments_are_not_children(registry: Registry) -> None:
    """Bình Định has split culture and tourism, Thanh Hóa has not."""
    binh_dinh = {e.entity_id for e in registry.children("VN-31", date(2017, 1, 1), "department")}
    thanh_hoa = {e.entity_id for e in registry.children("VN-21", date(2017, 1, 1), "department")}
    assert {"VN-31:so-dl", "VN-31:so-vhtt"} <= binh_dinh
    assert "VN-31:so-vhttdl" not in binh_dinh
    assert "VN-21:so-vhttdl" in thanh_hoa
    assert "VN-21:so-dl" not in thanh_hoa


def test_unknown_id_is_none(registry: Registry) -> None:
    """An ID that the registry does not hold gives None."""
    assert registry.get("VN-99") is None
    assert registry.get("VN-31:so-nothing") is None


@pytest.mark.parametrize(
    ("entity_id", "act"),
    [
        ("VN-18:h-369", "1318/NQ-UBTVQH15"),
        ("VN-35:h-683", "1245/NQ-UBTVQH15"),
        ("VN-43:h-752", "1256/NQ-UBTVQH15"),
    ],
)
def test_acts_of_the_last_round(entity_id: str, act: str) -> None:
    """Districts that were merged in the round of 2023-2025 end by the resolution of their province."""
    entity = Registry.load().get(entity_id)
    assert entity is not None
    assert entity.act == act


def test_codes_of_ministries() -> None:
    """A ministry has its electronic code where a source was met."""
    codes = {one.entity_id: one.ma_dinh_danh for one in Registry.load().agencies.values()}
    assert codes["VN:vp-cp"] == "G22"
    assert [codes[f"VN:{one}"] for one in ("bo-ca", "bo-qp", "bo-tnmt", "ub-dt")] == [
        "G01",
        "G11",
        "G13",
        "G21",
    ]
    assert codes["VN:bo-nnmt"] is None  # made in 2025, after the decision


def test_no_code_stands_for_two() -> None:
    """Electronic codes are unique: H for provinces, G for the Government's bodies."""
    registry = Registry.load()
    provinces = [one.ma_dinh_danh for one in registry.provinces.values() if one.ma_dinh_danh]
    agencies = [one.ma_dinh_danh for one in registry.agencies.values() if one.ma_dinh_danh]
    assert all(code[0] == "H" for code in provinces)
    assert all(code[0] == "G" for code in agencies)
    assert len({*provinces, *agencies}) == len(provinces) + len(agencies)
