"""Rivers: strips that no word enters over many lines, which part the columns of tables of texts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.pdf.rivers.linegaps import is_apart, runs_of
from doichieu.extract.pdf.rivers.riverstrips import FAR, LINES, SURE_LINES, WITH_HEAD, narrowed, rivers_of
from doichieu.extract.pdf.unruled.runs import is_head, is_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.rivers.linegaps import Run, Scale
    from doichieu.extract.pdf.rivers.riverstrips import Strip
    from doichieu.extract.pdf.unruled.segments import SegmentLine

# So many lines in a row may cross rivers as labels of groups do; so many starts are tried for the most rivers.
_ACROSS, _STARTS = 2, 10
# Cores below each other are one table where they share so many rivers at least.
_SHARED = 2
# A sentence ends in one of these, a label does not.
_ENDS = (".", ";", ":", ",")


class Core(NamedTuple):
    """Lines of a table that leave the same strips free.

    Attributes:
        start: Index of the first line.
        stop: Index behind the last one.
        rivers: Strips between its columns, from the left.
        across: Indexes of lines that cross rivers: labels of groups.
    """

    start: int
    stop: int
    rivers: list[Strip]
    across: frozenset[int]


def find_cores(lines: Sequence[SegmentLine], scale: Scale, free: int = 0) -> list[Core]:
    """Find where rivers run.

    Args:
        lines: Lines of a page outside ruled tables, from the top.
        scale: Lengths on the page.
        free: Index of the first line that may be taken.

    Returns:
        Cores from the top; lines can stand above them that are their headers.
    """
    cores: list[Core] = []
    at = free
    while at < len(lines):
        if len(lines[at].segments) < 2 or is_label(lines[at]):
            at += 1
            continue
        core = _best(lines, at, scale)
        if core is None:
            at += 1
            continue
        whole = _joined(cores[-1], core, lines, scale) if cores else None
        if whole is not None:
            cores.pop()
        cores.append(whole or core)
        at = core.stop
    return cores


def _joined(above: Core, below: Core, lines: Sequence[SegmentLine], scale: Scale) -> Core | None:
    """Two cores as one where all their rivers but one run through both: that one is wide spaces of a few lines."""
    between = lines[above.stop : below.start + 1]
    if len(between) > _ACROSS or any(is_label(line) or is_head(line) for line in between):
        return None
    if any(is_apart(*pair, scale) for pair in pairwise(lines[above.stop - 1 : below.start + 1])):
        return None
    shared = sum(
        any(min(x1, b) - max(x0, a) >= scale.gap for a, b in below.rivers) for x0, x1 in above.rivers
    )
    if shared < max(_SHARED, len(above.rivers) - 1, len(below.rivers) - 1):
        return None
    across = above.across | below.across
    strips: list[Strip] = [(-FAR, FAR)]
    taken = [runs_of(lines[at], scale) for at in range(above.start, below.stop) if at not in across]
    for runs in taken:
        strips = narrowed(strips, runs, scale.gap)
    rivers = rivers_of(strips, taken, scale.height)
    return Core(above.start, below.stop, rivers, across) if len(rivers) >= shared else None


def _best(lines: Sequence[SegmentLine], at: int, scale: Scale) -> Core | None:
    """The core with the most rivers that begins at a line or a few lines below, where lines of a header cross them."""
    best = _grow(lines, at, scale, WITH_HEAD)
    start = at + 1
    tried = 1
    # no more rivers run than part the runs of some line
    most = max([len(runs_of(line, scale)) for line in lines[at : best.stop]], default=0) - 1
    while start < best.stop and tried < _STARTS and len(best.rivers) < most:
        if len(lines[start].segments) > 1:
            core = _grow(lines, start, scale)
            tried += 1
            if len(core.rivers) > len(best.rivers):
                best = core
        start += 1
    return best if best.rivers else None


def _grow(lines: Sequence[SegmentLine], start: int, scale: Scale, few: int = SURE_LINES) -> Core:
    """Go down from a line while no river ends; labels of groups may cross them."""
    strips: list[Strip] = [(-FAR, FAR)]
    across: set[int] = set()
    held: list[int] = []
    taken: list[Sequence[Run]] = []
    stop = start
    for index in range(start, len(lines)):
        line = lines[index]
        if is_label(line) or (index > start and is_apart(lines[index - 1], line, scale)):
            break
        runs = runs_of(line, scale)
        left = narrowed(strips, runs, scale.gap)
        if _ends_river(strips, left, taken, scale.height):
            if len(line.segments) > 1 or len(held) >= _ACROSS or line.line.text.endswith(_ENDS):
                break
            held.append(index)
            continue
        if held:
            if len(line.segments) < 2:
                break
            across.update(held)
            held = []
        strips, stop = left, index + 1
        taken.append(runs)
        if not any(x0 > -FAR and x1 < FAR for x0, x1 in strips):
            break  # prose
    rivers = rivers_of(strips, taken, scale.height, few, headed=is_head(lines[start]))
    return Core(start, stop, rivers, frozenset(across))


def _ends_river(
    before: Sequence[Strip], after: Sequence[Strip], taken: Sequence[Sequence[Run]], height: float
) -> bool:
    """Whether a river that many lines tell has no part left, or none of any has."""
    gone = {
        strip
        for strip in before
        if strip[0] > -FAR and strip[1] < FAR and not any(a < strip[1] and strip[0] < b for a, b in after)
    }
    if not gone:
        return False
    rivers = rivers_of(before, taken, height)
    ended = gone.intersection(rivers)
    return bool(ended) and (
        len(ended) == len(rivers) or bool(ended.intersection(rivers_of(before, taken, height, LINES)))
    )
