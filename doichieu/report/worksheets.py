"""Worksheets: text that stays text, headers that stay in sight, pages that print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from xlsxwriter.worksheet import Worksheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from doichieu.report.strings import Strings

# What XML 1.0 cannot hold, and halves of characters that damaged files leave.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# Points of a line, the most that a row may have, and how much of a line words leave free at its end.
_LINE, _TALLEST, _WIDE = 15, 409, 1.08
# Limits of the format; beyond the first a cell is dropped, beyond the second the file is repaired.
MOST_CHARACTERS = 32_767
MOST_LINKS = 60_000


class PlainFormulas(Worksheet):  # type: ignore[misc]  # the library has no types
    """A worksheet whose formulas hold no function newer than the format.

    Looking for such functions by forty patterns took a quarter of the time of the whole workbook.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002 - as it is called
        return formula.removeprefix("=")


Place = tuple[int, int]
Cells = list[str | int | None]

RULE = {"bottom": 1, "bottom_color": "#DDD8CE"}
BORDER = {"border": 1, "border_color": "#A9A49A"}
TEXT = {"num_format": "@", "valign": "top", "text_wrap": True}
STYLES: dict[str, dict[str, Any]] = {
    "text": {**TEXT, **RULE},
    "head": {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 2, "bg_color": "#EFECE5"},
    "count": {"num_format": "#,##0", "valign": "top", **RULE},
    "link": {"font_color": "#2B4A6F", "underline": 1, "valign": "top", **RULE},
    "title": {"bold": True, "font_size": 13, "num_format": "@", "valign": "vcenter"},
    "note": {"italic": True, "font_color": "#5B5853", "num_format": "@"},
    "entry": {**TEXT, "bg_color": "#FFFBEA", "border": 1, "border_color": "#E3D9B5"},
    "off": {"bold": True, "font_color": "#98171B", "bg_color": "#FBE4E1"},
    "error": {**TEXT, **RULE, "bold": True, "font_color": "#98171B"},
    "warning": {**TEXT, **RULE, "bold": True, "font_color": "#7A4B00"},
    "info": {**TEXT, **RULE, "font_color": "#2B4A6F"},
    "cell": {**TEXT, **BORDER},
    "cell_head": {
        **TEXT,
        **BORDER,
        "bold": True,
        "align": "center",
        "valign": "vcenter",
        "bg_color": "#EFECE5",
    },
    "cell_doubt": {**TEXT, "bold": True, "border": 5, "border_color": "#98171B", "bg_color": "#FBE4E1"},
    "cell_operand": {**TEXT, "border": 3, "border_color": "#2B4A6F", "bg_color": "#E6EDF5"},
}
# Figures stand on the right and ranks in the middle, marked or not.
STYLES |= {
    f"{name}_{align}": {**STYLES[name], "align": align}
    for name in ("cell", "cell_doubt", "cell_operand")
    for align in ("right", "center")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A workbook in the making, with its styles and its language."""

    workbook: Workbook
    formats: dict[str, Format]
    say: Strings


def make_book(workbook: Workbook, say: Strings) -> Book:
    """The workbook with the styles of the report, by name."""
    formats = {
        name: workbook.add_format({"font_name": "Times New Roman", **style}) for name, style in STYLES.items()
    }
    return Book(workbook=workbook, formats=formats, say=say)


def clean(text: str) -> str:
    """A text as a cell can hold it: without control characters, at most 32,767 characters."""
    text = UNPRINTABLE.sub("", text)
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"


def put(book: Book, sheet: Worksheet, place: Place, value: str | int | None, style: str = "text") -> None:
    """Write a value: an int is a number of ours, a text is a text whatever it begins with.

    `write()` is never used: it makes formulas and links of texts that look like them.
    """
    if isinstance(value, int):
        sheet.write_number(*place, value, book.formats["count"])
    elif value:
        sheet.write_string(*place, clean(value), book.formats[style])


def put_link(book: Book, sheet: Worksheet, place: Place, target: str, text: str) -> None:
    """Write a link to a cell of this workbook; `target` is a reference such as 'Sheet'!A1."""
    sheet.write_url(*place, f"internal:{target}", book.formats["link"], clean(text))


def add_list(
    book: Book,
    name: str,
    columns: Sequence[tuple[str, float]],
    rows: Iterable[Cells],
    *,
    tall: int | None = None,
) -> Worksheet:
    """Add a sheet that is a list: header frozen, filter on, A4 landscape.

    Args:
        book: Where to.
        name: Catalogue key of the sheet's name, which is 31 characters at most.
        columns: Catalogue key of the heading and width in characters.
        rows: Values; None leaves a cell empty.
        tall: Columns from the left whose texts a row is tall enough for; all when not given.

    Returns:
        The sheet.
    """
    sheet = book.workbook.add_worksheet(book.say(name))
    sheet.set_row(0, 2 * _LINE + 2)
    for col, (heading, width) in enumerate(columns):
        sheet.set_column(col, col, width)
        sheet.write_string(0, col, book.say(heading), book.formats["head"])
    last = 0
    for last, values in enumerate(rows, start=1):
        for col, value in enumerate(values):
            put(book, sheet, (last, col), value)
            if value is None and col < (tall or 0):
                sheet.write_blank(last, col, None, book.formats["text"])
        sheet.set_row(last, _height(zip(values[:tall], columns, strict=False)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    set_print(sheet, header_rows=(0, 0))
    return sheet


def _height(cells: Iterable[tuple[str | int | None, tuple[str, float]]]) -> float:
    """Height of a row in points: programs that print without showing a sheet do not find that of wrapped text."""
    lines = max(
        (
            sum(ceil(len(line) * _WIDE / width) or 1 for line in text.split("\n"))
            for text, (_, width) in cells
            if isinstance(text, str)
        ),
        default=1,
    )
    return min(lines * _LINE, _TALLEST)


def set_print(sheet: Worksheet, *, header_rows: tuple[int, int] | None) -> None:
    """Print on A4 landscape, as wide as one page, header rows on every page, pages numbered."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")
    if header_rows is not None:
        sheet.repeat_rows(*header_rows)
