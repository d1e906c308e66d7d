"""POP-DUP: a unit that stands twice, and whose row the second one is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from doichieu.model import Bilingual, ColumnRole, Finding, Level, Operand
from doichieu.normalize.text import CAPITAL, key
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.rules.stated import claim_operand
from doichieu.validate.wording import Style, finding_id, join_en, join_vi, row_name, say, table_name

# Two words with capitals, as names of agencies and places have: "Sở Y tế", "huyện Ba Tơ".
_NAME = re.compile(rf"{CAPITAL}[\w.']*\s+{CAPITAL}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The tables over one kind of units."""

    sheets: tuple[Sheet, ...]
    usual: Mapping[str, int]


def doubled(
    paper: Paper,
    sheet: Sheet,
    lists: Lists,
    rows: tuple[int, ...],
    missing: list[str],
    conventions: Conventions,
    style: Style,
) -> Finding:
    """The finding of a unit that stands twice.

    Args:
        paper: The paper.
        sheet: The table.
        lists: Tables over the same kind of units.
        rows: Grid rows that carry its name.
        missing: Units that the table lacks.
        conventions: What was inferred: links between tables say whose row it is.
        style: How the paper prints figures.

    Returns:
        The finding; the row named is the one that belongs to the missing unit where the figures tell.
    """
    stub = sheet.reading.stub or 0
    table = table_name(sheet.reading.table)
    name = sheet.reading.rows[rows[0]].label
    identity = finding_id(paper, "POP-DUP", sheet, [name])
    absent = missing[0] if len(missing) == 1 else None
    absent_name = printed_name(lists, absent) if absent else None
    row, evidence, operands = _whose_row(paper, sheet, rows, absent, conventions, style)
    ordinals = [sheet.reading.rows[r].ordinal or str(r) for r in rows]
    at = join_vi(ordinals), join_en(ordinals)
    message = say(
        f"{table.vi}: {name} có tên hai lần (dòng {at[0]})"
        + (f", còn {absent_name} không có trong bảng." if absent_name else "."),
        f"{table.en}: {name} stands twice (rows {at[1]})"
        + (f", and {absent_name} is missing." if absent_name else "."),
    )
    steps = [_where(name, at, len(lists.sheets))]
    if absent_name and absent:
        steps.append(
            say(
                f"{absent_name} có trong {lists.usual[absent]}/{len(lists.sheets)} bảng cùng loại, không có trong bảng này.",
                f"{absent_name} is in {lists.usual[absent]} of {len(lists.sheets)} tables of the same kind, and not in this.",
            )
        )
    steps.extend(evidence)
    fits = [r for r in rows if r != row and same_figures(sheet, r, row)]
    either = (
        say(
            f" (hoặc dòng {sheet.reading.rows[fits[0]].ordinal or fits[0]}: hai dòng cùng số liệu)",
            f" (or row {sheet.reading.rows[fits[0]].ordinal or fits[0]}: both hold the same figures)",
        )
        if fits
        else say("", "")
    )
    suggestion = (
        say(
            f"Sửa tên ở dòng {sheet.reading.rows[row].ordinal or row} thành “{absent_name}”{either.vi}.",
            f"Correct the name in row {sheet.reading.rows[row].ordinal or row} to “{absent_name}”{either.en}.",
        )
        if absent_name
        else say("Kiểm tra xem dòng nào ghi nhầm tên.", "Check which row carries the wrong name.")
    )
    mention = sheet.reading.rows[rows[0]].entities
    return Finding(
        finding_id=identity,
        rule="POP-DUP",
        level=Level.ERROR,
        table_id=sheet.reading.table.table_id,
        row=row,
        col=stub,
        entity_id=mention[0].entity_id if mention else None,
        entity=name,
        message=message,
        observed=name,
        expected=absent_name or f"≠ {name}",
        steps=tuple(steps),
        operands=(
            paper.operand(sheet.place(row, stub), "doubtful"),
            *(paper.operand(sheet.place(r, stub), "operand") for r in rows if r != row),
            *operands,
        ),
        cause_id=identity,
        cause=say(
            f"Tên {name} ghi thay cho {absent_name}."
            if absent_name
            else "Một trong các dòng ghi nhầm tên, hoặc bị lặp.",
            f"{name} is printed in place of {absent_name}."
            if absent_name
            else "One of the rows carries the wrong name, or stands there again.",
        ),
        consequence=_misattributed(absent_name),
        suggestion=suggestion,
        corrections=(paper.correction(sheet.place(row, stub), absent_name),) if absent_name else (),
    )


