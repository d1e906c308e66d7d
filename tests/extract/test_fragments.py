"""Fragments of tables: what the end of a page cuts is sewn together, whatever is left of it behind."""

from __future__ import annotations

import pytest

from doichieu.extract.assembly.fragments import join_fragments
from doichieu.extract.stream import Line, RawCell, RawTable, Shape

HEAD = ("Khối", "Đơn vị", "Điểm")


def table(*rows: tuple[str, ...]) -> RawTable:
    """A fragment whose medium states columns and no places."""
    made = tuple(tuple(RawCell(text=text, col=col) for col, text in enumerate(row)) for row in rows)
    return RawTable(rows=made, shape=Shape.GIVEN)


def texts(raw: object) -> list[list[str]]:
    """The texts of a table of the stream."""
    assert isinstance(raw, RawTable)
    return [[cell.text for cell in row] for row in raw.rows]


def test_a_fragment_that_is_only_the_rest_of_a_row_completes_it() -> None:
    """No row is added then, and the table is another one all the same."""
    whole = join_fragments(
        [table(HEAD, ("Tỉnh", "Sở Y tế", "90"), ("Huyện", "Huyện Vân", "80")), table(("", "Canh", ""))]
    )
    assert [texts(item) for item in whole] == [
        [list(HEAD), ["Tỉnh", "Sở Y tế", "90"], ["Huyện", "Huyện Vân Canh", "80"]]
    ]


def test_a_table_of_one_fragment_stays_as_it_is() -> None:
    """Nothing is copied where nothing is joined."""
    alone = table(HEAD, ("Tỉnh", "Sở Y tế", "90"), ("Tỉnh", "Sở Tư pháp", "80"))
    assert join_fragments([alone])[0] is alone


_PARTS = (
    table(("TT", "Đơn vị", "Điểm"), ("1", "Sở Y tế", "90"), ("2", "Sở Tư pháp", "80")),
    table(("TT", "Đơn vị", "Điểm"), ("3", "Sở Nội vụ", "70"), ("4", "Sở Xây dựng", "60")),
)


@pytest.mark.parametrize(
    "between",
    [
        ["Bảng 7. Hộ nghèo các xã (tiếp theo)"],
        ["Bảng 7 (tiếp)", "Đơn vị tính: hộ"],
        ["Bảng 7. Hộ nghèo các xã", "(tiếp theo)"],
        ["12", "BẢNG 7. HỘ NGHÈO CÁC XÃ (Tiếp theo trang 12)"],
        ["Hộ nghèo các xã (continued)"],
    ],
)
def test_a_caption_that_says_the_table_goes_on_parts_nothing(between: list[str]) -> None:
    """The caption once more, marked as going on, is dropped like a page number."""
    above = [Line(text="Bảng 7. Hộ nghèo các xã"), Line(text="Hộ nghèo các xã")]
    stream = join_fragments([*above, _PARTS[0], *(Line(text=text) for text in between), _PARTS[1]])
    assert [texts(item) for item in stream[2:]] == [[*texts(_PARTS[0]), *texts(_PARTS[1])[1:]]]


@pytest.mark.parametrize(
    "between",
    [
        ["Bảng 8. Hộ nghèo các xã (tiếp theo)"],
        ["Bảng 7. Hộ nghèo các xã"],
        ["Các xã còn lại như sau.", "(tiếp theo)"],
    ],
)
def test_what_does_not_repeat_the_caption_parts_two_tables(between: list[str]) -> None:
    """Another number, no mark, or a sentence of its own begins another table; no line is lost."""
    stream = join_fragments(
        [Line(text="Bảng 7. Hộ nghèo các xã"), _PARTS[0], *(Line(text=text) for text in between), _PARTS[1]]
    )
    assert [item.text for item in stream if isinstance(item, Line)][1:] == between
    assert sum(isinstance(item, RawTable) for item in stream) == 2
