"""Take the pictures of the report that the pages of this folder show (`python docs/pictures.py`).

They are taken of the papers of corpus/, wide and on a telephone, by Debian's Chromium, in as few shades as keep them small.
"""

from __future__ import annotations

import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent))

from doichieu import pipeline  # noqa: E402 (the path comes first)
from doichieu.engine.local import LocalEngine  # noqa: E402
from doichieu.report.contents import Contents  # noqa: E402
from doichieu.report.html import render_html  # noqa: E402
from doichieu.report.photographs import photograph  # noqa: E402
from tests.browser.conftest import CHROMIUM, OPTIONS  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAPERS = (
    "bc-464-2018-thanh-hoa.pdf",
    "cv-1557-2017-btttt.html",
    "portal-notice-2018-binh-dinh.txt",
    "qd-1968-2024-binh-dinh.txt",
    "qd-305-2017-binh-dinh.docx",
)
WIDE, PHONE = (1280, 860), (390, 844)
# A wrong tie and the seventeen ranks it shifts: the finding with most to show.
RULE = "RANK-TIE"


def main() -> None:
    """Take all of them."""
    audits = [pipeline.audit(pipeline.read(FOLDER.parent / "corpus" / name)) for name in PAPERS]
    photographs = photograph(audits, LocalEngine(1))
    page = render_html(Contents.of(audits, photographs=photographs), "vi")
    anchor = next(finding.finding_id for finding in audits[0].findings if finding.rule == RULE)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        report = Path(folder) / "report.html"
        report.write_bytes(page)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OPTIONS))
        for name, size, scale in (("", WIDE, 1.0), ("-phone", PHONE, 2.0)):
            _take(browser, report.as_uri(), f"report{name}", size, scale)
            _take(browser, f"{report.as_uri()}#{anchor}", f"finding{name}", size, scale)
        _take(browser, report.as_uri(), "report-dark", WIDE, 1.0, theme="dark")
        browser.close()


def _take(
    browser: Browser, address: str, name: str, size: tuple[int, int], scale: float, theme: str = "light"
) -> None:
    """Take what a window of a size shows at an address."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]}, device_scale_factor=scale, color_scheme=theme
    )
    page.goto(address)
    page.wait_for_timeout(300)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(colors=64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        FOLDER / "images" / f"{name}.png", optimize=True
    )
    page.close()


if __name__ == "__main__":
    main()
