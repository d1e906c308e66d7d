"""The report in a browser: narrowing, addresses, pictures, both themes, a telephone, paper, and hostile papers."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest

import tests.papers  # noqa: F401 - puts the corpus's recipe on the path
from doichieu import pipeline
from doichieu.engine.local import InProcess
from doichieu.report.contents import Contents
from doichieu.report.html import render_html
from doichieu.report.photographs import photograph
from doichieu.report.printing import print_pdf
from tests.report.conftest import HOSTILE
from tests.report.conftest import hostile as hostile_audit
from tests.report.factories import clean_audit, make_audit

from .conftest import serious_violations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from doichieu.model import Audit


@pytest.fixture(scope="package")
def audits(corpus: Path) -> list[Audit]:
    """Three papers of the corpus, one of them with pages."""
    names = ("bc-464-2018-thanh-hoa.pdf", "cv-1557-2017-btttt.html", "qd-305-2017-binh-dinh.docx")
    return [pipeline.audit(pipeline.read(corpus / name)) for name in names]


@pytest.fixture(scope="package")
def report(audits: list[Audit], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their report, with pictures of pages."""
    photographs = photograph(audits, InProcess())
    assert photographs.pictures
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(render_html(Contents.of(audits, photographs=photographs), "vi"))
    return path


@pytest.fixture(scope="package")
def short(audits: list[Audit], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the paper with pages alone: axe-core takes long over thousands of cells."""
    contents = Contents.of(audits[:1], photographs=photograph(audits[:1], InProcess()))
    path = tmp_path_factory.mktemp("short") / "report.html"
    path.write_bytes(render_html(contents, "vi"))
    return path


@pytest.fixture(scope="package")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a paper whose every text tries to be markup, a formula or runs from right to left."""
    audit = hostile_audit.__wrapped__()  # type: ignore[attr-defined]
    path = tmp_path_factory.mktemp("hostile") / "report.html"
    path.write_bytes(render_html(Contents.of([audit]), "vi"))
    return path


def shown_cases(page: Page) -> int:
    """How many cases are visible."""
    return page.locator("article.case:visible").count()


def test_the_page_asks_nothing_of_the_network(report: Path, new_page: Callable[..., Page]) -> None:
    """The file itself is all that is fetched, and no rule of its own content policy is broken."""
    page, asked, said = new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(report.as_uri())
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith("data:")] == [report.as_uri()]
    assert said == []


def test_findings_are_narrowed_and_shown_again(report: Path, new_page: Callable[..., Page]) -> None:
    """By level, family, paper and agency; the count is told, and one button shows everything again."""
    page = new_page()
    page.goto(report.as_uri())
    everything = shown_cases(page)
    page.locator("select[name=level]").select_option("error")
    errors = shown_cases(page)
    assert 0 < errors < everything
    assert page.locator("article.case.warning:visible").count() == 0
    assert page.locator("#filters output").inner_text().startswith(f"{errors} ")
    page.locator("select[name=family]").select_option("POP")
    assert shown_cases(page) == 1
    assert page.locator("section.paper:visible").count() == 1
    page.get_by_role("button", name="Bỏ lọc").click()
    assert shown_cases(page) == everything
    page.locator("select[name=agency]").select_option(label="UBND huyện Thọ Xuân")
    assert shown_cases(page) == 1
    page.get_by_role("button", name="Bỏ lọc").click()
    page.locator("select[name=paper]").select_option(label="305/QĐ-UBND")
    assert page.locator("section.paper:visible").count() == 1


