"""Exports: the dataset as CSV files and as a workbook."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from doichieu.dataset import store
from doichieu.dataset.export import databases, write
from doichieu.dataset.files import read
from doichieu.dataset.folder import FolderState
from doichieu.dataset.schema import SCHEMAS, TABLES
from doichieu.errors import DatasetError, OutputError, UsageError

from .factories import make_audit

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


def _publishing_meanwhile(monkeypatch: pytest.MonkeyPatch, dataset: Path, papers: int) -> None:
    """Another run publishes so many papers, one by one, once the first table of a state has been listed."""
    real = FolderState.files
    left = [make_audit(f"meanwhile {number}", source=f"papers/m{number}.txt") for number in range(papers)]

    def files(state: FolderState, table: str) -> list[str]:
        found = real(state, table)
        monkeypatch.undo()
        while left:
            store.ingest([left.pop()], dataset)
        return found

    monkeypatch.setattr(FolderState, "files", files)


@pytest.mark.parametrize("to", ["csv", "datapackage", "xlsx", "sqlite", "duckdb"])
def test_an_export_is_of_one_state(
    dataset: Path, tmp_path: Path, to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another run publishes while tables are written is in none of them."""
    before = tmp_path / f"before.{to}"
    after = tmp_path / f"after.{to}"
    write(dataset, to, before)
    _publishing_meanwhile(monkeypatch, dataset, 1)
    write(dataset, to, after)
    assert len(read(dataset, "documents")) == 2
    assert _counts(after, to) == _counts(before, to)


