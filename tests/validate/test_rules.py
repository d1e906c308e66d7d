"""Each rule fires on a planted error and stays silent on the clean twin."""

from __future__ import annotations

from decimal import Decimal

import pytest

from doichieu.model import Level, Table
from doichieu.normalize.text import words
from doichieu.validate.catalogue import RULES
from tests.validate.papers import DEPARTMENTS, Sketch, examine, ranking, serious
from tests.validate.text_cases import TEXT_CASES

Blocks = list["Sketch | str"]


def _simple(header: str, values: list[str]) -> list[list[str]]:
    return [
        ["STT", "Tên đơn vị", header],
        *([str(n), DEPARTMENTS[n - 1], value] for n, value in enumerate(values, start=1)),
    ]


def _sums(total: str) -> list[list[str]]:
    return [
        ["STT", "Tên đơn vị", "Hạ tầng", "Nhân lực", "Tổng điểm"],
        ["1", "Sở Tài chính", "30,5", "40", "70,5"],
        ["2", "Sở Xây dựng", "20", "41", total],
        ["3", "Sở Tư pháp", "25", "30", "55"],
        ["4", "Sở Nội vụ", "10", "35,25", "45,25"],
    ]


def _columns(total: str) -> list[list[str]]:
    return [
        ["TT", "Nhóm tiêu chí", "Cấp sở", "Cấp huyện"],
        ["1", "Hạ tầng", "90", "105"],
        ["2", "Ứng dụng", "315", "330"],
        ["", "Tổng cộng", "405", total],
    ]


def _means(mean: str) -> list[list[str]]:
    rows = _simple("Điểm", ["70", "80", "90"])
    return [*rows, ["", "Trung bình", mean]]


def _gaps(gap: str) -> list[list[str]]:
    return [
        ["TT", "Nội dung", "Dự toán", "Thực hiện", "So sánh"],
        ["1", "Chi giáo dục", "1.200", "1.350", gap],
        ["2", "Chi y tế", "900", "850", "-50"],
        ["3", "Chi quốc phòng", "310", "310", "0"],
        ["4", "Chi an ninh", "125", "140", "15"],
    ]


def _composite(total: str) -> list[list[str]]:
    return [
        ["STT", "Tên đơn vị", "Điểm thẩm định (70%)", "Điểm khảo sát (30%)", "Chỉ số"],
        ["1", "Sở Tài chính", "90,00", "80,00", total],
        ["2", "Sở Xây dựng", "85,50", "77,20", "83,01"],
        ["3", "Sở Tư pháp", "91,20", "88,30", "90,33"],
        ["4", "Sở Nội vụ", "79,90", "81,10", "80,26"],
    ]


def _online(count: str) -> list[list[str]]:
    return [
        ["STT", "Tên đơn vị", "Tổng số hồ sơ", "Trong đó: trực tuyến"],
        ["1", "Sở Tài chính", "120", count],
        ["2", "Sở Xây dựng", "312", "97"],
        ["3", "Sở Tư pháp", "85", "40"],
        ["4", "Sở Nội vụ", "64", "64"],
        ["5", "Sở Y tế", "201", "36"],
    ]


def _answers(share: str) -> list[list[str]]:
    return [
        ["STT", "Nội dung", "Hài lòng (%)", "Bình thường (%)", "Không hài lòng (%)"],
        ["1", "Tiếp cận dịch vụ", "38,5", "41,2", share],
        ["2", "Thủ tục", "61,0", "30,7", "8,3"],
        ["3", "Công chức", "55,4", "33,3", "11,3"],
        ["4", "Kết quả", "70,1", "21,8", "8,2"],
    ]


def _months(run: str) -> list[list[str]]:
    return [
        ["TT", "Tháng", "Trong tháng", "Lũy kế từ đầu năm"],
        ["1", "Tháng 1", "1.210", "1.210"],
        ["2", "Tháng 2", "1.910", "3.120"],
        ["3", "Tháng 3", "540", run],
        ["4", "Tháng 4", "830", "4.490"],
        ["5", "Tháng 5", "1.005", "5.495"],
        ["6", "Tháng 6", "742", "6.237"],
    ]


