"""Places of a grid while the spans of its cells are still being found."""

from __future__ import annotations

from dataclasses import dataclass, field

from doichieu.extract.stream import RawCell

BLANK = RawCell(text="")
"""What stands behind a place that the medium gives no cell."""


@dataclass(slots=True)
class Slot:
    """A cell while its spans are still being found; `cell` is what the medium gave."""

    text: str
    row: int
    col: int
    row_span: int = 1
    col_span: int = 1
    cell: RawCell = BLANK


@dataclass(slots=True)
class Grid:
    """Slots by place; None where a slot above or at the left covers it.

    Attributes:
        rows: n rows of m places.
        assumed: What was assumed of lost cells, and in which rows.
    """

    rows: list[list[Slot | None]]
    assumed: dict[str, list[int]] = field(default_factory=dict)

    def texts(self, row: int) -> list[str | None]:
        """Text of a row, None where a merged cell spans."""
        return [slot.text if slot else None for slot in self.rows[row]]

    def assume(self, what: str, row: int) -> None:
        """Note an assumption about a row."""
        self.assumed.setdefault(what, []).append(row)
