"""The directories of a TIFF (revision 6.0): how many pictures it has, and how much wider than high their pixels are."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ORDERS = {b"II*\x00": "<", b"MM\x00*": ">"}
_ENTRY = 12
_ACROSS, _DOWN = 282, 283  # XResolution and YResolution
_MOST = 5000
# Fax machines send 204 × 98 pixels an inch; ratios beyond this are slips of programs.
_WIDEST = 3.0


def ratios(data: bytes) -> Iterator[float | None]:
    """For each picture of a TIFF how many times more pixels an inch it has across than down.

    Args:
        data: A file; other files have no pictures here.

    Yields:
        1 for square pixels; None, and nothing more, for pictures that the file announces and does not hold.
    """
    order = _ORDERS.get(data[:4])
    at = _number(data, f"{order}I", 4) if order else 0
    seen: set[int] = set()
    while at and at not in seen and len(seen) < _MOST:
        seen.add(at)
        count = _number(data, f"{order}H", at)
        end = at + 2 + _ENTRY * (count or 0)
        if not count or end > len(data):
            yield None
            return
        across, down = (_resolution(data, f"{order}", at, count, tag) for tag in (_ACROSS, _DOWN))
        ratio = across / down if across and down else 1.0
        yield ratio if 1 / _WIDEST <= ratio <= _WIDEST else 1.0
        at = _number(data, f"{order}I", end) or 0


def _number(data: bytes, form: str, at: int) -> int | None:
    """A number at a place; None behind the end of the file."""
    if at + struct.calcsize(form) > len(data):
        return None
    (value,) = struct.unpack_from(form, data, at)
    return int(value)


def _resolution(data: bytes, order: str, at: int, count: int, tag: int) -> float:
    """A resolution of a directory; 0 where it states none."""
    for index in range(count):
        entry = at + 2 + _ENTRY * index
        if _number(data, f"{order}H", entry) == tag:
            place = _number(data, f"{order}I", entry + 8) or len(data)
            above, below = (_number(data, f"{order}I", place + shift) for shift in (0, 4))
            return above / below if above and below else 0.0
    return 0.0
