"""What papers of offices do that holds all the same: each stood in a published paper and was once flagged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from doichieu.extract import read
from doichieu.normalize import understand
from doichieu.validate import audit
from tests.validate.papers import DEPARTMENTS, Sketch, decide, examine, serious


def rules(*blocks: Sketch | str) -> list[str]:
    """Rules of the findings above info."""
    return [finding.rule for finding in serious(examine(*blocks))]


def test_extremes_and_means_below_a_ranking_are_no_rows() -> None:
    """“Chỉ số cao nhất” repeats a figure: it is not ranked, and ties of the table are counted without it."""
    scores = ["93,01", "90,75", "88,10", "88,10", "85,20", "84,78"]
    ranks = ["1", "2", "3", "3", "5", "6"]
    rows = [["Thứ hạng", "Đơn vị", "Chỉ số chung"]]
    rows += [[rank, name, score] for rank, name, score in zip(ranks, DEPARTMENTS, scores, strict=False)]
    rows += [
        ["", "Chỉ số cao nhất", "93,01"],
        ["", "Chỉ số trung bình", "88,32"],
        ["", "Chỉ số thấp nhất", "84,78"],
    ]
    assert rules(Sketch(rows)) == []


def test_council_members_may_come_from_one_office() -> None:
    """In a list of people an office stands as often as it sends somebody."""
    rows = [["STT", "Họ và tên", "Đơn vị công tác"]]
    people = ["Lê Văn An", "Trần Thị Bích", "Phạm Văn Cường", "Đỗ Thị Dung", "Võ Văn Em", "Hồ Thị Giang"]
    offices = ["Sở Y tế", "Sở Nội vụ", "Sở Y tế", "Sở Tư pháp", "Sở Tài chính", "Sở Xây dựng"]
    rows += [[str(n), *pair] for n, pair in enumerate(zip(people, offices, strict=True), start=1)]
    assert rules(Sketch(rows)) == []


def test_places_are_no_fractions() -> None:
    """“14/34” in a column of places is the 14th of 34, whatever percentage stands beside it."""
    rows = [
        ["STT", "Nội dung", "Tỷ lệ", "Thứ hạng"],
        ["1", "Công khai minh bạch", "88,72%", "14/34"],
        ["2", "Tiến độ giải quyết", "91,10%", "9/34"],
        ["3", "Mức độ hài lòng", "76,43%", "20/34"],
    ]
    assert rules(Sketch(rows)) == []


@pytest.mark.parametrize(("printed", "found"), [("85,55", []), ("85,95", ["RATIO-NOTE"])])
def test_scores_of_one_decimal_hide_digits(printed: str, found: list[str]) -> None:
    """17,1/20 stands for 17,05 to 17,15: 85,55 % may be right, 85,95 % may not."""
    rows = [
        ["STT", "Chỉ số", "Tỷ lệ %", "Điểm đánh giá"],
        ["1", "Công khai", "100", "18/18"],
        ["2", "Tiến độ", printed, "17,1/20"],
        ["3", "Hài lòng", "50", "9/18"],
    ]
    assert rules(Sketch(rows)) == found


def test_fractions_of_other_columns() -> None:
    """A fraction beside a percentage that is another index: no row agrees, so none is wrong."""
    rows = [
        ["Tỉnh", "SIPAS", "PAR INDEX"],
        ["Lào Cai", "83,0%", "88,3/100"],
        ["Yên Bái", "82,6%", "86,6/100"],
    ]
    assert rules(Sketch([*rows, ["Hà Giang", "83,1%", "80,1/100"]])) == []


def test_amounts_that_are_counted_are_not_rounded() -> None:
    """305.712 files are made up of 293.132 and 12.580 and not of 12.579."""
    text = "Đã giải quyết 305.712 hồ sơ (gồm 293.132 hồ sơ đúng hạn và 12.579 hồ sơ quá hạn)."
    assert rules(text) == ["CLAIM-PARTS"]


def test_an_ordinal_may_stand_before_the_name() -> None:
    """A number typed into the cell of the name is not missing."""
    rows = [["TT", "Nội dung", "Điểm"]]
    rows += [[str(n), f"Tiêu chí {chr(64 + n)}", "5"] for n in range(1, 5)]
    rows += [["", "5. Tiêu chí E", "5"], ["6", "Tiêu chí F", "5"]]
    assert rules(Sketch(rows)) == []


@pytest.mark.parametrize("heading", ["III.1", "B", "Phần hai"])
def test_ordinals_begin_again_below_headings_of_any_numbering(heading: str) -> None:
    """“III.1 Dịch vụ trực tuyến” begins a group, with figures of its own or without."""
    rows = [["STT", "Nội dung", "Điểm số"], ["I", "Công khai", "9"]]
    rows += [["1", "Công bố đúng hạn", "4"], ["2", "Đủ nội dung", "5"], [heading, "Trực tuyến", "8"]]
    rows += [["1", "Hồ sơ nộp", "3"], ["2", "Thanh toán", "5"]]
    assert rules(Sketch(rows)) == []


def test_forms_leave_rows_out() -> None:
    """Rows of dots stand for any number of rows."""
    rows = [["STT", "Tài khoản", "Số tiền"], ["1", "", ""], ["…", "", ""], ["2", "", ""], ["1", "", ""]]
    assert rules(Sketch(rows)) == []


def test_an_excerpt_skips_ordinals() -> None:
    """The first five and one's own place further down are worth a remark and no alarm; one lost row is one."""
    names = ["Lào Cai", "Yên Bái", "Hà Giang", "Sơn La", "Lai Châu", "Bình Định"]
    rows = [["TT", "Tỉnh", "Điểm"], *([n, name, "9"] for n, name in zip("12345", names, strict=False))]
    assert rules(Sketch([*rows, ["15", "Bình Định", "8"]])) == []
    assert rules(Sketch([*rows, ["7", "Bình Định", "8"]])) == ["ORD-GAP"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Đã kích hoạt 2.202.278 tài khoản mức 1, 2 trên tổng số 2.775.718 hồ sơ, đạt tỷ lệ 79,34%.",
        "Số tiền đã nộp đạt 654,935/871,321 triệu đồng, trường hợp đạt 100% thì được điểm tối đa.",
        "Dự toán năm 2025 là 22.143 tỷ đồng (gồm kế hoạch 19.596 tỷ đồng; chuyển nguồn 2.548 tỷ đồng).",
        "Có 05 nhiệm vụ: đã triển khai: (1) Sổ A; (2) Sổ B; (3) Sổ C; đang triển khai: (1) Sổ D; (2) Sổ E.",
    ],
)
def test_sentences_that_hold(sentence: str) -> None:
    """The figure that is divided stands earlier; a share that is wanted; a list whose numbers begin again."""
    assert rules(sentence) == []


