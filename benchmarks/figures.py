"""Figures of scanned tables that are read wrongly, and whether the scan says so: nothing but the picture tells.

python benchmarks/figures.py [--scanners NAME …] [--fonts NAME …] [--pages N] [--first N] [--show]
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import dataclass, fields
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "corpus")]

from damage import DAMAGES  # noqa: E402 (the path comes first)
from figure_forms import FORMS  # noqa: E402
from recipe.scan import Scanner, scan_pdf  # noqa: E402
from reportlab.pdfbase import pdfmetrics  # noqa: E402
from reportlab.pdfbase.ttfonts import TTFont  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

from doichieu.extract import read_bytes  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.model import Cell

WIDE, HIGH = 595.0, 842.0
ROWS, LEFT, RIGHT, TOP, STEP = 34, 40.0, 565.0, 60.0, 21.5
FOLDER = Path("/usr/share/fonts")
FONTS = {
    "Liberation Sans": "LiberationSans-Regular.ttf",
    "Liberation Sans Narrow": "LiberationSansNarrow-Regular.ttf",
    "Liberation Serif": "LiberationSerif-Regular.ttf",
    "Liberation Serif Bold": "LiberationSerif-Bold.ttf",
    "DejaVu Sans": "DejaVuSans.ttf",
    "Carlito": "Carlito-Regular.ttf",
    "Caladea": "Caladea-Regular.ttf",
}
SIZES = (8.0, 9.0, 10.0, 11.0)
SCANNERS = {
    "300-grey": Scanner(stamp=None),
    "200-grey": Scanner(resolution=200, stamp=None),
    "200-bitonal": Scanner(resolution=200, colours="bitonal", stamp=None),
    "150-grey": Scanner(resolution=150, stamp=None),
    "200-fax": Scanner(resolution=200, colours="bitonal", fax=True, stamp=None),
    "150-jpeg-12": Scanner(resolution=150, quality=12, noise=6.0, stamp=None),
    "200-thin": Scanner(resolution=200, colours="bitonal", blur=0.2, ink=110, stamp=None),
    "200-thick": Scanner(resolution=200, colours="bitonal", blur=0.35, ink=222, stamp=None),
}

_TOLD = ("poor-print", "worn-table")


@dataclass(slots=True)
class Count:
    """What was read of figures.

    Attributes:
        figures: Figures printed.
        lost: Those whose cell has no text at all, or no cell; told where an issue says that the print or the rulings are.
        wrong: Those read otherwise, the lost ones among them.
        silent: Wrong ones read surely.
        doubted: Right ones that are in doubt.
        pages: Pages.
        seconds: Processor time.
    """

    figures: int = 0
    lost: int = 0
    wrong: int = 0
    silent: int = 0
    doubted: int = 0
    pages: int = 0
    seconds: float = 0.0

    def add(self, other: Count) -> None:
        """Add the counts of another page."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))

    def line(self, name: str) -> str:
        """One line of the table."""
        right = self.figures - self.wrong
        told = 100 * (self.wrong - self.silent) / max(self.wrong, 1)
        return (
            f"{name:<26}{self.figures:>8}{100 * right / max(self.figures, 1):>9.2f}{self.wrong:>7}{self.lost:>6}"
            f"{self.silent:>8}{told:>9.1f}{100 * self.doubted / max(right, 1):>12.2f}"
            f"{self.seconds / max(self.pages, 1):>8.2f}"
        )


