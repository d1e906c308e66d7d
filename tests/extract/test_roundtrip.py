"""The same grid, written in every medium, is read back cell by cell."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doichieu.extract import read_bytes

from .render import CAPTION, RENDERERS

_NAMES = st.sampled_from(
    ["Sở Tài chính", "Sở Nội vụ**", "UBND huyện Phù Cát", "Ban Dân tộc", "Thừa Thiên - Huế", "UBND TP. Vinh"]
)
_FIGURES = st.one_of(
    st.decimals(0, 2000, places=2).map(lambda value: str(value).replace(".", ",")),
    st.integers(0, 2000).map(str),
    st.sampled_from(["99,3%", "10.309", "-", "17.07", "100%"]),
)


@st.composite
def grids(draw: st.DrawFn) -> list[list[str]]:
    """A header, then rows of an ordinal, a name and figures; any figure can be blank."""
    columns = draw(st.integers(1, 5))
    header = ["STT", "Đơn vị", *(f"Tiêu chí {chr(65 + index)}" for index in range(columns))]
    rows = []
    for ordinal in range(1, draw(st.integers(2, 9)) + 1):
        figures = [draw(_FIGURES)]
        figures += [draw(st.one_of(_FIGURES, st.just(""))) for _ in range(columns - 1)]
        rows.append([str(ordinal), draw(_NAMES), *figures])
    return [header, *rows]


@pytest.mark.parametrize("medium", sorted(RENDERERS))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grid=grids())
def test_grid_comes_back(medium: str, grid: list[list[str]]) -> None:
    """A grid written in a medium comes back with every cell in its place."""
    document = read_bytes(RENDERERS[medium](grid), medium)
    assert [table.grid() for table in document.tables] == [grid]
    table = document.tables[0]
    assert (table.number, table.caption, table.header_rows) == ("1", CAPTION.removeprefix("Bảng 1. "), 1)


@pytest.mark.parametrize("medium", sorted(RENDERERS))
def test_group_rows_and_blank_ordinals_come_back(medium: str) -> None:
    """Group rows, rows without an ordinal and a total row keep their place."""
    grid = [
        ["STT", "Đơn vị", "Điểm", "Xếp hạng"],
        ["I", "Nhóm các cơ quan cấp tỉnh", "", ""],
        ["1", "Sở Tài chính", "92,75", "1"],
        ["2", "Sở Y tế", "90,00", "2"],
        ["II", "Nhóm các huyện", "", ""],
        ["1", "UBND huyện A Lưới", "80,5", "1"],
        ["", "Tổng cộng", "263,25", ""],
    ]
    document = read_bytes(RENDERERS[medium](grid), medium)
    assert [table.grid() for table in document.tables] == [grid]


@pytest.mark.parametrize("medium", sorted(RENDERERS))
def test_numbered_columns_belong_to_the_header(medium: str) -> None:
    """A row that numbers the columns is the second header row."""
    grid = [
        ["STT", "Đơn vị", "Thu", "Chi", "Còn lại"],
        ["A", "B", "1", "2", "3=1-2"],
        ["1", "Sở Tài chính", "100", "40", "60"],
        ["2", "Sở Y tế", "50", "20", "30"],
    ]
    table = read_bytes(RENDERERS[medium](grid), medium).tables[0]
    assert (table.header_rows, table.grid()) == (2, grid)


@pytest.mark.parametrize("medium", ["tabs", "stacked", "pipes", "markdown"])
def test_spans_point_at_the_source(medium: str) -> None:
    """The span of a cell in a text medium gives back its text."""
    grid = [["STT", "Đơn vị", "Điểm"], ["1", "Sở Tài chính", "92,75"], ["2", "Sở Y tế", "90"]]
    data = RENDERERS[medium](grid)
    text = data.decode()
    for cell in read_bytes(data, medium).tables[0].cells:
        assert cell.locator.span is not None
        start, end = cell.locator.span
        assert text[start:end].strip() == cell.text
