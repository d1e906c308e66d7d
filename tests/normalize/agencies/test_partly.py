"""Districts of which some words are shortened to initials, and names that lack a space behind their kind."""

from __future__ import annotations

from datetime import date

import pytest

from doichieu.normalize import Scope, match, match_column
from tests.normalize.agencies.test_matcher import ids

DAY = date(2024, 12, 20)
TAY_NINH = Scope(province="VN-37", level="district", date=DAY)


@pytest.mark.parametrize(
    ("printed", "district"),
    [
        ("Dương M.Châu", "h-707"),
        ("DM Châu", "h-707"),
        ("Tr. Bàng", "h-712"),
        ("T. Bàng", "h-712"),
        ("Tân B.", "h-705"),
        ("H. Bến C.", "h-711"),
        ("TXTrảng Bàng", "h-712"),
        ("TxHòa Thành", "h-709"),
        ("T.xã Hòa Thành", "h-709"),
    ],
)
def test_initials_beside_words(printed: str, district: str) -> None:
    """In a column of the districts of a province one of them has those words and initials."""
    assert ids(printed, TAY_NINH) == [f"VN-37:{district}"]


def test_initials_of_two_districts_abstain() -> None:
    """The short "T. Uyên" is Than Uyên or Tân Uyên; "Th. Uyên" is one."""
    lai_chau = Scope(province="VN-01", level="district", date=DAY)
    assert ids("T. Uyên", lai_chau) == [None]
    assert ids("Th. Uyên", lai_chau) == ["VN-01:h-110"]


@pytest.mark.parametrize("printed", ["B. Cầu", "T. Bàng", "C. Thành", "Đ. Hưng"])
def test_initials_outside_such_a_column_are_none(printed: str) -> None:
    """Elsewhere a letter may stand for anything; behind its kind a name is asked for in any text."""
    assert ids(printed, Scope(province="VN-37", date=DAY)) == [None]
    assert ids("huyện B. Cầu", Scope(province="VN-37", date=DAY)) == ["VN-37:h-711"]


@pytest.mark.parametrize("printed", ["T. hợp", "T. cộng", "B. quân", "K. quả", "Đ. vị", "Tổng"])
def test_words_of_tables_are_no_districts(printed: str) -> None:
    """Shortened words of rows of totals are no names, in any province."""
    provinces = [f"VN-{code}" for code in ("37", "59", "20", "21", "39", "47", "28", "SG", "HN")]
    found = [match(printed, scope=Scope(province=one, level="district", date=DAY)) for one in provinces]
    assert all(cell[0].entity_id is None for cell in found)


def test_the_column_tells_that_initials_are_a_district() -> None:
    """A column whose other cells are districts settles one that is partly shortened."""
    found = match_column(["Đầm Dơi", "Năm Căn", "TVThời", "U Minh"], scope=Scope(province="VN-59", date=DAY))
    assert found[2][0].entity_id == "VN-59:h-968"


@pytest.mark.parametrize("printed", ["Xìn Hồ", "huyện Xìn Hồ"])
def test_a_first_letter_that_sounds_so_is_a_misprint(printed: str) -> None:
    """A name too short for a wrong letter may begin with one that is written for it."""
    (found,) = match(printed, scope=Scope(province="VN-01", level="district", date=DAY))
    assert (found.entity_id, found.misprint) == ("VN-01:h-108", True)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Q. Ngãi", "VN-29"),
        ("Q.Ninh", "VN-13"),
        ("B. Định", "VN-31"),
        ("H.Phòng", "VN-HP"),
        ("BR-VTàu", "VN-43"),
        ("Đ. Nẵng", "VN-DN"),
        ("L. Đồng", "VN-35"),
        ("L.Sơn", "VN-09"),
        ("H. Giang", None),
        ("QN", None),
    ],
)
def test_provinces_partly_shortened(printed: str, expected: str | None) -> None:
    """In a column of provinces one of them has those words and initials; what two have, or letters alone, is open."""
    (found,) = match(printed, scope=Scope(level="province", date=date(2018, 7, 5)))
    assert (found.entity_id, found.misprint) == (expected, False)
