"""Doubtful cells take the form of their column and the words of the paper; sure cells and printed oddities stay."""

from __future__ import annotations

import pytest

from doichieu.extract.scan.context import weighed
from doichieu.extract.stream import Line, RawCell, RawTable, Shape
from doichieu.model import SURE, Alternative


def sure(text: str) -> RawCell:
    """A cell that was read without doubt."""
    return RawCell(text=text, col=0, confidence=0.99)


def doubtful(text: str, share: float, **others: float) -> RawCell:
    """A cell with other readings."""
    return RawCell(
        text=text,
        col=0,
        confidence=share,
        alternatives=tuple(Alternative(other, part) for other, part in others.items()),
    )


def column(*cells: RawCell) -> RawTable:
    """A table of one column."""
    return RawTable(rows=tuple((cell,) for cell in cells), shape=Shape.GIVEN)


def texts(*cells: RawCell) -> list[str]:
    """What the cells of a column read after weighing."""
    (table,) = weighed([column(*cells)])
    assert isinstance(table, RawTable)
    return [cell.text for (cell,) in table.rows]


def test_a_mark_that_the_column_has_is_taken() -> None:
    """The cell "4," among "1.", "2." and "3." is "4."."""
    cell = doubtful("4,", 0.7, **{"4.": 0.26, "4": 0.04})
    assert texts(sure("1."), sure("2."), sure("3."), cell)[-1] == "4."


def test_a_percent_sign_read_as_a_figure_is_told_by_the_column() -> None:
    """The cell "95,76" is "95,7%" where all others are percentages of one decimal."""
    cell = doubtful("95,76", 0.6, **{"95,7%": 0.3})
    assert texts(sure("90,1%"), sure("88,2%"), sure("71,0%"), cell)[-1] == "95,7%"


def test_decimals_count() -> None:
    """Of "9,75" and "97,5" the one with the decimals of the column is taken."""
    cell = doubtful("9,75", 0.5, **{"97,5": 0.4})
    assert texts(sure("90,1"), sure("88,2"), sure("71,0"), cell)[-1] == "97,5"


def test_a_name_of_other_tables_is_taken() -> None:
    """Read surely twice elsewhere, a name settles its doubtful repetition."""
    name = "Văn phòng UBND tỉnh"
    items = [
        column(sure(name)),
        column(sure(name)),
        column(doubtful("Văn phòng UBND tình", 0.6, **{name: 0.4})),
    ]
    table = weighed(items)[-1]
    assert isinstance(table, RawTable)
    (cell,) = table.rows[0]
    assert cell.text == name
    assert cell.confidence is not None
    assert cell.confidence > 0.8
    assert [other.text for other in cell.alternatives] == ["Văn phòng UBND tình"]


def test_a_sure_oddity_stays() -> None:
    """Papers print "99.52" among commas; what was read surely is not touched."""
    odd = RawCell(text="99.52", col=0, confidence=0.95, alternatives=(Alternative("99,52", 0.05),))
    assert texts(sure("90,11"), sure("88,25"), odd) == ["90,11", "88,25", "99.52"]


def test_nothing_to_go_by_changes_nothing() -> None:
    """A column without a sure figure leaves the order as the picture has it."""
    cells = (doubtful("4,", 0.7, **{"4.": 0.3}), doubtful("71", 0.5, **{"77": 0.4}))
    assert texts(*cells) == ["4,", "71"]


def test_a_reading_that_the_picture_does_not_allow_is_never_made() -> None:
    """The column chooses; it does not write."""
    assert texts(sure("1."), sure("2."), sure("3."), doubtful("4", 0.6, A=0.4))[-1] == "4"


def test_papers_with_text_pass_through() -> None:
    """No confidence, no change."""
    items = [Line(text="Bảng 1"), column(RawCell(text="1,", col=0), RawCell(text="2.", col=0))]
    assert weighed(items) == items


FIGURES = tuple(sure(text) for text in ("73.874", "25.439", "52.156", "45.737", "8.117"))


@pytest.mark.parametrize("text", ["73.874 -", "- 4", ") 2", "2,59 5.647", "4,", "12."])
def test_a_figure_with_a_stray_mark_is_in_doubt(text: str) -> None:
    """The rest of a ruling, a stroke of a pen or a neighbour was read with it: it stays as read, its figure beside it."""
    (table,) = weighed([column(*FIGURES, sure(text))])
    assert isinstance(table, RawTable)
    (cell,) = table.rows[-1]
    assert cell.text == text
    assert cell.confidence is not None
    assert cell.confidence < SURE
    assert cell.alternatives[-1].text in text


def test_an_ordinal_whose_point_is_no_point_is_in_doubt() -> None:
    """The cell "4," among "1.", "2." and "3.", however surely it was read; those with points are as they were."""
    (table,) = weighed([column(*(sure(text) for text in ("1.", "2.", "3.", "4,", "5.", "6.")))])
    assert isinstance(table, RawTable)
    doubtful = [row[0].text for row in table.rows if (row[0].confidence or 0) < SURE]
    assert doubtful == ["4,"]


@pytest.mark.parametrize("text", ["95,7 %", "2 *", "(5)", "x", "Tổng", "12 (ba)", "-"])
def test_marks_that_figures_have_leave_no_doubt(text: str) -> None:
    """Percent signs, stars of footnotes, words and dashes belong to columns of figures."""
    (table,) = weighed([column(*FIGURES, sure(text))])
    assert isinstance(table, RawTable)
    assert table.rows[-1][0] == sure(text)


def test_a_column_of_such_marks_is_as_the_paper_has_it() -> None:
    """Where many figures have a mark beside them it is printed."""
    cells = [sure(f"{number} -") for number in range(10, 15)]
    (table,) = weighed([column(*FIGURES, *cells)])
    assert isinstance(table, RawTable)
    assert [row[0].confidence for row in table.rows] == [0.99] * 10
