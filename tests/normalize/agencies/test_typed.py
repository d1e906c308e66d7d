"""Names typed without diacritics, or with keys of Telex left in them."""

from __future__ import annotations

from datetime import date

import pytest

from doichieu.normalize import Registry
from doichieu.normalize.agencies import Scope, match, match_one
from doichieu.normalize.text import fold
from tests.normalize.agencies.test_matcher import ids

BINH_DINH = Scope(province="VN-31", date=date(2020, 5, 1))
QUANG_NINH = Scope(province="VN-13", date=date(2026, 1, 5))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("CONG AN TINH", "VN-31:ca"),
        ("Thanh tra tinh", "VN-31:thanh-tra"),
        ("Cuc Thue tinh Binh Dinh", "VN-31:cuc-thue"),
        ("So Y te Ha Noi", "VN-HN:so-yt"),
        ("So TT-TT", "VN-31:so-tttt"),
        ("SO LAO DONG - TB & XH", "VN-31:so-ldtbxh"),
        ("Ban QL Khu kinh te", "VN-31:bql-kkt"),
        ("UBND huyen Tuy Phuoc", "VN-31:h-550"),
    ],
)
def test_without_diacritics(printed: str, expected: str) -> None:
    """Head, kind, name and province are known without their diacritics, which is no misprint."""
    found = match_one(printed, scope=BINH_DINH)
    assert (found.entity_id, found.misprint) == (expected, False)
    assert found.score < 1


@pytest.mark.parametrize("printed", ["PHUONG BAI CHAY", "UBND phuong Bai Chay", "phường Bai Chay"])
def test_wards_without_diacritics(printed: str) -> None:
    """A ward directly under the paper's province needs no column of wards."""
    assert ids(printed, QUANG_NINH) == ["VN-13:px-06673"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Thanh Hoas", "VN-21"),
        ("Hải Phongf", "VN-HP"),
        ("Hà Nooji", "VN-HN"),
        ("Sowr Tafi chinhs", "VN-31:so-tc"),
        ("Sở Y tees", "VN-31:so-yt"),
        ("UBND huyeejn Tuy Phuowcs", "VN-31:h-550"),
        ("UBND huyện Phù Myx", "VN-31:h-545"),
        ("DDồng Nai", "VN-39"),
    ],
)
def test_keys_of_telex(printed: str, expected: str) -> None:
    """Keys of tones and letters that were left in a word are carried out; it is a misprint."""
    found = match_one(printed, scope=BINH_DINH)
    assert (found.entity_id, found.misprint) == (expected, True)
    assert found.score < 1


@pytest.mark.parametrize(
    "printed",
    [
        "Tong cong",
        "Tinh hinh",
        "Quan tri",
        "Xa hoi",
        "Thanh pho",
        "Tổng soos",
        "Trung binhf",
        "Class",
        "Rank",
        "SO LIEU",
    ],
)
def test_other_words(printed: str) -> None:
    """Words of a table that were typed so are no names."""
    assert ids(printed, BINH_DINH) == [None]


@pytest.mark.parametrize("level", ["province", "district"])
def test_every_territory_without_diacritics(level: str) -> None:
    """In a column of its level each is found without its diacritics, but for two of one name and for bare numbers."""
    on = date(2018, 6, 1)
    registry = Registry.load()
    units = registry.provinces if level == "province" else registry.districts
    named = [(unit, unit.form_on(on).name) for unit in units.values() if unit.in_force(on)]
    missed = []
    for unit, name in named:
        scope = Scope(province=unit.province_id if level == "district" else None, level=level, date=on)
        (found,) = match(fold(name).title(), scope=scope)
        assert found.entity_id in {unit.entity_id, None}, name
        assert not found.misprint
        missed += [name] if found.entity_id is None and not name.isdigit() else []
    assert all(sum(name == one for _, one in named) > 1 for name in missed)


@pytest.mark.parametrize("province", ["VN-HN", "VN-07", "VN-30", "VN-33", "VN-HP"])
def test_every_commune_without_diacritics(province: str) -> None:
    """In a column of communes of 2025 none is taken for another, nor for a district or a township that ended."""
    on = date(2025, 12, 1)
    communes = [one for one in Registry.load().communes(province) if one.in_force(on)]
    missed = 0
    for commune in communes:
        form = commune.form_on(on)
        for printed in (form.name, f"{form.kind} {form.name}"):
            found = match_one(fold(printed), scope=Scope(province=province, level="commune", date=on))
            assert found.entity_id in {commune.entity_id, None}, printed
            missed += found.entity_id is None
    assert missed <= 4  # two of the same letters


def test_letters_of_two_communes() -> None:
    """What two communes are without diacritics has both as candidates."""
    (found,) = match("xa tan thanh", scope=Scope(province="VN-37", level="commune", date=date(2025, 12, 1)))
    assert {one.entity_id for one in found.candidates} == {"VN-37:px-25534", "VN-37:px-27826"}
