"""Papers a second into a dataset: by medium, workers, size of the dataset; what isolation costs.

    python benchmarks/ingest.py [--copies 40]

Each figure is a run of its own in a fresh dataset; papers are copies of the corpus that differ in a comment, so that
every one is read.
"""

from __future__ import annotations

import argparse
import io
import resource
import tempfile
import time
import zipfile
from pathlib import Path

from doichieu import pipeline
from doichieu.dataset.store import Store
from doichieu.engine.lean import make_lean
from doichieu.engine.local import InProcess, LocalEngine
from doichieu.inputs import find

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


def ingest(papers: Path, dataset: Path, jobs: int) -> float:
    """Seconds to ingest a folder; 0 jobs read in this process."""
    start = time.perf_counter()
    engine = LocalEngine(jobs) if jobs else InProcess()
    with Store(dataset) as store:
        done = pipeline.process(find([papers]), store=store, engine=engine, keep=pipeline.Keep.RECORD)
        outcomes = [what for _, what in pipeline.ingest(done, store)]
    if "unread" in outcomes:
        raise SystemExit(f"{outcomes.count('unread')} of {papers} were not read")
    return time.perf_counter() - start


def by_medium(work: Path, copies: int) -> None:
    """Papers and megabytes a second, in this process and on one and two workers."""
    print("| medium | papers/s in this process | 1 worker | 2 workers | MB/s, 2 workers |")
    print("| --- | --- | --- | --- | --- |")
    for medium in MEDIA:
        papers = work / medium
        write(papers, medium, copies)
        size = sum(path.stat().st_size for path in papers.iterdir()) / 1e6
        seconds = {jobs: ingest(papers, work / f"{medium}-{jobs}", jobs) for jobs in (0, 1, 2)}
        rates = " | ".join(f"{copies / seconds[jobs]:.1f}" for jobs in (0, 1, 2))
        print(f"| {medium} | {rates} | {size / seconds[2]:.2f} |", flush=True)


def by_size(work: Path, sizes: list[int]) -> None:
    """Cost of a small paper in datasets of several sizes, and of ingesting them again."""
    print("\n| papers | ms a paper, 2 workers | again, papers/s | one more, s | MB of memory |")
    print("| --- | --- | --- | --- | --- |")
    data = (CORPUS / "portal-notice-2018-binh-dinh.txt").read_bytes()
    for size in sizes:
        papers, dataset = work / f"size-{size}", work / f"dataset-{size}"
        write(papers, "text", size, data)
        first, again = ingest(papers, dataset, 2), ingest(papers, dataset, 2)
        write(work / f"more-{size}", "text", 1, data + b"more")
        one = ingest(work / f"more-{size}", dataset, 2)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"| {size:,} | {first / size * 1000:.1f} | {size / again:,.0f} | {one:.2f} | {memory:.0f} |",
            flush=True,
        )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=40)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1000, 10_000])
    arguments = parser.parse_args()
    make_lean()
    with tempfile.TemporaryDirectory() as folder:
        by_medium(Path(folder), arguments.copies)
        by_size(Path(folder), arguments.sizes)


if __name__ == "__main__":
    main()
