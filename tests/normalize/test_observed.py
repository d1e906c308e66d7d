"""Observations: what tells figures of one row apart, what they measure, and of which kind they are."""

from __future__ import annotations

from collections import Counter

import pytest

from doichieu.extract import read_bytes
from doichieu.model import Observation
from doichieu.normalize.understand import understand


def _observed(*rows: str, caption: str = "Chỉ số giá tiêu dùng") -> list[Observation]:
    cells = "".join(f"<tr>{row}</tr>" for row in rows)
    page = f"<p>Bảng 1. {caption}</p><table>{cells}</table>"
    return list(understand(read_bytes(page.encode(), "a.html")).observations)


def _row(*texts: str) -> str:
    return "".join(f"<td>{text}</td>" for text in texts)


def _distinct(found: list[Observation]) -> bool:
    told = Counter(
        (one.row, one.entity_name, one.indicator, one.header, one.measure, one.period, one.unit)
        for one in found
    )
    return max(told.values()) == 1


def test_two_levels_of_titles_tell_indices_apart() -> None:
    """Five indices of one row differ in what they measure and in their header, as printed."""
    found = _observed(
        "<th rowspan=2></th><th colspan=2>Tháng 02 năm 2024 so với</th><th rowspan=2>Bình quân so với cùng kỳ</th>",
        "<th>Kỳ gốc 2019</th><th>Tháng trước</th>",
        _row("Lương thực", "110,21", "100,71", "102,41"),
        _row("Thực phẩm", "121,40", "101,95", "103,61"),
        _row("May mặc", "115,20", "101,10", "102,90"),
    )
    assert [one.header for one in found[:3]] == [
        "Tháng 02 năm 2024 so với / Kỳ gốc 2019",
        "Tháng 02 năm 2024 so với / Tháng trước",
        "Bình quân so với cùng kỳ",
    ]
    assert len({one.indicator for one in found}) == 3
    assert _distinct(found)


def test_titles_that_read_the_same_are_numbered() -> None:
    """Columns under one title are told apart by their order, and untitled ones too."""
    found = _observed(
        "<th>Tuyến đường</th><th colspan=2>Giá</th><th></th><th></th>",
        _row("Nguyễn Trãi", "12,5", "7,2", "1,5", "2,5"),
        _row("Trần Phú", "15,5", "9,3", "1,6", "2,6"),
        _row("Lê Lợi", "18,5", "9,9", "1,7", "2,7"),
    )
    assert [one.header for one in found[:4]] == ["Giá (1)", "Giá (2)", "(1)", "(2)"]
    assert _distinct(found)


def test_classes_of_land_are_no_ranks() -> None:
    """“Vị trí 1” to “Vị trí 3” head prices, as amounts, with the unit over the table."""
    found = _observed(
        "<th>Tuyến đường</th><th>Vị trí 1</th><th>Vị trí 2</th><th>Vị trí 3</th>",
        _row("Nguyễn Trãi", "28000", "9800", "6160"),
        _row("Trần Phú", "15000", "5250", "3300"),
        _row("Lê Lợi", "6600", "2310", "1450"),
    )
    assert {one.measure for one in found} == {"amount"}
    assert found[0].indicator == "Chỉ số giá tiêu dùng / Vị trí 1"


@pytest.mark.parametrize(
    ("title", "below"),
    [
        ("Giá đất theo vị trí", ("VT1", "VT2")),
        ("Giá đất các vị trí", ("VT 1", "VT 2")),
        ("Vị trí đất", ("Mặt tiền", "Hẻm cấp 1")),
        ("Hệ số vị trí", ("Đô thị", "Nông thôn")),
        ("Vị trí", ("VT1", "VT2")),
    ],
)
def test_prices_by_class_are_no_ranks(title: str, below: tuple[str, str]) -> None:
    """Titles that speak of places of land head prices and factors, whatever stands below them."""
    found = _observed(
        f"<th rowspan=2>Tuyến đường</th><th colspan=2>{title}</th>",
        "".join(f"<th>{text}</th>" for text in below),
        _row("Nguyễn Trãi", "28.000", "9.800"),
        _row("Trần Phú", "15.000", "5.250"),
        _row("Lê Lợi", "6.600", "2.310"),
    )
    assert {one.measure for one in found} == {"amount"}


def test_place_in_a_ranking_is_a_rank() -> None:
    """A single “Vị trí” beside scores ranks them, and what is ranked are scores."""
    found = _observed(
        "<th>Đơn vị</th><th>Điểm cộng</th><th>Điểm</th><th>Vị trí</th>",
        _row("Sở Nội vụ", "1,5", "91,5", "1"),
        _row("Sở Tư pháp", "1,0", "90,5", "2"),
        _row("Sở Xây dựng", "0,5", "88,5", "3"),
        caption="Kết quả chấm điểm",
    )
    assert [one.measure for one in found[:3]] == ["score", "score", "rank"]
    assert [one.indicator for one in found[:3]] == [
        "Điểm cộng",
        "Kết quả chấm điểm",
        "Kết quả chấm điểm",
    ]


def test_dash_is_zero_and_dots_are_none() -> None:
    """A dash says that there is nothing, dots that nothing is known."""
    found = _observed(
        "<th>Tỉnh</th><th>Diện tích (ha)</th>",
        _row("Hà Nam", "12,5"),
        _row("Nam Định", "-"),
        _row("Thái Bình", "…"),
    )
    assert [(one.value, one.measure, one.unit) for one in found] == [
        (12.5, "amount", "ha"),
        (0, "amount", "ha"),
    ]


def test_men_are_no_year() -> None:
    """“Nam” and “Nữ” below one title are both kept: without its mark “Năm” reads the same."""
    found = _observed(
        "<th rowspan=2>Tỉnh</th><th colspan=2>Lao động</th>",
        "<th>Nam</th><th>Nữ</th>",
        _row("Hà Nam", "281,5", "279,1"),
        _row("Nam Định", "279,2", "276,2"),
    )
    assert [one.indicator for one in found[:2]] == ["Lao động / Nam", "Lao động / Nữ"]
