"""Means, multiples and rates beyond a plan that sentences state with the figures they follow from."""

from __future__ import annotations

import pytest

from .papers import examine, serious

_FINES = "Xử lý {0} trường hợp, phạt tiền {1} tỷ đồng (bình quân {2} triệu đồng/trường hợp)."
_FIRMS = (
    "Có 916 doanh nghiệp thành lập mới (cùng kỳ 732 doanh nghiệp); tổng vốn đăng ký {0} tỷ đồng, vốn bình quân một"
    " doanh nghiệp đạt {1} tỷ đồng."
)
_BEDS = "Toàn tỉnh có {0} giường bệnh và {1} bác sĩ. Dân số 1.573.547 người; đạt {2} giường/vạn dân, {3} bác sĩ/vạn dân."
_TIMES = "Lượng khách du lịch đạt {0} lượt khách, gấp {1} lần so với cùng kỳ năm trước ({2} lượt)."
_BEYOND = "Tổng thu ngân sách huyện là 647.595 triệu đồng, vượt {0}% so với dự toán ({1} triệu đồng)."


@pytest.mark.parametrize(
    ("text", "right", "at", "wrong"),
    [
        (_FINES, ("18.317", "22,0", "1,20"), 0, "15.317"),
        (_FINES, ("18.317", "22,0", "1,20"), 2, "1,80"),
        (_FIRMS, ("9.466", "10,3"), 1, "17,3"),
        (_BEDS, ("6.104", "1.587", "38,8", "10,1"), 2, "33,8"),
        (_BEDS, ("6.104", "1.587", "38,8", "10,1"), 3, "15,1"),
        (_TIMES, ("655.200", "2,08", "315.000"), 1, "2,68"),
        (_TIMES, ("655.200", "2,08", "315.000"), 2, "335.000"),
        (_BEYOND, ("14,0", "568.182"), 0, "10,0"),
        (_BEYOND, ("14,0", "568.182"), 1, "588.182"),
    ],
)
def test_a_slip_in_what_follows(text: str, right: tuple[str, ...], at: int, wrong: str) -> None:
    """The right sentence is checked and silent; a slip in one of its figures is told."""
    held = examine(text.format(*right))
    assert not serious(held)
    assert held.checks
    figures = [*right]
    figures[at] = wrong
    found = serious(examine(text.format(*figures)))
    assert found
    assert wrong in " ".join([found[0].observed, *(one.text for one in found[0].operands)])


@pytest.mark.parametrize(
    "text",
    [
        # a mean of other units than are counted, a price, and a rate by time
        "Có 30 xã, trong đó 12 xã điểm được đầu tư 195 tỷ đồng, bình quân 16,2 tỷ đồng/xã điểm.",
        "Sản lượng 1.200 tấn, doanh thu 30 tỷ đồng, giá bình quân 21.500 đồng/kg.",
        "Phát sinh 812 tấn rác, bình quân 2,2 tấn/ngày.",
        # twice is said of what is not twice exactly
        "Thu hút 655.200 lượt khách, gấp 2 lần cùng kỳ (315.000 lượt).",
    ],
)
def test_what_does_not_follow(text: str) -> None:
    """Means of something else raise nothing."""
    assert not serious(examine(text))
