"""Tables, readings and operands built in code from a few texts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from doichieu.model import (
    Bilingual,
    Box,
    Cell,
    Column,
    ColumnRole,
    Locator,
    Mention,
    Number,
    Operand,
    Row,
    RowKind,
    Table,
    TableReading,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SHA = "a1" * 32
OTHER_SHA = "b2" * 32

R = ColumnRole
RANKING_ROLES = (R.ORDINAL, R.ENTITY, R.COMPONENT, R.COMPONENT, R.TOTAL, R.RATIO, R.RANK)
UNITS = (
    "Quy Nhơn",
    "An Nhơn",
    "Tuy Phước",
    "Hoài Nhơn",
    "Phù Cát",
    "Phù Mỹ",
    "Tây Sơn",
    "Hoài Ân",
    "Vân Canh",
    "An Lão",
)


def at(page: int | None = None, sha: str = SHA) -> Locator:
    """A place in a paper."""
    return Locator(document=sha, page=page, box=Box(x0=50.0, y0=100.5, x1=90.0, y1=112.0) if page else None)


def make_table(
    rows: Sequence[Sequence[str | None]],
    *,
    header_rows: int = 1,
    page: int | None = None,
    sha: str = SHA,
    **fields: object,
) -> Table:
    """A table from texts; None widens the cell on its left, "^" lengthens the cell above."""
    cells: list[Cell] = []
    for r, line in enumerate(rows):
        for c, text in enumerate(line):
            if text is None or text == "^":
                continue
            wide = next((k for k in range(c + 1, len(line)) if line[k] is not None), len(line)) - c
            tall = next((k for k in range(r + 1, len(rows)) if rows[k][c] != "^"), len(rows)) - r
            cells.append(Cell(text=text, row=r, col=c, row_span=tall, col_span=wide, locator=at(page, sha)))
    return Table(header_rows=header_rows, cells=tuple(cells), locator=at(page, sha), **fields)  # type: ignore[arg-type]


def make_reading(
    table: Table, roles: Sequence[ColumnRole], kinds: Mapping[int, RowKind] | None = None
) -> TableReading:
    """A reading of a table with the given column roles; rows are data unless told otherwise."""
    kinds = kinds or {}
    grid = table.grid()
    name_col = roles.index(R.ENTITY) if R.ENTITY in roles else 0
    columns = tuple(
        Column(
            index=c,
            role=role,
            header=" / ".join(dict.fromkeys(t for t in (line[c] for line in grid[: table.header_rows]) if t)),
        )
        for c, role in enumerate(roles)
    )
    rows = tuple(
        Row(
            index=r,
            kind=RowKind.HEADER if r < table.header_rows else kinds.get(r, RowKind.DATA),
            ordinal=(line[0] or "") if roles[0] is R.ORDINAL and r >= table.header_rows else "",
            label=line[name_col] or "",
            entities=(Mention(printed=line[name_col] or "", score=1.0),),
        )
        for r, line in enumerate(grid)
    )
    numbers = {}
    for r, line in enumerate(grid[table.header_rows :], start=table.header_rows):
        for c, text in enumerate(line):
            plain = (text or "").replace(",", ".").rstrip("%")
            if roles[c] is not R.ENTITY and plain.replace(".", "", 1).isdigit():
                numbers[r, c] = Number(value=Decimal(plain), places=len(plain.partition(".")[2]))
    return TableReading(table=table, columns=columns, rows=rows, numbers=numbers)


def operand(table: Table, row: int, col: int, role: str = "score") -> Operand:
    """An operand that stands in a cell."""
    cell = next(c for c in table.cells if (c.row, c.col) == (row, col))
    return Operand(table_id=table.table_id, row=row, col=col, text=cell.text, role=role, locator=cell.locator)


def both(vi: str, en: str) -> Bilingual:
    """A text in both languages."""
    return Bilingual(vi=vi, en=en)


def ranking_table() -> Table:
    """A ranking of districts with group rows, a two-level header and a wrong total, rank and ratio."""
    head = ["TT", "Đơn vị", "Điểm thành phần", None, "Tổng điểm", "Tỷ lệ", "Xếp hạng"]
    second = ["^", "^", "Hạ tầng", "Nhân lực", "^", "^", "^"]
    scores = [
        ("48,5", "44,25", "92,75"),
        ("48", "43,5", "91,5"),
        ("45,25", "44", "89,25"),
        ("45", "44,25", "89,25"),
        ("44", "43", "87"),
        ("41,5", "40", "81,5"),
        ("40", "38,75", "87,75"),
        ("36,5", "36", "72,5"),
        ("30", "35,25", "65,25"),
        ("28", "31,5", "59,5"),
    ]
    ratios = [
        "92,75%",
        "91,50%",
        "89,25%",
        "89,25%",
        "87,00%",
        "81,50%",
        "78,75%",
        "72,50%",
        "65,25%",
        "59,50%",
    ]
    ranks = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]
    rows: list[list[str | None]] = [head, second, ["I", "Mức Tốt", None, None, None, None, None]]
    for n, (unit, score, ratio, rank) in enumerate(zip(UNITS, scores, ratios, ranks, strict=True), start=1):
        if n == 6:
            rows.append(["II", "Mức Khá", None, None, None, None, None])
        rows.append([str(n), unit, *score, ratio, rank])
    rows.append(["", "Trung bình", "40,67", "40,05", "80,72", "", ""])
    return make_table(
        rows,
        header_rows=2,
        page=4,
        table_id="t01",
        number="2",
        caption="Xếp hạng chung các huyện, thị xã, thành phố",
        unit="điểm",
    )


def policy_table() -> Table:
    """A component table that prints one unit twice and leaves one out."""
    names = ["An Nhơn", "Vân Canh", "Tuy Phước", "An Nhơn", "Phù Cát", "Tây Sơn", "Hoài Ân"]
    values = ["18", "17,5", "17,25", "16", "15,5", "12", "9,125"]
    rows: list[list[str | None]] = [["TT", "Đơn vị", "Điểm", "Xếp hạng"]]
    rows += [
        [str(n), name, value, str(n)]
        for n, (name, value) in enumerate(zip(names, values, strict=True), start=1)
    ]
    return make_table(rows, page=5, table_id="t02", number="2.5", part="a", caption="Cơ chế, chính sách")