def test_percentages_of_scores_that_hide_digits() -> None:
    """Four of eight percentages are off in their last digit, each by less than the third decimal of the score."""
    scores = ["82,78", "78,95", "78,83", "78,47", "73,47", "83,39", "74,70", "75,81"]
    maxima = ["89,00", "87,00", "87,00", "87,50", "85,00", "97,00", "87,00", "89,00"]
    shares = ["93,01%", "90,75%", "90,60%", "89,68%", "86,43%", "85,97%", "85,87%", "85,18%"]
    rows = [["STT", "Đơn vị", "Điểm tối đa", "Điểm đạt", "Chỉ số"]]
    rows += [
        [str(n), *row] for n, row in enumerate(zip(DEPARTMENTS, maxima, scores, shares, strict=False), 1)
    ]
    assert rules(Sketch(rows)) == []
    rows[3][4] = "96,60%"
    assert rules(Sketch(rows)) == ["RATIO-PCT"]


def test_totals_rounded_to_fewer_decimals_than_their_parts() -> None:
    """18,85 is 18,9 in a column of totals with one decimal; 18,7 is not."""
    parts = [
        ("4", "4,90", "10"),
        ("4", "6,00", "8,85"),
        ("4", "2,99", "10"),
        ("4", "6", "9"),
        ("4", "5", "7"),
    ]
    totals = ["18,9", "18,9", "17", "19", "16"]
    rows = [["STT", "Đơn vị", "Phần A", "Phần B", "Phần C", "Tổng điểm"]]
    rows += [
        [str(n), name, *three, total]
        for n, (name, three, total) in enumerate(zip(DEPARTMENTS, parts, totals, strict=False), 1)
    ]
    assert rules(Sketch(rows)) == []
    rows[2][5] = "18,7"
    assert rules(Sketch(rows)) == ["SUM-ROW"]


def test_columns_that_are_full_all_the_way_down_prove_nothing() -> None:
    """Where every unit but one has all points, no two columns are made of each other."""
    rows = [["STT", "Đơn vị", "Tỷ lệ A (%)", "Điểm A", "Tỷ lệ B (%)", "Điểm B"]]
    rows += [[str(n), name, "100", "2", "100", "6"] for n, name in enumerate(DEPARTMENTS[:7], 1)]
    rows += [["8", DEPARTMENTS[7], "100", "2", "49,83", "2,99"]]
    assert rules(Sketch(rows)) == []


