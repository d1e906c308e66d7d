"""Digits of a page held against each other: one that looks like other digits more than like its own is in doubt.

The recogniser knows all fonts, the page has one: its own sixes, sevens and eights tell better what a broken or blurred digit
is, and they err in other places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.scan.advances import Figure, Setting
    from doichieu.extract.scan.ctc import Array

# A digit is looked for this far (heights) beside its place, and so many pixels above and below.
_BESIDE, _ABOVE = 0.1, 3
# A digit has a usual look from so many on; so many are looked at, over so many rounds.
_FEW, _MOST, _ROUNDS = 6, 80, 3
# Likeness is a correlation, -1 to 1. On clean pages a digit is more like its own than like any other by 0.06 at least.
_LIKER = 0.05
# A digit is so many pixels wide at least.
_THINNEST = 4
# Digits that are compared at once.
_BATCH = 128


class Place(NamedTuple):
    """A digit of a figure.

    Attributes:
        line: Number of its line.
        at: Its place in the text.
        digit: What was read.
        sure: Whether its line was read surely.
    """

    line: int
    at: int
    digit: str
    sure: bool


class Unlike(NamedTuple):
    """A digit that is more like another.

    Attributes:
        line: Number of its line.
        at: Its place in the text.
        other: The digit that it is like.
    """

    line: int
    at: int
    other: str


def unlike(clean: Array, setting: Setting) -> Iterator[Unlike]:
    """Find digits that do not look like the others of their kind on the page.

    Args:
        clean: Grey page without rulings.
        setting: Figures in one size.
    """
    places, views = _cut_out(clean, setting)
    if not places:
        return
    kinds, looks = _looks(places, views, round(setting.widths[0] * setting.high), round(setting.high))
    if len(kinds) < 2:
        return
    for start in range(0, len(places), _BATCH):
        likeness = _likeness(views[start : start + _BATCH], looks).max(axis=1)
        for place, own in zip(places[start : start + _BATCH], likeness, strict=True):
            if place.digit not in kinds:
                continue
            at = kinds.index(place.digit)
            others = np.delete(own, at)
            if own[at] - others.max() < _LIKER:
                yield Unlike(place.line, place.at, (kinds[:at] + kinds[at + 1 :])[int(others.argmax())])


def _cut_out(clean: Array, setting: Setting) -> tuple[list[Place], Array]:
    """Digits of the figures that are as wide as what was read there, with paper about them."""
    wide, high = round(setting.widths[0] * setting.high), round(setting.high)
    beside = max(2, round(_BESIDE * setting.high))
    places: list[Place] = []
    views: list[Array] = []
    size = high + 2 * _ABOVE, wide + 2 * beside
    for figure in setting.figures:
        if setting.fits(figure, figure.text) is False or wide < _THINNEST:
            continue
        for place, centre in _digits(figure, setting):
            top, left = round(figure.base) - high - _ABOVE, round(centre - wide / 2) - beside
            view = clean[max(top, 0) : top + size[0], max(left, 0) : left + size[1]]
            if view.shape == size:
                places.append(place)
                views.append(view)
    return places, np.array(views)


def _digits(figure: Figure, setting: Setting) -> Iterator[tuple[Place, float]]:
    for at, (char, centre) in enumerate(zip(figure.text, setting.centres(figure, figure.text), strict=True)):
        if char.isdigit():
            yield Place(figure.line, at, char, figure.sure), centre


def _looks(places: Sequence[Place], views: Array, wide: int, high: int) -> tuple[str, Array]:
    """The usual looks of the digits that are read surely often enough, each moved to where it is most like the others."""
    kinds, looks = "", []
    for digit in "0123456789":
        own = [at for at, place in enumerate(places) if place.digit == digit and place.sure][:_MOST]
        if len(own) < _FEW:
            continue
        windows = _windows(views[own], (high, wide))
        middle = windows.shape[1] // 2
        look = windows[:, middle].mean(axis=0)
        for _ in range(_ROUNDS):
            like = windows @ look
            best = like.argmax(axis=1)
            weight = np.maximum(like.max(axis=1), 0.05) ** 2
            look = _levelled((windows[np.arange(len(own)), best] * weight[:, None]).sum(axis=0))
        kinds += digit
        looks.append(look)
    return kinds, np.array(looks).reshape(len(looks), high, wide) if looks else np.empty((0, high, wide))


def _likeness(views: Array, looks: Array) -> Array:
    """Correlation of digits with the usual looks at all places near theirs: digits, places, looks."""
    return _windows(views, looks.shape[1:]) @ looks.reshape(len(looks), -1).T


def _windows(views: Array, size: tuple[int, ...]) -> Array:
    """All windows of a size in each view, levelled: views, places, pixels."""
    windows = sliding_window_view(views, size, axis=(1, 2))
    return _levelled(windows.reshape(len(views), -1, size[0] * size[1]).astype(np.float32))


def _levelled(windows: Array) -> Array:
    """Windows with mean 0 and length 1, whose products are correlations."""
    level = windows - windows.mean(axis=-1, keepdims=True)
    return level / np.maximum(np.linalg.norm(level, axis=-1, keepdims=True), 1e-6)
