"""Evidence: which rows are shown, how spans are cut, what is marked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from doichieu.model import Number
from doichieu.report.evidence import excerpt, excerpts
from doichieu.report.html_table import table_html
from doichieu.report.places import Sheet, shelve
from doichieu.report.strings import Strings
from doichieu.report.views import Mark

from .builders import SHA, R, make_reading, make_table
from .factories import make_audit, with_tables


def sheet_of(rows: list[list[str | None]], header_rows: int = 1) -> Sheet:
    """A sheet with one table of an entity column and figures."""
    table = make_table(rows, header_rows=header_rows, table_id="t01", number="1")
    roles = (R.ENTITY, *[R.TOTAL] * (len(rows[0]) - 1))
    found = shelve([with_tables(make_audit(), [make_reading(table, roles)])]).find(SHA, "t01")
    assert found is not None
    return found


def long_table(n: int) -> list[list[str | None]]:
    """A header and n rows."""
    return [["Đơn vị", "Điểm"], *([f"u{i}", str(i)] for i in range(1, n + 1))]


def test_short_table_is_whole() -> None:
    """A table of twelve rows is shown whole."""
    shown = excerpt(sheet_of(long_table(12)), {(3, 1): Mark(number=1, role="doubt")})
    assert len(shown.body) == 12
    assert not any(row.elided for row in shown.body)


def test_gaps_count_the_rows_left_out() -> None:
    """Rows shown and rows left out add up to the table."""
    marks = {(5, 1): Mark(number=1, role="doubt"), (20, 1): Mark(number=2, role="part")}
    shown = excerpt(sheet_of(long_table(30)), marks)
    assert [row.elided for row in shown.body if row.elided] == [3, 12, 9]
    assert sum(row.elided or 1 for row in shown.body) == 30


def test_gap_of_one_row_is_filled() -> None:
    """A single row between two shown parts is shown rather than counted."""
    marks = {(4, 1): Mark(number=1, role="doubt"), (8, 1): Mark(number=2, role="part")}
    shown = excerpt(sheet_of(long_table(30)), marks)
    assert [row.elided or row.cells[0].text for row in shown.body] == [
        2,
        *(f"u{i}" for i in range(3, 10)),
        21,
    ]


def test_span_is_clipped_and_shown_again() -> None:
    """A cell merged over rows that are left out is clipped, and its text stands in each part."""
    rows: list[list[str | None]] = [["Đơn vị", "Hạng"], ["u1", "1"]]
    rows += [[f"u{i}", "^"] for i in range(2, 31)]
    marks = {(10, 0): Mark(number=1, role="doubt"), (20, 0): Mark(number=2, role="name")}
    shown = excerpt(sheet_of(rows), marks)
    spans = [(cell.text, cell.row_span) for row in shown.body for cell in row.cells if cell.text == "1"]
    assert spans == [("1", 3), ("1", 3)]


def test_every_mark_is_shown_or_counted() -> None:
    """A finding that reads more rows than a page holds says how many marks are not shown."""
    marks = {(row, 1): Mark(number=row, role="part") for row in range(1, 201)}
    shown = excerpt(sheet_of(long_table(200)), marks)
    assert len(shown.marks) + shown.hidden == 200
    assert shown.hidden > 0


def test_key_names_roles_with_ranges() -> None:
    """The key joins consecutive numbers; a role that is not in the catalogue is a figure."""
    marks = {(row, 1): Mark(number=row, role="doubt" if row == 1 else "odd role") for row in range(1, 5)}
    assert excerpt(sheet_of(long_table(5)), marks).key == (("doubt", "1"), ("figure", "2–4"))


def test_decimal_commas_get_the_same_room() -> None:
    """Figures with fewer decimals get room for the missing ones."""
    rows: list[list[str | None]] = [["Đơn vị", "Điểm"], ["a", "1,25"], ["b", "3"], ["c", "2,5"]]
    shown = excerpt(sheet_of(rows), {})
    assert [row.cells[1].pad for row in shown.body] == [0, 5, 2]


def test_other_tables_are_shown_too() -> None:
    """A finding that reads another table shows both, numbered through."""
    audit = make_audit()
    finding = next(f for f in audit.findings if f.finding_id == "f-pop-1")
    shown = excerpts(finding, shelve([audit]), SHA)
    assert [(e.sheet.table.label, [m.number for m in e.marks]) for e in shown] == [
        ("2.5 a)", [1, 2]),
        ("2", [3]),
    ]


@given(
    st.integers(1, 60),
    st.sets(st.integers(0, 70), max_size=6),
    st.integers(0, 3),
)
def test_rows_always_fill_the_grid(n: int, marked: set[int], header: int) -> None:
    """Whatever is marked, each shown row is as wide as the table and no row is lost."""
    shown = excerpt(
        sheet_of(long_table(n), header_rows=header), {(row, 1): Mark(number=1, role="part") for row in marked}
    )
    rows = [*shown.head, *shown.body]
    assert sum(row.elided or 1 for row in rows) == n + 1
    assert all(sum(cell.col_span for cell in row.cells) == 2 for row in rows if not row.elided)


def test_contradictory_grid_is_still_shown() -> None:
    """Cells that overlap do not break the page: the first comes first."""
    audit = make_audit()
    table = audit.decision.tables[0].table
    doubled = make_reading(table, tuple(c.role for c in audit.decision.tables[0].columns))
    cells = (*table.cells, table.cells[0])
    sheet = shelve([with_tables(audit, [doubled], cells=cells)]).find(SHA, "t01")
    assert sheet is not None
    assert excerpt(sheet, {}).body


def test_marked_cells_show_what_their_workbook_stores() -> None:
    """A marked figure shows the digits that decide, written as the figure is; others and typed ones show none."""
    sheet = sheet_of([["Đơn vị", "Điểm"], ["u1", "34460,2"], ["u2", "7543,4"], ["u3", "81"]])
    numbers = {(1, 1): ("34460.15829448", 1), (2, 1): ("7543.44", 1)}
    stored = {
        place: Number(value=Decimal(value), places=places) for place, (value, places) in numbers.items()
    }
    sheet = replace(sheet, reading=replace(sheet.reading, stored=stored))
    shown = excerpt(sheet, {(1, 1): Mark(number=1, role="doubt"), (3, 1): Mark(number=2, role="part")})
    assert [row.cells[1].stored for row in shown.body] == ["34460,15829", "", ""]
    assert shown.stores
    assert "<small>34460,15829</small>" in table_html(shown, Strings(lang="vi"))
