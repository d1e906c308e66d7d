"""Papers a second into a dataset: by medium, workers, size of the dataset; what isolation costs.

    python benchmarks/ingest.py [--copies 60] [--rounds 3] [--media text docx] [--sizes 100 1000 10000]

Each figure is a run of its own in a fresh dataset, each size in a process of its own; papers are copies of the corpus
that differ in a comment, so that every one is read. What workers take to start is measured apart, by runs of a paper
each, and taken off. `--media` alone leaves the media out, `--sizes` alone the sizes.
"""

from __future__ import annotations

import argparse
import itertools
import os
import tempfile
from pathlib import Path

from ingesting.copies import MEDIA, write
from ingesting.costs import Cost, ingest, now
from ingesting.growing import by_same_figures, by_size
from ingesting.isolation import isolation

from doichieu.engine.lean import make_lean
from doichieu.engine.local import LocalEngine
from doichieu.engine.work import Work


def handing_over(items: int = 2000) -> Cost:
    """What it takes to give an item to a guarded worker and have a paper's record (125 kB) back, without any work."""
    runs = []
    for count in (10, 10 + items):
        start = now()
        for _ in LocalEngine(1).map(Work(call=bytes), [125_000] * count):
            pass
        runs.append(now() - start)
    return (runs[1] - runs[0]) / items


def by_medium(work: Path, media: list[str], copies: int, rounds: int) -> None:
    """What a paper takes in this process and in a worker, and what the second worker gains."""
    print(
        "| medium | kB | ms a paper in this process | in a worker | isolation | main process's share "
        "| 2 workers / 1 by processor time | by the clock | papers/s, MB/s, 2 workers | start of 1, of 2 workers, s |"
    )
    print("| --- " * 10 + "|")
    for medium in media:
        write(work / medium, medium, copies + 2)
        write(work / f"{medium}-first", medium, 2)
        size = sum(path.stat().st_size for path in (work / medium).iterdir()) / (copies + 2) / 1000
        apart = isolation(sorted((work / medium).iterdir()))
        starts: dict[int, list[Cost]] = {1: [], 2: []}
        costs: dict[int, list[Cost]] = {1: [], 2: []}
        # Kinds alternate: a machine that does other work as well is now faster and now slower.
        for number, jobs in itertools.product(range(rounds), starts):
            starts[jobs].append(
                ingest(work / f"{medium}-first", work / f"{medium}-first-{jobs}-{number}", jobs)
            )
            whole = ingest(work / medium, work / f"{medium}-{jobs}-{number}", jobs)
            costs[jobs].append((whole - starts[jobs][-1]) / copies)
        one, two = (min(costs[jobs], key=lambda cost: cost.processor) for jobs in (1, 2))
        # Workers share their part between them; what the main process does is counted as if nobody worked meanwhile.
        gain = one.processor / (two.main + two.workers / 2)
        clock = {jobs: min(cost.clock for cost in costs[jobs]) for jobs in (1, 2)}
        begun = ", ".join(f"{min(cost.clock for cost in starts[jobs]):.1f}" for jobs in (1, 2))
        print(
            f"| {medium} | {size:.0f} | {apart.per_paper[0]:.0f} | {apart.per_paper[1]:.0f} "
            f"| {apart.overhead:+.1%} | {one.main / one.processor:.1%} | {gain:.2f} "
            f"| {clock[1] / clock[2]:.2f} | {1 / clock[2]:.1f}, {size / clock[2] / 1000:.2f} | {begun} |",
            flush=True,
        )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=60)
    parser.add_argument("--media", nargs="*", default=list(MEDIA), choices=list(MEDIA))
    parser.add_argument("--rounds", type=int, default=1, help="the least of so many is printed")
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1000, 10_000])
    arguments = parser.parse_args()
    make_lean()
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} processors; {load:.1f} processes wanted one in the last minute\n")
    with tempfile.TemporaryDirectory() as folder:
        print(f"handing a paper over and back: {handing_over().processor * 1000:.2f} ms of processor time\n")
        by_medium(Path(folder), arguments.media, arguments.copies, arguments.rounds)
        by_size(Path(folder), arguments.sizes)
        by_same_figures(Path(folder), arguments.sizes)


if __name__ == "__main__":
    main()
