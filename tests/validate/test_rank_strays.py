"""Which place of a ranking one misprint put off: what is left out of the search would have made no ranking."""

from __future__ import annotations

from collections import Counter
from random import Random
from time import process_time

from doichieu.extract import read_bytes
from doichieu.normalize import understand
from doichieu.validate import audit
from doichieu.validate.infer.ranks.strays import strays_of


def _is_competition(places: list[int]) -> bool:
    """Whether equal units share their first place."""
    return all(place == 1 + sum(other < place for other in places) for place in places)


def test_every_move_that_makes_a_ranking_is_tried() -> None:
    """Of rankings with one place misprinted the move back lies between the strays."""
    random = Random(14)  # noqa: S311
    moves = 0
    for _ in range(300):
        scores = [random.randint(0, 14) for _ in range(14)]
        places = [1 + sum(other > score for other in scores) for score in scores]
        places[random.randrange(14)] = random.randint(1, 14)
        taken = Counter(places)
        for place in [place for place, times in taken.items() if times > 1]:
            for vacant in set(range(1, 15)) - set(taken):
                moved = [*(taken - Counter([place])).elements(), vacant]
                if _is_competition(moved) and not _is_competition(places):
                    moves += 1
                    assert any(stray.lies_between(place, vacant) for stray in strays_of(taken))
    assert moves > 100


def test_a_long_column_that_is_no_ranking_is_left_at_once() -> None:
    """Streets numbered anew in every ward below a title that speaks of places cost no search."""
    random = Random(3)  # noqa: S311
    rows = "".join(
        f"<tr><td>{1 + at % 40}</td><td>Đường {at}</td><td>{random.randint(30, 600)}</td></tr>"
        for at in range(400)
    )
    page = f"<meta charset=utf-8><table><tr><td>STT</td><td>Tên đường</td><td>Thứ hạng đường</td></tr>{rows}</table>"
    decision = understand(read_bytes(page.encode(), "x.html"))
    begun = process_time()
    audit(decision)
    assert process_time() - begun < 5.0
