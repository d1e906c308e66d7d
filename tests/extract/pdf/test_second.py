"""Second readers: signs of doubt, comparison, tables taken from pdfplumber and camelot."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from doichieu.errors import MissingToolError
from doichieu.extract import TableReader, read_bytes, tablereader
from doichieu.extract.pdf import second
from doichieu.extract.pdf.cells import PageTable
from doichieu.extract.pdf.second.compare import Dispute, compare
from doichieu.extract.pdf.second.doubt import Sign, doubts
from doichieu.extract.pdf.second.grid import table_of
from doichieu.extract.pdf.unruled.columns import Columns
from doichieu.extract.words import fold_cell
from doichieu.model import Issue
from tests.papers.media import MEDIA
from tests.papers.paper import make_paper
from tests.papers.truth import truths_of

from .drawing import draw, grid, write

HEAD = ["STT", "Đơn vị", "Điểm", "Hạng"]
ROWS = [[str(n), f"Sở {name}", f"9{n},5", str(n)] for n, name in enumerate(["Y tế", "Nội vụ", "Du lịch", "Tư pháp", "Xây dựng"], 1)]  # fmt: skip
XS = (60.0, 100.0, 250.0, 320.0, 380.0)


def _ys(rows: int) -> list[float]:
    return [100.0 + 20 * at for at in range(rows + 1)]


def _table(rows: list[list[str]], *, ruled: bool = False) -> PageTable:
    """A table on a page, its cells side by side."""
    ys = _ys(len(rows))
    cells = [
        ((XS[col], ys[row], XS[col + 1], ys[row + 1]), text)
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    ]
    made = table_of(cells)
    assert made is not None
    made.ruled = ruled
    return made


def _bordered(canvas: Canvas) -> None:
    rows = [HEAD, *ROWS]
    write(canvas, 60, 80, "Bảng 1. Kết quả xếp hạng")
    grid(canvas, XS, _ys(len(rows)), rows)


# --------------------------------------------------------------------------- doubt


@pytest.mark.parametrize("ruled", [True, False])
def test_a_plain_table_leaves_no_doubt(ruled: bool) -> None:
    """Ordinals that count up, names, figures in every row."""
    assert doubts(_table([HEAD, *ROWS], ruled=ruled)) == frozenset()


def test_a_table_of_texts_that_fits_badly_is_in_doubt() -> None:
    """What speaks against the rows of a table of texts is said, so that a second reader is asked."""
    table = _table([HEAD, *ROWS], ruled=False)
    table.sure = False
    table.columns = Columns([(0.0, 1.0)], [0.0, 1.0], [False], texts=True)
    assert doubts(table) == {Sign.LOOSE}


@pytest.mark.parametrize(
    ("row", "col", "text", "sign"),
    [
        (3, 2, "93,5 94", Sign.GLUED),
        (3, 2, "Sở Du lịch", Sign.TEXT_AMONG_FIGURES),
        (3, 1, "93,5", Sign.FIGURE_AMONG_TEXTS),
        (3, 0, "9", Sign.ORDINALS),
        (0, 2, "", Sign.HEADLESS),
    ],
)
def test_signs_of_doubt(row: int, col: int, text: str, sign: Sign) -> None:
    """Each sign is seen where one cell of a plain table shows it."""
    rows = [list(HEAD), *([str(n), "Sở Y tế", f"{90 + n},5", str(n)] for n in range(1, 13))]
    rows[row][col] = text
    assert sign in doubts(_table(rows))


def test_labels_totals_and_remarks_leave_no_doubt() -> None:
    """A group's label, a total without an ordinal, a blank figure and a ruled column without remarks are as printed."""
    rows = [[*HEAD[:3], "Ghi chú"], ["Khối sở", "", "", ""], *([*row[:3], ""] for row in ROWS)]
    rows[4][2] = ""
    rows.append(["", "Tổng cộng", "467,5", ""])
    assert doubts(_table(rows, ruled=True)) == frozenset()


# --------------------------------------------------------------------------- comparison