def test_criteria_of_one_unit_have_a_maximum_each() -> None:
    """Rows of zeros fit any maximum; the others are criteria with one of their own."""
    rows = [["STT", "Chỉ số", "Tỷ lệ %", "Điểm đánh giá"]]
    figures = [("0", "0"), ("0", "0"), ("100", "4"), ("53,68", "6"), ("0", "0")]
    rows += [[str(n), f"Tiêu chí {chr(64 + n)}", *pair] for n, pair in enumerate(figures, 1)]
    assert rules(Sketch(rows)) == []


def test_a_heading_without_figures_stands_for_the_rows_below_it() -> None:
    """I = 1 + 2 + 3, where 3 prints no figure of its own and its two items count."""
    rows = [["STT", "Nội dung", "Định mức A", "Định mức B"]]
    rows += [
        ["I", "Cơ quan chủ trì", "112", "85"],
        ["1", "Báo cáo", "62", "57"],
        ["2", "Kết luận", "20", "13"],
    ]
    rows += [
        ["3", "Tổng hợp ý kiến:", "", ""],
        ["", "- Ở tổ", "20", "10"],
        ["", "- Tại hội trường", "10", "5"],
    ]
    rows += [
        ["II", "Cơ quan tham gia", "90", "60"],
        ["1", "Văn bản", "50", "40"],
        ["2", "Phối hợp", "40", "20"],
    ]
    rows += [["Tổng cộng", "", "202", "145"]]
    assert rules(Sketch(rows)) == []
    rows[1][2] = "121"
    assert rules(Sketch(rows)) == ["SUM-COL"]


def test_kinds_that_name_the_rows_are_no_tiers() -> None:
    """Under “Loại văn bản” stand kinds of papers with lines of their own, and no grades."""
    rows = [["STT", "Loại văn bản", "Tổng"]]
    for number, (kind, amount) in enumerate([("Bộ luật", "4200"), ("Luật", "3750"), ("Nghị quyết", "90")], 1):
        rows += [
            [str(number), kind, ""],
            ["", "- Tỷ lệ phần trăm", "100"],
            ["", "- Định mức phân bổ", amount],
        ]
    assert rules(Sketch(rows)) == []


def test_tables_are_numbered_anew_in_each_appendix() -> None:
    """Table 1 of appendix I and table 1 of form 02 are two tables; two in one appendix are a slip."""
    grids = [[["STT", "Nội dung", "Số"], ["1", f"Mục {n}", "5"], ["2", f"Khoản {n}", "7"]] for n in range(3)]
    one, two, three = (Sketch(rows, "1", f"Báo cáo {n}") for n, rows in enumerate(grids))
    assert rules("PHỤ LỤC I", one, "Mẫu số 02: Báo cáo tuần", two) == []
    assert rules("PHỤ LỤC I", one, "PHỤ LỤC II", two, three) == ["REF-NUMBER"]


def test_where_all_share_one_place_nothing_was_ranked() -> None:
    """All have 5 points in all and rank 1; that one got them elsewhere ranks nobody."""
    rows = [["TT", "Đơn vị", "Thể chế", "Điều hành", "Tổng cộng", "Xếp hạng"]]
    rows += [[str(n), name, "0", "5", "5", "1"] for n, name in enumerate(DEPARTMENTS[:6], 1)]
    assert rules(Sketch([*rows, ["7", DEPARTMENTS[6], "5", "0", "5", "1"]])) == []


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
    cells = tuple(replace(c, confidence=0.3 if c.text == "2 5" else 0.99) for c in block.cells)
    document = replace(decision.document, blocks=(replace(block, cells=cells),))
    assert [f.rule for f in serious(audit(understand(document)))] == []
    sure = tuple(replace(c, confidence=0.99, text="5" if c.text == "2 5" else c.text) for c in block.cells)
    document = replace(decision.document, blocks=(replace(block, cells=sure),))
    assert [f.rule for f in serious(audit(understand(document)))] == ["ORD-GAP"]


def test_classes_of_a_budget_are_no_grades() -> None:
    """“Loại” and “Khoản” say what a code is, whatever the codes are."""
    rows = [["Loại/khoản", "Nội dung", "Mã số"]]
    names = ["Quốc phòng", "Bộ binh", "An ninh", "Trật tự", "Giáo dục", "Mầm non", "Y tế"]
    for number, name in enumerate(names):
        rows.append(["Khoản" if number % 2 else "Loại", name, f"{10 * (number + 1) + number % 3:03}"])
    assert rules(Sketch([["Loại", *rows[0][1:]], *rows[1:]])) == []


