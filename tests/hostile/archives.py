"""Office archives: bombs, lies about sizes and places, paths that lead out, entities."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Mapping

from tests.extract.wordml import MAIN_TYPE, pack, para, part, relations, row

from .case import DAMAGED, EMPTY, MEMORY, READ, TIME, UNKNOWN, Case

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def _types(part_name: str, kind: str) -> str:
    return f'<Types xmlns="{_TYPES}"><Override PartName="/{part_name}" ContentType="{kind}"/></Types>'


def docx(body: str | bytes, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A DOCX whose main part holds `body`: the inside of w:body, or the whole part when it is bytes."""
    whole = body if isinstance(body, bytes) else part("document", f"<w:body>{body}</w:body>")
    parts = {
        "[Content_Types].xml": _types("word/document.xml", MAIN_TYPE),
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": whole,
    }
    return pack({**parts, **(more or {})})


def xlsx(
    rows: str, *, more: Mapping[str, str | bytes] | None = None, dimension: str = "A1:B2", after: str = ""
) -> bytes:
    """A workbook with one sheet."""
    sheet = f'<dimension ref="{dimension}"/><sheetData>{rows}</sheetData>{after}'
    parts = {
        "[Content_Types].xml": _types("xl/workbook.xml", _SHEET_TYPE),
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEETS}">{sheet}</worksheet>',
    }
    return pack({**parts, **(more or {})})


def _table(*rows: str, grid: str = "") -> str:
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


_SMALL = _table(row("TT", "Đơn vị", "Điểm"), row("1", "Sở Nội vụ", "90"), row("2", "Sở Y tế", "80"))


def _lying() -> bytes:
    """The directory says ten bytes, the part unpacks to 300 MB."""
    data = bytearray(docx(b" " * 300_000_000))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 10)
    return bytes(data)


