"""Papers in encodings from before Unicode: by the names of fonts and by letters."""

from __future__ import annotations

import io
import shutil
import subprocess
import unicodedata

import docx
import pytest
from docx.oxml import OxmlElement
from hypothesis import given
from hypothesis import strategies as st

from doichieu.errors import DamagedFileError
from doichieu.extract import read_bytes
from doichieu.extract.encoding import unicode_of
from doichieu.extract.legacy.decode import Encoding, decode
from doichieu.extract.legacy.fonts import decode_run, legacy_font
from doichieu.extract.legacy.lost import is_lost, put_back
from doichieu.extract.legacy.repair import complete
from doichieu.extract.legacy.syllables import is_syllable
from doichieu.extract.legacy.tables import TCVN3, VISCII
from doichieu.model import Document, Heading, Paragraph

from .legacy_text import encoded, shown
from .render import as_docx, docx_bytes

GRID = [["STT", "Đơn vị", "Kết quả"], ["1", "Sở Tài chính", "92,75"], ["2", "Sở Nông nghiệp", "Không đạt"]]
PAPER = (
    "ủy ban nhân dân tỉnh Nghệ An\n\nBảng 1. Kết quả đánh giá, xếp hạng của các sở\n\n"
    + "\n".join("\t".join(row) for row in GRID)
    + "\n\nTrên đây là kết quả đánh giá mức độ chuyển đổi số; đề nghị các đơn vị lưu ý thực hiện.\n"
)
BY_LETTERS = ["TCVN3", "VNI", "VISCII", "VPS", "Windows-1258"]


def texts(document: Document) -> list[str]:
    """Paragraphs and headings of a document."""
    return [block.text for block in document.blocks if isinstance(block, Heading | Paragraph)]


def notes(document: Document) -> list[str]:
    """Messages of the notes that something was decoded."""
    return [issue.message for issue in document.issues if issue.code == "legacy-encoding"]


@pytest.mark.parametrize("encoding", BY_LETTERS)
def test_plain_text_by_its_letters(encoding: str) -> None:
    """A text in any of the encodings reads as its twin in Unicode, and an issue names the encoding."""
    document = read_bytes(encoded(PAPER, encoding), "paper.txt")
    twin = read_bytes(PAPER.encode(), "paper.txt")
    assert [table.grid() for table in document.tables] == [table.grid() for table in twin.tables] == [GRID]
    assert texts(document) == texts(twin)
    assert notes(document) == [f"the text is in {encoding}, as its letters show; it was decoded"]
    assert notes(twin) == []


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
def test_codes_saved_as_unicode(encoding: str) -> None:
    """Codes that some program saved as Latin letters in UTF-8 are decoded too."""
    document = read_bytes(shown(PAPER, encoding).encode(), "paper.txt")
    assert document.tables[0].grid() == GRID
    assert len(notes(document)) == 1
    assert encoding in notes(document)[0]


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
def test_codes_taken_for_turkish(encoding: str) -> None:
    """Text whose codes a program took for Windows-1254 reads as well: it has "ş" where Windows-1252 has "þ"."""
    turkish = encoded(PAPER, encoding).decode("cp1254")
    assert read_bytes(turkish.encode(), "paper.txt").tables[0].grid() == GRID


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI", "VPS"])
def test_letters_of_a_page_by_their_codes(encoding: str) -> None:
    """Pages of those years have some letters as references to codes of their encoding."""
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in GRID)
    page = encoded(
        f"<html><body><p>Kết quả xếp hạng các huyện</p><table>{rows}</table></body></html>", encoding
    )
    mixed = b"".join(
        b"&#%d;" % code if code > 0x7F and at % 2 else bytes([code]) for at, code in enumerate(page)
    )
    assert read_bytes(mixed, "page.html").tables[0].grid() == GRID


def test_pieces_of_a_run_are_decoded_together() -> None:
    """A soft hyphen that LibreOffice writes as an element parts no word: a piece alone would read as Unicode."""
    document = docx.Document()
    run = document.add_paragraph().add_run("Trung ")
    run.font.name = ".VnTime"
    run._r.append(OxmlElement("w:softHyphen"))
    run.add_text(shown("ơng quản lý", "TCVN3"))
    assert texts(read_bytes(docx_bytes(document), "paper.docx")) == ["Trung ương quản lý"]


