"""What must hold always: clean tables are silent, and harmless changes change nothing."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.validate.papers import Sketch, examine, serious
from tests.validate.strategies import clean_tables

RELAXED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@RELAXED
@given(clean_tables())
def test_clean_table_of_any_convention_raises_nothing(sketch: Sketch) -> None:
    """A correct table raises no error and no warning, whatever policy it follows."""
    assert serious(examine(sketch)) == []


@RELAXED
@given(clean_tables(), st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(sketch: Sketch, random) -> None:  # type: ignore[no-untyped-def]
    """The same rows in another order, numbered anew, are as clean."""
    header, *rows = sketch.rows
    data = [list(row) for row in rows if row[0]]
    totals = [list(row) for row in rows if not row[0]]
    random.shuffle(data)
    for number, row in enumerate(data, start=1):
        row[0] = str(number)
    assert serious(examine(Sketch([header, *data, *totals]))) == []


@RELAXED
@given(clean_tables())
def test_harmless_column_does_not_matter(sketch: Sketch) -> None:
    """A column of remarks changes nothing."""
    header, *rows = sketch.rows
    wider = [[*header, "Ghi chú"], *([*row, ""] for row in rows)]
    assert serious(examine(Sketch(wider))) == []
