"""Peers' own test papers, read by us and by them.

python benchmarks/peers.py FOLDER [--readers READER …]

FOLDER holds checkouts of camelot-dev/camelot (its test PDFs and the frames its tests expect) and tabulapdf/tabula-java
(the papers of the ICDAR 2013 table competition, its test PDFs and the tables its tests expect), at any depth; nothing of
theirs is part of this project.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "corpus")]

from compare.camelot_frames import expected_frames  # noqa: E402 (the path comes first)
from compare.icdar import Overlap, compare, read_truth  # noqa: E402
from compare.readers import READERS  # noqa: E402
from compare.run import Run, run_apart  # noqa: E402
from compare.score import Score, score  # noqa: E402
from compare.tabula_tables import expected_tables, without_blank_columns  # noqa: E402


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?")
    tables = [name for name, reader in READERS.items() if not reader.is_load]
    parser.add_argument("--readers", nargs="+", default=tables, choices=tables, metavar="READER")
    parser.add_argument("--worst", type=int, default=0, help="also print this many of our worst files")
    given = parser.parse_args()
    if given.folder is None:
        print(
            "Peers' test papers: left out. Do: python benchmarks/peers.py FOLDER (see benchmarks/README.md)"
        )
        return 0
    for name in given.readers:
        if missing := READERS[name].missing:
            print(f"{name}: not installed. Do: {missing}")
    readers = [name for name in given.readers if READERS[name].missing is None]
    with tempfile.TemporaryDirectory() as temporary:
        _print_icdar(given.folder, Path(temporary) / "icdar", readers, given.worst)
        _print_camelot(given.folder, Path(temporary) / "camelot", readers)
        _print_tabula(given.folder, Path(temporary) / "tabula", readers)
    return 0


def _print_icdar(folder: Path, staged: Path, readers: list[str], worst: int) -> None:
    truths = {path.name.removesuffix("-str.xml"): path for path in sorted(folder.rglob("*-str.xml"))}
    papers = {stem: path.with_name(f"{stem}.pdf") for stem, path in truths.items()}
    _stage({f"{stem}.pdf": path for stem, path in papers.items() if path.is_file()}, staged)
    if not staged.is_dir():
        print("ICDAR 2013: no *-str.xml beside a PDF in the folder")
        return
    print(f"\nICDAR 2013, {len(list(staged.iterdir()))} papers: relations of neighbouring cells")
    print(
        f"  {'reader':<20}{'recall':>8}{'precision':>11}{'F1':>8}{'F1 a paper':>12}{'seconds':>9}{'failed':>8}"
    )
    for name in readers:
        if (run := _run(name, staged)) is None:
            continue
        scores = {stem: compare(read_truth(truths[stem]), grids) for stem, grids in run.grids.items()}
        total = sum(scores.values(), Overlap())
        mean = sum(item.f1 for item in scores.values()) / len(scores)
        print(
            f"  {name:<20}{total.recall:8.3f}{total.precision:11.3f}{total.f1:8.3f}{mean:12.3f}"
            f"{run.seconds:9.1f}{len(run.failed):8}"
        )
        if name == "doichieu":
            for stem in sorted(scores, key=lambda stem: scores[stem].f1)[:worst]:
                print(f"    {stem}: {scores[stem].f1:.3f} {run.failed.get(stem, '')}")


def _print_camelot(folder: Path, staged: Path, readers: list[str]) -> None:
    data = next(
        (path for path in folder.rglob("tests/data.py") if "data_lattice" in path.read_text("utf-8")), None
    )
    if data is None:
        print("camelot's tests: no tests/data.py in the folder")
        return
    frames = expected_frames(data)
    _stage({Path(file).name: data.parent / "files" / file for file in frames}, staged)
    print(f"\ncamelot's test papers, {len(frames)} files: rows of its expected frames given back")
    for name in readers:
        if (run := _run(name, staged)) is None:
            continue
        scores = {file: score(frames[file], run.grids[Path(file).stem]) for file in frames}
        rows, cells, tables = sum(scores.values(), Score()).percents
        print(
            f"  {name:<20}rows {rows:5.1f} %  cells {cells:5.1f} %  tables {tables:5.1f} %  failed {len(run.failed)}"
        )
        by_file = ", ".join(f"{Path(file).stem} {scores[file].percents[0]:.0f}" for file in frames)
        print(f"    rows by file: {by_file}")


def _print_tabula(folder: Path, staged: Path, readers: list[str]) -> None:
    tables = expected_tables(folder)
    if not tables:
        print("tabula's tests: no csv/*.csv beside its test PDFs in the folder")
        return
    _stage({path.name: path for path in tables}, staged)
    print(f"\ntabula's test papers, {len(tables)} files: rows of the tables it expects given back")
    for name in readers:
        if (run := _run(name, staged)) is None:
            continue
        scores = {
            path.stem: score(grids, [without_blank_columns(own) for own in run.grids[path.stem]])
            for path, grids in tables.items()
        }
        rows, cells, _ = sum(scores.values(), Score()).percents
        print(f"  {name:<20}rows {rows:5.1f} %  cells {cells:5.1f} %  failed {len(run.failed)}")
        by_file = ", ".join(f"{stem} {own.percents[0]:.0f}" for stem, own in scores.items())
        print(f"    rows by file: {by_file}")


def _stage(files: dict[str, Path], folder: Path) -> None:
    """Link files into one folder, as readers run over a folder."""
    for name, path in files.items():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(path.resolve())


def _run(name: str, folder: Path) -> Run | None:
    try:
        return run_apart(name, folder, 1)
    except subprocess.SubprocessError as error:
        print(f"  {name:<20}failed: {type(error).__name__}")
        return None


if __name__ == "__main__":
    sys.exit(main())