def same_figures(sheet: Sheet, one: int, two: int) -> bool:
    """Whether two rows hold the same amounts and ranks of the year, so that either may be the wrong one."""
    columns = [c.index for c in sheet.columns(*AMOUNTS, ColumnRole.RATIO)]
    return bool(columns) and all(sheet.value(one, col) == sheet.value(two, col) for col in columns)


def _misattributed(absent: str | None) -> Bilingual:
    if absent is None:
        return say(
            "Số liệu của dòng lặp chưa rõ thuộc đơn vị nào.", "Whose figures the repeated row holds is open."
        )
    return say(
        f"Điểm và hạng của {absent} trong bảng này đang ghi cho đơn vị khác.",
        f"The score and the rank of {absent} in this table are credited to another unit.",
    )


def printed_name(lists: Lists, subject: str) -> str:
    """How the other tables print a unit's name most often."""
    names = Counter(
        sheet.reading.rows[row].label for sheet in lists.sheets for row in sheet.rows_of.get(subject, ())
    )
    return names.most_common(1)[0][0]


def _where(name: str, at: tuple[str, str], others: int) -> Bilingual:
    """In which rows a name stands, and that it stands once elsewhere where there are other tables."""
    if not others:
        return say(f"{name} có ở các dòng {at[0]}.", f"{name} stands in rows {at[1]}.")
    return say(
        f"{name} có ở các dòng {at[0]}; các bảng cùng loại ({others}) đều chỉ có một lần.",
        f"{name} stands in rows {at[1]}; it stands once in the {others} tables of the same kind.",
    )


def _whose_row(
    paper: Paper,
    sheet: Sheet,
    rows: tuple[int, ...],
    absent: str | None,
    conventions: Conventions,
    style: Style,
) -> tuple[int, list[Bilingual], list[Operand]]:
    """Which of the doubled rows belongs to the missing unit, by the totals of both units.

    A name copied from the row above stands in the later row, so that is taken where the figures
    leave it open.
    """
    by_twin = _whose_by_twin(paper, sheet, rows, absent, conventions) if absent else None
    if by_twin is not None:
        return by_twin
    by_sentence = _whose_by_sentence(paper, sheet, rows)
    if by_sentence is not None:
        return by_sentence
    cross = next(
        (c for c in conventions.cross_sums if any(index == sheet.index for index, _ in c.parts)), None
    )
    main = paper.sheets[cross.main] if cross else None
    if cross is None or main is None or absent is None or absent not in main.unique:
        return rows[-1], [], []
    col = next(col for index, col in cross.parts if index == sheet.index)
    total_place = main.place(main.unique[absent], cross.total)
    total = paper.number(total_place)
    others = [
        paper.sheets[index].place(paper.sheets[index].unique[absent], part)
        for index, part in cross.parts
        if index != sheet.index and absent in paper.sheets[index].unique
    ]
    if total is None or len(others) != len(cross.parts) - 1:
        return rows[-1], [], []
    left = total.value - sum(number.value for place in others if (number := paper.number(place)))
    allowed = {cross.remainder, *cross.varying}
    fitting = [
        row for row in rows if (value := sheet.value(row, col)) is not None and left - value in allowed
    ]
    name = row_name(paper, total_place)
    parts = " − ".join(paper.text(place) for place in others)
    table = table_name(main.reading.table)
    rest = style.show(left - cross.remainder)
    step = say(
        f"{table.vi} ghi tổng của {name} là {paper.text(total_place)}; {paper.text(total_place)} − {parts}"
        + (f" − {style.show(cross.remainder)} (phần không công bố)" if cross.remainder else "")
        + f" = {rest}: đúng bằng điểm của dòng {join_vi([sheet.reading.rows[r].ordinal or str(r) for r in fitting])}."
        if fitting
        else f"Tổng của {name} ở {table.vi} không khớp dòng nào.",
        f"{table.en} prints the total of {name} as {paper.text(total_place)}; {paper.text(total_place)} − {parts}"
        + (f" − {style.show(cross.remainder)} (not published)" if cross.remainder else "")
        + f" = {rest}: the score of row {join_en([sheet.reading.rows[r].ordinal or str(r) for r in fitting])}."
        if fitting
        else f"The total of {name} in {table.en} fits neither row.",
    )
    operands = [paper.operand(place, "operand") for place in (total_place, *others)]
    return (fitting[-1] if fitting else rows[-1]), [step], operands


