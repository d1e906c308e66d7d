"""Plates: the parts of a paper's pages that show a finding, with its cells outlined and numbered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.model import Box
from doichieu.pictures import Shot, around
from doichieu.report.evidence import marks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from doichieu.model import Audit, Cell, Finding
    from doichieu.report.places import Sheet, Shelf
    from doichieu.report.views import Mark

# What is left around the cells concerned, in points: the row above and below.
_AROUND = 24.0
# A row that the edge of a plate would cut is shown whole if no more than this of it lies outside, else left out.
_ROW_OUTSIDE = 24.0
_ROWS_ABOUT = 4  # rows of six points would still reach the edge
_RULE = 1.5  # a rule around a cell is drawn half outside of its box
# A plate higher than this is a page nobody looks at; what else shifted is in the table.
_TALLEST = 300.0
# A finding that reads cells of many pages is shown on those of its first cells.
MOST_PLATES = 3
# Readings of a picture below this are shown with it.
MOST_DOUBTFUL = 24
_CELL_AROUND = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A cell or a sentence outlined on a plate.

    Attributes:
        box: Where it was printed, in points on its page.
        text: As read.
        mark: Its number in the finding and what it is; None for a sentence.
    """

    box: Box
    text: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """A part of a page with what a finding read there.

    Attributes:
        document: SHA-256 of the paper.
        shot: The part of the page.
        outlines: What is outlined.
    """

    document: str
    shot: Shot
    outlines: tuple[Outline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulCell:
    """A cell that was read from a picture with doubt.

    Attributes:
        sheet: Its table.
        cell: The cell.
        document: SHA-256 of the paper.
        shot: The part of the page it stands on.
    """

    sheet: Sheet
    cell: Cell
    document: str
    shot: Shot


def plates_of(finding: Finding, shelf: Shelf, document: str) -> tuple[Plate, ...]:
    """Where on its pages a finding is seen.

    Args:
        finding: The finding.
        shelf: The tables of the report.
        document: Hash of the finding's own paper.

    Returns:
        At most three plates, the cell in doubt on the first; none for media without pages.
    """
    pages: dict[tuple[str, int], list[Outline]] = {}
    rows: dict[tuple[str, int], list[Box]] = {}
    bands: dict[tuple[str, int], dict[tuple[float, float], None]] = {}
    for sheet, marks in marks_of(finding, shelf, document):
        for (row, col), mark in sorted(marks.items(), key=lambda item: item[1].number):
            cell = sheet.cells.get((row, col))
            if cell is None or cell.locator.box is None or cell.locator.page is None:
                continue
            page = (cell.locator.document, cell.locator.page)
            if mark.role == "consequence" and page not in pages:
                continue
            pages.setdefault(page, []).append(Outline(box=cell.locator.box, text=cell.text, mark=mark))
            rows.setdefault(page, []).extend(_row_boxes(sheet, row, page))
            bands.setdefault(page, {}).update(dict.fromkeys(_bands(sheet, row, page)))
    for operand in finding.operands:
        at = operand.locator
        if operand.row is None and at.box is not None and at.page is not None:
            pages.setdefault((at.document, at.page), []).append(Outline(box=at.box, text=operand.text))
    return tuple(
        _plate(page, outlines, rows.get(page, []), bands.get(page, ()))
        for page, outlines in list(pages.items())[:MOST_PLATES]
    )


def _row_boxes(sheet: Sheet, row: int, page: tuple[str, int]) -> list[Box]:
    """Boxes of the cells of a row on a page: they say how wide the table is there."""
    found = (cell.locator for cell in sheet.lines.get(row, ()))
    return [at.box for at in found if at.box is not None and (at.document, at.page) == page]


def _bands(sheet: Sheet, row: int, page: tuple[str, int]) -> Iterator[tuple[float, float]]:
    """Upper and lower edges of the rows about a row on a page, in points; cells over several rows are of none."""
    for near in range(row - _ROWS_ABOUT, row + _ROWS_ABOUT + 1):
        found = (cell.locator for cell in sheet.lines.get(near, ()) if cell.row_span == 1)
        boxes = [at.box for at in found if at.box is not None and (at.document, at.page) == page]
        if boxes:
            yield min(box.y0 for box in boxes), max(box.y1 for box in boxes)


def _plate(
    page: tuple[str, int],
    outlines: Sequence[Outline],
    rows: Sequence[Box],
    bands: Iterable[tuple[float, float]],
) -> Plate:
    shown = [outlines[0]]
    for outline in outlines[1:]:
        region = around(one.box for one in (*shown, outline))
        if region.y1 - region.y0 <= _TALLEST:
            shown.append(outline)
    high, wide = around(one.box for one in shown), around([*(one.box for one in shown), *rows])
    y0, y1 = _whole_rows(high.y0 - _AROUND, high.y1 + _AROUND, bands)
    region = Box(x0=max(wide.x0 - _AROUND, 0.0), y0=max(y0, 0.0), x1=wide.x1 + _AROUND, y1=y1)
    return Plate(document=page[0], shot=Shot(page=page[1], region=region), outlines=tuple(shown))


def _whole_rows(y0: float, y1: float, bands: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The edges of a plate, moved so that they cut no row in two."""
    top, bottom = y0, y1
    for upper, lower in bands:
        if upper < y0 < lower:
            top = upper - _RULE if y0 - upper <= _ROW_OUTSIDE else lower - _RULE
        if upper < y1 < lower:
            bottom = lower + _RULE if lower - y1 <= _ROW_OUTSIDE else upper + _RULE
    return top, bottom


def doubtful_cells(audit: Audit, shelf: Shelf) -> tuple[DoubtfulCell, ...]:
    """The cells of a paper that were read from pictures with most doubt, the worst first.

    Args:
        audit: The paper.
        shelf: The tables of the report.

    Returns:
        At most 24, each with the part of the page it stands on.
    """
    document, found = audit.decision.document.sha256, []
    for reading in audit.decision.tables:
        for cell in reading.table.cells:
            at = cell.locator
            if (not cell.is_doubtful and cell.repaired_from is None) or at.box is None or at.page is None:
                continue
            sheet = shelf.find(document, reading.table.table_id)
            if sheet is not None:
                shot = Shot(page=at.page, region=around([at.box], margin=_CELL_AROUND))
                found.append(DoubtfulCell(sheet=sheet, cell=cell, document=document, shot=shot))
    found.sort(key=lambda one: one.cell.confidence or 0.0)
    return tuple(found[:MOST_DOUBTFUL])


def shots_wanted(audits: Iterable[Audit], shelf: Shelf) -> dict[str, tuple[Shot, ...]]:
    """What a report would show of the pages of its papers.

    Args:
        audits: One a paper.
        shelf: Their tables.

    Returns:
        Shots by the hash of the paper, each once.
    """
    wanted: dict[str, dict[Shot, None]] = {}
    for document, shot in _wanted(audits, shelf):
        wanted.setdefault(document, {})[shot] = None
    return {document: tuple(shots) for document, shots in wanted.items()}


def _wanted(audits: Iterable[Audit], shelf: Shelf) -> Iterator[tuple[str, Shot]]:
    for audit in audits:
        if audit.decision.document.pages is None:
            continue
        for finding in audit.findings:
            for plate in plates_of(finding, shelf, audit.decision.document.sha256):
                yield plate.document, plate.shot
        for doubtful in doubtful_cells(audit, shelf):
            yield doubtful.document, doubtful.shot
