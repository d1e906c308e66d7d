"""Debian's Chromium, driven by Playwright; absent, the tests are skipped and say what to install."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# The browser talks to nobody: what a page fetches is the page's own doing.
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# Violations that shut people out; "moderate" and "minor" ones are matters of taste.
SERIOUS = frozenset({"serious", "critical"})


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser; it ends with the tests of this folder, since its event loop would be in others' way."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: make test installs it"
    )
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OPTIONS))
        yield started
        started.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages (options as for `browser.new_context`) that are closed with the test.

    A page with a script error fails its test.
    """
    contexts, errors = [], []

    def opened(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.set_default_timeout(20_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def serious_violations(page: Page) -> list[str]:
    """What axe-core finds on a page that shuts people out: rule, and the first element concerned."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - with the browser alone

    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary'][:300]}"
        for one in found
        if one["impact"] in SERIOUS
    ]
