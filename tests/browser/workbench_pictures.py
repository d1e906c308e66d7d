"""Pictures of the workbench for the docs: `python -m tests.browser.workbench_pictures` writes docs/images/workbench-*.png.

The papers are those of the corpus, with one more that has names nobody knows.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from doichieu.cli import app
from tests.review.papers import paper
from tests.review.serving import Workbench, running

from .conftest import CHROMIUM, OPTIONS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent.parent
IMAGES = ROOT / "docs" / "images"
CORPUS = (
    "bc-464-2018-thanh-hoa.pdf",
    "cv-1557-2017-btttt.html",
    "qd-1968-2024-binh-dinh.txt",
    "qd-305-2017-binh-dinh.docx",
)
NAMES = {3: "Sở Văn hóa Du lịch", 6: "UBND huyện Phù", 9: "Tổ công tác số 5"}
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}


def main() -> None:
    """Read the papers, open every kind of page, keep the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        more = Path(folder) / "qd-77.md"
        more.write_text(paper(77, wrong=(2,), names=NAMES), "utf-8")
        papers = [str(ROOT / "corpus" / name) for name in CORPUS]
        dataset = Path(folder) / "dataset"
        app(["ingest", *papers, str(more), "--dataset", str(dataset)], standalone_mode=False)
        with running(dataset) as bench, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OPTIONS))
            for name, size, scheme in (
                ("", DESKTOP, "light"),
                ("-phone", PHONE, "light"),
                ("-dark", DESKTOP, "dark"),
            ):
                _pictures(_page(browser, bench, size, scheme), bench, name)
            browser.close()


def _page(browser: Browser, bench: Workbench, size: dict[str, int], scheme: str) -> Page:
    context = browser.new_context(viewport=size, color_scheme=scheme, locale="vi-VN")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(bench.entry)
    return page


def _pictures(page: Page, bench: Workbench, name: str) -> None:
    page.screenshot(path=IMAGES / f"workbench-papers{name}.png")
    page.locator("a.row", has_text="464/BC").click()
    page.goto(page.url + "?page=11")
    page.locator("[data-grid] a").first.hover()
    page.screenshot(path=IMAGES / f"workbench-paper{name}.png")
    page.goto(f"{bench.base}/findings?q=Tho+Xuan")
    page.locator("[data-list] a").first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / f"workbench-finding{name}.png")
    page.goto(f"{bench.base}/names")
    page.screenshot(path=IMAGES / f"workbench-names{name}.png")


if __name__ == "__main__":
    main()
