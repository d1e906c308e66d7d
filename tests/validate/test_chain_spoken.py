"""What a paper says of an earlier year whose table another paper prints: changes, and figures in its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from doichieu.model import Audit, Bilingual, Correction, Finding, Level, Outcome
from doichieu.validate.chain import link
from tests.validate.yearly import BEFORE, NAMES, NOW, paper

THEN = ["88,25", "91,50", "85,75", "80,10", "83,40", "77,95", "70,60", "72,30"]
SINCE = ["92,50", "90,25", "88,10", "86,30", "84,75", "80,20", "78,90", "75,15"]
MOVES = [str(int(then) - int(now)) for then, now in zip(BEFORE, NOW, strict=True)]


def _earlier() -> Audit:
    return paper("5/QĐ-UBND", 2016, {"Tổng điểm": THEN, "Xếp hạng": BEFORE})


def _later(*text: str, number: str = "7/QĐ-UBND", **columns: Sequence[str]) -> Audit:
    named = {header.replace("_", " "): values for header, values in columns.items()}
    return paper(number, 2017, {"Tổng điểm": SINCE, "Xếp hạng": NOW, **named}, *text)


def _told(*audits: Audit) -> list[Finding]:
    return [finding for one in link(audits) for finding in one.findings if finding.rule.startswith("CHAIN")]


GRADES = ["Xuất sắc", "Xuất sắc", "Tốt", "Tốt", "Tốt", "Khá", "Khá", "Khá"]
THEN_GRADES = ["Tốt", "Xuất sắc", "Tốt", "Tốt", "Tốt", "Khá", "Khá", "Khá"]


def _graded(*text: str, **columns: Sequence[str]) -> list[Audit]:
    earlier = paper("5/QĐ-UBND", 2016, {"Tổng điểm": THEN, "Xếp hạng": BEFORE, "Xếp loại": THEN_GRADES})
    return [earlier, _later(*text, **{"Xếp_loại": GRADES, **columns})]


@pytest.mark.parametrize(
    ("sentence", "right", "wrong"),
    [
        (f"{NAMES[0]} xếp loại Xuất sắc (năm 2016 xếp loại Tốt).", "loại Tốt", "loại Khá"),
        (f"{NAMES[0]} từ loại Tốt năm 2016 vươn lên loại Xuất sắc năm 2017.", "Tốt", "Khá"),
        (f"{NAMES[4]} tiếp tục duy trì loại Tốt như năm 2016.", NAMES[4], NAMES[0]),
        ("Có 02 đơn vị xếp loại Xuất sắc (năm 2016 có 01 đơn vị).", "có 01", "có 03"),
        (f"Năm 2016, đơn vị duy nhất xếp loại Xuất sắc là {NAMES[1]}.", NAMES[1], NAMES[2]),
        (f"Các đơn vị tăng hạng so với năm 2016 gồm {NAMES[0]}, {NAMES[3]} và {NAMES[6]}.", NAMES[6], NAMES[2]),
        (f"{NAMES[1]} và {NAMES[4]} giảm bậc so với năm trước.", NAMES[4], NAMES[5]),
        ("Điểm trung bình đạt 84,52 điểm, tăng 3,29 điểm so với năm 2016.", "3,29", "2,39"),
        ("Có 02 đơn vị xếp loại Xuất sắc, tăng 01 đơn vị so với năm 2016.", "tăng 01", "tăng 02"),
        (f"{NAMES[3]} không thay đổi mức xếp loại, tăng liền 1 bậc so với năm 2016.", "liền 1", "liền 3"),
        (f"{NAMES[2]} đạt 88,10 điểm, cao hơn năm 2016 2,35 điểm.", "2,35", "2,53"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "columns", [{}, {"Tổng_điểm_2016": THEN, "Xếp_hạng_2016": BEFORE}, {"Xếp_hạng_2016": BEFORE}]
)
def test_tiers_and_moves_of_last_year_are_those_of_its_paper(
    sentence: str, right: str, wrong: str, columns: dict[str, Sequence[str]]
) -> None:
    """Whatever columns of last year the later paper prints itself."""
    audits = link(_graded(sentence, **columns))
    assert [one for audit in audits for one in audit.findings if one.level is not Level.INFO] == []
    audits = link(_graded(sentence.replace(right, wrong), **columns))
    found = [one for audit in audits for one in audit.findings if one.level is not Level.INFO]
    assert found
    assert {one.rule for one in found} <= {
        "CHAIN-CLAIM",
        "CHAIN-MOVE",
        "CLAIM-MOVE",
        "CLAIM-STAT",
        "CLAIM-TIER",
    }


def test_a_tier_of_last_year_copied_wrong() -> None:
    """Beside ranks that are copied right the tiers are copies too, and one that differs is told."""
    wrong = [*THEN_GRADES[:3], "Khá", *THEN_GRADES[4:]]
    columns = {"Xếp_hạng_2016": BEFORE, "Xếp_loại_2016": THEN_GRADES}
    assert _told(*_graded(**columns)) == []
    (finding,) = _told(*_graded(**{**columns, "Xếp_loại_2016": wrong}))
    assert (finding.rule, finding.observed, finding.expected) == ("CHAIN-EQ", "Khá", "Tốt")


RIGHT = [
    f"{NAMES[3]} xếp thứ 4, tăng 1 bậc so với năm 2016.",
    f"{NAMES[0]} đạt 92,50 điểm, tăng 4,25 điểm so với năm trước.",
    f"{NAMES[0]} đạt 92,50 điểm (năm 2016 đạt 88,25 điểm).",
    f"{NAMES[4]} xếp thứ 5/8 (năm 2016 xếp thứ 4).",
    f"Năm 2016, 03 đơn vị dẫn đầu là {NAMES[1]}, {NAMES[0]} và {NAMES[2]}.",
    "Có 5 đơn vị đạt từ 84 điểm trở lên (năm 2016 có 3 đơn vị).",
    "Có 3 đơn vị tăng hạng so với năm 2016.",
    f"{NAMES[3]} từ vị trí thứ 5 năm 2016 lên vị trí thứ 4 năm 2017.",
    f"{NAMES[3]} xếp thứ 4 (hạng 5 năm 2016), {NAMES[4]} xếp thứ 5 (năm 2016: 4).",
    f"{NAMES[0]} dẫn đầu (năm 2016 xếp thứ 2).",
    f"{NAMES[0]} (+1), {NAMES[3]} (▲1) có thứ hạng tăng so với năm 2016.",
    f"{NAMES[3]} tăng 6,20 điểm và tăng 1 bậc so với năm trước.",
    f"3 đơn vị dẫn đầu năm 2016 là {NAMES[1]}, {NAMES[0]} và {NAMES[2]}.",
    f"Hai năm liên tiếp {NAMES[2]} đứng thứ ba.",
    "Khoảng cách giữa đơn vị cao nhất và thấp nhất là 17,35 điểm, giảm so với 20,90 điểm của năm 2016.",
]


@pytest.mark.parametrize("sentence", RIGHT)
def test_what_follows_from_the_paper_of_that_year_holds(sentence: str) -> None:
    """It is checked, and raises nothing."""
    told = link([_earlier(), _later(sentence)])
    assert [one for audit in told for one in audit.findings if one.level is not Level.INFO] == []
    outcomes = {check.outcome for check in told[1].checks if check.rule.startswith("CHAIN")}
    assert outcomes == ({Outcome.HELD} if sentence not in RIGHT[6:8] else set())


@pytest.mark.parametrize(
    ("sentence", "right", "wrong", "rule"),
    [
        (RIGHT[0], "tăng 1 bậc", "tăng 2 bậc", "CHAIN-MOVE"),
        (RIGHT[1], "tăng 4,25", "tăng 5,25", "CHAIN-MOVE"),
        (RIGHT[2], "88,25", "82,85", "CHAIN-CLAIM"),
        (RIGHT[3], "thứ 4)", "thứ 6)", "CHAIN-CLAIM"),
        (RIGHT[4], NAMES[2], NAMES[6], "CHAIN-CLAIM"),
        (RIGHT[5], "có 3 đơn vị", "có 4 đơn vị", "CHAIN-CLAIM"),
        (RIGHT[6], "Có 3 đơn vị", "Có 4 đơn vị", "CHAIN-MOVE"),
        (RIGHT[7], "thứ 5 năm 2016", "thứ 7 năm 2016", "CHAIN-MOVE"),
        (RIGHT[8], "hạng 5", "hạng 6", "CHAIN-CLAIM"),
        (RIGHT[8], "2016: 4", "2016: 6", "CHAIN-CLAIM"),
        (RIGHT[9], "xếp thứ 2", "xếp thứ 3", "CHAIN-CLAIM"),
        (RIGHT[10], "▲1", "▲2", "CHAIN-MOVE"),
        (RIGHT[11], "tăng 1 bậc", "tăng 2 bậc", "CHAIN-MOVE"),
        (RIGHT[12], NAMES[2], NAMES[5], "CHAIN-CLAIM"),
        (RIGHT[13], "đứng thứ ba", "đứng thứ tư", "CHAIN-CLAIM"),
        (RIGHT[14], "20,90", "29,00", "CHAIN-CLAIM"),
    ],
)
def test_what_the_paper_of_that_year_contradicts(sentence: str, right: str, wrong: str, rule: str) -> None:
    """One warning, which names the other paper and shows its figures."""
    assert right in sentence
    (finding,) = _told(_earlier(), _later(sentence.replace(right, wrong)))
    assert (finding.rule, finding.level) == (rule, Level.WARNING)
    assert "5/QĐ-UBND" in finding.message.vi
    assert "5/QĐ-UBND" in finding.message.en
    earlier = _earlier().decision.document.sha256
    assert earlier in {operand.locator.document for operand in finding.operands}


@pytest.mark.parametrize("header", ["Tăng, giảm bậc so với năm 2016", "Thay đổi thứ hạng so với năm trước"])
def test_a_column_of_places_won_or_lost_since_another_paper(header: str) -> None:
    """The column follows from the ranks of either paper; a row that does not is one warning at its cell."""
    assert _told(_earlier(), paper("7/QĐ-UBND", 2017, {"Xếp hạng": NOW, header: MOVES})) == []
    wrong = [*MOVES[:4], "-2", *MOVES[5:]]
    (finding,) = _told(_earlier(), paper("7/QĐ-UBND", 2017, {"Xếp hạng": NOW, header: wrong}))
    assert (finding.rule, finding.entity, finding.row, finding.col) == ("CHAIN-MOVE", NAMES[4], 5, 3)


def test_a_score_of_something_else_is_no_figure_of_last_year() -> None:
    """What a unit gave itself, near last year's total, is of neither column."""
    sentence = f"Theo kết quả tự chấm, {NAMES[0]} đạt 86,25 điểm (năm 2016 tự chấm 89,75 điểm)."
    assert _told(_earlier(), _later(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        f"Theo kết quả điều tra xã hội học, {NAMES[0]} đạt 17,21 điểm, tăng 2,3 điểm so với năm 2016.",
        f"{NAMES[3]} xếp thứ 4 về thời gian giải quyết hồ sơ đất đai, tăng 3 bậc so với năm 2016.",
        f"Lĩnh vực Bưu chính viễn thông: {NAMES[3]} xếp thứ 2, tăng 3 bậc so với năm 2016.",
    ],
)
def test_what_rose_is_not_what_the_tables_print(sentence: str) -> None:
    """A score that is neither year's, and a field that no table is about, moved by themselves."""
    assert _told(_earlier(), _later(sentence)) == []


