"""The dataset folder: what ingesting writes, keeps, replaces and cleans up."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from doichieu.dataset import store, transaction
from doichieu.dataset.files import read
from doichieu.dataset.schema import SCHEMAS, TABLES, descriptions
from doichieu.errors import DatasetError, EmptyFileError

from .factories import make_audit

NOW = datetime(2024, 6, 3, 8, 0, tzinfo=UTC)
NOTHING_READ = EmptyFileError("The file is empty.", do="fetch it again.")


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Where a dataset will be."""
    return tmp_path / "data"


def _state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Bytes and modification time of every file."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def _bytes(folder: Path) -> dict[str, bytes]:
    return {name: content for name, (content, _) in _state(folder).items()}


def _column(folder: Path, table: str, name: str) -> list[Any]:
    values: list[Any] = read(folder, table).column(name).to_pylist()
    return values


def test_every_column_is_described() -> None:
    """Each column of each table says what it means, and the files carry it."""
    for table in TABLES:
        assert all(descriptions(table).values())
        assert all(field.metadata[b"description"] for field in SCHEMAS[table])


def test_pandas_and_duckdb_read_every_table(dataset: Path) -> None:
    """Both open each table's folder as it is, and agree on the rows."""
    store.ingest([make_audit("a"), make_audit("b", source="papers/b.txt")], dataset)
    for table in TABLES:
        frame = pd.read_parquet(dataset / table)
        (count,) = duckdb.sql(f"select count(*) from '{dataset / table}/*.parquet'").fetchall()[0]  # noqa: S608
        assert list(frame.columns) == SCHEMAS[table].names
        assert len(frame) == count > 0


def test_tables_that_nobody_wrote_to_open(dataset: Path) -> None:
    """A dataset of unreadable files alone has every table, without rows."""
    with store.Store(dataset) as one:
        one.fail("papers/a.txt", NOTHING_READ)
    assert {table: len(pd.read_parquet(dataset / table)) for table in TABLES} == {
        **dict.fromkeys(TABLES, 0),
        "issues": 1,
    }


def test_only_parquet_stands_inside_the_dataset(dataset: Path) -> None:
    """No temporary file and no other file stands where readers look."""
    store.ingest([make_audit()], dataset)
    assert {path.suffix for path in dataset.rglob("*") if path.is_file()} == {".parquet"}
    assert {path.name for path in dataset.iterdir()} == set(TABLES)


def test_figures_keep_value_and_places(dataset: Path) -> None:
    """A figure's value is a decimal, and its printed places stand beside it."""
    store.ingest([make_audit()], dataset)
    assert _column(dataset, "observations", "value") == [Decimal("92.7500000000"), Decimal("90.5000000000")]
    assert _column(dataset, "observations", "places") == [2, 3]


def test_checks_are_counted_by_table_and_rule(dataset: Path) -> None:
    """A row of checks counts the places where a rule held, did not, or could not be checked."""
    store.ingest([make_audit()], dataset)
    names = ("table_id", "rule", "held", "violated", "unknown", "why_en")
    rows = [tuple(row[name] for name in names) for row in read(dataset, "checks").to_pylist()]
    assert rows == [("t01", "RANK-TIE", 2, 1, 0, []), (None, "POP-MISSING", 0, 0, 1, ["en: no list"])]


def test_a_figure_too_long_for_the_column_is_an_issue(dataset: Path) -> None:
    """A figure that a decimal of 38 digits cannot hold is null with an issue, and keeps its text."""
    audit = make_audit()
    long = replace(audit.decision.observations[0], value=Decimal("1." + "3" * 11), as_printed="1," + "3" * 11)
    decision = replace(audit.decision, observations=(long,))
    store.ingest([replace(audit, decision=decision)], dataset)
    assert _column(dataset, "observations", "value") == [None]
    assert _column(dataset, "observations", "as_printed") == [long.as_printed]
    assert "figure-out-of-range" in _column(dataset, "issues", "code")


