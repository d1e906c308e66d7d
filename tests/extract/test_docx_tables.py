"""Tables of DOCX: merges, odd rows, borders dragged by hand, tables in tables."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doichieu.extract import read_bytes
from doichieu.model import Table

from .growth import assert_linear
from .wordml import HEADER, cell, codes, docx_of, grid, para, read, row, run, table, texts

DOWN, FURTHER = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def over(columns: int) -> str:
    """Property of a cell over several columns."""
    return f'<w:gridSpan w:val="{columns}"/>'


def test_merges_in_both_directions() -> None:
    """A header of two levels and a rank merged over tied rows come back with their spans."""
    paper = read(
        table(
            row(cell("TT", DOWN), cell("Đơn vị", DOWN), cell("Năm", over(2)), cell("Hạng", DOWN)),
            row(cell("", FURTHER), cell("", FURTHER), "2023", "2024", cell("", FURTHER)),
            row("1", "Sở A", "90", "91", cell("1", DOWN)),
            row("2", "Sở B", "89", "91", cell("", '<w:vMerge w:val="continue"/>')),
        )
    )
    assert grid(paper) == [
        ["TT", "Đơn vị", "Năm", None, "Hạng"],
        [None, None, "2023", "2024", None],
        ["1", "Sở A", "90", "91", "1"],
        ["2", "Sở B", "89", "91", None],
    ]


def test_block_merged_both_ways() -> None:
    """A cell over two rows and two columns is one cell."""
    paper = read(
        table(
            HEADER,
            row("1", cell("Sở A", over(2) + DOWN)),
            row("2", cell("", over(2) + FURTHER)),
            ["3", "Sở B", "7"],
        )
    )
    spans = {(c.row, c.col): (c.row_span, c.col_span) for c in paper.tables[0].cells if c.text == "Sở A"}
    assert spans == {(1, 1): (2, 2)}


def test_horizontal_merge_of_old_word() -> None:
    """Cells merged by `hMerge` are one cell."""
    paper = read(
        table(
            HEADER,
            row(
                cell("Nhóm I", '<w:hMerge w:val="restart"/>'),
                cell("", "<w:hMerge/>"),
                cell("", "<w:hMerge/>"),
            ),
            ["1", "Sở A", "9"],
        )
    )
    assert grid(paper)[1] == ["Nhóm I", None, None]


def test_free_columns_before_and_after_a_row() -> None:
    """Columns that a row leaves free are blank cells."""
    paper = read(
        table(
            HEADER,
            ["1", "Sở A", "9"],
            row("Cộng", "9", properties='<w:gridBefore w:val="1"/>'),
            row("2", "Sở B", properties='<w:gridAfter w:val="1"/>'),
        )
    )
    assert grid(paper)[2:] == [["", "Cộng", "9"], ["2", "Sở B", ""]]


def test_merge_ends_where_a_row_has_no_cell_for_it() -> None:
    """A cell that goes on downwards does not go on over a row without its column."""
    paper = read(
        table(
            HEADER,
            row("1", "Sở A", cell("9", DOWN)),
            row("2", "Sở B"),
            row("3", "Sở C", cell("8", FURTHER)),
        )
    )
    assert grid(paper)[1:] == [["1", "Sở A", "9"], ["2", "Sở B", ""], ["3", "Sở C", "8"]]


def test_row_of_which_nothing_is_printed() -> None:
    """A row all of whose cells go on from above is not a row to a reader."""
    paper = read(
        table(
            HEADER,
            row(*(cell(text, DOWN) for text in ("1", "Sở A", "9"))),
            row(*(cell("", FURTHER) for _ in range(3))),
            ["2", "Sở B", "8"],
        )
    )
    assert grid(paper)[1:] == [["1", "Sở A", "9"], ["2", "Sở B", "8"]]


def test_row_without_spans_goes_over_what_its_widths_say() -> None:
    """A group row whose one cell is as wide as the table goes over all columns."""
    paper = read(
        table(
            HEADER,
            row(cell("I. Các sở", '<w:tcW w:w="6000" w:type="dxa"/>')),
            row(
                *(
                    cell(text, f'<w:tcW w:w="{w}" w:type="dxa"/>')
                    for text, w in (("1", 1000), ("Sở A 9 điểm", 5000))
                )
            ),
            ["2", "Sở B", "8"],
            widths=[1000, 3000, 2000],
        )
    )
    assert grid(paper)[1:3] == [["I. Các sở", None, None], ["1", "Sở A 9 điểm", None]]


def test_borders_a_hair_apart_are_one() -> None:
    """Cell borders dragged by hand make grid columns that nobody sees."""
    paper = read(
        table(
            row(cell("TT"), cell("Đơn vị", over(2)), cell("Điểm")),
            row(cell("1", over(2)), cell("Sở A"), cell("9")),
            row(cell("2"), cell("Sở B", over(2)), cell("8")),
            widths=[700, 15, 3000, 1200],
        )
    )
    assert grid(paper) == [HEADER, ["1", "Sở A", "9"], ["2", "Sở B", "8"]]


def test_grid_columns_without_a_cell() -> None:
    """Grid columns at which no cell begins are gone."""
    paper = read(
        table(*(row(*(cell(text, over(2)) for text in line)) for line in (HEADER, ["1", "Sở A", "9"])))
    )
    assert grid(paper) == [HEADER, ["1", "Sở A", "9"]]


def test_narrow_column_with_text_stays() -> None:
    """A column is a column however narrow it claims to be, when text stands in it."""
    paper = read(table(HEADER, ["1", "Sở A", "9"], ["2", "Sở B", "8"], widths=[60, 3000, 900]))
    assert grid(paper) == [HEADER, ["1", "Sở A", "9"], ["2", "Sở B", "8"]]


@pytest.mark.parametrize("widths", [[0, 0, 0], [1, 1, 1], [5000]])
def test_widths_that_cannot_be_true(widths: list[int]) -> None:
    """Grid widths that make no sense are not believed."""
    paper = read(table(HEADER, ["1", "", "9"], ["2", "", "8"], widths=widths))
    assert grid(paper) == [HEADER, ["1", "", "9"], ["2", "", "8"]]


def test_small_table_inside_a_data_cell() -> None:
    """A small table in a cell of a grid is that cell's text."""
    inner = cell(table(["thu", "7"], ["chi", "5"]) + para("(tạm tính)"))
    paper = read(
        table(
            [*HEADER, "Ghi chú"], row("1", "Sở A", "9", inner), ["2", "Sở B", "8", ""], ["3", "Sở C", "7", ""]
        )
    )
    assert grid(paper)[1] == ["1", "Sở A", "9", "thu 7 chi 5 (tạm tính)"]


