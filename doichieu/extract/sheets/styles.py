"""Styles of an XLSX: number format, font and border of each cell style."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from doichieu.extract.sheets.codes import BUILTIN, GENERAL

if TYPE_CHECKING:
    from lxml.etree import _Element


class Style(NamedTuple):
    """What a cell style says.

    Attributes:
        code: Number format.
        font: Name of the font.
        framed: Whether there is a border at the left or right.
        indent: Steps that it sets text in.
    """

    code: str
    font: str
    framed: bool
    indent: int = 0


T = TypeVar("T")

PLAIN = Style(GENERAL, "", framed=False)


def read_styles(root: _Element | None) -> list[Style]:
    """Read the cell styles of a workbook.

    Args:
        root: Root of the styles part; None where the workbook has none.

    Returns:
        Styles by the index that cells state.
    Source:
        ECMA-376 part 1, 18.8.
    """
    if root is None:
        return []
    codes = BUILTIN | {
        number(element, "numFmtId"): element.get("formatCode") or GENERAL
        for element in root.iterfind("{*}numFmts/{*}numFmt")
    }
    fonts = [_font(element) for element in root.iterfind("{*}fonts/{*}font")]
    frames = [_framed(element) for element in root.iterfind("{*}borders/{*}border")]
    return [
        Style(
            codes.get(number(element, "numFmtId"), GENERAL),
            _at(fonts, number(element, "fontId"), ""),
            framed=_at(frames, number(element, "borderId"), False),
            indent=_indent(element),
        )
        for element in root.iterfind("{*}cellXfs/{*}xf")
    ]


def number(element: _Element, name: str, default: int = 0) -> int:
    """A whole number in an attribute; the default where it is missing or none."""
    return whole(element.get(name), default)


def whole(value: str | None, default: int) -> int:
    """A whole number of at most nine digits; the default where there is none."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else default


def _indent(element: _Element) -> int:
    alignment = element.find("{*}alignment")
    return number(alignment, "indent") if alignment is not None else 0


def _font(element: _Element) -> str:
    name = element.find("{*}name")
    return (name.get("val") or "") if name is not None else ""


def _framed(element: _Element) -> bool:
    sides = (element.find(f"{{*}}{side}") for side in ("left", "right", "start", "end"))
    return any(side is not None and side.get("style") not in {None, "none"} for side in sides)


def _at(values: list[T], index: int, default: T) -> T:
    return values[index] if 0 <= index < len(values) else default