def _purchase(amount: str) -> list[list[str]]:
    return [
        ["STT", "Nội dung", "Số lượng", "Đơn giá", "Thành tiền"],
        ["1", "Máy tính", "25", "14.350.000", "358.750.000"],
        ["2", "Máy in", "12", "5.870.000", amount],
        ["3", "Máy quét", "7", "11.240.000", "78.680.000"],
        ["4", "Tủ hồ sơ", "18", "2.750.000", "49.500.000"],
    ]


def _yields(second: str) -> list[list[str]]:
    return [
        ["TT", "Huyện", "Diện tích (ha)", "Năng suất (tạ/ha)", "Sản lượng (tấn)"],
        ["1", "Tuy Phước", "4.654", "57,4", "26.714"],
        ["2", "Phù Cát", "5.791", second, "35.730"],
        ["3", "Phù Mỹ", "7.526", "65,3", "49.145"],
        ["4", "Hoài Ân", "5.024", "53,9", "27.079"],
    ]


def _indices(index: str) -> Blocks:
    values = [
        ["Ngành", "2019", "2020", "2021"],
        ["Nông nghiệp", "9.821", "10.584", "11.001"],
        ["Công nghiệp", "14.302", "15.119", "16.730"],
        ["Dịch vụ", "12.077", "11.933", "12.518"],
    ]
    indices = [
        ["Ngành", "2020", "2021"],
        ["Nông nghiệp", index, "103,94"],
        ["Công nghiệp", "105,71", "110,66"],
        ["Dịch vụ", "98,81", "104,90"],
    ]
    return [
        Sketch(values, number="1", caption="Giá trị sản xuất"),
        Sketch(indices, number="2", caption="Chỉ số phát triển (năm trước = 100)"),
    ]


def _details(second: str) -> Blocks:
    main = Sketch(_simple("Tổng điểm", ["100", "90", "80", "70"]), number="1", caption="Tổng hợp")
    one = Sketch(_simple("Điểm", ["60", "50", second, "35"]), number="1.1", caption="Hạ tầng")
    two = Sketch(_simple("Điểm", ["40", "40", "35", "35"]), number="1.2", caption="Nhân lực")
    return [main, one, two]


def _twins(printed: str) -> Blocks:
    rows = _sums("61")
    detail = _simple("Tổng điểm", ["30,5", "20", printed, "10"])
    return [
        Sketch(rows, number="1", caption="Chung"),
        Sketch(detail, number="1.1", caption="Xếp hạng về Hạ tầng"),
    ]


def _ratios(ratio: str) -> list[list[str]]:
    return [
        ["STT", "Tên đơn vị", "Tổng điểm (Tối đa: 150)", "Tỷ lệ (%)"],
        ["1", "Sở Tài chính", "150", "100"],
        ["2", "Sở Xây dựng", "135", "90"],
        ["3", "Sở Tư pháp", "115", ratio],
        ["4", "Sở Nội vụ", "100", "66,67"],
    ]


def _marks(second: str) -> list[list[str]]:
    """Communes and the criteria they meet."""
    met = {"Nhơn Hải": "ĐĐĐĐĐK5", "Nhơn Lý": f"ĐKĐĐKK{second}", "Phước Mỹ": "ĐĐĐĐĐĐ6", "Nhơn Châu": "KĐĐKĐĐ4"}
    rows = [["STT", "Xã", *(f"Tiêu chí {n}" for n in range(1, 7)), "Số tiêu chí đạt"]]
    return rows + [[str(n), f"Xã {name}", *marks] for n, (name, marks) in enumerate(met.items(), 1)]


def _tiers(tier: str) -> Blocks:
    rows = [
        ["STT", "Tên đơn vị", "Điểm", "Xếp loại"],
        ["1", "Sở Tài chính", "92", "Tốt"],
        ["2", "Sở Xây dựng", "84", "Tốt"],
        ["3", "Sở Tư pháp", "79", tier],
        ["4", "Sở Nội vụ", "65", "Khá"],
        ["5", "Sở Y tế", "41", "Trung bình"],
    ]
    scale = "Xếp loại Tốt: từ 80 điểm trở lên; loại Khá: từ 60 điểm đến dưới 80 điểm; loại Trung bình: dưới 60 điểm."
    return [scale, Sketch(rows)]


def _remark(printed: str) -> list[list[str]]:
    return [
        ["TT", "Tiêu chí", "Tỷ lệ", "Ghi chú"],
        ["1", "Đã triển khai chữ ký số", printed, "18/19"],
        ["2", "Đã có trang thông tin", "100%", ""],
        ["3", "Đã có mạng nội bộ", "89,47%", "17/19"],
    ]


