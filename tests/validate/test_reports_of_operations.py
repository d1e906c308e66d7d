"""Sentences of operational reports: lists of units below a bound, grades of communes, what rose and fell."""

from __future__ import annotations

import pytest

from tests.validate.papers import DEPARTMENTS, Sketch, examine, serious

POINTS = ["91,50", "84,25", "68,75", "77,00", "66,40", "82,30"]
GRADES = ["Xuất sắc", "Tốt", "Trung bình", "Khá", "Trung bình", "Tốt"]
GRADED = [
    ["STT", "Đơn vị", "Tổng điểm", "Xếp loại"],
    *([str(at), *row] for at, row in enumerate(zip(DEPARTMENTS, POINTS, GRADES, strict=False), start=1)),
]


def found(table: list[list[str]], *sentences: str) -> list[tuple[str, str]]:
    """The rule of each finding above info, and the figure it holds to be wrong."""
    return [
        (one.rule, one.observed) for one in serious(examine(*sentences, Sketch(table, caption="Kết quả")))
    ]


@pytest.mark.parametrize(
    "bound",
    [
        "tổng điểm dưới 70 điểm, gồm",
        "tổng điểm không quá 70 điểm (gồm",
        "tổng điểm từ 60 điểm trở lên nhưng chưa đạt 70 điểm, gồm",
        "điểm thấp hơn 70 điểm, bao gồm",
    ],
)
def test_bound_is_no_total_of_what_it_bounds(bound: str) -> None:
    """The points of those below seventy do not add up to seventy."""
    end = ")" if "(" in bound else ""
    text = f"Có 2/6 đơn vị có {bound}: Sở Tư pháp (68,75 điểm), Sở Y tế (66,40 điểm){end}."
    assert found(GRADED, text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Kết quả: 1 sở, ngành xếp loại Xuất sắc, {} sở, ngành xếp loại Tốt.", "COUNT-TIER"),
        ("Có {} sở, ban, ngành xếp loại Tốt, 1 sở, ban, ngành xếp loại Khá.", "COUNT-TIER"),
        ("Trong năm {} cơ quan, đơn vị loại Tốt, 1 cơ quan, đơn vị loại Khá.", "COUNT-TIER"),
    ],
)
def test_count_goes_with_the_grade_behind_it(text: str, wrong: str) -> None:
    """A comma within "sở, ban, ngành" does not end the clause of a count."""
    assert found(GRADED, text.format(2)) == []
    assert found(GRADED, text.format(4)) == [(wrong, "4")]


SCHOOLS = ["Lê Lợi", "Nguyễn Huệ", "Trần Phú", "Chu Văn An", "Bùi Dục Tài", "Cửa Tùng"]
EXAMS = [
    ["STT", "Trường", "Điểm trung bình", "Xếp hạng"],
    *(
        [str(at), f"Trường THPT {name}", mark, rank]
        for at, (name, mark, rank) in enumerate(
            zip(
                SCHOOLS,
                ["7,25", "6,84", "8,02", "5,96", "6,37", "7,41"],
                ["3", "4", "1", "6", "5", "2"],
                strict=True,
            ),
            start=1,
        )
    ),
]


@pytest.mark.parametrize(
    ("text", "right", "wrong", "rule"),
    [
        ("Bình quân chung của các trường đạt {} điểm.", "6,98", "6,89", "CLAIM-STAT"),
        ("Trường THPT Chu Văn An đạt {} điểm.", "5,96", "5,69", "CLAIM-FIGURE"),
        ("Trường THPT Cửa Tùng xếp thứ {}.", "2", "4", "CLAIM-RANK"),
        ("Dẫn đầu là {} với 8,02 điểm.", "Trường THPT Trần Phú", "Trường THPT Lê Lợi", "CLAIM-FIGURE"),
    ],
)
def test_sentences_on_units_that_no_registry_has(text: str, right: str, wrong: str, rule: str) -> None:
    """Schools are units as departments are, told by the noun that their names begin with."""
    assert found(EXAMS, text.format(right)) == []
    assert rule in [code for code, _ in found(EXAMS, text.format(wrong))]


def test_rows_of_other_things_are_no_units() -> None:
    """Kinds of land begin with one noun and are no units that a sentence ranks."""
    rows = [["STT", "Chỉ tiêu", "Diện tích (ha)"]]
    rows += [[str(at), f"Đất loại {at}", str(100 * at)] for at in range(1, 8)]
    audit = examine("Bình quân chung đạt 412 điểm.", Sketch(rows))
    assert [check for check in audit.checks if check.rule == "CLAIM-STAT"] == []
