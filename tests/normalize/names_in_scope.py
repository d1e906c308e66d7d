"""Names that several entities of one scope share, and the IDs of the registry, as reviewable lists.

python -m tests.normalize.names_in_scope [--check]

ids.txt and commune_ids.txt hold every ID ever given: one that disappears from the registry breaks every dataset that holds it.
ambiguous.tsv holds the spellings that one scope gives to several entities; the matcher tells them apart by date or level,
or abstains.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from doichieu.normalize.agencies.spelling.keys import key_of
from doichieu.normalize.registry import Entity, Registry

HERE = Path(__file__).parent
IDS = HERE / "ids.txt"
COMMUNE_IDS = HERE / "commune_ids.txt"
AMBIGUOUS = HERE / "ambiguous.tsv"
_IDS_HEAD = (
    "# Every ID of the registry. Lines are only ever added: `python -m tests.normalize.names_in_scope`.\n"
)
_COMMUNE_IDS_HEAD = "# Every ID of a commune, one province a line: the province, then what follows it in the ID. Codes are only ever added.\n"
_AMBIGUOUS_HEAD = (
    "# Spellings that several entities of one scope share (bare names of districts, aliases), made by "
    "`python -m tests.normalize.names_in_scope`.\nscope\tname\tentities\n"
)


def ids_text() -> str:
    """What ids.txt should be."""
    return _IDS_HEAD + "\n".join(Registry.load().ids()) + "\n"


def commune_ids_text() -> str:
    """What commune_ids.txt should be."""
    registry = Registry.load()
    return _COMMUNE_IDS_HEAD + "".join(
        f"{province} {' '.join(sorted(_slugs(registry, province)))}\n"
        for province in sorted(registry.provinces)
    )


def _slugs(registry: Registry, province: str) -> list[str]:
    return [entity.entity_id.partition(":")[2] for entity in registry.communes(province)]


def ambiguous_text() -> str:
    """What ambiguous.tsv should be."""
    rows = [f"{scope}\t{name}\t{','.join(ids)}" for scope, name, ids in shared_names()]
    return _AMBIGUOUS_HEAD + "\n".join(rows) + "\n"


def shared_names() -> list[tuple[str, str, list[str]]]:
    """Scope, name and entities of every spelling that several share, by scope and name."""
    holders: dict[tuple[str, tuple[str, ...]], dict[str, str]] = defaultdict(dict)
    for entity in Registry.load().all():
        if entity.confirmed:
            for name in _names(entity):
                holders[entity.parent_id, key_of(name).tokens].setdefault(entity.entity_id, name)
    found = [
        (scope, min(entities.values()), sorted(entities))
        for (scope, _), entities in holders.items()
        if len(entities) > 1
    ]
    # Every province has its departments from one template: what they share is said once.
    return sorted({(_scope(scope, ids), name, tuple(_short(ids))) for scope, name, ids in found}, key=str)


def _names(entity: Entity) -> Iterator[str]:
    yield from dict.fromkeys([*(form.name for form in entity.forms), *entity.aliases])


def _scope(scope: str, ids: list[str]) -> str:
    return scope if any(":h-" in entity_id for entity_id in ids) or scope == "VN" else "VN-*"


def _short(ids: list[str]) -> list[str]:
    return [
        entity_id if ":h-" in entity_id else entity_id.partition(":")[2] or entity_id for entity_id in ids
    ]


def _listed(path: Path) -> set[str]:
    return _given(path.read_text("utf-8")) if path.exists() else set()


def _given(text: str) -> set[str]:
    lines = [line.split(" ") for line in text.splitlines() if not line.startswith("#")]
    return {":".join((line[0], slug)) if slug else line[0] for line in lines for slug in (line[1:] or [""])}


def main() -> int:
    """Write the lists, or say which of them is not what it should be."""
    wanted = {IDS: ids_text(), COMMUNE_IDS: commune_ids_text(), AMBIGUOUS: ambiguous_text()}
    if "--check" in sys.argv[1:]:
        stale = [path.name for path, text in wanted.items() if path.read_text("utf-8") != text]
        print(*(f"{name} is not what the registry gives" for name in stale), sep="\n")  # noqa: T201 - a script
        return 1 if stale else 0
    lost = (_listed(IDS) - set(Registry.load().ids())) | (_listed(COMMUNE_IDS) - _given(commune_ids_text()))
    if lost:
        print("IDs that datasets may hold would be lost:", *sorted(lost), sep="\n")  # noqa: T201
        return 1
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
