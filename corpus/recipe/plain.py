"""Plain text as converters leave it: paragraphs between blank lines, cells between tabs."""

from __future__ import annotations

from recipe.source import ABOVE, LEFT, Block, Grid, Paper


def write_text(paper: Paper) -> bytes:
    """Set a paper as UTF-8 text; a page end inside a table is a blank line, as in converted papers."""
    return ("\n\n".join(_lines(block) for block in paper.blocks) + "\n").encode()


def _lines(block: Block | Grid) -> str:
    if isinstance(block, Block):
        return "\n".join(block.lines)
    out: list[str] = []
    for index, row in enumerate(block.rows):
        out.append(_row(row))
        for mark in block.marks.get(index, ()):
            out += _mark(mark, block, row)
    return "\n".join(out)


def _mark(mark: str, grid: Grid, row: tuple[str, ...]) -> list[str]:
    if mark == "header again":
        return [_row(header) for header in grid.rows[: grid.header_rows]]
    if mark == "rule":
        # as wide as the cells above and their padding: how Markdown converters draw the line under a header
        return ["\t".join("-" * (len(cell) + 2) for cell in row)]
    return [""]


def _row(row: tuple[str, ...]) -> str:
    return "\t".join("" if cell in (LEFT, ABOVE) else cell.replace("<br>", " ") for cell in row)
