"""findings.json: what programs read; its keys are a promise."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from doichieu.report.places import shelve
from doichieu.report.summary import issues_of, tally
from doichieu.report.unchecked import unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.model import Audit, Document, Finding, Issue, Locator, Operand, Outcome
    from doichieu.report.contents import Contents
    from doichieu.report.places import Sheet, Shelf


def render_json(contents: Contents, lang: str) -> bytes:
    """Render findings.json.

    Args:
        contents: What the report is about.
        lang: Language of `message`, `suggestion` and other sentences; `message_en` is always English.

    Returns:
        UTF-8 JSON, indented, the same bytes for the same contents.
    """
    audits, shelf = contents.audits, shelve(contents.audits)
    page = {
        "documents": [_document(audit, len(contents.accepted_of(audit))) for audit in audits],
        "findings": [
            _finding(f, audit, shelf, lang) | {"status": "open"} for audit in audits for f in audit.findings
        ],
        "checks": [check for audit in audits for check in _checks(audit, shelf)],
        "accepted": [
            _finding(f, audit, shelf, lang) | _acceptance(f, contents)
            for audit in audits
            for f in contents.accepted_of(audit)
        ],
        "issues": list(_issues(contents, shelf)),
        "rules": dict(contents.rules),
    }
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _document(audit: Audit, decided: int) -> dict[str, Any]:
    document = audit.decision.document
    head = document.letterhead
    return {
        "document": document.name,
        "doc_id": document.doc_id,
        "number": head.number,
        "kind": head.kind,
        "issuer": head.issuer,
        "issued_on": head.issued_on.isoformat() if head.issued_on else None,
        "subject": head.subject,
        "signer": head.signer,
        "attached_to": head.attached_to,
        "source": document.source,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "pages": document.pages,
        "tables": len(audit.decision.tables),
        "figures": len(audit.decision.observations),
        "issues": len(issues_of(audit)),
        "unchecked": unchecked(audit, decided),
    }


def _finding(finding: Finding, audit: Audit, shelf: Shelf, lang: str) -> dict[str, Any]:
    document = audit.decision.document
    sheet = shelf.find(document.sha256, finding.table_id)
    return {
        "id": finding.finding_id,
        "rule": finding.rule,
        "level": finding.level.value,
        "document": document.name,
        "table": sheet.table.number if sheet else None,
        "part": sheet.table.part if sheet else None,
        "row": finding.row,
        "column": finding.col,
        "entity_id": finding.entity_id,
        "entity": finding.entity,
        "message": finding.message.in_language(lang),
        "observed": finding.observed,
        "expected": finding.expected,
        "cells": _cells(finding, sheet, shelf, document.sha256),
        "cause": finding.cause_id,
        "suggestion": finding.suggestion.in_language(lang) if finding.suggestion else None,
        "doc_id": document.doc_id,
        "table_id": finding.table_id,
        "message_en": finding.message.en,
        "cause_text": finding.cause.in_language(lang) if finding.cause else None,
        "consequence": finding.consequence.in_language(lang) if finding.consequence else None,
        "steps": [step.in_language(lang) for step in finding.steps],
        "corrections": [
            {
                "table_id": c.table_id,
                "row": c.row,
                "column": c.col,
                "printed": c.printed,
                "value": c.value,
                "ambiguous": c.ambiguous,
            }
            for c in finding.corrections
        ],
    }


def _acceptance(finding: Finding, contents: Contents) -> dict[str, str]:
    said = contents.acceptances[finding.finding_id]
    found = {"status": said.status, "reason": said.reason, "by": said.by}
    return found | {name: text for name, text in (("at", said.at), ("decided", said.decided)) if text}


def _issues(contents: Contents, shelf: Shelf) -> Iterator[dict[str, Any]]:
    for issue in contents.unread:
        yield _issue(issue, None, None)
    for audit in contents.audits:
        document = audit.decision.document
        for issue in issues_of(audit):
            yield _issue(issue, document, shelf.find(document.sha256, issue.table_id))


def _issue(issue: Issue, document: Document | None, sheet: Sheet | None) -> dict[str, Any]:
    return {
        "source": issue.source,
        "document": document.name if document else None,
        "page": issue.locator.page if issue.locator else None,
        "code": issue.code,
        "message": issue.message,
        "table": sheet.table.number if sheet else None,
        "part": sheet.table.part if sheet else None,
        "row": issue.row,
        "column": issue.col,
        "reference": issue.locator.reference if issue.locator else None,
        "doc_id": document.doc_id if document else None,
    }


def _cells(finding: Finding, sheet: Sheet | None, shelf: Shelf, document: str) -> list[dict[str, Any]]:
    if finding.operands:
        return [_operand(operand, shelf, document) for operand in finding.operands]
    if sheet is None or finding.row is None or finding.col is None:
        return []
    cell = sheet.cells.get((finding.row, finding.col))
    if cell is None:
        return []
    return [_cell(sheet, (cell.row, cell.col), cell.text, cell.locator)]


def _operand(operand: Operand, shelf: Shelf, document: str) -> dict[str, Any]:
    sheet = shelf.find(operand.locator.document, operand.table_id, document)
    place = _cell(sheet, (operand.row, operand.col), operand.text, operand.locator)
    return {
        **place,
        "stored": None if operand.stored is None else f"{operand.stored:f}",
        "table_id": operand.table_id,
        "role": operand.role,
        "claim_id": operand.claim_id,
    }


def _cell(
    sheet: Sheet | None, place: tuple[int | None, int | None], text: str, at: Locator
) -> dict[str, Any]:
    return {
        "table": sheet.table.number if sheet else None,
        "row": place[0],
        "column": place[1],
        "text": text,
        "page": at.page,
        "box": [at.box.x0, at.box.y0, at.box.x1, at.box.y1] if at.box else None,
        "part": sheet.table.part if sheet else None,
        "reference": at.reference,
    }


def _checks(audit: Audit, shelf: Shelf) -> list[dict[str, Any]]:
    outcomes: defaultdict[tuple[str | None, str], Counter[Outcome]] = defaultdict(Counter)
    for check in audit.checks:
        outcomes[check.table_id, check.rule][check.outcome] += 1
    rows = []
    for (table_id, rule), counts in outcomes.items():
        sheet, count = shelf.find(audit.decision.document.sha256, table_id), tally(counts.elements())
        rows.append(
            {
                "document": audit.decision.document.name,
                "table": sheet.table.number if sheet else None,
                "part": sheet.table.part if sheet else None,
                "rule": rule,
                "held": count.held,
                "violated": count.violated,
                "unknown": count.unknown,
                "table_id": table_id,
                "doc_id": audit.decision.document.doc_id,
            }
        )
    return rows
