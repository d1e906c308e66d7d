"""Amounts that words tell to be of one whole, of another paragraph, or what is left between two others."""

from __future__ import annotations

import pytest

from .papers import examine, serious

_DEBTS = (
    "Nợ không có khả năng thu {0} tỷ đồng, nợ có khả năng thu 303 tỷ đồng. Đã thu nợ được {1} tỷ đồng: bằng biện pháp quản lý nợ"
    " {2} tỷ đồng, bằng biện pháp cưỡng chế 145 tỷ đồng."
)
_QUARTERS = (
    "Vận chuyển hành khách 9 tháng ước đạt {0} nghìn lượt khách, trong đó quý I đạt {1} nghìn lượt khách, quý II đạt 757 nghìn"
    " lượt khách, quý III ước đạt {2} nghìn lượt khách, tăng 2,1% so với cùng kỳ."
)
_OTHERS = "Bắt giữ {0} vụ, trong đó ma túy {1} vụ, buôn lậu 17 vụ, vi phạm khác {2} vụ."
_BIRTHS = (
    "Đăng ký khai sinh {0} trường hợp ({1} nam, 8.807 nữ; đúng hạn {2} trường hợp, quá hạn 1.325 trường hợp)."
)
_LINES = "Toàn tỉnh có {0} thuê bao điện thoại, trong đó thuê bao di động {1}, thuê bao cố định {2}."
_DOSES = "Tiêm vắc xin {0} liều/{1} liều kế hoạch; đạt {2}%; tiêm nhắc lại 46.663 liều/55.336 liều kế hoạch; đạt 84,3%."
_BUDGET = (
    "Số dư năm trước chuyển sang {0} triệu đồng. Tổng thu năm 2018 là {1} triệu đồng. Tổng chi năm 2018 là {2} triệu đồng."
    " Chênh lệch thu lớn hơn chi {3} triệu đồng. Số dư chuyển năm sau {4} triệu đồng."
)
_WATER = "Dung tích hiện đạt {0} triệu m3, bằng 73,0% thiết kế (550,0 triệu m3), thiếu hụt {1} triệu m3."
_WORKS = "Có {0} công trình cần sửa chữa, đã sửa xong {1} công trình; còn {2} công trình chưa sửa."
_BOTH = "Nợ quá hạn {0} tỷ đồng; nợ khoanh {1} tỷ đồng; tổng nợ quá hạn và nợ khoanh {2} tỷ đồng."
_LAND = "Cấp được {0} giấy với diện tích {1} ha, bình quân {2} m2/giấy."
_PRICE = "Giá bán điện bình quân {0} đồng/kWh, doanh thu {1} tỷ đồng, điện thương phẩm {2} triệu kWh."
_FIRMS = "Có {0} doanh nghiệp đã đăng ký; số doanh nghiệp đang hoạt động {1}, chiếm {2}%; số bỏ địa chỉ kinh doanh 1.145."
_CASES = "Tiếp nhận {0} vụ việc; hòa giải thành {1} vụ việc, đạt tỷ lệ 80,86%; hòa giải không thành {2} vụ việc; đang hòa giải 50 vụ việc."

_AGAIN = (
    "Thu nộp ngân sách {0} triệu đồng (tương đương {1} tỷ đồng), thu phí {2} triệu đồng (gần 12,8 tỷ đồng)."
)
_FIRES = "Xảy ra {0} vụ cháy rừng. Nguyên nhân: do đốt nương {1} vụ, do đốt thực bì 5 vụ, chưa rõ nguyên nhân {2} vụ."
_WOODS = "Trồng rừng tập trung được {0} ha (đạt {1}%) trên kế hoạch {2} ha."
_TREATED = "Phát hiện {0} ổ dịch, đã xử lý {1} ổ dịch, đạt {2}%."

_FUND = "Quỹ vận động được {0} triệu đồng, đã chi {1} triệu đồng, còn dư {2} triệu đồng."


