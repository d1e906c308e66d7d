"""DOCX as a file: what other programs write, letterheads in headers, and what must not be trusted."""

from __future__ import annotations

import socket
import time
import zlib
from pathlib import Path

import pytest

from doichieu.errors import DamagedFileError
from doichieu.extract import read_bytes
from doichieu.extract.sniff import DOCX, media_type_of

from .wordml import (
    HEADER,
    OFFICE,
    SPACES,
    codes,
    docx_of,
    grid,
    pack,
    para,
    part,
    read,
    relations,
    table,
    texts,
)

BODY = para("Bảng 1. Điểm") + table(HEADER, ["1", "Sở A", "9"], ["2", "Sở B", "8"])
GRID = [HEADER, ["1", "Sở A", "9"], ["2", "Sở B", "8"]]
STRICT = "http://purl.oclc.org/ooxml"


def as_strict(xml: str) -> str:
    """A part in the strict namespaces of ISO/IEC 29500."""
    return (
        xml.replace(f"{OFFICE}/wordprocessingml/2006/", f"{STRICT}/wordprocessingml/")
        .replace(f"{OFFICE}/officeDocument/2006/", f"{STRICT}/officeDocument/")
        .replace(f"{OFFICE}/drawingml/2006/", f"{STRICT}/drawingml/")
    )


def test_strict_namespaces() -> None:
    """A document saved as strict Open XML reads like any other."""
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": as_strict(relations({"officeDocument": "word/document.xml"})),
        "word/document.xml": as_strict(part("document", f"<w:body>{BODY}</w:body>")),
    }
    assert grid(read_bytes(pack(files), "strict.docx")) == GRID