def test_labour_is_no_sum() -> None:
    """“Công” (labour) in a table of norms is one of its lines; “Cộng” adds them up."""
    rows = [
        ["TT", "Thành phần hao phí", "Trị số"],
        ["1", "Giấy", "12"],
        ["2", "Mực", "3,5"],
        ["3", "Máy in", "170"],
    ]
    assert rules(Sketch([*rows, ["", "Công", "20,5"]])) == []
    assert rules(Sketch([*rows, ["", "Cộng", "185,05"]])) == ["SUM-COL"]


def test_letters_of_other_scripts_that_look_like_latin_ones() -> None:
    """A Cyrillic С in a name or in the number that a paper cites itself by is the Latin letter it looks like."""
    line = "(Kèm theo Quyết định số 9/QĐ-UBND ngày 07/02/2017 của Chủ tịch UBND tỉnh)"
    rows = [["STT", "Đơn vị", "Điểm"], ["1", "Sở \u0421ông Thương", "5"], ["2", "Sở Y tế", "6"]]
    result = examine(line.replace("B", "\u0412"), Sketch(rows))
    assert result.findings == ()
    mentions = [mention for row in result.decision.tables[0].rows for mention in row.entities]
    assert [mention.entity_id for mention in mentions] == ["VN-31:so-ct", "VN-31:so-yt"]


def test_dots_alone_leave_rows_out() -> None:
    """“…” in place of an ordinal stands for rows; “…5” does not, and the doubled ordinal is told."""
    rows = [["STT", "Nội dung", "Điểm"], ["1", "A", "5"], ["2", "B", "6"], ["2", "C", "6"], ["…5", "D", "7"]]
    assert rules(Sketch(rows)) == ["ORD-DUP"]
    assert rules(Sketch([*rows[:4], ["…", "D", "7"]])) == []


def test_recomputed_figures_are_printed_as_those_beside_them() -> None:
    """A sum stands with dots beside figures with dots, though no table of the paper shows any."""
    text = "Đã giải quyết 305.712 hồ sơ (gồm 293.132 hồ sơ đúng hạn và 12.579 hồ sơ quá hạn)."
    (finding,) = serious(examine(text))
    assert finding.expected == "305.711"
    assert "cộng được 305.711" in finding.message.vi


def test_each_table_and_the_text_keep_their_own_separators() -> None:
    """A table of 12.345 and one of 12345 in one paper: each is told in its own way, and so is a percentage."""
    names = ["Thu nội địa", "Thu xuất khẩu", "Viện trợ"]
    dotted = [["TT", "Nội dung", "Số tiền"], *zip("123", names, ["10.200", "1.050", "1.095"], strict=True)]
    plain = [["TT", "Nội dung", "Số người"], *zip("123", names, ["10200", "1050", "1095"], strict=True)]
    result = examine(
        Sketch([*map(list, dotted), ["", "Tổng cộng", "12.354"]]),
        Sketch([*map(list, plain), ["", "Tổng cộng", "12354"]], "2"),
        "Có 18/19 đơn vị hoàn thành (đạt 94.47%).",
    )
    assert [finding.expected for finding in serious(result)] == ["12.345", "12345", "94.74%"]


SCORES = ["93", "90", "88", "86", "85", "84", "80"]


def ranked(ranks: list[str], scores: list[str] = SCORES) -> Sketch:
    """Departments with their scores and ranks."""
    rows = [["STT", "Đơn vị", "Tổng điểm", "Xếp hạng"]]
    rows += [[str(n), *row] for n, row in enumerate(zip(DEPARTMENTS, scores, ranks, strict=False), 1)]
    return Sketch(rows)


@pytest.mark.parametrize("nothing", ["-", "–", "Không xếp hạng", "", "x", "0"])
def test_units_without_a_rank(nothing: str) -> None:
    """A unit that is not ranked takes a place or takes none: both are ways to count, and a slip in either is told."""
    assert rules(ranked(["1", "2", "3", nothing, "4", "5", "6"])) == []
    assert rules(ranked(["1", "2", "3", nothing, "5", "6", "7"])) == []
    assert rules(ranked(["1", "2", "3", "4", "5", "6", nothing], [*SCORES[:6], "-"])) == []
    assert rules(ranked(["1", "3", "2", nothing, "4", "5", "6"])) == ["RANK-ORDER"]


