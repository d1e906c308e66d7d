"""A column of places won or lost, and the ranks of the two years that it compares."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from doichieu.validate.paper import Sheet


@dataclass(frozen=True, slots=True)
class Moves:
    """A column of moves with the two rank columns it compares and the sign it counts with.

    Attributes:
        col: The column.
        now: Ranks of the year.
        then: Ranks of the year before.
        sign: 1 where a place won counts up, -1 where it counts down.
        rows: Printed moves by grid row.
    """

    col: int
    now: int
    then: int
    sign: int
    rows: dict[int, Decimal]

    def bears_out(self, sheet: Sheet, row: int) -> bool:
        """Whether a row prints the move that its two ranks come to, and one that says something."""
        return row in self.rows and self.told(sheet, row) == self.rows[row]

    def told(self, sheet: Sheet, row: int) -> Decimal | None:
        """The move that the two ranks of a row come to; None where one is missing."""
        one, two = sheet.value(row, self.now), sheet.value(row, self.then)
        return None if one is None or two is None else self.sign * (two - one)
