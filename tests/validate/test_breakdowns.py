"""Amounts of sentences and their parts: what adds up is checked and silent, one slip is told with the figure in doubt."""

from __future__ import annotations

import pytest

from doichieu.model import Outcome

from .papers import Sketch, examine, serious

_RULE = "CLAIM-PARTS"


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # all parts by the words
        (
            (
                "Đã triển khai 86 cuộc thanh tra (tăng 4 cuộc so với năm 2023), gồm 52 cuộc thanh tra hành chính và {} cuộc"
                " thanh tra chuyên ngành; đã ban hành kết luận 79 cuộc."
            ),
            "34",
            "39",
        ),
        ("Cấp {} giấy phép xây dựng (cấp tỉnh 42 giấy phép, cấp huyện 1.208 giấy phép).", "1.250", "1.520"),
        ("Tiếp nhận 988 đơn (khiếu nại 61 đơn, tố cáo {} đơn, kiến nghị, phản ánh 894 đơn).", "33", "35"),
        ("Xảy ra {} vụ, gồm 605 vụ ít nghiêm trọng và 326 vụ va chạm, làm 520 người chết.", "931", "913"),
        # complements, other amounts between them and their total
        (
            "Tiếp 1.204 lượt công dân với 1.322 người, trong đó cấp tỉnh 310 lượt, cấp huyện {} lượt, cấp xã 492 lượt.",
            "402",
            "420",
        ),
        (
            "Ghi nhận 412 ca mới (giảm 35 ca), lũy kế {} ca, trong đó khỏi bệnh 12.877 ca, tử vong 152 ca, đang điều trị 2.573 ca.",
            "15.602",
            "15.620",
        ),
        # a share beside each part, to the end of the sentence
        (
            (
                "Doanh thu đạt 6.812,4 tỷ đồng; trong đó: bán lẻ {} tỷ đồng, chiếm 73,5%; lưu trú 902,8 tỷ đồng, chiếm 13,3%; lữ hành"
                " 21,4 tỷ đồng, chiếm 0,3%; dịch vụ khác 878 tỷ đồng, chiếm 12,9%."
            ),
            "5.010,2",
            "5.100,2",
        ),
        # two sentences on, by the word before the figure
        (
            (
                "Xảy ra 182 vụ tai nạn, làm chết 95 người, bị thương 121 người. So với cùng kỳ giảm 19 vụ. Trong đó: đường bộ 180"
                " vụ, chết {} người, bị thương 121 người; đường thủy 2 vụ, chết 2 người."
            ),
            "93",
            "39",
        ),
        # what is left between exports and imports
        (
            "Xuất khẩu đạt 415,2 triệu USD, nhập khẩu 288,6 triệu USD, xuất siêu {} triệu USD.",
            "126,6",
            "162,6",
        ),
        # a total behind its parts
        ("Sở A 210 hồ sơ, Sở B 118 hồ sơ, Sở C {} hồ sơ; tổng cộng 383 hồ sơ.", "55", "50"),
    ],
)
def test_a_slip_in_a_whole_or_a_part(text: str, right: str, wrong: str) -> None:
    """The right text has a check that holds; the slip is one finding that names the figure."""
    held = examine(text.format(right))
    assert [check.outcome for check in held.checks if check.rule == _RULE].count(Outcome.HELD) >= 1
    assert serious(held) == []
    told = serious(examine(text.format(wrong)))
    assert [finding.rule for finding in told] in ([_RULE], ["COUNT-PCT"])  # a share tells as well
    assert wrong in {told[0].observed.split()[0], *(one.text.split()[0] for one in told[0].operands)}


