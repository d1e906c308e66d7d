"""What the three invented papers share: tables as grids, figures by the rules of each, planted errors."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any


@dataclass
class Sheet:
    """A table of a paper: number, caption, header rows and body rows of text, all as they will be printed.

    Body rows of one cell are group rows. `spans` are header cells as (row, column, rows, columns);
    `merged` are body cells that cover the rows below them, as (row, column, rows).
    """

    number: str | None
    caption: str
    header: list[list[str]]
    body: list[list[str]]
    spans: list[tuple[int, int, int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    entity: int = 1
    listed: bool = False

    def row(self, label: str) -> int:
        """The body row that names exactly this agency."""
        return next(i for i, cells in enumerate(self.body) if len(cells) > 1 and cells[self.entity] == label)

    def title(self, column: int) -> str:
        """The header of a column, its levels joined as the vocabulary does."""
        path: list[str] = []
        for level, cells in enumerate(self.header):
            owner = next(
                (s for s in self.spans if s[0] <= level < s[0] + s[2] and s[1] <= column < s[1] + s[3]),
                (level, column, 1, 1),
            )
            text = (
                self.header[owner[0]][owner[1]] if owner[1] != column or owner[0] != level else cells[column]
            )
            if text and text not in path:
                path.append(text)
        return " / ".join(path)


@dataclass
class Paper:
    """An invented paper: blocks in reading order, a string for a paragraph and a `Sheet` for a table."""

    name: str
    suffix: str
    blocks: list[str | Sheet]
    planted: list[dict[str, Any]] = field(default_factory=list)

    @property
    def sheets(self) -> list[Sheet]:
        """The tables in reading order."""
        return [block for block in self.blocks if isinstance(block, Sheet)]

    def copy(self) -> Paper:
        """A twin that can be spoilt without touching this one."""
        return deepcopy(self)

    def sheet(self, number: str) -> Sheet:
        """The table of this number."""
        return next(sheet for sheet in self.sheets if sheet.number == number)

    def spoil(self, rule: str, number: str, label: str, column: int, wrong: str, **more: Any) -> None:
        """Print `wrong` in one cell and write down what was right; `more` goes into the record as it is."""
        sheet = self.sheet(number)
        row = sheet.row(label)
        right = sheet.body[row][column]
        if right == wrong:
            raise ValueError(f"{number} {label}: nothing was spoilt")
        sheet.body[row][column] = wrong
        self.note(rule, number, label, sheet.title(column), printed=wrong, correct=right, **more)

    def respeak(self, rule: str, old: str, new: str, printed: str, correct: str, **more: Any) -> None:
        """Say something wrong in the prose and write down what was right."""
        at = [i for i, block in enumerate(self.blocks) if isinstance(block, str) and old in block]
        if len(at) != 1:
            raise ValueError(f"{old!r} stands in {len(at)} paragraphs")
        text = self.blocks[at[0]]
        assert isinstance(text, str)
        self.blocks[at[0]] = text.replace(old, new)
        self.note(rule, None, None, None, printed=printed, correct=correct, **more)

    def note(
        self,
        rule: str,
        number: str | None,
        label: str | None,
        column: str | None,
        *,
        printed: str,
        correct: str,
        **more: Any,
    ) -> None:
        """Write a planted error down."""
        place = [s.number for s in self.sheets].index(number) if number else None
        record = {"rule": rule, "rules": [rule], "table": number, "table_index": place, "part": None}
        record |= {"entity": label, "column": column, "printed": printed, "correct": correct}
        self.planted.append(record | more)


def spread(total: Decimal, maxima: list[Decimal], step: Decimal, key: int) -> list[Decimal]:
    """Split a total over components below their maxima, in multiples of a step; `key` varies the split."""
    whole = sum(maxima, Decimal(0))
    parts = []
    for index, most in enumerate(maxima):
        wobble = (key * 37 + index * 53 + key * index * 11) % 13 - 6
        wanted = total * most / whole + Decimal(wobble) * most / 200
        parts.append(min(most, (wanted / step).quantize(Decimal(1), ROUND_HALF_UP) * step))
    gap = total - sum(parts)
    for index in sorted(range(len(maxima)), key=lambda i: parts[i] / maxima[i], reverse=gap < 0):
        room = min(gap, maxima[index] - parts[index])
        parts[index] += room
        gap -= room
    if gap or any(part <= 0 for part in parts):
        raise ValueError(f"{total} does not spread over {maxima}")
    return parts


def show(value: Decimal, places: int | None = None, mark: str = ",", group: str = "") -> str:
    """A figure as printed: decimal mark, optional grouping, trailing zeros dropped when places is None."""
    text = f"{value:,.{places}f}" if places is not None else f"{value.normalize():,f}"
    return text.replace(",", "\0").replace(".", mark).replace("\0", group)


def percent(part: Decimal | int, whole: Decimal | int, places: int, *, cut: bool = False) -> Decimal:
    """A percentage at so many places, half up or cut off."""
    mode = ROUND_DOWN if cut else ROUND_HALF_UP
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1).scaleb(-places), mode)


def mean(values: list[Decimal], places: int) -> Decimal:
    """The average at so many places, half up."""
    return (sum(values, Decimal(0)) / len(values)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def competition(scores: list[Decimal]) -> list[int]:
    """Ranks 1, 2, 2, 4 from the highest."""
    return [1 + sum(other > score for other in scores) for score in scores]


def dense(scores: list[Decimal]) -> list[int]:
    """Ranks 1, 2, 2, 3 from the highest."""
    return [1 + len({other for other in scores if other > score}) for score in scores]
