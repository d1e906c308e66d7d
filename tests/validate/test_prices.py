"""Lists of prices: what stands below each other adds up to nothing, and a kind is no grade."""

from __future__ import annotations

import pytest

from doichieu.extract import read_bytes
from doichieu.model import ColumnRole
from doichieu.normalize import understand
from doichieu.validate import audit
from tests.validate.papers import Sketch, decide, edited, findings, printed, rules, serious

_HEAD = ["STT", "Tên hàng hóa", "Quy cách", "Đơn vị tính", "Loại giá", "Giá kỳ trước", "Giá kỳ này", "Mức tăng (giảm)", "Tỷ lệ tăng (giảm) (%)"]  # fmt: skip
_GOODS = [("1", "Gạo tẻ", "loại 1", "đ/kg", "Bán lẻ", 13000, 16000), ("2", "Thịt bò", "thăn", "đ/kg", "Bán lẻ", 180000, 180000),
          ("3", "Thuốc trừ sâu", "Bassa 50 EC", "đồng/chai", "bán lẻ", 55000, 55000), ("", "Chess 50 WG", "", "đồng/gói", "bán lẻ", 40000, 39000),
          ("", "Oshin 20 WP", "", "đồng/gói", "bán lẻ", 18000, 17000), ("4", "Thuốc trừ cỏ", "Dual 960", "đồng/chai", "bán lẻ", 60000, 61000),
          ("", "Kola 600", "", "đồng/gói", "bán lẻ", 40000, 41000), ("", "Butyl 400", "", "đồng/gói", "bán lẻ", 20000, 20000),
          ("5", "Thuốc trừ bệnh", "Fuan 40", "đồng/chai", "bán lẻ", 77000, 78000), ("", "Beam 75", "", "đồng/gói", "bán lẻ", 50000, 51000),
          ("", "Kasumin 2", "", "đồng/gói", "bán lẻ", 27000, 27000), ("6", "Vàng 99,9%", "nhẫn tròn", "đ/chỉ", "Bán ra", 5300000, 5470000),
          ("7", "Đô la Mỹ", "tờ 100", "đ/USD", "Bán ra", 24000, 23520)]  # fmt: skip


def _market() -> list[list[str]]:
    rows = [_HEAD]
    for *texts, before, now in _GOODS:
        share = f"{(now - before) * 100 / before:.2f}".replace(".", ",")
        rows.append([*texts, f"{before:,}".replace(",", "."), f"{now:,}".replace(",", "."), f"{now - before:,}".replace(",", "."), share])  # fmt: skip
    return rows


def test_prices_add_up_to_nothing() -> None:
    """A kind of goods has a price beside those of two others below it, though elsewhere two make up a third by chance."""
    assert rules(Sketch(_market(), caption="BẢNG GIÁ THỊ TRƯỜNG THÁNG 12 NĂM 2022")) == []
    changed = [[*line] for line in _market()]
    changed[2][7] = "18.000"
    assert [rule for rule, row, _ in findings(changed) if row == 2]


@pytest.mark.parametrize("head", ["Loại giá", "Kiểu loại xe", "Chủng loại", "Loại đất"])
def test_a_kind_is_no_grade(head: str) -> None:
    """What tells kinds apart is text; “Xếp loại” grades."""
    rows = [
        ["STT", "Tên", head, "Số lượng"],
        *([str(at), f"Mặt hàng {at}", "AB"[at % 2], str(at)] for at in range(1, 7)),
    ]
    assert decide(Sketch(rows)).tables[0].columns[2].role is ColumnRole.TEXT
    graded = [["STT", "Tên", "Xếp loại", "Số lượng"], *rows[1:]]
    assert decide(Sketch(graded)).tables[0].columns[2].role is ColumnRole.TIER


