"""Pictures of pages, and of parts of them, in which the boxes of locators fit.

A page is drawn as readers show it: turned as it says, cut to its crop box. Content made to do harm can end the
process that draws it, so papers from outside are drawn by an engine's worker.

PNG is written here: sixteen shades of grey through zlib take half the bytes of eight bits and a hundred thousandth of
an imaging library.
"""

from __future__ import annotations

import ctypes
import struct
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from doichieu.errors import DamagedFileError, UsageError
from doichieu.model import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MEDIA_TYPE = "image/png"
# A sheet of A3 at 150 dots an inch has 4.3 million pixels; a browser takes four bytes for each.
MOST_PIXELS = 12_000_000
# A page without a size, and one as large as a wall.
_LEAST, _MOST = 0.5, 20_000.0
# Paper that a scanner saw grey is white, and its noise goes with it: it would be half of the bytes.
_WHITE = 236
_SHADES = 15
_LEVEL = 6  # of zlib: 9 takes four times as long for 3 % of the bytes
_PACKED = bytes(min(_SHADES, v * _SHADES // _WHITE) for v in range(256))
_POSTERISED = bytes(min(_SHADES, v * _SHADES // _WHITE) * 17 for v in range(256))


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page or a part of it.

    Attributes:
        content: PNG.
        width: Pixels across.
        height: Pixels down.
        region: What of the page it shows, in points from the top left of the page as shown.
        page_width: Width of the whole page as shown, in points.
        page_height: Its height.
    """

    content: bytes
    width: int
    height: int
    region: Box
    page_width: float
    page_height: float

    def place(self, box: Box) -> Box | None:
        """Where a box of a locator lies on the picture, each edge between 0 and 1; None outside of it."""
        region = self.region
        wide, high = region.x1 - region.x0, region.y1 - region.y0
        x0, x1 = ((min(max(x, region.x0), region.x1) - region.x0) / wide for x in (box.x0, box.x1))
        y0, y1 = ((min(max(y, region.y0), region.y1) - region.y0) / high for y in (box.y0, box.y1))
        return Box(x0=x0, y0=y0, x1=x1, y1=y1) if x1 > x0 and y1 > y0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """What is drawn of a page.

    Attributes:
        page: 1-based page.
        region: The part to draw, in points from the top left of the page as shown; None for all of it.
    """

    page: int
    region: Box | None = None


def page_picture(
    data: bytes, page: int, *, scale: float = 2.0, region: Box | None = None, colour: bool = False
) -> Picture:
    """Draw a page of a PDF, or a part of it; see `draw`.

    Raises:
        ReadError: The PDF cannot be opened, or the page cannot be drawn.
        UsageError: There is no such page.
    """
    (picture,) = draw(data, [Shot(page=page, region=region)], scale=scale, colour=colour)
    return picture


def draw(data: bytes, shots: Sequence[Shot], *, scale: float = 2.0, colour: bool = False) -> list[Picture]:
    """Draw pages of a PDF, or parts of them; a page is loaded once for all its parts.

    Args:
        data: Content of the PDF.
        shots: n pages or parts.
        scale: Pixels a point; 2 is 144 dots an inch. Less is taken where a picture would have over 12 million pixels.
        colour: Whether stamps keep their colour; grey takes half of the bytes.

    Returns:
        n pictures in the order given; their regions are whole pixels inside the page, at least one pixel.

    Raises:
        ReadError: The PDF cannot be opened, or a page cannot be drawn.
        UsageError: There is no such page.
    """
    from doichieu.extract.pdf.pdfium import open_pdf  # noqa: PLC0415 - pdfium loads with it

    pictures: dict[int, Picture] = {}
    pages: dict[int, list[int]] = {}
    for index, shot in enumerate(shots):
        pages.setdefault(shot.page, []).append(index)
    with open_pdf(data, "") as document:
        for page, indices in pages.items():
            with _opened(document, page) as (handle, size):
                for index in indices:
                    pictures[index] = _drawn(handle, size, scale, shots[index].region, colour=colour)
    return [pictures[index] for index in range(len(shots))]


@contextmanager
def _opened(document: Any, page: int) -> Iterator[tuple[Any, tuple[float, float]]]:
    """A page and its width and height as shown, in points."""
    from doichieu.extract.pdf.frame import frame_of  # noqa: PLC0415
    from doichieu.extract.pdf.pdfium import open_page, page_count  # noqa: PLC0415

    place, last = f"page {page}", page_count(document)
    if not 1 <= page <= last:
        raise UsageError("There is no such page.", do=f"name one of 1 to {last}.", place=place)
    with open_page(document, page - 1) as handle:
        if handle is None:
            raise DamagedFileError("The page cannot be loaded.", do="see the paper itself.", place=place)
        frame = frame_of(handle)
        if not (_LEAST <= frame.width <= _MOST and _LEAST <= frame.height <= _MOST):
            raise DamagedFileError("The page has no usable size.", do="see the paper itself.", place=place)
        yield handle, (frame.width, frame.height)


def around(boxes: Iterable[Box], *, margin: float = 0.0) -> Box:
    """The smallest box around some boxes, wider by a margin on every side, in points; it may leave the page.

    Raises:
        ValueError: There are no boxes.
    """
    all_ = list(boxes)
    return Box(
        x0=min(box.x0 for box in all_) - margin,
        y0=min(box.y0 for box in all_) - margin,
        x1=max(box.x1 for box in all_) + margin,
        y1=max(box.y1 for box in all_) + margin,
    )


def _drawn(
    handle: Any, size: tuple[float, float], scale: float, region: Box | None, *, colour: bool
) -> Picture:
    wide, high = size
    whole = Box(x0=0.0, y0=0.0, x1=wide, y1=high)
    part = whole if region is None else _inside(region, whole)
    area = (part.x1 - part.x0) * (part.y1 - part.y0)
    scale = min(scale, (MOST_PIXELS / max(area, 1e-6)) ** 0.5)
    left, top = int(part.x0 * scale), int(part.y0 * scale)
    columns = max(1, min(round(part.x1 * scale), round(wide * scale)) - left)
    rows = max(1, min(round(part.y1 * scale), round(high * scale)) - top)
    pixels = _rendered(
        handle, (-left, -top, round(wide * scale), round(high * scale)), columns, rows, colour=colour
    )
    return Picture(
        content=_png(pixels, columns, rows, colour=colour),
        width=columns,
        height=rows,
        region=Box(x0=left / scale, y0=top / scale, x1=(left + columns) / scale, y1=(top + rows) / scale),
        page_width=wide,
        page_height=high,
    )


def _inside(region: Box, page: Box) -> Box:
    """The part of a region that is on the page; a region beside the page is moved to its edge."""
    x0, y0 = min(max(region.x0, 0.0), page.x1 - 0.01), min(max(region.y0, 0.0), page.y1 - 0.01)
    return Box(
        x0=x0,
        y0=y0,
        x1=max(min(region.x1, page.x1), x0 + 0.01),
        y1=max(min(region.y1, page.y1), y0 + 0.01),
    )


def _rendered(
    handle: Any, place: tuple[int, int, int, int], columns: int, rows: int, *, colour: bool
) -> list[bytes]:
    """Rows of pixels: a byte each for grey, red, green and blue for colour."""
    from doichieu.extract.pdf.pdfium import raw  # noqa: PLC0415

    kind = raw.FPDFBitmap_BGR if colour else raw.FPDFBitmap_Gray
    flags = raw.FPDF_ANNOT | (raw.FPDF_REVERSE_BYTE_ORDER if colour else raw.FPDF_GRAYSCALE)
    bitmap = raw.FPDFBitmap_CreateEx(columns, rows, kind, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(bitmap, handle, *place, 0, flags)
        stride = int(raw.FPDFBitmap_GetStride(bitmap))
        buffer = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * rows)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    width = columns * (3 if colour else 1)
    return [buffer[row * stride : row * stride + width] for row in range(rows)]


def _png(pixels: list[bytes], columns: int, rows: int, *, colour: bool) -> bytes:
    lines = (line.translate(_POSTERISED) for line in pixels) if colour else map(_packed, pixels)
    data = zlib.compress(b"".join(b"\0" + line for line in lines), _LEVEL)
    header = struct.pack(">IIBBBBB", columns, rows, 8 if colour else 4, 2 if colour else 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def _packed(line: bytes) -> bytes:
    """Two pixels a byte, as one operation on long integers: a loop would take thirty times as long."""
    line = line.translate(_PACKED) + b"\0" * (len(line) % 2)
    packed = int.from_bytes(line[::2], "big") << 4 | int.from_bytes(line[1::2], "big")
    return packed.to_bytes(len(line) // 2, "big")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
