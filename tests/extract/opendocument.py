"""Sheets of OpenDocument and of XML Spreadsheet 2003, written as their programs write them."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)
_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
STYLES = (
    '<style:font-face style:name="F1" svg:font-family="\'.VnTime\'"/>'
    '<style:style style:name="ce1" style:family="table-cell">'
    '<style:table-cell-properties fo:border="0.06pt solid #000000"/></style:style>'
    '<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce1">'
    '<style:text-properties style:font-name="F1"/></style:style>'
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def sheet(name: str, rows: str, *, columns: str = "", style: str = "ta1") -> str:
    """A sheet."""
    return (
        f'<table:table table:name={quoteattr(name)} table:style-name="{style}">{columns}{rows}</table:table>'
    )


def row(*cells: str, more: str = "") -> str:
    """A row."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(*lines: str, style: str = "ce1", more: str = "") -> str:
    """A cell with its lines."""
    inside = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    return f'<table:table-cell table:style-name="{style}" {more}>{inside}</table:table-cell>'


def fods(*sheets: str) -> bytes:
    """A workbook in one XML file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:mimetype="{_TYPE}">'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{''.join(sheets)}</office:spreadsheet></office:body></office:document>"
    ).encode()


def ods(*sheets: str, manifest: str = "<manifest/>") -> bytes:
    """A packed workbook."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}>'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{''.join(sheets)}</office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _TYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


def spreadsheet_xml(rows: str, *, styles: str = "", options: str = "") -> bytes:
    """An XML Spreadsheet 2003 with one sheet."""
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<Styles><Style ss:ID="Default"/>{styles}</Styles>'
        f'<Worksheet ss:Name="Biểu 1"><Table>{rows}</Table>{options}</Worksheet></Workbook>'
    ).encode()
