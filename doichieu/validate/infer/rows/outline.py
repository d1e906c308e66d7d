"""The outline of a table: which rows are parts of which, by ordinals, bullets and labels.

Budgets and statistics number their rows A, I, 1, 1.1, a, "-". A numbering that was not met yet is a level
below the row before; one that was met goes on at its own level. Parts under "Trong đó" ("of which") are
some of the parts and add up to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from doichieu.model import ColumnRole, Row, RowKind
from doichieu.normalize.text import fold
from doichieu.validate.infer.rows.row_labels import is_no_unit, is_of_which, totals_by_label
from doichieu.validate.kept import kept
from doichieu.validate.paper import AMOUNTS, Sheet

_BULLET = re.compile(r"^\s*([-–•+*])\s")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_APART = frozenset({RowKind.HEADER, RowKind.NOTE, RowKind.AVERAGE})
_UNNUMBERED, _SET_IN = "unnumbered", ">"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """A row with the rows that it consists of.

    Attributes:
        row: Grid row.
        parts: Grid rows of its parts, two or more.
        style: How the parts are numbered.
    """

    row: int
    parts: tuple[int, ...]
    style: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The outline of a table.

    Attributes:
        parents: Rows that consist of others, in reading order.
        top: Rows that are part of no other.
        within: Rows that stand under another.
        heads: Rows below which others are set in: also a total is one of its parts alone then.
    """

    parents: tuple[Parent, ...]
    top: tuple[int, ...]
    within: frozenset[int]
    heads: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Open:
    """A level that is open: its numbering, the last number, the row it belongs to, and how far rows without numbers are set in."""

    style: str
    value: int
    row: int
    indent: int


@kept
def read_outline(sheet: Sheet) -> Outline:
    """Read the outline of a table.

    Args:
        sheet: A table prepared for checks.

    Returns:
        Parents with their parts; rows without figures hold levels together and are no parts.
    """
    figures = _with_amounts(sheet)
    totals = totals_by_label(sheet) | {row.index for row in sheet.reading.rows if row.kind is RowKind.TOTAL}
    flat = _of_one_level(sheet, totals)
    if flat is not None:
        top = tuple(row for row in flat if row in figures)
        return Outline(parents=(), top=top, within=frozenset(), heads=frozenset())
    return _nested(sheet, figures, totals)


def _nested(sheet: Sheet, figures: set[int], totals: Collection[int]) -> Outline:
    """The outline of a table whose rows may be parts of each other."""
    heads = _heads(sheet, totals)
    levels: list[_Open] = []
    children: dict[int, list[tuple[str, int]]] = {}
    top: list[int] = []
    within: set[int] = set()
    aside = ""
    awaiting = False
    for row in sheet.reading.rows:
        if row.kind in _APART or is_no_unit(row) or (row.index in totals and row.index not in heads):
            continue
        of_which = is_of_which(row.label)
        if of_which and row.index not in figures:
            awaiting = True
            continue
        style, value = _numbering(sheet, row, levels)
        if (of_which or awaiting) and _is_unnumbered(style) and _is_above(levels, style):
            # Some of the bullet before it, in a list whose headings have no numbers either.
            within.add(row.index)
            awaiting = False
            continue
        if of_which and is_set_in(style):
            # "Trong đó: nữ" set in like the parts below it is no part, and says nothing of those.
            _open(levels, _Open(style, value, row.index, _steps(sheet, row)))
            within.add(row.index)
            continue
        if of_which or awaiting:
            aside, awaiting = style, False
        elif aside and style != aside and any(level.style == style for level in levels):
            aside = ""
        _open(levels, _Open(style, value, row.index, _steps(sheet, row) if _is_unnumbered(style) else 0))
        parent = levels[-2].row if len(levels) > 1 else None
        if parent is None:
            top.append(row.index)
            continue
        within.add(row.index)
        if style != aside:
            children.setdefault(parent, []).append((style, row.index))
    return Outline(
        parents=tuple(parent for parent in _parents(children, figures) if _is_labelled(sheet, parent.row)),
        top=tuple(row for row in top if row in figures),
        within=frozenset(within),
        heads=heads,
    )


def _of_one_level(sheet: Sheet, totals: Collection[int]) -> list[int] | None:
    """The rows of a table that are all numbered 1, 2, 3, or all begin with a name, as those of most are: none is part of another; else None."""
    if _are_set_in(sheet):
        return None
    rows = [
        row
        for row in sheet.reading.rows
        if row.kind not in _APART and row.index not in totals and not is_no_unit(row)
    ]
    if any(is_of_which(row.label) for row in rows):
        return None
    numbered = all(row.ordinal.isdecimal() for row in rows)
    return [row.index for row in rows] if numbered or all(_is_named(sheet, row) for row in rows) else None


def _is_named(sheet: Sheet, row: Row) -> bool:
    """Whether a row begins, in the first column, with letters that are no number."""
    return not row.ordinal and row.label[:1].isalpha() and _ordinal_text(sheet, row)[:1].isalpha()


def _heads(sheet: Sheet, totals: Collection[int]) -> frozenset[int]:
    """Rows without a number that the row below is set in under."""
    if not _are_set_in(sheet):
        return frozenset()
    rows = [row for row in sheet.reading.rows if row.kind not in _APART]
    return frozenset(
        row.index
        for row, below in pairwise(rows)
        if not (row.ordinal or below.ordinal or below.index in totals)
        and _steps(sheet, below) > _steps(sheet, row)
    )


def _with_amounts(sheet: Sheet) -> set[int]:
    """Rows with figures; "Tỷ lệ bội chi so với GDP: 4,9%" among amounts of money is a share and adds to none."""
    amounts = {row for (row, _), number in sheet.reading.numbers.items() if not number.percent}
    shares = {row for row, _ in sheet.reading.numbers} - amounts
    return amounts if len(shares) * 2 < len(amounts) else amounts | shares


