"""Tables that look like sums, means or ranks and are none: each is right as it is, and nothing is to be said of it.

A file of `silent/` is a table in the form of `classes/`, without misprints; all figures are made up.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.validate.papers import examine, serious
from tests.validate.test_classes import load

TABLES = sorted((Path(__file__).parent / "silent").glob("*.txt"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_right_table_raises_nothing(path: Path) -> None:
    """Indices, medians, units counted once, figures rounded one by one and the like are no errors."""
    blocks, _ = load(path)
    assert blocks
    assert [finding.message.vi for finding in serious(examine(*blocks))] == []
