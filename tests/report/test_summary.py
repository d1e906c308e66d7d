"""Summary: counts that add up."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from doichieu.model import Issue, Level
from doichieu.report.contents import Contents
from doichieu.report.findings_json import render_json
from doichieu.report.html import render_html
from doichieu.report.markdown import render_markdown
from doichieu.report.strings import Strings
from doichieu.report.summary import Tally, cover, family_of, gaps, issues_of, main_gaps, verdict
from doichieu.report.unchecked import Unchecked, why_unchecked
from doichieu.report.xlsx import render_xlsx

from .factories import bare_audit, clean_audit, make_audit


def test_counts_by_family_add_up() -> None:
    """Families add up to all checks, levels to all findings."""
    audit = make_audit()
    coverage = cover([audit, clean_audit()])
    assert sum(t.total for t in coverage.by_family.values()) == coverage.total.total == len(audit.checks) + 1
    assert sum(coverage.levels.values()) == len(audit.findings)
    assert coverage.levels == {Level.ERROR: 5, Level.WARNING: 1, Level.INFO: 1}


def test_families_with_findings_and_no_checks_are_kept() -> None:
    """A family that only has findings is in the list."""
    assert "NAME" in cover([make_audit()]).families


def test_no_papers() -> None:
    """Nothing adds up to nothing."""
    assert cover([]).total == Tally()


def test_gaps_are_grouped_by_reason() -> None:
    """Checks that could not be made for one reason are one line, the longest first."""
    found = gaps(make_audit())
    assert [(gap.family, gap.count, gap.tables) for gap in found] == [
        ("RATIO", 7, ("2.5 a)",)),
        ("RANK", 1, ("2",)),
    ]


def test_gaps_of_several_papers_name_the_papers() -> None:
    """Over several papers, a reason names the papers it concerns."""
    found = gaps(make_audit())
    merged = main_gaps([("A", found), ("B", found)])
    assert (merged[0].count, merged[0].tables) == (14, ("A", "B"))


def test_issue_handed_on_is_told_once() -> None:
    """An issue that the reader raised and the next stage handed on is one issue."""
    assert len(issues_of(make_audit())) == 1


def test_family_of_a_rule() -> None:
    """The family is what stands before the hyphen."""
    assert (family_of("RANK-TIE"), family_of("ORD")) == ("RANK", "ORD")


@pytest.mark.parametrize(
    ("tables", "made", "findings", "why"),
    [
        (0, 0, 0, Unchecked.NO_TABLE),
        (0, 4, 0, Unchecked.PROSE_ONLY),
        (0, 0, 1, Unchecked.PROSE_ONLY),
        (2, 0, 0, Unchecked.NO_CHECK),
        (2, 0, 1, None),
        (2, 4, 0, None),
    ],
)
def test_why_no_finding_says_little(tables: int, made: int, findings: int, why: Unchecked | None) -> None:
    """No finding is praise only where tables were read and checks were made."""
    assert why_unchecked(tables=tables, made=made, findings=findings) is why


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_paper_without_a_table_does_not_look_clean(lang: str) -> None:
    """Of a paper in which no table was read, every form of report says that nothing was checked."""
    bare, say = bare_audit(), Strings(lang=lang)
    contents = Contents.of([bare, clean_audit()])
    said = say("verdict_no_table", n=1, names=f" ({bare.decision.document.name})")
    assert said in verdict(contents, say)
    assert verdict(Contents.of([bare]), say) == said
    sentence = say("unchecked_no_table")
    for rendered in (render_html(contents, lang), render_markdown(contents, lang)):
        assert sentence in rendered.decode()
    workbook = load_workbook(BytesIO(render_xlsx(contents, lang)))
    texts = [cell.value for row in workbook[say("sheet_papers")].iter_rows() for cell in row]
    assert texts.count(sentence) == 1
    documents = json.loads(render_json(contents, lang))["documents"]
    assert [one["unchecked"] for one in documents] == ["no_table", None]


def test_cells_that_are_no_figures_are_named_at_the_beginning() -> None:
    """A paper whose checks hold is not called clean while a cell among its figures could not be read."""
    audit = clean_audit()
    issue = Issue(code="unread-figure", message="“2,,37”", source="a.docx", table_id="t01", row=1, col=2)
    doubtful = replace(audit, decision=replace(audit.decision, issues=(issue,)))
    named = audit.decision.document.name
    said = verdict(Contents.of([doubtful]), Strings(lang="vi"))
    assert f"1 ô trong cột số không đọc được thành số nên chưa đối chiếu ({named})." in said
    assert "was not checked" in verdict(Contents.of([doubtful]), Strings(lang="en"))
    assert "không đọc được thành số" not in verdict(Contents.of([audit]), Strings(lang="vi"))
