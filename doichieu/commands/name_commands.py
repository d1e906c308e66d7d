"""Commands about names: the registry and confirmed names."""

# ruff: noqa: D301, PLC0415 - typer wants a real backspace before examples; imports wait for their command

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doichieu.commands import console, entity_forms, options, scope_options
from doichieu.dataset.place import is_url
from doichieu.errors import UsageError

if TYPE_CHECKING:
    from doichieu.dataset.place import Address
    from doichieu.normalize.agencies.aliases import Aliases

registry = typer.Typer(no_args_is_help=True, help="Look into the dated registry of public bodies.")

AliasesFile = Annotated[
    Path | None,
    typer.Option("--aliases", help="Confirmed names; `aliases.tsv` beside the dataset when not given."),
]
EntityId = Annotated[str, typer.Argument(metavar="ID", help="ID of an entity (VN-31:h-543).")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="At most so many.")]


def aliases_of(given: Path | None, dataset: Address | None) -> Aliases | None:
    """The confirmed names to use: of the file given, else of the one beside the dataset, else none.

    Raises:
        AliasesError: A file was given that cannot be read, or the one beside the dataset is wrong.
    """
    if given is not None:
        from doichieu.normalize.agencies.aliases import read_aliases

        return read_aliases(given)
    if dataset is None or not (is_url(dataset) or _beside(dataset).exists()):
        return None
    from doichieu.review.aliases import beside, known

    return known(beside(dataset))


def _beside(folder: Address) -> Path:
    """What `review.aliases.beside` says of a folder, without the matcher that loads with it."""
    return Path(folder).absolute().parent / "aliases.tsv"


@registry.command()
def show(entity_id: EntityId, *, as_json: options.Json = False) -> None:
    """Show an entity, its codes and its history.

    \b
    Examples:
      doichieu registry show VN-31:h-543
      doichieu registry show VN-31 --json
    """
    from doichieu.normalize.registry import Registry
    from doichieu.normalize.registry.history import history

    found = Registry.load()
    entity = found.get(entity_id)
    if entity is None:
        raise UsageError(f"The registry has no {entity_id!r}.", do="find it with `doichieu registry search`.")
    lines = history(entity, found)
    if as_json:
        console.print_json({**entity_forms.json_of(entity), "history": lines})
        return
    codes = (
        ("ISO 3166-2", entity.iso),
        ("GSO", entity.gso),
        ("GSO 2025", entity.gso_2025),
        ("Mã định danh", entity.ma_dinh_danh),
    )
    typer.echo("\n".join(lines))
    for label, text in (
        *codes,
        ("aliases", "; ".join(entity.aliases)),
        ("note", entity.note),
        ("source", entity.source),
    ):
        if text:
            typer.echo(f"{label}: {text}")
    if not entity.confirmed:
        typer.echo("no source says that this province has such a body")


@registry.command()
def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words of a name, or the beginning of an ID.")],
    *,
    level: scope_options.EntityLevel = None,
    on: scope_options.Day = None,
    limit: Limit = 20,
    as_json: options.Json = False,
) -> None:
    """Find entities by words of their names.

    Words may be cut short and need no diacritics. Communes are looked for where nothing else has the name, or with
    `--level commune`.

    \b
    Examples:
      doichieu registry search "so tai chinh binh d"
      doichieu registry search "chau thanh" --level district --date 2017-01-01
    """
    given = (scope_options.entity_level(level), scope_options.day(on))
    from doichieu.normalize.registry.search import search as find

    found = find(text, level=given[0], on=given[1], limit=limit)
    if not found and given[0] is None:
        found = find(text, level="commune", on=given[1], limit=limit)
    entity_forms.print_entities(found, as_json=as_json)


@registry.command()
def at(
    day: Annotated[
        str, typer.Argument(metavar="DATE", help="A day: 2024-06-03, 03/06/2024, or 2024 for its end.")
    ],
    *,
    province: scope_options.Province = None,
    level: scope_options.EntityLevel = None,
    as_json: options.Json = False,
) -> None:
    """List what was in force on a day: the country's provinces and ministries, or a province's bodies.

    \b
    Examples:
      doichieu registry at 2017-02-07 --province "Bình Định"
      doichieu registry at 2025-07-01 --level province
    """
    parent, on, wanted = (
        scope_options.province(province),
        scope_options.day(day),
        scope_options.entity_level(level),
    )
    from doichieu.normalize.registry import Registry

    entity_forms.print_entities(
        list(Registry.load().children(parent or "VN", on, wanted)), as_json=as_json, on=on
    )


@registry.command()
def confirm(
    printed: Annotated[str, typer.Argument(metavar="NAME", help="A name as a paper prints it.")],
    entity_id: EntityId,
    *,
    by: Annotated[str, typer.Option("--by", help="Who confirms it.")],
    province: scope_options.Province = None,
    paper: Annotated[str, typer.Option("--paper", help="Number of the paper it stands in.")] = "",
    on: scope_options.Day = None,
    misprint: Annotated[
        bool, typer.Option("--misprint", help="The paper misspelt it: it stays a finding.")
    ] = False,
    dataset: options.DatasetAddress = options.DATASET,
    aliases: AliasesFile = None,
) -> None:
    """Confirm that a printed name is an entity.

    The name is kept beside the dataset, with who said so and when, and is used from then on.

    \b
    Examples:
      doichieu registry confirm "Sở Bưu chính" VN-31:so-tttt --by "Lê An" --province VN-31 --paper 305/QĐ-UBND
    """
    where, when = scope_options.province(province), scope_options.day(on)
    from doichieu.review.aliases import Alias, beside
    from doichieu.review.aliases import confirm as keep

    path = aliases or beside(dataset)
    row = Alias(
        printed=printed,
        entity_id=entity_id,
        province=where or "",
        by=by,
        on=when or _today(),
        paper=paper,
        misprint=misprint,
    )
    typer.echo(f"{path}: {len(keep(path, [row]).rows)} names")


@registry.command()
def propose(
    *,
    dataset: options.DatasetAddress = options.DATASET,
    aliases: AliasesFile = None,
    as_json: options.Json = False,
) -> None:
    """Print confirmed names as rows for the registry.

    Misprints, and names that the registry knows by itself, are left out.

    \b
    Examples:
      doichieu registry propose --dataset data
    """
    from doichieu.review.aliases import propose as rows_for

    known = aliases_of(aliases, dataset)
    rows = [] if known is None else rows_for(known)
    if as_json:
        console.print_json(rows)
        return
    for row in rows:
        typer.echo("\t".join(row.values()))


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
