"""POP-MISS: what is said of units that a table lacks though the others of its kind list them."""

from __future__ import annotations

from collections.abc import Sequence

from doichieu.model import Finding, Level
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rules.doubled_units import Lists, printed_name
from doichieu.validate.wording import finding_id, join_en, join_vi, row_name, say, table_name


def missing_units(paper: Paper, sheet: Sheet, lists: Lists, missing: Sequence[str]) -> Finding:
    """The finding of units that a table lacks.

    Args:
        paper: The paper.
        sheet: The table.
        lists: The other tables of its kind.
        missing: The units, as subjects; at least one.

    Returns:
        A finding on the table, or on the one row whose unit no other table has where one unit is missing.
    """
    stranger = _stranger(sheet, lists) if len(missing) == 1 else None
    if stranger is not None:
        return _in_place_of(paper, sheet, lists, missing[0], stranger)
    table = table_name(sheet.reading.table)
    names = [printed_name(lists, subject) for subject in missing]
    identity = finding_id(paper, "POP-MISS", sheet, names)
    stub = sheet.reading.stub or 0
    return Finding(
        finding_id=identity,
        rule="POP-MISS",
        level=Level.WARNING,
        table_id=sheet.reading.table.table_id,
        col=stub,
        entity_id=missing[0],
        entity=names[0],
        message=say(
            f"{table.vi}: thiếu {join_vi(names)}, có trong các bảng cùng loại; văn bản không nêu lý do.",
            f"{table.en}: {join_en(names)} missing, though in the tables of the same kind; the paper gives no reason.",
        ),
        observed=str(len(sheet.rows_of)),
        expected=str(len(sheet.rows_of) + len(missing)),
        steps=tuple(
            say(
                f"{name}: có trong {lists.usual[subject]}/{len(lists.sheets)} bảng cùng loại.",
                f"{name}: in {lists.usual[subject]} of {len(lists.sheets)} tables of the same kind.",
            )
            for subject, name in zip(missing, names, strict=True)
        ),
        operands=(paper.operand(Place(sheet.index, 0, stub), "operand"),),
        cause_id=identity,
        cause=say("Một dòng bị bỏ sót.", "A row was left out."),
        consequence=say(
            "Hạng của các đơn vị sau có thể thay đổi.", "The ranks of the units after it may change."
        ),
        suggestion=say(f"Bổ sung {join_vi(names)} hoặc nêu lý do.", f"Add {join_en(names)} or say why not."),
    )


def _stranger(sheet: Sheet, lists: Lists) -> int | None:
    """The one row whose unit none of the other tables of its kind lists: its name may stand for the one that is missing."""
    known = {subject for other in lists.sheets for subject in other.rows_of}
    rows = [row.index for row in sheet.data if known.isdisjoint(sheet.subjects[row.index])]
    return rows[0] if len(rows) == 1 else None


def _in_place_of(paper: Paper, sheet: Sheet, lists: Lists, subject: str, row: int) -> Finding:
    """A unit that no other table of its kind lists, in one that lacks a unit of all the others."""
    table, name = table_name(sheet.reading.table), printed_name(lists, subject)
    place = sheet.place(row, sheet.reading.stub or 0)
    own = row_name(paper, place)
    identity = finding_id(paper, "POP-MISS", sheet, [name, own])
    entities = sheet.reading.rows[row].entities
    return Finding(
        finding_id=identity,
        rule="POP-MISS",
        level=Level.WARNING,
        table_id=sheet.reading.table.table_id,
        row=row,
        col=place.col,
        entity_id=entities[0].entity_id if len(entities) == 1 else None,
        entity=own,
        message=say(
            f"{table.vi}: có {own} mà không bảng cùng loại nào có, còn thiếu {name}; văn bản không nêu lý do.",
            f"{table.en}: {own} is in no other table of the same kind, and {name} is missing; the paper gives no reason.",
        ),
        observed=own,
        expected=name,
        steps=(
            say(
                f"{name}: có trong {lists.usual[subject]}/{len(lists.sheets)} bảng cùng loại; {own}: không bảng nào.",
                f"{name}: in {lists.usual[subject]} of {len(lists.sheets)} tables of the same kind; {own}: in none.",
            ),
        ),
        operands=(paper.operand(place, "doubtful"),),
        cause_id=identity,
        cause=say("Tên của một đơn vị ghi thành tên khác.", "One name is printed for another."),
        consequence=say(
            "Điểm và hạng ở dòng này là của đơn vị khác.",
            "The scores and rank of this row are another unit's.",
        ),
        suggestion=say(f"Kiểm tra: {own} hay {name}.", f"Check whether it is {own} or {name}."),
    )
