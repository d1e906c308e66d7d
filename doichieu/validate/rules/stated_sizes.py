"""COUNT-UNITS: how many units a caption, the heading of a group or a sentence on all of them says there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doichieu.model import (
    Bilingual,
    Check,
    Claim,
    ColumnRole,
    Finding,
    Level,
    Operand,
    Row,
    RowKind,
)
from doichieu.normalize.registry import Registry
from doichieu.normalize.text import fold
from doichieu.validate.infer.rows.row_labels import rows_listed
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rules.stated import calls_units, sentence_operand, statement, text_finding
from doichieu.validate.wording import join_en, join_vi, say, table_name

# "(08 đơn vị)", "(gồm 20 sở, ban, ngành)" behind a name.
_BRACKET = re.compile(r"\((?:gồm|có|tổng số)?:?\s*(0*([1-9]\d{0,2})\s+([^()\d]{2,60}))\)")
# Who was ranked or marked; what all units have done says nothing of a table.
_ALL_RANKED = re.compile(r"\b(?:xep hang|xep loai|danh gia|cham diem|cong bo|khao sat|xep thu)\b")
_ALL = re.compile(r"(?<![\d/.,])(0*([1-9]\d{0,3})\s?/\s?0*\2)(?![\d/])")
_LEFT_OUT = re.compile(r"\b(?:khong|ngoai tru|tru|chua)\b")
# A count that is further off is of something else: of the units of which these are the first.
_NEAR, _FEW_OFF = 0.2, 2
_LEAST = 3


def check_stated_sizes(paper: Paper) -> Iterator[Check | Finding]:
    """Check how many units captions and headings of groups say follow, and that none of all units ranked is missing.

    Args:
        paper: The paper.

    Yields:
        A check a count, and a finding where the table has fewer or more units.
    """
    for sheet in paper.sheets:
        units = rows_listed(sheet)
        yield from _titled(paper, sheet, None, units)
        for row in sheet.reading.rows:
            if row.kind in {RowKind.GROUP, RowKind.SUBTOTAL}:
                yield from _titled(paper, sheet, row, [unit for unit in units if unit.group == row.index])
    for claim in paper.decision.claims:
        yield from _of_all(paper, claim)


def _titled(paper: Paper, sheet: Sheet, group: Row | None, units: Sequence[Row]) -> Iterator[Check | Finding]:
    """The count in brackets of a caption, or of the heading of a group, against the rows below it."""
    title = group.label if group is not None else sheet.reading.table.caption or ""
    stated = [match for match in _BRACKET.finditer(title) if calls_units(match[3], sheet)]
    counts = {len(units), sum(max(1, len(row.entities)) for row in units)}
    if len(stated) != 1 or len(units) < _LEAST:
        return
    printed, count = stated[0][1].strip(), int(stated[0][2])
    if min(abs(count - found) for found in counts) > max(_FEW_OFF, _NEAR * count):
        return
    held = count in counts
    yield statement("COUNT-UNITS", sheet.reading.table.table_id, held=held)
    if held:
        return
    stub = sheet.reading.stub or 0
    place = sheet.place(group.index, stub) if group is not None else None
    operand = (
        paper.operand(place, "doubtful")
        if place is not None
        else Operand(text=printed, role="doubtful", locator=sheet.reading.table.locator)
    )
    table = table_name(sheet.reading.table)
    where = (
        f"dòng “{title}”" if group is not None else "tên bảng",
        f"row “{title}”" if group is not None else "the caption",
    )
    yield text_finding(
        paper,
        "COUNT-UNITS",
        Level.ERROR if _is_numbered(units) else Level.WARNING,
        [title, printed],
        say(
            f"{table.vi}: {where[0]} nêu {printed}, bên dưới có {len(units)}.",
            f"{table.en}: {where[1]} says {printed}, {len(units)} follow.",
        ),
        observed=printed,
        expected=str(len(units)),
        operands=[operand],
        cause=say("Số đếm ghi nhầm, hoặc bảng thiếu dòng.", "The count is misprinted, or a row is missing."),
        suggestion=say(f"Kiểm tra lại số {printed}.", f"Check the count {printed}."),
        place=place,
        table=sheet,
    )


def _is_numbered(units: Sequence[Row]) -> bool:
    """Whether units are numbered from one on or go on from a number, so that none was overlooked in counting them."""
    numbers = [int(row.ordinal) for row in units if row.ordinal.isdecimal()]
    return len(numbers) == len(units) and numbers == [*range(numbers[0], numbers[0] + len(units))]


def _of_all(paper: Paper, claim: Claim) -> Iterator[Check | Finding]:
    """“Xếp hạng 63/63 tỉnh, thành phố” over a ranking that leaves one or two of them out."""
    sentence, stated = fold(claim.sentence), [*_ALL.finditer(claim.sentence)]
    if len(stated) != 1 or not _ALL_RANKED.search(sentence) or _LEFT_OUT.search(sentence):
        return
    printed, count = stated[0][1], int(stated[0][2])
    after = claim.sentence[stated[0].end() :]
    sheets = [sheet for sheet in paper.sheets if sheet.population and calls_units(after, sheet)]
    most = max(sheets, key=lambda sheet: len(sheet.rows_of), default=None)
    if most is None or not most.columns(ColumnRole.RANK):
        return
    units, held = len(most.rows_of), len(most.rows_of) == count
    if not 0 <= count - units <= _FEW_OFF:
        return
    yield statement("COUNT-UNITS", most.reading.table.table_id, held=held)
    if held:
        return
    table, names = table_name(most.reading.table), _absent(paper, most, count)
    which: Bilingual = (
        say(f"; thiếu {join_vi(names)}", f"; {join_en(names)} missing") if names else say("", "")
    )
    yield text_finding(
        paper,
        "COUNT-UNITS",
        Level.ERROR,
        [printed],
        say(
            f"Văn bản nêu {printed}, {table.vi} có {units} đơn vị{which.vi}.",
            f"The text says {printed}, {table.en} has {units} units{which.en}.",
        ),
        observed=printed,
        expected=str(units),
        operands=[sentence_operand(claim, printed, "doubtful")],
        cause=say(
            "Bảng thiếu dòng, hoặc số đếm ghi nhầm.", "A row was left out, or the count is misprinted."
        ),
        suggestion=say(
            f"Bổ sung {join_vi(names)} hoặc nêu lý do." if names else "Kiểm tra lại danh sách.",
            f"Add {join_en(names)} or say why not." if names else "Check the list.",
        ),
        table=most,
    )


def _absent(paper: Paper, sheet: Sheet, count: int) -> list[str]:
    """The units in force that a table lacks, where the registry has as many as the paper says there are."""
    parent, _, level = sheet.population.partition("/")
    day = paper.decision.document.letterhead.issued_on
    known = {each.entity_id: each for each in Registry.load().children(parent, on=day, level=level)}
    lacking = [each.form_on(day).name for entity_id, each in known.items() if entity_id not in sheet.rows_of]
    return lacking if len(known) == count and len(lacking) == count - len(sheet.rows_of) else []
