"""Fragments of tables: what the end of a page cuts is sewn together, whatever is left of it behind."""

from __future__ import annotations

from doichieu.extract.assembly.fragments import join_fragments
from doichieu.extract.stream import RawCell, RawTable, Shape

HEAD = ("Khối", "Đơn vị", "Điểm")


def table(*rows: tuple[str, ...]) -> RawTable:
    """A fragment whose medium states columns and no places."""
    made = tuple(tuple(RawCell(text=text, col=col) for col, text in enumerate(row)) for row in rows)
    return RawTable(rows=made, shape=Shape.GIVEN)


def texts(raw: object) -> list[list[str]]:
    """The texts of a table of the stream."""
    assert isinstance(raw, RawTable)
    return [[cell.text for cell in row] for row in raw.rows]


def test_a_fragment_that_is_only_the_rest_of_a_row_completes_it() -> None:
    """No row is added then, and the table is another one all the same."""
    whole = join_fragments(
        [table(HEAD, ("Tỉnh", "Sở Y tế", "90"), ("Huyện", "Huyện Vân", "80")), table(("", "Canh", ""))]
    )
    assert [texts(item) for item in whole] == [
        [list(HEAD), ["Tỉnh", "Sở Y tế", "90"], ["Huyện", "Huyện Vân Canh", "80"]]
    ]


def test_a_table_of_one_fragment_stays_as_it_is() -> None:
    """Nothing is copied where nothing is joined."""
    alone = table(HEAD, ("Tỉnh", "Sở Y tế", "90"), ("Tỉnh", "Sở Tư pháp", "80"))
    assert join_fragments([alone])[0] is alone
