"""Tables that sum up the columns of another: their highest, lowest and mean figures."""

from __future__ import annotations

import pytest

from tests.validate.papers import Sketch, edited, examine, serious

UNITS = [
    ["TT", "Địa phương", "Thể chế số (20%)", "Hạ tầng số (20%)", "Nhân lực số (20%)", "Xếp loại"],
    ["1", "Cần Thơ", "0,7412", "0,6150", "0,5833", "Khá"],
    ["2", "Hải Phòng", "0,8125", "0,7044", "0,6618", "Tốt"],
    ["3", "Lâm Đồng", "0,5520", "0,4967", "0,4209", "Trung bình"],
    ["4", "Yên Bái", "0,6034", "0,5381", "0,4477", "Trung bình"],
    ["5", "Hưng Yên", "0,6979", "0,6202", "0,5560", "Khá"],
]
PILLARS = [
    ["TT", "Trụ cột", "Cao nhất", "Địa phương cao nhất", "Thấp nhất", "Trung bình"],
    ["1", "Thể chế số", "0,8125", "Hải Phòng", "0,5520", "0,6814"],
    ["2", "Hạ tầng số", "0,7044", "Hải Phòng", "0,4967", "0,5949"],
    ["3", "Nhân lực số", "0,6618", "Hải Phòng", "0,4209", "0,5339"],
]


def _found(*tables: Sketch) -> list[tuple[str, str | None, int | None, int | None, str]]:
    return [(one.rule, one.table_id, one.row, one.col, one.expected) for one in serious(examine(*tables))]


@pytest.mark.parametrize(
    ("row", "col", "slip"), [(1, 2, "0,8152"), (2, 4, "0,4976"), (3, 5, "0,5393"), (2, 5, "0,9549")]
)
def test_a_statistic_of_another_tables_column(row: int, col: int, slip: str) -> None:
    """A line is of the column that is called so, without what stands in brackets; one cell off beside those that hold is told."""
    assert _found(Sketch(UNITS), Sketch(PILLARS, number="2")) == []
    wrong = Sketch(edited(PILLARS, row, (col, slip)), number="2")
    assert _found(Sketch(UNITS), wrong) == [("SUM-AVG", "t02", row, col, PILLARS[row][col])]


def test_statistics_of_other_units_are_none_of_the_table() -> None:
    """Where most do not follow, they are of more units than the table lists."""
    other = [PILLARS[0]] + [
        [*row[:2], high, row[3], low, mean]
        for row, high, low, mean in zip(
            PILLARS[1:],
            ("0,9011", "0,7044", "0,8120"),
            ("0,3050", "0,2918", "0,3377"),
            ("0,5990", "0,5512", "0,5021"),
            strict=True,
        )
    ]
    assert _found(Sketch(UNITS), Sketch(other, number="2")) == []


def test_a_part_whose_columns_mean_does_not_hold_is_named() -> None:
    """Of the parts of a wrong mean the one is named whose column has another mean in the table that sums up."""
    means = ["Chỉ số", "0,6465", "0,7262", "0,4899", "0,5297", "0,6247"]
    rows = [[*row[:5], mean] for row, mean in zip(UNITS, means, strict=True)]
    assert _found(Sketch(rows), Sketch(PILLARS, number="2")) == []
    wrong = Sketch(edited(rows, 4, (3, "0,5781")))
    ((_, table, row, col, _),) = _found(wrong, Sketch(PILLARS, number="2"))
    assert (table, row, col) == ("t01", 4, 3)


@pytest.mark.parametrize("columns", [(0, 1, 2, 5), (0, 1, 2, 3, 4)])
def test_extremes_of_a_list_of_the_first_are_those_of_all(columns: tuple[int, ...]) -> None:
    """Beside a list of the best units most highest figures are the list's, though means, or lowest figures, are of more units."""
    of_all = [
        [*row[:2], high, *row[3:]]
        for row, high in zip(PILLARS, ("Cao nhất", "0,8125", "0,7044", "0,7718"), strict=True)
    ]
    for row, low, mean in zip(
        of_all[1:], ("0,3050", "0,2918", "0,3377"), ("0,5990", "0,5512", "0,5021"), strict=True
    ):
        row[4:] = [low, mean]
    assert _found(Sketch(UNITS), Sketch([[row[col] for col in columns] for row in of_all], number="2")) == []
    assert _found(Sketch(UNITS), Sketch([row[:3] for row in of_all], number="2")) == []
