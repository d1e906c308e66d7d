"""ODS, FODS, XML Spreadsheet 2003, and Word papers in one XML file."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest
from lxml import etree

from doichieu.errors import DamagedFileError, EmptyFileError
from doichieu.extract import read_bytes, sniff
from doichieu.model import Paragraph

from .opendocument import cell, fods, ods, row, sheet, spreadsheet_xml
from .render import as_docx

GRID = [["STT", "Đơn vị", "Điểm"], ["1", "Sở Tài chính", "92,75"], ["2", "Sở Y tế", "90"]]
ROWS = "".join(row(*map(cell, texts)) for texts in GRID)
BLANKS = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'


@pytest.mark.parametrize(("write", "media_type"), [(ods, sniff.ODS), (fods, sniff.FODS)])
def test_open_document_sheet(write: object, media_type: str) -> None:
    """A sheet shows the texts that its cells state; what fills it up to the last row costs nothing."""
    assert callable(write)
    title = row(cell("Kết quả", style="x"))
    document = read_bytes(write(sheet("Trang 1", title + row() + ROWS + BLANKS)), "paper.ods")
    assert document.media_type == media_type
    assert document.tables[0].grid() == GRID
    assert document.tables[0].locator.reference == "'Trang 1'!A3"
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["Kết quả"]


def test_open_document_spans_repeats_and_hidden_parts() -> None:
    """Spans, repeated cells, groups, hidden rows, columns and sheets are read as they are shown."""
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="3"/>'
    covered = "<table:covered-table-cell/>"
    head = row(
        cell("TT", more='table:number-rows-spanned="2"'),
        cell("ẩn"),
        cell("Điểm", more='table:number-columns-spanned="2"'),
        covered,
        cell("Hạng", more='table:number-rows-spanned="2"'),
    )
    level = row(covered, cell("ẩn"), cell("2016"), cell("2017"), covered)
    body = row(cell("1"), cell("ẩn"), cell("8,5", more='table:number-columns-repeated="2"'), cell("3"))
    unseen = row(cell("9"), cell("x"), cell("0"), cell("0"), cell("0"), more='table:visibility="filter"')
    rows = f"<table:table-header-rows>{head}{level}</table:table-header-rows><table:table-row-group>{body}</table:table-row-group>{unseen}"
    document = read_bytes(fods(sheet("A", rows, columns=columns), sheet("B", ROWS, style="ta2")), "x")
    assert [table.grid() for table in document.tables] == [
        [["TT", "Điểm", None, "Hạng"], [None, "2016", "2017", None], ["1", "8,5", "8,5", "3"]]
    ]
    assert {"hidden-rows", "hidden-columns", "hidden-sheet"} <= {issue.code for issue in document.issues}


def test_open_document_texts() -> None:
    """Lines, spaces, spans and notes of a cell; text in legacy fonts; values without a text; errors."""
    rich = (
        '<table:table-cell table:style-name="ce1"><office:annotation><text:p>ghi chú</text:p></office:annotation>'
        "<text:p>Sở<text:s/>Y <text:span>tế</text:span></text:p><text:p>tỉnh</text:p></table:table-cell>"
    )
    bare = '<table:table-cell table:style-name="ce1" office:value-type="float" office:value="1234.5"/>'
    rows = row(cell("TT"), cell("Tên"), cell("Số")) + row(cell("1"), rich, bare)
    rows += row(cell("2"), cell("NguyÔn Tr·i", style="ce2"), cell("#DIV/0!"))
    document = read_bytes(fods(sheet("A", rows)), "x")
    assert document.tables[0].grid()[1:] == [["1", "Sở Y tế tỉnh", "1234,5"], ["2", "Nguyễn Trãi", "#DIV/0!"]]
    assert {"cell-error", "legacy-encoding"} <= {issue.code for issue in document.issues}


def test_open_document_with_a_password() -> None:
    """A locked file says so."""
    with pytest.raises(DamagedFileError, match="password"):
        read_bytes(ods(sheet("A", ROWS), manifest="<manifest><encryption-data/></manifest>"), "x.ods")


STYLES = (
    '<Style ss:ID="s1"><Borders><Border ss:Position="Left" ss:LineStyle="Continuous"/></Borders></Style>'
    '<Style ss:ID="s2" ss:Parent="s1"><NumberFormat ss:Format="Standard"/></Style>'
    '<Style ss:ID="s3" ss:Parent="s1"><NumberFormat ss:Format="Percent"/></Style>'
    '<Style ss:ID="s4" ss:Parent="s1"><NumberFormat ss:Format="Short Date"/></Style>'
)


def ss(text: str, kind: str = "String", style: str = "s1", more: str = "") -> str:
    """A cell of an XML Spreadsheet."""
    return f'<Cell ss:StyleID="{style}" {more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def test_spreadsheet_xml() -> None:
    """Formats by name, dates, merges, skipped rows and hidden columns of XML Spreadsheet 2003."""
    rows = (
        f'<Column ss:Index="5" ss:Hidden="1"/><Row>{ss("Dự toán", more="ss:MergeAcross=&quot;3&quot;")}</Row>'.replace(
            "&quot;", '"'
        )
        + f'<Row ss:Index="4">{ss("STT")}{ss("Số")}{ss("Tỷ lệ")}{ss("Ngày")}{ss("ẩn")}</Row>'
        + f"<Row>{ss('1', 'Number')}{ss('1234567.5', 'Number', 's2')}{ss('0.5', 'Number', 's3')}"
        + f"{ss('2020-03-05T00:00:00.000', 'DateTime', 's4')}</Row>"
        + f"<Row>{ss('2', 'Number')}{ss('-5', 'Number', 's2')}{ss('#REF!', 'Error')}{ss('1', 'Boolean')}</Row>"
    )
    document = read_bytes(spreadsheet_xml(rows, styles=STYLES), "paper.xls")
    assert document.media_type == sniff.SPREADSHEET_XML
    assert document.tables[0].grid() == [
        ["STT", "Số", "Tỷ lệ", "Ngày"],
        ["1", "1.234.567,50", "50,00%", "05/03/2020"],
        ["2", "-5,00", "#REF!", "TRUE"],
    ]
    assert document.tables[0].locator.reference == "'Biểu 1'!A4"
    assert {"hidden-columns", "cell-error"} <= {issue.code for issue in document.issues}


@pytest.mark.parametrize("cut", [400, 700])
def test_cut_spreadsheet_xml(cut: int) -> None:
    """A file that is cut off is damaged, never half a table."""
    with pytest.raises(DamagedFileError, match="cut off"):
        read_bytes(spreadsheet_xml(f"<Row>{ss('STT')}{ss('Tên')}</Row>" * 9, styles=STYLES)[:cut], "x")


def test_hidden_spreadsheet_xml() -> None:
    """A workbook whose only sheet is hidden has no text."""
    options = '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
    with pytest.raises(EmptyFileError):
        read_bytes(spreadsheet_xml(f"<Row>{ss('STT')}{ss('Tên')}</Row>" * 2, options=options), "x")


def flat_opc(data: bytes) -> bytes:
    """A DOCX as Word saves it in one XML file."""
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    root = etree.Element(f"{{{space}}}package", nsmap={"pkg": space})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            part = etree.SubElement(root, f"{{{space}}}part", {f"{{{space}}}name": f"/{name}"})
            if name.endswith((".xml", ".rels")):
                etree.SubElement(part, f"{{{space}}}xmlData").append(etree.fromstring(archive.read(name)))
            else:
                etree.SubElement(part, f"{{{space}}}binaryData").text = base64.b64encode(
                    archive.read(name)
                ).decode()
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def test_flat_opc() -> None:
    """A DOCX in one XML file reads as the DOCX does."""
    document = read_bytes(flat_opc(as_docx(GRID)), "paper.xml")
    assert document.media_type == sniff.WORD_XML
    assert document.tables[0].grid() == GRID


def old_word(body: str) -> bytes:
    """A paper of Word 2003 in XML."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
        'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint">'
        f"<w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>"
    ).encode()