def test_the_same_text_in_other_lines_and_spaces_is_no_dispute() -> None:
    """A reader that gives a cell line by line, in NFD or without spaces reads the same."""
    own = _table([HEAD, ROWS[0]])
    other = table_of(
        [
            ((60, 100, 100, 120), "STT"),
            ((100, 100, 250, 110), "Đơn"),
            ((100, 110, 250, 120), "vị"),
            ((250, 100, 320, 120), "Điê\u0309m"),
            ((320, 100, 380, 120), "Hạng"),
            ((60, 120, 100, 140), "1"),
            ((100, 120, 250, 140), "SởYtế"),
            ((250, 120, 320, 140), "91,5"),
            ((320, 120, 380, 140), "1"),
        ]
    )
    assert other is not None
    found = compare(own, other)
    assert (found.disputes, found.differs, found.agreed) == ([], False, 8)


def test_a_cell_read_otherwise_is_a_dispute() -> None:
    """Both readings and the place of the cell are given."""
    found = compare(_table([HEAD, ROWS[0]]), _table([HEAD, ["1", "Sở Y tế", "91,6", "1"]]))
    assert found.disputes == [Dispute((250.0, 120.0, 320.0, 140.0), "91,5", "91,6")]


def test_columns_read_as_one_are_told_apart_from_cells() -> None:
    """A reader that takes two columns for one has no other reading of each of their cells."""
    own = _table([HEAD, *ROWS])
    other = table_of(
        [
            rect
            for row, (top, texts) in enumerate(zip(_ys(6), [HEAD, *ROWS], strict=False))
            for rect in (
                ((60.0, top, 250.0, top + 20), f"{texts[1]} {texts[0]}"),
                ((250.0, top, 320.0, top + 20), texts[2]),
                ((320.0, top, 380.0, top + 20), texts[3]),
            )
            if row < 6
        ]
    )
    assert other is not None
    found = compare(own, other)
    assert not found.differs
    assert dict(found.merged) == {(0, 1): 6}


def test_two_figures_in_one_cell_are_a_dispute() -> None:
    """Figures that the other reader sets apart stand in one cell here: the rows run together."""
    own = _table([HEAD, ["1", "Sở Y tế", "91,5 92,5", "1"]])
    other = table_of(
        [*(((x, 100.0, x + 30, 120.0), text) for x, text in zip(XS, HEAD, strict=False)),
         ((60, 120, 100, 140), "1"), ((100, 120, 250, 140), "Sở Y tế"), ((320, 120, 380, 140), "1"),
         ((250, 120, 320, 129), "91,5"), ((250, 131, 320, 140), "92,5")]
    )  # fmt: skip
    assert other is not None
    assert [dispute[1:] for dispute in compare(own, other).disputes] == [("91,5 92,5", "91,5 | 92,5")]


# --------------------------------------------------------------------------- the readers themselves


@pytest.mark.parametrize("reader", [TableReader.PDFPLUMBER, TableReader.CAMELOT])
@pytest.mark.parametrize("layout", ["bordered", "rotated", "nfd"])
def test_forced_readers_give_the_same_ruled_tables(reader: TableReader, layout: str) -> None:
    """Tables with rulings come back from pdfplumber and camelot with captions, headers and merged cells."""
    sample = make_paper(0, MEDIA[f"pdf-{layout}"].shape)
    document = read_bytes(MEDIA[f"pdf-{layout}"].write(sample.paper), "x.pdf", reader=reader)
    assert truths_of(document) == list(sample.truths)
    assert document.letterhead.number == sample.head["number"]
    assert f"tables {reader}/" in document.reader


@pytest.mark.parametrize("reader", [TableReader.PDFPLUMBER, TableReader.CAMELOT])
def test_forced_readers_find_tables_without_rulings(reader: TableReader) -> None:
    """Where no rulings stand the other reader reads the region that the own reader found."""
    data = MEDIA["pdf-borderless"].write(make_paper(0, MEDIA["pdf-borderless"].shape).paper)
    own = read_bytes(data, "x.pdf")
    document = read_bytes(data, "x.pdf", reader=reader)
    assert len(document.tables) >= len(own.tables)
    assert document.letterhead == own.letterhead


