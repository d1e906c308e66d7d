"""The command that finds the IDs of agencies by their names."""

# ruff: noqa: D301, PLC0415 - typer wants a real backspace before examples; imports wait for their command

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.commands import console, forms, name_commands, options, scope_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.model import Mention


def match(
    *,
    names: scope_options.Names = None,
    province: scope_options.Province = None,
    level: scope_options.EntityLevel = None,
    on: scope_options.Day = None,
    aliases: name_commands.AliasesFile = None,
    as_json: options.Json = False,
) -> None:
    """Find the canonical IDs of agencies by their printed names.

    A name that could be several gets no ID but the candidates and the reason.

    \b
    Examples:
      doichieu match "Sở LĐ-TB&XH" "UBND TX An Nhơn" --province "Bình Định"
      cut -f2 names.tsv | doichieu match --province VN-21 --date 2018-04-27 --json
    """
    given = (scope_options.province(province), scope_options.entity_level(level), scope_options.day(on))
    printed = names or scope_options.piped_names()
    from doichieu.normalize import agencies

    scope = agencies.Scope(province=given[0], level=given[1], date=given[2])
    confirmed = name_commands.aliases_of(aliases, None)
    found = (mention for name in printed for mention in agencies.match(name, scope=scope, aliases=confirmed))
    if as_json:
        console.print_json_list(map(forms.mention, found))
        return
    rows = (row for mention in found for row in _rows(mention))
    console.print_table(("printed", "entity_id", "name", "kind", "score", "reason"), rows)


def _rows(mention: Mention) -> Iterator[tuple[str | None, ...]]:
    """The row of a name; of one without an ID its candidates below it, told apart by province and dates."""
    from doichieu.normalize.agencies.verdict import MOST_CANDIDATES
    from doichieu.normalize.registry import Registry
    from doichieu.review.vocabulary import described

    one, registry = mention, Registry.load()
    yield one.printed, one.entity_id or "?", one.name, one.kind, f"{one.score:.2f}", one.reason
    shown = one.candidates if one.entity_id is None else ()
    for candidate in shown:
        entity = registry.get(candidate.entity_id)
        told = "" if entity is None else described(entity, registry)
        yield (
            "",
            candidate.entity_id,
            candidate.name,
            entity.kind if entity else None,
            f"{candidate.score:.2f}",
            told,
        )
    if len(shown) == MOST_CANDIDATES:
        yield (
            "",
            "…",
            None,
            None,
            "",
            f"the first {MOST_CANDIDATES}; others may fit: narrow with --province or --level",
        )
