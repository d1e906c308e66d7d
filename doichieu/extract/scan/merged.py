"""Whether a ruling that is missing between two cells was lost, or never stood there: by where their text is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Rect

# Text that reaches this far (points) over a ruling on both sides crosses it.
_OVER = 1.5
# Lines of one text stand nearer than this (points), and a text is in the middle of its cell within the second.
_LEADING, _MIDDLE = 8.0, 3.0
# Between two cells is about as much space as above and below them (0.6 of it with accents), less where a text runs over both.
_MARGINS = 0.5
# What stands nearer (points) to a ruling down is a part of it.
_RIM = 1.2


@dataclass(frozen=True, slots=True)
class Room:
    """What may be two cells above each other, or one.

    Attributes:
        top: Upper ruling, in points.
        level: Where a ruling may be missing.
        bottom: Lower ruling.
        text: Top and bottom of each letter between them.
    """

    top: float
    level: float
    bottom: float
    text: Sequence[tuple[float, float]]

    @property
    def is_crossed(self) -> bool:
        """Whether text stands where the ruling would."""
        return any(y0 < self.level - _OVER and y1 > self.level + _OVER for y0, y1 in self.text)

    @property
    def is_parted(self) -> bool:
        """Whether the text is that of two cells, blank ones among them, rather than in the middle of one."""
        if self.is_crossed:
            return False
        above, below = self._halves()
        if above and below:
            apart = min(below)[0] - max(y1 for _, y1 in above)
            margins = min(above)[0] - self.top + self.bottom - max(y1 for _, y1 in below)
            return apart > min(_LEADING, _MARGINS * margins)
        whole = _off(self.text, self.top, self.bottom)
        part = _off(above, self.top, self.level) + _off(below, self.level, self.bottom)
        return not self.text or whole > _MIDDLE or part <= whole

    @property
    def is_full(self) -> bool:
        """Whether text stands on both sides of the level."""
        return all(self._halves())

    @property
    def is_told(self) -> bool:
        """Whether the text tells that two cells are here: it stands on both sides, or in the middle of one of them."""
        above, below = self._halves()
        if above and below:
            return self.is_parted
        part = _off(above, self.top, self.level) + _off(below, self.level, self.bottom)
        is_far = _off(self.text, self.top, self.bottom) > 2 * _MIDDLE
        return bool(self.text) and self.is_parted and part <= _MIDDLE and is_far

    def _halves(self) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
        above = [span for span in self.text if sum(span) / 2 < self.level]
        return above, [span for span in self.text if sum(span) / 2 >= self.level]


def room_of(letters: Sequence[Rect], span: tuple[float, float], levels: tuple[float, float, float]) -> Room:
    """The room about a level between two rulings down.

    Args:
        letters: Rectangles of the letters of a page in points.
        span: Places of the rulings down.
        levels: The ruling above, the level, the ruling below.
    """
    top, level, bottom = levels
    own = [
        (y0, y1)
        for x0, y0, x1, y1 in letters
        if x0 > span[0] + _RIM and x1 < span[1] - _RIM and top < (y0 + y1) / 2 < bottom
    ]
    return Room(top, level, bottom, own)


def _off(text: Sequence[tuple[float, float]], top: float, bottom: float) -> float:
    """How far from the middle between two rulings a text stands; 0 for none."""
    if not text:
        return 0.0
    first, last = min(y0 for y0, _ in text), max(y1 for _, y1 in text)
    return abs((first + last) - (top + bottom)) / 2
