"""Chart: what was checked, table by table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.etree

from doichieu.model import Check, Level, Outcome
from doichieu.report.chart import draw_charts
from doichieu.report.strings import Strings

from .builders import make_table
from .factories import clean_audit, make_audit, with_tables

if TYPE_CHECKING:
    from doichieu.model import Audit


def drawn(audit: Audit) -> list[lxml.etree._Element]:
    """The drawings of a paper, parsed."""
    return [lxml.etree.fromstring(svg) for svg in draw_charts(audit, Strings(lang="vi"), "c")]


def test_violated_cells_carry_their_count() -> None:
    """Cells where something does not hold show how many places, by how serious it is."""
    (svg,) = drawn(make_audit())
    texts = {level: [t.text for t in svg.iter("text") if t.get("class") == f"c-{level}-n"] for level in Level}
    assert texts == {Level.ERROR: ["1", "3", "1"], Level.WARNING: ["1"], Level.INFO: []}


def test_unknown_is_a_question_mark() -> None:
    """Cells where nothing could be checked show a question mark, without colour."""
    (svg,) = drawn(make_audit())
    assert [t.text for t in svg.iter("text") if t.get("class") == "c-unknown-n"] == ["?"]


def test_no_script_no_address_no_style() -> None:
    """The drawing is fit to stand inside a page under a strict policy."""
    (svg,) = draw_charts(clean_audit(), Strings(lang="vi"), "c")
    assert not any(word in svg for word in ("<script", "http", "<style", "style="))


def test_many_tables_are_drawn_in_bands() -> None:
    """Thirty tables take two drawings, so that each fits a printed page."""
    from .builders import R, make_reading  # noqa: PLC0415

    tables = [make_table([["a"], ["b"]], table_id=f"t{n:02d}", number=str(n)) for n in range(1, 31)]
    audit = with_tables(
        make_audit(),
        [make_reading(table, (R.ENTITY,)) for table in tables],
        checks=tuple(Check(rule="ORD-RUN", table_id=t.table_id, outcome=Outcome.HELD) for t in tables),
    )
    held = [[t for t in svg.iter("text") if t.get("class") == "c-held-n"] for svg in drawn(audit)]
    assert [len(texts) for texts in held] == [15, 15]


def test_hostile_labels_are_text() -> None:
    """A table number that is markup is drawn as text."""
    from .builders import R, make_reading  # noqa: PLC0415

    table = make_table([["a"], ["b"]], table_id="t01", number="<b>&")
    audit = with_tables(make_audit(), [make_reading(table, (R.ENTITY,))])
    assert "<b>&" in [t.text for svg in drawn(audit) for t in svg.iter("text")]
