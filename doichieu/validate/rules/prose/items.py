"""What tables have figures of besides units: criteria, fields, regions, as rows or as columns over all units."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from doichieu.model import Column, ColumnRole, Number, RowKind
from doichieu.normalize.phrases import Phrases
from doichieu.normalize.text import fold, fold_in_place, key
from doichieu.validate.infer.ranks.rank_columns import is_move
from doichieu.validate.infer.rows.row_labels import is_total_label, rows_listed, stands_apart
from doichieu.validate.kept import kept
from doichieu.validate.listings import listings_of
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.rules.prose.meant import GENERIC
from doichieu.validate.rules.prose.stated_figures import own_year
from doichieu.validate.rules.prose.subjects import Named

_FIGURES = (*sorted(AMOUNTS - {ColumnRole.MAXIMUM}), ColumnRole.RATIO)
_CHANGE = re.compile(r"\b(?:tang|giam|chenh lech|so sanh|so voi)\b")
# What all rows make, and what the others make, are no items among them.
_WHOLE_OR_REST = re.compile(
    r"(?:ca|toan) (?:nuoc|quoc|tinh|vung|thanh pho|huyen|nganh|khoi)\b.*|.*\bkhac|(?:phan )?con lai|chung"
)
# With accents: "Công tác chỉ đạo" is no sum.
_SUM = re.compile(r"\s*(?:tổng|cộng)\b", re.IGNORECASE)
_SHORTEST, _FEWEST, _FEWEST_UNITS = 6, 3, 4
# Criteria whose means are so far apart are not on one scale, and none of them is the best.
_ONE_SCALE = Decimal(2)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Item:
    """A criterion, a field or a region.

    Attributes:
        name: Its folded name.
        sheet: Its table.
        figures: Its figures with their places: those of its row, or its column's mean over all units.
        column: Its column, None where it is a row.
        computed: Whether its figure is a mean that no row prints.
    """

    name: str
    sheet: Sheet
    figures: tuple[tuple[Place, Number], ...]
    column: int | None
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """The items of a paper by name, for names that stand in one table alone."""

    by_name: Mapping[str, Item]
    names: Phrases

    def named_in(self, sentence: str) -> list[Named]:
        """The items that a sentence names, in order, as `Named` under their folded names."""
        if not self.by_name:
            return []
        folded = fold_in_place(sentence)
        return [Named(folded[slice(*span)], span) for span in self.names.spans(folded)]


@kept
def items_of(paper: Paper) -> Items:
    """The criteria, fields and regions that a paper's tables have figures of."""
    listed = {sheet.index for sheet in listings_of(paper)}
    items = [
        item
        for sheet in paper.sheets
        for item in (
            _columns(paper, sheet)
            if sheet.index in listed
            else (*_rows(paper, sheet), *_units_above(paper, sheet))
        )
    ]
    counts = Counter(item.name for item in items)
    by_name = {item.name: item for item in items if counts[item.name] == 1}
    return Items(by_name, Phrases(by_name))


def _rows(paper: Paper, sheet: Sheet) -> Iterator[Item]:
    columns = _own(paper, sheet)
    rows = [
        row
        for row in sheet.data
        if row.label
        and not stands_apart(sheet, row)
        and not is_total_label(row)
        and not (_SUM.match(row.label) or _WHOLE_OR_REST.fullmatch(key(row.label)))
    ]
    if len(rows) < _FEWEST:
        return
    for row in rows:
        figures = tuple(
            (sheet.place(row.index, column.index), number)
            for column in columns
            if (number := sheet.number(row.index, column.index)) is not None
        )
        if figures and _is_name(row.label):
            yield Item(fold(row.label), sheet, figures, None)


