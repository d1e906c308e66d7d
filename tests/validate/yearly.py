"""Papers of two years in memory: the later one repeats the ranks of the earlier."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from doichieu.model import Audit, Block, Table
from doichieu.normalize import understand
from doichieu.validate import audit
from tests.validate.papers import DEPARTMENTS, Sketch, decide

NAMES = DEPARTMENTS[:8]


PROVINCES = ["Đà Nẵng", "Lâm Đồng", "Bình Định", "Phú Yên", "Quảng Nam", "Thanh Hóa", "Nghệ An", "Hà Giang"]


def paper(
    number: str,
    year: int,
    columns: dict[str, Sequence[str]],
    *text: str,
    edition: str = "",
    names: Sequence[str] = NAMES,
    topic: str = "ứng dụng công nghệ thông tin",
    issued_on: date | None = None,
) -> Audit:
    """A paper of Bình Định about a year: agencies with columns of figures; editions are other bytes."""
    rows = [["STT", "Tên đơn vị", *columns]]
    rows += [
        [str(at + 1), name, *(values[at] for values in columns.values())] for at, name in enumerate(names)
    ]
    decision = decide(Sketch(rows, caption=f"Xếp hạng {topic} năm {year}"), *text)
    head = replace(
        decision.document.letterhead,
        number=number,
        issued_on=issued_on or date(year + 1, 2, 7),
        subject=f"Kết quả xếp hạng năm {year}",
    )
    sha256 = sha256_of(number + edition)
    blocks = tuple(_moved(block, sha256) for block in decision.document.blocks)
    return audit(
        understand(replace(decision.document, source=number, sha256=sha256, letterhead=head, blocks=blocks))
    )


def sha256_of(number: str) -> str:
    """The hash that stands for the file of a paper."""
    return hashlib.sha256(number.encode()).hexdigest()


def _moved(block: Block, sha256: str) -> Block:
    """A block, and the cells of a table, as those of another file."""
    moved = replace(block, locator=block.locator._replace(document=sha256))
    if not isinstance(moved, Table):
        return moved
    cells = tuple(cell._replace(locator=cell.locator._replace(document=sha256)) for cell in moved.cells)
    return replace(moved, cells=cells)


def scores_of(year: int) -> list[str]:
    """Scores of eight departments, in falling order."""
    return [f"{90 - 3 * at - year % 7},5" for at in range(8)]


BEFORE = ["2", "1", "3", "5", "4", "6", "8", "7"]
NOW = [str(at) for at in range(1, 9)]


def first() -> Audit:
    """The paper of 2016."""
    scores = [f"{99 - int(rank)},25" for rank in BEFORE]
    return paper("5/QĐ-UBND", 2016, {"Tổng điểm 2016": scores, "Xếp hạng 2016": BEFORE})


def second(before: Sequence[str], edition: str = "") -> Audit:
    """The paper of 2017, which repeats these ranks as those of 2016."""
    columns = {"Tổng điểm 2017": scores_of(2017), "Xếp hạng 2017": NOW, "Xếp hạng 2016": before}
    return paper("7/QĐ-UBND", 2017, columns, edition=edition)


def on_another_topic(count: int, when: date) -> list[Audit]:
    """Papers that rank by something else and print for 2016 the same ranks as the paper of 2016, all of one day."""
    return [
        paper(
            f"{100 + at}/QĐ-UBND",
            2016,
            {"Xếp hạng 2016": BEFORE},
            topic="cải cách hành chính",
            issued_on=when,
        )
        for at in range(count)
    ]


def notice(number: str, subject: str, *text: str, issued_on: date) -> Audit:
    """A paper of Bình Định without tables."""
    decision = decide(*text)
    head = replace(decision.document.letterhead, number=number, issued_on=issued_on, subject=subject)
    sha256 = sha256_of(number)
    blocks = tuple(_moved(block, sha256) for block in decision.document.blocks)
    return audit(
        understand(replace(decision.document, source=number, sha256=sha256, letterhead=head, blocks=blocks))
    )
