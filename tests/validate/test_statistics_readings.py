"""Other readings of a table of statistics that are likelier than an error: parts of parts, some of all, repeated titles."""

from __future__ import annotations

import pytest

from .papers import Sketch, edited, findings

INVESTMENT = [
    ["", "Kế hoạch năm 2015", "Quý I năm 2014", "Quý I năm 2015"],
    ["TỔNG SỐ", "1343,0", "225,3", "245,8"],
    ["Vốn ngân sách Nhà nước", "203,0", "34,6", "35,7"],
    ["Vốn trái phiếu Chính phủ", "85,0", "10,6", "10,8"],
    ["Vốn tín dụng đầu tư", "60,0", "11,6", "11,7"],
    ["Vốn vay từ các nguồn khác", "90,0", "13,5", "15,5"],
    ["Vốn của doanh nghiệp Nhà nước", "70,0", "10,5", "11,8"],
    ["Vốn của dân cư và tư nhân", "520,0", "80,9", "89,6"],
    ["Vốn đầu tư trực tiếp nước ngoài", "290,0", "61,0", "67,5"],
    ["Bên nước ngoài", "203,0", "42,0", "47,3"],
    ["Bên Việt Nam", "87,0", "18,0", "20,3"],
    ["Vốn huy động khác", "25,0", "2,6", "3,2"],
]


def test_a_slip_in_parts_of_a_part_leaves_the_total_alone() -> None:
    """61,0 over 42,0 and 18,0 is told; the total that counts neither part twice is not."""
    ((rule, row, col),) = findings(Sketch(INVESTMENT))
    assert (rule, row in {8, 9, 10}, col) == ("SUM-COL", True, 2)


def test_a_total_beside_parts_of_parts() -> None:
    """A slip in the total, or in what stands beside the parts of a part, is told of the total."""
    right = edited(INVESTMENT, 8, (2, "60,0"))
    right = edited(right, 1, (2, "224,3"))
    assert findings(Sketch(right)) == []
    assert (1, 1) in {found[1:] for found in findings(Sketch(edited(right, 1, (1, "1433,0"))))}


CROPS = [
    ["", "", "Cùng kỳ năm trước", "Kỳ này"],
    ["1. Gieo cấy lúa mùa", "", "1496,5", "1524,3"],
    ["", "Miền Bắc", "1224,7", "1213,2"],
    ["", "Miền Nam", "271,8", "311,1"],
    ["2. Thu hoạch lúa hè thu", "", "1147,6", "1146,6"],
    ["3. Gieo trồng cây công nghiệp", "", "444,6", "491,3"],
    ["", "Lạc", "206,0", "217,4"],
    ["", "Đậu tương", "121,6", "156,7"],
    ["", "Thuốc lá", "29,5", "32,3"],
    ["", "Mía", "52,3", "43,3"],
    ["4. Gieo trồng rau đậu", "", "575,7", "623,9"],
]


def test_parts_that_are_some_of_all() -> None:
    """A parent that is more than its parts in every column lists some; one that holds in a column was meant to add up."""
    assert findings(Sketch(CROPS)) == []
    assert findings(Sketch(edited(CROPS, 2, (2, "1242,7"))))


LABOUR = [
    ["", "", "1999", "Ước tính năm 2000"],
    ["CẢ NƯỚC", "", "708956", "721519"],
    ["Đồng bằng sông Hồng", "", "447093", "452993"],
    ["", "Hà Nội", "261965", "269610"],
    ["", "Hải Phòng", "185128", "183383"],
    ["", "", "1999", "Ước tính năm 2000"],
    ["Đông Bắc", "", "261863", "268526"],
    ["", "Hà Giang", "118812", "118699"],
    ["", "Cao Bằng", "143051", "149827"],
]


def test_titles_at_the_top_of_a_second_page() -> None:
    """A line of the header that a sheet prints again is no row: its year adds nothing to the total."""
    assert findings(Sketch(LABOUR)) == []
    assert findings(Sketch(edited(LABOUR, 3, (2, "261956"))))


