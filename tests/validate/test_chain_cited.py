"""Papers cited by a number and a date that are, or are not, theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from doichieu.model import Audit, Finding, Level, Outcome
from doichieu.validate.chain import link
from tests.validate.yearly import BEFORE, NOW, paper

SUBJECT = "kết quả xếp hạng cải cách hành chính năm 2016 của các sở, ban, ngành"
ABOUT = f"của Ủy ban nhân dân tỉnh Bình Định về {SUBJECT}"


def _earlier() -> Audit:
    found = paper("305/QĐ-UBND", 2016, {"Xếp hạng": BEFORE}, issued_on=date(2017, 2, 7))
    document = found.decision.document
    head = replace(document.letterhead, subject=f"Công bố {SUBJECT}")
    return replace(found, decision=replace(found.decision, document=replace(document, letterhead=head)))


def _citing(text: str) -> Audit:
    return paper("7/QĐ-UBND", 2017, {"Xếp hạng": NOW}, text)


def _told(*audits: Audit) -> list[Finding]:
    return [finding for one in link(audits) for finding in one.findings if finding.rule == "CHAIN-REF"]


def test_a_paper_cited_rightly_holds() -> None:
    """By its number and date, in either order of the files."""
    right = _citing(f"Căn cứ Quyết định số 305/QĐ-UBND ngày 07/02/2017 {ABOUT};")
    for audits in ([_earlier(), right], [right, _earlier()]):
        told = link(audits)
        assert [check.outcome for one in told for check in one.checks if check.rule == "CHAIN-REF"] == [
            Outcome.HELD
        ]
        assert _told(*audits) == []


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Quyết định số 305/QĐ-UBND ngày 08/02/2017 {about};",
        "Căn cứ Quyết định số 305/QĐ-UBND ngày 17 tháng 02 năm 2017 {about};",
        "Thực hiện Quyết định số 305/QĐ-UBND ngày 07/3/2017.",
        "Căn cứ Quyết định số 305/QĐ-UBND ngày 07/02/2016 {about};",
        "Căn cứ Quyết định số 350/QĐ-UBND ngày 07/02/2017 {about};",
    ],
)
def test_a_number_or_a_date_that_is_another(text: str) -> None:
    """One warning, with what the paper cited has."""
    (finding,) = _told(_earlier(), _citing(text.format(about=ABOUT)))
    assert finding.level is Level.WARNING
    assert finding.expected == "305/QĐ-UBND, 07/02/2017"
    assert finding.operands[1].locator.document == _earlier().decision.document.sha256


@pytest.mark.parametrize(
    "text",
    [
        # numbers start again with each year
        "Căn cứ Quyết định số 305/QĐ-UBND ngày 12/5/2015 về quy chế làm việc;",
        # a district has numbers of its own
        "Căn cứ Quyết định số 305/QĐ-UBND ngày 12/5/2017 của Ủy ban nhân dân huyện Tuy Phước về kinh phí;",
        # another paper of that day, on something else
        "Căn cứ Quyết định số 306/QĐ-UBND ngày 07/02/2017 về định mức xe ô tô;",
        "Căn cứ Quyết định số 305/QĐ-UBND ngày 12/5/2017 của UBND thành phố Quy Nhơn về cải cách hành chính năm 2016;",
        "Căn cứ Quyết định số 305/QĐ-UBND ngày 12/5/2017 của Ủy ban nhân dân xã Phước Hưng về kinh phí;",
        "Căn cứ Quyết định số 305/QĐ-UBND ngày 12/5/2017 của UBND tỉnh Bình Định về định mức xe ô tô;",
        "Căn cứ Quyết định số 305/QĐ-UBND {about};",
        "Căn cứ Quyết định số 305/QĐ-TTg ngày 12/5/2017 của Thủ tướng Chính phủ;",
    ],
)
def test_another_paper_is_meant(text: str) -> None:
    """Nothing is said."""
    assert _told(_earlier(), _citing(text.format(about=ABOUT))) == []


def test_a_paper_of_that_day_on_the_same_is_worth_knowing() -> None:
    """Of two papers of one day on one matter only one may be at hand: a number near its own is a remark."""
    text = "Căn cứ Quyết định số 306/QĐ-UBND ngày 07/02/2017 về kết quả cải cách hành chính năm 2016;"
    (finding,) = _told(_earlier(), _citing(text))
    assert finding.level is Level.INFO
