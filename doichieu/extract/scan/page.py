"""One page that is a picture: its rulings and words, as the reader of pages with text has them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from doichieu.extract.pdf.ruled.lattices import find_lattice
from doichieu.extract.pdf.ruled.rulings import find_nets
from doichieu.extract.pdf.textlayer.words import Word
from doichieu.extract.scan.between import lines_between, runs_of
from doichieu.extract.scan.engine import recogniser
from doichieu.extract.scan.handwriting import printed
from doichieu.extract.scan.legible import checked, mistrusted, unsure
from doichieu.extract.scan.marks import marked
from doichieu.extract.scan.picture import Picture, prepare, render
from doichieu.extract.scan.sheet import resolution, sheet_zoom
from doichieu.extract.scan.spaces import spaced
from doichieu.extract.scan.strokes import find_strokes
from doichieu.extract.scan.textlines import LineBox, ink_of, lines_of_cell, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.scan.ctc import Array
    from doichieu.extract.scan.engine import Reading
    from doichieu.extract.scan.mesh import Mesh
    from doichieu.extract.scan.textlines import Ink

# Cells keep this distance (points) from their rulings, whose rough edges are no text.
_INSET = 0.8
_ASCENT, _DESCENT = 0.9, 0.22
_INCH = 72.0
# A figure whose ink goes on to within so many pixels of that distance may have lost a part to its ruling; it is no
# surer than this.
_TOUCHING, _CUT = 1, 0.85
# Half of the lines of a pale page are surer than this; where the back of a sheet shines through, which is read mirrored, half
# are surer than 0.42, of print at 6 % of the usual depth than 0.99.
_NONSENSE = 0.6


class Run(NamedTuple):
    """Lines over which a text runs.

    Attributes:
        lines: From the top.
        cell: The ruled cell around them in pixels; None outside of grids.
    """

    lines: list[LineBox]
    cell: Rect | None


@dataclass(slots=True)
class Recognised:
    """What stands on the picture of a page.

    Attributes:
        words: Its words, in points of the upright sheet.
        strokes: Its rulings.
        readings: For each word, by its `start`, what the recogniser says of its line.
        turn: Quarter turns clockwise the page was turned by.
        skew: Degrees counter-clockwise it was turned by after that.
        mesh: What made it flat after that, where it was photographed.
        zoom: Points of the page that are one point of the sheet.
        by_hand: Lines as they were read, of which a part was written by hand and left out.
        worn: Whether some of its rulings came through in parts or not at all.
        unsure: Share of its figures that are in doubt.
        faint: Whether it shows marks so pale that nothing was read of them.
    """

    words: list[Word] = field(default_factory=list)
    strokes: list[Rect] = field(default_factory=list)
    readings: dict[int, Reading] = field(default_factory=dict)
    turn: int = 0
    skew: float = 0.0
    mesh: Mesh | None = None
    zoom: float = 1.0
    by_hand: list[str] = field(default_factory=list)
    worn: bool = False
    unsure: float = 0.0
    faint: bool = False


def read_picture(page: Any, width: float, height: float) -> Recognised:
    """Read a page as a picture.

    Args:
        page: pdfium's page handle.
        width: Width as shown, in points.
        height: Height as shown, in points.
    """
    zoom = sheet_zoom(page, width, height)
    pixels = render(page, width / zoom, height / zoom)
    picture = prepare(pixels, pixels.shape[1] * zoom / width)
    found = recognise(picture, fineness=min(1.0, resolution(page) * zoom / (_INCH * picture.scale) or 1.0))
    found.zoom = zoom
    return found


def recognise(picture: Picture, fineness: float = 1.0) -> Recognised:
    """Read a picture.

    Args:
        picture: The page, upright and level.
        fineness: Pixels of the scan for each of its pixels.
    """
    strokes, clean, worn = find_strokes(picture)
    ink = ink_of(clean, picture.scale, strokes)
    lines, before, cells = _in_order(ink, _runs(ink, clean, strokes, picture.scale))
    readings = recogniser().read(clean, [line[:4] for line in lines], before)
    result = Recognised(strokes=strokes, turn=picture.turn, skew=picture.skew, mesh=picture.mesh, worn=worn)
    read = [
        _read(ink, line, reading, cell, fax=picture.drops)
        for line, reading, cell in zip(lines, readings, cells, strict=True)
    ]
    read = checked(ink, clean, lines, read, fineness, cells)
    if picture.pale and median([reading.confidence for reading in read] or [0.0]) < _NONSENSE:
        return Recognised(turn=picture.turn, skew=picture.skew, mesh=picture.mesh, faint=True)
    result.unsure = unsure(read, [cell is not None for cell in cells])
    for line, reading in zip(lines, mistrusted(read, result.unsure), strict=True):
        kept = printed(ink, picture.tint, line, reading)
        if kept is not reading:
            result.by_hand.append(reading.text)
        _add(result, line, kept, picture.scale)
    result.words.sort(key=lambda word: word.start)
    return result


def _read(ink: Ink, line: LineBox, reading: Reading, cell: Rect | None, *, fax: bool) -> Reading:
    """A reading with the spaces and marks that the paper shows, in doubt where its ink is cut."""
    read = marked(ink, line, spaced(ink, line, reading), fax=fax)
    if _is_cut(line, read.text, cell):
        return replace(read, confidence=min(read.confidence, _CUT))
    return read


def _runs(ink: Ink, clean: Array, strokes: list[Rect], scale: float) -> Iterator[Run]:
    """Lines of a page by the texts that run over them: those of a cell, those of a paragraph."""
    taken: list[Rect] = []
    for net in find_nets(strokes):
        lattice = find_lattice(net) if net.down else None
        if lattice is None or len(lattice.xs) == 2:
            continue
        taken.append(_pixels(lattice.box, scale, 0.0))
        for cell in lattice.cells:
            box = _pixels(cell.box, scale, _INSET)
            yield Run(lines_of_cell(ink, box), box)
    for run in runs_of(lines_between(ink, clean, taken)):
        yield Run(run, None)


def _in_order(ink: Ink, runs: Iterable[Run]) -> tuple[list[LineBox], list[int | None], list[Rect | None]]:
    """Lines cut to lengths that can be read; for each the index of the one that it goes on, and its cell."""
    lines: list[LineBox] = []
    before: list[int | None] = []
    cells: list[Rect | None] = []
    for run in runs:
        parts = [part for line in run.lines for part in pieces(ink, line)]
        before += [len(lines) + index - 1 if index else None for index in range(len(parts))]
        cells += [run.cell] * len(parts)
        lines += parts
    return lines, before, cells


def _is_cut(line: LineBox, text: str, cell: Rect | None) -> bool:
    """Whether a figure begins or ends at the edge of its cell, with which a part of it may have been taken out."""
    if cell is None or not text:
        return False
    at_left = text[0].isdigit() and line.x0 <= round(cell[0]) + _TOUCHING
    return at_left or (text[-1].isdigit() and line.x1 >= round(cell[2]) - _TOUCHING)


def _pixels(box: Rect, scale: float, inset: float) -> Rect:
    x0, y0, x1, y1 = box
    return (x0 + inset) * scale, (y0 + inset) * scale, (x1 - inset) * scale, (y1 - inset) * scale


def _add(result: Recognised, line: LineBox, reading: Reading, scale: float) -> None:
    """Put the words of a line at their places."""
    text, centres = reading.text, reading.edges
    wide = line.x1 - line.x0
    half = 0.5 / max(len(text), 1)
    start = 0
    for part in text.split(" "):
        if not part:
            start += 1
            continue
        end = start + len(part)
        x0 = line.x0 if start == 0 else line.x0 + (centres[start] - half) * wide
        x1 = line.x1 if end == len(text) else line.x0 + (centres[end - 1] + half) * wide
        number = len(result.words)
        result.words.append(
            Word(
                text=part,
                x0=x0 / scale,
                y0=(line.base - _ASCENT * line.size) / scale,
                x1=max(x1, x0 + 1) / scale,
                y1=(line.base + _DESCENT * line.size) / scale,
                base=line.base / scale,
                spaced=True,
                start=number,
            )
        )
        result.readings[number] = reading
        start = end + 1
