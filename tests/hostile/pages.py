"""HTML, web archives, plain text and old office files."""

# ruff: noqa: PLW0108, S311 - bytes are built when a case is, not when it is imported; the same bytes each time

from __future__ import annotations

import random

from .case import DAMAGED, EMPTY, MEMORY, NO_TOOL, READ, TIME, UNKNOWN, Case

_HEAD = "Số: 305/QĐ-UBND\nBình Định, ngày 24 tháng 01 năm 2017\n\n"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ANY = (READ, DAMAGED, EMPTY, UNKNOWN)
_SLOW = (*_ANY, TIME, MEMORY)


def _html(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def _ole(rest: bytes) -> bytes:
    """A container whose header is right and whose tables are not."""
    header = bytearray(_OLE + bytes(504))
    header[24:32] = bytes.fromhex("3e000300feff0900")
    header[32:34] = (6).to_bytes(2, "little")
    header[44:48] = (1).to_bytes(4, "little")
    header[56:60] = (4096).to_bytes(4, "little")
    header[76:80] = (0).to_bytes(4, "little")
    return bytes(header) + rest


def _table(rows: int, columns: int) -> str:
    cells = "<tr>" + "<td>1</td>" * columns + "</tr>"
    return f"<table>{cells * rows}</table>"


def _mht(body: bytes, *, kind: str = "text/html") -> bytes:
    return (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: " + kind.encode() + b"\r\nContent-Location: file:///../../../etc/passwd\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + body + b"\r\n--b--\r\n"
    )


def _nested_mail(depth: int) -> bytes:
    parts = b"MIME-Version: 1.0\r\n"
    for number in range(depth):
        parts += b'Content-Type: multipart/related; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number)
    return parts + b"Content-Type: text/html\r\n\r\n<p>x</p>"


CASES = (
    Case(name="million-divs-deep.html", make=lambda: _html("<div>" * 1_000_000 + "x"), ends=_SLOW),
    Case(name="million-tags.html", make=lambda: _html("<b>x</b>" * 1_000_000), ends=_SLOW),
    Case(name="tables-10000-deep.html", make=lambda: _html("<table><tr><td>" * 10_000 + "x"), ends=_ANY),
    Case(name="tables-150-deep.html", make=lambda: _html("<table><tr><td>x</td><td>" * 80 + "x"), ends=_ANY),
    Case(name="colspan-of-billions.html", make=lambda: _html('<table><tr><td colspan="999999999">a<td>b<tr><td>1<td>2</table>'), ends=_ANY),
    Case(name="rowspan-of-billions.html", make=lambda: _html('<table><tr><td rowspan="999999999">a<td>b<tr><td>1<td>2</table>'), ends=_ANY),
    Case(name="spans-that-are-no-numbers.html", make=lambda: _html(f'<table><tr><td rowspan="-1" colspan="{"9" * 5000}">a<td colspan="x">b<tr><td>1<td>2</table>'), ends=_ANY),
    Case(name="spans-that-overlap.html", make=lambda: _html("<table>" + '<tr><td rowspan="1000" colspan="1000">a</td></tr>' * 1000 + "</table>"), ends=_SLOW),
    Case(name="entities.html", make=lambda: b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><html><p>&b;&x;</p></html>', ends=_ANY),
    Case(name="attribute-of-10-MB.html", make=lambda: _html(f'<p title="{"x" * 10_000_000}">text</p>'), ends=_SLOW),
    Case(name="cells-without-end.html", make=lambda: _html("<table><tr>" + "<td>1" * 300_000), ends=_SLOW),
    Case(name="row-of-100000.html", make=lambda: _html(_table(3, 100_000)), ends=_SLOW),
    Case(name="100000-rows.html", make=lambda: _html(_table(100_000, 3)), ends=_SLOW),
    Case(name="50000-tables.html", make=lambda: _html(_table(2, 2) * 50_000), ends=_SLOW),
    Case(name="charset-that-is-not.html", make=lambda: _html("<p>x</p>", '<meta charset="../../evil">'), ends=_ANY),
    Case(name="scripts.html", make=lambda: _html("<script>while(1);</script><img src=http://127.0.0.1:9/x onerror=alert(1)><table><tr><td>&lt;script&gt;alert(1)&lt;/script&gt;<td>=1+1<tr><td>a<td>b</table>"), ends=_ANY),
    Case(name="nulls.html", make=lambda: _html("<p>a\0b</p><table><tr><td>\0<td>\0</table>"), ends=_ANY),
    Case(name="mail-in-mail.mht", make=lambda: _nested_mail(10_000), ends=_ANY),
    Case(name="mail-without-page.mht", make=lambda: _mht(b"!!!! no base64 !!!!"), ends=_ANY),
    Case(name="mail-with-archive.mht", make=lambda: _mht(b"UEsDBA==", kind="application/zip"), ends=_ANY),
    Case(name="line-of-50-MB.txt", make=lambda: (_HEAD + "x" * 50_000_000).encode(), ends=_SLOW),
    Case(name="spaces.txt", make=lambda: (_HEAD + " " * 5_000_000 + "x").encode(), ends=_SLOW),
    Case(name="words-apart.txt", make=lambda: (_HEAD + ("a" + " " * 50) * 100_000).encode(), ends=_SLOW),
    Case(name="dots.txt", make=lambda: (_HEAD + "." * 2_000_000 + "\n" + "-" * 2_000_000).encode(), ends=_SLOW),
    Case(name="digits.txt", make=lambda: (_HEAD + "TT\tĐơn vị\tĐiểm\n1\tSở Y tế\t" + "9" * 1_000_000 + "\n2\tSở Nội vụ\t1e999999999\n").encode(), ends=_SLOW),
    Case(name="figures-in-prose.txt", make=lambda: (_HEAD + "Có 18/19 sở đạt 94,73%, " * 50_000).encode(), ends=_SLOW),
    Case(name="captions.txt", make=lambda: (_HEAD + "Bảng 1.1. Xếp hạng\n" * 50_000).encode(), ends=_SLOW),
    Case(name="ordinals.txt", make=lambda: (_HEAD + "I. II. III. 1. 1.1. a) " * 50_000).encode(), ends=_SLOW),
    Case(name="names-without-end.txt", make=lambda: (_HEAD + "TT\tĐơn vị\n1\t" + "UBND huyện Hoài Nhơn, " * 20_000 + "\n2\tx\n").encode(), ends=_SLOW),
    Case(name="row-of-a-million.txt", make=lambda: (_HEAD + "1\t" * 1_000_000 + "\n" + "2\t" * 1_000_000).encode(), ends=_SLOW),
    Case(name="20000-rows.txt", make=lambda: (_HEAD + "TT\tĐơn vị\tĐiểm\tXếp hạng\n" + "".join(f"{n}\tSở {n}\t{n % 97}\t{n}\n" for n in range(1, 20_001))).encode(), ends=_SLOW),
    Case(name="bars.txt", make=lambda: (_HEAD + "|" * 3_000_000).encode(), ends=_SLOW),
    Case(name="nulls.txt", make=lambda: bytes(1_000_000), ends=_ANY),
    Case(name="not-utf8.txt", make=lambda: random.Random(2).randbytes(500_000), ends=_ANY),
    Case(name="utf16-cut.txt", make=lambda: (_HEAD * 10).encode("utf-16")[:-1], ends=_ANY),
    Case(name="mark-alone.txt", make=lambda: b"\xef\xbb\xbf", ends=_ANY),
    Case(name="terminal-codes.txt", make=lambda: (_HEAD + "\x1b]0;owned\x07\x1b[2J\u202e\u0000TT\tĐơn vị\n1\t\x1b[31mx\n").encode(), ends=_ANY),
    Case(name="surrogates.txt", make=lambda: (_HEAD + "TT\tĐơn vị\n1\t\ud800x\n").encode("utf-8", "surrogatepass"), ends=_ANY),
    Case(name="combining.txt", make=lambda: (_HEAD + "a" + "\u0301" * 1_000_000).encode(), ends=_SLOW),
    Case(name="braces.rtf", make=lambda: b"{\\rtf1" + b"{" * 100_000, ends=(*_ANY, TIME, NO_TOOL)),
    Case(name="header-alone.doc", make=lambda: _ole(b""), ends=(DAMAGED, UNKNOWN, NO_TOOL), says="Do:"),
    Case(name="chain-of-itself.xls", make=lambda: _ole((1).to_bytes(4, "little") * 128 + (0).to_bytes(4, "little") * 1280), ends=(DAMAGED, UNKNOWN, TIME)),
    Case(name="noise.doc", make=lambda: _OLE + random.Random(4).randbytes(100_000), ends=(DAMAGED, UNKNOWN, TIME, NO_TOOL)),
    Case(name="empty.pdf", make=lambda: b"", ends=(EMPTY,), says="empty"),
)  # fmt: skip
