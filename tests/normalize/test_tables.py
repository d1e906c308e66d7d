"""What columns and rows of a table are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from doichieu.model import ColumnRole, RowKind
from doichieu.normalize.headers import declared_maximum, read_header
from doichieu.normalize.rows import read_ordinal, split_marks
from tests.validate.papers import DEPARTMENTS, Sketch, decide


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("STT", ColumnRole.ORDINAL),
        ("Thứ tự", ColumnRole.ORDINAL),
        ("Thứ hạng", ColumnRole.RANK),
        ("Xếp thứ", ColumnRole.RANK),
        ("Xếp hạng năm 2017", ColumnRole.RANK),
        ("Xếp loại", ColumnRole.TIER),
        ("Tỷ lệ đạt (%)", ColumnRole.RATIO),
        ("Tỉ lệ (%)", ColumnRole.RATIO),
        ("Tỷ lệ % so với điểm tối đa", ColumnRole.RATIO),
        ("Tổng điểm (Tối đa: 1380)", ColumnRole.TOTAL),
        ("Tổng cộng", ColumnRole.TOTAL),
        ("Điểm chuẩn", ColumnRole.MAXIMUM),
        ("Tên đơn vị", ColumnRole.ENTITY),
        ("Bộ, cơ quan ngang Bộ", ColumnRole.ENTITY),
        ("Tỉnh, thành phố", ColumnRole.ENTITY),
        ("Số lượng dịch vụ", ColumnRole.COUNT),
        ("Công tác đảm bảo ATTT mạng", None),
        ("Cơ chế, chính sách và các quy định", None),
    ],
)
def test_header_suggests_its_role(header: str, role: ColumnRole | None) -> None:
    """The last header level names the role; a criterion names none."""
    assert read_header([header]).suggested is role


@pytest.mark.parametrize(
    ("text", "maximum"),
    [
        ("Tổng điểm (Tối đa: 1380)", "1380"),
        ("Tổng điểm (Tối đa:105)", "105"),
        ("Nhận thức số (10 điểm)", "10"),
        ("Điểm đạt được (tối đa 120)", "120"),
        ("Tổng điểm tối đa (500)", "500"),
        ("Điểm tối đa 100,5", "100.5"),
        ("Tổng điểm (1,000 điểm)", "1000"),
        ("Chỉ số (tối đa 1,000)", "1"),
    ],
)
def test_declared_maximum_is_read(text: str, maximum: str) -> None:
    """A maximum stands in brackets or behind “tối đa”."""
    assert declared_maximum(text) == Decimal(maximum)


@pytest.mark.parametrize(
    "text", ["Chỉ số (2016)", "Tỷ lệ (%)", "Trang thông tin (cung cấp, cập nhật)", "Điểm"]
)
def test_other_brackets_declare_no_maximum(text: str) -> None:
    """Years, units and asides are no maxima."""
    assert declared_maximum(text) is None


def test_two_levels_make_one_path_with_its_year() -> None:
    """“Xếp hạng / Năm 2016” is a rank of 2016."""
    header = read_header(["Xếp hạng", "Năm 2016"])
    assert (header.path, header.suggested, header.period) == ("Xếp hạng / Năm 2016", ColumnRole.RANK, 2016)


def test_footnote_marks_are_split_off() -> None:
    """Marks behind a name, bare or in brackets, are not part of it."""
    assert split_marks("Sở Nội vụ**") == ("Sở Nội vụ", "**")
    assert split_marks("Sở Nội vụ (*)") == ("Sở Nội vụ", "*")
    assert split_marks("Sở Nội vụ") == ("Sở Nội vụ", "")


def test_ordinals_come_with_dots_and_brackets() -> None:
    """Arabic, Roman, dotted and lettered ordinals; other text is none."""
    assert [read_ordinal(text) for text in ("1.", "II", "3.1", "a)", "(2)", "Mức tốt", "")] == [
        "1", "II", "3.1", "a", "2", "", "",
    ]  # fmt: skip


def test_kinds_of_rows() -> None:
    """Group, data, average and total rows are told apart; an agency is resolved."""
    reading = decide(
        Sketch(
            [
                ["STT", "Tên đơn vị", "Điểm"],
                ["Mức trung bình", "", ""],
                ["1", "Sở Tài chính", "50"],
                ["2", "Sở Y tế", "40"],
                ["", "Trung bình", "45"],
                ["", "Tổng cộng", "90"],
            ]
        )
    ).tables[0]
    assert [row.kind for row in reading.rows] == [
        RowKind.HEADER,
        RowKind.GROUP,
        RowKind.DATA,
        RowKind.DATA,
        RowKind.AVERAGE,
        RowKind.TOTAL,
    ]
    assert reading.rows[2].entities[0].entity_id == "VN-31:so-tc"
    assert reading.rows[2].group == 1


def test_trung_binh_in_a_tally_is_a_grade() -> None:
    """Among grades a row “Trung bình” is data."""
    rows = [["Xếp loại", "Số lượng"], ["Tốt", "6"], ["Khá", "3"], ["Trung bình", "2"], ["Tổng số", "11"]]
    kinds = [row.kind for row in decide(Sketch(rows)).tables[0].rows]
    assert kinds == [RowKind.HEADER, RowKind.DATA, RowKind.DATA, RowKind.DATA, RowKind.TOTAL]


def test_every_figure_becomes_an_observation() -> None:
    """A figure knows its agency, indicator, measure and digits."""
    decision = decide(
        Sketch(
            [
                ["STT", "Đơn vị", "Hạ tầng", "Tổng điểm"],
                *([str(n), DEPARTMENTS[n], "10,50", "70"] for n in (1, 2, 3)),
            ]
        )
    )
    first = decision.observations[0]
    assert (first.entity_id, first.indicator, first.measure, first.value) == (
        "VN-31:so-xd",
        "Hạ tầng",
        "score",
        Decimal("10.50"),
    )
    assert len(decision.observations) == 6


def test_name_that_is_not_known_is_an_issue() -> None:
    """A name under “Đơn vị” that no register has is reported with its place."""
    rows = [
        ["STT", "Đơn vị", "Điểm"],
        ["1", "Sở Tài chính", "5"],
        ["2", "Sở Kỳ lạ", "4"],
        ["3", "Sở Y tế", "3"],
    ]
    (issue,) = decide(Sketch(rows)).issues
    assert (issue.code, issue.row) == ("unresolved-name", 2)


@pytest.mark.parametrize("label", ["Toàn tỉnh", "Cấp huyện", "CẤP TỈNH", "Điểm tối đa", "Cả nước"])
def test_rows_of_a_level_or_of_maxima_wait_for_no_id(label: str) -> None:
    """They name no agency: nothing asks a person which one."""
    rows = [
        ["STT", "Tên đơn vị", "Điểm"],
        ["1", "Sở Nội vụ", "90"],
        ["2", "Sở Y tế", "80"],
        ["", label, "100"],
    ]
    assert not [issue for issue in decide(Sketch(rows)).issues if issue.code == "unresolved-name"]


def test_declared_maximum_says_what_a_mark_means() -> None:
    """Out of 15 points “13.000” is thirteen, in the columns beside it too."""
    rows = [["STT", "Đơn vị", "Hạ tầng (15 điểm)", "Điểm khác"]]
    rows += [[str(n), DEPARTMENTS[n], f"{n + 8}.000", f"{n + 70}.125"] for n in (1, 2, 3, 4)]
    (table,) = decide(Sketch(rows)).tables
    assert table.numbers[1, 2].value == 9
    assert table.numbers[4, 3].value == Decimal("74.125")


def test_sum_below_whole_numbers_is_read_in_thousands() -> None:
    """“1,141” below whole numbers that add up to it is no decimal."""
    rows = [["STT", "Đơn vị", "Điểm"]]
    rows += [[str(n), DEPARTMENTS[n], str(92 + n % 8)] for n in range(1, 12)]
    whole = sum(int(row[2]) for row in rows[1:])
    rows.append(["", "Tổng cộng", f"{whole:,}"])
    assert decide(Sketch(rows)).tables[0].numbers[12, 2].value == whole > 1000


def test_numbering_of_rows_says_nothing_of_decimals() -> None:
    """1.1 and 1.2 number rows; 9.666 beside them is nine thousand."""
    rows = [["STT", "Chỉ tiêu", "Số tiền"], ["1", "Chi đầu tư", "9.666"]]
    rows += [["1.1", "Giao thông", "8.305"], ["1.2", "Thủy lợi", "1.361"]]
    assert decide(Sketch(rows)).tables[0].numbers[1, 2].value == 9666


def test_short_whole_numbers_beside_a_mark_make_it_thousands() -> None:
    """“5,298” beside “16” counts thousands, and so does “41,516” in the columns without short numbers."""
    rows = [["STT", "Chỉ tiêu", "Năm 2020", "Tăng, giảm"], ["1", "Lúa", "41,516", "5,298"]]
    rows += [["2", "Ngô", "12,102", "16"], ["3", "Khoai", "9,300", "(1,207)"]]
    numbers = decide(Sketch(rows)).tables[0].numbers
    assert (numbers[1, 2].value, numbers[3, 3].value) == (41516, -1207)


def test_whole_numbers_that_figures_differ_by_make_a_mark_thousands() -> None:
    """“8,510” below “8,208” beside 302, and “6,725” more than “1,400” by 5325: three such rows are no chance."""
    rows = [["STT", "Ngày", "Ca mới", "Lũy kế"], ["1", "04/9", "181", "8,208"], ["2", "05/9", "302", "8,510"]]
    rows += [["3", "06/9", "161", "8,671"], ["4", "07/9", "216", "8,887"]]
    assert decide(Sketch(rows)).tables[0].numbers[1, 3].value == 8208
    rows = [["STT", "Đơn vị", "Giao", "Nộp", "Còn"], ["1", "Sở Y tế", "8,208", "7,900", "308"]]
    rows += [["2", "Sở Nội vụ", "9,510", "8,600", "910"], ["3", "Sở Tư pháp", "4,110", "3,990", "120"]]
    assert decide(Sketch(rows)).tables[0].numbers[1, 2].value == 8208


def test_decimals_stay_where_no_difference_is_told() -> None:
    """Marks out of ten with three decimals beside whole numbers of other things."""
    rows = [["STT", "Trường", "Số học sinh", "Điểm trung bình"], ["1", "THPT A", "302", "6,832"]]
    rows += [
        ["2", "THPT B", "410", "7,125"],
        ["3", "THPT C", "288", "5,989"],
        ["4", "THPT D", "351", "6,340"],
    ]
    assert decide(Sketch(rows)).tables[0].numbers[1, 3].value == Decimal("6.832")
