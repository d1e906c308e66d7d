"""A page as grey pixels made ready to read: coloured stamps faded, turned upright, straightened or made flat, specks removed."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import trueocr
from trueocr.page import PageEngine, estimate_skew, rotate_page

from doichieu.extract.pdf.pdfium import raw
from doichieu.extract.scan.contrast import is_negative, lifted, stretched
from doichieu.extract.scan.fax import drops_lines
from doichieu.extract.scan.flat import coarse, flattened, mesh_of
from doichieu.extract.scan.light import desk_of, evened
from doichieu.extract.scan.specks import despeckled

if TYPE_CHECKING:
    from doichieu.extract.scan.ctc import Array
    from doichieu.extract.scan.mesh import Mesh

RESOLUTION = 300
_INCH = 72.0
# A3 at this resolution has 17 million pixels, and reading them takes some 600 MB; larger sheets are drawn coarser.
_MOST_PIXELS = 18_000_000
# Colour is told from grey by the distance of the channels; ink of a stamp is at least this bright in one of them.
_COLOURFUL = 50
_BRIGHT = 90
# A coloured patch at least this large both ways (in inches) is a stamp or a signature, not a coloured word.
_STAMP = 0.45
# Tilts below this (degrees) cost less than turning the picture does.
_LEVEL = 0.08
# A quarter turn is 90 degrees; `trueocr` names pages set in vertical columns 4.
_VERTICAL = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """A page ready to read.

    Attributes:
        grey: Pixels, 0 black to 255 white.
        scale: Pixels a point.
        turn: Quarter turns clockwise it was turned by to be upright.
        skew: Degrees counter-clockwise it was turned by after that.
        tint: How colourful its pixels are: the distance of their channels, 0 to 255; None for a page without colours.
        mesh: What made it flat after that, where it was photographed.
        drops: Whether lines of its pixels are left out, as a fax does.
        pale: Whether its print was hardly darker than its paper.
    """

    grey: Array
    scale: float
    turn: int = 0
    skew: float = 0.0
    tint: Array | None = None
    mesh: Mesh | None = None
    drops: bool = False
    pale: bool = False


def render(page: Any, width: float, height: float, resolution: int = RESOLUTION) -> Array:
    """Draw a page of a PDF.

    Args:
        page: pdfium's page handle.
        width: Width as shown, in points.
        height: Height as shown, in points.
        resolution: Pixels an inch; less where the page is larger than any paper.

    Returns:
        Pixels as blue, green, red.
    """
    scale = resolution / _INCH
    scale = min(scale, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
    bitmap = raw.FPDFBitmap_CreateEx(columns, rows, raw.FPDFBitmap_BGR, None, 0)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, 0, raw.FPDF_ANNOT)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        buffer = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * rows)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    pixels = np.frombuffer(buffer, dtype=np.uint8).reshape(rows, stride)[:, : columns * 3]
    return np.ascontiguousarray(pixels.reshape(rows, columns, 3))


def prepare(pixels: Array, scale: float) -> Picture:
    """Make a page ready to read.

    Args:
        pixels: Blue, green, red.
        scale: Pixels a point.

    Returns:
        The page upright and level.
    """
    if is_negative(pixels[:, :, 1], scale):
        pixels = cv2.bitwise_not(pixels)
    blue, green, red = cv2.split(pixels)
    brightest = cv2.max(cv2.max(blue, green), red)
    tint = cv2.subtract(brightest, cv2.min(cv2.min(blue, green), red))
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    drops = drops_lines(grey)
    small, desk = coarse(grey, scale), desk_of(grey, scale)
    grey = evened(_without_stamps(grey, brightest, tint, scale), scale, desk)
    grey, pale = lifted(grey, scale)
    grey = despeckled(grey, scale)
    turn = _engine().orientation(grey)
    turn = 0 if turn == _VERTICAL else turn
    if turn:
        grey, tint, small, desk = (
            np.ascontiguousarray(np.rot90(one, -turn)) for one in (grey, tint, small, desk)
        )
    skew = float(estimate_skew(grey, side=1200))
    skew = skew if abs(skew) >= _LEVEL else 0.0
    coloured = int(tint.max(initial=0)) > _COLOURFUL
    mesh = mesh_of(small, desk, grey.shape[1] / scale, skew)
    if mesh is not None:
        grey = flattened(grey, mesh, scale, skew)
        tint = flattened(tint, mesh, scale, skew, beyond=0) if coloured else tint
    elif skew:
        grey = rotate_page(grey, skew)
        tint = (
            255 - rotate_page(255 - tint, skew) if coloured else tint
        )  # what comes in at the edges is white
    return Picture(stretched(grey), scale, turn, skew, tint if coloured else None, mesh, drops, pale)


@lru_cache(maxsize=1)
def _engine() -> Any:
    return PageEngine(Path(trueocr.__file__).parent / "models", threads=1)


def text_boxes(grey: Array) -> Array:
    """Rectangles of the lines of text that a detector sees: left, top, right, bottom, score; one a row."""
    return _engine().detect(grey)


def _without_stamps(grey: Array, brightest: Array, tint: Array, scale: float) -> Array:
    """Grey pixels in which coloured stamps and signatures are faded; what is black below them stays.

    The brightest channel of ink of one colour is near white, that of black is black.
    """
    coloured = ((tint > _COLOURFUL) & (brightest > _BRIGHT)).astype(np.uint8)
    if not coloured.any():
        return grey
    near = max(3, round(scale * 2)) | 1
    count, _, stats, _ = cv2.connectedComponentsWithStats(
        cv2.dilate(coloured, np.ones((near, near), np.uint8))
    )
    least = _STAMP * _INCH * scale
    for left, top, wide, high, _ in stats[1:count]:
        if wide >= least and high >= least:
            area = np.s_[top : top + high, left : left + wide]
            grey[area] = np.where(coloured[area] > 0, np.maximum(grey[area], brightest[area]), grey[area])
            faded = (tint[area] > _COLOURFUL // 2) & (brightest[area] > _BRIGHT)
            grey[area] = np.where(faded, 255, grey[area])
    return grey
