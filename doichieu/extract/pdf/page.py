"""One page: its class, lines and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from doichieu.extract import scan
from doichieu.extract.legacy.traces import strange_letters
from doichieu.extract.pdf.content import PageContent
from doichieu.extract.pdf.frame import frame_of
from doichieu.extract.pdf.furniture import drop_furniture, without_page_number
from doichieu.extract.pdf.pageclass import (
    PICTURES,
    PageClass,
    class_of,
    has_unread_picture,
    is_layer_kept,
    trouble_of,
)
from doichieu.extract.pdf.paths import read_drawing
from doichieu.extract.pdf.pdfium import open_text, raw
from doichieu.extract.pdf.printsize import read_as_usual
from doichieu.extract.pdf.ruled.shades import edges_of, tiles_of
from doichieu.extract.pdf.ruled.tables import take_between, take_carried, take_remnant, take_ruled
from doichieu.extract.pdf.textlayer.annotations import settle
from doichieu.extract.pdf.textlayer.characters import Characters
from doichieu.extract.pdf.textlayer.lines import find_lines
from doichieu.extract.pdf.textlayer.overprint import take_off
from doichieu.extract.pdf.textlayer.turned import head_turned, text_of, turned_words
from doichieu.extract.pdf.textlayer.unnamed import are_too_many
from doichieu.extract.pdf.unruled.tables import find_unruled
from doichieu.extract.scan.poor import doubt_rows, report_print
from doichieu.extract.scan.sheet import resolution
from doichieu.extract.scan.sides import are_columns, boxes_beside, gutter, sides_of, words_beside

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from doichieu.extract.pdf.cells import PageTable
    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.furniture import Key
    from doichieu.extract.pdf.textlayer.annotations import Overlay
    from doichieu.extract.pdf.textlayer.overprint import Overprint
    from doichieu.extract.pdf.textlayer.words import Word
    from doichieu.extract.scan.kept import Pictures

_MOST_CHARACTERS = 400_000
# Longest side of a page in points that is laid out; PDF itself allows 14,400 (ISO 32000-1, annex C).
_LARGEST = 20_000


def read_page(
    page: Any,
    number: int,
    pictures: Pictures,
    overlay: Overlay | None = None,
    marks: Sequence[Word] = (),
) -> list[PageContent]:
    """Read a page: its class, its words, its drawing and the tables that rulings give.

    Args:
        page: pdfium's page handle.
        number: 1-based.
        pictures: What reads the pages of its paper that are pictures.
        overlay: What annotations lie over it.
        marks: Large words that were printed over the pages before.

    Returns:
        Its lines and ruled tables; `finish_page` finds the others. Two where two pages lie on the sheet of a scan.
    """
    shown = frame_of(page)
    content = PageContent(number, shown, shown)
    if not (0 < shown.width <= _LARGEST and 0 < shown.height <= _LARGEST):
        content.report(
            "page-size", "the page has no usable size. Do: print the file to a new PDF and read that"
        )
        return [content]
    words = without_page_number(content.frame, _read_text(page, content, overlay), number)
    drawing = read_drawing(page, content.frame)
    words = read_as_usual(content, words, drawing)
    own = take_off(words, drawing.strokes, marks)
    _settle_lines(content, own)
    if drawing.capped:
        content.report(
            "page-objects", "the page holds more drawn objects than are read; tables can be missing"
        )
    unnamed = are_too_many(*content.unnamed, can_recognise=scan.is_installed())
    kind = PageClass.UNNAMED if unnamed else class_of(content.lines, drawing, content.frame)
    if kind in PICTURES and not is_layer_kept(kind, resolution(page), can_recognise=scan.is_installed()):
        return _read_picture(page, content, kind, pictures)
    if (trouble := trouble_of(kind)) is not None:
        content.report(*trouble)
    if has_unread_picture(content.lines, drawing, content.frame):
        message = "a picture on the page was not read; it can be a table"
        content.report(
            "picture-not-read", f"{message}. Do: scan or print the page as a picture and read that"
        )
    if lost := "".join([word[0] for line in content.lines for word in line.words]).count("\ufffd"):
        message = f"{lost} letters stand as \ufffd, for their font does not say what they are"
        content.report("symbol-not-read", f"{message}. Do: print the paper to a new PDF and read that")
    at = None if content.turned else gutter(own.words, [*own.strokes, *drawing.fills], content.frame.size)
    if at is None or are_columns(own.words, own.strokes, at):
        _take_drawn(content, own.strokes, drawing.fills)
        return [content]
    return _by_twos(content, own, drawing.fills, at)


def _take_drawn(content: PageContent, strokes: Sequence[Rect], fills: Sequence[Rect]) -> None:
    """Take the tables that rulings and colours give."""
    # rulings stand between some coloured cells alone: white ones, or those of the first column
    tiles = tiles_of(fills) if fills and strokes else []
    take_ruled(content, [*strokes, *tiles], fills)
    if fills:
        boxes = [table.box for table in content.tables]
        content.rules, edges = edges_of(fills, boxes, content.lines, content.rules)
        if edges:
            take_ruled(content, edges)


def _by_twos(content: PageContent, own: Overprint, fills: Sequence[Rect], at: float) -> list[PageContent]:
    """The two pages that were printed on one sheet; what was not read stays with the first."""
    second = PageContent(content.number, content.shown, content.frame, shift=at, stamps=content.stamps)
    content.stamps, content.paired, second.paired = [], True, True
    for page, words, strokes, colours in zip(
        (content, second),
        words_beside(own.words, at),
        boxes_beside(own.strokes, at),
        boxes_beside(fills, at),
        strict=True,
    ):
        page.lines = find_lines(words)
        _take_drawn(page, strokes, colours)
    return [content, second]


def _settle_lines(content: PageContent, own: Overprint) -> None:
    """Find the lines of a page without what was printed over them."""
    content.lines = find_lines(own.words)
    content.stamps += own.panels
    content.marks = own.marks
    if own.marks:
        printed = " ".join(line.text for line in find_lines(own.marks))
        content.report("overprint", f"large text printed over the page was left out: {printed[:200]}")


def _read_text(page: Any, content: PageContent, overlay: Overlay | None) -> list[Word]:
    with open_text(page) as text:
        characters = _characters(text)
        if characters is None:
            return []
        turn = characters.turn()
        # which characters are those of annotations is told by how many come before
        if overlay is not None or turn == content.shown.turn:
            return _read_words(text, characters, turn, content, overlay)
    with open_text(page, turn) as text:
        characters = _characters(text)
        return _read_words(text, characters, turn, content, None) if characters is not None else []


def _characters(text: Any) -> Characters | None:
    count = min(max(raw.FPDFText_CountChars(text), 0), _MOST_CHARACTERS) if text else 0
    return Characters(text, count) if count else None


def _read_words(
    text: Any, characters: Characters, turn: int, content: PageContent, overlay: Overlay | None
) -> list[Word]:
    content.unnamed = (characters.unnamed, len(characters.text))
    content.frame = content.shown.turned((turn - content.shown.turn) % 4)
    words = characters.words(content.frame, turn)
    if strange_letters(characters.text):
        words = _decoded(text, words, content)
    if overlay is not None:
        words, content.stamps = settle(words, overlay, content.frame)
    else:
        content.lean = characters.lean()
    if len(turns := characters.turns()) > 1:
        content.turned = turned_words(characters, content.frame)
        if -1 in turns:
            content.report("turned-text", f"slanted text was left out: {characters.slanted()[:200]}")
    return words


def _decoded(text: Any, words: list[Word], content: PageContent) -> list[Word]:
    """Words in Unicode where their fonts tell their encoding."""
    from doichieu.extract.legacy.runs import RunDecoder  # noqa: PLC0415 (few papers need its tables)
    from doichieu.extract.pdf.textlayer.oldfonts import decode_words  # noqa: PLC0415

    decoder = RunDecoder()
    words = decode_words(text, words, decoder)
    content.decoded = decoder.counts
    return words


def _read_picture(page: Any, content: PageContent, kind: PageClass, pictures: Pictures) -> list[PageContent]:
    """Read a page that is a picture where its engine is installed."""
    content.lines, content.turned, content.stamps = [], [], []
    if not scan.is_installed():
        content.report("image-page", f"{PICTURES[kind]} and was not read. Do: {scan.INSTALL}")
        return [content]
    found = pictures.read(page, content.number, content.shown.width, content.shown.height)
    content.frame = content.shown.turned(found.turn).zoomed(found.zoom)
    content.skew, content.mesh = found.skew, found.mesh
    content.readings, content.worn, content.unsure = found.readings, found.worn, found.unsure
    if found.by_hand:
        message = (
            f"numbers or days written by hand were left out; they were read so: {'; '.join(found.by_hand)}"
        )
        content.report("handwriting", f"{message}. Do: look at the picture")
    if found.faint:
        message = "the page shows marks too pale to be read: the back of a sheet that shines through, or faded print"
        content.report("faint-page", f"{message}. Do: look at the picture; scan faded print anew, darker")
    content.report("recognised-page", f"{PICTURES[kind]}; it was read by {scan.ENGINE} and can be misread")
    pages = [content]
    for side in sides_of(found.words, found.strokes, content.frame.size):
        if side.shift:
            pages.append(PageContent(content.number, content.shown, content.frame, shift=side.shift))
            pages[-1].skew, pages[-1].mesh, pages[-1].readings = found.skew, found.mesh, found.readings
            pages[-1].worn, pages[-1].unsure = found.worn, found.unsure
        pages[-1].lines = find_lines(side.words)
        take_ruled(pages[-1], side.strokes)
    return pages


def finish_page(
    content: PageContent, neighbours: Collection[Key], carried: PageTable | None
) -> PageTable | None:
    """Drop what belongs to the sheet and find the tables that rulings do not give.

    Args:
        content: The page; changed in place.
        neighbours: Lines at the edges of the pages before and after.
        carried: The table that ends the page before.

    Returns:
        The table that ends this page; None where something else does.
    """
    first = content.number == 1
    content.lines, stamps = drop_furniture(content.frame, content.lines, neighbours, first=first)
    if stamps := [*content.stamps, *stamps]:
        content.report(
            "signature-stamp", f"the text of a signature stamp was left out: {'; '.join(stamps)[:300]}"
        )
    if carried is not None and content.remnant is not None:
        take_remnant(content, content.remnant, carried)
    if content.posts_alone is not None:
        take_between(content, content.posts_alone, carried)
    if carried is not None and carried.ruled:
        take_carried(content, carried)
    columns = carried.columns if carried is not None and not content.tables else None
    unruled, content.lines, content.strips = find_unruled(
        content.lines, content.rules, columns, content.posts, [table.box for table in content.tables]
    )
    if content.turned:
        content.turned, content.lines = head_turned(unruled, content.turned, content.lines)
    if content.turned:
        content.report("turned-text", f"text that is turned was left out: {text_of(content.turned)}")
    content.tables = sorted([*content.tables, *unruled], key=lambda table: table.box[1])
    for table in content.tables:
        table.recognised = bool(content.readings)
    if content.worn:
        doubt_rows(content)
    report_print(content)
    if not content.tables:
        return None
    table = content.tables[-1]
    return None if any(line.base > table.box[3] for line in content.lines) else table
