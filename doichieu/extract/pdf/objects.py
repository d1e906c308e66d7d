"""Rectangles and modes of many objects of a page at once: what a call of pdfium writes is fetched in one go."""

from __future__ import annotations

import ctypes
from array import array
from typing import TYPE_CHECKING

from doichieu.extract.pdf.pdfium import INT, VOID, by_address, raw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Rect

_draws = by_address(raw.FPDFPath_GetDrawMode, INT, VOID)
_edges = by_address(raw.FPDFPageObj_GetBounds, INT, VOID)


def read_modes(paths: Sequence[int]) -> list[tuple[int, int]]:
    """How paths are drawn: the mode of filling, 0 for none, and whether they are stroked.

    Args:
        paths: Addresses of path objects.
    """
    held = (ctypes.c_int * (2 * len(paths)))()
    filled, stroked = ([ctypes.byref(held, at) for at in range(side, 8 * len(paths), 8)] for side in (0, 4))
    list(map(_draws, paths, filled, stroked))
    modes = array("i", bytes(held))
    return list(zip(modes[0::2], modes[1::2], strict=True))


def read_bounds(objects: Sequence[int]) -> list[Rect | None]:
    """Left, bottom, right and top of objects in the space they stand in; None where pdfium tells none.

    Args:
        objects: Addresses of page objects.
    """
    held = (ctypes.c_float * (4 * len(objects)))()
    places = ([ctypes.byref(held, at) for at in range(side, 16 * len(objects), 16)] for side in (0, 4, 8, 12))
    known = list(map(_edges, objects, *places))
    sides = array("f", bytes(held))
    rects = zip(sides[0::4], sides[1::4], sides[2::4], sides[3::4], strict=True)
    return [rect if has else None for rect, has in zip(rects, known, strict=True)]
