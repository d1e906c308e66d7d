"""What the tests of the dataset share."""

from __future__ import annotations

import os
import re
import uuid
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
    """Where the store is: one of this process, or none to set where DOICHIEU_STORE names another (az://container)."""
    if "DOICHIEU_STORE" in os.environ:
        yield {}
        return
    with server() as found:
        yield found


@pytest.fixture
def url(environment: dict[str, str], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where a dataset will be."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    folder = re.sub(r"\W+", "-", request.node.name)
    store = os.environ.get("DOICHIEU_STORE", f"s3://{BUCKET}")
    return f"{store}/{uuid.uuid4().hex[:8]}-{folder}/data"
