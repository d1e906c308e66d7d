"""docs/operation.md: the tests that the fault matrix names exist, and the commands that it shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from doichieu.cli import app

ROOT = Path(__file__).parents[1]
PAGE = (ROOT.parent / "docs" / "operation.md").read_text(encoding="utf-8")


def _matrix() -> list[tuple[str, str]]:
    """Fault and tests of each row of the first table."""
    table = PAGE.split("| --- | --- | --- |\n", 1)[1].split("\n\n", 1)[0]
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines()]
    assert all(len(row) == 3 for row in rows)
    return [(row[0], row[2]) for row in rows]


def _named(text: str) -> list[tuple[str, str]]:
    """Files and tests that a cell names; a test without a file is one of the engine."""
    names = re.findall(r"`((?:\w+/)*(?:test_\w+\.py)?(?:::)?(?:test_\w+)?)`", text)
    parts = [
        name.rpartition("::") if "::" in name or "/" not in name else (name, "", "") for name in names if name
    ]
    return [(path or "engine/test_local.py", test) for path, _, test in parts]


@pytest.mark.parametrize(("fault", "tests"), _matrix())
def test_the_tests_of_a_fault_exist(fault: str, tests: str) -> None:
    """Each row names tests, and each is there."""
    named = _named(tests)
    assert named or tests.startswith("the same"), fault
    for path, test in named:
        source = (ROOT / path).read_text(encoding="utf-8")
        assert not test or f"def {test}(" in source, f"{path}: {test}"


def test_the_matrix_is_read_whole() -> None:
    """The table has its rows, and most of them name a test by itself."""
    rows = _matrix()
    assert len(rows) >= 20
    assert sum(bool(test) for _, tests in rows for _, test in _named(tests)) >= 15


def _commands() -> list[list[str]]:
    """The commands of the page, from blocks of shell and of YAML."""
    blocks = re.findall(r"```(sh|yaml)\n(.*?)```", PAGE, re.DOTALL)
    lines = [line for kind, block in blocks if kind == "sh" for line in block.splitlines()]
    shell = [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("doichieu ")]
    yamls = [args for kind, block in blocks if kind == "yaml" for args in _arguments(yaml.safe_load(block))]
    return [*shell, *yamls]


def _arguments(value: Any) -> list[list[str]]:
    """Arguments of the containers anywhere in a resource of Kubernetes that run this program."""
    if isinstance(value, list):
        return [found for one in value for found in _arguments(one)]
    if not isinstance(value, dict):
        return []
    own = [value["args"]] if value.get("command") == ["doichieu"] else []
    return own + [found for one in value.values() for found in _arguments(one)]


@pytest.mark.parametrize("arguments", _commands(), ids=" ".join)
def test_the_commands_of_the_page_are_commands(arguments: list[str]) -> None:
    """Each has the options that it is shown with, and values that they take."""
    command = get_command(app).commands[arguments[0]]
    with command.make_context(arguments[0], list(arguments[1:])) as context:
        assert context.params


def test_the_page_shows_commands_of_every_kind() -> None:
    """What the tests above look for is there: commands in shell, and one in a resource."""
    assert {"ingest", "audit"} <= {arguments[0] for arguments in _commands()}
    assert any("/papers" in arguments for arguments in _commands())
