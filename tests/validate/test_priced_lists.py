"""Prizes and the like: how many there are and what each costs give the total that the text states."""

from __future__ import annotations

import pytest

from .papers import examine, serious

_PRIZES = (
    "Trao thưởng hội thi: 01 giải nhất trị giá 8.000.000 đồng; {0} giải nhì, mỗi giải {1} đồng; 03 giải ba, mỗi giải"
    " 3.000.000 đồng; 08 giải khuyến khích, mỗi giải 1.000.000 đồng. Tổng số giải thưởng là {2} giải với tổng trị giá {3} đồng."
)
_RIGHT = ("02", "6.000.000", "14", "37.000.000")


@pytest.mark.parametrize(("at", "wrong"), [(0, "05"), (1, "9.000.000"), (2, "41"), (3, "73.000.000")])
def test_a_slip_in_a_list_of_prizes(at: int, wrong: str) -> None:
    """The right list is checked and silent; a slip in a number, a price or a total is told."""
    held = examine(_PRIZES.format(*_RIGHT))
    assert not serious(held)
    assert any(check.rule == "CLAIM-SUM" for check in held.checks)
    figures = [*_RIGHT]
    figures[at] = wrong
    assert any(one.rule == "CLAIM-SUM" for one in serious(examine(_PRIZES.format(*figures))))


@pytest.mark.parametrize(
    "text",
    [
        # what is not understood leaves the list open
        (
            "Thưởng 02 giải nhì, mỗi giải 6.000.000 đồng; 03 giải ba, mỗi giải 3.000.000 đồng; 01 giải phụ kèm quà 500.000 đồng và hoa."
            " Tổng tiền thưởng 21.500.000 đồng; mỗi quà 200.000 đồng."
        ),
        "Hỗ trợ 12 hộ, mỗi hộ 50 triệu đồng. Tổng kinh phí chương trình 900 triệu đồng.",
    ],
)
def test_a_list_that_stays_open(text: str) -> None:
    """Lists with figures that belong to nothing known raise nothing."""
    assert not serious(examine(text))
