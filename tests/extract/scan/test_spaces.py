"""Spaces are where the paper is white, in what is read and in what else it may say."""

from __future__ import annotations

import numpy as np
import pytest

from doichieu.extract.scan.engine import Reading
from doichieu.extract.scan.spaces import spaced
from doichieu.extract.scan.textlines import Ink, LineBox

SIZE, WIDE = 50.0, 12


def line_of(gaps: list[int]) -> tuple[Ink, LineBox, tuple[float, ...]]:
    """Letters as blocks of ink with these gaps between them; their centres in parts of the line."""
    starts = np.cumsum([0, *(WIDE + gap for gap in gaps)])
    whole = int(starts[-1]) + WIDE
    dark = np.zeros((60, whole + 10), dtype=np.uint8)
    for start in starts:
        dark[10:50, start : start + WIDE] = 1
    box = LineBox(0, 5, whole, 55, 50, SIZE)
    return Ink(dark, np.zeros((0, 4), dtype=int), SIZE), box, tuple((s + WIDE / 2) / whole for s in starts)


def test_a_reading_that_differs_by_spaces_alone_is_no_doubt() -> None:
    """The paper shows the space, so the probability of the text without it counts for the text with it."""
    ink, box, centres = line_of([2, 15, 2])
    read = Reading("abcd", 0.6, (("ab cd", 0.3), ("xbcd", 0.1)), centres)
    found = spaced(ink, box, read)
    assert found.text == "ab cd"
    assert found.confidence == pytest.approx(0.9)
    assert found.others == (("xb cd", 0.1),)


def test_a_reading_of_another_length_keeps_its_spaces() -> None:
    """Where letters are missing nobody knows which."""
    ink, box, centres = line_of([2, 15, 2])
    found = spaced(ink, box, Reading("abcd", 0.8, (("abc d e", 0.2),), centres))
    assert found.others == (("abc d e", 0.2),)


@pytest.mark.parametrize(
    ("text", "gaps", "read"),
    [
        ("Tựdo", [2, 5, 2], "Tự do"),
        ("đã đảm", [2, 3, 2, 2], "đã đảm"),
        ("Hạnhphúc", [2, 2, 2, 4, 2, 2, 2], "Hạnh phúc"),
        ("Nguy ễn", [2, 2, 2, 2, 2], "Nguyễn"),
        ("UBND", [2, 5, 2], "UBND"),
        ("Tựdo", [2, 2, 2], "Tựdo"),
        ("XãU", [2, 5], "Xã U"),
        ("QĐ-TTg", [2, 5, 5, 2, 2], "QĐ-TTg"),
        ("17,18", [2, 11, 11, 2], "17,18"),
        ("8.117", [2, 11, 2, 2], "8.117"),
    ],
)
def test_letters_that_are_two_syllables_and_not_one_are_cut(text: str, gaps: list[int], read: str) -> None:
    """At the widest gap, and where a space was read; a syllable and an abbreviation stay whole."""
    ink, box, centres = line_of(gaps)
    places = list(centres)
    if " " in text:
        at = text.index(" ")
        places.insert(at, (centres[at - 1] + centres[at]) / 2)
    assert spaced(ink, box, Reading(text, 0.9, (), tuple(places))).text == read


def test_a_rule_under_words_does_not_join_them() -> None:
    """The white between two words is looked for above their feet."""
    ink, box, centres = line_of([2, 15, 2])
    ink.dark[53:55, :] = 1
    assert spaced(ink, box, Reading("abcd", 0.6, (), centres)).text == "ab cd"
