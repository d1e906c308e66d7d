"""Write docs/cli.md from the commands' help, docs/rules.md from the rules, the codebook of docs/dataset.md."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from typer.main import get_command
from typer.testing import CliRunner

from doichieu.cli import app
from doichieu.dataset.schema import SCHEMAS, TABLES
from doichieu.report.markdown import escape
from doichieu.validate.catalogue import RULES, Rule

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent))

from tests.validate.papers import Sketch  # noqa: E402 (the path comes first)
from tests.validate.test_rules import CASES  # noqa: E402

_INTRODUCTION = """\
# Command line

This page is made from the commands' own `--help` (`make docs`).

What programs may rely on: the exit codes below, the JSON forms of `--json` and of `findings.json`, and that
progress is shown on standard error and only on a terminal.
"""


def render() -> str:
    """The page: the help of the program and of each command, in the order the program lists them."""
    return "\n".join([_INTRODUCTION, *(_section(arguments) for arguments in _commands(get_command(app)))])


def _commands(command: Any, path: tuple[str, ...] = ()) -> list[list[str]]:
    """A command and those below it, each as its arguments."""
    below = getattr(command, "commands", {})
    return [list(path), *(found for name in below for found in _commands(below[name], (*path, name)))]


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
errors nor warnings. The papers shown under *found* and *silent* are those that the tests run: the first raises the rule,
its twin raises nothing.
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
        *_case(rule),
    ]
    return "\n\n".join(lines) + "\n"


def _case(rule: Rule) -> list[str]:
    """The planted error and the clean twin that the tests run; rules between papers have tests of their own."""
    if rule.code not in CASES:
        return ["Run in `tests/validate/test_chain.py`."]
    planted, clean = CASES[rule.code]
    return ["Found:", *map(_block, planted), "Silent:", *map(_block, clean)]


def _block(block: Sketch | str) -> str:
    """A sentence as a quotation, a table as a table under its number and caption."""
    if isinstance(block, str):
        return "> " + escape(block)
    rows = ["| " + " | ".join(escape(cell) or " " for cell in row) + " |" for row in block.rows]
    rule = "|" + " --- |" * len(block.rows[0])
    title = f"Bảng {block.number}. {block.caption}" if block.number else block.caption
    notes = [f"> {escape(note)}" for note in block.notes]
    return "\n\n".join([f"*{escape(title)}*", "\n".join([rows[0], rule, *rows[1:]]), *notes])


CODEBOOK = "<!-- codebook: from here on the page is made from dataset/schema.py (`make docs`) -->\n"
"""What stands before the codebook in docs/dataset.md; the page above it is written by hand."""

ONE_ROW_IS = {
    "documents": "a file",
    "blocks": "a heading, a paragraph or a table in reading order",
    "tables": "a table, assembled over page breaks",
    "cells": "a cell as printed; places that a merged cell covers have no row",
    "observations": "a figure with the agency and the indicator it is about",
    "claims": "a quantity stated in a sentence",
    "entities": "an agency that some figure or finding names",
    "checks": "a rule in one table, or in the prose: at how many places it held",
    "findings": "a violated check that is worth a person's time",
    "issues": "something that was not read, or read with doubt; a file that could not be read at all has no doc_id",
}
_TYPES = {
    "string": "text",
    "int32": "integer",
    "double": "float",
    "bool": "true or false",
    "date32[day]": "date",
    "timestamp[us, tz=UTC]": "time (UTC)",
    "list<element: string>": "list of texts",
    "list<item: string>": "list of texts",
}


def render_codebook() -> str:
    """The tables of the dataset with their columns, a section a table."""
    return "\n".join(_table(name) for name in TABLES)


def _table(name: str) -> str:
    rows = [
        f"| `{field.name}` | {_type(str(field.type))} | {_description(field)} |" for field in SCHEMAS[name]
    ]
    head = [f"### {name}", "", f"One row is {ONE_ROW_IS[name]}.", ""]
    return "\n".join([*head, "| column | type | what it is |", "| --- | --- | --- |", *rows, ""])


def _type(arrow: str) -> str:
    return _TYPES.get(arrow, arrow.replace("decimal128", "decimal"))


def _description(field: Any) -> str:
    return field.metadata[b"description"].decode().replace("|", "\\|")


if __name__ == "__main__":
    dataset = FOLDER / "dataset.md"
    by_hand = dataset.read_text(encoding="utf-8").split(CODEBOOK)[0]
    dataset.write_text(f"{by_hand}{CODEBOOK}\n{render_codebook()}", encoding="utf-8")
    (FOLDER / "cli.md").write_text(render(), encoding="utf-8")
    (FOLDER / "rules.md").write_text(render_rules(), encoding="utf-8")