def _whose_by_twin(
    paper: Paper, sheet: Sheet, rows: tuple[int, ...], absent: str, conventions: Conventions
) -> tuple[int, list[Bilingual], list[Operand]] | None:
    """The doubled row whose figures another table prints for the missing unit; None where none is alone."""
    votes: Counter[int] = Counter()
    shown: dict[int, tuple[Place, Place]] = {}
    for col, other, other_col in _twins_of(sheet, conventions):
        main = paper.sheets[other]
        if absent not in main.unique:
            continue
        expected = main.number(main.unique[absent], other_col)
        for row in rows:
            number = sheet.number(row, col)
            if number is not None and expected is not None and number.value == expected.value:
                votes[row] += 1
                shown.setdefault(row, (sheet.place(row, col), main.place(main.unique[absent], other_col)))
    best = votes.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    row = best[0][0]
    here, there = shown[row]
    table, name = table_name(paper.sheets[there.sheet].reading.table), row_name(paper, there)
    ordinal = sheet.reading.rows[row].ordinal or str(row)
    step = say(
        f"Dòng {ordinal} ghi {paper.text(here)}, đúng bằng số của {name} ở {table.vi}.",
        f"Row {ordinal} prints {paper.text(here)}, the figure of {name} in {table.en}.",
    )
    return row, [step], [paper.operand(here, "operand"), paper.operand(there, "operand")]


def _whose_by_sentence(
    paper: Paper, sheet: Sheet, rows: tuple[int, ...]
) -> tuple[int, list[Bilingual], list[Operand]] | None:
    """The doubled row whose figure a sentence gives to another unit, or the other one where it gives it to this unit."""
    name = key(sheet.reading.rows[rows[0]].label)
    figures = {
        value: row
        for col in sheet.columns(*AMOUNTS, ColumnRole.RATIO)
        for row in rows
        if sheet.places(col.index) and (value := sheet.value(row, col.index)) is not None
    }
    alone = Counter(n.value for (row, _), n in sheet.reading.numbers.items() if row in sheet.subjects)
    for claim in paper.decision.claims:
        at = 0
        for quantity in claim.quantities:
            said, at = claim.sentence[at : quantity.span[0]], quantity.span[1]
            row = figures.get(quantity.value) if quantity.places else None
            if row is None or alone[quantity.value] > 1 or not _NAME.search(said):
                continue
            own = f" {name} " in f" {key(said)} "
            if own and len(rows) > 2:
                continue
            found = next(one for one in rows if one != row) if own else row
            step = say(f"Văn bản ghi: “{claim.sentence}”", f"The text reads: “{claim.sentence}”")
            return found, [step], [claim_operand(claim, quantity, "operand")]
    return None


def _twins_of(sheet: Sheet, conventions: Conventions) -> Iterator[tuple[int, int, int]]:
    """Columns of a table with the (table, column) that prints the same figures."""
    for twin in conventions.twins:
        if twin.detail == sheet.index:
            yield twin.detail_col, twin.main, twin.main_col
        elif twin.main == sheet.index:
            yield twin.main_col, twin.detail, twin.detail_col
