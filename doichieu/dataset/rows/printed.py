"""Rows of what a paper prints: the paper, its blocks, tables and cells."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from doichieu.dataset.rows.values import Row, place, printable, storable
from doichieu.model import Heading, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.model import Audit, Block, Cell


def documents(audit: Audit) -> Iterator[Row]:
    """The row of the paper."""
    document = audit.decision.document
    yield {
        **asdict(document.letterhead),
        "source": printable(document.source),
        "media_type": document.media_type,
        "sha256": document.sha256,
        "pages": document.pages,
        "reader": document.reader,
    }


def blocks(audit: Audit) -> Iterator[Row]:
    """A row a heading, paragraph or table."""
    for index, block in enumerate(audit.decision.document.blocks):
        yield {"index": index, **_block(block), **place(block.locator)}


def _block(block: Block) -> Row:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            return {"kind": "paragraph", "text": block.text}
        case Table():
            return {"kind": "table", "table_id": block.table_id}


def tables(audit: Audit) -> Iterator[Row]:
    """A row a table."""
    for table in audit.decision.document.tables:
        pages = [cell.locator.page for cell in table.cells if cell.locator.page is not None]
        conventions = audit.conventions.get(table.table_id, ())
        yield {
            "table_id": table.table_id,
            "number": table.number,
            "part": table.part,
            "caption": table.caption,
            "unit": table.unit,
            "notes": list(table.notes),
            "n_rows": table.n_rows,
            "n_cols": table.n_cols,
            "header_rows": table.header_rows,
            "page_first": min(pages, default=None),
            "page_last": max(pages, default=None),
            "conventions": [text.vi for text in conventions],
            "conventions_en": [text.en for text in conventions],
        }


def cells(audit: Audit) -> Iterator[Row]:
    """A row a cell as printed; a cell that people read otherwise has both."""
    for table in audit.decision.document.tables:
        for cell in table.cells:
            yield {
                "table_id": table.table_id,
                "row": cell.row,
                "col": cell.col,
                "row_span": cell.row_span,
                "col_span": cell.col_span,
                "text": cell.text if cell.misread is None else cell.misread,
                "is_header": cell.row < table.header_rows,
                **place(cell.locator),
                "confidence": cell.confidence,
                "alternatives": _alternatives(cell),
                "repaired_from": cell.repaired_from,
                "corrected": None if cell.misread is None else cell.text,
                "stored": storable(cell.stored),
                "indent": cell.indent,
            }


def _alternatives(cell: Cell) -> str | None:
    if not cell.alternatives:
        return None
    return json.dumps([[other.text, other.probability] for other in cell.alternatives], ensure_ascii=False)
