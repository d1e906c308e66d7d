"""Grids of CSS as tables: how many cells make a row stands in the style; boxes of a page are none."""

from __future__ import annotations

import pytest

from doichieu.extract import read_bytes

_TITLES = ["STT", "Đơn vị", "Điểm số", "Xếp hạng"]
_ROWS = [["1", "Sở Nội vụ", "92,15", "1"], ["2", "Sở Y tế", "90,5", "2"], ["3", "Sở Tư pháp", "88,25", "3"]]


def _tables(body: str, style: str = "") -> list[list[list[str | None]]]:
    source = f"<html><head><meta charset='utf-8'><style>{style}</style></head><body><p>Kết quả.</p>{body}</body></html>"
    return [table.grid() for table in read_bytes(source.encode(), "x.html").tables]


def _cells(rows: list[list[str]]) -> str:
    return "".join(f"<div>{text}</div>" for row in rows for text in row)


@pytest.mark.parametrize(
    ("classes", "style"),
    [
        ("g", ".g{display:grid;grid-template-columns:60px 1fr repeat(2, minmax(80px, 1fr))}"),
        ("g", ".g{display:inline-grid;grid-template-columns:[a] 10% [b] 1fr 1fr 1fr !important;gap:4px}"),
        ("g", ".g{display:grid;grid:auto-flow / 60px 2fr 1fr 1fr}"),
        (
            "g",
            "@media (max-width:600px){.g{grid-template-columns:1fr 1fr}} .g{display:grid;grid-template-columns:repeat(4,1fr)}",
        ),
        ("grid grid-cols-2 md:grid-cols-4 gap-2", ""),
    ],
)
def test_cells_one_behind_the_other(classes: str, style: str) -> None:
    """Columns as a style sheet or a class of a framework states them make the rows."""
    (grid,) = _tables(f'<div class="{classes}">{_cells([_TITLES, *_ROWS])}</div>', style)
    assert grid == [_TITLES, *_ROWS]


@pytest.mark.parametrize(
    "label",
    ['style="grid-column:1/-1"', 'style="grid-column: span 4"', 'class="col-span-2 md:col-span-full"'],
)
def test_a_group_over_all_columns(label: str) -> None:
    """A text over all columns heads a group."""
    body = f"{_cells([_TITLES, _ROWS[0]])}<div {label}>Khối sở</div>{_cells(_ROWS[1:])}"
    (grid,) = _tables(f'<div style="display:grid;grid-template-columns:repeat(4,1fr)">{body}</div>')
    assert grid == [_TITLES, _ROWS[0], ["Khối sở", None, None, None], *_ROWS[1:]]


def test_titles_in_a_grid_of_their_own() -> None:
    """A grid of one row before another one of as many columns has its titles."""
    style = ".h,.g{display:grid;grid-template-columns:1fr 2fr 1fr 1fr}"
    (grid,) = _tables(f"<div class=h>{_cells([_TITLES])}</div><div class=g>{_cells(_ROWS)}</div>", style)
    assert grid == [_TITLES, *_ROWS]


def test_rows_that_are_no_boxes() -> None:
    """Rows of "display: contents" leave their cells to the grid."""
    rows = "".join(f"<div class=r>{_cells([row])}</div>" for row in [_TITLES, *_ROWS])
    style = ".g{display:grid;grid-template-columns:repeat(4,1fr)} .r{display:contents}"
    assert (
        _tables(f'<div class=g>{rows}<div style="grid-column:1/-1">Hết</div></div>', style)[0][-1][0] == "Hết"
    )


def test_labels_between_rows_of_the_same_cells() -> None:
    """In rows of flexible boxes a group's label is alone."""
    rows = [_TITLES, _ROWS[0], ["Khối huyện"], *_ROWS[1:]]
    body = "".join(f"<div class=row>{_cells([row])}</div>" for row in rows)
    (grid,) = _tables(f"<div>{body}</div>")
    assert grid == [_TITLES, _ROWS[0], ["Khối huyện", None, None, None], *_ROWS[1:]]


@pytest.mark.parametrize(
    "cells",
    [
        [f"<div>{n} hồ sơ</div>" for n in range(9)],
        [f"<div><h3>Tin {n}</h3><a href='#'>Xem tiếp</a></div>" for n in range(9)],
        ["<div>Thứ</div>"] * 3 + [f"<div>{n}</div>" for n in range(1, 31)],
        [f"<div>Câu hỏi {n}</div><div>Trả lời</div><div>{n}/3/2024</div>" for n in range(6)],
        ["<div>Trái</div>", "<div>Nội dung</div>", "<div>Phải</div>"],
    ],
    ids=["counts", "cards", "calendar", "questions", "layout"],
)
def test_boxes_of_a_page_are_no_table(cells: list[str]) -> None:
    """Boxes, cards, calendars and columns of a page that a grid sets side by side stay lines."""
    style = ".g{display:grid;grid-template-columns:repeat(3,1fr)}"
    assert _tables(f"<div class=g>{''.join(cells)}</div>", style) == []
