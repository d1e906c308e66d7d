"""CLAIM-AMOUNT: amounts that sentences state of an item of a table: "Thu nội địa đạt 595.000 triệu đồng"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from doichieu.model import Check, Claim, ColumnRole, Finding, Level, Number
from doichieu.normalize.numbers import ENGLISH, FIRST_DIGIT, read_number
from doichieu.normalize.phrases import Phrases
from doichieu.normalize.text import fold, fold_in_place
from doichieu.normalize.units import row_units, scale_of, unit_after, unit_at
from doichieu.validate.paper import AMOUNTS, Paper, Place
from doichieu.validate.rounding import agree, to_places
from doichieu.validate.rules.prose.stated_figures import own_year
from doichieu.validate.rules.prose.stated_rates import check_rates
from doichieu.validate.rules.stated import (
    check_again,
    sentence_operand,
    sentences_with,
    statement,
    text_finding,
    unquoted,
)
from doichieu.validate.slips import describe_slip
from doichieu.validate.wording import Style, row_name, say, table_name

_FIGURE = re.compile(rf"{FIRST_DIGIT}\d*(?:[.,]\d+)*(?= [a-z%])")
# What may stand between an item and its amount, and before the item: nothing that makes it another figure.
_LINK = re.compile(
    r"\s*(?:(?:6|9|3) thang(?: dau nam)?|quy (?:i{1,3}|iv|\d)|nam (?P<year>(?:19|20)\d{2})|trong nam|ca nam|toan tinh"
    r"|tren dia ban(?: tinh| huyen)?|uoc|thuc hien|dat|duoc|la|co|voi|so tien|gia tri|tong so|cong|:|,|\s|-)*"
)
_OPENS = re.compile(r"(?:^|[;:,.(+•*-]|\b(?:trong do|tong|tong so|so|gom|va|rieng|voi|thi|nam \d{4}))\s*$")
# "Tổng trị giá xuất, nhập khẩu" is of more than "nhập khẩu".
_OF_SEVERAL = re.compile(r"\b(?:tong|kim ngach)\b[^\d.;:()]{1,40}(?:,|-|\bva)\s*$")
# Scores and percentages, which the rules about agencies and shares ask for.
_ELSEWHERE = (("%", 0), ("diem", 0))
_LEAST_LETTERS, _LEAST_DIGITS = 8, 3
_MARKS = str.maketrans("", "", " .,")
_NUMBERING = re.compile(r"^\W*(?:[ivx]+|\d+(?:\.\d+)*|[a-z])\s*[.)/-]\s+|\s*\([^()]*\)\s*$")


class Stated(NamedTuple):
    """An amount that a sentence states of an item: the sentence, where in it, and the figure with its unit."""

    claim: Claim
    item: str
    span: tuple[int, int]
    number: Number
    unit: str
    year: int | None

    @property
    def printed(self) -> str:
        """The figure and its unit."""
        return self.claim.sentence[slice(*self.span)]


class _Printed(NamedTuple):
    """A figure of a table in the unit of a sentence, with the decimal places it has there."""

    place: Place
    value: Decimal
    places: int


@dataclass(frozen=True, slots=True)
class _Items:
    """What a paper's tables have amounts of.

    Attributes:
        rows: Rows by the folded name of what they are about, as places in column 0.
        units: What rows are measured in, by table and row.
        names: Finds the names.
    """

    rows: Mapping[str, Sequence[Place]]
    units: Mapping[int, Mapping[int, str]]
    names: Phrases


def check_stated_amounts(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check amounts that sentences state of an item against the rows of that name.

    An amount that no row of the name prints is a finding only where a slip of the pen makes it one that is printed:
    else it may be of another year or of something that the tables leave out.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check an amount that is borne out or contradicted, and a finding for each that is contradicted.
    """
    items = _items(paper)
    for one in _stated(paper, items):
        amounts = [amount for row in items.rows[one.item] for amount in _amounts(paper, row, one, items)]
        readings = [one, *_read_otherwise(one)]
        same = [amount.place for amount in amounts if any(_same(amount, reading) for reading in readings)]
        if same:
            yield statement("CLAIM-AMOUNT")
            yield from check_rates(paper, one.claim, one.span[1], same, style)
            continue
        slips = ((reading, amount) for reading in readings for amount in amounts if _is_slip(amount, reading))
        for reading, meant in islice(slips, 1):
            table = paper.sheets[meant.place.sheet].reading.table
            yield statement("CLAIM-AMOUNT", table.table_id, held=False)
            yield _finding(paper, reading, meant, style)


