"""Forms in which papers print names: asides, legends, lists under one head, words that are no name without a place."""

from __future__ import annotations

from datetime import date

import pytest

from doichieu.normalize import Scope, match, match_column

SCOPE = Scope(province="VN-35", date=date(2026, 2, 1))


def ids(printed: str, scope: Scope = SCOPE) -> list[str | None]:
    """The IDs of a cell."""
    return [one.entity_id for one in match(printed, scope=scope)]


@pytest.mark.parametrize(
    "printed",
    [
        "- Các Sở: NV, NgV; GD&ĐT; VHTTDL;",
        "Các sở: Nội vụ; Ngoại vụ; Giáo dục và Đào tạo; Văn hóa, Thể thao và Du lịch",
    ],
)
def test_the_head_of_a_list_holds_behind_semicolons(printed: str) -> None:
    """What stands before the colon is the head of every name behind it."""
    assert ids(printed) == ["VN-35:so-nv", "VN-35:so-ngv", "VN-35:so-gddt", "VN-35:so-vhttdl"]


def test_a_list_that_ends_takes_no_head_to_the_next_name() -> None:
    """A name with its own head behind a list under another."""
    assert ids("Các Sở: Nội vụ, Y tế; Công an tỉnh") == ["VN-35:so-nv", "VN-35:so-yt", "VN-35:ca"]


@pytest.mark.parametrize(
    ("printed", "entity_id"),
    [
        ("Ủy ban Kiểm tra Trung ương: UBKTTW", "VN:cq-tw-ubkt"),
        ("Bộ Tài chính (BTC)", "VN:bo-tc"),
        ("Văn phòng TW Đảng", "VN:cq-vptw"),
        ("Sở GTVT (cũ)", "VN-35:so-gtvt"),
        ("Sở Xây dựng (sau sáp nhập)", "VN-35:so-xd"),
        ("1. Sở Y tế*", "VN-35:so-yt"),
        ("UBND TÌNH LÂM ĐỒNG", "VN-35"),
        ("UBND tỉnh Thành phố Hồ Chí Minh", "VN-SG"),
        ("Sở Nông nghiệp và Môi trường - mới", "VN-35:so-nnmt"),
        ("Sở Tư pháp – sau sắp xếp (*)", "VN-35:so-tp"),
        ("Sở Y tế⁽¹⁾", "VN-35:so-yt"),
        ("Sở Y tế (a)", "VN-35:so-yt"),
    ],
)
def test_what_stands_around_a_name_does_not_change_it(printed: str, entity_id: str) -> None:
    """Abbreviations in brackets or behind a colon, notes on mergers, numbers, stars, a form filled in twice."""
    assert ids(printed) == [entity_id]


def test_two_bodies_joined_by_and_are_two() -> None:
    """A branch for several provinces and a department; an office of two bodies stays one."""
    assert ids("Chi cục Thuế khu vực XIII và Sở Xây dựng") == ["VN:cq-thue-kv13", "VN-35:so-xd"]
    assert ids("Văn phòng HĐND và UBND huyện Di Linh") == [None]


@pytest.mark.parametrize(
    ("printed", "entity_id"),
    [
        ("BHXH tỉnh LĐ", "VN-35:bhxh"),
        ("Sở Nội vụ LĐ", "VN-35:so-nv"),
        ("Thuế tỉnh LĐ", "VN-35:cuc-thue"),
        ("Thuế LĐ", None),  # on what labour earns
        ("BHXH tỉnh TN", None),  # another province's initials
    ],
)
def test_the_province_as_initials_behind_a_body(printed: str, entity_id: str | None) -> None:
    """Initials of the paper's province narrow nothing and part nothing off another name."""
    assert ids(printed) == [entity_id]


@pytest.mark.parametrize("printed", ["Hội CCB", "Hội LHPN", "LĐLĐ", "Cục THADS", "CAT", "BQLKCN tỉnh"])
def test_an_abbreviation_is_no_word(printed: str) -> None:
    """Letters that stand for a body are one without "tỉnh" behind them."""
    assert ids(printed)[0] is not None


@pytest.mark.parametrize("printed", ["UBKTTW", "Ban CSCLTW", "Ban TGDVTW"])
def test_trung_uong_glued_to_an_abbreviation(printed: str) -> None:
    """No Vietnamese word ends in tw."""
    assert (ids(printed, Scope(date=date(2025, 9, 1)))[0] or "").startswith("VN:cq-tw-")


def test_a_plural_that_a_name_may_leave_out() -> None:
    """Papers leave "các" out of a name; with initials too."""
    scope = Scope(province="VN-29", date=date(2019, 1, 1))
    assert ids("BQLKKT Dung Quất & KCN Quảng Ngãi", scope) == ["VN-29:bql-kkt"]