def _overlapping() -> bytes:
    """A thousand entries of the directory share one packed part, each of a megabyte."""
    data = docx(_SMALL, {"word/media/a.bin": bytes(2**20)})
    start = data.rindex(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    entry = data[start:end]
    tail = bytearray(data[end:])
    count = struct.unpack_from("<H", tail, 10)[0] + 1000
    entries = b"".join(entry.replace(b"a.bin", b"%05d" % number) for number in range(1000))
    struct.pack_into("<HHL", tail, 8, count, count, struct.unpack_from("<L", tail, 12)[0] + len(entries))
    return data[:end] + entries + bytes(tail)


def _twice() -> bytes:
    buffer = io.BytesIO(docx(_SMALL))
    with zipfile.ZipFile(buffer, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", part("document", f"<w:body>{para('other')}</w:body>"))
    return buffer.getvalue()


def _flagged(flag: int, method: int | None = None) -> bytes:
    """The main part marked as encrypted, or packed by a method nobody has."""
    data = bytearray(docx(_SMALL))
    for mark, flags, methods in ((b"PK\x03\x04", 6, 8), (b"PK\x01\x02", 8, 10)):
        at = data.rindex(mark)
        struct.pack_into("<H", data, at + flags, flag)
        if method is not None:
            struct.pack_into("<H", data, at + methods, method)
    return bytes(data)


def _nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + para("deep") + "</w:tc></w:tr></w:tbl>" * depth


def _wide(span: str) -> str:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{para("x")}</w:tc>'
    return _table(f"<w:tr>{wide}</w:tr>", row("1", "2"))


def _relation(target: str, *, external: bool) -> Mapping[str, str]:
    mode = ' TargetMode="External"' if external else ""
    found = f'<Relationship Id="r1" Type="{_OFFICE}/footnotes" Target="{target}"{mode}/>'
    return {"word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{found}</Relationships>'}


def _cells(*cells: str) -> str:
    return f'<row r="1">{"".join(cells)}</row>'


def _text_cell(ref: str, text: str) -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


def _merges(count: int) -> str:
    found = "".join(f'<mergeCell ref="A{n}:B{n + 1}"/>' for n in range(1, count))
    return f"<mergeCells>{found}</mergeCells>"


def _rows(count: int) -> str:
    return "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>{n}</v></c></row>'
        for n in range(1, count + 1)
    )


_TWO = _text_cell("A1", "TT") + _text_cell("B1", "Điểm")
_FORMULAS = (
    "=HYPERLINK(&quot;http://example.org&quot;)", "+1+cmd|'/c calc'!A0", "@SUM(1)", "-2+3", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "'; DROP TABLE cells; --", "../../../etc/passwd", "{{7*7}}", "\u202egnp.exe",
)  # fmt: skip

CASES = (
    Case(name="bomb-spaces.docx", make=lambda: docx(b" " * 300_000_000), ends=(DAMAGED,), says="would unpack"),
    Case(name="bomb-paragraphs.docx", make=lambda: docx("<w:p/>" * 8_000_000), ends=(DAMAGED, MEMORY, TIME), says="Do:"),
    Case(name="many-paragraphs.docx", make=lambda: docx("<w:p/>" * 2_000_000), ends=(READ, EMPTY, MEMORY, TIME)),
    Case(name="lying-size.docx", make=_lying, ends=(DAMAGED,), says="save it again"),
    Case(name="overlapping-entries.docx", make=_overlapping, ends=(DAMAGED,)),
    Case(name="external-entity.docx", make=lambda: docx(b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'), ends=(DAMAGED,), says="document type"),
    Case(name="billion-laughs.docx", make=lambda: docx((_BOMB + "<d>&i;</d>").encode()), ends=(DAMAGED,), says="document type"),
    Case(name="doctype-utf16.docx", make=lambda: docx((_BOMB + "<d>&i;</d>").encode("utf-16")), ends=(DAMAGED,), says="document type"),
    Case(name="doctype-ebcdic.docx", make=lambda: docx((_BOMB.replace('"1.0"', '"1.0" encoding="IBM037"', 1) + "<d>&i;</d>").encode("cp037")), ends=(DAMAGED,)),
    Case(name="doctype-utf32.docx", make=lambda: docx((_BOMB + "<d>&i;</d>").encode("utf-32")), ends=(DAMAGED,)),
    Case(name="entry-leads-out.docx", make=lambda: docx(_SMALL, {"../../doichieu-evil": "x", "/doichieu-evil": "x", "..\\..\\evil": "x"}), ends=(READ,)),
    Case(name="main-part-twice.docx", make=_twice, ends=(READ, DAMAGED)),
    Case(name="relation-leads-out.docx", make=lambda: docx(_SMALL, _relation("../../../../etc/passwd", external=False)), ends=(READ,)),
    Case(name="relation-to-network.docx", make=lambda: docx(_SMALL, _relation("http://127.0.0.1:9/x", external=True)), ends=(READ,)),
    Case(name="tables-5000-deep.docx", make=lambda: docx(_nested(5000)), ends=(READ, DAMAGED)),
    Case(name="tables-200-deep.docx", make=lambda: docx(_nested(60)), ends=(READ, DAMAGED)),
    Case(name="span-of-billions.docx", make=lambda: docx(_wide("2147483647")), ends=(READ, DAMAGED)),
    Case(name="span-negative.docx", make=lambda: docx(_wide("-5")), ends=(READ, DAMAGED)),
    Case(name="span-no-number.docx", make=lambda: docx(_wide("a lot")), ends=(READ, DAMAGED)),
    Case(name="span-of-9999-digits.docx", make=lambda: docx(_wide("9" * 9999)), ends=(READ, DAMAGED)),
    Case(name="grid-before-billions.docx", make=lambda: docx(_table(f'<w:tr><w:trPr><w:gridBefore w:val="999999999"/></w:trPr><w:tc>{para("x")}</w:tc></w:tr>', row("1", "2"))), ends=(READ, DAMAGED)),
    Case(name="cell-of-10-MB.docx", make=lambda: docx(_table(row("TT", "x " * 5_000_000), row("1", "2"))), ends=(READ, TIME, MEMORY)),
    Case(name="formulas-and-markup.docx", make=lambda: docx(_table(row("TT", "Đơn vị"), *(row(str(n), text) for n, text in enumerate(_FORMULAS, 1)))), ends=(READ,)),
    Case(name="truncated.docx", make=lambda: docx(_SMALL)[:-200], ends=(DAMAGED,), says="Do:"),
    Case(name="no-main-part.docx", make=lambda: pack({"[Content_Types].xml": _types("word/document.xml", MAIN_TYPE)}), ends=(DAMAGED,)),
    Case(name="empty-main-part.docx", make=lambda: docx(b""), ends=(DAMAGED,)),
    Case(
        name="entry-encrypted.docx", make=lambda: _flagged(1), ends=(DAMAGED,), says="without a password"
    ),
    Case(name="entry-unknown-method.docx", make=lambda: _flagged(0, 77), ends=(DAMAGED,)),
    Case(name="archive-of-archives.docx", make=lambda: pack({f"{n}.zip": pack({"a": bytes(10**6)}) for n in range(100)}), ends=(UNKNOWN,), says="ZIP archive and no document"),
    Case(name="bomb-strings.xlsx", make=lambda: xlsx(_cells(_TWO), more={"xl/sharedStrings.xml": b" " * 300_000_000}), ends=(DAMAGED,), says="would unpack"),
    Case(name="billion-laughs.xlsx", make=lambda: xlsx(_cells(_TWO), more={"xl/sharedStrings.xml": _BOMB + "<sst>&i;</sst>"}), ends=(DAMAGED,), says="document type"),
    Case(name="last-cell-of-all.xlsx", make=lambda: xlsx(_cells(_TWO) + f'<row r="1048576">{_text_cell("XFD1048576", "x")}</row>', dimension="A1:XFD1048576"), ends=(READ, DAMAGED)),
    Case(name="cell-beyond-the-last.xlsx", make=lambda: xlsx(_cells(_TWO) + f'<row r="99999999999">{_text_cell("ZZZZZZ99999999999", "x")}</row>'), ends=(READ, DAMAGED)),
    Case(name="merged-over-all.xlsx", make=lambda: xlsx(_cells(_TWO), after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), ends=(READ, DAMAGED)),
    Case(name="million-merges.xlsx", make=lambda: xlsx(_cells(_TWO), after=_merges(300_000)), ends=(READ, DAMAGED, TIME)),
    Case(name="string-that-is-not.xlsx", make=lambda: xlsx(_cells(_TWO, '<c r="C1" t="s"><v>-7</v></c><c r="D1" t="s"><v>999999</v></c>')), ends=(READ, DAMAGED)),
    Case(name="style-that-is-not.xlsx", make=lambda: xlsx(_cells(_TWO, '<c r="C1" s="99999"><v>1</v></c><c r="D1" s="-4"><v>1</v></c>')), ends=(READ, DAMAGED)),
    Case(name="numbers-without-end.xlsx", make=lambda: xlsx(_cells(_TWO, '<c r="C1"><v>1e308</v></c><c r="D1"><v>1e999999999</v></c><c r="E1"><v>nan</v></c>', f'<c r="F1"><v>{"9" * 100_000}</v></c>')), ends=(READ, DAMAGED)),
    Case(name="formula-with-link.xlsx", make=lambda: xlsx(_cells(_TWO, "<c r=\"C1\"><f>'[http://127.0.0.1:9/a.xlsx]S'!A1+cmd|' /c calc'!A0</f></c>")), ends=(READ,)),
    Case(name="sheet-leads-out.xlsx", make=lambda: xlsx(_cells(_TWO), more={"xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="../../../etc/passwd"/></Relationships>'}), ends=(READ, DAMAGED, EMPTY)),
    Case(name="truncated.xlsx", make=lambda: xlsx(_cells(_TWO))[:-100], ends=(DAMAGED,)),
    Case(name="200000-rows.xlsx", make=lambda: xlsx(_rows(200_000)), ends=(READ, TIME, MEMORY)),
)  # fmt: skip
