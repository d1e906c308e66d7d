"""Amounts that a text lists item below item, or after "trong đó": what adds up is silent, one misprint is named."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from doichieu.extract import read_bytes
from doichieu.model import Outcome
from doichieu.normalize import understand
from doichieu.validate import audit
from doichieu.validate.slips import slips_to
from tests.validate.papers import examine, serious

BUDGET = (
    "1. Tổng thu ngân sách nhà nước: 9.856.900 triệu đồng",
    "Trong đó:",
    "a) Thu từ hoạt động xuất, nhập khẩu: 715.000 triệu đồng;",
    "b) Thu nội địa: 9.000.000 triệu đồng, trong đó thu xổ số 115.000 triệu đồng;",
    "c) Thu vay bù đắp bội chi: 141.900 triệu đồng.",
    "2. Tổng chi ngân sách địa phương: 605.450 triệu đồng, gồm:",
    "- Chi đầu tư phát triển: 120.000 triệu đồng;",
    "- Chi thường xuyên: 473.345 triệu đồng;",
    "- Dự phòng: 12.105 triệu đồng.",
)


def _checks(*blocks: str) -> list[Outcome]:
    return [check.outcome for check in examine(*blocks).checks if check.rule in {"CLAIM-SUM", "CLAIM-PARTS"}]


def _found(*blocks: str) -> list[tuple[str, str, str]]:
    return [(finding.rule, finding.observed, finding.expected) for finding in serious(examine(*blocks))]


def test_items_that_add_up_are_checked_and_silent() -> None:
    """Each list that makes its total is a check that holds."""
    assert _checks(*BUDGET) == [Outcome.HELD, Outcome.HELD]
    assert _found(*BUDGET) == []


@pytest.mark.parametrize(
    ("right", "printed", "observed", "expected"),
    [
        ("715.000", "751.000", "751.000 triệu đồng", "715.000"),
        ("473.345", "47.345", "47.345 triệu đồng", "473.345"),
        ("141.900", "1.419.000", "1.419.000 triệu đồng", "141.900"),
    ],
)
def test_a_slip_in_an_item_is_named(right: str, printed: str, observed: str, expected: str) -> None:
    """The figure that one slip of the pen explains is named with what it should be."""
    blocks = [block.replace(right, printed) for block in BUDGET]
    assert _found(*blocks) == [("CLAIM-SUM", observed, expected)]


@pytest.mark.parametrize(("lead", "level"), [("gồm:", "error"), ("trong đó:", "warning")])
def test_parts_that_need_not_be_all_are_a_warning(lead: str, level: str) -> None:
    """After “trong đó” the paper could mean some parts alone, so that no reading is not said."""
    blocks = [
        f"Tổng chi: 605.450 triệu đồng, {lead}",
        "- Đầu tư: 120.000 triệu đồng;",
        "- Thường xuyên: 485.540 triệu đồng.",
    ]
    assert [finding.level.value for finding in serious(examine(*blocks))] == [level]


def test_what_is_said_to_be_all_must_add_up() -> None:
    """After “gồm” a gap that no slip explains is a warning on the total."""
    found = serious(
        examine(
            "Tổng kinh phí: 950.000 đồng, bao gồm:",
            "- Công tác phí: 417.000 đồng;",
            "- Văn phòng phẩm: 326.000 đồng.",
        )
    )
    assert [(finding.rule, finding.level.value, finding.observed) for finding in found] == [
        ("CLAIM-SUM", "warning", "950.000 đồng")
    ]


@pytest.mark.parametrize(
    "blocks",
    [
        # parts of it, overlapping or not all
        ["Tổng dân số: 123.456 người, trong đó:", "- Nữ: 61.800 người;", "- Dân tộc thiểu số: 23.100 người."],
        # bounds and changes are no amounts
        ["1. Phạt tiền từ 3.000.000 đồng đến 5.000.000 đồng đối với:", "a) Hành vi thứ nhất: 1.000.000 đồng;", "b) Hành vi thứ hai: 500.000 đồng."],
        ["Chi ngân sách: 90.000 triệu đồng, gồm:", "- Giảm chi thường xuyên: 5.000 triệu đồng;", "- Tăng chi đầu tư: 12.000 triệu đồng."],
        # an item is missing
        ["Tổng chi: 90.000 triệu đồng, gồm:", "a) Chi đầu tư: 20.000 triệu đồng;", "c) Dự phòng: 10.000 triệu đồng."],
        ["Tổng chi: 90.000 triệu đồng, gồm:", "- Chi đầu tư: 20.000 triệu đồng;", "- Chi thường xuyên;", "- Dự phòng: 10.000 triệu đồng."],
        ["Tổng chi: 90.000 triệu đồng, gồm:", "- Chi đầu tư: 20.000 triệu đồng;", "- Dự phòng: 10.000 triệu đồng;", "- Chi thường xuyên."],
        # different things
        ["Diện tích: 125.430 m2, gồm:", "- Kinh phí bồi thường: 20.000 triệu đồng;", "- Số hộ: 110 hộ."],
        # alternatives
        ["1. Ban hành kế hoạch: 3 điểm", "a) Đúng hạn: 3 điểm", "b) Quá hạn: 1 điểm"],
    ],
)  # fmt: skip
def test_what_need_not_add_up_is_silent(blocks: list[str]) -> None:
    """Lists that are no parts of a total raise nothing."""
    assert _found(*blocks) == []


def test_parts_in_a_sentence() -> None:
    """Parts after “trong đó” are a sum where they make it, commas within their names or not."""
    text = (
        "Tổng mức đầu tư của dự án là 185.837 triệu đồng bằng nguồn vốn vay. Trong đó: xây lắp 6.712,3 triệu đồng; "
        "thiết bị 149.837 triệu đồng; đào tạo 7.215 triệu đồng; chi phí di dời, cải tạo đường dây 389 triệu đồng; "
        "tư vấn 2.518 triệu đồng; quản lý dự án 2.079 triệu đồng; dự phòng 16.816,7 triệu đồng và chi phí khác 270 triệu đồng."
    )
    assert _checks(text) == [Outcome.HELD]
    assert _found(text.replace("149.837", "14.837")) == [
        ("CLAIM-PARTS", "14.837 triệu đồng", "149.837 triệu đồng")
    ]


def test_a_total_below_its_items() -> None:
    """“Tổng cộng” below numbered items is their total; items within them are none of its parts."""
    blocks = [
        "1. In ấn tài liệu: 12.500.000 đồng.",
        "2. Thuê hội trường: 8.250.000 đồng.",
        "a) Hội trường lớn: 5.000.000 đồng;",
        "b) Hội trường nhỏ: 3.250.000 đồng.",
        "3. Nước uống: 4.300.000 đồng.",
        "Tổng cộng: 25.050.000 đồng.",
    ]
    assert _checks(*blocks) == [Outcome.HELD, Outcome.HELD]
    blocks[4] = "3. Nước uống: 4.030.000 đồng."
    assert _found(*blocks) == [("CLAIM-SUM", "4.030.000 đồng", "4.300.000")]


def test_two_sums_that_share_a_figure_name_it() -> None:
    """A figure that is a part above and a total below, off in both, is the one that is named, once."""
    blocks = [
        "1. Tổng chi: 605.450 triệu đồng, gồm:",
        "a) Chi đầu tư: 132.105 triệu đồng, gồm:",
        "- Xây dựng: 100.000 triệu đồng;",
        "- Thiết bị: 32.105 triệu đồng.",
        "b) Chi thường xuyên: 473.345 triệu đồng.",
    ]
    assert _checks(*blocks) == [Outcome.HELD, Outcome.HELD]
    blocks[1] = "a) Chi đầu tư: 123.105 triệu đồng, gồm:"
    assert _found(*blocks) == [("CLAIM-SUM", "123.105 triệu đồng", "132.105")]


def test_what_is_left_of_a_budget() -> None:
    """Revenue less expenditure is what is left, for the budget that all three name."""
    blocks = [
        "1. Tổng thu ngân sách nhà nước trên địa bàn: 26.536.722 triệu đồng",
        "2. Tổng thu ngân sách địa phương: 24.418.528 triệu đồng",
        "3. Tổng chi ngân sách địa phương: 24.200.100 triệu đồng",
        "4. Kết dư ngân sách địa phương: 218.428 triệu đồng, gồm:",
        "a) Kết dư ngân sách tỉnh: 118.000 triệu đồng;",
        "b) Kết dư ngân sách huyện: 100.428 triệu đồng.",
    ]
    assert _checks(*blocks) == [Outcome.HELD, Outcome.HELD]
    blocks[2] = blocks[2].replace("24.200.100", "24.020.100")
    assert _found(*blocks) == [("CLAIM-SUM", "24.020.100 triệu đồng", "24.200.100")]


STACKED = """Điều 1. Phê chuẩn quyết toán