@pytest.mark.parametrize("printed", ["Thuế", "Thanh tra", "Công an"])
def test_a_word_is_a_body_only_with_its_place(printed: str) -> None:
    """Alone it may be a field of work; behind it a place, or above it a column of departments, makes it a body."""
    (alone,) = match(printed, scope=SCOPE)
    assert alone.entity_id is None
    assert len(alone.candidates) == 1
    assert ids(f"{printed} tỉnh") == ids(f"{printed} tỉnh Lâm Đồng") == [alone.candidates[0].entity_id]
    listed = match_column(["Sở Nội vụ", "Sở Y tế", printed], scope=SCOPE)
    assert listed[2][0].entity_id == alone.candidates[0].entity_id


def test_a_name_without_its_last_letter_behind_its_kind() -> None:
    """Too short for a wrong letter, but nothing else of that kind in the province begins so."""
    scope = Scope(province="VN-35", date=date(2023, 9, 1))
    (found,) = match("UBND huyện Đạ Tẻ", scope=scope)
    assert (found.entity_id, found.misprint) == ("VN-35:h-682", True)
    assert ids("Đạ Tẻ", scope) == [None]


def test_letters_that_sound_alike_in_a_bare_name() -> None:
    """An x for an s in a long name without its kind, in a paper of its province."""
    (found,) = match("Hoàng Xu Phì", scope=Scope(province="VN-03", date=date(2020, 11, 11)))
    assert (found.entity_id, found.misprint) == ("VN-03:h-032", True)


def test_a_national_body_has_no_place_behind_it() -> None:
    """Behind ministries "Công an tỉnh" is none; there is no "Bộ Công an tỉnh"."""
    assert ids("Bộ Nội vụ, Bộ Y tế, Công an tỉnh") == ["VN:bo-nv", "VN:bo-yt", "VN-35:ca"]
    assert ids("Bộ Công an tỉnh") == [None]


def test_a_number_behind_a_name_is_no_slip() -> None:
    """Units told apart by numbers are not each other, and not the one without a number."""
    communes = Scope(province="VN-35", level="commune", date=date(2026, 2, 1))
    assert ids("Xã Đạ Tẻh 3", communes) == ["VN-35:px-25135"]
    assert ids("Xã Đạ Tẻh 4", communes) == ids("Xã Di Linh 2", communes) == [None]
    assert ids("UBND huyện Tuy Phước 9", Scope(province="VN-31", date=date(2020, 1, 1))) == [None]


@pytest.mark.parametrize("note", ["huyện NTM", "huyện đạt chuẩn NTM", "Huyện nghèo", "huyện miền núi", "mới"])
def test_what_a_district_is_besides_is_no_second_name(note: str) -> None:
    """A note behind a dash is cut off, also where its letters are the initials of a district ("NTM", Nam Trà My)."""
    for scope in (Scope(), Scope(province="VN-HP", date=date(2022, 2, 14))):
        assert ids(f"UBND huyện Vĩnh Bảo - {note}", scope) == ["VN-HP:h-316"]


def test_a_dash_parts_names_where_all_of_a_column_are_of_one_level() -> None:
    """Two districts between a dash may be a road; in a column of districts they are two."""
    cao_bang = Scope(province="VN-04")
    assert ids("Bảo Lạc - Bảo Lâm", cao_bang) == [None]
    column = match_column(["Hòa An", "Bảo Lạc - Bảo Lâm", "Hạ Lang", "Nguyên Bình"], scope=cao_bang)
    assert [one.entity_id for one in column[1]] == ["VN-04:h-043", "VN-04:h-042"]
    (other,) = match("Bảo Lạc - Trung tâm", scope=Scope(province="VN-04", level="district"))
    assert other.entity_id is None
    assert ids("Bà Rịa - Vũng Tàu", Scope(level="province")) == ["VN-43"]


def test_initials_alone_in_a_column_of_districts() -> None:
    """Three initials are a district only where the column is one of districts, and one has them."""
    tay_ninh = Scope(province="VN-37", level="district")
    assert ids("DMC", tay_ninh) == ["VN-37:h-707"]
    assert ids("DMC", Scope(province="VN-37")) == [None]
    assert ids("TBC", tay_ninh) == [None]


def test_the_government_and_the_national_assembly_are_bodies() -> None:
    """What is of them, or bears their name, is not they."""
    assert ids("Chính phủ, Quốc hội", Scope()) == ["VN:cq-cp", "VN:cq-qh"]
    for printed in ("Chính phủ số", "Thủ tướng Chính phủ", "Nghị quyết của Chính phủ", "Quốc hội khóa XIV"):
        assert ids(printed, Scope()) == [None]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Sở GTVT, UBND các quận 1, 3, 5", ["VN-SG:so-gtvt", "VN-SG:h-760", "VN-SG:h-770", "VN-SG:h-774"]),
        ("Công an TP, UBND các quận: 1 và 3", ["VN-SG:ca", "VN-SG:h-760", "VN-SG:h-770"]),
        ("Sở Y tế, các sở Tài chính, Nội vụ", ["VN-SG:so-yt", "VN-SG:so-tc", "VN-SG:so-nv"]),
    ],
)
def test_a_list_in_a_list(printed: str, expected: list[str]) -> None:
    """Behind other names a head of several names holds for those after it."""
    found = match(printed, scope=Scope(province="VN-SG", date=date(2019, 4, 2)))
    assert [one.entity_id for one in found] == expected