def test_filters_work_by_keyboard(report: Path, new_page: Callable[..., Page]) -> None:
    """Tab reaches the link that skips to the report first; a choice is typed."""
    page = new_page()
    page.goto(report.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("select[name=level]").focus()
    page.keyboard.type("Lỗi")
    page.keyboard.press("Tab")
    assert page.locator("article.case.warning:visible").count() == 0


def test_everything_is_there_without_scripts(report: Path, new_page: Callable[..., Page]) -> None:
    """No filter is offered, and no finding is missing."""
    with_scripts, without = new_page(), new_page(java_script_enabled=False)
    with_scripts.goto(report.as_uri())
    without.goto(report.as_uri())
    assert not without.locator("#filters").is_visible()
    assert shown_cases(without) == shown_cases(with_scripts) > 10
    without.locator("details.rest summary").first.click()
    assert without.locator("table.conventions").first.is_visible()


def test_addresses_of_findings_are_followed(
    report: Path, audits: list[Audit], new_page: Callable[..., Page]
) -> None:
    """An address is the finding's ID; it opens what is folded and undoes filters that hide it."""
    finding = next(one for one in audits[2].findings if one.rule == "POP-DUP")
    page = new_page()
    page.goto(f"{report.as_uri()}#{finding.finding_id}")
    case = page.locator(f"#{finding.finding_id}")
    assert case.bounding_box()["y"] < 200  # type: ignore[index]
    page.locator("select[name=level]").select_option("warning")
    assert not case.is_visible()
    page.locator(".map a").first.evaluate("link => location.hash = '#x'")
    page.evaluate("id => { location.hash = id; }", finding.finding_id)
    case.wait_for(state="visible")


def test_plates_outline_cells_of_the_page(report: Path, new_page: Callable[..., Page]) -> None:
    """The picture of the page is drawn, and its first outline is number 1."""
    page = new_page()
    page.goto(report.as_uri())
    plate = page.locator("svg.plate").first
    assert plate.locator(".p-doubt text").first.inner_html() == "1"
    assert "Trang 11" in (plate.get_attribute("aria-label") or "")
    loaded = page.evaluate(
        """async () => { const image = new Image();
        image.src = document.querySelector('svg.plate image').getAttribute('href');
        await image.decode(); return image.naturalWidth; }"""
    )
    assert loaded > 500


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_nobody_is_shut_out(short: Path, new_page: Callable[..., Page], theme: str, width: int) -> None:
    """axe-core finds nothing serious in either theme, wide and narrow."""
    page = new_page(color_scheme=theme, viewport={"width": width, "height": 900})
    page.goto(short.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert serious_violations(page) == []


@pytest.mark.parametrize("width", [1280, 768, 390, 320])
def test_nothing_runs_out_of_the_window(report: Path, new_page: Callable[..., Page], width: int) -> None:
    """What is wider than the window scrolls in its own place."""
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(report.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_narrow_window_shows_what_is_in_doubt(report: Path, new_page: Callable[..., Page]) -> None:
    """On a telephone a plate is scrolled so that the cell in doubt is in sight."""
    page = new_page(viewport={"width": 390, "height": 800})
    page.goto(report.as_uri())
    box = page.locator(".page .scroll").first.bounding_box()
    mark = page.locator(".page .scroll").first.locator(".p-doubt").first.bounding_box()
    assert box is not None
    assert mark is not None
    assert box["x"] <= mark["x"]
    assert mark["x"] + mark["width"] <= box["x"] + box["width"] + 1


def test_hostile_text_never_runs(hostile: Path, new_page: Callable[..., Page]) -> None:
    """Scripts and handlers in a paper's texts are text: no dialog, no request, and they read as printed."""
    page, dialogs, asked = new_page(), [], []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(hostile.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.wait_for_timeout(300)
    assert dialogs == []
    assert asked == [hostile.as_uri()]
    assert page.locator("script").count() == 1
    assert (
        HOSTILE in page.locator("table.grid td").first.inner_text() or page.get_by_text(HOSTILE).count() > 3
    )
    assert page.locator("img").count() == 0


def test_text_from_right_to_left_stays_in_its_place(new_page: Callable[..., Page], tmp_path: Path) -> None:
    """A mark that turns the direction of writing does not turn what stands beside it."""
    audit = make_audit()
    evil = "\u202e87,75 trái\u2066"
    page_text = render_html(Contents.of([audit]), "vi").decode().replace("Tây Sơn", evil)
    path = tmp_path / "report.html"
    path.write_text(page_text, "utf-8")
    page = new_page()
    page.goto(path.as_uri())
    cell = page.locator("table.grid td", has_text="87,75").first
    assert cell.evaluate("cell => getComputedStyle(cell).unicodeBidi") in {"isolate", "plaintext"}


@pytest.mark.usefixtures("browser")
def test_it_prints_on_a4(report: Path) -> None:
    """Pages of A4, each numbered, without filters; folded parts are printed."""
    content = print_pdf(report.read_bytes())
    document = pypdfium2.PdfDocument(BytesIO(content))
    try:
        assert {
            (round(width), round(height))
            for width, height in map(document.get_page_size, range(len(document)))
        } == {(595, 842)}
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    assert "Trang 2" in text
    assert "Bỏ lọc" not in text
    assert "Quy ước suy ra từ từng bảng" in text


def test_a_clean_report_is_clean(new_page: Callable[..., Page], tmp_path: Path) -> None:
    """A report of a paper in which all holds offers nothing to narrow, and shuts nobody out."""
    path = tmp_path / "report.html"
    path.write_bytes(render_html(Contents.of([clean_audit()]), "en"))
    page = new_page()
    page.goto(path.as_uri())
    assert page.locator("#filters").count() == 0
    assert serious_violations(page) == []
    assert re.search("no error and no warning", page.locator(".verdict").inner_text())
