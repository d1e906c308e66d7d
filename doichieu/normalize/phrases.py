"""Phrases found in folded text as whole words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

_WORD = re.compile(r"\w+")


class Phrases:
    """Phrases to be found in text, folded alike.

    The words of a text are looked up among the first words of the phrases, so that a search costs the text's
    length however many phrases there are.

    Args:
        phrases: The phrases; one that begins with no letter or digit is never found.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_word: defaultdict[str, list[str]] = defaultdict(list)
        for phrase in sorted(set(phrases), key=len, reverse=True):
            first = _WORD.match(phrase)
            if first is not None:
                self._by_word[first.group()].append(phrase)

    def __bool__(self) -> bool:
        return bool(self._by_word)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of each phrase in a text, left to right: of those that begin together the longest."""
        starts = _starts(text)
        if self._by_word.keys().isdisjoint(starts.keys()):
            return
        done = 0
        begins = [(start, word) for word in self._by_word.keys() & starts.keys() for start in starts[word]]
        for start, word in sorted(begins):
            for phrase in self._by_word[word] if start >= done else ():
                end = start + len(phrase)
                if text.startswith(phrase, start) and _is_word(phrase[-1]) != _is_word(text[end : end + 1]):
                    yield start, end
                    done = end
                    break

    def occur_in(self, text: str) -> bool:
        """Whether a text has any of the phrases."""
        return next(self.spans(text), None) is not None


@lru_cache(maxsize=1024)  # each sentence is searched for the names of one table after the other
def _starts(text: str) -> Mapping[str, Sequence[int]]:
    """Where each word of a text begins."""
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for word in _WORD.finditer(text):
        starts[word.group()].append(word.start())
    return starts


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