def _ordinals(*numbers: str) -> list[list[str]]:
    rows = _simple("Điểm", ["50", "40", "30", "20", "10"])
    return [rows[0], *([number, *row[1:]] for number, row in zip(numbers, rows[1:], strict=True))]


def _population(*names: str) -> Blocks:
    full = _simple("Điểm", ["50", "40", "30", "20", "10"])
    other = _simple("Điểm", ["9", "8", "7", "6", "5"])
    doubtful = [
        ["STT", "Tên đơn vị", "Điểm"],
        *([str(n), name, str(20 - n)] for n, name in enumerate(names, start=1)),
    ]
    return [Sketch(full, number="1"), Sketch(other, number="2"), Sketch(doubtful, number="3")]


def _scored(third: tuple[str, str, str]) -> list[list[str]]:
    rows = [
        ("9,15", "8,80", "7,35"),
        ("7,25", "8,30", "6,45"),
        third,
        ("8,05", "6,95", "7,70"),
        ("5,60", "7,75", "9,20"),
    ]
    ranks = ["1", "5", "5", "3", "4"] if third == rows[1] else ["1", "5", "2", "3", "4"]
    totals = [sum(Decimal(part.replace(",", ".")) for part in row) for row in rows]
    return [
        ["STT", "Tên đơn vị", "Công khai", "Thủ tục", "Thái độ", "Tổng điểm", "Xếp hạng"],
        *(
            [str(n), DEPARTMENTS[n], *row, str(total).replace(".", ","), rank]
            for n, (row, total, rank) in enumerate(zip(rows, totals, ranks, strict=True), start=1)
        ),
    ]


def _earlier(before: str, long_before: str) -> list[list[str]]:
    rows = [["STT", "Tên đơn vị", "Điểm", "Xếp hạng 2017", "Xếp hạng 2016", "Xếp hạng 2015"]]
    earlier = [("2", "1"), ("1", "2"), ("3", "4"), ("4", "3"), (before, long_before), ("5", "6")]
    rows.extend(
        [str(n), DEPARTMENTS[n - 1], str(100 - n), str(n), one, two]
        for n, (one, two) in enumerate(earlier, start=1)
    )
    return rows


def _detail(first: int, second: int) -> list[list[str]]:
    names = [DEPARTMENTS[first], DEPARTMENTS[second], *DEPARTMENTS[2:8]]
    rows = [["STT", "Tên đơn vị", "Thể chế", "Xếp hạng"]]
    scores = ("9,75", "9,50", "9,15", "8,80", "8,30", "7,65", "7,20", "6,45")
    rows += [[str(at), *row, str(at)] for at, row in enumerate(zip(names, scores, strict=True), start=1)]
    return rows


def _main() -> list[list[str]]:
    others = ("7,25", "8,10", "6,90", "5,35", "9,05", "8,45", "4,60", "7,70")
    rows = [[*row[:3], other] for row, other in zip(_detail(0, 1)[1:], others, strict=True)]
    return [["STT", "Tên đơn vị", "Thể chế", "Nhân lực"], *rows]


FIVE = DEPARTMENTS[:5]