def test_a_street_called_tran_is_no_ceiling() -> None:
    """“Trần Hưng Đạo” has prices of its own, which no other street's are held against."""
    names = ["Trần Hưng Đạo", "Quang Trung", "Lê Lợi", "Hùng Vương", "Bà Triệu", "Ngô Quyền"]
    prices = [24900, 18000, 17500, 28050, 16000, 12000]
    rows = [["STT", "Tên đường", "Giá đất ở / VT1", "Giá đất ở / VT2"]]
    rows += [
        ["" if at == 1 else str(at), name, str(price), str(price * 6 // 10)]
        for at, (name, price) in enumerate(zip(names, prices, strict=True), start=1)
    ]
    assert findings(rows) == []


def test_a_header_with_two_rates_states_none() -> None:
    """Of 15 % and 20 % in one header no column tells which applies to a row."""
    rows = [
        [
            "STT",
            "Nội dung công việc",
            "Chi phí trực tiếp",
            "Chi phí quản lý chung (Nội nghiệp 15%; Ngoại nghiệp 20%)",
        ]
    ]
    costs = [(1703160, 15), (6254583, 15), (10283080, 15), (1623640, 15), (420660, 15), (6494580, 20), (980400, 15)]  # fmt: skip
    rows += [
        [str(at), f"Bước {at}", f"{cost:,}".replace(",", "."), f"{cost * rate // 100:,}".replace(",", ".")]
        for at, (cost, rate) in enumerate(costs, start=1)
    ]
    assert findings(rows) == []


def test_communes_that_were_joined_later_are_two() -> None:
    """A paper of 2019 lists two communes that are one today, each by the name that it had."""
    names = ["Xã Thành Đông", "Xã Thành Lợi", "Xã Tân Quới", "Xã Mỹ Thuận", "Xã Thành Trung", "Xã Tân Bình"]
    lines = ["ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỈNH VĨNH LONG\tĐộc lập - Tự do - Hạnh phúc",
             "Số: 9/QĐ-UBND\tVĩnh Long, ngày 20 tháng 12 năm 2019", "", "Bảng 1. Số hộ các xã", "TT\tTên đơn vị hành chính\tSố hộ", "\tHuyện Bình Tân\t3.237"]  # fmt: skip
    lines += [f"{at}\t{name}\t{410 + 37 * at}" for at, name in enumerate(names, start=1)]
    twice = [*lines[:-1], lines[-1].replace("Tân Bình", "Tân Quới")]
    assert serious(audit(understand(read_bytes("\n".join(lines).encode(), "a.txt")))) == []
    assert [
        one.rule for one in serious(audit(understand(read_bytes("\n".join(twice).encode(), "a.txt"))))
    ] == ["POP-DUP"]


@pytest.mark.parametrize("unit", ["đ/chục", "đồng/kg"])
def test_prices_of_a_sentence_are_no_parts(unit: str) -> None:
    """A fall by 5.000 for ten is not made up of the prices that stand behind it."""
    assert (
        rules(
            f"Giá các loại trứng giảm nhẹ 5.000{unit}, cụ thể: trứng vịt 30.000{unit}, trứng gà ta 35.000{unit}."
        )
        == []
    )


def test_programmes_that_fight_poverty_are_no_differences() -> None:
    """“Giảm nghèo” names a programme; beside many blanks two other columns differ by it in most rows by chance."""
    head = ["STT", "Nội dung", "Tổng số", "Đầu tư phát triển", "Kinh phí sự nghiệp", "CTMTQG giảm nghèo / Tổng số", "CTMTQG giảm nghèo / Đầu tư phát triển",
            "CTMTQG giảm nghèo / Kinh phí sự nghiệp", "CTMTQG nông thôn mới / Tổng số", "CTMTQG nông thôn mới / Đầu tư phát triển",
            "CTMTQG nông thôn mới / Kinh phí sự nghiệp"]  # fmt: skip
    parts = [(0, 48665, 5936, 0), (0, 0, 0, 0), (0, 0, 0, 0), (0, 0, 36585, 0), (0, 0, 43263, 0), (0, 0, 70642, 45509),
             (17127, 0, 0, 82255), (0, 44606, 0, 0), (3704, 0, 10396, 0), (12421, 8334, 0, 63513), (0, 8007, 0, 0)]  # fmt: skip
    rows = [head]
    for at, (a, b, c, d) in enumerate(parts, start=1):
        figures = [a + b + c + d, a + c, b + d, a + b, a, b, c + d, c, d]
        rows.append([str(at), f"Cơ quan {at}", *(f"{one:,}".replace(",", ".") for one in figures)])
    assert findings(rows) == []


_ITEMS = [
    ("Bàn", "cái", 12, 1234567),
    ("Ghế", "cái", 48, 345678),
    ("Tủ", "chiếc", 3, 4567891),
    ("Máy in", "bộ", 2, 7654321),
]


@pytest.mark.parametrize("label", ["Tổng cộng (làm tròn)", "Tổng giá trị làm tròn"])
@pytest.mark.parametrize(("off", "wrong"), [(0, False), (3000, True)])
def test_a_total_that_is_rounded_off(label: str, off: int, wrong: bool) -> None:
    """A total that says so is rounded to thousands; one that is a thousand off is none."""
    rows = [["STT", "Tên hàng", "Đơn vị tính", "Số lượng", "Đơn giá (đồng)", "Thành tiền (đồng)"]]
    for at, (name, unit, count, price) in enumerate(_ITEMS, start=1):
        rows.append([str(at), name, unit, str(count), printed(price), printed(count * price)])
    total = sum(count * price for _, _, count, price in _ITEMS) // 1000 * 1000 + off
    assert bool(findings([*rows, ["", label, "", "", "", printed(total)]])) is wrong


def test_sets_and_their_parts_are_counted_apart() -> None:
    """One system consists of six parts, which are bought as one: the amounts add up, the counts do not."""
    rows = [["STT", "Tên thiết bị", "ĐVT", "Số lượng", "Thành tiền"]]
    sets = [("1", "Hệ thống âm thanh", "hệ thống", (2, 5), (4, 9)), ("2", "Hệ thống hình", "hệ thống", (1, 7), (5, 8)),
            ("3", "Hệ thống điện", "hệ thống", (3, 6), (2, 8))]  # fmt: skip
    for number, name, unit, first, second in sets:
        amounts = [first[0] * first[1] * 125000, second[0] * second[1] * 310000]
        rows.append([number, name, unit, "1", printed(sum(amounts))])
        rows += [
            [f"{number}.{at}", f"Thiết bị {at}", "cái", str(part[0]), printed(amount)]
            for at, (part, amount) in enumerate(zip((first, second), amounts, strict=True), start=1)
        ]
    assert findings(rows) == []
    assert [found[0] for found in findings(edited(rows, 4, (4, "13.725.000")))] == ["SUM-COL"]


def test_a_department_has_several_tasks() -> None:
    """Which department is in charge stands behind what the rows are about, and may stand there twice."""
    tasks = ["Dịch vụ ra, vào bến xe ô tô khách", "Nước sạch nông thôn tập trung", "Dịch vụ kiểm dịch y tế dự phòng", "Dịch vụ điều trị nghiện chất",
             "Dịch vụ thoát nước đô thị loại hai", "Dịch vụ công chứng theo yêu cầu", "Diện tích bán hàng tại chợ hạng ba"]  # fmt: skip
    held = ["Sở Giao thông vận tải", "Sở Nông nghiệp và Phát triển nông thôn", "Sở Y tế", "Sở Y tế", "Sở Xây dựng", "Sở Tư pháp", "Sở Công Thương"]  # fmt: skip
    rows = [["STT", "Tên hàng hóa, dịch vụ", "Cơ quan thẩm định"]]
    rows += [[str(at), task, who] for at, (task, who) in enumerate(zip(tasks, held, strict=True), start=1)]
    assert findings(rows) == []


def test_kinds_of_contract_are_no_grades() -> None:
    """What stands below “Phân loại công tác” orders nobody by the percentages beside it."""
    rows = [["STT", "Họ và tên", "Phân loại công tác", "Ưu đãi (%)"]]
    rows += [
        [str(at), f"Người {at}", ("Biên chế", "Hợp đồng không thời hạn")[at % 3 == 0], "25"]
        for at in range(1, 9)
    ]
    assert decide(Sketch(rows)).tables[0].columns[2].role is ColumnRole.TEXT


@pytest.mark.parametrize("head", ["Gia súc", "Hộ gia đình", "Giá trị", "Thành tiền", "Giá so sánh"])
def test_amounts_of_like_names_add_up(head: str) -> None:
    """“Gia súc” is no “Giá”, and a value is no price: a slip in one of their sums is told."""
    rows = [["STT", "Địa bàn", head, "Số xã"]]
    for at, parts in enumerate(((4210, 5320, 6135), (3204, 2817, 1945), (7301, 6402, 5518)), start=1):
        rows.append([str(at), f"Vùng {at}", printed(sum(parts)), "3"])
        rows += [
            [f"{at}.{part}", f"Khu {at}{part}", printed(one), "1"] for part, one in enumerate(parts, start=1)
        ]
    assert findings(rows) == []
    assert findings(edited(rows, 5, (2, "7.696"))) == [("SUM-COL", 5, 2)]
