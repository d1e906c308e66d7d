"""The first and the last row of a table whose rulings stand between its rows alone."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, is_numbering, is_year, kind_of
from doichieu.extract.pdf.ruled.joints import Level, between
from doichieu.extract.pdf.textlayer.lines import join_words
from doichieu.extract.pdf.unruled.segments import is_figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.textlayer.lines import TextLine
    from doichieu.extract.pdf.textlayer.words import Word

# That part of the columns of figures are filled in a row at least; so many columns tell.
_FILLED, _TELLING = 0.5, 2


def cells_of(lines: Sequence[TextLine], xs: Sequence[float]) -> dict[int, list[Word]]:
    """By column the words of some lines.

    Args:
        lines: Lines of a table.
        xs: Edges between its columns.
    """
    cells: dict[int, list[Word]] = {}
    for line in lines:
        for word in line.words:
            cells.setdefault(bisect_right(xs, (word.x0 + word.x1) / 2), []).append(word)
    return cells


def first_row_top(
    above: Sequence[TextLine], chain: Sequence[Level], xs: Sequence[float], lines: Sequence[TextLine]
) -> float | None:
    """Where the first row begins below a header without a ruling at its foot.

    Args:
        above: Lines above the first level, from the lowest up.
        chain: Levels between the rows.
        xs: Edges between the columns.
        lines: Lines of the page.

    Returns:
        A height in the widest space that leaves figures alone below it and titles above; None where there is none.
    """
    rows = [cells_of(between(upper.at, lower.at, lines), xs) for upper, lower in pairwise(chain)]
    figures = [
        col for col in range(len(xs) + 1) if 2 * sum(_is_figure(row.get(col, [])) for row in rows) > len(rows)
    ]
    best: tuple[float, float] | None = None
    for count in range(1, len(above)):
        row = cells_of(above[count - 1 :: -1], xs)
        held = [row[col] for col in figures if col in row and not _is_mark(row[col])]
        texts = [join_words(words) for words in held]
        if (
            len(held) < max(_TELLING, _FILLED * len(figures))
            or not all(map(_is_figure, held))
            or any(max(word.y0 for word in words) > min(word.y1 for word in words) for words in held)
            or any(_has_figures(line, figures, xs) for line in above[count:])
            or all(map(is_year, texts))
            or is_numbering([*texts])
        ):
            continue
        upper, lower = above[count].box[3], above[count - 1].box[1]
        best = max(best or (lower - upper, 0.0), (lower - upper, (lower + upper) / 2))
    return None if best is None else best[1]


def _is_figure(words: Sequence[Word]) -> bool:
    return bool(words) and is_figure(kind_of(join_words(words)))


def _has_figures(line: TextLine, figures: Sequence[int], xs: Sequence[float]) -> bool:
    """Whether a line holds figures that are neither years nor the numbers of the columns."""
    cells = {col: join_words(words) for col, words in cells_of([line], xs).items()}
    return not is_numbering([*cells.values()]) and any(
        is_figure(kind_of(text)) and not is_year(text) for col, text in cells.items() if col in figures
    )


def _is_mark(words: Sequence[Word]) -> bool:
    """Whether a cell holds the mark of a group among ordinals."""
    return kind_of(join_words(words)) is Kind.MARK


def widest_inside(chain: Sequence[Level], lines: Sequence[TextLine]) -> float:
    """The widest space between two lines of a row.

    Args:
        chain: Levels between the rows.
        lines: Lines of the page.
    """
    gaps = [
        below.box[1] - above.box[3]
        for upper, lower in pairwise(chain)
        for above, below in pairwise(between(upper.at, lower.at, lines))
    ]
    return max(gaps, default=0.0)