HEAD = (
    f"{'':<26}{'figures':>8}{'right %':>9}{'wrong':>7}{'lost':>6}{'silent':>8}{'told %':>9}"
    f"{'doubted, %':>12}{'s/page':>8}"
)


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--scanners", nargs="+", default=list(SCANNERS), choices=[*SCANNERS, *DAMAGES], metavar="NAME"
    )
    parser.add_argument("--fonts", nargs="+", default=list(FONTS), choices=list(FONTS), metavar="NAME")
    parser.add_argument(
        "--pages", type=int, default=1, help="pages a font and scanner, each of some 240 figures"
    )
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where fonts are installed")
    parser.add_argument("--first", type=int, default=0, help="number of the first page")
    parser.add_argument("--show", action="store_true", help="print each wrong figure")
    given = parser.parse_args()
    fonts = {name: path for name in given.fonts for path in given.folder.rglob(FONTS[name])}
    for name in given.fonts:
        if name not in fonts:
            print(
                f"{name}: {FONTS[name]} is not installed; apt: fonts-liberation, fonts-dejavu, fonts-crosextra-*"
            )
    print(HEAD)
    whole = Count()
    by_font = {name: Count() for name in fonts}
    for scanner in given.scanners:
        total = Count()
        for name, path in fonts.items():
            for page in range(given.first, given.first + given.pages):
                found = _page(scanner, path, page, show=given.show)
                total.add(found)
                by_font[name].add(found)
        print(total.line(scanner), flush=True)
        whole.add(total)
    for name, found in by_font.items():
        print(found.line(f"  {name}"))
    print(whole.line("all"))
    return 0


def _page(scanner: str, font: Path, number: int, *, show: bool) -> Count:
    rows = rows_of(number)
    page = drawn(rows, font, SIZES[number % len(SIZES)])
    data = scan_pdf(page, SCANNERS[scanner]) if scanner in SCANNERS else DAMAGES[scanner](page, number)
    start = time.process_time()
    document = read_bytes(data, "scan.pdf")
    found = Count(pages=1, seconds=time.process_time() - start)
    cells = {(cell.row, cell.col): cell for table in document.tables[:1] for cell in table.cells}
    for row, col, text in _figures(rows):
        cell = cells.get((row, col))
        _count(found, text, cell, told=any(issue.code in _TOLD for issue in document.issues))
        if show and (cell is None or cell.text != text):
            read = "" if cell is None else f"{cell.text}  {cell.confidence or 0:.3f}"
            print(f"    {scanner}, {font.stem}, {number}: {text} read {read}")
    return found


def _count(found: Count, text: str, cell: Cell | None, *, told: bool) -> None:
    found.figures += 1
    if cell is None or not cell.text:
        found.lost += 1
        found.wrong += 1
        found.silent += not told and (cell is None or not cell.is_doubtful)
    elif cell.text != text:
        found.wrong += 1
        found.silent += not cell.is_doubtful
    else:
        found.doubted += cell.is_doubtful


def rows_of(number: int) -> list[list[str]]:
    """A table of figures in random forms: a header, an ordinal and a name before them."""
    chance = random.Random(number)  # noqa: S311 (a test needs no secrets)
    forms = [FORMS[name] for name in chance.sample(sorted(FORMS), 7)]
    head = ["STT", "Mã", *(f"Cột {index}" for index in range(1, len(forms) + 1))]
    body = [[str(row), f"M{row:02d}", *(form(chance) for form in forms)] for row in range(1, ROWS)]
    return [head, *body]


def _figures(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, str]]:
    """The figures of a table behind its header and its first two columns."""
    for row, texts in enumerate(rows):
        if row:
            yield row, 0, texts[0]
            yield from ((row, col, text) for col, text in enumerate(texts) if col > 1)


def drawn(rows: Sequence[Sequence[str]], font: Path, size: float) -> bytes:
    """A page with a ruled table, figures in the middle of their cells."""
    pdfmetrics.registerFont(TTFont(font.stem, str(font)))
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDE, HIGH), invariant=1)
    canvas.setLineWidth(0.6)
    canvas.setFont(font.stem, size)
    narrow = 35.0
    wide = (RIGHT - LEFT - 2 * narrow) / (len(rows[0]) - 2)
    xs = [LEFT, LEFT + narrow, *(LEFT + 2 * narrow + wide * index for index in range(len(rows[0]) - 1))]
    for x in xs:
        canvas.line(x, HIGH - TOP, x, HIGH - TOP - STEP * len(rows))
    for index in range(len(rows) + 1):
        canvas.line(LEFT, HIGH - TOP - STEP * index, RIGHT, HIGH - TOP - STEP * index)
    for index, texts in enumerate(rows):
        base = HIGH - TOP - STEP * (index + 0.5) - 0.35 * size
        for (left, right), text in zip(pairwise(xs), texts, strict=True):
            canvas.drawCentredString((left + right) / 2, base, text)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
