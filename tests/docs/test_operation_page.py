"""docs/operation.md: the tests that the fault matrix names exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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
