"""REF-LIST and REF-NUMBER: the list of tables and the captions agree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doichieu.model import (
    Check,
    Finding,
    Heading,
    Level,
    Locator,
    Operand,
    Paragraph,
    Table,
)
from doichieu.normalize.text import fold, key
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rules.stated import statement, text_finding, unread_part
from doichieu.validate.wording import join_en, join_vi, say

TABLE_NUMBER = r"\d{1,2}(?:\.\d{1,2})*"
TABLE_LINE = re.compile(
    rf"^\s*(?:bảng|biểu)\s+(?:số\s+)?(?P<number>{TABLE_NUMBER})\s*[.:)\-–]?\s+(?P<caption>\S.*)$",
    re.IGNORECASE,
)
_PAGE = re.compile(r"[\s.…]*\b\d{0,3}$")
_SHORTEST_LIST = 3
_SECTION = re.compile(r"(?:phu luc|mau so|mau bieu|bieu mau|phan thu|de cuong)\b")
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the list of tables."""

    number: str
    caption: str
    locator: Locator


def check_table_lists(paper: Paper) -> Iterator[Check | Finding]:
    """Check numbers and captions of tables against each other and against the list of tables.

    Args:
        paper: The paper.

    Yields:
        Checks of the numbers and of the list, and a finding where one fails.
    """
    numbered = [sheet for sheet in paper.sheets if sheet.reading.table.number is not None]
    if not numbered:
        return
    yield from _numbers(paper, numbered)
    entries = _listed(paper)
    if entries:
        yield from _list(paper, entries, numbered)


def _listed(paper: Paper) -> list[_Entry]:
    """The list of tables: neighbouring lines "Bảng n. …" between which no table stands."""
    run: list[_Entry] = []
    for block in paper.decision.document.blocks:
        match = TABLE_LINE.match(block.text) if isinstance(block, Paragraph | Heading) else None
        if match:
            caption = _PAGE.sub("", match["caption"].rstrip(" .:"))
            run.append(_Entry(match["number"], caption, block.locator))
        elif len(run) >= _SHORTEST_LIST:
            break
        else:
            run = []
    return run if len(run) >= _SHORTEST_LIST else []


