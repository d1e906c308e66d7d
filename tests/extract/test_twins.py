"""The same paper gives the same tables, whatever medium it is written in."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from doichieu.extract import read_bytes
from tests.papers.media import EXACT, MEDIA
from tests.papers.paper import make_paper
from tests.papers.tables import Shape
from tests.papers.truth import truths_of

# A seed names a paper and has no smaller neighbours, so that shrinking it only takes time.
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
# Small papers cover every feature quickly; the large ones go over pages.
SMALL = 12


def read_back(name: str, seed: int, shape: Shape) -> None:
    """Write a random paper in a medium and hold what is read against the truth."""
    medium = MEDIA[name]
    sample = make_paper(seed, shape)
    found, expected = truths_of(read_bytes(medium.write(sample.paper), name)), list(sample.truths)
    if not medium.merges:
        found, expected = ([table.without_merges() for table in tables] for tables in (found, expected))
    assert found == expected


def skip_unread(name: str) -> None:
    """Skip out loud while no reader for the medium is registered."""
    if not MEDIA[name].is_read:
        pytest.skip(f"no reader for {MEDIA[name].media_type}")


@pytest.mark.parametrize("name", EXACT)
@settings(max_examples=6, deadline=None, phases=UNSHRUNK, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_small_papers_come_back(name: str, seed: int) -> None:
    """Header levels, merges, groups, notes, units and captions come back from every medium."""
    skip_unread(name)
    shape = MEDIA[name].shape
    read_back(name, seed, Shape(rows=SMALL, levels=shape.levels, merges=shape.merges, groups=shape.groups))


@pytest.mark.parametrize("name", MEDIA)
@pytest.mark.parametrize("seed", range(2))
def test_letterheads_come_back(name: str, seed: int) -> None:
    """Number, kind, date, place, subject and signer come back from every medium."""
    skip_unread(name)
    sample = make_paper(seed, MEDIA[name].shape, tables=1)
    head = read_bytes(MEDIA[name].write(sample.paper), name).letterhead
    found = {field: getattr(head, field) for field in sample.head}
    assert {field: str(value) for field, value in found.items()} == sample.head


@pytest.mark.parametrize("name", EXACT)
@pytest.mark.parametrize("seed", range(2))
def test_papers_of_several_pages_come_back(name: str, seed: int) -> None:
    """Tables that run over pages come back whole."""
    skip_unread(name)
    read_back(name, seed, MEDIA[name].shape)
