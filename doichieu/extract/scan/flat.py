"""Pages that were photographed: seen from one side or curled, made flat by the lines that are drawn and written on them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np
from trueocr.page import rotate_page

from doichieu.extract.scan.mesh import Mesh

if TYPE_CHECKING:
    from doichieu.extract.scan.ctc import Array

_INCH = 72.0
# Lines are looked for in pictures of so many pixels an inch. Rulings are longer than strokes of letters, in points;
# lines of text that say how they lean are so long and at most so high.
_COARSE, _RULING, _WRITTEN, _HIGH = 100.0, 24.0, 120.0, 26.0
# Gaps between letters and words, in points.
_GAP = 9.0
# What a line of text says of its lean counts less than what a ruling does.
_WEIGHT = 0.5
# The edge of a sheet is within this of the desk's, in points.
_RIM = 20.0
# Lines lean at most so much against the sheet (tangent).
_LEAN = 0.25
# Sheets on glass lean as one: of the lines of one way nine in ten keep within these (tangents), and those down the
# page are upright on those across it within the last.
_BENT_ACROSS, _BENT_DOWN, _SQUARE = 0.011, 0.018, 0.012
# So much of a way, in lengths of the page's side, says something.
_ENOUGH = 1.5
# Lines bend as polynomials of these degrees in places from -1 to 1; higher powers cost more.
_DEGREES = (4, 3)
_COST = 1e-3
# Lines that disagree with the others by this many times the usual are none of the sheet's.
_ROUNDS, _OUTLIER, _LEAST_OUTLIER = 4, 3.0, 0.004
_POINTS = 33
_STEPS = 25


def coarse(grey: Array, scale: float) -> Array:
    """A page as coarse as its lines are looked for."""
    ratio = min(1.0, _COARSE / (scale * _INCH))
    return cv2.resize(grey, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)


def mesh_of(small: Array, desk: Array, width: float, skew: float) -> Mesh | None:
    """What makes the page of a photograph flat.

    Args:
        small: The page upright and coarse, the desk still about the sheet, whose edges are lines too.
        desk: 1 for what lies about the sheet.
        width: Its width in points.
        skew: Degrees counter-clockwise that it is to be turned by to be level.

    Returns:
        Where the places of the flat page lie on the picture that was turned; None for a page that is flat.
    """
    points = small.shape[1] / width
    desk = cv2.resize(desk, small.shape[::-1], interpolation=cv2.INTER_NEAREST)
    if skew:
        small, desk = rotate_page(small, skew), rotate_page(desk, skew)
    across, down = (_on_sheet(lines, desk, points) for lines in _drawn(small, points))
    across = np.concatenate([across, _written(cv2.max(small, 255 * desk), points)])
    high, wide = small.shape
    if not _is_bent(across, down, (wide, high)):
        return None
    middle = np.array([wide, high], dtype=np.float64) / 2
    bends = _bend(across, middle, _DEGREES[0], axis=0), _bend(down, middle, _DEGREES[1], axis=1)
    if not any(bend.most > least for bend, least in zip(bends, (_BENT_ACROSS, _BENT_DOWN), strict=True)):
        return None
    return _mesh(*bends, middle, points)


def flattened(grey: Array, mesh: Mesh, scale: float, skew: float, beyond: int = 255) -> Array:
    """A picture turned and made flat at once.

    Args:
        grey: Pixels.
        mesh: What makes it flat once it is turned.
        scale: Pixels a point.
        skew: Degrees counter-clockwise it is to be turned by.
        beyond: What stands where the picture does not reach.
    """
    high, wide = grey.shape
    xs, ys = (_spread(np.array(part, dtype=np.float32) * scale, high, wide) for part in mesh[2:])
    xs += np.arange(wide, dtype=np.float32)
    ys += np.arange(high, dtype=np.float32)[:, None]
    turn = cv2.invertAffineTransform(cv2.getRotationMatrix2D((wide / 2, high / 2), skew, 1.0))
    (a, b, c), (d, e, f) = turn.astype(np.float32)
    return cv2.remap(
        grey,
        a * xs + b * ys + c,
        d * xs + e * ys + f,
        cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=beyond,
    )


def _spread(values: Array, high: int, wide: int) -> Array:
    """Values at a mesh's points as values at every pixel."""

    def weights(pixels: int, points: int) -> Array:
        places = np.linspace(0, points - 1, pixels, dtype=np.float32)
        return np.maximum(0, 1 - np.abs(places[:, None] - np.arange(points, dtype=np.float32)))

    return weights(high, values.shape[0]) @ values @ weights(wide, values.shape[1]).T


@lru_cache(maxsize=1)
def _detector() -> Any:
    return cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE)


def _drawn(grey: Array, scale: float) -> tuple[Array, Array]:
    """Rulings and edges of the sheet, across and down: middle x, y, lean, length; one a row."""
    found = _detector().detect(grey)[0]
    ends = np.zeros((0, 4)) if found is None else found.reshape(-1, 4).astype(np.float64)
    way = ends[:, 2:] - ends[:, :2]
    length = np.hypot(way[:, 0], way[:, 1])
    middle = (ends[:, 2:] + ends[:, :2]) / 2
    sides = []
    for along, other in ((0, 1), (1, 0)):
        taken = (length > _RULING * scale) & (np.abs(way[:, other]) < _LEAN * np.abs(way[:, along]))
        lean = way[taken, other] / way[taken, along]
        sides.append(np.column_stack([middle[taken], lean, length[taken]]))
    return sides[0], sides[1]


