"""What is drawn on a page besides text: lines, thin rectangles, pictures; forms inside forms too."""

from __future__ import annotations

import ctypes
import itertools
from array import array
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING, Any

from doichieu.extract.pdf.dots import dotted
from doichieu.extract.pdf.pdfium import INT, VOID, by_address, raw, ready

if TYPE_CHECKING:
    from collections.abc import Iterable

    from doichieu.extract.pdf.frame import Frame, Rect

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_INVISIBLE = 3
_MOVE, _LINE, _BEZIER = 2, 0, 1
# Rectangles and lines up to this thickness in points are rulings; thicker ones are fillings.
THIN = 3.2
_SHORT = 1.5
_MOST_OBJECTS = 200_000
_MOST_SEGMENTS = 20_000
_DEPTH = 8

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Drawing:
    """Strokes and pictures of a page, as read.

    Attributes:
        strokes: Thin upright rectangles, each a ruling or a part of one.
        images: Rectangles of pictures.
        fills: Rectangles filled and not stroked, too thick for rulings.
        hidden: Whether most text objects are drawn invisibly, as OCR layers are; looked at where there are pictures.
        objects: Objects looked at.
        capped: Whether there were more than are looked at.
    """

    strokes: list[Rect] = field(default_factory=list)
    images: list[Rect] = field(default_factory=list)
    fills: list[Rect] = field(default_factory=list)
    hidden: bool = False
    objects: int = 0
    capped: bool = False


def read_drawing(page: Any, frame: Frame) -> Drawing:
    """Read the path and image objects of a page.

    Args:
        page: pdfium's page handle.
        frame: The frame the page is read in.

    Returns:
        Its strokes and pictures; reading stops after 200,000 objects.
    """
    walker = _Walker(frame)
    walker.page(page)
    return walker.drawing


_page_object = by_address(raw.FPDFPage_GetObject, VOID)
_form_object = by_address(raw.FPDFFormObj_GetObject, VOID, VOID, ctypes.c_ulong)
_kind = by_address(raw.FPDFPageObj_GetType, INT, VOID)
_mode = by_address(raw.FPDFTextObj_GetTextRenderMode, INT, VOID)
_draws = by_address(raw.FPDFPath_GetDrawMode, INT, VOID)
_edges = by_address(raw.FPDFPageObj_GetBounds, INT, VOID)


class _Walker:
    """Walks the objects of a page with one set of buffers."""

    def __init__(self, frame: Frame) -> None:
        self.drawing = Drawing()
        self._frame = frame
        self._texts: list[int] = []
        self._dots: list[Rect] = []
        # arrays of Python, for taking the items out of one of ctypes costs as much as the call that sets them
        self._sides, self._drawn = array("f", bytes(16)), array("i", bytes(8))
        self._sides_at = _places(self._sides)
        self._drawn_at = _places(self._drawn)
        self._x, self._y = ctypes.c_float(), ctypes.c_float()

    def page(self, page: Any) -> None:
        """Walk the objects of a page."""
        count = self._allowed(raw.FPDFPage_CountObjects(page))
        self._objects(map(_page_object, repeat(ready(page)), range(count)), _SAME, 0)
        self.drawing.strokes += dotted(self._dots)
        # only over a picture does it tell anything that text is not drawn
        if self.drawing.images:
            hidden = sum(_mode(text) == _INVISIBLE for text in self._texts)
            self.drawing.hidden = 2 * hidden > len(self._texts)

    def _form(self, form: int, matrix: Matrix, depth: int) -> None:
        inner = _times(_matrix(form), matrix)
        count = self._allowed(raw.FPDFFormObj_CountObjects(_handle(form)))
        self._objects(map(_form_object, repeat(form), range(count)), inner, depth + 1)

    def _allowed(self, count: int) -> int:
        allowed = min(max(count, 0), _MOST_OBJECTS - self.drawing.objects)
        self.drawing.capped = self.drawing.capped or allowed < count
        self.drawing.objects += allowed
        return allowed

    def _objects(self, items: Iterable[int], matrix: Matrix, depth: int) -> None:
        objects = list(items)
        for item, kind in zip(objects, map(_kind, objects), strict=True):
            if kind == _TEXT:
                self._texts.append(item)
            elif kind == _PATH:
                self._path(item, matrix)
            elif kind == _IMAGE:
                if (rect := self._bounds(item, matrix)) is not None:
                    self.drawing.images.append(rect)
            elif kind == _FORM and depth < _DEPTH:
                self._form(item, matrix, depth)

    def _bounds(self, item: int, matrix: Matrix) -> Rect | None:
        if not _edges(item, *self._sides_at):
            return None
        left, bottom, right, top = self._sides
        if matrix is not _SAME:
            corners = [_apply(matrix, x, y) for x in (left, right) for y in (bottom, top)]
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
            bottom, top = min(y for _, y in corners), max(y for _, y in corners)
        return self._frame.rect(left, bottom, right, top)

    def _path(self, item: int, matrix: Matrix) -> None:
        _draws(item, *self._drawn_at)
        filled, stroked = self._drawn
        if not (filled or stroked):
            return
        rect = self._bounds(item, matrix)
        if rect is None or self._takes(rect):
            return
        segments = raw.FPDFPath_CountSegments(_handle(item))
        if stroked or segments > 5:
            self._segments(
                _handle(item),
                min(segments, _MOST_SEGMENTS),
                _times(_matrix(item), matrix),
                stroked=bool(stroked),
            )
        else:
            self.drawing.fills.append(rect)

    def _segments(self, item: Any, count: int, matrix: Matrix, *, stroked: bool) -> None:
        """Strokes of a path of several segments: each straight side, or each thin part of a filling."""
        part: list[tuple[float, float]] = []
        straight = True
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == _MOVE:
                self._part(part, straight=straight, stroked=stroked)
                part, straight = [], True
            raw.FPDFPathSegment_GetPoint(segment, self._x, self._y)
            straight = straight and kind != _BEZIER
            part.append(self._frame.point(*_apply(matrix, self._x.value, self._y.value)))
            if raw.FPDFPathSegment_GetClose(segment) and stroked:
                part.append(part[0])
        self._part(part, straight=straight, stroked=stroked)

    def _part(self, points: list[tuple[float, float]], *, straight: bool, stroked: bool) -> None:
        if len(points) < 2 or not straight:
            return
        xs, ys = [x for x, _ in points], [y for _, y in points]
        whole = (min(xs), min(ys), max(xs), max(ys))
        if not self._takes(whole) and stroked:
            for (ax, ay), (bx, by) in itertools.pairwise(points):
                self._takes((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))

    def _takes(self, rect: Rect) -> bool:
        """Whether a rectangle is as thin as a line, or a dot; then it is kept."""
        width, height = rect[2] - rect[0], rect[3] - rect[1]
        if min(width, height) > THIN:
            return False
        if max(width, height) >= _SHORT:
            self.drawing.strokes.append(rect)
        else:
            self._dots.append(rect)
        return True


def _places(values: array[Any]) -> list[Any]:
    """The places of values of 4 bytes, as arguments."""
    buffer = (ctypes.c_char * (4 * len(values))).from_buffer(values)
    return [ctypes.byref(buffer, 4 * at) for at in range(len(values))]


def _handle(item: int) -> Any:
    """An object for the functions that take it by its type."""
    return ctypes.cast(item, raw.FPDF_PAGEOBJECT)


def _matrix(item: int) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(_handle(item), ctypes.byref(matrix)):
        return _SAME
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
