"""findings.json: the keys others rely on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from doichieu.report.contents import Contents
from doichieu.report.findings_json import render_json

if TYPE_CHECKING:
    from doichieu.model import Audit

FINDING_KEYS = [
    "id", "rule", "level", "document", "table", "part", "row", "column", "entity_id", "entity", "message",
    "observed", "expected", "cells", "cause", "suggestion",
]  # fmt: skip


@pytest.fixture(scope="module")
def content(audits: list[Audit]) -> dict[str, Any]:
    """findings.json of both papers."""
    loaded: dict[str, Any] = json.loads(render_json(Contents.of(audits), "vi"))
    return loaded


def test_top_level(content: dict[str, Any]) -> None:
    """It holds documents, findings and checks, then what is accepted, not read, and which rules were set."""
    assert list(content) == ["documents", "findings", "checks", "accepted", "issues", "rules"]


def test_document_keys(content: dict[str, Any]) -> None:
    """A document says its number, date, source, hash and what was read."""
    first = content["documents"][0]
    assert first["number"] == "12/QĐ-UBND"
    assert first["issued_on"] == "2017-02-07"
    assert (first["tables"], first["figures"]) == (2, 84)
    assert {"kind", "issuer", "source", "media_type", "sha256"} <= set(first)


def test_finding_keys_in_order(content: dict[str, Any]) -> None:
    """The promised keys come first, in the promised order."""
    for finding in content["findings"]:
        assert list(finding)[: len(FINDING_KEYS)] == FINDING_KEYS


def test_place_is_the_paper_s_own(content: dict[str, Any]) -> None:
    """Document and table are called by the numbers the paper prints, rows and columns by the grid."""
    finding = next(f for f in content["findings"] if f["id"] == "f-pop-1")
    place = [finding[k] for k in ("document", "table", "part", "row", "column")]
    assert place == ["12/QĐ-UBND", "2.5", "a", 4, 1]


def test_cells_lead_to_the_page(content: dict[str, Any]) -> None:
    """Each cell has its table, place, text, page and box, the cell in doubt first."""
    cell = content["findings"][0]["cells"][0]
    assert list(cell)[:6] == ["table", "row", "column", "text", "page", "box"]
    assert list(cell.values())[:6] == ["2", 10, 4, "87,75", 4, [50.0, 100.5, 90.0, 112.0]]


def test_prose_has_no_table(content: dict[str, Any]) -> None:
    """A finding about prose has null for table, row and column."""
    finding = next(f for f in content["findings"] if f["id"] == "f-claim-1")
    assert [finding["table"], finding["row"], finding["cells"][0]["table"]] == [None, None, None]


def test_checks_are_counted_by_table_and_rule(content: dict[str, Any]) -> None:
    """Checks are counted by table and rule."""
    row = next(c for c in content["checks"] if c["table"] == "2" and c["rule"] == "SUM-ROW")
    assert list(row)[:7] == ["document", "table", "part", "rule", "held", "violated", "unknown"]
    assert (row["held"], row["violated"], row["unknown"]) == (9, 1, 0)


def test_language(audits: list[Audit]) -> None:
    """Sentences are in the language asked for; English stands beside them always."""
    finding = json.loads(render_json(Contents.of(audits), "en"))["findings"][0]
    assert finding["suggestion"] == "Correct 87,75 to 78,75."
    assert finding["message"] == finding["message_en"]
