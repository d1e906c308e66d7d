"""How findings are worded: places, figures and IDs, in Vietnamese and English."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from textwrap import shorten

from doichieu.model import Bilingual, Decision, Number, Table
from doichieu.normalize.numbers import (
    ENGLISH,
    VIETNAMESE,
    Role,
    Separators,
    format_number,
    is_spaced,
    parse_figure,
)
from doichieu.normalize.text import key
from doichieu.validate.paper import Paper, Place, Sheet

# Longer captions are cut at a word.
_LONGEST_NAME = 60
# A third is no round number: what is left over is its last digit.
_ROUNDED = Decimal("1e-20")


def say(vi: str, en: str | None = None) -> Bilingual:
    """A bilingual text; one text serves both where it has no words."""
    return Bilingual(vi=vi, en=vi if en is None else en)


@dataclass(frozen=True, slots=True)
class Style:
    """How a paper prints its figures: the decimal mark, and whether the other mark or a space sets thousands apart."""

    decimal_mark: str
    grouped: bool = False
    spaced: bool = False

    @property
    def separators(self) -> Separators:
        """What the marks of its figures mean where a figure leaves it open."""
        return ENGLISH if self.decimal_mark == "." else VIETNAMESE

    def show(self, value: Decimal, *, places: int | None = None, like: Number | None = None) -> str:
        """A computed figure the way the paper would print it.

        Args:
            value: The figure.
            places: Decimal places to print; None drops trailing zeros.
            like: A printed figure to take percent sign and least places from.

        Returns:
            The text.
        """
        if places is None and like is not None:
            exponent = value.normalize().as_tuple().exponent
            places = max(like.places, -exponent if isinstance(exponent, int) else 0)
        text = format_number(
            value, places=places, decimal_mark=self.decimal_mark, grouped=self.grouped or self.spaced
        )
        if self.spaced:
            text = text.replace("." if self.decimal_mark == "," else ",", " ")
        return f"{text}%" if like is not None and like.percent else text

    def beside(self, *printed: str) -> Style:
        """The style of figures printed here, where they show one: "305.711" stands beside 305.712, not 305711.

        Args:
            *printed: Figures as printed, with or without a unit; texts that are none count for nothing.

        Returns:
            The style to print a computed figure in beside them.
        """
        decimals: Counter[str] = Counter()
        grouped = plain = 0
        if any(map(is_spaced, printed)):
            return replace(self, spaced=True)
        for text in printed:
            figure = parse_figure(text)
            if figure is None:
                continue
            roles = figure.evidence
            decimals.update(mark for mark, role in roles.items() if role is Role.DECIMAL)
            open_group = not roles and self.decimal_mark not in figure.digits and not figure.digits.isdigit()
            grouped += Role.GROUP in roles.values() or open_group
            plain += figure.digits.isdigit() and len(figure.digits) > 3
        mark = decimals.most_common(1)[0][0] if decimals else self.decimal_mark
        return Style(mark, grouped=grouped > plain if grouped or plain else self.grouped)


def style_of(decision: Decision) -> Style:
    """The decimal mark most figures of a paper use (comma where none shows it), and whether it groups."""
    texts = Counter(
        cell.text for reading in decision.tables for cell in reading.table.cells if cell.text[-1:].isdigit()
    )
    votes: Counter[str] = Counter()
    groups = plain = spaced = 0
    for text, count in texts.items():
        spaced += count if is_spaced(text) else 0
        if text.isdecimal():
            plain += count if len(text) > 3 else 0
            continue
        figure = parse_figure(text)
        if figure is None:
            continue
        roles = figure.evidence
        for mark, role in roles.items():
            votes[mark] += count if role is Role.DECIMAL else 0
        groups += count if Role.GROUP in roles.values() else 0
        plain += count if figure.digits.isdigit() and len(figure.digits) > 3 else 0
    if spaced > groups and spaced * 2 > plain:  # counted among the plain ones, their spaces aside
        return Style("." if votes["."] > votes[","] else ",", grouped=False, spaced=True)
    if not +votes and _groups_by_commas(decision):
        return Style(".", grouped=True)
    return Style("." if votes["."] > votes[","] else ",", grouped=groups > plain)


def _groups_by_commas(decision: Decision) -> bool:
    """Whether whole numbers are printed with commas, which is told by what they add up to: "8,510"."""
    return any(
        "," in cell.text and (number := reading.numbers.get((cell.row, cell.col))) and not number.places
        for reading in decision.tables
        for cell in reading.table.cells
    )


def table_name(table: Table) -> Bilingual:
    """How a sentence refers to a table: "Bảng 1.3 a)", else by its caption."""
    if table.number is not None:
        return say(f"Bảng {table.label}", f"Table {table.label}")
    if table.caption:
        short = shorten(table.caption, _LONGEST_NAME, placeholder="…")
        return say(f"Bảng “{short}”", f"Table “{short}”")
    position = int(table.table_id.lstrip("t") or 0)
    return say(f"Bảng thứ {position}", f"Table no. {position} of the paper")


def row_name(paper: Paper, place: Place) -> str:
    """What a row is about, as printed."""
    row = paper.row(place)
    return row.label or row.ordinal or str(row.index)


def column_name(paper: Paper, place: Place) -> str:
    """The header of a place's column, as printed."""
    return paper.column(place).header or str(place.col + 1)


def finding_id(paper: Paper, rule: str, sheet: Sheet | None, where: Sequence[str]) -> str:
    """A stable ID: the same finding in the same paper has it in every run and every format."""
    table = sheet.reading.table if sheet else None
    name = ""
    if table is not None:
        name = f"{table.number}|{table.part}" if table.number else key(table.caption or table.table_id)
    parts = [paper.decision.document.name, rule, name, *(key(part) for part in where)]
    return "F-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def join_vi(names: Sequence[str], most: int = 6) -> str:
    """Names in a list, shortened: "A, B và C" or "A, B, … (12)"."""
    if len(names) > most:
        return ", ".join(names[: most - 1]) + f", … ({len(names)})"
    return " và ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def join_en(names: Sequence[str], most: int = 6) -> str:
    """The same list in English."""
    if len(names) > most:
        return ", ".join(names[: most - 1]) + f", … ({len(names)})"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def multiple(factor: Decimal, base: str, style: Style) -> Bilingual:
    """A factor of a column in words: 70% of it, a thousand times it, it divided by three."""
    divisor = round(1 / factor)
    if factor > 1:
        times = style.show(factor)
        return say(f"{times} lần “{base}”", f"{times} times “{base}”")
    if divisor > 1 and abs(factor * divisor - 1) < _ROUNDED and factor * 100 % 1:
        return say(f"“{base}” chia cho {divisor}", f"“{base}” divided by {divisor}")
    rate = style.show(factor * 100)
    return say(f"{rate}% của “{base}”", f"{rate}% of “{base}”")
