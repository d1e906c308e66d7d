"""Plates: which part of which page shows a finding, and what is outlined on it."""

from __future__ import annotations

from dataclasses import replace

import lxml.html

from doichieu.model import Box, Finding, Level, Locator, Operand, Table
from doichieu.pictures import Picture
from doichieu.report.places import Shelf, shelve
from doichieu.report.plate_html import plate_html
from doichieu.report.plates import doubtful_cells, plates_of, shots_wanted
from doichieu.report.strings import Strings

from .builders import SHA, R, both, make_reading, make_table, operand
from .factories import make_audit, with_tables

HIGH, WIDE = 20.0, 100.0
PER_PAGE = 20


def placed(rows: int = 30) -> Table:
    """A table of three columns whose rows stand 20 points apart, 20 rows a page."""
    texts = [["TT", "Đơn vị", "Điểm"], *([str(n), f"Huyện {n}", f"{n},5"] for n in range(1, rows))]
    table = make_table(texts, table_id="t01")
    cells = []
    for cell in table.cells:
        y = 100 + HIGH * (cell.row % PER_PAGE)
        box = Box(x0=50 + WIDE * cell.col, y0=y, x1=50 + WIDE * (cell.col + 1), y1=y + HIGH)
        cells.append(cell._replace(locator=Locator(document=SHA, page=1 + cell.row // PER_PAGE, box=box)))
    return replace(table, cells=tuple(cells))


def finding(table: Table, *operands: tuple[int, int, str], row: int = 2, col: int = 2) -> Finding:
    """A finding that doubts a cell and reads others."""
    return Finding(
        finding_id="F-1",
        rule="SUM-ROW",
        level=Level.ERROR,
        table_id="t01",
        row=row,
        col=col,
        message=both("a", "a"),
        observed="1",
        expected="2",
        operands=tuple(operand(table, r, c, role) for r, c, role in operands),
    )


def shelf_of(table: Table) -> Shelf:
    """The shelf of a paper with one table."""
    return shelve([with_tables(make_audit(), [make_reading(table, (R.ORDINAL, R.ENTITY, R.TOTAL))])])


def test_a_plate_is_as_wide_as_the_rows_and_holds_every_outline() -> None:
    """The label of the row is on it, and what is read near it."""
    table = placed()
    (plate,) = plates_of(finding(table, (4, 2, "part")), shelf_of(table), SHA)
    region = plate.shot.region
    assert region is not None
    assert plate.shot.page == 1
    assert (region.x0, region.x1) == (26, 374)  # the table is 50 to 350 wide
    assert [(one.mark.number, one.mark.role) for one in plate.outlines if one.mark] == [
        (1, "doubt"),
        (2, "part"),
    ]
    assert all(region.y0 < one.box.y0 and one.box.y1 < region.y1 for one in plate.outlines)


def test_a_plate_cuts_no_row_in_two() -> None:
    """Rows that its edges would cut are shown whole when they are low, and left out when they are high."""
    table = placed()
    (plate,) = plates_of(finding(table, row=5), shelf_of(table), SHA)
    region = plate.shot.region
    assert region is not None
    assert 160 - HIGH / 4 < region.y0 < 160, "row 3 reaches from 160 to 180, the cell in doubt from 200"
    assert 260 < region.y1 < 260 + HIGH / 4
    tall = [
        cell._replace(locator=cell.locator._replace(box=cell.locator.box._replace(y0=20.0)))
        if cell.row == 3 and cell.locator.box
        else cell
        for cell in table.cells
    ]
    table = replace(table, cells=tuple(tall))
    (plate,) = plates_of(finding(table, row=5), shelf_of(table), SHA)
    assert plate.shot.region is not None
    assert 180 - HIGH / 4 < plate.shot.region.y0 < 180


def test_cells_far_off_do_not_make_a_plate_a_page() -> None:
    """What stands far below is left to the table."""
    table = placed()
    (plate,) = plates_of(finding(table, (19, 2, "part")), shelf_of(table), SHA)
    assert len(plate.outlines) == 1


def test_consequences_make_no_plate_of_their_own() -> None:
    """Ranks that shift with a tie are shown where the tie is, not page after page."""
    table = placed()
    shelf = shelf_of(table)
    assert len(plates_of(finding(table, (25, 2, "consequence")), shelf, SHA)) == 1
    assert [p.shot.page for p in plates_of(finding(table, (25, 2, "part")), shelf, SHA)] == [1, 2]


def test_a_sentence_is_outlined_without_a_number() -> None:
    """A finding of the text is seen on its page too."""
    at = Locator(document=SHA, page=3, box=Box(x0=80, y0=200, x1=500, y1=215))
    said = replace(
        finding(placed()), table_id=None, row=None, col=None, operands=(Operand(text="Số 1", locator=at),)
    )
    (plate,) = plates_of(said, Shelf(), SHA)
    assert (plate.shot.page, plate.outlines[0].mark) == (3, None)


def test_media_without_pages_have_no_plates() -> None:
    """A DOCX has none until a word processor makes them."""
    table = make_table([["TT", "Đơn vị", "Điểm"], ["1", "Huyện 1", "1,5"]], table_id="t01")
    assert plates_of(finding(table, row=1), shelf_of(table), SHA) == ()


def test_only_cells_read_with_doubt_are_shown_the_worst_first() -> None:
    """Readings below 80 %, and those that the rest of the paper settled."""
    table = placed(6)
    sure = {2: 0.99, 5: 0.4, 8: 0.7}
    cells = [cell._replace(confidence=sure.get(n, 1.0)) for n, cell in enumerate(table.cells)]
    cells[11] = cells[11]._replace(repaired_from="1,S")
    audit = with_tables(
        make_audit(), [make_reading(replace(table, cells=tuple(cells)), (R.ORDINAL, R.ENTITY, R.TOTAL))]
    )
    found = doubtful_cells(audit, shelve([audit]))
    assert [one.cell.text for one in found] == ["1,5", "2,5", "3,5"]


def test_papers_without_pages_want_no_pictures() -> None:
    """Nothing is drawn for them."""
    audit = make_audit()
    document = replace(audit.decision.document, pages=None)
    text = replace(audit, decision=replace(audit.decision, document=document))
    assert shots_wanted([text], shelve([text])) == {}
    assert set(shots_wanted([audit], shelve([audit]))) == {SHA}


def test_the_picture_and_its_words() -> None:
    """The element holds the picture itself, an outline a cell, and says them to those who do not see it."""
    table = placed()
    (plate,) = plates_of(finding(table, (3, 2, "part")), shelf_of(table), SHA)
    region = plate.shot.region
    assert region is not None
    picture = Picture(content=b"png", width=10, height=10, region=region, page_width=595, page_height=842)
    svg = lxml.html.fragment_fromstring(str(plate_html(plate, picture, Strings(lang="en"))))
    assert svg.get("aria-label") == "Page 1 of the paper, as printed; cell 1: 2,5; cell 2: 3,5"
    assert svg.find("image").get("href") == "data:image/png;base64,cG5n"
    assert [group.find("text").text for group in svg.findall("g")] == ["2", "1"]  # doubt lies on top
    first = svg.findall("g")[1].find("rect")
    assert float(first.get("x")) == plate.outlines[0].box.x0 - region.x0
    assert float(first.get("width")) == WIDE
