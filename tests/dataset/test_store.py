"""The dataset folder: what ingesting writes, keeps, replaces and cleans up."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from doichieu.dataset import documents, known, layout, record, store
from doichieu.dataset.files import read
from doichieu.dataset.schema import SCHEMAS, TABLES, descriptions
from doichieu.dataset.version import reader_of, version
from doichieu.errors import DatasetError, EmptyFileError

from .dying import Killed, die_at
from .factories import make_audit

NOW = datetime(2024, 6, 3, 8, 0, tzinfo=UTC)
NOTHING_READ = EmptyFileError("The file is empty.", do="fetch it again.")


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Where a dataset will be."""
    return tmp_path / "data"


def _state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Bytes and modification time of every file that readers see."""
    snapshot = layout.snapshot_of(folder)
    files = (path for path in snapshot.glob("*/*") if path.is_file())
    return {str(path.relative_to(snapshot)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def _bytes(folder: Path) -> dict[str, bytes]:
    return {name: content for name, (content, _) in _state(folder).items()}


def _column(folder: Path, table: str, name: str) -> list[Any]:
    values: list[Any] = read(folder, table).column(name).to_pylist()
    return values


def test_new_files_reach_the_disk_before_the_pointer(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file that is new is flushed before the pointer moves, and the pointer after."""
    store.ingest([make_audit("a")], dataset)
    done: list[str] = []
    monkeypatch.setattr(layout, "_sync_one", lambda path: done.append(path.name))
    pointer = os.replace

    def replace_(source: Any, target: Any, **options: Any) -> None:
        done.append(f"to {Path(target).name}")
        pointer(source, target, **options)

    monkeypatch.setattr(os, "replace", replace_)
    store.ingest([make_audit("b", source="papers/b.txt")], dataset)
    moved = done.index(f"to {layout.CURRENT}")
    new = {path.name for path in layout.snapshot_of(dataset).glob("*/*") if path.stat().st_nlink == 1}
    assert new
    assert new <= set(done[:moved])
    assert layout.STORE in done[moved:]


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
    assert {path.suffix for table in TABLES for path in (dataset / table).iterdir()} == {".parquet"}
    assert {path.name for path in dataset.iterdir()} == {*TABLES, ".store"}


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
    for module in (known, record):
        monkeypatch.setattr(module, "version", lambda _="": "0.2.0+aa.bb")
    assert store.ingest([make_audit()], dataset) == [store.Outcome.REPLACED]
    assert _column(dataset, "documents", "version") == ["0.2.0+aa.bb"]


