"""docs/cli.md says what the commands' own help says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from doichieu.cli import app

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"


def _commands(command: Any, path: str = "") -> dict[str, Any]:
    """Every command by its words ("run", "registry show"); a group only holds them."""
    below = getattr(command, "commands", None)
    if below is None:
        return {path: command}
    return {
        name: one for word in below for name, one in _commands(below[word], f"{path} {word}".strip()).items()
    }


COMMANDS = _commands(get_command(app))


def _folded(text: str) -> str:
    return " ".join(text.replace("\b", "").split())


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_documented(name: str) -> None:
    """The page has each command with its text, its options and what they say; `make docs` writes it anew."""
    page = PAGE.read_text(encoding="utf-8")
    assert f"## doichieu {name}\n" in page
    section = _folded(page.split(f"## doichieu {name}\n")[1].split("\n## ")[0])
    assert _folded(COMMANDS[name].help) in section
    for parameter in COMMANDS[name].params:
        assert all(option in section for option in parameter.opts if option.startswith("-"))
        assert _folded(parameter.help) in section


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_examples(name: str) -> None:
    """The help of each command ends in examples that call it."""
    assert f"Examples:\n  doichieu {name}" in COMMANDS[name].help