@pytest.mark.parametrize(
    "text",
    [
        # some of the parts
        "Toàn tỉnh có 412 vụ, trong đó khởi tố 15 vụ, xử phạt 197 vụ.",
        "Tiếp nhận 35.498 hồ sơ; trong đó đất đai 15.051 hồ sơ, chiếm 42,4%; tư pháp 16.294 hồ sơ, chiếm 45,9%.",
        "Gieo trồng 66.738 ha, trong đó lúa 58.095 ha, chiếm 87,1%; khoai 318 ha, chiếm 0,5%; rau 7.095 ha, chiếm 10,6%.",
        # what stands behind a list counts on
        "Đã giải quyết 11.565 hồ sơ; trong đó đúng hạn 11.418 hồ sơ, trễ hạn 147 hồ sơ; đang giải quyết 357 hồ sơ.",
        # two partitions of one total
        (
            "Có 50,8 triệu người, bao gồm 18,9 triệu người ở thành thị; 14 triệu người làm nông nghiệp, 17 triệu người làm công nghiệp"
            " và 19,8 triệu người làm dịch vụ."
        ),
        # a part without a figure
        "Mật khẩu có 8 ký tự gồm 4 ký tự là chữ số, 2 ký tự chữ thường, 1 ký tự chữ hoa, ký tự cuối là dấu.",
        # other nouns
        "Có 30 đơn vị với 12 đơn khiếu nại (7 đơn cũ, 5 đơn mới).",
        "Đạt 15 chỉ tiêu, trong đó có 9 chỉ số thành phần và 4 chỉ số phụ.",
        # each, and bounds
        "Thưởng 6.000.000 đồng, gồm 2 giải, mỗi giải 3.000.000 đồng và 500.000 đồng tiền hoa.",
        "Có trên 90 hồ sơ, gồm 50 hồ sơ mới và 30 hồ sơ cũ.",
        # another trade
        "Xuất khẩu 59,13 tỷ USD, nhập khẩu 57,89 tỷ USD. Riêng tháng 3 nhập siêu 570 triệu USD.",
        "Tháng 3 nhập siêu 570 triệu USD; xuất khẩu quý I 59,13 tỷ USD, nhập khẩu 57,89 tỷ USD.",
    ],
)
def test_what_need_not_add_up(text: str) -> None:
    """Lists that may leave something out, or whose figures are of something else, raise nothing."""
    assert serious(examine(text)) == []


def test_what_is_divided_twice_is_the_amount_told_first() -> None:
    """A list that divides an amount another way adds up to the amount, and not to a part that stands nearer."""
    text = (
        "Toàn tỉnh có {} sản phẩm, tăng 30 sản phẩm so với năm 2022; trong đó: 48 sản phẩm 4 sao và 184 sản phẩm 3 sao."
        " Phân theo nhóm: nhóm thực phẩm 93 sản phẩm; nhóm đồ uống 25 sản phẩm; nhóm thủ công 114 sản phẩm."
    )
    assert serious(examine(text.format("232"))) == []
    assert {one.rule for one in serious(examine(text.format("262")))} == {_RULE}


def test_amounts_that_commas_part_in_a_cell_make_its_total() -> None:
    """Where all amounts of a cell make the total in most rows, they do in each; a total that its column bears out is right."""
    names = ["Nội vụ", "Tư pháp", "Y tế", "Văn hóa", "Kinh tế", "Thanh tra"]
    parts = [(62, 29, 44), (18, 72, 29), (51, 15, 58), (29, 13, 27), (80, 67, 58), (19, 66, 72)]
    text = "Trước hạn {} hồ sơ, đúng hạn {} hồ sơ, trễ hạn {} hồ sơ"
    rows = [["STT", "Đơn vị", "Tổng số hồ sơ", "Chi tiết"]]
    rows += [
        [str(at), f"Phòng {name}", str(sum(own)), text.format(*own)]
        for at, (name, own) in enumerate(zip(names, parts, strict=True), start=1)
    ]
    rows.append(["", "Tổng cộng", str(sum(map(sum, parts))), ""])
    assert serious(examine(Sketch(rows))) == []
    rows[3][3] = text.format(51, 15, 53)
    (found,) = serious(examine(Sketch(rows)))
    assert found.rule == "CLAIM-CELL"
    assert "53" in found.operands[0].text
