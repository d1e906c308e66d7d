"""Papers built in code for the audit: grids and sentences become a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from doichieu.model import (
    Audit,
    Cell,
    Decision,
    Document,
    Finding,
    Letterhead,
    Level,
    Locator,
    Paragraph,
    Table,
)
from doichieu.normalize import understand
from doichieu.validate import audit

Grid = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Sketch:
    """A table to be: number, rows with the header first, what stands around it, values stored by (row, column)."""

    rows: Grid
    number: str | None = "1"
    caption: str = "Kết quả"
    header_rows: int = 1
    notes: tuple[str, ...] = ()
    stored: Mapping[tuple[int, int], str] = field(default_factory=dict)


def table(sketch: Sketch, position: int) -> Table:
    """A table from a sketch."""
    place = Locator(document="0" * 64, block=position)
    cells = tuple(
        Cell(text=text, row=row, col=col, locator=place, stored=_stored(sketch, row, col))
        for row, texts in enumerate(sketch.rows)
        for col, text in enumerate(texts)
    )
    return Table(
        table_id=f"t{position:02}",
        number=sketch.number,
        caption=sketch.caption,
        header_rows=sketch.header_rows,
        notes=sketch.notes,
        cells=cells,
        locator=place,
    )


def _stored(sketch: Sketch, row: int, col: int) -> Decimal | None:
    value = sketch.stored.get((row, col))
    return None if value is None else Decimal(value)


def decide(*blocks: Sketch | str) -> Decision:
    """A decision of tables and sentences, issued in Bình Định in 2017."""
    built = []
    tables = 0
    for index, block in enumerate(blocks):
        if isinstance(block, str):
            built.append(Paragraph(text=block, locator=Locator(document="0" * 64, block=index)))
        else:
            tables += 1
            built.append(table(block, tables))
    head = Letterhead(
        number="9/QĐ-UBND",
        kind="quyết định",
        issuer="ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH",
        place="Bình Định",
        issued_on=date(2017, 2, 7),
    )
    return understand(
        Document(
            source="test",
            media_type="text/plain",
            sha256="0" * 64,
            reader="test",
            letterhead=head,
            blocks=tuple(built),
        )
    )


def examine(*blocks: Sketch | str) -> Audit:
    """The audit of such a decision."""
    return audit(decide(*blocks))


def serious(result: Audit) -> list[Finding]:
    """Findings above info."""
    return [finding for finding in result.findings if finding.level is not Level.INFO]


def rules(*blocks: Sketch | str) -> list[str]:
    """Rules of the findings above info of such a decision."""
    return [finding.rule for finding in serious(examine(*blocks))]


def findings(*tables: Sketch | Grid) -> list[tuple[str, int | None, int | None]]:
    """Rule, row and column of each finding above info of a decision with these tables."""
    sketches = (each if isinstance(each, Sketch) else Sketch(each) for each in tables)
    return [(one.rule, one.row, one.col) for one in serious(examine(*sketches))]


def edited(rows: Grid, row: int, *texts: tuple[int, str]) -> list[list[str]]:
    """A copy of the rows in which cells of one row, each given by its column, read otherwise."""
    changed = dict(texts)
    return [
        [changed.get(c, cell) if r == row else cell for c, cell in enumerate(line)]
        for r, line in enumerate(rows)
    ]


def printed(value: Decimal | int) -> str:
    """A number as Vietnamese papers print it: dots between thousands, a comma before decimals."""
    whole, _, part = f"{value:,}".partition(".")
    return whole.replace(",", ".") + ("," + part if part else "")


def number(text: str) -> Decimal:
    """The number that `printed` wrote."""
    return Decimal(text.replace(".", "").replace(",", "."))


def rounded(value: Decimal, places: int, mode: str = ROUND_HALF_UP) -> Decimal:
    """A number rounded to so many places after the comma."""
    return value.quantize(Decimal(1).scaleb(-places), mode)


DEPARTMENTS = [
    "Sở Tài chính",
    "Sở Xây dựng",
    "Sở Tư pháp",
    "Sở Nội vụ",
    "Sở Y tế",
    "Sở Ngoại vụ",
    "Sở Công Thương",
    "Sở Giao thông vận tải",
    "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo",
    "Sở Kế hoạch và Đầu tư",
    "Thanh tra tỉnh",
]


def ranking(scores: Sequence[str], ranks: Sequence[str], score_header: str = "Tổng điểm") -> list[list[str]]:
    """A ranking table: ordinal, department, score, rank."""
    rows = [["STT", "Tên đơn vị", score_header, "Xếp hạng"]]
    rows.extend(
        [str(number), DEPARTMENTS[number - 1], score, rank]
        for number, (score, rank) in enumerate(zip(scores, ranks, strict=True), start=1)
    )
    return rows
