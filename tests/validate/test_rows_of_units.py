"""Rows that say something of the units: their ranks side by side, extremes, weights; ranks in Roman numbers."""

from __future__ import annotations

from tests.validate.papers import DEPARTMENTS, Sketch, examine, serious

A, B, C, D, E = DEPARTMENTS[:5]
Rows = list[list[str]]


def _found(*blocks: Sketch | str) -> list[tuple[str, str, str]]:
    return [(one.rule, one.observed, one.expected) for one in serious(examine(*blocks))]


def _spoilt(rows: Rows, row: int, col: int, printed: str) -> Rows:
    spoilt = [list(cells) for cells in rows]
    spoilt[row][col] = printed
    return spoilt


MATRIX: Rows = [
    ["TT", "Tiêu chí", "Điểm tối đa", A, B, C, D],
    ["I", "Thể chế", "30", "28", "27", "25", "24"],
    ["1", "Ban hành", "10", "10", "9", "8", "8"],
    ["2", "Rà soát", "20", "18", "18", "17", "16"],
    ["II", "Bộ máy", "20", "19", "18", "18", "18"],
    ["1", "Biên chế", "12", "12", "11", "10", "11"],
    ["2", "Cơ cấu", "8", "7", "7", "8", "7"],
    ["", "Tổng điểm", "50", "47", "45", "43", "42"],
    ["", "Xếp hạng", "", "1", "2", "3", "4"],
]


def test_ranks_in_a_row_follow_the_totals_above() -> None:
    """Units side by side are ranked by the row of their totals."""
    assert _found(Sketch(MATRIX)) == []
    assert _found(Sketch(_spoilt(MATRIX, 8, 5, "4"))) == [("RANK-ORDER", "4", "3")]


def test_a_miscount_in_a_row_of_ranks_is_one_finding() -> None:
    """From one place on every rank is one too many."""
    rows = _spoilt(_spoilt(MATRIX, 8, 5, "4"), 8, 6, "5")
    assert _found(Sketch(rows)) == [("RANK-GAP", "4", "3")]


def test_a_numbered_row_may_be_the_total() -> None:
    """Criteria 1 and 2, and 3 their sum."""
    rows = [
        ["TT", "Nội dung", A, B, C, D],
        ["1", "Tiêu chí 1", "15,5", "20,0", "12,0", "21,5"],
        ["2", "Tiêu chí 2", "24,5", "23,5", "24,5", "20,0"],
        ["3", "Tổng điểm", "40,0", "43,5", "36,5", "41,5"],
        ["4", "Xếp hạng", "3", "1", "4", "2"],
    ]
    assert _found(Sketch(rows)) == []
    assert ("SUM-COL", "63,5", "36,5") in _found(Sketch(_spoilt(rows, 3, 4, "63,5")))


def test_rows_of_things_are_no_ranks() -> None:
    """“Hạng mục” is an item."""
    rows = [
        ["Nội dung", A, B, C, D],
        ["Hạng mục hoàn thành", "1", "2", "3", "3"],
        ["Vốn", "9", "7", "5", "3"],
    ]
    assert _found(Sketch(rows)) == []


LIST: Rows = [
    ["STT", "Đơn vị", "Chỉ số"],
    ["1", A, "85,5"],
    ["2", B, "83,2"],
    ["3", C, "80,0"],
    ["4", D, "78,8"],
    ["", "Trung bình", "81,88"],
    ["", "Cao nhất", "85,5"],
    ["", "Thấp nhất", "78,8"],
]


def test_extremes_below_a_list_are_those_of_its_rows() -> None:
    """A slip of the pen is found; extremes of another population are not held against these rows."""
    assert _found(Sketch(LIST)) == []
    assert _found(Sketch(_spoilt(LIST, 7, 2, "78,7"))) == [("SUM-AVG", "78,7", "78,8")]
    other = _spoilt(_spoilt(LIST, 7, 2, "61,20"), 6, 2, "97,41")
    assert _found(Sketch(other)) == []


WEIGHTS: Rows = [
    ["TT", "Đơn vị", "Kinh tế", "Xã hội", "Môi trường", "Chỉ số chung", "Hạng"],
    ["", "Trọng số", "0,5", "0,3", "0,2", "", ""],
    ["1", "Huyện Phù Cát", "80", "70", "60", "73", "2"],
    ["2", "Huyện Phù Mỹ", "90", "80", "75", "84", "1"],
    ["3", "Huyện An Lão", "60", "65", "70", "63,5", "4"],
    ["4", "Huyện Vân Canh", "62", "72", "55", "63,6", "3"],
]


def test_a_row_of_weights_states_them() -> None:
    """No header says what counts how much; the first row does."""
    assert _found(Sketch(WEIGHTS)) == []
    assert ("SUM-WEIGHT", "48,0", "84,0") in _found(Sketch(_spoilt(WEIGHTS, 3, 5, "48,0")))


ROMAN: Rows = [
    ["STT", "Đơn vị", "Tổng điểm", "Xếp thứ"],
    ["1", A, "95", "I"],
    ["2", B, "93", "II"],
    ["3", C, "93", "II"],
    ["4", D, "90", "IV"],
    ["5", E, "88", "V"],
]


def test_ranks_in_roman_numbers_are_ranks() -> None:
    """Ties and gaps as with other digits; classes I to III are none."""
    assert _found(Sketch(ROMAN)) == []
    assert [rule for rule, _, _ in _found(Sketch(_spoilt(ROMAN, 5, 3, "IV")))] == ["RANK-ORDER"]
    classes = [["STT", "Bệnh viện", "Số giường", "Hạng"]]
    classes += [
        [str(n), f"Bệnh viện {n}", beds, rank]
        for n, beds, rank in (
            (1, "500", "I"),
            (2, "90", "III"),
            (3, "150", "III"),
            (4, "120", "II"),
            (5, "60", "III"),
            (6, "80", "III"),
        )
    ]
    assert _found(Sketch(classes)) == []