CASES: dict[str, tuple[Blocks, Blocks]] = {
    "ORD-SEQ": ([Sketch(_ordinals("1", "4", "2", "3", "5"))], [Sketch(_ordinals("1", "2", "3", "4", "5"))]),
    "ORD-DUP": ([Sketch(_ordinals("1", "2", "3", "3", "5"))], [Sketch(_ordinals("1", "2", "3", "4", "5"))]),
    "ORD-GAP": ([Sketch(_ordinals("1", "2", "4", "5", "6"))], [Sketch(_ordinals("1", "2", "3", "4", "5"))]),
    "POP-DUP": (_population(*FIVE[:4], FIVE[3]), _population(*FIVE)),
    "POP-COPY": ([Sketch(_scored(("7,25", "8,30", "6,45")))], [Sketch(_scored(("8,25", "8,30", "6,45")))]),
    "POP-SWAP": (
        [Sketch(_main()), Sketch(_detail(1, 0), number="1.1")],
        [Sketch(_main()), Sketch(_detail(0, 1), number="1.1")],
    ),
    "POP-MISS": (
        _population(*FIVE[:4]),
        [*_population(*FIVE[:4]), "Sở Y tế không đánh giá nội dung ở Bảng 3."],
    ),
    "NAME-SPELL": (
        [
            Sketch(
                [
                    ["STT", "Tên đơn vị", "Điểm"],
                    ["1", "UBND huyện Hoài Nhơm", "5"],
                    ["2", "UBND huyện Hoài Ân", "4"],
                    ["3", "UBND huyện An Lão", "3"],
                ]
            )
        ],
        [
            Sketch(
                [
                    ["STT", "Tên đơn vị", "Điểm"],
                    ["1", "UBND huyện Hoài Nhơn", "5"],
                    ["2", "UBND huyện Hoài Ân", "4"],
                    ["3", "UBND huyện An Lão", "3"],
                ]
            )
        ],
    ),
    "NAME-DATE": (
        [
            Sketch(
                [
                    ["STT", "Tên đơn vị", "Điểm"],
                    ["1", "UBND huyện An Nhơn", "5"],
                    ["2", "UBND huyện Hoài Ân", "4"],
                    ["3", "UBND huyện An Lão", "3"],
                ]
            )
        ],
        [
            Sketch(
                [
                    ["STT", "Tên đơn vị", "Điểm"],
                    ["1", "UBND thị xã An Nhơn", "5"],
                    ["2", "UBND huyện Hoài Ân", "4"],
                    ["3", "UBND huyện An Lão", "3"],
                ]
            )
        ],
    ),
    "SUM-ROW": ([Sketch(_sums("16"))], [Sketch(_sums("61"))]),
    "SUM-COL": ([Sketch(_columns("453"))], [Sketch(_columns("435"))]),
    "SUM-AVG": ([Sketch(_means("82"))], [Sketch(_means("80"))]),
    "SUM-DIFF": ([Sketch(_gaps("105"))], [Sketch(_gaps("150"))]),
    "SUM-WEIGHT": ([Sketch(_composite("78,00"))], [Sketch(_composite("87,00"))]),
    "SUM-SHARE": ([Sketch(_answers("25,3"))], [Sketch(_answers("20,3"))]),
    "SUM-RUN": ([Sketch(_months("3.606"))], [Sketch(_months("3.660"))]),
    "SUM-WITHIN": ([Sketch(_online("210"))], [Sketch(_online("102"))]),
    "XSUM-TOTAL": (_details("54"), _details("45")),
    "XSUM-REST": (
        [
            Sketch(_simple("Tổng điểm", ["120", "110", "100", "90"]), number="1"),
            Sketch(_simple("Điểm", ["60", "50", "45", "35"]), number="1.1"),
            Sketch(_simple("Điểm", ["40", "40", "35", "35"]), number="1.2"),
        ],
        _details("45"),
    ),
    "XEQ-CELL": (_twins("52"), _twins("25")),
    "RATIO-PCT": ([Sketch(_ratios("67,67"))], [Sketch(_ratios("76,67"))]),
    "RATIO-PROD": ([Sketch(_purchase("74.040.000"))], [Sketch(_purchase("70.440.000"))]),
    "RATIO-UNIT": ([Sketch(_yields("67,1"))], [Sketch(_yields("61,7"))]),
    "RATIO-CROSS": (_indices("170,77"), _indices("107,77")),
    "RATIO-NOTE": ([Sketch(_remark("97,74%"))], [Sketch(_remark("94,74%"))]),
    "RANK-TIE": (
        [Sketch(ranking(["90", "80", "80", "70", "60", "60"], ["1", "2", "2", "3", "4", "5"]))],
        [Sketch(ranking(["90", "80", "80", "70", "60", "60"], ["1", "2", "2", "3", "4", "4"]))],
    ),
    "RANK-ORDER": (
        [Sketch(ranking(["90", "80", "75", "70", "65", "60"], ["1", "2", "3", "14", "5", "6"]))],
        [Sketch(ranking(["90", "80", "75", "70", "65", "60"], ["1", "2", "3", "4", "5", "6"]))],
    ),
    "RANK-GAP": (
        [Sketch(ranking(["90", "80", "75", "70", "65", "60"], ["1", "2", "3", "5", "6", "7"]))],
        [Sketch(ranking(["90", "80", "75", "70", "65", "60"], ["1", "2", "3", "4", "5", "6"]))],
    ),
    "RANK-PRIOR": ([Sketch(_earlier("3", "4"))], [Sketch(_earlier("6", "5"))]),
    "TIER-GROUP": (_tiers("Tốt"), _tiers("Khá")),
    "COUNT-PCT": (["Có 17/19 (98,47%) cơ quan đã triển khai."], ["Có 17/19 (89,47%) cơ quan đã triển khai."]),
    "COUNT-PARTS": (
        ["Đánh giá 27/32 đơn vị gồm 17/21 sở, ban, ngành và 11/11 huyện."],
        ["Đánh giá 28/32 đơn vị gồm 17/21 sở, ban, ngành và 11/11 huyện."],
    ),
    "COUNT-TIER": (
        [*_tiers("Khá"), "Có 3 đơn vị đạt loại Tốt, chiếm 40%."],
        [*_tiers("Khá"), "Có 2 đơn vị đạt loại Tốt, chiếm 40%."],
    ),
    "COUNT-BOUND": (
        [*_tiers("Khá"), "Có 3 đơn vị đạt trên 80 điểm."],
        [*_tiers("Khá"), "Có 2 đơn vị đạt trên 80 điểm."],
    ),
    "COUNT-MARK": ([Sketch(_marks("4"))], [Sketch(_marks("3"))]),
    "COUNT-UNITS": (
        ["Kết quả đối với 6 sở, ban, ngành như sau:", Sketch(_ordinals("1", "2", "3", "4", "5"))],
        ["Kết quả đối với 5 sở, ban, ngành như sau:", Sketch(_ordinals("1", "2", "3", "4", "5"))],
    ),
    **TEXT_CASES,
}