LOST = (
    "STT\tXã, phường, thị trấn\tSố người\n1\tPhường Hương Sơn\t7.126\n2\tXã Vũ Thư\t4.805\n3\tXã Hưng Hà\t3.950\n\n"
    "Vốn đầu tư của Trung ương được giao trước hạn; có mười dự án nước sạch.\n"
)


def test_the_letter_that_printing_took() -> None:
    """What has lost the soft hyphens of TCVN3 has them put back where no word is one without them, and says so."""
    printed = shown(LOST, "TCVN3").replace("\xad", "")
    document = read_bytes(printed.encode(), "paper.txt")
    twin = read_bytes(LOST.encode(), "paper.txt")
    assert [table.grid() for table in document.tables] == [table.grid() for table in twin.tables]
    assert texts(document) == [text.replace("mười", "mời") for text in texts(twin)]
    assert [issue.code for issue in document.issues if issue.code.startswith("le")] == [
        "legacy-encoding",
        "letters-lost",
    ]


def test_the_letter_at_the_end_of_a_line() -> None:
    """A line that broke at the letter shows it as a hyphen; points of a law and initials stay."""
    assert put_back("Trạm y tế xã, ph- ờng; gi\u2010 ờng bệnh")[0] == "Trạm y tế xã, phường; giường bệnh"
    for text in (
        "điểm c khoản 2, điểm d khoản 3",
        "dài 5 m đường, 2 h làm",
        "Nguyễn Th. Hoa",
        "X-N, Nam - Bắc",
    ):
        assert put_back(text)[0] == text
    assert not is_lost(["Nước sạch", "trước và được"])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_with_and_without_a_mark(encoding: str) -> None:
    """UTF-16 reads with a byte order mark and without one."""
    document = read_bytes(PAPER.encode(encoding), "paper.txt")
    assert (document.tables[0].grid(), notes(document)) == (GRID, [])


def test_noise_is_no_utf16() -> None:
    """Binary content with zeros is not taken for UTF-16."""
    assert unicode_of(bytes(range(256)) * 8) is None
    assert unicode_of(bytes(4000)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ống thép Ø21 × 1,6 mm; Ø27 × 1,6 mm; Ø34 × 1,8 mm; 50 µg/m³; ½ diện tích; 30°; ± 5 %",
        "Le résumé français est déjà prêt; les élèves ont été très étonnés; où êtes-vous allés à Noël?",
        "Die Prüfung größerer Mängel führt möglicherweise zu Änderungen; schöne Grüße aus Köln.",
    ],
)
def test_other_text_stays(text: str) -> None:
    """Signs of measure and other languages are no legacy encoding."""
    document = read_bytes(f"Quyết định ban hành đơn giá vật liệu\n\n{text}\n".encode(), "paper.txt")
    assert text in texts(document)
    assert notes(document) == []


@pytest.mark.parametrize(
    ("name", "encoding", "capitals"),
    [
        (".VnTime", Encoding.TCVN3, False),
        (".VnTimeH", Encoding.TCVN3, True),
        ("'.VnArial NarrowH'", Encoding.TCVN3, True),
        (".vntime", Encoding.TCVN3, False),
        ("VNI-Times", Encoding.VNI, False),
        ("VNI-Helve-Condense", Encoding.VNI, False),
        ("VPS Times", Encoding.VPS, False),
        ("VI Times", Encoding.VISCII, False),
    ],
)
def test_names_of_fonts(name: str, encoding: Encoding, capitals: bool) -> None:
    """The name of a font tells the encoding, and whether it draws small letters as capitals."""
    font = legacy_font(name)
    assert font is not None
    assert (font.encoding, font.capitals) == (encoding, capitals)


@pytest.mark.parametrize(
    "name", ["Times New Roman", "Arial", "Verdana", "Vinhan", "UTM Times", "Cambria Math", ""]
)
def test_fonts_of_unicode(name: str) -> None:
    """Other fonts say nothing."""
    assert legacy_font(name) is None


