"""Plates as HTML: the picture of a part of a page with its cells outlined, as one inline SVG."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from doichieu.pictures import MEDIA_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.pictures import Picture
    from doichieu.report.plates import Outline, Plate
    from doichieu.report.strings import Strings

# Sizes in points of the page.
_CHIP, _EDGE = 8.4, 0.8


def plate_html(plate: Plate, picture: Picture, say: Strings) -> Markup:
    """A plate as an `svg` element.

    Args:
        plate: What is outlined.
        picture: The part of the page.
        say: Catalogue of the report's language.

    Returns:
        The element; the picture is inside it, so nothing is fetched.
    """
    region = picture.region
    wide, high = region.x1 - region.x0, region.y1 - region.y0
    below = sorted(plate.outlines, key=lambda one: one.mark is None or one.mark.doubt)  # doubt lies on top
    outlines = "".join(_outline(one, (region.x0, region.y0), wide) for one in below)
    words = escape("; ".join([say("plate", n=plate.shot.page), *_words(plate, say)]))
    return Markup(  # noqa: S704 - numbers, Base64 and escaped words
        f'<svg class="plate" viewBox="0 0 {wide:.1f} {high:.1f}" role="img" aria-label="{words}">'
        f'<image href="{data_address(picture)}" width="{wide:.1f}" height="{high:.1f}"/>{outlines}</svg>'
    )


def data_address(picture: Picture) -> str:
    """The picture itself as an address."""
    return f"data:{MEDIA_TYPE};base64,{b64encode(picture.content).decode()}"


def _words(plate: Plate, say: Strings) -> Iterator[str]:
    for one in plate.outlines:
        if one.mark is not None:
            yield say("plate_cell", n=one.mark.number, text=one.text or say("blank"))


def _outline(outline: Outline, origin: tuple[float, float], wide: float) -> str:
    x, y = outline.box.x0 - origin[0], outline.box.y0 - origin[1]
    width, height = outline.box.x1 - outline.box.x0, outline.box.y1 - outline.box.y0
    kind = "doubt" if outline.mark is None or outline.mark.doubt else "operand"
    frame = f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="1"/>'
    if outline.mark is None:
        return f'<g class="p-{kind}">{frame}</g>'
    number = str(outline.mark.number)
    chip = _CHIP + 4.0 * (len(number) - 1)
    # In the corner of the cell: there it hides no digit, and no outline of a neighbour hides it.
    left, top = min(x + width, wide) - chip - _EDGE, max(y, 0.0) + _EDGE
    return (
        f'<g class="p-{kind}">{frame}<rect class="chip" x="{left:.1f}" y="{top:.1f}" width="{chip:.1f}" '
        f'height="{_CHIP}" rx="2"/><text x="{left + chip / 2:.1f}" y="{top + 6.6:.1f}">{number}</text></g>'
    )
