"""What the cells of a column below its header hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from doichieu.model import Cell, ColumnRole, Number
from doichieu.normalize.columns.separators import column_separators
from doichieu.normalize.headers import Header
from doichieu.normalize.numbers import Separators, parse_figure, roman_value, to_number
from doichieu.normalize.of_whole import OfWhole
from doichieu.normalize.sentences.number_words import place_in_words

# Ranks differ in more rows than this; classes I to III come again and again.
_RANKED = 0.5
# First, second and third prize.
_PRIZES = 3
# A column counts as figures from this share of its filled cells on: "Không có số liệu" in a few
# rows of a count column does not make it text.
_FIGURES_FROM = 0.6
# Of a column of places so many may be shared halves, and so many misprints with other decimals.
_SHARED, _MISPRINTED = 0.7, 0.1
# "6A", "10C2".
_CODE = re.compile(r"\d{1,2}([A-ZĐ])\d{0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the data rows of a column hold."""

    texts: tuple[str, ...]
    numbers: dict[int, Number]
    filled: int

    @property
    def is_numeric(self) -> bool:
        """Whether most filled cells are figures."""
        return bool(self.numbers) and len(self.numbers) >= _FIGURES_FROM * self.filled

    @property
    def is_integral(self) -> bool:
        """Whether every figure is a whole number without a percent sign."""
        return all(number.places == 0 and not number.percent for number in self.numbers.values())

    @property
    def holds_places(self) -> bool:
        """Whether the figures may be places: whole ones, and halves that units share (2,5); one in ten may be a misprint."""
        broken = [number.value for number in self.numbers.values() if number.value % 1]
        odd = sum(value * 2 % 1 != 0 for value in broken)
        few = odd == 0 or odd <= _MISPRINTED * len(self.numbers)
        percents = any(number.percent for number in self.numbers.values())
        return few and not percents and len(broken) <= _SHARED * len(self.numbers)

    @property
    def is_signed(self) -> bool:
        """Whether a figure is negative or marked as positive."""
        return any(number.value < 0 for number in self.numbers.values()) or any(
            text.startswith("+") for text in self.texts
        )


def content_of(
    header: Header, cells: Sequence[Cell], prior: Separators, maxima: frozenset[int], fraction: OfWhole | None
) -> Content:
    """What a column holds: places in Roman numbers or in words under a header of ranks, fractions of one whole, else figures.

    Args:
        header: What its header says.
        cells: Its cells below the header.
        prior: Separator convention of the document.
        maxima: Rows of maxima, whose whole numbers tell nothing of the marks of the scores.
        fraction: The one whole that its cells are parts of ("15/19"), None where they are not.
    """
    return (
        _in_romans(header, cells)
        or _in_words(header, cells)
        or (_of_whole(cells, fraction) if fraction else _figures(cells, prior, maxima))
    )


def _in_romans(header: Header, cells: Sequence[Cell]) -> Content | None:
    """A column of ranks in Roman numbers: I, II, II, IV; few of them over many rows are classes instead."""
    filled = [cell for cell in cells if cell.text] if header.suggested is ColumnRole.RANK else []
    ranks = {cell.row: value for cell in filled if (value := roman_value(cell.text)) is not None}
    if len(ranks) < len(filled) or len(set(ranks.values())) <= len(ranks) * _RANKED:
        return None
    return _places(cells, ranks)


def _in_words(header: Header, cells: Sequence[Cell]) -> Content | None:
    """A column of ranks in words: Nhất, Nhì, Ba, Tư; of prizes, which several may share, there are three."""
    filled = [cell for cell in cells if cell.text] if header.suggested is ColumnRole.RANK else []
    ranks = {cell.row: value for cell in filled if (value := place_in_words(cell.text)) is not None}
    if not ranks or len(ranks) < len(filled):
        return None
    shared = len(set(ranks.values())) < len(ranks)
    return None if shared and max(ranks.values()) <= _PRIZES else _places(cells, ranks)


def _places(cells: Sequence[Cell], ranks: dict[int, int]) -> Content:
    numbers = {row: Number(value=Decimal(value), places=0) for row, value in ranks.items()}
    return Content(texts=tuple(cell.text for cell in cells), numbers=numbers, filled=len(ranks))


def _of_whole(cells: Sequence[Cell], fraction: OfWhole) -> Content:
    """A column of fractions of one whole: "15/19" counts fifteen."""
    return Content(
        texts=tuple(cell.text for cell in cells), numbers=fraction.numbers, filled=len(fraction.numbers)
    )


def _figures(cells: Sequence[Cell], prior: Separators, maxima: frozenset[int]) -> Content:
    texts = [cell.text for cell in cells]
    if _are_codes(texts):
        return Content(texts=tuple(texts), numbers={}, filled=sum(map(bool, texts)))
    separators = column_separators([cell.text for cell in cells if cell.row not in maxima], prior)
    numbers = {}
    for cell in cells:
        figure = parse_figure(cell.text) if cell.text else None
        number = to_number(figure, separators) if figure else None
        if number is not None:
            numbers[cell.row] = number
    return Content(texts=tuple(texts), numbers=numbers, filled=sum(bool(text) for text in texts))


def _are_codes(texts: Sequence[str]) -> bool:
    """Whether cells name classes of a school ("6A", "10C2"), which are no figures: nothing is measured in A here and in B there."""
    filled = [text for text in texts if text]
    codes = [match for text in filled if (match := _CODE.fullmatch(text))]
    return len(codes) == len(filled) > 0 and len({code[1] for code in codes}) > 1
