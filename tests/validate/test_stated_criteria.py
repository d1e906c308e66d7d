"""Counts of criteria in captions and headers against the rows and sums of their table."""

from __future__ import annotations

import pytest

from tests.validate.papers import Sketch, examine, serious

ROWS = [
    ["I", "Nền tảng", "20"],
    ["1", "Nhận thức số", "9"],
    ["2", "Thể chế số", "11"],
    ["II", "Hoạt động", "20"],
]
ROWS += [["3", "Chính quyền số", "15"], ["4", "Xã hội số", "5"]]


def _table(caption: str, header: str = "Chỉ số thành phần (40 chỉ số thành phần)") -> Sketch:
    return Sketch([["STT", "Tiêu chí", header], *ROWS], caption=caption)


@pytest.mark.parametrize(
    ("caption", "told"),
    [
        ("Đánh giá trên 04 nhóm tiêu chí, với 40 chỉ số thành phần", []),
        ("Đánh giá trên 05 nhóm tiêu chí, với 40 chỉ số thành phần", [("05 nhóm tiêu chí", "4")]),
        ("Đánh giá trên 04 nhóm tiêu chí, với 42 chỉ số thành phần", [("42 chỉ số thành phần", "40")]),
        ("Kết quả 100 tiêu chí", []),
    ],
)
def test_a_caption_counts_the_criteria_of_its_table(caption: str, told: list[tuple[str, str]]) -> None:
    """By the numbers of the rows, or by what a header states and its column adds up to."""
    found = serious(examine(_table(caption)))
    assert [(one.rule, one.observed, one.expected) for one in found] == [
        ("COUNT-UNITS", *one) for one in told
    ]


def test_a_header_counts_what_its_column_adds_up_to() -> None:
    """44 in the header, 20 and 20 below."""
    (found,) = serious(examine(_table("Thang điểm", "Chỉ số thành phần (44 chỉ số thành phần)")))
    assert (found.rule, found.observed, found.expected) == ("COUNT-UNITS", "44 chỉ số thành phần", "40")


def test_rows_that_are_no_criteria_are_not_counted() -> None:
    """Five criteria of four schools, and of 19 criteria what each commune meets."""
    schools = [["STT", "Trường", "Điểm"], *([str(at), f"Trường số {at}", str(90 - at)] for at in range(1, 5))]
    assert serious(examine(Sketch(schools, caption="Kết quả theo 5 tiêu chí"))) == []
    met = [
        ["STT", "Xã", "Số tiêu chí đạt (19 tiêu chí)"],
        ["1", "Xã A", "6"],
        ["2", "Xã B", "6"],
        ["3", "Xã C", "8"],
    ]
    assert serious(examine(Sketch(met))) == []
