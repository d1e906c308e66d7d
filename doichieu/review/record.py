"""A decision of a person about a finding, a cell or a name, as a record that says who, when and why."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Self

from doichieu.errors import DatasetError, UsageError

_FORMAT = 1
_HASH = 20
_LONGEST = 4000


class DecisionError(DatasetError):
    """A record of a decision cannot be read or written."""

    code = "decision"


class Kind(StrEnum):
    """What a decision is about."""

    FINDING = "finding"
    CELL = "cell"
    NAME = "name"


class Action(StrEnum):
    """What was decided.

    Of a finding: accept says that it is right and the paper is not, dismiss that it is none, correct what the paper
    should have printed. Of a cell: correct says what the paper really prints where it was misread. Of a name: accept
    says which entity it is, dismiss that it is none of the registry. Reopen withdraws what was decided before.
    """

    ACCEPT = "accept"
    DISMISS = "dismiss"
    CORRECT = "correct"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDecision:
    """What a person decided.

    Attributes:
        kind: What it is about.
        action: What was decided.
        printed: What is printed, as it was read; of a finding what it observed, of a name the name.
        decided: What it should be: a figure, the text of a cell, the ID of an entity; empty where nothing is put.
        by: Who decided.
        at: When, ISO 8601 in UTC ("2025-03-10T08:15:02.510000Z"); fine enough that what one person does is in order.
        why: The reason; every dismissal of a finding has one.
        rules_version: The code whose finding or reading was looked at.
        document: SHA-256 of the paper's file.
        paper: What people call the paper.
        issued_on: Date of the paper, ISO 8601; two papers of different years can carry one number.
        finding_id: The finding.
        rule: Its rule.
        table_id: Table of the cell.
        row: 0-based row of the grid.
        col: 0-based column.
        scope: Province for whose papers a name was decided, empty for all.
    """

    kind: Kind
    action: Action
    printed: str = ""
    decided: str = ""
    by: str
    at: str
    why: str = ""
    rules_version: str = ""
    document: str = ""
    paper: str = ""
    issued_on: str = ""
    finding_id: str = ""
    rule: str = ""
    table_id: str = ""
    row: int | None = None
    col: int | None = None
    scope: str = ""

    @property
    def id(self) -> str:
        """Hash of everything the record says."""
        said = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]

    @property
    def subject(self) -> str:
        """What it is about, as a key: a later record on the same subject counts in place of this one."""
        if self.kind is Kind.FINDING:
            return finding_subject(self.finding_id, self.issued_on)
        if self.kind is Kind.CELL:
            return cell_subject(self.document, self.table_id, self.row or 0, self.col or 0)
        return name_subject(self.printed, self.scope)

    def as_json(self) -> dict[str, Any]:
        """The record as it is stored; fields that say nothing are left out."""
        said = {name: value for name, value in asdict(self).items() if value not in {None, ""}}
        return {"format": _FORMAT, "id": self.id, **said}

    @classmethod
    def from_json(cls, value: object, source: str = "") -> Self:
        """A record from what `as_json` gives.

        Args:
            value: The JSON value.
            source: File it stands in, for errors.

        Raises:
            DecisionError: It is no record, or was altered after it was written.
        """
        names = {field.name for field in fields(cls)}
        if not isinstance(value, dict) or value.get("format", _FORMAT) != _FORMAT:
            raise damaged("This is no record of a decision that this version reads", source)
        try:
            given = {name: value[name] for name in names & value.keys()}
            found = cls(**given | {"kind": Kind(value["kind"]), "action": Action(value["action"])})
            whole = all(isinstance(getattr(found, n), int | None) for n in ("row", "col"))
            whole &= all(isinstance(getattr(found, n), str) for n in names - {"row", "col"})
        except (KeyError, TypeError, ValueError) as error:
            raise damaged(f"The record of a decision is not complete ({error})", source) from error
        if not whole or value.get("id", found.id) != found.id:
            raise damaged("The record of a decision was altered after it was written", source)
        check(found)
        return found


def finding_subject(finding_id: str, issued_on: str) -> str:
    """The subject of decisions on a finding of a paper of a day."""
    return f"finding:{finding_id}:{issued_on}"


def cell_subject(document: str, table_id: str, row: int, col: int) -> str:
    """The subject of decisions on what a cell prints."""
    return f"cell:{document}:{table_id}:{row}:{col}"


def name_subject(printed: str, scope: str) -> str:
    """The subject of decisions on a name in papers of a province."""
    return f"name:{scope}:{' '.join(printed.casefold().split())}"


def now() -> str:
    """This moment as records say it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def lacking(decision: ReviewDecision) -> str | None:
    """The field that a record needs and lacks: "by", "why" or "decided"; None where it has what it needs."""
    if not decision.by.strip():
        return "by"
    if decision.kind is Kind.FINDING:
        if decision.action is Action.DISMISS and not decision.why.strip():
            return "why"
        if decision.action is Action.CORRECT and not decision.decided.strip():
            return "decided"
    return None


_LACKS = {
    "by": ("A decision names nobody.", "say who decides (--by)."),
    "why": ("A dismissal has no reason.", "say why (--why)."),
    "decided": ("A correction says no value.", "say what it should be."),
}


def check(decision: ReviewDecision) -> None:
    """Refuse a record that says too little or too much.

    Raises:
        UsageError: Nobody decided, a dismissal has no reason, a correction no value, or a text is too long.
    """
    lacks = lacking(decision)
    if lacks is not None:
        what, do = _LACKS[lacks]
        raise UsageError(what, do=do)
    if decision.action is Action.ACCEPT and decision.kind is Kind.CELL:
        raise UsageError("A cell is corrected or reopened.", do="correct it.")
    texts = (getattr(decision, field.name) for field in fields(decision))
    if any(isinstance(text, str) and len(text) > _LONGEST for text in texts):
        raise UsageError(f"A text of a decision is longer than {_LONGEST} characters.", do="shorten it.")


def damaged(what: str, source: str) -> DecisionError:
    """The error for a record that cannot be read.

    Args:
        what: What is wrong, without a full stop.
        source: File it stands in, empty for none.
    """
    do = "take the file away, or upgrade doichieu if a later version wrote it."
    return DecisionError(f"{what}.", do=do, source=source or None)
