"""Letterheads, appendices, signature blocks."""

from __future__ import annotations

from datetime import date

import pytest

from doichieu.extract import read_bytes
from doichieu.extract.letterhead.papernumber import kind_of_sign, own_number
from doichieu.extract.letterhead.signature import is_name
from doichieu.model import Letterhead


def head(*lines: str) -> Letterhead:
    """Read the letterhead of lines."""
    return read_bytes("\n".join(lines).encode(), "paper.txt").letterhead


def test_letterhead_in_blocks() -> None:
    """Left and right block below each other."""
    found = head(
        "ỦY BAN NHÂN DÂN", "TỈNH YÊN BÁI", "", "Số: 15 /QĐ-UBND", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "", "Yên Bái, ngày 03 tháng 06 năm 2021", "", "QUYẾT ĐỊNH", "", "Phê duyệt kết quả", "",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "", "Căn cứ Luật;",
    )  # fmt: skip
    assert found == Letterhead(
        number="15/QĐ-UBND",
        kind="quyết định",
        issuer="ỦY BAN NHÂN DÂN TỈNH YÊN BÁI",
        place="Yên Bái",
        issued_on=date(2021, 6, 3),
        subject="Phê duyệt kết quả",
    )


def test_letterhead_in_two_columns_of_spaces() -> None:
    """Two columns side by side, set with spaces; the department issues, not the province above it."""
    found = head(
        "UBND TỈNH AN GIANG                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ NỘI VỤ                                 Độc lập - Tự do - Hạnh phúc",
        "Số: 1234/SNV-CCHC                     An Giang, ngày 15 tháng 01 năm 2022",
        "V/v công bố chỉ số cải cách hành chính",
        "năm 2021",
        "Kính gửi: Các sở, ban, ngành.",
        "Nơi nhận:                                     KT. GIÁM ĐỐC",
        "- Như trên;                                   PHÓ GIÁM ĐỐC",
        "- Lưu: VT.                                    ThS. Nguyễn Thị Hồng Hạnh",
    )
    assert (found.number, found.issuer, found.kind) == ("1234/SNV-CCHC", "SỞ NỘI VỤ", "công văn")
    assert (found.place, found.issued_on) == ("An Giang", date(2022, 1, 15))
    assert found.subject == "công bố chỉ số cải cách hành chính năm 2021"
    assert found.signer == "Nguyễn Thị Hồng Hạnh"


def test_letterhead_in_tabs() -> None:
    """Two columns set with tabs are no table."""
    found = head(
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TỈNH LÀO CAI\tĐộc lập - Tự do - Hạnh phúc",
        "Số: 99/2020/QĐ-UBND\tLào Cai, ngày 1 tháng 2 năm 2020",
    )
    assert (found.number, found.issuer, found.place) == (
        "99/2020/QĐ-UBND",
        "ỦY BAN NHÂN DÂN TỈNH LÀO CAI",
        "Lào Cai",
    )


def test_appendix_takes_the_number_of_its_parent() -> None:
    """An appendix without letterhead is known by the paper it is attached to."""
    found = head(
        "KẾT QUẢ", "Xếp hạng các sở năm 2016", "(Ban hành kèm theo Quyết định số 305/QĐ-UBND ngày 07/02/2017",
        "của Chủ tịch UBND tỉnh Bình Định )",
    )  # fmt: skip
    assert (found.number, found.attached_to, found.kind) == ("305/QĐ-UBND", "305/QĐ-UBND", "quyết định")
    assert (found.issued_on, found.issuer) == (date(2017, 2, 7), "UBND tỉnh Bình Định")
    assert found.subject == "Xếp hạng các sở năm 2016"


def test_blank_numbers_do_not_override() -> None:
    """An annexed letterhead whose number and date are blank leaves the paper's own alone."""
    found = head(
        "Số: 8/QĐ-UBND", "Huế, ngày 3 tháng 6 năm 2024", "QUYẾT ĐỊNH", "Phê duyệt kết quả", "",
        "Huế, ngày tháng năm 2024", "KẾT QUẢ", "(Ban hành kèm theo Quyết định số /QĐ-UBND ngày / /2024)",
    )  # fmt: skip
    assert (found.number, found.issued_on, found.attached_to) == ("8/QĐ-UBND", date(2024, 6, 3), None)


