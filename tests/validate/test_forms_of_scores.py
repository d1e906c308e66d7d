"""Forms that tables of scores take: counting down, ranks in words, the first three alone, indices that are means, verdicts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.validate.papers import DEPARTMENTS, Sketch, examine, ranking, serious

WORDS = ["Nhất", "Nhì", "Ba", "Tư", "Năm", "Sáu", "Bảy"]
SCORES = ["95", "91,5", "88", "83", "80", "76,5", "70"]


def test_ordinals_may_count_down_to_the_best() -> None:
    """From the last to the first is a sequence; with one out of place it is none."""
    rows = ranking(SCORES[::-1], [str(7 - n) for n in range(7)])
    down = [rows[0], *([str(8 - n), *row[1:]] for n, row in enumerate(rows[1:], start=1))]
    assert serious(examine(Sketch(down))) == []
    wrong = [*down[:3], ["4", *down[3][1:]], ["5", *down[4][1:]], *down[5:]]
    assert [one.rule for one in serious(examine(Sketch(wrong)))] == ["ORD-SEQ"]


def test_ranks_may_be_words() -> None:
    """“Nhất”, “Nhì”, “Ba”, “Tư” are places like 1 to 4."""
    assert serious(examine(Sketch(ranking(SCORES, WORDS)))) == []
    (found,) = serious(examine(Sketch(ranking(SCORES, [*WORDS[:3], "Năm", "Tư", *WORDS[5:]]))))
    assert (found.rule, found.observed, found.expected) == ("RANK-ORDER", "Năm", "4")


def test_of_prizes_several_may_be_third() -> None:
    """Two third prizes of different points share no place."""
    prizes = ["Nhất", "Nhì", "Ba", "Ba", "", "", ""]
    assert serious(examine(Sketch(ranking(SCORES, prizes)))) == []


@pytest.mark.parametrize("ranks", [["Nhì", "Nhất", "Ba"], ["1", "2", "", "3"]])
def test_the_first_three_alone_are_the_best(ranks: list[str]) -> None:
    """Where only three places are printed they go to the highest points, in their order."""
    right = ["Nhất", "Nhì", "Ba"] if ranks[0] == "Nhì" else ["1", "2", "3"]
    assert serious(examine(Sketch(ranking(SCORES, [*right, *[""] * 4])))) == []
    (found,) = serious(examine(Sketch(ranking(SCORES, [*ranks, *[""] * (7 - len(ranks))]))))
    assert found.rule == "RANK-ORDER"


def _satisfied(fourth: str) -> Sketch:
    parts = [
        ("80,10", "91,30", "85,00"),
        ("77,20", "88,40", "93,10"),
        ("90,50", "79,60", "82,70"),
        ("71,80", "95,90", "86,20"),
        ("83,40", "84,70", "91,60"),
        ("92,30", "76,10", "88,80"),
    ]
    indices = ["85,47", "86,23", "84,27", fourth, "86,57", "85,73"]
    head = ["STT", "Tên đơn vị", "Tiếp cận (%)", "Thủ tục (%)", "Công chức (%)", "Chỉ số hài lòng chung (%)"]
    rows = [
        [str(n), DEPARTMENTS[n], *row, index]
        for n, (row, index) in enumerate(zip(parts, indices, strict=True), start=1)
    ]
    return Sketch([head, *rows])


def test_an_index_in_percent_may_be_the_mean_of_its_factors() -> None:
    """No header need call it a mean."""
    assert serious(examine(_satisfied("84,63"))) == []
    (found,) = serious(examine(_satisfied("86,43")))
    assert (found.rule, found.row, found.col) == ("SUM-AVG", 4, 5)


def _graded(tiers: Sequence[str]) -> Sketch:
    parts = [(913, 985), (804, 922), (829, 791), (941, 577), (608, 824), (737, 683), (512, 930)]
    rows = [
        [str(n), DEPARTMENTS[n], f"{one / 10}", f"{two / 10}", f"{(one + two) / 20}", tier]
        for n, ((one, two), tier) in enumerate(zip(parts, tiers, strict=True), start=1)
    ]
    return Sketch([["STT", "Tên đơn vị", "Kết quả", "Tiến độ", "Chung", "Xếp loại"], *rows])


def test_units_are_graded_by_what_the_table_computes() -> None:
    """“Kết quả” is one of the parts; thresholds in percent hold for an index out of a hundred."""
    said = "Loại A: từ 84% trở lên; loại B: từ 74% đến dưới 84%; loại C: dưới 74%."
    right = ["A", "A", "B", "B", "C", "C", "C"]
    assert serious(examine(_graded(right), said)) == []
    (found,) = serious(examine(_graded([*right[:2], "C", *right[3:]]), said))
    assert (found.rule, found.row, found.expected) == ("TIER-GROUP", 3, "B")


@pytest.mark.parametrize("stated", ["header", "note"])
def test_verdicts_follow_a_threshold(stated: str) -> None:
    """“Đạt” and “Chưa đạt” go by the bound that the header or a note states; without one nothing is held against them."""
    shares = ["92,0", "71,5", "68,4", "80,3", "55,0", "74,9"]
    verdicts = ["Đạt", "Đạt", "Chưa đạt", "Đạt", "Đạt", "Đạt"]
    head = "Tỷ lệ (%) (yêu cầu ≥ 70%)" if stated == "header" else "Tỷ lệ (%)"
    notes = ("Ghi chú: Đạt: từ 70% trở lên; Chưa đạt: dưới 70%.",) if stated == "note" else ()
    rows = [
        [str(n), DEPARTMENTS[n], share, verdict]
        for n, (share, verdict) in enumerate(zip(shares, verdicts, strict=True), start=1)
    ]
    (found,) = serious(examine(Sketch([["STT", "Tên đơn vị", head, "Đánh giá"], *rows], notes=notes)))
    assert (found.rule, found.row, found.expected) == ("TIER-GROUP", 5, "Chưa đạt")
    open_head = ["STT", "Tên đơn vị", "Tỷ lệ (%)", "Đánh giá"]
    assert serious(examine(Sketch([open_head, *rows]))) == []


def test_a_note_may_state_two_maxima() -> None:
    """“(*) … tối đa 94 điểm; các đơn vị còn lại tối đa 100 điểm”."""
    note = "(*) Đơn vị không có thủ tục hành chính: điểm tối đa 94 điểm; các đơn vị còn lại tối đa 100 điểm."
    points = ["87,20", "72,68", "65,06", "91,14", "61,95", "70,76"]
    shares = ["87,20", "72,68", "65,06", "91,14", "65,90", "75,28"]

    def paper(last: str) -> Sketch:
        rows = [
            [str(n), DEPARTMENTS[n] + (" (*)" if n > 4 else ""), point, share]
            for n, (point, share) in enumerate(zip(points, [*shares[:5], last], strict=True), start=1)
        ]
        return Sketch([["TT", "Cơ quan", "Điểm đạt được", "Tỷ lệ (%)"], *rows], notes=(note,))

    assert serious(examine(paper("75,28"))) == []
    (found,) = serious(examine(paper("70,76")))
    assert (found.rule, found.row) == ("RATIO-PCT", 6)


def test_what_makes_up_a_subtotal_is_not_the_total_over_it() -> None:
    """Units that were graded, by grade, and those that were not: few rows have any of the latter."""
    head = ["STT", "Đảng bộ", "Tổng số", "Được đánh giá", "Xuất sắc", "Tốt", "Khá", "Chưa đánh giá"]
    rows = [
        [
            str(n),
            f"Đảng bộ xã {name}",
            str(sum(counts) + rest),
            str(sum(counts)),
            *map(str, counts),
            str(rest),
        ]
        for n, (name, counts, rest) in enumerate(
            [
                ("Tân Lập", (9, 43, 5), 0),
                ("Bình Minh", (11, 26, 6), 2),
                ("Phú Lương", (5, 27, 13), 0),
                ("Hòa An", (7, 39, 16), 0),
                ("Đông Sơn", (4, 49, 11), 3),
                ("Kim Long", (12, 31, 8), 0),
            ],
            start=1,
        )
    ]
    sums = [str(sum(int(row[col]) for row in rows)) for col in range(2, 8)]
    assert serious(examine(Sketch([head, *rows, ["", "Tổng số", *sums]]))) == []


def _clusters(means: Sequence[str]) -> Sketch:
    scores = ["86,4", "79,8", "91,2", "74,6", "88,0", "80,6", "93,4", "69,2", "84,8"]
    rows = [
        [str(n), f"Trường THPT {name}", score, means[(n - 1) // 3] if n % 3 == 1 else ""]
        for n, (name, score) in enumerate(zip("ABCDEGHIK", scores, strict=True), start=1)
    ]
    return Sketch([["TT", "Trường", "Điểm", "Điểm bình quân cụm"], *rows])


def test_a_figure_may_stand_for_the_rows_it_is_merged_over() -> None:
    """The mean of a cluster stands once beside its three schools."""
    assert serious(examine(_clusters(["85,8", "81,1", "82,5"]))) == []
    (found,) = serious(examine(_clusters(["85,8", "81,1", "85,2"])))
    assert (found.rule, found.row, found.col) == ("SUM-AVG", 7, 3)
    assert "3 dòng từ Trường THPT H đến Trường THPT K" in found.message.vi


def test_remarks_may_tell_how_many_places_were_won() -> None:
    """“Tăng 2 bậc” below “Ghi chú” follows from the ranks of the two years."""
    before, after = [6, 3, 1, 5, 2, 4], [4, 3, 2, 1, 6, 5]
    remarks = ["Tăng 2 bậc", "Giữ nguyên", "Giảm 1 bậc", "Tăng 4 bậc", "Giảm 4 bậc", "Giảm 1 bậc"]

    def paper(told: Sequence[str]) -> Sketch:
        rows = [
            [str(n), DEPARTMENTS[n], str(100 - 3 * was), str(was), str(98 - 2 * now), str(now), remark]
            for n, (was, now, remark) in enumerate(zip(before, after, told, strict=True), start=1)
        ]
        head = ["STT", "Tên đơn vị", "Điểm 2022", "Hạng 2022", "Điểm 2023", "Hạng 2023", "Ghi chú"]
        return Sketch([head, *rows])

    assert serious(examine(paper(remarks))) == []
    (found,) = serious(examine(paper([*remarks[:3], "Giảm 4 bậc", *remarks[4:]])))
    assert (found.rule, found.row) == ("RANK-MOVE", 4)


def test_a_table_of_criteria_bounds_the_scores_of_another() -> None:
    """The part above the maximum of its criterion is what makes the total wrong."""
    scale = Sketch(
        [
            ["TT", "Tiêu chí", "Điểm tối đa"],
            *(["1", "Thể chế số", "10"], ["2", "Hạ tầng số", "20"], ["3", "Nhân lực số", "15"]),
        ],
        caption="Thang điểm",
    )
    parts = [
        ("8,1", "17,3", "12,0"),
        ("9,4", "15,2", "10,7"),
        ("6,6", "18,8", "14,1"),
        ("7,2", "16,9", "9,5"),
    ]
    parts += [("5,3", "12,6", "13,3"), ("8,8", "19,1", "11,4")]
    totals = ["37,4", "35,3", "39,5", "33,6", "31,2", "39,3"]

    def scores(first: str) -> Sketch:
        rows = [
            [str(n), DEPARTMENTS[n], *(row if n > 1 else (first, *row[1:])), total]
            for n, (row, total) in enumerate(zip(parts, totals, strict=True), start=1)
        ]
        head = ["TT", "Tên đơn vị", "Thể chế số", "Hạ tầng số", "Nhân lực số", "Tổng điểm"]
        return Sketch([head, *rows], number="2")

    assert serious(examine(scale, scores("8,1"))) == []
    found = serious(examine(scale, scores("11,5")))[0]
    assert (found.row, found.col, found.table_id) == (1, 2, "t02")


def test_the_tables_of_rounds_add_up_to_the_year() -> None:
    """Any tables over the same units, each with one total, whatever they are numbered."""
    rounds = [[75, 79, 91, 83, 93, 66], [60, 74, 63, 94, 77, 71], [78, 84, 78, 74, 90, 95]]
    names = [
        f"Trường THPT {name}" for name in ("Lê Lợi", "Trần Phú", "Kim Sơn", "Hoa Lư", "Bắc Sơn", "Ba Vì")
    ]

    def paper(year: Sequence[int]) -> list[Sketch]:
        tables = [
            [["TT", "Đơn vị", "Hồ sơ", "Thực tế", "Cộng"]]
            + [[str(n), name, "30", str(total - 30), str(total)] for n, (name, total) in enumerate(one, 1)]
            for one in (list(zip(names, totals, strict=True)) for totals in rounds)
        ]
        last = [["TT", "Đơn vị", "Tổng điểm 3 đợt"]]
        last += [
            [str(n), name, str(total)] for n, (name, total) in enumerate(zip(names, year, strict=True), 1)
        ]
        return [Sketch(rows, number=str(at)) for at, rows in enumerate([*tables, last], start=1)]

    year = [sum(totals) for totals in zip(*rounds, strict=True)]
    assert serious(examine(*paper(year))) == []
    (found,) = serious(examine(*paper([*year[:3], 215, *year[4:]])))
    assert (found.rule, found.table_id, found.row) == ("XSUM-TOTAL", "t04", 4)


def test_points_may_be_converted_by_a_factor_in_their_header() -> None:
    """“Quy đổi (x3)” is three times the points beside it, and the converted points make the total."""
    points = [("61,5", "83,0"), ("77,2", "64,9"), ("90,1", "71,3"), ("68,4", "95,6"), ("84,7", "79,8")]

    def paper(third: str) -> Sketch:
        head = ["STT", "Tên đơn vị", "Chỉ đạo", "Chỉ đạo", "An sinh", "An sinh", "Tổng điểm quy đổi"]
        below = ["", "", "Điểm", "Quy đổi (x3)", "Điểm", "Quy đổi (x2)", ""]
        rows = []
        for n, (one, two) in enumerate(points, start=1):
            first, second = 3 * int(one.replace(",", "")), 2 * int(two.replace(",", ""))
            shown = [f"{value // 10},{value % 10}" for value in (first, second, first + second)]
            rows.append([str(n), DEPARTMENTS[n], one, shown[0] if n != 3 else third, two, shown[1], shown[2]])
        return Sketch([head, below, *rows], header_rows=2)

    assert serious(examine(paper("270,3"))) == []
    found = serious(examine(paper("273,0")))[0]
    assert (found.row, found.col) == (4, 3)


@pytest.mark.parametrize("name", ["Sở Lao động - TB và XH", "Sở LĐ-TB&XH", "Phòng Lao động - TB - XH"])
def test_a_department_of_invalids_is_no_mean(name: str) -> None:
    """“TB” before “XH” stands for those disabled in war, and what is computed in its row is checked."""
    parts = [("80,1", "91,3"), ("77,2", "88,4"), ("90,5", "79,6"), ("71,8", "95,9"), ("83,4", "84,7")]
    totals = ["171,4", "165,6", "170,1", "176,7", "168,1"]
    labels = [*DEPARTMENTS[:3], name, DEPARTMENTS[4]]
    rows = [
        [str(n), label, *row, total]
        for n, (label, row, total) in enumerate(zip(labels, parts, totals, strict=True), start=1)
    ]
    (found,) = serious(examine(Sketch([["STT", "Tên đơn vị", "Hạ tầng", "Nhân lực", "Tổng điểm"], *rows])))
    assert (found.rule, found.row) == ("SUM-ROW", 4)
