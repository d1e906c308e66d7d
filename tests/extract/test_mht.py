"""Web archives: pages saved as MHT."""

from __future__ import annotations

from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from doichieu.errors import DamagedFileError
from doichieu.extract import read_bytes

from .legacy_text import shown
from .render import as_html

GRID = [["STT", "Đơn vị", "Điểm"], ["1", "Sở Tài chính", "92,75"], ["2", "Sở Y tế", "90"]]


def archive(*pages: str, charset: str = "utf-8", kind: str = "related") -> bytes:
    """A web archive of pages with a picture behind them."""
    root = MIMEMultipart(kind)
    for page in pages:
        root.attach(MIMEText(page, "html", charset))
    root.attach(MIMEText("iVBORw0KGgo=", "plain", "ascii"))
    return root.as_bytes()


def rows(grid: list[list[str]]) -> str:
    """Rows of a table."""
    return "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in grid)


@pytest.mark.parametrize("charset", ["utf-8", "utf-16-le", "windows-1258"])
def test_page_of_an_archive(charset: str) -> None:
    """The page inside is read whatever charset its part states."""
    grid = [["STT", "Tên", "Sô"], ["1", "Ban A", "5"], ["2", "Ban B", "6"]]
    page = f'<html><head><meta charset="{charset}"></head><body><table>{rows(grid)}</table></body></html>'
    document = read_bytes(archive(page, charset=charset), "paper.mht")
    assert document.media_type == "multipart/related"
    assert document.tables[0].grid() == grid


def test_single_page_with_a_mail_header() -> None:
    """A lone page behind a mail header is an archive too."""
    message = EmailMessage()
    message.set_content(as_html(GRID).decode(), subtype="html", cte="quoted-printable")
    assert read_bytes(message.as_bytes(), "paper.doc").tables[0].grid() == GRID


def test_archive_in_legacy_fonts() -> None:
    """A page in .VnTime inside an archive is decoded."""
    body = rows([[shown(cell, "TCVN3") for cell in row] for row in GRID])
    page = f"<html><body style='font-family:.VnTime'><table>{body}</table></body></html>"
    assert read_bytes(archive(page, charset="iso-8859-1"), "paper.mht").tables[0].grid() == GRID


def test_workbook_saved_as_a_web_archive() -> None:
    """Where the first page only holds frames, the pages in them are read."""
    frames = "<html><frameset rows='*,39'><frame src='s1.htm'><frame src='s2.htm'></frameset></html>"
    table = as_html(GRID).decode()
    second = as_html([*GRID[:2], ["2", "Sở B", "7"]]).decode()
    document = read_bytes(archive(frames, table, second), "paper.mht")
    assert [found.grid()[2][1] for found in document.tables] == ["Sở Y tế", "Sở B"]


def _part(text: str, kind: str, **headers: str) -> MIMEText:
    part = MIMEText(text, kind, "utf-8")
    for name, value in headers.items():
        part[name.replace("_", "-")] = value
    return part


def test_frames_and_style_sheets_that_a_browser_saved() -> None:
    """The page in a frame and the style sheet of a page are parts that it names, by their content or where they were."""
    root = MIMEMultipart("related")
    made = rows(GRID).replace("<tr>", "<p class=r>").replace("</tr>", "</p>")
    made = made.replace("<td>", "<b class=c>").replace("</td>", "</b>")
    root.attach(
        _part(
            "<html><head><link rel='stylesheet' href='cid:css-1@mhtml.blink'></head><body><p>Đầu trang</p>"
            f'<div class=t>{made}</div><iframe src="https://x.vn/khung?a=1&amp;b=2" width=9></iframe></body></html>',
            "html",
            Content_Location="https://x.vn/",
        )
    )
    style = ".t{display:table}.r{display:table-row}.c{display:table-cell}"
    root.attach(_part(style, "css", Content_ID="<css-1@mhtml.blink>"))
    root.attach(
        _part(as_html([GRID[0], GRID[2]]).decode(), "html", Content_Location="https://x.vn/khung?a=1&b=2")
    )
    document = read_bytes(root.as_bytes(), "trang.mhtml")
    assert [table.grid() for table in document.tables] == [GRID, [GRID[0], GRID[2]]]


def test_archive_without_a_page() -> None:
    """An archive without a page is damaged."""
    with pytest.raises(DamagedFileError, match="holds no page"):
        read_bytes(archive(), "paper.mht")
