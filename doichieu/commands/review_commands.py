"""The commands of `review`, in the order in which its help lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from doichieu.commands import decision_commands, finding_commands, waiting_command

if TYPE_CHECKING:
    from collections.abc import Callable

review = typer.Typer(
    no_args_is_help=True,
    help="Decide on findings, cells and names; decisions count in the next run or audit.",
)

_COMMANDS: dict[str, Callable[..., None]] = {
    "list": finding_commands.list_,
    "accept": finding_commands.accept,
    "dismiss": finding_commands.dismiss,
    "reopen": finding_commands.reopen,
    "correct": finding_commands.correct,
    "names": waiting_command.names,
    "log": decision_commands.log,
    "export": decision_commands.export,
    "merge": decision_commands.merge,
    "import": decision_commands.import_,
}
for name, command in _COMMANDS.items():
    review.command(name)(command)
