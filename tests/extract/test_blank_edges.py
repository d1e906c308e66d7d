"""Blank rows at the top and the foot of a table are paper left over, in every medium."""

from __future__ import annotations

import pytest

from doichieu.extract import read_bytes
from tests.papers.media import MEDIA

from recipe.source import Grid, Paper  # isort: skip (tests.papers puts it on the path)

HEAD = ["TT", "Chức danh", "Hệ số", "Phụ cấp"]
ROWS = [["1", "Chủ tịch", "2,15", "0,25"], ["2", "Phó Chủ tịch", "1,95", "0,20"], ["3", "Thư ký", "1,50", ""]]
BLANK = [""] * 4


@pytest.mark.parametrize("name", ["html", "docx", "xlsx", "ods", "markdown", "pdf-bordered"])
def test_blank_rows_at_the_edges(name: str) -> None:
    """Blank rows before the first and behind the last word are no rows, and no header."""
    grid = Grid(rows=tuple(map(tuple, [HEAD, *ROWS, BLANK, BLANK])), header_rows=1, marks={})
    blocks = (grid,)
    (table,) = read_bytes(MEDIA[name].write(Paper(forms=("any",), title="", blocks=blocks)), name).tables
    assert (table.header_rows, table.grid()) == (1, [HEAD, *ROWS])


def test_a_page_with_a_blank_row_above_its_header() -> None:
    """A blank row above the header is none of it; one between rows stays."""
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        for row in [BLANK, HEAD, ROWS[0], BLANK, ROWS[1]]
    )
    (table,) = read_bytes(f"<table border=1>{rows}</table>".encode(), "page.html").tables
    assert (table.header_rows, table.grid()) == (1, [HEAD, ROWS[0], BLANK, ROWS[1]])
