"""The audit of the published papers against a hand audit that was made without the code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from doichieu.extract import read
from doichieu.model import Audit, Finding, Level
from doichieu.normalize import understand
from doichieu.validate import audit

TRUTH = Path(__file__).parent.parent / "truth" / "audit"
PAPERS = sorted(path.stem for path in TRUTH.glob("*.json"))
FAMILIES = {"ORD", "POP", "SUM", "XSUM", "XEQ", "RATIO", "RANK", "TIER", "COUNT", "CLAIM", "REF"}


def _audit(folder: Path, paper: str) -> Audit:
    return audit(understand(read(folder / f"{paper}.txt")))


def _truth(paper: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((TRUTH / f"{paper}.json").read_text(encoding="utf-8"))
    return loaded


def _serious(result: Audit) -> list[Finding]:
    return [finding for finding in result.findings if finding.level is not Level.INFO]


def _place(result: Audit, finding: Finding) -> tuple[str | None, str | None]:
    table = next((t for t in result.decision.document.tables if t.table_id == finding.table_id), None)
    return (table.number, table.part) if table else (None, None)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_discrepancy_of_the_hand_audit_is_found(published: Path, paper: str) -> None:
    """Each error and warning found by hand is found at its table, once a cause."""
    result = _audit(published, paper)
    tables = {_place(result, finding) for finding in _serious(result)}
    missed = {
        item["cause"]
        for item in _truth(paper)["findings"]
        if item["level"] != "info"
        and item["rule"] in FAMILIES
        and (item["table"], item["part"]) not in tables
    }
    # a cause is found where one of its consequences is
    found = {item["cause"] for item in _truth(paper)["findings"] if (item["table"], item["part"]) in tables}
    assert missed <= found


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_is_reported_that_the_hand_audit_does_not_know(published: Path, paper: str) -> None:
    """No finding above info stands on a table or cell that holds."""
    result = _audit(published, paper)
    known = {(item["table"], item["part"]) for item in _truth(paper)["findings"] if item["level"] != "info"}
    assert {_place(result, finding) for finding in _serious(result)} <= known


def test_known_errors_carry_their_correction(published: Path) -> None:
    """The three errors that made the project are found with what is right."""
    found = {
        (finding.rule, finding.entity, finding.expected)
        for paper in PAPERS
        for finding in _audit(published, paper).findings
    }
    assert ("POP-DUP", "UBND thị xã An Nhơn", "UBND huyện Hoài Nhơn") in found
    assert ("RANK-TIE", "Sở Giao thông Vận tải", "5") in found
    assert ("XEQ-CELL", "Sở Nội vụ", "70") in found


def test_table_with_ties_broken_by_a_column_holds(published: Path) -> None:
    """Công văn 1557, table 4.7: ties are broken by the services of level 4, and the last row pools five."""
    result = _audit(published, "cv-1557-2017-btttt")
    table = next(t for t in result.decision.document.tables if t.number == "4.7")
    assert not [finding for finding in result.findings if finding.table_id == table.table_id]
    assert any("bằng nhau thì xét" in line.vi for line in result.conventions[table.table_id])