def test_runs_of_a_docx() -> None:
    """A DOCX in Unicode with runs in .VnTime, .VnTimeH and VNI-Times reads whole; the soft hyphen is a letter."""
    document = docx.Document()
    paragraph = document.add_paragraph("Theo ")
    for text, font in (
        (shown("tư tưởng", "TCVN3"), ".VnTime"),
        (" và ", "Times New Roman"),
        (shown("nghị quyết", "TCVN3"), ".VnTimeH"),
        (shown(" của Đảng", "VNI"), "VNI-Times"),
        (" số 5", ".VnTime"),
        (" đã có", ".VnTime"),
    ):
        paragraph.add_run(text).font.name = font
    read = read_bytes(docx_bytes(document), "paper.docx")
    assert texts(read) == ["Theo tư tưởng và NGHỊ QUYẾT của Đảng số 5 đã có"]
    assert sorted(notes(read)) == [
        "TCVN3: text decoded by the names of its fonts (× 2)",
        "VNI: text decoded by the names of its fonts (× 1)",
    ]


def test_fonts_of_styles_in_a_docx() -> None:
    """A run has the font of its style, or of the style that this builds on, or of the document."""
    document = docx.Document()
    document.styles["Normal"].font.name = ".VnTime"
    document.styles["Heading 1"].font.name = ".VnTimeH"
    document.add_paragraph(shown("Kết quả đánh giá", "TCVN3"), style="List Paragraph")
    document.add_paragraph(shown("phụ lục", "TCVN3"), style="Heading 1")
    assert texts(read_bytes(docx_bytes(document), "paper.docx")) == ["Kết quả đánh giá", "PHỤ LỤC"]


def test_table_of_a_docx_without_fonts() -> None:
    """Cells whose font was lost on the way are decoded by their letters."""
    rows = [
        [shown(cell, "TCVN3") for cell in row]
        for row in [*GRID, ["3", "Sở Giáo dục và Đào tạo", "đạt yêu cầu"]]
    ]
    document = read_bytes(as_docx(rows), "paper.docx")
    assert document.tables[0].grid()[:3] == GRID


def _rows(encoding: str) -> str:
    return "".join(
        "<tr>" + "".join(f"<td>{shown(cell, encoding)}</td>" for cell in row) + "</tr>" for row in GRID
    )


@pytest.mark.parametrize("charset", ["windows-1252", "x-user-defined", None])
def test_page_in_legacy_fonts(charset: str | None) -> None:
    """A page sets fonts by tag, style, class and rule; text in other fonts stays."""
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    page = (
        f"<html><head>{meta}<style>p.MsoNormal, td {{font-size:12pt; font-family:'.VnTime', serif}}"
        " .hoa {font-family: .VnTimeH}</style></head><body>"
        f"<p class=hoa>{shown('báo cáo', 'TCVN3')}</p><p class=MsoNormal>{shown('Kết quả <b>đánh giá</b> tư liệu', 'TCVN3')}</p>"
        f"<p><font face='VNI-Times'>{shown('của các sở', 'VNI')}</font> <span style='font-family:.VnArial'>"
        f"{shown('được duyệt', 'TCVN3')}</span> 2008</p>"
        f"<table>{_rows('TCVN3')}"
        "</table></body></html>"
    )
    document = read_bytes(page.encode("latin-1"), "paper.html")
    assert texts(document) == ["BÁO CÁO", "Kết quả đánh giá tư liệu", "của các sở được duyệt 2008"]
    assert document.tables[0].grid() == GRID


def test_entities_in_legacy_fonts() -> None:
    """Codes written as entities are decoded like letters."""
    page = "<html><body><p style='font-family:.VnTime'>&#167;&micro;o t&#185;o, t&shy; t&shy;&euml;ng</p></body></html>"
    assert texts(read_bytes(page.encode(), "paper.html")) == ["Đào tạo, tư tưởng"]


@pytest.mark.parametrize("encoding", ["TCVN3", "VISCII"])
def test_page_without_fonts(encoding: str) -> None:
    """A page that names no font is decoded by its letters."""
    page = f"<html><body><p>{PAPER}</p></body></html>".encode()
    legacy = encoded(page.decode(), encoding)
    assert texts(read_bytes(legacy, "paper.html")) == texts(read_bytes(page, "paper.html"))


