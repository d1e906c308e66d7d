"""Fonts that do not say which letters they draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reportlab.pdfbase import ttfonts

from doichieu.extract import read_bytes, scan

from .drawing import draw, grid, write

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_ROWS = (
    ("TT", "Tên đơn vị", "Điểm", "Xếp hạng"),
    ("1", "Huyện Nga Sơn", "92,5", "1"),
    ("2", "Huyện Yên Định", "90,25", "2"),
    ("3", "Thị xã Bỉm Sơn", "88", "3"),
)


def _paper(canvas: Canvas) -> None:
    write(canvas, 60, 70, "Bảng 1. Kết quả xếp hạng các huyện, thị xã của tỉnh Thanh Hóa năm 2023")
    grid(canvas, (60.0, 90.0, 250.0, 330.0, 400.0), [100.0 + 18 * at for at in range(5)], _ROWS)


def _without_names(data: bytes) -> bytes:
    """The PDF without what tells the letters of its fonts."""
    assert b"/ToUnicode" in data
    return data.replace(b"/ToUnicode", b"/ToUnicodX")


def test_letters_without_names_are_never_taken_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pictures cannot be read, what the fonts do not tell is an issue and no text."""
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    data = _without_names(draw(_paper))
    found = read_bytes(data, "x.pdf")
    codes = {issue.code for issue in found.issues}
    assert codes & {"symbol-not-read", "image-page"}
    plain = {text for row in _ROWS for text in row} | {""}
    for table in found.tables:
        for row in table.grid():
            assert all((text or "") in plain or "\ufffd" in (text or "") for text in row), row


@pytest.mark.skipif(not scan.is_installed(), reason=f"pictures cannot be read here: {scan.INSTALL}")
def test_page_without_names_is_read_as_a_picture() -> None:
    """The picture of the page shows what its fonts do not tell."""
    found = read_bytes(_without_names(draw(_paper)), "x.pdf")
    assert [list(row) for row in found.tables[0].grid()] == [list(row) for row in _ROWS]
    assert {issue.code for issue in found.issues} >= {"recognised-page"}


def test_bullets_without_names_leave_the_page_as_it_is() -> None:
    """Signs that stand by themselves are no letters of words."""

    def page(canvas: Canvas) -> None:
        _paper(canvas)
        for at in range(12):
            canvas.setFont("ZapfDingbats", 9)
            canvas.drawString(60, 400 - 14 * at, "\x6c")
            write(canvas, 75, 442 + 14 * at, "Nội dung kiểm tra")

    found = read_bytes(draw(page), "x.pdf")
    assert [list(row) for row in found.tables[0].grid()] == [list(row) for row in _ROWS]
    assert "recognised-page" not in {issue.code for issue in found.issues}


def test_text_in_codes_of_a_symbol_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes of the private use area are those of letters where a whole page is set in them."""
    rows = [("TT", "Don vi", "Diem"), ("1", "Huyen Nga Son", "92,5"), ("2", "Huyen Yen Dinh", "90,25")]

    def page(canvas: Canvas) -> None:
        grid(canvas, (60.0, 90.0, 250.0, 330.0), [100.0 + 18 * at for at in range(4)], rows)

    named = ttfonts.makeToUnicodeCMap

    def private(font: str, letters: list[int]) -> str:
        made: str = named(font, [0xF000 + letter if letter < 0x100 else letter for letter in letters])
        return made

    monkeypatch.setattr(ttfonts, "makeToUnicodeCMap", private)
    found = read_bytes(draw(page), "x.pdf")
    assert [list(row) for row in found.tables[0].grid()] == [list(row) for row in rows]
