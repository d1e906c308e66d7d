"""What the tests of the dataset share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from doichieu.dataset import layout

from .buckets import BUCKET, server


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait until the disk has each file: processes are killed here, power is not lost."""

    def leave(_: Path) -> None:
        return

    monkeypatch.setattr(layout, "_sync_one", leave)


@pytest.fixture(scope="session")
def environment() -> Iterator[dict[str, str]]:
    """Where the store is."""
    with server() as found:
        yield found


@pytest.fixture
def url(environment: dict[str, str], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where a dataset will be."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    folder = re.sub(r"\W+", "-", request.node.name)
    return f"s3://{BUCKET}/{folder}/data"
