"""SARIF 2.1.0: findings for pipelines and code hosts.

Source: OASIS Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01. A place in a paper
is an artifact with a logical location (paper, table, row, column); where text has characters they are its region,
where it has pages the page and box are properties, since the format has no pages.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from doichieu import __version__
from doichieu.model import Level
from doichieu.report.places import cell_place, operand_sheet, shelve, table_place
from doichieu.report.strings import Strings
from doichieu.report.summary import issues_of
from doichieu.validate.catalogue import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.baseline import Acceptance
    from doichieu.model import Audit, Finding, Issue, Locator
    from doichieu.report.contents import Contents
    from doichieu.report.places import Sheet, Shelf
    from doichieu.validate.catalogue import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# The levels of the format: what is worth knowing is a note.
LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
_INDEX = {code: index for index, code in enumerate(RULES)}


def render_sarif(contents: Contents, lang: str) -> bytes:
    """Render report.sarif.

    Args:
        contents: What the report is about.
        lang: "vi" or "en": language of messages; the English message is among the properties of a result.

    Returns:
        UTF-8 JSON, one run, the same bytes for the same contents. Accepted findings are results with a
        suppression; files and parts that were not read are notifications.
    """
    say, shelf = Strings(lang=lang), shelve(contents.audits)
    places = {audit.decision.document.sha256: index for index, audit in enumerate(contents.audits)}
    run = {
        "tool": {"driver": _driver(lang)},
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(audit) for audit in contents.audits],
        "invocations": [_invocation(contents)],
        "results": [
            result for audit in contents.audits for result in _results(audit, contents, shelf, places, say)
        ],
    }
    page = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _driver(lang: str) -> dict[str, Any]:
    return {
        "name": "doichieu",
        "version": __version__,
        "language": lang,
        "rules": [_rule(rule, lang) for rule in RULES.values()],
    }


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title.in_language(lang)},
        "fullDescription": {"text": rule.holds.in_language(lang)},
        "help": {"text": f"{rule.example.in_language(lang)} {rule.source}."},
        "properties": {"family": rule.family},
    }


def _artifact(audit: Audit) -> dict[str, Any]:
    document = audit.decision.document
    head = document.letterhead
    return {
        "location": {"uri": _uri(document.source)},
        "mimeType": document.media_type,
        "hashes": {"sha-256": document.sha256},
        "properties": {
            "number": head.number,
            "issuer": head.issuer,
            "issued_on": head.issued_on.isoformat() if head.issued_on else None,
        },
    }


def _uri(source: str) -> str:
    """A path as a relative reference; a colon in its first part would be taken for a scheme."""
    path = quote(source.replace("\\", "/"), safe="/")
    return path if ":" not in path.split("/")[0] else f"./{path}"


def _invocation(contents: Contents) -> dict[str, Any]:
    every = [*contents.unread, *(issue for audit in contents.audits for issue in issues_of(audit))]
    return {
        "executionSuccessful": not contents.unread,
        "toolExecutionNotifications": [
            _notification(issue, lost=issue in contents.unread) for issue in every
        ],
        "ruleConfigurationOverrides": [_override(code, setting) for code, setting in contents.rules],
    }


def _notification(issue: Issue, *, lost: bool) -> dict[str, Any]:
    where: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": _uri(issue.source)}}}
    return {
        "descriptor": {"id": issue.code},
        "level": "error" if lost else "warning",
        "message": {"text": issue.message},
        "locations": [where],
    }


def _override(code: str, setting: str) -> dict[str, Any]:
    configuration = {"enabled": False} if setting == "off" else {"level": LEVELS[Level(setting)]}
    return {"descriptor": {"id": code, "index": _INDEX[code]}, "configuration": configuration}


def _results(
    audit: Audit, contents: Contents, shelf: Shelf, places: dict[str, int], say: Strings
) -> Iterator[dict[str, Any]]:
    for finding in audit.findings:
        yield _result(finding, audit, shelf, places, say) | {"suppressions": []}
    for finding in contents.accepted_of(audit):
        said = contents.acceptances[finding.finding_id]
        yield _result(finding, audit, shelf, places, say) | {"suppressions": [_suppression(said)]}


def _suppression(said: Acceptance) -> dict[str, Any]:
    return {
        "kind": "external",
        "status": "accepted",
        "justification": said.reason,
        "properties": {"by": said.by, **({"at": said.at, "decision": said.status} if said.at else {})},
    }


def _result(
    finding: Finding, audit: Audit, shelf: Shelf, places: dict[str, int], say: Strings
) -> dict[str, Any]:
    document = audit.decision.document
    sheet = shelf.find(document.sha256, finding.table_id)
    first = finding.operands[0].locator if finding.operands else None
    result = {
        "ruleId": finding.rule,
        "level": LEVELS[finding.level],
        "message": {"text": _message(finding, say.lang)},
        "locations": [
            _location(first, document.sha256, document.source, places)
            | {"logicalLocations": [_logical(sheet, finding.row, finding.col, document.name, say)]}
        ],
        "relatedLocations": _related(finding, audit, shelf, places, say),
        "partialFingerprints": {"findingId/v1": finding.finding_id},
        "properties": {
            "message_en": finding.message.en,
            "observed": finding.observed,
            "expected": finding.expected,
            "entity_id": finding.entity_id,
            "cause": finding.cause_id,
            "steps": [step.in_language(say.lang) for step in finding.steps],
        },
    }
    index = _INDEX.get(finding.rule)
    return result if index is None else {**result, "ruleIndex": index}


def _message(finding: Finding, lang: str) -> str:
    parts = (finding.message, finding.suggestion)
    return " ".join(part.in_language(lang) for part in parts if part is not None)


def _related(
    finding: Finding, audit: Audit, shelf: Shelf, places: dict[str, int], say: Strings
) -> list[dict[str, Any]]:
    """What the finding was computed from, each place once."""
    document = audit.decision.document
    found: list[dict[str, Any]] = []
    for operand in finding.operands[1:]:
        sheet = operand_sheet(operand, shelf, document.sha256)
        text = f"{say.role(operand.role)}: {operand.text}" if operand.text else say.role(operand.role)
        place = {
            **_location(operand.locator, document.sha256, document.source, places),
            "logicalLocations": [_logical(sheet, operand.row, operand.col, document.name, say)],
            "message": {"text": text},
        }
        if place not in found:
            found.append(place)
    return found


def _logical(
    sheet: Sheet | None, row: int | None, col: int | None, paper: str, say: Strings
) -> dict[str, Any]:
    """Paper, table, row and column of a place."""
    parts = [sheet.paper if sheet else paper, table_place(sheet, say), cell_place(sheet, row, col, say)]
    return {
        "fullyQualifiedName": " / ".join(filter(None, parts)),
        "kind": "module" if row is None else "member",
    }


def _location(at: Locator | None, document: str, source: str, places: dict[str, int]) -> dict[str, Any]:
    """A place in a file; one in a paper that is not of this report has its hash alone."""
    if at is not None and at.document not in places and at.document != document:
        return {"properties": {"document": at.document, "page": at.page}}
    index = places.get(at.document if at is not None else document)
    artifact: dict[str, Any] = {"index": index} if index is not None else {}
    if index is None or at is None or at.document == document:
        artifact["uri"] = _uri(source)
    physical: dict[str, Any] = {"artifactLocation": artifact}
    if at is not None and at.span is not None:
        physical["region"] = {"charOffset": at.span[0], "charLength": max(0, at.span[1] - at.span[0])}
    found: dict[str, Any] = {"physicalLocation": physical}
    if at is not None and (at.page is not None or at.block is not None):
        box = [at.box.x0, at.box.y0, at.box.x1, at.box.y1] if at.box else None
        found["properties"] = {"page": at.page, "box": box, "block": at.block}
    return found
