"""How sure a finding is: by its level, by whether the wrong cell is known, and by how its cells were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.report.evidence import marks_of

if TYPE_CHECKING:
    from doichieu.model import Finding
    from doichieu.report.places import Shelf
    from doichieu.report.strings import Strings


def is_likeliest(finding: Finding) -> bool:
    """Whether what the finding expects is the likeliest of several corrections, not the only one."""
    return any(correction.ambiguous for correction in finding.corrections)


def expected_name(finding: Finding, say: Strings) -> str:
    """What the value that a finding expects is called."""
    return say("expected_likeliest" if is_likeliest(finding) else "expected")


def how_sure(finding: Finding, shelf: Shelf, document: str, say: Strings) -> str:
    """How sure a finding is, in one to three sentences.

    Args:
        finding: The finding.
        shelf: The tables of the report.
        document: Hash of the finding's paper.
        say: Catalogue of the report's language.
    """
    least = _least_confidence(finding, shelf, document)
    said = [say(f"sure_{finding.level}")]
    said += [say("sure_which")] if is_likeliest(finding) else []
    said += [say("sure_read", p=least)] if least is not None else []
    return " ".join(said)


def _least_confidence(finding: Finding, shelf: Shelf, document: str) -> int | None:
    """How sure the least sure reading of a cell is, in per cent; None where nothing was recognised."""
    found = [
        cell.confidence
        for sheet, marks in marks_of(finding, shelf, document)
        for place in marks
        if (cell := sheet.cells.get(place)) is not None and cell.confidence is not None
    ]
    return int(min(found) * 100) if found else None
