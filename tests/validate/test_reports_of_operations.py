"""Sentences of operational reports: lists of units below a bound, grades of communes, what rose and fell."""

from __future__ import annotations

import pytest

from tests.validate.papers import DEPARTMENTS, Sketch, examine, serious

POINTS = ["91,50", "84,25", "68,75", "77,00", "66,40", "82,30"]
GRADES = ["Xuất sắc", "Tốt", "Trung bình", "Khá", "Trung bình", "Tốt"]
GRADED = [
    ["STT", "Đơn vị", "Tổng điểm", "Xếp loại"],
    *([str(at), *row] for at, row in enumerate(zip(DEPARTMENTS, POINTS, GRADES, strict=False), start=1)),
]


def found(table: list[list[str]], *sentences: str) -> list[tuple[str, str]]:
    """The rule of each finding above info, and the figure it holds to be wrong."""
    return [
        (one.rule, one.observed) for one in serious(examine(*sentences, Sketch(table, caption="Kết quả")))
    ]


@pytest.mark.parametrize(
    "bound",
    [
        "tổng điểm dưới 70 điểm, gồm",
        "tổng điểm không quá 70 điểm (gồm",
        "tổng điểm từ 60 điểm trở lên nhưng chưa đạt 70 điểm, gồm",
        "điểm thấp hơn 70 điểm, bao gồm",
    ],
)
def test_bound_is_no_total_of_what_it_bounds(bound: str) -> None:
    """The points of those below seventy do not add up to seventy."""
    end = ")" if "(" in bound else ""
    text = f"Có 2/6 đơn vị có {bound}: Sở Tư pháp (68,75 điểm), Sở Y tế (66,40 điểm){end}."
    assert found(GRADED, text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Kết quả: 1 sở, ngành xếp loại Xuất sắc, {} sở, ngành xếp loại Tốt.", "COUNT-TIER"),
        ("Có {} sở, ban, ngành xếp loại Tốt, 1 sở, ban, ngành xếp loại Khá.", "COUNT-TIER"),
        ("Trong năm {} cơ quan, đơn vị loại Tốt, 1 cơ quan, đơn vị loại Khá.", "COUNT-TIER"),
    ],
)
def test_count_goes_with_the_grade_behind_it(text: str, wrong: str) -> None:
    """A comma within "sở, ban, ngành" does not end the clause of a count."""
    assert found(GRADED, text.format(2)) == []
    assert found(GRADED, text.format(4)) == [(wrong, "4")]


SCHOOLS = ["Lê Lợi", "Nguyễn Huệ", "Trần Phú", "Chu Văn An", "Bùi Dục Tài", "Cửa Tùng"]
EXAMS = [
    ["STT", "Trường", "Điểm trung bình", "Xếp hạng"],
    *(
        [str(at), f"Trường THPT {name}", mark, rank]
        for at, (name, mark, rank) in enumerate(
            zip(
                SCHOOLS,
                ["7,25", "6,84", "8,02", "5,96", "6,37", "7,41"],
                ["3", "4", "1", "6", "5", "2"],
                strict=True,
            ),
            start=1,
        )
    ),
]


@pytest.mark.parametrize(
    ("text", "right", "wrong", "rule"),
    [
        ("Bình quân chung của các trường đạt {} điểm.", "6,98", "6,89", "CLAIM-STAT"),
        ("Trường THPT Chu Văn An đạt {} điểm.", "5,96", "5,69", "CLAIM-FIGURE"),
        ("Trường THPT Cửa Tùng xếp thứ {}.", "2", "4", "CLAIM-RANK"),
        ("Dẫn đầu là {} với 8,02 điểm.", "Trường THPT Trần Phú", "Trường THPT Lê Lợi", "CLAIM-FIGURE"),
    ],
)
def test_sentences_on_units_that_no_registry_has(text: str, right: str, wrong: str, rule: str) -> None:
    """Schools are units as departments are, told by the noun that their names begin with."""
    assert found(EXAMS, text.format(right)) == []
    assert rule in [code for code, _ in found(EXAMS, text.format(wrong))]


def test_rows_of_other_things_are_no_units() -> None:
    """Kinds of land begin with one noun and are no units that a sentence ranks."""
    rows = [["STT", "Chỉ tiêu", "Diện tích (ha)"]]
    rows += [[str(at), f"Đất loại {at}", str(100 * at)] for at in range(1, 8)]
    audit = examine("Bình quân chung đạt 412 điểm.", Sketch(rows))
    assert [check for check in audit.checks if check.rule == "CLAIM-STAT"] == []


