"""CLAIM-CELL: figures listed in a cell of text add up to the total printed in their row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from doichieu.model import Bilingual, Check, ColumnRole, Finding, Level, Outcome, RowKind
from doichieu.normalize.numbers import FIRST_DIGIT, VIETNAMESE, read_number
from doichieu.normalize.text import fold
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rules.stated import statement, text_finding
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style, column_name, row_name, say, table_name

_ITEM = re.compile(r";|\.\s|(?:^|\s)[-+•]\s?(?=[^\W_])|(?:^|\s)(?=\(?\d\)\s)")
_AMOUNT = re.compile(
    rf"(?P<figure>{FIRST_DIGIT}\d*(?:\.\d{{3}})*(?:,\d+)?)(?:\s?/\s?\d[\d.,]*)?(?![\d\w]|[.,]\d|\s?%)"
)
# What counts things, levels or days is no amount.
_COUNTED = re.compile(r"^\s?(?:dich vu|thu tuc|dvc|linh vuc|don vi|co quan|loai|nam|thang|ngay|diem|lan)\b")
_NAMED = re.compile(
    r"\b(?:muc do|muc|nam|ngay|thang|quy|so|thong tu|nghi dinh|dieu|khoan)\s*$|\bt[yi] le\s*(?:la|:)?\s*$"
)

# Fewer rows do not show how totals follow from texts.
_LEAST_ROWS = 4
# From this share of rows on, texts list amounts that add up and nothing else.
_PLAINLY = 0.6


@dataclass(frozen=True, slots=True)
class _Row:
    """A row whose text lists amounts: items with their amounts, the text cells and the total."""

    items: tuple[tuple[Decimal, ...], ...]
    texts: tuple[Place, ...]
    total: Place
    value: Decimal

    @property
    def is_plain(self) -> bool:
        """Whether there is one way only to read it: several items, one amount each."""
        return len(self.items) > 1 and all(len(amounts) == 1 for amounts in self.items)

    @property
    def last(self) -> list[Decimal]:
        """The last amounts of the items: "trong đó số hồ sơ trực tuyến là" stands last."""
        return [amounts[-1] for amounts in self.items]

    @property
    def every(self) -> list[Decimal]:
        """All amounts of the text: "trước hạn 62 hồ sơ, đúng hạn 29 hồ sơ, trễ hạn 44 hồ sơ"."""
        return [amount for amounts in self.items for amount in amounts]

    @property
    def holds(self) -> bool:
        """Whether some way to read the text gives the total."""
        return (
            self.value == sum(self.last, Decimal(0))
            or self.adds_up
            or (not self.is_plain and self.value in self.every)
        )

    @property
    def adds_up(self) -> bool:
        """Whether all amounts of the text give the total."""
        return self.value == sum(self.every, Decimal(0))


def check_cell_sums(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check totals of rows against the figures that the text cells of the row list.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a row, and a warning where the text lists one amount an item and they add up to something
        else, in a table in which at least half of such rows add up; of texts that can be read in several ways
        where the total is a slip of the pen away from the last figures.
    """
    for sheet in paper.sheets:
        rows = list(_rows(paper, sheet))
        plain = [row for row in rows if row.is_plain or row.holds]
        follows = sum(row.holds for row in plain) * 2 >= len(plain)
        most = sum(row.holds for row in rows) * 2 >= len(rows) > _LEAST_ROWS
        # where all amounts add up in the other rows, they do in this one, whatever parts them
        listed = sum(row.adds_up and len(row.every) > 1 for row in rows) > len(rows) * _PLAINLY
        for row in rows:
            table_id = sheet.reading.table.table_id
            amounts = row.every if listed else row.last
            slip = is_typing_slip(row.value, sum(amounts, Decimal(0)))
            told = ((row.is_plain or listed) and follows) or (most and slip)
            if row.holds or told:
                yield statement("CLAIM-CELL", table_id, held=row.holds)
            else:
                why = say("Số trong ô lời có nhiều cách cộng.", "The cell can be added up in several ways.")
                yield Check(rule="CLAIM-CELL", table_id=table_id, outcome=Outcome.UNKNOWN, why=why)
            if told and not row.holds:
                yield _finding(paper, row, amounts, style)


