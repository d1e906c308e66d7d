"""Exports: the dataset as CSV files and as a workbook."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest

from doichieu.dataset import store
from doichieu.dataset.export import write
from doichieu.dataset.schema import SCHEMAS, TABLES
from doichieu.errors import DatasetError, UsageError

from .factories import make_audit

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2024, 6, 3, 8, 0, tzinfo=UTC)


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A dataset of one paper whose agency is called like a formula."""
    audit = make_audit()
    hostile = replace(audit.decision.observations[0], entity_name='=HYPERLINK("http://x","y")')
    decision = replace(audit.decision, observations=(hostile, *audit.decision.observations[1:]))
    store.ingest([replace(audit, decision=decision)], tmp_path / "data", now=NOW)
    return tmp_path / "data"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def test_csv_has_a_file_a_table(dataset: Path, tmp_path: Path) -> None:
    """Every table is a file with its columns as header, and nothing is left beside them."""
    files = write(dataset, "csv", tmp_path / "out")
    assert [path.name for path in files] == [f"{table}.csv" for table in TABLES]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        f"{table}.csv" for table in TABLES
    )
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            assert next(csv.reader(handle)) == SCHEMAS[path.stem].names


def test_csv_keeps_the_printed_places(dataset: Path, tmp_path: Path) -> None:
    """A figure has as many places as the paper printed, not those of the column."""
    write(dataset, "csv", tmp_path / "out")
    assert [row["value"] for row in _rows(tmp_path / "out" / "observations.csv")] == ["92.75", "90.500"]


def test_csv_opens_in_spreadsheets(dataset: Path, tmp_path: Path) -> None:
    """The files begin with the byte order mark without which spreadsheets garble Vietnamese."""
    write(dataset, "csv", tmp_path / "out")
    assert (tmp_path / "out" / "cells.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_xlsx_has_a_sheet_a_table(dataset: Path, tmp_path: Path) -> None:
    """Every table is a sheet; figures are numbers, dates are dates, text is as printed."""
    (path,) = write(dataset, "xlsx", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == list(TABLES)
    observations = [
        dict(zip(SCHEMAS["observations"].names, row, strict=True)) for row in book["observations"].values
    ][1:]
    assert [row["value"] for row in observations] == [92.75, 90.5]
    issued = SCHEMAS["documents"].names.index("issued_on")
    assert book["documents"].cell(2, issued + 1).value == datetime(2017, 1, 24)  # noqa: DTZ001


def test_xlsx_has_no_formula(dataset: Path, tmp_path: Path) -> None:
    """Text that begins like a formula stays text."""
    (path,) = write(dataset, "xlsx", tmp_path / "out.xlsx")
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
    assert '=HYPERLINK("http://x","y")' in [cell.value for cell in cells]


def test_exporting_twice_gives_the_same_bytes(dataset: Path, tmp_path: Path) -> None:
    """The same dataset gives the same workbook."""
    write(dataset, "xlsx", tmp_path / "one.xlsx")
    write(dataset, "xlsx", tmp_path / "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.mark.parametrize("to", ["duckdb", "sqlite", "datapackage"])
def test_a_format_that_is_not_offered_says_which_are(dataset: Path, tmp_path: Path, to: str) -> None:
    """An export that does not exist names those that do."""
    with pytest.raises(UsageError, match="choose csv or xlsx"):
        write(dataset, to, tmp_path / "out")


@pytest.mark.parametrize(("to", "name"), [("csv", "file.txt"), ("xlsx", "folder"), ("xlsx", "file.txt")])
def test_a_destination_of_the_wrong_kind_is_refused(
    dataset: Path, tmp_path: Path, to: str, name: str
) -> None:
    """A file where a folder is needed, or the reverse, is wrong usage and stays as it was."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_text("mine")
    with pytest.raises(UsageError):
        write(dataset, to, tmp_path / name)
    assert (tmp_path / "file.txt").read_text() == "mine"


def test_exporting_no_dataset_makes_nothing(tmp_path: Path) -> None:
    """Without a dataset there is an error, and no empty output."""
    (tmp_path / "nothing").mkdir()
    for to, dest in (("csv", "out"), ("xlsx", "out.xlsx")):
        with pytest.raises(DatasetError):
            write(tmp_path / "nothing", to, tmp_path / dest)
    assert [path.name for path in tmp_path.iterdir()] == ["nothing"]
