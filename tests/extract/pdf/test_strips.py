"""Sheets wider than a page, printed in strips of columns: one table again, each cell on its own page."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from typing import TYPE_CHECKING

import pytest

from doichieu.extract import read_bytes

from .drawing import draw, grid, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

    from doichieu.model import Table

Rows = list[list[str]]
_LEFT, _TOP, _STUB, _COLUMN = 50.0, 80.0, 180.0, 75.0
_NAMES = ("Sở Nội vụ", "Sở Tư pháp", "Sở Y tế", "Sở Công Thương", "Sở Xây dựng", "Sở Ngoại vụ")
# Rows so high that six of them fill a page.
_HIGH = 115.0


def _sheet(columns: int, names: Sequence[str] = _NAMES) -> Rows:
    head = ["TT", "Đơn vị", *(f"Tiêu chí {at}" for at in range(1, columns + 1))]
    return [
        head,
        *([str(at), name, *(f"{at}{c},5" for c in range(columns))] for at, name in enumerate(names, 1)),
    ]


def _part(rows: Rows, first: int, last: int) -> Rows:
    return [row[first:last] for row in rows]


def _strip(
    rows: Rows, *above: tuple[float, str], height: float = 20.0, first: bool = False
) -> Callable[[Canvas], None]:
    """A page with one strip; that of the first columns begins with a narrow one and a wide one."""
    widths = [30.0, _STUB] if first else []
    widths += [_COLUMN] * (len(rows[0]) - len(widths))

    def page(canvas: Canvas) -> None:
        for y, text in above:
            write(canvas, _LEFT, y, text)
        ys = [_TOP + height * at for at in range(len(rows) + 1)]
        grid(canvas, [_LEFT, *(_LEFT + x for x in accumulate(widths))], ys, rows)

    return page


def _tables(*pages: Callable[[Canvas], None]) -> tuple[Table, ...]:
    return read_bytes(draw(*pages), "x.pdf").tables


def _cut(rows: Rows, **how: float) -> list[Callable[[Canvas], None]]:
    """Three pages with the columns of rows that have sixteen."""
    return [
        _strip(_part(rows, 0, 5), first=True, **how),
        _strip(_part(rows, 5, 11), **how),
        _strip(_part(rows, 11, 16), **how),
    ]


def test_three_strips_are_one_table() -> None:
    """The columns of the pages behind stand to the right of the first ones, in their rows."""
    rows = _sheet(14)
    (table,) = _tables(*_cut(rows))
    assert [list(row) for row in table.grid()] == rows
    assert {(cell.col, cell.locator.page) for cell in table.cells if cell.col in {4, 5, 11}} == {
        (4, 1),
        (5, 2),
        (11, 3),
    }


@pytest.mark.parametrize("across", [False, True])
def test_pages_of_a_long_sheet(across: bool) -> None:
    """Whether sheets are printed down or across first, rows and columns are whole."""
    rows = _sheet(14, (*_NAMES, "Thanh tra tỉnh", "Ban Dân tộc", "Sở Tài chính"))
    upper, lower = _cut(rows[:6], height=_HIGH), _cut(rows[6:], height=_HIGH)
    pages = [page for pair in zip(upper, lower, strict=True) for page in pair]
    (table,) = _tables(*([*upper, *lower] if across else pages))
    assert [list(row) for row in table.grid()] == rows


def test_columns_that_every_strip_repeats_stand_once() -> None:
    """Title columns printed on each page are those of the table, be a title above them too."""
    rows = _sheet(5)
    title = (60.0, "Bảng 1. Điểm các tiêu chí")
    second = [[*row[:2], *row[5:]] for row in rows]
    (table,) = _tables(_strip(_part(rows, 0, 5), title, first=True), _strip(second, title, first=True))
    assert [list(row) for row in table.grid()] == rows
    assert table.caption == "Điểm các tiêu chí"


def test_a_title_over_the_middle_of_a_sheet_is_its_caption() -> None:
    """The title of a wide sheet can stand on the second page, over the first page's blank."""
    rows = _sheet(9)
    pages = (
        _strip(_part(rows, 0, 5), first=True),
        _strip(_part(rows, 5, 11), (60.0, "Bảng 1. Điểm các tiêu chí")),
    )
    (table,) = _tables(*pages)
    assert [list(row) for row in table.grid()] == rows
    assert (table.number, table.caption) == ("1", "Điểm các tiêu chí")


