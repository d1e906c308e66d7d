"""How well the signs of doubt tell tables that are read wrongly, and what second readers then say of them.

python benchmarks/doubts.py [--layouts LAYOUT …] [--papers N] [--ask]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "corpus")]

from recipe.layout import LAYOUTS  # noqa: E402 (the path comes first)

from doichieu.extract.pdf.flow import place  # noqa: E402
from doichieu.extract.pdf.pdfium import open_pdf, page_count  # noqa: E402
from doichieu.extract.pdf.reader import PdfPaper, read_pages  # noqa: E402
from doichieu.extract.pdf.second.doubt import Sign, doubts  # noqa: E402
from doichieu.extract.pdf.second.reread import DISPUTED, library, reread  # noqa: E402
from doichieu.extract.tablereader import TableReader  # noqa: E402
from tests.papers.media import MEDIA  # noqa: E402
from tests.papers.paper import make_paper  # noqa: E402

if TYPE_CHECKING:
    from doichieu.extract.pdf.cells import PageTable
    from tests.papers.paper import Sample

# Pages on which rows may be cut are left out: what stands there is half a row, and right.
USUAL = ("bordered", "horizontal", "horizontal-right", "three-rules", "borderless", "borderless-right")
COLUMNS = {"tables": 8, "wrong": 8, "unsure": 8, "both": 8, "disputed": 10, "disputed_wrong": 17}


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--layouts", nargs="+", default=list(USUAL), choices=list(LAYOUTS), metavar="LAYOUT")
    parser.add_argument("--papers", type=int, default=30, help="random papers a layout")
    parser.add_argument("--first", type=int, default=0, help="number of the first paper")
    parser.add_argument(
        "--ask", action="store_true", help="ask the second readers too, where they are installed"
    )
    given = parser.parse_args()
    seeds = range(given.first, given.first + given.papers)
    signs: Counter[tuple[Sign, bool]] = Counter()
    total: Counter[str] = Counter()
    print(
        f"{'layout':<18}"
        + "".join(f"{column.replace('_', ', '):>{width}}" for column, width in COLUMNS.items())
    )
    for layout in given.layouts:
        counts: Counter[str] = Counter()
        for seed in seeds:
            counts += _paper(layout, seed, signs, ask=given.ask)
        _print(layout, counts)
        total += counts
    _print("all", total)
    for sign in Sign:
        found = signs[sign, True] + signs[sign, False]
        print(f"  {sign}: {found} tables, {signs[sign, True]} of them wrong")
    return 0


def _print(name: str, counts: Counter[str]) -> None:
    print(f"{name:<18}" + "".join(f"{counts[column]:>{width}}" for column, width in COLUMNS.items()))


def _paper(layout: str, seed: int, signs: Counter[tuple[Sign, bool]], *, ask: bool) -> Counter[str]:
    """Count the tables of one paper, each part on a page by itself; a part is wrong when a row in it is none."""
    medium = MEDIA[f"pdf-{layout}"]
    sample = make_paper(seed, medium.shape)
    data = medium.write(sample.paper)
    truth = _rows(sample)
    counts: Counter[str] = Counter()
    with open_pdf(data, layout) as document, library(data) as readers:
        pages = read_pages(document, PdfPaper(page_count(document)))
        for page in reread(pages, TableReader.AUTO, readers) if ask else pages:
            disputed = {trouble.place for trouble in page.troubles if trouble.code == DISPUTED}
            for table in page.tables:
                wrong, found = _is_wrong(table, truth), doubts(table)
                signs.update((sign, wrong) for sign in found)
                told = place(page, table.box) in disputed
                counts.update(
                    tables=1,
                    wrong=wrong,
                    unsure=bool(found),
                    both=wrong and bool(found),
                    disputed=told,
                    disputed_wrong=told and wrong,
                )
    return counts


def _rows(sample: Sample) -> set[tuple[str, ...]]:
    return {tuple(text or "" for text in row) for truth in sample.truths for row in truth.rows}


def _is_wrong(table: PageTable, truth: set[tuple[str, ...]]) -> bool:
    return any(tuple(row) not in truth for row in table.texts())


if __name__ == "__main__":
    sys.exit(main())