def test_word_2003_xml() -> None:
    """Merges, legacy fonts and printed list numbers of Word 2003 come through."""

    def tc(text: str, merge: str = "", look: str = "", listed: str = "") -> str:
        return (
            f"<w:tc><w:tcPr>{merge}</w:tcPr><w:p><w:pPr>{listed}</w:pPr>"
            f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p></w:tc>"
        )

    def number(label: str) -> str:
        return f'<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="{label}"/></w:listPr>'

    old = '<w:rFonts w:ascii=".VnTime" w:h-ansi=".VnTime"/>'
    rows = "".join(
        f"<w:tr>{cells}</w:tr>"
        for cells in (
            tc("STT") + tc("Tên") + tc("Hạng"),
            tc("", listed=number("1."))
            + tc("NguyÔn Tr·i", look=old)
            + tc("1", '<w:vmerge w:val="restart"/>'),
            tc("", listed=number("2.")) + tc("Lê Lợi") + tc("", "<w:vmerge/>"),
        )
    )
    document = read_bytes(
        old_word(f"<w:p><w:r><w:t>Bảng 1. Đường</w:t></w:r></w:p><w:tbl>{rows}</w:tbl>"), "a.doc"
    )
    assert document.tables[0].number == "1"
    assert document.tables[0].grid() == [
        ["STT", "Tên", "Hạng"],
        ["1.", "Nguyễn Trãi", "1"],
        ["2.", "Lê Lợi", None],
    ]


def test_document_types_are_refused() -> None:
    """XML that declares a document type could cut the text unseen."""
    data = spreadsheet_xml("<Row/>").replace(b"<Workbook", b'<!DOCTYPE x [<!ENTITY e "y">]><Workbook')
    with pytest.raises(DamagedFileError, match="document type"):
        read_bytes(data, "x")
