"""How long pages of the workbench take over a large dataset: the same paper under as many numbers as asked for.

    python benchmarks/workbench.py [--papers 2000] [--times 5]

Prints for each page its size and the best and the median of some requests, in milliseconds of wall time as a client on
this machine sees them, the first request of each kind apart.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from doichieu import pipeline
from doichieu.dataset.store import Store
from doichieu.extract import read
from doichieu.model import Audit
from tests.review.papers import paper
from tests.review.serving import Workbench, running

PAGES = ("/", "/?q=1999", "/?p=30", "/findings", "/findings?level=error&p=9", "/findings?q=y+te", "/findings?status=all",
         "/names", "/issues", "/decisions", "/uploads")  # fmt: skip


def main() -> None:
    """Make the dataset, ask for every page, print the times."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--papers", type=int, default=2000)
    options.add_argument("--times", type=int, default=5)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dataset = Path(folder) / "dataset"
        with Store(dataset) as store:
            for audit in _papers(Path(folder) / "paper.md", given.papers):
                store.put(audit)
        with running(dataset) as bench:
            bench.enter()
            print(f"{given.papers} papers\n{'page':42} {'kB':>5} {'first':>7} {'best':>7} {'median':>7}")
            for path in _pages(bench):
                first, *times = (_asked(bench, path) for _ in range(given.times + 1))
                best, median = min(ms for ms, _ in times), statistics.median(ms for ms, _ in times)
                print(f"{path[:42]:42} {first[1] / 1000:5.0f} {first[0]:7.0f} {best:7.0f} {median:7.0f}")


def _papers(path: Path, count: int) -> Iterator[Audit]:
    path.write_text(paper(1, wrong=(1, 3, 5), also=(0, 4, 8), names={9: "Tổ công tác số 5"}), "utf-8")
    audit = pipeline.audit(read(path))
    document = audit.decision.document
    for number in range(count):
        other = replace(
            document,
            sha256=hashlib.sha256(str(number).encode()).hexdigest(),
            source=f"papers/{number}.md",
            letterhead=replace(document.letterhead, number=f"{number}/QĐ-UBND"),
        )
        findings = tuple(replace(one, finding_id=f"{one.finding_id}-{number}") for one in audit.findings)
        yield replace(audit, decision=replace(audit.decision, document=other), findings=findings)


def _pages(bench: Workbench) -> list[str]:
    """Every kind of page, a paper and a finding among them."""
    found = [
        re.search(rf'href="({start}[^"]+)"', bench.get(path).text)
        for path, start in (("/", "/papers/"), ("/findings", "/findings/"))
    ]
    return [*PAGES, *(html.unescape(one[1]) for one in found if one)]


def _asked(bench: Workbench, path: str) -> tuple[float, int]:
    begun = time.perf_counter()
    reply = bench.get(path)
    if reply.status != 200:
        raise SystemExit(f"{path}: {reply.status}")
    return 1000 * (time.perf_counter() - begun), len(reply.text.encode())


if __name__ == "__main__":
    main()
