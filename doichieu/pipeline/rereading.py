"""Cells of a picture that leave doubt, read again by what the paper knows of itself.

A recogniser that wavers between "95,7%" and "95,1%" is asked nothing more: the score, the maximum and the total
beside it know. Only cells that were read with doubt are touched, only to readings that the picture allows, and
only where fewer checks are then violated, none anew, and none is lost; a figure that was read surely stays as it
is, for papers do print errors. What was changed is an issue of the paper and stays on the cell.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from doichieu.model import Alternative, Issue, Level, Outcome, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from doichieu.model import Audit, Cell, Document, Finding

# A reading less likely than this is no witness: errors in print are about as rare.
_POSSIBLE = 0.03
_MOST_TRIALS = 150

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Trial:
    """A cell and another reading of it."""

    key: Key
    other: Alternative


def settle(document: Document, audit: Callable[[Document], Audit]) -> Audit:
    """Audit a paper, its doubtful readings settled where the rest of it settles them.

    Args:
        document: A paper as read.
        audit: What understands and audits a document.

    Returns:
        The audit; of the document itself where nothing was in doubt or nothing was violated.
    """
    found = audit(document)
    tried: set[tuple[Key, str]] = set()
    while (better := _better(found, audit, tried)) is not None:
        found = better
    return found


def _better(found: Audit, audit: Callable[[Document], Audit], tried: set[tuple[Key, str]]) -> Audit | None:
    """The audit with one more reading changed for the better; None where no change helps."""
    serious = [finding for finding in found.findings if finding.level is not Level.INFO]
    if not serious:
        return None
    document = found.decision.document
    trials = [trial for trial in _trials(document, serious) if (trial.key, trial.other.text) not in tried]
    for trial in sorted(trials, key=lambda trial: -trial.other.probability):
        if len(tried) >= _MOST_TRIALS:
            return None
        tried.add((trial.key, trial.other.text))
        changed = audit(_changed(document, trial))
        fewer = _score(changed) < _score(found) and _violated(changed) <= _violated(found)
        # A reading under which nothing can be checked any more explains nothing.
        if fewer and _held(changed) >= _held(found):
            return changed
    return None


def _score(audit: Audit) -> tuple[int, int]:
    serious = sum(finding.level is not Level.INFO for finding in audit.findings)
    return serious, sum(check.outcome is Outcome.VIOLATED for check in audit.checks)


def _held(audit: Audit) -> int:
    return sum(check.outcome is Outcome.HELD for check in audit.checks)


def _violated(audit: Audit) -> set[tuple[str, str | None, int | None, int | None]]:
    return {
        (check.rule, check.table_id, check.row, check.col)
        for check in audit.checks
        if check.outcome is Outcome.VIOLATED
    }


def _trials(document: Document, findings: list[Finding]) -> Iterator[_Trial]:
    """Other readings of the doubtful cells that findings rest on, of their rows, and of the heads of their columns."""
    places = {
        (operand.table_id, operand.row, operand.col)
        for finding in findings
        for operand in finding.operands
        if operand.row is not None and operand.col is not None
    }
    rows = {(table, row) for table, row, _ in places}
    cols = {(table, col) for table, _, col in places}
    for table in document.tables:
        for cell in table.cells:
            if not _is_doubtful(cell):
                continue
            near = (table.table_id, cell.row) in rows
            above = cell.row < table.header_rows and (table.table_id, cell.col) in cols
            if near or above:
                for other in cell.alternatives:
                    if other.probability >= _POSSIBLE:
                        yield _Trial((table.table_id, cell.row, cell.col), other)


def _is_doubtful(cell: Cell) -> bool:
    if cell.repaired_from is not None or cell.misread is not None:
        return False
    return cell.is_doubtful


def _changed(document: Document, trial: _Trial) -> Document:
    """The document with a cell read otherwise, and an issue that says so."""
    table_id, row, col = trial.key
    table = next(table for table in document.tables if table.table_id == table_id)
    cell = next(cell for cell in table.cells if (cell.row, cell.col) == (row, col))
    repaired = cell._replace(
        text=trial.other.text, confidence=trial.other.probability, repaired_from=cell.text
    )
    issue = Issue(
        code="reading-repaired",
        message=(
            f"“{cell.text}” was read with doubt; “{trial.other.text}” is taken, "
            "which the picture allows too and the other figures of the paper ask for"
        ),
        source=document.source,
        locator=cell.locator,
        table_id=table_id,
        row=row,
        col=col,
    )
    blocks = tuple(
        _with_cell(block, repaired) if isinstance(block, Table) and block.table_id == table_id else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks, issues=(*document.issues, issue))


def _with_cell(table: Table, new: Cell) -> Table:
    cells = tuple(new if (cell.row, cell.col) == (new.row, new.col) else cell for cell in table.cells)
    return replace(table, cells=cells)
