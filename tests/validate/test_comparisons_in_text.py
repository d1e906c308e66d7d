"""Sentences of reports that state all the figures of a comparison, or all the parts of a whole."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doichieu.normalize.sentences.comparisons import read_comparisons
from doichieu.normalize.sentences.growths import StatedGrowth
from tests.validate.papers import Sketch, examine, serious

HALF_UP = ROUND_HALF_UP


def _found(text: str) -> list[tuple[str, str, str]]:
    return [(one.rule, one.observed, one.expected) for one in serious(examine(text))]


def _held(text: str, rule: str) -> int:
    return sum(check.rule == rule and check.outcome == "held" for check in examine(text).checks)


@pytest.mark.parametrize(
    ("text", "right", "wrong", "rule"),
    [
        ("Diện tích lúa đạt 66.738 ha, giảm {} (-892 ha) so với vụ trước.", "1,3%", "3,1%", "CLAIM-MOVE"),
        ("Diện tích lúa đạt 66.738 ha, giảm 1,3% (-{} ha) so với vụ trước.", "892", "982", "CLAIM-MOVE"),
        ("Sản lượng thóc đạt 378.366 tấn, tăng {} (1.216 tấn) so với năm 2018.", "0,32%", "0,23%", "CLAIM-MOVE"),
        ("Gieo trồng được 73.467ha lúa, giảm 1.686ha (bằng {}) so với vụ mùa năm 2018.", "2,24%", "2,42%", "CLAIM-MOVE"),
        ("Số hộ là 12.400 hộ, tăng 400 hộ, tương ứng tăng {} so với năm trước.", "3,33%", "3,83%", "CLAIM-MOVE"),
        ("Dân số là 1.250 nghìn người, tăng {} so với năm 2021 (1.220 nghìn người).", "2,5%", "5,2%", "CLAIM-MOVE"),
        ("Tỷ lệ hộ nghèo giảm từ 5,24% xuống còn 4,11% (giảm {} điểm phần trăm).", "1,13", "1,31", "CLAIM-MOVE"),
        ("Thời gian giải quyết giảm từ 15 ngày xuống còn 10 ngày (giảm {}).", "33,3%", "38,3%", "CLAIM-MOVE"),
        ("Số doanh nghiệp tăng từ 1.200 lên 1.500 doanh nghiệp (tăng {}).", "25%", "52%", "CLAIM-MOVE"),
        ("Kim ngạch đạt 2,3 tỷ USD, tăng 300 triệu USD ({}) so với cùng kỳ.", "15%", "51%", "CLAIM-MOVE"),
        (("Xảy ra 121 vụ, làm chết 101 người, bị thương 41 người; so với cùng kỳ năm trước tăng 7 vụ (6,1%), tăng 7 người chết"
         " (7,4%), giảm 8 người bị thương (-{})."), "16,3%", "13,6%", "CLAIM-MOVE"),
        ("Xảy ra 121 vụ, làm chết 101 người, bị thương 41 người. So với cùng kỳ tăng 7 vụ (6,1%), tăng {} người chết (7,4%).",
         "7", "47", "CLAIM-MOVE"),
        ("Thu ngân sách đạt 8.370 tỷ đồng, bằng {} dự toán (7.440 tỷ đồng), tăng 17,2% so với năm 2018 (7.142 tỷ đồng).",
         "112,5%", "121,5%", "COUNT-PCT"),
        ("Thu ngân sách đạt 8.370 tỷ đồng, bằng 112,5% dự toán (7.440 tỷ đồng), tăng {} so với năm 2018 (7.142 tỷ đồng).",
         "17,2%", "12,7%", "CLAIM-MOVE"),
        ("Tổng diện tích đạt 66.738 ha; trong đó lúa 58.095 ha, chiếm 87,1%; rau các loại 7.095 ha, chiếm {}.",
         "10,6%", "16,6%", "COUNT-PCT"),
        ("Tổng diện tích đạt 66.738 ha; trong đó lúa {} ha, chiếm 87,05%; rau 7.095 ha, chiếm 10,63%.",
         "58.095", "50.895", "COUNT-PCT"),
        ("Tổng diện tích đạt {} ha; trong đó lúa 58.095 ha, chiếm 87,05%; rau 7.095 ha, chiếm 10,63%.",
         "66.738", "67.638", "COUNT-PCT"),
        ("Giá trị sản xuất ước đạt 86,4 tỷ đồng (năm 2021 là 80,1 tỷ đồng), tăng {}.", "7,9%", "9,7%", "CLAIM-MOVE"),
        ("Thu nhập bình quân đạt 68,5 triệu đồng/năm, tăng {} triệu đồng so với năm 2018 (64,2 triệu đồng).", "4,3", "3,4", "CLAIM-MOVE"),
        ("Thời gian giải quyết rút ngắn từ 50 ngày xuống còn 20 ngày, giảm {} ngày (tương đương 60%).", "30", "35", "CLAIM-MOVE"),
        ("The office received 18,400 applications, of which 11,900 were filed online, accounting for {}.", "64.67%", "64.76%", "COUNT-PCT"),
        ("The number of enterprises rose from 4,851 in 2017 to 5,168 in 2018, an increase of {}.", "6.5%", "5.6%", "CLAIM-MOVE"),
        ("Làm chết {} người; so với cùng kỳ giảm 36 vụ (-4.2%), tăng 8 người chết (+5.9%).", "143", "1,643", "CLAIM-MOVE"),
        ("Số cán bộ được bồi dưỡng là 320 người, chiếm {} tổng số 1.250 người.", "25,6%", "26,5%", "COUNT-PCT"),
        ("Số cán bộ được bồi dưỡng là 320 người, chiếm 25,6% tổng số {} người.", "1.250", "1.520", "COUNT-PCT"),
        ("Tỷ lệ hài lòng chung đạt {} (1.140/1.250 phiếu).", "91,20%", "92,10%", "COUNT-PCT"),
        ("Có 134 trên 260 trạm y tế đạt tiêu chí, tương ứng {}.", "51,54%", "54,51%", "COUNT-PCT"),
        ("Toàn tỉnh có 85/98 xã đạt chuẩn, đạt tỷ lệ 86,73%; trong đó có 20 xã nâng cao, chiếm {} số xã đạt chuẩn.",
         "23,53%", "25,33%", "COUNT-PCT"),
        ("Tổng kế hoạch vốn là 52.430 triệu đồng; đến nay giải ngân 20.971 triệu đồng, đạt {} kế hoạch.", "40,0%", "49,0%", "COUNT-PCT"),
        ("Có 412 sản phẩm được công nhận, gồm 180 sản phẩm 3 sao ({}) và 232 sản phẩm 4 sao (56,3%).", "43,7%", "47,3%", "COUNT-PCT"),
        ("Trường có 412 lớp (mầm non 120 lớp, chiếm 29,1%; tiểu học {} lớp, chiếm 43,7%; trung học cơ sở 112 lớp, chiếm 27,2%).",
         "180", "108", "COUNT-PCT"),
        ("Ban Chấp hành gồm 45 đồng chí; nữ 12 đồng chí, tỷ lệ {}; người dân tộc thiểu số 6 đồng chí, tỷ lệ 13,33%.",
         "26,67%", "62,67%", "COUNT-PCT"),
        ("Cơ cấu kinh tế: nông nghiệp chiếm 17,36%; công nghiệp chiếm 44,93%; dịch vụ chiếm {}; thuế sản phẩm 5,50%.",
         "32,21%", "23,21%", "CLAIM-PARTS"),
        ("Cơ cấu nông nghiệp - công nghiệp - dịch vụ lần lượt là 24,10%; {} và 37,58%.", "38,32%", "83,32%", "CLAIM-PARTS"),
        (("Khu vực nông nghiệp tăng 2,45%, đóng góp 5,76% vào mức tăng chung; khu vực công nghiệp tăng 6,38%, đóng góp {};"
         " khu vực dịch vụ tăng 4,58%, đóng góp 43,16%."), "51,08%", "50,18%", "CLAIM-PARTS"),
        (("GRDP ước tăng 8,01%; trong đó nông nghiệp đóng góp 0,35 điểm phần trăm; công nghiệp đóng góp {} điểm phần trăm;"
         " dịch vụ đóng góp 1,90 điểm phần trăm; thuế sản phẩm trừ trợ cấp đóng góp 0,33 điểm phần trăm."),
         "5,43", "5,34", "CLAIM-PARTS"),
        (("Kim ngạch xuất nhập khẩu đạt 5.020 triệu USD, trong đó xuất khẩu {} triệu USD, nhập khẩu 2.180 triệu USD, xuất siêu"
         " 660 triệu USD."), "2.840", "2.480", "CLAIM-PARTS"),
        (("Tổng lượng khách đạt {} lượt, tăng 25%. Trong đó, khách quốc tế 97.678 lượt, đạt 85% kế hoạch; khách trong nước 234.216"
         " lượt, đạt 76% kế hoạch."), "331.894", "331.624", "CLAIM-PARTS"),
        ("Tiếp nhận 45.330 hồ sơ, trong đó trực tuyến {} hồ sơ, trực tiếp 17.180 hồ sơ.", "28.150", "21.850", "CLAIM-PARTS"),
    ],
)  # fmt: skip
def test_what_a_sentence_states_follows_from_it(text: str, right: str, wrong: str, rule: str) -> None:
    """Right sentences are checked and hold; one slip is told, once, with the figure in doubt."""
    assert not _found(text.format(right))
    assert _held(text.format(right), rule)
    told = _found(text.format(wrong))
    assert told, text.format(wrong)
    assert all(one[0] == rule for one in told)
    assert any(wrong.strip("%") in one[1] for one in told)


@pytest.mark.parametrize(
    "text",
    [
        # levels, not changes
        "Tỷ trọng công nghiệp tăng từ 46,7% lên 47,7% năm 2010, sau đó giảm xuống 37,8% năm 2020.",
        # a plan in brackets that is none of the amount's
        "Giá trị sản xuất tăng 10,11% (nghị quyết 9,82%); bán lẻ tăng 12,42% (nghị quyết 11,05%).",
        # growth of parts beside their contributions, no total stated
        ("Khu vực nông nghiệp tăng 4,29%, đóng góp 0,49 điểm phần trăm; khu vực công nghiệp tăng 6,78%, đóng góp 3,93 điểm phần"
        " trăm; khu vực dịch vụ và thuế tăng 6,81%, đóng góp 2,07 điểm phần trăm."),
        # taxes less subsidies are left out
        "Cơ cấu kinh tế: nông nghiệp chiếm 17,36%; công nghiệp chiếm 44,93%; dịch vụ chiếm 32,21%.",
        # parts of parts
        ("Cơ cấu kinh tế: dịch vụ chiếm 64,56%; công nghiệp và xây dựng chiếm 22,32% (trong đó công nghiệp chiếm 16,57%); thủy sản -"
        " nông - lâm chiếm 1,72%; thuế sản phẩm trừ trợ cấp chiếm 11,40%."),
        # shares of totals that are not stated
        "Số trường đạt chuẩn bậc mầm non là 141 trường (51,8%), tiểu học 206 trường (75,2%), THCS 123 trường (56%).",
        "Ước đạt gần 1,3 tỷ USD, giảm khoảng 81,8% về số dự án và 70,3% về số vốn đăng ký so với cùng kỳ năm trước.",
        "Có hơn 91,1 triệu người tham gia (tăng 12,8 lần so với năm 1995), đạt tỷ lệ bao phủ 92,04% dân số.",
        "Thu nội địa đạt 2.433 tỷ đồng, bằng 28,4% dự toán trung ương giao, bằng 19,2% dự toán tỉnh giao, tăng 75,6% so với cùng kỳ.",
        "Nông nghiệp chiếm 17,36%, giảm 1,19%; công nghiệp chiếm 44,93%, tăng 1,29%; dịch vụ chiếm 32,21%, tăng 0,01%.",
        "Chiếm khoảng 1/4 diện tích của cả nước (hơn 35 nghìn km²), với khoảng 1,2 triệu dân (chiếm 35% dân số).",
        # marks of two kinds, one sentence after the other
        "Đường bộ xảy ra 8.889 vụ, làm chết 4.027 người. So với cùng kỳ giảm 568 vụ (-6.01%), giảm 04 người chết (-0.10%).",
        # growth over a plan beside what was before
        "Thu ngân sách đạt 86,4 tỷ đồng (dự toán năm 2022 là 80,1 tỷ đồng), tăng 12,3% so với năm 2021.",
        # a plan that the paragraph states beside another one
        "Tổng kế hoạch vốn là 52.430 triệu đồng; giải ngân 20.971 triệu đồng, đạt 42,6% kế hoạch (không kể vốn kéo dài).",
        # units above a bound, each with its own percentage
        "Có 2/6 đơn vị có tỷ lệ dưới 97%, gồm: Sở Y tế (96,4%) và Sở Nội vụ (95,8%).",
        "Có 45/98 xã đạt trên 80% (Xã An Phú đạt 92,5%), tăng 5 xã (12,5%) so với năm 2021.",
        "Vùng gồm 2 thành phố trực thuộc trung ương là Hà Nội, Hải Phòng và 3 tỉnh: Hưng Yên, Hải Dương, Quảng Ninh.",
        "Đạt 7,1 triệu tấn, giảm 140,2 nghìn tấn (riêng Đồng bằng sông Hồng đạt 3,4 triệu tấn, giảm 94,9 nghìn tấn).",
    ],
)  # fmt: skip
def test_what_a_sentence_leaves_open_raises_nothing(text: str) -> None:
    """Figures that need not follow from each other are left alone."""
    assert not _found(text)


def _shown(value: Decimal, places: int) -> str:
    text = f"{value.quantize(Decimal(1).scaleb(-places), HALF_UP):,.{places}f}"
    return text.translate(str.maketrans(",.", ".,"))


@given(
    st.integers(30, 9_000_000),
    st.integers(10, 10_000_000),
    st.integers(0, 2),
    st.sampled_from(["hộ", "ha", "tấn", "vụ", "người", "lượt khách"]),
    st.sampled_from(
        [
            "Kết quả đạt {now} {unit}, {way} {share}% ({sign}{gap} {unit}) so với cùng kỳ.",
            "Kết quả đạt {now} {unit}, {way} {gap} {unit} ({share}%) so với năm trước.",
            "Kết quả đạt {now} {unit}, {way} {share}% so với năm 2021 ({then} {unit}).",
            "Kết quả {way} từ {then} {unit} {to} {now} {unit} ({way} {share}%).",
        ]
    ),
)
def test_right_comparisons_raise_nothing(now: int, then: int, places: int, unit: str, form: str) -> None:
    """Whatever the figures and the form."""
    share = abs(Decimal(now - then)) * 100 / then
    text = form.format(
        now=_shown(Decimal(now), 0),
        then=_shown(Decimal(then), 0),
        gap=_shown(abs(Decimal(now - then)), 0),
        share=_shown(share, places),
        unit=unit,
        way="tăng" if now >= then else "giảm",
        sign="+" if now >= then else "-",
        to="lên" if now >= then else "xuống còn",
    )
    assert not _found(text)


@given(st.lists(st.integers(1, 2_000), min_size=3, max_size=6), st.booleans())
def test_right_lists_raise_nothing(weights: list[int], taxes: bool) -> None:
    """Shares rounded one by one need not add up to 100 to the last digit."""
    whole = sum(weights)
    names = [f"ngành {at}" for at in range(1, len(weights) + 1)]
    if taxes:
        names[-1] = "thuế sản phẩm"
    shares = [_shown(Decimal(weight) * 100 / whole, 2) for weight in weights]
    listed = "; ".join(f"{name} chiếm {share}%" for name, share in zip(names, shares, strict=True))
    assert not _found(f"Cơ cấu kinh tế: {listed}.")


def test_figures_of_another_sentence_are_told_apart_by_their_verbs() -> None:
    """How many were killed and how many hurt."""
    sentence = "làm chết 708 người, làm bị thương 1.484 người"
    growths = [
        one
        for one in read_comparisons(f"{sentence}; so với cùng kỳ giảm 47 người chết (-6,23%), giảm 560 người bị thương (-27,4%)")
        if isinstance(one, StatedGrowth)
    ]  # fmt: skip
    assert [(one.now.number.value, one.gap.number.value) for one in growths if one.gap] == [
        (708, 47),
        (1484, 560),
    ]


def test_each_count_has_its_own_list() -> None:
    """A list ends where another count begins, and that one is held against its own."""
    text = "Gồm 2 thành phố trực thuộc trung ương là Hà Nội, Hải Phòng và {} tỉnh: Hưng Yên, Hải Dương, Quảng Ninh."
    assert not _found(text.format(3))
    assert [(rule, seen) for rule, seen, _ in _found(text.format(4))] == [("CLAIM-LIST", "4")]


def test_what_leads_in_another_figure_is_not_asked_of_a_table() -> None:
    """The whole and the rest are no items of a table, and a region may lead in what the table does not print."""
    rows = [
        ["Vùng", "Năm 2021 (nghìn tỷ đồng)"],
        ["Cả nước", "4.657,1"],
        ["Đồng bằng sông Hồng", "1.143,1"],
        ["Đông Nam Bộ", "1.514,0"],
        ["Các vùng khác", "2.000,0"],
    ]
    for said in ("có số lượng siêu thị đứng đầu cả nước", "có mạng lưới đường sông dài cao nhất"):
        assert not serious(examine(f"Đồng bằng sông Hồng {said} (318 siêu thị).", Sketch(rows)))


STARS = [
    ["STT", "Huyện", "3 sao", "4 sao", "5 sao", "Tổng số"],
    ["1", "Huyện An Lão", "22", "3", "1", "26"],
    ["2", "Huyện Hoài Ân", "14", "4", "0", "18"],
    ["3", "Huyện Vân Canh", "9", "2", "0", "11"],
    ["4", "Huyện Phù Mỹ", "16", "5", "1", "22"],
    ["", "Tổng cộng", "61", "14", "2", "77"],
]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Huyện An Lão có nhiều sản phẩm nhất với 26 sản phẩm, chiếm {} tổng số.", "33,8%", "38,3%"),
        ("Huyện An Lão có nhiều sản phẩm nhất với {} sản phẩm, chiếm 33,8% tổng số.", "26", "27"),
        (
            "Toàn tỉnh có 77 sản phẩm, gồm {} sản phẩm 5 sao, 14 sản phẩm 4 sao và 61 sản phẩm 3 sao.",
            "2",
            "3",
        ),
    ],
)
def test_counts_and_shares_of_a_table_with_grades(text: str, right: str, wrong: str) -> None:
    """The share of a row in the total of its column; grades by number are no counts."""
    assert serious(examine(text.format(right), Sketch(STARS))) == []
    told = serious(examine(text.format(wrong), Sketch(STARS)))
    assert told, text
    assert wrong in told[0].observed or wrong in told[0].message.vi or told[0].rule == "CLAIM-PARTS"


def test_a_tier_that_no_unit_has() -> None:
    """“Không có … nào” counts none."""
    rows = [["STT", "Tên đơn vị", "Điểm", "Xếp loại"]]
    for at, (name, score, tier) in enumerate(
        [
            ("An Lão", "95", "Tốt"),
            ("Hoài Ân", "91", "Tốt"),
            ("Vân Canh", "85", "Khá"),
            ("Phù Mỹ", "78", "Khá"),
        ]
    ):
        rows.append([str(at + 1), f"Huyện {name}", score, tier])
    assert serious(examine("Không có huyện nào xếp loại Trung bình.", Sketch(rows))) == []
    (told,) = serious(examine("Không có huyện nào xếp loại Khá.", Sketch(rows)))
    assert (told.rule, told.expected) == ("COUNT-TIER", "2")


def test_an_amount_that_is_off_in_all_comparisons() -> None:
    """The amount is named, once, where one slip in it explains what is said of the plan and of the year before."""
    text = "Thu ngân sách đạt {} tỷ đồng, bằng 93,4% dự toán (12.497 tỷ đồng), tăng 8,9% so với năm trước (10.715 tỷ đồng)."
    assert not _found(text.format("11.672"))
    (told,) = _found(text.format("1.167"))
    assert told[1].startswith("1.167")
    (told,) = _found(text.format("11.672").replace("10.715", "10.175"))
    assert told[1].startswith("10.175")


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Gia nhập thị trường tăng {} điểm (từ 7,25 lên 7,37 điểm); Tính minh bạch tăng 0,43 điểm.", "0,12", "0,21"),
        ("Tỷ lệ hộ nghèo giảm 1,15% (từ {}% xuống còn 2,69%).", "3,84", "3,48"),
        ("Thu ngân sách tăng 12,5% (từ 800 tỷ đồng lên {} tỷ đồng).", "900", "990"),
        ("Số hồ sơ tăng {} hồ sơ, từ 880 hồ sơ lên 1.000 hồ sơ.", "120", "210"),
    ],
)  # fmt: skip
def test_a_change_before_what_it_leads_from(text: str, right: str, wrong: str) -> None:
    """A change follows from the two figures behind it."""
    assert not _found(text.format(right))
    assert _held(text.format(right), "CLAIM-MOVE")
    (told,) = _found(text.format(wrong))
    assert wrong in told[1]