def test_unicode_in_a_legacy_font_stays() -> None:
    """Text in Unicode that kept the name of an old font is not decoded twice."""
    page = "<html><body style='font-family:.VnTime'><p>Quyết định số 5</p><p>Hà Nội</p><p>và các xã</p></body></html>"
    assert texts(read_bytes(page.encode(), "paper.html")) == ["Quyết định số 5", "Hà Nội", "và các xã"]


def test_measures_in_a_legacy_font() -> None:
    """The codes of tone marks are marks only behind a vowel: "m²" stays."""
    assert decode("100 m\u00b2, 30\u00b0", Encoding.TCVN3) == "100 m\u00b2, 30\u00b0"
    assert decode("Ca\u00b3", Encoding.TCVN3) == "Cá"


def test_letters_that_charts_forget() -> None:
    """VNI has ẳ and ỵ."""
    assert (
        decode("khaúng ñònh, thò xaõ Taây, lî, KHAÚNG", Encoding.VNI) == "khẳng định, thị xã Tây, lỵ, KHẲNG"
    )


@given(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằấệỉồớủừỹĂÂĐÊÔƠƯ 0123456789,.-", max_size=60))
def test_decoding_undoes_encoding(text: str) -> None:
    """Every letter comes back from every encoding that has it."""
    for encoding in (Encoding.TCVN3, Encoding.VISCII, Encoding.VPS):
        assert decode(shown(text, encoding), encoding) == unicodedata.normalize("NFC", text)


@pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is not installed")
@pytest.mark.parametrize(("name", "table"), [("TCVN5712-1", TCVN3), ("VISCII", VISCII)])
def test_tables_are_those_of_glibc(name: str, table: dict[int, str]) -> None:
    """The code tables agree with those of the C library, letter by letter."""
    wrong = {}
    for code, letter in table.items():
        # A letter behind the code lets the converter finish a composition.
        command = ["iconv", "-f", name, "-t", "UTF-8"]
        done = subprocess.run(command, input=bytes([code]) + b"x", capture_output=True, check=False)  # noqa: S603
        if done.returncode:
            pytest.skip(f"iconv does not know {name}")
        if unicodedata.normalize("NFC", done.stdout.decode()) != letter + "x":
            wrong[code] = letter
    assert wrong == {}


@pytest.mark.parametrize(
    "word", ["nghiêng", "Quyết", "GIẾNG", "khuỷu", "ưu", "yêu", "gì", "hoà", "Đắk", "thuở"]
)
def test_possible_syllables(word: str) -> None:
    """Words of Vietnamese are possible."""
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["nghiêcg", "été", "hácn", "ngµy", "còp", "Prüfung", "bb"])
def test_impossible_syllables(word: str) -> None:
    """Other words are not; stops take only two of the tones."""
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("QUYếT ĐịNH", "QUYẾT ĐỊNH"),
        ("Uỷ BAN NHâN DâN TỉNH", "UỶ BAN NHÂN DÂN TỈNH"),
        ("Số: 12/QĐ-UB", "Số: 12/QĐ-UB"),
        ("Sở GTVT tỉnh Hà Giang", "Sở GTVT tỉnh Hà Giang"),
        ("Uỷ ban nhân dân\nTỉNH Uỷ", "Uỷ ban nhân dân\nTỈNH UỶ"),
    ],
)
def test_capitals_that_lost_their_font(torn: str, whole: str) -> None:
    """Capitals typed in a font of capitals come back where plain letters prove them."""
    assert decode(shown(torn, "TCVN3"), Encoding.TCVN3) == whole


