"""The command about names that wait for a decision."""

# ruff: noqa: D301, PLC0415 - typer wants a real backspace before examples; imports wait for their command

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from doichieu.commands import console, name_commands, options
from doichieu.commands.decision_commands import Why
from doichieu.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence


def names(
    printed: Annotated[str | None, typer.Argument(metavar="NAME", help="A name that waits.")] = None,
    entity_id: Annotated[
        str | None, typer.Argument(metavar="ID", help="The entity it is; `-` for none of the registry.")
    ] = None,
    *,
    by: Annotated[
        str, typer.Option("--by", envvar="DOICHIEU_BY", show_envvar=False, help="Who decides.")
    ] = "",
    why: Why = "",
    misprint: Annotated[
        bool, typer.Option("--misprint", help="The paper misspelt it: it stays a finding.")
    ] = False,
    dataset: options.DatasetAddress = options.DATASET,
    aliases: name_commands.AliasesFile = None,
    as_json: options.Json = False,
) -> None:
    """List the names that wait for a decision, or decide on one.

    A confirmed name is kept as `registry confirm` keeps it.

    \b
    Examples:
      doichieu review names
      doichieu review names "Sở Bưu chính" VN-31:so-tttt --by "Lê An"
      doichieu review names "Tổ công tác 5" - --by "Lê An" --why "tổ liên ngành"
    """
    from doichieu.review import decisions, waiting
    from doichieu.review.aliases import beside
    from doichieu.review.holdings import Holdings

    known, held = name_commands.aliases_of(aliases, dataset), Holdings.of(dataset)
    open_ = waiting.waiting(held, decisions.current(decisions.read(dataset)), known)
    if printed is None:
        _print_names([(name, waiting.candidates(held, name, known)) for name in open_], as_json=as_json)
        return
    if entity_id is None or not by.strip():
        raise UsageError("A name is decided by somebody for an entity.", do="give its ID (or -) and --by.")
    wanted = [name for name in open_ if name.printed.casefold() == printed.strip().casefold()]
    if not wanted:
        raise UsageError(f"No name {printed!r} waits.", do="see `doichieu review names`.")
    for name in wanted:
        paper = held.papers[name.places[0][0]].name
        if entity_id == "-":
            decisions.append(dataset, waiting.none_of_these(name, by=by, why=why, paper=paper))
        else:
            path = aliases or beside(dataset)
            waiting.confirm(path, name, entity_id, by=by, paper=paper, misprint=misprint)
    console.print_json({"decided": len(wanted)}) if as_json else typer.echo(f"{len(wanted)} decided")


def _print_names(found: Sequence[tuple[Any, Any]], *, as_json: bool) -> None:
    if as_json:
        from doichieu.commands import forms

        console.print_json(
            [{**forms.mention(mention), "places": len(name.places)} for name, mention in found]
        )
        return
    rows = [
        (
            name.printed,
            len(name.places),
            mention.reason,
            "; ".join(f"{one.entity_id} {one.name}" for one in mention.candidates),
        )
        for name, mention in found
    ]
    console.print_table(("name", "places", "reason", "candidates"), rows)
