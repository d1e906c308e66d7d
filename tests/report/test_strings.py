"""Strings: the catalogue is whole in both languages."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import doichieu
from doichieu.model import PARTS_LOST, Issue
from doichieu.report.catalogue import TEXTS
from doichieu.report.labels import FAMILIES, ISSUES, ROLES
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


def test_every_issue_has_words_in_both_languages() -> None:
    """A code that any stage gives an issue is in the catalogue: no report shows a bare code in place of words."""
    sources = Path(doichieu.__file__).parent
    given = {
        code
        for path in sources.rglob("*.py")
        for code in re.findall(r"\bcode\s*=\s*\"([a-z]+(?:-[a-z]+)+)\"", path.read_text(encoding="utf-8"))
    }
    assert len(given) > 15
    assert (given | PARTS_LOST) - set(ISSUES) == set()
    assert all(vi and en and vi != en for vi, en in ISSUES.values())


def test_issue_is_told_in_the_language_of_the_report() -> None:
    """The kind of an issue stands before the reader's own words; what the catalogue lacks stands alone."""
    issue = Issue(code="unread-figure", message="“1O5”", source="a.txt")
    assert Strings(lang="vi").issue_text(issue) == "ô không đọc được thành số: “1O5”"
    assert Strings(lang="en").issue_text(issue) == "a cell is no figure: “1O5”"
    assert Strings(lang="en").issue_text(replace(issue, code="other")) == "“1O5”"
