"""Figures to numbers, their separators inferred."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doichieu.normalize.columns.separators import column_separators
from doichieu.normalize.numbers import (
    VIETNAMESE,
    Role,
    Separators,
    format_number,
    infer_separators,
    read_number,
)


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        ("92,75", "92.75", 2),
        ("17.07", "17.07", 2),
        ("10.309", "10309", 0),
        ("21.463.626", "21463626", 0),
        ("0.800", "0.800", 3),
        ("1,000", "1.000", 3),
        ("1.234,50", "1234.50", 2),
        ("1,234.50", "1234.50", 2),
        ("1 234,5", "1234.5", 1),
        ("(5.000)", "-5000", 0),
        ("-3", "-3", 0),
        ("+2", "2", 0),
        ("-", "0", 0),
        ("–", "0", 0),
        ("94%", "94", 0),
        ("3,08 người/cơ quan", "3.08", 2),
        ("103,46*", "103.46", 2),
        ("92,75(1)", "92.75", 2),
        ("92,75¹", "92.75", 2),
        ("１２", "12", 0),
    ],
)
def test_figure_is_read(text: str, value: str, places: int) -> None:
    """A figure whose form leaves no doubt is read alone; else Vietnamese usage decides."""
    number = read_number(text)
    assert number is not None
    assert (number.value, number.places) == (Decimal(value), places)


@pytest.mark.parametrize(
    "text", ["", "Sở", "18/19", "07/02/2017", "1.23.4", "80.216.", "1-2", "Không có", "2 4"]
)
def test_other_text_is_no_figure(text: str) -> None:
    """Dates, fractions, broken groups and words are no figures."""
    assert read_number(text) is None


def test_percent_and_marks_are_kept_apart() -> None:
    """A percent sign and footnote marks are noted, not part of the value."""
    number = read_number("94,7%**")
    assert number is not None
    assert (number.value, number.percent, number.marks) == (Decimal("94.7"), True, "**")


def test_decimals_of_a_column_say_what_a_dot_is() -> None:
    """Beside 7.4 and 17.07 a dot marks decimals; beside 21.463.626 it groups."""
    assert infer_separators(["7.4", "8", "17.07"]).dot is Role.DECIMAL
    assert infer_separators(["21.463.626", "5.375"]).dot is Role.GROUP


def test_whole_numbers_of_a_column_say_what_a_dot_is() -> None:
    """Beside 1374 and 962 a 10.309 counts thousands, even in a paper with decimal dots."""
    prior = Separators(dot=Role.DECIMAL, comma=Role.GROUP)
    assert column_separators(["1374", "962", "430", "10.309"], prior).dot is Role.GROUP
    assert column_separators(["7.125", "8.250"], prior).dot is Role.DECIMAL


def test_one_column_may_mix_its_marks() -> None:
    """99.52 and 103,46 in one column are both decimals: each form leaves no doubt."""
    separators = infer_separators(["99.52", "103,46"])
    assert [read_number(text, separators).value for text in ("99.52", "103,46")] == [  # type: ignore[union-attr]
        Decimal("99.52"),
        Decimal("103.46"),
    ]


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_printing_and_reading_are_inverse(value: Decimal) -> None:
    """What is printed with two decimals is read back, grouped or not."""
    for grouped in (False, True):
        for mark in (",", "."):
            text = format_number(value, places=2, decimal_mark=mark, grouped=grouped)
            number = read_number(text, VIETNAMESE)
            assert number is not None
            assert number.value == value
