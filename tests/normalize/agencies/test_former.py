"""Names with the word for "former" behind them."""

from __future__ import annotations

from datetime import date

import pytest

from doichieu.normalize import Scope, match
from tests.normalize.agencies.test_matcher import ids

CA_MAU = Scope(province="VN-59", date=date(2025, 10, 10))
COMMUNES = Scope(province="VN-59", level="commune", date=date(2025, 10, 10))


@pytest.mark.parametrize(
    ("printed", "entity_id"),
    [
        ("tỉnh Bạc Liêu cũ", "VN-55"),
        ("Sở Y tế tỉnh Bạc Liêu cũ", "VN-55:so-yt"),
        ("huyện U Minh cũ", "VN-59:h-966"),
        ("Sở GTVT - cũ", "VN-59:so-gtvt"),
        ("Sở GTVT (cũ)", "VN-59:so-gtvt"),
        ("Phường 5, TP. Cà Mau cũ", "VN-59:x-32008"),
        ("xã Tân Thuận, huyện Đầm Dơi cũ", "VN-59:x-32167"),
    ],
)
def test_former_units(printed: str, entity_id: str) -> None:
    """Provinces, departments, districts and their wards, with a dash, with brackets or with neither."""
    assert ids(printed, CA_MAU) == [entity_id]


@pytest.mark.parametrize("printed", ["Xã Tân Thuận (cũ)", "Tân Thuận cũ", "Xã Tân Thuận - cũ"])
def test_a_former_commune_is_not_today_s_of_the_name(printed: str) -> None:
    """In a column of communes of 2025 the word tells the old Tân Thuận from the new one."""
    assert ids("Xã Tân Thuận", COMMUNES) == ["VN-59:px-32167"]
    assert ids(printed, COMMUNES) == ["VN-59:x-32167"]


def test_a_former_commune_that_never_was_abstains() -> None:
    """Phan Ngọc Hiển is a name of 2025: there is no former one, and today's is only a candidate."""
    (found,) = match("Xã Phan Ngọc Hiển (cũ)", scope=COMMUNES)
    assert found.entity_id is None
    assert [one.entity_id for one in found.candidates] == ["VN-59:px-32244"]


def test_a_former_kind_is_not_remarked() -> None:
    """A paper that says "cũ" knows that the district is a town by now."""
    (found,) = match("UBND huyện Hòa Thành (cũ)", scope=Scope(province="VN-37", date=date(2024, 10, 10)))
    assert (found.entity_id, found.outdated) == ("VN-37:h-709", None)


@pytest.mark.parametrize("printed", ["hệ thống cũ", "Báo cáo cũ", "Các huyện cũ", "cũ", "(cũ)"])
def test_other_former_things_name_nothing(printed: str) -> None:
    """The word alone makes no name."""
    assert ids(printed, CA_MAU) == [None]