def _rows(paper: Paper, sheet: Sheet) -> Iterator[_Row]:
    totals = sheet.columns(ColumnRole.TOTAL)
    texts = [column.index for column in sheet.columns(ColumnRole.TEXT) if column.index != sheet.reading.stub]
    if len(totals) != 1 or not texts:
        return
    for row in sheet.data:
        total = sheet.place(row.index, totals[0].index)
        value = sheet.value(row.index, totals[0].index)
        places = tuple(place for col in texts if paper.text(place := sheet.place(row.index, col)))
        items = tuple(item for place in places for item in _items(paper.text(place)))
        if value is not None and items:
            yield _Row(items=items, texts=places, total=total, value=value)


def _items(text: str) -> Iterator[tuple[Decimal, ...]]:
    """The amounts of each item of a cell; items without any are left out."""
    for item in _ITEM.split(text):
        if item and (amounts := tuple(_amounts(item))):
            yield amounts


def _amounts(item: str) -> Iterator[Decimal]:
    for match in _AMOUNT.finditer(item):
        before, after = fold(item[: match.start()])[-24:], fold(item[match.end() : match.end() + 24])
        number = read_number(match["figure"], VIETNAMESE)
        if number is not None and not _COUNTED.match(after) and not _NAMED.search(before):
            yield number.value


def _finding(paper: Paper, row: _Row, amounts: Sequence[Decimal], style: Style) -> Finding:
    table = table_name(paper.sheets[row.total.sheet].reading.table)
    name, printed = row_name(paper, row.total), paper.text(row.total)
    style = style.beside(printed)
    right = sum(amounts, Decimal(0))
    gap = abs(right - row.value)
    listed = " + ".join(style.show(amount) for amount in amounts)
    left_out = say("", "")
    if right > row.value and gap in amounts:
        left_out = say(
            f"; phần chênh đúng bằng một số trong đó ({style.show(gap)})",
            f"; the difference is just one of them ({style.show(gap)})",
        )
    cause = say("Cộng sót một số.", "One figure was left out.") if left_out.vi else None
    listing = [paper.operand(place, "operand") for place in row.texts]
    operands = [paper.operand(row.total, "doubtful"), *listing]
    if (
        cause is None
        and _adds_up(paper, row.total)
        and any(map(partial(_is_slip_in, row.value - right), amounts))
    ):
        # the total is one of those that make the total of all: a figure of the text is misprinted
        operands.append(operands.pop(0))
        cause = say("Một số trong ô ghi nhầm.", "One of the figures of the cell is misprinted.")
    if cause is None and is_typing_slip(row.value, right):
        cause = say("Tổng ghi nhầm chữ số.", "A slip in the digits of the total.")
    return text_finding(
        paper,
        "CLAIM-CELL",
        Level.WARNING,
        [name, column_name(paper, row.total)],
        _message(table, name, amounts, style, printed, left_out),
        observed=printed,
        expected=style.show(right),
        steps=[say(f"{listed} = {style.show(right)} ≠ {printed}")],
        operands=operands,
        cause=cause
        or say("Tổng hoặc một số trong ô ghi nhầm.", "The total or one of its figures is misprinted."),
        suggestion=say(f"Kiểm tra lại tổng {printed}.", f"Check the total {printed}."),
        place=row.total,
    )


def _is_slip_in(gap: Decimal, amount: Decimal) -> bool:
    """Whether a slip of the pen in one amount explains by how much all are off."""
    return amount + gap > 0 and is_typing_slip(amount, amount + gap)


def _adds_up(paper: Paper, total: Place) -> bool:
    """Whether a row of totals bears out the column of a total."""
    sheet = paper.sheets[total.sheet]
    added = sum((sheet.value(row.index, total.col) or Decimal(0) for row in sheet.data), Decimal(0))
    return any(
        row.kind is RowKind.TOTAL and sheet.value(row.index, total.col) == added for row in sheet.reading.rows
    )


def _message(
    table: Bilingual, name: str, amounts: Sequence[Decimal], style: Style, printed: str, left_out: Bilingual
) -> Bilingual:
    right = style.show(sum(amounts, Decimal(0)))
    if len(amounts) == 1:
        return say(
            f"{table.vi}: lời trong dòng “{name}” nêu {right}, ô tổng ghi {printed}.",
            f"{table.en}: the text in row “{name}” says {right}; the total is printed as {printed}.",
        )
    return say(
        f"{table.vi}: {len(amounts)} số nêu trong dòng “{name}” cộng được {right}, ô tổng ghi {printed}{left_out.vi}.",
        f"{table.en}: the {len(amounts)} figures in row “{name}” add up to {right}; the total is printed as"
        f" {printed}{left_out.en}.",
    )
