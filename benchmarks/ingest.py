"""Papers a second into a dataset: by medium, workers, size of the dataset; what isolation costs.

    python benchmarks/ingest.py [--copies 60] [--rounds 3] [--media text docx] [--sizes 100 1000 10000]

Each figure is a run of its own in a fresh dataset; papers are copies of the corpus that differ in a comment, so that
every one is read. What workers take to start is measured apart, by runs of a paper each, and taken off.
"""

from __future__ import annotations

import argparse
import io
import itertools
import os
import resource
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from isolation import isolation

from doichieu import pipeline
from doichieu.dataset.store import Store
from doichieu.engine.lean import make_lean
from doichieu.engine.local import LocalEngine
from doichieu.engine.work import Work
from doichieu.pipeline.inputs import find

CORPUS = Path(__file__).parents[1] / "corpus"
MEDIA = {
    "text": "qd-1968-2024-binh-dinh.txt",
    "html": "cv-1557-2017-btttt.html",
    "docx": "qd-305-2017-binh-dinh.docx",
    "pdf": "bc-464-2018-thanh-hoa.pdf",
}


def copy_of(data: bytes, medium: str, number: int) -> bytes:
    """A paper with other bytes and the same content."""
    if medium == "docx":
        buffer = io.BytesIO(data)
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.comment = str(number).encode()
        return buffer.getvalue()
    mark = {"text": b"\n\n%d\n", "html": b"<!-- %d -->", "pdf": b"\n%% %d\n"}[medium]
    return data + mark % number


def write(folder: Path, medium: str, count: int, data: bytes | None = None) -> None:
    """So many copies of a paper."""
    folder.mkdir(parents=True)
    data = data if data is not None else (CORPUS / MEDIA[medium]).read_bytes()
    suffix = Path(MEDIA[medium]).suffix
    for number in range(count):
        (folder / f"{number:06}{suffix}").write_bytes(copy_of(data, medium, number))


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took, in seconds.

    Attributes:
        clock: From beginning to end.
        main: Processor time of the run's own process.
        workers: Processor time of the others.
    """

    clock: float
    main: float
    workers: float

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.clock - other.clock, self.main - other.main, self.workers - other.workers)

    def __truediv__(self, count: int) -> Cost:
        return Cost(self.clock / count, self.main / count, self.workers / count)

    @property
    def processor(self) -> float:
        """Processor time of all."""
        return self.main + self.workers


def _now() -> Cost:
    times = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return Cost(time.perf_counter(), *(one.ru_utime + one.ru_stime for one in times))


def ingest(papers: Path, dataset: Path, jobs: int) -> Cost:
    """What it takes to ingest a folder with so many workers."""
    start = _now()
    with Store(dataset) as store:
        engine = LocalEngine(jobs)
        done = pipeline.process(find([papers]), store=store, engine=engine, keep=pipeline.Keep.RECORD)
        outcomes = [what for _, what in pipeline.ingest(done, store)]
    if "unread" in outcomes:
        raise SystemExit(f"{outcomes.count('unread')} of {papers} were not read")
    return _now() - start


def handing_over(items: int = 2000) -> Cost:
    """What it takes to give an item to a guarded worker and have a paper's record (125 kB) back, without any work."""
    runs = []
    for count in (10, 10 + items):
        start = _now()
        for _ in LocalEngine(1).map(Work(call=bytes), [125_000] * count):
            pass
        runs.append(_now() - start)
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


def by_size(work: Path, sizes: list[int]) -> None:
    """Cost of a small paper in datasets of several sizes, and of ingesting them again."""
    print("\n| papers | ms a paper, by processor time | main process | again, papers/s | by processor time "
          "| one more, s | MB of the main process |")  # fmt: skip
    print("| --- " * 7 + "|")
    data = (CORPUS / "portal-notice-2018-binh-dinh.txt").read_bytes()
    for size in sizes:
        papers, dataset = work / f"size-{size}", work / f"dataset-{size}"
        write(papers, "text", size, data)
        write(work / f"first-{size}", "text", 2, data)
        start = ingest(work / f"first-{size}", work / f"dataset-first-{size}", 2)
        first, again = ingest(papers, dataset, 2), ingest(papers, dataset, 2)
        paper = (first - start) / (size - 2)
        write(work / f"more-{size}", "text", 1, data + b"more")
        one = ingest(work / f"more-{size}", dataset, 2)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"| {size:,} | {paper.processor * 1000:.1f} | {paper.main * 1000:.1f} "
            f"| {size / again.clock:,.0f} | {size / again.processor:,.0f} | {one.clock:.2f} "
            f"| {memory:.0f} |",
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


if __name__ == "__main__":
    main()
