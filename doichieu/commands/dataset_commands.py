"""Commands about datasets as a whole."""

# ruff: noqa: D301, PLC0415 - typer wants a real backspace before examples; imports wait for their command

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doichieu.commands import console, options
from doichieu.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.dataset.store import Store
    from doichieu.pipeline.inputs import Inputs

Before = Annotated[str, typer.Argument(metavar="A", help="A dataset: a folder, or an address (s3://…).")]
After = Annotated[str, typer.Argument(metavar="B", help="Another.")]
Prune = Annotated[
    bool, typer.Option("--prune", help="Remove papers whose files are gone from the files and folders given.")
]


Retry = Annotated[bool, typer.Option("--retry", help="Try files again that could not be read in three runs.")]


def export(
    dest: options.Dest,
    *,
    to: options.To,
    dataset: options.DatasetAddress = options.DATASET,
    as_json: options.Json = False,
) -> None:
    """Write the dataset for other tools.

    \b
    Examples:
      doichieu export --to xlsx dataset.xlsx
      doichieu export --to csv tables/ --dataset data
    """
    from doichieu.dataset.export import write

    files = [str(path) for path in write(dataset, str(to), dest)]
    if as_json:
        console.print_json({"files": files})
    else:
        typer.echo("\n".join(files))


def diff(before: Before, after: After, *, as_json: options.Json = False) -> None:
    """Show what changed from one dataset to another: papers, figures, findings.

    Papers are the same when their bytes are, else when they come from the same path. Exit code 0 whatever changed.

    \b
    Examples:
      doichieu diff monday/dataset tuesday/dataset
      doichieu diff before/ after/ --json | jq '.findings[] | select(.change == "new")'
    """
    from doichieu.dataset import open_dataset
    from doichieu.dataset.diff import compare

    found = compare(open_dataset(before), open_dataset(after))
    if as_json:
        console.print_json(asdict(found))
        return
    for mark, sources in (("+", found.added), ("-", found.removed), ("~", found.changed)):
        for source in sources:
            typer.echo(f"{mark} {console.printable(source)}")
    if found.same:
        typer.echo(
            f"= {len(found.same)} read or audited by another version, with the same figures and findings"
        )
    if found.figures:
        console.print_table(
            ("source", "table", "row", "column", "before", "after"),
            [
                (f["source"], f["table_id"], f["row"], f["col"], f["before"], f["after"])
                for f in found.figures
            ],
        )
    if found.findings:
        console.print_table(
            ("source", "finding", "rule", "change", "message"),
            [(f["source"], f["finding_id"], f["rule"], f["change"], f["message_vi"]) for f in found.findings],
        )


def require_papers(paths: Sequence[Path], inputs: Inputs) -> None:
    """Refuse to prune what was read from a folder that has no papers: it may not be mounted.

    Args:
        paths: Files and folders.
        inputs: What was found in them.

    Raises:
        UsageError: One of the folders has none.
    """
    for path in paths:
        if not any(file.is_relative_to(path) for file in (*inputs.files, *inputs.refused)):
            raise UsageError(
                "There is no paper here, and --prune would remove all that were read from it.",
                do="check that the folder is mounted; to remove them name the folder above it, or leave out --prune.",
                source=str(path),
            )


def prune(store: Store, paths: Sequence[Path]) -> list[str]:
    """Forget what was read from files that are gone.

    Args:
        store: The dataset, open.
        paths: Files and folders; only what was read from them is looked at.

    Returns:
        Paths of the files that are gone.
    """
    gone = store.known.gone(paths)
    for source in gone:
        store.forget(source.source_id)
    return [source.source for source in gone]
