"""DOCX as word processors write it."""

from __future__ import annotations

import time

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from doichieu.errors import EmptyFileError
from doichieu.extract import read_bytes
from doichieu.model import Document, Heading, Paragraph

from .render import add_docx_table, docx_bytes

HEADER = ["TT", "Đơn vị", "Điểm"]


def read(document: docx.document.Document) -> Document:
    """Read a document."""
    return read_bytes(docx_bytes(document), "paper.docx")


def test_merged_cells() -> None:
    """Merged cells come back with their spans."""
    document = docx.Document()
    table = add_docx_table(
        document,
        [
            ["TT", "Đơn vị", "Xếp hạng", ""],
            ["", "", "2016", "2015"],
            ["1", "Sở A", "1", "2"],
            ["2", "Sở B", "", "3"],
        ],
    )
    for start, end in (((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((2, 2), (3, 2))):
        table.cell(*start).merge(table.cell(*end))
    read_table = read(document).tables[0]
    assert read_table.grid() == [
        ["TT", "Đơn vị", "Xếp hạng", None],
        [None, None, "2016", "2015"],
        ["1", "Sở A", "1", "2"],
        ["2", "Sở B", None, "3"],
    ]
    assert read_table.header_rows == 2


def test_letterhead_and_signature_in_borderless_tables() -> None:
    """A letterhead and a signature block set as tables are no tables."""
    document = docx.Document()
    head = add_docx_table(
        document, [["ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["", ""]]
    )
    head.cell(1, 0).text = "Số: 345 /QĐ-UBND"
    head.cell(1, 1).text = "Quảng Trị, ngày 09 tháng 02 năm 2021"
    document.add_paragraph("QUYẾT ĐỊNH")
    document.add_paragraph("Về việc công bố chỉ số cải cách hành chính năm 2020")
    add_docx_table(document, [HEADER, ["1", "Sở A", "9"], ["2", "Sở B", "8"]])
    add_docx_table(document, [["Nơi nhận:\n- Như Điều 3;", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nVõ Văn Hưng"]])
    paper = read(document)
    head_of = paper.letterhead
    assert len(paper.tables) == 1
    assert (head_of.number, head_of.issuer) == ("345/QĐ-UBND", "ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ")
    assert (head_of.place, str(head_of.issued_on)) == ("Quảng Trị", "2021-02-09")
    assert (head_of.kind, head_of.signer) == ("quyết định", "Võ Văn Hưng")
    assert head_of.subject == "công bố chỉ số cải cách hành chính năm 2020"


def test_table_split_by_an_empty_paragraph() -> None:
    """Two pieces of a table with an empty paragraph between are one table when the ordinals count on."""
    document = docx.Document()
    document.add_paragraph("Biểu số 02: Điểm đánh giá")
    add_docx_table(document, [HEADER, ["1", "Sở A", "9"], ["2", "Sở B", "8"]])
    document.add_paragraph("")
    add_docx_table(document, [["3", "Sở C", "7"], ["4", "Sở D", "6"]])
    paper = read(document)
    assert [(table.number, table.n_rows) for table in paper.tables] == [("02", 5)]


def test_tables_that_start_anew_stay_apart() -> None:
    """A second table whose ordinals start at one again is a table of its own."""
    document = docx.Document()
    add_docx_table(document, [HEADER, ["1", "Sở A", "9"], ["2", "Sở B", "8"]])
    document.add_paragraph("")
    add_docx_table(document, [["1", "Huyện C", "7"], ["2", "Huyện D", "6"]])
    assert [table.n_rows for table in read(document).tables] == [3, 2]


def test_nested_table() -> None:
    """A table inside a cell of a frame is found."""
    document = docx.Document()
    frame = document.add_table(rows=1, cols=2)
    frame.cell(0, 0).text = "Ghi chép"
    inner = frame.cell(0, 1).add_table(rows=2, cols=3)
    for row, texts in enumerate([HEADER, ["1", "Sở A", "9"]]):
        for col, text in enumerate(texts):
            inner.cell(row, col).text = text
    assert [table.grid() for table in read(document).tables] == [[HEADER, ["1", "Sở A", "9"]]]


def test_caption_below() -> None:
    """Where captions stand below the tables, each table takes the one below it."""
    document = docx.Document()
    for number in (1, 2):
        add_docx_table(document, [HEADER, ["1", f"Sở {number}", "9"]])
        document.add_paragraph(f"Bảng {number}. Điểm lần {number}")
    assert [(table.number, table.caption) for table in read(document).tables] == [
        ("1", "Điểm lần 1"),
        ("2", "Điểm lần 2"),
    ]


def test_automatic_ordinals() -> None:
    """Ordinals that Word numbers by itself are printed, so they are read."""
    document = docx.Document()
    table = add_docx_table(document, [HEADER, ["", "Sở A", "9"], ["", "Sở B", "8"]])
    for row in (1, 2):
        table.cell(row, 0).paragraphs[0].style = document.styles["List Number"]
    assert [row[0] for row in read(document).tables[0].grid()] == ["TT", "1.", "2."]


def test_tracked_deletions_and_hidden_text() -> None:
    """Deleted and hidden text is not printed; inserted text is."""
    document = docx.Document()
    paragraph = document.add_paragraph("Kết quả ")
    hidden = paragraph.add_run("bí mật")
    hidden.font.hidden = True
    inserted = OxmlElement("w:ins")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "năm 2020"
    run.append(text)
    inserted.append(run)
    paragraph._p.append(inserted)
    moved = OxmlElement("w:moveFrom")
    paragraph._p.append(moved)
    moved.append(_run("cũ"))
    assert [block.text for block in read(document).blocks if isinstance(block, Paragraph)] == [
        "Kết quả năm 2020"
    ]


def _run(words: str) -> OxmlElement:
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    run.append(text)
    return run


def test_headings_by_style() -> None:
    """Heading styles give the level."""
    document = docx.Document()
    document.add_heading("Phương pháp", level=2)
    assert [(block.text, block.level) for block in read(document).blocks if isinstance(block, Heading)] == [
        ("Phương pháp", 2)
    ]


def test_text_in_content_controls() -> None:
    """Paragraphs and rows inside content controls are text like any other."""
    document = docx.Document()
    table = add_docx_table(document, [HEADER, ["1", "Sở A", "9"], ["2", "Sở B", "8"]])
    row = table.rows[2]._tr
    control = OxmlElement("w:sdt")
    content = OxmlElement("w:sdtContent")
    control.append(content)
    row.addprevious(control)
    content.append(row)
    assert read(document).tables[0].n_rows == 3


def test_row_marked_as_header() -> None:
    """A row that Word repeats on every page is a header row even where its texts do not tell."""
    document = docx.Document()
    table = add_docx_table(document, [["Tên", "Loại"], ["Sở A", "Tốt"], ["Sở B", "Khá"]])
    mark = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    assert mark.tag == qn("w:tblHeader")
    assert read(document).tables[0].header_rows == 1


@pytest.mark.parametrize("text", ["Không có bảng nào ở đây."])
def test_no_table_is_an_issue(text: str) -> None:
    """A document without a table is read; an issue says that there is none."""
    document = docx.Document()
    document.add_paragraph(text)
    paper = read(document)
    assert {issue.code for issue in paper.issues} == {"no-table", "no-letterhead"}


def test_document_without_text() -> None:
    """A document without any text is an empty file."""
    with pytest.raises(EmptyFileError):
        read(docx.Document())


def test_wide_tables_stay_linear() -> None:
    """Ten thousand rows are read in seconds."""
    document = docx.Document()
    body = document.element.body
    rows = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in (n, f"Xã {n}", n * 2))
        + "</w:tr>"
        for n in range(1, 10001)
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body.insert(0, parse_xml(f'<w:tbl xmlns:w="{space}">{rows}</w:tbl>'))
    start = time.process_time()
    assert read(document).tables[0].n_rows == 10000
    assert time.process_time() - start < 20
