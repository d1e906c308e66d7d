"""Sheets that came as text or as one table of a page, and signatures in the last row of a table."""

from __future__ import annotations

import pytest

from doichieu.extract import read_bytes
from doichieu.model import Document, Heading, Paragraph

from .wordml import read, row, table

GRID = [
    ["STT", "Đơn vị", "Kế hoạch", "Đạt"],
    ["1", "Sở Y tế", "98.000", "92,75"],
    ["2", "Sở Nội vụ", "1.250", "90"],
]
SHEET = [
    ["UBND TỈNH KON TUM", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ""],
    ["SỞ NỘI VỤ", "", "Độc lập - Tự do - Hạnh phúc", ""],
    ["Số: 12/BC-SNV", "", "Kon Tum, ngày 05 tháng 6 năm 2022", ""],
    ["", "", "", ""],
    ["TÌNH HÌNH GIẢI QUYẾT HỒ SƠ", "", "", ""],
    *GRID,
    ["", "", "", ""],
    ["NGƯỜI LẬP", "", "GIÁM ĐỐC", ""],
    ["Lê Văn An", "", "Trần Thị Bình", ""],
]


def as_page(rows: list[list[str]]) -> bytes:
    """A page of one table, as spreadsheet programs save a sheet."""
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in line) + "</tr>" for line in rows)
    return f"<html><body><table>{cells}</table></body></html>".encode()


def assert_told_apart(document: Document) -> None:
    """The table stands alone, and the letterhead, title and signature are read."""
    (found,) = document.tables
    head = document.letterhead
    assert found.grid() == GRID
    assert found.caption == "TÌNH HÌNH GIẢI QUYẾT HỒ SƠ"
    assert (head.number, head.issuer, head.signer) == ("12/BC-SNV", "SỞ NỘI VỤ", "Trần Thị Bình")
    assert str(head.issued_on) == "2022-06-05"


def test_a_page_of_one_table() -> None:
    """A sheet saved as a page comes back as lines and a table."""
    assert_told_apart(read_bytes(as_page(SHEET), "sheet.htm"))


@pytest.mark.parametrize("delimiter", ["\t", ";", ","])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_text_between_delimiters(delimiter: str, encoding: str) -> None:
    """CSV and tabbed text whose rows are all as wide as the sheet, quotes and all."""
    quoted = [[f'"{text}"' if delimiter in text else text for text in line] for line in SHEET]
    content = "\r\n".join(delimiter.join(line) for line in quoted) + "\r\n"
    assert_told_apart(read_bytes(content.encode(encoding), "sheet.csv"))


def test_a_sheet_whose_first_line_states_its_delimiter() -> None:
    """Excel is told so; the line is no text of the sheet."""
    content = "sep=,\r\n" + "\r\n".join(",".join(f'"{text}"' for text in row) for row in GRID)
    document = read_bytes(content.encode(), "sheet.csv")
    assert [table.grid() for table in document.tables] == [GRID]
    assert not document.blocks[:-1]


def test_text_between_bars_alone() -> None:
    """Databases part fields with bars; blank ones can stand at either end of a row."""
    rows = [*GRID, ["", "Cộng", "99.250", ""]]
    document = read_bytes("\n".join("|".join(row) for row in rows).encode(), "sheet.csv")
    assert [table.grid() for table in document.tables] == [rows]


def test_a_title_without_delimiters() -> None:
    """Lines above the table stay as narrow as they were typed; numbered clauses that end in semicolons are no sheet."""
    rows = "\n".join(";".join(line) for line in GRID)
    (found,) = read_bytes(f"KẾT QUẢ XẾP HẠNG\n\n{rows}\n".encode(), "a.csv").tables
    assert (found.grid(), found.caption) == (GRID, "KẾT QUẢ XẾP HẠNG")
    clauses = "QUYẾT ĐỊNH\nCăn cứ Luật Tổ chức;\nCăn cứ Nghị định;\nXét đề nghị của Sở;\nTheo tờ trình;"
    assert read_bytes(clauses.encode(), "a.txt").tables == ()


def test_a_sheet_that_google_publishes() -> None:
    """Letters of columns and numbers of rows are no cells."""
    head = "".join(f"<th class='column-headers-background'>{letter}</th>" for letter in "ABCD")
    rows = [["KẾT QUẢ XẾP HẠNG", "", "", ""], ["", "", "", ""], *GRID]
    body = "".join(
        f"<tr><th class='row-headers-background'>{at}</th>"
        + "".join(f"<td>{text}</td>" for text in line)
        + "</tr>"
        for at, line in enumerate(rows, 1)
    )
    page = (
        f"<table class=waffle><thead><tr><th class='row-header'></th>{head}</tr></thead><tbody>{body}</table>"
    )
    (found,) = read_bytes(page.encode(), "a.html").tables
    assert (found.grid(), found.caption) == (GRID, "KẾT QUẢ XẾP HẠNG")


