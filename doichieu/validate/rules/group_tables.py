"""COUNT-TIER, COUNT-UNITS and SUM-AVG for tables that sum up others: how many units of each kind, in which tiers, their means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from doichieu.model import Check, Column, ColumnRole, Finding, Level, Number, Row, RowKind
from doichieu.normalize.grades import GRADES
from doichieu.normalize.text import key
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.tiers import Tiering
from doichieu.validate.listings import MIXED, listings_of, lists_ends
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.rounding import agree, to_places
from doichieu.validate.rules.prose.measures import Measure, measures_of
from doichieu.validate.rules.stated import noun_words, speaks_of_units, statement, text_finding
from doichieu.validate.wording import Style, column_name, row_name, say, table_name

_UNITS = re.compile(
    r"^(?:tong )?so (?:luong )?(?:cac )?(?:don vi|co quan|dia phuong|xa|phuong|so|huyen|truong|benh vien)\b|^tong so$"
)
_STATISTICS = (
    (re.compile(r"\b(?:trung binh|binh quan)\b"), "mean"),
    (re.compile(r"\btrung vi\b"), "median"),
    (re.compile(r"\bcao nhat\b"), "max"),
    (re.compile(r"\bthap nhat\b"), "min"),
)
_TIER = re.compile(r"^(?:(?:xep )?loai|muc(?: do)?|nhom) ")
_TOTAL = re.compile(r"^(?:tong cong|tong so|tong|toan tinh|chung|cong)\b")
# Tables that sum up have few rows; so many cells must follow from the units for the others to be slips.
_MOST_ROWS, _FEWEST, _HOLDS = 8, 2, 0.5
_LEAST_UNITS = 3


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of such a table: what the units give, under which rule, and whether it is that.

    Attributes:
        agrees: Whether it is what the tables give as printed, and as corrected.
        units: The tables that it sums up, by index.
    """

    place: Place
    rule: str
    right: Decimal
    agrees: tuple[bool, ...]
    units: tuple[int, ...]

    @property
    def held(self) -> bool:
        """Whether it follows from the units in either reading."""
        return any(self.agrees)


def check_group_tables(
    paper: Paper,
    conventions: Conventions,
    corrected: tuple[Mapping[Place, Number], Mapping[int, Tiering]],
    style: Style,
) -> Iterator[Check | Finding]:
    """Check tables with a row for each kind of units against the tables that list them.

    Args:
        paper: The paper.
        conventions: What was inferred; tiers, and what the ranks follow.
        corrected: Figures with the edits of other findings applied, and tiers with misplaced units moved.
        style: How the paper prints figures.

    Yields:
        A check a cell and a finding for each that does not follow, in tables of which most cells do.
    """
    for cells in _summed_up(paper, conventions, corrected):
        held = sum(cell.held for cell in cells)
        if held < _FEWEST or held < _HOLDS * len(cells):
            continue
        for cell in cells:
            if not _is_vouched(cell, cells):
                continue
            table_id = paper.sheets[cell.place.sheet].reading.table.table_id
            yield statement(cell.rule, table_id, held=cell.held)
            if not cell.held:
                yield _finding(paper, cell, style)


def counted_as_printed(
    paper: Paper,
    conventions: Conventions,
    corrected: tuple[Mapping[Place, Number], Mapping[int, Tiering]],
) -> frozenset[int]:
    """The tables, by index, whose tiers as printed are what another table counts, and not as their figures would have them.

    Args:
        paper: The paper.
        conventions: What was inferred.
        corrected: Figures with the edits of other findings applied, and tiers with misplaced units moved.
    """
    cells = [
        cell
        for cells in _summed_up(paper, conventions, corrected)
        for cell in cells
        if cell.rule == "COUNT-TIER" and len(set(cell.agrees)) > 1
    ]
    said = {
        index: [cell.agrees[0] for cell in cells if index in cell.units]
        for cell in cells
        for index in cell.units
    }
    return frozenset(index for index, votes in said.items() if all(votes))