def test_portal_notice() -> None:
    """A notice on a portal has its title as subject and the date of its stamp."""
    found = head(
        "Tỉnh xếp hạng 3/63", "", "19:46, 06/07/2018 (GMT+7)", "", "Bộ vừa công bố báo cáo.", "", "Hữu Phước"
    )
    assert found == Letterhead(subject="Tỉnh xếp hạng 3/63", issued_on=date(2018, 7, 6))


def test_law_site_fills_what_is_missing() -> None:
    """The list of a law site fills what the paper lacks, and a name that the site cut off."""
    found = head(
        "BỘ THÔNG TIN VÀ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |", "Số: 15/BTTTT-THH | Hà Nội, ngày 09 tháng 05 năm 2017 |",
        "Nội dung.", "- Số hiệu: 15/BTTTT-THH", "- Nơi ban hành: Bộ Thông tin và Truyền thông", "- Người ký: Lê Văn An",
        "- Ngày công báo: Đang cập nhật",
    )  # fmt: skip
    assert (found.issuer, found.signer) == ("Bộ Thông tin và Truyền thông", "Lê Văn An")


def test_drafts_and_numbers_written_by_hand() -> None:
    """Number and day are blank; who issues, where, of which kind and about what is read all the same."""
    found = head(
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỈNH KON TUM\tĐộc lập - Tự do - Hạnh phúc",
        "Số:        /QĐ-UBND\tKon Tum, ngày     tháng 5 năm 2023", "", "QUYẾT ĐỊNH", "", "Về việc công nhận kết quả",
        "", "chấm điểm năm 2022", "", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "", "Căn cứ Luật;",
    )  # fmt: skip
    assert found == Letterhead(
        kind="quyết định",
        issuer="ỦY BAN NHÂN DÂN TỈNH KON TUM",
        place="Kon Tum",
        subject="công nhận kết quả chấm điểm năm 2022",
    )


@pytest.mark.parametrize("begins", ["Làm theo", "Tiếp nối", "Triển khai", "Qua xem xét"])
def test_the_first_sentence_is_no_title(begins: str) -> None:
    """The title ends where the paper's first sentence begins, whatever its first word is."""
    found = head(
        "UBND TỈNH HÀ NAM", "SỞ NỘI VỤ", "Số: 12/BC-SNV", "BÁO CÁO", "", "Kết quả chấm điểm năm 2022", "",
        f"{begins} Quyết định số 42/QĐ-UBND ngày 01/11/2021, Sở Nội vụ báo cáo kết quả như sau:", "", "I. KẾT QUẢ",
    )  # fmt: skip
    assert found.subject == "Kết quả chấm điểm năm 2022"


def test_letters_with_a_blank_number() -> None:
    """The sign of a number left blank tells a letter."""
    found = head(
        "UBND TỈNH HÀ NAM", "SỞ NỘI VỤ", "Số: ……/SNV-CCHC", "V/v báo cáo kết quả", "Kính gửi: Các sở."
    )
    assert (found.kind, found.issuer, found.number) == ("công văn", "SỞ NỘI VỤ", None)


def test_papers_of_the_party() -> None:
    """The Party numbers its papers with a dash and has its own motto; of its bodies the lower one issues."""
    found = head(
        "TỈNH ỦY NGHỆ AN", "BAN TỔ CHỨC", "*", "Số 36-HD/BTCTU", "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Vinh, ngày 03 tháng 4 năm 2018", "HƯỚNG DẪN", "Chấm điểm các ban đảng", "-----",
    )  # fmt: skip
    assert found == Letterhead(
        number="36-HD/BTCTU",
        kind="hướng dẫn",
        issuer="BAN TỔ CHỨC",
        place="Vinh",
        issued_on=date(2018, 4, 3),
        subject="Chấm điểm các ban đảng",
    )


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Luật số: 121/2025/QH15", "121/2025/QH15"),
        ("Nghị quyết số: 95/2025/UBTVQH15", "95/2025/UBTVQH15"),
        ("Số: 66.9/2025/NQ-CP", "66.9/2025/NQ-CP"),
        ("Số: 06/2026/TT-BT\u0421", "06/2026/TT-BTC"),
        ("Số 12-NQ/TU", "12-NQ/TU"),
    ],
)
def test_forms_of_numbers(line: str, number: str) -> None:
    """Laws, resolutions in series, Party papers; a Cyrillic letter that looks like a Latin one is that one."""
    assert head("BỘ X", line, "Hà Nội, ngày 3 tháng 6 năm 2024").number == number


