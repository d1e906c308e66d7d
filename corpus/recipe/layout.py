"""How a PDF is laid out: borders, the way text is drawn, pages. One value, and the named ones that tests go through."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Rules(Enum):
    """What stands between the cells of a table."""

    BORDERED = auto()  # each border one long stroke
    RECTANGLES = auto()  # each side of each cell a thin filled rectangle, as Word prints
    DASHED = auto()
    DOUBLE = auto()
    BROKEN = auto()  # strokes that end short of the corners
    HORIZONTAL = auto()  # a rule under each row, none between columns
    THREE = auto()  # above the header, under it, under the last row
    NONE = auto()


class Place(Enum):
    """Where the page number stands."""

    TOP = auto()  # as Nghị định 30/2020/NĐ-CP, phụ lục I, has it
    BOTTOM = auto()
    NOWHERE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A way to print a paper.

    Attributes:
        rules: Borders of tables.
        mixed: Letters that the first font lacks come from a second one, so that words change font inside.
        decomposed: Text is written as base letters and combining marks (NFD).
        bold_twice: Bold is the regular face drawn twice with a small shift.
        spaceless: No space is written: words are only placed apart.
        landscape: Pages lie.
        rotated: Pages are set upright and turned by /Rotate 90, so that they show lying.
        repeat_header: A table that runs over a page prints its header again.
        break_rows: A row may break over a page's end.
        narrow: Columns of figures are too narrow for their longest figure, which wraps inside.
        figures_right: Figures stand at the right of their cells, else in the middle.
        middle: Cells are centred from top to bottom, else they begin at the top.
        justified: Paragraphs go to both edges and their first lines are indented, else they are ragged.
        page_number: Where the page number stands; the first page has none.
        running_head: Line at the head of every page but the first, empty for none.
        stamp: Lines of a signature stamp over the letterhead, empty for none.
        font_size: Points of running text; tables go down from it when they are wide.
    """

    rules: Rules = Rules.BORDERED
    mixed: bool = False
    decomposed: bool = False
    bold_twice: bool = False
    spaceless: bool = False
    landscape: bool = False
    rotated: bool = False
    repeat_header: bool = True
    break_rows: bool = False
    narrow: bool = False
    figures_right: bool = False
    middle: bool = True
    justified: bool = True
    page_number: Place = Place.TOP
    running_head: str = ""
    stamp: tuple[str, ...] = ()
    font_size: float = 13


OFFICE = Layout()
STAMP = ("Ký bởi: Văn phòng Ủy ban nhân dân", "Thời gian ký: 27/04/2018 16:05:11 +07:00")

LAYOUTS: dict[str, Layout] = {
    "bordered": OFFICE,
    "rectangles": Layout(rules=Rules.RECTANGLES, figures_right=True),
    "dashed": Layout(rules=Rules.DASHED, justified=False),
    "double": Layout(rules=Rules.DOUBLE),
    "broken": Layout(rules=Rules.BROKEN, middle=False),
    "mixed-fonts": Layout(rules=Rules.RECTANGLES, mixed=True),
    "nfd": Layout(decomposed=True),
    "bold-twice": Layout(bold_twice=True, rules=Rules.RECTANGLES),
    "spaceless": Layout(spaceless=True),
    "landscape": Layout(landscape=True, justified=False, figures_right=True),
    "rotated": Layout(rotated=True),
    "no-repeat": Layout(repeat_header=False, page_number=Place.BOTTOM),
    "broken-rows": Layout(break_rows=True, repeat_header=False, middle=False),
    "narrow": Layout(narrow=True),
    "running-head": Layout(
        running_head="UBND TỈNH – KẾT QUẢ XẾP HẠNG", stamp=STAMP, page_number=Place.BOTTOM
    ),
    "horizontal": Layout(rules=Rules.HORIZONTAL),
    "horizontal-right": Layout(rules=Rules.HORIZONTAL, figures_right=True, middle=False, repeat_header=False),
    "three-rules": Layout(rules=Rules.THREE, figures_right=True),
    "borderless": Layout(rules=Rules.NONE),
    "borderless-right": Layout(rules=Rules.NONE, figures_right=True, middle=False, mixed=True),
}
