"""Tables of a page: rows, spans, header marks, lines inside cells."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from doichieu.extract.assembly.labels import is_note
from doichieu.extract.frames import is_frame
from doichieu.extract.html.fields import field_text
from doichieu.extract.html.site import is_hidden
from doichieu.extract.stream import RawCell, RawRow, RawTable, Shape, row_width
from doichieu.extract.words import fold, fold_cell, indent_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_SPACE = re.compile(r"[ \t\r\n\f]+")
_LINE_TAGS = frozenset(
    {"p", "div", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "center"}
)
# What tracked changes delete is not printed.
_IGNORED = frozenset({"script", "style", "noscript", "template", "del"})
_FLAT = re.compile(r"(?<![\w-])height\s*:\s*0(?:px|pt)?\s*(?:;|$)", re.IGNORECASE)
_PAGE = re.compile(r"\d{1,4}|[.…<>«»‹›|]{1,3}")
_LOOSE_CELLS = "|".join(
    f"//{parent}/{cell}" for parent in ("table", "thead", "tbody", "tfoot") for cell in ("td", "th")
)
_PARTS = _IGNORED | {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"}
_STRANGERS = "|".join(
    f"//{parent}/*[.//tr or .//td or .//th]" for parent in ("table", "thead", "tbody", "tfoot", "tr")
)
_OUT_OF_CELLS = "|".join(f"//{parent}/table" for parent in ("table", "thead", "tbody", "tfoot", "tr"))
_NO_BREAK = "\u00a0"
_SET_IN = re.compile(r"(?:padding-left|margin-left|text-indent)\s*:\s*(\d+(?:\.\d+)?)(px|pt|em|cm|mm|in)\b")
_POINTS = {"px": 0.75, "pt": 1.0, "em": 12.0, "cm": 28.35, "mm": 2.835, "in": 72.0}
# A span wider than that is a mistake of the page: no paper has so many columns.
_MOST_COLUMNS = 200


def read_table(element: HtmlElement) -> RawTable | None:
    """Read a table element.

    Args:
        element: The `table`.

    Returns:
        The raw table, or None when it only frames other tables.
    """
    rows = [row for row in _rows(element) if not (is_hidden(row) or _is_measure(row) or _is_pager(row))]
    cells = [[cell for cell in row if cell.tag in {"td", "th"} and not is_hidden(cell)] for row in rows]
    if is_frame([[cell.find(".//table") is not None for cell in row] for row in cells]):
        return None
    hint = 0
    for row, line in zip(rows, cells, strict=True):
        if _section(row) != "thead" and not all(cell.tag == "th" for cell in line):
            break
        hint += 1
    return RawTable(
        rows=_without_hollow(_place(cells)), shape=Shape.GIVEN, header_hint=hint if hint < len(rows) else 0
    )


def holds_titles(element: HtmlElement) -> bool:
    """Whether a table holds the titles alone of one whose rows a scrolled box has in a table of their own."""
    return all(
        _section(row) == "thead" or all(cell.tag == "th" for cell in row.iterchildren("td", "th"))
        for row in _rows(element)
    )


def below_titles(titles: RawTable, table: RawTable) -> RawTable:
    """A table below its titles, which it can have itself, unseen."""
    if [[cell.text for cell in row] for row in titles.rows] == [
        [cell.text for cell in row] for row in table.rows[: len(titles.rows)]
    ]:
        return table
    return RawTable(rows=titles.rows + table.rows, shape=Shape.GIVEN, header_hint=len(titles.rows))


def put_title_first(figure: HtmlElement) -> None:
    """Put the title of a figure that holds a table above it, where papers have it."""
    title = figure.find("figcaption")
    if title is not None and figure.find(".//table") is not None and not is_note(fold(title.text_content())):
        figure.insert(0, title)


def add_missing_rows(root: HtmlElement) -> None:
    """Put cells that stand in a table outside of any row into rows, as browsers do.

    Args:
        root: The page; changed in place.
    """
    row: HtmlElement | None = None
    for cell in root.xpath(_LOOSE_CELLS):
        before = cell.getprevious()
        if row is None or before is not row:
            row = cell.makeelement("tr")
            cell.addprevious(row)
        row.append(cell)


def open_wrapped_rows(root: HtmlElement) -> None:
    """Take rows and cells out of the forms, blocks and fonts that stand around them inside a table, as browsers do.

    Args:
        root: The page; changed in place.
    """
    opened = True
    while opened:
        opened = False
        for element in root.xpath(_STRANGERS):
            if element.tag not in _PARTS and any(
                _table_of(part) is _table_of(element) for part in element.iter("tr", "td", "th")
            ):
                element.drop_tag()
                opened = True


def close_tables(root: HtmlElement) -> None:
    """Put a table that stands in another one and in no cell of it behind that: nobody closed the first.

    Args:
        root: The page; changed in place.
    """
    while found := root.xpath(_OUT_OF_CELLS):
        # the outermost ones, from the last on, each right behind the one that was left open
        within = {id(part) for inner in found for part in inner.iter("table") if part is not inner}
        for inner in reversed([one for one in found if id(one) not in within]):
            outer = next(inner.iterancestors("table"))
            before = inner.getprevious()
            outer.addnext(inner)
            # what names it stands between the two
            while before is not None and before.tag not in _PARTS:
                title, before = before, before.getprevious()
                outer.addnext(title)


def _table_of(element: HtmlElement) -> HtmlElement | None:
    return next(element.iterancestors("table"), None)


def _is_measure(row: HtmlElement) -> bool:
    """Whether a row only states the widths of columns: word processors end a table so, programs of pages begin one."""
    flat = (
        (row.get("height") or "").strip() == "0"
        or _FLAT.search(row.get("style") or "") is not None
        or (len(row) > 0 and all(_FLAT.search(cell.get("style") or "") for cell in row))
    )
    return flat and not (row.text_content() or "").strip()


def _is_pager(row: HtmlElement) -> bool:
    """Whether a row of one cell leads to the further pages of a list: numbers, most of which are links."""
    if len(row) != 1 or next(row.iter("a"), None) is None:
        return False
    numbers = [text for text in row.itertext() if text.strip()]
    return all(_PAGE.fullmatch(text.strip()) for text in numbers) and len(list(row.iter("a"))) * 2 >= len(
        numbers
    )


def _section(row: HtmlElement) -> str:
    parent = row.getparent()
    return str(parent.tag) if parent is not None else ""


def _rows(element: HtmlElement) -> Iterator[HtmlElement]:
    """Own rows of a table in printed order: a foot comes last wherever it stands."""
    foot: list[HtmlElement] = []
    for child in element.iterchildren():
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody"}:
            yield from child.iterchildren("tr")
        elif child.tag == "tfoot":
            foot += child.iterchildren("tr")
    yield from foot


def _place(rows: list[list[HtmlElement]]) -> tuple[RawRow, ...]:
    """Give every cell its column: cells go to the first free place, spans from above keep theirs."""
    placed: list[RawRow] = []
    covered: dict[int, int] = {}  # column -> rows that a cell above still covers
    for index, row in enumerate(rows):
        if not row and not covered:
            continue  # an empty row element that no span crosses is not printed
        cells: list[RawCell] = []
        col = 0
        fresh: dict[int, int] = {}
        for element in row:
            while covered.get(col, 0) or col in fresh:
                col += 1
            cell = _cell(element, col, len(rows) - index)
            cells.append(cell)
            fresh.update(dict.fromkeys(range(col, col + cell.col_span), cell.row_span))
            col += cell.col_span
        covered = {place: left - 1 for place, left in {**covered, **fresh}.items() if left > 1}
        placed.append(tuple(cells))
    return tuple(placed)


def _without_hollow(rows: tuple[RawRow, ...]) -> tuple[RawRow, ...]:
    """Rows without what only keeps distance: columns at which no text begins, blank cells over a whole row."""
    starts = sorted({cell.col for row in rows for cell in row if cell.col is not None and cell.text})
    width = max(map(row_width, rows), default=0)
    printed = tuple(row for row in rows if not _is_spacer(row, width))
    if not starts or starts == list(range(width)):
        return printed
    return tuple(tuple(cell for old in row if (cell := _moved(old, starts))) for row in printed)


def _is_spacer(row: RawRow, width: int) -> bool:
    return len(row) == 1 and not row[0].text and row[0].col_span == width > 1 == row[0].row_span


def _moved(cell: RawCell, starts: list[int]) -> RawCell | None:
    """The cell among the columns that are left; None where it stands in none of them."""
    col = cell.col or 0
    first, behind = bisect_left(starts, col), bisect_left(starts, col + cell.col_span)
    return cell._replace(col=first, col_span=behind - first) if first < behind else None


def _cell(element: HtmlElement, col: int, rows_left: int) -> RawCell:
    text = _text(element)
    lines = tuple(line for piece in text.split("\n") if (line := fold(piece)))
    down = _span(element, "rowspan")
    return RawCell(
        text=fold_cell(text),
        col=col,
        row_span=min(down or rows_left, rows_left),
        col_span=max(1, min(_span(element, "colspan"), _MOST_COLUMNS)),
        lines=lines,
        indent=_indent(element, text),
    )


def _indent(element: HtmlElement, text: str) -> float:
    """Points that a cell sets its text in: by spaces that do not break, and by its own style or that of its first paragraph."""
    shown = text.lstrip(" \t\r\n\f")
    spaces = indent_of(shown) if shown[:1] == _NO_BREAK else 0.0
    first = element[0] if len(element) and not (element.text or "").strip() else element
    return spaces + sum(
        float(size) * _POINTS[unit]
        for styled in {element, first}
        for size, unit in _SET_IN.findall((styled.get("style") or "").lower())
    )


def _span(element: HtmlElement, name: str) -> int:
    """A span attribute; 1 when it is missing or no number, 0 means down to the last row."""
    value = (element.get(name) or "1").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _text(element: HtmlElement) -> str:
    """Text of a cell with its line ends: `br` and blocks end a line, white space of the source does not."""
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts)


def _collect(element: HtmlElement, parts: list[str]) -> None:
    parts.append(_SPACE.sub(" ", element.text or ""))
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _IGNORED and not is_hidden(child):
            block = child.tag == "br" or child.tag in _LINE_TAGS
            # cells of a table inside a cell stand apart
            parts.append("\n" if block else " " if child.tag in {"td", "th"} else "")
            if (field := field_text(child)) is None:
                _collect(child, parts)
            else:
                parts.append(field)
            parts.append("\n" if block and child.tag != "br" else "")
        parts.append(_SPACE.sub(" ", child.tail or ""))
