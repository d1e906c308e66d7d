"""Values as the columns of the dataset hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from doichieu.dataset.schema import MAX_PLACES

if TYPE_CHECKING:
    from decimal import Decimal

    from doichieu.model import Locator

Row = dict[str, Any]

# A decimal of 38 digits with ten places has 28 before the point.
_LIMIT = 10**28


def printable(text: str) -> str:
    """A path as text that UTF-8 can hold (names on disk need not be valid UTF-8)."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def storable(value: Decimal | None) -> Decimal | None:
    """The value when the decimal column holds it exactly, else None; `as_printed` keeps the text."""
    if value is None or not value.is_finite() or abs(value) >= _LIMIT:
        return None
    return value if places(value) <= MAX_PLACES else None


def places(value: Decimal) -> int:
    """Decimal places of a figure as it was printed."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def place(locator: Locator | None) -> Row:
    """The columns of a place; all null where there is none."""
    if locator is None:
        return {}
    box, span = locator.box, locator.span
    row: Row = {"page": locator.page, "block": locator.block, "reference": locator.reference}
    if box is not None:
        row |= {"x0": box.x0, "y0": box.y0, "x1": box.x1, "y1": box.y1}
    if span is not None:
        row |= {"span_start": span[0], "span_end": span[1]}
    return row