def test_an_export_of_a_state_that_is_removed_says_so(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When other runs publish twice while tables are written, nothing is mixed and the message says what to do."""
    _publishing_meanwhile(monkeypatch, dataset, 2)
    with pytest.raises(DatasetError, match="published twice") as said:
        write(dataset, "sqlite", tmp_path / "out.db")
    assert said.value.do == "run again when no other run writes to it."
    assert not (tmp_path / "out.db").exists()


def _counts(path: Path, to: str) -> dict[str, int]:
    """How many rows each table has in an export."""
    if to in {"csv", "datapackage"}:
        return {table: len(_rows(path / f"{table}.csv")) for table in TABLES}
    if to == "xlsx":
        return {sheet.title: sheet.max_row for sheet in openpyxl.load_workbook(path)}
    with closing(sqlite3.connect(path) if to == "sqlite" else duckdb.connect(str(path))) as database:
        return {table: _count(database, table) for table in TABLES}


def _count(database: Any, table: str) -> int:
    return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - our own names


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


def test_a_format_that_is_not_offered_says_which_are(dataset: Path, tmp_path: Path) -> None:
    """An export that does not exist names those that do."""
    with pytest.raises(UsageError, match="choose csv, xlsx, duckdb, sqlite, datapackage"):
        write(dataset, "parquet", tmp_path / "out")
    assert not (tmp_path / "out").exists()


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


@pytest.mark.parametrize(
    ("to", "name"),
    [("csv", "x"), ("xlsx", "x.xlsx"), ("duckdb", "x.db"), ("sqlite", "x.db"), ("datapackage", "x")],
)
def test_a_destination_that_cannot_be_written_is_said(dataset: Path, to: str, name: str) -> None:
    """Where no file can be made the message names it and says what to do, whichever library was to write it."""
    with pytest.raises(OutputError, match="cannot be written") as caught:
        write(dataset, to, Path("/proc/nothing") / name)
    assert caught.value.exit_code == 3
    assert "/proc/nothing" in str(caught.value)


def test_nothing_is_exported_among_the_files_of_the_dataset(dataset: Path, tmp_path: Path) -> None:
    """A folder of the dataset, by whatever path, takes no export: readers would take it for data."""
    (tmp_path / "link").symlink_to(dataset / "observations")
    for dest in (dataset / "observations", tmp_path / "link" / "deeper", dataset / ".store"):
        with pytest.raises(UsageError, match="the dataset itself"):
            write(dataset, "csv", dest)
    assert {path.suffix for path in (dataset / "observations").iterdir()} == {".parquet"}


def test_a_device_takes_no_export(dataset: Path, tmp_path: Path) -> None:
    """A pipe or a device is not replaced by a file."""
    os.mkfifo(tmp_path / "pipe.db")
    with pytest.raises(UsageError, match="no regular file"):
        write(dataset, "sqlite", tmp_path / "pipe.db")
    assert (tmp_path / "pipe.db").is_fifo()


def test_exporting_no_dataset_makes_nothing(tmp_path: Path) -> None:
    """Without a dataset there is an error, and no empty output."""
    (tmp_path / "nothing").mkdir()
    for to, dest in (("csv", "out"), ("xlsx", "out.xlsx")):
        with pytest.raises(DatasetError):
            write(tmp_path / "nothing", to, tmp_path / dest)
    assert [path.name for path in tmp_path.iterdir()] == ["nothing"]


def test_duckdb_has_every_row_and_says_what_columns_mean(dataset: Path, tmp_path: Path) -> None:
    """The file has the tables as they are, decimals exact, comments on columns, and a codebook."""
    (path,) = write(dataset, "duckdb", tmp_path / "all.duckdb")
    with duckdb.connect(str(path), read_only=True) as database:
        for table in TABLES:
            count = database.sql(f"select count(*) from {table}").fetchall()[0][0]  # noqa: S608
            assert count == len(read(dataset, table))
        assert database.sql("select value from observations order by value").fetchall()[0][0] == Decimal(
            "90.5"
        )
        said = database.sql(
            "select comment from duckdb_columns() where column_name = 'as_printed'"
        ).fetchall()
        assert said == [("text of the cell",)]
        assert database.sql("select count(*) from codebook").fetchall()[0][0] == sum(
            map(len, SCHEMAS.values())
        )


def test_sqlite_has_every_row_and_its_keys_hold(dataset: Path, tmp_path: Path) -> None:
    """The file has every row; every reference names a row that is there."""
    (path,) = write(dataset, "sqlite", tmp_path / "all.sqlite")
    with closing(sqlite3.connect(path)) as database:
        for table in TABLES:
            count = database.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608
            assert count == len(read(dataset, table))
        assert database.execute("pragma foreign_key_check").fetchall() == []
        names = [row[0] for row in database.execute("select entity_name from observations")]
        assert '=HYPERLINK("http://x","y")' in names


def test_a_failed_export_leaves_the_file_before(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An export that fails leaves what it would have replaced, and nothing beside it."""
    (path,) = write(dataset, "sqlite", tmp_path / "all.sqlite")
    before = path.read_bytes()
    monkeypatch.setattr(databases, "flat", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(dataset, "sqlite", path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["all.sqlite"]


def test_the_data_package_is_valid(dataset: Path, tmp_path: Path) -> None:
    """Types, keys and references of the descriptor hold for every row, as frictionless reads them."""
    descriptor, *_ = write(dataset, "datapackage", tmp_path / "package")
    said = validated(descriptor)
    assert said["valid"], said
    assert said["stats"]["tasks"] == len(TABLES)
    fields = json.loads(descriptor.read_text())["resources"][0]["schema"]["fields"]
    assert all(field["description"] for field in fields)


def test_the_validator_notices_a_broken_key(dataset: Path, tmp_path: Path) -> None:
    """A row that names no document fails the validation that the package passes."""
    descriptor, *_ = write(dataset, "datapackage", tmp_path / "package")
    claims = tmp_path / "package" / "claims.csv"
    claims.write_text(claims.read_text().replace(make_audit().decision.document.doc_id, "0" * 16))
    assert not validated(descriptor)["valid"]


def validated(descriptor: Path) -> dict[str, Any]:
    """What the validator says; in a process of its own, whose imports warn."""
    program = "import sys, frictionless; print(frictionless.validate(sys.argv[1]).to_json())"
    command = [sys.executable, "-c", program, descriptor.name]
    found = subprocess.run(command, cwd=descriptor.parent, capture_output=True, check=True)  # noqa: S603
    said: dict[str, Any] = json.loads(found.stdout)
    return said
