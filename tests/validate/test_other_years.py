"""Sentences on another year against the columns that the paper prints of that year."""

from __future__ import annotations

import pytest

from tests.validate.papers import DEPARTMENTS, Sketch, examine, serious

NOW = ["91,25", "88,40", "86,75", "84,10", "82,95", "79,30", "77,65", "74,20"]
THEN = ["87,50", "89,15", "80,35", "85,60", "78,45", "81,90", "70,25", "72,80"]
PLACES = ["2", "1", "5", "3", "6", "4", "8", "7"]
TABLE = Sketch(
    [
        ["STT", "Tên đơn vị", "Điểm năm 2016", "Xếp hạng năm 2016", "Điểm năm 2015", "Xếp hạng năm 2015"],
        *(
            [str(at), name, now, str(at), then, place]
            for at, (name, now, then, place) in enumerate(
                zip(DEPARTMENTS[:8], NOW, THEN, PLACES, strict=True), start=1
            )
        ),
    ],
    caption="Kết quả xếp hạng năm 2016",
)
FIRST, SECOND, THIRD = DEPARTMENTS[:3]
RIGHT = [
    f"{FIRST} đạt 91,25 điểm (năm 2015 đạt 87,50 điểm).",
    f"Năm 2015, {SECOND} đạt 89,15 điểm; năm 2016 đạt 88,40 điểm.",
    f"{THIRD} xếp thứ 3/8 (năm 2015 xếp thứ 5).",
    "Có 4 đơn vị đạt từ 84 điểm trở lên (năm 2015 có 3 đơn vị).",
    f"Đơn vị cao nhất năm 2015 là {SECOND} với 89,15 điểm.",
    "Điểm trung bình năm 2016 đạt 83,08 điểm, năm 2015 là 80,75 điểm.",
]


@pytest.mark.parametrize("sentence", RIGHT)
def test_what_follows_from_the_columns_of_that_year_raises_nothing(sentence: str) -> None:
    """Figures, places, counts, means and extremes of last year."""
    assert serious(examine(sentence, TABLE)) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("87,50", "78,50"),
        ("89,15", "89,51"),
        ("thứ 5", "thứ 6"),
        ("có 3 đơn vị", "có 4 đơn vị"),
        ("89,15", "98,15"),
        ("80,75", "81,75"),
    ],
)
def test_a_figure_of_last_year_that_its_column_contradicts(right: str, wrong: str) -> None:
    """Each is one finding on the text, and says which year it is about."""
    sentence = next(one for one in RIGHT if right in one and wrong not in one)
    (finding,) = serious(examine(sentence.replace(right, wrong), TABLE))
    assert finding.rule.startswith(("CLAIM-", "COUNT-"))
    assert finding.message.vi.startswith("Về năm 2015: ")
    assert finding.message.en.startswith("Of 2015: ")


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("So với năm 2015, có 4 đơn vị tăng hạng, 4 đơn vị giảm hạng.", []),
        ("So với năm 2015, có 5 đơn vị tăng hạng, 4 đơn vị giảm hạng.", ["COUNT-BOUND"]),
        # by how much a count differs, and who did most, count nobody
        ("Có 5 đơn vị đạt từ 82 điểm trở lên, tăng 01 đơn vị so với năm 2015.", []),
        ("Có 5/8 đơn vị đạt từ 82 điểm trở lên, không thay đổi so với năm 2015.", []),
        (f"02 đơn vị tăng hạng nhiều nhất so với năm 2015 là {THIRD} và {DEPARTMENTS[4]}.", []),
        (f"{THIRD} tăng 2 bậc, từ vị trí 5/8 lên vị trí 3/8.", []),
        (f"{THIRD} tăng 2 bậc, từ vị trí 6/8 lên vị trí 3/8.", ["CLAIM-RANK"]),
        (f"{FIRST} vươn lên thứ 1 từ vị trí thứ 2 năm 2015.", []),
        (f"{FIRST} vươn lên thứ 1 từ vị trí thứ 3 năm 2015.", ["CLAIM-RANK"]),
    ],
)
def test_changes_since_last_year(sentence: str, found: list[str]) -> None:
    """Counts of those that rose or fell, and places that were and are."""
    assert [one.rule for one in serious(examine(sentence, TABLE))] == found


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("tăng 1,25% so với năm 2015", []),
        ("tăng 1,43% so với năm 2015", []),
        ("tăng 1,25 điểm phần trăm so với năm 2015", []),
        ("tăng 2,25% so với năm 2015", ["CLAIM-MOVE"]),
        ("tăng 1,43 điểm phần trăm so với năm 2015", ["CLAIM-MOVE"]),
    ],
)
def test_an_index_in_percent_rises_by_points_or_by_percent(stated: str, found: list[str]) -> None:
    """Of 88,75 after 87,50 either is said; in points of percent only the difference."""
    rows = [
        ["STT", "Tên đơn vị", "Chỉ số năm 2016 (%)", "Chỉ số năm 2015 (%)"],
        *(
            [str(at), name, now, then]
            for at, (name, now, then) in enumerate(
                zip(DEPARTMENTS[:3], ["88,75", "86,40", "80,15"], THEN[:3], strict=True), start=1
            )
        ),
    ]
    sentence = f"Chỉ số của {FIRST} đạt 88,75%, {stated}."
    assert [one.rule for one in serious(examine(sentence, Sketch(rows, caption="Chỉ số năm 2016")))] == found


