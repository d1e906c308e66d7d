"""Plain text in its three shapes, and what converters do to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from doichieu.extract import read_bytes
from doichieu.extract.words import fold_cell
from doichieu.model import ColumnRole, Document, Heading, Paragraph, Table
from doichieu.normalize import understand
from tests.papers.media import MEDIA
from tests.papers.paper import make_paper

from .growth import assert_linear


def text(*lines: str) -> Document:
    """Read lines as a paper."""
    return read_bytes("\n".join(lines).encode(), "paper.txt")


def only(document: Document) -> Table:
    """The one table of a document."""
    assert len(document.tables) == 1
    return document.tables[0]


@pytest.mark.parametrize(
    ("lines", "folded"),
    [("ST\nT", "STT"), ("T\nT", "TT"), ("S\nT\nT", "STT"), ("102,8\n3", "102,83"), ("Sở\nT", "Sở T")],
)
def test_narrow_cells_break_words(lines: str, folded: str) -> None:
    """What a cell broke for want of space is one word again."""
    assert fold_cell(lines) == folded


def test_two_header_levels_in_tabs() -> None:
    """Blanks beside a header cell over words are its columns, blanks below it its rows."""
    table = only(
        text(
            "STT\tĐơn vị\tChỉ số\t\tGhi chú",
            "\t\tNăm 2021\tNăm 2020\t",
            "(1)\t(2)\t(3)\t(4)\t(5)",
            "1\tSở Y tế\t90,1\t88,2\t",
            "2\tSở Nội vụ\t80,1\t78,2\tGiảm",
        )
    )
    assert table.header_rows == 3
    assert table.grid()[:2] == [
        ["STT", "Đơn vị", "Chỉ số", None, "Ghi chú"],
        [None, None, "Năm 2021", "Năm 2020", None],
    ]


def test_page_ends_inside_a_table() -> None:
    """Blank lines, page numbers and repeated headers inside a table are not in it."""
    table = only(
        text(
            "TT\tHuyện\tĐiểm",
            "1.\tA\t5",
            "2.\tB\t4",
            "",
            "Trang 2/3",
            "",
            "TT\tHuyện\tĐiểm",
            "3.\tC\t3",
            "\f",
            "4.\tD\t2",
        )
    )
    assert [row[0] for row in table.grid()] == ["TT", "1.", "2.", "3.", "4."]


def test_a_new_header_is_a_new_table() -> None:
    """Rows under another header are another table, even with nothing between."""
    document = text("TT\tHuyện\tĐiểm", "1\tA\t5", "2\tB\t4", "", "TT\tXã\tHạng", "1\tC\t1", "2\tD\t2")
    assert [table.n_rows for table in document.tables] == [3, 3]


def test_label_line_between_rows() -> None:
    """A short line without tabs between rows is a group row over the whole width."""
    table = only(text("TT\tHuyện\tĐiểm", "1\tA\t5", "2\tB\t4", "Mức khá", "3\tC\t3"))
    assert table.grid()[3] == ["Mức khá", None, None]


def test_cell_broken_over_lines_in_tabs() -> None:
    """A row that a line end inside a cell cut in two is one row."""
    table = only(
        text("TT\tĐơn vị\tĐiểm\tHạng", "1\tSở Lao động, Thương binh", "và Xã hội\t70\t1", "2\tSở Y tế\t60\t2")
    )
    assert table.grid()[1] == ["1", "Sở Lao động, Thương binh và Xã hội", "70", "1"]


def test_row_cut_at_a_page_end() -> None:
    """The rest of a row on the next page is sewn to its beginning."""
    table = only(
        text("TT\tĐơn vị\tĐiểm", "1\tSở Lao động, Thương binh", "", "\tvà Xã hội\t", "2\tSở Y tế\t60")
    )
    assert table.grid()[1][1] == "Sở Lao động, Thương binh và Xã hội"


def test_rules_are_dropped_and_zero_marks_kept() -> None:
    """A line of dashes is no row; a dash for zero is a cell."""
    table = only(text("TT\tXã\tSố", "-----\t------\t---", "1\tA\t-", "2\tB\t3"))
    assert [row[2] for row in table.grid()] == ["Số", "-", "3"]


def test_line_end_tabs_are_no_columns() -> None:
    """Tabs at the end of a line make no column, and lost ones lose none."""
    table = only(text("TT\tXã\tSố\tGhi chú", "1\tA\t5\t\t", "2\tB\t3"))
    assert table.grid()[1:] == [["1", "A", "5", ""], ["2", "B", "3", ""]]


def test_stacked_cells_with_more_lines() -> None:
    """A line without a tab goes on with the cell above; a cell can begin with an empty line."""
    table = only(
        text(
            "\tSTT", "\tTên", "\tTổng điểm", "(Tối đa: 90)", "",
            "\t1", "\tSở A", "\t", "75", "",
            "\tMức khá", "\t\u00a0", "",
            "\t2", "\tSở B", "\t60", "", "", "III. KẾT LUẬN",
        )
    )  # fmt: skip
    assert table.grid() == [
        ["STT", "Tên", "Tổng điểm (Tối đa: 90)"],
        ["1", "Sở A", "75"],
        ["Mức khá", None, ""],
        ["2", "Sở B", "60"],
    ]


_CELLS = [
    *("TT", "Đơn vị", "Điểm", "Xếp hạng"),
    *("01", "Sở Y tế", "92,75", "1"),
    *("02", "Sở Nội vụ", "90", "2"),
    *("03", "Sở Tư pháp", "90", "2"),
    *("04", "Thanh tra tỉnh", "85,5", "4"),
]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n"])
def test_a_copied_page_is_one_cell_a_line(between: str) -> None:
    """Rows are told by their ordinals, whether cells stand on lines or in paragraphs."""
    document = text("Kết quả năm 2022", "", between.join(_CELLS), "", "Nơi nhận: Lưu VT.")
    table = only(document)
    assert table.grid() == [_CELLS[at : at + 4] for at in range(0, len(_CELLS), 4)]
    assert document.blocks[-1].text == "Nơi nhận: Lưu VT."  # type: ignore[union-attr]


def test_cells_closed_by_bars_on_lines_of_their_own() -> None:
    """A page that closes each cell by a bar in a line gives the same table, cells of several lines and blank ones too."""
    cells = [*_CELLS]
    cells[5], cells[14] = "Sở Y tế và\nDân số", ""
    head = ("ỦY BAN NHÂN\nDÂN\nTỈNH LONG AN\n-------", "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\n---------------")
    number = ("Số: 12/QĐ-UBND", "Long An, ngày\n5 tháng 3 năm 2020")
    barred = "\n|\n".join(
        [*head, *number, "QUYẾT ĐỊNH\nVề kết quả năm 2019\nĐiều 1. Kết quả như sau:\nTT", *cells[1:], ""]
    )
    document = text(barred, "Điều 2. Hiệu lực.")
    assert document.letterhead.number == "12/QĐ-UBND"
    assert document.letterhead.issuer == "ỦY BAN NHÂN DÂN TỈNH LONG AN"
    assert document.letterhead.issued_on == date(2020, 3, 5)
    rows = [cells[at : at + 4] for at in range(0, len(cells), 4)]
    rows[1][1] = "Sở Y tế và Dân số"
    assert only(document).grid() == rows
    texts = [block.text for block in document.blocks if not isinstance(block, Table)]
    assert texts[-1] == "Điều 2. Hiệu lực."
    assert not any("|" in one for one in texts)


def test_labels_with_values_above_a_letterhead() -> None:
    """What a law site says of a paper in a row of bars is read pair by pair, apart from the letterhead below it."""
    document = text(
        "Số hiệu: | 12/QĐ-UBND | Loại văn bản: | Quyết định |",
        "Người ký: | Trần Văn A | Ngày ban hành: | 05/03/2020 |",
        "ỦY BAN NHÂN DÂN TỈNH LONG AN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |",
        "Số: 12/QĐ-UBND | Long An, ngày 05 tháng 3 năm 2020 |",
        "QUYẾT ĐỊNH",
    )
    texts = [block.text for block in document.blocks if not isinstance(block, Table)]
    assert texts[4:8] == [
        "Số hiệu: 12/QĐ-UBND",
        "Loại văn bản: Quyết định",
        "Người ký: Trần Văn A",
        "Ngày ban hành: 05/03/2020",
    ]
    assert document.letterhead.number == "12/QĐ-UBND"
    assert document.letterhead.issuer == "ỦY BAN NHÂN DÂN TỈNH LONG AN"


def test_cells_of_a_copied_page_break_over_lines_or_are_missing() -> None:
    """A paragraph of two lines is one cell; a row that lacks a cell keeps its columns; the total has no ordinal."""
    cells = [*_CELLS[:15], *_CELLS[16:], "Tổng cộng", "358,25"]
    cells[5] = "Văn phòng\nỦy ban nhân dân"
    grid = only(text("\n\n".join(cells))).grid()
    assert grid[1][1] == "Văn phòng Ủy ban nhân dân"
    assert grid[3] == ["03", "Sở Tư pháp", "90", ""]
    assert [cell for cell in grid[5] if cell] == ["Tổng cộng", "358,25"]


@pytest.mark.parametrize("lines", [["STT"], ["STT", ""], ["STT", "x", "1"], ["STT", "x", "1", "y", "2"]])
def test_headers_without_rows_are_looked_at_once(lines: list[str]) -> None:
    """A text that seems to begin such a table on every line takes time in proportion to its length."""

    def reading(count: int) -> Callable[[], Document]:
        data = "\n".join(lines * count).encode()
        return lambda: read_bytes(data, "paper.txt")

    assert_linear(reading, 150)


def test_numbered_prose_is_no_table() -> None:
    """Numbers on lines of their own between paragraphs, without a header, are numbers of paragraphs."""
    lines = "\n\n".join(f"{n}\n\nMột đoạn văn về việc thứ {n}.\n\nVà một đoạn nữa." for n in range(1, 6))
    assert text(lines).tables == ()


def test_indented_paragraphs_are_no_table() -> None:
    """Paragraphs that begin with a tab stay paragraphs."""
    document = text(
        *(f"\tĐiều {n}. Các cơ quan chịu trách nhiệm thi hành quyết định này." for n in range(1, 5))
    )
    assert document.tables == ()
    assert len([block for block in document.blocks if isinstance(block, Paragraph)]) == 4


def test_pipes_with_blank_cells_on_lines_of_their_own() -> None:
    """A bar alone on a line is a blank cell; a row whose first cell is blank begins with a bar."""
    table = only(
        text(
            "TT | Bộ | Số hồ sơ | Ghi chú |",
            "1 | Bộ A | 5 |",
            "|",
            "2 | Bộ B |",
            "| Chưa có |",
            "| Tổng cộng | 5 |",
            "|",
        )
    )
    assert table.grid()[1:] == [
        ["1", "Bộ A", "5", ""],
        ["2", "Bộ B", "", "Chưa có"],
        ["", "Tổng cộng", "5", ""],
    ]


def test_pipes_that_lost_a_column_in_every_row() -> None:
    """Where a text column came empty, figures stay under their header and an issue says so."""
    document = text(
        "Hạng | Tỉnh | Địa chỉ Website | Chỉ số |",
        "1 | An Giang | 0,9 | |",
        "2 | Bắc Ninh | 0,8 | |",
        "3 | Cà Mau | 0,7 |",
    )
    assert [row[2:] for row in only(document).grid()[1:]] == [["", "0,9"], ["", "0,8"], ["", "0,7"]]
    issue = next(issue for issue in document.issues if issue.code == "merged-cells-lost")
    assert (issue.table_id, issue.row) == ("t01", 1)


def test_pipes_with_a_merged_header() -> None:
    """A header row that lost the columns of a merged cell gets them back from the row below."""
    table = only(
        text(
            "STT | Đơn vị | Điểm | Xếp hạng | ||", "2019 | 2018 | 2017 | |||",
            "1 | Sở A | 9,5 | 1 | 2 | 1 |", "2 | Sở B | 9,1 | 2 | 1 | 2 |",
        )
    )  # fmt: skip
    assert table.header_rows == 2
    assert table.grid()[:2] == [
        ["STT", "Đơn vị", "Điểm", "Xếp hạng", None, None],
        [None, None, None, "2019", "2018", "2017"],
    ]


def test_a_grid_that_keeps_its_blanks() -> None:
    """Where all rows are as wide and some keep a blank within, a blank at the end of a row is one of the paper."""
    rows = [
        ["TT", "Dự án", "Địa điểm", "Quy mô", "Tổng số", "Ghi chú"],
        ["1", "Cầu Vàm", "Tân Phú", "", "555.536", ""],
        ["2", "Kè Ông Đốc", "", "2 km", "15.204", ""],
        ["3", "Trường Lê Lợi", "Long Thành", "", "864.380", "Mới"],
        ["3.1", "Khối lớp học", "", "", "", ""],
    ]
    assert only(text(*(f"| {' | '.join(row)} |" for row in rows))).grid() == rows


def test_rows_that_end_in_a_bar_keep_their_blanks_too() -> None:
    """Two levels of a header, blanks beside and below: each second level stands below its own first."""
    table = only(
        text(
            "TT | Đơn vị | Số phiếu | Rất hài lòng |  | Hài lòng |  | Chưa hài lòng |",
            " |  |  | Số phiếu | % | Số phiếu | % |  |",
            "1 | Xã Tân Phú | 89 | 38 | 42,7 | 32 | 36,0 | 19 |",
            "2 | Xã Long Hòa | 94 | 70 | 74,5 | 17 | 18,1 | 7 |",
            " | Cộng | 183 | 108 | 59,0 | 49 | 26,8 | 26 |",
        )
    )
    assert table.grid()[1] == [None, None, None, "Số phiếu", "%", "Số phiếu", "%", None]
    assert table.grid()[0] == ["TT", "Đơn vị", "Số phiếu", "Rất hài lòng", None, "Hài lòng", None, "Chưa hài lòng"]  # fmt: skip


def test_grid_drawn_with_bars() -> None:
    """Rows that begin and end with a bar have no blank first column."""
    assert only(text("| TT | Xã |", "| 1 | A |", "| 2 | B |")).n_cols == 2


def test_boxes_of_terminals() -> None:
    """Box characters draw a table as pluses and bars do; rows without rules between them are rows."""
    table = text(
        "Bảng 1. Kết quả\n┌─────┬──────────────┬────────┐\n│ STT │ Đơn vị       │ Điểm   │\n"
        "├─────┼──────────────┼────────┤\n│ 1   │ Sở Tài chính │ 95,5   │\n│ 2   │ Sở Nông      │ 90,0   │\n"
        "│     │ nghiệp       │        │\n└─────┴──────────────┴────────┘\n"
    ).tables[0]
    assert table.grid() == [
        ["STT", "Đơn vị", "Điểm"],
        ["1", "Sở Tài chính", "95,5"],
        ["2", "Sở Nông nghiệp", "90,0"],
    ]


def test_boxes_as_databases_print_them() -> None:
    """A line of dashes and pluses under the header is no row and ends no table."""
    table = text(
        " STT | Đơn vị  | Điểm\n-----+---------+------\n   1 | Sở Y tế | 90,0\n   2 | Sở Nội vụ | 89\n"
    ).tables[0]
    assert table.grid() == [["STT", "Đơn vị", "Điểm"], ["1", "Sở Y tế", "90,0"], ["2", "Sở Nội vụ", "89"]]


def test_columns_of_spaces() -> None:
    """Columns set apart by spaces, names that wrap, lines of dashes as rules, and a total."""
    table = text(
        "Bảng 3. Dân số\n"
        "  TT   Huyện                Dân số (người)   Tỷ lệ (%)\n"
        "------------------------------------------------------\n"
        "  1    Quỳ Hợp                     120.500        12,5\n"
        "  2    Thị xã Thái Hòa và           30.200         3,1\n"
        "       vùng phụ cận\n"
        "------------------------------------------------------\n"
        "       Tổng cộng                   150.700        15,6\n"
    ).tables[0]
    assert table.grid() == [
        ["TT", "Huyện", "Dân số (người)", "Tỷ lệ (%)"],
        ["1", "Quỳ Hợp", "120.500", "12,5"],
        ["2", "Thị xã Thái Hòa và vùng phụ cận", "30.200", "3,1"],
        ["", "Tổng cộng", "150.700", "15,6"],
    ]
    cell = next(cell for cell in table.cells if cell.text == "120.500")
    assert cell.locator.span is not None
    assert cell.locator.span[1] - cell.locator.span[0] == len("120.500")


@pytest.mark.parametrize("seed", range(12))
def test_papers_in_columns_of_spaces(seed: int) -> None:
    """Rows of generated papers set in letters of one width come back; of the headers most do."""
    sample = make_paper(seed, MEDIA["aligned"].shape)
    document = read_bytes(MEDIA["aligned"].write(sample.paper), "x.txt")
    wanted = [[text or "" for text in row] for truth in sample.truths for row in truth.as_json()["rows"]]
    found = [[text or "" for text in row] for table in document.tables for row in table.grid()]
    assert sum(row in found for row in wanted) >= 0.9 * len(wanted)


@pytest.mark.parametrize(
    "lines",
    [
        "Điện thoại: 0238.3844.123          Fax: 0238.3844.456\nMã số thuế: 2900.123.456           Email: a@b.vn",
        "Điều 1. Giá tối đa:  12.000 đồng;  áp dụng từ ngày 01/01 đến 31/12.\n  1. Gạo tẻ       5% tấm\n  2. Gạo nếp      2% tấm",
        "Tổng thu:   1.200.000 đồng\nTổng chi:     900.000 đồng\nCòn lại:      300.000 đồng",
    ],
)
def test_wide_spaces_in_lines_of_text_make_no_table(lines: str) -> None:
    """Pairs of labels and values, and sentences with wide spaces, are no rows."""
    assert not text(lines + "\n").tables


def test_tabs_repeated_to_reach_a_column() -> None:
    """Where typists set cells apart with as many tabs as needed, repeated tabs are no blank cells."""
    table = text(
        "STT\tĐơn vị\t\t\tĐiểm\tHạng\n1\tSở Tài chính\t\t95,5\t1\n"
        "2\tSở Nông nghiệp và PTNT\t90,0\t2\n3\tSở Y tế\t\t\t\t3\n4\tSở Nội vụ\t\t88,0\t4\n"
    ).tables[0]
    assert table.grid()[0] == ["STT", "Đơn vị", "Điểm", "Hạng"]
    assert table.grid()[2:4] == [["2", "Sở Nông nghiệp và PTNT", "90,0", "2"], ["3", "Sở Y tế", "", "3"]]


def test_a_blank_last_column_tells_single_tabs() -> None:
    """Programs write a tab for each blank cell, in a header of two levels and before a column of remarks that none has."""
    table = text(
        "TT\tĐơn vị\tNhóm tiêu chí\t\tTổng\tHạng\tGhi chú\n\t\tAn toàn\tNhân lực\t\t\t\n"
        "1\tHuyện A\t12\t54\t66\t1\t\n2\tHuyện B\t9\t38\t47\t2\t\n3\tHuyện C\t8\t30\t38\t3\t\n\tTổng cộng\t29\t122\t151\t\t\n"
    ).tables[0]
    assert (table.header_rows, table.grid()[1][2:4]) == (2, ["An toàn", "Nhân lực"])
    assert table.grid()[-1] == ["", "Tổng cộng", "29", "122", "151", "", ""]


def test_titles_and_units_pushed_by_tabs_stand_above_their_table() -> None:
    """Title in the middle and unit at the right by tabs are no rows of the table below them."""
    text = (
        "\t\tBảng 2. Số hộ nghèo các xã\n\t\t\t\tĐơn vị tính: hộ\nSTT\tXã\t2004\t2005\n"
        "1\tXuân Lộc\t120\t110\n2\tXuân Cảnh\t98\t91\n"
    )
    (table,) = read_bytes(text.encode(), "x.txt").tables
    assert (table.number, table.caption, table.unit) == ("2", "Số hộ nghèo các xã", "hộ")
    assert table.grid()[0] == ["STT", "Xã", "2004", "2005"]


def test_markdown_marks() -> None:
    """Emphasis, breaks, entities and escaped bars in Markdown cells are read; footnote stars stay."""
    table = only(
        text(
            "| **STT** | Đơn vị | Điểm |",
            "|:--|---|--:|",
            "| 1 | Sở A**<br>(cũ) | 5 |",
            "| 2 | A \\| B &amp; C | *6* |",
        )
    )
    assert table.grid() == [["STT", "Đơn vị", "Điểm"], ["1", "Sở A** (cũ)", "5"], ["2", "A | B & C", "6"]]


def test_emphasis_in_paragraphs() -> None:
    """Emphasis is removed from paragraphs, also over two lines; marks in brackets stay."""
    document = text(
        "**KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH**", "", "(**) là đơn vị có *tổng* là **475**", "", "*Về đánh giá"
    )
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(**) là đơn vị có tổng là 475", "*Về đánh giá",
    ]  # fmt: skip


def test_sentences_cut_by_line_and_page_ends() -> None:
    """A sentence that goes on below, also over a page end, is one paragraph; list items are not joined."""
    document = text(
        "Các cơ quan đã tiếp tục quan tâm đầu tư máy",
        "",
        "tính phục vụ công việc.",
        "a) mục một",
        "b) mục hai",
    )
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "Các cơ quan đã tiếp tục quan tâm đầu tư máy tính phục vụ công việc.", "a) mục một", "b) mục hai",
    ]  # fmt: skip


def test_headings_have_levels() -> None:
    """Headings are told by their numbering."""
    document = text(
        "I. KẾT QUẢ", "1. Đánh giá chung", "1.1. Hạ tầng", "1. Câu dài kết thúc bằng dấu chấm.", "# Tiêu đề"
    )
    assert [(block.text, block.level) for block in document.blocks if isinstance(block, Heading)] == [
        ("I. KẾT QUẢ", 1), ("1. Đánh giá chung", 2), ("1.1. Hạ tầng", 3), ("Tiêu đề", 1),
    ]  # fmt: skip


def test_text_left_of_a_picture_is_reported() -> None:
    """What a converter left of a picture is no text of the paper, and an issue names its place."""
    document = text(
        "Hình 1. Biểu đồ:", "[image: image1.png]100% +", "90% -", "500 | ONam 2016", "", "Bảng 1.1 Điểm"
    )
    assert "picture-not-read" in {issue.code for issue in document.issues}
    assert not any("ONam" in block.text for block in document.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize(
    "row", ["{0}\tXã {0}\t{0}\n", "{0}\tXã {0}\t{0}\n\n", "{0} | Xã {0} | {0} |\n", "\t{0}\n\tXã\n\t5\n\n"]
)
def test_long_tables_stay_linear(row: str) -> None:
    """Ten thousand rows of any shape are read as one table in seconds."""
    data = "".join(row.format(number) for number in range(1, 10001)).encode()
    assert only(read_bytes(data, "long.txt")).n_rows == 10000


@pytest.mark.parametrize(
    "text_",
    ["(" * 99999, "*" * 99999, "I" * 99999, "\t" * 99999 + "a", "|" * 99999 + "\n|", "a" + " " * 99999 + "b"],
)
def test_hostile_lines_are_harmless(text_: str) -> None:
    """Lines made to trap a reader are read in no time."""
    assert read_bytes(text_.encode(), "hostile.txt").sha256


_PROVINCES = [
    ("Quảng Ninh", "73.40", "1", "Rất tốt"),
    ("Đồng Tháp", "72.10", "2", "Rất tốt"),
    ("Vĩnh Long", "71.30", "3", "Tốt"),
    ("Bắc Ninh", "70.79", "4", "Tốt"),
    ("TP. Hồ Chí Minh", "67.16", "14", "Khá"),
]
_TITLES = ("Địa phương", "Điểm số PCI", "Xếp hạng", "Nhóm xếp hạng")


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\u00a0\n\n"])
@pytest.mark.parametrize("width", [3, 4])
def test_cells_without_ordinals_repeat_their_kinds(between: str, width: int) -> None:
    """A page copied cell by cell is a table where figures and words follow each other alike, row after row."""
    rows = [list(row[:width]) for row in (_TITLES, *_PROVINCES)]
    tables = between.join(cell for row in rows for cell in row)
    again = between.join(cell for row in rows[:4] for cell in row)
    document = text(
        "Bảng xếp hạng năm 2019", "", tables, "", "Bảng xếp hạng năm 2018", "", again, "", "Nguồn: VCCI"
    )
    assert [table.grid() for table in document.tables] == [rows, rows[:4]]
    assert [table.caption for table in document.tables] == [
        "Bảng xếp hạng năm 2019",
        "Bảng xếp hạng năm 2018",
    ]


@pytest.mark.parametrize(
    "cells",
    [
        # what heads the columns is no title of figures
        ["Muối", "Chương 25", "Lưu huỳnh", "2502", "Đất", "2503", "Đá", "2504", "Vôi", "2505"],
        # labels with their amounts
        [
            "Nghị quyết",
            "Tổng số",
            "Thu nội địa:",
            "12",
            "Thu khác:",
            "13",
            "Thu phí:",
            "14",
            "Thu thuế:",
            "15",
        ],
        # too few rows
        ["Đơn vị", "Điểm", "Sở Y tế", "90", "Sở Nội vụ", "85"],
    ],
)
def test_words_and_numbers_in_turn_are_no_table(cells: list[str]) -> None:
    """Lists in which words and numbers take turns are left as they are."""
    assert text("\n\n".join(cells)).tables == ()


@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize("graded", [True, False])
def test_cells_apart_by_single_spaces(*, counted: bool, graded: bool) -> None:
    """The figures at the end of every line are columns, digits that only one name ends in are its own."""
    body = [
        ["Quận 1", "7.98", "73.02", "1"],
        ["Sở Kế hoạch và Đầu tư", "6.52", "70.61", "2"],
        ["TP. Thủ Đức", "7.73", "70.53", "3"],
        ["Cần Giờ", "7.03", "-0.42", "4"],
    ]
    grades = ["Rất tốt", "Tốt", "Tốt", "Khá"]
    rows = [
        [*([str(at)] if counted else []), *row, *([grades[at - 1]] if graded else [])]
        for at, row in enumerate(body, start=1)
    ]
    head = [*(["STT"] if counted else []), "Tên đơn vị", "Chi phí thời gian", "Điểm PCI", "Xếp hạng"]
    head += ["Xếp loại"] if graded else []
    lines = [" ".join(row) for row in (head, *rows)]
    assert only(text("Bảng điểm", "", *lines, "", "Hết.")).grid() == [head, *rows]


def test_titles_over_a_line_of_titles_are_none_of_them() -> None:
    """The fewest lines that give each column a title are the header; a dash among figures is a cell."""
    rows = [
        "1 Bà Rịa - Vũng Tàu 7,98 - 73,02",
        "2 An Giang 6,52 1,5 70,61",
        "3 Huế 7,7 2 70,5",
        "4 Cần Thơ 7 3 67,5",
    ]
    table = only(text("KẾT QUẢ NĂM 2020", "STT Tên tỉnh Điểm số Điểm thưởng", "cộng Tổng điểm", *rows))
    assert table.grid()[:2] == [
        ["STT", "Tên tỉnh", "Điểm số", "Điểm thưởng cộng", "Tổng điểm"],
        ["1", "Bà Rịa - Vũng Tàu", "7,98", "-", "73,02"],
    ]
    assert table.caption == "KẾT QUẢ NĂM 2020"


def test_a_header_of_two_levels_over_cells_apart_by_single_spaces() -> None:
    """The lower level says the same of each of the last titles; what is more than its columns belongs to names."""
    table = only(
        text(
            "Kết quả giải quyết hồ sơ",
            "Nhóm Tổng Đã xử lý Trước hạn Đúng hạn",
            "Số % Số %",
            "Mức 1, 2 26876 25714 12490 48,6% 13224 51,4%",
            "Mức 3 6854 6182 4343 70,3% 1839 29,7%",
        )
    )
    assert table.header_rows == 2
    assert table.grid() == [
        ["Nhóm", "Tổng", "Đã xử lý", "Trước hạn", None, "Đúng hạn", None],
        [None, None, None, "Số", "%", "Số", "%"],
        ["Mức 1, 2", "26876", "25714", "12490", "48,6%", "13224", "51,4%"],
        ["Mức 3", "6854", "6182", "4343", "70,3%", "1839", "29,7%"],
    ]


def test_grades_by_number_are_a_level_of_the_header() -> None:
    """“3 sao”, “4 sao”, “5 sao” under one title are titles, and the columns below them count units."""
    rows = [
        ["1", "Duy Xuyên", "26", "20", "5", "1"],
        ["2", "Quế Sơn", "18", "12", "6", "0"],
        ["3", "Núi Thành", "22", "18", "3", "1"],
    ]
    lines = [
        "STT\tHuyện\tTổng số\tXếp hạng\t\t",
        "\t\t\t3 sao\t4 sao\t5 sao",
        *("\t".join(row) for row in rows),
    ]
    table = only(text("Sản phẩm năm 2023", "", *lines))
    assert table.header_rows == 2
    reading = understand(text("Sản phẩm năm 2023", "", *lines)).tables[0]
    assert [column.role for column in reading.columns[3:]] == [ColumnRole.COMPONENT] * 3


def test_titles_that_cannot_be_told_apart_are_reported() -> None:
    """Where titles are not as many as columns they stand over all of them, and the paper says so."""
    rows = [f"Huyện {name} 8,5 9,25 17,75" for name in ("An Lão", "Hoài Ân", "Vân Canh", "Phù Mỹ")]
    document = text("Tên huyện điểm kỳ một điểm kỳ hai tổng điểm", *rows)
    table = only(document)
    assert table.grid()[1] == ["Huyện An Lão", "8,5", "9,25", "17,75"]
    assert table.header_rows == 1
    assert [issue.code for issue in document.issues if issue.code == "columns-not-told"] == [
        "columns-not-told"
    ]


def test_sentences_that_end_in_figures_are_no_table() -> None:
    """Lines of prose, items and dates with figures at their ends are no rows."""
    lines = [
        "Năm 2019 đạt 75 80",
        "- Sở Y tế 90 95",
        "Căn cứ Nghị định 30 2020",
        "Tổng cộng 12 14;",
    ]
    assert text(*lines).tables == ()
