"""Numbers written in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doichieu.normalize.sentences.number_words import read_number_words

_DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def _group(value: int, *, full: bool) -> str:
    """Three digits as they are written out: "không trăm linh năm" within a longer number."""
    hundreds, rest = divmod(value, 100)
    tens, unit = divmod(rest, 10)
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or full else []
    if tens == 0 and unit:
        words += ["linh" if words else "", _DIGITS[unit]]
    elif tens == 1:
        words += ["mười", {0: "", 5: "lăm"}.get(unit, _DIGITS[unit])]
    elif tens:
        words += [_DIGITS[tens], "mươi", {0: "", 1: "mốt", 4: "tư", 5: "lăm"}.get(unit, _DIGITS[unit])]
    return " ".join(word for word in words if word)


def _written(value: int) -> str:
    words: list[str] = []
    for scale, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        count, value = divmod(value, scale)
        if count >= 1000:
            words.append(f"{_written(count)} {name}")
        elif count:
            words.append(f"{_group(count, full=bool(words))} {name}".strip())
    return " ".join(words)


@given(st.integers(1, 10**13))
def test_every_number_is_read_back(value: int) -> None:
    """Whatever is written out in full is read as what it was."""
    assert read_number_words(_written(value)) == value
    assert read_number_words(_written(value).capitalize().replace(" triệu ", " triệu, ")) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ba mươi tư ngàn một trăm mười một", 34111),
        ("một trăm lẻ năm", 105),
        ("hai nghìn ba trăm tỉ", 2300 * 10**9),
        ("một trăm hai", None),
        ("hai tỷ năm", None),
        ("số tiền trên", None),
        ("mươi hai", None),
        ("", None),
    ],
)
def test_spellings_and_what_is_left_open(text: str, value: int | None) -> None:
    """Spellings of the north and the south; nothing is guessed."""
    assert read_number_words(text) == value