def test_entities_in_use_are_listed_once(dataset: Path) -> None:
    """Two papers about the same agencies give one row an agency."""
    store.ingest([make_audit("a"), make_audit("b", source="papers/b.txt")], dataset)
    assert _column(dataset, "entities", "entity_id") == ["VN-31:so-nv", "VN-31:so-yt"]
    assert _column(dataset, "entities", "province_id") == ["VN-31", "VN-31"]


def test_the_same_audits_give_the_same_bytes(tmp_path: Path) -> None:
    """Two datasets made of the same papers at the same time are equal byte for byte."""
    for name in ("one", "two"):
        store.ingest([make_audit("a"), make_audit("b", source="papers/b.txt")], tmp_path / name, now=NOW)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


def test_ingesting_again_changes_no_file(dataset: Path) -> None:
    """The same bytes again leave every file as it was, its modification time too."""
    store.ingest([make_audit()], dataset)
    before = _state(dataset)
    assert store.ingest([make_audit()], dataset) == [store.Outcome.UNCHANGED]
    assert _state(dataset) == before


def test_a_corrected_file_replaces_its_document_everywhere(dataset: Path) -> None:
    """Another content at the same path takes the place of the earlier one in every table."""
    store.ingest([make_audit("wrong")], dataset)
    assert store.ingest([make_audit("right")], dataset) == [store.Outcome.REPLACED]
    right = make_audit("right").decision.document.doc_id
    for table in set(TABLES) - {"entities"}:
        assert set(_column(dataset, table, "doc_id")) == {right}


