"""Sentences of operational reports: lists of units with their figures, parts of a total, changes since last year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from planted.draft import Content, Figure, Ref
from planted.facts import Equation, difference, growth, mean, rounded, same
from planted.sentences import Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planted.facts import Fact


@dataclass(slots=True, kw_only=True)
class Telling(Prose):
    """Sentences about a form as such reports have them, beside those of `Prose`.

    Attributes:
        what: What the column is called ("tỷ lệ giải ngân").
        tail: What stands behind a figure with no space ("%") or with one (" điểm").
    """

    what: str = "tỷ lệ"
    tail: str = "%"

    def few_below(self, limit: int, *, named: bool = True) -> None:
        """How many stay below a limit, and which with their figures."""
        values = self.values()
        low = [at for at, value in enumerate(values) if value < limit]
        if not 0 < len(low) < 7:
            return
        names = ", ".join(f"{{{1 + 2 * at}}} ({{{2 + 2 * at}}}{self.tail})" for at in range(len(low)))
        given: list[Content] = []
        for at in low:
            given += [self.form.names[at], Figure(values[at], self.places)]
        text = f"Có {{0}}/{len(values)} {self.units} có {self.what} dưới {limit}{self.tail}"
        ref = self.say(
            f"{text}, gồm: {names}." if named else f"{text}.",
            Figure(Decimal(len(low))),
            *(given if named else ()),
        )
        self._counts(ref, lambda value, _: value < limit)
        for at, row in enumerate(low if named else ()):
            self._states(ref._replace(col=2 + 2 * at), "prose score", same, (self.refs[row],))
            self.draft.mark("prose name", ref._replace(col=1 + 2 * at))

    def above_mean(self, row: int, way: str) -> None:
        """How many are above the figure of the row that closes the table."""
        cell = self.form.ref(row, self.column)
        level = self.draft.value(cell) or Decimal(0)
        count = Decimal(sum(value > level for value in self.values()))
        if not count:
            return
        ref = self.say(
            f"Bình quân {way} đạt {{0}}{self.tail}; có {{1}} {self.units} có {self.what} cao hơn bình quân {way}.",
            Figure(level, self.places),
            Figure(count),
        )
        self._states(ref, "prose amount", same, (cell,))
        self._counts(ref._replace(col=1), lambda value, mean: value > mean, cell)

    def podium(self) -> None:
        """The first three with their figures."""
        values = self.values()
        order = sorted(range(len(values)), key=lambda at: -values[at])
        if len({values[at] for at in order[:4]}) < 4:
            return
        given: list[Content] = []
        for at in order[:3]:
            given += [self.form.names[at], Figure(values[at], self.places)]
        text = (
            f"{{0}} dẫn đầu về {self.what} với {{1}}{self.tail}, tiếp theo là {{2}} ({{3}}{self.tail}) và"
            f" {{4}} ({{5}}{self.tail})."
        )
        ref = self.say(text, *given)
        for place, at in enumerate(order[:3]):
            self.draft.mark("prose name", ref._replace(col=2 * place))
            self._states(ref._replace(col=2 * place + 1), "prose score", same, (self.refs[at],))

    def parts(self, row: int, columns: Sequence[int], text: str) -> None:
        """Figures of a row; `text` has a place for each."""
        cells = [self.form.ref(row, column) for column in columns]
        places = [self.form.columns[column].places for column in columns]
        figures = [
            Figure(self.draft.value(cell) or Decimal(0), place)
            for cell, place in zip(cells, places, strict=True)
        ]
        ref = self.say(text, *figures)
        for at, cell in enumerate(cells):
            self._states(ref._replace(col=at), "prose amount", same, (cell,))

    def change(self, now: Ref, before: Ref, text: str, noun: str) -> None:
        """What a figure is and by how much, in number and in percent, it rose or fell since last year."""
        values = [self.draft.value(now) or Decimal(0), self.draft.value(before) or Decimal(0)]
        gap = difference(values)
        if not gap or not values[1]:
            return
        way = "tăng" if gap > 0 else "giảm"
        share = rounded(abs(growth(values)), 2)
        ref = self.say(
            f"{text} {{0}} {noun}, {{1}} {{2}} {noun} ({{1}} {{3}}%) so với cùng kỳ năm trước.",
            Figure(values[0]), way, Figure(abs(gap)), Figure(share, 2),
        )  # fmt: skip
        self._states(ref, "prose amount", same, (now,))
        self.draft.mark("prose way", ref._replace(col=1))
        self._states(ref._replace(col=2), "prose gap", lambda v: abs(v[0] - v[1]), (now, before))
        self._states(ref._replace(col=3), "prose percentage", lambda v: abs(growth(v)), (now, before), 2)

    def climbed(self, now: int, before: int, at: int) -> None:
        """From which place to which a unit went."""
        row = self.form.rows[at]
        cells = (Ref(0, row, now), Ref(0, row, before))
        ranks = [self.draft.value(cell) or Decimal(0) for cell in cells]
        if ranks[0] == ranks[1]:
            return
        way = "tăng" if ranks[0] < ranks[1] else "giảm"
        ref = self.say(
            f"{self.form.names[at]} xếp hạng {{0}}, {{1}} {{2}} bậc so với năm trước (hạng {{3}}).",
            Figure(ranks[0]), way, Figure(abs(ranks[0] - ranks[1])), Figure(ranks[1]),
        )  # fmt: skip
        self._states(ref, "prose place", same, cells[:1])
        self.draft.mark("prose way", ref._replace(col=1))
        self._states(ref._replace(col=2), "prose move", lambda v: abs(v[0] - v[1]), cells)
        self._states(ref._replace(col=3), "prose place", same, cells[1:])

    def mean_change(self, before: int, places: int = 2) -> None:
        """The mean, and by how much it rose or fell since the mean of another column."""
        old = [self.form.ref(row, before) for row in self.form.rows]
        means = [
            rounded(mean([self.draft.value(ref) or Decimal(0) for ref in refs]), places)
            for refs in (self.refs, old)
        ]
        gap = difference(means)
        if not gap:
            return
        way = "tăng" if gap > 0 else "giảm"
        ref = self.say(
            f"{self.what[0].upper()}{self.what[1:]} trung bình đạt {{0}}{self.tail}, {{1}} {{2}}{self.tail}"
            f" so với năm trước ({{3}}{self.tail}).",
            Figure(means[0], places), way, Figure(abs(gap), places), Figure(means[1], places),
        )  # fmt: skip
        self._states(ref, "prose mean", mean, tuple(self.refs), places)
        self.draft.mark("prose way", ref._replace(col=1))
        ends = (ref, ref._replace(col=3))
        self._states(ref._replace(col=2), "prose gap", lambda v: abs(v[0] - v[1]), ends)
        self._states(ref._replace(col=3), "prose mean", mean, tuple(old), places)

    def graded_in_one(self, column: int) -> None:
        """How many stand in each grade, in one sentence."""
        grades = [str(self.draft[Ref(0, row, column)]) for row in self.form.rows]
        names = sorted(set(grades), key=grades.index)
        if len(names) < 2:
            return
        text = ", ".join(f"{{{at}}} {self.units} xếp loại {name}" for at, name in enumerate(names))
        ref = self.say(f"Kết quả: {text}.", *(Figure(Decimal(grades.count(name))) for name in names))
        for at, name in enumerate(names):
            number = Decimal(grades.count(name))
            self._fact(
                Equation(
                    target=ref._replace(col=at),
                    parts=tuple(self.refs),
                    formula=lambda _values, number=number: number,  # type: ignore[misc]
                ),
                "count",
            )

    def _counts(
        self, target: Ref, test: Callable[[Decimal, Decimal], bool], level: Ref | None = None
    ) -> None:
        """The count of units whose figure stands the test against a level."""
        parts = (*self.refs, *((level,) if level else ()))
        end = len(self.refs)

        def count(values: Sequence[Decimal]) -> Decimal:
            return Decimal(sum(test(value, values[-1]) for value in values[:end]))

        self._fact(Equation(target=target, parts=parts, formula=count), "count")

    def _fact(self, fact: Fact, role: str) -> None:
        self.draft.facts.append(fact)
        self.draft.mark(role, fact.cells[0])
