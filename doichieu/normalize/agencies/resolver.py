"""Resolves the cells and the names of one scope, each once."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from doichieu.normalize.agencies.cells.bare import bare
from doichieu.normalize.agencies.cells.lists import TERRITORIES
from doichieu.normalize.agencies.cells.read import LONGEST_CELL, read_cell, read_pair
from doichieu.normalize.agencies.resolve import known_name, resolve_name
from doichieu.normalize.agencies.scope import Scope
from doichieu.normalize.agencies.verdict import Verdict, mention_of
from doichieu.normalize.agencies.written.legacy import decodings

if TYPE_CHECKING:
    from datetime import date

    from doichieu.model import Mention
    from doichieu.normalize.agencies.aliases import Aliases
    from doichieu.normalize.agencies.index import Index

# Cells and names that are kept for a scope, and scopes: papers repeat their names from table to table.
_KEPT = 2048
_SCOPES = 128
_TOO_LONG = Verdict(reason="quá dài để là một tên")


class Resolver:
    """Resolves the cells and the names of one scope, each once."""

    def __init__(self, index: Index, scope: Scope, aliases: Aliases | None) -> None:
        self._index, self._scope = index, scope
        self._confirmed = aliases if aliases is not None and aliases.rows else None
        self._cells: dict[str, tuple[Mention, ...]] = {}
        self._names: dict[str, Verdict] = {}
        self._exactly: dict[str, Verdict] = {}

    def read(self, cell: str) -> tuple[Mention, ...]:
        """The mentions of a cell."""
        found = self._cells.get(cell)
        if found is None:
            scope, readings = self._scope, read_cell(cell, self)
            if readings[0][1].entity is None and scope.level in TERRITORIES and " - " in bare(cell):
                readings = read_pair(cell, scope.level, self) or readings
            found = tuple([mention_of(name, verdict, scope) for name, verdict in readings])
            if not _sure(found):
                found = self._decoded(cell) or found
            self._cells[cell] = found
            if len(self._cells) > _KEPT:
                self._forget()
        return found

    def one(self, text: str) -> Mention:
        """The mention of a text that is one name."""
        printed = bare(text)
        found = mention_of(printed, self(printed), self._scope)
        decoded = () if _sure((found,)) else self._decoded(text)
        return decoded[0] if len(decoded) == 1 else found

    def _decoded(self, cell: str) -> tuple[Mention, ...]:
        """The mentions of a cell in an encoding from before Unicode; empty unless each is a name spelt right."""
        for text, encoding in decodings(cell):
            readings = read_cell(text, self)
            found = tuple(mention_of(name, verdict, self._scope) for name, verdict in readings)
            if _sure(found):
                marked = [replace(one, reason=f"{one.reason}; còn mã chữ {encoding}") for one in found]
                return (replace(marked[0], printed=bare(cell)),) if len(marked) == 1 else tuple(marked)
        return ()

    def __call__(self, name: str, *, exact: bool = False) -> Verdict:
        """The verdict on a name, that of a person first."""
        if self._confirmed is not None:
            confirmed = self._confirmed.verdict(name, self._scope, self._index.registry)
            if confirmed is not None:
                return confirmed
        known = self._exactly if exact else self._names
        found = known.get(name)
        if found is None:
            if len(name) > LONGEST_CELL:
                found = _TOO_LONG
            else:
                found = (known_name if exact else resolve_name)(self._index, name, self._scope)
            known[name] = found
            if len(known) > _KEPT:
                self._forget()
        return found

    def _forget(self) -> None:
        """Forget every answer, since there are too many."""
        for kept in (self._cells, self._names, self._exactly):
            kept.clear()


def resolver_of(index: Index, scope: Scope, aliases: Aliases | None) -> Resolver:
    """The resolver of a scope, which keeps its answers.

    Args:
        index: Known names.
        scope: Evidence of the paper and the column.
        aliases: Names that people have confirmed.

    Returns:
        The same one for the same arguments, for as long as it is kept.
    """
    # The parts of a scope are hashed in a quarter of the time that the dataclass takes.
    return _resolver_of(index, aliases, scope.province, scope.level, scope.date, scope.district)


@lru_cache(maxsize=_SCOPES)
def _resolver_of(
    index: Index,
    aliases: Aliases | None,
    province: str | None,
    level: str | None,
    on: date | None,
    district: str | None,
) -> Resolver:
    return Resolver(index, Scope(province=province, level=level, date=on, district=district), aliases)


def _sure(found: tuple[Mention, ...]) -> bool:
    """Whether every name of a cell is resolved, and none of them misspelt."""
    return all(mention.entity_id is not None and not mention.misprint for mention in found)
