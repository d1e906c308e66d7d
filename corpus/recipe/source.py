"""The reviewable source of a paper: blocks of text and tables, parsed from `corpus/source/*.md`.

A source opens with `form:` (one or more, set apart by blanks) and `title:` and goes on with blocks set apart by blank lines:

| block | is |
| --- | --- |
| `# text`, `## text`, … | a heading |
| `title: …` | centred lines |
| `caption: …`, `note: …` | a line that belongs to the table after or before it |
| `contents:` and lines | a list of headings or of tables |
| `columns:` and lines with `||` | a layout table of two columns without borders, a row a line |
| `properties:` and lines | what a law site says of the paper in its margin |
| lines that begin with a pipe | a table: the rows above `---` are header rows |
| anything else | a paragraph |

In a table `<` joins a cell to the one on its left, `^` to the one above, `<br>` breaks a line. Between
rows `~ page` is a page end inside the table, `~ header again` repeats the header, `~ rule` is the row of
dashes that a converter left. Only plain text shows these three.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEFT, ABOVE = "<", "^"
KEYED = ("title", "caption", "note", "contents", "columns", "properties")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, a paragraph or another run of lines.

    Attributes:
        kind: "heading", "paragraph" or one of `KEYED`.
        lines: Its lines, without the key.
        level: Level of a heading, 1 is the outermost.
    """

    kind: str
    lines: tuple[str, ...]
    level: int = 0

    @property
    def columns(self) -> list[tuple[str, str]]:
        """The lines of a layout table as left and right."""
        pairs = (line.partition("||") for line in self.lines)
        return [(left.strip(), right.strip()) for left, _, right in pairs]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table.

    Attributes:
        rows: Cells as printed, `<` and `^` where a cell is joined to another.
        header_rows: How many rows at the top are header rows.
        marks: By row, what follows it in plain text ("page", "header again", "rule").
    """

    rows: tuple[tuple[str, ...], ...]
    header_rows: int
    marks: dict[int, tuple[str, ...]]

    def span(self, row: int, col: int) -> tuple[int, int]:
        """Rows and columns that the cell at a top left corner covers."""
        width, height = 1, 1
        while col + width < len(self.rows[row]) and self.rows[row][col + width] == LEFT:
            width += 1
        while row + height < len(self.rows) and self.rows[row + height][col] == ABOVE:
            height += 1
        return height, width

    def texts(self) -> list[list[str | None]]:
        """The whole grid with line breaks folded to spaces and None where a cell is joined to another."""
        return [
            [None if cell in (LEFT, ABOVE) else cell.replace("<br>", " ") for cell in row]
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A source: the formats it is set in, its title and its blocks."""

    forms: tuple[str, ...]
    title: str
    blocks: tuple[Block | Grid, ...]

    @property
    def captioned(self) -> Iterator[tuple[tuple[str, ...], Grid]]:
        """Every table with the captions that stand above it since the table before."""
        captions: tuple[str, ...] = ()
        for block in self.blocks:
            if isinstance(block, Grid):
                yield captions, block
                captions = ()
            elif block.kind == "caption":
                captions += block.lines


def read_source(path: Path) -> Paper:
    """Parse a source file.

    Raises:
        ValueError: A table whose rows differ in width, or a source without `form:`.
    """
    head, *chunks = re.split(r"\n\n+", path.read_text(encoding="utf-8").strip("\n"))
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    if "form" not in fields:
        raise ValueError(f"{path.name}: the first lines must give form: and title:")
    return Paper(
        forms=tuple(fields["form"].split()),
        title=fields["title"],
        blocks=tuple(_block(chunk) for chunk in chunks),
    )


def _block(chunk: str) -> Block | Grid:
    lines = chunk.splitlines()
    if lines[0].startswith("|") and not lines[0].startswith("||"):
        return _grid(lines)
    if heading := re.match(r"(#+) (.*)", chunk, re.DOTALL):
        return Block(kind="heading", lines=tuple(heading[2].splitlines()), level=len(heading[1]))
    key, _, rest = lines[0].partition(":")
    if key in KEYED:
        first = [rest.strip()] if rest.strip() else []
        return Block(kind=key, lines=tuple(first + lines[1:]))
    return Block(kind="paragraph", lines=tuple(lines))


def _grid(lines: list[str]) -> Grid:
    rows: list[tuple[str, ...]] = []
    marks: dict[int, tuple[str, ...]] = {}
    header_rows = 0
    for line in lines:
        if line.startswith("~ "):
            marks[len(rows) - 1] = (*marks.get(len(rows) - 1, ()), line[2:])
        elif set(line) <= set("|- "):
            header_rows = len(rows)
        else:
            rows.append(tuple(cell.strip() for cell in line.strip()[1:-1].split("|")))
    if len({len(row) for row in rows}) != 1:
        raise ValueError(f"rows of different width in the table that begins {lines[0]!r}")
    return Grid(rows=tuple(rows), header_rows=header_rows, marks=marks)
