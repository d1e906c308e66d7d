"""What stands on a page, as reading it fills it in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doichieu.extract.pdf.frame import Frame
from doichieu.extract.pdf.ruled.rulings import Ruling
from doichieu.extract.pdf.textlayer.lines import TextLine
from doichieu.extract.stream import Place, Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from doichieu.extract.legacy.decode import Encoding
    from doichieu.extract.pdf.cells import PageTable
    from doichieu.extract.pdf.furniture import Key
    from doichieu.extract.pdf.ruled.lattices import Lattice
    from doichieu.extract.pdf.ruled.rulings import Net
    from doichieu.extract.pdf.sides import Strip
    from doichieu.extract.pdf.textlayer.turned import TurnedWord
    from doichieu.extract.pdf.textlayer.words import Word
    from doichieu.extract.scan.engine import Reading
    from doichieu.extract.scan.mesh import Mesh


@dataclass(slots=True)
class PageContent:
    """What stands on a page.

    Attributes:
        number: 1-based.
        shown: Frame of the page as it is shown.
        frame: Frame it was read in; turned where its text is turned.
        lines: Lines outside tables, from the top.
        tables: Tables from the top.
        rules: Horizontal rulings that belong to no ruled table.
        posts: Vertical rulings of tables that leave other columns without.
        troubles: What was not read.
        keys: Lines at its edges, for the pages beside it.
        remnant: Grid at the top of the page with so little text that it is a table only if one is cut above it.
        posts_alone: Vertical rulings at the top of the page that no horizontal one joins.
        turned: Words that run another way and stand in no ruled table.
        decoded: Words that were in a legacy encoding.
        stamps: Texts of signature stamps that lie over it.
        unnamed: How many of its letters have fonts that do not say which they are, and how many it has.
        strips: Where it is parted: what stands at the left of a strip is read before what stands at its right.
        marks: Large words that were printed over it.
        lean: Degrees counter-clockwise by which the text that was read is off level.
        skew: Degrees counter-clockwise that it was turned by to be level.
        mesh: What made its picture flat after that, where it is a photograph.
        paired: Whether it is one of two on its sheet.
        shift: How far from the left edge of its sheet it begins, in points: the right one of two on one sheet.
        readings: For each word of a picture, by its `start`, what the recogniser says of its line.
        worn: Whether rulings of its picture came through in parts or not at all.
        unsure: Share of the figures of its picture that are in doubt.
    """

    number: int
    shown: Frame
    frame: Frame
    lines: list[TextLine] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    rules: list[Ruling] = field(default_factory=list)
    posts: list[Ruling] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    keys: frozenset[Key] = frozenset()
    remnant: Lattice | None = None
    posts_alone: Net | None = None
    turned: list[TurnedWord] = field(default_factory=list)
    lean: float = 0.0
    skew: float = 0.0
    mesh: Mesh | None = None
    paired: bool = False
    shift: float = 0.0
    readings: Mapping[int, Reading] = field(default_factory=dict)
    worn: bool = False
    unsure: float = 0.0
    decoded: Counter[Encoding] = field(default_factory=Counter)
    stamps: list[str] = field(default_factory=list)
    unnamed: tuple[int, int] = (0, 0)
    strips: list[Strip] = field(default_factory=list)
    marks: list[Word] = field(default_factory=list)

    def report(self, code: str, message: str) -> None:
        """Add a trouble about the page."""
        self.troubles.append(Trouble(code=code, message=message, place=Place(page=self.number)))