def test_an_index_that_no_table_is_about() -> None:
    """“Về chỉ số DDCI” is said of another ranking than the paper's."""
    assert serious(examine(f"Về chỉ số DDCI, {FIRST} xếp thứ 7.", TABLE)) == []
    assert [one.rule for one in serious(examine(f"{FIRST} xếp thứ 7.", TABLE))] == ["CLAIM-RANK"]


def test_a_column_of_changes_holds_no_figures_of_the_year_it_compares_with() -> None:
    """“Tăng, giảm so với năm 2015” is no score of 2015."""
    rows = [
        ["STT", "Tên đơn vị", "Điểm năm 2016", "Tăng, giảm điểm so với năm 2015"],
        *(
            [str(at), name, now, change]
            for at, (name, now, change) in enumerate(
                zip(DEPARTMENTS[:4], NOW[:4], ["3,75", "-0,75", "6,40", "-1,50"], strict=True), start=1
            )
        ),
    ]
    sentence = f"{FIRST} đạt 91,25 điểm (năm 2015 đạt 87,50 điểm)."
    assert serious(examine(sentence, Sketch(rows, caption="Kết quả năm 2016"))) == []


def test_a_count_of_a_tier_of_last_year_at_the_end_of_a_long_paper() -> None:
    """The paper is laid out anew for that year, with fewer blocks than the sentence has before it."""
    tiers = ["Tốt", "Tốt", "Tốt", "Khá", "Khá", "Khá", "Khá", "Khá"]
    rows = [["STT", "Tên đơn vị", "Điểm năm 2016", "Xếp loại năm 2016", "Điểm năm 2015", "Xếp loại năm 2015"]]
    rows += [
        [str(at), name, now, tier, then, "Tốt" if then > "85" else "Khá"]
        for at, (name, now, tier, then) in enumerate(
            zip(DEPARTMENTS[:8], NOW, tiers, THEN, strict=True), start=1
        )
    ]
    table = Sketch(rows, caption="Kết quả xếp loại năm 2016")
    said = "Có 03 đơn vị xếp loại Tốt (năm 2015 có 03 đơn vị)."
    before = [f"Nội dung thứ {at} của báo cáo." for at in range(5)]
    assert serious(examine(*before, said, table)) == []
    assert serious(examine(*before, said.replace("có 03", "có 04"), table))
