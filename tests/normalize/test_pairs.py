"""Cells that print two figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from doichieu.extract import read_bytes
from doichieu.normalize import understand


def measured(header: str, *cells: str) -> list[tuple[str, Decimal]]:
    """Measures and values that are read from a column."""
    rows = "".join(
        f"{at}\tSở {name}\t{cell}\n" for at, (name, cell) in enumerate(zip("ABCDE", cells, strict=False), 1)
    )
    paper = f"Bảng 1. Kết quả\nSTT\tĐơn vị\t{header}\n{rows}"
    return [(one.measure, one.value) for one in understand(read_bytes(paper.encode(), "a.txt")).observations]


@pytest.mark.parametrize(
    ("header", "cells", "first", "second"),
    [
        ("Số hồ sơ (tỷ lệ)", ("45 (90%)", "40 (80,5%)"), ("count", "45"), ("ratio", "90")),
        ("Đạt/tối đa", ("9,49/9,5", "8/9,5"), ("score", "9.49"), ("maximum", "9.5")),
        ("Tiêu chí đạt", ("12/15", "10/15"), ("count", "12"), ("maximum", "15")),
        ("Xếp hạng (điểm)", ("01 (0,727)", "02 (0,700)"), ("rank", "1"), ("score", "0.727")),
        ("Điểm (xếp hạng)", ("85,3 (12)", "84,1 (13)"), ("score", "85.3"), ("rank", "12")),
        ("Thay đổi", ("10 -> 12", "1.110 → 1.210"), ("before", "10"), ("after", "12")),
        ("Trung bình", ("8,5±0,2", "7,5 ± 0,3"), ("score", "8.5"), ("deviation", "0.2")),
        ("Cả năm", ("45 (20)", "41 (19)"), ("score", "45"), ("in brackets", "20")),
    ],
)
def test_both_figures_are_kept(
    header: str, cells: tuple[str, str], first: tuple[str, str], second: tuple[str, str]
) -> None:
    """Each figure of a cell is an observation with a measure of its own."""
    found = measured(header, *cells)
    assert len(found) == 4
    assert found[:2] == [(first[0], Decimal(first[1])), (second[0], Decimal(second[1]))]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Thời hạn", ("05/7", "06/8")),
        ("Kỳ", ("05/2024", "06/2024")),
        ("Ghi chú", ("12/15", "chưa đạt", "không báo cáo")),
        ("Số điện thoại", ("0263/3822", "0263/3833")),
    ],
)
def test_dates_and_single_pairs_are_texts(header: str, cells: tuple[str, ...]) -> None:
    """Days, months and a lone pair among words are no figures."""
    assert measured(header, *cells) == []


def test_a_figure_with_a_footnote_is_one_figure() -> None:
    """A digit in brackets behind a score that is read as its footnote is not read again."""
    assert [measure for measure, _ in measured("Điểm", "85,3 (1)", "84,1 (2)")] == ["score", "score"]
