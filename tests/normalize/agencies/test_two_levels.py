"""Names in papers of provinces from 2025-07-01, when communes stand directly under them and there are no districts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from doichieu.normalize import Registry, Scope, match, match_column
from tests.normalize.agencies.test_matcher import ids

GIA_LAI = Scope(province="VN-30", date=date(2025, 9, 15))
AN_GIANG = Scope(province="VN-44", date=date(2025, 9, 15))


@pytest.mark.parametrize("name", ["Chư Păh", "An Khê", "Pleiku"])
def test_bare_name_of_a_commune_and_a_former_district(name: str) -> None:
    """A bare name that a commune has is not taken for the district that ended."""
    (found,) = match(name, scope=GIA_LAI)
    assert found.entity_id is None
    assert found.candidates[0].entity_id.startswith("VN-30:px-")
    assert found.candidates[1].entity_id.startswith("VN-30:h-")


def test_bare_names_of_a_column() -> None:
    """A column of such names is one of communes."""
    column = match_column(["Chư Păh", "Ia Grai", "Tuy Phước", "Quy Nhơn", "Bồng Sơn"], scope=GIA_LAI)
    assert all((cell[0].entity_id or "").startswith("VN-30:px-") for cell in column)


def test_former_district_in_a_column_of_communes() -> None:
    """Among communes the name of a former district that no commune bears is none."""
    column = match_column(["Chư Păh", "Ia Grai", "Chư Sê", "Krông Pa"], scope=GIA_LAI)
    assert column[3][0].entity_id is None
    assert [one.entity_id for one in column[3][0].candidates] == ["VN-30:h-637"]


def test_bare_names_among_districts() -> None:
    """Where the others say that they are districts, a bare name is one too."""
    column = match_column(["Huyện Chư Păh", "Huyện Ia Grai", "TP Pleiku", "Chư Sê"], scope=GIA_LAI)
    assert column[3][0].entity_id == "VN-30:h-633"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("UBND Chư Păh", "VN-30:px-23722"), ("P. An Khê", "VN-30:px-23617"), ("P. Phú Quốc", None)],
)
def test_short_heads(name: str, expected: str | None) -> None:
    """A committee is the commune's; "P." is a ward where one has the name."""
    (found,) = match(name, scope=GIA_LAI)
    assert found.entity_id == expected


def test_letter_for_another_kind() -> None:
    """A letter before the name of what is no ward may stand for anything."""
    (found,) = match("P. Phú Quốc", scope=AN_GIANG)
    assert found.entity_id is None


@pytest.mark.parametrize(
    ("name", "expected"), [("UBND huyện Tuy Phước", "VN-31:h-550"), ("TP Quy Nhơn", "VN-31:h-540")]
)
def test_former_district_of_a_province_taken_in(name: str, expected: str) -> None:
    """A paper after the merger names the districts of both provinces; one before it those of its own."""
    (after,) = match(name, scope=GIA_LAI)
    (before,) = match(name, scope=Scope(province="VN-30", date=date(2024, 1, 1)))
    assert (after.entity_id, before.entity_id) == (expected, None)
    assert "2025-06-30" in after.reason


def test_former_districts_of_one_name() -> None:
    """A district of both merged provinces is neither."""
    (found,) = match("huyện Châu Thành", scope=AN_GIANG)
    assert {one.entity_id for one in found.candidates} == {"VN-44:h-892", "VN-47:h-905"}
    assert found.entity_id is None


@pytest.mark.parametrize(
    ("printed", "entity_id"),
    [
        ("Phường Mũi Né, tỉnh Lâm Đồng", "VN-35:px-22918"),
        ("UBND phường Sa Pa, tỉnh Lào Cai", "VN-02:px-03006"),
        ("Phường Vĩnh Hưng (TP Hà Nội)", "VN-HN:px-00301"),
        ("Phường B’Lao - Bảo Lộc", "VN-35:px-24829"),
        ("Phường Bình Thuận", "VN-35:px-22960"),
        ("Phường Bình Thuận, tỉnh Lâm Đồng", "VN-35:px-22960"),
    ],
)
def test_a_province_or_former_district_behind_a_commune(printed: str, entity_id: str) -> None:
    """It says where the commune lies, whatever the paper's province, and is no second name; a ward may bear a province's name."""
    scope = Scope(province="VN-35", date=date(2026, 2, 1))
    assert [one.entity_id for one in match(printed, scope=scope)] == [entity_id]


def test_a_commune_of_a_named_province_needs_no_paper_of_it() -> None:
    """A national paper names the province itself."""
    (found,) = match("Xã Lũng Cú, tỉnh Tuyên Quang", scope=Scope(date=date(2026, 2, 1)))
    assert found.entity_id is not None
    assert found.entity_id.startswith("VN-07:px-")


def test_a_misspelt_commune_is_the_one_in_force() -> None:
    """The ended commune of the same name is no second choice."""
    (found,) = match("Xã Phú Lượng", scope=Scope(province="VN-07", level="commune", date=date(2026, 1, 10)))
    assert (found.entity_id, found.misprint) == ("VN-07:px-02611", True)


@pytest.mark.parametrize(
    ("printed", "province", "entity_id"),
    [
        ("UBND P. Cái Khế", "VN-CT", "VN-CT:px-31120"),
        ("UBND X. Mỹ Tú", "VN-CT", "VN-CT:px-31567"),
        ("UBND ĐK Thổ Châu", "VN-44", "VN-44:px-31105"),
        ("UBND P.1 Bảo Lộc", "VN-35", "VN-35:px-24823"),
        ("UBND P2 Bảo Lộc", "VN-35", "VN-35:px-24820"),
        ("UBND P. Mỹ Tú", "VN-CT", None),  # a xã
        ("UBND TT phát triển quỹ đất", "VN-CT", None),
    ],
)
def test_committee_before_a_short_head(printed: str, province: str, entity_id: str | None) -> None:
    """The letter of a kind is what it is behind "UBND" too."""
    (found,) = match(printed, scope=Scope(province=province, date=date(2025, 12, 1)))
    assert found.entity_id == entity_id


