"""Image files as the PDF of pictures that they would be had the scanner saved one; a TIFF has many pages."""

from __future__ import annotations

import zlib
from itertools import chain, repeat
from typing import TYPE_CHECKING

import cv2
import numpy as np

from doichieu.errors import DamagedFileError
from doichieu.extract.imagetypes import TIFF, image_type_of
from doichieu.extract.scan.tiff import ratios

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.extract.scan.ctc import Array

# What files state of their resolution is often the screen's; sheets are A4 or A3, scanned at one of these (pixels an inch).
_RESOLUTIONS = (100, 150, 200, 240, 300, 400, 600)
_LONG_SIDES = (11.69, 16.54)
_SCREEN = 100
_INCH = 72.0
# Channels nearer to each other than this are the same grey.
_COLOURFUL = 12
_LAYERS = 3
_BYTE, _WORD = 255, 65535

cv2.utils.logging.setLogLevel(
    cv2.utils.logging.LOG_LEVEL_SILENT
)  # what is wrong with a picture is said by an error, not on standard error


def to_pdf(data: bytes, source: str) -> bytes:
    """Make a PDF of an image file.

    Args:
        data: PNG, JPEG, TIFF and what else OpenCV decodes.
        source: Name for messages.

    Returns:
        A PDF with one page for each picture, their pixels unchanged.

    Raises:
        DamagedFileError: It cannot be decoded.
    """
    objects: list[bytes] = [b"", b""]
    kids = []
    for picture, ratio in zip(_pictures(data, source), chain(ratios(data), repeat(1.0)), strict=False):
        first = len(objects) + 1
        kids.append(f"{first + 2} 0 R")
        objects += _page(picture, first, ratio or 1.0)
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return _file(objects)


def _pictures(data: bytes, source: str) -> Iterator[Array]:
    """Pictures of a file one after the other, turned as the camera says."""
    buffer = np.frombuffer(data, dtype=np.uint8)
    found = 0
    while (picture := _decoded(buffer, found, source)) is not None:
        found += 1
        yield picture
    if not found:
        raise DamagedFileError(
            "the picture cannot be decoded.",
            do="open it in another program and save it as PNG or PDF",
            source=source,
        )


def _decoded(buffer: Array, index: int, source: str) -> Array | None:
    """A picture of a file; None behind the last."""
    is_tiff = image_type_of(buffer[:32].tobytes()) == TIFF
    try:
        if index == 0 and (first := cv2.imdecode(buffer, cv2.IMREAD_COLOR)) is not None:
            return first if is_tiff else _on_paper(first, buffer)
        if index and not is_tiff:
            return None
        done, pictures = cv2.imdecodemulti(buffer, cv2.IMREAD_COLOR, range=(index, index + 1))
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            raise MemoryError(source) from error
        return None
    return pictures[0] if done and pictures else None


def _on_paper(picture: Array, buffer: Array) -> Array:
    """A picture on white where parts of it are transparent; those of print are black whatever their colour is."""
    whole = cv2.imdecode(buffer, cv2.IMREAD_UNCHANGED)
    if (
        whole is None
        or whole.ndim < _LAYERS
        or whole.shape[2] != _LAYERS + 1
        or whole.shape[:2] != picture.shape[:2]
    ):
        return picture
    cover = whole[:, :, _LAYERS:].astype(np.float32) / (_BYTE if whole.dtype == np.uint8 else _WORD)
    if float(cover.min()) == 1.0:
        return picture
    return np.rint(picture * cover + 255 * (1 - cover)).astype(np.uint8)


def _page(picture: Array, number: int, ratio: float) -> list[bytes]:
    """Objects of a page: its picture, what draws it, the page itself.

    Args:
        picture: Pixels as blue, green, red.
        number: Of the first object.
        ratio: How many times more pixels an inch it has across than down.
    """
    high, wide = picture.shape[:2]
    scale = _INCH / _resolution(wide, round(high * ratio))
    across, down = wide * scale, high * ratio * scale
    size = f"{across:.2f} 0 0 {down:.2f}"
    is_grey = int(np.ptp(picture[::4, ::4], axis=2).max()) < _COLOURFUL
    colours, pixels = ("Gray", picture[:, :, 1]) if is_grey else ("RGB", picture[:, :, ::-1])
    content = zlib.compress(np.ascontiguousarray(pixels).tobytes(), 1)
    drawing = f"q {size} 0 0 cm /I Do Q".encode()
    image = (
        f"/Type/XObject/Subtype/Image/Width {wide}/Height {high}/ColorSpace/Device{colours}"
        "/BitsPerComponent 8/Filter/FlateDecode"
    )
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {across:.2f} {down:.2f}]"
        f"/Resources<</XObject<</I {number} 0 R>>>>/Contents {number + 1} 0 R>>"
    )
    return [_stream(content, image), _stream(drawing, ""), page.encode()]


def _resolution(wide: int, high: int) -> float:
    """The usual resolution at which a picture is nearest to a sheet; what is no scan of one fills an A4 sheet."""
    long = max(wide, high)
    nearest = min(
        (
            (abs(long / resolution / side - 1), resolution)
            for resolution in _RESOLUTIONS
            for side in _LONG_SIDES
        ),
    )
    return nearest[1] if nearest[0] < 0.03 else max(long / _LONG_SIDES[0], _SCREEN)


def _stream(content: bytes, entries: str) -> bytes:
    return f"<<{entries}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"


def _file(objects: list[bytes]) -> bytes:
    """Objects numbered from 1, the first one the catalogue, as a file with its table of offsets."""
    parts, places = [b"%PDF-1.7\n"], []
    size = len(parts[0])
    for number, content in enumerate(objects, start=1):
        part = f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
        places.append(f"{size:010d} 00000 n \n".encode())
        parts.append(part)
        size += len(part)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    tail = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{size}\n%%EOF\n".encode()
    return b"".join([*parts, head, *places, tail])
