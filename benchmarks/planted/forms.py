"""A form while it is filled: columns over units, some computed from others of their row, closed by totals or means."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from recipe.source import LEFT

from planted.draft import Content, Draft, Figure, Ref, Sheet
from planted.facts import Equation, Ranking, Tiers, mean, rounded, tier_of, total

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a form.

    Attributes:
        title: Its header, levels apart by "|".
        role: What its cells are, for planting errors.
        draw: Draws a figure; None where the column is computed.
        formula: Computes a figure from those of `parts`.
        parts: Columns that the formula reads, counted from the first of the form.
        places: Decimal places; None prints as many as a figure needs.
        summed: Whether a row of totals adds it up (else it computes it anew, where there is a formula).
        computed: Places that the formula is rounded to; None where it is exact.
        rise: What marks a rise, as figures have it.
    """

    title: str
    role: str = "component"
    draw: Callable[[], Decimal] | None = None
    formula: Callable[[Sequence[Decimal]], Decimal] | None = None
    parts: tuple[int, ...] = ()
    places: int | None = 0
    summed: bool = True
    computed: int | None = None
    rise: str = ""


@dataclass(slots=True, kw_only=True)
class Form:
    """A form while it is filled.

    Attributes:
        random: Draws.
        draft: The decision.
        columns: Columns behind the ordinal and the name.
        names: Its units.
        stub: Header of the names.
        closing: Label of the row that closes the form and what it is: "total", "mean" or "median".
        namesakes: Whether two units may share a name, as schools do, so that a name twice is no error.
        heads: Ordinal and label of the row of a group, by the unit that it stands above.
        restart: Whether ordinals begin again in each group.
        subtotals: Whether the row of a group adds it up.
        rows: Grid rows of the units.
        tops: Grid rows of the groups.
    """

    random: Random
    draft: Draft
    columns: list[Column]
    names: list[str]
    stub: str = "Đơn vị"
    closing: tuple[str, str] | None = None
    namesakes: bool = False
    heads: dict[int, tuple[str, str]] = field(default_factory=dict)
    restart: bool = False
    subtotals: bool = False
    rows: list[int] = field(default_factory=list)
    tops: list[int] = field(default_factory=list)

    def fill(self, caption: str, *, unit: str = "") -> Sheet:
        """Print the head, a row a unit, and the row of totals or means that closes or opens it."""
        head = self._head()
        sheet = Sheet(number="1", caption=caption, head=head, body=[], unit=unit)
        self.draft.sheets.append(sheet)
        first = self.closing is not None and self.closing[1] == "total" and self.random.randint(0, 2) == 0
        number = 0
        for index, name in enumerate(self.names):
            if index in self.heads:
                self.tops.append(len(head) + first + len(sheet.body))
                sheet.body.append([*self.heads[index], *[""] * len(self.columns)])
                number = 0 if self.restart else number
            number += 1
            self.rows.append(len(head) + first + len(sheet.body))
            sheet.body.append(self._row(number, name, self.rows[-1]))
        if self.closing is not None:
            blank: list[Content] = [""] * len(head[0])
            sheet.body.insert(0 if first else len(sheet.body), blank)
        if self.subtotals:
            for top, end in zip(self.tops, [*self.tops[1:], self.rows[-1] + 1], strict=True):
                self._aggregate(top, [row for row in self.rows if top < row < end], "total", "subtotal")
        if self.closing is not None:
            self._close(len(head) if first else self.rows[-1] + 1)
        return sheet

    def ref(self, row: int, column: int) -> Ref:
        """A cell of a column of the form."""
        return Ref(0, row, column + 2)

    def _head(self) -> list[list[str]]:
        titles = ["TT", self.stub, *(column.title for column in self.columns)]
        if not any("|" in title for title in titles):
            return [titles]
        top = [title.split("|")[0] for title in titles]
        above = [
            LEFT if at and "|" in titles[at] and text == top[at - 1] else text for at, text in enumerate(top)
        ]
        return [above, [title.split("|")[1] if "|" in title else "^" for title in titles]]

    def _row(self, number: int, name: str, row: int) -> list[Content]:
        known: dict[int, Decimal] = {}
        values = [self._value(at, known) for at in range(len(self.columns))]
        for at, column in enumerate(self.columns):
            self._state(row, at)
            self.draft.mark(column.role, self.ref(row, at))
        if not self.namesakes:
            self.draft.mark("name", Ref(0, row, 1))
        self.draft.mark("ordinal", Ref(0, row, 0))
        figures = (
            Figure(value, column.places, rise=column.rise)
            for value, column in zip(values, self.columns, strict=True)
        )
        return [str(number), name, *figures]

    def _value(self, at: int, known: dict[int, Decimal]) -> Decimal:
        """The figure of a column; what it is computed from may stand to its right."""
        if at not in known:
            column = self.columns[at]
            if column.formula is None:
                known[at] = column.draw() if column.draw is not None else Decimal(0)
            else:
                exact = column.formula([self._value(part, known) for part in column.parts])
                known[at] = exact if column.computed is None else rounded(exact, column.computed)
        return known[at]

    def _state(self, row: int, at: int) -> None:
        column = self.columns[at]
        if column.formula is not None:
            parts = tuple(self.ref(row, part) for part in column.parts)
            fact = Equation(
                target=self.ref(row, at), parts=parts, formula=column.formula, places=column.computed
            )
            self.draft.facts.append(fact)

    def _close(self, row: int) -> None:
        label, way = self.closing or ("", "")
        self.draft[Ref(0, row, 1)] = label
        over = self.tops if self.subtotals and way == "total" else self.rows
        self._aggregate(row, over, way, "grand total" if way == "total" else "average")

    def _aggregate(self, row: int, over: Sequence[int], way: str, role: str) -> None:
        """Fill a row with the totals, means or medians of others."""
        formula = {"total": total, "mean": mean, "median": lambda values: Decimal(median(values))}[way]
        for at, column in enumerate(self.columns):
            target = self.ref(row, at)
            if way == "total" and not column.summed:
                continue
            refs = tuple(self.ref(one, at) for one in over)
            places = None if way == "total" else max(2, column.places or 0)
            value = formula([one for ref in refs if (one := self.draft.value(ref)) is not None])
            value = value if places is None else rounded(value, places)
            self.draft[target] = Figure(value, places or column.places, rise=column.rise)
            self.draft.facts.append(Equation(target=target, parts=refs, formula=formula, places=places))
            self.draft.mark(role, target)
        for at, column in enumerate(self.columns if way == "total" else ()):
            if not column.summed:
                self._anew(row, at)

    def _anew(self, row: int, at: int) -> None:
        """What a column computes from the totals of a row."""
        column = self.columns[at]
        if column.formula is None:
            return
        given = [self.draft.value(self.ref(row, part)) for part in column.parts]
        value = column.formula([one for one in given if one is not None])
        self.draft[self.ref(row, at)] = Figure(
            rounded(value, column.computed or 0), column.places, rise=column.rise
        )
        self._state(row, at)
        self.draft.mark(column.role, self.ref(row, at))

    def rank(self, by: int, title: str, groups: Sequence[Sequence[int]] | None = None) -> None:
        """Add a column of ranks by a column, larger first, over all rows or in groups."""
        policy = self.random.choice(("competition", "competition", "dense"))
        at = self._add(title)
        for rows in groups or [self.rows]:
            members = tuple((Ref(0, row, at), (self.ref(row, by),), 1) for row in rows)
            fact = Ranking(rows=members, signs=(1,), policy=policy)
            for (ref, _, _), rank in zip(members, fact.ranks(self.draft), strict=True):
                self.draft[ref] = Figure(Decimal(rank))
            self.draft.facts.append(fact)
            self.draft.mark("rank", *(ref for ref, _, _ in members))

    def grade(self, by: int, title: str, thresholds: Sequence[tuple[str, Decimal]]) -> None:
        """Add a column of grades by a column."""
        at = self._add(title)
        rows = []
        for row in self.rows:
            tier = tier_of(self.draft.value(self.ref(row, by)) or Decimal(0), thresholds)
            self.draft[Ref(0, row, at)] = tier
            rows.append((self.ref(row, by), tier, Ref(0, row, at)))
        self.draft.facts.append(Tiers(rows=tuple(rows), thresholds=tuple(thresholds)))
        self.draft.mark("tier", *(ref for _, _, ref in rows))

    def _add(self, title: str) -> int:
        """A blank column behind the others."""
        sheet = self.draft.sheets[0]
        sheet.head[0].append(title)
        for line in sheet.head[1:]:
            line.append("^")
        for body in sheet.body:
            body.append("")
        return len(sheet.head[0]) - 1
