"""What is found of a paper is found once, and goes with it."""

from __future__ import annotations

import gc

from doichieu.validate.infer.rows.outline import read_outline
from doichieu.validate.kept import kept
from doichieu.validate.listings import listings_of
from doichieu.validate.paper import Paper, Sheet, lay_out
from doichieu.validate.rules.prose.subjects import subjects_of
from tests.validate.papers import DEPARTMENTS, Sketch, decide, ranking


def paper() -> Paper:
    """A paper of one ranking."""
    count = len(DEPARTMENTS)
    return lay_out(
        decide(Sketch(ranking([str(90 - at) for at in range(count)], [str(at + 1) for at in range(count)])))
    )


def test_what_is_found_of_two_papers_in_turn_is_found_once_each() -> None:
    """A cache of one entry would forget each of two papers that are asked of in turn."""
    one, other = paper(), paper()
    asked: list[Paper] = []

    @kept
    def find(of: Paper, places: int) -> tuple[Paper, int]:
        asked.append(of)
        return of, places

    for places in (1, 2, 1):
        for of in (one, other, one):
            assert find(of, places) == (of, places)
    assert len(asked) == 4


def test_no_paper_stays_alive_for_what_was_found_of_it() -> None:
    """Once a paper and its tables are let go of, nothing holds them."""
    gc.collect()
    before = alive()
    held = paper()
    assert listings_of(held) is listings_of(held)
    assert subjects_of(held)
    assert read_outline(held.sheets[0]) is read_outline(held.sheets[0])
    assert alive() > before
    del held
    gc.collect()
    assert alive() == before


def alive() -> int:
    """Papers and their tables that something holds."""
    return sum(isinstance(one, Paper | Sheet) for one in gc.get_objects())
