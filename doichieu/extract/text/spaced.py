"""Tables whose cells stand apart by single spaces: rows of a name, its figures and a word behind, as text copied from a page.

"Quảng Ninh 7.98 7.39 73.02 1 Rất tốt": what ends or begins a cell is told by the figures, the same in every row.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.assembly.labels import caption_of, heading_level, is_bullet
from doichieu.extract.stream import RawCell, RawRow, RawTable, Shape, Trouble
from doichieu.extract.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.text.lines import Found, SourceLine

# A dash alone stands for nothing counted.
_FIGURE = r"(?:[-+−–(]?\d{1,18}(?:[.,]\d{1,18}){0,6}%?\)?|[-–—](?=\s))"
_ROW = re.compile(
    rf"\s*(?:(?P<ordinal>\d{{1,4}})[.)]?\s)?\s*(?P<name>[^\W\d][^\t|]*?)\s(?P<figures>{_FIGURE}(?:\s{_FIGURE})+)"
    r"(?:\s(?P<behind>[^\W\d][^\d\t|.;:]{0,40}))?\s*"
)
_SPACE = re.compile(r"\s")
_FEWEST_ROWS, _FEWEST_FIGURES = 4, 2
_LONGEST_NAME = 90
_MOST_HEAD, _LONGEST_ROW = 3, 400
_ORDINALS = frozenset({"STT", "TT"})
# A header of two levels bears out even a short table.
_LEVELS, _FEWEST_BELOW_LEVELS = 2, 2


class _Row(NamedTuple):
    ordinal: str
    name: str
    figures: tuple[str, ...]
    behind: str


def find_spaced(lines: Sequence[SourceLine]) -> tuple[Found, list[Trouble]]:
    """Find the tables of a text whose cells stand apart by single spaces.

    Args:
        lines: All lines of the source.

    Returns:
        By the index of its first line, each table and the index of the line after it; and what of their headers was
        not told apart.
    """
    found: Found = {}
    troubles: list[Trouble] = []
    end = 0
    while end < len(lines):
        first = end
        matches = list(_matches(lines, first))
        end = first + max(len(matches), 1)
        if (levels := _levels_above(lines, first)) and (rows := _rows(matches, levels[1])) is not None:
            body = [*levels[0], *(_cells(row, lines[at]) for at, row in enumerate(rows, start=first))]
            span = (lines[first - 2].start, lines[end - 1].span[1])
            found[first - 2] = (RawTable(rows=tuple(body), shape=Shape.GIVEN, header_hint=2, span=span), end)
            continue
        if (rows := _rows(matches)) is None:
            continue
        body = [_cells(row, lines[at]) for at, row in enumerate(rows, start=first)]
        start, head = _head_above(lines, first, len(body[0]))
        span = (lines[start].start, lines[end - 1].span[1])
        if len(head) == 1:
            message = f"the titles of {len(body[0])} columns stand in one line and could not be told apart"
            do = "Do: read the paper in the format it was published in"
            troubles.append(Trouble(code="columns-not-told", message=f"{message}. {do}", span=span))
        if head:
            body.insert(0, head)
        table = RawTable(rows=tuple(body), shape=Shape.GIVEN, header_hint=int(bool(head)), span=span)
        found[start] = (table, end)
    return found, troubles


def _matches(lines: Sequence[SourceLine], first: int) -> Iterator[re.Match[str]]:
    for at in range(first, len(lines)):
        text = lines[at].text
        match = _ROW.fullmatch(text) if len(text) < _LONGEST_ROW and "\t" not in text else None
        if match is None:
            return
        yield match


def _head_above(lines: Sequence[SourceLine], first: int, width: int) -> tuple[int, RawRow]:
    """Where the header right above the first row begins, and its cells: as few lines as give a title a column.

    Where none do it is the nearest line as one cell over all columns; none where no line can be one.
    """
    start = first
    while start > max(0, first - _MOST_HEAD) and _may_head(lines[start - 1].text):
        start -= 1
        head = _head(fold(" ".join(line.text for line in lines[start:first])), width)
        if len(head) == width:
            return start, head
    if start == first:
        return first, ()
    return first - 1, _head(fold(lines[first - 1].text), width)


def _may_head(text: str) -> bool:
    stripped = text.strip()
    if not stripped or "|" in text or "\t" in text or stripped[-1] in ".;:,":
        return False
    return not (caption_of(stripped) or is_bullet(stripped) or heading_level(stripped))


def _levels_above(lines: Sequence[SourceLine], first: int) -> tuple[tuple[RawRow, RawRow], int] | None:
    """A header of two levels right above the first row, and how many figures a row has: "… Đúng hạn Trễ hạn", "Tổng % Tổng %".

    The lower level says the same of each of the last titles of the upper one.
    """
    if first < _LEVELS or not all(_may_head(line.text) for line in lines[first - _LEVELS : first]):
        return None
    upper, lower = (_titles(fold(line.text)) for line in lines[first - _LEVELS : first])
    below = next(
        (
            lower[:size]
            for size in range(2, len(lower) // 2 + 1)
            if len(lower) % size == 0 and lower == lower[:size] * (len(lower) // size)
        ),
        None,
    )
    if below is None or len(lower) // len(below) >= len(upper):
        return None
    plain = len(upper) - len(lower) // len(below)
    top = [RawCell(text=title, col=at, row_span=_LEVELS) for at, title in enumerate(upper[:plain])]
    top += [
        RawCell(text=title, col=plain + at * len(below), col_span=len(below))
        for at, title in enumerate(upper[plain:])
    ]
    rest = tuple(RawCell(text=title, col=plain + at) for at, title in enumerate(lower))
    return (tuple(top), rest), plain + len(lower) - 1


def _rows(matches: Sequence[re.Match[str]], count: int = 0) -> list[_Row] | None:
    """The rows of a table, their figures as many as its header says, or the row with the fewest has; what is more belongs to names."""
    fewest = _FEWEST_BELOW_LEVELS if count else _FEWEST_ROWS
    if len(matches) < fewest or len({bool(match["behind"]) for match in matches}) > 1:
        return None
    split = [_SPACE.split(match["figures"]) for match in matches]
    if count and (min(map(len, split)) < count or any(match["behind"] for match in matches)):
        return None
    counted = not count and all(match["ordinal"] for match in matches)
    count = count or min(map(len, split))
    rows = []
    for match, figures in zip(matches, split, strict=True):
        ordinal = match["ordinal"] or ""
        words = [*([] if counted or not ordinal else [ordinal]), match["name"], *figures[:-count]]
        name = fold(" ".join(words))
        if len(name) > _LONGEST_NAME or name.endswith((".", ":", ";", ",")):
            return None
        rows.append(_Row(ordinal if counted else "", name, tuple(figures[-count:]), match["behind"] or ""))
    return rows if len({row.name for row in rows}) > 1 else None


def _cells(row: _Row, line: SourceLine) -> RawRow:
    texts = [
        *([row.ordinal] if row.ordinal else []),
        row.name,
        *row.figures,
        *([row.behind] if row.behind else []),
    ]
    cells = []
    offset = 0
    for col, text in enumerate(texts):
        at = line.text.find(text, offset)
        offset = at + len(text) if at >= 0 else offset
        span = (line.start + max(at, 0), line.start + offset)
        cells.append(RawCell(text=fold(text), col=col, span=span))
    return tuple(cells)


def _head(text: str, width: int) -> RawRow:
    """The titles of a line; one cell over all columns where they are not as many."""
    titles = _titles(text)
    if len(titles) != width:
        return (RawCell(text=text, col=0, col_span=width),)
    return tuple(RawCell(text=title, col=col) for col, title in enumerate(titles))


def _titles(text: str) -> list[str]:
    """The titles of a line, each beginning with a capital, or a percent sign alone."""
    titles: list[str] = []
    for word in text.split():
        goes_on = word.isupper() and len(word) > 1 and word not in _ORDINALS
        begins = word == "%" or (word[0].isupper() and not goes_on)
        if titles and titles[-1] not in _ORDINALS and not begins:
            titles[-1] += f" {word}"
        else:
            titles.append(word)
    return titles
