"""Names that people have confirmed: a file of the user's own, which the matcher asks first."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from doichieu.errors import DoichieuError
from doichieu.normalize.agencies.cells.bare import bare
from doichieu.normalize.agencies.spelling.keys import key_of
from doichieu.normalize.agencies.verdict import Verdict
from doichieu.normalize.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from doichieu.normalize.agencies.scope import Scope

FILE_NAME = "aliases.tsv"
COLUMNS = ("printed", "entity_id", "province", "by", "on", "paper", "misprint", "note")
_FINGERPRINT = 8
_REQUIRED = ("printed", "entity_id", "by", "on")


class AliasesError(DoichieuError):
    """The file of confirmed names cannot be read."""

    exit_code = 2
    code = "aliases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A printed name that a person says is an entity.

    Attributes:
        printed: The name as printed.
        entity_id: What it names.
        province: Province whose papers it holds for, empty for all papers.
        by: Who confirmed it.
        on: When.
        paper: Number of the paper it was met in, empty where unknown.
        misprint: Whether the paper misspelt the name, so that it still is reported.
        note: Anything else.
    """

    printed: str
    entity_id: str
    province: str = ""
    by: str
    on: date
    paper: str = ""
    misprint: bool = False
    note: str = ""


@dataclass(frozen=True, eq=False)
class Aliases:
    """Confirmed names, by spelling."""

    rows: tuple[Alias, ...] = ()

    @cached_property
    def fingerprint(self) -> str:
        """A short hash of the names, in whatever order they stand; empty for none."""
        if not self.rows:
            return ""
        lines = sorted(repr(replace(row, note="")) for row in self.rows)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:_FINGERPRINT]

    @cached_property
    def _by_key(self) -> dict[tuple[str, ...], list[Alias]]:
        found: dict[tuple[str, ...], list[Alias]] = {}
        for row in self.rows:
            found.setdefault(key_of(bare(row.printed)).tokens, []).append(row)
        return found

    def verdict(self, name: str, scope: Scope, registry: Registry | None = None) -> Verdict | None:
        """What was confirmed of a name.

        Args:
            name: One printed name.
            scope: A name confirmed for one province holds in its papers only.
            registry: Where entities are; the one that ships with the package when None.

        Returns:
            The verdict; it abstains where people confirmed different entities. None for a name that nobody confirmed.
        """
        rows = [
            row
            for row in self._by_key.get(key_of(name).tokens, ())
            if row.province in {"", scope.province or ""}
        ]
        local = [row for row in rows if row.province] or rows
        if not local:
            return None
        places = registry or Registry.load()
        entities = {row.entity_id: places.get(row.entity_id) for row in local}
        if len(entities) > 1:
            several = tuple((entity, 1.0) for entity in entities.values() if entity is not None)
            return Verdict(reason="đã được xác nhận là nhiều đơn vị khác nhau", candidates=several)
        row = max(local, key=lambda one: one.on)
        entity = entities[row.entity_id]
        if entity is None:
            return None
        return Verdict(entity, 1.0, _because(row), misprint=row.misprint)

    def with_rows(self, rows: Sequence[Alias]) -> Aliases:
        """These and some more; the same row twice is one."""
        return replace(self, rows=tuple(dict.fromkeys((*self.rows, *rows))))


def read_aliases(path: Path) -> Aliases:
    """Read a file of confirmed names.

    Args:
        path: Tab-separated text in UTF-8: a header line, then one confirmed name a line; lines that begin with # are
            comments.

    Returns:
        The names.

    Raises:
        AliasesError: The file cannot be read, lacks a column, or a line names nobody, no day or no entity.
    """
    try:
        return parse_aliases(path.read_bytes(), str(path))
    except OSError as error:
        raise _unreadable(error, str(path)) from error


def parse_aliases(content: bytes, source: str) -> Aliases:
    """The confirmed names in the bytes of a file; see `read_aliases`.

    Args:
        content: All of the file.
        source: Where it stands, for errors.
    """
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise _unreadable(error, source) from error
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and line[0] != "#"]
    if not numbered:
        return Aliases()
    header = numbered[0][1].split("\t")
    missing = [name for name in _REQUIRED if name not in header]
    if missing:
        raise AliasesError(
            f"The header lacks {', '.join(missing)}.",
            do=f"begin the file with the line {chr(9).join(COLUMNS)!r}.",
            source=source,
            place="line 1",
        )
    return Aliases(
        tuple(
            _alias(dict(zip(header, line.split("\t"), strict=False)), source, n) for n, line in numbered[1:]
        )
    )


def _alias(record: dict[str, str], source: str, number: int) -> Alias:
    place = f"line {number}"
    for name in _REQUIRED:
        if not record.get(name, "").strip():
            raise AliasesError(f"There is no {name!r}.", do="fill it in.", source=source, place=place)
    entity_id, province = record["entity_id"].strip(), record.get("province", "").strip()
    registry = Registry.load()
    if registry.get(entity_id) is None or (province and province not in registry.provinces):
        raise AliasesError(
            f"The registry has no {entity_id!r} or no province {province!r}.",
            do="see `doichieu registry search`.",
            source=source,
            place=place,
        )
    try:
        day = date.fromisoformat(record["on"].strip())
    except ValueError:
        raise AliasesError(
            f"{record['on']!r} is no date.", do="write it as 2024-06-03.", source=source, place=place
        ) from None
    return Alias(
        printed=record["printed"].strip(),
        entity_id=entity_id,
        province=province,
        by=record["by"].strip(),
        on=day,
        paper=record.get("paper", "").strip(),
        misprint=record.get("misprint", "").strip().casefold() in {"yes", "có", "x", "true", "1"},
        note=record.get("note", "").strip(),
    )


def _because(row: Alias) -> str:
    paper = f", văn bản {row.paper}" if row.paper else ""
    return f"{row.by} xác nhận ngày {row.on.isoformat()}{paper}"


def _unreadable(error: Exception, source: str) -> AliasesError:
    return AliasesError(
        f"The confirmed names cannot be read ({error}).", do="give a UTF-8 text file.", source=source
    )
