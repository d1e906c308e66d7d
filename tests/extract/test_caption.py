"""Captions, parts, units and notes around tables."""

from __future__ import annotations

import pytest

from doichieu.extract import read_bytes
from doichieu.extract.assembly.kinds import is_numbering
from doichieu.extract.assembly.labels import caption_of, unit_of
from doichieu.model import Document, Paragraph

ROWS = ["STT\tĐơn vị\tĐiểm", "1\tSở A\t9", "2\tSở B\t8"]


def text(*lines: str) -> Document:
    """Read lines as a paper."""
    return read_bytes("\n".join(lines).encode(), "paper.txt")


@pytest.mark.parametrize(
    ("line", "number", "caption"),
    [
        ("Bảng 1. Xếp hạng", "1", "Xếp hạng"),
        ("Bảng 1.3 Xếp hạng thành phần:", "1.3", "Xếp hạng thành phần"),
        ("BẢNG 2: KẾT QUẢ", "2", "KẾT QUẢ"),
        ("Bảng số 3 - Kết quả", "3", "Kết quả"),
        ("Biểu 2", "2", ""),
        ("Biểu số 01: Tổng hợp.", "01", "Tổng hợp"),
        ("Biểu mẫu số 4. Danh sách", "4", "Danh sách"),
        ("Phụ lục 1. Danh sách", "1", "Danh sách"),
        ("PHỤ LỤC II", "II", ""),
        ("Phụ lục: Kết quả xếp hạng", None, "Kết quả xếp hạng"),
        ("Bảng 2.7. Hồ sơ năm 2016 (*)", "2.7", "Hồ sơ năm 2016 (*)"),
        ("Biểu số 62/CK-NSNN", "62/CK-NSNN", ""),
        ("Biểu mẫu số 48/CK-NSNN", "48/CK-NSNN", ""),
        ("Mẫu biểu số 12a/TC", "12a/TC", ""),
    ],
)
def test_caption_forms(line: str, number: str | None, caption: str) -> None:
    """Every form of caption gives its number and its text."""
    label = caption_of(line)
    assert label is not None
    assert (label.number, label.text) == (number, caption)


@pytest.mark.parametrize(
    "line",
    [
        "Bảng 1 cho thấy kết quả tăng.",
        "Bảng điểm của các sở",
        "bảng 1. chữ thường",
        "Phụ lục kèm theo quyết định",
        "Biểu đồ tỉ lệ đánh giá",
        "Mẫu phiếu đánh giá được xây dựng theo 02 mẫu",
    ],
)
def test_sentences_are_no_captions(line: str) -> None:
    """A sentence that begins like a caption is none."""
    assert caption_of(line) is None


def test_unit_and_sentence_between_caption_and_table() -> None:
    """A unit line and a sentence may stand between a caption and its table; the sentence stays a paragraph."""
    document = text("Bảng 4. Chi ngân sách", "Kết quả như sau:", "Đơn vị tính: triệu đồng", *ROWS)
    table = document.tables[0]
    assert (table.number, table.caption, table.unit) == ("4", "Chi ngân sách", "triệu đồng")
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["Kết quả như sau:"]


def test_parts_share_the_number() -> None:
    """Part lines under a number make parts of it; their captions are joined."""
    document = text(
        "Bảng 1.3 Trang thông tin:", "a) Cung cấp thông tin:", *ROWS, "", "b) Dịch vụ công:", "", *ROWS
    )
    assert [(table.number, table.part, table.caption) for table in document.tables] == [
        ("1.3", "a", "Trang thông tin / Cung cấp thông tin"),
        ("1.3", "b", "Trang thông tin / Dịch vụ công"),
    ]


def test_dotted_heading_right_above_is_a_caption() -> None:
    """A short numbered heading right above a table stands for its caption, also over parts."""
    document = text(
        "1.1. Xếp hạng chung",
        "",
        *ROWS,
        "",
        "1.2. Theo lĩnh vực",
        "",
        "a) Hạ tầng",
        "",
        *ROWS,
        "",
        "b) Nhân lực",
        *ROWS,
    )
    assert [table.label for table in document.tables] == ["1.1", "1.2 a)", "1.2 b)"]


