"""PDF files: locked, cut, referring to themselves, of endless pages, pages of no size."""

# ruff: noqa: S311 - bytes are built when a case is, not when it is imported; the same bytes each time

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Sequence

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from .case import CRASHED, DAMAGED, EMPTY, MEMORY, NO_TOOL, READ, TIME, UNKNOWN, UNREADABLE, Case

_ENDS = (READ, DAMAGED, EMPTY, NO_TOOL)


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of objects numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d /Root 1 0 R %b>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)


def stream(content: bytes, about: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d %b>>stream\n%b\nendstream" % (len(content), about, content)


def one_page(
    content: bytes, *, box: bytes = b"0 0 595 842", more: Sequence[bytes] = (), resources: bytes = b""
) -> bytes:
    """A page with a content stream (an object) and a font F1."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%b>>>>"
            % (box, resources),
            content,
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *more,
        ]
    )


_TEXT = b"BT /F1 12 Tf 50 700 Td (So: 305/QD-UBND) Tj ET"


def _locked(user: str) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption(user, ownerPassword="owner", canPrint=0))
    canvas.drawString(50, 700, "So: 305/QD-UBND")
    canvas.save()
    return buffer.getvalue()


def _pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count %d/Kids[%b]/MediaBox[0 0 595 842]>>" % (count, kids),
            *(b"<</Type/Page/Parent 2 0 R>>" for _ in range(count)),
        ]
    )


def _bomb() -> bytes:
    return zlib.compress(b"0 0 m " * 250_000_000, 1)


def _twice_packed() -> bytes:
    return zlib.compress(zlib.compress(bytes(2**30), 1), 9)


def _figures(count: int) -> bytes:
    return (
        b"BT /F1 8 Tf "
        + b"".join(b"1 0 0 1 %d %d Tm (%d) Tj " % (n % 500, n % 800, n) for n in range(count))
        + b"ET"
    )


def _lines(count: int) -> bytes:
    draw = random.Random(3)
    return b"".join(
        b"%d %d m %d %d l S " % tuple(draw.randrange(600) for _ in range(4)) for _ in range(count)
    )


def _rulings(count: int) -> bytes:
    across = b"".join(b"0 %.3f m 595 %.3f l S " % (n * 842 / count, n * 842 / count) for n in range(count))
    down = b"".join(b"%.3f 0 m %.3f 842 l S " % (n * 595 / count, n * 595 / count) for n in range(count))
    return across + down


def _mangled(seed: int) -> bytes:
    draw = random.Random(seed)
    data = bytearray(one_page(stream(_TEXT)))
    for _ in range(40):
        data[draw.randrange(9, len(data))] = draw.randrange(256)
    return bytes(data)


CASES = (
    Case(name="password.pdf", make=lambda: _locked("secret"), ends=(UNREADABLE,), says="password"),
    Case(name="owner-password.pdf", make=lambda: _locked(""), ends=(READ,)),
    Case(name="truncated.pdf", make=lambda: one_page(stream(_TEXT))[:300], ends=_ENDS),
    Case(name="header-alone.pdf", make=lambda: b"%PDF-1.7\n", ends=(DAMAGED,), says="Do:"),
    Case(name="garbage.pdf", make=lambda: b"%PDF-1.7\n" + random.Random(1).randbytes(100_000), ends=(DAMAGED,)),
    Case(name="pages-of-themselves.pdf", make=lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"]), ends=_ENDS),
    Case(name="form-of-itself.pdf", make=lambda: one_page(stream(b"/X Do " + _TEXT), resources=b"/XObject<</X 6 0 R>>", more=[stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")]), ends=(*_ENDS, TIME, MEMORY, CRASHED)),
    Case(name="xref-of-itself.pdf", make=lambda: one_page(stream(_TEXT)).replace(b"/Root", b"/Prev 9 /Root"), ends=_ENDS),
    Case(name="100000-pages.pdf", make=lambda: _pages(100_000), ends=(*_ENDS, TIME)),
    Case(name="says-2-billion-pages.pdf", make=lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 2000000000/Kids[]>>"]), ends=(*_ENDS, TIME)),
    Case(name="10-metre-page.pdf", make=lambda: one_page(stream(_TEXT), box=b"0 0 28346 28346"), ends=_ENDS),
    Case(name="box-without-area.pdf", make=lambda: one_page(stream(_TEXT), box=b"0 0 0 0"), ends=_ENDS),
    Case(name="box-upside-down.pdf", make=lambda: one_page(stream(_TEXT), box=b"595 842 0 0"), ends=_ENDS),
    Case(name="box-of-1e38.pdf", make=lambda: one_page(stream(_TEXT), box=b"-1e38 -99999999999999999999999 99999999999999999999999 99999999999999"), ends=_ENDS),
    Case(name="flate-bomb.pdf", make=lambda: one_page(stream(_bomb(), b"/Filter/FlateDecode")), ends=(*_ENDS, TIME, MEMORY, CRASHED)),
    Case(name="flate-twice.pdf", make=lambda: one_page(stream(_twice_packed(), b"/Filter[/FlateDecode/FlateDecode]")), ends=(*_ENDS, TIME, MEMORY, CRASHED)),
    Case(name="million-figures.pdf", make=lambda: one_page(stream(zlib.compress(_figures(1_000_000)), b"/Filter/FlateDecode")), ends=(*_ENDS, TIME, MEMORY)),
    Case(name="200000-lines.pdf", make=lambda: one_page(stream(zlib.compress(_lines(200_000)), b"/Filter/FlateDecode")), ends=(*_ENDS, TIME, MEMORY)),
    Case(name="grid-of-2000-by-2000.pdf", make=lambda: one_page(stream(zlib.compress(_rulings(2000)), b"/Filter/FlateDecode")), ends=(*_ENDS, TIME, MEMORY)),
    Case(name="no-contents.pdf", make=lambda: one_page(stream(_TEXT)).replace(b"/Contents 4 0 R", b"/Contents 99 0 R"), ends=_ENDS),
    Case(name="arrays-in-arrays.pdf", make=lambda: one_page(stream(b"[" * 1_000_000)), ends=_ENDS),
    Case(name="states-without-end.pdf", make=lambda: one_page(stream(b"q " * 2_000_000 + _TEXT)), ends=(*_ENDS, TIME)),
    Case(name="launches.pdf", make=lambda: one_page(stream(_TEXT)).replace(b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/Launch/F(/bin/sh)>>/AA<</O<</S/JavaScript/JS(app.alert\\(1\\))>>>>"), ends=_ENDS),
    Case(name="broken-font.pdf", make=lambda: one_page(stream(_TEXT), more=[stream(random.Random(5).randbytes(5000)), b"<</Type/FontDescriptor/FontName/X/Flags 4/FontFile2 6 0 R>>"]).replace(b"/Subtype/Type1/BaseFont/Helvetica", b"/Subtype/TrueType/BaseFont/X/FontDescriptor 7 0 R"), ends=_ENDS),
    Case(name="picture-of-gigapixels.pdf", make=lambda: one_page(stream(b"595 0 0 842 0 0 cm /I Do"), resources=b"/XObject<</I 6 0 R>>", more=[stream(zlib.compress(bytes(10**6)), b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode")]), ends=(*_ENDS, TIME, MEMORY, CRASHED)),
    Case(name="mangled-1.pdf", make=lambda: _mangled(1), ends=_ENDS),
    Case(name="mangled-2.pdf", make=lambda: _mangled(2), ends=_ENDS),
    Case(name="pdf-inside-zip-tail.pdf", make=lambda: b"PK\x05\x06" + b"\0" * 18 + one_page(stream(_TEXT)), ends=(*_ENDS, UNKNOWN)),
)  # fmt: skip