@pytest.mark.parametrize(
    ("province", "printed", "expected"),
    [
        ("VN-05", "UBND thành phố", "VN-05:h-116"),
        ("VN-05", "UBND TP", "VN-05:h-116"),
        ("VN-70", "UBND thị xã", "VN-70:h-244"),
        ("VN-05", "UBND thị xã", None),
        ("VN-13", "UBND thành phố", None),
        ("VN-05", "UBND huyện", None),
        ("VN-05", "Thành phố", None),
        ("VN-SG", "UBND thành phố", "VN-SG"),
    ],
)
def test_the_only_city_of_a_province(province: str, printed: str, expected: str | None) -> None:
    """The committee of "the city" is that of the only one; where there are several or none it stays open."""
    (found,) = match(printed, scope=Scope(province=province, date=date(2017, 8, 15)))
    assert found.entity_id == expected


def test_two_boards_of_one_province() -> None:
    """Kiên Giang had two boards of economic zones: the plain name is that of the province's."""
    scope = Scope(province="VN-47", date=date(2019, 5, 9))
    names = ["Ban Quản lý Khu kinh tế tỉnh", "Ban Quản lý Khu kinh tế Phú Quốc", "BQL KKT"]
    found = [match(name, scope=scope)[0].entity_id for name in names]
    assert found == ["VN-47:bql-kkt-tinh", "VN-47:bql-kkt", "VN-47:bql-kkt-tinh"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Lai Châu (thành phố)", "VN-01:h-105"),
        ("Lai Châu (TP)", "VN-01:h-105"),
        ("Lai Châu (tỉnh)", "VN-01"),
        ("Tam Đường (huyện)", "VN-01:h-106"),
    ],
)
def test_a_kind_in_brackets_behind_the_name(printed: str, expected: str) -> None:
    """The kind tells the city from the province of its name."""
    (found,) = match(printed, scope=Scope(province="VN-01", date=date(2018, 6, 1)))
    assert found.entity_id == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Hạ Long, Quảng Ninh", ["VN-13:h-193"]),
        ("Phường Bãi Cháy, thành phố Hạ Long, Quảng Ninh", None),
        ("Hạ Long, Cẩm Phả", ["VN-13:h-193", "VN-13:h-195"]),
        ("Quảng Ninh, Hải Phòng", ["VN-13", "VN-HP"]),
    ],
)
def test_a_district_with_its_province_behind(printed: str, expected: list[str] | None) -> None:
    """Its own province behind a district says where it lies; another name is one more."""
    found = match(printed, scope=Scope(province="VN-13", date=date(2018, 6, 1)))
    assert expected is None or [one.entity_id for one in found] == expected
    assert "VN-13" not in [one.entity_id for one in found] or expected is not None


@pytest.mark.parametrize("head", ["Công an", "TAND", "BHXH", "Viện KSND"])
def test_bodies_of_a_city_that_became_a_province(head: str) -> None:
    """Until 2025 those of thành phố Huế were the city's, which the registry does not have."""
    before, after = date(2018, 6, 1), date(2025, 6, 1)
    for printed in (f"{head} thành phố Huế", f"{head} TP. Huế"):
        assert match(printed, scope=Scope(province="VN-26", date=before))[0].entity_id is None
        assert match(printed, scope=Scope(province="VN-26", date=after))[0].entity_id is not None
    (found,) = match(f"{head} tỉnh Thừa Thiên Huế", scope=Scope(province="VN-26", date=after))
    assert found.entity_id is not None


@pytest.mark.parametrize("printed", ["Huế thành phố", "Huế (thành phố)"])
def test_hue_is_no_tax_office(printed: str) -> None:
    """The name of a city is no name of a body without its first letter."""
    (found,) = match(printed, scope=Scope(province="VN-26", date=date(2018, 6, 1)))
    assert found.entity_id in {None, "VN-26:h-474"}


def test_a_district_that_is_nearly_a_body() -> None:
    """Thạnh Trị with its province behind is a letter from Thanh tra, and spelt right."""
    (found,) = match("Thạnh Trị, Sóc Trăng", scope=Scope(province="VN-52", date=date(2018, 6, 1)))
    assert (found.entity_id, found.misprint) == ("VN-52:h-949", False)
