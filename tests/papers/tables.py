"""Random tables: levels of headers, groups, merges, totals, notes, each as such papers have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recipe.source import ABOVE, LEFT, Grid

from tests.papers import words
from tests.papers.figures import figure_column

if TYPE_CHECKING:
    from random import Random


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the tables of a paper may have.

    Attributes:
        levels: Most levels of header rows.
        rows: Most data rows.
        figures: Most columns of figures.
        merges: Ranks may be merged over the tied rows.
        groups: Group rows may stand between data rows.
        texts: A column of prose may stand at the end.
    """

    levels: int = 3
    rows: int = 40
    figures: int = 7
    merges: bool = True
    groups: bool = True
    texts: bool = True


def random_grid(random: Random, shape: Shape) -> Grid:
    """A table whose first columns are the ordinal and the name, then figures, then a rank or prose at times."""
    count = random.randint(1, shape.figures)
    heads, levels = _figure_heads(random, count, shape.levels)
    rows = random.randint(3, max(3, random.choice((8, shape.rows))))
    columns = [figure_column(random, rows) for _ in range(count)]
    if random.randint(0, 1):
        heads.append(random.choice(words.RANKS))
        columns.append(_ranks(random, rows, merged=shape.merges and random.randint(0, 2) == 0))
    if shape.texts and random.randint(0, 3) == 0:
        heads.append("Ghi chú" if random.randint(0, 1) else "Xếp loại")
        pool = words.REASONS if heads[-1] == "Ghi chú" else words.TIERS
        columns.append([random.choice((*pool, "")) if row else random.choice(pool) for row in range(rows)])
    head_rows = _head_rows([random.choice(words.ORDINALS), random.choice(words.ENTITIES)], heads, levels)
    if len(columns) > 1 and random.randint(0, 7) == 0:
        head_rows.append(["A", "B", *(str(index + 1) for index in range(len(columns)))])
    body = _body(random, columns, grouped=shape.groups and random.randint(0, 2) == 0)
    if random.randint(0, 3) == 0:
        body.append(
            [
                "",
                "Tổng cộng",
                *(column[0].rstrip("*") for column in columns[:count]),
                *[""] * (len(columns) - count),
            ]
        )
    return Grid(rows=tuple(map(tuple, (*head_rows, *body))), header_rows=len(head_rows), marks={})


def _figure_heads(random: Random, count: int, most: int) -> tuple[list[str | tuple[str, ...]], int]:
    """Headers of the figure columns: a text, or a path when cells above go over several columns."""
    levels = random.randint(1, most) if count > 1 else 1
    names = random.sample(words.INDICATORS, min(count, len(words.INDICATORS)))
    if levels == 1:
        heads: list[str | tuple[str, ...]] = list(names)
        if random.randint(0, 1):
            heads[-1] = random.choice(words.TOTALS)
        return heads, 1
    wide = random.randint(2, count)
    first = random.randint(0, count - wide)
    group = random.choice(("Điểm các nhóm tiêu chí", "Kết quả", "Năm 2021", "Trong đó"))
    heads = list(names)
    for index in range(first, first + wide):
        heads[index] = (group, names[index])
    if levels == 3 and wide >= 3:
        heads[first], heads[first + 1] = ((group, "Chia ra", names[at]) for at in (first, first + 1))
        return heads, 3
    return heads, 2


def _head_rows(stubs: list[str], heads: list[str | tuple[str, ...]], levels: int) -> list[list[str]]:
    paths = [(head,) if isinstance(head, str) else head for head in (*stubs, *heads)]
    rows: list[list[str]] = []
    for level in range(levels):
        row: list[str] = []
        for col, path in enumerate(paths):
            if level >= len(path):
                row.append(ABOVE)
            elif col and level + 1 < len(path) and paths[col - 1][: level + 1] == path[: level + 1]:
                row.append(LEFT)
            else:
                row.append(path[level])
        rows.append(row)
    return rows


def _ranks(random: Random, rows: int, *, merged: bool) -> list[str]:
    """Competition ranks with ties; with `merged`, a rank stands once over the rows that share it."""
    ranks: list[str] = []
    for row in range(rows):
        tied = row and random.randint(0, 4) == 0
        ranks.append((ABOVE if merged else ranks[-1]) if tied else str(row + 1))
    return ranks


def _body(random: Random, columns: list[list[str]], *, grouped: bool) -> list[list[str]]:
    rows = len(columns[0])
    names = [random.choice(words.NAMES) for _ in range(rows)]
    dot = random.choice(("", "", "."))
    body = [[f"{row + 1}{dot}", names[row], *(column[row] for column in columns)] for row in range(rows)]
    if not grouped:
        return body
    style = random.choice(("numbered", "over all"))
    # A group begins only where no merged cell goes on.
    starts = [0, *(row for row in range(2, rows - 1) if ABOVE not in body[row] and random.randint(0, 9) == 0)]
    for number, start in reversed(list(enumerate(starts[:5]))):
        body.insert(start, _group_row(random, number, len(columns) + 2, style))
    return body


def _group_row(random: Random, number: int, width: int, style: str) -> list[str]:
    name = random.choice(words.GROUPS)
    if style == "over all":
        return [name, *[LEFT] * (width - 1)]
    return [("I", "II", "III", "IV", "V")[number], name, *[""] * (width - 2)]
