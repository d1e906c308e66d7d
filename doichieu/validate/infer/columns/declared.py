"""Formulas that a table declares for its columns: the row of numbers below the header, "3=1+2", "5=4/3x100"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from doichieu.validate.paper import Sheet

_NUMBER = re.compile(r"^\(?([A-ZĐa-zđ]|\d{1,2})\)?\s*(?:[=:]\s*(.+))?$")
_TERM = re.compile(r"\d+|[A-Za-zĐđ]|[-+/*()]")
_SIGNS = str.maketrans("xX×:–−", "***/--")
# So many cells make a row of numbers.
_LEAST = 3


class Kind(StrEnum):
    """What a declared formula computes."""

    SUM = "sum"
    QUOTIENT = "quotient"
    GROWTH = "growth"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A formula declared for a column.

    Attributes:
        target: The column.
        kind: What it computes: a sum (with columns deducted), a quotient of two columns, or the growth from the
            second column to the first.
        parts: The columns it reads.
        minus: Columns deducted.
    """

    target: int
    kind: Kind
    parts: tuple[int, ...]
    minus: frozenset[int] = frozenset()


def declared_formulas(sheet: Sheet) -> dict[int, Declared]:
    """The formulas in the row of numbers of a table.

    Args:
        sheet: A table prepared for checks.

    Returns:
        Formula by column; those of another form (products, averages by a number) are left out.
    """
    found = {}
    for cells in _numbering_rows(sheet):
        for block in _blocks(cells):
            # a block that numbers its columns anew may still name the letters before the first
            columns = {name: col for col, name, _ in [*cells, *block]}
            for col, _, text in block:
                formula = _read(col, text, columns) if text else None
                if formula is not None:
                    found[col] = formula
    return found


def _blocks(cells: Sequence[tuple[int, str, str]]) -> list[Sequence[tuple[int, str, str]]]:
    """The numbers of a row as they begin again: "A B 1 2 3=2-1 1 2 3=2-1" are two blocks."""
    first = next((name for _, name, _ in cells if name.isdigit()), "")
    starts = [at for at, (_, name, _) in enumerate(cells) if name == first][1:]
    return [cells[start:end] for start, end in pairwise([0, *starts, len(cells)])]


def _numbering_rows(sheet: Sheet) -> Iterator[list[tuple[int, str, str]]]:
    """Header rows in which every cell is a number or a letter, at times with a formula: (column, name, formula)."""
    columns = range(len(sheet.reading.columns))
    for row in range(sheet.reading.table.header_rows):
        texts = [(col, cell.text) for col in columns if (cell := sheet.cells.get((row, col)))]
        matches = [(col, _NUMBER.match(text.strip())) for col, text in texts if text]
        if len(matches) >= _LEAST and all(match for _, match in matches):
            yield [(col, match.group(1), match.group(2) or "") for col, match in matches if match]


def _read(target: int, text: str, columns: dict[str, int]) -> Declared | None:
    """A declared formula; None where it is of another form or names no column."""
    plain = text.translate(_SIGNS)
    plain = re.sub(r"\*\s*100\s*%?|\s|%", "", plain)
    plain = re.sub(r"\((\w+)\)", r"\1", plain)
    tokens = _TERM.findall(plain)
    if "".join(tokens) != plain or not tokens:
        return None
    return _sum(target, tokens, columns) or _quotient(target, plain, columns)


def _sum(target: int, tokens: Sequence[str], columns: dict[str, int]) -> Declared | None:
    names, signs = tokens[::2], tokens[1::2]
    if len(names) < 2 or len(names) != len(signs) + 1 or not set(signs) <= {"+", "-"}:
        return None
    parts = [columns.get(name) for name in names]
    known = tuple(part for part in parts if part is not None and part != target)
    if len(known) != len(names):
        return None
    minus = frozenset(part for part, sign in zip(known[1:], signs, strict=True) if sign == "-")
    return Declared(target=target, kind=Kind.SUM, parts=known, minus=minus)


def _quotient(target: int, plain: str, columns: dict[str, int]) -> Declared | None:
    match = re.fullmatch(r"(\w+)/(\w+)", plain)
    growth = re.fullmatch(r"\((\w+)-(\w+)\)/(\w+)", plain)
    if growth and growth.group(2) == growth.group(3):
        names, kind = growth.groups()[:2], Kind.GROWTH
    elif match:
        names, kind = match.groups(), Kind.QUOTIENT
    else:
        return None
    parts = [columns.get(name) for name in names]
    known = tuple(part for part in parts if part is not None and part != target)
    return Declared(target=target, kind=kind, parts=known) if len(known) == len(names) else None
