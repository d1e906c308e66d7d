"""Decisions that people wrote into the report's workbook, read back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.errors import UsageError
from doichieu.extract.contents import contents
from doichieu.extract.legacy.runs import RunDecoder
from doichieu.extract.sheets.xlsx import read_workbook
from doichieu.report.catalogue import TEXTS
from doichieu.review.deciding import on_finding
from doichieu.review.picked import pick
from doichieu.review.record import Action, check, lacking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from doichieu.dataset.place import Address
    from doichieu.extract.sheets.grid import RawSheet
    from doichieu.review.picked import Picked
    from doichieu.review.record import ReviewDecision

# Headings of the columns that are read, by the key of the report's catalogue.
# Headings of workbooks that may still be out with those who decide.
_FORMERLY = {"printed": ("Văn bản in",)}
_COLUMNS = ("id", "fingerprint", "printed", "choice", "choice_value", "choice_why", "choice_by")
_ACTIONS = {
    "choice_accept": Action.ACCEPT,
    "choice_dismiss": Action.DISMISS,
    "choice_correct": Action.CORRECT,
}
# Words of workbooks that earlier versions wrote.
_FORMER = {"chấp nhận": Action.ACCEPT, "sửa": Action.CORRECT}
# The column to fill in, by the field of a record that lacks something.
_ENTRY = {"by": "choice_by", "why": "choice_why", "decided": "choice_value"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A row in which somebody decided.

    Attributes:
        line: 1-based row of the worksheet.
        finding_id: The finding.
        document: SHA-256 of its paper's file.
        printed: What the finding said is printed.
        action: What was decided.
        decided: What the paper should have printed, for a correction.
        why: The reason.
        by: Who decided; empty where the row does not say.
    """

    line: int
    finding_id: str
    document: str
    printed: str
    action: Action
    decided: str
    why: str
    by: str


def read_choices(path: Path) -> list[Choice]:
    """Read the decisions from a workbook that `doichieu run` or `audit` wrote.

    The sheet of findings is found by its headings, in Vietnamese or English, whatever became of the order of its
    rows and columns. Rows without a decision are passed over.

    Args:
        path: The workbook, saved as XLSX.

    Returns:
        One choice a row decided on, from the top.

    Raises:
        ReadError: The file cannot be read, or is no workbook.
        UsageError: No sheet has the columns, or a row says what is no decision.
    """
    source = str(path)
    for sheet in read_workbook(contents(path), source, RunDecoder()).sheets:
        for row, cells in sorted(sheet.rows.items()):
            columns = _columns({col: cell.text for col, cell in cells.items()})
            if columns is not None:
                return list(_choices(sheet, row, columns, source))
    raise UsageError(
        "There is no sheet with findings and decisions in the workbook.",
        do="take the report.xlsx of a run, write decisions into its first sheet, and save it as XLSX.",
        source=source,
    )


def decisions_in(path: Path, dataset: Address, *, by: str = "") -> list[ReviewDecision]:
    """What a workbook decides about the findings of a dataset, checked as a whole before any of it is kept.

    Args:
        path: The workbook.
        dataset: The dataset whose findings it lists.
        by: Who decided, for rows that do not say.

    Returns:
        The decisions that are new; those that hold already are left out, so that a workbook can be read again.

    Raises:
        UsageError: A row decides on a finding that is none any more or says something else by now, or it says too
            little.
        DatasetError: There is no dataset, or a decision in it cannot be read.
    """
    choices = read_choices(path)
    found = {(one.paper.sha256, one.finding.finding_id): one for one in pick(dataset)}
    decided = []
    for choice in choices:
        one = found.get((choice.document, choice.finding_id))
        if one is None or one.finding.observed != choice.printed:
            raise UsageError(
                f"{choice.finding_id or 'The row'} is no finding of the dataset, or says something else by now.",
                do="run the audit again, and take over the decision into the new report.xlsx.",
                source=str(path),
                place=f"row {choice.line}",
            )
        decision = _decision(choice, one, by, str(path))
        if not _holds(one, decision):
            decided.append(decision)
    return decided


def _decision(choice: Choice, one: Picked, by: str, source: str) -> ReviewDecision:
    decision = on_finding(
        one.paper, one.finding, choice.action, by=choice.by or by, why=choice.why, decided=choice.decided
    )
    try:
        check(decision)
    except UsageError as error:
        lacks = lacking(decision)
        do = error.do if lacks is None else _fill_in(lacks)
        raise UsageError(error.what, do=do, source=source, place=f"row {choice.line}") from error
    return decision


def _fill_in(field: str) -> str:
    """What to do in a workbook, where there are no options: the column to fill in, by its headings."""
    vi, en = TEXTS[_ENTRY[field]]
    return f"fill in the column “{vi}” ({en})."


def _holds(one: Picked, new: ReviewDecision) -> bool:
    """Whether the same person has decided the same already."""
    old = one.decision
    return old is not None and (old.action, old.decided, old.by, old.why) == (
        new.action,
        new.decided,
        new.by,
        new.why,
    )


def _columns(texts: dict[int, str]) -> dict[str, int] | None:
    """Where the columns stand, when this row is the heading of the findings."""
    at = {" ".join(text.split()).casefold(): col for col, text in texts.items()}
    found = {
        key: at[heading.casefold()]
        for key in _COLUMNS
        for heading in (*TEXTS[key], *_FORMERLY.get(key, ()))
        if heading.casefold() in at
    }
    return found if len(found) == len(_COLUMNS) else None


def _choices(sheet: RawSheet, head: int, columns: dict[str, int], source: str) -> Iterator[Choice]:
    for row, cells in sorted(sheet.rows.items()):
        said = {
            key: cells[col].text.strip() if col in cells else "" for key, col in columns.items() if row > head
        }
        if not said or not said["choice"]:
            continue
        yield Choice(
            line=row + 1,
            finding_id=said["id"],
            document=said["fingerprint"],
            printed=said["printed"],
            action=_action(said["choice"], source, row + 1),
            decided=said["choice_value"],
            why=said["choice_why"],
            by=said["choice_by"],
        )


def _action(text: str, source: str, line: int) -> Action:
    word = " ".join(text.split()).casefold()
    for key, action in _ACTIONS.items():
        if word in TEXTS[key]:
            return action
    if word in _FORMER:
        return _FORMER[word]
    raise UsageError(f"{text!r} is no decision.", do=f"write {_words()}.", source=source, place=f"row {line}")


def _words() -> str:
    names: Sequence[tuple[str, str]] = [TEXTS[key] for key in _ACTIONS]
    return ", ".join(f"“{vi}” ({en})" for vi, en in names)
