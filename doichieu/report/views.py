"""Views: what is shown of a table or a sentence, ready for any format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.report.labels import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.report.places import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark on a cell: its number in the finding, and what the cell is in the computation.

    Attributes:
        number: 1-based; the cell in doubt is 1 where there is one.
        role: Role of the operand, "doubt" for the cell in doubt.
    """

    number: int
    role: str

    @property
    def doubt(self) -> bool:
        """Whether this is a cell in doubt; a finding may doubt several."""
        return self.role == "doubt"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """A cell as shown.

    Attributes:
        text: As printed.
        row_span: Shown rows it covers.
        col_span: Shown columns it covers.
        align: "figure", "centre", "text", or "head" in the header.
        pad: Half digits of room to leave on the right, so that decimal commas stand in one line.
        mark: Its mark, if it has one.
        stored: Of a marked cell the value that its workbook stores, where that has digits beyond those printed; else empty.
    """

    text: str
    row_span: int = 1
    col_span: int = 1
    align: str = "text"
    pad: int = 0
    mark: Mark | None = None
    stored: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A row as shown, or `elided` rows left out between two that are."""

    cells: tuple[CellView, ...] = ()
    band: bool = False
    elided: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """The part of a table that is shown.

    Attributes:
        sheet: The table.
        head: Header rows.
        body: Rows below them, gaps included.
        columns: How many columns are shown.
        marks: Marks that are on shown cells, by number.
        hidden: How many marks are on cells that are not shown.
    """

    sheet: Sheet
    head: tuple[RowView, ...]
    body: tuple[RowView, ...]
    columns: int
    marks: tuple[Mark, ...]
    hidden: int = 0

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """What the numbers mean: role and the numbers that have it ("score", "2, 5–9")."""
        roles: dict[str, list[int]] = {}
        for mark in self.marks:
            roles.setdefault(mark.role if mark.role in ROLES else "figure", []).append(mark.number)
        return tuple((role, _ranges(numbers)) for role, numbers in roles.items())

    @property
    def stores(self) -> bool:
        """Whether a cell shows what its workbook stores."""
        return any(cell.stored for row in (*self.head, *self.body) for cell in row.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence that states figures, cut into pieces; marked pieces are the figures read."""

    pieces: tuple[tuple[str, bool], ...]


def _ranges(numbers: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
