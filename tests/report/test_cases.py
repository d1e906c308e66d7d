"""Cases: findings by cause."""

from __future__ import annotations

from doichieu.report.cases import group_cases

from .factories import make_audit


def test_every_finding_is_in_one_case() -> None:
    """No finding is lost or told twice."""
    findings = make_audit().findings
    members = [f.finding_id for case in group_cases(findings) for f in (case.lead, *case.others)]
    assert sorted(members) == sorted(f.finding_id for f in findings)


def test_lead_corrects_its_own_cell() -> None:
    """The finding that proposes to correct its own cell leads, wherever it stands in the order."""
    findings = tuple(reversed(make_audit().findings))
    case = next(c for c in group_cases(findings) if c.lead.cause_id == "c-tie")
    assert case.lead.rule == "RANK-TIE"
    assert len(case.others) == 2


def test_without_a_cause_each_stands_alone() -> None:
    """Findings without a cause are not thrown together."""
    alone = [c for c in group_cases(make_audit().findings) if not c.lead.cause_id]
    assert [len(case.others) for case in alone] == [0, 0, 0]


def test_most_serious_first() -> None:
    """Errors come before warnings before notes, numbered through."""
    cases = group_cases(tuple(reversed(make_audit().findings)))
    assert [c.level.value for c in cases] == ["error", "error", "error", "warning", "info"]
    assert [c.number for c in cases] == [1, 2, 3, 4, 5]
