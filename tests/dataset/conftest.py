"""What the tests of the dataset share."""

from __future__ import annotations

from pathlib import Path

import pytest

from doichieu.dataset import layout


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait until the disk has each file: processes are killed here, power is not lost."""

    def leave(_: Path) -> None:
        return

    monkeypatch.setattr(layout, "_sync_one", leave)
