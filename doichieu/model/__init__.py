"""The vocabulary of doichieu: the values that the stages hand to each other, and nothing else.

Extract makes a `Document` (what is printed), normalize a `Decision` (what it means), validate
`Finding` and `Check` values (what holds and what does not). All values are frozen; numbers are
`Decimal` and keep the digits that were printed.
"""

from __future__ import annotations

from doichieu.model.audited import Audit, Bilingual, Check, Correction, Finding, Level, Operand, Outcome
from doichieu.model.claims import Claim, Quantity, QuantityKind, StatedList
from doichieu.model.decision import Decision
from doichieu.model.places import Box, Locator
from doichieu.model.printed import (
    MISREAD,
    PARTS_LOST,
    SURE,
    Alternative,
    Block,
    Cell,
    Document,
    Heading,
    Issue,
    Letterhead,
    Paragraph,
    Table,
    doc_id_of,
    paper_name,
)
from doichieu.model.readings import (
    Candidate,
    Column,
    ColumnRole,
    Mention,
    Number,
    Observation,
    Outdated,
    Row,
    RowKind,
    TableReading,
)

__all__ = [
    "MISREAD",
    "PARTS_LOST",
    "SURE",
    "Alternative",
    "Audit",
    "Bilingual",
    "Block",
    "Box",
    "Candidate",
    "Cell",
    "Check",
    "Claim",
    "Column",
    "ColumnRole",
    "Correction",
    "Decision",
    "Document",
    "Finding",
    "Heading",
    "Issue",
    "Letterhead",
    "Level",
    "Locator",
    "Mention",
    "Number",
    "Observation",
    "Operand",
    "Outcome",
    "Outdated",
    "Paragraph",
    "Quantity",
    "QuantityKind",
    "Row",
    "RowKind",
    "StatedList",
    "Table",
    "TableReading",
    "doc_id_of",
    "paper_name",
]
