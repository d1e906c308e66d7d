"""Facts that hold in a right decision, and what a single cell would have to be for them to hold again.

They are written down by the generator as it makes the figures and judge its errors: one that no fact
contradicts cannot be known from the paper, and one that another single cell explains as well is open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Protocol

from planted.draft import Draft, Figure, Ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Fact(Protocol):
    """Something that holds among cells."""

    @property
    def cells(self) -> tuple[Ref, ...]:
        """The cells it reads."""
        ...

    def holds(self, draft: Draft) -> bool:
        """Whether it holds as printed."""
        ...

    def remedies(self, draft: Draft) -> Iterator[tuple[Ref, Decimal]]:
        """Values of single cells with which it would hold."""
        ...


def rounded(value: Decimal, places: int, *, cut: bool = False) -> Decimal:
    """A value at so many places, half up or cut off."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_DOWN if cut else ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """A cell that is a formula of others.

    Attributes:
        target: The cell.
        parts: What the formula reads.
        formula: The formula.
        places: Places the result is rounded to, None where it is exact.
        cut: Whether it is cut off instead.
        slack: How far rounding of the parts may put it off.
    """

    target: Ref
    parts: tuple[Ref, ...]
    formula: Callable[[Sequence[Decimal]], Decimal]
    places: int | None = None
    cut: bool = False
    slack: Decimal = Decimal(0)

    @property
    def cells(self) -> tuple[Ref, ...]:
        """The target and the parts."""
        return (self.target, *self.parts)

    def result(self, draft: Draft, instead: tuple[Ref, Decimal] | None = None) -> Decimal | None:
        """What the formula gives; None where a part is blank."""
        values = [instead[1] if instead and part == instead[0] else draft.value(part) for part in self.parts]
        known = [value for value in values if value is not None]
        if len(known) != len(values):
            return None
        try:
            exact = self.formula(known)
        except ArithmeticError:
            return None
        return exact if self.places is None else rounded(exact, self.places, cut=self.cut)

    def holds(self, draft: Draft) -> bool:
        """Whether the printed figure is what the formula gives."""
        target, result = draft.value(self.target), self.result(draft)
        return target is None or result is None or abs(target - result) <= self.slack

    def remedies(self, draft: Draft) -> Iterator[tuple[Ref, Decimal]]:
        """The target recomputed, and each part moved by what is missing."""
        target, result = draft.value(self.target), self.result(draft)
        if target is None or result is None:
            return
        yield self.target, result
        for part in self.parts:
            old = draft.value(part)
            if old is None:
                continue
            moved = self.result(draft, (part, old + 1000))
            slope = (moved - result) / 1000 if moved is not None else Decimal(0)
            if slope:
                yield part, rounded(old + (target - result) / slope, printed_places(draft, part))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Ranks that follow figures.

    Attributes:
        rows: One a unit: its rank, the figures it is ranked by (the first decides), how many units it pools.
        signs: 1 where the larger figure is better, -1 where the smaller is; one a figure.
        policy: "dense", "competition", "modified" or "ordinal".
        pool_last: Whether a row of several units carries the last place of its pool.
    """

    rows: tuple[tuple[Ref, tuple[Ref, ...], int], ...]
    signs: tuple[int, ...]
    policy: str
    pool_last: bool = False

    @property
    def cells(self) -> tuple[Ref, ...]:
        """Ranks and figures."""
        return tuple(ref for rank, figures, _ in self.rows for ref in (rank, *figures))

    def ranks(self, draft: Draft) -> list[int]:
        """Ranks by the figures, each counted for itself; equal ones under "ordinal" in printed order."""
        keys = [
            tuple(sign * (draft.value(ref) or 0) for sign, ref in zip(self.signs, figures, strict=True))
            for _, figures, _ in self.rows
        ]
        sizes = [size for _, _, size in self.rows]
        result = []
        for index, key in enumerate(keys):
            before = sum(size for other, size in zip(keys, sizes, strict=True) if other > key)
            same = sum(size for other, size in zip(keys, sizes, strict=True) if other == key)
            earlier = sum(
                size for other, size in zip(keys[:index], sizes[:index], strict=True) if other == key
            )
            result.append(
                {
                    "dense": len({other for other in keys if other > key}) + 1,
                    "competition": before + 1,
                    "modified": before + same,
                    "ordinal": before + earlier + 1,
                }[self.policy]
                + (sizes[index] - 1 if self.pool_last and self.policy in {"competition", "ordinal"} else 0)
            )
        return result

    def holds(self, draft: Draft) -> bool:
        """Whether the printed ranks are those; under "ordinal" any order among equals."""
        printed = [draft.value(rank) for rank, _, _ in self.rows]
        if self.policy != "ordinal":
            return printed == self.ranks(draft)
        keys = [
            tuple(sign * (draft.value(ref) or 0) for sign, ref in zip(self.signs, figures, strict=True))
            for _, figures, _ in self.rows
        ]
        found = sorted((key, int(rank or 0)) for key, rank in zip(keys, printed, strict=True))
        return found == sorted(zip(keys, self.ranks(draft), strict=True))

    def is_contradicted(self, draft: Draft) -> bool:
        """Whether the printed ranks hold under no way of ranking ties: a reader is not told which it is."""
        return not any(
            replace(self, policy=policy).holds(draft) for policy in ("dense", "competition", "modified")
        )

    def has_rival(self, draft: Draft, cells: set[Ref]) -> bool:
        """Whether another way of ranking ties leaves one other rank alone as wrong."""
        for policy in ("dense", "competition", "modified"):
            right = replace(self, policy=policy).ranks(draft)
            off = [
                rank
                for (rank, _, _), place in zip(self.rows, right, strict=True)
                if draft.value(rank) != place
            ]
            if len(off) == 1 and off[0] not in cells:
                return True
        return False

    def remedies(self, draft: Draft) -> Iterator[tuple[Ref, Decimal]]:
        """Each rank as the figures give it."""
        for (rank, _, _), right in zip(self.rows, self.ranks(draft), strict=True):
            if draft.value(rank) != right:
                yield rank, Decimal(right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiers:
    """Tiers that follow a figure: the first threshold that it reaches names the tier.

    Attributes:
        rows: The figure of each unit, its tier, and the cell that prints the tier where one does.
        thresholds: Tiers from the best down with the least figure of each.
        stated: Whether the prose states them; else they are known from the order of the figures alone.
    """

    rows: tuple[tuple[Ref, str, Ref | None], ...]
    thresholds: tuple[tuple[str, Decimal], ...]
    stated: bool = False

    @property
    def cells(self) -> tuple[Ref, ...]:
        """The figures."""
        return tuple(ref for ref, _, _ in self.rows)

    def holds(self, draft: Draft) -> bool:
        """Whether no unit stands in a tier that the thresholds, or units of other tiers, speak against."""
        order = [tier for tier, _ in self.thresholds]
        pairs = [
            (draft.value(ref) or Decimal(0), str(draft[cell]) if cell else tier)
            for ref, tier, cell in self.rows
        ]
        if self.stated:
            return all(tier_of(value, self.thresholds) == tier for value, tier in pairs)
        return not any(
            one[0] > two[0] and order.index(one[1]) > order.index(two[1]) for one in pairs for two in pairs
        )

    def has_rival(self, draft: Draft, cells: set[Ref]) -> bool:
        """Whether another unit's tier, changed alone, would leave nothing to object to."""
        for _, _, cell in self.rows:
            if cell is None or cell in cells:
                continue
            old = draft[cell]
            for tier, _ in self.thresholds:
                draft[cell] = tier
                holds = self.holds(draft)
                draft[cell] = old
                if holds:
                    return True
        return False

    def remedies(self, draft: Draft) -> Iterator[tuple[Ref, Decimal]]:  # noqa: ARG002 (as every fact has it)
        """None: a tier says only between which bounds a figure lies."""
        yield from ()


def tier_of(value: Decimal, thresholds: Sequence[tuple[str, Decimal]]) -> str:
    """The tier of a value."""
    return next(tier for tier, least in thresholds if value >= least)


def printed_places(draft: Draft, ref: Ref) -> int:
    """Decimal places that a cell prints."""
    content = draft[ref]
    if not isinstance(content, Figure):
        return 0
    if content.places is not None:
        return content.places
    exponent = content.value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def total(values: Sequence[Decimal]) -> Decimal:
    """The sum."""
    return sum(values, Decimal(0))


def mean(values: Sequence[Decimal]) -> Decimal:
    """The average."""
    return sum(values, Decimal(0)) / len(values)


def percentage(values: Sequence[Decimal]) -> Decimal:
    """The first in percent of the second."""
    return values[0] * 100 / values[1]


def difference(values: Sequence[Decimal]) -> Decimal:
    """The first less the second."""
    return values[0] - values[1]


def growth(values: Sequence[Decimal]) -> Decimal:
    """How much the first is above the second, in percent."""
    return (values[0] - values[1]) * 100 / values[1]


def same(values: Sequence[Decimal]) -> Decimal:
    """The figure itself."""
    return values[0]
