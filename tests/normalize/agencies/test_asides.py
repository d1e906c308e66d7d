"""What stands in brackets behind a name, and names that a plus sign parts."""

from __future__ import annotations

from datetime import date

import pytest

from doichieu.normalize import Scope
from tests.normalize.agencies.test_matcher import ids

AFTER = Scope(province="VN-37", date=date(2025, 12, 10))


@pytest.mark.parametrize(
    "aside", ["(12 thủ tục)", "(95,5%)", "(12/12)", "(7 xã, 1 thị trấn)", "(1.250 hồ sơ)", "(trước là huyện)"]
)
def test_a_count_in_brackets_is_no_part_of_a_name(aside: str) -> None:
    """Counts and percentages behind a department, a commune, a district."""
    assert ids(f"Sở Y tế {aside}", AFTER) == ["VN-37:so-yt"]
    assert ids(f"UBND xã Truông Mít {aside}", AFTER) == ["VN-37:px-25666"]
    assert ids(f"UBND huyện Bến Cầu {aside}", AFTER) == ["VN-37:h-711"]


@pytest.mark.parametrize(
    ("printed", "entity_id"),
    [
        ("Sở Tài chính (Long An cũ)", "VN-41:so-tc"),
        ("Sở KH&ĐT (tỉnh Long An cũ)", "VN-41:so-khdt"),
        ("Thanh tra tỉnh (Long An cũ)", "VN-41:thanh-tra"),
        ("huyện Châu Thành (Long An cũ)", "VN-41:h-808"),
        ("Sở Tài chính (cũ)", "VN-37:so-tc"),
        ("Sở GTVT (nay là Sở Xây dựng)", "VN-37:so-gtvt"),
        ("Xã Mộc Hóa (Long An cũ)", "VN-37:px-27823"),
    ],
)
def test_a_former_province_in_brackets_tells_whose_a_body_was(printed: str, entity_id: str) -> None:
    """A department or a district was the former province's; a commune of today is where that was."""
    assert ids(printed, AFTER) == [entity_id]


def test_a_plus_sign_parts_names() -> None:
    """Two districts or departments of one cell; formulas name nothing."""
    assert ids("Gò Dầu + Bến Cầu", Scope(province="VN-37", level="district")) == [
        "VN-37:h-710",
        "VN-37:h-711",
    ]
    assert ids("Sở Y tế + Sở Xây dựng", AFTER) == ["VN-37:so-yt", "VN-37:so-xd"]
    assert ids("A + B", AFTER) == [None]


@pytest.mark.parametrize(
    "printed", ["Cục Thú y", "Chi cục Thú y", "Chi cục Thú y tỉnh Tây Ninh", "CỤC THÚ Y"]
)
def test_another_space_and_a_wrong_letter_are_two_slips(printed: str) -> None:
    """The veterinary office is not the tax office with a slip."""
    assert ids(printed, Scope(province="VN-37", date=date(2021, 5, 1))) == [None]


@pytest.mark.parametrize("office", ["Chi cục Thuế", "Chi cục Thống kê"])
def test_a_branch_without_a_place_is_not_the_province_s(office: str) -> None:
    """Districts had branches of that name; with "tỉnh" or the province behind it, or among departments, it is the province's."""
    day = date(2024, 5, 1)
    assert ids(office, Scope(province="VN-37", date=day)) == [None]
    assert ids(f"{office} huyện Gò Dầu", Scope(province="VN-37", date=day)) == [None]
    for name, level in ((f"{office} tỉnh", None), (f"{office} tỉnh Tây Ninh", None), (office, "department")):
        (found,) = ids(name, Scope(province="VN-37", date=day, level=level))
        assert found in {"VN-37:cuc-thue", "VN-37:cuc-tk"}
