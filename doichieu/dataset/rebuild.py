"""Documents back from the dataset, exactly as they were read: the inverse of `rows` for what is printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from doichieu.model import (
    Alternative,
    Box,
    Cell,
    Document,
    Heading,
    Issue,
    Letterhead,
    Locator,
    Paragraph,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from doichieu.model import Block

Row = dict[str, Any]

NEEDED = ("documents", "blocks", "tables", "cells", "issues")
"""Tables a document is rebuilt from."""


def document(receipt: Row, rows: Mapping[str, Sequence[Row]]) -> Document:
    """Rebuild one document.

    Args:
        receipt: Its row in `documents`.
        rows: Its rows by table name, for the tables in `NEEDED`, in stored order.

    Returns:
        A document equal to the one that was ingested.
    """
    sha256 = receipt["sha256"]
    tables = _tables(rows, sha256)
    return Document(
        source=receipt["source"],
        media_type=receipt["media_type"],
        sha256=sha256,
        reader=receipt["reader"],
        letterhead=_letterhead(receipt),
        blocks=tuple(_block(row, tables, sha256) for row in rows["blocks"]),
        issues=tuple(_issue(row, sha256) for row in rows["issues"] if row["stage"] == "extract"),
        pages=receipt["pages"],
    )


def _letterhead(row: Row) -> Letterhead:
    return Letterhead(
        number=row["number"],
        kind=row["kind"],
        issuer=row["issuer"],
        place=row["place"],
        issued_on=row["issued_on"],
        subject=row["subject"],
        signer=row["signer"],
        attached_to=row["attached_to"],
    )


def _locator(row: Row, sha256: str) -> Locator:
    box = None if row["x0"] is None else Box(x0=row["x0"], y0=row["y0"], x1=row["x1"], y1=row["y1"])
    span = None if row["span_start"] is None else (row["span_start"], row["span_end"])
    return Locator(
        document=sha256,
        page=row["page"],
        box=box,
        block=row["block"],
        span=span,
        reference=row["reference"],
    )


def _tables(rows: Mapping[str, Sequence[Row]], sha256: str) -> dict[str, Table]:
    """Tables by table_id; where a table starts is told by its block."""
    cells: dict[str, list[Cell]] = {}
    for row in rows["cells"]:
        cells.setdefault(row["table_id"], []).append(_cell(row, sha256))
    starts = {row["table_id"]: _locator(row, sha256) for row in rows["blocks"] if row["table_id"] is not None}
    return {row["table_id"]: _table(row, cells, starts) for row in rows["tables"]}


def _table(row: Row, cells: Mapping[str, list[Cell]], starts: Mapping[str, Locator]) -> Table:
    return Table(
        table_id=row["table_id"],
        number=row["number"],
        part=row["part"],
        caption=row["caption"],
        unit=row["unit"],
        notes=tuple(row["notes"] or ()),
        header_rows=row["header_rows"],
        cells=tuple(cells.get(row["table_id"], ())),
        locator=starts[row["table_id"]],
    )


def _cell(row: Row, sha256: str) -> Cell:
    return Cell(
        text=row["text"],
        row=row["row"],
        col=row["col"],
        row_span=row["row_span"],
        col_span=row["col_span"],
        locator=_locator(row, sha256),
        confidence=row["confidence"],
        alternatives=tuple(Alternative(*other) for other in json.loads(row["alternatives"] or "[]")),
        repaired_from=row["repaired_from"],
        stored=None if row["stored"] is None else row["stored"].normalize(),
        indent=row["indent"] or 0,
    )


def _block(row: Row, tables: Mapping[str, Table], sha256: str) -> Block:
    match row["kind"]:
        case "heading":
            return Heading(text=row["text"], level=row["level"], locator=_locator(row, sha256))
        case "paragraph":
            return Paragraph(text=row["text"], locator=_locator(row, sha256))
        case _:
            return tables[row["table_id"]]


def _issue(row: Row, sha256: str) -> Issue:
    return Issue(
        code=row["code"],
        message=row["message"],
        source=row["source"],
        locator=_locator(row, sha256) if row["located"] else None,
        table_id=row["table_id"],
        row=row["row"],
        col=row["col"],
    )
