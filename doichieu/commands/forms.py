"""JSON forms that other programs rely on: tables, names and rules as the commands print them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.model import Candidate, Document, Issue, Mention, Table
    from doichieu.normalize.registry import Registry
    from doichieu.pipeline import Paper
    from doichieu.pipeline.inputs import Inputs
    from doichieu.validate.catalogue import Rule


def tables(document: Document) -> dict[str, Any]:
    """The form of `tables --json`."""
    head = document.letterhead
    return {
        "document": {
            "number": head.number,
            "kind": head.kind,
            "issuer": head.issuer,
            "issued_on": head.issued_on and head.issued_on.isoformat(),
            "place": head.place,
            "subject": head.subject,
            "signer": head.signer,
            "attached_to": head.attached_to,
            "source": document.source,
            "media_type": document.media_type,
            "sha256": document.sha256,
            "pages": document.pages,
        },
        "tables": [_table_json(table) for table in document.tables],
        "issues": [_issue_json(issue) for issue in document.issues],
    }


def _table_json(table: Table) -> dict[str, Any]:
    return {
        "number": table.number,
        "part": table.part,
        "caption": table.caption,
        "header_rows": table.header_rows,
        "rows": table.grid(),
        "table_id": table.table_id,
        "unit": table.unit,
        "notes": list(table.notes),
    }


def _issue_json(issue: Issue) -> dict[str, Any]:
    return {
        "code": issue.code,
        "message": issue.message,
        "table_id": issue.table_id,
        "row": issue.row,
        "column": issue.col,
        "page": issue.locator.page if issue.locator else None,
        "reference": issue.locator.reference if issue.locator else None,
    }


def mention(found: Mention) -> dict[str, Any]:
    """The form of `match --json`; candidates carry what tells namesakes apart."""
    from doichieu.normalize.registry import Registry  # noqa: PLC0415 - names alone need it

    registry = Registry.load()
    return {
        "printed": found.printed,
        "entity_id": found.entity_id,
        "name": found.name,
        "kind": found.kind,
        "score": found.score,
        "reason": found.reason,
        "candidates": [_candidate(one, registry) for one in found.candidates],
    }


def _candidate(one: Candidate, registry: Registry) -> dict[str, Any]:
    entity = registry.get(one.entity_id)
    province = registry.get(entity.province_id) if entity is not None and entity.province_id else None
    return {
        "entity_id": one.entity_id,
        "name": one.name,
        "kind": entity.kind if entity is not None else None,
        "province_id": province.entity_id if province is not None else None,
        "province": province.name if province is not None else None,
        "valid_from": entity.valid_from.isoformat() if entity is not None and entity.valid_from else None,
        "valid_to": entity.valid_to.isoformat() if entity is not None and entity.valid_to else None,
        "score": one.score,
    }


def rule(one: Rule, lang: str, setting: str | None = None) -> dict[str, str | None]:
    """The form of `rules --json`, its texts in one language; `setting` is "off", a level, or null."""
    return {
        "code": one.code,
        "family": one.family,
        "title": one.title.in_language(lang),
        "holds": one.holds.in_language(lang),
        "example": one.example.in_language(lang),
        "source": one.source,
        "setting": setting,
    }


def ingested(done: Sequence[tuple[Paper, str]], inputs: Inputs) -> dict[str, Any]:
    """What became of the files, in `run --json` and `ingest --json`."""
    counted = Counter(what for _, what in done)
    errors = [(paper.source, paper.error) for paper, _ in done if paper.error is not None]
    return {
        "files": {what: counted[what] for what in ("added", "replaced", "unchanged", "unread")},
        "ignored": [str(path) for path in inputs.ignored],
        "unread": [{"source": name, "code": error.code, "message": str(error)} for name, error in errors],
    }