@pytest.mark.parametrize(
    ("text", "right", "at", "wrong"),
    [
        (_FUND, ("119,8", "99,1", "20,7"), 1, "91,1"),
        (_AGAIN, ("2.318", "2,32", "12.752"), 0, "2.518"),
        (_AGAIN, ("2.318", "2,32", "12.752"), 1, "2,02"),
        (_AGAIN, ("2.318", "2,32", "12.752"), 2, "19.752"),
        (_FIRES, ("14", "3", "6"), 0, "17"),
        (_WOODS, ("9.068", "106,4", "8.520"), 1, "126,4"),
        (_WOODS, ("9.068", "106,4", "8.520"), 2, "8.720"),
        (_TREATED, ("551", "486", "88,2"), 1, "436"),
        (_TREATED, ("551", "486", "88,2"), 2, "82,2"),
        (_DEBTS, ("139", "390", "245"), 1, "310"),
        (_DEBTS, ("139", "390", "245"), 2, "265"),
        (_QUARTERS, ("1.957", "462", "738"), 0, "1.257"),
        (_QUARTERS, ("1.957", "462", "738"), 2, "758"),
        (_OTHERS, ("103", "20", "66"), 2, "96"),
        (_BIRTHS, ("18.312", "9.505", "16.987"), 1, "9.705"),
        (_LINES, ("2.571.277", "2.539.286", "31.991"), 2, "33.991"),
        (_DOSES, ("118.071", "143.682", "82,2"), 0, "178.071"),
        (_DOSES, ("118.071", "143.682", "82,2"), 1, "163.682"),
        (_DOSES, ("118.071", "143.682", "82,2"), 2, "86,2"),
        (_BUDGET, ("777", "19.829", "17.071", "2.758", "3.535"), 0, "707"),
        (_BUDGET, ("777", "19.829", "17.071", "2.758", "3.535"), 2, "17.571"),
        (_BUDGET, ("777", "19.829", "17.071", "2.758", "3.535"), 4, "3.235"),
        (_WATER, ("401,6", "148,4"), 1, "188,4"),
        (_WORKS, ("101", "71", "30"), 1, "78"),
        (_BOTH, ("11,1", "4,1", "15,2"), 1, "4,3"),
        (_LAND, ("8.559", "511,68", "598"), 1, "561,68"),
        (_LAND, ("8.559", "511,68", "598"), 2, "538"),
        (_PRICE, ("1.876", "1.931,0", "1.029,3"), 1, "1.631,0"),
        (_FIRMS, ("5.416", "4.271", "78,9"), 0, "5.016"),
        (_FIRMS, ("5.416", "4.271", "78,9"), 2, "73,9"),
        (_CASES, ("883", "714", "119"), 2, "129"),
    ],
)
def test_a_slip_in_one_of_them(text: str, right: tuple[str, ...], at: int, wrong: str) -> None:
    """The right sentence is checked and silent; a slip in one of its figures is told with it."""
    held = examine(text.format(*right))
    assert not serious(held)
    assert held.checks
    figures = [*right]
    figures[at] = wrong
    found = serious(examine(text.format(*figures)))
    assert found
    assert wrong in " ".join([found[0].observed, *(one.text for one in found[0].operands)])


@pytest.mark.parametrize(("share", "held"), [("0,41", True), ("0,71", False)])
def test_the_whole_of_another_paragraph(share: str, *, held: bool) -> None:
    """A share is held against the one amount of the paper that its words name."""
    found = serious(
        examine(
            "Tổng dư nợ đến 31/12/2019 là 2.678 tỷ đồng, tăng 11 tỷ đồng so với đầu năm.",
            f"Nợ quá hạn 11,1 tỷ đồng, chiếm {share}% tổng dư nợ.",
        )
    )
    assert [one.observed for one in found] == ([] if held else ["0,71%"])


@pytest.mark.parametrize(
    "text",
    [
        # what marks alone tell apart: a verb and a place, a noun and a preposition, a gift and a rise
        "Truy thu 77,0 tỷ đồng, bao gồm thuế 50,0 tỷ đồng, phí 27,0 tỷ đồng.",
        "Tặng 50 suất quà, mỗi suất 300 nghìn đồng, tổng 15 triệu đồng.",
        # an amount that no words tie to the two before it
        "Thu 120 tỷ đồng, chi 95 tỷ đồng, còn nợ 40 tỷ đồng.",
        "Tổng thu năm 2018 là 900 triệu đồng. Tổng chi của xã là 400 triệu đồng. Bội chi năm trước 30 triệu đồng.",
        # a list that names some
        "Trong đó một số loại: ma túy 20 vụ, buôn lậu 17 vụ, vi phạm khác 66 vụ. Bắt giữ 203 vụ.",
        # what is done of something else than is left
        "Có 101 công trình, đã nghiệm thu 71 công trình; còn 25 công trình chưa quyết toán.",
        # another amount in brackets, and what is more than is told
        "Thu lệ phí 187 triệu đồng (kế hoạch 2,1 tỷ đồng).",
        "Thu phí 12.752 triệu đồng (hơn 12,7 tỷ đồng).",
        # criteria that some communes meet, and those that are left of all
        "Có 45 xã đạt chuẩn nâng cao, 9 xã đạt chuẩn kiểu mẫu; còn 40 xã chưa đạt chuẩn.",
        # of what a share should be is no amount
        "Có 191.379 người, chiếm tỷ lệ 32,48% lao động, cao hơn 0,48% so với chỉ tiêu được giao (32%).",
        # what grew is not what is counted beside it, and a mean is none of what brackets tell of one alone
        "Có 1.545 lao động làm việc tại 488 doanh nghiệp (bình quân 3,2 lao động/doanh nghiệp), tăng 9,7% so với cùng kỳ (1.408 lao động).",
        "Lớn nhất là khu Đông (372 căn hộ, tổng mức đầu tư 296,40 tỷ đồng). Suất đầu tư bình quân 776 triệu đồng/căn hộ.",
        # a share of what two paragraphs call alike
        "Tổng vốn đăng ký 900 tỷ đồng. Vốn thực hiện 300 tỷ đồng, bằng 61,2% vốn đăng ký của tỉnh.",
    ],
)
def test_what_is_something_else(text: str) -> None:
    """Amounts of something else raise nothing."""
    assert not serious(examine(text))
