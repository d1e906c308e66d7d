"""How long work may take that gives signs of life."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from doichieu.engine import pulse
from doichieu.heartbeat import Beat

if TYPE_CHECKING:
    from pathlib import Path

SIGN = Beat("giấy.pdf", 3, 55)


def test_without_a_sign_the_limit_counts_from_the_beginning(tmp_path: Path) -> None:
    """Nor does a folder that is not there matter."""
    assert pulse.deadline(str(tmp_path), 100.0, 5.0) == 105.0
    assert pulse.deadline(str(tmp_path / "none"), 100.0, 5.0) == 105.0


def test_a_sign_moves_the_end(tmp_path: Path) -> None:
    """The limit counts from the last sign."""
    before = time.monotonic()
    pulse.leave(str(tmp_path), SIGN)
    assert before + 5.0 <= pulse.deadline(str(tmp_path), before, 5.0) + 0.001
    assert pulse.deadline(str(tmp_path), before - 3.0, 5.0) >= before + 4.999


def test_a_sign_of_the_item_before_does_not_count(tmp_path: Path) -> None:
    """Work that began later has its whole limit."""
    pulse.leave(str(tmp_path), SIGN)
    start = time.monotonic() + 50.0
    assert pulse.deadline(str(tmp_path), start, 5.0) == start + 5.0


def test_signs_without_end_have_an_end(tmp_path: Path) -> None:
    """A paper made of endless pages is ended."""
    pulse.leave(str(tmp_path), SIGN)
    long_ago = time.monotonic() - 1000.0
    assert pulse.deadline(str(tmp_path), long_ago, 5.0) == pytest.approx(long_ago + 120.0)


def test_the_last_sign_says_how_far_the_paper_is(tmp_path: Path) -> None:
    """The page and the file, for those who watch; nothing before the first page, and nothing from a broken file."""
    assert pulse.last(str(tmp_path)) is None
    pulse.leave(str(tmp_path), SIGN)
    assert pulse.last(str(tmp_path)) == SIGN
    (tmp_path / "pulse").write_text("[12.0, ", encoding="utf-8")
    assert pulse.last(str(tmp_path)) is None
