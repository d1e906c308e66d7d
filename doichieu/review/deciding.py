"""Making decisions: from a finding or a cell that a person points at to the record that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.dataset.version import version
from doichieu.errors import UsageError
from doichieu.review.record import Action, Kind, ReviewDecision, now

if TYPE_CHECKING:
    from doichieu.model import Document
    from doichieu.review.holdings import FindingRow, Paper


def on_finding(
    paper: Paper, finding: FindingRow, action: Action, *, by: str, why: str = "", decided: str = ""
) -> ReviewDecision:
    """A decision on a finding.

    Args:
        paper: Its paper.
        finding: The finding.
        action: What is decided.
        by: Who decides.
        why: Why.
        decided: What the paper should have printed, for a correction.
    """
    return ReviewDecision(
        kind=Kind.FINDING,
        action=action,
        printed=finding.observed,
        decided=decided.strip() if action is Action.CORRECT else "",
        by=" ".join(by.split()),
        at=now(),
        why=why.strip(),
        rules_version=version(),
        document=paper.sha256,
        paper=paper.name,
        issued_on=paper.day,
        finding_id=finding.finding_id,
        rule=finding.rule,
        table_id=finding.table_id or "",
        row=finding.row,
        col=finding.col,
    )


def on_cell(
    paper: Paper, document: Document, place: tuple[str, int, int], text: str, *, by: str, why: str = ""
) -> ReviewDecision:
    """A decision on what a cell really prints.

    Args:
        paper: Its paper.
        document: The paper as read.
        place: Table, row and column where the cell begins.
        text: What it prints; the text that was read takes an earlier correction back.
        by: Who decides.
        why: Why.

    Raises:
        UsageError: No cell begins at this place.
    """
    table_id, row, col = place
    cells = (cell for table in document.tables if table.table_id == table_id for cell in table.cells)
    cell = next((cell for cell in cells if (cell.row, cell.col) == (row, col)), None)
    if cell is None:
        raise UsageError(
            f"No cell begins in row {row}, column {col} of table {table_id}.",
            do="see the places in the workbench, or in the dataset's table `cells`.",
        )
    read, said = cell.text, " ".join(text.split())
    return ReviewDecision(
        kind=Kind.CELL,
        action=Action.REOPEN if said == read else Action.CORRECT,
        printed=read,
        decided="" if said == read else said,
        by=" ".join(by.split()),
        at=now(),
        why=why.strip(),
        rules_version=version(),
        document=paper.sha256,
        paper=paper.name,
        issued_on=paper.day,
        table_id=table_id,
        row=row,
        col=col,
    )
