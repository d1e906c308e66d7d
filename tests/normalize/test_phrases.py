"""Phrases found in folded text as whole words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from doichieu.normalize.phrases import Phrases

_TEXT = st.text(alphabet="ab1 ,(-", max_size=30)


def found(phrases: list[str], text: str) -> list[str]:
    """The phrases found in a text, in order."""
    return [text[start:end] for start, end in Phrases(phrases).spans(text)]


def test_the_longest_phrase_that_begins_at_a_word_is_found() -> None:
    """The name of one department begins another's, and a word that goes on is another word."""
    phrases = ["so van hoa", "so van hoa va the thao", "so ta", "noi vu"]
    assert found(phrases, "so van hoa va the thao, so van hoa; so tai chinh va so noi vu") == [
        "so van hoa va the thao",
        "so van hoa",
        "noi vu",
    ]


def test_without_phrases_nothing_is_found() -> None:
    """A paper without names asks nothing of its sentences."""
    assert not Phrases([])
    assert not Phrases([]).occur_in("so tai chinh")


@given(phrases=st.lists(_TEXT.filter(lambda text: text[:1].isalnum()), max_size=6), text=_TEXT)
def test_phrases_are_found_as_a_pattern_of_alternatives_finds_them(phrases: list[str], text: str) -> None:
    """The same spans as a regular expression of all phrases between word boundaries, the longest first."""
    longest_first = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    pattern = re.compile(rf"\b(?:{longest_first})\b") if phrases else re.compile(r"(?!)")
    spans = [match.span() for match in pattern.finditer(text)]
    assert list(Phrases(phrases).spans(text)) == spans
    assert Phrases(phrases).occur_in(text) == bool(spans)
