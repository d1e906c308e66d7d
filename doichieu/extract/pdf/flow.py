"""From the pages to the stream: lines and tables in reading order, with their places."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, kind_of
from doichieu.extract.pdf.frame import shown, tilted
from doichieu.extract.pdf.gutters import find_blocks
from doichieu.extract.pdf.ordinals import whole_ordinals
from doichieu.extract.pdf.pages import Part, begin
from doichieu.extract.pdf.sides import columns_of
from doichieu.extract.pdf.strips import join_strips
from doichieu.extract.pdf.textlayer.lines import join_words
from doichieu.extract.pdf.unruled.wraps import margins_of, wraps
from doichieu.extract.scan.poor import DOUBT, MOSTLY
from doichieu.extract.stream import Item, Line, Place, RawCell, RawTable, Shape
from doichieu.model import Alternative, Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from doichieu.extract.pdf.cells import GridCell
    from doichieu.extract.pdf.content import PageContent
    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.textlayer.lines import TextLine
    from doichieu.extract.scan.engine import Reading

# Lines further apart than this many heights are set apart by space.
_APART = 1.6
# Where many lines keep one distance, a step this much larger begins a paragraph.
_PARAGRAPH, _MANY = 1.18, 5
# Levels of titles over columns.
_MOST_TITLES = 4
# More blocks than a page has.
_MOST_BLOCKS = 10_000


def page_items(pages: Iterable[PageContent]) -> list[Item]:
    """Put the lines and tables of all pages in reading order, tables over page ends as one.

    Args:
        pages: Pages in order.

    Returns:
        The stream.
    """
    # A table lets go of its words as soon as nothing can be added to it: long papers have many.
    return [
        raw_table(entry) if isinstance(entry, Part) else entry for entry in join_strips(_whole_tables(pages))
    ]


def _whole_tables(pages: Iterable[PageContent]) -> Iterator[Line | Part]:
    """Lines and tables in reading order, tables over page ends as one."""
    last: Part | None = None  # a table that can go on with the next page
    for page in pages:
        entries = _entries(page)
        if last is not None and entries:
            first = entries[0]
            if isinstance(first, Part) and last.goes_on(first.table):
                last.append(page, first.table)
                entries = entries[1:]
            if entries:
                yield last
                last = None
        if entries and isinstance(entries[-1], Part):
            last = entries[-1]
            entries = entries[:-1]
        yield from entries
    if last is not None:
        yield last


def _entries(page: PageContent) -> list[Line | Part]:
    pitch = _pitch(page)
    entries: list[Line | Part] = []
    count = 0
    for lines, tables, width in columns_of(page):
        tops: list[tuple[float, Line | Part]] = [(table.box[1], begin(page, table)) for table in tables]
        margins = margins_of([*(line.box for line in lines), *(table.box for table in tables)], width)
        last: TextLine | None = None
        for block in find_blocks(lines):
            count += 1
            # groups of layout tables count up; these count down, so that both stay apart
            group = -(count + _MOST_BLOCKS * page.number) if block.cells else None
            for column in (block.left, block.right):
                for line in column:
                    gap = int(last is None or _is_apart(last, line, pitch))
                    read = Line(text=line.text, gap=gap, group=group, place=place(page, line.box))
                    if last and margins and not gap and not block.right and wraps(last, line, margins):
                        base, above = tops.pop()
                        tops.append((base, _joined(above, read)))
                    else:
                        tops.append((block.left[0].base, read))
                    last = line
        tops.sort(key=lambda entry: entry[0])
        entries += [item for _, item in tops]
    return entries


def _joined(above: Line | Part, line: Line) -> Line | Part:
    """A line with the one that it goes on in."""
    if not isinstance(above, Line):
        return line
    box = above.place.box if above.place else None
    own = line.place.box if line.place else None
    if above.place and box and own:
        whole = Box(
            x0=min(box.x0, own.x0), y0=min(box.y0, own.y0), x1=max(box.x1, own.x1), y1=max(box.y1, own.y1)
        )
        return replace(above, text=f"{above.text} {line.text}", place=above.place._replace(box=whole))
    return replace(above, text=f"{above.text} {line.text}")


def _is_apart(last: TextLine, line: TextLine, pitch: float) -> bool:
    """Whether space sets a line apart from the one before it; the next column begins above that."""
    step = line.base - last.base
    # a line of figures is lower than one with accents
    height = max(line.height, last.height)
    return step <= 0 or step > _APART * height or (pitch > 0 and step > _PARAGRAPH * pitch)


def _pitch(page: PageContent) -> float:
    """The distance of lines within a paragraph: the smallest that many neighbours have, else 0."""
    steps = Counter(
        float(round(below.base - above.base))
        for above, below in pairwise(page.lines)
        if 0.8 * above.height < below.base - above.base < _APART * above.height
    )
    return min((step for step, count in steps.items() if count >= _MANY), default=0.0)


def place(page: PageContent, box: Rect) -> Place:
    """Place of a rectangle as read."""
    if page.shift:
        box = (box[0] + page.shift, box[1], box[2] + page.shift, box[3])
    if page.mesh is not None:
        box = page.mesh.box(box)
    level = tilted(box, page.frame, page.skew) if page.skew else box
    return _new(Place, (page.number, shown(level, page.frame, page.shown)))


# What a page does not say of a cell: reference, confidence, alternatives, value stored.
_UNSAID = (None, None, (), None)
# What the classes themselves do, without calls of their own for each of thousands of cells.
_new = tuple.__new__


def raw_table(part: Part) -> RawTable:
    """A table with all of its parts as the stream has it."""
    rows = whole_ordinals([tuple([_cell(page, cell) for cell in row]) for page, row in part.rows])
    width = part.table.width
    for strip, titles in part.beside:
        rows = _whole_titles(
            [(*row, *_beside(strip, at, width, titles)) for at, row in enumerate(rows)], width
        )
        width += strip.table.width - titles
    return RawTable(
        rows=tuple(rows),
        shape=Shape.GIVEN,
        header_hint=part.table.header,
        place=place(part.page, part.table.box),
    )


def _beside(strip: Part, at: int, width: int, titles: int) -> list[RawCell]:
    """Cells of a row of a further strip of columns, those left out that repeat the first one's."""
    page, row = strip.rows[at]
    own = [cell for cell in row if cell.col >= titles]
    return [_cell(page, replace(cell, col=cell.col + width - titles)) for cell in own]