ACCIDENTS = [
    ["TT", "Nội dung", "Năm nay", "Cùng kỳ năm trước", "Tăng, giảm", "Tỷ lệ (%)"],
    ["1", "Số vụ tai nạn", "155", "98", "57", "58,16"],
    ["2", "Số người chết", "321", "243", "78", "32,10"],
    ["3", "Số người bị thương", "278", "319", "-41", "-12,85"],
    ["4", "Số phương tiện hư hỏng", "214", "190", "24", "12,63"],
]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Toàn tỉnh xảy ra 155 vụ, {} (58,16%) so với cùng kỳ năm trước.", "tăng 57 vụ", "giảm 57 vụ"),
        ("Toàn tỉnh xảy ra 155 vụ, {} (tăng 58,16%) so với cùng kỳ năm trước.", "tăng 57 vụ", "tăng 75 vụ"),
        ("Toàn tỉnh xảy ra 155 vụ, tăng 57 vụ (tăng {}%) so với cùng kỳ năm trước.", "58,16", "56,18"),
        ("Bị thương 278 người, {} so với cùng kỳ năm trước.", "giảm 12,85%", "tăng 12,85%"),
        ("Có 321 người chết, {} tương đương 32,10% so với cùng kỳ.", "tăng 78 người", "tăng 87 người"),
        ("Chỉ số trung bình đạt 84,17%, {} so với năm trước (82,47%).", "tăng 1,70%", "tăng 1,07%"),
        ("Chỉ số trung bình đạt 82,47%, {} so với năm trước (84,17%).", "giảm 1,70%", "tăng 1,70%"),
        ("Số hộ nghèo còn 1.204 hộ, {} so với năm trước (1.376 hộ).", "giảm 172 hộ", "giảm 127 hộ"),
        ("Tỉnh xếp thứ 12/63, {} so với năm trước (xếp thứ 16/63).", "tăng 4 bậc", "tăng 3 bậc"),
        ("Tỉnh xếp hạng 16, {} so với năm trước (hạng 12).", "giảm 4 bậc", "tăng 4 bậc"),
    ],
)
def test_what_rose_or_fell_follows(text: str, right: str, wrong: str) -> None:
    """By the figures of the sentence itself, or by the row of a table that prints both years."""
    assert found(ACCIDENTS, text.format(right)) == []
    assert [(code, wrong in seen) for code, seen in found(ACCIDENTS, text.format(wrong))] == [
        ("CLAIM-MOVE", True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Toàn tỉnh xảy ra 155 vụ, tăng 12 vụ so với kế hoạch.",
        "Toàn tỉnh xảy ra 155 vụ, giảm 3 vụ so với tháng trước.",
        "Chỉ số đạt 84,17%, tăng 2,06% so với năm trước (82,47%).",
        "Thu ngân sách đạt 155 tỷ đồng, tăng 20 tỷ đồng so với năm 2010.",
        "Trung bình đạt 7,25 điểm, tăng 0,13 điểm so với năm trước (7,13 điểm).",
    ],
)
def test_changes_of_something_else_are_left_alone(text: str) -> None:
    """Another base, growth of a percentage, and means rounded one by one are no errors."""
    assert found(ACCIDENTS, text) == []


FILES = [
    ["TT", "Đơn vị", "Tiếp nhận", "Trực tuyến", "Trực tiếp", "Đã giải quyết", "Đang giải quyết", "Tỷ lệ đúng hạn (%)"],
    ["1", "Sở Tài chính", "8.412", "7.905", "507", "8.120", "292", "98,7"],
    ["2", "Sở Xây dựng", "5.280", "4.611", "669", "5.011", "269", "97,2"],
    ["3", "Sở Tư pháp", "12.906", "11.874", "1.032", "12.475", "431", "99,1"],
    ["", "Tổng cộng", "26.598", "24.390", "2.208", "25.606", "992", "98,6"],
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Tiếp nhận 26.598 hồ sơ, trong đó trực tuyến {} hồ sơ, trực tiếp 2.208 hồ sơ.", "24.390", "24.930"),
        ("Đã giải quyết {} hồ sơ trên 26.598 hồ sơ tiếp nhận.", "25.606", "25.660"),
        ("Toàn tỉnh còn {} hồ sơ đang giải quyết.", "992", "922"),
        ("Tỷ lệ đúng hạn toàn tỉnh đạt {}%.", "98,6", "96,8"),
        ("Tỷ lệ đúng hạn bình quân đạt {}% trên 26.598 hồ sơ.", "98,6", "98,5"),
    ],
)
def test_sentences_tell_the_row_of_totals(text: str, right: str, wrong: str) -> None:
    """By two figures of it, by one of it with digits enough, or by the name of the column."""
    assert found(FILES, text.format(right)) == []
    assert found(FILES, text.format(wrong)) == [("CLAIM-AMOUNT", wrong)]


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ đúng hạn toàn tỉnh đạt 98,63%.",
        "Tiếp nhận 26.598 hồ sơ, trong đó qua bưu chính 24.931 trường hợp khác.",
        "Toàn tỉnh còn 922 hồ sơ chứng thực.",
        "Năm trước toàn tỉnh còn 922 hồ sơ đang giải quyết.",
        "Toàn tỉnh tiếp nhận 26,6 nghìn hồ sơ, giải quyết 25,6 nghìn hồ sơ.",
    ],
)
def test_other_amounts_are_left_alone(text: str) -> None:
    """Finer figures than the table prints, other things, other years and rounded figures are no errors."""
    assert found(FILES, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "{} dẫn đầu về tổng điểm với {}, tiếp theo là {} (84,25 điểm) và {} (82,30 điểm).",
        "Đứng đầu là {} ({}), {} (84,25 điểm), {} (82,30 điểm).",
        "{} đạt {}, {} đạt 84,25 điểm, {} đạt 82,30 điểm.",
    ],
)
def test_list_of_figures_of_one_column_shows_the_odd_one(text: str) -> None:
    """What two others have in one column is what the third is said to have, whatever slip made it another figure."""
    names = (DEPARTMENTS[0], DEPARTMENTS[1], DEPARTMENTS[5])
    assert found(GRADED, text.format(names[0], "91,50 điểm", *names[1:])) == []
    assert found(GRADED, text.format(names[0], "77,30 điểm", *names[1:])) == [("CLAIM-FIGURE", "77,30 điểm")]


