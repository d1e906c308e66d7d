"""Accepted findings and files not read: each format shows them, and none counts them as open."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import lxml.html
import pytest
from openpyxl import load_workbook

from doichieu.baseline import Acceptance
from doichieu.model import Issue
from doichieu.report.cases import group_accepted
from doichieu.report.chart import draw_charts
from doichieu.report.contents import Contents
from doichieu.report.findings_json import render_json
from doichieu.report.html import render_html
from doichieu.report.markdown import render_markdown
from doichieu.report.strings import Strings
from doichieu.report.summary import verdict
from doichieu.report.xlsx import render_xlsx

from .factories import BY, REASON, accept, clean_audit, make_audit

UNREAD = Issue(
    code="empty-file", message="The file is empty. Do: get it again <b>now</b>.", source="in/rỗng.pdf"
)
SUM = "Tổng điểm của Tây Sơn"


@pytest.fixture(scope="module")
def contents() -> Contents:
    """Two papers; of the first a total and a whole cascade are accepted; one file was not read."""
    taken = accept("f-sum-1", "f-rank-0", "f-rank-5", "f-rank-6")
    return Contents.of([make_audit(), clean_audit()], taken, [UNREAD])


@pytest.fixture(scope="module")
def page(contents: Contents) -> lxml.html.HtmlElement:
    """The Vietnamese page."""
    return lxml.html.document_fromstring(render_html(contents, "vi").decode())


def test_accepted_cases_keep_their_cause() -> None:
    """Findings of one cause that were accepted together are one case, numbered after the open ones."""
    taken = accept("f-rank-0", "f-rank-5", "f-rank-6", "f-sum-1")
    findings = [f for f in make_audit().findings if f.finding_id in taken]
    cases = group_accepted(findings, taken, first=4)
    assert [(c.number, c.lead.finding_id, len(c.others)) for c in cases] == [
        (4, "f-sum-1", 0),
        (5, "f-rank-0", 2),
    ]
    assert {(c.acceptance.reason, c.acceptance.by) for c in cases if c.acceptance} == {(REASON, BY)}


def test_the_verdict_counts_open_findings_alone(contents: Contents) -> None:
    """The summary counts what is open, and says how much is accepted and what was not read."""
    said = verdict(contents, Strings(lang="en"))
    assert said == (
        "1 error and 1 warning in 2 papers: 2 cases in all. 4 findings are decided on and shown apart in each "
        "paper. 1 file could not be processed, see below."
    )


def test_the_verdict_when_all_is_accepted() -> None:
    """With everything accepted the summary does not say that every check held."""
    audit = make_audit()
    said = verdict(Contents.of([audit], accept(*(f.finding_id for f in audit.findings))), Strings(lang="en"))
    assert said.startswith("No error and no warning is open. 7 findings are decided on")


def test_page_folds_what_is_accepted(page: lxml.html.HtmlElement) -> None:
    """The page has accepted cases in a folded section of their paper, with reason and name."""
    (folded,) = page.xpath("//details[@class='accepted']")
    assert folded.get("open") is None
    text = folded.text_content()
    assert SUM in text
    assert REASON in text
    assert BY in text
    assert not [li for li in page.find_class("serious")[0] if SUM in li.text_content()]


def test_page_counts_what_is_accepted(page: lxml.html.HtmlElement) -> None:
    """The table of papers has a column for accepted findings, and its errors are the open ones."""
    cells = page.find_class("papers")[0].find("tfoot").find("tr").xpath("td|th")
    assert [cell.text_content() for cell in cells][-4:] == ["1", "1", "1", "4"]


def test_page_names_files_not_read(page: lxml.html.HtmlElement) -> None:
    """The summary names the file, what is wrong and what to do, as text."""
    row = page.find_class("summary")[0].find_class("unread")[0].find("tbody").find("tr")
    assert [cell.text_content() for cell in row] == [
        UNREAD.source,
        "tệp rỗng",
        "The file is empty.",
        "get it again <b>now</b>.",
    ]


def test_page_of_unread_files_alone() -> None:
    """With no paper read the page still names the files."""
    tree = lxml.html.document_fromstring(render_html(Contents.of([], unread=[UNREAD]), "vi").decode())
    assert UNREAD.source in tree.find_class("unread")[0].text_content()


def test_chart_shows_accepted_checks_apart() -> None:
    """A violated check whose findings are accepted is no error in the picture."""
    contents = Contents.of([make_audit()], accept("f-sum-1"))
    audit = contents.audits[0]
    (svg,) = draw_charts(audit, Strings(lang="vi"), "c", contents.accepted_of(audit))
    assert svg.count("c-accepted-n") == 1
    (before,) = draw_charts(make_audit(), Strings(lang="vi"), "c")
    assert before.count("c-error-n") - svg.count("c-error-n") == 1


def test_markdown_lists_what_is_accepted(contents: Contents) -> None:
    """A line a case with reason and name; unread files stand in the summary."""
    text = render_markdown(contents, "vi").decode()
    apart = text.split("### Đã quyết định")[1].split("\n\n")[1].splitlines()
    assert len(apart) == 2
    assert all(REASON in line and BY in line and "**Đã công nhận**" in line for line in apart)
    assert "- **in/rỗng.pdf** (`empty-file`): The file is empty. → get it again \\<b>now\\</b>." in text
    assert "### 3. Lỗi" not in text


def test_workbook_has_status_and_reason(contents: Contents) -> None:
    """Accepted findings come last, with status, reason and name; files not read have a sheet."""
    workbook = load_workbook(BytesIO(render_xlsx(contents, "vi")))
    head, *rows = workbook["Phát hiện"].iter_rows(values_only=True)
    status, reason, by = (head.index(name) for name in ("Tình trạng", "Lý do đã nêu", "Đã quyết định bởi"))
    assert [row[status] for row in rows] == ["Chưa xử lý"] * 3 + ["Đã công nhận"] * 4
    assert {(row[reason], row[by]) for row in rows[3:]} == {(REASON, BY)}
    assert {(row[reason], row[by]) for row in rows[:3]} == {(None, None)}
    first, second = workbook["Chưa đọc được"].iter_rows(min_row=2, values_only=True)
    assert first == (
        UNREAD.source,
        None,
        "empty-file",
        None,
        None,
        "tệp rỗng: The file is empty.",
        "get it again <b>now</b>.",
    )
    assert second[1:3] == ("12/QĐ-UBND", "span-lost")


def test_json_keeps_open_and_accepted_apart(contents: Contents) -> None:
    """`findings` are the open ones; `accepted` have the same keys, and reason and name."""
    content = json.loads(render_json(contents, "vi"))
    assert {f["status"] for f in content["findings"]} == {"open"}
    assert [f["id"] for f in content["accepted"]] == ["f-sum-1", "f-rank-0", "f-rank-5", "f-rank-6"]
    assert {(f["status"], f["reason"], f["by"]) for f in content["accepted"]} == {("accepted", REASON, BY)}
    assert content["findings"][0].keys() < content["accepted"][0].keys()


def test_json_lists_what_was_not_read(contents: Contents) -> None:
    """`issues` has files not read, without a document, and what was not read of each paper."""
    unread, span = json.loads(render_json(contents, "vi"))["issues"]
    assert list(unread)[:5] == ["source", "document", "page", "code", "message"]
    assert list(unread.values())[:5] == [UNREAD.source, None, None, "empty-file", UNREAD.message]
    assert (span["document"], span["page"], span["code"], span["table"]) == (
        "12/QĐ-UBND",
        5,
        "span-lost",
        "2.5",
    )


def test_without_acceptances_nothing_speaks_of_them() -> None:
    """A report without a baseline has no column and no section for accepted findings."""
    contents = Contents.of([make_audit()])
    assert "công nhận" not in render_html(contents, "vi").decode()
    assert "công nhận" not in render_markdown(contents, "vi").decode()


def test_what_to_do_is_cut_from_the_message() -> None:
    """The last "Do:" of a message begins what to do; without one there is only what is wrong."""
    what_and_do = Strings(lang="en").what_and_do
    assert what_and_do(UNREAD) == ("The file is empty.", "get it again <b>now</b>.")
    assert what_and_do(Issue(code="x", message="span lost", source="y")) == ("span lost", "")


def test_every_report_says_what_was_decided() -> None:
    """A dismissal does not read like an acceptance; a reason that nobody gave leaves no blank."""
    decided = {
        "f-sum-1": Acceptance(finding_id="f-sum-1", reason="", by="Lê An", at="2024-03-01T08:15:00Z"),
        "f-pop-1": Acceptance(
            finding_id="f-pop-1", reason="tên cũ", by="Lê An", at="2024-03-02T09:00:00Z", action="dismiss"
        ),
        "f-rank-0": Acceptance(
            finding_id="f-rank-0",
            reason="",
            by="Lê An",
            action="correct",
            decided="3",
            at="2024-03-03T09:00:00Z",
        ),
    }
    contents = Contents.of([make_audit()], decided)
    lines = (
        render_markdown(contents, "vi").decode().split("### Đã quyết định")[1].split("\n\n")[1].splitlines()
    )
    ends = [line.split(" – ")[-1] for line in lines]
    assert sorted(ends) == [
        "**Đã bác bỏ**; Lý do: tên cũ; Người quyết định: Lê An; Thời điểm: 02/03/2024 09:00 UTC",
        "**Đã công nhận**; Người quyết định: Lê An; Thời điểm: 01/03/2024 08:15 UTC",
        "**Đã đính chính**; Giá trị đã quyết định: 3; Người quyết định: Lê An; Thời điểm: 03/03/2024 09:00 UTC",
    ]
    head, *rows = load_workbook(BytesIO(render_xlsx(contents, "vi")))["Phát hiện"].iter_rows(values_only=True)
    said = {row[head.index("Tình trạng")]: row for row in rows}
    assert said["Đã bác bỏ"][head.index("Lý do đã nêu")] == "tên cũ"
    assert said["Đã đính chính"][head.index("Giá trị đã quyết định")] == "3"
    assert said["Đã công nhận"][head.index("Thời điểm")] == "01/03/2024 08:15 UTC"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_likeliest_correction_is_not_shown_as_settled(lang: str) -> None:
    """Where another cell may be the wrong one, every report calls the value the likeliest and says how sure it is."""
    audit, say = make_audit(), Strings(lang=lang)
    first, *rest = audit.findings
    doubtful = replace(first, corrections=(replace(first.corrections[0], ambiguous=True),))
    for finding, likeliest in ((first, False), (doubtful, True)):
        contents = Contents.of([replace(audit, findings=(finding, *rest))])
        html, markdown = (render(contents, lang).decode() for render in (render_html, render_markdown))
        assert (f"<dt>{say('expected_likeliest')}</dt>" in html) is likeliest
        assert (f"<dt>{say('correction_likeliest')}</dt>" in html) is likeliest
        assert (f"- {say('expected_likeliest')}: " in markdown) is likeliest
        assert f"- {say('sure')}: {say('sure_error')}" in markdown
        workbook = load_workbook(BytesIO(render_xlsx(contents, lang)))
        head, row, *_ = workbook[say("sheet_findings")].iter_rows(values_only=True)
        sure = str(row[head.index(say("sure"))])
        assert sure.startswith(say("sure_error"))
        assert (say("sure_which") in sure) is likeliest
        (said,) = json.loads(render_json(contents, lang))["findings"][0]["corrections"]
        assert said["ambiguous"] is likeliest