def _parents(children: dict[int, list[tuple[str, int]]], figures: set[int]) -> Iterator[Parent]:
    for parent, parts in sorted(children.items()):
        style = parts[0][0]
        rows = tuple(_summed((row for other, row in parts if other == style), children, figures))
        if len(rows) >= 2 and parent in figures:
            yield Parent(row=parent, parts=rows, style=style)


def _summed(
    rows: Iterable[int], children: dict[int, list[tuple[str, int]]], figures: set[int]
) -> Iterator[int]:
    """Rows to add up: a heading without figures ("7. Tổng hợp ý kiến:") stands for the rows below it."""
    for row in rows:
        if row in figures:
            yield row
        else:
            yield from _summed((below for _, below in children.get(row, ())), children, figures)


def _is_above(levels: Sequence[_Open], style: str) -> bool:
    """Whether a numbering is that of a level above the lowest open one."""
    return any(level.style == style for level in levels[:-1])


def _open(levels: list[_Open], new: _Open) -> None:
    """Go on with a level, which closes those below it, or open one below the last, or below the last that is set in less."""
    known = (index for index, level in enumerate(levels) if level.style == new.style)
    deeper = (
        index
        for index, level in enumerate(levels)
        if _is_unnumbered(level.style) and _is_unnumbered(new.style) and level.indent > new.indent
    )
    del levels[next(known, next(deeper, len(levels))) :]
    levels.append(new)


def is_set_in(style: str) -> bool:
    """Whether rows of a numbering have none and are told to be parts by how far they are set in."""
    return _is_unnumbered(style) and style.endswith(_SET_IN)


def _is_unnumbered(style: str) -> bool:
    return style.startswith(_UNNUMBERED)


def _numbering(sheet: Sheet, row: Row, levels: list[_Open]) -> tuple[str, int]:
    """How a row is numbered and which number it has."""
    if row.ordinal:
        readings = list(_readings(row.ordinal))
        return max(readings, key=lambda reading: _fit(reading, levels))
    bullet = _BULLET.match(row.label + " ") or _BULLET.match(_ordinal_text(sheet, row) + " ")
    if bullet is not None:
        return bullet.group(1), 0
    return f"{_UNNUMBERED}{_indent(sheet, row)}{_SET_IN * _steps(sheet, row)}", 0


def _steps(sheet: Sheet, row: Row) -> int:
    """How many steps a row is set in."""
    if not _are_set_in(sheet):
        return 0
    cell = sheet.cells.get((row.index, _first_text(sheet, row.index)))
    return cell.indent if cell else 0


def _indent(sheet: Sheet, row: Row) -> str:
    """The column that a row without a number begins in, behind no cell that is merged over rows.

    Statistics set groups, and what belongs to them, in columns of their own, budgets the codes of items and sub-items.
    """
    first = _first_text(sheet, row.index)
    if any((row.index, col) in _covered(sheet) for col in range(first)):
        return ""
    told = (row.index, first) not in sheet.reading.numbers or (
        sheet.reading.columns[first].role is ColumnRole.TEXT
    )
    return f" {first}" if first and told else ""


def _first_text(sheet: Sheet, row: int) -> int:
    """The first column in which a row prints anything, 0 where it prints nothing."""
    return _first_texts(sheet).get(row, 0)


@kept
def _first_texts(sheet: Sheet) -> Mapping[int, int]:
    """The first column in which each row that prints anything does."""
    printed = sorted((place for place, cell in sheet.cells.items() if cell.text), reverse=True)
    return dict(printed)


@kept
def _are_set_in(sheet: Sheet) -> bool:
    """Whether any cell of a table is set in."""
    return any(cell.indent for cell in sheet.cells.values())


def _is_labelled(sheet: Sheet, row: int) -> bool:
    """Whether a row prints something before its figures: what begins with them, or behind some, is over nothing."""
    first = _first_text(sheet, row)
    return not any(column.index <= first for column in sheet.columns(*AMOUNTS)) or not first


@kept
def _covered(sheet: Sheet) -> frozenset[tuple[int, int]]:
    """Places below the first row of cells merged over rows."""
    return frozenset(
        (row, cell.col)
        for cell in sheet.cells.values()
        for row in range(cell.row + 1, cell.row + cell.row_span)
    )


def _ordinal_text(sheet: Sheet, row: Row) -> str:
    cell = sheet.cells.get((row.index, 0))
    return cell.text if cell else ""


def _fit(reading: tuple[str, int], levels: list[_Open]) -> int:
    """How well a reading of an ordinal goes on from the rows before: C after B, V after IV, I at the start."""
    style, value = reading
    level = next((level for level in levels if level.style == style), None)
    if level is not None:
        return 3 if value == level.value + 1 else 1
    return 2 if value == 1 else 0


def _readings(ordinal: str) -> Iterator[tuple[str, int]]:
    """What an ordinal may be: numbering and number, the likelier reading first."""
    if ordinal[0].isdigit():
        *_, last = ordinal.split(".")
        yield f"1{'.1' * ordinal.count('.')}", int(last)
        return
    if set(ordinal) <= _ROMAN_DIGITS.keys():
        yield "I", _roman(ordinal)
    if len(ordinal) == 1:
        yield ("A" if ordinal.isupper() else "a"), ord(fold(ordinal)) - ord("a") + 1


def _roman(text: str) -> int:
    digits = [_ROMAN_DIGITS[letter] for letter in text]
    return sum(
        -digit if any(later > digit for later in digits[index + 1 : index + 2]) else digit
        for index, digit in enumerate(digits)
    )
