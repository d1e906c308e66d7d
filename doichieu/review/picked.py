"""Findings and cells that the command line names, found in a dataset."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doichieu.baseline import STATUS
from doichieu.dataset.place import is_url
from doichieu.errors import UsageError
from doichieu.review import decisions
from doichieu.review.holdings import LEVELS, Holdings, decision_on
from doichieu.review.record import ReviewDecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.dataset.place import Address
    from doichieu.model import Document
    from doichieu.review.holdings import FindingRow, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A finding, its paper, and what was decided of it."""

    paper: Paper
    finding: FindingRow
    decision: ReviewDecision | None

    @property
    def status(self) -> str:
        """open, accepted, dismissed or corrected."""
        return "open" if self.decision is None else STATUS[self.decision.action]

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        one = self.finding
        return {
            "id": one.finding_id,
            "status": self.status,
            "level": one.level,
            "rule": one.rule,
            "paper": self.paper.name,
            "document": self.paper.sha256,
            "table_id": one.table_id,
            "row": one.row,
            "col": one.col,
            "message_vi": one.message_vi,
            "message_en": one.message_en,
            "observed": one.observed,
            "expected": one.expected,
            "decision": None if self.decision is None else self.decision.as_json(),
        }


def pick(
    dataset: Address,
    ids: Sequence[str] | None = None,
    *,
    rule: str | None = None,
    paper: str | None = None,
    level: str | None = None,
    decided: bool | None = None,
) -> list[Picked]:
    """The findings that were named; with `ids` None and nothing else said, all of them.

    Args:
        dataset: The dataset.
        ids: IDs of findings; an empty list names none by ID.
        rule: A rule or a family.
        paper: Number of a paper, or the beginning of its hash.
        level: A level.
        decided: Only those decided on, or only those that are open.

    Raises:
        UsageError: An ID is no finding, there is no such level, or nothing at all was named for a decision.
    """
    if level is not None and level not in LEVELS:
        raise UsageError(f"There is no level {level!r}.", do=f"choose among {', '.join(LEVELS)}.")
    held, state = Holdings.of(dataset), decisions.current(decisions.read(dataset))
    found = [
        Picked(paper=one, finding=finding, decision=decision_on(state, one, finding))
        for one in held.papers.values()
        if paper is None or paper == one.name or (len(paper) >= 8 and one.sha256.startswith(paper))
        for finding in held.findings[one.findings.start : one.findings.stop]
    ]
    unknown = set(ids or ()) - {one.finding.finding_id for one in found}
    if unknown:
        raise UsageError(f"There is no finding {min(unknown)!r}.", do="see `doichieu review list`.")
    return [
        one
        for one in found
        if (not ids or one.finding.finding_id in ids)
        and (rule is None or rule.upper() in {one.finding.rule, one.finding.rule.split("-")[0]})
        and (level is None or one.finding.level == level)
        and (decided is None or (one.decision is not None) is decided)
    ]


def cell_of(dataset: Address, target: str, paper: str | None) -> tuple[Paper, Document, tuple[str, int, int]]:
    """The cell that a finding doubts, or that a place names.

    Args:
        dataset: The dataset.
        target: A finding's ID, or TABLE:ROW:COL.
        paper: Number of the paper, or the beginning of its hash.

    Raises:
        UsageError: There is no such finding or paper, or the finding doubts no cell.
    """
    if ":" not in target:
        one = pick(dataset, [target], paper=paper)[0]
        if one.finding.table_id is None or one.finding.row is None or one.finding.col is None:
            raise UsageError("The finding doubts no single cell.", do="name the cell: TABLE:ROW:COL.")
        place = (one.finding.table_id, one.finding.row, one.finding.col)
        return one.paper, Holdings.of(dataset).document(one.paper.doc_id), place
    table_id, row, col = (*target.split(":"), "", "")[:3]
    if not (row.isdecimal() and col.isdecimal()):
        raise UsageError(f"{target!r} is no cell.", do="name it as TABLE:ROW:COL, rows and columns from 0.")
    held = Holdings.of(dataset)
    of_paper = [
        one for one in held.papers.values() if paper and (paper == one.name or one.sha256.startswith(paper))
    ]
    if len(of_paper) != 1:
        raise UsageError(
            f"{len(of_paper)} papers are called so.", do="name one with --paper: its number or its hash."
        )
    return of_paper[0], held.document(of_paper[0].doc_id), (table_id, int(row), int(col))


def decisions_in(place: Address) -> list[ReviewDecision]:
    """The decisions of a dataset, of a folder of records, or of an exported file.

    Raises:
        UsageError: There is no such file or folder.
        DecisionError: A record cannot be read.
    """
    if is_url(place):
        return decisions.read(place)
    path = Path(place)
    if path.is_dir():
        if (path / decisions.FOLDER).is_dir() or not any(path.glob("*.json")):
            return decisions.read(path)
        return decisions.read_in(path)
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"The decisions cannot be read ({error}).", do="check the path.", source=str(path)
        ) from error
    try:
        return decisions.in_order([ReviewDecision.from_json(json.loads(text), str(path))])
    except ValueError:  # not one record, so a record a line
        return decisions.parse(text, str(path))
