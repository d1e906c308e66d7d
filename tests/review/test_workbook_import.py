"""Decisions written into the report's workbook are read back."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from doichieu.cli import app
from doichieu.errors import UsageError
from doichieu.review import decisions
from doichieu.review.record import Action
from doichieu.review.workbook import decisions_in, read_choices

if TYPE_CHECKING:
    from pathlib import Path

PAPER = """Số: 12/QĐ-UBND
Bảng 1. Xếp hạng các huyện
TT\tĐơn vị\tHạ tầng\tNhân lực\tTổng điểm\tXếp hạng
1\tQuy Nhơn\t48,5\t44,25\t92,75\t1
2\tAn Nhơn\t48\t43,5\t91,5\t2
3\tTuy Phước\t45,25\t44\t89,25\t3
4\tPhù Cát\t45\t44,25\t88,25\t4
5\tPhù Mỹ\t44\t43\t87\t5
6\tTây Sơn\t40\t38,75\t87,75\t6
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report and its dataset, of a paper with wrong totals."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "paper.txt").write_text(PAPER, "utf-8")
    done = CliRunner().invoke(
        app, ["run", str(folder / "paper.txt"), "--out", str(folder), "--format", "xlsx"]
    )
    assert done.exit_code == 0, done.output
    return folder


def filled(run: Path, *rows: dict[str, str], sheet: str = "Phát hiện", reverse: bool = False) -> Path:
    """The workbook with decisions written into its first rows, by heading."""
    workbook = load_workbook(run / "report.xlsx")
    page = workbook[sheet]
    heads = {cell.value: cell.column for cell in page[1]}
    for line, said in enumerate(rows, start=2):
        for heading, text in said.items():
            page.cell(line, heads[heading], text)
    if reverse:  # somebody sorted the sheet the other way round
        lines = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
        for line, values in enumerate(reversed(lines), start=2):
            for column, value in enumerate(values, start=1):
                page.cell(line, column).value = value
    buffer = BytesIO()
    workbook.save(buffer)
    path = run / "filled.xlsx"
    path.write_bytes(buffer.getvalue())
    return path


ACCEPT = {"Quyết định": "công nhận", "Người quyết định": "Bình"}
CORRECT = {
    "Quyết định": "đính chính",
    "Giá trị đúng": "78,75",
    "Lý do": "Theo phụ lục",
    "Người quyết định": "An",
}


@pytest.mark.parametrize("reverse", [False, True])
def test_decisions_are_read_wherever_their_rows_stand(run: Path, *, reverse: bool) -> None:
    """A row is known by the finding it is about, not by its place."""
    found = decisions_in(filled(run, ACCEPT, CORRECT, reverse=reverse), run / "dataset")
    assert {(one.action, one.decided, one.why, one.by) for one in found} == {
        (Action.ACCEPT, "", "", "Bình"),
        (Action.CORRECT, "78,75", "Theo phụ lục", "An"),
    }
    assert len({one.finding_id for one in found}) == 2
    assert all(one.printed and one.document and one.rules_version for one in found)


def test_a_workbook_without_decisions_decides_nothing(run: Path) -> None:
    """As the report wrote it."""
    assert read_choices(run / "report.xlsx") == []


def test_english_words_are_read(run: Path) -> None:
    """The words of the drop-down in either language, and capitals."""
    path = filled(run, {**ACCEPT, "Quyết định": "Accept"})
    assert [one.action for one in read_choices(path)] == [Action.ACCEPT]


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ({"Quyết định": "có lẽ", "Người quyết định": "An"}, "is no decision"),
        ({"Quyết định": "bác bỏ", "Người quyết định": "An"}, "has no reason"),
        ({"Quyết định": "đính chính", "Người quyết định": "An"}, "says no value"),
        ({"Quyết định": "công nhận"}, "names nobody"),
        ({**ACCEPT, "Mã phát hiện": "F-000000000000"}, "no finding of the dataset"),
        ({**ACCEPT, "Văn bản ghi": "1"}, "something else by now"),
    ],
)
def test_a_row_that_decides_nothing_is_named(run: Path, said: dict[str, str], what: str) -> None:
    """Nothing of the workbook is kept, and the message names the row."""
    with pytest.raises(UsageError, match=what) as caught:
        decisions_in(filled(run, said, ACCEPT), run / "dataset")
    assert caught.value.place == "row 2"


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ({"Quyết định": "bác bỏ", "Người quyết định": "An"}, "“Lý do”"),
        ({"Quyết định": "đính chính", "Người quyết định": "An"}, "“Giá trị đúng”"),
        ({"Quyết định": "công nhận"}, "“Người quyết định”"),
    ],
)
def test_the_column_to_fill_in_is_named(run: Path, said: dict[str, str], column: str) -> None:
    """Who decides in a workbook is told its column, not an option of the command line."""
    with pytest.raises(UsageError) as caught:
        decisions_in(filled(run, said), run / "dataset")
    assert column in caught.value.do
    assert "--" not in caught.value.do


def test_words_of_earlier_workbooks_are_read(run: Path) -> None:
    """A workbook that an earlier version wrote has other words for the same decisions."""
    one, other = {**ACCEPT, "Quyết định": "chấp nhận"}, {**ACCEPT, "Quyết định": "sửa", "Giá trị đúng": "1"}
    found = read_choices(filled(run, one, other))
    assert [choice.action for choice in found] == [Action.ACCEPT, Action.CORRECT]


def test_another_workbook_is_refused(run: Path) -> None:
    """A workbook without the columns says what to take instead."""
    workbook = load_workbook(run / "report.xlsx")
    del workbook["Phát hiện"]
    workbook.save(run / "other.xlsx")
    with pytest.raises(UsageError, match="no sheet with findings"):
        read_choices(run / "other.xlsx")


def test_import_keeps_decisions_once(run: Path) -> None:
    """The command keeps what is new, and reading the same workbook again adds nothing."""
    path, dataset = filled(run, {"Quyết định": "công nhận"}), run / "dataset"
    call = ["review", "import", str(path), "--dataset", str(dataset), "--by", "Chi"]
    assert "1 decided" in CliRunner().invoke(app, call).output
    assert "0 decided" in CliRunner().invoke(app, call).output
    (kept,) = decisions.read(dataset)
    assert (kept.action, kept.by) == (Action.ACCEPT, "Chi")
