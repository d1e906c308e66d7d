"""Text keys: what must not matter does not."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from doichieu.normalize.text import CAPITAL, clean, fold, key

TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)


@given(TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """Cleaning is idempotent."""
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắấếớứĐƯ -", max_size=40))
def test_decomposed_text_has_the_same_key(text: str) -> None:
    """NFD and NFC have one key."""
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_old_letters_and_dashes_are_one() -> None:
    """ƣ stands for ư, NBSP for a space, every dash for a hyphen; soft hyphens vanish."""
    assert clean("Trƣờng\u00a0– Đại\u00adhọc") == "Trường - Đạihọc"


def test_key_drops_marks_and_punctuation() -> None:
    """A key has the bare words alone."""
    assert key("Sở LĐ-TB&XH, tỉnh Bình Định") == "so ld tb xh tinh binh dinh"


def test_capitals_are_no_small_letters() -> None:
    """Letters with marks lie mixed in Unicode: a range from À to Ỹ has đ and ạ in it."""
    assert all(re.fullmatch(CAPITAL, letter) for letter in "AĐÀỸƯẬ")
    assert not any(re.fullmatch(CAPITAL, letter) for letter in "ađàỹưậ×1")
