"""What sentences say is left of a whole, and parts that make all of it: right ones are checked and silent, a slip is told."""

from __future__ import annotations

import pytest

from doichieu.model import Outcome

from .papers import examine, serious

_INSPECTED = "Đã kiểm tra {0} công trình, phát hiện {1} công trình có sai phạm (chiếm {2}%), {3} công trình không có sai phạm."
_COMMUNES = (
    "Toàn tỉnh có 89/144 xã đạt chuẩn nông thôn mới (chiếm 61,81%), 40 xã đạt chuẩn nâng cao (chiếm 44,94% số xã đạt chuẩn);"
    " còn {0} xã chưa đạt chuẩn."
)
_BIDS = "Đấu thầu rộng rãi {0} gói (chiếm {1}%), chỉ định thầu 249 gói (chiếm 70,7%), hình thức khác 19 gói (chiếm 5,4%)."
_VISITS = "Trong {0} lượt có {1} lượt tiếp thường xuyên và 474 lượt tiếp định kỳ, đột xuất của lãnh đạo."
_SORTED = "Phân loại {0} đơn đủ điều kiện: khiếu nại {1} đơn, tố cáo 80 đơn, kiến nghị, phản ánh 1.938 đơn."
_PAID = "Đã giải ngân 1.987/3.563 tỷ đồng, đạt 55,8%; số vốn còn lại phải giải ngân là {0} tỷ đồng."


@pytest.mark.parametrize(
    ("text", "right", "at", "wrong"),
    [
        (_INSPECTED, ("31", "6", "19,4", "25"), 0, "34"),
        (_INSPECTED, ("31", "6", "19,4", "25"), 1, "2"),
        (_INSPECTED, ("31", "6", "19,4", "25"), 2, "11,4"),
        (_INSPECTED, ("31", "6", "19,4", "25"), 3, "29"),
        (_COMMUNES, ("55",), 0, "50"),
        (_PAID, ("1.576",), 0, "1.276"),
        (_BIDS, ("84", "23,9"), 0, "89"),
        (_BIDS, ("84", "23,9"), 1, "28,9"),
        (_VISITS, ("1.616", "1.142"), 0, "1.116"),
        (_VISITS, ("1.616", "1.142"), 1, "1.124"),
        (_SORTED, ("2.377", "359"), 0, "2.737"),
        (_SORTED, ("2.377", "359"), 1, "395"),
    ],
)
def test_a_slip_beside_what_is_left(text: str, right: tuple[str, ...], at: int, wrong: str) -> None:
    """The right sentence is checked and silent; one slip of the pen is one finding on the figure."""
    held = examine(text.format(*right))
    assert not serious(held)
    assert any(check.rule in {"CLAIM-PARTS", "COUNT-PCT"} for check in held.checks)
    figures = [*right]
    figures[at] = wrong
    (found,) = serious(examine(text.format(*figures)))
    assert found.observed.startswith(wrong)
    assert found.expected.startswith(right[at])


@pytest.mark.parametrize(
    "text",
    [
        # what is left is left of another whole
        "Có 91/121 xã đạt chuẩn (75,2%), 41 xã nâng cao (chiếm 45,1% số xã đạt chuẩn); còn 30 xã chưa đạt chuẩn.",
        # another criterion's part is no whole
        "Tiêu chí giao thông có 140 xã đạt; tiêu chí thu nhập có 125 xã đạt, chiếm 84,46%, còn 23 xã chưa đạt.",
        # a part of a list is not the total that the paragraph does not state
        "Đấu thầu rộng rãi 84 gói (chiếm 23,9%), chỉ định thầu 249 gói (chiếm 70,7%). Qua mạng 237 gói, bằng 67,3% tổng số gói thầu.",
        # "thu gom" is collected, not made up of
        "Phát sinh 639,2 tấn/ngày; lượng thu gom 578,7 tấn/ngày, đạt 90,5%, trong đó đô thị 315,9 tấn/ngày, nông thôn 262,8 tấn/ngày.",
    ],
)
def test_what_is_left_of_something_else(text: str) -> None:
    """Amounts that belong to another whole raise nothing."""
    assert not serious(examine(text))


def test_parts_of_all_are_checked() -> None:
    """Parts whose percentages make a hundred are held against their sum."""
    checks = [check for check in examine(_BIDS.format("84", "23,9")).checks if check.rule == "COUNT-PCT"]
    assert [check.outcome for check in checks] == [Outcome.HELD]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # a rate with what is left, and a total that its own words stand about
        (
            "Thụ lý 6.218 vụ, giải quyết {} vụ, đạt 83,74%. Còn tồn 1.011 vụ đang tiếp tục giải quyết.",
            "5.207",
            "5.209",
        ),
        (
            (
                "Tỉnh đón 3.221.000 lượt khách, trong đó khách nội địa 2.656.000 lượt. Khách lưu trú đạt 1.678.000 lượt,"
                " chiếm {} tổng lượt khách."
            ),
            "52,1%",
            "57,1%",
        ),
        ("Trong số 10.086 người được đào tạo có 3.344 lao động nông thôn, chiếm {}.", "33,2%", "30,2%"),
        # labels that deny each other, and sexes that are no years
        (
            "Tổng số phải thi hành 1.055 tỷ đồng, trong đó có điều kiện 609 tỷ đồng, chưa có điều kiện {} tỷ đồng.",
            "446",
            "464",
        ),
        ("Người trả lời là nam 509 người ({}), nữ 538 người (51,4%).", "48,6%", "40,6%"),
        ("Tổng điểm của tỉnh đạt 44,95/80 điểm, tăng {} điểm so với năm 2016 (44,79 điểm).", "0,16", "0,76"),
    ],
)
def test_a_slip_in_what_words_tell(text: str, right: str, wrong: str) -> None:
    """The right sentence raises nothing; the figure that slipped is told."""
    assert not serious(examine(text.format(right)))
    (found,) = serious(examine(text.format(wrong)))
    assert wrong.rstrip("%") in found.observed


@pytest.mark.parametrize(
    "text",
    [
        "Còn 26.039 hộ nghèo, giảm 6.037 hộ so với cuối năm 2016 (32.076 hộ).",
        "Bền vững 35 công trình (30,4%), kém bền vững 70 công trình (60,9%), không hoạt động 10 công trình (8,7%), tổng số 115 công trình.",
        "Các đơn vị đạt từ 80% trở lên gồm 01 sở: Sở Nội vụ (81,95%).",
    ],
)
def test_what_is_no_slip(text: str) -> None:
    """Parts with percentages of their own are left of nothing, a unit's figure is no share of its count."""
    assert not serious(examine(text))


def test_a_total_told_by_words_and_by_shares_is_one_finding() -> None:
    """Words and the percentages beside them read the same total: it is told once, at the surer level, in whole words."""
    text = (
        "Toàn tỉnh tiếp nhận 12.480 hồ sơ thủ tục hành chính, trong đó: đã giải quyết 12.105 hồ sơ (đạt 97,0%),"
        " đang giải quyết 475 hồ sơ."
    )
    found = [finding for finding in serious(examine(text)) if finding.rule == "CLAIM-PARTS"]
    assert [finding.level for finding in found] == ["error"]
    assert "12.480 hồ sơ, các phần" in found[0].message.vi
    assert not serious(examine(text.replace("475", "375")))
