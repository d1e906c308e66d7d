"""The tables of the dataset: a pyarrow schema each, every column with its description.

Descriptions are stored in the Parquet files as field metadata under the key `description`, so a reader
finds out what a column means without this package.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa

# 38 digits is the widest decimal that Parquet readers share; ten places hold every printed figure seen,
# and `places` beside the value says how many of them were printed.
DECIMAL = pa.decimal128(38, 10)
MAX_PLACES = 10

TEXT = pa.string()
INT = pa.int32()
FLOAT = pa.float64()
TEXTS = pa.list_(pa.string())

Columns = tuple[tuple[str, Any, str], ...]

_DOC: Columns = (("doc_id", TEXT, "key of the document: the first 16 hexadecimal digits of its SHA-256"),)
_TABLE: Columns = (("table_id", TEXT, "table in its document (t01, t02, …)"),)
_PLACE: Columns = (
    ("row", INT, "0-based row of the grid, header rows included"),
    ("col", INT, "0-based column of the grid"),
)
_LOCATOR: Columns = (
    ("page", INT, "1-based page; null for media without pages"),
    ("x0", FLOAT, "left edge on the page, points from the top left corner"),
    ("y0", FLOAT, "top edge, points"),
    ("x1", FLOAT, "right edge, points"),
    ("y1", FLOAT, "bottom edge, points"),
    ("block", INT, "0-based block of the document, for media without pages"),
    ("span_start", INT, "first character in the text of the file or block"),
    ("span_end", INT, "character behind the last one"),
    ("reference", TEXT, "sheet and cell of a workbook as a formula names them ('Biểu 62'!C12)"),
)

_COLUMNS: dict[str, Columns] = {
    "documents": (
        *_DOC,
        ("number", TEXT, "number and sign (305/QĐ-UBND)"),
        ("kind", TEXT, "kind of paper (quyết định, công văn, báo cáo, thông báo)"),
        ("issuer", TEXT, "issuing body as printed"),
        ("place", TEXT, "place of issue"),
        ("issued_on", pa.date32(), "date of issue"),
        ("subject", TEXT, "what the paper is about"),
        ("signer", TEXT, "name of who signed"),
        ("attached_to", TEXT, "number of the parent paper, for an appendix"),
        ("source", TEXT, "path or name the bytes came from, as given"),
        ("source_id", TEXT, "key of the source's place relative to the dataset; a corrected file keeps it"),
        ("media_type", TEXT, "IANA media type found in the content"),
        ("sha256", TEXT, "SHA-256 of the bytes, hexadecimal"),
        ("pages", INT, "number of pages; null for media without pages"),
        ("reader", TEXT, "reader and its version"),
        ("version", TEXT, "version of doichieu and fingerprint of the code that read and audited the file"),
        ("ingested_at", pa.timestamp("us", tz="UTC"), "when the file was ingested"),
    ),
    "blocks": (
        *_DOC,
        ("index", INT, "0-based place in reading order"),
        ("kind", TEXT, "heading, paragraph or table"),
        ("level", INT, "level of a heading, 1 is the outermost"),
        ("text", TEXT, "text of a heading or paragraph"),
        ("table_id", TEXT, "which table stands here"),
        *_LOCATOR,
    ),
    "tables": (
        *_DOC,
        *_TABLE,
        ("number", TEXT, "number in the caption (1.3)"),
        ("part", TEXT, "part letter under a number (a)"),
        ("caption", TEXT, "caption without its number"),
        ("unit", TEXT, "unit line above the table"),
        ("notes", TEXTS, "lines below the table that belong to it"),
        ("n_rows", INT, "rows of the grid, header rows included"),
        ("n_cols", INT, "columns of the grid"),
        ("header_rows", INT, "how many rows at the top are header rows"),
        ("page_first", INT, "first page the table stands on"),
        ("page_last", INT, "last page the table stands on"),
        ("conventions", TEXTS, "what was inferred about ties, rounding and formulas, in Vietnamese"),
        ("conventions_en", TEXTS, "the same in English"),
    ),
    "cells": (
        *_DOC,
        *_TABLE,
        *_PLACE,
        ("row_span", INT, "rows the cell covers"),
        ("col_span", INT, "columns the cell covers"),
        ("text", TEXT, "text as printed, NFC, white space folded"),
        ("is_header", pa.bool_(), "whether the cell starts in a header row"),
        *_LOCATOR,
        ("confidence", FLOAT, "confidence of the recognition, 0 to 1; null where nothing was recognised"),
        (
            "alternatives",
            TEXT,
            "what else the picture may say, as JSON: [[text, probability], …], likeliest first",
        ),
        ("repaired_from", TEXT, "what was read first, where the rest of the paper settled a doubt otherwise"),
        ("corrected", TEXT, "what a person says is printed, where `text` was misread; the audit uses it"),
        (
            "stored",
            DECIMAL,
            "value a workbook stores, in the unit printed, where it has digits that `text` does not show; else null",
        ),
        (
            "indent",
            INT,
            "steps the text is set in among those of its column, where these tell levels apart; else 0",
        ),
    ),
    "observations": (
        *_DOC,
        *_TABLE,
        *_PLACE,
        ("entity_id", TEXT, "canonical ID of the agency; null where the name did not resolve"),
        ("entity_name", TEXT, "the agency or row label"),
        (
            "indicator",
            TEXT,
            "what the figure measures, without its year; the caption where the header alone does not say",
        ),
        (
            "header",
            TEXT,
            "titles over the column as printed, from the top joined with ' / '; numbered (1), (2) where several read the same",
        ),
        (
            "measure",
            TEXT,
            "score, amount, count, total, maximum, ratio, rank; or which of two figures in a cell (before, after, …)",
        ),
        ("period", INT, "year the figure is for; null where the paper names none, or a span"),
        ("value", DECIMAL, "the figure"),
        ("places", INT, "decimal places printed"),
        (
            "stored",
            DECIMAL,
            "the figure with the digits a workbook stores beyond those printed; null where there are none",
        ),
        ("unit", TEXT, "unit (%, điểm, triệu đồng)"),
        ("as_printed", TEXT, "text of the cell"),
        ("page", INT, "1-based page; null for media without pages"),
    ),
    "claims": (
        *_DOC,
        ("claim_id", TEXT, "sentence in its document"),
        ("index", INT, "0-based place of the quantity in the sentence"),
        ("sentence", TEXT, "the sentence"),
        ("subject", TEXT, "what the sentence is about"),
        ("quantity", TEXT, "how the figure is stated: percent, out_of, count, rank, score, move"),
        ("value", DECIMAL, "the figure; for 18/19 the 18"),
        ("whole", DECIMAL, "for 18/19 the 19"),
        ("places", INT, "decimal places printed"),
        ("unit", TEXT, "unit or noun counted"),
        ("printed", TEXT, "the quantity as printed"),
        ("page", INT, "1-based page; null for media without pages"),
    ),
    "entities": (
        ("entity_id", TEXT, "canonical ID"),
        ("name", TEXT, "canonical name"),
        ("kind", TEXT, "kind (sở, huyện, bộ, …)"),
        ("level", TEXT, "level of administration"),
        ("parent_id", TEXT, "entity it stands under"),
        ("province_id", TEXT, "province it belongs to"),
        ("valid_from", pa.date32(), "first day in force"),
        ("valid_to", pa.date32(), "last day in force; null while it is"),
        ("iso", TEXT, "ISO 3166-2 code"),
        ("gso", TEXT, "code of the General Statistics Office"),
    ),
    "checks": (
        *_DOC,
        *_TABLE,
        ("rule", TEXT, "code of the rule"),
        ("held", INT, "places where it holds"),
        ("violated", INT, "places where it does not"),
        ("unknown", INT, "places where it could not be checked"),
        ("why", TEXTS, "why it could not be checked, in Vietnamese"),
        ("why_en", TEXTS, "the same in English"),
    ),
    "findings": (
        ("finding_id", TEXT, "stable over runs and over the formats of the same paper"),
        *_DOC,
        *_TABLE,
        *_PLACE,
        ("entity_id", TEXT, "canonical ID of the agency concerned"),
        ("entity", TEXT, "its name as printed"),
        ("rule", TEXT, "code of the rule"),
        ("level", TEXT, "error, warning or info"),
        ("message_vi", TEXT, "one sentence in Vietnamese"),
        ("message_en", TEXT, "one sentence in English"),
        ("observed", TEXT, "what is printed"),
        ("expected", TEXT, "what was expected"),
        ("steps", TEXTS, "the computation, step by step, in Vietnamese"),
        ("steps_en", TEXTS, "the same in English"),
        ("cause_id", TEXT, "cause it belongs to; findings of one cause share it"),
        ("cause", TEXT, "the cause in Vietnamese"),
        ("cause_en", TEXT, "the same in English"),
        ("consequence", TEXT, "what changes with it, in Vietnamese"),
        ("consequence_en", TEXT, "the same in English"),
        ("suggestion", TEXT, "what to correct, in Vietnamese"),
        ("suggestion_en", TEXT, "the same in English"),
        (
            "operands",
            TEXT,
            "JSON list of every figure the computation read with the doc_id of its paper, the cell in doubt first",
        ),
        ("corrections", TEXT, "JSON list of the cells to correct and their values"),
        ("status", TEXT, "open, or what a person decided in review: accepted, dismissed, corrected"),
    ),
    "issues": (
        ("source", TEXT, "path or name of the file"),
        ("source_id", TEXT, "key of the source's place relative to the dataset"),
        ("doc_id", TEXT, "document; null where the file could not be read at all"),
        ("stage", TEXT, "file, extract, review, normalize or dataset"),
        ("code", TEXT, "code of the issue"),
        ("message", TEXT, "what was not read, and what to do"),
        ("table_id", TEXT, "table it is about"),
        *_PLACE,
        ("located", pa.bool_(), "whether the issue has a place in the document"),
        *_LOCATOR,
    ),
}

TABLES: tuple[str, ...] = tuple(_COLUMNS)
"""Names of the tables, as their folders are called."""


def _schema(table: str, columns: Columns) -> Any:
    """The schema of one table, with descriptions as field metadata."""
    fields = [pa.field(name, kind, metadata={"description": text}) for name, kind, text in columns]
    return pa.schema(fields, metadata={"doichieu.table": table})


SCHEMAS: dict[str, Any] = {table: _schema(table, columns) for table, columns in _COLUMNS.items()}
"""pyarrow schema by table name."""


def descriptions(table: str) -> dict[str, str]:
    """What each column of a table means.

    Args:
        table: A name in `TABLES`.

    Returns:
        Description by column, in column order.
    """
    return {name: text for name, _, text in _COLUMNS[table]}
