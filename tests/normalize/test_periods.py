"""The year of figures: what a paper names nearest to them, and no guess."""

from __future__ import annotations

import pytest

from doichieu.extract import read_bytes
from doichieu.model import Observation
from doichieu.normalize.periods import named_period, without_years
from doichieu.normalize.understand import understand


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Kết quả xếp hạng chuyển đổi số năm 2022", 2022),
        ("Tình hình kinh tế - xã hội quý I/2023", 2023),
        ("Giải ngân vốn đầu tư công đến ngày 30/9/2023", 2023),
        ("Kết quả công tác năm 2022 và phương hướng, nhiệm vụ năm 2023", 2022),
        ("Hộ nghèo năm 2022 theo chuẩn nghèo giai đoạn 2022-2025", 2022),
        ("Giao dự toán năm 2024 theo Nghị quyết số 12/NQ-HĐND ngày 09/12/2023", 2024),
        ("Chỉ số giá tiêu dùng tháng 02/2024 so với tháng 02/2023", 2024),
        ("Tốc độ tăng 2023/2022", 2023),
        ("Năm học 2022-2023", None),
        ("Kế hoạch đầu tư công trung hạn giai đoạn 2021 – 2025", None),
        ("Sản xuất vụ Đông Xuân 2022-2023", None),
        ("Bảng giá đất từ năm 2020 đến năm 2024", None),
        ("So sánh kết quả năm 2021, 2022", None),
    ],
)
def test_time_that_a_title_names(text: str, year: int | None) -> None:
    """One year is a year; a span or several are named and are none."""
    named = named_period(text)
    assert named is not None
    assert named.year == year


@pytest.mark.parametrize(
    "text",
    [
        "Danh sách các xã đạt chuẩn",
        "Sửa đổi Quyết định số 12/2020/QĐ-UBND ngày 05/02/2020",
        "Thi hành Luật Đất đai năm 2013",
        "Hỗ trợ 2000 đồng mỗi kg",
        "Tổng sản phẩm theo giá so sánh 2010",
    ],
)
def test_titles_that_name_none(text: str) -> None:
    """Years of papers cited, of laws and of base prices are no years of figures, and neither are amounts."""
    assert named_period(text) is None


@pytest.mark.parametrize(
    ("header", "bare"),
    [
        ("Lũy kế giải ngân đến 30/9/2023", "Lũy kế giải ngân đến 30/9"),
        ("Giá bán từ 01/4/2024", "Giá bán từ 01/4"),
        ("Biên chế giao năm 2024 của huyện", "Biên chế giao của huyện"),
        ("Tăng, giảm so với năm 2023", "Tăng, giảm so với năm 2023"),
        ("Kế hoạch 2021-2025", "Kế hoạch 2021-2025"),
    ],
)
def test_headers_without_their_year(header: str, bare: str) -> None:
    """Days keep their month, and spans and what is compared with stay whole."""
    assert " ".join(without_years(header).split()) == bare


def _figures(
    subject: str, lines: list[str], *, caption: str = "", issued: str = "18 tháng 2 năm 2022"
) -> list[Observation]:
    head = [
        "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG",
        "Số: 311/QĐ-UBND",
        f"Lâm Đồng, ngày {issued}",
        "",
        "QUYẾT ĐỊNH",
        subject,
        "",
    ]
    table = [caption, *lines] if caption else lines
    text = "\n".join([*head, *table]).encode()
    return list(understand(read_bytes(text, "a.txt")).observations)


def _rows(*titles: str) -> list[str]:
    names = ("Sở Nội vụ", "Sở Tư pháp", "Sở Xây dựng")
    rows = [["STT", "Đơn vị", *titles]]
    rows += [[str(at), name, *(f"{90 - at},{at}5" for _ in titles)] for at, name in enumerate(names, 1)]
    return ["| " + " | ".join(row) + " |" for row in rows]


def test_date_of_issue_names_no_year() -> None:
    """A ranking of February that names no year has none: it can be of either."""
    found = _figures("Về việc công bố Chỉ số cải cách hành chính", _rows("Điểm"))
    assert {one.period for one in found} == {None}


def test_caption_is_nearer_than_subject() -> None:
    """A table of another year than the paper's has its own."""
    found = _figures("Về việc công bố kết quả năm 2021", _rows("Điểm"), caption="Bảng 1. Kết quả năm 2019")
    assert {one.period for one in found} == {2019}


def test_header_is_nearer_than_caption() -> None:
    """Columns name their years; what they are compared with is none, and the year before is one earlier."""
    found = _figures(
        "Về việc công bố kết quả",
        _rows("Điểm năm 2020", "Điểm năm trước", "Tăng, giảm so với năm 2020"),
        caption="Bảng 1. Kết quả năm 2021",
    )
    assert [one.period for one in found[:3]] == [2020, 2020, 2021]


def test_rows_that_are_years() -> None:
    """A series down the rows takes each figure's year from its row."""
    lines = ["| Năm | Diện tích (ha) |", "| 2019 | 12,5 |", "| 2020 | 13,5 |", "| Sơ bộ 2021 | 14,1 |"]
    assert [one.period for one in _figures("Về việc công bố số liệu", lines)] == [2019, 2020, 2021]
