"""What an audit costs grows with the rows of a table, however many of its sums do not hold."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from doichieu.validate import audit
from tests.extract.growth import assert_linear, calls
from tests.validate.papers import Sketch, decide

_SOURCES, _WRONG = 30, 10


def _auditing(rows: list[list[str]]) -> Callable[[], object]:
    paper = decide(Sketch(rows))
    return lambda: audit(paper)


def _wide(count: int) -> Callable[[], object]:
    """Units with their sources side by side, two figures of every tenth row typed wrong."""
    rng = Random(5)  # noqa: S311 (a test needs no secrets)
    rows = [["STT", "Đơn vị", "Tổng số", *(f"Nguồn {at}" for at in range(_SOURCES))]]
    for at in range(count):
        figures = [rng.randint(100, 9999) for _ in range(_SOURCES)]
        total = sum(figures)
        if at % _WRONG == 0:
            figures[3] += 5
            figures[7] -= 30
        rows.append([str(at + 1), f"Đơn vị {at}", str(total), *map(str, figures)])
    return _auditing(rows)


def _under_a_total(count: int) -> Callable[[], object]:
    """Items below a total that holds in no column."""
    rng = Random(6)  # noqa: S311 (a test needs no secrets)
    figures = [[rng.randint(100, 9999) for _ in range(4)] for _ in range(count)]
    totals = [sum(column) + 700 + 11 * at for at, column in enumerate(zip(*figures, strict=True))]
    rows = [["Nội dung", *(f"Năm {2019 + at}" for at in range(4))], ["Tổng cộng", *map(str, totals)]]
    rows += [[f"Khoản {at}", *map(str, row)] for at, row in enumerate(figures)]
    return _auditing(rows)


def test_wrong_rows_of_a_wide_sheet_cost_their_number() -> None:
    """What a slip of several cells comes to is worked out once, and not for every cause again."""
    assert_linear(_wide, 40)


def test_parts_of_a_total_cost_no_more_than_pairs_of_them() -> None:
    """Which run of parts is part of another is told without adding up each run anew, where four times the rows took 34 times the work."""
    assert calls(_under_a_total(120)) < 8 * calls(_under_a_total(30))
