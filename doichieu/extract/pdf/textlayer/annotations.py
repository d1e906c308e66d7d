"""Text that lies over a page as annotations: numbers and days that signing programs set, form fields, stamps.

pdfium reads the content of a page alone. Annotations are made a part of it, and what they add is told by its place
behind the page's own characters.
"""

from __future__ import annotations

import ctypes
import re
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from doichieu.extract.letterhead.papernumber import own_number
from doichieu.extract.pdf.furniture import SIGNED
from doichieu.extract.pdf.pdfium import open_page, open_text, raw
from doichieu.extract.pdf.textlayer.lines import TextLine, find_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.pdf.frame import Frame, Rect
    from doichieu.extract.pdf.textlayer.words import Word

_KINDS = frozenset({raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP})
# Annotations looked at on one page.
_MOST = 1000
# What is set into a line stands at most this far from its baseline, in heights.
_OFF = 1.3
# Stamps say who signed or copied and when.
_STAMP = re.compile(
    r"^(?:sao\s+(?:y|lục)|trích\s+sao|cơ\s+quan(?:\s+phát\s+hành)?\s*:)"
    r"|\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}[T\s]+\d{1,2}:\d{2}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Overlay:
    """What lies over a page.

    Attributes:
        printed: How many characters the page itself has; those of its annotations follow.
        rects: Rectangles of the annotations in page space: left, bottom, right, top.
    """

    printed: int
    rects: list[Rect]


@contextmanager
def open_filled(document: Any, index: int) -> Iterator[tuple[Any, Overlay | None]]:
    """Load a page with the text of its annotations and release it at the end.

    Args:
        document: pdfium's document handle; the page's annotations become content of it.
        index: 0-based page.

    Yields:
        pdfium's page handle, None where the page cannot be loaded; and what lies over it, None on most pages.
    """
    overlay = None
    with open_page(document, index) as page:
        rects = _rects(page) if page is not None else []
        if not rects:
            yield page, None
            return
        with open_text(page) as text:
            printed = max(int(raw.FPDFText_CountChars(text)), 0) if text else 0
        overlay = Overlay(printed, rects)
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    with open_page(document, index) as page:
        yield page, overlay


def _rects(page: Any) -> list[Rect]:
    """Rectangles of the annotations that can show text."""
    found: list[Rect] = []
    for index in range(min(int(raw.FPDFPage_GetAnnotCount(page)), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        box = raw.FS_RECTF()
        if (
            raw.FPDFAnnot_GetSubtype(annotation) in _KINDS
            and raw.FPDFAnnot_GetObjectCount(annotation) > 0
            and raw.FPDFAnnot_GetRect(annotation, ctypes.byref(box))
        ):
            found.append((box.left, box.bottom, box.right, box.top))
        raw.FPDFPage_CloseAnnot(annotation)
    return found


def settle(words: Sequence[Word], overlay: Overlay, frame: Frame) -> tuple[list[Word], list[str]]:
    """Put what annotations add onto the lines it was set into, and leave signature stamps out.

    Args:
        words: Words of the page and of what lies over it.
        overlay: What lies over it.
        frame: Frame of the page as read.

    Returns:
        The words to read, and the texts of stamps.
    """
    kept = [word for word in words if word.start < overlay.printed]
    added = [word for word in words if word.start >= overlay.printed]
    lines = find_lines(kept)
    stamps: list[str] = []
    for rect in overlay.rects:
        group = [word for word in added if _is_inside(word, rect, frame)]
        added = [word for word in added if word not in group]
        texts = find_lines(group)
        if any(SIGNED.search(line.text) or _STAMP.search(line.text) for line in texts):
            stamps.append(" ".join(line.text for line in texts))
            # The stamp of an appendix that has no letterhead states the number of its paper.
            kept += [word for line in texts if own_number(line.text) for word in line.words]
        else:
            kept += [_set_in(word, lines) for word in group]
    return [*kept, *(_set_in(word, lines) for word in added)], stamps


def _is_inside(word: Word, rect: Rect, frame: Frame) -> bool:
    left, bottom, right, top = rect
    (ax, ay), (bx, by) = frame.point(left, bottom), frame.point(right, top)
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return min(ax, bx) <= x <= max(ax, bx) and min(ay, by) <= y <= max(ay, by)


def _set_in(word: Word, lines: Sequence[TextLine]) -> Word:
    """A word on the baseline of the nearest line whose gap it stands in; as it is where there is none."""
    near = [line for line in lines if abs(line.base - word.base) <= _OFF * line.height]
    x = (word.x0 + word.x1) / 2
    hosts = [line for line in near if any(left.x1 < x < right.x0 for left, right in pairwise(line.words))]
    if not hosts:
        return word
    return word._replace(base=min(hosts, key=lambda line: abs(line.base - word.base)).base)
