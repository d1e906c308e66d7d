"""NAME-DATE: the units that a paper lists were in force, and of the kind printed, in the years it may report on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from doichieu.model import Bilingual, Check, Finding, Level, Mention, Outcome, Outdated
from doichieu.validate.wording import finding_id, say, table_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.validate.paper import Paper, Place, Sheet

RULE = "NAME-DATE"


class _Stand(NamedTuple):
    """A name of another time, where it stands."""

    sheet: Sheet
    place: Place
    mention: Mention
    outdated: Outdated


def check_name_dates(paper: Paper) -> Iterator[Check | Finding]:
    """Remark on units that had ended, or were of another kind, before the year before the paper's.

    Args:
        paper: The paper.

    Yields:
        A check a table of units, and an info finding for each such name, with every place where it stands.
    """
    if paper.decision.document.letterhead.issued_on is None:
        return
    found: dict[str, list[_Stand]] = defaultdict(list)
    for sheet in paper.sheets:
        if not sheet.population or sheet.reading.stub is None:
            continue
        stands = list(_stands(sheet, sheet.reading.stub))
        for stand in stands:
            found[stand.mention.printed].append(stand)
        outcome = Outcome.VIOLATED if stands else Outcome.HELD
        yield Check(rule=RULE, table_id=sheet.reading.table.table_id, outcome=outcome)
    for stands in found.values():
        yield _finding(paper, stands)


def _stands(sheet: Sheet, stub: int) -> Iterator[_Stand]:
    for row in sheet.data:
        for mention in row.entities:
            # A recogniser in doubt of a letter does not take one kind for another.
            if mention.outdated is not None and mention.score == 1:
                yield _Stand(sheet, sheet.place(row.index, stub), mention, mention.outdated)


def _finding(paper: Paper, stands: list[_Stand]) -> Finding:
    sheet, place, mention, outdated = stands[0]
    identity = finding_id(paper, RULE, sheet, [mention.printed])
    name, meant = mention.printed, mention.name or ""
    table, said = table_name(sheet.reading.table), _said(outdated, meant)
    more = len(stands) - 1
    return Finding(
        finding_id=identity,
        rule=RULE,
        level=Level.INFO,
        table_id=sheet.reading.table.table_id,
        row=place.row,
        col=place.col,
        entity_id=mention.entity_id,
        entity=name,
        message=say(
            f"{table.vi}: “{name}” {said.vi}{f' (còn {more} chỗ khác)' if more else ''}.",
            f"{table.en}: “{name}” {said.en}{f' ({more} more places)' if more else ''}.",
        ),
        observed=name,
        expected=meant if outdated.kind else "",
        steps=(say(mention.reason),),
        operands=tuple(paper.operand(stand.place, "doubtful") for stand in stands),
        cause_id=identity,
        cause=say("Tên không còn đúng vào năm của văn bản.", "A name of before the year of the paper."),
        consequence=say("Không làm thay đổi điểm và xếp hạng.", "No score or rank changes."),
        suggestion=say(f"Viết “{meant}”.", f"Write “{meant}”.") if outdated.kind else None,
        corrections=tuple(paper.correction(place, meant) for _ in range(1 if outdated.kind else 0)),
    )


def _said(outdated: Outdated, meant: str) -> Bilingual:
    act = f" ({outdated.act})" if outdated.act else ""
    if outdated.since is None:
        return say(f"không phải là {outdated.kind} mà là {meant}", f"is no {outdated.kind} but {meant}")
    vi, en = f"từ ngày {outdated.since:%d/%m/%Y}{act}", f"since {outdated.since:%d/%m/%Y}{act}"
    if outdated.kind:
        return say(
            f"không còn là {outdated.kind} {vi}, nay là {meant}",
            f"has been {meant}, no {outdated.kind}, {en}",
        )
    return say(f"không còn {vi}", f"has not existed {en}")
