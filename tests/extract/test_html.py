"""HTML as law sites, browsers and Word write it."""

from __future__ import annotations

import pytest

from doichieu.extract import read_bytes
from doichieu.model import Document, Heading, Paragraph


def page(body: str) -> Document:
    """Read a page with this body."""
    return read_bytes(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "page.html")


HEAD = "<tr><th rowspan='2'>STT</th><th rowspan='2'>Đơn vị</th><th colspan='2'>Điểm</th></tr>"
LEVEL = "<tr><th>2016</th><th>2015</th></tr>"


def test_spans_are_kept() -> None:
    """Row and column spans come back as the page states them."""
    document = page(
        f"<p>Bảng 2. Điểm</p><table>{HEAD}{LEVEL}"
        "<tr><td>1</td><td>Sở Y tế</td><td>80</td><td rowspan=2>7</td></tr>"
        "<tr><td>2</td><td>Sở Tài chính</td><td>80</td></tr></table>"
    )
    table = document.tables[0]
    assert table.grid() == [
        ["STT", "Đơn vị", "Điểm", None],
        [None, None, "2016", "2015"],
        ["1", "Sở Y tế", "80", "7"],
        ["2", "Sở Tài chính", "80", None],
    ]
    assert (table.number, table.header_rows) == ("2", 2)
    merged = next(cell for cell in table.cells if cell.text == "7")
    assert (merged.row_span, merged.col_span) == (2, 1)


def test_header_levels_without_header_marks() -> None:
    """Two header levels are found from the spans of plain cells."""
    document = page(
        f"<table>{HEAD}{LEVEL}<tr><td>1</td><td>A</td><td>5</td><td>6</td></tr></table>".replace("th", "td")
    )
    assert document.tables[0].header_rows == 2


def test_breaks_and_entities() -> None:
    """Breaks, entities and source line ends fold to single spaces; a broken number is one number."""
    document = page(
        "<table><tr><td>STT</td><td>Tên<br>đơn\n vị</td><td>Điểm&nbsp;số</td></tr>"
        "<tr><td>1</td><td>Sở A &amp; B</td><td>102,8<br>3</td></tr></table>"
    )
    assert document.tables[0].grid() == [["STT", "Tên đơn vị", "Điểm số"], ["1", "Sở A & B", "102,83"]]


