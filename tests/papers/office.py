"""Papers in the other formats of offices: OpenDocument, XML Spreadsheet 2003, Word and web pages in one file."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from recipe.source import ABOVE, LEFT, Block, Grid, Paper
from recipe.web import write_html
from recipe.word import write_docx

if TYPE_CHECKING:
    from collections.abc import Iterator

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "fo": "xsl-fo-compatible",
    }.items()
)
_STYLES = (
    '<office:automatic-styles><style:style style:name="box" style:family="table-cell">'
    '<style:table-cell-properties fo:border="0.06pt solid #000000"/></style:style></office:automatic-styles>'
)
_PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"
# Columns that letterheads stand in.
_SIDES = (0, 4)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a sheet; `framed` ones are a table's."""

    row: int
    col: int
    rows: int
    cols: int
    lines: tuple[str, ...]
    framed: bool


def write_ods(paper: Paper) -> bytes:
    """Set a paper as a packed sheet of OpenDocument."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _ODS, zipfile.ZIP_STORED)
        archive.writestr("content.xml", _open("document-content", "", paper))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return buffer.getvalue()


def write_fods(paper: Paper) -> bytes:
    """Set a paper as a sheet of OpenDocument in one XML file."""
    return _open("document", f'office:mimetype="{_ODS}"', paper).encode()


def _open(root: str, more: str, paper: Paper) -> str:
    rows = "".join(_open_rows(paper))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:{root} {_SPACES} {more}>{_STYLES}<office:body>'
        f'<office:spreadsheet><table:table table:name="Sheet1">{rows}</table:table></office:spreadsheet>'
        f"</office:body></office:{root}>"
    )


def _open_rows(paper: Paper) -> Iterator[str]:
    last = 0
    for row, cells in _by_row(paper):
        if row > last:
            yield f'<table:table-row table:number-rows-repeated="{row - last}"><table:table-cell/></table:table-row>'
        last = row + 1
        inside, at = "", 0
        for cell in cells:
            if cell.col > at:
                inside += f'<table:table-cell table:number-columns-repeated="{cell.col - at}"/>'
            style = 'table:style-name="box"' if cell.framed else ""
            spans = f'table:number-rows-spanned="{cell.rows}" table:number-columns-spanned="{cell.cols}"'
            text = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.lines if line)
            inside += f"<table:table-cell {style} {spans if (cell.rows, cell.cols) != (1, 1) else ''}>{text}</table:table-cell>"
            at = cell.col + 1
        yield f"<table:table-row>{inside}</table:table-row>"


def write_spreadsheet_xml(paper: Paper) -> bytes:
    """Set a paper as an XML Spreadsheet of Excel 2003."""
    rows = ""
    for row, cells in _by_row(paper):
        inside = ""
        for cell in cells:
            style = 'ss:StyleID="box"' if cell.framed else ""
            across, down = cell.cols - 1, cell.rows - 1
            spans = f'ss:MergeAcross="{across}" ss:MergeDown="{down}"' if across or down else ""
            text = "&#10;".join(escape(line) for line in cell.lines)
            data = f'<Data ss:Type="String">{text}</Data>' if text else ""
            inside += f'<Cell ss:Index="{cell.col + 1}" {style} {spans}>{data}</Cell>'
        rows += f'<Row ss:Index="{row + 1}">{inside}</Row>'
    sides = "".join(
        f'<Border ss:Position="{side}" ss:LineStyle="Continuous" ss:Weight="1"/>'
        for side in ("Left", "Right", "Top", "Bottom")
    )
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Styles><Style ss:ID="box"><Borders>{sides}</Borders></Style></Styles>'
        f'<Worksheet ss:Name="Sheet1"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


def write_word_xml(paper: Paper) -> bytes:
    """Set a paper as a Word document in one XML file (Flat OPC)."""
    parts = ""
    with zipfile.ZipFile(io.BytesIO(write_docx(paper))) as archive:
        for name in archive.namelist():
            content = archive.read(name).decode("utf-8", errors="ignore")
            if name.endswith((".xml", ".rels")) and name != "[Content_Types].xml":
                inside = content.partition("?>")[2] if content.startswith("<?xml") else content
                parts += f"<pkg:part pkg:name={quoteattr('/' + name)}><pkg:xmlData>{inside}</pkg:xmlData></pkg:part>"
    return f'<?xml version="1.0" encoding="UTF-8"?><pkg:package xmlns:pkg="{_PACKAGE}">{parts}</pkg:package>'.encode()


def write_mht(paper: Paper) -> bytes:
    """Set a paper as a web page with what belongs to it in one file."""
    root = MIMEMultipart("related")
    root.attach(MIMEText(write_html(paper).decode(), "html", "utf-8"))
    return root.as_bytes()


def _by_row(paper: Paper) -> Iterator[tuple[int, list[_Cell]]]:
    ordered = sorted(_cells(paper), key=lambda cell: (cell.row, cell.col))
    for row, cells in groupby(ordered, key=lambda cell: cell.row):
        yield row, list(cells)


def _cells(paper: Paper) -> Iterator[_Cell]:
    """Cells as an office sets them: lines in the first column, tables where their columns are."""
    row = 0
    for block in paper.blocks:
        cells = list(_table(block, row) if isinstance(block, Grid) else _lines(block, row))
        yield from cells
        row = max([row, *(cell.row + cell.rows for cell in cells)]) + 1


def _lines(block: Block, row: int) -> Iterator[_Cell]:
    if block.kind != "columns":
        yield from (_Cell(row + at, 0, 1, 1, (line,), framed=False) for at, line in enumerate(block.lines))
        return
    for pair in block.columns:
        sides = [[line for line in side.split("<br>") if line] for side in pair]
        for col, side in zip(_SIDES, sides, strict=True):
            yield from (_Cell(row + at, col, 1, 1, (line,), framed=False) for at, line in enumerate(side))
        row += max(map(len, sides))


def _table(grid: Grid, row: int) -> Iterator[_Cell]:
    for index, texts in enumerate(grid.rows):
        for col, text in enumerate(texts):
            if text not in (LEFT, ABOVE):
                yield _Cell(row + index, col, *grid.span(index, col), tuple(text.split("<br>")), framed=True)
