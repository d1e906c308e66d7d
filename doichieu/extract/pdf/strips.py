"""Sheets wider than a page: spreadsheets print them in strips of columns, each strip on pages of its own."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, heads_counts, kind_of, looks_like_header
from doichieu.extract.pdf.pages import Part
from doichieu.extract.stream import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from doichieu.extract.pdf.cells import PageTable
    from doichieu.extract.pdf.content import PageContent
    from doichieu.extract.pdf.cutrows import Row

# Rows of two strips stand at one height, but for rounding in points; so many rows tell.
_LEVEL, _LEAST = 2.5, 3
# How far a strip may begin from where the first one does, and how much room may be left beside a strip, in points.
_SIDE, _ROOM = 4.0, 6.0
# Columns that name rows and stand at the left of every strip, at most.
_MOST_TITLES = 3
# Ordinals and names stand in the first columns of a table.
_STUB = 2
# Titles of a sheet that its first page has nothing of stand over the second in so many lines at most.
_MOST_LINES = 3
# Tables that may still be added to: the one that a strip stands beside, the one above it, and one for both joined.
_OPEN = 3
# Levels of a header.
_MOST_HEADS = 3


def join_strips(entries: Iterable[Line | Part]) -> Iterator[Line | Part]:
    """Put the strips of a sheet side by side again.

    Args:
        entries: Lines and tables of all pages in reading order, tables over page ends as one.

    Yields:
        The same, each strip joined to the one at its left, pages of wide tables one below the other.
    """
    joined: list[Line | Part] = []
    places: list[int] = []  # where tables stand among them
    for entry in entries:
        if isinstance(entry, Part):
            at = places[-1] if places else 0
            last = joined[at] if places else None
            before = joined[places[-2]] if len(places) > 1 else None
            if isinstance(last, Part) and (_is_strip(last, entry) or _goes_on_below(before, last, entry)):
                above, rest = _parted(joined[at + 1 :], entry.page.number)
                known = _above(joined[:at], last.page.number)
                if not above or _are_titles(above, known):
                    last.widen(entry, _titles(last, entry))
                    texts = {line.text for line in known}
                    titles = [line for line in above if line.text not in texts]
                    joined[at:] = [*titles, last, *rest]
                    places[-1] += len(titles)
                    _lengthen(joined, places)
                    continue
            if len(places) == _OPEN:
                yield from joined[: places[0]]
                del joined[: places[0]]
                places = [place - places[0] for place in places[1:]]
            places.append(len(joined))
        joined.append(entry)
    yield from joined


def _parted(between: Sequence[Line | Part], number: int) -> tuple[list[Line], list[Line | Part]]:
    """Lines above a table on its own page, and what stands between it and the table before on pages before."""
    above = [item for item in between if isinstance(item, Line) and item.place and item.place.page == number]
    return above, [item for item in between if not any(item is line for line in above)]


def _above(before: Sequence[Line | Part], number: int) -> list[Line]:
    """Lines right above a table on its page."""
    lines = []
    for item in reversed(before):
        if not isinstance(item, Line) or item.place is None or item.place.page != number:
            break
        lines.append(item)
    return lines


def _are_titles(above: Sequence[Line], known: Sequence[Line]) -> bool:
    """Whether lines above a strip are titles over the whole sheet: those of its first page, or what a cut leaves of them."""
    if not known:
        return len(above) <= _MOST_LINES
    heights = [line.place.box.y1 for line in known if line.place and line.place.box]
    return all(
        line.place and line.place.box and any(abs(line.place.box.y1 - y) <= _LEVEL for y in heights)
        for line in above
    ) and {line.text for line in above} <= {line.text for line in known}


def _lengthen(joined: list[Line | Part], places: list[int]) -> None:
    """Join the last table to the one before where both were widened alike: pages printed across, then down."""
    if len(places) < 2 or places[-1] != places[-2] + 1:
        return
    above, last = joined[places[-2]], joined[places[-1]]
    if not isinstance(above, Part) or not isinstance(last, Part):
        return
    if above.strips == last.strips and above.goes_on(last.table):
        above.lengthen(last)
        places.pop()
        joined.pop()


def _goes_on_below(above: Line | Part | None, left: Part, right: Part) -> bool:
    """Whether two tables side by side are those above them further down, where sheets are printed across first."""
    at = len(left.beside)
    if not isinstance(above, Part) or at >= len(above.beside) or not above.goes_on(left.table):
        return False
    return above.beside[at][0].goes_on(right.table) and _is_beside(left, right) and _is_level(left, right)


def _is_beside(left: Part, right: Part) -> bool:
    """Whether a table begins on the page behind the strips of another one, with the same sheet of paper."""
    page, first = right.page, left.page
    if left.edge.rows[-1][0].number + 1 != page.number or page.readings or first.readings:
        return False
    return (page.frame.width, page.frame.height) == (first.frame.width, first.frame.height)


def _is_strip(left: Part, right: Part) -> bool:
    """Whether a table is the next strip of columns of the sheet that the one before it begins."""
    if not _is_beside(left, right):
        return False
    titles = _titles(left, right)
    if titles and _heads(left)[titles : right.table.width] == _heads(right)[titles:]:
        return False  # the same columns again, of other figures
    return (
        _begins_beside(left, right)
        and _is_full(left, right, titles)
        and _is_level(left, right)
        and (titles > 0 or _lacks_stub(right))
    )


def _heads(part: Part) -> list[str]:
    """The first cell of every column."""
    return [_column(part.rows[:1], col)[0] for col in range(part.table.width)]


def _begins_beside(left: Part, right: Part) -> bool:
    """Whether a strip begins where the first one does; figures without rulings stand at the right of their column."""
    shift = right.table.box[0] - left.table.box[0]
    return -_SIDE <= shift <= (_SIDE if right.table.ruled else _pitch(right.table))


def _is_full(left: Part, right: Part, titles: int) -> bool:
    """Whether the next column had no room on the page of a strip, whose margins are alike."""
    table, xs = left.edge.table, right.table.xs
    margin = left.page.frame.width - left.table.box[0] - _ROOM
    if table.ruled:
        return table.box[2] + xs[titles + 1] - xs[titles] > margin
    return table.columns is None or table.columns.cores[-1][0] + 2 * _pitch(right.table) > margin


def _pitch(table: PageTable) -> float:
    """The usual width of columns."""
    widths = sorted(b - a for a, b in pairwise(table.xs))
    return widths[len(widths) // 2]


def _is_level(left: Part, right: Part) -> bool:
    """Whether each row of a strip stands at the height of a row of the other, on pages in the same order."""
    if len(left.rows) != len(right.rows) or len(left.rows) < _LEAST:
        return False
    start, begin = left.rows[0][0].number, right.rows[0][0].number
    for (page, row), (other, beside) in zip(left.rows, right.rows, strict=True):
        if page.number - start != other.number - begin:
            return False
        if row and beside and not _shares_height(row, beside, ruled=left.table.ruled):
            return False
    return True


def _shares_height(row: Row, beside: Row, *, ruled: bool) -> bool:
    if ruled:
        return abs(min(cell.box[1] for cell in row) - min(cell.box[1] for cell in beside)) <= _LEVEL
    one, other = _bases(row), _bases(beside)
    # texts of several lines stand at the top or at the bottom of their row
    return not (one and other) or min(abs(one[0] - other[0]), abs(one[1] - other[1])) <= _LEVEL


def _bases(row: Row) -> tuple[float, float] | None:
    """The first and the last baseline of a row."""
    bases = [line[0].base for cell in row for line in cell.words]
    return (min(bases), max(bases)) if bases else None


def _titles(left: Part, right: Part) -> int:
    """How many columns at the left of a strip repeat those of the first one."""
    count = 0
    for col in range(min(_MOST_TITLES, right.table.width - 1)):
        texts = _column(left.rows, col)
        if not any(texts) or not _repeats(texts, _column(right.rows, col), right.table.ruled):
            break
        count += 1
    return count


def _repeats(texts: Sequence[str], other: Sequence[str], ruled: bool) -> bool:
    """Whether a column is printed again; in its head a part of a title can lie over it that was cut from the column behind."""
    if list(texts) == list(other):
        return True
    if (
        not ruled
        or list(texts[_MOST_HEADS:]) != list(other[_MOST_HEADS:])
        or len(texts) < _MOST_HEADS + _LEAST
    ):
        return False
    heads = zip(texts[:_MOST_HEADS], other[:_MOST_HEADS], strict=False)
    return all(one == again or (one and f" {one} " in f" {again} ") for one, again in heads)


def _column(rows: Sequence[tuple[PageContent, Row]], col: int) -> list[str]:
    return [next((cell.text for cell in row if cell.col == col), "") for _, row in rows]


def _lacks_stub(part: Part) -> bool:
    """Whether a table begins with a header, and its first columns neither count its rows nor name them."""
    heads = _heads(part)
    headed = looks_like_header(heads) if len(heads) > 1 else kind_of(heads[0]) is Kind.TEXT
    if heads_counts(heads[0]) or not headed:
        return False
    return not any(_names_rows(_column(part.rows[1:], col)) for col in range(min(_STUB, part.table.width)))


def _names_rows(texts: Sequence[str]) -> bool:
    """Whether most of a column are names; a grade or a remark repeats, a name does not."""
    names = [text for text in texts if kind_of(text) is Kind.TEXT]
    return len(names) * 2 > sum(map(bool, texts)) and len(set(names)) * 2 > len(names)
