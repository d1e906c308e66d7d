"""Tables without vertical rulings: under horizontal rules, or with no rules at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.pdf.abreast import find_zone
from doichieu.extract.pdf.cells import PageTable
from doichieu.extract.pdf.rivers.tables import Found, find_river_tables
from doichieu.extract.pdf.sides import Strip, outside, sides_of, strip_of
from doichieu.extract.pdf.unruled.brokenfigures import join_broken_figures
from doichieu.extract.pdf.unruled.columns import Columns
from doichieu.extract.pdf.unruled.flush import flush_edges
from doichieu.extract.pdf.unruled.ordinals import part_ordinals
from doichieu.extract.pdf.unruled.regions import Region, find_regions, repeated_head
from doichieu.extract.pdf.unruled.regiontable import table_of
from doichieu.extract.pdf.unruled.segments import SegmentLine, split_line
from doichieu.extract.pdf.unruled.stretched import join_stretched
from doichieu.extract.pdf.unruled.textrows import find_text_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.ruled.rulings import Ruling
    from doichieu.extract.pdf.textlayer.lines import TextLine

# Fewer rules part no header and rows.
_RULES = 3


class Unruled(NamedTuple):
    """What was found among lines.

    Attributes:
        tables: Tables, those beside each other from the left.
        lines: The lines outside them.
        strips: Where lines were parted: what stands at the left of a strip is read before what stands at its right.
    """

    tables: list[PageTable]
    lines: list[TextLine]
    strips: list[Strip]

    def add(self, more: Unruled) -> None:
        """Take what was found among other lines."""
        self.tables.extend(more.tables)
        self.lines.extend(more.lines)
        self.strips.extend(more.strips)


def find_unruled(
    lines: Sequence[TextLine],
    rules: Sequence[Ruling],
    carried: Columns | None = None,
    posts: Sequence[Ruling] = (),
    boxes: Sequence[Rect] = (),
    *,
    at_top: bool = True,
) -> Unruled:
    """Find the tables that rulings do not give.

    Args:
        lines: Lines outside ruled tables, from the top.
        rules: Horizontal rulings that belong to no ruled table.
        carried: Columns of the table that ends the page before.
        posts: Vertical rulings between some of the columns.
        boxes: Rectangles of the ruled tables.
        at_top: Whether the lines begin at the page's top.

    Returns:
        Tables, and what stands outside them.
    """
    if at_top:
        lines = join_broken_figures(lines)
    split = segmented(lines, posts)
    found = Unruled([], [], [])
    begin = start = 0
    while (zone := find_zone(split, start, boxes)) is not None:
        start = zone.stop
        own = lines[zone.start : zone.stop]
        parts = [
            find_unruled(side.lines, side.rules, None, side.posts, at_top=False)
            for side in sides_of(own, rules, posts, zone.at)
        ]
        if not zone.holds([bool(part.tables) for part in parts]):
            continue
        found.add(find_across(split[begin : zone.start], rules, None if begin else carried, at_top=at_top))
        beside = Unruled([], [], [strip_of(own, zone.at)])
        for part in parts:
            beside.add(part)
        found.add(beside._replace(lines=outside(own, beside.lines)))
        begin = zone.stop
    found.add(find_across(split[begin:], rules, None if begin else carried, at_top=at_top and not begin))
    return found


def segmented(lines: Sequence[TextLine], posts: Sequence[Ruling] = ()) -> list[SegmentLine]:
    """Split lines where their cells can stand apart.

    Args:
        lines: Lines outside ruled tables, from the top.
        posts: Vertical rulings between some of the columns.
    """
    edges = [*posts, *flush_edges(lines)]
    return part_ordinals(join_stretched([split_line(line, _beside(line, edges)) for line in lines]))


def find_across(
    split: Sequence[SegmentLine],
    rules: Sequence[Ruling],
    carried: Columns | None = None,
    *,
    at_top: bool = True,
) -> Unruled:
    """Find the tables among lines of which none stand side by side.

    Args:
        split: Lines outside ruled tables, from the top, split.
        rules: Horizontal rulings that belong to no ruled table.
        carried: Columns of the table that ends the page before.
        at_top: Whether the lines begin at the page's top.

    Returns:
        Tables, and what stands outside them.
    """
    inside = {id(line) for line in split[: repeated_head(split, carried)]}
    tables: list[PageTable] = []
    found = find_regions(split, rules, carried, at_top=at_top)
    of_texts = [one for one in _texts_between(split, rules, carried, found) if _is_whole(one, split, found)]
    tables += [one.table for one in of_texts]
    inside |= {id(line) for one in of_texts for line in split[one.start : one.stop]}
    if of_texts:
        starts = [0, *(one.stop for one in of_texts)]
        stops = [*(one.start for one in of_texts), len(split)]
        found = [
            region
            for start, stop in zip(starts, stops, strict=True)
            for region in find_regions(
                split[start:stop], rules, None if start else carried, at_top=at_top and not start
            )
        ]
    for region in found:
        tables.append(table_of(region, carried if region.goes_on else None))
        inside |= {id(line) for line in region.lines}
    loose = [line for line in split if id(line) not in inside]
    for table in find_text_tables(loose, rules) if len(rules) > _RULES else []:
        inside |= {id(line) for line in loose if table.box[1] < line.base <= table.box[3]}
        tables.append(table)
    tables.sort(key=lambda table: table.box[1])
    return Unruled(tables, [line.line for line in split if id(line) not in inside], [])


def _texts_between(
    split: Sequence[SegmentLine], rules: Sequence[Ruling], carried: Columns | None, regions: Sequence[Region]
) -> Iterator[Found]:
    """The tables of texts of a page; not looked for where figures fill a table, for that takes long and finds none."""
    filled: list[Region] = []
    begin = 0
    if carried is None or not carried.texts:
        filled = [region for region in regions if region.is_filled or region.goes_on]
        if filled and filled[0].goes_on:
            # its rows stand below its header, where that is repeated
            begin, carried = repeated_head(split, carried), None
    places = {id(line): at for at, line in enumerate(split)} if filled else {}
    for region in filled:
        start = places[id(region.lines[0])]
        above = find_river_tables(split[begin:start], rules, None if begin else carried)
        # what ends right above it are titles of its columns
        yield from _moved([one for one in above if begin + one.stop < start], begin)
        begin = start + len(region.lines)
    yield from _moved(find_river_tables(split[begin:], rules, None if begin else carried), begin)


def _is_whole(one: Found, split: Sequence[SegmentLine], regions: Sequence[Region]) -> bool:
    """Whether a table of texts takes no part of a table of figures alone, whose header or foot it cannot tell."""
    own = {id(line) for line in split[one.start : one.stop]}
    for region in regions:
        lines = {id(line) for line in region.lines}
        if not lines.isdisjoint(own) and not lines <= own and region.is_of_figures:
            return False
    return True


def _moved(found: Sequence[Found], by: int) -> Iterator[Found]:
    return (one._replace(start=one.start + by, stop=one.stop + by) for one in found)


def _beside(line: TextLine, posts: Sequence[Ruling]) -> list[float]:
    """Where vertical rulings stand beside the words of a line."""
    y = line.base - 0.3 * line.height if posts else 0.0
    return [post.at for post in posts if post.start <= y <= post.end]
