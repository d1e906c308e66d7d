"""Formulas that many rows contradict, columns that nothing bears out, and units that stand twice by right."""

from __future__ import annotations

from doichieu.model import Finding, Level

from .papers import Sketch, examine, findings, serious

ROWS = 30


def budget(wrong: int, header: str = "Cộng", numbers: bool = False) -> Sketch:
    """Thirty works whose total is the sum of two amounts in all rows but so many."""
    head = [["STT", "Công trình", "Năm trước", "Năm nay", header]]
    if numbers:
        head.append(["1", "2", "3", "4", "5=3+4"])
    rows = []
    for at in range(ROWS):
        before, now = 1310 + 731 * at % 977, 2705 + 613 * at % 1201
        total = now if at < wrong else before + now
        rows.append([str(at + 1), f"Công trình {at + 1}", str(before), str(now), str(total)])
    return Sketch([*head, *rows], header_rows=len(head))


def told(sketch: Sketch) -> list[Finding]:
    """Findings above info."""
    return serious(examine(sketch))


def test_many_rows_off_are_one_finding() -> None:
    """Six rows of thirty that leave a part out are one finding that counts and names them."""
    (finding,) = told(budget(6, numbers=True))
    assert finding.rule == "SUM-ROW"
    assert "6/30" in finding.message.vi
    assert {operand.row for operand in finding.operands} >= {2, 3, 4, 5, 6, 7}
    assert finding.corrections == ()


def test_few_rows_off_are_a_finding_each() -> None:
    """Two slips stay two findings with their own computation."""
    assert len(told(budget(2, numbers=True))) == 2


def test_a_formula_that_a_third_of_the_rows_contradict() -> None:
    """What the row of numbers declares is told as doubtful; what only figures suggest is no formula."""
    (finding,) = told(budget(10, numbers=True))
    assert finding.level is Level.WARNING
    assert told(budget(10, header="Kế hoạch")) == []


def test_percentages_of_another_base_in_a_third_of_the_rows() -> None:
    """A header names the percentage: rows that print it as a fraction are told, once."""
    rows = [["STT", "Mặt hàng", "Giá kỳ trước", "Giá kỳ này", "Mức tăng", "Tỷ lệ tăng (%)"]]
    for at in range(24):
        before, now = 13000 + 1700 * at, 14000 + 1900 * at
        share = (now - before) / before * (1 if at % 3 == 0 else 100)
        more = [f"{value:,}".replace(",", ".") for value in (before, now, now - before)]
        rows.append([str(at + 1), f"Mặt hàng {at + 1}", *more, f"{share:.2f}".replace(".", ",")])
    (finding,) = told(Sketch(rows))
    assert (finding.rule, finding.level) == ("RATIO-PCT", Level.WARNING)
    assert "8/24" in finding.message.vi


def test_a_column_of_noughts_is_no_difference() -> None:
    """Nought beside two equal amounts tells nothing of what the column is where they differ."""
    head = ["STT", "Công trình", "Kế hoạch", "Giá trị", "Chưa giải ngân"]
    equal = [
        [str(at), f"Công trình {at}", str(1000 + 37 * at), str(1000 + 37 * at), "0"] for at in range(1, 13)
    ]
    apart = [
        [str(at), f"Công trình {at}", str(1000 + 37 * at), str(900 + 31 * at), "0"] for at in range(13, 18)
    ]
    assert findings([head, *equal, *apart]) == []
    left = [[*row[:4], str(int(row[2]) - int(row[3]))] for row in apart]
    slip = [*left[:-1], [*left[-1][:4], "999"]]
    assert [row for _, row, _ in findings([head, *equal, *slip])] == [17]


def test_a_group_beside_a_group_is_no_part_of_its_total() -> None:
    """The total of a group stands before its members; the group behind them, blank in most rows, is none."""
    head = ["Nội dung", "Cục", "Cục I", "Cục II", "Cục III", "Sở"]
    rows = []
    for at in range(14):
        parts = [310 + 57 * at % 101, 420 + 91 * at % 203, 515 + 33 * at % 97]
        rows.append([f"Mục {at + 1}", str(sum(parts)), *map(str, parts), "871" if at in {4, 9} else ""])
    assert findings([head, *rows]) == []
    rows[2][1] = str(int(rows[2][1]) + 90)
    assert findings([head, *rows]) == [("SUM-ROW", 3, 1)]


