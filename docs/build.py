"""Write docs/cli.md from the commands' own help, and docs/rules.md from the rule catalogue."""

from __future__ import annotations

from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from doichieu.cli import app
from doichieu.validate.catalogue import RULES, Rule

FOLDER = Path(__file__).parent

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


_RULES = """\
# Rules

This page is made from the rule catalogue (`make docs`); `doichieu rules CODE` prints one rule.

Levels: **error** cannot hold under any convention the paper allows; **warning** holds only under a convention the
paper does not state, or at digits it does not print; **info** is worth knowing. A paper that is right raises neither
errors nor warnings. Every rule is proved on a planted error and on its clean twin in `tests/validate/test_rules.py`.
"""


def render_rules() -> str:
    """The rule catalogue as a page, a section a rule."""
    return "\n".join([_RULES, *(_rule(rule) for rule in RULES.values())])


def _rule(rule: Rule) -> str:
    lines = [
        f"## {rule.code}: {rule.title.en}",
        f"*{rule.title.vi}*",
        f"Holds when: {rule.holds.en}",
        f"{rule.holds.vi}",
        f"Example: {rule.example.en}",
        f"{rule.example.vi}",
        f"Source: {rule.source}.",
    ]
    return "\n\n".join(lines) + "\n"


if __name__ == "__main__":
    (FOLDER / "cli.md").write_text(render(), encoding="utf-8")
    (FOLDER / "rules.md").write_text(render_rules(), encoding="utf-8")
