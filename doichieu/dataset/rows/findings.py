"""Rows of what the audit of a paper says: checks, counted, and findings."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

from doichieu.dataset.rows.values import Row
from doichieu.model import Outcome, doc_id_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.model import Audit, Bilingual, Check, Finding


def checks(audit: Audit) -> Iterator[Row]:
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


def findings(audit: Audit) -> Iterator[Row]:
    """A row a finding; `status` is what people said of it, which the record adds."""
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
                "stored": None if one.stored is None else f"{one.stored:f}",
                "role": one.role,
                "page": one.locator.page,
            }
            for one in finding.operands
        ]
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