def test_items_below_codes_in_columns_of_their_own() -> None:
    """Sub-items whose codes stand one column further right belong to the item above them."""
    head = ["Mục", "Tiểu mục", "Nội dung chi", "Số tiền"]
    rows = [
        ["", "", "Nhóm 1 - Chi thanh toán cá nhân", "21.602.762"],
        ["6.000", "", "Tiền lương", "20.321.362"],
        ["", "6.001", "Lương ngạch bậc", "18.200.150"],
        ["", "6.003", "Lương hợp đồng", "2.121.212"],
        ["6.050", "", "Tiền công", "281.400"],
        ["", "6.051", "Tiền công hợp đồng", "281.400"],
        ["6.200", "", "Tiền thưởng", "1.000.000"],
        ["", "6.201", "Thưởng thường xuyên", "640.000"],
        ["", "6.249", "Khác", "360.000"],
    ]
    assert findings([head, *rows]) == []
    rows[2][3] = "18.200.510"
    assert [rule for rule, _, _ in findings([head, *rows])] == ["SUM-COL"]


def test_parts_named_by_ordinals_that_come_again() -> None:
    """“Tổng cộng (1+2)” means the roads that 1.1 and 2.1 stand under, though each lists items 1 and 2 of its own."""
    head = ["STT", "Nội dung", "Giá trị"]
    rows = [
        ["1", "Quốc lộ 32", "3.244"],
        ["1.1", "Công trình A", "3.244"],
        ["I", "Chi phí xây lắp", "2.928"],
        ["II", "Chi phí tư vấn", "316"],
        ["1", "Khảo sát", "180"],
        ["2", "Giám sát", "136"],
        ["2", "Quốc lộ 32C", "4.523"],
        ["2.1", "Công trình B", "4.523"],
        ["I", "Chi phí xây lắp", "4.139"],
        ["II", "Chi phí tư vấn", "384"],
        ["1", "Khảo sát", "244"],
        ["2", "Giám sát", "140"],
        ["", "Tổng cộng (1+2)", "7.767"],
    ]
    assert findings([head, *rows]) == []
    rows[-1][2] = "7.676"
    assert [rule for rule, _, _ in findings([head, *rows])] == ["SUM-COL"]


def test_districts_of_one_name_in_a_list_of_the_country() -> None:
    """Two provinces had a Huyện Phong Điền; a list of one province has it once."""
    head = ["STT", "Tên huyện", "Số trường"]
    names = ["Huyện Phong Điền", "Huyện Cờ Đỏ", "Huyện Thới Lai", "Huyện Quảng Điền", "Huyện Phú Lộc"]
    country = [*names, "Huyện Nam Đông", "Huyện Tuy Phước", "Huyện Phong Điền"]
    rows = [[str(at), name, str(20 + at)] for at, name in enumerate(country, start=1)]
    assert findings([head, *rows]) == []
    twice = [
        [*row[:1], "Huyện Cờ Đỏ" if at == len(rows) - 1 else row[1], row[2]] for at, row in enumerate(rows)
    ]
    assert [rule for rule, _, _ in findings([head, *twice])] == ["POP-DUP"]


def test_a_list_behind_a_list() -> None:
    """Districts that come again in one order, below other units, are those of a second list."""
    head = ["STT", "Đơn vị", "Số hồ sơ"]
    districts = ["Huyện Tuy Phước", "Huyện Phù Cát", "Huyện Phù Mỹ", "Huyện Vân Canh"]
    others = [
        "Sở Tài chính",
        "Sở Nội vụ",
        "Sở Y tế",
        "Sở Tư pháp",
        "Sở Xây dựng",
        "Sở Công Thương",
        "Thanh tra tỉnh",
    ]
    names = [*others, *districts, "Văn phòng UBND tỉnh", *districts]
    rows = [[str(at), name, str(31 + 7 * at)] for at, name in enumerate(names, start=1)]
    assert findings([head, *rows]) == []
