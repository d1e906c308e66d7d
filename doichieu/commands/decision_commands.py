"""Commands about decisions as a whole: to list them, and to carry them from one place to another."""

# ruff: noqa: D301, PLC0415 - typer wants a real backspace before examples; imports wait for their command

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doichieu.commands import console, options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.dataset.place import Address
    from doichieu.review.record import ReviewDecision

By = Annotated[str, typer.Option("--by", envvar="DOICHIEU_BY", show_envvar=False, help="Who decides.")]
Why = Annotated[str, typer.Option("--why", help="The reason.")]


def log(
    *,
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Only what people decided differently.")
    ] = False,
    dataset: options.DatasetAddress = options.DATASET,
    as_json: options.Json = False,
) -> None:
    """Print every decision, the earliest first.

    \b
    Examples:
      doichieu review log
      doichieu review log --conflicts --json
    """
    from doichieu.review import decisions

    found = decisions.read(dataset)
    if conflicts:
        found = [one for several in decisions.conflicts(found).values() for one in several]
    if as_json:
        console.print_json([one.as_json() for one in found])
        return
    rows = [
        (
            one.at,
            one.by,
            one.action,
            one.paper,
            one.finding_id or one.subject,
            one.printed,
            one.decided,
            one.why,
        )
        for one in found
    ]
    console.print_table(("at", "by", "action", "paper", "subject", "printed", "decided", "why"), rows)


def export(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="File to write; standard output when not given.")
    ] = None,
    *,
    dataset: options.DatasetAddress = options.DATASET,
) -> None:
    """Write every decision as a JSON object a line.

    \b
    Examples:
      doichieu review export decisions.jsonl
    """
    from doichieu.review import decisions

    text = decisions.export(decisions.read(dataset))
    if file is None:
        sys.stdout.write(text)
    else:
        file.write_text(text, "utf-8")


def merge(
    others: Annotated[
        list[str], typer.Argument(metavar="OTHER", help="Datasets, or files that `review export` wrote.")
    ],
    *,
    dataset: options.DatasetAddress = options.DATASET,
    as_json: options.Json = False,
) -> None:
    """Add what others decided; the later decision on a finding counts, both are kept, differences are told.

    \b
    Examples:
      doichieu review merge colleague.jsonl ../other/dataset
    """
    from doichieu.review import decisions
    from doichieu.review.picked import decisions_in

    new = [one for other in others for one in decisions.merge(dataset, decisions_in(other))]
    against = decisions.conflicts(decisions.read(dataset))
    if as_json:
        console.print_json({"new": len(new), "conflicts": sorted(against)})
        return
    typer.echo(f"{len(new)} new")
    for several in against.values():
        said = "; ".join(f"{one.by}: {one.action} {one.decided}".rstrip() for one in several)
        typer.echo(f"{several[0].paper} {several[0].finding_id or several[0].subject}: {said}")


def import_(
    workbook: Annotated[
        Path, typer.Argument(metavar="FILE", help="A report.xlsx with decisions written in.")
    ],
    *,
    by: Annotated[
        str,
        typer.Option(
            "--by", envvar="DOICHIEU_BY", show_envvar=False, help="Who decided, where a row does not say."
        ),
    ] = "",
    dataset: options.DatasetAddress = options.DATASET,
    as_json: options.Json = False,
) -> None:
    """Read decisions back from the workbook of a report.

    In its first sheet each finding has columns for a decision, the right value, the reason and the name; rows may be
    sorted and columns moved. All rows are checked before the first is kept; rows that were read before are passed
    over.

    \b
    Examples:
      doichieu review import outputs/report.xlsx --by "Trần Thị Bình"
    """
    from doichieu.review.workbook import decisions_in

    keep(dataset, decisions_in(workbook, dataset, by=by), as_json=as_json)


def keep(dataset: Address, new: Sequence[ReviewDecision], *, as_json: bool) -> None:
    """Write decisions, all of them or none, and print how many."""
    from doichieu.review import decisions
    from doichieu.review.record import check

    for one in new:
        check(one)  # all of them, before the first is written
    kept = [decisions.append(dataset, one) for one in new]
    if as_json:
        console.print_json([one.as_json() for one in kept])
    else:
        typer.echo(f"{len(kept)} decided")
