"""Branches for several provinces: told apart by their number, and never taken for a province's own branch."""

from __future__ import annotations

from datetime import date

import pytest

from doichieu.normalize import Registry, Scope, match_one
from doichieu.normalize.registry.regions import roman

LAM_DONG = Scope(province="VN-35", date=date(2026, 2, 1))


@pytest.mark.parametrize(
    ("printed", "entity_id"),
    [
        ("Kho bạc Nhà nước khu vực VII", "VN:cq-kbnn-kv7"),
        ("KBNN khu vực 16", "VN:cq-kbnn-kv16"),
        ("Chi cục Thuế khu vực XIII", "VN:cq-thue-kv13"),
        ("CHI CỤC HẢI QUAN KHU VỰC II", "VN:cq-hq-kv2"),
        ("Ngân hàng Nhà nước Chi nhánh Khu vực 10", "VN:cq-nhnn-kv10"),
        ("NHNN khu vực X", "VN:cq-nhnn-kv10"),
    ],
)
def test_a_branch_is_known_by_its_number(printed: str, entity_id: str) -> None:
    """In Roman or in digits, abbreviated or in full."""
    assert match_one(printed, scope=LAM_DONG).entity_id == entity_id


@pytest.mark.parametrize(
    "printed",
    [
        "Kho bạc Nhà nước khu vực",
        "Kho bạc Nhà nước các khu vực",
        "Kho bạc Nhà nước khu vực XXI",
        "Chi cục Thuế khu vực Quận 12 - huyện Hóc Môn",
        "Kiểm toán nhà nước khu vực VIII",
        "Tòa án nhân dân khu vực 1 - Lâm Đồng",
        "Học viện Chính trị khu vực III",
    ],
)
def test_no_number_or_another_body_is_no_branch(printed: str) -> None:
    """A number that no branch has is not the nearest number, and not the branch of the province."""
    assert match_one(printed, scope=LAM_DONG).entity_id is None


def test_branches_are_as_many_as_their_decisions_say() -> None:
    """20 of the treasury, of the tax and of the customs, 35 of social insurance, 15 of the State Bank."""
    slugs = [one.partition("-kv")[0] for one in Registry.load().agencies if "-kv" in one]
    assert {slug: slugs.count(slug) for slug in slugs} == {
        "VN:cq-kbnn": 20,
        "VN:cq-thue": 20,
        "VN:cq-hq": 20,
        "VN:cq-bhxh": 35,
        "VN:cq-nhnn": 15,
    }


def test_numbers_in_roman() -> None:
    """Numbers as the names of branches print them."""
    assert [roman(number) for number in (1, 4, 9, 14, 19, 35)] == ["I", "IV", "IX", "XIV", "XIX", "XXXV"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("CCT khu vực V", "VN:cq-thue-kv5"),
        ("CCT khu vực VI", "VN:cq-thue-kv6"),
        ("Kho bạc khu vực XII", "VN:cq-kbnn-kv12"),
    ],
)
def test_a_number_is_no_initial_of_a_longer_one(printed: str, expected: str) -> None:
    """Behind shortened words the number is still that of one branch."""
    assert match_one(printed, scope=Scope(date=date(2025, 4, 20))).entity_id == expected
