"""What a page shows: elements that style sheets make tables, copies for telephones, rows that only look like such."""

from __future__ import annotations

import pytest

from doichieu.extract import read_bytes
from doichieu.model import Document

GRID = [
    ["STT", "Đơn vị", "Kế hoạch", "Đạt (%)"],
    ["1", "Xã Tân Phú", "120", "98,5"],
    ["2", "Xã Phú Lộc", "95", "101,2"],
    ["3", "Phường Đông Ba", "60", "77,0"],
]


def page(body: str, style: str = "") -> Document:
    """Read a page with this body and style sheet."""
    head = f"<head><style>{style}</style></head>"
    return read_bytes(f"<!DOCTYPE html><html>{head}<body>{body}</body></html>".encode(), "page.html")


def rows(grid: list[list[str]], row: str, cell: str) -> str:
    """Rows and cells of elements, whose names end before their attributes."""

    def made(name: str, inside: str) -> str:
        return f"<{name}>{inside}</{name.split(maxsplit=1)[0]}>"

    return "".join(made(row, "".join(made(cell, text) for text in texts)) for texts in grid)


TABLE = f"<table>{rows(GRID, 'tr', 'td')}</table>"


@pytest.mark.parametrize(
    "style",
    [
        ".bang{display:table} .dong{display:table-row} .o{display:table-cell}",
        "<!-- div.bang { color: red; display: table } .bang > .dong { display:table-row }\n.bang .dong .o{display:table-cell!important} .o{display:block} -->",
        "@media screen and (min-width:700px){.bang{display:table}.dong{display:table-row}.o{display:table-cell}}\n@media (max-width:699px){.bang,.dong,.o{display:block}}",
    ],
)
def test_style_sheets_make_tables(style: str) -> None:
    """Classes that a style sheet shows as a table, rows and cells are one; what holds on telephones alone does not."""
    grid = [row[:2] for row in GRID]
    body = f"<div class='bang x'>{rows(grid, 'div class=dong', 'span class=o')}</div>"
    assert [table.grid() for table in page(body, style).tables] == [grid]


def test_labels_for_telephones_and_for_the_ear_are_no_text_of_cells() -> None:
    """What a style sheet hides, or a framework's class, beside the text of a cell is left out."""
    cells = [
        [
            f"<b class='nhan'>{name}</b>{text}<i class='sr-only'>bấm để xếp</i>"
            for name, text in zip(GRID[0], row, strict=True)
        ]
        for row in GRID
    ]
    document = page(f"<table class='b'>{rows(cells, 'tr', 'td')}</table>", "table.b td .nhan{display:none}")
    assert document.tables[0].grid() == GRID


def test_rows_that_a_click_shows_are_read() -> None:
    """Rows, tables and whole cells that a style sheet hides are data of the paper."""
    first, *others = rows(GRID, "tr class=an", "td").split("</tr>")
    body = f"<table>{first.replace(' class=an', '')}</tr>{'</tr>'.join(others)}</table>"
    assert page(body, ".an{display:none}").tables[0].grid() == GRID
    assert page(f"<div class=an>{TABLE}</div>", ".an{display:none}").tables[0].grid() == GRID


def test_a_copy_right_behind_a_table_is_left_out() -> None:
    """A page has its table twice, for wide screens and narrow ones; forms to fill in may stand twice."""
    assert len(page(f"<div class='hidden-xs'>{TABLE}</div><div class='visible-xs'>{TABLE}</div>").tables) == 1
    assert len(page(f"{TABLE}<p>Bảng 2. Lần hai</p>{TABLE}").tables) == 2
    form = "<table><tr><td>STT</td><td>Họ và tên</td></tr><tr><td>1</td><td>…</td></tr></table>"
    assert len(page(form + form).tables) == 2


def test_a_table_for_browsers_without_scripts() -> None:
    """It is read where no other stands on the page."""
    assert page(f"<div id=app></div><noscript>{TABLE}</noscript>").tables[0].grid() == GRID
    other = TABLE.replace("Xã", "Thị trấn")
    assert len(page(f"{TABLE}<noscript>{other}</noscript>").tables) == 1


@pytest.mark.parametrize(
    ("row", "cell"),
    [("div class=divTableRow", "div class=divTableCell"), ("ul", "li"), ("div class=row", "p")],
)
@pytest.mark.parametrize("apart", [False, True])
def test_rows_of_the_same_cells_are_a_table(row: str, cell: str, *, apart: bool) -> None:
    """Elements whose style sheet is elsewhere are a table where all rows have as many texts and a column has figures."""
    head, body = rows(GRID[:1], row, cell), rows(GRID[1:], row, cell)
    inside = f"<div><div>{head}</div><div>{body}</div></div>" if apart else f"<div>{head}{body}</div>"
    document = page(f"<p>Bảng 1. Kết quả</p>{inside}<p>Hết.</p>")
    assert [table.grid() for table in document.tables] == [GRID]


