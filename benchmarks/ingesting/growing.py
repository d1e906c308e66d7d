"""What a paper costs in datasets of several sizes: small papers, and papers that all print the same figures."""

from __future__ import annotations

import hashlib
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from doichieu.dataset.store import Store
from doichieu.engine.lean import make_lean
from doichieu.model import Audit
from doichieu.pipeline import stages
from ingesting.copies import CORPUS, write
from ingesting.costs import ingest, now

# A ranking of one year that repeats the ranks of the year before, as yearly reports do.
_DEPARTMENTS = ["Nội vụ", "Tư pháp", "Tài chính", "Y tế", "Công Thương", "Xây dựng", "Tài nguyên và Môi trường",
                "Giáo dục và Đào tạo", "Khoa học và Công nghệ", "Văn hóa và Thể thao"]  # fmt: skip
_ADDED = 3


def by_size(work: Path, sizes: list[int]) -> None:
    """Print the cost of a small paper, of ingesting all again, and of one more."""
    print("\n| papers | ms a paper, by processor time | main process | again, papers/s | by processor time "
          "| one more, s | by processor time | MB of the main process |")  # fmt: skip
    print("| --- " * 8 + "|")
    for size in sizes:
        print(_apart(_small_papers, work, size), flush=True)


def by_same_figures(work: Path, sizes: list[int]) -> None:
    """Print what one more paper costs among papers that print the same figures of the same agencies and years."""
    print("\n| papers that print the same 30 figures | ms a paper to store and publish | one more, s | by processor time "
          "| MB |")  # fmt: skip
    print("| --- " * 5 + "|")
    for size in sizes:
        print(_apart(_same_figures, work, size), flush=True)


def _apart(measure: Callable[[Path, int], str], work: Path, size: int) -> str:
    """A line measured in a process of its own, whose peak memory is that of one size."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=make_lean) as pool:
        return pool.submit(measure, work, size).result()


def _small_papers(work: Path, size: int) -> str:
    data = (CORPUS / "portal-notice-2018-binh-dinh.txt").read_bytes()
    papers, dataset = work / f"size-{size}", work / f"dataset-{size}"
    write(papers, "text", size, data)
    write(work / f"first-{size}", "text", 2, data)
    start = ingest(work / f"first-{size}", work / f"dataset-first-{size}", 2)
    first, again = ingest(papers, dataset, 2), ingest(papers, dataset, 2)
    paper = (first - start) / (size - 2)
    more = []
    for number in range(_ADDED):
        write(work / f"more-{size}-{number}", "text", 1, data + b"more %d" % number)
        more.append(ingest(work / f"more-{size}-{number}", dataset, 0))
    return (
        f"| {size:,} | {paper.processor * 1000:.1f} | {paper.main * 1000:.1f} "
        f"| {size / again.clock:,.0f} | {size / again.processor:,.0f} | {min(one.clock for one in more):.2f} "
        f"| {min(one.processor for one in more):.2f} | {_megabytes():.0f} |"
    )


def _same_figures(work: Path, size: int) -> str:
    work.joinpath("ranking.txt").write_text(_ranking(), encoding="utf-8")
    paper = stages.audit(stages.read(work / "ranking.txt"))
    if sum(one.entity_id is not None for one in paper.decision.observations) < 3 * len(_DEPARTMENTS):
        raise SystemExit("the figures of the ranking were not read")
    start = now()
    with Store(work / f"same-{size}") as store:
        for number in range(size):
            store.put(_edition(paper, number))
    stored = (now() - start) / size
    more = []
    for number in range(size, size + _ADDED):
        start = now()
        with Store(work / f"same-{size}") as store:
            store.put(_edition(paper, number))
        more.append(now() - start)
    return (
        f"| {size:,} | {stored.processor * 1000:.1f} | {min(one.clock for one in more):.2f} "
        f"| {min(one.processor for one in more):.2f} | {_megabytes():.0f} |"
    )


def _edition(paper: Audit, number: int) -> Audit:
    """The paper under another number, of other bytes."""
    document = paper.decision.document
    edition = replace(
        document,
        sha256=hashlib.sha256(b"%d" % number).hexdigest(),
        source=f"{number:06}.txt",
        letterhead=replace(document.letterhead, number=f"{number}/QĐ-UBND"),
    )
    return replace(paper, decision=replace(paper.decision, document=edition))


def _ranking() -> str:
    rows = [f"{at}\tSở {name}\t{90 - at},25\t{at}\t{at % 10 + 1}" for at, name in enumerate(_DEPARTMENTS, 1)]
    head = "ỦY BAN NHÂN DÂN\nTỈNH BÌNH ĐỊNH\nSố: 1/QĐ-UBND\n\nBình Định, ngày 24 tháng 01 năm 2018\n\nQUYẾT ĐỊNH\n"
    title = "Về việc công bố kết quả xếp hạng năm 2017\n\nBảng 1. Kết quả xếp hạng năm 2017\n"
    columns = "STT\tTên đơn vị\tTổng điểm 2017\tXếp hạng 2017\tXếp hạng 2016"
    return "\n".join([head, title, columns, *rows, ""])


def _megabytes() -> float:
    """The most memory that this process held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