HARVEST = [
    ["", "Diện tích (%)", "Năng suất (%)", "Sản lượng (%)"],
    ["Hà Nội", "97,9", "103,4", "101,3"],
    ["Vĩnh Phúc", "99,3", "102,6", "101,9"],
    ["Bắc Ninh", "97,5", "102,0", "99,6"],
    ["Quảng Ninh", "97,5", "99,8", "97,4"],
    ["Hải Dương", "98,6", "103,8", "102,3"],
    ["Hải Phòng", "97,9", "100,7", "98,8"],
    ["Hưng Yên", "94,6", "100,3", "94,9"],
    ["Thái Bình", "100,3", "100,4", "100,7"],
    ["Hà Nam", "98,0", "100,5", "98,5"],
    ["Nam Định", "99,0", "100,1", "99,1"],
    ["Bến Tre", "207,5", "12700,0", "27950,0"],
]


@pytest.mark.parametrize(
    ("row", "slip", "told"), [(3, "99,6", False), (8, "107,0", True), (10, "91,9", True)]
)
def test_indices_multiplied(row: int, slip: str, told: bool) -> None:
    """Indices were rounded, and the amounts they compare too: only a slip far off is one."""
    assert bool(findings(Sketch(edited(HARVEST, row, (3, slip))))) is told


GROWTH = [
    [
        "",
        "Tháng 7 (Tỷ đồng)",
        "Tháng 8 (Tỷ đồng)",
        "Tháng 8 so với cùng kỳ (%)",
        "8 tháng so với cùng kỳ (%)",
    ],
    ["TỔNG SỐ", "524337", "526582", "107,9", "108,5"],
    ["Bán lẻ hàng hóa", "401789", "402265", "107,5", "107,3"],
    ["Lưu trú, ăn uống", "61847", "62430", "109,7", "114,3"],
    ["Du lịch lữ hành", "5687", "5626", "107,1", "126,2"],
    ["Dịch vụ khác", "55014", "56261", "109,1", "109,4"],
]


def test_growth_is_weighted_by_what_is_not_printed() -> None:
    """The growth of a total is no mean weighted by amounts of another month."""
    assert findings(Sketch(GROWTH)) == []


ASIDE = [
    ["TỔNG SỐ", "2875856", "3054470", ""],
    ["Nông nghiệp", "462536", "468813", ""],
    ["Công nghiệp và xây dựng", "982411", "1056808", "74396,85"],
    ["Công nghiệp", "810438", "867638", "2,59"],
    ["Khai khoáng", "240462", "230843", "-9618,46"],
    ["Chế biến, chế tạo", "442612", "495283", "-0,33"],
    ["Điện, khí đốt", "110861", "123721", ""],
    ["Cung cấp nước", "16503", "17791", ""],
    ["Xây dựng", "171973", "189170", ""],
    ["Dịch vụ", "1101236", "1178143", ""],
    *([f"Ngành {at}", "110123", "117814", ""] for at in range(1, 10)),
    ["Ngành 10", "110129", "117817", ""],
    ["Thuế sản phẩm", "329673", "350706", ""],
]


def test_what_somebody_reckoned_beside_a_table() -> None:
    """Figures in a few rows of a last column without a title add up to nothing."""
    assert findings(Sketch(ASIDE)) == []


OUTPUT = [
    ["", "Đơn vị tính", "Tháng 12", "Tháng 1", "Tháng 1 so với tháng 12 (%)"],
    ["Than sạch", "Nghìn tấn", "1062,8", "1269,4", "119,4"],
    ["Thuỷ sản chế biến", "Nghìn tấn", "24,3", "23,8", "97,8"],
    ["Đường mật", "Nghìn tấn", "198,4", "236,2", "119,1"],
    ["Bia", "Triệu lít", "67,2", "74,9", "111,5"],
    ["Thuốc lá bao", "Triệu bao", "316,5", "339,7", "107,3"],
    ["Vải lụa", "Triệu mét", "39,8", "37,7", "94,7"],
    ["Xe chở khách", "Nghìn chiếc", "4,8", "4,0", "83,1"],
    ["Giấy bìa", "Nghìn tấn", "65,1", "58,4", "89,7"],
    ["Xi măng", "Nghìn tấn", "1731,4", "1695,2", "97,9"],
]


def test_percentages_of_measurements_that_differ_by_what_these_hide() -> None:
    """Two percentages were computed from more digits than 4,0 and 23,8 print; one that misses by more is told."""
    assert findings(Sketch(OUTPUT)) == []
    told = {found[1:] for found in findings(Sketch(edited(OUTPUT, 5, (4, "170,3"))))}
    assert (5, 4) in told
