"""How wide the characters of a page's figures are: a figure wider than what was read there has lost a mark or a sign.

In nearly all fonts all digits are as wide, and so the width of a figure tells how many marks stand between them. A recogniser
that reads "3,3" as "33" from a blurred page is as sure as of any other; the figure is wider than two digits by a comma.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from doichieu.extract.scan.marks import figures_of
from doichieu.model import SURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.scan.ctc import Array
    from doichieu.extract.scan.engine import Reading
    from doichieu.extract.scan.textlines import Ink, LineBox

FIGURE = re.compile(r"[-+−–(]{0,2} ?\d[\d.,/ ]*[%)]{0,3}")
_LEAST_LETTERS = 2
# Characters that share a width, with their usual widths in heights of a figure.
_KINDS = ("0123456789", "1", ".,", "-−–", "+", "%", "(", ")", "/", " ")
_USUAL = (0.76, 0.0, 0.36, 0.45, 0.76, 1.2, 0.43, 0.43, 0.38, 0.33)
# What a figure's ink lacks of its characters' widths at its ends; less where a 1 or a sign for percent stands there.
_SIDES = (-0.1, 0.0, 0.0, 0.0)
# Widths are fitted from so many figures on, whose heights differ by this factor at most; how much their usual values weigh.
_MANY, _SIZES, _PRIOR = 24, 1.1, 0.05
# Figures that were not read surely count this much; rounds of the fit, in which figures that do not fit count less.
_UNSURE, _ROUNDS = 0.2, 12
# The spread of widths is taken for this much at least, and what is further away than these many spreads, or the last in
# heights of a figure, does not fit. Half a comma is 0.15.
_FINEST, _SPREADS, _AWAY = 0.02, 4.0, 0.15
# A character has a width of its own where so many figures have it.
_OWN = 3
# Ink of a figure is so large (heights) and so near to the rest of it; the rest is dirt.
_DIRT, _APART = 0.14, 0.75


class Figure(NamedTuple):
    """A line that is a figure.

    Attributes:
        line: Number of the line.
        text: What was read.
        left: Left edge of its ink in pixels.
        wide: Width of its ink in pixels.
        base: Its baseline.
        high: Height of its digits.
        sure: Whether it was read surely.
    """

    line: int
    text: str
    left: float
    wide: float
    base: float
    high: float
    sure: bool


class Setting(NamedTuple):
    """Figures in one size, and how wide their characters are.

    Attributes:
        figures: The figures.
        high: Height of their digits in pixels.
        widths: Width of each kind of character, then of the sides, in heights.
        slack: How much wider or narrower than what was read a figure may be, in heights.
        known: Which widths the page itself tells.
    """

    figures: list[Figure]
    high: float
    widths: Array
    slack: float
    known: Array

    def fits(self, figure: Figure, text: str) -> bool | None:
        """Whether a figure is as wide as a text; None where the page does not tell.

        Args:
            figure: One of the figures.
            text: What it may say.
        """
        row = _row(text)
        if any(count and not known for count, known in zip(row, self.known, strict=True)):
            return None
        return abs(figure.wide / self.high - float(self.widths @ row)) <= self.slack

    def centres(self, figure: Figure, text: str) -> list[float]:
        """Where the middles of the characters of a text stand in a figure, in pixels from the left edge of the page."""
        wide = np.array([self.widths[: len(_KINDS)] @ _kinds(char) for char in text]) * self.high
        bearing = (wide.sum() - figure.wide) / 2
        return [float(at) for at in figure.left - bearing + np.cumsum(wide) - wide / 2]


def settings(ink: Ink, lines: Sequence[LineBox], readings: Sequence[Reading]) -> list[Setting]:
    """Fit the widths of characters to the figures of a page.

    Args:
        ink: The page.
        lines: Its lines.
        readings: What was read in each.

    Returns:
        For each size of which there are enough figures to tell.
    """
    found = [
        figure
        for number, (line, reading) in enumerate(zip(lines, readings, strict=True))
        if (figure := _figure(ink, line, reading, number)) is not None
    ]
    return [_fitted(group) for group in _by_size(found) if len(group) >= _MANY]


def _figure(ink: Ink, line: LineBox, reading: Reading, number: int) -> Figure | None:
    if len(reading.text) < _LEAST_LETTERS or not FIGURE.fullmatch(reading.text):
        return None
    figures = figures_of(ink, line)
    if figures is None:
        return None
    parts, high = figures
    large = parts[(parts[:, 2:] - parts[:, :2]).max(axis=1) >= _DIRT * high]
    tall = large[:, 3] - large[:, 1] > 0.6 * high
    if not tall.any():
        return None
    left, right = float(large[tall, 0].min()), float(large[tall, 2].max())
    for x0, _, x1, _ in large[large[:, 0].argsort()].tolist():
        right = max(right, x1) if left <= x0 <= right + _APART * high else right
    for x0, _, x1, _ in large[(-large[:, 2]).argsort()].tolist():
        left = min(left, x0) if left - _APART * high <= x1 <= right else left
    base = float(np.median(large[tall, 3]))
    return Figure(number, reading.text, left, right - left, base, high, reading.confidence >= SURE)


def _by_size(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Figures whose digits are as high, the most frequent height first."""
    groups: list[list[Figure]] = []
    left = list(figures)
    while left:
        highs = np.array([figure.high for figure in left])
        usual = max(set(highs.tolist()), key=lambda high: int((abs(highs - high) <= 1).sum()))
        own = (highs <= max(usual * _SIZES, usual + 1)) & (highs >= min(usual / _SIZES, usual - 1))
        groups.append([figure for figure, is_own in zip(left, own, strict=True) if is_own])
        left = [figure for figure, is_own in zip(left, own, strict=True) if not is_own]
    return groups


def _fitted(figures: list[Figure]) -> Setting:
    """Widths by weighted least squares, figures that do not fit weighing less each round."""
    high = float(np.median([figure.high for figure in figures]))
    rows = np.array([_row(figure.text) for figure in figures])
    wide = np.array([figure.wide for figure in figures]) / high
    sure = np.array([figure.sure for figure in figures])
    trust = np.where(sure, 1.0, _UNSURE)
    usual, weights = np.array([*_USUAL, *_SIDES]), trust
    away, spread = wide, _FINEST
    widths = usual
    for _ in range(_ROUNDS):
        left = (rows * weights[:, None]).T
        prior = _PRIOR * np.eye(len(usual))
        widths = np.linalg.solve(left @ rows + prior, left @ wide + prior @ usual)
        away = np.abs(wide - rows @ widths)
        spread = max(1.48 * float(np.median(away[sure] if sure.any() else away)), _FINEST)
        weights = trust * np.minimum(1.0, 1.5 * spread / np.maximum(away, 1e-6)) ** 2
    known = (rows > 0).sum(axis=0) >= _OWN
    return Setting(figures, high, widths, max(_AWAY, _SPREADS * spread), known)


def _kinds(char: str) -> Array:
    return np.array([float(char in kind) for kind in _KINDS])


def _row(text: str) -> list[float]:
    """How many characters of each kind a text has, and what stands at its sides."""
    sides = (True, text.startswith("1"), text.endswith("1"), text.endswith("%"))
    return [*(float(sum(map(text.count, kind))) for kind in _KINDS), *map(float, sides)]
