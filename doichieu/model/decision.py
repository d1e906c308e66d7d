"""A document understood: what normalize makes of it."""

from __future__ import annotations

from dataclasses import dataclass

from doichieu.model.claims import Claim, StatedList
from doichieu.model.printed import Document, Issue
from doichieu.model.readings import Observation, TableReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A document understood."""

    document: Document
    tables: tuple[TableReading, ...]
    observations: tuple[Observation, ...]
    claims: tuple[Claim, ...]
    lists: tuple[StatedList, ...] = ()
    issues: tuple[Issue, ...] = ()
