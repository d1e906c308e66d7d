"""Decisions of people about a dataset: records that are only ever added, a file each, beside the tables.

    data/decisions/20250310T081502Z-5b1f….json      in an object store: s3://bucket/data/decisions/…

A record's name ends in a hash of what it holds, so the decisions of two people are merged by copying files, and
copying twice changes nothing. The latest record on a subject counts; the earlier ones stay to be read.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from doichieu.dataset.kept import below, kept_in
from doichieu.dataset.place import is_url
from doichieu.errors import DatasetError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from doichieu.dataset.place import Address

FOLDER = "decisions"
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
            raise _wrong("This is no record of a decision that this version reads", source)
        try:
            given = {name: value[name] for name in names & value.keys()}
            found = cls(**given | {"kind": Kind(value["kind"]), "action": Action(value["action"])})
            whole = all(isinstance(getattr(found, n), int | None) for n in ("row", "col"))
            whole &= all(isinstance(getattr(found, n), str) for n in names - {"row", "col"})
        except (KeyError, TypeError, ValueError) as error:
            raise _wrong(f"The record of a decision is not complete ({error})", source) from error
        if not whole or value.get("id", found.id) != found.id:
            raise _wrong("The record of a decision was altered after it was written", source)
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


def check(decision: ReviewDecision) -> None:
    """Refuse a record that says too little or too much.

    Raises:
        UsageError: Nobody decided, a dismissal has no reason, a correction no value, or a text is too long.
    """
    if not decision.by.strip():
        raise UsageError("A decision names nobody.", do="say who decides (--by).")
    if decision.action is Action.DISMISS and decision.kind is Kind.FINDING and not decision.why.strip():
        raise UsageError("A dismissal has no reason.", do="say why (--why).")
    if decision.action is Action.CORRECT and decision.kind is Kind.FINDING and not decision.decided.strip():
        raise UsageError("A correction says no value.", do="say what it should be.")
    if decision.action is Action.ACCEPT and decision.kind is Kind.CELL:
        raise UsageError("A cell is corrected or reopened.", do="correct it.")
    texts = (getattr(decision, field.name) for field in fields(decision))
    if any(isinstance(text, str) and len(text) > _LONGEST for text in texts):
        raise UsageError(f"A text of a decision is longer than {_LONGEST} characters.", do="shorten it.")


def append(dataset: Address, decision: ReviewDecision) -> ReviewDecision:
    """Add a record; it is there whole or not at all.

    Args:
        dataset: The dataset.
        decision: What was decided.

    Returns:
        The record.

    Raises:
        UsageError: The record says too little; see `check`.
        DecisionError: The folder or the store cannot be written.
    """
    check(decision)
    place = below(dataset, FOLDER)
    content = json.dumps(decision.as_json(), ensure_ascii=True, indent=1) + "\n"
    try:
        kept_in(place).add(file_name(decision), content.encode())
    except OSError as error:
        raise DecisionError(
            f"The decision cannot be written ({error.strerror or error}).",
            do=_reachable(place),
            source=str(place),
        ) from error
    return decision


def file_name(decision: ReviewDecision) -> str:
    """What the file of a record is called: when it was taken, and its hash."""
    moment = "".join(letter for letter in decision.at if letter.isalnum())
    return f"{moment}-{decision.id}.json"


def read(dataset: Address) -> list[ReviewDecision]:
    """Every record of a dataset, the earliest first.

    Args:
        dataset: The dataset; one where nothing was decided has no records.

    Raises:
        DecisionError: A record cannot be read or was altered.
    """
    return read_in(below(dataset, FOLDER))


def read_in(place: Address) -> list[ReviewDecision]:
    """The records in a folder, or under an address; see `read`."""
    try:
        found = kept_in(place).contents(".json")
    except OSError as error:
        raise DecisionError(
            f"The decisions cannot be read ({error.strerror or error}).",
            do=_reachable(place),
            source=str(place),
        ) from error
    return in_order(_parsed(content, str(below(place, name))) for name, content in found.items())


def read_file(path: Path) -> ReviewDecision:
    """The record in a file.

    Raises:
        DecisionError: It cannot be read or was altered.
    """
    try:
        return _parsed(path.read_bytes(), str(path))
    except OSError as error:
        raise _wrong(f"The record of a decision cannot be read ({error})", str(path)) from error


def _parsed(content: bytes, source: str) -> ReviewDecision:
    try:
        return ReviewDecision.from_json(json.loads(content), source)
    except (ValueError, RecursionError) as error:
        raise _wrong(f"The record of a decision cannot be read ({error})", source) from error


def in_order(decisions: Iterable[ReviewDecision]) -> list[ReviewDecision]:
    """Records by time; the same record twice is one."""
    return sorted({one.id: one for one in decisions}.values(), key=lambda one: (one.at, one.id))


def current(decisions: Iterable[ReviewDecision]) -> dict[str, ReviewDecision]:
    """What counts: the latest record by subject, without those that were reopened."""
    latest = {one.subject: one for one in in_order(decisions)}
    return {subject: one for subject, one in latest.items() if one.action is not Action.REOPEN}


def conflicts(decisions: Iterable[ReviewDecision]) -> dict[str, tuple[ReviewDecision, ...]]:
    """Subjects on which people say different things.

    Returns:
        The latest record of each person by subject, the earliest first, where they differ in action or value and
        nobody has reopened the subject or taken back theirs.
    """
    said: dict[str, dict[str, ReviewDecision]] = {}
    for one in in_order(decisions):
        if one.action is Action.REOPEN:
            said.pop(one.subject, None)
        else:
            said.setdefault(one.subject, {})[one.by.casefold()] = one
    return {
        subject: tuple(sorted(people.values(), key=lambda one: (one.at, one.id)))
        for subject, people in said.items()
        if len({(one.action, one.decided) for one in people.values()}) > 1
    }


def merge(dataset: Address, others: Iterable[ReviewDecision]) -> list[ReviewDecision]:
    """Add what others decided.

    Args:
        dataset: The dataset.
        others: Their records.

    Returns:
        Those that were new.
    """
    known = {one.id for one in read(dataset)}
    new = [one for one in in_order(others) if one.id not in known]
    return [append(dataset, one) for one in new]


def export(decisions: Sequence[ReviewDecision]) -> str:
    """Records as text, one JSON object a line."""
    return "".join(json.dumps(one.as_json(), ensure_ascii=False) + "\n" for one in in_order(decisions))


def parse(text: str, source: str = "") -> list[ReviewDecision]:
    """Records from what `export` gives.

    Raises:
        DecisionError: A line is no record, or was altered.
    """
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                found.append(ReviewDecision.from_json(json.loads(line), source))
            except (ValueError, RecursionError) as error:
                raise _wrong(f"Line {number} is no record of a decision ({error})", source) from error
    return in_order(found)


def corrected_cells(
    state: Mapping[str, ReviewDecision],
) -> dict[str, dict[tuple[str, int, int], ReviewDecision]]:
    """What people say cells really print: by document, then by table, row and column.

    Args:
        state: What counts, from `current`.
    """
    found: dict[str, dict[tuple[str, int, int], ReviewDecision]] = {}
    for one in state.values():
        if one.kind is Kind.CELL and one.action is Action.CORRECT and one.row is not None:
            found.setdefault(one.document, {})[one.table_id, one.row, one.col or 0] = one
    return found


def _reachable(place: Address) -> str:
    """What to do where files cannot be read or written."""
    if is_url(place):
        return "check the address, the credentials and the network."
    return "check the permissions of the folder and the room on the disk."


def _wrong(what: str, source: str) -> DecisionError:
    do = "take the file away, or upgrade doichieu if a later version wrote it."
    return DecisionError(f"{what}.", do=do, source=source or None)
