"""Names typed without diacritics, or with keys of Telex left in them."""

from __future__ import annotations

from datetime import date

import pytest

from doichieu.normalize.agencies import Scope, match_one
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
