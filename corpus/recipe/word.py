"""DOCX as an office typesets it, the same bytes whenever it is made."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from recipe.source import ABOVE, LEFT, Block, Grid, Paper

# a zip cannot hold an earlier one; Word's own files carry it too
EPOCH = (1980, 1, 1, 0, 0, 0)
ALIGNED = {"title": WD_ALIGN_PARAGRAPH.CENTER, "paragraph": WD_ALIGN_PARAGRAPH.JUSTIFY}
# figures and ordinals stand in the middle of their cells, names at the left
SHORT = 7
BOLD = ("title", "heading", "caption")


def write_docx(paper: Paper) -> bytes:
    """Set a paper in Times New Roman 13 on A4 (as Nghị định 30/2020/NĐ-CP, phụ lục I, has it)."""
    document = _new_document(paper.title)
    for block in paper.blocks:
        if isinstance(block, Grid):
            _add_table(document, block)
        elif block.kind == "columns":
            _add_columns(document, block)
        else:
            _add_lines(document, block)
    saved = BytesIO()
    document.save(saved)
    return _repack(saved.getvalue())


def _new_document(title: str) -> Any:
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, "doichieu", "doichieu"
    properties.comments, properties.revision = "", 1
    properties.created = properties.modified = datetime(2017, 2, 7, tzinfo=UTC)
    return document


def _add_lines(document: Any, block: Block) -> None:
    groups = [(line,) for line in block.lines] if block.kind == "contents" else [block.lines]
    for lines in groups:
        paragraph = document.add_paragraph()
        paragraph.alignment = ALIGNED.get(block.kind)
        paragraph.paragraph_format.space_after = Pt(6)
        _add_text(paragraph, lines, bold=block.kind in BOLD)


def _add_text(paragraph: Any, lines: tuple[str, ...], *, bold: bool) -> None:
    for index, line in enumerate(lines):
        run = paragraph.add_run(line)
        run.bold = bold or None
        if index + 1 < len(lines):
            run.add_break()


def _add_columns(document: Any, block: Block) -> None:
    """A letterhead or a signature block: a table of two columns without borders."""
    table = document.add_table(rows=0, cols=2)
    for sides in block.columns:
        for cell, side in zip(table.add_row().cells, sides, strict=True):
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            _add_text(cell.paragraphs[0], tuple(side.split("<br>")), bold=True)


def _add_table(document: Any, grid: Grid) -> None:
    table = document.add_table(rows=0, cols=len(grid.rows[0]))
    table.style = "Table Grid"
    widths = _widths(grid)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in range(len(grid.rows)):
        added = table.add_row()
        if row < grid.header_rows:
            added._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 (no public name)
        _fill_row(added._tr, grid, row, widths)  # noqa: SLF001


def _fill_row(tr: Any, grid: Grid, row: int, widths: list[int]) -> None:
    """Fill a row's cells; cells joined to the left go, cells joined to the one above continue its merge."""
    label = next((cell for cell in grid.rows[row] if cell not in (LEFT, ABOVE)), "")
    group = row >= grid.header_rows and LEFT in grid.rows[row] and bool(label)
    for col, tc in enumerate(list(tr.tc_lst)):
        text = grid.rows[row][col]
        if text == LEFT:
            tr.remove(tc)
            continue
        height, width = grid.span(row, col) if text != ABOVE else (1, 1)
        tc.width = sum(widths[col : col + width])
        if width > 1:
            tc.grid_span = width
        if height > 1 or text == ABOVE:
            tc.vMerge = "continue" if text == ABOVE else "restart"
        if text != ABOVE:
            paragraph = Paragraph(tc.p_lst[0], tr)
            if row < grid.header_rows or len(text) <= SHORT:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _add_text(paragraph, tuple(text.split("<br>")), bold=group or row < grid.header_rows)


def _widths(grid: Grid) -> list[int]:
    """Column widths in proportion to their longest line, so that names get the room; A4 less its margins."""
    shares = []
    for col in range(len(grid.rows[0])):
        alone = [row[col] for index, row in enumerate(grid.rows) if grid.span(index, col)[1] == 1]
        longest = max(len(line) for cell in alone for line in cell.split("<br>"))
        shares.append(min(max(longest, 8), 40))
    return [int(Mm(160) * share / sum(shares)) for share in shares]


def _repack(data: bytes) -> bytes:
    """The same parts in the same order with one fixed time, since python-docx stamps each with the clock."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, date_time=EPOCH)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            new.writestr(info, old.read(name))
    return packed.getvalue()
