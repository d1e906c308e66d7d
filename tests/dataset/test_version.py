"""Which code read a file: what the fingerprint covers."""

from __future__ import annotations

from pathlib import Path

import pytest

import doichieu
from doichieu.dataset import version


@pytest.mark.parametrize("part", [*version._READERS, *version._RULES])
def test_every_part_of_the_fingerprint_is_there(part: str) -> None:
    """A module that was moved away would no longer have papers read or audited again when it changes."""
    assert version._files(Path(doichieu.__file__).parent / part)
