"""What must hold always: clean tables are silent, and harmless changes change nothing."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from recipe.plain import write_text
from recipe.source import Block, Grid, Paper

from doichieu.extract import read_bytes
from doichieu.model import Decision, Finding
from doichieu.normalize import understand
from doichieu.validate import audit
from tests.validate.papers import Sketch, decide, examine, serious
from tests.validate.strategies import clean_tables, flawed_tables

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
    assert serious(examine(_with_remarks(sketch))) == []


# --------------------------------------------------------------------------- findings stay what they are


@RELAXED
@given(flawed_tables(), st.randoms(use_true_random=False))
def test_order_of_rows_changes_no_finding(sketch: Sketch, random) -> None:  # type: ignore[no-untyped-def]
    """An error is the same error wherever its row stands."""
    header, *rows = sketch.rows
    data = [list(row) for row in rows if row[0]]
    random.shuffle(data)
    for number, row in enumerate(data, start=1):
        row[0] = str(number)
    shuffled = Sketch([header, *data, *(row for row in rows if not row[0])], caption=sketch.caption)
    assert _said(shuffled) == _said(sketch)


@RELAXED
@given(flawed_tables())
def test_decimal_mark_changes_no_finding(sketch: Sketch) -> None:
    """Comma or dot: the same figures, the same findings."""
    header, *rows = sketch.rows
    other = str.maketrans(",.", ".,")
    changed = [[*row[:2], *(cell.translate(other) for cell in row[2:])] for row in rows]
    assert _said(Sketch([header, *changed], caption=sketch.caption)) == _said(sketch)


@RELAXED
@given(flawed_tables())
def test_harmless_column_changes_no_finding(sketch: Sketch) -> None:
    """A column of remarks neither hides an error nor makes one."""
    assert _said(_with_remarks(sketch)) == _said(sketch)


@RELAXED
@given(flawed_tables(), st.data())
def test_page_break_changes_no_finding(sketch: Sketch, data: st.DataObject) -> None:
    """A page end inside the table, with or without its header again, changes nothing."""
    at = data.draw(st.integers(1, len(sketch.rows) - 2))
    marks = data.draw(st.sampled_from([("page",), ("page", "header again")]))
    assert _said_of(_as_text(sketch, {at: marks})) == _said_of(_as_text(sketch, {}))


def _with_remarks(sketch: Sketch) -> Sketch:
    header, *rows = sketch.rows
    return Sketch([[*header, "Ghi chú"], *([*row, ""] for row in rows)], caption=sketch.caption)


Said = set[tuple[str, str, str | None, frozenset[Decimal]]]


def _said(sketch: Sketch) -> Said:
    return _said_of(decide(sketch))


def _said_of(decision: Decision) -> Said:
    """What is found: rule, level, unit, and the values proposed; places and marks are left out.

    Where the finding itself says that the wrong cell is open, and of two equal units with different ranks,
    whichever comes first is named.
    """
    return {_signature(finding) for finding in audit(decision).findings}


def _signature(finding: Finding) -> tuple[str, str, str | None, frozenset[Decimal]]:
    open_ = finding.cause is not None and finding.cause.en.startswith("The wrong cell cannot be told")
    if open_ or finding.rule.startswith("RANK"):
        return finding.rule, finding.level, None, frozenset()
    values = (Decimal(c.value.rstrip("%").replace(",", ".")) for c in finding.corrections)
    return finding.rule, finding.level, finding.entity, frozenset(values)


def _as_text(sketch: Sketch, marks: dict[int, tuple[str, ...]]) -> Decision:
    grid = Grid(rows=tuple(map(tuple, sketch.rows)), header_rows=1, marks=marks)
    caption = Block(kind="caption", lines=(f"Bảng 1. {sketch.caption}",))
    paper = Paper(forms=("text",), title="Kết quả", blocks=(caption, grid))
    return understand(read_bytes(write_text(paper), "paper.txt"))
