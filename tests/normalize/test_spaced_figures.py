"""Thousands that stand apart by spaces, in sentences as in tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from doichieu.dataset.rows.figures import claims
from doichieu.validate import audit
from tests.validate.papers import Sketch, decide, examine, rules, serious

LAND = [
    ["Huyện", "Đất nông nghiệp (ha)", "Đất ở (ha)", "Tổng (ha)"],
    ["Cam Lộ", "21 480", "1 325", "22 805"],
    ["Hải Lăng", "33 107", "2 018", "35 125"],
    ["Gio Linh", "37 229", "1 904", "39 133"],
    ["Cộng", "91 816", "5 247", "97 063"],
]
SAID = "Tổng diện tích đất là 97 063 ha, gồm: đất nông nghiệp 91 816 ha, đất ở 5 247 ha."


def test_a_sentence_states_the_whole_figure() -> None:
    """A figure such as "91 816 ha" is one, which adds up and agrees with the table."""
    assert rules(Sketch(LAND), SAID) == []
    assert rules(Sketch(LAND), SAID.replace("5 247", "5 742")) != []


def test_the_sentence_stays_as_printed() -> None:
    """What is read of a sentence leaves the document as it was."""
    decision = decide(Sketch(LAND), "Có 1 325/22 805 hộ đạt (chiếm 5,8%).")
    assert decision.document.blocks[-1].text.startswith("Có 1 325/22 805")  # type: ignore[union-attr]
    assert Decimal(1325) in {quantity.value for claim in decision.claims for quantity in claim.quantities}


def test_the_dataset_has_the_sentence_and_its_figures_as_printed() -> None:
    """Joined is what the audit reads, and not what an analyst is shown as the paper's."""
    said = "Có 1 325/22 805 hộ đạt (chiếm 5,8%)."
    rows = list(claims(audit(decide(Sketch(LAND), said))))
    assert {row["sentence"] for row in rows} == {said}
    assert all(str(row["printed"]) in said for row in rows)
    assert Decimal(1325) in {row["value"] for row in rows}


@pytest.mark.parametrize(
    "sentence",
    [
        "Quý 4 150 hồ sơ được giải quyết trong tổng số 12.345 hồ sơ, đạt 1,2%.",
        "Trong năm 2021 150 đơn vị đã báo cáo; đợt 2 350 đơn vị.",
    ],
)
def test_two_figures_beside_each_other_stay_two(sentence: str) -> None:
    """Where a paper does not set thousands apart by spaces, a space stands between two figures."""
    assert not any(
        quantity.value in {4150, 2350} for claim in decide(sentence).claims for quantity in claim.quantities
    )


def test_a_correction_is_printed_the_same_way() -> None:
    """What a figure should be is shown with spaces where the paper shows its figures so."""
    wrong = [*LAND[:2], ["Hải Lăng", "33 107", "2 018", "35 152"], *LAND[3:]]
    (found,) = serious(examine(Sketch(wrong)))
    assert [correction.value for correction in found.corrections] == ["35 125"]


def test_percentages_tell_the_mark_where_tables_do_not() -> None:
    """Beside "89.5%" a count of "85,651" is not of 85 and something."""
    table = [["Huyện", "Số liều"], ["Kim Sơn", "41,208"], ["Nho Quan", "44,443"], ["Cộng", "85,651"]]
    said = "Đã tiêm 85,651 liều/95,727 liều kế hoạch, đạt 89.5%."
    assert rules(Sketch(table), said) == []
    assert rules(Sketch(table), said.replace("89.5", "98.5")) == ["COUNT-PCT"]
