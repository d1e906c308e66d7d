"""Weights of a weighted sum from its figures: least squares, brought to round weights that add up to one, or to points a piece."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

# Weights are stated in steps of five or of one percent.
_STEPS = (Decimal("0.05"), Decimal("0.01"))
# The second term counts twice, the subject of a class three times.
_PARTS = (3, 6, 7, 9)
# Points for one of what is counted.
_MOST_POINTS = 100
# One row in so many is left out at a time, so that a misprinted one spoils no fit.
_FOLDS = 4
_SINGULAR = 1e-9
_NEAR = Decimal("0.002")


def fit_weights(rows: Sequence[Sequence[Decimal]], totals: Sequence[Decimal]) -> tuple[Decimal, ...] | None:
    """Fit the weights of a weighted sum.

    Args:
        rows: n rows of k figures, n at least k.
        totals: n totals.

    Returns:
        k round weights above zero that add up to one, or whole points for each of what is counted ("Điểm" of gold,
        silver and bronze; none for some); None where the figures imply none.
    """
    best: tuple[tuple[int, int], tuple[Decimal, ...]] | None = None
    half = Decimal(1).scaleb(min(_exponent(total) for total in totals)) / 2
    counts = all(value == int(value) for row in rows for value in row)
    for fold in range(-1, _FOLDS):
        kept = [index for index in range(len(rows)) if fold < 0 or index % _FOLDS != fold]
        raw = _solve([[float(v) for v in rows[i]] for i in kept], [float(totals[i]) for i in kept])
        for weights in _rounded(raw, counts=counts) if raw is not None else ():
            gaps = [_gap(row, weights, total) for row, total in zip(rows, totals, strict=True)]
            near = (
                # what the totals were rounded to tells weights apart that are next to each other
                sum(gap <= half for gap in gaps),
                sum(
                    gap <= _NEAR * max(abs(total), Decimal(1))
                    for gap, total in zip(gaps, totals, strict=True)
                ),
            )
            if best is None or near > best[0]:
                best = (near, weights)
        if best is not None and best[0][0] == len(rows):
            break
    return best[1] if best else None


def _gap(row: Sequence[Decimal], weights: Sequence[Decimal], total: Decimal) -> Decimal:
    return abs(sum((v * w for v, w in zip(row, weights, strict=True)), Decimal(0)) - total)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _rounded(raw: Sequence[float], *, counts: bool) -> list[tuple[Decimal, ...]]:
    found = []
    whole = tuple(Decimal(round(weight)) for weight in raw)
    # Games lost, among those won and drawn, count nothing.
    if counts and sum(weight > 0 for weight in whole) > 1 and min(whole) >= 0 and max(whole) <= _MOST_POINTS:
        found.append(whole)
    for step in _STEPS:
        weights = tuple((Decimal(repr(weight)) / step).to_integral_value() * step for weight in raw)
        if all(weight > 0 for weight in weights) and sum(weights) == 1:
            found.append(weights)
    # ones and twos of three, and the like, before any hundredths that come near to them
    for parts in _PARTS:
        shares = [round(weight * parts) for weight in raw]
        if min(shares) > 0 and sum(shares) == parts:
            found.insert(0, tuple(Decimal(share) / parts for share in shares))
    return found


def _solve(rows: list[list[float]], totals: list[float]) -> list[float] | None:
    """Normal equations by elimination with pivots; None where the columns depend on each other."""
    count = len(rows[0])
    if len(rows) < count:
        return None
    matrix = [
        [sum(row[i] * row[j] for row in rows) for j in range(count)]
        + [sum(row[i] * total for row, total in zip(rows, totals, strict=True))]
        for i in range(count)
    ]
    scale = max((abs(value) for line in matrix for value in line[:-1]), default=0.0)
    for at in range(count):
        pivot = max(range(at, count), key=lambda line: abs(matrix[line][at]))
        if abs(matrix[pivot][at]) <= _SINGULAR * scale:
            return None
        matrix[at], matrix[pivot] = matrix[pivot], matrix[at]
        for line in range(count):
            if line != at:
                factor = matrix[line][at] / matrix[at][at]
                matrix[line] = [a - factor * b for a, b in zip(matrix[line], matrix[at], strict=True)]
    return [matrix[at][count] / matrix[at][at] for at in range(count)]