@pytest.mark.parametrize(
    "kind",
    [
        "vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "vnd.ms-word.document.macroEnabled.main+xml",
        "vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
@pytest.mark.parametrize("main", ["word/document.xml", "van ban/noi-dung2.xml"])
def test_templates_macros_and_other_places(kind: str, main: str) -> None:
    """Templates and documents with macros are read, wherever their main part lies."""
    data = docx_of(BODY, main=main, main_type=f"application/{kind}")
    assert media_type_of(data, "x") == DOCX
    assert grid(read_bytes(data, "paper.dotm")) == GRID


def test_targets_from_the_root_and_names_in_other_case() -> None:
    """Relationships may name parts from the root, with escapes, in another case."""
    numbering = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    item = para("A", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations({"officeDocument": "/word/document.xml"}),
        "word/document.xml": part("document", f"<w:body>{item}</w:body>"),
        "word/_rels/document.xml.rels": relations({"numbering": "/Word/so%20thu%20tu.xml"}),
        "word/so thu tu.xml": numbering,
    }
    assert texts(read_bytes(pack(files), "paper.docx")) == ["1. A"]


def test_document_alone() -> None:
    """A document without styles, settings, relationships or content types is read."""
    data = pack({"word/document.xml": part("document", f"<w:body>{BODY}</w:body>")})
    assert grid(read_bytes(data, "bare.docx")) == GRID


def test_document_in_utf_16() -> None:
    """Parts may be encoded in UTF-16."""
    xml = part("document", f"<w:body>{BODY}</w:body>").replace("UTF-8", "UTF-16").encode("utf-16")
    assert grid(read_bytes(docx_of("", more={"word/document.xml": xml}), "paper.docx")) == GRID


def with_header(body: str, header: str, *, first: bool = True) -> bytes:
    """A document with a header."""
    title = "<w:titlePg/>" if first else ""
    kind = "first" if first else "default"
    section = f'<w:sectPr><w:headerReference w:type="{kind}" r:id="header"/>{title}</w:sectPr>'
    return docx_of(body + section, {"header": part("hdr", header)})


LETTERHEAD = table(
    ["UBND TỈNH A\nSỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["Số: 12/QĐ-SNV", "Tỉnh A, ngày 05 tháng 3 năm 2024"],
)


@pytest.mark.parametrize("first", [True, False])
def test_letterhead_in_the_header(*, first: bool) -> None:
    """A letterhead that stands in the first page's header alone is the paper's."""
    paper = read_bytes(with_header(BODY, LETTERHEAD, first=first), "paper.docx")
    assert (paper.letterhead.number, str(paper.letterhead.issued_on)) == ("12/QĐ-SNV", "2024-03-05")
    assert grid(paper) == GRID


def test_header_stays_out() -> None:
    """A header is no text where the paper has a letterhead of its own, or the header has none."""
    other = LETTERHEAD.replace("12/QĐ", "99/QĐ")
    own = read_bytes(with_header(LETTERHEAD + BODY, other), "paper.docx")
    assert own.letterhead.number == "12/QĐ-SNV"
    assert texts(read_bytes(with_header(BODY, para("Dự thảo lần 2")), "paper.docx")) == []


def test_document_type_is_refused() -> None:
    """A part with a document type is refused in every encoding, for entities would cut the text silently."""
    entity = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    xml = part("document", f"<w:body>{para('Trước &x; sau')}</w:body>").replace("?>", f"?>{entity}", 1)
    for encoding in ("utf-8", "utf-16"):
        data = docx_of("", more={"word/document.xml": xml.replace("UTF-8", encoding).encode(encoding)})
        with pytest.raises(DamagedFileError, match="document type"):
            read_bytes(data, "paper.docx")


def test_undeclared_entity_is_damage() -> None:
    """An entity that nobody declares is an error, never a gap in the text."""
    with pytest.raises(DamagedFileError, match="cut off or broken"):
        read(para("<w:r><w:t>Trước &x; sau</w:t></w:r>"))


def test_bombs_are_refused_in_time() -> None:
    """Archives that unpack to far more than they are, and documents of millions of paragraphs, are refused early."""
    flat = part("document", f"<w:body>{'<w:p/>' * 5_000_000}</w:body>")
    start = time.perf_counter()
    with pytest.raises(DamagedFileError, match=r"5,000,\d{3} paragraphs and other elements"):
        read_bytes(docx_of("", more={"word/document.xml": flat, "padding.bin": _noise(200_000)}), "many.docx")
    with pytest.raises(DamagedFileError, match="which no paper does"):
        read_bytes(docx_of("", more={"word/document.xml": "<x>" + " " * 30_000_000}), "bomb.docx")
    assert time.perf_counter() - start < 20


def _noise(size: int) -> bytes:
    """Bytes that cannot be packed."""
    data, state = bytearray(), 1
    while len(data) < size:
        state = zlib.crc32(state.to_bytes(4, "little"))
        data += state.to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    "nest", ["<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"]
)
def test_nesting_beyond_reason(nest: str) -> None:
    """Tables or content controls nested thousands deep are an error, not a crash."""
    before, after = nest.split("{}")
    with pytest.raises(DamagedFileError):
        read(before * 3000 + para("x") + after * 3000)


def test_cut_document_is_damage() -> None:
    """A document whose main part is cut off is refused."""
    xml = part("document", f"<w:body>{BODY}</w:body>")[:-60]
    with pytest.raises(DamagedFileError, match="cut off or broken"):
        read_bytes(docx_of("", more={"word/document.xml": xml}), "cut.docx")


def test_bytes_broken_inside_the_archive() -> None:
    """An archive in which bytes changed is a damaged file, whatever the decompressor says."""
    data = bytearray(docx_of(BODY * 50))
    at = data.index(b"word/document.xml") + 60
    data[at : at + 40] = bytes(40)
    with pytest.raises(DamagedFileError):
        read_bytes(bytes(data), "broken.docx")


def test_nothing_outside_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Relationships to files and addresses outside the document are never followed."""

    def refuse(*args: object) -> None:
        raise AssertionError(args)

    data = docx_of(
        BODY,
        more={
            "word/_rels/document.xml.rels": relations(
                {"numbering": "file:///etc/passwd", "styles": "http://127.0.0.1/styles.xml"}, external=True
            )
        },
    )
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    assert grid(read_bytes(data, "paper.docx")) == GRID


def test_hostile_numbers() -> None:
    """Absurd spans, starts and sizes neither fail nor take long."""
    lists = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="9999999"/><w:numFmt w:val="upperRoman"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    wide = (
        '<w:tc><w:tcPr><w:gridSpan w:val="999999999999"/></w:tcPr><w:p/></w:tc>'
        '<w:tc><w:tcPr><w:gridSpan w:val="-3"/></w:tcPr><w:p/></w:tc>'
    )
    item = para("A", properties='<w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr>')
    paper = read(item + table(f"<w:tr>{wide}</w:tr>", *GRID), {"numbering": lists})
    assert texts(paper) == ["9999999. A"]


def test_style_circles() -> None:
    """Styles that build on each other in a circle end."""
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    )
    assert texts(read(para("x", style="A"), {"styles": styles})) == ["x"]


def test_comments_and_instructions_of_xml() -> None:
    """Comments and processing instructions inside the markup are no text."""
    paper = read(f"<!-- x -->{BODY}<?go x?>".replace("Sở A", "Sở<!-- y --> A"))
    assert (grid(paper), codes(paper)) == (GRID, set())


def test_prefixes_are_only_names() -> None:
    """A document may call its namespaces what it likes."""
    xml = part("document", f"<w:body>{BODY}</w:body>").replace("xmlns:w=", "xmlns:ns0=").replace("w:", "ns0:")
    assert SPACES["w"] in xml
    assert grid(read_bytes(docx_of("", more={"word/document.xml": xml}), "paper.docx")) == GRID


PAGE = (
    '<html><head><meta charset="utf-8"></head><body><p>Bảng 1. Kết quả</p><table><tr><td>STT</td><td>Đơn vị</td></tr>'
    "<tr><td>1</td><td>Sở Y tế</td></tr></table></body></html>"
)
ARCHIVE = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    + PAGE
    + "\r\n--x--\r\n"
)


def _with_part(name: str, content: bytes, body: str = "") -> bytes:
    """A DOCX of a body and a part in another format behind it."""
    relation = f'<Relationship Id="c" Type="{SPACES["r"]}/aFChunk" Target="{name}"/>'
    parts = {
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{relation}</Relationships>',
        f"word/{name}": content,
    }
    return docx_of(f'{body}<w:altChunk r:id="c"/>', more=parts)


@pytest.mark.parametrize(("name", "content"), [("page.html", PAGE), ("page.mht", ARCHIVE)])
def test_the_page_inside_a_document(name: str, content: str) -> None:
    """A file that a law site offers can be a document with nothing but its page in it."""
    document = read_bytes(_with_part(name, content.encode()), "paper.docx")
    assert document.tables[0].grid() == [["STT", "Đơn vị"], ["1", "Sở Y tế"]]
    assert document.tables[0].number == "1"
    assert "part-not-read" not in {issue.code for issue in document.issues}


def test_the_paper_inside_a_document() -> None:
    """Programs put papers together from DOCX; a part of such a part is an issue, for that may have no end."""
    inside = _with_part("x.docx", docx_of(BODY), BODY)
    document = read_bytes(_with_part("part.docx", inside), "paper.docx")
    assert [found.number for found in document.tables] == ["1"]
    assert document.tables[0].grid()[1:] == [["1", "Sở A", "9"], ["2", "Sở B", "8"]]
    assert "part-not-read" in {issue.code for issue in document.issues}