def _captioned(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Captions by number; a table in parts has that of its number."""
    found: dict[str, str] = {}
    for sheet in sheets:
        table = sheet.reading.table
        caption = table.caption or ""
        found.setdefault(str(table.number), caption.split(" / ")[0] if table.part else caption)
    return found


def _list(paper: Paper, entries: Sequence[_Entry], numbered: Sequence[Sheet]) -> Iterator[Check | Finding]:
    captions = _captioned(numbered)
    absent = [entry for entry in entries if entry.number not in captions and unread_part(paper) is None]
    listed = {entry.number for entry in entries}
    unlisted = [number for number in captions if number not in listed]
    differing = [
        entry
        for entry in entries
        if entry.number in captions and not _alike(entry.caption, captions[entry.number])
    ]
    yield statement("REF-LIST", held=not (absent or unlisted or differing))
    if absent or unlisted:
        yield _list_finding(paper, entries, absent, unlisted)
    if differing:
        yield _wording_finding(paper, differing, captions)


def _alike(one: str, two: str) -> bool:
    return key(_PAGE.sub("", one)) == key(_PAGE.sub("", two))


def _list_finding(
    paper: Paper, entries: Sequence[_Entry], absent: Sequence[_Entry], unlisted: Sequence[str]
) -> Finding:
    numbers = [entry.number for entry in absent]
    parts_vi, parts_en = [], []
    if numbers:
        parts_vi.append(f"danh mục có Bảng {join_vi(numbers)} mà văn bản không có")
        parts_en.append(f"the list has Table {join_en(numbers)}, which the paper lacks")
    if unlisted:
        parts_vi.append(f"văn bản có Bảng {join_vi(unlisted)} mà danh mục không nêu")
        parts_en.append(f"the paper has Table {join_en(unlisted)}, which the list lacks")
    return text_finding(
        paper,
        "REF-LIST",
        Level.WARNING if numbers else Level.INFO,
        [*numbers, *unlisted],
        say(f"Danh mục bảng: {'; '.join(parts_vi)}.", f"List of tables: {'; '.join(parts_en)}."),
        observed=", ".join([*numbers, *unlisted]),
        operands=[_operand(entry, "doubtful") for entry in (absent or entries[:1])],
        cause=say(
            "Danh mục bảng và nội dung không khớp.", "The list of tables does not follow the contents."
        ),
        suggestion=say("Đối chiếu danh mục, số và tên bảng.", "Check list, numbers and captions."),
    )


def _wording_finding(paper: Paper, differing: Sequence[_Entry], captions: dict[str, str]) -> Finding:
    numbers = [entry.number for entry in differing]
    return text_finding(
        paper,
        "REF-LIST",
        Level.INFO,
        ["wording", *numbers],
        say(
            f"Tên Bảng {join_vi(numbers)} trong danh mục khác tên ghi ở bảng.",
            f"The list of tables words the caption of Table {join_en(numbers)} differently.",
        ),
        observed=differing[0].caption,
        expected=captions[numbers[0]],
        steps=[say(f"{e.number}: “{e.caption}” ≠ “{captions[e.number]}”") for e in differing],
        operands=[_operand(entry, "doubtful") for entry in differing],
        cause=say("Tên bảng viết khác nhau.", "Captions were worded differently."),
        suggestion=say("Đối chiếu danh mục, số và tên bảng.", "Check list, numbers and captions."),
    )


def _operand(entry: _Entry, role: str) -> Operand:
    return Operand(text=f"{entry.number}. {entry.caption}", role=role, locator=entry.locator)


def _sections(paper: Paper) -> dict[str, int]:
    """Number of the appendix or form that each table stands in; tables are numbered anew in each."""
    sections: dict[str, int] = {}
    current = 0
    for block in paper.decision.document.blocks:
        if isinstance(block, Table):
            sections[block.table_id] = current
        elif len(block.text) <= _LONGEST_TITLE and _SECTION.match(fold(block.text)):
            current += 1
    return sections


def _numbers(paper: Paper, numbered: Sequence[Sheet]) -> Iterator[Check | Finding]:
    """No two tables of one appendix carry one number, unless one goes on from the other or they are its parts."""
    sections = _sections(paper)
    whole = defaultdict(list)
    for sheet in numbered:
        table = sheet.reading.table
        if table.part is None:
            whole[sections.get(table.table_id, 0), str(table.number)].append(sheet)
    yield statement("REF-NUMBER", held=all(len(same) == 1 for same in whole.values()))
    for (_, number), same in whole.items():
        count = len(same)
        captions = {key(sheet.reading.table.caption or "") for sheet in same}
        # The same caption again, or none, is a table that goes on.
        if (
            count == 1
            or len(captions - {""}) < count
            or any("tiep" in caption.split() for caption in captions)
        ):
            continue
        names = [f"“{sheet.reading.table.caption}”" for sheet in same]
        yield text_finding(
            paper,
            "REF-NUMBER",
            Level.WARNING,
            [number],
            say(
                f"Số Bảng {number} được dùng cho {count} bảng: {join_vi(names)}.",
                f"Table {number} is the number of {count} tables: {join_en(names)}.",
            ),
            observed=number,
            table=same[-1],
            operands=[
                Operand(
                    table_id=sheet.reading.table.table_id,
                    text=f"{number}. {sheet.reading.table.caption}",
                    role="doubtful" if sheet is same[-1] else "operand",
                    locator=sheet.reading.table.locator,
                )
                for sheet in reversed(same)
            ],
            cause=say("Đánh số bảng nhầm.", "A table was misnumbered."),
            suggestion=say("Đối chiếu danh mục, số và tên bảng.", "Check list, numbers and captions."),
        )
