"""Sums that do not add up because a cell is no count of the units: the count that the list of units gives says which cell."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from doichieu.model import Correction, Finding
from doichieu.normalize.numbers import read_number

_SUMS, _COUNTS = frozenset({"SUM-COL", "SUM-ROW"}), frozenset({"COUNT-TIER", "COUNT-UNITS"})


def without_sums_of_counts(findings: Sequence[Finding]) -> list[Finding]:
    """Findings less sums of which any cell may be wrong where another finding counts one of them, and the sum holds with its count.

    Args:
        findings: Findings of a paper.
    """
    counted = {
        (one.table_id, one.row, one.col): _shift(one)
        for finding in findings
        if finding.rule in _COUNTS
        for one in finding.corrections
    }
    return [finding for finding in findings if not (finding.rule in _SUMS and _is_told(finding, counted))]


def _is_told(finding: Finding, counted: dict[tuple[str, int, int], Decimal | None]) -> bool:
    """Whether the count of a cell that a sum reads changes it by what the sum is off."""
    gaps = {_shift(one) for one in finding.corrections} - {None}
    shifts = {
        counted[place]
        for one in finding.operands
        if (place := (one.table_id or "", one.row or 0, one.col or 0)) in counted
    } - {None}
    return len(gaps) == 1 and shifts == gaps


def _shift(correction: Correction) -> Decimal | None:
    """By how much a correction changes a figure, up or down."""
    printed, value = read_number(correction.printed), read_number(correction.value)
    return abs(value.value - printed.value) if printed and value else None
