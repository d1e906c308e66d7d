"""What was read of scanned papers, cell by cell and agency by agency, and whether what is wrong is said to be in doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from doichieu.model import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.model import Audit, Cell, Document, Mention, Table

    Texts = Sequence[Sequence[str]]

_FIGURE = re.compile(r"[-–(]?[\d.,/]+\)?%?")


@dataclass(slots=True)
class Count:
    """What was read of some papers.

    Attributes:
        pages: Pages.
        cells: Cells that hold something.
        exact: Cells read to the letter, before the paper's own arithmetic settles doubts.
        exact_after: The same afterwards.
        figures: Cells that are figures.
        figures_exact: Figures read exactly, before.
        figures_after: The same afterwards.
        figures_silent: Figures that stay wrong, or are missing, and nothing says so at their place.
        names: Agencies named in tables.
        names_exact: Agencies whose name was read to the letter.
        names_right: Agencies resolved to the right entity.
        names_silent: Agencies wrong or missing, and nothing says so at their place.
        flagged: Cells in doubt.
        seconds: Processor time.
    """

    pages: int = 0
    cells: int = 0
    exact: int = 0
    exact_after: int = 0
    figures: int = 0
    figures_exact: int = 0
    figures_after: int = 0
    figures_silent: int = 0
    names: int = 0
    names_exact: int = 0
    names_right: int = 0
    names_silent: int = 0
    flagged: int = 0
    seconds: float = 0.0

    def add(self, other: Count) -> None:
        """Add the counts of another paper."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))

    def line(self, name: str) -> str:
        """One line of the table, shares in percent."""

        def share(part: int, whole: int) -> str:
            return f"{100 * part / max(whole, 1):8.2f}"

        return (
            f"{name:<28}{self.pages:>6}{share(self.exact, self.cells)}{share(self.exact_after, self.cells)}"
            f"{share(self.figures_exact, self.figures)}{share(self.figures_after, self.figures)}"
            f"{self.figures - self.figures_after:>7}{self.figures_silent:>7}"
            f"{share(self.names_exact, self.names)}{share(self.names_right, self.names)}"
            f"{self.names - self.names_right:>7}{self.names_silent:>7}"
            f"{share(self.flagged, self.cells)}{self.seconds / max(self.pages, 1):>8.2f}"
        )


class Named(NamedTuple):
    """Agencies by row, and the column that names them."""

    rows: dict[int, tuple[Mention, ...]]
    stub: int | None


HEAD = (
    f"{'':<34}{'cells':>8}{'after':>8}{'figures':>8}{'after':>8}{'wrong':>7}{'silent':>7}"
    f"{'names':>8}{'entity':>8}{'wrong':>7}{'silent':>7}{'doubt':>8}{'s/page':>8}"
)


def count(truth: Audit, grids: Sequence[Texts], before: Document, after: Audit) -> Count:
    """Compare a scan with the paper that was scanned.

    Args:
        truth: The paper itself, audited, read from a file with text.
        grids: Its tables as written.
        before: The scan as read.
        after: The scan audited, doubts settled.
    """
    found = Count()
    flagged = _flagged(after)
    documents = truth.decision.document, before, after.decision.document
    for grid, own, first, last in zip(
        grids, *(_counterparts(document, grids) for document in documents), strict=True
    ):
        earlier, later = _places(first), _places(last)
        marked = {(row, col) for table, row, col in flagged if last is not None and table == last.table_id}
        for place, text in _filled(grid):
            _add_cell(found, text, earlier.get(place), later.get(place), flagged=place in marked)
        _add_names(found, _mentions(truth, own), _mentions(after, last), marked)
    return found


def _filled(grid: Texts) -> Iterator[tuple[tuple[int, int], str]]:
    for row, texts in enumerate(grid):
        for col, text in enumerate(texts):
            if text:
                yield (row, col), " ".join(text.split())


def _add_cell(found: Count, text: str, before: Cell | None, after: Cell | None, *, flagged: bool) -> None:
    first, last = (cell is not None and cell.text == text for cell in (before, after))
    found.cells += 1
    found.exact += first
    found.exact_after += last
    found.flagged += flagged
    if _FIGURE.fullmatch(text):
        found.figures += 1
        found.figures_exact += first
        found.figures_after += last
        found.figures_silent += not last and not flagged


def _add_names(found: Count, truth: Named, read: Named, marked: set[tuple[int, int]]) -> None:
    """Compare the agencies of rows, in their order; one that only one of them has is wrong."""
    for row in sorted(truth.rows.keys() | read.rows.keys()):
        flagged = read.stub is not None and (row, read.stub) in marked
        for wanted, got in zip_longest(truth.rows.get(row, ()), read.rows.get(row, ())):
            right = None if wanted is None else wanted.entity_id
            said = None if got is None else got.entity_id
            if right is None and said is None:
                continue
            found.names += 1
            found.names_exact += wanted is not None and got is not None and wanted.printed == got.printed
            found.names_right += right == said
            found.names_silent += right != said and not flagged


def _flagged(audit: Audit) -> set[tuple[str, int, int]]:
    """Places of cells that are in doubt, that an issue names, or a finding that is more than a remark."""
    document = audit.decision.document
    said = [
        *document.issues,
        *audit.decision.issues,
        *(finding for finding in audit.findings if finding.level is not Level.INFO),
    ]
    places = {
        (one.table_id, one.row, one.col)
        for one in said
        if one.table_id is not None and one.row is not None and one.col is not None
    }
    return places | {
        (table.table_id, cell.row, cell.col)
        for table in document.tables
        for cell in table.cells
        if cell.is_doubtful
    }


def _mentions(audit: Audit, table: Table | None) -> Named:
    """The agencies that the rows of a table name."""
    for reading in audit.decision.tables:
        if table is not None and reading.table.table_id == table.table_id:
            return Named({row.index: row.entities for row in reading.rows if row.entities}, reading.stub)
    return Named({}, None)


def _counterparts(document: Document, grids: Sequence[Texts]) -> list[Table | None]:
    """For each table of the truth the table read that shares most cells with it."""
    left = list(document.tables)
    found: list[Table | None] = []
    for grid in grids:
        shared = [_shared(grid, _places(table)) for table in left]
        best = max(range(len(left)), key=shared.__getitem__, default=None)
        found.append(left.pop(best) if best is not None and shared[best] else None)
    return found


def _shared(grid: Texts, cells: dict[tuple[int, int], Cell]) -> int:
    return sum(place in cells and cells[place].text == text for place, text in _filled(grid))


def _places(table: Table | None) -> dict[tuple[int, int], Cell]:
    return {} if table is None else {(cell.row, cell.col): cell for cell in table.cells}