@pytest.mark.parametrize(
    ("shown_as", "encoding", "meant"),
    [
        ("tr-ờng Ch-a nh- -ớc PH-ỜNG -u tiên", Encoding.TCVN3, "trường Chưa như ước PHƯỜNG ưu tiên"),
        ("Nguy-n Hữu Di-n", Encoding.VISCII, "Nguyễn Hữu Diễn"),
        ("12/QĐ-UBND Bà Rịa-Vũng Tàu kinh tế-xã hội khối X-N e-mail x-quang 2001-2005", Encoding.TCVN3, None),
        ("tr-ờng", Encoding.VNI, None),
    ],
)
def test_a_letter_shown_as_a_hyphen(shown_as: str, encoding: Encoding, meant: str | None) -> None:
    """PDF readers show the code of ư in TCVN3, of ễ in VISCII, as a hyphen; other hyphens stay."""
    assert complete(shown_as, encoding) == (meant or shown_as)


@pytest.mark.parametrize(("encoding", "name"), [("TCVN3", ".VnTime"), ("VNI", "VNI-Times")])
def test_codes_taken_for_1258(encoding: str, name: str) -> None:
    """Codes that a word processor took for Windows-1258 are read by their font; text typed anew stays."""
    font = legacy_font(name)
    assert font is not None
    text = "Đường kính gốc, thị xã Vũng Liêm"
    assert decode_run(shown(text, encoding).encode("latin-1").decode("cp1258"), font) == text
    assert decode_run("Tơ lụa, đường mía", font) == "Tơ lụa, đường mía"


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI", "VPS", "VISCII"])
def test_pages_that_declare_1258(encoding: str) -> None:
    """A page that declares Windows-1258 and is in another encoding is read by its letters."""
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in GRID)
    head = '<meta http-equiv=Content-Type content="text/html; charset=windows-1258">'
    body = f"<p>Bảng 1. Kết quả đánh giá các sở, ngành; đề nghị lưu ý</p><table>{rows}</table>"
    page = f"<html><head>{head}</head><body>{shown(body, encoding)}</body></html>".encode("latin-1")
    assert read_bytes(page, "x.html").tables[0].grid() == GRID


@pytest.mark.parametrize("encoding", ["VPS", "VISCII"])
def test_square_metres_stay(encoding: str) -> None:
    """Units set in a legacy font keep the sign that the encoding has a letter for."""
    assert decode(f"120 m² {shown('đất', encoding)}, 5 km²", Encoding(encoding)) == "120 m² đất, 5 km²"


def test_a_blank_cell_in_a_legacy_font() -> None:
    """A hard space is blank, though VISCII has a letter at its place."""
    cells = f"<td>1</td><td>&nbsp;</td><td>{shown('Sở Y tế', 'VISCII')}</td>"
    page = f'<html><body><font face="VI Times"><table><tr><td>STT</td><td>x</td><td>y</td></tr><tr>{cells}</tr></table></font></body></html>'
    assert read_bytes(page.encode("latin-1"), "x.html").tables[0].grid()[1] == ["1", "", "Sở Y tế"]


def test_text_in_no_encoding() -> None:
    """Text whose encoding cannot be told is damaged."""
    with pytest.raises(DamagedFileError, match=r"UTF-8.* Do: "):
        read_bytes(b"plain words \xae\x81\x8d and nothing else \xff\xfe\xfd here", "a.txt")


def test_workbook_without_fonts_is_decoded_by_letters() -> None:
    """Cells of a workbook whose font says nothing are decoded by their letters."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        for row, values in enumerate([*GRID, ["3", "Sở Giáo dục và Đào tạo", "đạt yêu cầu"]]):
            sheet.write_row(row, 0, [shown(value, "TCVN3") for value in values])
    assert read_bytes(buffer.getvalue(), "paper.xlsx").tables[0].grid()[:3] == GRID


def test_words_typed_anew_in_a_legacy_font() -> None:
    """A run in an old font of which some words are Unicode is decoded word by word."""
    font = legacy_font(".VnArial")
    assert font is not None
    for printed, meant in (
        (
            "6. Tổng møc b¸n lÎ hµng ho¸ vµ dÞch vô 2 th¸ng đầu n¨m",
            "6. Tổng mức bán lẻ hàng hoá và dịch vụ 2 tháng đầu năm",
        ),
        ("và 2 th¸ng đầu n¨m", "và 2 tháng đầu năm"),
        ("Ước tính tháng 02", "Ước tính tháng 02"),
    ):
        assert decode_run(printed, font) == meant
