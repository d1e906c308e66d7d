"""Cases: findings that share a cause, shown as one with its consequences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from doichieu.model import Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from doichieu.baseline import Acceptance
    from doichieu.model import Finding

SEVERITY: dict[Level, int] = {Level.ERROR: 0, Level.WARNING: 1, Level.INFO: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A cause and all that follows from it.

    Attributes:
        number: 1-based place in the paper's list of cases.
        lead: The finding that tells the cause best.
        others: The other findings of the same cause, in the order given.
        acceptance: Who accepted the case and why; None while it is open.
    """

    number: int
    lead: Finding
    others: tuple[Finding, ...] = ()
    acceptance: Acceptance | None = None

    @property
    def level(self) -> Level:
        """Level of the lead, which is the most serious of the case."""
        return self.lead.level


def group_cases(findings: Sequence[Finding]) -> tuple[Case, ...]:
    """Group findings by cause, the most serious case first, else in the order given.

    Args:
        findings: n findings of one paper; one without a cause stands alone.

    Returns:
        At most n cases that hold every finding once.
    """
    groups: dict[str, list[Finding]] = {}
    for position, finding in enumerate(findings):
        groups.setdefault(finding.cause_id or f"\0{position}", []).append(finding)
    leads = [(min(group, key=_lead_order), group) for group in groups.values()]
    leads.sort(key=lambda pair: SEVERITY[pair[0].level])
    return tuple(
        Case(number=number, lead=lead, others=tuple(f for f in group if f is not lead))
        for number, (lead, group) in enumerate(leads, start=1)
    )


def group_accepted(
    findings: Sequence[Finding], acceptances: Mapping[str, Acceptance], *, first: int = 1
) -> tuple[Case, ...]:
    """Group decided findings by cause, those of one cause that one person decided alike for one reason together.

    Args:
        findings: n accepted findings of one paper.
        acceptances: Who accepted each and why, by finding ID.
        first: Number of the first case; the open ones are numbered before.

    Returns:
        At most n cases that hold every finding once.
    """
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        said = acceptances[finding.finding_id]
        groups.setdefault((said.status, said.reason, said.by), []).append(finding)
    cases = [case for group in groups.values() for case in group_cases(group)]
    return tuple(
        replace(case, number=number, acceptance=acceptances[case.lead.finding_id])
        for number, case in enumerate(cases, start=first)
    )


def _lead_order(finding: Finding) -> tuple[int, bool, bool]:
    # A finding in doubt about the very cell it proposes to correct tells the cause; one about
    # another cell tells a consequence.
    corrects_itself = any(
        (c.table_id, c.row, c.col) == (finding.table_id, finding.row, finding.col)
        for c in finding.corrections
    )
    return SEVERITY[finding.level], not corrects_itself, not finding.corrections
