"""English names of national bodies and of the bodies that provinces have."""

from __future__ import annotations

from functools import cache

from doichieu.normalize.registry.tables import read_table


@cache
def english_names() -> tuple[tuple[str, str], ...]:
    """Pairs of an entity ID or the slug of a provincial body, and an English name of it."""
    return tuple((record["of"], record["name"]) for record in read_table("english.tsv"))
