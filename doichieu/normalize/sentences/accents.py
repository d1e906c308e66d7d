"""Words that only their marks tell apart: "thứ 3" and "thu 3 tỷ đồng", "ở" and "ổ dịch", "bảng 2" and "bằng 2 ha"."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from doichieu.normalize.text import fold


class Spelt:
    """Words by their spelling with all marks, asked for by what a folded pattern has found.

    Args:
        words: The words that are meant, separated by spaces.
    """

    def __init__(self, words: str) -> None:
        self._forms: Mapping[str, frozenset[str]] = _by_fold(words.split())

    def is_meant(self, printed: str) -> bool:
        """Whether a printed word is one of those meant.

        Args:
            printed: The word as printed; one of several words, or one whose folded form is not listed, is always meant.

        Returns:
            False where it is printed with other marks, or with none where only marks make it the word: a text that is
            printed without marks altogether is for the caller to tell.
        """
        said = unicodedata.normalize("NFC", printed).casefold()
        forms = self._forms.get(fold(said))
        return forms is None or said in forms


def _by_fold(words: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word in words:
        found.setdefault(fold(word), set()).add(word)
    return {folded: frozenset(forms) for folded, forms in found.items()}