def test_letterhead_table_is_no_table() -> None:
    """A letterhead set as a table of two columns is read as letterhead."""
    document = page(
        "<table><tr><td>UBND TỈNH NGHỆ AN<br><b>SỞ THÔNG TIN VÀ TRUYỀN THÔNG</b></td>"
        "<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr>"
        "<tr><td>Số: 77/BC-STTTT</td><td><i>Nghệ An, ngày 5 tháng 3 năm 2020</i></td></tr></table>"
        "<p>BÁO CÁO</p><p>Kết quả xếp hạng năm 2019</p>"
        "<table><tr><td>Nơi nhận:<br>- Như trên;<br>- Lưu: VT.</td><td>GIÁM ĐỐC<br><br>Lê Văn An</td></tr></table>"
    )
    head = document.letterhead
    assert document.tables == ()
    assert (head.number, head.kind, head.issuer) == ("77/BC-STTTT", "báo cáo", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG")
    assert (head.place, str(head.issued_on), head.signer) == ("Nghệ An", "2020-03-05", "Lê Văn An")
    assert head.subject == "Kết quả xếp hạng năm 2019"


def test_table_inside_a_frame() -> None:
    """A table of figures inside a table that only frames the page is found, the frame is not."""
    document = page(
        "<table><tr><td>Trang chủ</td><td><h2>II. KẾT QUẢ</h2><p>Bảng 3: Xếp hạng</p>"
        "<table><tr><td>TT</td><td>Đơn vị</td><td>Hạng</td></tr><tr><td>1</td><td>A Lưới</td><td>2</td></tr></table>"
        "</td></tr></table>"
    )
    assert [(table.number, table.caption) for table in document.tables] == [("3", "Xếp hạng")]
    assert Heading in {type(block) for block in document.blocks}


def test_boilerplate_is_ignored() -> None:
    """Scripts, styles, menus and hidden text are no text of the paper."""
    document = page(
        "<script>var a = '<p>x</p>';</script><nav>Menu</nav><style>p{}</style>"
        "<p style='display:none'>ẩn</p><p>Kết quả.</p><footer>Liên hệ</footer>"
    )
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["Kết quả."]


def test_page_cut_in_half() -> None:
    """A page that is cut off is read as far as it goes, and says so."""
    rows = "".join(f"<tr><td>{n}</td><td>Xã {n}</td><td>{n * 3}</td></tr>" for n in range(1, 30))
    data = (
        f"<html><body><p>Bảng 1. Điểm</p><table><tr><td>TT</td><td>Tên</td><td>Điểm</td></tr>{rows}".encode()
    )
    document = read_bytes(data[: len(data) // 2], "cut.html")
    assert "truncated" in {issue.code for issue in document.issues}
    assert len(document.tables[0].grid()) > 10


def test_whole_page_is_not_called_cut() -> None:
    """A page that ends as it should has no such issue."""
    assert "truncated" not in {issue.code for issue in page("<p>Kết quả</p>").issues}


def test_declared_encoding() -> None:
    """A page in an encoding that it declares is read in it."""
    text = "<html><head><meta charset='utf-16'></head><body><p>Số: 9/QĐ-UBND</p></body></html>"
    assert read_bytes(text.encode("utf-16"), "a.doc").letterhead.number == "9/QĐ-UBND"


def test_preformatted_text_is_read_as_text() -> None:
    """A plain text paper inside `pre` is read by the rules for text."""
    document = page("<pre>Bảng 1. Điểm\n\nSTT\tĐơn vị\tĐiểm\n1\tSở A\t5\n2\tSở B\t4\n</pre>")
    assert document.tables[0].n_rows == 3


def test_web_archive() -> None:
    """A page saved as web archive is read from its HTML part."""
    data = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=X\r\n\r\n--X\r\nContent-Type: text/html; "
        b'charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<html><body><p>'
        + "Số: 5/BC-SYT".encode()
        + b"</p></body></html>\r\n--X--\r\n"
    )
    document = read_bytes(data, "page.mht")
    assert (document.media_type, document.letterhead.number) == ("multipart/related", "5/BC-SYT")


def test_table_split_over_pages() -> None:
    """A table that goes on in a second element with its header repeated is one table."""
    head = "<tr><td>TT</td><td>Đơn vị</td><td>Điểm</td></tr>"
    document = page(
        f"<p>Bảng 1. Điểm</p><table>{head}<tr><td>1</td><td>A</td><td>9</td></tr></table><p>12</p>"
        f"<table>{head}<tr><td>2</td><td>B</td><td>8</td></tr></table><p></p>"
        "<table><tr><td>3</td><td>C</td><td>7</td></tr></table>"
    )
    assert [table.grid() for table in document.tables] == [
        [["TT", "Đơn vị", "Điểm"], ["1", "A", "9"], ["2", "B", "8"], ["3", "C", "7"]]
    ]


def test_spans_beyond_the_table() -> None:
    """Spans that run over the edge are cut to the table."""
    document = page(
        "<table><tr><td>TT</td><td rowspan=99>Tên</td><td>Số</td></tr><tr><td>1</td><td>5</td></tr></table>"
    )
    assert (document.tables[0].n_rows, document.tables[0].n_cols) == (2, 3)


def test_ragged_rows_become_blank_cells() -> None:
    """A row with too few cells ends in blanks, not in holes."""
    document = page("<table><tr><td>TT</td><td>Tên</td><td>Số</td></tr><tr><td>1</td><td>A</td></tr></table>")
    assert document.tables[0].grid()[1] == ["1", "A", ""]


def test_superscripts_stay_marks() -> None:
    """A raised digit is a mark or a power, never a digit of the figure that it stands behind."""
    document = page(
        "<table><tr><td>STT</td><td>Diện tích (km<sup>2</sup>)</td><td>Điểm</td></tr>"
        "<tr><td>1</td><td>12,5</td><td>92,75<sup>1</sup></td></tr>"
        "<tr><td>2</td><td>7<span style='vertical-align: super'><b>2</b></span></td>"
        "<td>90<a class=MsoFootnoteReference href='#_ftn3'><span>[3]</span></a></td></tr></table>"
    )
    assert document.tables[0].grid() == [
        ["STT", "Diện tích (km²)", "Điểm"],
        ["1", "12,5", "92,75¹"],
        ["2", "7²", "90³"],
    ]
    assert document.tables[0].header_rows == 1


def test_columns_that_no_cell_begins_at() -> None:
    """Grid columns that only spans go over are none; a title wider than its table adds none."""
    document = page(
        "<table><tr><td colspan=9>Điểm các xã</td></tr>"
        "<tr><td colspan=2>TT</td><td colspan=3>Xã</td><td>Điểm</td></tr>"
        "<tr><td colspan=2>1</td><td colspan=3>Đông</td><td>7</td></tr></table>"
    )
    assert document.tables[0].grid() == [
        ["Điểm các xã", None, None],
        ["TT", "Xã", "Điểm"],
        ["1", "Đông", "7"],
    ]


def test_what_only_keeps_distance_is_no_cell() -> None:
    """Columns without any text, blank cells over a whole row, and a row of column widths at the end are dropped."""
    spacer = "<td style='border:none;width:.3pt'><p>&nbsp;</p></td>"
    document = page(
        f"<table><tr><td colspan=2>TT</td><td>Huyện</td><td>Điểm</td>{spacer}</tr><tr><td colspan=5></td></tr>"
        f"<tr><td>1</td><td></td><td>Đông</td><td></td>{spacer}</tr><tr><td colspan=2></td><td>Cộng</td><td>7</td></tr>"
        "<tr height=0><td width=9></td><td></td><td></td><td></td><td></td></tr></table>"
    )
    assert document.tables[0].grid() == [["TT", "Huyện", "Điểm"], ["1", "Đông", ""], ["", "Cộng", "7"]]


def test_attributes_of_a_site_are_no_table() -> None:
    """The list of a paper's attributes fills its letterhead, whatever table the site sets it in."""
    document = page(
        "<table><tr><td>Số hiệu</td><td>12/2020/QĐ-UBND</td><td>Loại văn bản</td><td>Quyết định</td></tr>"
        "<tr><td>Nơi ban hành:</td><td>Tỉnh Hà Nam</td><td>Người ký:</td><td>Lê Văn B</td></tr>"
        "<tr><td>Ngày ban hành</td><td>05/03/2020</td><td>Ngày hiệu lực</td><td></td></tr></table>"
    )
    assert document.tables == ()
    assert (document.letterhead.number, document.letterhead.signer) == ("12/2020/QĐ-UBND", "Lê Văn B")


def test_lists_of_links_are_no_table() -> None:
    """Related papers and files to fetch are no table of the paper; figures of linked names are one."""
    related = (
        "<table><tr><td>STT</td><td>Văn bản liên quan</td></tr>"
        "<tr><td>1</td><td><a href=a>Quyết định 1/2019/QĐ-UBND về bảng giá</a></td></tr>"
        "<tr><td>2</td><td><a href=b>Nghị định 44/2014/NĐ-CP về giá đất</a></td></tr></table>"
    )
    ranking = (
        "<table><tr><td>STT</td><td>Đơn vị</td><td>Điểm</td></tr>"
        "<tr><td>1</td><td><a href=a>Sở Tài nguyên và Môi trường</a></td><td>9,5</td></tr>"
        "<tr><td>2</td><td><a href=b>Sở Giao thông vận tải</a></td><td>9,1</td></tr></table>"
    )
    document = page(
        f"{ranking}{related}<div role=navigation><table><tr><td>A</td><td>1</td></tr></table></div>"
    )
    assert [table.n_cols for table in document.tables] == [3]


def test_fonts_that_excel_escapes() -> None:
    """Excel writes the dot of a font's name behind a backslash."""
    style = '<style><!-- td {font-family:"\\.VnTime"} --></style>'
    assert page(f"{style}<table><tr><td>NguyÔn Tr·i</td></tr></table>").blocks[0].text == "Nguyễn Trãi"  # type: ignore[union-attr]


def test_hidden_cells_and_rows() -> None:
    """Cells and rows that are not shown are not read, and move nothing."""
    document = page(
        "<table><tr><td>STT</td><td style='display: none'>x</td><td>Điểm</td></tr>"
        "<tr><td>1</td><td hidden>x</td><td>9<span style='display:none'>5</span></td></tr>"
        "<tr style='visibility: collapse'><td>2</td><td>x</td><td>0</td></tr></table>"
    )
    assert document.tables[0].grid() == [["STT", "Điểm"], ["1", "9"]]


def test_footer_of_a_site() -> None:
    """A footer by name is no part of the paper, unless the paper stands in it."""
    inside = "<table><tr><td>Điện thoại</td><td>1</td></tr><tr><td>Địa chỉ</td><td>2</td></tr></table>"
    assert page(f"<p>Nội dung</p><div id=footer>{inside}</div>").tables == ()
    assert len(page(f"<p>Nội dung</p><div class='x footer'>{inside}<p>Nơi nhận:</p></div>").tables) == 1


def test_marks_of_google_documents() -> None:
    """Google marks its notes in brackets and raises text by a class."""
    document = page(
        "<style>.c7{vertical-align:super;color:red}</style><table><tr><td>TT</td><td>Điểm</td></tr>"
        "<tr><td>1</td><td>92,75<sup><a href='#ftnt1'>[1]</a></sup></td></tr>"
        "<tr><td>2</td><td>9<span class='c2 c7'>2</span></td></tr></table>"
    )
    assert [row[1] for row in document.tables[0].grid()] == ["Điểm", "92,75¹", "9²"]


@pytest.mark.parametrize(
    ("table", "row", "cell"),
    [
        ('div role="table"', 'div role="row"', 'span role="cell"'),
        ('div role="grid"', "div role=row", 'div role="gridcell"'),
        (
            'div style="display: table"',
            'div style="display:table-row"',
            'p style="display:table-cell; width:9%"',
        ),
    ],
)
def test_tables_of_other_elements(table: str, row: str, cell: str) -> None:
    """Elements that say by their role or by CSS that they are a table, its rows and cells are one."""
    rows = [["STT", "Đơn vị", "Điểm"], ["1", "Sở Y tế", "90,5"], ["2", "Sở Nội vụ", "88"]]

    def made(name: str, inside: str) -> str:
        return f"<{name}>{inside}</{name.split(maxsplit=1)[0]}>"

    body = "".join(made(row, "".join(made(cell, text) for text in texts)) for texts in rows)
    document = page(f"<p>Bảng 1. Kết quả</p>{made(table, body)}<p>Hết.</p>")
    assert [found.grid() for found in document.tables] == [rows]
    assert document.tables[0].number == "1"


def test_boxes_of_css_that_lay_out_a_page_are_no_table() -> None:
    """One row of boxes side by side holds text."""
    box = '<div style="display:table-cell"><p>{}</p></div>'
    document = page(
        f'<div style="display:table"><div style="display:table-row">{box.format("Trái")}{box.format("Phải")}</div></div>'
    )
    assert not document.tables


def test_soft_hyphens_are_no_letters() -> None:
    """Where a word may break is no part of it."""
    document = page(
        "<table><tr><td>STT</td><td>Thành&shy;phố</td></tr><tr><td>1</td><td>Đà&shy; Nẵng</td></tr></table>"
    )
    assert document.tables[0].grid() == [["STT", "Thànhphố"], ["1", "Đà Nẵng"]]


def test_deleted_text_is_left_out_and_said_so() -> None:
    """A figure and the one that replaced it are not one figure."""
    document = page(
        "<p>Ngày <del>1</del><ins>2</ins></p><table><tr><td>STT</td><td>Điểm</td></tr>"
        "<tr><td>1</td><td><del>80</del><ins>90</ins></td></tr></table>"
    )
    assert document.tables[0].grid()[1] == ["1", "90"]
    assert "tracked-changes" in {issue.code for issue in document.issues}


def test_cells_of_a_table_inside_a_cell_stand_apart() -> None:
    """A name and the figure beside it, in a table inside a data cell, are two words."""
    document = page(
        "<table><tr><td>STT</td><td>Chi tiết</td><td>Tổng</td></tr><tr><td>1</td>"
        "<td><table><tr><td>12</td><td>5</td></tr><tr><td>b</td><td>6</td></tr></table></td><td>9</td></tr>"
        "<tr><td>2</td><td>c</td><td>7</td></tr></table>"
    )
    assert document.tables[0].grid()[1] == ["1", "12 5 b 6", "9"]


def test_labels_of_groups_right_below_a_header_of_two_levels() -> None:
    """A label over several columns, or beside blanks, is a row of the body though its mark is a code."""
    head = "<tr><td rowspan=2>Mã<td rowspan=2>Công tác<td rowspan=2>ĐVT<td colspan=2>Đơn giá<tr><td>Vật liệu<td>Máy"
    row = "<tr><td>AB.1121<td>Đào móng<td>m3<td>120.500<td>7.300"
    for label in ("<td colspan=4>ĐÀO ĐẤT", "<td>ĐÀO ĐẤT<td><td><td>"):
        page = f"<meta charset=utf-8><table border=1>{head}<tr><td>AB.11000{label}{row * 3}</table>"
        (table,) = read_bytes(page.encode(), "x.html").tables
        assert table.header_rows == 2


def test_fields_of_forms_in_cells() -> None:
    """Boxes are crossed or empty, a field shows what was typed, a choice only what was chosen."""
    page = """<meta charset=utf-8><table border=1><tr><td>TT<td>Đạt<td>Mức<td>Điểm
    <tr><td>1<td><input type=checkbox checked><td><select><option>Tốt<option selected>Khá</select><td><input value="8,5">
    <tr><td>2<td><input type=checkbox><td><select><option>Tốt<option>Khá</select><td><input type=hidden value=7>9</table>"""
    (table,) = read_bytes(page.encode(), "x.html").tables
    assert table.grid()[1:] == [["1", "☒", "Khá", "8,5"], ["2", "☐", "Tốt", "9"]]


def test_text_struck_out_beside_its_replacement() -> None:
    """Old figures struck out beside new ones are left out with a note; what is struck out alone stays, as do lines."""
    rows = (
        "<tr><td>STT</td><td>Đơn vị</td><td>Số</td></tr>"
        '<tr><td>1</td><td>Sở Y tế</td><td><span style="text-decoration:line-through">110</span><b>120</b></td></tr>'
        "<tr><td>2</td><td><s>Sở Cũ</s></td><td>5</td></tr>"
    )
    page = f"<html><body><s><p>Quyết định số 5</p><table>{rows}</table></s></body></html>"
    document = read_bytes(page.encode(), "x.html")
    assert document.tables[0].grid()[1:] == [["1", "Sở Y tế", "120"], ["2", "Sở Cũ", "5"]]
    assert [issue.code for issue in document.issues].count("struck-text") == 1
    assert any(getattr(block, "text", "") == "Quyết định số 5" for block in document.blocks)


def test_marks_of_direction() -> None:
    """Marks of direction and joiners that nobody sees are in no cell."""
    row = "<tr><td>1</td><td>\u200eSở Y tế\u200f</td><td>\u202a1.120\u202c</td></tr>"
    page = f"<html><body><table><tr><td>STT</td><td>Đơn vị</td><td>Số</td></tr>{row}</table></body></html>"
    assert read_bytes(page.encode(), "x.html").tables[0].grid()[1] == ["1", "Sở Y tế", "1.120"]


def test_marks_that_turn_letters_around_stay() -> None:
    """What such a mark shows turned around is not the text without it: it is left as it stands."""
    name = "Sở \u202e\u1ebf t Y\u202c"
    page = f"<table><tr><th>STT</th><th>Đơn vị</th></tr><tr><td>1</td><td>{name}</td></tr></table>"
    (table,) = read_bytes(page.encode(), "a.html").tables
    assert table.grid()[-1][1] == name


_RANKS = [
    ["STT", "Đơn vị", "Điểm"],
    ["1", "Sở Y tế", "91,25"],
    ["2", "Sở Tài chính", "90,10"],
    ["3", "Ban Dân tộc", "80,75"],
]


@pytest.mark.parametrize(
    ("before", "row", "after"),
    [
        ("<form action=x>", "<tr>{}</tr>", "</form>"),
        ("", "<form><tr>{}</tr></form>", ""),
        ("<center>", "<div><tr><b>{}</b></tr></div>", "</center>"),
        ("<tr>", "{}</tr>", ""),
        ("<tr>", "{}</tr> <!-- hết dòng --> ", ""),
    ],
    ids=[
        "a form around all rows",
        "a form around each",
        "blocks and fonts",
        "rows that are only closed",
        "comments behind these",
    ],
)
def test_rows_of_tables_put_together_wrongly(before: str, row: str, after: str) -> None:
    """Forms and blocks between a table and its rows, and rows without a start: browsers show the rows all the same."""
    rows = "".join(row.format("".join(f"<td>{text}</td>" for text in texts)) for texts in _RANKS)
    page = f"<html><body><table border=1>{before}{rows}{after}</table></body></html>"
    (table,) = read_bytes(page.encode(), "a.html").tables
    assert table.grid() == _RANKS


def test_tables_that_nobody_closed() -> None:
    """A table that begins where another one has not ended follows it, with the line that names it."""
    tables = [
        "<table border=1>"
        + "".join("<tr>" + "".join(f"<td>{text}{name}</td>" for text in texts) + "</tr>" for texts in _RANKS)
        for name in "ABC"
    ]
    page = (
        f"<body><p>Bảng một:{tables[0]}<p>Bảng hai:</p>{tables[1]}<p>Bảng ba:</p>{tables[2]}</table></body>"
    )
    found = read_bytes(page.encode(), "a.html").tables
    assert [table.caption for table in found] == ["Bảng một", "Bảng hai", "Bảng ba"]
    assert [table.grid() for table in found] == [
        [[text + name for text in texts] for texts in _RANKS] for name in "ABC"
    ]


def test_rows_of_templates_stay_out_of_tables() -> None:
    """A table in a frame keeps to itself, and what a script repeats is no row."""
    rows = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in texts) + "</tr>" for texts in _RANKS)
    page = f"<table><script type=t><tr><td>a</td><td>b</td><td>c</td></tr></script>{rows}</table>"
    assert [table.grid() for table in read_bytes(page.encode(), "a.html").tables] == [_RANKS]
    page = f"<table><tr><td><div><table border=1>{rows}</table></div></td></tr></table>"
    assert [table.grid() for table in read_bytes(page.encode(), "a.html").tables] == [_RANKS]


def test_cells_outside_of_rows_make_rows() -> None:
    """Cells that a page puts into a table without a row are a row where they stand, as in browsers."""
    page = (
        "<html><body><table border=1><tbody><td>STT<td>Vị trí<td>Giá đất<tr><td>1<td>Vị trí 1<td>135.000"
        "<tr><td>2<td>Vị trí 2<td rowspan=9>110.000</table></body>"
    )
    document = read_bytes(page.encode(), "page.html")
    assert document.tables[0].grid() == [
        ["STT", "Vị trí", "Giá đất"],
        ["1", "Vị trí 1", "135.000"],
        ["2", "Vị trí 2", "110.000"],
    ]
    assert "truncated" not in {issue.code for issue in document.issues}