def test_rules_that_changed_need_no_reading(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What other rules audited is there as it was printed; what other readers read is not."""
    audit = make_audit()
    store.ingest([audit], dataset)
    document = audit.decision.document
    readers = reader_of(version())
    for written, there in ((f"{readers}.other", True), ("0.1.0+other.other", False)):
        monkeypatch.setattr(known, "version", lambda _="", written=written: written)
        with store.Store(dataset) as one:
            assert not one.known.holds(document.sha256)
            printed = one.known.printed(document.sha256)
            assert (printed is not None) == there
            assert printed is None or printed.document() == document


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


def test_a_run_killed_before_it_published_is_published_by_the_next(dataset: Path) -> None:
    """What was read and not published appears whole with the next run, and not before."""
    store.ingest([make_audit("a")], dataset)
    killed = store.Store(dataset)
    killed.put(make_audit("b", source="papers/b.txt"))
    assert len(list(documents.load(dataset))) == 1
    with store.Store(dataset):
        pass
    assert len(list(documents.load(dataset))) == 2


def test_a_torn_entry_is_left_out(dataset: Path) -> None:
    """A journal that lost its end with the power neither stops the next run nor shows half a paper."""
    killed = store.Store(dataset)
    killed.put(make_audit("a"))
    (entry,) = (dataset / layout.STORE / layout.JOURNAL).iterdir()
    entry.write_bytes(entry.read_bytes()[:-30])
    assert store.ingest([make_audit("b", source="papers/b.txt")], dataset) == [store.Outcome.ADDED]
    assert _column(dataset, "documents", "source") == ["papers/b.txt"]
    assert store.ingest([make_audit("a")], dataset) == [store.Outcome.ADDED]


def test_a_vanished_file_can_be_removed(dataset: Path, tmp_path: Path) -> None:
    """A document goes with the last source that holds it, from every table."""
    there, lost = str(tmp_path / "papers" / "there.txt"), str(tmp_path / "papers" / "lost.txt")
    (tmp_path / "papers").mkdir()
    Path(there).touch()
    store.ingest([make_audit("a", source=there), make_audit("b", source=lost)], dataset)
    with store.Store(dataset) as one:
        assert one.known.gone([tmp_path / "elsewhere"]) == []
        gone = one.known.gone([tmp_path / "papers"])
        assert [source.source for source in gone] == [lost]
        one.forget(gone[0].source_id)
    kept = make_audit("a").decision.document.doc_id
    for table in set(TABLES) - {"entities"}:
        assert set(_column(dataset, table, "doc_id")) == {kept}


def test_many_small_files_become_few(dataset: Path) -> None:
    """A hundred runs of one paper each leave few files, and every paper once."""
    for number in range(100):
        store.ingest([make_audit(str(number), source=f"papers/{number}.txt")], dataset)
    assert len(_column(dataset, "documents", "doc_id")) == 100
    for table in TABLES:
        assert len(list((dataset / table).iterdir())) <= 16
        assert table == "entities" or len(set(_column(dataset, table, "doc_id"))) == 100


def test_what_did_not_change_is_not_written_again(dataset: Path) -> None:
    """A paper that is added leaves the files of the others as they are."""
    store.ingest((make_audit(str(n), source=f"papers/{n}.txt") for n in range(20)), dataset)
    before = {name: state for name, state in _state(dataset).items() if "schema" not in name}
    store.ingest([make_audit("new", source="papers/new.txt")], dataset)
    after = _state(dataset)
    kept = {name for name, state in before.items() if after.get(name) == state}
    assert {name for name in before if not name.startswith(("entities", "issues/unread"))} <= kept


def test_a_run_killed_at_any_step_leaves_the_old_state_or_the_new(
    dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever change of the file system was its last, readers and the next run find every table in one state."""
    wrong, right = (make_audit(text).decision.document.doc_id for text in ("wrong", "right"))
    states, operations = [], set()
    for step in range(1000):
        shutil.rmtree(dataset, ignore_errors=True)
        store.ingest([make_audit("wrong")], dataset)
        opened = store.Store(dataset)
        with monkeypatch.context() as patch:
            done = die_at(patch, step)
            try:
                opened.put(make_audit("right"))
                opened.__exit__(None, None, None)
            except Killed:
                finished = False
            else:
                finished = True
        for _ in range(2):
            found = {frozenset(_seen(dataset, table)) for table in set(TABLES) - {"entities"}}
            assert found in ({frozenset({wrong})}, {frozenset({right})}), f"killed before step {step}"
            with store.Store(dataset):
                pass
        states.append(found == {frozenset({right})})
        operations.update(done)
        if finished:
            break
    assert finished
    assert states == sorted(states), "once in the journal, a paper stays"
    assert {"replace", "symlink", "mkdir", "unlink", "link"} <= operations


def _seen(dataset: Path, table: str) -> list[str]:
    """Documents that a reader sees that knows nothing of this package."""
    (ids,) = duckdb.sql(f"select list(doc_id) from '{dataset / table}/*.parquet'").fetchall()[0]  # noqa: S608
    return list(ids or [])


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    """A folder that holds other files is never written to."""
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(DatasetError, match="not a dataset"):
        store.Store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_later_layout_is_refused(dataset: Path) -> None:
    """A dataset that a later version wrote is not touched."""
    store.ingest([make_audit()], dataset)
    path = layout.snapshot_of(dataset) / layout.MANIFEST
    path.write_text(path.read_text().replace('"layout": 2', '"layout": 3'))
    with pytest.raises(DatasetError, match="later version"):
        store.Store(dataset)


def test_files_of_other_columns_are_read_with_those_of_now(dataset: Path) -> None:
    """A state that an earlier version wrote gets the columns of this one when it is next rewritten."""
    store.ingest([make_audit(str(n), source=f"{n}.txt") for n in range(2)], dataset)
    (path,) = (one for one in (dataset / "claims").iterdir() if one.stem != "schema")
    pq.write_table(pq.read_table(path, partitioning=None).drop_columns(["unit"]), path)
    (layout.snapshot_of(dataset) / layout.FILES).unlink()  # that version noted no files
    store.ingest([make_audit("other", source="1.txt")], dataset)
    for file in (dataset / "claims").iterdir():
        assert pq.read_schema(file).equals(SCHEMAS["claims"])
    assert len(set(_column(dataset, "claims", "doc_id"))) == 2


def test_loading_where_there_is_no_dataset_says_so(tmp_path: Path) -> None:
    """Reading an empty folder names the command that makes a dataset."""
    with pytest.raises(DatasetError, match="doichieu ingest"):
        list(documents.load(tmp_path))
