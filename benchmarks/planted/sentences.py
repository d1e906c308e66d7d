"""Sentences about a form: who leads, means, counts, spreads, moves, and the facts that they state."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from planted.draft import Content, Draft, Figure, Ref, Sentence
from planted.facts import Equation, mean, rounded, same, total

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planted.forms import Form


@dataclass(slots=True, kw_only=True)
class Prose:
    """Sentences about a column of a form.

    Attributes:
        form: The form, filled.
        column: The column that is spoken of.
        noun: What its figures are, as it stands behind one ("điểm", "%").
        places: Places that they print.
        units: What the rows are called.
    """

    form: Form
    column: int
    noun: str
    places: int | None
    units: str = "đơn vị"
    refs: list[Ref] = field(init=False)

    def __post_init__(self) -> None:
        """Find the cells of the column."""
        self.refs = [self.form.ref(row, self.column) for row in self.form.rows]

    @property
    def draft(self) -> Draft:
        """The decision."""
        return self.form.draft

    def values(self) -> list[Decimal]:
        """The figures of the column."""
        return [self.draft.value(ref) or Decimal(0) for ref in self.refs]

    def say(self, text: str, *contents: Content) -> Ref:
        """Add a sentence; its first figure."""
        self.draft.prose.append(Sentence(text, list(contents)))
        return Ref(-1, len(self.draft.prose) - 1, 0)

    def extremes(self) -> None:
        """Who leads and who comes last, each alone there, with the figure."""
        values = self.values()
        for best, opening in ((True, "Dẫn đầu"), (False, "Xếp cuối")):
            extreme = max(values) if best else min(values)
            if values.count(extreme) > 1:
                continue
            at = values.index(extreme)
            name = self.form.names[at]
            ref = self.say(f"{opening} là {{0}} với {{1}} {self.noun}.", name, Figure(extreme, self.places))
            self._states(ref._replace(col=1), "prose score", same, (self.refs[at],))
            self.draft.mark("prose name", ref)

    def average(self, places: int = 2) -> None:
        """Mean of the column."""
        value = rounded(mean(self.values()), places)
        ref = self.say(f"Bình quân chung của các {self.units} đạt {{0}} {self.noun}.", Figure(value, places))
        self._states(ref, "prose mean", mean, tuple(self.refs), places)

    def middle(self, places: int = 2) -> None:
        """Median of the column."""
        value = rounded(Decimal(median(self.values())), places)
        ref = self.say(
            f"Giá trị trung vị của {len(self.refs)} {self.units} là {{0}} {self.noun}.", Figure(value, places)
        )
        self._states(ref, "prose mean", lambda values: Decimal(median(values)), tuple(self.refs), places)

    def spread(self) -> None:
        """How far the best is above the last."""
        value = max(self.values()) - min(self.values())
        ref = self.say(
            f"Khoảng cách giữa {self.units} cao nhất và {self.units} thấp nhất là {{0}} {self.noun}.",
            Figure(value, self.places),
        )
        self._states(ref, "prose spread", lambda values: max(values) - min(values), tuple(self.refs))

    def above(self, limit: int) -> None:
        """How many reach a limit, and what share that is."""
        count = Decimal(sum(value >= limit for value in self.values()))
        size = len(self.refs)
        if not 0 < count < size:
            return
        share = rounded(count * 100 / size, 2)
        ref = self.say(
            f"Có {{0}}/{size} {self.units} đạt từ {limit} {self.noun} trở lên, chiếm {{1}}.",
            Figure(count),
            Figure(share, 2, "%"),
        )
        self._states(
            ref,
            "count",
            lambda values: Decimal(sum(value >= limit for value in values)),
            tuple(self.refs),
        )
        self._states(ref._replace(col=1), "prose percentage", lambda v: v[0] * 100 / size, (ref,), 2)

    def graded(self, column: int) -> None:
        """How many stand in each grade of a column of grades."""
        cells = [Ref(0, row, column) for row in self.form.rows]
        grades = [str(self.draft[cell]) for cell in cells]
        for grade in sorted(set(grades)):
            number = Decimal(grades.count(grade))
            share = rounded(number * 100 / len(grades), 1)
            ref = self.say(
                f"Xếp loại {grade}: {{0}} {self.units}, tỷ lệ {{1}}.", Figure(number), Figure(share, 1, "%")
            )
            fact = Equation(
                target=ref,
                parts=tuple(self.refs),
                formula=lambda _values, number=number: number,  # type: ignore[misc]
            )
            self.draft.facts.append(fact)
            self.draft.mark("count", ref)
            self._states(
                ref._replace(col=1), "prose percentage", lambda v: v[0] * 100 / len(grades), (ref,), 1
            )

    def moved(self, now: int, before: int, at: int) -> None:
        """How many places a unit went up or down since last year, by two columns of ranks."""
        row = self.form.rows[at]
        one, two = Ref(0, row, now), Ref(0, row, before)
        gain = (self.draft.value(two) or Decimal(0)) - (self.draft.value(one) or Decimal(0))
        if not gain:
            return
        way, sign = ("tăng", 1) if gain > 0 else ("giảm", -1)
        ref = self.say(f"{self.form.names[at]} {way} {{0}} bậc so với năm trước.", Figure(abs(gain)))
        self._states(ref, "prose move", lambda v: sign * (v[1] - v[0]), (one, two))

    def totals(self, row: int, part: int, noun: str) -> None:
        """The total of the column and of a part, and the share of the part."""
        whole, piece = self.form.ref(row, self.column), self.form.ref(row, part)
        values = [self.draft.value(whole) or Decimal(0), self.draft.value(piece) or Decimal(0)]
        share = rounded(values[1] * 100 / values[0], 2)
        ref = self.say(
            f"Toàn tỉnh có {{0}} {self.noun}, trong đó có {{1}} {self.noun} {noun}, chiếm {{2}}.",
            Figure(values[0], self.places),
            Figure(values[1], self.places),
            Figure(share, 2, "%"),
        )
        self._states(ref, "prose amount", same, (whole,))
        self._states(ref._replace(col=1), "prose amount", same, (piece,))
        self._states(
            ref._replace(col=2),
            "prose percentage",
            lambda v: v[1] * 100 / v[0],
            (ref, ref._replace(col=1)),
            2,
        )

    def added(self, column: int, noun: str) -> None:
        """What a column adds up to where no row of the table says so."""
        cells = tuple(self.form.ref(row, column) for row in self.form.rows)
        value = total([self.draft.value(cell) or Decimal(0) for cell in cells])
        ref = self.say(f"Tổng số {noun} của {len(cells)} {self.units} là {{0}}.", Figure(value))
        self._states(ref, "prose sum", total, cells)

    def _states(
        self,
        target: Ref,
        role: str,
        formula: Callable[[Sequence[Decimal]], Decimal],
        parts: tuple[Ref, ...],
        places: int | None = None,
    ) -> None:
        self.draft.facts.append(Equation(target=target, parts=parts, formula=formula, places=places))
        self.draft.mark(role, target)
