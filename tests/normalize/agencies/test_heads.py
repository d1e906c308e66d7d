"""How a name begins: short heads, acronyms, Party committees; and what a first letter or a letter's shape may be."""

from __future__ import annotations

from datetime import date

import pytest

from doichieu.normalize.agencies import Scope, match, match_one
from doichieu.normalize.registry import Registry
from tests.normalize.agencies.test_matcher import ids

HA_TINH = Scope(province="VN-23", date=date(2018, 6, 20))
NATIONAL = Scope(date=date(2020, 1, 1))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("S. TN&MT", "VN-23:so-tnmt"),
        ("CA tỉnh", "VN-23:ca"),
        ("KBNN Hà Tĩnh", "VN-23:kbnn"),
        ("BĐBP tỉnh", "VN-23:bdbp"),
        ("LMHTX tỉnh", "VN-23:lmhtx"),
        ("STTTT", "VN-23:so-tttt"),
        ("Tỉnh ủy", "VN-23:tu"),
        ("BTG Tỉnh uỷ", "VN-23:tu-btg"),
        ("Tỉnh đoàn Hà Tĩnh", "VN-23:tinh-doan"),
        ("Huyện ủy Can Lộc", "VN-23:hu-443"),
        ("THỊ ỦY KỲ ANH", "VN-23:hu-449"),
    ],
)
def test_short_heads(printed: str, expected: str) -> None:
    """Heads of a letter or two, acronyms of whole heads, and committees, in a paper of their province."""
    assert ids(printed, HA_TINH) == [expected]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("TAND tối cao", "VN:cq-tandtc"),
        ("VKSND tối cao", "VN:cq-vksndtc"),
        ("UBTW MTTQ Việt Nam", "VN:cq-mttq"),
        ("Ủy ban Kinh tế của Quốc hội", "VN:cq-qh-kt"),
        ("Thành ủy Hà Nội", "VN-HN:tu"),
    ],
)
def test_national_bodies(printed: str, expected: str) -> None:
    """Acronyms of courts and fronts, committees of the National Assembly, the Party committee of a city."""
    assert ids(printed, NATIONAL) == [expected]


@pytest.mark.parametrize(
    "printed", ["HĐND", "CCHC", "TTHC", "DVC", "CA", "S. Lượng", "Huyện ủy", "Huyện ủy Tân Nhơn", "TƯ"]
)
def test_acronyms_that_are_no_names(printed: str) -> None:
    """What only looks like an acronym or a committee abstains."""
    assert ids(printed, HA_TINH) == [None]


def test_committee_follows_its_district() -> None:
    """The committee of a district that became a town is one entity, with the forms of the district."""
    registry = Registry.load()
    committee = registry.get("VN-31:hu-543")
    assert committee is not None
    assert [form.kind for form in committee.forms] == ["huyện ủy", "thị ủy"]
    assert committee.valid_to == date(2025, 6, 30)
    assert committee in registry.children("VN-31", date(2020, 1, 1), "committee")
    assert registry.get("VN-31:hu-999") is None


def test_kind_that_tells_a_short_name() -> None:
    """The printed "thành phố Điện Biên" is Điện Biên Phủ, since there never was a city of just that name."""
    scope = Scope(province="VN-71", date=date(2021, 5, 30))
    assert ids("UBND thành phố Điện Biên", scope) == ["VN-71:h-094"]
    assert ids("UBND huyện Điện Biên", scope) == ["VN-71:h-100"]


@pytest.mark.parametrize(
    ("printed", "province", "expected"),
    [("UBND huyện Sín Mần", "VN-03", "VN-03:h-033"), ("Ea Sup", "VN-33", "VN-33:h-646")],
)
def test_sounds_and_short_names(printed: str, province: str, expected: str) -> None:
    """A first letter that sounds alike behind a head, and a short name without diacritics in its province."""
    assert ids(printed, Scope(province=province)) == [expected]


def test_shape_of_a_letter() -> None:
    """A letter that recognition takes for another of its shape is a misprint."""
    found = match_one("QUẢNG NGÃl", scope=NATIONAL)
    assert (found.entity_id, found.misprint) == ("VN-29", True)


def test_own_district_before_another_province() -> None:
    """In a paper of Bạc Liêu the bare "Hoà Bình" is its district; in a national one the province."""
    assert ids("Hoà Bình", Scope(province="VN-55", date=date(2020, 7, 15))) == ["VN-55:h-961"]
    assert ids("Hoà Bình", NATIONAL) == ["VN-14"]


def test_ampersand_between_names() -> None:
    """An ampersand parts two names, and none where it stands in one."""
    scope = Scope(province="VN-70")
    assert ids("Tam Đảo & Tam Dương", scope) == ["VN-70:h-248", "VN-70:h-247"]
    assert ids("Sở Khoa học & CN", scope) == ["VN-70:so-khcn"]


def test_bodies_of_one_province() -> None:
    """Bạc Liêu had merged two departments; the dates are its own, and no other province has them."""
    (found,) = match(
        "Sở Giáo dục, Khoa học và Công nghệ", scope=Scope(province="VN-55", date=date(2024, 1, 1))
    )
    assert found.entity_id == "VN-55:so-gdkhcn"
    assert "2023-03-14" in found.reason
    assert Registry.load().get("VN-31:so-gdkhcn") is None


def test_date_of_the_country_is_said_to_be_so() -> None:
    """The day on which a province merged its departments is the country's where its own has no source."""
    entity = Registry.load().get("VN-31:so-tttt")
    assert entity is not None
    assert "ngày chung" in entity.note