def test_tables_inside_a_layout_cell() -> None:
    """Tables in the cells of a page frame are tables of their own, at any depth."""
    data = table(HEADER, ["1", "Sở A", "9"])
    other = table(HEADER, ["1", "Huyện B", "8"])
    paper = read(table(row(cell(table(row(cell(para("Phụ lục") + data)))), cell(para("Phụ lục II") + other))))
    assert [found.grid()[1][1] for found in paper.tables] == ["Sở A", "Huyện B"]


def test_content_controls_around_rows_cells_and_paragraphs() -> None:
    """Content controls are looked through wherever they stand."""
    control = "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    paper = read(
        control.format(
            table(
                row("TT", control.format(cell("Đơn vị")), "Điểm"),
                control.format(row("1", "Sở A", cell(control.format(para("9"))))),
                row("2", cell(para(control.format(run("Sở B")))), "8"),
            )
        )
    )
    assert grid(paper) == [HEADER, ["1", "Sở A", "9"], ["2", "Sở B", "8"]]


def test_rows_marked_as_header_and_never_split() -> None:
    """Rows that are repeated on every page are header rows."""
    mark = '<w:cantSplit/><w:tblHeader w:val="true"/>'
    paper = read(
        table(
            row("Tên", "Loại", properties=mark),
            row("(a)", "(b)", properties=mark),
            row("Sở A", "Tốt", properties='<w:tblHeader w:val="0"/>'),
            ["Sở B", "Khá"],
        )
    )
    assert paper.tables[0].header_rows == 2


def test_table_split_by_an_empty_paragraph() -> None:
    """Pieces of a table between which nothing is printed are one table, and its notes are its own."""
    paper = read(
        para("Bảng 1. Điểm")
        + table(HEADER, ["1", "Sở A", "9"], ["2", "Sở B", "8"])
        + para("")
        + para('<w:r><w:br w:type="page"/></w:r>')
        + table(HEADER, ["3", "Sở C", "7"])
    )
    assert [row[0] for row in grid(paper)] == ["TT", "1", "2", "3"]