@pytest.mark.parametrize("reader", [TableReader.PDFPLUMBER, TableReader.CAMELOT])
def test_regions_stand_where_the_page_is_cropped(reader: TableReader) -> None:
    """A crop box moves what is shown; cells keep their place on it."""

    def cropped(canvas: Canvas) -> None:
        canvas.setCropBox((30, 100, 560, 820))
        _bordered(canvas)

    data = draw(cropped)
    own, other = (read_bytes(data, "x.pdf", reader=one) for one in (TableReader.OWN, reader))
    first, second_ = own.tables[0].cells[5].locator.box, other.tables[0].cells[5].locator.box
    assert first is not None
    assert second_ is not None
    assert (second_.x0, second_.y0) == pytest.approx((first.x0, first.y0), abs=1.5)


def test_auto_reports_what_second_readers_read_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table in doubt is read again; the issue names page, table, cell and both readings; cells stay as read."""
    rows = [HEAD, *ROWS[:2], ["3", "Sở Du lịch", "93,5 94", "3"], *ROWS[3:]]

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 80, "Bảng 1. Kết quả xếp hạng")
        grid(canvas, XS, _ys(len(rows)), rows)

    monkeypatch.setattr(
        "doichieu.extract.pdf.second.grid.fold_cell", lambda text: fold_cell(text).replace("93,5", "98,5")
    )
    document = read_bytes(draw(page), "x.pdf", reader=TableReader.AUTO)
    issues = [issue for issue in document.issues if issue.code == "readers-disagree"]
    assert [_place(issue) for issue in issues] == [(1, "t01", None, None), (1, "t01", 3, 2)]
    assert issues[1].message == "table 1, row 4, column 3: read as '93,5 94', by pdfplumber as '98,5 94'"
    assert document.tables[0].grid()[3][2] == "93,5 94"


def _place(issue: Issue) -> tuple[int | None, str | None, int | None, int | None]:
    return issue.locator.page if issue.locator else None, issue.table_id, issue.row, issue.col


def test_auto_asks_nobody_about_tables_without_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Second readers are slow; a table that leaves no doubt is not read again."""
    monkeypatch.setattr(second.reread.Library, "get", lambda *_: pytest.fail("asked"))
    document = read_bytes(draw(_bordered), "x.pdf", reader=TableReader.AUTO)
    assert document.issues == read_bytes(draw(_bordered), "x.pdf").issues


def test_a_second_reader_that_fails_is_an_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a second reader raises, the page keeps the tables of the own reader."""
    monkeypatch.setattr("doichieu.extract.pdf.second.plumber.Plumber.tables", lambda *_: 1 / 0)
    document = read_bytes(draw(_bordered), "x.pdf", reader=TableReader.PDFPLUMBER)
    assert document.tables[0].grid() == [HEAD, *ROWS]
    assert "second-reader-failed" in {issue.code for issue in document.issues}


# --------------------------------------------------------------------------- what is installed, what is recorded


def test_a_reader_that_is_absent_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forced, the error says what to install; auto does without."""
    monkeypatch.setattr(tablereader, "_PACKAGES", dict.fromkeys(tablereader.SECOND, "no-such-package"))
    monkeypatch.setattr("doichieu.extract.pdf.second.reread.installed", tablereader.installed)
    with pytest.raises(MissingToolError, match="pip install"):
        read_bytes(draw(_bordered), "x.pdf", reader=TableReader.CAMELOT)
    document = read_bytes(draw(_bordered), "x.pdf", reader=TableReader.AUTO)
    assert document.reader == read_bytes(draw(_bordered), "x.pdf").reader


def test_the_record_says_who_read() -> None:
    """Each way of reading a PDF has a record of its own; other media are read in one way."""
    records = {reader: tablereader.recorded("pdf/1", reader) for reader in TableReader}
    assert len(set(records.values())) == len(TableReader)
    for reader, name in records.items():
        assert [other for other in TableReader if tablereader.reads_alike(name, other)] == [reader]
        assert tablereader.reads_alike("docx/1", reader)


def test_the_package_has_no_second_reader_loaded() -> None:
    """The own reader imports neither pdfplumber nor camelot."""
    folder = Path(second.__file__).parent
    assert not any(
        line.startswith(("import pdfplumber", "import camelot", "from pdfplumber", "from camelot"))
        for file in folder.glob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
    )
