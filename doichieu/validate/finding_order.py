"""The order in which findings are told."""

from __future__ import annotations

from collections.abc import Iterable

from doichieu.model import Finding, Level
from doichieu.validate.paper import Paper

WORST_FIRST = {Level.ERROR: 0, Level.WARNING: 1, Level.INFO: 2}


def in_order(paper: Paper, findings: Iterable[Finding]) -> list[Finding]:
    """Findings by level, then in reading order; those on the text last."""
    position = {sheet.reading.table.table_id: sheet.index for sheet in paper.sheets}
    return sorted(
        findings,
        key=lambda finding: (
            WORST_FIRST[finding.level],
            position.get(finding.table_id or "", len(position)),
            finding.row if finding.row is not None else -1,
            finding.col if finding.col is not None else -1,
        ),
    )