def test_the_report_says_that_units_without_a_rank_are_left_out() -> None:
    """The convention names them, in both languages."""
    (lines,) = examine(ranked(["1", "2", "3", "-", "4", "5", "6"])).conventions.values()
    assert any("không kể đơn vị không có hạng" in line.vi and "left out" in line.en for line in lines)


@pytest.mark.parametrize(
    "label", ["Tổng giám đốc", "Cộng hòa Séc", "Cộng hoà Áo", "Tổng thư ký", "Cộng đồng A"]
)
def test_words_that_begin_like_totals(label: str) -> None:
    """Offices and countries that begin with “Tổng” or “Cộng” are rows like the others; a total is one."""
    rows = [["", "Nội dung", "Số"], ["", "Phần A", "14"], ["", "Phần B", "9"], ["", "Phần C", "17"]]
    assert rules(Sketch([*rows, ["", label, "41"]])) == []
    assert rules(Sketch([*rows, ["", "Tổng chi", "41"]])) == ["SUM-COL"]


def test_a_total_named_in_the_column_of_ranks() -> None:
    """“Tổng số (52 đoàn)” in the first column speaks of the row, wherever the names stand."""
    rows = [["Hạng", "Đoàn", "Vàng"], ["1", "A", "55"], ["2", "B", "37"], ["3", "C", "36"], ["4", "D", "12"]]
    assert rules(Sketch([*rows, ["5–52", "Các đoàn còn lại", "94"], ["Tổng số (52 đoàn)", "", "234"]])) == []


def test_lists_between_semicolons_end_with_their_last_item() -> None:
    """After the last of the communes the sentence goes on behind a comma; unknown ones count too."""
    known = "Đối với 03 huyện, thị xã đạt chuẩn, gồm: Huyện Tuy Phước; Huyện Phù Mỹ; Thị xã An Nhơn"
    assert rules(f"{known}, hằng năm duy trì kết quả đã đạt.") == []
    assert rules(f"{known.replace('03', '04')}, hằng năm duy trì kết quả đã đạt.") == ["CLAIM-LIST"]
    unknown = "Có 03 xã gồm: Xã Đông Bắc Một; Xã Tây Nam Hai; Xã Trung Ba, hằng năm được hỗ trợ."
    assert rules(unknown) == []
    assert rules(unknown.replace("03", "05")) == ["CLAIM-LIST"]


def test_a_table_that_goes_on_without_its_header() -> None:
    """Numbers that run on from 18 number rows, and a row “Tổng doanh thu” among them is no sum of numbers."""
    names = ["Tỷ trọng A", "Giá trị B", "Tổng doanh thu", "Tỷ lệ C", "Số dự án"]
    rows = [[str(18 + n), name, "Bộ Tài chính"] for n, name in enumerate(names)]
    assert rules(Sketch(rows, header_rows=0)) == []


def test_ordinals_with_footnote_marks() -> None:
    """“3 (*)” and “4 †” are the ordinals 3 and 4."""
    rows = [["TT", "Họ tên", "Điểm"], ["1", "An", "5"], ["2*", "Bình", "6"], ["3 (*)", "Chi", "7"]]
    assert rules(Sketch([*rows, ["4 †", "Dung", "8"], ["5", "Em", "9"]])) == []
    assert rules(Sketch([*rows, ["5 †", "Dung", "8"], ["6", "Em", "9"]])) == ["ORD-GAP"]


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


@pytest.mark.parametrize(("printed", "found"), [("18,27", []), ("17,27", ["SUM-WEIGHT"])])
@pytest.mark.parametrize("header", ["Điểm đạt (tối đa 20 điểm)", "Điểm đạt"])
def test_points_for_a_percentage(header: str, printed: str, found: list[str]) -> None:
    """91,34 % of 20 points are 18,27, whether the header declares the 20 or the other rows imply them."""
    rates = ["97,96", "96,62", "96,55", "96,35", "92,82", "91,34", "90,86", "90,8", "89,01", "79,68"]
    points = ["19,59", "19,32", "19,31", "19,27", "18,57", printed, "18,17", "18,16", "17,8", "15,94"]
    rows = [["TT", "Đơn vị", "Tỷ lệ %", header]]
    rows += [[str(n), *row] for n, row in enumerate(zip(DEPARTMENTS, rates, points, strict=False), 1)]
    result = examine(Sketch(rows))
    assert [finding.rule for finding in serious(result)] == found
    if found:
        assert "91,34% của 20 là 18,27" in serious(result)[0].message.vi
        assert serious(result)[0].corrections[0].value == "18,27"


