"""What papers of offices do that holds all the same: each stood in a published paper and was once flagged."""

from __future__ import annotations

import pytest

from tests.validate.papers import Sketch, decide, examine, rules, serious


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


def test_council_members_may_come_from_one_office() -> None:
    """In a list of people an office stands as often as it sends somebody."""
    rows = [["STT", "Họ và tên", "Đơn vị công tác"]]
    people = ["Lê Văn An", "Trần Thị Bích", "Phạm Văn Cường", "Đỗ Thị Dung", "Võ Văn Em", "Hồ Thị Giang"]
    offices = ["Sở Y tế", "Sở Nội vụ", "Sở Y tế", "Sở Tư pháp", "Sở Tài chính", "Sở Xây dựng"]
    rows += [[str(n), *pair] for n, pair in enumerate(zip(people, offices, strict=True), start=1)]
    assert rules(Sketch(rows)) == []


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


def test_classes_of_a_budget_are_no_grades() -> None:
    """“Loại” and “Khoản” say what a code is, whatever the codes are."""
    rows = [["Loại/khoản", "Nội dung", "Mã số"]]
    names = ["Quốc phòng", "Bộ binh", "An ninh", "Trật tự", "Giáo dục", "Mầm non", "Y tế"]
    for number, name in enumerate(names):
        rows.append(["Khoản" if number % 2 else "Loại", name, f"{10 * (number + 1) + number % 3:03}"])
    assert rules(Sketch([["Loại", *rows[0][1:]], *rows[1:]])) == []


def test_one_heading_over_all_rows_has_a_number_of_its_own() -> None:
    """“1” heads what “1.”, “2.” and “3.” number; the count itself still has to go on."""
    rows = [["STT", "Yêu cầu", "Mức độ"], ["1", "Cập nhật văn bản đến", "B"]]
    rows += [[f"{number}.", f"Yêu cầu {name}", "B"] for number, name in enumerate("ACDE", start=1)]
    assert rules(Sketch(rows)) == []
    rows[4][0] = "2."
    assert rules(Sketch(rows)) == ["ORD-DUP"]


def test_dots_alone_leave_rows_out() -> None:
    """“…” in place of an ordinal stands for rows; “…5” does not, and the doubled ordinal is told."""
    rows = [["STT", "Nội dung", "Điểm"], ["1", "A", "5"], ["2", "B", "6"], ["2", "C", "6"], ["…5", "D", "7"]]
    assert rules(Sketch(rows)) == ["ORD-DUP"]
    assert rules(Sketch([*rows[:4], ["…", "D", "7"]])) == []


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


def test_lists_between_commas_do_not_end_at_the_first() -> None:
    """Where no semicolon parts the names, a list that holds a name nobody knows is left alone."""
    text = "Tỉnh có 04 huyện gồm: Tuy Phước, Phù Mỹ, Hoài Ân và Xã Không Ai Biết, đông dân nhất là Tuy Phước."
    assert rules(text) == []


def test_ordinals_that_are_missing_are_told_as_ranges() -> None:
    """After 5 comes 961: what lacks is told from its first to its last."""
    rows = [["STT", "Nội dung", "Điểm"], *([str(n), f"Mục {n}", "2"] for n in (1, 2, 3, 4, 5))]
    (finding,) = serious(examine(Sketch([*rows, ["961", "Mục 6", "2"]])))
    assert "(thiếu 6–960)" in finding.message.vi
    assert "(6–960 missing)" in finding.message.en


def test_sentences_for_a_letter() -> None:
    """Means have no idle noughts, and each language names tables in its own words."""
    rows = [
        ["STT", "Đơn vị", "Điểm"],
        ["1", "Sở Y tế", "70"],
        ["2", "Sở Nội vụ", "80"],
        ["3", "Sở Tư pháp", "90"],
    ]
    (finding,) = serious(examine(Sketch([*rows, ["", "Trung bình", "82"]])))
    assert finding.message.vi.endswith("ghi 82, trung bình các dòng là 80.")
    assert finding.cause is not None
    assert "dòng “Sở Y tế”: 70 → 76" in finding.cause.vi
    assert "row “Sở Y tế”: 70 → 76" in finding.cause.en
    assert "Bảng" not in finding.cause.en


