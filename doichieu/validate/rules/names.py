"""NAME: names are spelt as some register or alias spells them."""

from __future__ import annotations

from collections.abc import Iterator

from doichieu.model import Check, Finding, Level, Outcome
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.wording import finding_id, say, table_name

# A letter that a recogniser is less sure of than this may be its own error and not the paper's.
_PRINTED = 0.99


def _is_printed(sheet: Sheet, row: int, col: int) -> bool:
    """Whether the letters of a cell are the paper's, and not those of a recogniser in doubt."""
    cell = sheet.cells.get((row, col))
    return cell is None or cell.confidence is None or cell.confidence >= _PRINTED


def check_names(paper: Paper) -> Iterator[Check | Finding]:
    """Remark on misspelt names, once a spelling and paper.

    Args:
        paper: The paper.

    Yields:
        A check a table of units, and an info finding for each misspelt name.
    """
    seen: set[str] = set()
    for sheet in paper.sheets:
        stub = sheet.reading.stub
        if not sheet.population or stub is None:
            continue
        misspelt = False
        for row in sheet.data:
            for mention in row.entities:
                if not mention.misprint or mention.name is None or not _is_printed(sheet, row.index, stub):
                    continue
                misspelt = True
                if mention.printed in seen:
                    continue
                seen.add(mention.printed)
                identity = finding_id(paper, "NAME-SPELL", sheet, [mention.printed])
                table = table_name(sheet.reading.table)
                place = sheet.place(row.index, stub)
                yield Finding(
                    finding_id=identity,
                    rule="NAME-SPELL",
                    level=Level.INFO,
                    table_id=sheet.reading.table.table_id,
                    row=row.index,
                    col=stub,
                    entity_id=mention.entity_id,
                    entity=mention.printed,
                    message=say(
                        f"{table.vi}: tên “{mention.printed}” viết sai, đúng là “{mention.name}”.",
                        f"{table.en}: the name “{mention.printed}” is misspelt for “{mention.name}”.",
                    ),
                    observed=mention.printed,
                    expected=mention.name,
                    steps=(say(mention.reason),),
                    operands=(paper.operand(place, "doubtful"),),
                    cause_id=identity,
                    cause=say("Lỗi chính tả.", "A misspelling."),
                    consequence=say("Không làm thay đổi điểm và xếp hạng.", "No score or rank changes."),
                    suggestion=say(f"Viết “{mention.name}”.", f"Write “{mention.name}”."),
                    corrections=(paper.correction(sheet.place(row.index, stub), mention.name),),
                )
        yield Check(
            rule="NAME-SPELL",
            table_id=sheet.reading.table.table_id,
            outcome=Outcome.VIOLATED if misspelt else Outcome.HELD,
        )