def test_the_heading_of_a_page_says_what_paper_it_is() -> None:
    """A page of a law site without the paper's own letterhead; when it takes effect is not when it was issued."""
    found = read_bytes(
        "<html><meta charset='utf-8'><h1>Thông tư số 06/2020/TT-BNV Ban hành Quy chế</h1>"
        "<p>Ngày có hiệu lực: 01/01/2021</p></html>".encode(),
        "paper.html",
    ).letterhead
    assert (found.number, found.kind, found.subject) == ("06/2020/TT-BNV", "thông tư", "Ban hành Quy chế")
    assert found.issued_on is None


def test_a_paper_it_speaks_of_is_not_its_parent() -> None:
    """Minutes about statutes that were attached to a decision of another day are no appendix of it."""
    found = head(
        "HỘI KHUYẾN HỌC TỈNH", "Cộng hòa xã hội chủ nghĩa Việt Nam", "Lào Cai, ngày 1 7 tháng 2 năm 2025", "BIÊN BẢN HỌP",
        "(ban hành kèm theo Quyết định số 779/QĐ-UBND ngày 23/3/2022)", "Hôm nay, lúc 15 giờ, ngày 17 tháng 2 năm 2025,",
    )  # fmt: skip
    assert (found.number, found.attached_to) == (None, None)
    assert (found.place, found.issued_on) == ("Lào Cai", date(2025, 2, 17))


def test_impossible_dates_are_none() -> None:
    """A date that no calendar has is not read."""
    assert head("Số: 1/QĐ-UBND", "Huế, ngày 31 tháng 02 năm 2020").issued_on is None


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("1/QĐ-UBND", "quyết định"),
        ("2/BC-STTTT", "báo cáo"),
        ("3/TB-SNV", "thông báo"),
        ("4/BTTTT-THH", "công văn"),
    ],
)
def test_kind_by_sign(number: str, kind: str) -> None:
    """The sign in a number tells the kind; a number of two offices is a letter's."""
    assert kind_of_sign(number) == kind


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Lâm Hải Giang", True),
        ("H'Yim Kđoh", True),
        ("Như Điều 3", False),
        ("Lưu VT", True),
        ("Phó chủ tịch", False),
        ("Chương I", False),
        ("Đại tướng Lê Văn An", True),
    ],
)
def test_names_of_people(text: str, result: bool) -> None:
    """A name is two to five words that each begin with a capital."""
    assert is_name(text) is result


def test_a_subject_goes_on_with_a_name_in_its_cell() -> None:
    """Below "V/v" in its cell of the letterhead all lines are the subject; the cell beside it is not."""
    page = (
        "<table><tr><td><p>BỘ NỘI VỤ</p><p>Số: 8977/BNV-TCPCP</p><p>V/v trả lời đề nghị của</p>"
        "<p>Sở Nội vụ tỉnh Lào Cai</p></td><td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>"
        "<p>Độc lập - Tự do - Hạnh phúc</p><p>Hà Nội, ngày 06 tháng 10 năm 2025</p></td></tr></table>"
        "<p>Kính gửi: Sở Nội vụ tỉnh Lào Cai</p><p>QUYẾT ĐỊNH</p><p>Căn cứ đề nghị của Sở.</p>"
    )
    found = read_bytes(page.encode(), "x.html").letterhead
    assert found.subject == "trả lời đề nghị của Sở Nội vụ tỉnh Lào Cai"
    assert (found.kind, found.issued_on) == ("công văn", date(2025, 10, 6))


def test_a_title_in_small_letters_is_no_part_of_the_kind() -> None:
    """The kind of a paper stands for itself, though its title begins with a small letter."""
    found = head(
        "VĂN PHÒNG CHÍNH PHỦ", "Số: 2003/CĐ-VPCP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CÔNG ĐIỆN",
        "mời dự Hội nghị triển khai Chương trình phòng, chống ma túy", "VĂN PHÒNG CHÍNH PHỦ điện:", "- Các Bộ;",
    )  # fmt: skip
    assert (found.kind, found.subject) == (
        "công điện",
        "mời dự Hội nghị triển khai Chương trình phòng, chống ma túy",
    )


