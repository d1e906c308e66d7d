"""The recipe as a module, though it is a script beside the package and not part of it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

BUILD = Path(__file__).parents[2] / "corpus" / "build.py"


@pytest.fixture(scope="session")
def recipe() -> ModuleType:
    """`corpus/build.py`, imported."""
    spec = importlib.util.spec_from_file_location("corpus_build", BUILD)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
