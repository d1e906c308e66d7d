"""Summary: counts that add up."""

from __future__ import annotations

from doichieu.model import Level
from doichieu.report.summary import Tally, cover, family_of, gaps, issues_of, main_gaps

from .factories import clean_audit, make_audit


def test_counts_by_family_add_up() -> None:
    """Families add up to all checks, levels to all findings."""
    audit = make_audit()
    coverage = cover([audit, clean_audit()])
    assert sum(t.total for t in coverage.by_family.values()) == coverage.total.total == len(audit.checks) + 1
    assert sum(coverage.levels.values()) == len(audit.findings)
    assert coverage.levels == {Level.ERROR: 5, Level.WARNING: 1, Level.INFO: 1}


def test_families_with_findings_and_no_checks_are_kept() -> None:
    """A family that only has findings is in the list."""
    assert "NAME" in cover([make_audit()]).families


def test_no_papers() -> None:
    """Nothing adds up to nothing."""
    assert cover([]).total == Tally()


def test_gaps_are_grouped_by_reason() -> None:
    """Checks that could not be made for one reason are one line, the longest first."""
    found = gaps(make_audit())
    assert [(gap.family, gap.count, gap.tables) for gap in found] == [
        ("RATIO", 7, ("2.5 a)",)),
        ("RANK", 1, ("2",)),
    ]


def test_gaps_of_several_papers_name_the_papers() -> None:
    """Over several papers, a reason names the papers it concerns."""
    found = gaps(make_audit())
    merged = main_gaps([("A", found), ("B", found)])
    assert (merged[0].count, merged[0].tables) == (14, ("A", "B"))


def test_issue_handed_on_is_told_once() -> None:
    """An issue that the reader raised and the next stage handed on is one issue."""
    assert len(issues_of(make_audit())) == 1


def test_family_of_a_rule() -> None:
    """The family is what stands before the hyphen."""
    assert (family_of("RANK-TIE"), family_of("ORD")) == ("RANK", "ORD")
