"""What a text can be that looks so."""

from __future__ import annotations

import pytest

from doichieu.extract.scan.likeness import lookalikes


@pytest.mark.parametrize(
    ("read", "other"),
    [
        ("BC-ST111", "BC-STTTT"),
        ("92,7S%", "92,75%"),
        ("Sở Y tế*%", "Sở Y tế**"),
        ("()", "(*)"),
        ("(7)", "(**)"),
    ],
)
def test_letters_figures_and_marks_are_taken_for_each_other(read: str, other: str) -> None:
    """Words that mix letters and figures, marks behind a name, marks in brackets."""
    assert other in lookalikes(read)


@pytest.mark.parametrize("text", ["Sở Tài chính", "92,75", "(18 điểm)", "IV", ""])
def test_plain_texts_have_none(text: str) -> None:
    """Words of letters and figures of figures are what they look like."""
    assert lookalikes(text) == []
