"""The published papers, word for word: every table, every row, letterheads."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from doichieu.extract import read

if TYPE_CHECKING:
    from pathlib import Path

    from doichieu.model import Document, Table

QD_305, CV_1557 = "qd-305-2017-binh-dinh.txt", "cv-1557-2017-btttt.txt"
QD_1968, BC_464 = "qd-1968-2024-binh-dinh.txt", "bc-464-2018-thanh-hoa.txt"
NOTICE = "portal-notice-2018-binh-dinh.txt"

# Label, rows (header and group rows included), columns, header rows; checked against the papers' lines by eye.
TABLES = {
    QD_305: [
        ("t01", 10, 4, 1), ("t02", 9, 4, 1), ("1", 21, 6, 1), ("1.1", 22, 6, 1), ("1.2", 23, 6, 1),
        ("1.3 a)", 23, 6, 1), ("1.3 b)", 21, 5, 1), ("1.4", 23, 6, 1), ("1.5", 23, 6, 1), ("1.6", 23, 6, 1),
        ("2", 14, 6, 1), ("2.1", 15, 6, 1), ("2.2", 14, 6, 1), ("2.3 a)", 15, 6, 1), ("2.3 b)", 24, 3, 1),
        ("2.4", 15, 6, 1), ("2.5", 15, 6, 1), ("2.6", 14, 6, 1),
    ],
    CV_1557: [
        ("2.1", 20, 3, 1), ("2.2", 10, 5, 1), ("2.3", 20, 3, 1), ("2.4", 20, 4, 1), ("2.5", 3, 4, 1),
        ("2.6", 20, 5, 1), ("2.7", 16, 5, 1), ("2.8", 20, 3, 1), ("2.9", 20, 3, 1), ("3.1", 9, 3, 1),
        ("3.2", 9, 3, 1), ("3.3", 9, 4, 1), ("3.4", 15, 3, 1), ("3.5", 9, 3, 1), ("3.6", 9, 3, 1),
        ("4.1", 64, 3, 1), ("4.2", 10, 5, 1), ("4.3", 64, 3, 1), ("4.4", 64, 4, 1), ("4.5", 3, 4, 1),
        ("4.6", 6, 3, 1), ("4.7", 61, 5, 1), ("4.8", 25, 5, 1), ("4.9", 64, 3, 1), ("4.10", 5, 5, 1),
        ("4.11", 64, 3, 1),
    ],
    QD_1968: [
        ("t01", 10, 4, 1), ("t02", 11, 4, 1), ("1", 22, 12, 1), *((f"1.{n}", 22, 4, 1) for n in range(1, 8)),
        ("2", 12, 13, 1), *((f"2.{n}", 12, 4, 1) for n in range(1, 9)),
    ],
    BC_464: [
        *((f"t{n:02d}", rows, 3, 1) for n, rows in enumerate((4, 5, 3, 4, 4, 4, 6), start=1)),
        ("1.1", 25, 12, 2), *((f"1.2 {part})", 21, 4, 1) for part in "abcdef"),
        ("2.1", 32, 13, 2), *((f"2.2 {part})", 28, 4, 1) for part in "abcdefg"),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def papers(published: Path) -> dict[str, Document]:
    """All papers, read once."""
    return {path.name: read(path) for path in sorted(published.glob("*.txt"))}


def table(papers: dict[str, Document], paper: str, label: str) -> Table:
    """A table by its label."""
    return next(found for found in papers[paper].tables if found.label == label)


@pytest.mark.parametrize("paper", sorted(TABLES))
def test_every_table_is_found(papers: dict[str, Document], paper: str) -> None:
    """Every table is there with its number, part, size and header rows, and there is no other."""
    found = [(each.label, each.n_rows, each.n_cols, each.header_rows) for each in papers[paper].tables]
    assert found == TABLES[paper]


@pytest.mark.parametrize(
    ("paper", "label", "row", "cells"),
    [
        (QD_305, "t01", 5, ["3.2", "Dịch vụ công trực tuyến", "120", "160"]),
        (QD_305, "t01", 9, ["", "Tổng điểm", "1380", "1450"]),
        (QD_305, "t02", 8, ["", "Tổng cộng", "120", "160"]),
        (QD_305, "1", 0, ["STT", "Tên cơ quan", "Tổng điểm (Tối đa: 1380)", "Tỉ lệ (%)", "Xếp hạng 2016", "Xếp hạng 2015"]),
        (QD_305, "1", 1, ["Mức tốt", None, "", "", "", ""]),
        (QD_305, "1", 2, ["1", "Sở Tài chính", "1280", "92,75", "1", "1"]),
        (QD_305, "2.3 b)", 18, ["II", "UBND huyện Tuy phước", None]),
        (QD_305, "2.5", 8, ["7", "UBND thị xã An Nhơn", "75", "83,33", "2", "4"]),
        (QD_1968, "1", 3, ["3", "Sở Nội vụ**", "50", "40", "40", "30,5", "70", "155", "70", "455,50", "95,9%", "3"]),
        (QD_1968, "1.7", 2, ["2", "Sở Nội vụ", "7", "100%"]),
        (QD_1968, "2.8", 5, ["5", "UBND huyện Hoài Nhơn", "97,4", "70%"]),
        (BC_464, "1.1", 1, [*[None] * 9, "Năm 2017", "Năm 2016", "Năm 2015"]),
        (BC_464, "1.1", 2, ["I", "Nhóm các cơ quan có mức độ ứng dụng Tốt", *[""] * 10]),
        (BC_464, "2.2 d)", 22, ["22", "UBND huyện Lang Chánh", "14", "2"]),
        (BC_464, "2.2 a)", 27, ["27.", "UBND huyện Hà Trung", "6.5", "16"]),
        (CV_1557, "2.6", 19, ["", "Tổng cộng", "550", "278", "828"]),
        (CV_1557, "2.4", 19, ["19", "Bộ Ngoại giao", "", "0,446"]),
        (CV_1557, "4.4", 18, ["18", "Hà Nam", "hanam.gov.vn", "0,770"]),
        (CV_1557, "4.7", 59, ["63", "Bạc Liêu, Bắc Kạn, Cao Bằng, Hòa Bình, Trà Vinh", "Chưa có dịch vụ hoạt động", None, None]),
        (CV_1557, "4.8", 23, ["23", "Cà Mau", "", "01 dịch vụ có số lượng hồ sơ được xử lý trực tuyến trong năm là 1", "1"]),
        (CV_1557, "4.10", 3, ["3", "Số lượng trung bình cán bộ chuyên trách CNTT có trình độ đại học trở lên / tỉnh",
                              "68,08 người/tỉnh", "", ""]),
    ],
)  # fmt: skip
def test_rows_are_exact(
    papers: dict[str, Document], paper: str, label: str, row: int, cells: list[str | None]
) -> None:
    """Selected rows, cell by cell."""
    assert table(papers, paper, label).grid()[row] == cells


def test_stub_cells_lost_on_the_way_to_text(papers: dict[str, Document]) -> None:
    """Rows that lost their merged stub cells stand under them again, and an issue says what was assumed."""
    found = table(papers, CV_1557, "2.2")
    assert found.grid()[2][:2] == [None, None]
    assert [cell.row_span for cell in found.cells if cell.col == 0 and cell.row] == [3, 3, 3]
    assert found.grid()[5][3:] == ["75,33%", "Tính trong 18 Bộ, cơ quan ngang Bộ đã sử dụng"]
    assert found.grid()[6][3:] == ["83,41%", None]
    doubts = {issue.table_id for issue in papers[CV_1557].issues if issue.code == "merged-cells-lost"}
    assert found.table_id in doubts


@pytest.mark.parametrize("paper", [QD_305, QD_1968, BC_464])
def test_papers_that_lost_nothing_have_no_doubts(papers: dict[str, Document], paper: str) -> None:
    """Where every cell is in the text nothing is assumed."""
    assert {issue.code for issue in papers[paper].issues} <= {"picture-not-read"}


def pieces(published: Path, paper: str) -> Counter[str]:
    """Every piece of text between tabs or bars in the source, with how often it stands there."""
    lines = (published / paper).read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if "\t" in line or line.rstrip().endswith("|")]
    return Counter(
        text for line in rows for piece in re.split(r"[\t|]", line) if (text := " ".join(piece.split()))
    )


def cells(document: Document) -> Counter[str]:
    """Every cell that holds text, with how often it was read."""
    return Counter(cell.text for found in document.tables for cell in found.cells if cell.text)


def test_every_piece_is_one_cell(published: Path, papers: dict[str, Document]) -> None:
    """In a paper of tabs with no repeated header, the pieces of the source are the cells, one for one."""
    assert pieces(published, QD_1968) == cells(papers[QD_1968])


def test_only_repeated_headers_are_left_out(published: Path, papers: dict[str, Document]) -> None:
    """Where headers are repeated, they and a rule of dashes are all that is left out."""
    source, read_cells = pieces(published, BC_464), cells(papers[BC_464])
    headers = {
        cell.text for found in papers[BC_464].tables for cell in found.cells if cell.row < found.header_rows
    }
    assert read_cells <= source
    assert {piece for piece in source - read_cells if not set(piece) <= {"-"}} <= headers


def test_only_the_letterhead_is_left_out_between_bars(published: Path, papers: dict[str, Document]) -> None:
    """Between bars, letterhead and signature are left out; one cell stands on a line without a bar."""
    source, read_cells = pieces(published, CV_1557), cells(papers[CV_1557])
    paragraphs = {block.text for block in papers[CV_1557].blocks if not hasattr(block, "cells")}
    assert read_cells - source == Counter({"99,40%": 1})
    assert set(source - read_cells) <= paragraphs


def test_only_cells_of_two_lines_differ_where_cells_are_stacked(
    published: Path, papers: dict[str, Document]
) -> None:
    """Where a cell is a line, only cells that go on below differ: header cells and five figures."""
    source, read_cells = pieces(published, QD_305), cells(papers[QD_305])
    assert set(source - read_cells) == {"Tổng điểm", "Tỉ lệ", "Xếp hạng"}
    figures = {text: count for text, count in (read_cells - source).items() if text.isdigit()}
    assert figures == {"30": 1, "15": 2, "40": 1, "20": 1}
    assert sum((source - read_cells).values()) + sum(figures.values()) == sum((read_cells - source).values())


@pytest.mark.parametrize(
    ("paper", "number", "kind", "issuer", "place", "issued_on", "signer"),
    [
        (QD_305, "305/QĐ-UBND", "quyết định", "UBND tỉnh Bình Định", None, date(2017, 2, 7), "Nguyễn Tuấn Thanh"),
        (CV_1557, "1557/BTTTT-THH", "công văn", "Bộ Thông tin và Truyền thông", "Hà Nội", date(2017, 5, 9),
         "Nguyễn Thành Hưng"),
        (QD_1968, "1968/QĐ-UBND", "quyết định", "ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH", "Bình Định", date(2024, 6, 3),
         "Lâm Hải Giang"),
        (BC_464, "464/BC-STTTT", "báo cáo", "Sở Thông tin và Truyền thông", "Thanh Hóa", date(2018, 4, 27),
         "Trần Duy Bình"),
        (NOTICE, None, None, None, None, date(2018, 7, 6), None),
    ],
)  # fmt: skip
def test_letterheads(
    papers: dict[str, Document],
    paper: str,
    number: str | None,
    kind: str | None,
    issuer: str | None,
    place: str | None,
    issued_on: date,
    signer: str | None,
) -> None:
    """Number, kind, issuer, place, date and signer of every paper."""
    head = papers[paper].letterhead
    assert (head.number, head.kind, head.issuer) == (number, kind, issuer)
    assert (head.place, head.issued_on, head.signer) == (place, issued_on, signer)
    assert head.attached_to == ("305/QĐ-UBND" if paper == QD_305 else None)
    assert head.subject


def test_captions_notes_and_lists(papers: dict[str, Document]) -> None:
    """Captions of parts carry that of their number; notes belong to their table; a list of tables is none."""
    assert (table(papers, QD_305, "1.3 b)").caption or "").endswith(
        " / Đánh giá về cung cấp dịch vụ công trực tuyến"
    )
    assert table(papers, QD_305, "1.3 b)").notes[0].startswith("Ghi chú: ")
    assert [note.split()[0] for note in table(papers, QD_1968, "1").notes] == ["(*)", "(**)", "(***)"]
    assert table(papers, QD_1968, "1").notes[1].endswith("là 475")
    assert (table(papers, BC_464, "t01").caption or "").startswith("Nhóm tiêu chí 1: ")
    assert table(papers, BC_464, "2.1").caption == "Xếp hạng chung"
    assert len(table(papers, CV_1557, "4.8").notes) == 2
