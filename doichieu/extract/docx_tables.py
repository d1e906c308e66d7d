"""Tables of a DOCX: a walk over `w:tc`, never python-docx's `table.cell`, which is quadratic."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from doichieu.extract.docx_names import qn
from doichieu.extract.docx_text import TextReader, children
from doichieu.extract.frames import is_frame
from doichieu.extract.stream import RawCell, RawTable, Shape
from doichieu.extract.words import fold, fold_cell

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_COLUMNS = 200


def table_cells(element: _Element) -> list[list[_Element]]:
    """Cells of a table by row, tracked deletions left out."""
    return [
        [cell for cell in children(row) if cell.tag == qn("w:tc")]
        for row in children(element)
        if row.tag == qn("w:tr") and row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None
    ]


def read_table(element: _Element, reader: TextReader) -> RawTable | None:
    """Read a table.

    Args:
        element: The `w:tbl`.
        reader: Reads the text of its paragraphs.

    Returns:
        The raw table, or None when it only frames other tables.
    """
    cells = table_cells(element)
    if is_frame([[cell.find(f".//{qn('w:tbl')}") is not None for cell in row] for row in cells]):
        return None
    rows: list[list[RawCell]] = []
    open_cells: dict[int, tuple[int, int]] = {}  # column -> row and index of the cell that goes on downwards
    hint, leading = 0, True
    for line in cells:
        rows.append(_row(line, reader, rows, open_cells))
        leading = leading and _is_header(line)
        hint += leading
    return RawTable(
        rows=tuple(tuple(row) for row in rows),
        shape=Shape.GIVEN,
        header_hint=hint if hint < len(rows) else 0,
    )


def _row(
    line: list[_Element],
    reader: TextReader,
    rows: list[list[RawCell]],
    open_cells: dict[int, tuple[int, int]],
) -> list[RawCell]:
    row: list[RawCell] = []
    col = _before(line)
    for cell in line:
        width = min(_number(cell, "w:gridSpan", 1), _MOST_COLUMNS)
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        continued = merge is not None and merge.get(qn("w:val")) in {None, "continue"}
        if continued and col in open_cells:
            above, index = open_cells[col]
            top = rows[above][index]
            rows[above][index] = replace(top, row_span=len(rows) - above + 1)
        else:
            open_cells.pop(col, None)
            if merge is not None:
                open_cells[col] = (len(rows), len(row))
            row.append(_cell(cell, col, width, reader))
        col += width
    return row


def _cell(element: _Element, col: int, width: int, reader: TextReader) -> RawCell:
    text = "\n".join(reader.text(paragraph) for paragraph in element.iter(qn("w:p")))
    lines = tuple(line for piece in text.split("\n") if (line := fold(piece)))
    return RawCell(text=fold_cell(text), col=col, col_span=width, lines=lines)


def _before(line: list[_Element]) -> int:
    """Columns that a row leaves free at its left."""
    row = line[0].getparent() if line else None
    while row is not None and row.tag != qn("w:tr"):
        row = row.getparent()
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}") if row is not None else None
    value = before.get(qn("w:val")) if before is not None else None
    return min(int(value), _MOST_COLUMNS) if value and value.isdigit() else 0


def _number(cell: _Element, name: str, default: int) -> int:
    child = cell.find(f"{qn('w:tcPr')}/{qn(name)}")
    value = child.get(qn("w:val")) if child is not None else None
    return max(1, int(value)) if value and value.isdigit() and len(value) < 6 else default


def _is_header(line: list[_Element]) -> bool:
    row = line[0].getparent() if line else None
    mark = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") if row is not None else None
    return mark is not None and mark.get(qn("w:val")) not in {"0", "false", "off"}