@pytest.mark.parametrize(
    "noun", ["trường hợp, đạt tỷ lệ", "chỉ tiêu đạt", "kế hoạch (đạt", "mục tiêu, chiếm", "yêu cầu đạt"]
)
def test_cases_and_targets_are_counted_too(noun: str) -> None:
    """Words that elsewhere say what is wanted are the noun directly behind the fraction."""
    assert rules(f"Đã hoàn thành 17.019/17.525 {noun} 97,11%.") == []
    assert rules(f"Đã hoàn thành 17.019/17.525 {noun} 97,17%.") == ["COUNT-PCT"]


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


def _amounts(gaps: int) -> Sketch:
    """A budget of forty units in two parts, of which some totals are off by the digits that are not printed."""
    rows = [["STT", "Đơn vị", "Tổng số", "Đầu tư", "Thường xuyên"]]
    for n in range(1, 41):
        parts = (20000 + 137 * n, 41000 + 291 * n)
        rows.append([str(n), f"Chương trình {n}", *map(str, (sum(parts) + (n <= gaps), *parts))])
    return Sketch(rows)


def test_amounts_rounded_one_by_one() -> None:
    """Totals of amounts that are off by one in many rows are rounded; in one row it is a slip worth a look."""
    assert serious(examine(_amounts(5))) == []
    assert rules(_amounts(1)) == ["SUM-ROW"]


def test_share_among_amounts_is_no_part() -> None:
    """“Tỷ lệ bội chi so với GDP” below a balance in money is not added to it."""
    rows = [["STT", "Chỉ tiêu", "Quyết toán"]]
    rows += [["A", "Tổng thu", "962.982"], ["1", "Thu nội địa", "443.731"], ["2", "Thu dầu thô", "519.251"]]
    rows += [["B", "Tổng chi", "1.034.244"], ["1", "Chi đầu tư", "208.306"], ["2", "Chi khác", "825.938"]]
    rows += [
        ["C", "Bội chi", "112.034"],
        ["1", "Vay trong nước", "83.034"],
        ["2", "Vay nước ngoài", "29.000"],
    ]
    rows += [["3", "Tỷ lệ bội chi so với GDP", "4,4%"]]
    assert rules(Sketch(rows)) == []


def test_codes_with_gaps_are_no_ordinals() -> None:
    """Rising numbers with gaps all over are codes of units; one gap is a row that is missing."""
    names = [f"Tiêu chí {chr(65 + n)}" for n in range(20)]
    codes = [n + n // 3 for n in range(1, 21)]
    assert (
        serious(
            examine(
                Sketch(
                    [["STT", "Tên", "Điểm"], *([str(c), n, "5"] for c, n in zip(codes, names, strict=True))]
                )
            )
        )
        == []
    )
    gap = [n + (n > 9) for n in range(1, 21)]
    assert rules(
        Sketch([["STT", "Tên", "Điểm"], *([str(c), n, "5"] for c, n in zip(gap, names, strict=True))])
    ) == ["ORD-GAP"]


@pytest.mark.parametrize("label", ["Highest", "Max", "Maximum"])
def test_extremes_in_english(label: str) -> None:
    """A row of the highest figures has no total of its own, and more places than the rows are no mistake."""
    rows = [["STT", "Tên", "Tổng", "Nội dung", "Hình thức"]]
    scores = [("4,1", "5,2"), ("6,3", "2,4"), ("3,5", "4,6"), ("2,7", "3,8"), ("5,1", "1,2")]
    for n, (one, two) in enumerate(scores, 1):
        total = (int(one.replace(",", "")) + int(two.replace(",", ""))) / 10
        rows.append([str(n), f"Tiêu chí {n}", f"{total:.1f}".replace(".", ","), one, two])
    rows.append(["", label, "9,3", "6,30", "5,24"])
    assert rules(Sketch(rows)) == []


def test_footnote_marks_alone_in_cells_of_figures() -> None:
    """“(1)” that a note explains is no figure; without the note it is a negative one."""
    rows = [["STT", "Chỉ tiêu", "Trung ương"], ["1", "Thu", "(1)"], ["2", "Chi", "25"], ["3", "Bù", "30"]]
    explained = decide(Sketch(rows, notes=("Ghi chú: (1) Chưa bao gồm thu viện trợ.",)))
    assert [int(figure.value) for figure in explained.observations] == [25, 30]
    assert [int(figure.value) for figure in decide(Sketch(rows)).observations] == [-1, 25, 30]
