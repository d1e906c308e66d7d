"""Rows told by colour: rectangles of one width behind every second row part rows as rulings do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.pdf.rulings import Ruling

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from doichieu.extract.pdf.frame import Rect

# Edges at one place differ by rounding, in points; the fillings of cells beside each other meet so near.
_LEVEL, _MEET = 1.5, 2.0
# A row is so high, in points, and so many of one width part a table.
_LOWEST, _HIGHEST, _LEAST = 8.0, 260.0, 3
# Pages of tables have no more rows; drawings have.
_MOST = 300


def edges_of(fills: Iterable[Rect], boxes: Sequence[Rect]) -> list[Ruling]:
    """Rulings along the upper and lower edges of coloured rows.

    Args:
        fills: Rectangles filled with a colour.
        boxes: Rectangles of the tables that rulings give.

    Returns:
        Horizontal rulings, from the top, those of a header of the same width too; none where fewer than three rows
        of one width are coloured, or more than a page of a table has.
    """
    free = [
        rect
        for rect in fills
        if _LOWEST <= rect[3] - rect[1] <= _HIGHEST
        and not any(
            rect[0] < x1 and x0 < rect[2] and rect[1] < y1 and y0 < rect[3] for x0, y0, x1, y1 in boxes
        )
    ]
    bands = _bands(free)
    if len(bands) > _MOST:
        return []
    rows = [band for band in bands if sum(_is_level(band, other) for other in bands) >= _LEAST]
    rows += [
        block
        for block in _blocks([band for band in bands if band not in rows])
        if any(_is_level(block, row) for row in rows)
    ]
    rulings: list[Ruling] = []
    for x0, top, x1, bottom in rows:
        for y in (top, bottom):
            if not any(
                abs(ruling.at - y) <= _LEVEL and abs(ruling.start - x0) <= _MEET for ruling in rulings
            ):
                rulings.append(Ruling(y, x0, x1))
    return sorted(rulings, key=lambda ruling: ruling.at)


def _bands(fills: Sequence[Rect]) -> list[Rect]:
    """Rectangles of one height beside each other as one."""
    bands: list[Rect] = []
    for rect in sorted(fills, key=lambda rect: (round(rect[1]), rect[0])):
        last = bands[-1] if bands else None
        beside = last is not None and abs(last[1] - rect[1]) <= _LEVEL and abs(last[3] - rect[3]) <= _LEVEL
        if last is not None and beside and rect[0] <= last[2] + _MEET:
            bands[-1] = (last[0], last[1], max(last[2], rect[2]), last[3])
        else:
            bands.append(rect)
    return bands


def _blocks(fills: Sequence[Rect]) -> list[Rect]:
    """Rectangles around fillings that meet: the cells of a header, some as high as two levels of it."""
    blocks: list[Rect] = []
    for rect in sorted(fills, key=lambda rect: rect[1]):
        x0, y0, x1, y1 = rect
        for other in [block for block in blocks if y0 <= block[3] + _MEET]:
            blocks.remove(other)
            x0, y0, x1, y1 = min(x0, other[0]), min(y0, other[1]), max(x1, other[2]), max(y1, other[3])
        blocks.append((x0, y0, x1, y1))
    return blocks


def _is_level(one: Rect, other: Rect) -> bool:
    return abs(one[0] - other[0]) <= 2 * _LEVEL and abs(one[2] - other[2]) <= 2 * _LEVEL
