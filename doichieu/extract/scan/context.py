"""Doubtful cells weighed with what stands around them: the form of their column's figures, the same words elsewhere.

"4," below "1.", "2." and "3." is "4."; "Văn phòng UBND tình" is the "Văn phòng UBND tỉnh" of six other tables. The
other readings of a cell are what the picture allows; only their order changes, and only of cells in doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from doichieu.extract.scan.conventions import unlike, usual_mark
from doichieu.extract.scan.onlymarks import settled
from doichieu.extract.stream import RawTable
from doichieu.model import SURE, Alternative

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from doichieu.extract.stream import Item, RawCell

_FIGURE = re.compile(r"[-+−–(]?\d[\d.,/]*\)?%?\*{0,4}\)?")
_DIGITS = re.compile(r"\d+")
_FIRST_DIGITS = re.compile(r"^\D*\d+")
_LETTER = re.compile(r"[^\W\d_]")
# A figure with a stray mark beside it, as a stroke of a pen or the rest of a ruling is read: "73.874 -".
_MARKED = re.compile(r"[^\w(%*]{0,3}\s?(\d[\d.,]*%?)(?:\s[^\w%*]{1,3})?")
# Marks that no figure has beside it, however many of its column seem to: the rest of a ruling, dirt.
_DIRTY = re.compile(r"[:;.,'’`|]\s?([-+−–]?\d[\d.,]*%?)|([-+−–]?\d[\d.,]*%?)\s[:;.,'’`|]")
# Two figures, as neighbours are read whose columns stand near: "2,59 5.647".
_TWO = re.compile(r"(\d[\d.,]*%?) \d[\d.,]*%?")
# A figure with a mark at its end that numbers of rows have, and other figures do not: "4,".
_ENDED = re.compile(r"(\d+)[.,]")
# In a column that has so many sure figures, and next to nothing else, such a cell is no more sure than this.
_COLUMN, _MOST_OTHER, _STRAY = 4, 0.2, 0.85
# How often a form or a text counts as seen before any was.
_UNSEEN = 0.25
# Texts repeated more often than this are no likelier still: a name misprinted once stays possible.
_MOST = 4

# The figures of a column that were read surely: their forms, these with the count of decimals, themselves.
Column = tuple[Counter[str], Counter[str], Counter[str]]


def weighed(items: Sequence[Item]) -> list[Item]:
    """Choose among the readings of doubtful cells by their column and by the rest of the paper.

    Args:
        items: The stream of a paper; tables that were not recognised from a picture stay as they are.

    Returns:
        The stream; a cell that changed has its first reading among its alternatives.
    """
    cells = [
        cell
        for item in items
        if isinstance(item, RawTable)
        for row in item.rows
        for cell in row
        if cell.confidence is not None
    ]
    if not cells:
        return list(items)
    sure = [cell.text for cell in cells if _is_sure(cell)]
    texts = Counter(text for text in sure if _LETTER.search(text))
    usual = usual_mark(text for text in sure if _FIGURE.fullmatch(text))
    return [_table(item, texts, usual) if isinstance(item, RawTable) else item for item in items]


def _is_sure(cell: RawCell) -> bool:
    return cell.confidence is not None and cell.confidence >= SURE


def _table(table: RawTable, texts: Counter[str], usual: str | None) -> RawTable:
    columns: dict[int | None, Column] = {}
    for row in table.rows:
        for cell in row:
            forms, exact, figures = columns.setdefault(cell.col, (Counter(), Counter(), Counter()))
            if _is_sure(cell) and _FIGURE.fullmatch(cell.text):
                forms[_form(cell.text)] += 1
                exact[_exact_form(cell.text)] += 1
                figures[cell.text] += 1

    def weight(col: int | None) -> Callable[[str], float]:
        return lambda text: _in_column(text, columns[col]) * _in_paper(text, texts)

    others = Counter(cell.col for row in table.rows for cell in row if _stray(cell.text))
    rows = tuple(
        tuple(
            _doubted(cell, columns[cell.col], others[cell.col], usual)
            if _is_sure(cell)
            else _chosen(cell, weight(cell.col))
            if cell.alternatives
            else cell
            for cell in row
        )
        for row in _marked(table.rows, columns)
    )
    return replace(table, rows=rows)


def _marked(rows: Sequence[Sequence[RawCell]], columns: Mapping[int | None, Column]) -> list[list[RawCell]]:
    """Rows in which figures whose print blurs commas and dots alone have those of their column."""
    found = [list(row) for row in rows]
    for col, (_, _, figures) in columns.items():
        places = [
            (row, at)
            for row, cells in enumerate(found)
            for at, cell in enumerate(cells)
            if cell.col == col and not _is_sure(cell) and cell.confidence is not None and cell.alternatives
        ]
        for number, (text, share) in settled([found[row][at] for row, at in places], figures).items():
            row, at = places[number]
            cell = found[row][at]
            others = (Alternative(cell.text, cell.confidence or 0.0), *cell.alternatives)
            found[row][at] = cell._replace(
                text=text,
                confidence=share,
                alternatives=tuple(other for other in others if other.text != text),
                lines=_relined(cell, text),
            )
    return found


def _stray(text: str) -> str | None:
    """The figure of a text that is one with a mark that no figure has, or two; None for other texts."""
    if _FIGURE.fullmatch(text):
        return None
    match = _MARKED.fullmatch(text) or _TWO.fullmatch(text)
    return match[1] if match else None


def _doubted(cell: RawCell, column: Column, strays: int, usual: str | None) -> RawCell:
    """A cell read surely, in doubt where it alone in a column of figures is none, or is marked as none of them is."""
    forms, _, texts = column
    figures = sum(forms.values())
    if figures < _COLUMN:
        return cell
    plain = _stray(cell.text) if strays <= _MOST_OTHER * figures else None
    if plain is None and forms[_form(cell.text)] <= _MOST_OTHER * figures:
        ended = _ENDED.fullmatch(cell.text)
        plain = ended[1] if ended else None
    if plain is None and (dirty := _DIRTY.fullmatch(cell.text)):
        plain = dirty[1] or dirty[2]
    if plain is None and _FIGURE.fullmatch(cell.text):
        plain = unlike(cell.text, texts, usual)
    if plain is None:
        return cell
    others = [other for other in cell.alternatives if other.text != plain]
    return cell._replace(confidence=_STRAY, alternatives=(*others, Alternative(plain, 1 - _STRAY)))


def _form(figure: str) -> str:
    """What a figure looks like whatever its value: "9,9%" for "95,75%"."""
    return _DIGITS.sub("9", figure)


def _exact_form(figure: str) -> str:
    """Its form with the count of its decimals: "9,99%" for "95,75%"."""
    first = _FIRST_DIGITS.match(figure)
    end = first.end() if first else 0
    return _form(figure[:end]) + re.sub(r"\d", "9", figure[end:])


def _in_column(text: str, column: Column) -> float:
    """How usual the form of a text is in its column, up to a factor that is the same for all texts."""
    forms, exact, _ = column
    if not _FIGURE.fullmatch(text):
        return _UNSEEN
    return _UNSEEN + (forms[_form(text)] + exact[_exact_form(text)]) / 2


def _in_paper(text: str, texts: Counter[str]) -> float:
    """How usual a text is in the paper."""
    return _UNSEEN + min(texts[text], _MOST)


def _chosen(cell: RawCell, weight: Callable[[str], float]) -> RawCell:
    """The cell with the likeliest of its readings."""
    shares: dict[str, float] = {cell.text: cell.confidence or 0.0}
    for other in cell.alternatives:
        shares[other.text] = shares.get(other.text, 0.0) + other.probability
    weights = {text: share * weight(text) for text, share in shares.items()}
    whole = sum(weights.values())
    if whole <= 0:
        return cell
    # What is left of 1 is spread over readings that nobody named.
    known = min(sum(shares.values()), 1.0)
    ranked = sorted(((text, known * part / whole) for text, part in weights.items()), key=_likeliest)
    (text, share), others = ranked[0], ranked[1:]
    return cell._replace(
        text=text,
        confidence=share,
        alternatives=tuple(Alternative(other, round(part, 4)) for other, part in others),
        lines=_relined(cell, text),
    )


def _likeliest(reading: tuple[str, float]) -> float:
    return -reading[1]


def _relined(cell: RawCell, text: str) -> tuple[str, ...]:
    """The lines of a cell whose text changed: kept where they still spell it."""
    return cell.lines if text == cell.text or not cell.lines else ()
