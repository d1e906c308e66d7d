"""Tables side by side, and a table in one of two columns of prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from doichieu.extract import read_bytes
from doichieu.model import Heading, Paragraph

from .drawing import PAGE, draw, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.pdfgen.canvas import Canvas

Rows = list[list[str]]
_HEAD = ["STT", "Đơn vị", "Điểm"]
_XS = (0, 30, 130)
_SENTENCE = "công tác chỉ đạo, điều hành được quan tâm,"


def _put(canvas: Canvas, left: float, top: float, pitch: float, rows: Sequence[Sequence[str]]) -> None:
    for index, row in enumerate(rows):
        for x, text in zip(_XS, row, strict=True):
            if text:
                write(canvas, left + x, top + index * pitch, text, 10)


def _rule(canvas: Canvas, left: float, top: float, pitch: float, count: int) -> None:
    """Draw the rulings of a table of three columns."""
    xs = [left - 4, left + 26, left + 126, left + 166]
    ys = [PAGE[1] - (top - 12 + pitch * row) for row in range(count + 1)]
    canvas.grid(xs, ys)


def _rows(names: str, first: int = 1) -> Rows:
    return [_HEAD, *([str(n), name, f"{60 + n},25"] for n, name in enumerate(names.split(), first))]


def _grids(*pages: Callable[[Canvas], None]) -> list[tuple[str | None, list[list[str | None]]]]:
    return [(table.caption, table.grid()) for table in read_bytes(draw(*pages), "x.pdf").tables]


@pytest.mark.parametrize("ruled", [False, True])
def test_two_captions_side_by_side(*, ruled: bool) -> None:
    """Two tables under captions beside each other are two, each under its own caption, whatever their rows' heights."""
    left, right = _rows("Mường Nậm Tủa Điện Tuần Sìn"), _rows("Phù Bắc Mộc Sốp")

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 90, "Bảng 1. Các huyện vùng cao", 10)
        write(canvas, 330, 90, "Bảng 2. Các huyện vùng thấp", 10)
        _put(canvas, 60, 112, 17, left)
        _put(canvas, 330, 112, 17, right)
        if ruled:
            _rule(canvas, 60, 112, 17, len(left))
            _rule(canvas, 330, 112, 17, len(right))
        write(canvas, 60, 260, "Các huyện có tên trên tổ chức rút kinh nghiệm ngay trong tháng này.", 10)

    assert _grids(page) == [("Các huyện vùng cao", left), ("Các huyện vùng thấp", right)]


def test_rows_at_heights_of_their_own() -> None:
    """Without captions, two headers that count rows are two tables where their rows share no heights."""
    left, right = _rows("Mường Nậm Tủa Điện Tuần Sìn"), _rows("Phù Bắc Mộc Sốp")

    def page(canvas: Canvas) -> None:
        _put(canvas, 60, 112, 17, left)
        _put(canvas, 330, 112, 23, right)

    assert [grid for _, grid in _grids(page)] == [left, right]


def test_a_list_in_halves_is_one_table() -> None:
    """Without captions of their own, halves whose rows stand at the same heights are one list, one below the other."""
    left, right = _rows("Mường Nậm Tủa Điện"), _rows("Phù Bắc Mộc Sốp", 5)

    def page(canvas: Canvas) -> None:
        write(canvas, 160, 90, "Bảng 1. Điểm của các huyện, thành phố trong tỉnh", 10)
        _put(canvas, 60, 112, 17, left)
        _put(canvas, 330, 112, 17, right)

    ((_, grid),) = _grids(page)
    assert grid == [*left, *right[1:]]


def test_three_tables_side_by_side() -> None:
    """Three tables beside each other are three, from the left."""
    parts = [_rows(names) for names in ("Mường Nậm Tủa", "Phù Bắc Mộc", "Sốp Quỳnh Vân")]

    def page(canvas: Canvas) -> None:
        for index, rows in enumerate(parts):
            write(canvas, 40 + 180 * index, 90, f"Biểu {index + 1}. Cụm số {index + 1}", 10)
            _put(canvas, 40 + 180 * index, 112, 17, rows)

    assert _grids(page) == [(f"Cụm số {n}", rows) for n, rows in enumerate(parts, 1)]


@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("column", [50, 320])
def test_table_in_a_column_of_prose(column: int, *, ruled: bool) -> None:
    """A table in one of two columns of prose has its rows whole, and each column is read down before the next."""
    rows = _rows("Mường Nậm Tủa Điện")

    def page(canvas: Canvas) -> None:
        for left in (50, 320):
            top = 80
            if left == column:
                for index in range(3):
                    write(canvas, left, top + 13 * index, _SENTENCE, 11)
                write(canvas, left, 121, "Bảng 1. Điểm của các huyện", 10)
                _put(canvas, left + 4, 142, 17, rows)
                if ruled:
                    _rule(canvas, left + 4, 142, 17, len(rows))
                top = 246
            for index in range(int((320 - top) / 13)):
                write(canvas, left, top + 13 * index, _SENTENCE, 11)

    document = read_bytes(draw(page), "x.pdf")
    (table,) = document.tables
    assert table.grid() == rows
    assert table.caption == "Điểm của các huyện"
    prose = [block.text for block in document.blocks if isinstance(block, Paragraph | Heading)]
    assert all(text.replace(_SENTENCE, "").strip() == "" for text in prose)
    assert sum(text.count(_SENTENCE) for text in prose) == 3 + 5 + 18


def test_columns_of_text_in_a_table_are_no_prose() -> None:
    """Two columns of text beside ordinals and figures stay one table, long as their texts are."""
    rows = [["TT", "Nhiệm vụ", "Điểm"]]
    rows += [[str(n), "Rà soát thủ tục nội bộ", f"{n},50"] for n in range(1, 9)]

    def page(canvas: Canvas) -> None:
        for index, (ordinal, task, points) in enumerate(rows):
            y = 100 + 28 * index
            write(canvas, 60, y, ordinal, 10)
            write(canvas, 85, y, task, 10)
            write(canvas, 250, y, "Kết quả" if not index else "Đã trình Ủy ban nhân dân", 10)
            write(canvas, 250, y + 13, "" if not index else "tỉnh trong quý này", 10)
            write(canvas, 420, y, points, 10)

    ((_, grid),) = _grids(page)
    assert [[row[0], row[1], row[-1]] for row in grid] == rows
