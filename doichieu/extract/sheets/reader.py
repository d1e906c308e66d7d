"""Workbooks (XLSX, XLSB, XLS, ODS, XML Spreadsheet 2003): what a person sees on each sheet, as lines and tables.

Values are shown as their cells show them, in the Vietnamese way. Hidden sheets, rows and columns are not read;
an issue says where they are.
"""

from __future__ import annotations

import itertools
import re
from importlib import import_module

from doichieu.extract import sniff
from doichieu.extract.legacy.runs import RunDecoder
from doichieu.extract.sheets.grid import RawSheet, Workbook, sheet_troubles, visible_pieces
from doichieu.extract.sheets.regions import read_regions
from doichieu.extract.stream import Item, Line, Trouble
from doichieu.extract.words import fold

# Names that programs give to new sheets say nothing of a paper.
_DEFAULT_NAME = re.compile(r"\s*(?:sheet|trang[_ ]?tính|bảng[_ ]?tính)\s?\d*\s*", re.IGNORECASE)
# Numbers of layout groups; assembly counts its own from 1.
_FIRST_GROUP = 1_000_000


# Each module has `read_workbook`; it is loaded with the first workbook of its kind.
_MODULES = {
    sniff.XLSX: "xlsx",
    sniff.XLS: "xls",
    sniff.ODS: "ods",
    sniff.FODS: "ods",
    sniff.SPREADSHEET_XML: "xml2003",
}


def read_sheets(data: bytes, source: str, media_type: str) -> tuple[list[Item], list[Trouble]]:
    """Read a workbook.

    Args:
        data: Content of the file.
        source: Name for messages.
        media_type: What `sniff.media_type_of` found.

    Returns:
        The stream, and what was not read.

    Raises:
        DamagedFileError: The file is a bomb, broken, no workbook, or locked with a password.
    """
    decoder = RunDecoder()
    reader = import_module(f"doichieu.extract.sheets.{_MODULES[media_type]}")
    workbook: Workbook = reader.read_workbook(data, source, decoder)
    return _read(workbook, decoder)


def _read(workbook: Workbook, decoder: RunDecoder) -> tuple[list[Item], list[Trouble]]:
    groups = itertools.count(_FIRST_GROUP)
    troubles = [
        Trouble(code="hidden-sheet", message=f'sheet "{name}" is hidden and not read')
        for name in workbook.hidden
    ]
    contents: list[tuple[RawSheet, list[Item]]] = []
    for sheet in workbook.sheets:
        troubles += sheet_troubles(sheet)
        pieces = visible_pieces(sheet, as_displayed=workbook.as_displayed)
        if found := read_regions(pieces, lambda: next(groups)):
            contents.append((sheet, found))
    items: list[Item] = []
    for sheet, found in contents:
        # The first sheet's own lines are the letterhead and the title of the paper: nothing stands above them.
        needless = not items and (isinstance(found[0], Line) or _DEFAULT_NAME.fullmatch(sheet.name))
        name = "" if needless else fold(sheet.name)
        items += [Line(text=name, level=1), *found] if name else found
    return items, [*troubles, *decoder.troubles()]
