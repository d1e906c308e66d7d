"""Drawings of the page: moves of ranks, plans of tables, findings by family."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import lxml.etree
import lxml.html

from doichieu.model import Correction, Finding, Level
from doichieu.report.level_chart import draw_levels
from doichieu.report.places import shelve
from doichieu.report.rank_moves import LINE, MOST_ROWS, Move, draw_moves, moves_of
from doichieu.report.strings import Strings
from doichieu.report.summary import cover
from doichieu.report.table_map import draw_map

from .builders import SHA, R, both, make_reading, make_table
from .factories import clean_audit, make_audit, with_tables

SAY = Strings(lang="en")


def move(label: str, printed: int, recomputed: int) -> Move:
    """A move of ranks."""
    return Move(label=label, printed=Decimal(printed), recomputed=Decimal(recomputed))


def tie(*corrections: tuple[int, str, str]) -> Finding:
    """A finding that corrects ranks."""
    return Finding(
        finding_id="F-1",
        rule="RANK-TIE",
        level=Level.ERROR,
        table_id="t01",
        row=2,
        col=3,
        message=both("a", "a"),
        observed="2",
        expected="1",
        corrections=tuple(
            Correction(table_id="t01", row=row, col=3, printed=old, value=new)
            for row, old, new in corrections
        ),
    )


def ranking(rows: int) -> list[list[str | None]]:
    """A ranked table with a row that has no rank."""
    table: list[list[str | None]] = [["TT", "Đơn vị", "Điểm", "Hạng"]]
    table += [[str(n), f"Sở {n}", str(100 - n), str(n)] for n in range(1, rows + 1)]
    return [*table, ["", "Trung bình", "50", ""]]


def test_moves_are_the_printed_and_the_corrected_ranks() -> None:
    """Every ranked row is there, by rank; a row without a rank is not."""
    audit = with_tables(
        make_audit(),
        [make_reading(make_table(ranking(4), table_id="t01"), (R.ORDINAL, R.ENTITY, R.TOTAL, R.RANK))],
    )
    sheet = shelve([audit]).find(SHA, "t01")
    moves = moves_of(tie((2, "2", "1"), (3, "3", "2")), sheet)
    assert [(one.label, int(one.printed), int(one.recomputed)) for one in moves] == [
        ("Sở 1", 1, 1),
        ("Sở 2", 2, 1),
        ("Sở 3", 3, 2),
        ("Sở 4", 4, 4),
    ]
    assert moves_of(tie(), sheet) == ()
    assert moves_of(replace(tie((2, "2", "1")), table_id=None), None) == ()


def test_a_long_table_shows_those_that_move_and_their_neighbours() -> None:
    """Sixty-three provinces do not fit the page."""
    audit = with_tables(
        make_audit(),
        [make_reading(make_table(ranking(63), table_id="t01"), (R.ORDINAL, R.ENTITY, R.TOTAL, R.RANK))],
    )
    moves = moves_of(tie((48, "48", "47")), shelve([audit]).find(SHA, "t01"))
    assert [one.label for one in moves] == [f"Sở {n}" for n in range(46, 51)]
    assert len(moves) <= MOST_ROWS


def test_a_corrected_figure_that_is_no_rank_draws_nothing() -> None:
    """Totals have no places."""
    table = make_table([["TT", "Đơn vị", "Điểm", "Tổng"], ["1", "A", "2", "2"]], table_id="t01")
    audit = with_tables(make_audit(), [make_reading(table, (R.ORDINAL, R.ENTITY, R.COMPONENT, R.TOTAL))])
    assert moves_of(tie((1, "2", "3")), shelve([audit]).find(SHA, "t01")) == ()


def test_lines_join_the_same_agency_and_ranks_stand_at_their_height() -> None:
    """A rank that two share takes two lines, so what moves up is drawn upwards."""
    svg = lxml.etree.fromstring(draw_moves((move("A", 1, 1), move("B", 2, 1), move("C", 3, 2)), SAY, "m"))
    lines = {one.get("class"): one for one in svg.iter("path", "line")}
    assert set(lines) == {"s-still-line", "s-moved-line"}
    names = [text.text for text in svg.iter("text") if "s-name" in text.get("class")]
    assert sorted(names) == ["A", "A", "B", "B", "C", "C"]
    heights = {
        (text.text, text.get("text-anchor")): float(text.get("y"))
        for text in svg.iter("text")
        if "s-name" in text.get("class")
    }
    assert heights["B", "end"] - heights["B", None] == LINE
    assert heights["A", "end"] == heights["A", None]
    assert svg.get("aria-label").startswith("2 of 3")


def test_hostile_names_are_text_in_drawings() -> None:
    """The library escapes them."""
    svg = draw_moves((move("<script>alert(1)</script>", 2, 1),), SAY, "m")
    assert "<script" not in svg


def test_plans_mark_where_findings_sit() -> None:
    """One plan a table; the one with findings leads to the most serious and says how many."""
    audit = make_audit()
    anchors = {id(finding): finding.finding_id for finding in audit.findings}
    plans = draw_map(audit, anchors, SAY)
    assert [plan.label for plan in plans] == ["2", "2.5 a)"]
    assert plans[0].level == "error"
    assert plans[0].target == next(f.finding_id for f in audit.findings if f.level is Level.ERROR)
    svg = lxml.html.fragment_fromstring(str(plans[0].svg))
    width, height = float(svg.get("width")), float(svg.get("height"))
    marks = [one for one in svg.findall("rect") if one.get("class") not in {"m-body", "m-head"}]
    assert len(marks) == sum(finding.table_id == "t01" for finding in audit.findings)
    for mark in marks:
        assert 0 <= float(mark.get("x")) <= width - float(mark.get("width")) + 0.1
        assert 0 <= float(mark.get("y")) <= height - float(mark.get("height")) + 0.1
    assert plans[0].words.startswith("Table 2: ")


def test_a_clean_paper_has_plans_without_marks() -> None:
    """Nothing leads anywhere."""
    audit = clean_audit()
    (plan,) = draw_map(audit, {}, SAY)
    assert (plan.level, plan.target) == (None, None)
    assert "m-error" not in plan.svg


def test_bars_count_findings_and_numbers_count_checks() -> None:
    """Each family with its levels, and how many of its checks held; nothing for nothing."""
    svg = lxml.etree.fromstring(draw_levels(cover([make_audit()]), SAY))
    codes = [text.text for text in svg.iter("text") if text.get("class") == "l-code"]
    assert codes[0] == "RANK"  # most findings first
    errors = [int(text.text) for text in svg.iter("text") if text.get("class") == "l-error-n"]
    assert sum(errors) == cover([make_audit()]).levels[Level.ERROR]
    assert draw_levels(cover([]), SAY) == ""