def test_points_that_are_capped_follow_no_percentage() -> None:
    """From 80 % on a unit has all points: no rate explains them, and none is asked for."""
    rates, points = ["100", "93", "88", "60", "40", "85"], ["6", "6", "6", "4,5", "3", "6"]
    rows = [["TT", "Đơn vị", "Tỷ lệ %", "Điểm"]]
    rows += [[str(n), *row] for n, row in enumerate(zip(DEPARTMENTS, rates, points, strict=False), 1)]
    assert rules(Sketch(rows)) == []


def test_scores_above_their_maximum() -> None:
    """A score is no more than its header or the column beside it allows; bonus points go beyond it everywhere."""
    scores = ["18", "17,5", "16", "15", "14,5", "12"]

    def declared(*changed: str) -> Sketch:
        column = [*changed, *scores[len(changed) :]]
        rows = [["TT", "Đơn vị", "Công khai (tối đa 20 điểm)"]]
        return Sketch(
            [*rows, *([str(n), *row] for n, row in enumerate(zip(DEPARTMENTS, column, strict=False), 1))]
        )

    assert rules(declared()) == []
    assert rules(declared("25")) == ["SUM-WITHIN"]
    assert rules(declared("25", "24", "23", "22")) == []
    maxima, reached = ["5", "4", "3", "6", "2"], ["4,5", "4", "3,5", "5", "2"]
    rows = [["TT", "Tiêu chí", "Điểm tối đa", "Điểm đạt"]]
    rows += [[str(n), f"Tiêu chí {n}", *row] for n, row in enumerate(zip(maxima, reached, strict=True), 1)]
    assert rules(Sketch(rows)) == ["SUM-WITHIN"]
    rows[3][3] = "2,5"
    assert rules(Sketch(rows)) == []


def form(first: str, second: str = "99,81", third: str = "95,99", *, unit: str = "Đơn vị tính") -> Sketch:
    """A form of indicators: a rate, and below it the two counts that it comes from."""
    rows = [["STT", "Chỉ tiêu thống kê", unit, "Số liệu"], ["3.", "Kết quả giải quyết", "", ""]]
    counts = [("195.197", "193.457"), ("468.463", "467.565"), ("599", "575")]
    for number, (rate, (whole, part)) in enumerate(zip((first, second, third), counts, strict=True), 1):
        rows += [
            [f"3.{number}.", f"Tỷ lệ hồ sơ loại {number} đúng hạn", "%", rate],
            [f"3.{number}.1.", "Tổng số hồ sơ đã giải quyết", "Hồ sơ", whole],
            [f"3.{number}.2.", "Số hồ sơ giải quyết đúng hạn", "Hồ sơ", part],
        ]
    return Sketch(rows)


@pytest.mark.parametrize("unit", ["Đơn vị tính", "ĐVT", "ĐƠN VỊ TÍNH"])
def test_rates_in_rows_over_their_counts(unit: str) -> None:
    """3.1 is 3.1.2 of 3.1.1; a rate cut off is a warning, another one an error that names the row by its label."""
    assert rules(form("99,11", unit=unit)) == []
    (cut,) = serious(examine(form("99,10", unit=unit)))
    assert (cut.rule, cut.level, cut.expected) == ("RATIO-PCT", "warning", "99,11")
    (wrong,) = serious(examine(form("98,11", unit=unit)))
    assert (wrong.rule, wrong.level) == ("RATIO-PCT", "error")
    assert "Tỷ lệ hồ sơ loại 1 đúng hạn in 98,11" in wrong.message.vi


def test_rates_in_rows_of_something_else() -> None:
    """Where no rate follows from the two rows below it, none is wrong."""
    assert rules(form("61,5", "48,2", "73,9")) == []


@pytest.mark.parametrize(("printed", "found"), [("90,00", []), ("91,00", ["RATIO-PCT"])])
def test_rates_in_rows_below_their_counts(printed: str, found: list[str]) -> None:
    """“Tổng số; Đạt; Tỷ lệ” come again and again: each rate is of the two rows above it."""
    rows = [["TT", "Nội dung", "ĐVT", "Năm 2024"]]
    for number, (whole, part, rate) in enumerate(
        [("120", "114", "95,00"), ("80", "61", "76,25"), ("50", "45", printed)]
    ):
        rows += [["", f"Tổng số xã khối {number}", "xã", whole], ["", "Số xã đạt chuẩn", "xã", part]]
        rows.append(["", "Tỷ lệ xã đạt chuẩn", "%", rate])
    assert rules(Sketch(rows)) == found


