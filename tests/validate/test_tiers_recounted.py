"""Tiers without thresholds: what counts, ranks and words around a grade tell of the one that is wrong."""

from __future__ import annotations

import pytest

from tests.validate.papers import Sketch, examine, serious

NAMES = [
    "Bắc Ninh",
    "Đồng Nai",
    "Hà Nam",
    "Phú Thọ",
    "Long An",
    "Lào Cai",
    "Bến Tre",
    "Kon Tum",
    "Cao Bằng",
    "Lai Châu",
]
SCORES = ["72,31", "70,08", "68,45", "67,90", "66,12", "65,77", "64,03", "62,58", "60,40", "59,96"]
TIERS = ["Tốt", "Tốt", "Tốt", "Khá", "Khá", "Khá", "Khá", "Trung bình", "Trung bình", "Trung bình"]
COUNTS = "Kết quả có 3 tỉnh xếp loại Tốt, 4 tỉnh xếp loại Khá và 3 tỉnh xếp loại Trung bình."


def _table(scores: list[str], tiers: list[str], *, ordered: bool = True) -> Sketch:
    rows = [
        [str(at), f"Tỉnh {name}", score, tier, str(at)]
        for at, (name, score, tier) in enumerate(zip(NAMES, scores, tiers, strict=True), start=1)
    ]
    if not ordered:
        rows = [[str(at), *row[1:]] for at, row in enumerate([*rows[5:], *rows[:5]], start=1)]
    return Sketch([["TT", "Tỉnh", "Điểm", "Xếp loại", "Xếp hạng"], *rows], caption="Bảng xếp hạng")


@pytest.mark.parametrize(("row", "tier"), [(4, "Tốt"), (3, "Khá"), (8, "Khá")])
def test_counts_tell_the_tier(row: int, tier: str) -> None:
    """Two counts off by one are one tier misprinted, though the tiers stay in the order of the figures."""
    assert serious(examine(_table(SCORES, TIERS), COUNTS)) == []
    tiers = [*TIERS[: row - 1], tier, *TIERS[row:]]
    (finding,) = serious(examine(_table(SCORES, tiers), COUNTS))
    assert (finding.rule, finding.row, finding.col) == ("TIER-GROUP", row, 3)
    assert finding.expected == TIERS[row - 1]


def test_one_count_alone_names_no_tier() -> None:
    """One count off may be the count."""
    text = COUNTS.replace("4 tỉnh xếp loại Khá", "5 tỉnh xếp loại Khá")
    assert "TIER-GROUP" not in {finding.rule for finding in serious(examine(_table(SCORES, TIERS), text))}


def test_figures_that_rank_and_tier_contradict_are_named() -> None:
    """Two scores in each other's place: rank and tier of both rows agree, so that neither is wrong."""
    scores = list(SCORES)
    scores[1], scores[4] = scores[4], scores[1]
    note = "Loại Tốt: từ 68 điểm trở lên; loại Khá: từ 63 đến dưới 68 điểm; loại Trung bình: dưới 63 điểm."
    assert serious(examine(_table(SCORES, TIERS, ordered=False), note)) == []
    found = serious(examine(_table(scores, TIERS, ordered=False), note))
    assert found
    assert {finding.col for finding in found} == {2}


def test_words_around_a_grade() -> None:
    """“Cấp độ tốt” is the grade “Tốt”, whatever heads it."""
    tiers = [f"Cấp độ {tier.lower()}" for tier in TIERS]
    sketch = _table(SCORES, tiers)
    sketch.rows[0][3] = "Đánh giá"  # type: ignore[index]
    assert serious(examine(sketch)) == []
    sketch.rows[9][3] = "Cấp độ tốt"  # type: ignore[index]
    (finding,) = serious(examine(sketch))
    assert (finding.row, finding.col) == (9, 3)


def test_bounds_of_tiers_tell_the_part_from_the_total() -> None:
    """A part that lost a digit is named before a total whose tier is right."""
    rows = [
        ["1", "Mật ong", "30,1", "22,4", "38,0", "90,5", "5 sao"],
        ["2", "Chè", "28,2", "20,3", "31,1", "79,6", "4 sao"],
        ["3", "Gạo", "25,4", "18,8", "30,5", "74,7", "4 sao"],
        ["4", "Nấm", "22,4", "13,4", "21,7", "57,5", "3 sao"],
        ["5", "Cà phê", "24,0", "15,2", "22,6", "61,8", "3 sao"],
        ["6", "Hồ tiêu", "21,3", "16,9", "25,0", "63,2", "3 sao"],
    ]
    header = ["STT", "Sản phẩm", "Phần A", "Phần B", "Phần C", "Tổng điểm", "Phân hạng"]
    note = "5 sao: từ 90 điểm; 4 sao: từ 70 đến dưới 90 điểm; 3 sao: từ 50 đến dưới 70 điểm."
    assert serious(examine(Sketch([header, *rows]), note)) == []
    rows[3][4] = "1,7"
    (finding,) = serious(examine(Sketch([header, *rows]), note))
    assert (finding.row, finding.col) == (4, 4) or finding.operands[0].col == 4