def _summed_up(
    paper: Paper,
    conventions: Conventions,
    corrected: tuple[Mapping[Place, Number], Mapping[int, Tiering]],
) -> Iterator[list[_Cell]]:
    """The cells of each table that sums up others, with what these give."""
    graded = GRADES | {tier for tiering in conventions.tierings.values() for tier in tiering.order}
    tables = [
        sheet
        for sheet in paper.sheets
        if 1 <= len(sheet.data) <= _MOST_ROWS
        and not _names_agencies(sheet)
        and any(_may_sum_up(column, graded) for column in sheet.columns(*AMOUNTS, ColumnRole.RATIO))
    ]
    listings = [one for one in listings_of(paper) if len(one.data) >= _LEAST_UNITS and not lists_ends(one)]
    if not tables or not listings:
        return
    main = [m for m in measures_of(paper, conventions, _LEAST_UNITS) if m.main and m.fits(percent=False)]
    facts = _Known(conventions, corrected, tuple(main))
    for sheet in tables:
        rows = [(row, units) for row in sheet.reading.rows if (units := _units(sheet, row, listings))]
        known = {row.index for row, _ in rows}
        if any(row.index not in known for row in sheet.data):
            # A total may be over units that no table lists one by one.
            rows = [(row, units) for row, units in rows if len(units) == 1 and units[0].units != MIXED]
            rows = [
                (row, units)
                for row, units in rows
                if row.kind is RowKind.DATA and not _TOTAL.match(key(row.label))
            ]
        narrow = [(row, [_called_so(row.label, one) for one in units]) for row, units in rows]
        cells = max(
            (_cells(sheet, each, facts) for each in (rows, narrow)),
            key=lambda cells: sum(cell.held for cell in cells),
        )
        if any(cell.rule == "COUNT-TIER" for cell in cells):
            cells = [cell for cell in cells if cell.rule != "SUM-AVG"]  # "Trung bình" beside other grades
        yield cells


def _cells(sheet: Sheet, rows: Sequence[tuple[Row, list[Sheet]]], known: _Known) -> list[_Cell]:
    return [
        cell
        for row, units in rows
        for column in sheet.columns(*AMOUNTS, ColumnRole.RATIO)
        if (cell := _cell(sheet, row, column, units, known)) is not None
    ]


def _may_sum_up(column: Column, graded: AbstractSet[str]) -> bool:
    """Whether a header names units, a tier or a statistic: of other columns the units give nothing."""
    levels = [key(level) for level in column.header.split(" / ")]
    if any(_UNITS.match(level) or _TIER.sub("", level) in graded for level in levels):
        return True
    header = key(column.header)
    return any(pattern.search(header) for pattern, _ in _STATISTICS)


def _called_so(label: str, listing: Sheet) -> Sheet:
    """The rows of a table that begin with a noun of a label: "Phường" are the wards of a list of wards and communes."""
    noun = noun_words(listing)
    if noun is None:
        return listing
    called = set(noun.findall(label.casefold()))
    own = tuple(row for row in listing.data if set(noun.findall(row.label.casefold())[:1]) <= called)
    return replace(listing, data=own) if called and own else listing


def _names_agencies(sheet: Sheet) -> bool:
    """Whether most rows are of one agency each, so that they sum up none."""
    return sum(bool(row.entities) for row in sheet.data) * 2 > len(sheet.data)


def _is_vouched(cell: _Cell, cells: Sequence[_Cell]) -> bool:
    """Whether another cell of the row follows from the units: means of something else agree in none."""
    beside = [other for other in cells if other.held and other.place.row == cell.place.row]
    return any(cell.rule in {other.rule, "COUNT-UNITS"} for other in beside)


@dataclass(frozen=True, slots=True)
class _Known:
    """What cells are held against."""

    conventions: Conventions
    corrected: tuple[Mapping[Place, Number], Mapping[int, Tiering]]
    main: tuple[Measure, ...]


def _units(sheet: Sheet, row: Row, listings: Sequence[Sheet]) -> list[Sheet]:
    """The tables (or parts of one) whose units a row sums up: those its label names, all for a row of totals."""
    others = [one for one in listings if one.index != sheet.index]
    if row.kind is RowKind.HEADER or not row.label:
        return []
    if row.kind is RowKind.TOTAL or _TOTAL.match(key(row.label)):
        whole = [one for one in others if one.units == MIXED]
        if whole:
            return whole if len(whole) == 1 else []
        return others
    named = [one for one in others if one.units != MIXED and speaks_of_units(row.label, one)]
    return named if len(named) == 1 else []


