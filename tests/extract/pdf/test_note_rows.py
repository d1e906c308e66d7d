"""Notes inside tables under horizontal rules: rows of their own between two rules, no end of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from doichieu.extract import read_bytes

from .drawing import PAGE, draw, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

    from doichieu.model import Table

_LEFTS = (60, 90, 300, 400)
_HEAD = ("TT", "Đơn vị", "Điểm", "Tỷ lệ")
_NOTE = "Ghi chú: hai đơn vị trên đã trừ 0,5 điểm do chậm nộp báo cáo quý."
_SOURCE = "Nguồn: Sở Nội vụ tổng hợp."


def _row(at: int) -> tuple[str, ...]:
    return (str(at), f"Huyện số {at}", f"9{at},5", f"8{at}%")


def _rule(canvas: Canvas, y: float) -> None:
    canvas.line(55, PAGE[1] - y, 460, PAGE[1] - y)


def _tables(rows: Sequence[Sequence[str]]) -> tuple[Table, ...]:
    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. Kết quả đánh giá")
        for at, row in enumerate(rows):
            _rule(canvas, 75 + 20 * at)
            for x, text in zip(_LEFTS, row, strict=False):
                write(canvas, x, 90 + 20 * at, text)
        _rule(canvas, 75 + 20 * len(rows))

    return read_bytes(draw(page), "x.pdf").tables


@pytest.mark.parametrize(
    "note", [_NOTE, "Lưu ý: chưa tính điểm thưởng.", "(*) Đơn vị mới thành lập trong năm."]
)
def test_a_note_between_two_rules_parts_no_table(note: str) -> None:
    """The rows above and below a note are one table, and the note is a row over all columns."""
    rows = [_HEAD, _row(1), _row(2), (note,), _row(3), _row(4)]
    (table,) = _tables(rows)
    assert [row[0] for row in table.grid()] == ["TT", "1", "2", note, "3", "4"]
    assert table.grid()[3][1:] == [None] * 3


def test_a_note_in_the_last_row_stays_inside() -> None:
    """A note with a rule below it is the last row, and a note of the table."""
    (table,) = _tables([_HEAD, _row(1), _row(2), _row(3), (_SOURCE,)])
    assert [row[0] for row in table.grid()] == ["TT", "1", "2", "3", _SOURCE]
    assert table.notes == (_SOURCE,)


def test_a_note_above_the_next_caption_belongs_to_no_row() -> None:
    """The last rule of one table and the first of the next are no rules of a row for the note and caption between."""

    def page(canvas: Canvas) -> None:
        for top, rows, number in ((75, [_HEAD, _row(1), _row(2)], 1), (205, [_HEAD, _row(3), _row(4)], 2)):
            write(canvas, 60, top - 15, f"Bảng {number}. Kết quả đánh giá")
            for at, row in enumerate(rows):
                _rule(canvas, top + 20 * at)
                for x, text in zip(_LEFTS, row, strict=False):
                    write(canvas, x, top + 15 + 20 * at, text)
            _rule(canvas, top + 20 * len(rows))
        write(canvas, 60, 150, _SOURCE)

    first, second = read_bytes(draw(page), "x.pdf").tables
    assert [row[0] for row in first.grid()] == ["TT", "1", "2"]
    assert first.notes == (_SOURCE,)
    assert [row[0] for row in second.grid()] == ["TT", "3", "4"]
