"""A ledger while it is filled: lines that follow from lines, columns that follow from columns, both at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from recipe.source import LEFT

from planted.draft import Content, Draft, Figure, Ref, Sheet
from planted.facts import Equation, rounded, total

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

Formula = "Callable[[Sequence[Decimal]], Decimal]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a ledger.

    Attributes:
        label: What stands in the stub.
        ordinal: Its number.
        unit: The unit of its figures, where the ledger has a column of units.
        parts: Lines that its figures follow from.
        formula: How; the sum unless said.
        computed: Places that a quotient is rounded to; None where the formula is exact and adds up over columns too.
        within: The line that this one is some of, under "Trong đó".
        scale: Between which bounds figures are drawn, in units of the last place.
        places: Decimal places of its figures.
        role: What its cells are, for planting errors; a "heading" has none.
    """

    label: str
    ordinal: str = ""
    unit: str = ""
    parts: tuple[int, ...] = ()
    formula: Formula = total
    computed: int | None = None
    within: int | None = None
    scale: tuple[int, int] = (200, 90_000)
    places: int | None = 0
    role: str = "component"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a ledger.

    Attributes:
        title: Its header, levels apart by "|".
        parts: Columns that it follows from.
        formula: How; None where its figures are drawn.
        computed: Places that a quotient is rounded to; None where the formula is exact and adds up over lines too.
        over: A line whose figure in the first part is the base of a share.
        role: What its cells are, for planting errors.
        declared: What the row of numbers says behind its number ("=1+2").
        rise: What marks a rise.
        texts: Draws a text, for a column without figures.
    """

    title: str
    parts: tuple[int, ...] = ()
    formula: Formula | None = None
    computed: int | None = None
    over: int | None = None
    role: str = ""
    declared: str = ""
    rise: str = ""
    texts: Callable[[], str] | None = None


@dataclass(slots=True, kw_only=True)
class Ledger:
    """A ledger while it is filled.

    Attributes:
        random: Draws.
        draft: The decision.
        lines: Its rows.
        columns: Its columns behind the stub.
        stub: Header of the labels.
        ordinals: Whether it has a column of ordinals; its header.
        units: Header of a column of units, where there is one.
        numbered: Whether a row of numbers stands below the header.
        steady: Whether the figures of a line are near each other.
    """

    random: Random
    draft: Draft
    lines: Sequence[Line]
    columns: Sequence[Column]
    stub: str = "Nội dung"
    ordinals: str = "STT"
    units: str = ""
    numbered: bool = False
    steady: bool = False
    _known: dict[tuple[int, int], Decimal] = field(default_factory=dict)
    _levels: dict[int, int] = field(default_factory=dict)

    def fill(self, number: str, caption: str, *, unit: str = "", notes: tuple[str, ...] = ()) -> int:
        """Print the ledger; its sheet's index."""
        sheet = len(self.draft.sheets)
        self.steady = self.steady or bool(self.random.randint(0, 1))
        body = [self._row(at) for at in range(len(self.lines))]
        self.draft.sheets.append(
            Sheet(number=number, caption=caption, head=self._head(), body=body, unit=unit, notes=notes)
        )
        for at, line in enumerate(self.lines):
            if line.role != "heading":
                for col in range(len(self.columns)):
                    self._state(sheet, at, col)
            if line.ordinal and self.ordinals:
                self.draft.mark("ordinal", Ref(sheet, len(self._head()) + at, 0))
        return sheet

    @property
    def _stubs(self) -> int:
        return 1 + bool(self.ordinals) + bool(self.units)

    def _head(self) -> list[list[str]]:
        stubs = [*filter(None, [self.ordinals]), self.stub, *filter(None, [self.units])]
        split = [title.split("|") for title in [*stubs, *(column.title for column in self.columns)]]
        depth = max(map(len, split))
        rows: list[list[str]] = []
        for level in range(depth):
            row: list[str] = []
            for at, parts in enumerate(split):
                if level >= len(parts):
                    row.append("^")
                elif level < len(parts) - 1 and at and split[at - 1][: level + 1] == parts[: level + 1]:
                    row.append(LEFT)
                else:
                    row.append(parts[level])
            rows.append(row)
        if self.numbered:
            letters = list("ABC"[: len(stubs)])
            rows.append([*letters, *(f"{at}{one.declared}" for at, one in enumerate(self.columns, start=1))])
        return rows

    def _row(self, at: int) -> list[Content]:
        line = self.lines[at]
        cells: list[Content] = [line.ordinal] if self.ordinals else []
        cells.append(line.label)
        if self.units:
            cells.append(line.unit)
        for col, column in enumerate(self.columns):
            if line.role == "heading":
                cells.append("")
            elif column.texts is not None:
                cells.append("" if line.parts else column.texts())
            else:
                cells.append(Figure(self.value(at, col), self._places(line, column), rise=column.rise))
        return cells

    def _places(self, line: Line, column: Column) -> int | None:
        if column.formula is not None and column.computed is not None:
            return column.computed
        return line.computed if line.computed is not None else line.places

    def value(self, at: int, col: int) -> Decimal:
        """The figure of a cell, drawn or computed once."""
        if (at, col) not in self._known:
            self._known[at, col] = self._compute(at, col)
        return self._known[at, col]

    def _compute(self, at: int, col: int) -> Decimal:
        line, column = self.lines[at], self.columns[col]
        if line.parts and not self._by_column(line, column):
            exact = line.formula([self.value(part, col) for part in line.parts])
            return exact if line.computed is None else rounded(exact, line.computed)
        if column.formula is not None:
            parts = [self.value(at, part) for part in column.parts]
            if column.over is not None:
                parts.append(self.value(column.over, column.parts[0]))
            exact = column.formula(parts)
            return exact if column.computed is None else rounded(exact, column.computed)
        if line.within is not None:
            share = Decimal(self.random.randint(8, 60)) / 100
            return rounded(self.value(line.within, col) * share, line.places or 0)
        return Decimal(self._drawn(at, *line.scale)).scaleb(-(line.places or 0))

    def _drawn(self, at: int, low: int, high: int) -> int:
        """A figure between bounds; in a steady ledger near those of its line, as of one year after another."""
        if not self.steady:
            return self.random.randint(low, high)
        level = self._levels.setdefault(at, self.random.randint(low, high))
        return max(low, level * self.random.randint(80, 125) // 100)

    @staticmethod
    def _by_column(line: Line, column: Column) -> bool:
        """Whether a line that follows from others takes the column's formula: quotients do, and changes of rates."""
        if column.formula is None:
            return False
        return column.computed is not None or (line.computed is not None and column.role == "difference")

    def _state(self, sheet: int, at: int, col: int) -> None:
        line, column = self.lines[at], self.columns[col]
        if column.texts is not None:
            return
        target = self._ref(sheet, at, col)
        if line.parts and not self._by_column(line, column):
            parts = tuple(self._ref(sheet, part, col) for part in line.parts)
            self._equation(target, parts, line.formula, line.computed)
        rate_over_total = (
            line.computed is not None and column.computed is None and column.role != "difference"
        )
        if column.formula is not None and not (line.parts and rate_over_total):
            parts = tuple(self._ref(sheet, at, part) for part in column.parts)
            if column.over is not None:
                parts = (*parts, self._ref(sheet, column.over, column.parts[0]))
            self._equation(target, parts, column.formula, column.computed)
        self.draft.mark(self._role(line, column), target)

    @staticmethod
    def _role(line: Line, column: Column) -> str:
        if column.role:
            return column.role
        if line.computed is not None:
            return "quotient"
        return "total" if column.formula is not None and line.role == "component" else line.role

    def _equation(self, target: Ref, parts: tuple[Ref, ...], formula: Formula, places: int | None) -> None:
        self.draft.facts.append(Equation(target=target, parts=parts, formula=formula, places=places))

    def _ref(self, sheet: int, at: int, col: int) -> Ref:
        head = len(self._head())
        return Ref(sheet, head + at, col + self._stubs)
