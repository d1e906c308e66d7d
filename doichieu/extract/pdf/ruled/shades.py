"""Rows told by colour: rectangles of one width behind every second row part rows as rulings do."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.pdf.ruled.rulings import Ruling

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.textlayer.lines import TextLine

# Edges at one place differ by rounding, in points; the fillings of cells beside each other meet so near.
_LEVEL, _MEET = 1.5, 2.0
# A row is so high, in points, and so many of one width part a table.
LOWEST, HIGHEST, _LEAST = 8.0, 260.0, 3
# A line of a row without colour is so near to the coloured one or to the line before it, and a descender so deep, in heights.
_NEAR, _BELOW = 1.0, 0.3
# A coloured header is no further from the first coloured row, in heights of the highest one.
_ROOM = 3.0
# Lines of a text are no further apart, in heights.
_ROOMY = 1.4
# The words of one text are no further apart, in heights.
_SPACE = 0.3
# Pages of tables have no more rows and cells; drawings have.
_MOST, _MOST_CELLS = 300, 1500
# Cells that cover all but this part of their block, and no part twice, leave nothing without colour.
_WHOLE, _SIDE_BY_SIDE = 0.03, 2
# That part of them at least begin where others do, row after row.
_SHARED = 0.8


_end = attrgetter("x1")


class Coloured(NamedTuple):
    """What colours tell of tables.

    Attributes:
        rules: Horizontal rulings, and the edges of rows that are coloured from side to side.
        strokes: Around cells: those with colours of their own, those of rows without among them, and those of coloured
            headers with the rulings below them.
    """

    rules: list[Ruling]
    strokes: list[Rect]


class _Band(NamedTuple):
    """Fillings of one height beside each other, and where each meets the next."""

    rect: Rect
    cuts: list[float]


def edges_of(
    fills: Iterable[Rect], boxes: Sequence[Rect], lines: Sequence[TextLine], rules: Sequence[Ruling]
) -> Coloured:
    """Rulings along the edges of coloured rows, or of coloured cells.

    Args:
        fills: Rectangles filled with a colour.
        boxes: Rectangles of the tables that rulings give.
        lines: Lines outside those, from the top.
        rules: Horizontal rulings that belong to no table.

    Returns:
        Rulings; those given alone where fewer than three rows of one width are coloured and no cells of a header are,
        or more than a page of a table has.
    """
    free = [
        rect
        for rect in cells_of(fills)
        if not any(
            rect[0] < x1 and x0 < rect[2] and rect[1] < y1 and y0 < rect[3] for x0, y0, x1, y1 in boxes
        )
    ]
    if len(free) > _MOST_CELLS:
        return Coloured([*rules], [])
    strokes: list[Rect] = []
    left = list(rules)
    blocks = [(block, _cells_of(block, free)) for block in _blocks(free)]
    tiled = [_is_tiled(block, cells, _LEAST) for block, cells in blocks]
    loose = [block for (block, _), whole in zip(blocks, tiled, strict=True) if not whole]
    for (block, cells), whole in zip(blocks, tiled, strict=True):
        below = [rule for rule in left if _is_below(rule, block)]
        # a header and the row below it may be the first of rows of which only some have a colour
        alone = whole and not any(_is_level(block, other) for other in loose)
        # rows of a header are parted by rulings from the first on, and not by colours
        parted = len(below) >= _LEAST and not any(
            _is_level(block, other) and block[3] < other[1] < below[0].at for other in loose
        )
        if alone or (parted and _is_tiled(block, cells, 1)):
            strokes += [*_sides(cells), *((rule.start, rule.at, rule.end, rule.at) for rule in below)]
            own = {id(item) for item in (*cells, *below)}
            free = [rect for rect in free if id(rect) not in own]
            left = [rule for rule in left if id(rule) not in own]
    rows = _of_rows(free, lines)
    return Coloured(sorted([*left, *rows.rules], key=lambda rule: rule.at), [*strokes, *rows.strokes])


def cells_of(fills: Iterable[Rect]) -> list[Rect]:
    """Fillings that may be those of cells, each once: programs fill a cell twice, for its style and for itself."""
    return [rect for rect in dict.fromkeys(fills) if LOWEST <= rect[3] - rect[1] <= HIGHEST]


def tiles_of(fills: Iterable[Rect]) -> list[Rect]:
    """The sides of cells that each have a colour and leave nothing of their table without one.

    Args:
        fills: Rectangles filled with a colour.

    Returns:
        Strokes; none where some rows have no colour.
    """
    cells = cells_of(fills)
    if len(cells) > _MOST_CELLS:
        return []
    blocks = [(block, _cells_of(block, cells)) for block in _blocks(cells)]
    return [side for block, own in blocks if _is_tiled(block, own, _LEAST) for side in _sides(own)]


def _cells_of(block: Rect, fills: Sequence[Rect]) -> list[Rect]:
    """Fillings in a block, without one behind several others: the colour of a whole table, over which cells have theirs."""
    cells = [rect for rect in fills if block[1] - _MEET <= rect[1] and rect[3] <= block[3] + _MEET]
    width = (1 - _WHOLE) * (block[2] - block[0])
    wide = [rect for rect in cells if rect[2] - rect[0] > width]
    if not wide or len(wide) == len(cells):
        return cells
    behind = [rect for rect in wide if sum(_is_within(cell, rect) for cell in cells) > _SIDE_BY_SIDE]
    return [rect for rect in cells if rect not in behind] if behind else cells


def _of_rows(free: Sequence[Rect], lines: Sequence[TextLine]) -> Coloured:
    """What the colours of some rows of a table tell, others between them having none."""
    found = Coloured([], [])
    bands = _bands(free)
    if len(bands) > _MOST:
        return found
    groups = [group for group in _groups(bands) if len(group) >= _LEAST]
    taken = {id(band) for group in groups for band in group}
    blocks = _blocks([band.rect for band in bands if id(band) not in taken])
    for group in groups:
        heads = [
            block
            for block in blocks
            if _is_level(block, group[0].rect)
            and _is_near(block, group)
            and all(
                any(_are_alike([row], band) for row in group)
                for band in bands
                if _is_within(band.rect, block)
            )
        ]
        rows = sorted([*(band.rect for band in group), *heads], key=lambda rect: rect[1])
        cells = [rect for rect in free if rows[0][1] - _MEET <= rect[1] and rect[3] <= rows[-1][3] + _MEET]
        posts = _posts(group)
        if posts and all(any(_is_within(cell, row) for row in rows) for cell in cells):
            found.strokes.extend([*_sides(cells), *_between(rows, posts, lines)])
        else:
            found.rules.extend(_rules(rows))
    return found


def _is_near(block: Rect, group: Sequence[_Band]) -> bool:
    """Whether a coloured header or total stands among rows or beside them, and is none of another table."""
    room = _ROOM * max(band.rect[3] - band.rect[1] for band in group)
    return group[0].rect[1] - block[3] <= room and block[1] - group[-1].rect[3] <= room


def _is_below(rule: Ruling, block: Rect) -> bool:
    """Whether a ruling stands below a coloured header and ends with it."""
    left, _, right, bottom = block
    return rule.at >= bottom - _MEET and rule.start >= left - _MEET and abs(rule.end - right) <= _MEET


def _is_tiled(block: Rect, cells: Sequence[Rect], rows: int) -> bool:
    """Whether coloured cells, those of so many rows at least, leave nothing of a block without colour."""
    x0, y0, x1, y1 = block
    tops = {round(cell[1]) for cell in cells}
    begin = Counter(round(cell[0] / _LEVEL) for cell in cells)
    # words that are marked one by one begin anywhere; names over several rows begin less often than figures
    often = max(min(_LEAST, len(tops)), len(tops) / 4)
    shared = sum(count for count in begin.values() if count >= often)
    if len(tops) < rows or len(begin) < _SIDE_BY_SIDE or shared < _SHARED * len(cells):
        return False
    whole = (x1 - x0 + _MEET) * (y1 - y0 + _MEET)
    least = sum((right - left) * (bottom - top) for left, top, right, bottom in cells)
    most = sum((right - left + _MEET) * (bottom - top + _MEET) for left, top, right, bottom in cells)
    return least <= (1 + _WHOLE) * whole and most >= (1 - _WHOLE) * whole


def _sides(cells: Sequence[Rect]) -> list[Rect]:
    """The four sides of each cell."""
    return [
        side
        for x0, y0, x1, y1 in cells
        for side in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
    ]


def _groups(bands: Sequence[_Band]) -> list[list[_Band]]:
    """Bands of one width whose cells meet at the same places, those of each from the top."""
    groups: list[list[_Band]] = []
    for band in bands:
        own = next(
            (group for group in groups if _is_level(group[0].rect, band.rect) and _are_alike(group, band)),
            None,
        )
        if own is None:
            groups.append([band])
        else:
            own.append(band)
    return groups


def _are_alike(group: Sequence[_Band], band: _Band) -> bool:
    """Whether the cells of a row meet where those of a group do, as far as both have several; merged ones meet less often."""
    cuts = next((other.cuts for other in reversed(group) if other.cuts), [])
    few, many = sorted((cuts, band.cuts), key=len)
    return sum(any(abs(at - other) <= _LEVEL for other in many) for at in few) >= _SHARED * len(few)


def _rules(rows: Sequence[Rect]) -> list[Ruling]:
    """Rulings along the upper and lower edges of rows, once where two meet."""
    rulings: list[Ruling] = []
    for x0, top, x1, bottom in rows:
        for y in (top, bottom):
            if not any(abs(ruling.at - y) <= _LEVEL for ruling in rulings):
                rulings.append(Ruling(y, x0, x1))
    return rulings


def _posts(rows: Sequence[_Band]) -> list[float]:
    """Where the cells of most coloured rows meet; nowhere if many of them meet elsewhere, as marked words do."""
    places: list[dict[int, float]] = []
    for at, row in sorted((cut, row) for row, band in enumerate(rows) for cut in band.cuts):
        if places and row not in places[-1] and at - min(places[-1].values()) <= _LEVEL:
            places[-1][row] = at
        else:
            places.append({row: at})
    shared = [place for place in places if 2 * len(place) > len(rows)]
    if sum(map(len, shared)) < _SHARED * sum(map(len, places)):
        return []
    return [median(place.values()) for place in shared]


def _between(rows: Sequence[Rect], posts: Sequence[float], lines: Sequence[TextLine]) -> list[Rect]:
    """Strokes around the cells of rows without colour, among coloured ones and beside them."""
    x0, top, x1, bottom = rows[0][0], rows[0][1], rows[0][2], rows[-1][3]
    lowest = min(row[3] - row[1] for row in rows)
    first = _reach([line for line in reversed(lines) if line.base < top], (x0, top, x1), posts, lowest)
    last = _reach([line for line in lines if line.base > bottom], (x0, bottom, x1), posts, lowest)
    spans = [(first, top), *((above[3], below[1]) for above, below in pairwise(rows)), (bottom, last)]
    strokes = [
        (at, upper, at, lower) for upper, lower in spans if lower - upper > _MEET for at in (x0, *posts, x1)
    ]
    return [*strokes, (x0, first, x1, first), (x0, last, x1, last)]


def _reach(
    lines: Sequence[TextLine], edge: tuple[float, float, float], posts: Sequence[float], lowest: float
) -> float:
    """How far a row without colour reaches from the first or the last one that has some.

    Args:
        lines: Lines above it from below, or below it from above.
        edge: The edge of the coloured row: left, height, right.
        posts: Where cells meet.
        lowest: Height of the lowest row: where cells have room above and below their texts, two lines that far apart
            are of two rows.
    """
    left, at, right = edge
    reach, beside = at, False
    last = None
    for line in lines:
        far = last is not None and abs(line.base - last) >= lowest - _LEVEL
        if far and lowest > _ROOMY * line.height:
            break
        last = line.base
        near = line.base - line.height if line.base > at else line.base
        inside = left - _MEET <= line.words[0].x0 and line.words[-1].x1 <= right + _MEET
        if abs(near - reach) > _NEAR * line.height or not inside:
            break
        if any(_runs_over(line, post) for post in posts):
            break
        beside = beside or len({bisect_right(posts, (word.x0 + word.x1) / 2) for word in line.words}) > 1
        reach = line.base + _BELOW * line.height if line.base > at else line.base - line.height
    return reach if beside else at


def _runs_over(line: TextLine, post: float) -> bool:
    """Whether a word of a line, or two with no more than a space between them, stand over a place where cells meet."""
    at = bisect_left(line.words, post - _MEET, key=_end)
    word = line.words[at] if at < len(line.words) else None
    if word is None or (word.x0 + _MEET < post < word.x1 - _MEET):
        return word is not None
    left, right = (at, at + 1) if word.x0 < post else (at - 1, at)
    if left < 0 or right == len(line.words):
        return False
    return line.words[right].x0 - line.words[left].x1 <= _SPACE * line.height


def _is_within(rect: Rect, row: Rect) -> bool:
    return all(
        abs(min(own - edge, 0.0)) <= _MEET for own, edge in zip(rect[:2], row[:2], strict=True)
    ) and all(own - edge <= _MEET for own, edge in zip(rect[2:], row[2:], strict=True))


def _bands(fills: Sequence[Rect]) -> list[_Band]:
    """Rectangles of one height beside each other as one."""
    bands: list[_Band] = []
    for rect in sorted(fills, key=lambda rect: (round(rect[1]), rect[0])):
        last, cuts = bands[-1] if bands else (rect, [])
        beside = bool(bands) and abs(last[1] - rect[1]) <= _LEVEL and abs(last[3] - rect[3]) <= _LEVEL
        if beside and rect[0] <= last[2] + _MEET:
            meets = [*cuts, (last[2] + rect[0]) / 2] if rect[0] > last[2] - _MEET else cuts
            bands[-1] = _Band((last[0], last[1], max(last[2], rect[2]), last[3]), meets)
        else:
            bands.append(_Band(rect, []))
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