def test_form_number_title_and_an_aside_in_brackets() -> None:
    """The number of a form, the title below it and what brackets say under the title make one caption."""
    document = text(
        "Biểu số 62/CK-NSNN",
        "CÂN ĐỐI NGÂN SÁCH NĂM 2021",
        "(Quyết toán đã được phê chuẩn)",
        "Đơn vị: Triệu đồng",
        *ROWS,
    )
    table = document.tables[0]
    assert (table.number, table.caption, table.unit) == (
        "62/CK-NSNN",
        "CÂN ĐỐI NGÂN SÁCH NĂM 2021",
        "Triệu đồng",
    )


def test_part_without_a_number_is_a_caption() -> None:
    """A part line under nothing numbered only gives its text."""
    table = text(
        "3.1. Phương pháp", "Điểm của mỗi nhóm là tổng điểm.", "a. Điểm tối đa của các nhóm:", *ROWS
    ).tables[0]
    assert (table.number, table.part, table.caption) == (None, None, "Điểm tối đa của các nhóm")


def test_list_of_tables_is_no_caption() -> None:
    """Captions in a list at the front name no table; the list stays in the text."""
    document = text(
        "4. Danh mục bảng", "Bảng 1. Sở", "", "Bảng 2. Huyện", "II. KẾT QUẢ", "Đoạn văn.", "Bảng 1. Các sở", *ROWS,
        "", "Bảng 2. Các huyện", *ROWS,
    )  # fmt: skip
    assert [(table.number, table.caption) for table in document.tables] == [
        ("1", "Các sở"),
        ("2", "Các huyện"),
    ]
    assert (
        sum(block.text.startswith("Bảng") for block in document.blocks if isinstance(block, Paragraph)) == 2
    )


def test_appendix_title_on_the_next_line() -> None:
    """A caption that is a bare number takes the line below it as its text."""
    table = text("PHỤ LỤC II", "DANH SÁCH CÁC HUYỆN", "(Kèm theo Quyết định số 1/QĐ-UBND)", *ROWS).tables[0]
    assert (table.number, table.caption) == ("II", "DANH SÁCH CÁC HUYỆN")


def test_notes_below() -> None:
    """Marked lines and "Ghi chú" with its list belong to the table above; the next paragraph does not."""
    document = text(
        "Bảng 1. Điểm", *ROWS[:2], "2\tSở B*\t8", "", "(*) đơn vị mới", "* tách năm 2016", "Ghi chú:", "- làm tròn;",
        "Nguồn: Sở Nội vụ.", "- Đoạn sau.",
    )  # fmt: skip
    assert len(document.tables[0].notes) == 5
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["- Đoạn sau."]


def test_caption_over_two_lines() -> None:
    """A caption that wraps is one caption."""
    table = text("Bảng 1. Xếp hạng tổng thể của các sở,", "ban, ngành", *ROWS).tables[0]
    assert table.caption == "Xếp hạng tổng thể của các sở, ban, ngành"


