"""An audit as rows of the dataset, one function a table."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from doichieu.dataset.schema import MAX_PLACES
from doichieu.model import MISREAD, Heading, Issue, Outcome, Paragraph, Table, doc_id_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from doichieu.model import Audit, Bilingual, Block, Cell, Check, Document, Finding, Locator

Row = dict[str, Any]

# A decimal of 38 digits with ten places has 28 before the point.
_LIMIT = 10**28


def rows(audit: Audit) -> dict[str, list[Row]]:
    """All rows of a paper, by table; `entities`, and where and when the paper was read, are the store's.

    Args:
        audit: The paper with its findings and checks.

    Returns:
        Rows by table name, in reading order; every table but `entities` has an entry.
    """
    document = audit.decision.document
    return {
        name: [{"doc_id": document.doc_id, **row} for row in make(audit)] for name, make in _MAKERS.items()
    }


def unread(source: str, source_id: str, code: str, message: str) -> Row:
    """The row of `issues` for a file that could not be read at all."""
    return {
        "source": printable(source),
        "source_id": source_id,
        "doc_id": None,
        "stage": "file",
        "code": code,
        "message": printable(message),
        "located": False,
    }


def printable(text: str) -> str:
    """A path as text that UTF-8 can hold (names on disk need not be valid UTF-8)."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def storable(value: Decimal | None) -> Decimal | None:
    """The value when the decimal column holds it exactly, else None; `as_printed` keeps the text."""
    if value is None or not value.is_finite() or abs(value) >= _LIMIT:
        return None
    return value if places(value) <= MAX_PLACES else None