@pytest.mark.parametrize(
    "cells",
    [
        ["<a href='/1'>Tin số {}</a>", "{}", "{} lượt xem"],
        ["<img src='{}.jpg'>", "Ảnh {}", "{}"],
        ["Tin {}", "hôm nay", "xem tiếp {} trang"],
        ["{}", "Xã số {}"],
    ],
)
def test_cards_and_menus_are_no_table(cells: list[str]) -> None:
    """Links, pictures, texts without figures and pairs lay out a page."""
    grid = [[cell.format(at) for cell in cells] for at in range(1, 6)]
    assert not page(f"<div>{rows(grid, 'div class=card', 'div')}</div>").tables


@pytest.mark.parametrize(
    ("row", "cell"), [("height:0", "padding:0"), ("height:auto", "width:9px;height:0px;")]
)
def test_rows_that_programs_of_pages_set_about_a_table(row: str, cell: str) -> None:
    """A row that measures columns and one that leads to further pages are none of the table's."""
    measure = f"<tr style='{row}'>" + f"<td style='{cell}'><div>&nbsp;</div></td>" * 4 + "</tr>"
    links = "".join(f"<td><a href='#{at}'>{at}</a></td>" for at in (2, 3))
    pager = f"<tr><td colspan=4><table><tr><td><span>1</span></td>{links}</tr></table></td></tr>"
    inside = rows(GRID, "tr", "td")
    assert [table.grid() for table in page(f"<table>{measure}{inside}{pager}</table>").tables] == [GRID]


@pytest.mark.parametrize("repeated", [False, True])
def test_titles_above_a_scrolled_box(*, repeated: bool) -> None:
    """Titles in a table of their own head the rows of the next, which can have them again, unseen."""
    head, body = rows(GRID[:1], "tr", "th"), rows(GRID[1:], "tr", "td")
    below = f"<thead>{head}</thead><tbody>{body}</tbody>" if repeated else body
    document = page(f"<div><table><thead>{head}</thead></table></div><div><table>{below}</table></div>")
    assert [table.grid() for table in document.tables] == [GRID]
    assert document.tables[0].header_rows == 1


def test_roles_below_elements_that_only_frame() -> None:
    """Groups of rows stand in boxes that scroll; a part of a page's element is read as it is shown."""
    head, body = (
        rows(GRID[:1], "div role=row", "b role=columnheader"),
        rows(GRID[1:], "div role=row", "b role=cell"),
    )
    inside = f"<div><div role=rowgroup>{head}</div></div>"
    grid = f"<div role=grid>{inside}<div role=presentation><div role=rowgroup>{body}</div></div></div>"
    assert [table.grid() for table in page(grid).tables] == [GRID]
    shown = page(
        f"<x-bang><template shadowrootmode=open>{TABLE}</template></x-bang><template>{TABLE}</template>"
    )
    assert [table.grid() for table in shown.tables] == [GRID]


def test_a_part_that_stands_twice_is_read_once() -> None:
    """A paper whole behind a second tab, "for print", is left out with its lines and tables; the rest goes on."""
    rows = "<tr><th>STT</th><th>Loại phí</th><th>Mức thu</th></tr><tr><td>1</td><td>Thẩm định</td><td>1.200</td></tr>"
    more = "<tr><th>STT</th><th>Loại phí</th><th>Mức thu</th></tr><tr><td>1</td><td>Khai thác</td><td>300</td></tr>"
    part = f"<p>Bảng 1. Phí</p><table>{rows}</table><p>Bảng 2. Lệ phí</p><table>{more}</table>"
    document = page(f"<div>{part}</div><div>{part}</div><p>Nơi nhận: như trên.</p>")
    assert [table.number for table in document.tables] == ["1", "2"]
    assert document.blocks[-1].text == "Nơi nhận: như trên."


def test_the_title_below_a_figure_is_its_tables() -> None:
    """What a page sets as the title of a figure heads the table in it, whatever sentence stands above."""
    rows = "<tr><th>Hạng</th><th>Huyện</th><th>Điểm</th></tr><tr><td>1</td><td>Ba Tri</td><td>397,5</td></tr>"
    document = page(
        f"<p>Huyện Ba Tri dẫn đầu.</p><figure><table>{rows}</table><figcaption>Bảng xếp hạng năm 2023</figcaption></figure>"
    )
    assert document.tables[0].caption == "Bảng xếp hạng năm 2023"