@pytest.mark.parametrize(
    ("above", "caption"),
    [
        (
            ["PHỤ LỤC", "KẾT QUẢ CHỈ SỐ NĂM 2021", "CỦA CÁC SỞ, BAN, NGÀNH"],
            "KẾT QUẢ CHỈ SỐ NĂM 2021 CỦA CÁC SỞ, BAN, NGÀNH",
        ),
        (["THỐNG KÊ HỌC LỰC", "NĂM HỌC 2017 - 2018", "(Đơn vị: em)"], "THỐNG KÊ HỌC LỰC NĂM HỌC 2017 - 2018"),
        (["Bảng 2. Kết quả chỉ số", "Các huyện, năm 2019"], "Kết quả chỉ số Các huyện, năm 2019"),
        (["Bảng 2. Kết quả chỉ số", "Các huyện có thay đổi."], "Kết quả chỉ số"),
        (["Bảng 2. Kết quả chỉ số", "Trên đây là kết quả của các huyện"], "Kết quả chỉ số"),
        (["Bảng 2. Kết quả chỉ số", "", "Các huyện, năm 2019"], "Kết quả chỉ số"),
        (["BẢNG 2. KẾT QUẢ CHỈ SỐ", "CỦA CÁC HUYỆN"], "KẾT QUẢ CHỈ SỐ CỦA CÁC HUYỆN"),
        (["SỞ NỘI VỤ", "KẾT QUẢ CHỈ SỐ"], "KẾT QUẢ CHỈ SỐ"),
        (["BÁO CÁO", "KẾT QUẢ CHỈ SỐ"], "KẾT QUẢ CHỈ SỐ"),
        (["GIÁM ĐỐC", "NGUYỄN VĂN AN", "KẾT QUẢ CHỈ SỐ"], "KẾT QUẢ CHỈ SỐ"),
        (["I. KẾT QUẢ CHUNG", "KẾT QUẢ CHỈ SỐ"], "KẾT QUẢ CHỈ SỐ"),
        (["KẾT QUẢ CHUNG", "", "", "KẾT QUẢ CHỈ SỐ"], "KẾT QUẢ CHỈ SỐ"),
        (
            ["Giá đất ở đô thị", "", "trên địa bàn thành phố", "", "Năm 2020"],
            "Giá đất ở đô thị trên địa bàn thành phố Năm 2020",
        ),
        (
            ["DANH SÁCH THAM LUẬN", "", "Tại Hội nghị triển khai nhiệm vụ"],
            "DANH SÁCH THAM LUẬN Tại Hội nghị triển khai nhiệm vụ",
        ),
        (
            ["PHỤ LỤC 1", "Kết quả xếp hạng", "", "Giai đoạn 2021 - 2025"],
            "Kết quả xếp hạng Giai đoạn 2021 - 2025",
        ),
        (["Kết quả như sau.", "", "Của các sở"], "Của các sở"),
        (["BÁO CÁO", "", "của Sở Nội vụ"], "của Sở Nội vụ"),
        (
            ["Ông An trình bày kết quả", "", "Năm 2022, các sở đạt kết quả như sau"],
            "Năm 2022, các sở đạt kết quả như sau",
        ),
    ],
)
def test_titles_over_lines(above: list[str], caption: str) -> None:
    """A title is whole, in capitals or with lines that say of whom, where or when; so is a caption with the line right below it; bodies, kinds of papers, signatures and headings above it are no part of it."""
    assert text(*above, *ROWS).tables[0].caption == caption


def test_numbered_marks_behind_names() -> None:
    """Lines that begin with the mark of a name are notes; digits in brackets behind figures are no marks."""
    rows = [ROWS[0], "1\tSở A (1)\t9", "2\tSở B²\t8 (3)"]
    document = text("Bảng 1. Điểm", *rows, "", "(1) mới thành lập", "² tách năm 2016", "(3) Các sở báo cáo.")
    assert document.tables[0].notes == ("(1) mới thành lập", "² tách năm 2016")


def test_number_of_a_form_in_the_corner() -> None:
    """The number of a form stands above the letterhead, its title below."""
    page = (
        "<p align=right>Biểu số 01</p><table><tr><td>UBND HUYỆN A<br>PHÒNG NỘI VỤ<br>Số: 5/BC-NV</td>"
        "<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr></table>"
        "<p>CÂN ĐỐI NGÂN SÁCH XÃ</p><p>(Kèm theo Báo cáo số 5/BC-NV)</p><p>Đơn vị: đồng</p>"
        "<table><tr><td>TT<td>Nội dung<td>Số tiền<tr><td>1<td>Thu<td>5<tr><td>2<td>Chi<td>4</table>"
    )
    (found,) = read_bytes(page.encode(), "form.html").tables
    assert (found.number, found.caption, found.unit) == ("01", "CÂN ĐỐI NGÂN SÁCH XÃ", "đồng")


def test_title_unit_and_source_in_rows_of_the_table() -> None:
    """Cells over the whole width name a table where no number stands above it; they stay rows of it."""
    rows = (
        "<tr><td colspan=3>Bảng 2. Du lịch năm 2019</td></tr><tr><td>TT<td>Huyện<td>Khách</tr><tr><td>1<td>A<td>5</tr>"
        "<tr><td>2<td>B<td>7</tr><tr><td colspan=3>Nguồn: Sở Du lịch.</td></tr>"
    )
    (found,) = read_bytes(f"<p>Sở Du lịch báo cáo:</p><table>{rows}</table>".encode(), "a.html").tables
    assert (found.number, found.caption, found.header_rows) == ("2", "Du lịch năm 2019", 2)
    assert (found.notes, found.n_rows) == (("Nguồn: Sở Du lịch.",), 5)
    (named,) = read_bytes(f"<p>Bảng 3. Khách</p><table>{rows}</table>".encode(), "a.html").tables
    assert (named.number, named.caption) == ("3", "Khách")


def test_nothing_above() -> None:
    """A table under nothing that names it has no caption."""
    table = text(*ROWS).tables[0]
    assert (table.number, table.caption, table.unit, table.notes) == (None, None, None, ())


