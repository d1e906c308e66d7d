"""From the stream of lines and raw grids to the blocks of a document; the same for every medium."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from doichieu.extract.assembly.caption import Caption, captions_below, find_caption
from doichieu.extract.assembly.edges import without_blank_edges
from doichieu.extract.assembly.fragments import join_fragments
from doichieu.extract.assembly.grid import build_grid
from doichieu.extract.assembly.halves import below_each_other
from doichieu.extract.assembly.header import count_header, merge_header
from doichieu.extract.assembly.indents import indents_of
from doichieu.extract.assembly.inside import notes_inside, with_title_inside
from doichieu.extract.assembly.kinds import Kind, kind_of
from doichieu.extract.assembly.labels import caption_of, heading_level, is_bullet, is_note, unit_of
from doichieu.extract.assembly.layers import AMBIGUOUS
from doichieu.extract.assembly.leaders import tables_of_leaders
from doichieu.extract.assembly.paragraphs import join_lines
from doichieu.extract.assembly.slots import Grid, Slot
from doichieu.extract.stream import Item, Line, Place, RawTable, Shape, Span
from doichieu.model import Block, Cell, Heading, Issue, Locator, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

_STARS = ("****", "***", "**", "*")
# "Thừa Thiên Huế (1)", "Thu nội địa²"; behind a figure a digit in brackets can be a figure too.
_ENDS = ("*", ")", *"¹²³⁴⁵⁶⁷⁸⁹")
_NUMBERED = re.compile(r"\(\d\)$|[¹²³⁴-⁹]$")


@dataclass(slots=True)
class Assembly:
    """Blocks as they grow.

    Attributes:
        document: SHA-256 of the file, for locators.
        source: Path or name of the file, for issues.
        lines: Every line outside data tables and, as None, every table; the letterhead is read from them.
    """

    document: str
    source: str
    blocks: list[Block] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    lines: list[Line | None] = field(default_factory=list)
    tables: int = 0

    def locate(self, item: Item) -> Locator:
        """Locator of the block that comes next."""
        return _locator(self.document, len(self.blocks), item.span, item.place, item.reference)

    def add_lines(self, lines: Sequence[Line]) -> None:
        """Add headings and paragraphs."""
        for line in lines:
            level = line.level or (heading_level(line.text) if line.group is None else None)
            locator = self.locate(line)
            if level is None:
                self.blocks.append(Paragraph(text=line.text, locator=locator))
            else:
                self.blocks.append(Heading(text=line.text, level=level, locator=locator))


def _locator(
    document: str, block: int | None, span: Span | None, place: Place | None, reference: str | None
) -> Locator:
    page, box = place or (None, None)
    return Locator(document, page, box, block, span, reference)


def assemble(items: Sequence[Item], document: str, source: str) -> Assembly:
    """Assemble blocks: tables with caption, unit, header and notes; headings and paragraphs between them.

    Args:
        items: The stream of a reader.
        document: SHA-256 of the file.
        source: Path or name of the file.

    Returns:
        Blocks and issues in reading order.
    """
    stream = join_lines(join_fragments(list(without_blank_edges(tables_of_leaders(items)))))
    below = captions_below(stream)
    assembly = Assembly(document, source)
    waiting: list[Line] = []
    caption: Caption | None = None
    index = 0
    while index < len(stream):
        item = stream[index]
        index += 1
        if isinstance(item, Line):
            waiting.append(item)
            assembly.lines.append(item)
            continue
        caption = find_caption(waiting, caption)
        assembly.add_lines([line for place, line in enumerate(waiting) if place not in caption.used])
        waiting = []
        assembly.lines.append(None)
        lines = _following(stream, index)
        if below and lines and (label := caption_of(lines[0].text)) and label.number:
            caption = replace(caption, number=label.number, text=label.text, part=None, parent=label.text)
            lines, index = lines[1:], index + 1
        notes = _notes(item, caption, lines)
        index += len(notes)
        _add_table(assembly, item, caption, notes)
    assembly.add_lines(waiting)
    return assembly


def _following(stream: Sequence[Item], index: int) -> list[Line]:
    """Lines behind a table, as many as can be its caption and notes."""
    lines: list[Line] = []
    for item in stream[index : index + 24]:
        if not isinstance(item, Line):
            break
        lines.append(item)
    return lines


def _notes(raw: RawTable, caption: Caption, lines: Sequence[Line]) -> list[Line]:
    """Lines below a table that belong to it; behind "Ghi chú:" the items of its list too."""
    if not lines:
        return []
    texts = [*(cell.text for row in raw.rows for cell in row), caption.text or ""]
    ended = [text for text in texts if text.endswith(_ENDS)]
    marks = frozenset(mark for mark in _STARS if any(text.endswith(mark) for text in ended))
    marks |= {match[0] for text in ended if (match := _NUMBERED.search(text)) and kind_of(text) is Kind.TEXT}
    notes: list[Line] = []
    open_list = False
    for line in lines:
        if line.note or is_note(line.text, marks):
            open_list = line.text.endswith(":")
        elif not (open_list and is_bullet(line.text)):
            break
        notes.append(line)
    return notes


def _add_table(assembly: Assembly, raw: RawTable, caption: Caption, notes: Sequence[Line]) -> None:
    grid = build_grid(raw)
    header = count_header(grid, raw.header_hint)
    if raw.shape is not Shape.GIVEN:
        merge_header(grid, header)
    grid = below_each_other(grid, header)
    caption = with_title_inside(caption, grid, header)
    assembly.tables += 1
    table_id = f"t{assembly.tables:02d}"
    locator = assembly.locate(raw)
    assembly.blocks.append(
        Table(
            table_id=table_id,
            number=caption.number,
            part=caption.part,
            caption=caption.text or None,
            unit=caption.unit or _unit_below(notes),
            notes=(*notes_inside(grid, header), *(line.text for line in notes)),
            header_rows=header,
            cells=_cells(grid, header, locator),
            locator=locator,
        )
    )
    assembly.issues += _doubts(assembly, grid, table_id, locator)


def _unit_below(notes: Sequence[Line]) -> str | None:
    return next((unit for line in notes if (unit := unit_of(line.text))), None)


def _cells(grid: Grid, header: int, locator: Locator) -> tuple[Cell, ...]:
    document, block = locator.document, locator.block
    slots = [slot for row in grid.rows for slot in row if slot is not None]
    steps = indents_of(grid, header)
    return tuple([_cell(slot, document, block, steps.get((slot.row, slot.col), 0)) for slot in slots])


def _cell(slot: Slot, document: str, block: int | None, indent: int) -> Cell:
    text, _, _, _, span, _, _, place, reference, confidence, alternatives, stored, _, _ = slot.cell
    page, box = place or (None, None)
    locator = _new(Locator, (document, page, box, block, span, reference))
    return _new(
        Cell,
        (
            slot.text,
            slot.row,
            slot.col,
            locator,
            slot.row_span,
            slot.col_span,
            confidence,
            alternatives,
            None,
            None,
            stored if slot.text == text else None,
            indent,
        ),
    )


# What the classes themselves do, without calls of their own for each of thousands of cells.
_new = tuple.__new__


def _doubts(assembly: Assembly, grid: Grid, table_id: str, locator: Locator) -> list[Issue]:
    """Issues for what was assumed where merged cells were lost: one for each kind of assumption."""
    order = sorted(grid.assumed.items(), key=lambda entry: (entry[0] != AMBIGUOUS, entry[1][0]))
    return [
        Issue(
            code="merged-cells-lost",
            message=f"{_enumerate(rows)} came with fewer cells than columns: {what}",
            source=assembly.source,
            locator=locator,
            table_id=table_id,
            row=rows[0],
        )
        for what, rows in order
    ]


def _enumerate(rows: Sequence[int]) -> str:
    """Row numbers as a person counts them, from 1, long lists cut."""
    shown = ", ".join(str(row + 1) for row in rows[:12])
    more = f", … (+{len(rows) - 12})" if len(rows) > 12 else ""
    return f"{'rows' if len(rows) > 1 else 'row'} {shown}{more}"
