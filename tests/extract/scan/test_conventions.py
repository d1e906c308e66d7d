"""Figures whose commas and dots are not those of their column are in doubt; printed conventions raise none."""

from __future__ import annotations

from collections import Counter

import pytest

from doichieu.extract.scan.context import weighed
from doichieu.extract.scan.conventions import decimal_mark, unlike, usual_mark
from doichieu.extract.stream import RawTable
from doichieu.model import SURE
from tests.extract.scan.test_context import column, sure


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("95,76%", ","),
        ("-95.76", "."),
        ("1.234,567", ","),
        ("1,234.5", "."),
        ("0,123", ","),
        ("1.234", None),
        ("1.234.567", None),
        ("1234", None),
        ("7", None),
        ("950.999.67", None),
    ],
)
def test_the_mark_of_decimals(text: str, mark: str | None) -> None:
    """Three figures behind a mark can be thousands; behind a lone zero they are decimals."""
    assert decimal_mark(text) == mark


def test_the_usual_mark_is_that_of_most_figures() -> None:
    """Figures without decimals say nothing."""
    assert usual_mark(["1,5", "2,75", "3.5", "12", "1.234"]) == ","
    assert usual_mark(["12", "1.234"]) is None


def doubts(texts: list[str]) -> list[str]:
    """The cells of a column, all read surely, that are in doubt after weighing."""
    (table,) = weighed([column(*map(sure, texts))])
    assert isinstance(table, RawTable)
    return [cell.text for (cell,) in table.rows if cell.confidence is not None and cell.confidence < SURE]


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [
        (["95,76", "88,16", "71.04", "69,37", "70,00"], "71.04"),
        (["331.464,98", "331.464.98", "12.001,50", "7.100,25", "981,00"], "331.464.98"),
        (["31.949", "22.001", "31949", "9.870", "18.003", "7.112"], "31949"),
        (["951.022.825", "692.703.616", "959.881453", "450.505.591", "400.138.633"], "959.881453"),
        (["2013", "2014", ": 2015", "2016", "2017"], ": 2015"),
        (["-4,28", "' -4,29", "3,10", "0,25", "1,75"], "' -4,29"),
    ],
)
def test_what_follows_another_convention_is_in_doubt(texts: list[str], wrong: str) -> None:
    """Commas read as dots, marks lost, and dirt beside a figure, however surely they were read."""
    assert doubts(texts) == [wrong]


@pytest.mark.parametrize(
    "texts",
    [
        ["99.52", "98.10", "97.75", "88.00", "71.04"],
        ["1.234", "12,5", "22.001", "9,75", "18.003"],
        ["951.022.825", "692.703.616", "134.643.561", "450.505.591"],
        ["2013", "2014", "2015", "2016"],
        ["12.05.2024", "13.05.2024", "01.06.2024", "30.11.2024"],
        ["1.2.1", "1.2.2", "1.2.3", "1.2.10"],
        ["1234", "2345", "12.345", "3456", "4567", "5678"],
        ["95,76", "88,16", "5", "100", "70,00"],
    ],
)
def test_printed_conventions_raise_no_doubt(texts: list[str]) -> None:
    """Dots throughout, thousands beside decimals, years, days, numbers of sections, thousands without marks."""
    assert doubts(texts) == []


def test_in_a_column_of_dots_a_few_commas_put_nothing_in_doubt() -> None:
    """No dot was ever read as a comma: the commas were printed, and so may the dots be."""
    dots = Counter({f"{number}.25": 1 for number in range(30)})
    assert unlike("7.25", dots + Counter({"3,5": 2}), ".") is None
    assert unlike("7.25", dots + Counter({"3,5": 2}), ",") == "7,25"


def test_the_other_mark_of_thousands_is_in_doubt() -> None:
    """One comma among dots was misread as likely as printed; a column of three decimals has commas alone."""
    assert doubts(["625.956", "152.374", "382,865", "341.943", "850.371"]) == ["382,865"]
    assert doubts(["12,345", "7,021", "19,450", "3,377", "8,125"]) == []
    assert doubts(["1.345", "7.021", "19,450", "3,377", "8,125"]) == []


def test_a_stroke_for_a_seven_is_in_doubt() -> None:
    """Inside a figure of a column without strokes, and behind one anywhere; dates and months keep theirs."""
    assert doubts(["372.500", "3/2.400", "153.170", "212.001", "981.112"]) == ["3/2.400"]
    assert doubts(["21/04/2017", "21/04/201/", "03/05/2018", "11/12/2019", "30/06/2020"]) == ["21/04/201/"]
    assert doubts(["7/94", "11/25", "3/85", "12/93", "1/90"]) == []


def test_a_comma_among_dots_of_a_paper_of_dots_is_in_doubt() -> None:
    """Coarse print gives dots tails; where the paper has commas, or the column mostly, they were printed."""
    dots = Counter({"7.25": 2, "8.5": 2, "9.75": 1})
    assert unlike("7,4", dots + Counter({"7,4": 1}), ".") == "7.4"
    assert unlike("7,4", dots + Counter({"7,4": 1}), ",") is None
    assert unlike("7,4", dots + Counter({"7,4": 6}), ".") is None
