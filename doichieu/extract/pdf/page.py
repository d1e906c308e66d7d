"""One page: its class, lines and tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from doichieu.extract.pdf.frame import Frame, frame_of
from doichieu.extract.pdf.lines import TextLine, find_lines
from doichieu.extract.pdf.paths import Drawing, read_drawing
from doichieu.extract.pdf.pdfium import open_text, raw
from doichieu.extract.pdf.ruled import fill, find_lattice
from doichieu.extract.pdf.rulings import find_nets
from doichieu.extract.pdf.unruled import find_unruled
from doichieu.extract.pdf.words import Characters

if TYPE_CHECKING:
    from doichieu.extract.pdf.cells import PageTable
    from doichieu.extract.pdf.rulings import Ruling
    from doichieu.extract.stream import Trouble

_MOST_CHARACTERS = 400_000


@dataclass(slots=True)
class PageContent:
    """What stands on a page.

    Attributes:
        number: 1-based.
        shown: Frame of the page as it is shown.
        frame: Frame it was read in; turned where its text is turned.
        lines: Lines outside tables, from the top.
        tables: Tables from the top.
        troubles: What was not read.
    """

    number: int
    shown: Frame
    frame: Frame
    lines: list[TextLine] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def read_page(page: Any, number: int) -> PageContent:
    """Read a page.

    Args:
        page: pdfium's page handle.
        number: 1-based.

    Returns:
        Its lines and tables.
    """
    shown = frame_of(page)
    with open_text(page) as text:
        count = min(max(raw.FPDFText_CountChars(text), 0), _MOST_CHARACTERS) if text else 0
        if not count:
            return PageContent(number, shown, shown)
        characters = Characters(text, count)
        turn = characters.turn()
        frame = shown.turned((turn - shown.turn) % 4)
        lines = find_lines(characters.words(frame, turn))
    drawing = read_drawing(page, frame)
    content = PageContent(number, shown, frame, lines)
    _take_tables(content, drawing)
    return content


def _take_tables(content: PageContent, drawing: Drawing) -> None:
    rules: list[Ruling] = []
    for net in find_nets(drawing.strokes):
        if not net.down:
            rules += net.across
            continue
        lattice = find_lattice(net)
        if lattice is None:
            continue
        table, content.lines = fill(lattice, content.lines)
        if table is not None:
            content.tables.append(table)
    unruled, content.lines = find_unruled(content.lines, rules)
    content.tables = sorted([*content.tables, *unruled], key=lambda table: table.box[1])