def test_code_that_changed_reads_again(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes are stored anew when other code audited them."""
    store.ingest([make_audit()], dataset)
    monkeypatch.setattr(store, "version", lambda: "0.2.0+other")
    assert store.ingest([make_audit()], dataset) == [store.Outcome.REPLACED]
    assert _column(dataset, "documents", "version") == ["0.2.0+other"]


def test_a_file_that_moved_survives_its_old_path(dataset: Path) -> None:
    """A renamed file keeps its document when another file takes its old name."""
    store.ingest([make_audit("a", source="old.txt")], dataset)
    store.ingest([make_audit("a", source="new.txt")], dataset)
    store.ingest([make_audit("b", source="old.txt")], dataset)
    assert sorted(_column(dataset, "documents", "source")) == ["new.txt", "old.txt"]


def test_two_copies_of_a_file_are_one_document(dataset: Path) -> None:
    """The same bytes under two names are stored once, whatever the order, and stay as they are."""
    copies = [make_audit("a", source="x.txt"), make_audit("a", source="y.txt")]
    store.ingest(copies, dataset)
    before = _state(dataset)
    store.ingest(copies, dataset)
    assert _column(dataset, "documents", "source") == ["x.txt"]
    assert _state(dataset) == before


def test_a_file_not_read_is_an_issue_until_it_is(dataset: Path) -> None:
    """An unreadable file has a row without doc_id, which goes when the file is read."""
    with store.Store(dataset) as one:
        one.fail("papers/a.txt", NOTHING_READ)
    (row,) = read(dataset, "issues").to_pylist()
    assert (row["source"], row["doc_id"], row["code"]) == ("papers/a.txt", None, "empty-file")
    assert row["message"].endswith("Do: fetch it again.")
    store.ingest([make_audit()], dataset)
    assert None not in _column(dataset, "issues", "doc_id")


def test_a_file_that_breaks_later_keeps_what_was_read(dataset: Path) -> None:
    """A document stays when its file cannot be read any more, and the issue stands beside it."""
    store.ingest([make_audit()], dataset)
    with store.Store(dataset) as one:
        one.fail("papers/a.txt", NOTHING_READ)
    assert len(_column(dataset, "documents", "doc_id")) == 1
    assert "empty-file" in _column(dataset, "issues", "code")


def test_names_that_are_not_utf8_are_stored(dataset: Path) -> None:
    """A path whose bytes are not UTF-8 neither fails nor loses its paper."""
    store.ingest([make_audit(source=os.fsdecode(b"papers/\xff.txt"))], dataset)
    assert _column(dataset, "documents", "source") == ["papers/\ufffd.txt"]


def test_data_without_receipt_is_swept(dataset: Path) -> None:
    """Rows whose document has no receipt go at the next ingest."""
    store.ingest([make_audit("a"), make_audit("b", source="papers/b.txt")], dataset)
    gone = make_audit("a").decision.document.doc_id
    (dataset / "documents" / f"{gone}.parquet").unlink()
    with store.Store(dataset):
        pass
    for table in set(TABLES) - {"entities"}:
        assert gone not in _column(dataset, table, "doc_id")


def test_a_run_killed_after_its_commit_is_finished(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was committed but not moved into place appears whole with the next reader."""
    store.ingest([make_audit("a")], dataset)
    with monkeypatch.context() as patch:
        patch.setattr(transaction, "_apply", lambda *_: None)
        store.ingest([make_audit("b", source="papers/b.txt")], dataset)
    assert len(list(store.load(dataset))) == 2


class _Killed(BaseException):
    """The process is gone: nothing that it would still do happens."""


def _die_at(patch: pytest.MonkeyPatch, step: int) -> list[str]:
    """Let this process change the file system `step` times, then never again; gives what it did."""
    done: list[str] = []

    def mortal(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def act(*args: Any, **kwargs: Any) -> Any:
            if len(done) >= step:
                raise _Killed
            done.append(name)
            return real(*args, **kwargs)

        return act

    for name in ("replace", "rename", "unlink", "rmdir", "mkdir"):
        patch.setattr(os, name, mortal(name))
    # The tree is then removed by path through the functions above, as where it cannot be by descriptor.
    patch.setattr(shutil, "_use_fd_functions", False, raising=False)
    return done


def test_a_run_killed_at_any_step_leaves_the_old_state_or_the_new(
    dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever change of the file system was its last, the next process finds every table in one state."""
    wrong, right = (make_audit(text).decision.document.doc_id for text in ("wrong", "right"))
    states, operations = [], set()
    for step in range(1000):
        shutil.rmtree(dataset, ignore_errors=True)
        store.ingest([make_audit("wrong")], dataset)
        opened = store.Store(dataset)
        with monkeypatch.context() as patch:
            done = _die_at(patch, step)
            try:
                opened.put(make_audit("right"))
            except _Killed:
                finished = False
            else:
                finished = True
        with store.Store(dataset):
            pass
        found = {frozenset(_column(dataset, table, "doc_id")) for table in set(TABLES) - {"entities"}}
        assert found in ({frozenset({wrong})}, {frozenset({right})}), f"killed before step {step}"
        states.append(found == {frozenset({right})})
        operations.update(done)
        if finished:
            break
    assert finished
    assert states == sorted(states), "once committed, a change stays"
    assert {"replace", "unlink", "rmdir", "mkdir"} <= operations


def test_a_run_killed_before_its_commit_left_nothing(dataset: Path) -> None:
    """Staged files that were never committed are forgotten."""
    store.ingest([make_audit("a")], dataset)
    before = _bytes(dataset)
    change = transaction.Change(dataset)
    change.write("claims", "x.parquet").write_bytes(b"half")
    with store.Store(dataset):
        pass
    assert _bytes(dataset) == before
    assert not list(transaction.staging(dataset).glob("open-*"))


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    """A folder that holds other files is never written to."""
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(DatasetError, match="not a dataset"):
        store.Store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_another_layout_is_refused(dataset: Path) -> None:
    """A dataset whose columns differ is refused, since its files would not open together."""
    store.ingest([make_audit()], dataset)
    path = dataset / "claims" / "schema.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["unit"]), path)
    with pytest.raises(DatasetError, match="other columns"):
        store.Store(dataset)


def test_loading_where_there_is_no_dataset_says_so(tmp_path: Path) -> None:
    """Reading an empty folder names the command that makes a dataset."""
    with pytest.raises(DatasetError, match="doichieu ingest"):
        list(store.load(tmp_path))
