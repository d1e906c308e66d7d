"""Write docs/cli.md from the commands' own help."""

from __future__ import annotations

from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from doichieu.cli import app

PAGE = Path(__file__).with_name("cli.md")

_INTRODUCTION = """\
# Command line

This page is made from the commands' own `--help` (`make docs`).

What programs may rely on: the exit codes below, the JSON forms of `--json` and of `findings.json`, and that
progress is shown on standard error and only on a terminal.
"""


def render() -> str:
    """The page: the help of the program and of each command, in the order the program lists them."""
    commands: list[list[str]] = [[], *([name] for name in get_command(app).commands)]  # type: ignore[attr-defined]
    return "\n".join([_INTRODUCTION, *(_section(arguments) for arguments in commands)])


def _section(arguments: list[str]) -> str:
    title = " ".join(["doichieu", *arguments])
    # The width is given: otherwise the page would depend on who builds it.
    shown = CliRunner().invoke(
        app, [*arguments, "--help"], prog_name="doichieu", terminal_width=80, color=False
    )
    return f"## {title}\n\n```text\n{shown.stdout.rstrip()}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
