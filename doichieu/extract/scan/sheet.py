"""The sheet that a page of pictures was: what its file states of its size is often the screen's or a camera's."""

from __future__ import annotations

import ctypes
from typing import Any

from doichieu.extract.pdf.pdfium import raw

_INCH = 72.0
_A4_LONG = 842.0
# Longer pages than A3 (1,191 points) whose picture has fewer pixels an inch than any scanner takes come from programs
# that write a point for each pixel; so do pages longer than A4 at the resolution of a screen.
_LONG, _COARSE = 1250.0, 140.0
_LONGER_THAN_A4, _SCREEN = 900.0, 90.0
# Pages smaller than A6 whose picture has more pixels an inch than papers are scanned with.
_SHORT, _FINE = 400.0, 400.0


def sheet_zoom(page: Any, width: float, height: float) -> float:
    """How many points of a page are one point of the sheet that was scanned.

    Args:
        page: pdfium's page handle.
        width: Width as shown, in points.
        height: Height as shown, in points.

    Returns:
        1 where the stated size is a sheet's; else what makes the page A4.
    """
    long = max(width, height)
    dots = resolution(page)
    if not dots:
        return 1.0
    is_screen = (long > _LONG and dots < _COARSE) or (long > _LONGER_THAN_A4 and dots < _SCREEN)
    is_tiny = long < _SHORT and dots > _FINE
    return long / _A4_LONG if is_screen or is_tiny else 1.0


def resolution(page: Any) -> float:
    """Pixels an inch of the largest picture on a page; 0 where there is none.

    Args:
        page: pdfium's page handle.
    """
    largest, dots = 0.0, 0.0
    for index in range(raw.FPDFPage_CountObjects(page)):
        picture = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(picture) != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        edges = [ctypes.c_float() for _ in range(4)]
        across, down = ctypes.c_uint(), ctypes.c_uint()
        raw.FPDFPageObj_GetBounds(picture, *map(ctypes.byref, edges))
        raw.FPDFImageObj_GetImagePixelSize(picture, ctypes.byref(across), ctypes.byref(down))
        left, bottom, right, top = (edge.value for edge in edges)
        area = (right - left) * (top - bottom)
        if area > largest:
            # The picture may lie on its side: pixels and points are compared by their areas.
            largest, dots = area, _INCH * (across.value * down.value / area) ** 0.5
    return dots
