"""Text in a legacy encoding that no font names: lines and cells that show its codes as Latin letters."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from doichieu.extract.legacy.decode import Encoding, decode
from doichieu.extract.legacy.detect import detect
from doichieu.extract.legacy.lost import is_lost, put_back
from doichieu.extract.legacy.runs import encoding_troubles
from doichieu.extract.legacy.syllables import accented, has_its_tone, is_syllable, readable_share
from doichieu.extract.legacy.traces import has_vietnamese, strange_letters, stream_texts
from doichieu.extract.stream import Item, Line, RawCell, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Signs that a legacy encoding shows and Unicode text has too (Ø 21, ½, µg) are fewer than that.
_LEAST_STRANGE = 5
# A paper in a legacy encoding has some lines that a program put in (dates, captions); with more it is mixed.
_MOST_UNICODE = 0.25
_SOFT = "\u00ad"
# The letter at the place where Western encodings have the soft hyphen, which PDF readers show as a hyphen.
_HYPHEN_LETTERS = {Encoding.TCVN3: "ư", Encoding.VISCII: "ễ"}
_HYPHENED = re.compile(r"(?<![\w-])([^\W\d_]{0,5})-([^\W\d_]{0,4})(?![\w-])")
_LOST = "the file lost ư of TCVN3; it was put back in words that are none without it (× {}) and can be missing in others"
_ONSET = re.compile(r"[bcdđghklmnprstvx]{1,3}", re.IGNORECASE)
# Of sets of initials ("X-N") many would be syllables too.
_CAPITAL_ENDS = frozenset({"", "A", "U", "NG"})


def repair_items(items: Sequence[Item]) -> tuple[Sequence[Item], list[Trouble]]:
    """Decode lines and cells whose letters show that they are in a legacy encoding.

    Args:
        items: The stream of a reader, after runs in fonts of legacy encodings were decoded.

    Returns:
        The stream, and a note where something was decoded.
    """
    suspects = [text for text in stream_texts(items) if strange_letters(text) and not has_vietnamese(text)]
    if sum(map(strange_letters, suspects)) < _LEAST_STRANGE:
        return items, []
    encoding = detect("\n".join(suspects))
    if encoding is None:
        return items, []
    unicode = sum(map(has_vietnamese, stream_texts(items)))
    texts = _Texts(encoding, mixed=unicode > _MOST_UNICODE * len(suspects))
    repaired = [_repaired(item, texts) for item in items]
    troubles = encoding_troubles(Counter({encoding: texts.count}), "by its letters")
    if encoding is Encoding.TCVN3 and not texts.mixed and is_lost(stream_texts(repaired)):
        lost = _Lost()
        repaired = [_repaired(item, lost) for item in repaired]
        troubles.append(Trouble(code="letters-lost", message=_LOST.format(lost.count)))
    return repaired, troubles


def drop_soft_hyphens(items: Sequence[Item]) -> Sequence[Item]:
    """Drop the places at which a word may break; in text that is still in TCVN3 they are letters, so this comes last.

    Args:
        items: A stream in Unicode.

    Returns:
        The stream without them.
    """
    if not any(_SOFT in text for text in stream_texts(items)):
        return items
    return [_repaired(item, _without_soft) for item in items]


def _without_soft(text: str) -> str:
    return text.replace(_SOFT, "")


def complete(text: str, encoding: Encoding = Encoding.TCVN3) -> str:
    """Text decoded from an encoding, with the letter that PDF readers take for a hyphen ("tr-ờng" is "trường").

    Args:
        text: Text in Unicode but for that letter.
        encoding: What it was decoded from.

    Returns:
        The text with the letter where a hyphen stands in what is a word with it and none without it.
    """
    letter = _HYPHEN_LETTERS.get(encoding)
    if letter is None or "-" not in text:
        return text
    return _HYPHENED.sub(lambda match: _joined(match[1], match[2], letter) or match[0], text)


def _joined(before: str, after: str, letter: str) -> str | None:
    """Two halves of a word with the letter between them; None where they are two words, or initials."""
    if not after:
        return before + _like(letter, before) if _ONSET.fullmatch(before) else None
    capitals = f"{before}{after}".isupper()
    word = f"{before}{_like(letter, before or after[0]) if capitals else letter}{after}"
    if capitals and after.isascii() and not (before and after in _CAPITAL_ENDS):
        return None
    parts = is_syllable(before) and is_syllable(after)
    alone = not before and is_syllable(after) and after.lower() != "u"
    return word if is_syllable(word) and has_its_tone(word) and not parts and not alone else None


def _like(letter: str, other: str) -> str:
    return letter.upper() if other.isupper() else letter


class _Texts:
    """Decodes texts one by one.

    Attributes:
        count: How many were decoded.
        mixed: Whether they stand beside text in Unicode.
    """

    def __init__(self, encoding: Encoding, *, mixed: bool) -> None:
        self.count = 0
        self.mixed = mixed
        self._encoding = encoding

    def __call__(self, text: str) -> str:
        """Decode a text; beside text in Unicode, only one whose every word becomes possible by it."""
        if has_vietnamese(text):
            return text
        if text.isascii():
            return self._completed(text)
        decoded = decode(text, self._encoding)
        share = readable_share(decoded)
        if share < readable_share(text) or (self.mixed and not (share == 1.0 and self._has_word(decoded))):
            return text
        self.count += decoded != text
        return self._completed(decoded)

    def _completed(self, text: str) -> str:
        return text if self.mixed else complete(text, self._encoding)

    @staticmethod
    def _has_word(decoded: str) -> bool:
        return any(len(word) > 1 for word in accented(decoded))


class _Lost:
    """Puts the letter back that printing took from texts in TCVN3.

    Attributes:
        count: How many letters were put back; a cell's text and its lines count once.
    """

    def __init__(self) -> None:
        self.count = 0
        self._known: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        """Put it back into a text."""
        if text not in self._known:
            self._known[text], count = put_back(text)
            self.count += count
        return self._known[text]


def _repaired(item: Item, decoded: Callable[[str], str]) -> Item:
    if isinstance(item, Line):
        return replace(item, text=decoded(item.text))
    return replace(item, rows=tuple(tuple(_cell(cell, decoded) for cell in row) for row in item.rows))


def _cell(cell: RawCell, decoded: Callable[[str], str]) -> RawCell:
    return cell._replace(text=decoded(cell.text), lines=tuple(map(decoded, cell.lines)))
