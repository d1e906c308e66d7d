"""Decisions of people about a dataset: records that are only ever added, a file each, beside the tables.

    data/decisions/20250310T081502Z-5b1f….json      in an object store: s3://bucket/data/decisions/…

A record's name ends in a hash of what it holds, so the decisions of two people are merged by copying files, and
copying twice changes nothing. The latest record on a subject counts; the earlier ones stay to be read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from doichieu.dataset.kept import below, kept_in
from doichieu.dataset.place import is_url
from doichieu.review.record import Action, DecisionError, Kind, ReviewDecision, check, damaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from doichieu.dataset.place import Address

FOLDER = "decisions"


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
        raise damaged(f"The record of a decision cannot be read ({error})", str(path)) from error


def _parsed(content: bytes, source: str) -> ReviewDecision:
    try:
        return ReviewDecision.from_json(json.loads(content), source)
    except (ValueError, RecursionError) as error:
        raise damaged(f"The record of a decision cannot be read ({error})", source) from error


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
                raise damaged(f"Line {number} is no record of a decision ({error})", source) from error
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
