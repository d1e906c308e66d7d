"""Strings: the catalogue is whole in both languages."""

from __future__ import annotations

import string
from datetime import date

import pytest

from doichieu.report.catalogue import FAMILIES, ISSUES, ROLES, TEXTS
from doichieu.report.strings import Strings

VIETNAMESE = set("ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_take_the_same_values(key: str) -> None:
    """Each text has the same placeholders in both languages."""
    vi, en = ({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in TEXTS[key])
    assert vi == en


def test_english_is_english() -> None:
    """No English text has a Vietnamese letter."""
    english = [en for _, en in (*TEXTS.values(), *FAMILIES.values(), *ISSUES.values(), *ROLES.values())]
    assert not [text for text in english if set(text.casefold()) & VIETNAMESE]


def test_figures_of_ours_are_grouped_as_the_language_does() -> None:
    """Thousands are parted by a dot in Vietnamese and by a comma in English."""
    assert (Strings(lang="vi").number(12345), Strings(lang="en").number(12345)) == ("12.345", "12,345")


def test_dates() -> None:
    """Dates are written as the language writes them; no date is nothing."""
    day = date(2017, 2, 7)
    assert (Strings(lang="vi").day(day), Strings(lang="en").day(day)) == ("07/02/2017", "7 February 2017")
    assert Strings(lang="vi").day(None) == ""


def test_unknown_key_is_a_mistake() -> None:
    """A key that is not in the catalogue is never shown as a blank."""
    with pytest.raises(KeyError):
        Strings(lang="vi")("no such key")


def test_unknown_family_is_its_code() -> None:
    """A rule family of tomorrow is shown by its code."""
    assert Strings(lang="vi").family("NEW-RULE") == "NEW"