def places(value: Decimal) -> int:
    """Decimal places of a figure as it was printed."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _alternatives(cell: Cell) -> str | None:
    if not cell.alternatives:
        return None
    return json.dumps([[other.text, other.probability] for other in cell.alternatives], ensure_ascii=False)


def _locator(locator: Locator | None) -> Row:
    """The columns of a place; all null where there is none."""
    if locator is None:
        return {}
    box, span = locator.box, locator.span
    row: Row = {"page": locator.page, "block": locator.block, "reference": locator.reference}
    if box is not None:
        row |= {"x0": box.x0, "y0": box.y0, "x1": box.x1, "y1": box.y1}
    if span is not None:
        row |= {"span_start": span[0], "span_end": span[1]}
    return row


def _documents(audit: Audit) -> Iterator[Row]:
    document = audit.decision.document
    yield {
        **asdict(document.letterhead),
        "source": printable(document.source),
        "media_type": document.media_type,
        "sha256": document.sha256,
        "pages": document.pages,
        "reader": document.reader,
    }


def _blocks(audit: Audit) -> Iterator[Row]:
    for index, block in enumerate(audit.decision.document.blocks):
        yield {"index": index, **_block(block), **_locator(block.locator)}


def _block(block: Block) -> Row:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            return {"kind": "paragraph", "text": block.text}
        case Table():
            return {"kind": "table", "table_id": block.table_id}


def _tables(audit: Audit) -> Iterator[Row]:
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


def _cells(audit: Audit) -> Iterator[Row]:
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
                **_locator(cell.locator),
                "confidence": cell.confidence,
                "alternatives": _alternatives(cell),
                "repaired_from": cell.repaired_from,
                "corrected": None if cell.misread is None else cell.text,
            }


def _observations(audit: Audit) -> Iterator[Row]:
    for one in audit.decision.observations:
        yield {
            "table_id": one.table_id,
            "row": one.row,
            "col": one.col,
            "entity_id": one.entity_id,
            "entity_name": one.entity_name,
            "indicator": one.indicator,
            "measure": str(one.measure),
            "period": one.period,
            "value": storable(one.value),
            "places": places(one.value),
            "unit": one.unit,
            "as_printed": one.as_printed,
            "page": one.locator.page,
        }


def _claims(audit: Audit) -> Iterator[Row]:
    for claim in audit.decision.claims:
        for index, quantity in enumerate(claim.quantities):
            yield {
                "claim_id": claim.claim_id,
                "index": index,
                "sentence": claim.sentence,
                "subject": claim.subject,
                "quantity": str(quantity.kind),
                "value": storable(quantity.value),
                "whole": storable(quantity.whole),
                "places": quantity.places,
                "unit": quantity.unit,
                "printed": quantity.printed,
                "page": claim.locator.page,
            }


def _checks(audit: Audit) -> Iterator[Row]:
    """Checks counted by table and rule, in the order in which they first appear."""
    places_of: dict[tuple[str | None, str], list[Check]] = {}
    for check in audit.checks:
        places_of.setdefault((check.table_id, check.rule), []).append(check)
    for (table_id, rule), checks in places_of.items():
        counts = Counter(check.outcome for check in checks)
        why = dict.fromkeys(c.why for c in checks if c.why is not None and c.outcome is Outcome.UNKNOWN)
        yield {
            "table_id": table_id,
            "rule": rule,
            "held": counts[Outcome.HELD],
            "violated": counts[Outcome.VIOLATED],
            "unknown": counts[Outcome.UNKNOWN],
            "why": [text.vi for text in why],
            "why_en": [text.en for text in why],
        }


def _findings(audit: Audit) -> Iterator[Row]:
    for one in audit.findings:
        yield {
            "finding_id": one.finding_id,
            "table_id": one.table_id,
            "row": one.row,
            "col": one.col,
            "entity_id": one.entity_id,
            "entity": one.entity,
            "rule": one.rule,
            "level": str(one.level),
            "message_vi": one.message.vi,
            "message_en": one.message.en,
            "observed": one.observed,
            "expected": one.expected,
            "steps": [text.vi for text in one.steps],
            "steps_en": [text.en for text in one.steps],
            "cause_id": one.cause_id,
            **_bilingual("cause", one.cause),
            **_bilingual("consequence", one.consequence),
            **_bilingual("suggestion", one.suggestion),
            "operands": _operands(one),
            "corrections": _json([asdict(correction) for correction in one.corrections]),
            "status": "open",
        }


def _bilingual(name: str, text: Bilingual | None) -> Row:
    return {} if text is None else {name: text.vi, f"{name}_en": text.en}


def _operands(finding: Finding) -> str:
    return _json(
        [
            {
                "doc_id": doc_id_of(one.locator.document),
                "table_id": one.table_id,
                "row": one.row,
                "col": one.col,
                "claim_id": one.claim_id,
                "text": one.text,
                "role": one.role,
                "page": one.locator.page,
            }
            for one in finding.operands
        ]
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _issues(audit: Audit) -> Iterator[Row]:
    document = audit.decision.document
    for issue in document.issues:
        yield _issue(document, "review" if issue.code == MISREAD else "extract", issue)
    known = set(document.issues)
    for issue in audit.decision.issues:
        if issue not in known:
            yield _issue(document, "normalize", issue)
    for issue in _unstored(audit):
        yield _issue(document, "dataset", issue)


def _issue(document: Document, stage: str, issue: Issue) -> Row:
    return {
        "source": printable(issue.source),
        "doc_id": document.doc_id,
        "stage": stage,
        "code": issue.code,
        "message": issue.message,
        "table_id": issue.table_id,
        "row": issue.row,
        "col": issue.col,
        "located": issue.locator is not None,
        **_locator(issue.locator),
    }


def _unstored(audit: Audit) -> Iterator[Issue]:
    """An issue for each figure that the decimal column cannot hold exactly."""
    source = audit.decision.document.source
    for one in audit.decision.observations:
        if storable(one.value) is None:
            yield Issue(
                code="figure-out-of-range",
                message=f"The figure {one.as_printed!r} does not fit the column `value`, which is null.",
                source=source,
                locator=one.locator,
                table_id=one.table_id,
                row=one.row,
                col=one.col,
            )


_MAKERS: dict[str, Callable[[Audit], Iterator[Row]]] = {
    "documents": _documents,
    "blocks": _blocks,
    "tables": _tables,
    "cells": _cells,
    "observations": _observations,
    "claims": _claims,
    "checks": _checks,
    "findings": _findings,
    "issues": _issues,
}
