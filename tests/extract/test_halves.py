"""Lists printed in parts side by side: one list where the ordinals count on, as printed elsewhere."""

from __future__ import annotations

import pytest

from doichieu.extract import read_bytes

_HEAD = ["STT", "Đơn vị", "Tổng điểm", "Xếp hạng"]
_NAMES = (
    "Nội vụ",
    "Tài chính",
    "Y tế",
    "Xây dựng",
    "Tư pháp",
    "Ngoại vụ",
    "Công Thương",
    "Dân tộc",
    "Du lịch",
)


def _list(count: int, first: int = 1) -> list[list[str]]:
    return [[str(n), f"Sở {_NAMES[n - 1]}", f"{95 - n}", str(n)] for n in range(first, first + count)]


def _beside(*parts: list[list[str]], gap: bool = False) -> list[list[str]]:
    height = max(map(len, parts))
    blank = [""] * len(parts[0][0])
    rows: list[list[str]] = []
    for index in range(height):
        row: list[str] = []
        for at, part in enumerate(parts):
            row += [""] * (gap and at > 0) + (part[index] if index < len(part) else blank)
        rows.append(row)
    return rows


def _read(rows: list[list[str]]) -> list[list[str]]:
    """The rows of a page's table, header apart from the cells."""
    lines = ["".join(f"<td>{text}</td>" for text in row) for row in rows]
    page = (
        f"<meta charset=utf-8><p>Bảng 1. Kết quả xếp hạng</p><table border=1><tr>{'<tr>'.join(lines)}</table>"
    )
    (table,) = read_bytes(page.encode(), "x.html").tables
    return [[text or "" for text in row] for row in table.grid()]


@pytest.mark.parametrize("sizes", [(4, 4), (5, 4), (3, 3, 3), (3, 3, 2)])
def test_parts_are_one_list(sizes: tuple[int, ...]) -> None:
    """Two or three parts whose numbers count on, the last one shorter, are one list under one header."""
    parts = [_list(size, 1 + sum(sizes[:at])) for at, size in enumerate(sizes)]
    assert _read(_beside(*([_HEAD, *part] for part in parts))) == [_HEAD, *_list(sum(sizes))]


def test_a_blank_column_between() -> None:
    """The column that parts the halves is gone with them."""
    assert _read(_beside([_HEAD, *_list(4)], [_HEAD, *_list(4, 5)], gap=True)) == [_HEAD, *_list(8)]


def test_a_total_closes_the_last_part() -> None:
    """A row without a number at the end of the last part is the last row of the list."""
    total = ["", "Trung bình", "90,5", ""]
    rows = _beside([_HEAD, *_list(5)], [_HEAD, *_list(4, 6), total])
    assert _read(rows) == [_HEAD, *_list(9), total]


@pytest.mark.parametrize(
    "rows",
    [
        _beside([_HEAD, *_list(4)], [_HEAD, *_list(4)]),
        _beside([_HEAD, *_list(4)], [["STT", "Huyện", "Tổng điểm", "Xếp hạng"], *_list(4, 5)]),
        _beside([_HEAD, *_list(4)], [_HEAD, *_list(3, 7)]),
    ],
    ids=["numbers begin anew", "another header", "numbers skip"],
)
def test_two_lists_side_by_side(rows: list[list[str]]) -> None:
    """Lists that do not count on stay as printed."""
    assert _read(rows) == rows


def test_figures_of_two_years_are_no_halves() -> None:
    """Columns that repeat their titles for each year hold figures of the same rows."""
    rows = [["TT", "Hạng", "TT", "Hạng"], ["1", "3", "1", "2"], ["2", "1", "2", "1"], ["3", "2", "3", "3"]]
    assert _read(rows) == rows