WARDS = Scope(province="VN-13", level="commune", date=date(2026, 1, 5))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Vĩnh Thưc", "VN-13:px-06757"),
        ("Tiên Yênn", "VN-13:px-06862"),
        ("MóngCái 1", "VN-13:px-06712"),
        ("Mong Cai 1", "VN-13:px-06712"),
        ("Móng Cái III", "VN-13:px-06736"),
        ("P. Móng Cái II", "VN-13:px-06709"),
    ],
)
def test_slips_of_bare_names_in_a_column_of_communes(printed: str, expected: str) -> None:
    """Marks, spaces, doubled letters and Roman numbers are forgiven where communes are listed."""
    assert ids(printed, WARDS) == [expected]


@pytest.mark.parametrize(
    "printed", ["Trung bình", "Hải Sơm", "Móng Cái 4", "Móng Cái IV", "Yên Tứ", "Hà Lấm", "II"]
)
def test_a_wrong_letter_in_a_bare_name_of_a_commune(printed: str) -> None:
    """A wrong letter or another number is another name: a province has too many communes to guess."""
    assert ids(printed, WARDS) == [None]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("UBND xã Vĩnh Thưc", "VN-13:px-06757"), ("xã hội hóa", None), ("Xã Hải Sơm", None)],
)
def test_a_misspelt_commune_among_other_units(printed: str, expected: str | None) -> None:
    """Outside a column of communes only marks, spaces and doubled letters of a name behind its kind are forgiven."""
    assert ids(printed, replace(WARDS, level=None)) == [expected]


def test_a_list_behind_one_head() -> None:
    """What stands before the first of several communes holds for all."""
    both = [*ids("Phường Quang Hanh", WARDS), *ids("Phường Cửa Ông", WARDS)]
    assert None not in both
    assert ids("UBND các phường Quang Hanh, Cửa Ông", WARDS) == both


LAM_DONG = Scope(province="VN-35", date=date(2025, 12, 15))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Phường Cam Ly", "VN-35:px-24787"),
        ("P. Cam Ly, TP. Đà Lạt", "VN-35:px-24787"),
        ("UBND phường Xuân Hương", "VN-35:px-24781"),
        ("Xã Nam Ban", "VN-35:px-24868"),
        ("Xã Liên Hà", None),
    ],
)
def test_names_without_the_district_they_close_with(printed: str, expected: str | None) -> None:
    """The name "Nam Ban" is short for "Nam Ban Lâm Hà" of today, and no township that ended."""
    assert ids(printed, LAM_DONG) == [expected]
    assert ids(printed.rpartition(",")[0] or printed, replace(LAM_DONG, level="commune"))[0] == (
        expected or "VN-35:x-24919"
    )


def test_a_short_name_is_of_two_words() -> None:
    """The word "Nam" may begin the name of any of four, and is short for none of them."""
    assert ids("Phường Nam", Scope(province="VN-34", level="commune", date=date(2025, 12, 15))) == [None]


@pytest.mark.parametrize("printed", ["Phường Thủ Dầu 1", "Thủ Dầu I"])
def test_a_number_for_its_word(printed: str) -> None:
    """A name that closes with the word for a number may be printed with the figure."""
    scope = Scope(province="VN-SG", level="commune", date=date(2025, 12, 1))
    expected = "VN-SG:px-25747" if printed.endswith("1") else None
    assert ids(printed, scope) == [expected]


@pytest.mark.parametrize("province", ["VN-33", "VN-05"])
def test_letters_and_spaces_that_changed_places(province: str) -> None:
    """A slip in any place of a bare name raises nothing, and is none of a district, a province or a body."""
    scope = Scope(province=province, level="commune", date=date(2025, 11, 1))
    for commune in Registry.load().communes(province)[::3]:
        name = commune.forms[-1].name
        for at in range(1, len(name) - 1):
            printed = f"{name[:at]}{name[at + 1]}{name[at]}{name[at + 2 :]}"
            (found,) = match(printed, scope=scope)
            assert found.entity_id is None or ":px-" in found.entity_id or ":x-" in found.entity_id, printed


@pytest.mark.parametrize("printed", ["Bẳc Giang", "Bac Giag", "Bắc Gang"])
def test_a_misspelt_commune_is_no_former_province(printed: str) -> None:
    """Phường Bắc Giang misspelt is not the province that ended."""
    found = ids(printed, Scope(province="VN-56", level="commune", date=date(2025, 11, 1)))
    assert "VN-54" not in found


def test_a_column_without_diacritics_is_one_of_communes() -> None:
    """Bare names of communes without their marks are told from the former districts of those names by each other."""
    names = ["Thanh Oai", "Hoai Duc", "Quoc Oai", "Tay Ho", "Gia Lam", "Bo De"]
    found = match_column(names, scope=Scope(province="VN-HN", date=date(2025, 11, 1)))
    assert all(":px-" in (cell[0].entity_id or "") for cell in found)
    alone = match("Gia Lam", scope=Scope(province="VN-HN", date=date(2025, 11, 1)))
    assert alone[0].entity_id is None
    assert len(alone[0].candidates) > 1