def test_quoted_fields() -> None:
    """Quotes keep delimiters, line ends and doubled quotes; each cell points at its place in the file."""
    content = 'STT,Đơn vị,Điểm\n1,"Sở ""Y""\ntế","92,75"\n2,Sở Nội vụ,90'
    (found,) = read_bytes(content.encode(), "a.csv").tables
    assert found.grid()[1:] == [["1", 'Sở "Y" tế', "92,75"], ["2", "Sở Nội vụ", "90"]]
    figure = next(cell for cell in found.cells if cell.text == "92,75")
    assert figure.locator.span is not None
    assert content[slice(*figure.locator.span)] == '"92,75"'


@pytest.mark.parametrize(
    "content",
    [
        "Sở Y tế, Sở Nội vụ\nđã nộp, đúng hạn\nbáo cáo, số liệu",
        "Điều 1,2\nĐiều 3\nĐiều 4,5",
        'Một câu có ngoặc "kép, rồi\nthôi, và\nhết, xong',
    ],
)
def test_sentences_with_commas_are_no_sheet(content: str) -> None:
    """Words behind commas and rows of unlike width are lines."""
    assert read_bytes(content.encode(), "a.txt").tables == ()


def test_a_signature_in_the_last_row() -> None:
    """A signature block that a word processor lets stand below the last row of a table is no row of it."""
    document = read(
        table(
            GRID[0],
            *GRID[1:],
            row("Nơi nhận:", "- Như trên;", "KT. GIÁM ĐỐC", ""),
            row("", "- Lưu: VT.", "PHÓ GIÁM ĐỐC", ""),
            row("", "", "Trần Thị Bình", ""),
        )
    )
    assert document.tables[0].grid() == GRID
    assert document.letterhead.signer == "Trần Thị Bình"


def test_numbers_of_papers_in_a_table_are_cells() -> None:
    """A column of numbers and days of papers, and a total without figures, make no letterhead."""
    rows = [
        ["STT", "Văn bản", "Ngày", "Số trang"],
        ["1", "Số: 12/QĐ-UBND", "Kon Tum, ngày 05 tháng 6 năm 2022", "3"],
        ["2", "Số: 13/QĐ-UBND", "Kon Tum, ngày 06 tháng 6 năm 2022", "4"],
        ["", "Cộng", "", "7"],
    ]
    (found,) = read_bytes(as_page(rows), "a.html").tables
    assert found.grid() == rows
    assert read_bytes(as_page(rows), "a.html").letterhead.number is None


def test_lines_keep_their_order() -> None:
    """Letterheads of a sheet in text are read column by column, titles after them."""
    content = "\n".join(";".join(line) for line in SHEET)
    blocks = read_bytes(content.encode(), "a.csv").blocks
    lines = [block.text for block in blocks if isinstance(block, Paragraph | Heading)]
    assert lines[:3] == ["UBND TỈNH KON TUM", "SỞ NỘI VỤ", "Số: 12/BC-SNV"]
    assert lines[6] == "TÌNH HÌNH GIẢI QUYẾT HỒ SƠ"


@pytest.mark.parametrize("mark", ["\t", " | "])
def test_commas_within_figures_part_no_cells(mark: str) -> None:
    """Rows between tabs or lines, each with as many decimal commas: never a sheet between commas."""
    rows = [
        ["1", "Sở Tài chính", "11,0", "0,5"],
        ["2", "Sở Xây dựng", "9,5", "0,0"],
        ["3", "Sở Y tế", "8,0", "1,5"],
    ]
    text = "\n".join(mark.join(cells) for cells in rows)
    assert all(
        "11 " not in cell.text for table in read_bytes(text.encode(), "a.txt").tables for cell in table.cells
    )
    (table,) = read_bytes(f"STT{mark}Đơn vị{mark}Điểm{mark}Thưởng\n{text}".encode(), "a.txt").tables
    assert table.grid()[1:] == rows


def test_lines_of_figures_are_no_sheet() -> None:
    """A list in which every line has one decimal comma."""
    lines = "Sở Tài chính đạt 91,5 điểm\nSở Xây dựng đạt 89,5 điểm\nSở Y tế đạt 88,0 điểm\n"
    assert read_bytes(lines.encode(), "a.txt").tables == ()
