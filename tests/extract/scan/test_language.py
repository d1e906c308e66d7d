"""What the language says of readings of the same line."""

from __future__ import annotations

import pytest

from doichieu.extract.scan.language import likelier, log_prior


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Sở Tài chính", "Sờ Tài chính"),
        ("Thể thao", "Thế thao"),
        ("Tỷ lệ", "Tỳ lệ"),
        ("Ứng dụng", "Úng dụng"),
        ("Sở Y tế", "SởYtế"),
        ("Hạ tầng", "Hạ tãng"),
        ("BC-STTTT", "BC-ST111"),
        ("UBND tỉnh", "UBND tình"),
        ("UBND tỉnh", "UBND tỈnh"),
    ],
)
def test_usual_words_are_likelier(right: str, wrong: str) -> None:
    """Words in use beat letters that only look like them."""
    assert log_prior(right) > log_prior(wrong) + 1


@pytest.mark.parametrize("text", ["92,75", "100%", "IV", "QLVB&HSCV", "1.", ""])
def test_figures_and_initials_are_left_to_the_eye(text: str) -> None:
    """The language has no opinion on figures, marks and sets of initials."""
    assert log_prior(text) == pytest.approx(0.0, abs=8)
    assert log_prior(f"{text}.") == log_prior(text)


@pytest.mark.parametrize(
    ("read", "usual"),
    [("chính quyến số", "chính quyền số"), ("Hạ tãng", "Hạ tầng"), ("CHÍNH QUYẾN", "CHÍNH QUYỀN")],
)
def test_a_word_in_use_is_named_for_one_that_is_not(read: str, usual: str) -> None:
    """The letters stay, the accents are those of a usual word, capitals stay capitals."""
    assert likelier(read)[0] == usual


@pytest.mark.parametrize("text", ["chính quyền", "92,75", "QLVB", ""])
def test_usual_words_need_no_other(text: str) -> None:
    """Nothing is named where nothing is much likelier."""
    assert likelier(text) == ()


def test_a_letter_says_what_it_is_about() -> None:
    """In italics the v of "V/v" looks like a y, which begins no letter."""
    assert likelier("V/y tổ chức đại hội")[-1] == "V/v tổ chức đại hội"
    assert log_prior("V/v tổ chức đại hội") > log_prior("V/y tổ chức đại hội") + 2


def test_a_line_is_weighed_with_the_one_it_goes_on() -> None:
    """In "Trúng / tuyển" the second line alone could as well be "tuyến"."""

    def gain(above: str) -> float:
        return log_prior("tuyển", above) - log_prior("tuyến", above)

    assert gain("Không trúng") > gain("") + 2
    assert log_prior("tuyển", "Không trúng.") == log_prior("tuyển")


def test_brackets_around_nothing_are_not_printed() -> None:
    """What stood in them was not read."""
    assert log_prior("(*)") > log_prior("()") + 3
