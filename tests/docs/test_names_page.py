"""docs/names.md: its examples run, and it says what the service does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from doichieu.normalize.agencies.aliases import COLUMNS
from doichieu.review import limits
from doichieu.review.reconcile import FEATURES

PAGE = (Path(__file__).parents[2] / "docs" / "names.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("program", re.findall(r"^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))
def test_examples_run(program: str) -> None:
    """Every example of the page runs as it stands; what it says is asserted in it."""
    assert "assert" in program
    exec(compile(program, "names.md", "exec"), {})  # noqa: S102 - the page is ours


def test_page_names_every_feature_and_column() -> None:
    """Features of candidates and columns of the file of confirmed names are described."""
    assert [name for name in (*FEATURES, *COLUMNS) if f"`{name}`" not in PAGE] == []


def test_page_states_the_limits() -> None:
    """The limits that the page states are those of the service."""
    stated = (limits.BATCH_SIZE, limits.QUERY_LENGTH, limits.CANDIDATES, limits.EXTENDED_IDS)
    assert [number for number in stated if f"{number:,}" not in PAGE] == []
