"""Evidence of a finding: the cells and sentences that it reads, in their tables and on their pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from doichieu.pictures import around
from doichieu.review.workbench.grid import Marks, lay_out, near
from doichieu.review.workbench.paper_pages import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from doichieu.model import Box, Cell, Document
    from doichieu.review.holdings import FindingRow, Holdings, Paper
    from doichieu.review.workbench.drawing import Pages
    from doichieu.review.workbench.grid import GridView

# Points shown around the cells that a finding reads.
_MARGIN = 2.0
_MOST_OPERANDS = 400


def operands_of(detail: Mapping[str, Any], one: FindingRow) -> list[dict[str, Any]]:
    """The cells and sentences that a finding reads, numbered from 1, the cell in doubt first."""
    found: list[dict[str, Any]] = json.loads(detail["operands"] or "[]")[:_MOST_OPERANDS]
    own = {"table_id": one.table_id, "row": one.row, "col": one.col, "claim_id": None, "role": "doubtful"}
    places: dict[Any, dict[str, Any]] = {}
    for operand in ([own] if one.row is not None and one.col is not None else []) + found:
        key = operand["claim_id"] or (operand["table_id"], operand["row"], operand["col"])
        places.setdefault(key, {**operand, "number": len(places) + 1})
    return list(places.values())


def _marks(operands: list[dict[str, Any]], table_id: str) -> Marks:
    cells = {
        (one["row"], one["col"]): one
        for one in operands
        if one["table_id"] == table_id and one["row"] is not None and one["col"] is not None
    }
    doubts = {place for place, one in cells.items() if one["role"] in {"doubtful", "doubt"}}
    return Marks(numbers={place: one["number"] for place, one in cells.items()}, doubts=doubts)


def grids(document: Document, operands: list[dict[str, Any]]) -> list[GridView]:
    """The tables that a finding reads, cut to the rows concerned."""
    wanted = dict.fromkeys(one["table_id"] for one in operands if one["table_id"])
    tables = {table.table_id: table for table in document.tables}
    found = []
    for table_id in [name for name in wanted if name in tables][:6]:
        marks = _marks(operands, table_id)
        found.append(lay_out(tables[table_id], marks, near(tables[table_id], marks.numbers), most=40))
    return found


def _placed(
    document: Document, operands: list[dict[str, Any]]
) -> dict[str, list[tuple[Any, dict[str, Any]]]]:
    """Cells of the paper that a finding reads, with what it reads them as."""
    wanted = {(one["table_id"], one["row"], one["col"]): one for one in operands}
    return {
        table.table_id: [
            (cell, wanted[table.table_id, cell.row, cell.col])
            for cell in table.cells
            if (table.table_id, cell.row, cell.col) in wanted
        ]
        for table in document.tables
    }


def pages_of(document: Document, operands: list[dict[str, Any]]) -> list[int]:
    """The first pages on which a finding reads cells, the one with the cell in doubt first."""
    found = [pair for pairs in _placed(document, operands).values() for pair in pairs]
    ordered = sorted(found, key=lambda pair: int(pair[1]["number"]))
    pages = (cell.locator.page for cell, _ in ordered if cell.locator.box is not None)
    return [number for number in dict.fromkeys(pages) if number is not None][:3]


def crop(pages: Pages, document: Document, operands: list[dict[str, Any]], number: int) -> Sheet | None:
    """The part of a page that shows what a finding reads there, with the columns of its tables in whole."""
    picture = pages.picture(document, number)
    if picture is None:
        return None
    marked: list[tuple[str, Any, str]] = []
    wide: list[Box] = []
    for table in document.tables:
        for cell, operand in _placed(document, operands)[table.table_id]:
            box = cell.locator.box
            if cell.locator.page == number and box is not None:
                kind = "doubt" if operand["role"] in {"doubtful", "doubt"} else "read"
                marked.append((f"{table.table_id}-{cell.row}-{cell.col}", box, kind))
                wide += [box, *_near_boxes(table.cells, cell, number)]
    part = around(wide, margin=_MARGIN)
    left, top = max(0.0, part.x0), max(0.0, part.y0)
    right, bottom = min(picture.page_width, part.x1), min(picture.page_height, part.y1)
    return Sheet(
        number=number,
        width=picture.page_width,
        height=picture.page_height,
        boxes=marked,
        view=(left, top, right - left, bottom - top),
    )


def _near_boxes(cells: tuple[Cell, ...], cell: Cell, number: int) -> list[Box]:
    """The rows of a cell, and the rows above and below."""
    rows = range(cell.row - 1, cell.row + cell.row_span + 1)
    return [
        one.locator.box
        for one in cells
        if one.row in rows and one.locator.page == number and one.locator.box is not None
    ]


def quotes(holdings: Holdings, paper: Paper, operands: list[dict[str, Any]]) -> list[str]:
    """The sentences that a finding reads."""
    wanted = {one["claim_id"] for one in operands if one["claim_id"]}
    if not wanted:
        return []
    rows = holdings.rows("claims", paper.doc_id)
    return list(dict.fromkeys(row["sentence"] for row in rows if row["claim_id"] in wanted))
