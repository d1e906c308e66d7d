"""Gaps between characters: which are spaces, and which cut a word in two."""

from __future__ import annotations

from bisect import bisect_right
from itertools import count, pairwise
from operator import lt, sub
from typing import TYPE_CHECKING
from unicodedata import combining

if TYPE_CHECKING:
    from collections.abc import Sequence

# A gap inside a word, in parts of the height of its font: spaces are a quarter of an em, kerning is a tenth.
_CUT = 0.25
_BACK = -0.6
_SMALL_STEP, _SMALL_GAP = 1.0, 0.7
# Letters set closer than their widths by this part of the height are condensed; their spaces are narrower too.
_CONDENSED, _TIGHT = 0.02, 0.12
# A space that is drawn is wider than this; those that pdfium adds at line ends have no width.
DRAWN = 0.01
# Behind a glyph, in parts of the height, a gap of this much is a space.
_AFTER = 0.11


def drawn_spaces(sides: Sequence[Sequence[float]], starts: Sequence[int], ends: Sequence[int]) -> list[bool]:
    """Whether a space is drawn before each word.

    Args:
        sides: Left, top, right and bottom side of every character.
        starts: First character of each word.
        ends: The character behind each word.
    """
    lefts, tops, rights, bottoms = sides
    drawn = [rights[start - 1] - lefts[start - 1] > DRAWN for start in starts]
    if starts and not starts[0]:
        drawn[0] = False
    begins, stops = [lefts[start] for start in starts[1:]], [rights[end - 1] for end in ends]
    for at in [at for at, back in enumerate(map(lt, begins, stops), 1) if back]:
        start, end, left = starts[at], ends[at - 1], begins[at - 1]
        # Programs that borrow glyphs from a second font print them behind the rest of the line: a space
        # before such a step back to the left separates nothing.
        if left < lefts[end - 1]:
            drawn[at] = False
        elif end == start - 1:
            # The box of a font stands in for that of a glyph and runs into the next word; a space that pdfium
            # adds begins where the glyph ends.
            drawn[at] = drawn[at] or left - lefts[end] > _AFTER * (tops[start] - bottoms[start])
    return drawn


def stepping_words(
    lefts: Sequence[float], rights: Sequence[float], starts: Sequence[int], ends: Sequence[int]
) -> list[int]:
    """Words with a character that does not follow the one before it closely: only there can a word be cut.

    A gap that cuts a word is a quarter of its height, so it is a point and a half even in the smallest print; less
    where letters are condensed.
    """
    found: list[int] = []
    for place in [
        place
        for place, left, right in zip(count(1), lefts[1:], rights, strict=False)
        if not -_SMALL_STEP <= left - right <= _SMALL_GAP
    ]:
        at = bisect_right(starts, place) - 1
        if at >= 0 and starts[at] < place < ends[at] and (not found or found[-1] != at):
            found.append(at)
    return found


def cut_word(
    text: str, x0: Sequence[float], y0: Sequence[float], x1: Sequence[float], y1: Sequence[float]
) -> tuple[list[tuple[int, int]], bool]:
    """Cut a run of characters where the next one stands apart or on another line.

    Returns:
        The parts, and whether the letters are condensed, so that the gaps between parts are spaces however narrow.
    """
    end = len(x0)
    if end == 1:
        return [(0, 1)], False
    size = max(map(sub, y1, y0))
    ahead = list(map(sub, x0[1:], x1))
    space = _space(text, x0, x1, size)
    if max(ahead) <= space and min(ahead) >= _BACK * size:
        return [(0, end)], False
    cuts = [0]
    for at, gap in enumerate(ahead, 1):
        if gap > space or (gap < _BACK * size and _apart(at, x0, y0, x1, y1)):
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], end], strict=True)), space < _CUT * size


def _space(text: str, x0: Sequence[float], x1: Sequence[float], size: float) -> float:
    """The widest step that is no space, by the usual one from letter to letter; accents stand by themselves."""
    letters = [at for at, char in enumerate(text) if not combining(char)]
    steps = sorted(x0[right] - x1[left] for left, right in pairwise(letters))
    usual = steps[len(steps) // 2] if len(steps) > 2 else 0.0
    return usual + _TIGHT * size if usual < -_CONDENSED * size else _CUT * size


def _apart(
    at: int, x0: Sequence[float], y0: Sequence[float], x1: Sequence[float], y1: Sequence[float]
) -> bool:
    """Whether a character that steps back is no accent over the one before."""
    before = at - 1
    return (x0[at] + x1[at]) / 2 <= x0[before] or y0[at] >= y1[before] or y1[at] <= y0[before]
