"""How papers of offices are read: letterheads, headers, rows of dashes, letters of other scripts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from doichieu.extract import read
from doichieu.normalize import understand
from doichieu.validate import audit
from tests.validate.papers import Sketch, decide, examine, serious

MOTTO = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


OFFICE = ["ỦY BAN NHÂN DÂN", "TỈNH GIA LAI"]


GROUP = [
    "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ",
    "TỔ GIÚP VIỆC",
    "Số: 3/QĐ-TGV",
    *MOTTO,
    "QUYẾT ĐỊNH",
    "Về việc phân công",
]


def test_ordinals_of_pictures_that_were_read_with_doubt() -> None:
    """“2 5” in place of 3, read from a picture with doubt, is no gap of the paper; “4 -” is 4."""
    rows = [
        ["STT", "Họ tên", "Điểm"],
        ["1", "An", "5"],
        ["2", "Bình", "6"],
        ["2 5", "Chi", "7"],
        ["4 -", "Dung", "8"],
    ]
    decision = decide(Sketch(rows))
    (block,) = decision.document.tables
    cells = tuple(c._replace(confidence=0.3 if c.text == "2 5" else 0.99) for c in block.cells)
    document = replace(decision.document, blocks=(replace(block, cells=cells),))
    assert [f.rule for f in serious(audit(understand(document)))] == []
    sure = tuple(c._replace(confidence=0.99, text="5" if c.text == "2 5" else c.text) for c in block.cells)
    document = replace(decision.document, blocks=(replace(block, cells=sure),))
    assert [f.rule for f in serious(audit(understand(document)))] == ["ORD-GAP"]


def test_letters_of_other_scripts_that_look_like_latin_ones() -> None:
    """A Cyrillic С in a name or in the number that a paper cites itself by is the Latin letter it looks like."""
    line = "(Kèm theo Quyết định số 9/QĐ-UBND ngày 07/02/2017 của Chủ tịch UBND tỉnh)"
    rows = [["STT", "Đơn vị", "Điểm"], ["1", "Sở \u0421ông Thương", "5"], ["2", "Sở Y tế", "6"]]
    result = examine(line.replace("B", "\u0412"), Sketch(rows))
    assert result.findings == ()
    mentions = [mention for row in result.decision.tables[0].rows for mention in row.entities]
    assert [mention.entity_id for mention in mentions] == ["VN-31:so-ct", "VN-31:so-yt"]


def test_rows_of_dashes_within_a_markdown_table(tmp_path: Path) -> None:
    """A delimiter row that comes again divides and is no row; a row of single dashes is one of nils."""
    paper = tmp_path / "bang.md"
    lines = [
        "| Hạng | Đoàn | Vàng |",
        "|---|---|---|",
        "| 1 | A | 9 |",
        "| --- | :---: | --- |",
        "| 2 | B | 7 |",
    ]
    paper.write_text("\n".join([*lines, "| - | C | - |", ""]), encoding="utf-8")
    (table,) = read(paper).tables
    assert table.grid()[1:] == [["1", "A", "9"], ["2", "B", "7"], ["-", "C", "-"]]


@pytest.mark.parametrize("title", [["", "Năm", "", "", ""], ["", "Dân số", "", "", ""]])
def test_a_row_of_years_heads_its_columns(tmp_path: Path, title: list[str]) -> None:
    """Years below a title are no people to be added up; figures that happen to look like years are."""
    body = [["", "Thành thị", "3959", "4074", "4286"], ["", "Nông thôn", "187275", "189480", "191306"]]
    total = ["", "Tổng", "191234", "193554", "195592"]
    paper = tmp_path / "danso.html"

    def found(years: list[str]) -> list[str]:
        rows = [title, ["", "", *years], *body, total]
        cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
        paper.write_text(f"<html><body><table>{cells}</table></body></html>", encoding="utf-8")
        return [finding.rule for finding in serious(audit(understand(read(paper))))]

    assert found(["2004", "2005", "2006"]) == []
    assert found(["2004", "2017", "2003"]) != []


def test_numbers_of_columns_before_a_blank_last_one(tmp_path: Path) -> None:
    """“1 | 2 | 3 | 4 | ” numbers the columns although the last has no number; two figures and a blank do not."""
    paper = tmp_path / "hoachat.html"
    rows = [
        ["No.", "Name", "CAS number", "Ministry", ""],
        ["1", "2", "3", "4", ""],
        ["1", "Amiton", "78-53-5", "MOIT", ""],
    ]
    rows += [["2", "PFIB", "382-21-8", "", ""], ["3", "BZ", "6581-06-2", "", ""]]
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    paper.write_text(f"<html><body><table>{cells}</table></body></html>", encoding="utf-8")
    (table,) = read(paper).tables
    assert table.header_rows == 2
    assert serious(audit(understand(read(paper)))) == []


@pytest.mark.parametrize(
    ("lines", "kind", "issuer", "subject", "signer"),
    [
        (
            ["UBND TỈNH GIA LAI", "Số: 12/PT-NC", *MOTTO, "PHIẾU TRÌNH", "Kính gửi: Lãnh đạo"],
            "phiếu trình",
            "UBND TỈNH GIA LAI",
            None,
            None,
        ),
        (
            [*OFFICE, "DỰ THẢO", *MOTTO, "ĐIỀU LỆ", "Hội Cầu lông"],
            "điều lệ",
            " ".join(OFFICE),
            "Hội Cầu lông",
            None,
        ),
        (
            [*OFFICE, "(DỰ THẢO LẦN 2)", "Số: 5/QĐ-UBND", *MOTTO, "QUYẾT ĐỊNH", "Về việc ban hành Quy chế"],
            "quyết định",
            " ".join(OFFICE),
            "ban hành Quy chế",
            None,
        ),
        (
            [*OFFICE, "HỎA TỐC", "Số: 15/UBND-NC", "Về kết quả Đại hội", *MOTTO, "Kính gửi: Sở Nội vụ"],
            "công văn",
            " ".join(OFFICE),
            "kết quả Đại hội",
            None,
        ),
        (
            [*GROUP, "TỔ TRƯỞNG TỔ GIÚP VIỆC", "Điều 1. Phân công.", "TỔ TRƯỞNG", "Đỗ Văn Chung"],
            "quyết định",
            " ".join(GROUP[:2]),
            "phân công",
            "Đỗ Văn Chung",
        ),
    ],
)
def test_letterheads_of_offices(
    tmp_path: Path, lines: list[str], kind: str, issuer: str, subject: str | None, signer: str | None
) -> None:
    """Stamps are no issuers, a group has a head that signs, a letter may say “Về …” below its number."""
    paper = tmp_path / "vanban.txt"
    paper.write_text("\n\n".join([*lines, "Nội dung văn bản."]), encoding="utf-8")
    head = read(paper).letterhead
    assert (head.kind, head.issuer, head.subject, head.signer) == (kind, issuer, subject, signer)
