"""Slips outside the name itself: numbering, marks, brackets, a misspelt head, spaces in the wrong place."""

from __future__ import annotations

from datetime import date

import pytest

from doichieu.normalize.agencies import Scope, match, match_column, match_one
from tests.normalize.agencies.test_matcher import ids

BAC_GIANG = Scope(province="VN-54", date=date(2020, 1, 1))


@pytest.mark.parametrize(
    "printed",
    [
        "3/ UBND huyện Lục Nam",
        "IV. UBND huyện Lục Nam",
        "12) UBND huyện Lục Nam",
        "a) UBND huyện Lục Nam",
        "UBND huyện Lục Nam [1]",
        "UBND huyện Lục Nam2)",
        "UBND huyện Lục Nam (cũ)",
        "UBND huyện Lục Nam (đã sắp xếp)",
    ],
)
def test_numbering_marks_and_brackets(printed: str) -> None:
    """A list number before a name, and a mark or an aside behind it, are no part of it."""
    assert ids(printed, BAC_GIANG) == ["VN-54:h-218"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("UNBD huyện Lục Nam", "VN-54:h-218"),
        ("UBD huyện Lục Nam", "VN-54:h-218"),
        ("Hyuện Lục Nam", "VN-54:h-218"),
        ("UBND HuyệnL ục Nam", "VN-54:h-218"),
        ("SởN ội vụ", "VN-54:so-nv"),
        ("Thahh tra tỉnh", "VN-54:thanh-tra"),
        ("Truường Chính trị tỉnh", "VN-54:truong-ct"),
        ("Cục Thuế tỉhn", "VN-54:cuc-thue"),
    ],
)
def test_slips_in_the_head(printed: str, expected: str) -> None:
    """A misspelt head, or a space in the wrong place, is a misprint where all else is right."""
    found = match_one(printed, scope=BAC_GIANG)
    assert (found.entity_id, found.misprint) == (expected, True)
    assert found.score < 1


@pytest.mark.parametrize("printed", ["Hộ nông dân", "Tin Bắc Giang", "Các Thống kê", "Quán Lục Nam"])
def test_other_words_are_no_slips(printed: str) -> None:
    """A word of its own before a known one is no misspelt head."""
    assert ids(printed, BAC_GIANG) == [None]


def test_as_near_to_two_names() -> None:
    """A name that is one letter from two abstains with both."""
    found = match_one("UBND huyện Lục Nan", scope=BAC_GIANG)
    assert found.entity_id is None
    assert {one.entity_id for one in found.candidates} == {"VN-54:h-218", "VN-54:h-219"}


def test_wrong_letter_in_a_column() -> None:
    """In a column of provinces a bare name with a wrong letter is read; alone it is left to a person."""
    column = ["Hà Nội", "Vĩnh Lohg", "Đồng Nai", "Tổng cộng", "Trung bình"]
    found = [cell[0].entity_id for cell in match_column(column)]
    assert found == ["VN-HN", "VN-49", "VN-39", None, None]
    assert match_one("Vĩnh Lohg").entity_id is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bở Tư pháp", "VN-31:so-tp"),
        ("Bô Tư pháp", "VN:bo-tp"),
        ("Bộ Tư pháp", "VN:bo-tp"),
        ("Sờ Tư pháp", "VN-31:so-tp"),
        ("Bỏ Tư pháp", None),
    ],
)
def test_head_between_department_and_ministry(name: str, expected: str | None) -> None:
    """In a paper of a province a misspelt head is the nearer one; between both it is neither."""
    (found,) = match(name, scope=Scope(province="VN-31"))
    assert found.entity_id == expected
    if expected is None:
        assert {one.entity_id for one in found.candidates} == {"VN-31:so-tp", "VN:bo-tp"}


def test_head_of_a_ministry_in_a_national_paper() -> None:
    """Without a province there is no department that it could be."""
    (found,) = match("Bở Tư pháp", scope=Scope())
    assert found.entity_id == "VN:bo-tp"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("SởY tế", "VN-54:so-yt"),
        ("SỞY TẾ", "VN-54:so-yt"),
        ("SởTT&TT", "VN-54:so-tttt"),
        ("SởTC", "VN-54:so-tc"),
        ("BộYT", "VN:bo-yt"),
        ("Sởi", None),
        ("Bộc lộ", None),
        ("Sởhữu trí tuệ", None),
    ],
)
def test_short_name_glued_to_its_head(printed: str, expected: str | None) -> None:
    """A lost space behind "Sở" and "Bộ" is a misprint, however short the rest; other words are none."""
    (found,) = match(printed, scope=BAC_GIANG)
    assert found.entity_id == expected
    assert found.misprint is (expected is not None)


def test_a_slip_in_the_kind_before_one_in_the_name() -> None:
    """What is one wrong mark from a kind is that kind, though with its province it is one from a district too."""
    scope = Scope(province="VN-50", date=date(2023, 9, 1))
    assert ids("UBND thành phổ Bến Tre", scope) == ["VN-50:h-829"]


def test_a_misspelt_district_is_no_body() -> None:
    """In a column of districts a misspelt one is not the National Assembly."""
    assert ids("Quốc aOi", Scope(province="VN-HN", level="district", date=date(2023, 9, 1))) != ["VN:cq-qh"]
