"""The one place that calls pdfium: opens a PDF, loads a page, closes both.

pypdfium2's raw functions are called with plain addresses, which costs half of what its wrapper objects do.
pdfium itself is compiled code: content made to exhaust memory can abort the process, and only a process of its
own guards against that.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from contextlib import contextmanager
from itertools import repeat
from math import atan2, cos, degrees, radians, sin
from threading import RLock
from typing import TYPE_CHECKING, Any, ClassVar

import pypdfium2 as _pypdfium2
import pypdfium2.raw as _raw

from doichieu.errors import DamagedFileError, ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

raw: Any = _raw
_PASSWORD, _SECURITY = 4, 5
# Names of the pypdfium2 that reads, for messages; importing it also initialises pdfium.
VERSION = str(_pypdfium2.PYPDFIUM_INFO)


def by_address(function: Any, result: Any, *kinds: Any) -> Any:
    """The same function taking handles and buffers as plain addresses.

    It keeps the interpreter's lock, which such short calls would let go and take again at a cost of their own.

    Args:
        function: Function of pdfium.
        result: Type of what it returns, None where it is not asked for.
        kinds: Types of its arguments; none where it is only called with plain integers and what `ready` gives.
    """
    return ctypes.PYFUNCTYPE(result, *kinds)(ctypes.cast(function, ctypes.c_void_p).value or 0)


VOID, INT = ctypes.c_void_p, ctypes.c_int
# pdfium keeps state that all of its documents share and is not made for several threads: whoever has a page open
# has it alone. Nothing that holds this may wait for another thread.
_alone = RLock()
_loose_box = by_address(raw.FPDFText_GetLooseCharBox, None)
_origin = by_address(raw.FPDFText_GetCharOrigin, None)
_angle = by_address(raw.FPDFText_GetCharAngle, ctypes.c_float)
_map_error = by_address(raw.FPDFText_HasUnicodeMapError, INT)


@contextmanager
def open_pdf(data: bytes, source: str) -> Iterator[Any]:
    """Open a PDF and close it at the end.

    Args:
        data: Content of the file.
        source: Name for messages.

    Yields:
        pdfium's document handle.

    Raises:
        ReadError: It is encrypted with a password.
        DamagedFileError: It cannot be opened or has no pages.
    """
    with _alone:
        document = raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            raise _refusal(raw.FPDF_GetLastError(), source)
    try:
        if page_count(document) < 1:
            raise DamagedFileError(
                "the PDF has no pages.", do="get the file again from where it was published", source=source
            )
        yield document
    finally:
        with _alone:
            raw.FPDF_CloseDocument(document)


def _refusal(code: int, source: str) -> ReadError:
    if code in {_PASSWORD, _SECURITY}:
        return ReadError(
            "the PDF is encrypted and opens only with a password.",
            do="open it with its password, save it without one, and read that file",
            source=source,
        )
    return DamagedFileError(
        "the content begins as a PDF and is cut off or broken.",
        do="download the file again, or print it to a new PDF from the program that opens it",
        source=source,
    )


def page_count(document: Any) -> int:
    """Pages of an open document."""
    with _alone:
        return int(raw.FPDF_GetPageCount(document))


@contextmanager
def open_page(document: Any, index: int) -> Iterator[Any]:
    """Load a page and release it at the end; other threads that ask pdfium for one wait until then.

    Args:
        document: pdfium's document handle.
        index: 0-based page.

    Yields:
        pdfium's page handle, None where the page cannot be loaded.
    """
    with _alone:
        page = raw.FPDF_LoadPage(document, index)
        try:
            yield page or None
        finally:
            if page:
                raw.FPDF_ClosePage(page)


@contextmanager
def open_text(page: Any, turn: int | None = None) -> Iterator[Any]:
    """Load the characters of a page and release them at the end; None where there are none.

    Args:
        page: pdfium's page handle.
        turn: Quarter turns clockwise at which it is shown to pdfium, which orders characters as they are shown;
            None for its own.

    Yields:
        pdfium's handle of its text.
    """
    own = raw.FPDFPage_GetRotation(page)
    if turn is not None:
        raw.FPDFPage_SetRotation(page, turn)
    text = raw.FPDFText_LoadPage(page)
    try:
        yield text or None
    finally:
        if text:
            raw.FPDFText_ClosePage(text)
        if turn is not None:
            raw.FPDFPage_SetRotation(page, own)


def level(page: Any, lean: float, middle: tuple[float, float]) -> None:
    """Turn the content of a page about a point, for whoever opens it next.

    Args:
        page: pdfium's page handle; it keeps showing what was loaded.
        lean: Degrees clockwise.
        middle: The point, in page space.
    """
    x, y = middle
    a, b = cos(radians(lean)), -sin(radians(lean))
    matrix = raw.FS_MATRIX(a, b, -b, a, x - a * x + b * y, y - b * x - a * y)
    raw.FPDFPage_TransFormWithClip(page, ctypes.byref(matrix), None)


def ready(handle: Any) -> Any:
    """A handle as an argument that many calls take as it is; turning one into it costs more than a call does."""
    return VOID.from_param(address(handle))


class _Slots:
    """A buffer whose places are arguments made once, for functions that write 16 bytes for each character."""

    COUNT = 2048
    _idle: ClassVar[list[_Slots]] = []

    def __init__(self) -> None:
        self.bytes = (ctypes.c_char * (16 * self.COUNT))()
        self.places = [ctypes.byref(self.bytes, 16 * index) for index in range(self.COUNT)]
        self.halves = [ctypes.byref(self.bytes, 16 * index + 8) for index in range(self.COUNT)]

    @classmethod
    @contextmanager
    def taken(cls) -> Iterator[_Slots]:
        """One that no other thread uses, given back at the end."""
        slots = cls._idle.pop() if cls._idle else cls()
        try:
            yield slots
        finally:
            cls._idle.append(slots)


def address(handle: Any) -> int:
    """Address of a handle, for the functions that take plain addresses."""
    return int(ctypes.cast(handle, ctypes.c_void_p).value or 0)


def read_text(text: Any, count: int) -> str:
    """Characters 0 to count as one string with one code unit per character index.

    pdfium leaves characters without Unicode out of its text; then the indices would shift, and the characters
    are asked one by one.
    """
    units = array("H", bytes(2 * (count + 1)))
    pointer = ctypes.cast(units.buffer_info()[0], ctypes.POINTER(ctypes.c_ushort))
    written = int(raw.FPDFText_GetText(text, 0, count, pointer))
    if written == count + 1:
        decoded = units[:count].tobytes().decode("utf-16-le", errors="replace")
        if len(decoded) == count:
            return decoded
    get = raw.FPDFText_GetUnicode
    return "".join(chr(code) if (code := get(text, index)) else "\ufffd" for index in range(count))


def read_boxes(text: Any, count: int) -> list[list[float]]:
    """Boxes of characters 0 to count as four lists: left, top, right and bottom sides, in page space (y upwards).

    The boxes are as wide as the advance and as high as the font, so that neighbours touch and lines are even.
    """
    sides: list[list[float]] = [[], [], [], []]
    page = ready(text)
    with _Slots.taken() as slots:
        for start in range(0, count, slots.COUNT):
            indices = range(start, min(start + slots.COUNT, count))
            _run(map(_loose_box, repeat(page), indices, slots.places))
            boxes = memoryview(slots.bytes).cast("B")[: 16 * len(indices)].cast("f")
            for at in range(4):
                sides[at] += boxes[at::4].tolist()
    return sides


def origin_reader(text: Any) -> Callable[[int], tuple[float, float]]:
    """What gives the origin of one character, for those who need few of them: x, y in page space."""
    page, values = ready(text), array("d", bytes(16))
    buffer = (ctypes.c_char * 16).from_buffer(values)
    x, y = ctypes.byref(buffer), ctypes.byref(buffer, 8)

    def origin(index: int) -> tuple[float, float]:
        _origin(page, index, x, y)
        return values[0], values[1]

    return origin


def read_origins(text: Any, indices: Sequence[int]) -> array[float]:
    """Origins of some characters, where their baselines begin: x, y of each, in page space."""
    origins = array("d")
    page = ready(text)
    with _Slots.taken() as slots:
        for start in range(0, len(indices), slots.COUNT):
            some = indices[start : start + slots.COUNT]
            _run(map(_origin, repeat(page), some, slots.places, slots.halves))
            origins.frombytes(memoryview(slots.bytes)[: 16 * len(some)])
    return origins


def _run(calls: Iterator[None]) -> None:
    """Make calls whose results are in their buffers, without a loop of the interpreter."""
    deque(calls, maxlen=0)


def is_unnamed(text: Any, indices: Sequence[int]) -> list[bool]:
    """Whether the fonts of some characters do not say which letters they are."""
    return [error == 1 for error in map(_map_error, repeat(ready(text)), indices)]


_QUARTER = 1.5707963267948966
# Text that runs less than this part of a quarter turn off a right angle belongs to its page; the rest is a watermark.
_MOST_LEAN = 0.12


def read_turns(text: Any, indices: Sequence[int]) -> list[int]:
    """Quarter turns clockwise at which some characters are upright in page space; -1 for text along a slanted line."""
    angles = list(map(_angle, repeat(ready(text)), indices))
    if not any(angles):
        return [0] * len(angles)
    turns = [_quarter(angle) if angle else 0 for angle in angles]
    return [
        _quarter(_baseline(text, index)) if turn < 0 else turn
        for index, turn in zip(indices, turns, strict=True)
    ]


def read_leans(text: Any, indices: Sequence[int]) -> list[float]:
    """Degrees counter-clockwise by which some characters are off the nearest right angle; a watermark's are left out."""
    leans: list[float] = []
    if not any(map(_angle, repeat(ready(text)), indices)):
        return leans
    for index in indices:
        turns = _baseline(text, index) / -_QUARTER
        if abs(off := turns - round(turns)) <= _MOST_LEAN:
            leans.append(degrees(off * _QUARTER))
    return leans


def _baseline(text: Any, index: int) -> float:
    """Angle clockwise of a character's baseline: pdfium's own is that of the stem, which leans in italics made of upright glyphs.

    Half a quarter turn, as slanted text has, where it is not known.
    """
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
        return _QUARTER / 2
    return atan2(-matrix.b, matrix.a)


def _quarter(angle: float) -> int:
    turns = angle / _QUARTER
    nearest = round(turns)
    return -1 if abs(turns - nearest) > _MOST_LEAN else -nearest % 4
