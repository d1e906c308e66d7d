"""Tables that only lay out a page: letterheads, addresses and signature blocks as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import heads_ordinals
from doichieu.extract.frames import LAYOUT
from doichieu.extract.stream import Item, Line, RawCell, RawRow, RawTable, Shape
from doichieu.extract.words import fold, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Three offices that sign beside each other, and the day.
_MOST_BESIDE = 4


def is_layout(raw: RawTable) -> bool:
    """Whether a table only lays out a letterhead, an address or a signature block."""
    if len(raw.rows) > 14 or max(sum(bool(cell.text) for cell in row) for row in raw.rows) > 4:
        return False
    if any(heads_ordinals(cell.text) for cell in raw.rows[0][:1]):
        return False
    return any(
        LAYOUT.search(plain(line))
        for row in raw.rows
        for cell in row
        for line in (cell.lines or (cell.text,))
    )


class Layouts:
    """Numbers the layout tables, so that lines of one stay together."""

    def __init__(self) -> None:
        self.count = 0

    def next(self) -> int:
        """The number of the next layout table."""
        self.count += 1
        return self.count

    def lines(self, raw: RawTable) -> list[Line]:
        """The lines of the next layout table."""
        return _to_lines(raw, self.next())


def unfolded(items: Sequence[Item], layouts: Layouts) -> Iterator[Item]:
    """The stream with lines for the letterheads and signatures that stand in rows of tables."""
    for item in items:
        if isinstance(item, RawTable) and _may_be_sheet(item):
            from doichieu.extract.sheets.flat import unfold  # noqa: PLC0415 (few papers hold a sheet in a table)

            yield from unfold(item, layouts.next)
        else:
            yield item


def _may_be_sheet(raw: RawTable) -> bool:
    """Whether a table begins or ends in a row that leaves half of its places blank, as letterheads and signatures do."""
    if raw.shape is not Shape.GIVEN or len(raw.rows) < 3 or raw.width < 3:
        return False
    most = min(_MOST_BESIDE, (raw.width + 1) // 2)
    return any(sum(bool(cell.text) for cell in row) <= most for row in (raw.rows[0], raw.rows[-1]))


def _to_lines(raw: RawTable, group: int) -> list[Line]:
    """The text of a layout table: column by column, for letterheads stand side by side; labels with their values last."""
    columns: dict[int, list[tuple[RawCell, str]]] = {}
    pairs = [row for row in raw.rows if _are_pairs(row)]
    for row in raw.rows:
        for index, cell in enumerate(() if row in pairs else row):
            texts = [text for line in cell.lines or (cell.text,) if (text := fold(line))]
            columns.setdefault(index if cell.col is None else cell.col, []).extend(
                (cell, text) for text in texts
            )
    labelled = [
        Line(text=fold(f"{label.text} {value.text}"), gap=1, span=label.span, place=label.place)
        for row in pairs
        for label, value in zip(row[::2], row[1::2], strict=False)
        if label.text
    ]
    beside = [
        Line(
            text=text,
            gap=int(order == 0),
            span=cell.span,
            group=group,
            place=cell.place,
            reference=cell.reference,
        )
        for _, entries in sorted(columns.items())
        for order, (cell, text) in enumerate(entries)
    ]
    return beside + labelled


def _are_pairs(row: RawRow) -> bool:
    """Whether a row is of labels, each with its value behind it: "Số hiệu: | 51/2016/NQ-HĐND | Loại văn bản: | Nghị quyết"."""
    labels = [cell.text for cell in row[::2] if cell.text]
    return len(labels) > 1 and all(label.endswith(":") for label in labels)
