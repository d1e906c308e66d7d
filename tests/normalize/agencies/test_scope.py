"""The scope of a document: province and date from its letterhead, title and place."""

from __future__ import annotations

from datetime import date

import pytest

from doichieu.model import Document, Heading, Letterhead, Locator
from doichieu.normalize.agencies import Scope, infer_scope


def document(letterhead: Letterhead, *headings: str) -> Document:
    """A document with a letterhead and headings."""
    here = Locator(document="0" * 64)
    return Document(
        source="x.txt",
        media_type="text/plain",
        sha256="0" * 64,
        reader="test/1",
        letterhead=letterhead,
        blocks=tuple(Heading(text=text, level=1, locator=here) for text in headings),
    )


@pytest.mark.parametrize(
    ("letterhead", "province"),
    [
        (Letterhead(issuer="ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH"), "VN-31"),
        (Letterhead(issuer="Chủ tịch UBND thành phố Đà Nẵng"), "VN-DN"),
        (Letterhead(number="464/BC-STTTT", place="Thanh Hóa"), "VN-21"),
        (Letterhead(issuer="SỞ THÔNG TIN VÀ TRUYỀN THÔNG", place="Quy Nhơn"), "VN-31"),
        (Letterhead(subject="xếp hạng các sở, ban, ngành tỉnh Quảng Nam năm 2019"), "VN-27"),
        (Letterhead(issuer="BỘ THÔNG TIN VÀ TRUYỀN THÔNG", place="Hà Nội"), None),
        (Letterhead(number="1557/BTTTT-THH", place="Hà Nội"), None),
        (Letterhead(number="62/QĐ-BTTTT", subject="tỉnh Bình Định"), None),
        (Letterhead(), None),
    ],
)
def test_province(letterhead: Letterhead, province: str | None) -> None:
    """The issuer, then the title, then the place tell the province; a ministry's paper has none."""
    assert infer_scope(document(letterhead)).province == province


def test_province_from_a_heading() -> None:
    """An appendix without letterhead names its province in a heading."""
    scope = infer_scope(document(Letterhead(), "Kết quả xếp hạng của các cơ quan tỉnh Cà Mau năm 2020"))
    assert scope == Scope(province="VN-59")


def test_date() -> None:
    """The date is the letterhead's."""
    scope = infer_scope(document(Letterhead(issuer="UBND tỉnh Nghệ An", issued_on=date(2022, 3, 4))))
    assert scope == Scope(province="VN-22", date=date(2022, 3, 4))