def _cell(sheet: Sheet, row: Row, column: Column, units: Sequence[Sheet], known: _Known) -> _Cell | None:
    number = sheet.number(row.index, column.index)
    if number is None:
        return None
    found = _counted(column, units, known) or _measured(column, units, known)
    if not found:
        return None
    rule, rights = found
    place = sheet.place(row.index, column.index)
    agrees = tuple(agree(right, number.value, number.places) for right in rights)
    return _Cell(place, rule, rights[0], agrees, tuple(one.index for one in units))


def _counted(column: Column, units: Sequence[Sheet], known: _Known) -> tuple[str, list[Decimal]] | None:
    """How many units there are, or how many (in percent) in the tier that the column's header names."""
    levels = [key(level) for level in column.header.split(" / ")]
    total = sum(len(one.data) for one in units)
    tierings = known.conventions.tierings
    moved = {index: known.corrected[1].get(index, tiering) for index, tiering in tierings.items()}
    tiers = {tier for one in units if (tiering := tierings.get(one.index)) for tier in tiering.order}
    # A grade that no unit has stands beside those that some have.
    named = [
        tier for level in levels if (tier := _TIER.sub("", level)) in tiers or (tiers and tier in GRADES)
    ]
    if named:
        members = [_members(units, each) for each in (tierings, moved)]
        if len(members[0]) != total:
            return None
        counts = [Decimal(each.count(named[0])) for each in members]
        percent = column.role is ColumnRole.RATIO
        return "COUNT-TIER", [count * 100 / total if percent else count for count in counts]
    if column.role is not ColumnRole.RATIO and any(map(_UNITS.match, levels)):
        return "COUNT-UNITS", [Decimal(total)]
    return None


def _members(units: Sequence[Sheet], tierings: Mapping[int, Tiering]) -> list[str]:
    """The tiers of the units, of each that has one."""
    return [
        tier
        for one in units
        if (tiering := tierings.get(one.index)) is not None
        for row in one.data
        if (tier := tiering.tier_of.get(row.index)) is not None
    ]


def _measured(column: Column, units: Sequence[Sheet], known: _Known) -> tuple[str, list[Decimal]] | None:
    """The mean, median or extreme of the units that the column's header names."""
    header = key(column.header)
    kinds = [kind for pattern, kind in _STATISTICS if pattern.search(header)]
    own = [
        m
        for m in known.main
        if len(units) == 1 and m.sheet.index == units[0].index and m.sheet.units == units[0].units
    ]
    if len(kinds) != 1 or len(own) != 1:
        return None
    rights = []
    printed: Mapping[Place, Number] = {}
    for figures in (printed, known.corrected[0]):
        values = [
            (figures.get(place) or number).value
            for row in own[0].sheet.data
            if (number := own[0].sheet.figure(place := own[0].sheet.place(row.index, own[0].column)))
            is not None
        ]
        if len(values) < _LEAST_UNITS:
            return None
        rights.append(_statistic(kinds[0], values))
    return "SUM-AVG", rights


def _statistic(kind: str, values: Sequence[Decimal]) -> Decimal:
    if kind == "mean":
        return sum(values, Decimal()) / len(values)
    if kind == "median":
        return Decimal(median(values))
    return max(values) if kind == "max" else min(values)


def _finding(paper: Paper, cell: _Cell, style: Style) -> Finding:
    sheet, place = paper.sheets[cell.place.sheet], cell.place
    number = paper.number(place)
    places = number.places if number is not None else 0
    shown = style.show(to_places(cell.right, places), places=places)
    printed, name, header = paper.text(place), row_name(paper, place), column_name(paper, place)
    table = table_name(sheet.reading.table)
    return text_finding(
        paper,
        cell.rule,
        Level.ERROR,
        [name, header],
        say(
            f"{table.vi}: “{header}” của “{name}” ghi {printed}; theo bảng liệt kê các đơn vị là {shown}.",
            f"{table.en}: “{header}” of “{name}” is printed as {printed}; the table that lists the units gives {shown}.",
        ),
        observed=printed,
        expected=shown,
        operands=[paper.operand(place, "doubtful")],
        cause=say("Số tổng hợp không theo bảng chi tiết.", "The summary does not follow the detailed table."),
        suggestion=say(f"Sửa {printed} thành {shown}.", f"Correct {printed} to {shown}."),
        place=place,
        corrections=[paper.correction(place, shown)],
    )
