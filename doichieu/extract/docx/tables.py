"""Tables of a DOCX: a walk over `w:tc`, for whatever looks cells up by place is quadratic."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.docx.grid import Entry, arrange
from doichieu.extract.docx.names import children, has, is_on, qn, value, whole
from doichieu.extract.docx.text import Printed, TextReader
from doichieu.extract.frames import is_frame
from doichieu.extract.stream import RawTable, Shape
from doichieu.extract.words import fold, fold_cell, indent_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_MOST_COLUMNS = 200
_TABLE, _ROW, _CELL, _PARAGRAPH = qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:p")
_ROW_PROPERTIES, _CELL_PROPERTIES = qn("w:trPr"), qn("w:tcPr")
_ROW_DELETED, _CELL_DELETED, _HIDDEN = qn("w:del"), qn("w:cellDel"), qn("w:hidden")
_SPAN, _MERGE, _ACROSS, _TRACKED = qn("w:gridSpan"), qn("w:vMerge"), qn("w:hMerge"), qn("w:cellMerge")
_WIDTH, _WIDTH_VALUE, _WIDTH_TYPE = qn("w:tcW"), qn("w:w"), qn("w:type")
_VAL = qn("w:val")
_INDENT = f"{_PARAGRAPH}/{qn('w:pPr')}/{qn('w:ind')}"
_LEFT, _START, _FIRST, _HANGING = qn("w:left"), qn("w:start"), qn("w:firstLine"), qn("w:hanging")
_TWENTIETHS = 20


@dataclass(slots=True)
class _Line:
    """A row: its properties and its cells that are printed."""

    properties: _Element | None
    cells: list[_Element]


@dataclass(slots=True)
class _Rows:
    """Rows while they are read; cells that go on downwards by their column."""

    rows: list[list[Entry]] = field(default_factory=list)
    going_on: dict[int, Entry] = field(default_factory=dict)
    header: int = 0
    shifted: bool = False


def table_cells(element: _Element) -> list[list[_Element]]:
    """Cells of a table by row, tracked deletions left out."""
    return [line.cells for line in _lines(element)]


def holders_of_tables(root: _Element) -> set[_Element]:
    """Cells that hold a table, at whatever depth."""
    holders: set[_Element] = set()
    for table in root.iter(_TABLE):
        for cell in table.iterancestors(_CELL):
            if cell in holders:
                break
            holders.add(cell)
    return holders


def read_table(element: _Element, reader: TextReader, holders: set[_Element]) -> RawTable | None:
    """Read a table.

    Args:
        element: The `w:tbl`.
        reader: Reads the text of its paragraphs.
        holders: Cells that hold tables.

    Returns:
        The raw table, or None when it only frames other tables.
    """
    lines = list(_lines(element, reader))
    if is_frame([[cell in holders for cell in line.cells] for line in lines]):
        return None
    table = _Rows()
    place = reader.record.place
    leading = True
    for number, line in enumerate(lines, 1):
        reader.record.place = f"in the table {place}, row {number}"
        leading = leading and has(line.properties, qn("w:tblHeader"))
        _add_row(table, line, reader, header=leading)
    reader.record.place = place
    widths = [
        whole(column.get(qn("w:w")), 0) for column in element.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    ]
    rows = arrange(table.rows, [] if table.shifted else widths)
    return RawTable(rows=rows, shape=Shape.GIVEN, header_hint=table.header if table.header < len(rows) else 0)


def _lines(element: _Element, reader: TextReader | None = None) -> Iterator[_Line]:
    for row in children(element):
        if row.tag != _ROW:
            continue
        properties = row.find(_ROW_PROPERTIES)
        if has(properties, _ROW_DELETED):
            if reader is not None:
                reader.record.add("tracked-changes")
        elif has(properties, _HIDDEN):
            if reader is not None:
                reader.record.add("hidden-text", "a table row")
        else:
            yield _Line(properties, [cell for cell in children(row) if cell.tag == _CELL])


def _add_row(table: _Rows, line: _Line, reader: TextReader, *, header: bool) -> None:
    col = min(max(whole(value(line.properties, qn("w:gridBefore")), 0), 0), _MOST_COLUMNS)
    fresh: list[Entry] = []
    further: list[Entry] = []
    going_on: dict[int, Entry] = {}
    for cell in line.cells:
        layout = _layout(cell.find(_CELL_PROPERTIES))
        if layout.deleted:
            reader.record.add("tracked-changes")
            table.shifted = True
            continue
        end, merge = col + layout.span, layout.merge
        top = table.going_on.get(col) if merge == "continue" else None
        if merge == "across" and fresh:
            fresh[-1].end = end
        elif top is not None:
            further.append(top)
            going_on[col] = top
        else:
            text, lines, indent = _cell_text(cell, reader)
            entry = Entry(
                row=len(table.rows),
                start=col,
                end=end,
                text=text,
                lines=lines,
                width=layout.width,
                indent=indent,
            )
            fresh.append(entry)
            if merge is not None:
                going_on[col] = entry
        col = end
    if not fresh:
        return  # nothing is printed in a row all of whose cells go on from above
    for top in further:
        top.row_span = len(table.rows) - top.row + 1
    if fresh and whole(value(line.properties, qn("w:gridAfter")), 0) > 0:
        fresh[-1].closed = True
    table.rows.append(fresh)
    table.going_on = going_on
    table.header += header


class _Layout(NamedTuple):
    """What the properties of a cell say of its place.

    Attributes:
        span: Grid columns that it goes over.
        width: Width in twentieths of a point, 0 where none is stated.
        merge: How it is merged: "restart" and "continue" downwards, "across" with its left neighbour.
        deleted: Whether a tracked change took it out.
    """

    span: int = 1
    width: int = 0
    merge: str | None = None
    deleted: bool = False


_ALONE = _Layout()


def _layout(properties: _Element | None) -> _Layout:
    """Read the properties of a cell in one pass; of two ways to merge, that downwards counts."""
    if properties is None:
        return _ALONE
    span, width, deleted = 1, 0, False
    merges: dict[str, str | None] = {}
    for child in properties:
        tag = child.tag
        if tag == _WIDTH:
            width = whole(child.get(_WIDTH_VALUE), 0) if child.get(_WIDTH_TYPE) in {None, "dxa"} else 0
        elif tag == _SPAN:
            span = min(max(whole(child.get(_VAL), 1), 1), _MOST_COLUMNS)
        elif tag == _MERGE:
            merges[_MERGE] = "restart" if child.get(_VAL) == "restart" else "continue"
        elif tag == _ACROSS:
            merges[_ACROSS] = None if child.get(_VAL) == "restart" else "across"
        elif tag == _TRACKED and child.get(_MERGE):
            merges[_TRACKED] = "continue" if child.get(_MERGE) == "cont" else "restart"
        elif tag == _CELL_DELETED:
            deleted = is_on(child)
    merge = next((merges[way] for way in (_MERGE, _ACROSS, _TRACKED) if way in merges), None)
    return _Layout(span, width, merge, deleted)


def _cell_text(cell: _Element, reader: TextReader) -> tuple[str, tuple[str, ...], float]:
    """Text of a cell, its lines for the case that the table turns out to lay out running text, and how far it is set in."""
    printed = list(_printed(cell, reader))
    if not printed:
        return "", (), 0.0
    if len(printed) == 1 and printed[0].label is None and "\n" not in printed[0].text:
        text = fold_cell(printed[0].text)
        return text, ((text,) if text else ()), _indent(cell, printed[0].text)
    text = fold_cell("\n".join(paragraph.cell for paragraph in printed))
    lines = (fold(piece) for paragraph in printed for piece in paragraph.line.split("\n"))
    return text, tuple(filter(None, lines)), _indent(cell, printed[0].cell)


def _indent(cell: _Element, text: str) -> float:
    """Points that the first paragraph of a cell is set in, by its properties and the spaces before its text; figures are not asked."""
    if not text or text[0].isdigit():
        return 0.0
    stated = cell.find(_INDENT)
    if stated is None:
        return indent_of(text)
    left, first, hanging = (
        whole(stated.get(name), 0) if stated.get(name) else 0 for name in (_LEFT, _FIRST, _HANGING)
    )
    left = left or whole(stated.get(_START), 0)
    return (left + first - hanging) / _TWENTIETHS + indent_of(text)


def _printed(element: _Element, reader: TextReader) -> Iterator[Printed]:
    """Paragraphs of a cell, those of small tables and text boxes inside it too."""
    for block in children(element):
        if block.tag == _TABLE:
            for row in table_cells(block):
                for cell in row:
                    yield from _printed(cell, reader)
        elif block.tag == _PARAGRAPH and (printed := reader.read(block)) is not None:
            yield from _with_boxes(printed, reader)
    if (rest := reader.rest()) is not None:
        yield from _with_boxes(rest, reader)


def _with_boxes(printed: Printed, reader: TextReader) -> Iterator[Printed]:
    yield printed
    for box in printed.boxes:
        yield from _printed(box, reader)