def test_scores_are_compared_though_the_paper_prints_last_years_ranks() -> None:
    """A column of last year's ranks says nothing of last year's scores."""
    sentence = RIGHT[2].replace("88,25", "82,85")
    (finding,) = _told(_earlier(), _later(sentence, Xếp_hạng_2016=BEFORE))
    assert (finding.rule, finding.observed) == ("CHAIN-CLAIM", "82,85 điểm")


def test_a_table_of_another_matter_is_not_compared() -> None:
    """Papers on other matters that rank the same units say nothing of it."""
    other = paper("5/QĐ-UBND", 2016, {"Tổng điểm": THEN, "Xếp hạng": BEFORE}, topic="cải cách hành chính")
    wrong = RIGHT[2].replace("88,25", "82,85")
    assert _told(other, _later(wrong)) == []


def test_sentences_most_of_which_do_not_hold_speak_of_another_table() -> None:
    """Three figures of last year that the table has otherwise are of another table."""
    wrong = [
        f"{name} đạt {now} điểm (năm 2016 đạt 60,{at}5 điểm)."
        for at, (name, now) in enumerate(zip(NAMES, SINCE, strict=True))
    ]
    assert _told(_earlier(), _later(" ".join(wrong[:4]))) == []


def test_a_figure_in_doubt_contradicts_nothing() -> None:
    """A later paper may print what the audit of the earlier one suggests, or what that printed."""
    earlier, said = _earlier(), Bilingual(vi="a", en="b")
    correction = Correction(table_id="t01", row=1, col=2, printed="88,25", value="82,85")
    known = Finding(
        finding_id="F-1",
        rule="SUM-ROW",
        level=Level.ERROR,
        message=said,
        observed="88,25",
        expected="82,85",
        corrections=(correction,),
    )
    for printed in ("88,25", "82,85"):
        later = _later(RIGHT[2].replace("88,25", printed))
        assert _told(replace(earlier, findings=(known,)), later) == []
