"""Sentences on shares beyond all, on grades and numbered names that are counted, on tiers over all criteria."""

from __future__ import annotations

import pytest

from tests.validate.papers import DEPARTMENTS, Sketch, examine, serious

BEYOND = [
    "120% các sở, ban, ngành đã thành lập Ban Chỉ đạo Chuyển đổi số.",
    "Hiện nay 130% cơ quan nhà nước có quy chế về ứng dụng công nghệ thông tin.",
    "Tỷ lệ hồ sơ giải quyết đúng hạn đạt 109,5%.",
    "130% UBND cấp xã có mạng máy tính nội bộ; 36% UBND cấp xã có bộ phận một cửa điện tử.",
]
OF_PLANS = [
    "Thu ngân sách đạt 115% tỉnh giao và 120% huyện giao.",
    "Tỷ lệ giải ngân đạt 104% kế hoạch các xã được giao.",
    "Kết nạp đảng viên đạt 106% chỉ tiêu các chi bộ đã đăng ký.",
    "Số hồ sơ tiếp nhận tăng 130% so với cùng kỳ; 100% hồ sơ đã được giải quyết.",
]


@pytest.mark.parametrize("sentence", BEYOND)
def test_a_share_of_more_than_all_is_told(sentence: str) -> None:
    """Of things counted one by one no more than all have anything."""
    (found,) = serious(examine(sentence))
    assert found.rule == "COUNT-PCT"
    assert found.observed in sentence


@pytest.mark.parametrize("sentence", OF_PLANS)
def test_more_than_was_planned_is_no_share(sentence: str) -> None:
    """Plans are exceeded, and what grows doubles."""
    assert serious(examine(sentence)) == []


LISTS = [
    ("Đánh giá được chia làm {} mức: Tốt, Khá, Trung bình.", 3),
    ("Xếp loại theo {} mức: Xuất sắc, Tốt, Khá và Trung bình.", 4),
    ("Phiếu được xây dựng theo {:02} mẫu: Mẫu 01 dành cho các sở, Mẫu 02 dành cho các huyện.", 2),
    ("Các đơn vị chia làm {} nhóm: nhóm 1 gồm các sở, nhóm 2 gồm các huyện.", 2),
]


@pytest.mark.parametrize(("text", "count"), LISTS)
def test_grades_and_numbered_names_are_counted(text: str, count: int) -> None:
    """What is counted tells the items of its list apart."""
    assert serious(examine(text.format(count))) == []
    (found,) = serious(examine(text.format(count + 1)))
    assert found.rule == "CLAIM-LIST"


def test_grades_behind_a_count_of_units_are_no_list_of_them() -> None:
    """Twelve units of two grades."""
    assert serious(examine("Kết quả: 12 đơn vị được xếp loại là Tốt, Khá.")) == []


def _tiers(number: str, caption: str, shares: list[str]) -> Sketch:
    rows = [["STT", "Tên đơn vị", "Tỷ lệ (%)"]]
    middle = sum(float(share.replace(",", ".")) >= 80 for share in shares)
    for at, share in enumerate(shares, start=1):
        if at == 1:
            rows.append(["", "Mức Tốt", ""])
        if at == middle + 1:
            rows.append(["", "Mức Khá", ""])
        rows.append([str(at), DEPARTMENTS[at - 1], share])
    return Sketch(rows, number=number, caption=caption)


OVERALL = ["95,1", "92,4", "88,0", "83,5", "79,2", "77,8", "75,0", "71,3", "69,9", "66,1"]
ONE = ["99,0", "97,5", "95,2", "91,7", "90,3", "88,4", "86,6", "74,1", "70,2", "63,0"]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Kết quả xếp hạng tổng thể có 4 đơn vị đạt loại Tốt chiếm 40%.", []),
        ("Kết quả xếp hạng tổng thể có 7 đơn vị đạt loại Tốt chiếm 70%.", ["7", "70%"]),
        ("Về đánh giá tổng thể: công tác có nhiều chuyển biến. Mức Khá đạt 30% số sở.", ["30%"]),
    ],
)
def test_results_over_all_criteria_are_those_of_the_overall_table(sentence: str, told: list[str]) -> None:
    """That the table of one criterion has seven units in the tier bears nothing out."""
    tables = [_tiers("1", "Xếp hạng tổng thể", OVERALL), _tiers("1.1", "Xếp hạng hạ tầng", ONE)]
    found = serious(examine(*tables, sentence))
    assert [one.observed for one in found if one.rule.startswith("COUNT")] == told


@pytest.mark.parametrize(
    ("whole", "parts", "told"), [(60, (40, 20), False), (64, (40, 20), True), (60, (42, 20), True)]
)
def test_the_maximum_of_a_group_is_that_of_its_criteria(
    whole: int, parts: tuple[int, int], told: bool
) -> None:
    """Each is stated in the same words, so that none is left out; what is in brackets is a condition."""
    text = (
        f"Điểm tối đa cho nhóm dịch vụ công mức độ 4 là {whole} điểm, trong đó: Điểm tối đa cho tỉ lệ dịch vụ là"
        f" {parts[0]} (nếu đạt từ 10% trở lên), điểm tối đa cho tỉ lệ hồ sơ là {parts[1]} điểm (nếu đạt từ 70%)."
    )
    assert [one.rule for one in serious(examine(text))] == ["CLAIM-PARTS"] * told


def test_some_scores_of_a_total_are_not_all_of_it() -> None:
    """A unit's score names two of its criteria."""
    assert serious(examine("Tổng điểm đạt 85 điểm, trong đó tiêu chí A 40 điểm, tiêu chí B 30 điểm.")) == []