def _items(paper: Paper) -> _Items:
    rows: defaultdict[str, list[Place]] = defaultdict(list)
    units = {sheet.index: row_units(sheet.reading) for sheet in paper.sheets}
    for sheet in paper.sheets:
        if units[sheet.index] or any(scale_of(column.unit) for column in sheet.columns(*AMOUNTS)):
            for row in sheet.reading.rows:
                name = fold(_NUMBERING.sub("", row.label))
                if len(name) >= _LEAST_LETTERS and " " in name:
                    rows[name].append(sheet.place(row.index, 0))
    return _Items(rows, units, Phrases(rows))


def _stated(paper: Paper, items: _Items) -> Iterator[Stated]:
    for claim in sentences_with(paper, items.names.occur_in) if items.names else ():
        yield from _of_sentence(claim, items.names)


def _of_sentence(claim: Claim, names: Phrases) -> Iterator[Stated]:
    """Amounts right after the name of an item that opens its clause."""
    folded = fold_in_place(claim.sentence)
    for start, end in names.spans(folded):
        if not _OPENS.search(folded[:start]) or _OF_SEVERAL.search(folded[:start]):
            continue
        for figure in _FIGURE.finditer(folded, end):
            unit = unit_after(claim.sentence[figure.end() :])
            number = read_number(claim.sentence[slice(*figure.span())])
            link = _LINK.fullmatch(folded, end, figure.start())
            if unit and scale_of(unit) not in _ELSEWHERE and number and link:
                last = claim.sentence.index(unit, figure.end()) + len(unit)
                year = int(link["year"]) if link["year"] else None
                yield Stated(claim, folded[start:end], (figure.start(), last), number, unit, year)
                break


def _read_otherwise(one: Stated) -> Iterator[Stated]:
    """The amount as a paper states it that groups by commas: "380,201 người" are no 380 persons."""
    number = read_number(one.printed.removesuffix(one.unit).strip(), ENGLISH)
    if number is not None and number.value != one.number.value:
        yield one._replace(number=number)


def _amounts(paper: Paper, row: Place, one: Stated, items: _Items) -> Iterator[_Printed]:
    """The figures of a row in units of the same kind, in the unit of the sentence."""
    sheet, asked = paper.sheets[row.sheet], scale_of(one.unit)
    for column in sheet.columns(*(AMOUNTS - {ColumnRole.MAXIMUM})):
        number = sheet.number(row.row, column.index)
        if one.year and one.year != (column.period or own_year(paper)):
            continue
        scale = scale_of(unit_at(sheet.reading, row.row, column, items.units[row.sheet]))
        if number and scale and asked and scale[0] == asked[0]:
            shift = scale[1] - asked[1]
            place = sheet.place(row.row, column.index)
            yield _Printed(place, number.value.scaleb(shift), max(0, number.places - shift))


def _same(printed: _Printed, one: Stated) -> bool:
    """Whether the figures are one at the coarser precision of the two."""
    return agree(printed.value, one.number.value, min(printed.places, one.number.places))


def _is_slip(printed: _Printed, one: Stated) -> bool:
    """Whether a slip of the pen tells the figures apart: of few digits it may be chance, but for two exchanged."""
    value = to_places(printed.value, one.number.places)
    slip = describe_slip(one.number.value, one.number.places, value) if value else "unknown"
    digits = len(one.printed.removesuffix(one.unit).translate(_MARKS).strip("0"))
    if digits < _LEAST_DIGITS:
        return False
    return slip == "transposed" or (digits > _LEAST_DIGITS and slip not in {"unknown", "sign"})


def _finding(paper: Paper, one: Stated, amount: _Printed, style: Style) -> Finding:
    place, unit = amount.place, one.unit
    table, name = table_name(paper.sheets[place.sheet].reading.table), row_name(paper, place)
    shown = style.beside(one.printed.split(" ")[0], paper.text(place)).show(
        to_places(amount.value, one.number.places), places=one.number.places
    )
    return text_finding(
        paper,
        "CLAIM-AMOUNT",
        Level.ERROR,
        [name, one.printed],
        say(
            f"Lời văn nêu “{one.printed}” của “{name}”, theo {table.vi} là {shown} {unit}.",
            f"The text states “{one.printed}” of “{name}”; by {table.en} it is {shown} {unit}.",
        ),
        observed=one.printed,
        expected=f"{shown} {unit}",
        steps=unquoted(one.claim),
        operands=[
            sentence_operand(one.claim, one.printed, "doubtful"),
            paper.operand(place, "operand"),
        ],
        cause=say("Số trong lời văn không theo bảng.", "The figure in the text does not follow the table."),
        suggestion=check_again(one.printed, f"{shown} {unit}"),
        table=paper.sheets[place.sheet],
    )
