"""SVG as part of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import drawsvg  # type: ignore[import-untyped]

_NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"\n    '


def inline(drawing: drawsvg.Drawing) -> str:
    """A drawing as an element of an HTML page, without script, style or address.

    Inside HTML the namespaces are implied; without them the page holds no address at all.
    """
    svg: str = drawing.as_svg(header="", skip_js=True, skip_css=True)
    return svg.replace(_NAMESPACES, "", 1)