def _columns(paper: Paper, sheet: Sheet) -> Iterator[Item]:
    columns = _own(paper, sheet)
    units = [row.index for row in rows_listed(sheet)]
    averages = [row.index for row in sheet.reading.rows if row.kind in {RowKind.AVERAGE, RowKind.TOTAL}]
    for column in columns:
        leaf = column.indicator.split(" / ")[-1]
        values = [value for row in units if (value := sheet.value(row, column.index)) is not None]
        if len(values) < max(_FEWEST_UNITS, len(units) - 1) or not _is_name(leaf):
            continue
        places = sheet.places(column.index)
        mean = Number(value=sum(values, Decimal(0)) / len(values), places=max(places, 2))
        printed = [
            (sheet.place(row, column.index), number)
            for row in averages
            if (number := sheet.number(row, column.index)) is not None
        ]
        shown = tuple(printed) or ((sheet.place(units[0], column.index), mean),)
        yield Item(fold(leaf), sheet, shown, column.index, computed=not printed)


def _units_above(paper: Paper, sheet: Sheet) -> Iterator[Item]:
    """Units as columns over the rows of their criteria: each has its total."""
    totals = [row.index for row in sheet.reading.rows if row.kind is RowKind.TOTAL]
    columns = [column for column in _own(paper, sheet) if column.role is ColumnRole.COMPONENT]
    if len(totals) != 1 or len(columns) < _FEWEST:
        return
    for column in columns:
        number = sheet.number(totals[0], column.index)
        if number is not None and _is_name(column.header):
            yield Item(
                fold(column.header), sheet, ((sheet.place(totals[0], column.index), number),), column.index
            )


def _own(paper: Paper, sheet: Sheet) -> list[Column]:
    """The columns of figures of the paper's own year."""
    year = own_year(paper)
    return [
        column
        for column in sheet.columns(*_FIGURES)
        if column.period in {None, year}
        and not is_move(sheet, column.index)
        and not _CHANGE.search(key(column.header))
    ]


def _is_name(label: str) -> bool:
    """Whether a label is long enough to be known in a sentence: two words of its own."""
    name = key(label)
    telling = set(name.split()) - GENERIC
    return (
        len(name) >= _SHORTEST and len(name.split()) > 1 and bool(telling) and not any(map(str.isdigit, name))
    )


def rows_by_table(items: Items) -> Mapping[int, list[Item]]:
    """The items that are rows, by the table they stand in."""
    found: defaultdict[int, list[Item]] = defaultdict(list)
    for item in items.by_name.values():
        if item.column is None:
            found[item.sheet.index].append(item)
    return found


def ends_of(item: Item, siblings: Collection[Item]) -> list[tuple[Item, Item]]:
    """The highest and the lowest item beside one, by each column that can tell.

    Args:
        item: An item.
        siblings: All items.

    Returns:
        A pair for each column of figures of its table, the percentages alone where there are any; one for columns.
    """
    beside = [one for one in siblings if one.sheet is item.sheet]
    if item.column is not None:
        return _ends_of_columns(beside)
    columns = dict.fromkeys(place.col for place, _ in item.figures)
    ratios = [col for col in columns if item.sheet.reading.columns[col].role is ColumnRole.RATIO]
    found = []
    for col in ratios or columns:
        values = {
            one.name: number.value for one in beside for place, number in one.figures if place.col == col
        }
        if len(values) == len(beside):
            # of several at an end the item asked for is one
            found.append(
                (
                    max(beside, key=lambda one: (values[one.name], one is item)),
                    min(beside, key=lambda one: (values[one.name], one is not item)),
                )
            )
    return found


def _ends_of_columns(beside: Sequence[Item]) -> list[tuple[Item, Item]]:
    """By their means, where the columns are on one scale: in percent of their maxima where headers state those."""
    columns = {one.name: one.sheet.reading.columns[one.column or 0] for one in beside}
    parts = [one for one in beside if columns[one.name].role is not ColumnRole.TOTAL]
    maxima = {one.name: columns[one.name].maximum for one in parts}
    scale = {name: maximum or _HUNDRED for name, maximum in maxima.items()}
    if len(parts) < _FEWEST or (any(maxima.values()) and not all(maxima.values())):
        return []
    values = {one.name: one.figures[0][1].value / scale[one.name] for one in parts}
    low, high = min(values.values()), max(values.values())
    if low <= 0 or high > low * _ONE_SCALE:
        return []
    order = sorted(parts, key=lambda one: values[one.name])
    return [(order[-1], order[0])]
