"""Notices and reports without tables, on results whose tables another paper prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from doichieu.model import Audit, Finding, Level, Outcome
from doichieu.validate.chain import link
from tests.validate.yearly import BEFORE, NAMES, NOW, notice, paper

DAY = date(2018, 3, 1)
THEN = ["88,25", "91,50", "85,75", "80,10", "83,40", "77,95", "70,60", "72,30"]
SINCE = ["92,50", "90,25", "88,10", "86,30", "84,75", "80,20", "78,90", "75,15"]
SUBJECT = f"Kết quả xếp hạng ứng dụng công nghệ thông tin năm 2017 của {NAMES[3]}"
OF_ALL = "Kết quả xếp hạng ứng dụng công nghệ thông tin năm 2017"
CITED = "Căn cứ Quyết định số 7/QĐ-UBND ngày 07/02/2018 của UBND tỉnh về kết quả xếp hạng năm 2017;"
ME = NAMES[3]


def _tables() -> list[Audit]:
    earlier = paper("5/QĐ-UBND", 2016, {"Tổng điểm": THEN, "Xếp hạng": BEFORE})
    return [earlier, paper("7/QĐ-UBND", 2017, {"Tổng điểm": SINCE, "Xếp hạng": NOW})]


def _told(*text: str, subject: str = SUBJECT, tables: Sequence[Audit] = ()) -> list[Finding]:
    spoken = notice("45/TB-STTTT", subject, *text, issued_on=DAY)
    told = link([*(tables or _tables()), spoken])[-1]
    return [one for one in told.findings if one.level is not Level.INFO]


STATED = [
    (f"{ME} đạt 86,30 điểm, xếp thứ 4/8.", "86,30", "83,60"),
    (f"{ME} đạt 86,30 điểm, xếp thứ 4/8.", "thứ 4", "thứ 5"),
    ("Kết quả: 86,30 điểm, xếp hạng 4/8 cơ quan.", "hạng 4", "hạng 3"),
    (f"{ME} xếp thứ 4/8, tăng 1 bậc so với năm 2016.", "tăng 1", "tăng 2"),
    (f"{ME} xếp thứ 4/8 (năm 2016 xếp thứ 5/8).", "thứ 4/8", "thứ 6/8"),
    (f"Theo Quyết định số 7/QĐ-UBND ngày 07/02/2018 của UBND tỉnh, {ME} xếp hạng 4/8.", "hạng 4", "hạng 5"),
    (f"{NAMES[0]} dẫn đầu với 92,50 điểm.", "92,50", "95,20"),
    (f"{NAMES[0]} dẫn đầu, {NAMES[1]} xếp thứ 2.", f"{NAMES[0]} dẫn đầu, {NAMES[1]}", f"{NAMES[1]} dẫn đầu, {NAMES[2]}"),
    ("Điểm trung bình của các cơ quan là 84,52 điểm.", "84,52", "85,42"),
]  # fmt: skip


GRADES = ["Xuất sắc", "Xuất sắc", "Tốt", "Tốt", "Tốt", "Khá", "Khá", "Khá"]
THEN_GRADES = ["Tốt", "Xuất sắc", "Tốt", "Tốt", "Tốt", "Khá", "Khá", "Khá"]


@pytest.mark.parametrize(
    ("sentence", "right", "wrong"),
    [
        (f"{ME} được xếp loại Tốt.", "loại Tốt", "loại Khá"),
        (f"Xếp loại Xuất sắc có 02 đơn vị: {NAMES[0]}, {NAMES[1]}.", NAMES[1], NAMES[2]),
        ("Có 02 đơn vị xếp loại Xuất sắc, 03 đơn vị xếp loại Tốt.", "03", "04"),
        (f"{NAMES[0]} xếp loại Xuất sắc (năm 2016 xếp loại Tốt).", "loại Tốt", "loại Khá"),
        (f"Các đơn vị tăng hạng so với năm 2016 là {NAMES[0]}, {NAMES[3]} và {NAMES[6]}.", NAMES[6], NAMES[2]),
        (f"{ME} bứt phá từ hạng 5 lên hạng 4.", "hạng 5", "hạng 6"),
        (f"Với 86,30 điểm, {ME} giành vị trí số 4.", "số 4", "số 5"),
        (f"Tốp 3 năm 2017: {NAMES[0]}, {NAMES[1]}, {NAMES[2]}.", NAMES[2], NAMES[5]),
        ("Điểm trung bình đạt 84,52 điểm, tăng 3,29 điểm so với năm 2016.", "3,29", "2,39"),
        ("Số đơn vị xếp loại Xuất sắc là 02 đơn vị, tăng 01 đơn vị so với năm 2016.", "tăng 01", "tăng 02"),
        (f"2/8 đơn vị xếp loại Xuất sắc, cụ thể: {NAMES[0]}, {NAMES[1]}.", NAMES[1], NAMES[2]),
        (f"{NAMES[2]} không thay đổi thứ hạng so với năm 2016.", NAMES[2], NAMES[3]),
        ("Đơn vị dẫn đầu hơn đơn vị cuối bảng 17,35 điểm.", "17,35", "17,53"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lead", [(CITED,), (), (CITED, "Kết quả cụ thể như sau:")])
def test_tiers_and_who_moved_are_those_of_the_papers(
    sentence: str, right: str, wrong: str, lead: tuple[str, ...]
) -> None:
    """With a figure or without one, behind what leads a list or not."""
    tables = [
        paper("5/QĐ-UBND", 2016, {"Tổng điểm": THEN, "Xếp hạng": BEFORE, "Xếp loại": THEN_GRADES}),
        paper("7/QĐ-UBND", 2017, {"Tổng điểm": SINCE, "Xếp hạng": NOW, "Xếp loại": GRADES}),
    ]
    assert _told(*lead, sentence, subject=OF_ALL, tables=tables) == []
    found = _told(*lead, sentence.replace(right, wrong), subject=OF_ALL, tables=tables)
    assert {one.rule for one in found} == {"CHAIN-CLAIM"}


@pytest.mark.parametrize(("sentence", "right", "wrong"), STATED)
@pytest.mark.parametrize("cited", [(CITED,), ()])
def test_results_are_those_of_the_paper_that_has_the_table(
    sentence: str, right: str, wrong: str, cited: tuple[str, ...]
) -> None:
    """Cited or not, the one paper of that year on the matter bears them out, or contradicts them in one warning."""
    assert _told(*cited, sentence) == []
    found = _told(*cited, sentence.replace(right, wrong))
    assert found
    assert {(one.rule, one.level) for one in found} == {("CHAIN-CLAIM", Level.WARNING)}
    assert all("7/QĐ-UBND" in one.message.vi for one in found)


def test_a_statement_borne_out_is_a_check_that_held() -> None:
    """Coverage says that it was looked at."""
    spoken = notice("45/TB-STTTT", SUBJECT, STATED[0][0], issued_on=DAY)
    checks = link([*_tables(), spoken])[-1].checks
    assert {one.outcome for one in checks if one.rule == "CHAIN-CLAIM"} == {Outcome.HELD}


@pytest.mark.parametrize(
    "text",
    [
        "Theo kết quả tự chấm, {me} đạt 91,20 điểm, xếp thứ 2/8.",
        "Tiêu chí Hạ tầng kỹ thuật: {me} đạt 68,30 điểm, xếp thứ 6/8.",
        "Phấn đấu năm 2018, {me} đạt 90 điểm, xếp thứ 2.",
        "Năm 2015, {me} đạt 68,30 điểm, xếp thứ 7/8; " + NAMES[0] + " đạt 80,15 điểm, xếp thứ 3/8.",
        "Quý I năm 2018, {me} đạt 83,60 điểm, xếp thứ 6/8.",
        "Phòng Kế hoạch đạt 83,60 điểm, xếp thứ 5/8.",
        "Tiêu chí thấp nhất là Tổng điểm với 86,30 điểm; cao nhất là Tổng điểm với 91,50 điểm.",
        "Tỉnh Bình Định đạt 83,60 điểm, xếp thứ 15/63.",
        "Tỷ lệ hồ sơ đúng hạn đạt 98,30%, tăng 0,5% so với năm 2016.",
    ],
)
@pytest.mark.parametrize("cited", [(CITED,), ()])
def test_what_is_of_something_else_is_left_alone(text: str, cited: tuple[str, ...]) -> None:
    """What a unit gave itself, parts, plans, other years and other units are not in the table."""
    assert _told(*cited, text.format(me=ME)) == []


def test_lists_are_of_the_unit_and_the_year_that_lead_them() -> None:
    """A line that ends in a colon says whose and of when the items are."""
    items = ["- Tổng điểm: 80,20 điểm.", "- Xếp hạng 6/8."]
    assert _told(f"Kết quả của {NAMES[5]}:", *items, subject=OF_ALL) == []
    (finding,) = _told(f"Kết quả của {NAMES[5]}:", items[0], "- Xếp hạng 7/8.", subject=OF_ALL)
    assert finding.expected == "6"
    assert _told(f"Kết quả năm 2015 của {NAMES[5]}:", "- Xếp hạng 7/8.", subject=OF_ALL) == []


def test_of_two_papers_on_the_matter_neither_is_meant() -> None:
    """Without a citation it is open which of them; with one it is not."""
    wrong = STATED[0][0].replace("86,30", "83,60")
    two = [*_tables(), paper("9/QĐ-UBND", 2017, {"Tổng điểm": THEN, "Xếp hạng": BEFORE})]
    assert _told(wrong, tables=two) == []
    assert _told(CITED, wrong, tables=two)


def test_a_paper_on_another_matter_is_not_meant() -> None:
    """Its units and year alone do not make it the one spoken of."""
    other = paper("7/QĐ-UBND", 2017, {"Tổng điểm": SINCE, "Xếp hạng": NOW}, topic="cải cách hành chính")
    wrong = STATED[0][0].replace("86,30", "83,60")
    assert _told(CITED, wrong, tables=[other]) == []
    assert _told(wrong, tables=[other]) == []


def _excerpt(
    *columns: Sequence[str], cited: str = CITED, headers: Sequence[str] = ("Tổng điểm", "Xếp hạng")
) -> Audit:
    named = dict(zip(headers, columns, strict=True))
    return paper("45/BC-STTTT", 2017, named, cited, names=NAMES[2:4], topic="của hai cơ quan", issued_on=DAY)


def _told_of(later: Audit) -> list[Finding]:
    return [one for one in link([*_tables(), later])[-1].findings if one.rule.startswith("CHAIN")]


def test_a_criterion_that_the_table_prints_is_named() -> None:
    """Its column is meant by its title, and no other criterion is."""
    columns = {"Hạ tầng số": THEN, "Nhân lực số": NOW, "Tổng điểm": SINCE, "Xếp hạng": NOW}
    tables = [paper("7/QĐ-UBND", 2017, columns)]
    for text in (
        f"Tiêu chí Hạ tầng số của {ME} đạt {{}} điểm.",
        f"{ME} đạt {{}} điểm ở tiêu chí Hạ tầng số.",
    ):
        assert _told(CITED, text.format("80,10"), tables=tables) == []
        (finding,) = _told(CITED, text.format("81,10"), tables=tables)
        assert finding.expected == "80,10"
    assert _told(CITED, f"Tiêu chí An toàn số của {ME} đạt 81,10 điểm.", tables=tables) == []
    assert _told(CITED, f"Tiêu chí 1.2: {ME} xếp thứ 6/8.", tables=tables) == []


def test_rows_printed_again_are_those_of_the_paper_cited() -> None:
    """Two rows are too few to know a table by, unless the paper says whose they are and the rest agrees."""
    assert _told_of(_excerpt(["88,10", "86,30"], ["3", "4"])) == []
    (finding,) = _told_of(_excerpt(["88,10", "83,60"], ["3", "4"]))
    assert (finding.rule, finding.entity, finding.expected) == ("CHAIN-EQ", NAMES[3], "86,30")
    (finding,) = _told_of(_excerpt(["88,10", "86,30"], ["3", "5"]))
    assert (finding.rule, finding.expected) == ("CHAIN-RANK", "4")


def test_rows_of_another_table_are_left_alone() -> None:
    """One place alike is chance, and of papers that are not cited nothing is known."""
    assert _told_of(_excerpt(["68,20", "61,30"], ["3", "6"])) == []
    assert _told_of(_excerpt(["88,10", "83,60"], ["3", "4"], cited="Kết quả năm 2017.")) == []


def test_a_plan_for_the_next_year_states_results_of_the_year_that_it_names() -> None:
    """What it compares with the year before is of that year too; what it strives for is of none."""
    subject = f"Kế hoạch ứng dụng công nghệ thông tin năm 2018 của {ME}"
    right = [
        f"Năm 2017, {ME} xếp thứ 4/8.",
        f"So với năm 2016, {ME} tăng 1 bậc, xếp thứ 4/8.",
        f"Phấn đấu năm 2018 {ME} xếp thứ 2/8.",
    ]
    assert _told(CITED, *right, subject=subject) == []
    for sentence in right[:2]:
        assert _told(CITED, sentence.replace("thứ 4", "thứ 6"), subject=subject)


@pytest.mark.parametrize(
    "said",
    [
        "Quyết định này thay thế Quyết định số 7/QĐ-UBND ngày 07/02/2018 của UBND tỉnh.",
        "Điều chỉnh kết quả tại Quyết định số 7/QĐ-UBND ngày 07/02/2018 của UBND tỉnh.",
    ],
)
def test_a_paper_prints_otherwise_what_it_replaces(said: str) -> None:
    """Revised figures are no wrong copies of those that they replace; without the sentence they are."""
    ranks = [NOW[1], NOW[0], *NOW[2:]]
    columns = {"Tổng điểm": [SINCE[1], SINCE[0], *SINCE[2:]], "Xếp hạng": ranks}

    def told(*text: str) -> list[str]:
        revised = paper("9/QĐ-UBND", 2017, columns, *text, issued_on=DAY)
        return [one.rule for one in link([*_tables(), revised])[-1].findings if one.level is not Level.INFO]

    assert told(said) == []
    assert "CHAIN-RANK" in told("Căn cứ Quyết định số 7/QĐ-UBND ngày 07/02/2018 của UBND tỉnh.")


def test_a_district_is_called_what_it_was_called_then() -> None:
    """Hoài Nhơn became a town in 2020; in a notice of 2018 it is a district."""
    names = [
        f"Huyện {name}" for name in ("Hoài Nhơn", "Hoài Ân", "Phù Mỹ", "Phù Cát", "Tuy Phước", "Tây Sơn")
    ]
    columns = {"Tổng điểm": SINCE[:6], "Xếp hạng": NOW[:6]}
    tables = [paper("7/QĐ-UBND", 2017, columns, names=names)]
    right = f"{names[0]} đạt 92,50 điểm, xếp thứ 1/6."
    subject = "Kết quả xếp hạng ứng dụng công nghệ thông tin năm 2017 của các huyện"
    assert _told(CITED, right, subject=subject, tables=tables) == []
    assert _told(CITED, right.replace("thứ 1", "thứ 3"), subject=subject, tables=tables)
