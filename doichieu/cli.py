"""The command line: a thin layer over the stages.

Everything heavier than typer is imported inside the command that needs it, so that `doichieu --help`
answers at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from doichieu import __version__
from doichieu.commands import (
    console,
    dataset_commands,
    match_command,
    name_commands,
    paper_commands,
    review_commands,
    rules_command,
    serve_command,
    tables_command,
)
from doichieu.engine.lean import make_lean
from doichieu.errors import DoichieuError

# What shells give for a program that Ctrl-C ended.
_INTERRUPTED = 130
_KEPT = "Interrupted. What was read is in the dataset."
_GO_ON = "run the same command again, it goes on with the rest."


class _Commands(TyperGroup):
    """Commands whose own errors become a line on standard error and their exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        console.speak("en")  # until it says otherwise
        try:
            return super().invoke(ctx)
        except DoichieuError as error:
            console.print_error(error)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            kept = ctx.invoked_subcommand in {"run", "ingest"}
            console.print_note(_KEPT if kept else "Interrupted.", do=_GO_ON if kept else "")
            raise typer.Exit(_INTERRUPTED) from error
        except EOFError as error:
            # Click would take it for the end of what is typed, and say "Aborted!" alone.
            if "marshal" not in str(error):
                raise RuntimeError("something that was read ended too early") from error
            console.print_error(_cut_off())
            raise typer.Exit(DoichieuError.exit_code) from error


def _cut_off() -> DoichieuError:
    """Python before 3.14 keeps what it compiled where the disk had room for a part, and fails at it from then on."""
    return DoichieuError(
        "A module that Python compiled is cut off; the disk was full when it was written.",
        do=f"remove the folders __pycache__ below {Path(__file__).parent} and {sys.prefix}, and run again.",
    )


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode=None,  # with rich the help takes twice as long
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done; 1 findings at or above --fail-on; 2 wrong usage; "
    "3 some inputs, or the dataset, could not be read (the rest is done); 130 interrupted. When 1 and 3 both apply the code is 1.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"doichieu {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Read published Vietnamese decisions into data, and report what does not hold in them."""


# In the order in which the help lists them.
for command in (
    paper_commands.run,
    paper_commands.ingest,
    paper_commands.audit,
    tables_command.tables,
    match_command.match,
    dataset_commands.export,
    rules_command.rules,
    serve_command.serve,
    dataset_commands.diff,
):
    app.command()(command)
app.add_typer(name_commands.registry, name="registry")
app.add_typer(review_commands.review, name="review")


def main() -> None:
    """Run the command line; the entry point of the `doichieu` script."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # Vietnamese on a console that is not UTF-8, and file names that are not, must not end a run.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    make_lean()
    app(prog_name="doichieu")