1. Tổng thu ngân sách nhà nước:

26.536.722

triệu đồng

Trong đó:



Ngân sách Trung ương hưởng:

2.118.194

triệu đồng

Ngân sách địa phương hưởng :
24.418.528 triệu đồng

2. Tổng chi ngân sách địa phương
: 24.200.100 triệu đồng
"""


def test_labels_figures_and_units_on_lines_of_their_own() -> None:
    """A page that puts label, figure and unit one below the other reads as one that puts them on one line."""
    document = read_bytes(STACKED.encode(), "nq.txt")
    texts = [getattr(block, "text", "") for block in document.blocks]
    assert texts[1] == "1. Tổng thu ngân sách nhà nước: 26.536.722 triệu đồng"
    assert texts[3:5] == [
        "Ngân sách Trung ương hưởng: 2.118.194 triệu đồng",
        "Ngân sách địa phương hưởng : 24.418.528 triệu đồng",
    ]
    assert texts[5] == "2. Tổng chi ngân sách địa phương : 24.200.100 triệu đồng"
    checks = [
        check for check in audit(understand(document)).checks if check.rule in {"CLAIM-SUM", "CLAIM-PARTS"}
    ]
    assert [check.outcome for check in checks] == [Outcome.HELD]


def _dotted(value: int) -> str:
    return f"{value:,}".replace(",", ".")


@given(
    parts=st.lists(st.integers(10_000, 9_999_999), min_size=2, max_size=8),
    lead=st.sampled_from([", gồm:", ". Trong đó:", ":"]),
    mark=st.sampled_from(["-", "+", "a)", "1."]),
    at=st.integers(0, 7),
    slip=st.integers(0, 200),
)
def test_any_list_and_any_slip(parts: list[int], lead: str, mark: str, at: int, slip: int) -> None:
    """A list that adds up holds whatever its marks; after any one slip in it it is found, in an item of that sum."""
    marks = {"a)": "abcdđegh", "1.": "12345678"}.get(mark)
    labels = [f"{marks[n]}{mark[-1]}" if marks else mark for n in range(len(parts))]
    items = [f"{label} Khoản chi: {_dotted(value)} đồng;" for label, value in zip(labels, parts, strict=True)]
    head = f"Tổng kinh phí: {_dotted(sum(parts))} đồng{lead}"
    assert _checks(head, *items) == [Outcome.HELD]
    assert _found(head, *items) == []
    at %= len(parts)
    wrongs = [
        int(value) for value in slips_to(Decimal(parts[at]), 0) if value == int(value) and value >= 10_000
    ]
    wrong = wrongs[slip % len(wrongs)]
    assume(wrong != parts[at])
    items[at] = items[at].replace(f": {_dotted(parts[at])} ", f": {_dotted(wrong)} ")
    found = serious(examine(head, *items))
    assert [finding.rule for finding in found] == ["CLAIM-SUM"]
    assert f"{_dotted(wrong)} đồng" in [operand.text for operand in found[0].operands]
