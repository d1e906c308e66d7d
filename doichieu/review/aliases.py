"""Learning from review: confirmed names are kept beside the dataset and can be proposed for the registry."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.dataset.kept import below, kept_in
from doichieu.dataset.place import is_url
from doichieu.normalize.agencies import Scope, match_one
from doichieu.normalize.agencies.aliases import (
    COLUMNS,
    FILE_NAME,
    Alias,
    Aliases,
    AliasesError,
    parse_aliases,
    read_aliases,
)
from doichieu.normalize.agencies.cells.bare import bare
from doichieu.normalize.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from doichieu.dataset.place import Address
    from doichieu.normalize.registry import Entity

__all__ = ["Alias", "Aliases", "beside", "confirm", "known", "propose", "read_aliases"]

_HEAD = "# Names confirmed in review: who says that a printed name is an entity, when, and in which paper.\n"


def beside(dataset: Address) -> Address:
    """Where the confirmed names of a dataset are kept.

    Returns:
        `aliases.tsv` in the folder that holds the dataset; in an object store, below the dataset's address.
    """
    if is_url(dataset):
        return below(dataset, FILE_NAME)
    return Path(dataset).resolve().parent / FILE_NAME


def known(place: Address) -> Aliases | None:
    """The confirmed names in a file or object; None where there is none.

    Raises:
        AliasesError: It cannot be read.
    """
    if not is_url(place):
        return read_aliases(Path(place)) if Path(place).exists() else None
    folder, _, name = str(place).rpartition("/")
    try:
        content = kept_in(folder).content(name)
    except OSError as error:
        raise AliasesError(
            f"The confirmed names cannot be read ({error}).",
            do="check the address, the credentials and the network.",
            source=str(place),
        ) from error
    return None if content is None else parse_aliases(content, str(place))


def confirm(place: Address, rows: Iterable[Alias]) -> Aliases:
    """Add confirmed names to a file; it is replaced whole, and of two who confirm at once neither is lost.

    Args:
        place: The file or object; made when missing.
        rows: What was confirmed.

    Returns:
        All names the file now holds; a row it had already is not written twice.

    Raises:
        AliasesError: The file that is there cannot be read or written, or a new row names no entity.
    """
    new = [_checked(row) for row in rows]
    after = Aliases()

    def added(content: bytes | None) -> bytes | None:
        nonlocal after
        before = Aliases() if content is None else parse_aliases(content, str(place))
        after = before.with_rows(new)
        return None if len(after.rows) == len(before.rows) else _text(after).encode()

    folder, _, name = (str(place) if is_url(place) else Path(place).absolute().as_posix()).rpartition("/")
    try:
        kept_in(folder).change(name, added)
    except OSError as error:
        raise AliasesError(
            f"The confirmed names cannot be written ({error.strerror or error}).",
            do="check the permissions and the room on the disk, or the address and the credentials.",
            source=str(place),
        ) from error
    return after


def propose(aliases: Aliases) -> list[dict[str, str]]:
    """Confirmed names as rows for the registry.

    Args:
        aliases: Confirmed names.

    Returns:
        One row a name that the registry does not resolve by itself and that is no misprint: the file of the registry it
        belongs in, the entity, the new alias, and who confirmed it.
    """
    return [_proposal(row) for row in aliases.rows if not row.misprint and not _known(row)]


def _proposal(row: Alias) -> dict[str, str]:
    entity = Registry.load().get(row.entity_id)
    return {
        "file": _file_of(entity, row),
        "entity_id": row.entity_id,
        "alias": row.printed,
        "scope": row.province,
        "source": ", ".join(filter(None, (row.paper, f"{row.by} {row.on.isoformat()}"))),
    }


def _file_of(entity: Entity | None, row: Alias) -> str:
    if entity is None:
        return ""
    # A department's alias that one province uses belongs to that province, not to the template of all.
    return "exceptions.tsv" if entity.level == "department" and row.province else entity.source


def _known(row: Alias) -> bool:
    entity = Registry.load().get(row.entity_id)
    province = row.province or (entity.province_id if entity is not None else None)
    found = match_one(row.printed, scope=Scope(province=province, date=row.on))
    return found.entity_id == row.entity_id and found.score == 1


def _checked(row: Alias) -> Alias:
    if Registry.load().get(row.entity_id) is None:
        raise AliasesError(f"The registry has no {row.entity_id!r}.", do="see `doichieu registry search`.")
    if not row.by.strip() or not row.printed.strip():
        raise AliasesError("A confirmed name needs a name and who confirms it.", do="give both.")
    return replace(row, printed=bare(row.printed))


def _text(aliases: Aliases) -> str:
    lines = ["\t".join(COLUMNS), *("\t".join(_cells(row)) for row in aliases.rows)]
    return _HEAD + "\n".join(lines) + "\n"


def _cells(row: Alias) -> list[str]:
    values = (row.printed, row.entity_id, row.province, row.by, row.on.isoformat(), row.paper)
    # A tab or a line break inside a value would begin another cell.
    return [" ".join(value.split()) for value in (*values, "yes" if row.misprint else "", row.note)]
