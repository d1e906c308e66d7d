"""Scanned papers: cells, figures and agencies, before and after the paper's own arithmetic, and what is silently wrong.

python benchmarks/scans.py [--scanners NAME …] [--papers N]
python benchmarks/scans.py --peers [--python INTERPRETER] [--scanners NAME …]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "corpus")]

import pypdfium2  # noqa: E402 (the path comes first)
from compare.run import run_apart  # noqa: E402
from compare.scan_readers import SCAN_READERS  # noqa: E402
from compare.score import score  # noqa: E402
from recipe.pdf import write_pdf  # noqa: E402
from recipe.scan import Scanner, scan_pdf  # noqa: E402
from recipe.source import Grid, read_source  # noqa: E402
from scan_count import HEAD, Count, count  # noqa: E402

from doichieu.extract import read_bytes  # noqa: E402
from doichieu.pipeline import audit  # noqa: E402
from tests.papers.media import MEDIA  # noqa: E402
from tests.papers.paper import make_paper  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recipe.source import Paper

SCANNERS = {
    "300-grey": Scanner(stamp=None),
    "300-colour-stamp": Scanner(colours="colour", stamp="table"),
    "300-bitonal": Scanner(colours="bitonal", stamp=None),
    "300-skew-3": Scanner(skew=3.0, stamp=None),
    "300-dirty": Scanner(colours="bitonal", specks=0.002, stamp=None),
    "300-pale-jpeg": Scanner(paper=215, noise=8.0, quality=35, stamp=None),
    "200-grey": Scanner(resolution=200, stamp=None),
    "200-bitonal": Scanner(resolution=200, colours="bitonal", stamp=None),
    "200-fax": Scanner(resolution=200, colours="bitonal", fax=True, stamp=None),
}


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--scanners", nargs="+", default=list(SCANNERS), choices=list(SCANNERS), metavar="NAME"
    )
    parser.add_argument("--papers", type=int, default=1, help="random papers beside the facsimile of BC 464")
    parser.add_argument(
        "--peers", action="store_true", help="other readers beside doichieu, on one random paper a scanner"
    )
    parser.add_argument(
        "--python",
        default=sys.executable,
        metavar="INTERPRETER",
        help="where ocrmypdf and img2table are installed",
    )
    given = parser.parse_args()
    if given.peers:
        _print_peers(given.scanners, given.python)
        return 0
    print(HEAD)
    for name in given.scanners:
        total = Count()
        for paper in _papers(given.papers):
            data = scan_pdf(write_pdf(paper), SCANNERS[name])
            total.add(_count(paper, data))
        print(total.line(name), flush=True)
    return 0


def _print_peers(scanners: Sequence[str], python: str) -> None:
    """Cells, rows and seconds a page of each reader on the same scans, in one run."""
    usable = {}
    for name, reader in SCAN_READERS.items():
        where = sys.executable if reader.module == "trueocr" else python
        if _is_installed(reader.module, where) and (reader.program is None or shutil.which(reader.program)):
            usable[name] = where
        else:
            print(f"{name}: not installed. Do: {reader.install}")
    print(f"{'scanner':<20}{'reader':<32}{'pages':>6}{'cells':>8}{'rows':>8}{'s/page':>8}")
    paper = make_paper(0, MEDIA["pdf-bordered"].shape, tables=2).paper
    truth = [block.texts() for block in paper.blocks if isinstance(block, Grid)]
    for scanner in scanners:
        data = scan_pdf(write_pdf(paper), SCANNERS[scanner])
        pages = len(pypdfium2.PdfDocument(data))
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "scan.pdf").write_bytes(data)
            for name, where in usable.items():
                run = run_apart(name, Path(folder), 1, where)
                rows, cells, _ = score(truth, run.grids["scan"]).percents
                said = run.failed.get("scan", "")[:60]
                print(
                    f"{scanner:<20}{name:<32}{pages:>6}{cells:>8.1f}{rows:>8.1f}{run.busy / pages:>8.1f}  {said}",
                    flush=True,
                )


def _is_installed(module: str, python: str) -> bool:
    code = "import importlib.util, sys; sys.exit(importlib.util.find_spec(sys.argv[1]) is None)"
    return subprocess.run([python, "-c", code, module], check=False).returncode == 0


def _papers(random_papers: int) -> Iterator[Paper]:
    yield read_source(ROOT / "corpus" / "source" / "bc-464-2018-thanh-hoa.md")
    for seed in range(random_papers):
        yield make_paper(seed, MEDIA["pdf-bordered"].shape, tables=4).paper


def _count(paper: Paper, data: bytes) -> Count:
    start = time.process_time()
    before = read_bytes(data, "scan.pdf")
    seconds = time.process_time() - start
    grids = [block.texts() for block in paper.blocks if isinstance(block, Grid)]
    found = count(audit(read_bytes(write_pdf(paper), "paper.pdf")), grids, before, audit(before))
    found.pages, found.seconds = len(pypdfium2.PdfDocument(data)), seconds
    return found


if __name__ == "__main__":
    raise SystemExit(main())
