"""What is in a paper, in the form that reading is held against."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from doichieu.model import Document, Table

Rows = tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """A table as a careful reader would type it; fields as in `doichieu.model.Table`, None where a cell spans."""

    number: str | None
    part: str | None
    caption: str | None
    unit: str | None
    notes: tuple[str, ...]
    header_rows: int
    rows: Rows

    def without_merges(self) -> Truth:
        """The same for media that cannot say that cells are merged: what a merged cell covers is blank."""
        return replace(self, rows=tuple(tuple(text or "" for text in row) for row in self.rows))

    def as_json(self) -> dict[str, Any]:
        """The form of the files in tests/truth."""
        return asdict(self)


def truth_of(table: Table) -> Truth:
    """What was read, in the same form."""
    return Truth(
        number=table.number,
        part=table.part,
        caption=table.caption,
        unit=table.unit,
        notes=table.notes,
        header_rows=table.header_rows,
        rows=tuple(tuple(row) for row in table.grid()),
    )


def truths_of(document: Document) -> list[Truth]:
    """Every table of a document, in the same form."""
    return [truth_of(table) for table in document.tables]