def test_every_rule_has_a_case() -> None:
    """The catalogue and the cases name the same rules; those between papers are proved in test_chain."""
    assert set(CASES) == {code for code, rule in RULES.items() if rule.family != "CHAIN"}


@pytest.mark.parametrize("code", sorted(CASES))
def test_rule_fires_on_the_planted_error(code: str) -> None:
    """A planted error is found under its rule, and nothing else is."""
    planted, _ = CASES[code]
    found = examine(*planted).findings
    assert code in {finding.rule for finding in found}
    if code not in {"NAME-SPELL", "NAME-DATE", "XSUM-REST", "REF-BLANK"}:
        assert [finding.rule for finding in found if finding.level is not Level.INFO] == [code]


@pytest.mark.parametrize("code", sorted(CASES))
def test_clean_twin_is_silent(code: str) -> None:
    """The same paper without the error raises nothing above info, and the rule was checked."""
    _, clean = CASES[code]
    result = examine(*clean)
    assert serious(result) == []
    assert code not in {finding.rule for finding in result.findings}


@pytest.mark.parametrize("code", sorted(CASES))
def test_finding_speaks_both_languages_and_shows_its_evidence(code: str) -> None:
    """Every finding has a sentence, steps, operands, a cause and a consequence in both languages."""
    planted, _ = CASES[code]
    for finding in examine(*planted).findings:
        assert finding.message.vi
        assert finding.message.en
        assert finding.message.vi != finding.message.en
        assert finding.steps
        assert finding.operands
        assert finding.cause is not None
        assert finding.consequence is not None
        assert finding.consequence.en


@pytest.mark.parametrize("code", sorted(CASES))
def test_observed_and_expected_stand_in_no_language_of_ours(code: str) -> None:
    """They are figures, names and words of the paper, so that they read alike in either language of a report."""
    planted, _ = CASES[code]
    result = examine(*planted)
    document = result.decision.document
    printed = [block.text for block in document.blocks if not isinstance(block, Table)]
    printed += [cell.text for table in document.tables for cell in table.cells]
    printed += [f"{table.caption} {table.number}" for table in document.tables]
    printed += [
        mention.name or "" for t in result.decision.tables for row in t.rows for mention in row.entities
    ]
    known = {word for text in [*printed, document.letterhead.number or ""] for word in words(text)}
    for finding in result.findings:
        said = set(words(f"{finding.observed} {finding.expected}"))
        assert {word for word in said - known if word.isalpha()} == set()


def test_correction_names_the_cell_and_the_value() -> None:
    """A swapped pair of digits is put right in the cell where it stands."""
    (finding,) = serious(examine(Sketch(_sums("16"))))
    (correction,) = finding.corrections
    assert (correction.row, correction.col, correction.printed, correction.value) == (2, 4, "16", "61")