def test_single_companion_proves_no_column() -> None:
    """Of two figures that disagree with the table in part, either may be of something else."""
    text = f"{DEPARTMENTS[0]} đạt 71,35 điểm, {DEPARTMENTS[1]} đạt 84,25 điểm."
    assert found(GRADED, text) == []


COVERED = [
    ["STT", "Đơn vị", "Dân số (người)", "Số người tham gia BHYT", "Tỷ lệ bao phủ (%)", "Chỉ tiêu (%)", "So với chỉ tiêu (%)"],
    ["1", "Phường Ba Đồn", "14.740", "8.808", "59,76", "95,25", "-35,49"],
    ["2", "Xã Diên Sanh", "26.886", "8.484", "31,56", "95,25", "-63,69"],
    ["3", "Xã Cửa Việt", "30.619", "7.740", "25,28", "95,25", "-69,97"],
    ["4", "Xã Vĩnh Linh", "17.583", "8.473", "48,19", "95,25", "-47,06"],
    ["5", "Phường Quảng Trị", "59.399", "8.103", "13,64", "95,25", "-81,61"],
    ["6", "Xã Lệ Thủy", "20.730", "8.673", "41,84", "95,25", "-53,41"],
    ["7", "Phường Đông Hà", "59.224", "8.049", "13,59", "95,25", "-81,66"],
]  # fmt: skip


@pytest.mark.parametrize(
    ("col", "printed", "wrong"),
    [(2, "36.019", "36.019"), (2, "306.190", "306.190"), (3, "7.470", "7.470")],
)
def test_slip_in_what_a_percentage_is_of_is_named(col: int, printed: str, wrong: str) -> None:
    """The percentage follows from another column too: the slip is in the figure that one slip leads to."""
    table = [list(row) for row in COVERED]
    table[3][col] = printed
    findings = serious(examine(Sketch(table, caption="Kết quả bao phủ bảo hiểm y tế")))
    assert [(one.rule, one.operands[0].text) for one in findings] == [("RATIO-PCT", wrong)]


@pytest.mark.parametrize("text", ["Tổng số người tham gia BHYT của {} xã, phường là {} người."])
def test_sum_of_a_column_without_a_row_of_totals(text: str) -> None:
    """A sum of as many units as the table lists is the column's, and so is one off by one of its figures."""
    assert found(COVERED, text.format(7, "58.330")) == []
    assert found(COVERED, text.format(7, "71.330")) == [("CLAIM-STAT", "71.330")]
    assert found(COVERED, "Tổng số người tham gia BHYT trong 7 tháng là 71.330 người.") == []
    both = text.format("2/9", "{}")  # of which no table says that they are all
    assert found(COVERED, both.format("66.803")) == [("CLAIM-STAT", "66.803")]
    assert found(COVERED, both.format("71.331")) == []


def test_figures_in_the_place_of_what_they_are_divided_by() -> None:
    """A percentage that two figures give the other way round, to its last digit, is right."""
    table = [row[:5] for row in COVERED]
    table[3][2], table[3][3] = table[3][3], table[3][2]
    [finding] = serious(examine(Sketch(table, caption="Kết quả bao phủ bảo hiểm y tế")))
    assert {place.text for place in finding.operands[:2]} == {"7.740", "30.619"}
    assert finding.cause is not None
    assert "30.619" in finding.cause.vi