@pytest.mark.parametrize(
    ("lines", "signer"),
    [
        (("Nơi nhận:", "TL. BỘ TRƯỞNG", "- Như trên;", "VỤ TRƯỞNG", "- Bộ trưởng (để b/c);", "VỤ CẢI CÁCH HÀNH CHÍNH",
          "- Các bộ, cơ quan: Tư pháp, Tài chính và", "Công nghệ (để p/h);", "- Các Vụ;", "- Cục A;", "- Cục B;",
          "- Sở Nội vụ;", "- Lưu: VT.", "Phạm Minh Hùng"), "Phạm Minh Hùng"),
        (("T/M. BAN CHẤP HÀNH", "CHỦ TỊCH", "Lê Thị Hà"), "Lê Thị Hà"),
        (("KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM", "VŨ VĂN HẢI"), "VŨ VĂN HẢI"),
        (("CHI CỤC TRƯỞNG", "Hà Lương Hồng"), "Hà Lương Hồng"),
    ],
)  # fmt: skip
def test_offices_and_departments_are_no_signers(lines: tuple[str, ...], signer: str) -> None:
    """The name below the office signs, be the addressees between its lines and the department named below it."""
    assert head("BÁO CÁO", "Kết quả năm 2025", "Đã hoàn thành kế hoạch.", *lines).signer == signer


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        (("TỔNG CỤC THUẾ", "BÁO CÁO THU NGÂN SÁCH"), "TỔNG CỤC THUẾ"),
        (("UBND TỈNH CÀ MAU", "SỞ Y TẾ", "Kết quả năm 2020"), "SỞ Y TẾ"),
        (("SỐ LIỆU THU NGÂN SÁCH", "Kết quả"), None),
        (("BỘ CHỈ SỐ ĐÁNH GIÁ", "Kết quả"), None),
        (("ĐẠI HỘI ĐOÀN", "Kết quả"), None),
        (("KẾT QUẢ NĂM 2020", "SỞ Y TẾ"), None),
    ],
)
def test_a_body_at_the_top_of_a_paper_without_a_letterhead(
    lines: tuple[str, ...], issuer: str | None
) -> None:
    """A workbook begins with the body that made it; titles that begin with the same words are none."""
    assert head(*lines).issuer == issuer


def test_the_day_above_the_signature() -> None:
    """A form without a letterhead is dated where it is signed; a draft whose day is blank stays undated."""
    signed = ("Vĩnh Long, ngày 12 tháng 01 năm 2018", "HIỆU TRƯỞNG", "Hồ Thanh Tâm")
    assert head("TRƯỜNG THPT A", "Thống kê học lực", *signed).issued_on == date(2018, 1, 12)
    draft = head("SỞ Y TẾ", "Số:     /BC-SYT", "Vĩnh Long, ngày    tháng 02 năm 2018", "BÁO CÁO", *signed)
    assert draft.issued_on is None


def test_the_name_of_the_next_sheet_is_no_signer() -> None:
    """A heading ends the signature block."""
    found = read_bytes("Kết quả\n\nGIÁM ĐỐC\n\n# Configuration Sheet\n\nSố liệu".encode(), "a.md").letterhead
    assert found.signer is None


def test_line_ends_of_converters() -> None:
    """Converters to Markdown write line ends as tags."""
    found = head(
        "**BỘ CÔNG THƯƠNG**<br>-------",
        "",
        "Số: 77/BC-BCT",
        "",
        "**KT. BỘ TRƯỞNG**<br/>**THỨ TRƯỞNG**",
        "",
        "**Lê An**",
    )
    assert (found.issuer, found.signer) == ("BỘ CÔNG THƯƠNG", "Lê An")


def test_a_stamped_number_is_written_as_in_its_letterhead() -> None:
    """Programs that stamp a number write the sign of "and" as pages do."""
    assert head("Số: 2775/SNV-CCHC&amp;VTLT; 10/11/2025; 10:59:46").number == "2775/SNV-CCHC&VTLT"


@pytest.mark.parametrize("label", ["Số:", "Sô:", "Só :", "So:"])
def test_a_number_whose_label_lost_its_tone_is_read(label: str) -> None:
    """Recognisers lose tones; the number itself is whole."""
    assert own_number(f"{label} 537/QĐ-UBND") == "537/QĐ-UBND"
    assert own_number("Sở Nội vụ 537/QĐ-UBND") is None


_STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@pytest.mark.parametrize(
    ("title", "kind", "subject"),
    [
        (("NGHỊ ĐỊNH CỦA CHÍNH PHỦ", "quy định khung giá"), "nghị định", "quy định khung giá"),
        (("QUYẾT ĐỊNH CỦA UBND TỈNH", "(V/v ban hành giá đất)"), "quyết định", "ban hành giá đất"),
        (("HƯỚNG DẪN LIÊN NGÀNH", "Về việc chi trả"), "hướng dẫn", "chi trả"),
        (("CÔNG BỐ", "Giá vật liệu tháng 7"), "công bố", "Giá vật liệu tháng 7"),
        (("DECISION", "On the price list", "Pursuant to the Law;"), "quyết định", "On the price list"),
        (("BÁO CÁO CỦA TỈNH VỀ NGÂN SÁCH",), None, None),
    ],
)
def test_titles_that_say_more_than_the_kind(title: tuple[str, ...], kind: str, subject: str) -> None:
    """Whose paper it is, of how many bodies and in which language does not hide its kind."""
    found = head("CHÍNH PHỦ", "Số: 87/CP", *_STATE, "", *title, "", "Căn cứ Luật;")
    assert (found.number, found.kind, found.subject) == ("87/CP", kind, subject)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Bắc Kạn, ngày 29/4/2020", date(2020, 4, 29)),
        ("Quận 3, ngày 14 tháng 5 năm 2017", date(2017, 5, 14)),
        ("Da Nang, July 15, 2020", date(2020, 7, 15)),
        ("Hanoi, dated December 06th, 2019", date(2019, 12, 6)),
        ("Ha Noi, 12 May 2017", date(2017, 5, 12)),
        ("Hà Nội, May 45, 2017", None),
    ],
)
def test_forms_of_days(line: str, day: date | None) -> None:
    """Days in figures, places with a number and translations are read."""
    assert head("SỞ Y TẾ", "Số: 12/BC-SYT", *_STATE, line, "", "BÁO CÁO").issued_on == day


@pytest.mark.parametrize(
    ("above", "issuer"),
    [
        (("BỘ TÀI CHÍNH", "BỘ NỘI VỤ"), "BỘ TÀI CHÍNH - BỘ NỘI VỤ"),
        (("UBND TỈNH AN GIANG", "LIÊN SỞ: XÂY DỰNG - TÀI CHÍNH"), "LIÊN SỞ: XÂY DỰNG - TÀI CHÍNH"),
        (("BỘ TÀI CHÍNH", "TỔNG CỤC THUẾ"), "TỔNG CỤC THUẾ"),
    ],
)
def test_bodies_that_issue_together(above: tuple[str, ...], issuer: str) -> None:
    """Of two ministries none is below the other; of others the lower one issues."""
    found = head(*above, "Số: 15/TTLT/BTC-BNV", *_STATE)
    assert (found.issuer, found.number) == (issuer, "15/TTLT/BTC-BNV")
    assert found.kind == "thông tư liên tịch"


def test_a_letter_whose_number_has_a_short_sign() -> None:
    """The line that says what a letter is about makes it one."""
    assert head("PHÒNG GIÁO DỤC", "Số: 320/GDĐT", "V/v báo cáo chất lượng", *_STATE).kind == "công văn"


def test_an_appendix_that_names_itself_beside_its_parent() -> None:
    """An appendix: "Phụ lục kèm theo …" ties it as "Kèm theo …" does, and its title stands below its number."""
    found = head(
        "PHỤ LỤC 02",
        "BẢNG TÍNH",
        "(Phụ lục kèm theo Quyết định số 12/QĐ-UBND ngày 15/4/2024 của UBND tỉnh Gia Lai)",
    )
    assert (found.attached_to, found.issued_on, found.subject) == (
        "12/QĐ-UBND",
        date(2024, 4, 15),
        "BẢNG TÍNH",
    )


def test_an_office_in_the_words_of_a_name_signs_nothing() -> None:
    """The office "TỔNG BÍ THƯ" begins like a family name and is none."""
    assert head("T/M BỘ CHÍNH TRỊ", "TỔNG BÍ THƯ", "", "Nguyễn Văn An").signer == "Nguyễn Văn An"
