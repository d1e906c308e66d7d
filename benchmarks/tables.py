"""Speed, memory and accuracy of table readers on the same PDFs in one run.

python benchmarks/tables.py [--layouts LAYOUT …] [--readers READER …] [--papers N] [--repeats N] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "corpus")]

from compare.files import write_files, write_long  # noqa: E402 (the path comes first)
from compare.readers import READERS  # noqa: E402
from compare.run import Run, run_apart  # noqa: E402
from compare.score import Score, score  # noqa: E402
from recipe.layout import LAYOUTS  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable

# One of each class that every reader claims; --layouts all takes the twenty.
USUAL = ("bordered", "mixed-fonts", "landscape", "horizontal", "borderless")
# camelot takes minutes over 500 pages: --long "camelot lattice" asks it too.
LONG = ("doichieu", "pdfium characters", "pdfplumber")
FAST = 3  # runs of readers that take under a second, the median counts


def main() -> int:
    """Run the command line."""
    given = _arguments()
    layouts = list(LAYOUTS) if given.layouts == ["all"] else given.layouts
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary) / "files"
        print(f"Writing {len(layouts)} layouts …", file=sys.stderr)
        write_files(folder, ROOT / "corpus", layouts, given.papers)
        pages = {layout: count_pages(folder / layout) for layout in layouts}
        readers = _present(given.readers)
        speeds = {name: _compare(name, folder, layouts, pages, given.repeats) for name in readers}
        _print_ratios(speeds)
        if not given.no_long:
            _print_long(Path(temporary) / "long", [name for name in given.long if name in readers])
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--layouts", nargs="+", default=list(USUAL), choices=[*LAYOUTS, "all"], metavar="LAYOUT"
    )
    parser.add_argument(
        "--readers", nargs="+", default=list(READERS), choices=list(READERS), metavar="READER"
    )
    parser.add_argument("--papers", type=int, default=1, help="random papers beside the two facsimiles")
    parser.add_argument("--repeats", type=int, default=FAST, help="runs of the fast readers")
    parser.add_argument("--keep", type=Path, help="keep the files in this new folder")
    parser.add_argument(
        "--long",
        nargs="+",
        default=list(LONG),
        choices=list(READERS),
        metavar="READER",
        help="readers of the paper of some 500 pages",
    )
    parser.add_argument("--no-long", action="store_true", help="leave out the paper of some 500 pages")
    return parser.parse_args()


def _present(names: Iterable[str]) -> list[str]:
    """The readers that can run; the others are named with what installs them."""
    present = []
    for name in names:
        if missing := READERS[name].missing:
            print(f"{name}: not installed. Do: {missing}")
        else:
            present.append(name)
    return present


def count_pages(folder: Path) -> int:
    """Pages of the PDFs of a folder."""
    import pypdfium2  # noqa: PLC0415 (only the PDF reader's extra brings it)

    total = 0
    for file in folder.glob("*.pdf"):
        with pypdfium2.PdfDocument(file) as pdf:
            total += len(pdf)
    return total


Speed = tuple[float, float]  # pages a second, pages a second of processor time


def _compare(name: str, folder: Path, layouts: list[str], pages: dict[str, int], repeats: int) -> Speed:
    """Run one reader over every layout and print its lines; returns its speed over all that it could read."""
    fast = READERS[name].is_load or name == "doichieu"
    print(f"\n{name}\n  {'layout':<18}{'pages/s':>9}{'MB':>6}{'rows %':>9}{'cells %':>9}{'tables %':>10}")
    seconds = busy = read = 0.0
    for layout in layouts:
        try:
            run = run_apart(name, folder / layout, repeats if fast else 1)
        except subprocess.SubprocessError as error:
            print(f"  {layout:<18}failed: {type(error).__name__}")
            continue
        seconds, busy, read = seconds + run.seconds, busy + run.busy, read + pages[layout]
        figures = (
            ""
            if READERS[name].is_load
            else "{:9.1f}{:9.1f}{:10.1f}".format(*_score(run, folder / layout).percents)
        )
        print(f"  {layout:<18}{pages[layout] / run.seconds:9.1f}{run.memory:6.0f}{figures}")
        for file, message in run.failed.items():
            print(f"    {file} failed: {message}")
    return (read / seconds, read / busy) if seconds else (0.0, 0.0)


def _score(run: Run, folder: Path) -> Score:
    total = Score()
    for file in sorted(folder.glob("*.json")):
        total += score(json.loads(file.read_text(encoding="utf-8")), run.grids.get(file.stem, []))
    return total


def _print_ratios(speeds: dict[str, Speed]) -> None:
    own = speeds.get("doichieu")
    print(
        f"\n{'all layouts':<20}{'pages/s':>9}{'doichieu is':>14}{'pages/processor s':>20}{'doichieu is':>14}"
    )
    for name, speed in speeds.items():
        wall, busy = (
            f"{mine / other:11.2f} ×" if own and other else ""
            for mine, other in zip(own or speed, speed, strict=True)
        )
        print(f"{name:<20}{speed[0]:9.1f}{wall:>14}{speed[1]:20.1f}{busy:>14}")


def _print_long(folder: Path, readers: Iterable[str]) -> None:
    """Speed and memory over one paper so long that what is kept by page shows."""
    write_long(folder)
    pages = count_pages(folder)
    print(f"\nOne paper of {pages} pages\n  {'reader':<18}{'pages/s':>9}{'MB':>6}{'rows %':>9}{'cells %':>9}")
    for name in readers:
        try:
            run = run_apart(name, folder, 1)
        except subprocess.SubprocessError as error:
            print(f"  {name:<18}failed: {type(error).__name__}")
            continue
        rows, cells, _ = _score(run, folder).percents
        figures = "" if READERS[name].is_load else f"{rows:9.1f}{cells:9.1f}"
        print(f"  {name:<18}{pages / run.seconds:9.1f}{run.memory:6.0f}{figures}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
