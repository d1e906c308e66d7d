"""The workbench in a browser: deciding with the mouse, with the keyboard alone, and papers that mean harm."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from doichieu.cli import app
from doichieu.review import decisions
from tests.review.papers import HOSTILE, paper
from tests.review.serving import Workbench, running

from .conftest import serious_violations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

THEMES = ("light", "dark")


def command(*arguments: str) -> Any:
    """What a command prints as JSON."""
    result = CliRunner().invoke(app, [*arguments, "--json", "--jobs", "0"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def run(folder: Path, text: str) -> Path:
    """A run over one paper; the folder has the dataset and the reports."""
    (folder / "paper.md").write_text(text, "utf-8")
    command("run", str(folder / "paper.md"), "--out", str(folder / "out"), "--format", "json")
    return folder / "out" / "dataset"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """A workbench over a paper with six wrong totals and a name nobody knows."""
    dataset = run(tmp_path, paper(wrong=(1, 3, 5), also=(0, 4, 8), names={9: "Tổ công tác số 5"}))
    with running(dataset) as live:
        yield live


def records(bench: Workbench) -> list[tuple[str, str, str]]:
    """What was decided: action, by whom, why."""
    return [(str(one.action), one.by, one.why) for one in decisions.read(bench.dataset)]


def test_a_decision_survives_the_next_audit(bench: Workbench, new_page: Callable[..., Page]) -> None:
    """Open, filter, follow the evidence, decide, reload; audited again, the reports show it apart."""
    page = new_page()
    page.goto(bench.entry)
    assert "token" not in page.url
    page.get_by_role("link", name="Phát hiện", exact=True).click()
    page.get_by_label("Mức").select_option("error")
    page.wait_for_url("**level=error**")
    page.locator("[data-list] a").first.click()
    assert page.locator("td.doubt").count() >= 1
    message = page.locator("h1").inner_text()
    page.get_by_role("link", name="Xem trong văn bản").click()
    assert page.locator("td:focus").count() == 1, "the cell in doubt has the focus"
    page.go_back()
    page.get_by_label("Người quyết định").fill("Lê An")
    page.locator("#why").fill("điểm thưởng")
    page.get_by_role("button", name="Bác bỏ").click()
    assert message in page.get_by_role("status").first.inner_text()
    page.goto(f"{bench.base}/findings?status=decided")
    page.reload()
    assert page.locator("[data-list] a").count() == 1
    assert "Đã bác bỏ" in page.locator("[data-list] a").inner_text()
    out = bench.dataset.parent
    found = command("audit", "--dataset", str(bench.dataset), "--out", str(out), "--format", "json")
    assert found["accepted"] == 1
    (apart,) = json.loads((out / "findings.json").read_text("utf-8"))["accepted"]
    assert (apart["status"], apart["by"], apart["reason"]) == ("dismissed", "Lê An", "điểm thưởng")


def test_a_newcomer_decides_on_five_findings(bench: Workbench, new_page: Callable[..., Page]) -> None:
    """With no manual: open the address, the paper with findings, the first of them, then what the page offers."""
    page = new_page()
    page.goto(bench.entry)
    page.locator("[data-list] a").first.click()  # the paper with the most open findings
    page.locator("[data-list] a").first.click()  # its gravest finding
    page.get_by_placeholder("Họ và tên của bạn").fill("Trần Bình")
    page.get_by_role("button", name="Công nhận").click()
    page.get_by_role("button", name="Công nhận").click()  # the next finding came by itself, the name is known
    page.get_by_placeholder("Vì sao (bắt buộc)").fill("cộng điểm thưởng theo công văn riêng")
    page.get_by_role("button", name="Bác bỏ").click()
    page.get_by_placeholder("Giá trị đúng").fill("150")
    page.get_by_role("button", name="Đính chính").click()
    page.get_by_role("button", name="Công nhận").click()
    page.get_by_role("status").first.wait_for()
    assert [action for action, _, _ in records(bench)] == ["accept", "accept", "dismiss", "correct", "accept"]
    assert {by for _, by, _ in records(bench)} == {"Trần Bình"}
    assert len({one.finding_id for one in decisions.read(bench.dataset)}) == 5


def test_the_keyboard_is_enough(bench: Workbench, new_page: Callable[..., Page]) -> None:
    """j, k, Enter, a, d, c, u, / and ? do it all; Enter in a field presses the button beside it."""
    page = new_page()
    page.goto(bench.entry)
    press = page.keyboard.press
    press("?")
    assert page.locator("dialog[open]").count() == 1
    press("Escape")
    press("j")
    press("Enter")
    page.wait_for_url("**/papers/**")
    page.goto(f"{bench.base}/findings")
    press("j")
    press("j")
    press("k")
    press("Enter")
    page.wait_for_url("**/findings/*/*")
    press("a")
    assert page.evaluate("document.activeElement.id") == "by", "a decision needs a name first"
    page.keyboard.type("Lê An")
    press("Escape")
    press("a")
    page.get_by_role("status").wait_for()
    press("d")
    page.keyboard.type("làm tròn")
    press("Enter")
    page.get_by_role("status").filter(has_text="Đã bác bỏ").wait_for()
    press("c")
    page.keyboard.type("180")
    press("Enter")
    page.get_by_role("status").filter(has_text="Đã đính chính").wait_for()
    assert records(bench) == [
        ("accept", "Lê An", ""),
        ("dismiss", "Lê An", "làm tròn"),
        ("correct", "Lê An", ""),
    ]
    press("u")
    page.wait_for_url(re.compile("/findings$"))
    press("/")
    assert page.evaluate("document.activeElement.name") == "q"


def test_a_cell_is_found_with_arrows_and_corrected(bench: Workbench, new_page: Callable[..., Page]) -> None:
    """Cells have the focus in turn; Enter opens what was read, and what is printed is audited at once."""
    page = new_page()
    page.goto(bench.entry)
    page.locator("[data-list] a").first.click()
    page.locator("[data-grid] td[tabindex='0']").first.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.locator("#cell-text:focus").wait_for()
    assert page.locator("#cell-text").input_value() == "225"
    page.locator("#cell-text").fill("185")
    page.get_by_label("Người quyết định").fill("An")
    page.get_by_role("button", name="Ghi lại cách đọc").click()
    page.locator("ins", has_text="185").wait_for()
    (one,) = decisions.read(bench.dataset)
    assert (one.kind, one.printed, one.decided) == ("cell", "225", "185")


def test_a_dropped_paper_leads_to_its_page(
    bench: Workbench, new_page: Callable[..., Page], tmp_path: Path
) -> None:
    """A file is read in a process of its own while the page says so, then its page opens."""
    page = new_page()
    page.goto(bench.entry)
    page.goto(f"{bench.base}/uploads")
    transfer = page.evaluate_handle(
        "text => { const t = new DataTransfer(); t.items.add(new File([text], 'mới.md')); return t; }",
        paper(99),
    )
    page.dispatch_event("body", "drop", {"dataTransfer": transfer})
    page.wait_for_url("**/papers/*", timeout=120_000)
    assert page.locator("h1").inner_text() == "99/QĐ-UBND"


def test_nothing_in_a_paper_runs(tmp_path: Path, new_page: Callable[..., Page]) -> None:
    """Markup, formulas and marks that turn text around are shown as printed, on every page."""
    text = paper(
        wrong=(0, 1, 2, 3, 4), names=dict(enumerate(HOSTILE)), subject=HOSTILE[0], caption=HOSTILE[1]
    )
    with running(run(tmp_path, text)) as live:
        page = new_page()
        blocked: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: blocked.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(live.entry)
        one = page.locator("[data-list] a").first.get_attribute("href")
        page.goto(f"{live.base}/findings?status=all")
        others = [link.get_attribute("href") for link in page.locator("[data-list] a").all()]
        for path in ("/", one, "/findings", *others[:6], "/names", "/issues"):
            page.goto(f"{live.base}{path}")
            assert "bad" not in page.title()
            assert page.locator("img[onerror], main script").count() == 0
        page.goto(f"{live.base}{one}")
        shown = page.locator("[data-grid]").inner_text()
    assert all(name.strip("\u202e\u202c") in shown for name in HOSTILE)
    assert {url.split("/")[2] for url in asked} == {live.base.split("/")[2]}
    assert blocked == []


@pytest.mark.parametrize("theme", THEMES)
def test_no_serious_violation(bench: Workbench, new_page: Callable[..., Page], theme: str) -> None:
    """axe-core finds nothing on any kind of page that shuts people out, light and dark, wide and narrow."""
    page = new_page(color_scheme=theme)
    page.goto(bench.entry)
    paper_page = page.locator("[data-list] a").first.get_attribute("href")
    page.goto(f"{bench.base}/findings")
    finding = page.locator("[data-list] a").first.get_attribute("href")
    for path in ("/", paper_page, "/findings", finding, "/names", "/issues", "/decisions", "/uploads"):
        page.goto(f"{bench.base}{path}")
        assert serious_violations(page) == [], path


def test_without_scripts_decisions_are_made(bench: Workbench, new_page: Callable[..., Page]) -> None:
    """Pages and forms work where scripts do not; Enter in a field decides nothing by accident."""
    page = new_page(java_script_enabled=False)
    page.goto(bench.entry)
    page.goto(f"{bench.base}/findings")
    page.locator("[data-list] a").first.click()
    page.locator("#by").fill("An")
    page.locator("#why").fill("x")
    page.locator("#why").press("Enter")
    assert records(bench) == []
    page.get_by_role("button", name="Bác bỏ").click()
    assert records(bench) == [("dismiss", "An", "x")]


def test_other_sites_get_nothing(bench: Workbench, new_page: Callable[..., Page]) -> None:
    """A page of another origin can neither read the workbench nor decide, though the browser holds the cookie."""
    page = new_page()
    page.goto(bench.entry)
    (path,) = [page.locator("[data-list] a").first.get_attribute("href")]
    elsewhere = bench.base.replace("127.0.0.1", "localhost")
    page.goto(f"{elsewhere}/reconcile")
    got = page.evaluate(
        """async ([base, path]) => {
            const tried = [];
            for (const [to, options] of [["/", {}], [path, {}], ["/uploads", {method: "POST", body: "x"}]]) {
                try { tried.push((await fetch(base + to, {credentials: "include", ...options})).status); }
                catch { tried.push("refused"); }
            }
            return tried;
        }""",
        [bench.base, path],
    )
    assert set(got) <= {"refused", 403}
    assert page.goto(f"{elsewhere}/").status == 403
    assert decisions.read(bench.dataset) == []
