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


def test_archive_without_a_page() -> None:
    """An archive without a page is damaged."""
    with pytest.raises(DamagedFileError, match="holds no page"):
        read_bytes(archive(), "paper.mht")
