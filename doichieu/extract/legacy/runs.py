"""Runs of text, each with the name of its font, decoded one after the other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from doichieu.extract.legacy.decode import Encoding
from doichieu.extract.legacy.fonts import decode_run, legacy_font
from doichieu.extract.stream import Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping


class RunDecoder:
    """Decodes runs by their fonts.

    Attributes:
        counts: By encoding, how many runs were decoded.
    """

    def __init__(self) -> None:
        self.counts: Counter[Encoding] = Counter()

    def decode(self, text: str, font: str) -> str:
        """Decode a run; text in a font of Unicode comes back as it is."""
        # A hard space alone is a blank cell; VISCII has a letter at its place.
        found = legacy_font(font) if text.strip() else None
        if found is None:
            return text
        decoded = decode_run(text, found)
        if decoded != text:
            self.counts[found.encoding] += 1
        return decoded

    def troubles(self) -> list[Trouble]:
        """One note for each encoding found."""
        return font_troubles(self.counts)


def font_troubles(counts: Mapping[Encoding, int]) -> list[Trouble]:
    """One note for each encoding that fonts told."""
    return encoding_troubles(counts, "by the names of its fonts")


def encoding_troubles(counts: Mapping[Encoding, int], how: str) -> list[Trouble]:
    """Notes that text was decoded.

    Args:
        counts: Pieces of text by encoding.
        how: What told the encoding.

    Returns:
        One for each encoding.
    """
    return [
        Trouble(
            code="legacy-encoding",
            message=f"{encoding}: text decoded {how} (× {count})",
        )
        for encoding, count in counts.items()
        if count
    ]


def decoded_troubles(encoding: Encoding | None) -> list[Trouble]:
    """A note that a whole text was decoded; none for text in Unicode."""
    if encoding is None:
        return []
    return [
        Trouble(
            code="legacy-encoding", message=f"the text is in {encoding}, as its letters show; it was decoded"
        )
    ]