def test_tracked_rows_and_cells() -> None:
    """Deleted rows and cells are gone, inserted ones are there."""
    mark = 'w:id="1" w:author="a"'
    paper = read(
        table(
            HEADER,
            row("1", "Sở A", cell("cũ", f"<w:cellDel {mark}/>"), cell("9", f"<w:cellIns {mark}/>")),
            row("2", "Sở X", "1", properties=f"<w:del {mark}/>"),
            row("2", "Sở B", "8", properties=f"<w:ins {mark}/>"),
        )
    )
    assert grid(paper)[1:] == [["1", "Sở A", "9"], ["2", "Sở B", "8"]]
    assert codes(paper) == {"tracked-changes"}


def test_hidden_rows_are_reported() -> None:
    """A row that is not printed is not read, and the paper says so."""
    paper = read(
        table(HEADER, ["1", "Sở A", "9"], row("2", "Sở X", "1", properties="<w:hidden/>"), ["3", "Sở B", "8"])
    )
    assert [line[1] for line in grid(paper)] == ["Đơn vị", "Sở A", "Sở B"]
    assert codes(paper) == {"hidden-text"}


def test_frame_of_one_cell_is_text() -> None:
    """A box drawn around paragraphs is no table."""
    paper = read(table(row(cell(para("Lưu hành nội bộ") + para("Bản thảo")))) + para("Nội dung"))
    assert (paper.tables, texts(paper)) == ((), ["Lưu hành nội bộ", "Bản thảo", "Nội dung"])


def test_work_grows_with_the_rows() -> None:
    """Four times the rows take four times the work."""

    def reads(count: int) -> Callable[[], object]:
        rows = [[str(n), f"Xã {n}", *(str(n * k) for k in range(4))] for n in range(1, count + 1)]
        widths = [500, 3000, 900, 900, 900, 900]
        data = docx_of(table(["TT", "Đơn vị", "A", "B", "C", "D"], *rows, widths=widths))
        return partial(read_bytes, data, "paper.docx")

    assert_linear(reads, 200)


_TEXT = st.sampled_from(["", "9", "92,75", "Sở A", "UBND huyện B", "-"])


@st.composite
def layouts(draw: st.DrawFn) -> tuple[str, str]:
    """The same random table of blocks as WordprocessingML and as HTML, below a header, beside ordinals."""
    columns, height = draw(st.integers(2, 5)), draw(st.integers(2, 6))
    taken: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    blocks: dict[tuple[int, int], str] = {}
    for r in range(height):
        for c in range(columns):
            if (r, c) in taken:
                continue
            free = next((k for k in range(c, columns) if (r, k) in taken), columns) - c
            wide, high = draw(st.integers(1, min(free, 2))), draw(st.integers(1, min(height - r, 2)))
            block = (r, c, high, wide)
            taken.update({(r + i, c + k): block for i in range(high) for k in range(wide)})
            blocks[r, c] = draw(_TEXT)
    word = [row("TT", *(f"Cột {c}" for c in range(columns)))]
    web = [f"<tr><td>TT</td>{''.join(f'<td>Cột {c}</td>' for c in range(columns))}</tr>"]
    for r in range(height):
        cells, items, c = [cell(str(r + 1))], [f"<td>{r + 1}</td>"], 0
        while c < columns:
            top, left, high, wide = taken[r, c]
            merge = "" if high == 1 else DOWN if top == r else FURTHER
            cells.append(cell(blocks[top, left] if top == r else "", over(wide) + merge))
            if top == r:
                items.append(f"<td rowspan={high} colspan={wide}>{blocks[top, left]}</td>")
            c = left + wide
        word.append(row(*cells))
        web.append(f"<tr>{''.join(items)}</tr>")
    body = table("".join(word), widths=[600, *[1500] * columns])
    return body, f"<html><body><p>Mở đầu</p><table>{''.join(web)}</table><p>Hết</p></body></html>"


@settings(max_examples=150, deadline=None)
@given(twins=layouts())
def test_same_table_as_its_twin_on_the_web(twins: tuple[str, str]) -> None:
    """A random table with merged cells reads the same from DOCX and from HTML."""
    word = read(para("Mở đầu") + twins[0] + para("Hết"))
    web = read_bytes(twins[1].encode(), "twin.html")
    assert [_shape(found) for found in word.tables] == [_shape(found) for found in web.tables]


def _shape(found: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.col, c.row_span, c.col_span, c.text) for c in found.cells]
