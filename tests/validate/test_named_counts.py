"""Counts of a row that a sentence names by their columns, and figures of what the ranks follow."""

from __future__ import annotations

import pytest

from tests.validate.papers import Sketch, examine, serious

MEDALS = Sketch(
    [
        ["Hạng", "Đoàn", "Vàng", "Bạc", "Đồng", "Tổng số"],
        ["1", "Huyện Mai Sơn", "14", "9", "12", "35"],
        ["2", "Huyện Yên Châu", "11", "12", "15", "38"],
        ["3", "Huyện Sông Mã", "9", "10", "8", "27"],
        ["4", "Huyện Bắc Yên", "7", "3", "16", "26"],
        ["5", "Huyện Sốp Cộp", "2", "5", "4", "11"],
    ],
    caption="Bảng tổng sắp huy chương",
)
GRADES = Sketch(
    [
        ["TT", "Đơn vị", "Tổng số", *["Hoàn thành xuất sắc nhiệm vụ"] * 2, *["Hoàn thành nhiệm vụ"] * 2],
        ["", "", "", "Số lượng", "Tỷ lệ %", "Số lượng", "Tỷ lệ %"],
        ["1", "Sở Y tế", "200", "31", "15,5", "169", "84,5"],
        ["2", "Sở Nội vụ", "80", "20", "25,0", "60", "75,0"],
        ["3", "Sở Tư pháp", "64", "16", "25,0", "48", "75,0"],
        ["4", "Sở Xây dựng", "96", "12", "12,5", "84", "87,5"],
        ["", "Tổng cộng", "440", "79", "18,0", "361", "82,0"],
    ],
    caption="Kết quả xếp loại chất lượng",
    header_rows=2,
)
SCORES = Sketch(
    [
        ["TT", "Bệnh viện", "Số tiêu chí", "Tổng số điểm", "Điểm trung bình", "Xếp hạng"],
        ["1", "Bệnh viện Tâm thần", "79", "299", "3,78", "1"],
        ["2", "Bệnh viện Mắt", "83", "311", "3,75", "2"],
        ["3", "Bệnh viện Da liễu", "81", "298", "3,68", "3"],
        ["4", "Bệnh viện Nội tiết", "79", "283", "3,58", "4"],
    ],
    caption="Kết quả đánh giá chất lượng bệnh viện",
)


@pytest.mark.parametrize(
    ("sketch", "right", "wrong"),
    [
        (
            MEDALS,
            "Huyện Bắc Yên giành 7 huy chương vàng, 3 huy chương bạc và 16 huy chương đồng.",
            "Huyện Bắc Yên giành 7 huy chương vàng, 5 huy chương bạc và 16 huy chương đồng.",
        ),
        (
            GRADES,
            "Toàn tỉnh có 79 người hoàn thành xuất sắc nhiệm vụ, chiếm 18,0%.",
            "Toàn tỉnh có 97 người hoàn thành xuất sắc nhiệm vụ, chiếm 18,0%.",
        ),
        (
            GRADES,
            "Toàn tỉnh có 79 người hoàn thành xuất sắc nhiệm vụ, chiếm 18,0%.",
            "Toàn tỉnh có 79 người hoàn thành xuất sắc nhiệm vụ, chiếm 81,0%.",
        ),
        (
            SCORES,
            "Dẫn đầu bảng xếp hạng là Bệnh viện Tâm thần, đạt 3,78 điểm.",
            "Dẫn đầu bảng xếp hạng là Bệnh viện Tâm thần, đạt 2,78 điểm.",
        ),
    ],
)
def test_figure_of_a_row_is_held_against_its_column(sketch: Sketch, right: str, wrong: str) -> None:
    """Small counts stand everywhere in a table: the words behind them and the other figures tell which cell is meant."""
    assert serious(examine(sketch, right)) == []
    (finding,) = serious(examine(sketch, wrong))
    assert finding.rule.startswith("CLAIM-")
    assert finding.operands[0].table_id is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Huyện Bắc Yên giành 6 huy chương vàng môn điền kinh, 3 huy chương bạc môn bơi.",
        "So với năm trước, Huyện Bắc Yên giành 7 huy chương vàng, 5 huy chương bạc và 16 huy chương đồng.",
        "Huyện Bắc Yên và Huyện Sông Mã giành 7 huy chương vàng, 5 huy chương bạc và 16 huy chương đồng.",
    ],
)
def test_counts_of_something_else_are_left_alone(sentence: str) -> None:
    """Counts of one sport, of another year or of two units are not those of the row."""
    assert serious(examine(MEDALS, sentence)) == []


def test_class_twice_is_told() -> None:
    """“6A” names a class and is no figure: a class that stands twice was not seen."""
    header = ["TT", "Lớp", "Điểm cộng", "Điểm trừ", "Xếp thứ"]
    names = ["6A", "6B", "7A", "7B", "8A", "8B", "9A"]
    rows = [[str(n), name, str(99 - 2 * n), str(n + 1), str(n)] for n, name in enumerate(names, start=1)]
    assert serious(examine(Sketch([header, *rows], caption="Bảng điểm thi đua"))) == []
    rows[5][1] = "7A"
    (finding,) = serious(examine(Sketch([header, *rows], caption="Bảng điểm thi đua")))
    assert finding.rule == "POP-DUP"