def _whole_titles(rows: Sequence[tuple[RawCell, ...]], seam: int) -> list[tuple[RawCell, ...]]:
    """Rows in which a title over columns on both sides of a sheet's end is one again; columns printed again hide some of it."""
    whole = list(rows)
    for at, row in enumerate(rows[:_MOST_TITLES]):
        left = next((cell for cell in row if cell.col is not None and cell.col + cell.col_span == seam), None)
        right = next((cell for cell in row if cell.col == seam), None)
        if left is None or right is None or not right.text or not left.text.endswith(right.text):
            continue
        under = rows[at + left.row_span] if at + left.row_span < len(rows) else ()
        below = [cell.text for cell in under if cell.col in {seam - 1, seam}]
        if (
            below
            and left.row_span == right.row_span
            and all(kind_of(text) is Kind.TEXT for text in [left.text, *below])
        ):
            one = left._replace(col_span=left.col_span + right.col_span)
            whole[at] = tuple(one if cell is left else cell for cell in row if cell is not right)
    return whole


def _cell(page: PageContent, cell: GridCell) -> RawCell:
    words = cell.words
    lines: tuple[str, ...] = ()
    if len(words) > 1:
        lines = cell.lines
        text = cell.join(lines)
    else:
        text = join_words(words[0]) if words else ""
    where = place(page, cell.box)
    first = words[0] if words and not page.readings else None
    indent, reach = (first[0][1], first[-1][3]) if first else (0.0, 0.0)
    read = _new(
        RawCell,
        (text, cell.col, cell.rows, cell.cols, None, False, lines, where, *_UNSAID, indent, reach),
    )
    if not (page.readings and (readings := _readings(page, cell))):
        return read._replace(confidence=DOUBT) if page.unsure >= MOSTLY else read
    return read._replace(
        confidence=min([reading.confidence for reading in readings.values()]),
        alternatives=_alternatives(text, readings.values()),
    )


def _readings(page: PageContent, cell: GridCell) -> dict[int, Reading]:
    """How the words of a cell of a picture were recognised."""
    return {
        id(reading): reading
        for line in cell.words
        for word in line
        if (reading := page.readings.get(word.start)) is not None
    }


def _alternatives(text: str, readings: Iterable[Reading]) -> tuple[Alternative, ...]:
    """Other texts of a cell: each with one of its lines read otherwise."""
    found = [
        Alternative(text.replace(reading.text, other, 1), round(share, 4))
        for reading in readings
        if reading.text in text
        for other, share in reading.others
    ]
    return tuple(sorted(found, key=lambda other: -other.probability))
