"""The command that finds the IDs of agencies by their names."""

# ruff: noqa: D301, PLC0415 - typer wants a real backspace before examples; imports wait for their command

from __future__ import annotations

from doichieu.commands import console, forms, name_commands, options, scope_options


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
    rows = ((m.printed, m.entity_id or "?", m.name, m.kind, f"{m.score:.2f}", m.reason) for m in found)
    console.print_table(("printed", "entity_id", "name", "kind", "score", "reason"), rows)
