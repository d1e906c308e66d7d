"""Lines of text outside the grids of a page that is a picture: a detector sees them, the ink completes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from doichieu.extract.scan.picture import text_boxes
from doichieu.extract.scan.textlines import MARK, TALL, line_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.scan.ctc import Array
    from doichieu.extract.scan.textlines import Ink, LineBox

# Wider gaps than this, in font sizes, stand between columns; justified text has narrower ones.
_COLUMN_GAP = 1.1
# Texts beside a smaller gap are two where their baselines differ by this much: an ordinal beside a wrapped name.
_STEP_GAP, _STEP = 0.6, 0.25
# Letters are this high and stand in a line with this part of them; so many tell a line, and lines are so far apart.
_LETTER, _SHARED, _FEW_LETTERS = 0.4, 0.4, 4
_LINE_STEP = (0.9, 2.0)
# Lines of one text begin this near to each other, in font sizes.
_INDENT = 3.0


def lines_between(ink: Ink, clean: Array, taken: Sequence[Rect]) -> list[LineBox]:
    """Lines outside the grids.

    Args:
        ink: The page.
        clean: Grey page without rulings.
        taken: Rectangles of the grids in pixels.
    """
    lines: list[LineBox] = []
    for x0, y0, x1, y1 in _joined([box[:4] for box in text_boxes(clean).tolist()]):
        if _is_inside(((x0 + x1) / 2, (y0 + y1) / 2), taken):
            continue
        line = line_in(ink, int(x0), int(y0), int(np.ceil(x1)), int(np.ceil(y1)))
        if line is not None:
            lines += [part for column in _columns(ink, line) for part in _levels(ink, column)]
    lines = _once(lines)
    return [*lines, *_missed(ink, lines, taken)]


def runs_of(lines: Sequence[LineBox]) -> list[list[LineBox]]:
    """Lines by the texts that run over them: each right under the one before it, from the same left edge."""
    runs: list[list[LineBox]] = []
    for line in sorted(lines, key=lambda line: line.base):
        for run in reversed(runs):
            last = run[-1]
            step = (line.base - last.base) / line.size
            if _LINE_STEP[0] <= step <= _LINE_STEP[1] and abs(line.x0 - last.x0) < _INDENT * line.size:
                run.append(line)
                break
        else:
            runs.append([line])
    return runs


def _is_inside(point: tuple[float, float], boxes: Sequence[Rect]) -> bool:
    return any(x0 <= point[0] <= x1 and y0 <= point[1] <= y1 for x0, y0, x1, y1 in boxes)


def _columns(ink: Ink, line: LineBox) -> list[LineBox]:
    """A line that runs over columns without rulings, cut between them: each cell is read by itself."""
    top, bottom, left = max(int(line.y0), 0), int(line.y1) + 1, int(line.x0)
    filled = np.flatnonzero(ink.dark[top:bottom, left : int(line.x1)].any(axis=0)) + left
    cuts = np.flatnonzero(np.diff(filled) > _STEP_GAP * line.size)
    starts, ends = np.concatenate(([-1], cuts)) + 1, np.concatenate((cuts, [len(filled) - 1]))
    parts: list[LineBox] = []
    for start, end in zip(starts, ends, strict=True):
        part = line_in(ink, int(filled[start]), top, int(filled[end]) + 1, bottom)
        if part is None:
            continue
        last = parts[-1] if parts else part
        apart = part.x0 - last.x1 > _COLUMN_GAP * line.size or abs(part.base - last.base) > _STEP * line.size
        if parts and not apart:
            part = line_in(ink, int(last.x0), top, int(filled[end]) + 1, bottom) or part
            parts.pop()
        parts.append(part)
    return parts if len(parts) > 1 else [line]


def _levels(ink: Ink, line: LineBox) -> list[LineBox]:
    """A line that is two: a detector takes the short rest of a wrapped name for a part of the line above it."""
    x0, x1 = line.x0, line.x1
    parts = ink.parts
    high = parts[:, 3] - parts[:, 1]
    inside = (parts[:, 0] < x1) & (parts[:, 2] > x0) & (high > _LETTER * ink.size) & (high < TALL * ink.size)
    shared = np.minimum(parts[:, 3], line.y1) - np.maximum(parts[:, 1], line.y0)
    letters = parts[inside & (shared > _SHARED * high)]
    if len(letters) < 2 * _FEW_LETTERS:
        return [line]
    feet = np.sort(letters[:, 3])
    at = int(np.diff(feet).argmax())
    upper, lower = letters[letters[:, 3] <= feet[at]], letters[letters[:, 3] > feet[at]]
    if min(len(upper), len(lower)) < _FEW_LETTERS:
        return [line]
    step = float(np.median(lower[:, 3]) - np.median(upper[:, 3])) / ink.size
    if not _LINE_STEP[0] <= step <= _LINE_STEP[1]:
        return [line]
    cut = int((np.median(upper[:, 3]) + lower[:, 1].min()) / 2)
    bottom = int(lower[:, 3].max()) + 1
    top = max(0, min(int(line.y0), int(upper[:, 1].min())))
    both = (
        line_in(ink, int(group[:, 0].min()), low, int(group[:, 2].max()) + 1, high)
        for group, low, high in ((upper, top, cut), (lower, cut, bottom))
    )
    return [part for part in both if part is not None]


def _once(lines: Sequence[LineBox]) -> list[LineBox]:
    """Lines without those that are a part of another one."""
    kept: list[LineBox] = []
    for line in sorted(lines, key=lambda line: line.x0 - line.x1):
        if not any(
            abs(line.base - other.base) < _STEP * line.size
            and min(line.x1, other.x1) - max(line.x0, other.x0) > _SHARED * (line.x1 - line.x0)
            for other in kept
        ):
            kept.append(line)
    return kept


def _missed(ink: Ink, lines: Sequence[LineBox], taken: Sequence[Rect]) -> list[LineBox]:
    """Figures, ordinals and dashes beside lines that the detector does not see: ink at the height of a line."""
    seen = [(line.x0 - 2, line.base - line.size, line.x1 + 2, line.base + 0.35 * line.size) for line in lines]
    parts: list[tuple[int, int, int, int]] = []
    for x0, y0, x1, y1 in sorted(ink.parts.tolist()):
        wide, high = x1 - x0, y1 - y0
        if max(wide, high) < MARK * ink.size or high > TALL * ink.size or wide > 2 * ink.size:
            continue
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        beside = any(box[1] <= middle[1] <= box[3] for box in seen)
        if not beside or _is_inside(middle, seen) or _is_inside(middle, taken):
            continue
        if parts and x0 - parts[-1][2] < 0.5 * ink.size and min(y1, parts[-1][3]) > max(y0, parts[-1][1]):
            last = parts.pop()
            parts.append((last[0], min(y0, last[1]), max(x1, last[2]), max(y1, last[3])))
        else:
            parts.append((x0, y0, x1, y1))
    found = (line_in(ink, *part) for part in parts)
    return [line for line in found if line is not None]


def _joined(boxes: list[list[float]]) -> list[list[float]]:
    """Rectangles that overlap along a line as one: a detector sees long lines in parts."""
    joined: list[list[float]] = []
    for box in sorted(boxes):
        for index, other in enumerate(joined):
            common = min(box[3], other[3]) - max(box[1], other[1])
            if box[0] < other[2] and common > 0.6 * min(box[3] - box[1], other[3] - other[1]):
                low, high = map(min, box[:2], other[:2]), map(max, box[2:], other[2:])
                joined[index] = [*low, *high]
                break
        else:
            joined.append(box)
    return joined
