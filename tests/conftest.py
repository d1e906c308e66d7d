"""Shared fixtures: the corpus folder and, when it is given, the folder of published papers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# What CI draws it draws again: a change is judged by the same examples, and new ones are found at the desk.
# No example has a time to keep: a busy machine is no fault of the code.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

# Commands that tests call in this process read in it too, unless a test asks for workers.
os.environ.setdefault("DOICHIEU_JOBS", "0")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --published=DIR, the folder that holds the published papers as plain text."""
    parser.addoption(
        "--published", default=os.environ.get("DOICHIEU_PUBLISHED"), help="folder of published papers"
    )


@pytest.fixture(scope="session")
def published(request: pytest.FixtureRequest) -> Path:
    """The folder of published papers; tests that need it are skipped out loud without it."""
    folder = request.config.getoption("--published")
    if not folder or not Path(folder).is_dir():
        pytest.skip("published papers not given: pass --published=DIR or set DOICHIEU_PUBLISHED")
    return Path(folder)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The corpus of facsimiles that ships with the project."""
    return Path(__file__).parent.parent / "corpus"
