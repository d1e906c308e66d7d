"""Styles of OpenDocument sheets: borders and fonts of cells, and sheets that are not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT = (f"{{{_SPACE}{name}:1.0}}" for name in ("office", "table", "text"))
_STYLE = f"{{{_SPACE}style:1.0}}"
_FORMATTING = f"{{{_SPACE}xsl-fo-compatible:1.0}}"
_SVG = f"{{{_SPACE}svg-compatible:1.0}}"
_SIDES = tuple(f"{_FORMATTING}{name}" for name in ("border", "border-left", "border-right"))
_NO_LINE = frozenset({"none", "hidden"})


class CellStyles:
    """Resolves styles by name with those they build on.

    Args:
        roots: Roots of the styles and of the content; the later ones win.
    """

    def __init__(self, roots: Sequence[_Element]) -> None:
        self._styles: dict[str, _Element] = {}
        self._faces: dict[str, str] = {}
        self._framed: dict[str, bool] = {}
        self._fonts: dict[str, str] = {}
        for root in roots:
            for style in root.iter(f"{_STYLE}style"):
                self._styles[style.get(f"{_STYLE}name") or ""] = style
            for face in root.iter(f"{_STYLE}font-face"):
                family = face.get(f"{_SVG}font-family") or ""
                self._faces[face.get(f"{_STYLE}name") or ""] = family.strip("'\" ")

    def framed(self, name: str) -> bool:
        """Whether cells of a style have a border at the left or right."""
        if name not in self._framed:
            stated = (
                [side for name in _SIDES if (side := properties.get(name)) is not None]
                for properties in self._properties(name, "table-cell-properties")
            )
            sides = next((sides for sides in stated if sides), [])
            self._framed[name] = any(side not in _NO_LINE for side in sides)
        return self._framed[name]

    def font(self, name: str) -> str:
        """Name of the font of a style, empty where none is stated."""
        if name not in self._fonts:
            stated = (
                properties.get(f"{_STYLE}font-name")
                for properties in self._properties(name, "text-properties")
            )
            font = next((font for font in stated if font), "")
            self._fonts[name] = self._faces.get(font, font)
        return self._fonts[name]

    def hides_table(self, table: _Element) -> bool:
        """Whether a sheet is not shown."""
        name = table.get(f"{TABLE}style-name") or ""
        return any(
            properties.get(f"{TABLE}display") == "false"
            for properties in self._properties(name, "table-properties")
        )

    def _properties(self, name: str, kind: str) -> Iterator[_Element]:
        """Properties of a style and of those it builds on, its own first."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            yield from style.iterchildren(f"{_STYLE}{kind}")
            name = style.get(f"{_STYLE}parent-style-name") or ""
