"""Findings that people have decided on, in a baseline file or one by one, set apart from those that are open."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from doichieu.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from doichieu.model import Audit

STATUS = {"accept": "accepted", "dismiss": "dismissed", "correct": "corrected"}
"""What a finding is called by what was decided of it."""

_FORM = 'write a JSON list of {"id": …, "reason": …, "by": …}, ids as in findings.json.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """That a finding is decided on, and so not open: how, why, by whom and when.

    Attributes:
        finding_id: The finding.
        reason: Why; may be empty for one that is accepted or corrected in review.
        by: Who decided.
        at: When, ISO 8601 in UTC; empty in a baseline file that does not say.
        action: "accept" (it is right, the paper is not), "dismiss" (it is none) or "correct".
        decided: What the paper should have printed, where that was decided.
    """

    finding_id: str
    reason: str
    by: str
    at: str = ""
    action: str = "accept"
    decided: str = ""

    @property
    def status(self) -> str:
        """What the finding is by this decision: accepted, dismissed or corrected."""
        return STATUS[self.action]


def read(path: Path) -> dict[str, Acceptance]:
    """Read a baseline file.

    Args:
        path: JSON file: a list of objects with the texts id, reason and by, none of them empty.

    Returns:
        Acceptances by finding ID.

    Raises:
        UsageError: The file is missing, is not JSON, or an entry lacks a reason or a name.
    """
    source = str(path)
    try:
        entries = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError("The baseline cannot be opened.", do="check the path.", source=source) from error
    except ValueError as error:
        raise UsageError(f"The baseline is not JSON ({error}).", do=_FORM, source=source) from error
    if not isinstance(entries, list):
        raise UsageError("The baseline is not a list.", do=_FORM, source=source)
    found = [_acceptance(entry, source, index) for index, entry in enumerate(entries)]
    return {one.finding_id: one for one in found}


def _acceptance(entry: object, source: str, index: int) -> Acceptance:
    match entry:
        case {"id": str(name), "reason": str(reason), "by": str(by)} if all(
            map(str.strip, (name, reason, by))
        ):
            return Acceptance(finding_id=name, reason=reason, by=by)
    raise UsageError(
        "An entry lacks an id, a reason or a name.", do=_FORM, source=source, place=f"entry {index + 1}"
    )


def split(audits: Sequence[Audit], accepted: Mapping[str, Acceptance]) -> tuple[list[Audit], list[Audit]]:
    """Set accepted findings apart.

    Args:
        audits: Papers with all their findings.
        accepted: Acceptances by finding ID.

    Returns:
        The papers with the findings that are open, and those papers that have accepted findings with these
        alone; checks stay with both.
    """
    open_, apart = [], []
    for audit in audits:
        taken = tuple(one for one in audit.findings if one.finding_id in accepted)
        left = tuple(one for one in audit.findings if one.finding_id not in accepted)
        open_.append(replace(audit, findings=left) if taken else audit)
        if taken:
            apart.append(replace(audit, findings=taken))
    return open_, apart
