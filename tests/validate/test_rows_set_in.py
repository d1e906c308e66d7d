"""Hierarchies that only indents show: parents, totals that are parents, what is some of all, rates among parts."""

from __future__ import annotations

from collections.abc import Mapping

from doichieu.extract import read_bytes
from doichieu.model import Level
from doichieu.normalize import understand
from doichieu.validate import audit

# Steps, label and figures of two years.
ROWS = [
    (0, "Dân số trung bình", (1683, 1702)),
    (1, "Thành thị", (808, 815)),
    (2, "Nam", (388, 391)),
    (2, "Nữ", (420, 424)),
    (1, "Nông thôn", (875, 887)),
    (2, "Nam", (352, 359)),
    (2, "Nữ", (523, 528)),
    (0, "Tổng thu ngân sách nhà nước", (2594, 2720)),
    (1, "Thu nội địa", (1516, 1600)),
    (2, "Thu từ doanh nghiệp nhà nước", (406, 433)),
    (2, "Thuế thu nhập cá nhân", (653, 712)),
    (2, "Lệ phí trước bạ", (457, 455)),
    (1, "Thu từ xuất nhập khẩu", (968, 1002)),
    (1, "Thu viện trợ", (110, 118)),
]
Rows = list[tuple[int, str, tuple[int, int]]]


def _told(rows: Rows, printed: Mapping[tuple[int, int], str] | None = None) -> list[tuple[str, int, int]]:
    """Rule, row and column of each finding above info; rows count the header."""
    lines = [["Chỉ tiêu", "Năm 2022", "Năm 2023"]]
    lines += [["  " * step + label, *map(str, figures)] for step, label, figures in rows]
    for (row, col), text in (printed or {}).items():
        lines[row][col] = text
    text = "Bảng 1. Một số chỉ tiêu\n\n" + "\n".join("\t".join(line) for line in lines) + "\n"
    found = audit(understand(read_bytes(text.encode(), "bieu.txt"))).findings
    return [(one.rule, one.row or 0, one.col or 0) for one in found if one.level is not Level.INFO]


def test_a_parent_is_the_sum_of_what_is_set_in_below_it() -> None:
    """In a list of three levels without a number a wrong parent is told, and so is a wrong total with its own parts."""
    assert _told(ROWS) == []
    assert _told(ROWS, {(5, 2): "877"}) == [("SUM-COL", 5, 2)]
    assert _told(ROWS, {(8, 1): "2694"}) == [("SUM-COL", 8, 1)]


def test_what_is_some_of_all_adds_up_to_nothing() -> None:
    """A row that begins with "Trong đó", a list that leaves one out, and a rate among the parts are right."""
    some: Rows = [*ROWS[:8], (1, "Trong đó: cấp tỉnh", (1201, 1377)), *ROWS[8:]]
    assert _told(some) == []
    assert _told([row for row in ROWS if row[1] != "Thuế thu nhập cá nhân"]) == []
    rate: Rows = [*ROWS[:2], (2, "Tỷ lệ so với năm trước (%)", (98, 101)), *ROWS[2:]]
    assert _told(rate) == []
