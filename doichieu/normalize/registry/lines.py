"""What the lines of one entity say of it: one line is one form, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.normalize.registry.entities import Form
from doichieu.normalize.registry.tables import Record, day, items

if TYPE_CHECKING:
    from collections.abc import Iterable


def forms_of(lines: Iterable[Record]) -> tuple[Form, ...]:
    """The forms of an entity."""
    return tuple(
        Form(
            kind=line["kind"],
            name=line["name"],
            valid_from=day(line["from"]),
            valid_to=day(line["to"]),
            act=line["act"],
        )
        for line in lines
    )


def aliases_of(lines: Iterable[Record]) -> tuple[str, ...]:
    """The other spellings of an entity, of whatever form they are."""
    return tuple(alias for line in lines for alias in items(line["aliases"]))
