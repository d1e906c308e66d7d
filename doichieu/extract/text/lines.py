"""Lines of a decoded text with their place, as the table shapes read them."""

from __future__ import annotations

from dataclasses import dataclass

from doichieu.extract.stream import RawTable, Span

Found = dict[int, tuple[RawTable, int]]
"""Tables of a text by the index of their first line, each with the index of the line after it."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the source.

    Attributes:
        text: The line without its line end.
        start: Offset of its first character in the decoded source.
    """

    text: str
    start: int

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on it; a lone tab is an empty cell, which is something."""
        return not self.text.strip() and "\t" not in self.text

    @property
    def empty(self) -> bool:
        """Whether it holds only white space."""
        return not self.text.strip()

    @property
    def span(self) -> Span:
        """Start and end of the line in the source."""
        return self.start, self.start + len(self.text)


def split_lines(text: str) -> list[SourceLine]:
    """Split text at its line ends; a form feed ends a line too, for it ends a page."""
    lines: list[SourceLine] = []
    start = 0
    for piece in text.replace("\f", "\n").split("\n"):
        lines.append(SourceLine(piece.rstrip("\r"), start))
        start += len(piece) + 1
    return lines