def _on_sheet(lines: Array, desk: Array, scale: float) -> Array:
    """Lines without those of the desk about the sheet, and with the edges of the sheet."""
    if not desk.any():
        return lines
    size = round(_RIM * scale) | 1
    inner = cv2.erode(desk, np.ones((size, size), np.uint8))
    columns, rows = lines[:, 0].astype(int), lines[:, 1].astype(int)
    return lines[inner[rows.clip(0, inner.shape[0] - 1), columns.clip(0, inner.shape[1] - 1)] == 0]


def _written(grey: Array, scale: float) -> Array:
    """Lines of text: middle x, y, lean, length; one a row."""
    ink = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, round(_HIGH * scale) | 1, 30
    )
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, round(_GAP * scale)), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    lines = []
    for number, (left, top, wide, high, _) in enumerate(stats[1:count].tolist(), start=1):
        if wide < _WRITTEN * scale or high > _HIGH * scale + _LEAN * wide:
            continue
        rows, columns = np.nonzero(labels[top : top + high, left : left + wide] == number)
        parts = max(1, int(wide / (_WRITTEN * scale)))
        for part in range(parts):
            inside = (columns * parts) // wide == part
            lean = float(np.polyfit(columns[inside], rows[inside], 1)[0])
            middle = left + columns[inside].mean(), top + rows[inside].mean()
            lines.append((*middle, lean, _WEIGHT * wide / parts))
    return np.array(lines, dtype=np.float64).reshape(-1, 4)


def _is_bent(across: Array, down: Array, size: tuple[int, int]) -> bool:
    """Whether the lines of a page may lean more unlike each other than on a sheet that lies flat."""
    flat, upright = _usual(across, size[0]), _usual(down, size[1])
    if flat is None:
        return False
    if flat[2] - flat[0] > _BENT_ACROSS:
        return True
    if upright is None:
        return False
    return upright[2] - upright[0] > _BENT_DOWN or abs(flat[1] + upright[1]) > _SQUARE


def _usual(lines: Array, side: int) -> tuple[float, float, float] | None:
    """How lines lean: the twentieth least, the middle and the twentieth most, by their lengths."""
    if lines[:, 3].sum() < _ENOUGH * side:
        return None
    order = np.argsort(lines[:, 2])
    share = np.cumsum(lines[order, 3]) / lines[:, 3].sum()
    low, middle, high = (float(lines[order[np.searchsorted(share, part)], 2]) for part in (0.05, 0.5, 0.95))
    return low, middle, high


class _Bend(NamedTuple):
    """How far lines stray one way, as a polynomial of places from -1 to 1; nowhere on the middle line of the page.

    Attributes:
        powers: Powers of the place along the lines, 1 or more, and of that across them; one row a term.
        factors: Factor of each term.
        most: How far lines lean from the sheet, or from each other, by it (tangent), nine in ten.
    """

    powers: Array
    factors: Array
    most: float

    def __call__(self, along: Array, across: Array) -> Array:
        terms = along[..., None] ** self.powers[:, 0] * across[..., None] ** self.powers[:, 1]
        return terms @ self.factors


def _bend(lines: Array, middle: Array, degree: int, axis: int) -> _Bend:
    """What bends lines: a polynomial whose level curves are as they lean, by least squares without the odd ones.

    Args:
        lines: Middle x, y, lean, length; one a row.
        middle: Middle of the page.
        degree: Of the polynomial.
        axis: 0 for lines across the page, 1 for lines down.
    """
    powers = np.array([(i, j) for i in range(1, degree + 1) for j in range(degree + 1 - i)])
    places = (lines[:, :2] - middle) / middle.max()
    along, across, lean = places[:, axis, None], places[:, 1 - axis, None], lines[:, 2]
    i, j = powers.T
    change = i * along ** (i - 1) * across**j
    change += lean[:, None] * j * along**i * across ** np.maximum(j - 1, 0)
    cost = np.diag(_COST * (powers.sum(axis=1) - 1.0) ** 2)
    weight = lines[:, 3] / max(lines[:, 3].sum(), 1.0)
    factors, rest = np.zeros(len(powers)), np.zeros(len(lines))
    for _ in range(_ROUNDS if len(lines) else 0):
        factors = np.linalg.solve(
            change.T @ (change * weight[:, None]) + cost + 1e-9 * np.eye(len(powers)),
            -change.T @ (weight * lean),
        )
        rest = np.abs(change @ factors + lean)
        known = np.median(rest[weight > 0])
        weight = np.where(rest > max(_OUTLIER * known, _LEAST_OUTLIER), 0.0, lines[:, 3] / lines[:, 3].sum())
    low, high = np.percentile((change @ factors)[weight > 0], (5, 95)) if len(lines) else (0.0, 0.0)
    return _Bend(powers, factors, float(max(high, -low, high - low)))


def _mesh(across: _Bend, down: _Bend, middle: Array, scale: float) -> Mesh:
    """The places of the flat page on the picture: those that the bends move there, found by steps."""
    unit = middle.max()
    xs, ys = (np.linspace(-side, side, _POINTS) / unit for side in middle)
    flat_x, flat_y = np.meshgrid(xs, ys)
    x, y = flat_x, flat_y
    for _ in range(_STEPS):
        x, y = flat_x - down(y, x), flat_y - across(x, y)

    def rows(moved: Array) -> tuple[tuple[float, ...], ...]:
        return tuple(tuple(row) for row in np.round(moved * unit / scale, 3).tolist())

    wide, high = (2 * middle / scale).tolist()
    return Mesh(wide, high, rows(x - flat_x), rows(y - flat_y))
