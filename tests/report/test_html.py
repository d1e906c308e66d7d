"""The HTML page: what it says, what it marks, and that it stays by itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.etree
import lxml.html
import pytest

from doichieu.report.contents import Contents
from doichieu.report.html import render_html

from .conftest import HOSTILE
from .factories import clean_audit, many_findings

if TYPE_CHECKING:
    from doichieu.model import Audit

GOLDEN = Path(__file__).parent / "golden"


def text_of(element: lxml.html.HtmlElement) -> str:
    """Text of an element with white space folded."""
    return " ".join(element.text_content().split())


def case(page: lxml.html.HtmlElement, number: int) -> lxml.html.HtmlElement:
    """A case of the first paper by its number."""
    articles = page.find_class("paper")[0].find_class("case")
    return next(a for a in articles if text_of(a.find_class("no")[0]) == str(number))


def test_golden_case(page: lxml.html.HtmlElement) -> None:
    """A finding reads as the reviewed fragment does."""
    article = case(page, 1)
    fragment = lxml.etree.tostring(article, encoding="unicode", method="html", with_tail=False)
    fragment = re.sub(r"\n\s*", "\n", fragment).strip() + "\n"
    assert fragment == (GOLDEN / "case.html").read_text("utf-8")


def test_summary_comes_first(page: lxml.html.HtmlElement) -> None:
    """The first section is the summary, and it counts papers, tables, figures, checks and findings."""
    section = page.find(".//section")
    assert section.get("class") == "summary"
    counts = {text_of(d.find("dt")): text_of(d.find("dd")) for d in section.find_class("counts")[0]}
    assert counts["Văn bản"] == "2"
    assert counts["Bảng"] == "3"
    assert counts["phép kiểm tra không khớp"] == "6"
    assert "5 lỗi và 1 cảnh báo" in text_of(section)


def test_every_paper_has_a_section_and_a_picture(page: lxml.html.HtmlElement) -> None:
    """Each paper has its own section with a plan of its tables and a drawing of what was checked."""
    papers = page.find_class("paper")
    assert [len(p.find_class("chart")) for p in papers] == [1, 1]
    assert [len(p.find_class("map")[0].findall(".//svg")) for p in papers] == [2, 1]


def test_links_lead_somewhere(page: lxml.html.HtmlElement) -> None:
    """Every link is to an id of the same page, and ids are unique."""
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href.removeprefix("#") for href in page.xpath("//@href")} <= set(ids)


def test_cell_in_doubt_is_marked_without_colour(page: lxml.html.HtmlElement) -> None:
    """The cell in doubt carries number 1, operands the numbers after it."""
    article = case(page, 1)
    doubt = article.find_class("grid")[0].find_class("doubt")
    assert [text_of(cell) for cell in doubt] == ["87,751"]
    assert doubt[0].find("sup").text == "1"
    operands = article.find_class("grid")[0].find_class("operand")
    assert [cell.find("sup").text for cell in operands] == ["2", "3", "4"]


def test_long_table_is_cut_around_the_rows_concerned(page: lxml.html.HtmlElement) -> None:
    """A long table shows its header, the row concerned with neighbours, and how much was left out."""
    rows = case(page, 1).find_class("grid")[0].findall(".//tbody/tr")
    assert text_of(rows[0]) == "… 7 dòng …"
    assert [row.find_class("centre")[0].text for row in rows[1:-1]] == ["6", "7", "8"]


def test_shared_cause_is_one_case(page: lxml.html.HtmlElement) -> None:
    """Findings of one cause stand under the finding that tells it."""
    others = case(page, 2).find_class("others")[0]
    assert [li.find("code").text for li in others.iter("li")] == ["RANK-ORDER", "RANK-ORDER"]


def test_prose_figure_is_marked_in_its_sentence(page: lxml.html.HtmlElement) -> None:
    """A figure in prose is marked inside its sentence."""
    quote = case(page, 4).find(".//blockquote")
    assert [mark.text for mark in quote.iter("mark")] == ["45%"]


def test_unchecked_is_said_with_its_reason(page: lxml.html.HtmlElement) -> None:
    """What could not be checked is listed with why, in the paper and for the whole report."""
    rows = [
        [text_of(cell) for cell in row] for table in page.find_class("gaps") for row in table.find("tbody")
    ]
    assert ["RATIO", "Bảng không in điểm tối đa.", "7", "2.5 a)"] in rows
    assert ["RATIO", "Bảng không in điểm tối đa.", "7", "12/QĐ-UBND"] in rows


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_page_needs_no_network_and_runs_nothing(audits: list[Audit], lang: str) -> None:
    """The page holds no address, no form, no import, no event handler, and no script but its own."""
    html = render_html(Contents.of(audits), lang).decode()
    assert not re.search(r"https?:|//[a-z]|@import|url\(", html)
    tree = lxml.html.document_fromstring(html)
    assert not tree.xpath("//link|//img|//iframe|//form|//object|//embed|//base")
    assert len(tree.xpath("//script")) == 1
    assert not [name for e in tree.iter() for name in e.attrib if name.startswith("on") or name == "src"]


def test_hostile_text_shows_as_printed(hostile: Audit) -> None:
    """Markup in a paper is text on the page, everywhere it is shown."""
    tree = lxml.html.document_fromstring(render_html(Contents.of([hostile]), "vi").decode())
    assert not tree.xpath("//img")
    assert [script.text.split()[0] for script in tree.xpath("//script")] == ['"use']
    assert not tree.xpath("//@onerror|//@src")
    cells = tree.find_class("grid")[0].findall(".//td")
    assert HOSTILE in [(cell.text or "") for cell in cells]
    assert HOSTILE in tree.find_class("message")[0].text_content()


def test_english_page_has_no_vietnamese_of_ours(audits: list[Audit]) -> None:
    """The English page speaks English wherever it does not quote the paper."""
    tree = lxml.html.document_fromstring(render_html(Contents.of(audits), "en").decode())
    for quoted in tree.xpath(
        "//figure[@class='evidence']//table|//blockquote|//*[@class='caption']|//figcaption"
    ):
        quoted.getparent().remove(quoted)
    from doichieu.report.catalogue import TEXTS  # noqa: PLC0415
    from doichieu.report.labels import FAMILIES  # noqa: PLC0415

    shown = {" ".join(text.split()) for text in tree.xpath("//body//text()")}
    ours = {vi for vi, en in (*TEXTS.values(), *FAMILIES.values()) if vi != en}
    assert not shown & ours
    assert tree.get("lang") == "en"


def test_clean_paper_says_so() -> None:
    """A paper in which all holds is called so in words."""
    tree = lxml.html.document_fromstring(render_html(Contents.of([clean_audit()]), "vi").decode())
    assert "không có lỗi và không có cảnh báo" in text_of(tree.find_class("verdict")[0])
    assert text_of(tree.find_class("clean")[0]) == "Không có phát hiện nào."


def test_no_paper_at_all() -> None:
    """A report of nothing is a page that says so."""
    assert "Không có văn bản nào được kiểm tra" in render_html(Contents.of([]), "vi").decode()


def test_same_audits_same_bytes(audits: list[Audit]) -> None:
    """Rendering twice gives the same bytes."""
    assert render_html(Contents.of(audits), "vi") == render_html(Contents.of(audits), "vi")


def test_many_findings_stay_small() -> None:
    """Two thousand findings of one cause in a table of two thousand rows are one short case."""
    html = render_html(Contents.of([many_findings(2000)]), "vi")
    assert len(html) < 200_000
    assert "và 1.969 chỗ khác" in html.decode()


def test_summary_says_a_place_once(page: lxml.html.HtmlElement) -> None:
    """A line of the summary is the finding's sentence, which has its own place, and the paper's number."""
    lines = [text_of(li) for li in page.find_class("serious")[0]]
    assert lines[0] == (
        "Lỗi Tổng điểm của Tây Sơn ghi là 87,75, cộng hai điểm thành phần được 78,75. 12/QĐ-UBND"
    )
