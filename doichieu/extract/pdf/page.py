"""One page: its class, lines and tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from doichieu.extract.pdf.frame import Frame, frame_of
from doichieu.extract.pdf.furniture import is_margin
from doichieu.extract.pdf.lines import TextLine, find_lines
from doichieu.extract.pdf.paths import Drawing, read_drawing
from doichieu.extract.pdf.pdfium import open_text, raw
from doichieu.extract.pdf.ruled import fill, find_lattice
from doichieu.extract.pdf.rulings import find_nets
from doichieu.extract.pdf.unruled import find_unruled
from doichieu.extract.pdf.words import Characters

if TYPE_CHECKING:
    from doichieu.extract.pdf.cells import PageTable
    from doichieu.extract.pdf.columns import Columns
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


def read_page(page: Any, number: int, carried: Columns | None = None) -> PageContent:
    """Read a page.

    Args:
        page: pdfium's page handle.
        number: 1-based.
        carried: Columns of the table that ends the page before.

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
    _take_tables(content, drawing, carried)
    return content


def _take_tables(content: PageContent, drawing: Drawing, carried: Columns | None) -> None:
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
    margins = [line for line in content.lines if is_margin(content.frame, line)]
    unruled, rest = find_unruled([line for line in content.lines if not is_margin(content.frame, line)], rules, None if content.tables else carried)
    content.lines = sorted([*margins, *rest], key=lambda line: line.base)
    content.tables = sorted([*content.tables, *unruled], key=lambda table: table.box[1])


def ending_columns(content: PageContent) -> Columns | None:
    """Columns of the table without vertical rulings that ends a page; None where something else does."""
    if not content.tables:
        return None
    table = content.tables[-1]
    below = [
        line for line in content.lines if line.base > table.box[3] and not is_margin(content.frame, line)
    ]
    return None if below else table.columns
