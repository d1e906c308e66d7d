"""Decisions as the next audit uses them: which findings are no longer open, what cells really print."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from doichieu.baseline import STATUS, Acceptance
from doichieu.model import MISREAD, Issue, Table
from doichieu.review.decisions import corrected_cells, current, read
from doichieu.review.record import Kind, finding_subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Self

    from doichieu.dataset.place import Address
    from doichieu.model import Audit, Cell, Document, Finding
    from doichieu.normalize.agencies.aliases import Aliases
    from doichieu.review.record import ReviewDecision

_FINGERPRINT = 8


@dataclass(frozen=True)
class Decided:
    """What counts of the decisions about a dataset.

    Attributes:
        state: The latest decision by subject.
        names: Fingerprint of the names that people have confirmed; they may stand in any paper.
    """

    state: Mapping[str, ReviewDecision]
    names: str = ""

    @classmethod
    def of(cls, dataset: Address) -> Self:
        """What people decided about a dataset.

        Raises:
            DecisionError: A record cannot be read.
        """
        return cls(current(read(dataset)))

    def knowing(self, aliases: Aliases | None) -> Self:
        """These decisions, and the names that people have confirmed: with others a paper is audited again."""
        return self if aliases is None else replace(self, names=aliases.fingerprint)

    @cached_property
    def _cells(self) -> dict[str, dict[tuple[str, int, int], ReviewDecision]]:
        return corrected_cells(self.state)

    @cached_property
    def _papers(self) -> dict[str, list[str]]:
        """IDs of the decisions on findings by name of the paper, which its formats share."""
        found: dict[str, list[str]] = {}
        for one in self.state.values():
            if one.kind is Kind.FINDING:
                found.setdefault(one.paper, []).append(one.id)
        return found

    def fingerprint(self, document: str, paper: str) -> str:
        """What was decided of a paper and the names confirmed, as a short hash; empty where there is neither.

        Args:
            document: SHA-256 of its file.
            paper: What people call it.
        """
        ids = [*self._papers.get(paper, ()), *(one.id for one in self._cells.get(document, {}).values())]
        if not ids:
            return self.names
        return hashlib.sha256("\n".join([*sorted(ids), *filter(None, [self.names])]).encode()).hexdigest()[
            :_FINGERPRINT
        ]

    def reread(self, document: Document) -> Document:
        """The paper with its cells as people say they are printed; each is an issue.

        A correction holds for the reading that the person saw: of a cell that is read otherwise by now it is left out.
        """
        said = self._cells.get(document.sha256, {})
        if not said:
            return document
        blocks = tuple(_reread(one, said) if isinstance(one, Table) else one for one in document.blocks)
        issues = tuple(
            _issue(document, table.table_id, cell, said[table.table_id, cell.row, cell.col])
            for table in blocks
            if isinstance(table, Table)
            for cell in table.cells
            if cell.misread is not None
        )
        return replace(document, blocks=blocks, issues=(*document.issues, *issues))

    def on(self, audit: Audit, finding: Finding) -> ReviewDecision | None:
        """The decision on a finding, as long as the finding says what it said then."""
        one = self.state.get(finding_subject(finding.finding_id, _day(audit.decision.document)))
        return one if one is not None and one.printed == finding.observed else None

    def statuses(self, audit: Audit) -> dict[str, str]:
        """Status by finding ID of the findings of a paper that were decided on."""
        decided = ((finding.finding_id, self.on(audit, finding)) for finding in audit.findings)
        return {finding_id: STATUS[one.action] for finding_id, one in decided if one is not None}

    def acceptances(self, audits: Sequence[Audit]) -> dict[str, Acceptance]:
        """What reports need to set findings apart, by finding ID.

        Where two papers share an ID, both must be decided on.
        """
        found: dict[str, Acceptance] = {}
        left: set[str] = set()
        for audit in audits:
            for finding in audit.findings:
                one = self.on(audit, finding)
                if one is None:
                    left.add(finding.finding_id)
                else:
                    found[finding.finding_id] = acceptance(one)
        return {finding_id: one for finding_id, one in found.items() if finding_id not in left}

    def stale(self, audits: Iterable[Audit]) -> list[ReviewDecision]:
        """Decisions on papers at hand that meet nothing any more: the finding is gone, or the cell is read otherwise."""
        met: set[str] = set()
        documents: set[str] = set()
        papers: set[tuple[str, str]] = set()
        for audit in audits:
            document = audit.decision.document
            documents.add(document.sha256)
            papers.add((document.name, _day(document)))
            met |= {one.subject for finding in audit.findings if (one := self.on(audit, finding)) is not None}
            met |= {
                one.subject
                for (table_id, row, col), one in self._cells.get(document.sha256, {}).items()
                if any(
                    table.table_id == table_id and (cell.row, cell.col) == (row, col) and _holds(cell, one)
                    for table in document.tables
                    for cell in table.cells
                )
            }
        return [
            one
            for subject, one in self.state.items()
            if one.kind is not Kind.NAME
            and (one.document in documents or (one.paper, one.issued_on) in papers)
            and subject not in met
        ]


def _day(document: Document) -> str:
    day = document.letterhead.issued_on
    return day.isoformat() if day is not None else ""


def acceptance(decision: ReviewDecision) -> Acceptance:
    """A decision on a finding as reports show it."""
    return Acceptance(
        finding_id=decision.finding_id,
        reason=decision.why,
        by=decision.by,
        at=decision.at,
        action=str(decision.action),
        decided=decision.decided,
    )


def _reread(table: Table, said: Mapping[tuple[str, int, int], ReviewDecision]) -> Table:
    cells = []
    for cell in table.cells:
        one = said.get((table.table_id, cell.row, cell.col))
        if one is None or one.printed != cell.text:
            cells.append(cell)
        else:
            cells.append(cell._replace(text=one.decided, misread=cell.text))
    return replace(table, cells=tuple(cells))


def _holds(cell: Cell, decision: ReviewDecision) -> bool:
    """Whether a correction is used, or the cell is read that way by now."""
    return cell.text == decision.decided and cell.misread in {None, decision.printed}


def _issue(document: Document, table_id: str, cell: Cell, decision: ReviewDecision) -> Issue:
    why = f" ({decision.why})" if decision.why else ""
    return Issue(
        code=MISREAD,
        message=f"“{cell.misread}” was read; {decision.by} says “{cell.text}” is printed, {decision.at}{why}",
        source=document.source,
        locator=cell.locator,
        table_id=table_id,
        row=cell.row,
        col=cell.col,
    )