_OTHERS: dict[str, tuple[Callable[[Canvas], None], ...]] = {
    "a caption of its own": (
        _strip(_part(_sheet(3), 0, 5), (60.0, "Bảng 1. Điểm"), first=True),
        _strip(_part(_sheet(9), 5, 11), (60.0, "Bảng 2. Điểm thưởng")),
    ),
    "names of its own": (
        _strip(_part(_sheet(3), 0, 5), first=True),
        _strip([["Xã", "Điểm", "Thưởng"], *([f"Xã {at}", "5,5", "1,0"] for at in range(6))]),
    ),
    "ordinals of its own": (
        _strip(_part(_sheet(3), 0, 5), first=True),
        _strip([["TT", "Điểm", "Thưởng"], *([str(at), "5,5", "1,0"] for at in range(7, 13))]),
    ),
    "rows without a header": (
        _strip(_part(_sheet(3), 0, 5), first=True),
        _strip([[str(at), f"Xã {at}", "5,5", "1,0"] for at in range(7, 14)]),
    ),
    "names in its second column": (
        _strip(_part(_sheet(3), 0, 5), first=True),
        _strip([["Mã", "Xã", "Điểm"], *([f"00{at}", f"Xã {at}", "5,5"] for at in range(6))]),
    ),
    "the same columns again": (
        _strip(_sheet(3), first=True),
        _strip([_sheet(3)[0], *([*row[:2], "1,5", "2,5", "3,5"] for row in _sheet(3)[1:])], first=True),
    ),
    "room for its columns": (
        _strip(_part(_sheet(3), 0, 4), first=True),
        _strip(_part(_sheet(9), 5, 8)),
    ),
    "other rows": (
        _strip(_part(_sheet(3), 0, 5), first=True),
        _strip(_part(_sheet(9, _NAMES[:4]), 5, 11)),
    ),
}


@pytest.mark.parametrize("case", _OTHERS)
def test_two_tables_on_two_pages_stay_two(case: str) -> None:
    """A table that is whole by itself, or stands elsewhere, is no strip of the one before it."""
    assert len(_tables(*_OTHERS[case])) == 2


def test_a_last_column_alone_on_its_page() -> None:
    """The column for which no page had room is the table's last one."""
    rows = _sheet(10)
    (table,) = _tables(
        _strip(_part(rows, 0, 5), first=True), _strip(_part(rows, 5, 11)), _strip(_part(rows, 11, 12))
    )
    assert [list(row) for row in table.grid()] == rows


def test_a_narrow_column_of_its_own_stays_lines() -> None:
    """A list in one column on a later page, of other rows than the table before, is none of its columns."""
    rows = _sheet(9)
    other = [[f"Mục {at}"] for at in range(9)]
    (table,) = _tables(_strip(_part(rows, 0, 5), first=True), _strip(_part(rows, 5, 11)), _strip(other))
    assert [list(row) for row in table.grid()] == rows


@pytest.mark.parametrize("repeated", [False, True])
def test_a_title_that_the_end_of_a_page_cuts(repeated: bool) -> None:
    """A title over two columns, one on each page, runs over the sides of both tables: it is whole and covers both."""
    names = (*_NAMES, "Thanh tra tỉnh", "Ban Dân tộc")
    heads = ["TT", "Đơn vị", "Nhóm A", "Nhóm B", "", "", "Nhóm C", "Nhóm D", "Nhóm E"]
    rows = [heads, *_sheet(7, names)]
    rows[1][:2] = "", ""
    left, right = _part(rows, 0, 5), _part(rows, 5, 9)
    stub = _part(rows, 0, 2) if repeated else [[] for _ in rows]

    def cut(page: Callable[[Canvas], None], x: float) -> Callable[[Canvas], None]:
        def whole(canvas: Canvas) -> None:
            page(canvas)
            write(canvas, x - 30.0, _TOP + 13.0, "Chỉ tiêu")

        return whole

    second = [[*before, *behind] for before, behind in zip(stub, right, strict=True)]
    edge = _LEFT + 30.0 + _STUB
    (table,) = _tables(
        cut(_strip(left, first=True), edge + 3 * _COLUMN),
        cut(_strip(second, first=repeated), edge if repeated else _LEFT),
    )
    assert [list(row) for row in table.grid()[2:]] == rows[2:]
    assert table.grid()[0] == [*heads[:4], "Chỉ tiêu", None, *heads[6:]]