@pytest.mark.parametrize(("printed", "found"), [("80,81%", []), ("80,71%", ["RATIO-PCT"])])
def test_a_few_percentages_with_more_decimals(printed: str, found: list[str]) -> None:
    """Two of a dozen are printed to the third decimal to tell them apart: each is held at its own places."""
    scores = [
        "88,09",
        "86,50",
        "85,80",
        "84,73",
        "84,01",
        "83,79",
        "83,56",
        "80,00",
        "79,09",
        "79,08",
        "77,30",
        "75,27",
    ]
    shares = [
        "88,98%",
        "87,37%",
        "86,67%",
        "85,59%",
        "84,86%",
        "84,64%",
        "84,40%",
        printed,
        "79,889%",
        "79,879%",
    ]
    rows = [["TT", "Đơn vị", "Điểm tối đa", "Điểm đạt", "Chỉ số"]]
    rows += [
        [str(n), name, "99,00", *row]
        for n, (name, *row) in enumerate(
            zip(DEPARTMENTS, scores, [*shares, "78,08%", "76,03%"], strict=True), 1
        )
    ]
    assert rules(Sketch(rows)) == found


def test_lists_between_commas_do_not_end_at_the_first() -> None:
    """Where no semicolon parts the names, a list that holds a name nobody knows is left alone."""
    text = "Tỉnh có 04 huyện gồm: Tuy Phước, Phù Mỹ, Hoài Ân và Xã Không Ai Biết, đông dân nhất là Tuy Phước."
    assert rules(text) == []


def test_shares_and_amounts_are_no_points() -> None:
    """Two columns of percentages, or persons beside their share, are not points for a percentage."""
    rows = [["TT", "Nước", "Tỷ lệ 2000 (%)", "Tỷ lệ 2010 (%)", "Số người"]]
    figures = [
        ("32,4", "34,3", "309705"),
        ("11,0", "11,4", "98100"),
        ("5,1", "4,9", "52900"),
        ("2,0", "1,9", "21900"),
    ]
    rows += [[str(n), f"Nước {n}", *row] for n, row in enumerate([*figures, ("1,0", "0,95", "8100")], 1)]
    assert rules(Sketch(rows)) == []


def test_ordinals_that_are_missing_are_told_as_ranges() -> None:
    """After 5 comes 961: what lacks is told from its first to its last."""
    rows = [["STT", "Nội dung", "Điểm"], *([str(n), f"Mục {n}", "2"] for n in (1, 2, 3, 4, 5))]
    (finding,) = serious(examine(Sketch([*rows, ["961", "Mục 6", "2"]])))
    assert "(thiếu 6–960)" in finding.message.vi
    assert "(6–960 missing)" in finding.message.en


def test_letters_number_rows_up_to_c_and_beyond() -> None:
    """After A and B stand C and D, which are no Roman hundreds: they are ranked and added up like the others."""
    names = ["Thu nội địa", "Thu dầu thô", "Thu viện trợ", "Thu khác"]
    rows = [["TT", "Nội dung", "Số tiền", "Xếp hạng"]]
    rows += [
        list(row) for row in zip("ABCD", names, ["10", "20", "30", "40"], ["4", "3", "2", "2"], strict=True)
    ]
    assert rules(Sketch(rows)) == ["RANK-ORDER"]
    rows[4][3] = "1"
    assert rules(Sketch([*rows, ["", "Tổng cộng", "100", ""]])) == []
    assert rules(Sketch([*rows, ["", "Tổng cộng", "110", ""]])) == ["SUM-COL"]


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


def medals(*ranks: str) -> Sketch:
    """A table of medals: gold first, then silver, whatever the totals are."""
    rows = [["Hạng", "Đoàn", "Vàng", "Bạc", "Đồng", "Tổng số"]]
    won = [("36", "39", "26"), ("32", "17", "14"), ("28", "26", "36"), ("17", "16", "17"), ("16", "9", "12")]
    won += [("13", "16", "20"), ("11", "9", "13"), ("10", "11", "11")]
    for rank, name, row in zip(ranks, DEPARTMENTS, won, strict=False):
        rows.append([rank, f"Đoàn {name}", *row, str(sum(map(int, row)))])
    return Sketch(rows)