@pytest.mark.parametrize(
    "between",
    [
        ["", "============", "# PAGE 3", "============", ""],
        ["", "--- Trang 2/10 ---", ""],
        ["", "[Page 4 of 9]", ""],
        ["", "- 5 -", ""],
    ],
)
def test_what_converters_put_between_pages(between: list[str]) -> None:
    """A table goes on behind the lines that a converter put between two pages."""
    document = text("Bảng 1. Điểm", *ROWS, *between, ROWS[0], "3\tSở C\t7", "4\tSở D\t6")
    assert [table.n_rows for table in document.tables] == [5]


@pytest.mark.parametrize(
    "row",
    [
        "A|B|1|2|3=2-1",
        "a|b|1|2",
        "(A)|(B)|(1)|(2)=(1)x100",
        "[1]|[2]|[3]",
        "A|B|1|2|4|5",
        "(1)|(2)|(3a)|(3b)|(4)",
        "1|2|3|4=1+...+3",
        "A||1|2|3",
        "1|2|3",
        "A|B|1",
        "MS|1|2|3|4=2+3",
        "Mã số|(1)|(2)|(3)|(4)",
        "0|1|2|3|4|5",
        "|1|2|3|4|5",
        "1|2|3|4|5|6|10",
        "(1)|(2)|(3)|-4|(5)",
    ],
)
def test_rows_that_number_columns(row: str) -> None:
    """Numbers of columns, with letters, brackets and formulas; hidden columns leave gaps."""
    assert is_numbering(list(row.split("|")))


@pytest.mark.parametrize(
    "row",
    [
        "5|6|7|8",
        "1|2|",
        "1|A|5|6",
        "I|5|6",
        "A|B|7|9",
        "A|10|12",
        "1|Sở A|2",
        "A|1|1|1",
        "1|x|2",
        "Mã số|10|20|30|40",
        "0|1|2",
        "|1|3|5|7",
        "|1|2",
        "-1|-3|-7",
    ],
)
def test_rows_of_figures_number_nothing(row: str) -> None:
    """Data that looks like numbers of columns."""
    assert not is_numbering(list(row.split("|")))


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("ĐVT: đồng (chưa có thuế GTGT)", "đồng (chưa có thuế GTGT)"),
        ("(Đơn vị tính: đồng/m²)", "đồng/m²"),
        ("ĐV tính: triệu đồng", "triệu đồng"),
        ("Đơn vị: Triệu đồng", "Triệu đồng"),
        ("Đơn vị tính: bộ máy", "bộ máy"),
        ("Đơn vị: Sở Tài chính", None),
        ("Đơn vị: UBND huyện Quỳ Hợp", None),
    ],
)
def test_unit_lines(line: str, unit: str | None) -> None:
    """A remark in brackets belongs to the unit of prices; the name of an office is none."""
    assert unit_of(line) == unit


def test_a_sentence_about_a_table_is_no_title() -> None:
    """What ends in a full stop states figures; the title, if there is one, stands above it."""
    sentence = (
        "Tổng thu ngân sách trên địa bàn 6 tháng ước đạt 612.500 triệu đồng, bằng 48,23% dự toán cả năm."
    )
    rows = "TT\tNội dung\tDự toán\tThực hiện\n1\tThu nội địa\t1.240\t595\n2\tThu xuất nhập khẩu\t30\t17\n3\tThu khác\t12\t7\n"
    plain = read_bytes(f"{sentence}\nĐơn vị tính: triệu đồng\n{rows}".encode(), source="a.txt")
    assert [(table.caption, table.unit) for table in plain.tables] == [(None, "triệu đồng")]
    titled = read_bytes(f"Bảng 1. Thu ngân sách\n{sentence}\n{rows}".encode(), source="a.txt")
    assert [(table.number, table.caption) for table in titled.tables] == [("1", "Thu ngân sách")]


def test_a_source_above_a_table_is_no_part_of_its_title() -> None:
    """Where the figures come from stands right below the caption at times."""
    rows = "TT\tNội dung\tDự toán\n1\tThu nội địa\t1.240\n2\tThu khác\t12\n"
    (table,) = read_bytes(
        f"Bảng 10. Kết quả thu\nNguồn: Sở Tài chính\n{rows}".encode(), source="a.txt"
    ).tables
    assert (table.number, table.caption) == ("10", "Kết quả thu")