def test_medals_are_ranked_by_gold() -> None:
    """Two delegations with more medals in all stand below those with more gold ones."""
    assert rules(medals(*"12345678")) == []
    assert rules(medals(*"12435678")) == ["RANK-ORDER"]


def test_a_list_in_halves_side_by_side() -> None:
    """Places 7 to 12 stand beside 1 to 6: each figure has the name of its own half, and no rank is off."""
    rows = [["STT", "Đơn vị", "Tổng điểm", "Xếp hạng"] * 2]
    for n in range(6):
        rows.append([str(n + 1), DEPARTMENTS[n], str(95 - n), str(n + 1)])
        rows[-1] += [str(n + 7), DEPARTMENTS[n + 6], str(85 - n), str(n + 7)]
    result = examine(Sketch(rows))
    assert serious(result) == []
    named = {(o.row, o.col): o.entity_name for o in result.decision.observations}
    assert (named[1, 2], named[1, 6]) == (DEPARTMENTS[0], DEPARTMENTS[6])
    rows[2][3], rows[3][3] = "3", "2"
    assert rules(Sketch(rows)) == ["RANK-ORDER"]


def test_sentences_for_a_letter() -> None:
    """Means have no idle noughts, and each language names tables in its own words."""
    rows = [
        ["STT", "Đơn vị", "Điểm"],
        ["1", "Sở Y tế", "70"],
        ["2", "Sở Nội vụ", "80"],
        ["3", "Sở Tư pháp", "90"],
    ]
    (finding,) = serious(examine(Sketch([*rows, ["", "Trung bình", "82"]])))
    assert finding.message.vi.endswith("in 82, trung bình các dòng là 80.")
    assert finding.cause is not None
    assert "(Bảng 1): 70 → 76" in finding.cause.vi
    assert "(Table 1): 70 → 76" in finding.cause.en
    assert "Bảng" not in finding.cause.en


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


@pytest.mark.parametrize(
    "noun", ["trường hợp, đạt tỷ lệ", "chỉ tiêu đạt", "kế hoạch (đạt", "mục tiêu, chiếm", "yêu cầu đạt"]
)
def test_cases_and_targets_are_counted_too(noun: str) -> None:
    """Words that elsewhere say what is wanted are the noun directly behind the fraction."""
    assert rules(f"Đã hoàn thành 17.019/17.525 {noun} 97,11%.") == []
    assert rules(f"Đã hoàn thành 17.019/17.525 {noun} 97,17%.") == ["COUNT-PCT"]


@pytest.mark.parametrize(("printed", "found"), [("92,94%", []), ("94,92%", ["RATIO-NOTE"])])
def test_fractions_in_long_remarks(printed: str, found: list[str]) -> None:
    """A cell of proofs states several fractions, each with its own percentage; numbers of papers are none."""
    proof = f"Báo cáo số 335/2025: tích hợp 553/553 thủ tục (đạt 100%); thanh toán 513.672/552.693 hồ sơ (đạt {printed})."
    rows = [["TT", "Tiêu chí", "Điểm", "Tài liệu kiểm chứng"], ["1", "Thanh toán trực tuyến", "1,5", proof]]
    rows += [["2", "Công bố", "2", "Quyết định số 12/2025"], ["3", "Số hóa", "1", "Không"]]
    assert rules(Sketch(rows)) == found


def test_two_levels_of_ordinals_told_by_a_dot() -> None:
    """1, then 1. and 2. below it, then 2: each level counts for itself, and a slip in either is told."""
    printed = ["1", "1.", "2.", "3.", "2", "1.", "2.", "3", "1.", "2."]

    def listed(ordinals: list[str]) -> Sketch:
        return Sketch(
            [["STT", "Yêu cầu", "Mức độ"], *([n, f"Việc {at}", "Khó"] for at, n in enumerate(ordinals))]
        )

    assert rules(listed(printed)) == []
    assert rules(listed([*printed[:6], "3.", *printed[7:]])) == ["ORD-GAP"]


def test_kinds_that_alone_name_the_rows_are_no_grades() -> None:
    """Where nothing but the kind says what a row is about, each kind is a row and none is a grade."""
    rows = [
        ["STT", "Loại việc", "Số lượng"],
        ["1", "Việc đơn giản", "6"],
        ["2", "Việc vừa", "1"],
        ["3", "Việc khó", "0"],
    ]
    assert rules(Sketch([*rows, ["4", "Việc gấp", "9"], ["", "Tổng số", "16"]])) == []
    assert rules(Sketch([*rows, ["4", "Việc gấp", "9"], ["", "Tổng số", "61"]])) == ["SUM-COL"]
