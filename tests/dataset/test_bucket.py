"""A dataset in an object store: the same as in a folder, whole at any moment, for writers that are killed or meet."""

from __future__ import annotations

import json
import os
import pickle
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.fs
import pyarrow.parquet as pq
import pytest

from doichieu import pipeline
from doichieu.dataset import bucket, documents, known, lease, open_dataset, publish, record, scratch, store
from doichieu.dataset.bucket import POINTER, Bucket
from doichieu.dataset.files import read
from doichieu.dataset.objects import ChangedError, Objects
from doichieu.dataset.place import place_of, state_of
from doichieu.dataset.schema import TABLES
from doichieu.dataset.version import version
from doichieu.errors import DatasetError, EmptyFileError, UsageError
from doichieu.pipeline import stages
from doichieu.pipeline.inputs import find
from tests.cli.papers import call, write_papers

from .buckets import PAPERS, SILENT, write
from .factories import make_audit

ROOT = Path(__file__).parents[2]
PER_PAPER = sorted(set(TABLES) - {"entities"})


def _column(url: str, table: str, name: str) -> list[Any]:
    values: list[Any] = read(url, table).column(name).to_pylist()
    return values


def _objects(url: str) -> list[str]:
    return [one.name for one in Objects(url).names("")]


def test_ingesting_and_reading_are_as_in_a_folder(url: str, tmp_path: Path) -> None:
    """The same papers give the same rows in every table, in a store and in a folder."""
    audits = [make_audit("a"), make_audit("b", source="papers/b.txt")]
    assert store.ingest(audits, url) == [store.Outcome.ADDED] * 2
    store.ingest(audits, tmp_path / "data")
    there, here = open_dataset(url), open_dataset(tmp_path / "data")
    for table in TABLES:
        gone = {"source_id", "ingested_at"}
        rows = [
            [{k: v for k, v in row.items() if k not in gone} for row in one.arrow(table).to_pylist()]
            for one in (there, here)
        ]
        key = json.JSONEncoder(default=str, sort_keys=True).encode
        assert sorted(rows[0], key=key) == sorted(rows[1], key=key)
    assert [one.sha256 for one in documents.load(url)] == [
        one.sha256 for one in documents.load(tmp_path / "data")
    ]


def test_the_same_bytes_again_put_nothing(url: str) -> None:
    """A second run over papers that are known leaves every object as it is."""
    store.ingest([make_audit()], url)
    before = _objects(url)
    assert store.ingest([make_audit()], url) == [store.Outcome.UNCHANGED]
    assert _objects(url) == before


def test_a_corrected_file_replaces_its_document_everywhere(url: str) -> None:
    """Another content at the same path takes the place of the earlier one in every table, and one can be forgotten."""
    store.ingest([make_audit("wrong")], url)
    assert store.ingest([make_audit("right")], url) == [store.Outcome.REPLACED]
    right = make_audit("right").decision.document.doc_id
    for table in PER_PAPER:
        assert set(_column(url, table, "doc_id")) == {right}
    with store.Store(url) as one:
        (gone,) = one.known.gone([Path("papers")])
        one.forget(gone.source_id)
    assert _column(url, "documents", "doc_id") == []


def test_no_object_is_empty_and_old_states_go(url: str) -> None:
    """There are no marker objects, the journal is empty after a run, and two states are kept."""
    for number in range(3):
        store.ingest([make_audit(str(number), source=f"papers/{number}.txt")], url)
    found = Bucket(url)._objects._store.list().collect()
    assert all(one["size"] for one in found)
    names = [one["path"] for one in found]
    assert {name.split("/")[0] for name in names} == {POINTER, "states", "locks"}
    assert len({name.split("/")[1] for name in names if name.startswith("states/")}) == 2


@pytest.mark.skipif("DOICHIEU_STORE" in os.environ, reason="the readers are set up for S3")
def test_readers_that_know_nothing_of_this_package_read_a_state(
    url: str, environment: dict[str, str]
) -> None:
    """Other libraries open the folder that the pointer names."""
    store.ingest([make_audit()], url)
    filesystem = pyarrow.fs.S3FileSystem(
        access_key="key",
        secret_key="secret",  # noqa: S106 - of a store that ends with the test
        endpoint_override=environment["AWS_ENDPOINT_URL"],
        region="us-east-1",
    )
    place = url.removeprefix("s3://")
    with filesystem.open_input_stream(f"{place}/{POINTER}") as stream:
        state = json.loads(stream.read())["state"]
    figures = pq.read_table(f"{place}/{state}/observations", filesystem=filesystem)
    assert len(figures) == 2
    assert open_dataset(url).path("observations") == f"{url}/{state}/observations"
    options = {
        "aws_endpoint_url": environment["AWS_ENDPOINT_URL"],
        "aws_access_key_id": "key",
        "aws_secret_access_key": "secret",
        "aws_region": "us-east-1",
        "aws_allow_http": "true",
    }
    frame = pl.read_parquet(f"{url}/{state}/observations/*.parquet", storage_options=options)
    assert frame["as_printed"].to_list() == figures.column("as_printed").to_pylist()
    assert len(open_dataset(url).polars("observations")) == 2


def test_the_commands_take_an_address(url: str, tmp_path: Path) -> None:
    """Ingest, run, audit, export and diff work on an object store, with the exit codes they have on a folder."""
    papers = tmp_path / "papers"
    write_papers(papers, 2)
    assert call("ingest", papers, "--dataset", url).stdout.startswith(f"{url}: 2 added")
    assert "2 unchanged" in call("ingest", papers, "--dataset", url).stdout
    said = call("audit", "--dataset", url, "--out", tmp_path / "out", "--format", "json")
    assert said.exit_code == 0, said.stderr
    assert len(json.loads((tmp_path / "out" / "findings.json").read_text())["documents"]) == 2
    for to, name in (("csv", "tables"), ("duckdb", "a.duckdb"), ("sqlite", "a.db"), ("xlsx", "a.xlsx")):
        assert call("export", "--to", to, tmp_path / name, "--dataset", url).exit_code == 0
    write_papers(papers, 3)
    other = f"{url}-other"
    said = call("run", papers, "--dataset", other, "--out", tmp_path / "run", "--format", "json")
    assert said.exit_code == 0, said.stderr
    assert not (tmp_path / "run" / "dataset").exists()
    changed = json.loads(call("diff", url, other, "--json").stdout)
    assert [len(changed[name]) for name in ("added", "removed", "changed")] == [1, 0, 0]


def test_workers_read_a_document_from_the_store(url: str) -> None:
    """Where a document stands can be handed to another process, which reads it there."""
    audit = make_audit()
    store.ingest([audit], url)
    with store.Store(url) as one:
        printed = one.known.printed(audit.decision.document.sha256)
    assert pickle.loads(pickle.dumps(printed)).document() == audit.decision.document  # noqa: S301


def test_other_rules_audit_again_what_the_store_has(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Papers that only other rules audited are audited again from the store; no file is read."""
    inputs = find(write_papers(tmp_path / "papers", 2))
    with store.Store(url) as one:
        papers = pipeline.process(inputs, store=one, keep=pipeline.Keep.RECORD)
        assert [what for _, what in pipeline.ingest(papers, one)] == ["added"] * 2
    for module in (known, record):
        monkeypatch.setattr(module, "version", lambda said="": version(said) + "f")
    monkeypatch.setattr(stages, "read", lambda *_: pytest.fail("a file is read"))
    with store.Store(url) as one:
        papers = pipeline.process(inputs, store=one, keep=pipeline.Keep.RECORD)
        assert [what for _, what in pipeline.ingest(papers, one)] == ["replaced"] * 2
    assert {written[-1] for written in _column(url, "documents", "version")} == {"f"}
    assert len(_column(url, "documents", "doc_id")) == 2


def test_a_run_that_died_is_published_by_the_next(url: str) -> None:
    """What a killed run had sent to the journal appears with the next run, and not before."""
    store.ingest([make_audit("a")], url)
    killed = store.Store(url)
    killed.put(make_audit("b", source="papers/b.txt"))
    killed._place._pool.shutdown()
    assert len(_column(url, "documents", "doc_id")) == 1
    with store.Store(url):
        pass
    assert len(_column(url, "documents", "doc_id")) == 2
    killed._place.close()


@pytest.mark.parametrize("conditional", [True, False], ids=["conditional put", "lock object"])
def test_writers_that_meet_lose_nothing(url: str, conditional: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two writers that publish at once one builds on what the other did, with and without conditional put."""
    if not conditional:
        monkeypatch.setattr(bucket, "puts_conditionally", lambda _: False)
    first, second = store.Store(url), store.Store(url)
    first.put(make_audit("a", source="papers/a.txt"))
    second.put(make_audit("b", source="papers/b.txt"))
    swap, met = Bucket.swap, []

    def meet(self: Bucket, *given: Any) -> None:
        if not met and conditional:  # the other publishes between this one's build and its pointer
            met.append(True)
            second.__exit__(None, None, None)
        swap(self, *given)

    monkeypatch.setattr(Bucket, "swap", meet)
    first.__exit__(None, None, None)
    if not conditional:
        second.__exit__(None, None, None)
    assert sorted(_column(url, "documents", "source")) == ["papers/a.txt", "papers/b.txt"]


def test_what_killed_runs_left_on_this_machine_goes_after_a_week(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folders of runs that were killed do not fill the disk; those of runs that go on, and of others, stay."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    names = [f"{kind}{age}" for kind in (scratch.JOURNAL, scratch.STATE, "others-") for age in ("old", "new")]
    for name in names:
        (tmp_path / name / "observations").mkdir(parents=True)
        if name.endswith("old"):
            os.utime(tmp_path / name, (0, 0))
    store.ingest([make_audit()], url)
    assert {path.name for path in tmp_path.iterdir()} == {
        name for name in names if name.endswith("new") or name.startswith("others")
    }


def test_a_pointer_that_always_moves_is_given_up(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that others are always ahead of says so; what it read stays in the journal."""
    opened = store.Store(url)
    opened.put(make_audit())

    def refuse(*_: Any) -> None:
        raise ChangedError("the pointer moved")

    with monkeypatch.context() as patch:
        patch.setattr(Bucket, "swap", refuse)
        patch.setattr(publish, "_ATTEMPTS", 2)
        with pytest.raises(DatasetError, match="cannot be written"):
            opened.__exit__(None, None, None)
    with store.Store(url):
        pass
    assert len(_column(url, "documents", "doc_id")) == 1


def test_a_lock_waits_for_another_and_takes_that_of_the_dead(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two never hold the lock at once; one that was not renewed for its time is no obstacle."""
    objects = Objects(url)
    one, other = lease.Lease(objects), lease.Lease(objects)
    with one.held():
        assert not other._taken()
        one.check()
    with other.held():
        pass
    one._put()
    names = Objects.names

    def later(self: Objects, under: str) -> list[Any]:
        found = names(self, under)
        newest = max(entry.modified for entry in found)
        aged = timedelta(seconds=lease.SECONDS + 1)
        return [e if e.name == other._name else replace(e, modified=newest - aged) for e in found]

    monkeypatch.setattr(Objects, "names", later)
    assert other._taken()
    monkeypatch.setattr(one, "_renewed", time.monotonic() - lease.SECONDS)
    with pytest.raises(ChangedError):
        one.check()


def test_writers_killed_anywhere_leave_the_old_papers_or_the_new(
    url: str, environment: dict[str, str]
) -> None:
    """After each kill a reader sees every paper once, in one version, and the next writer succeeds."""
    write(url, 0)
    draw, killed = random.Random(5), 0  # noqa: S311 - the same moments each time
    command = [sys.executable, "-m", "tests.dataset.buckets", url, "50"]
    for _ in range(int(os.environ.get("DOICHIEU_BUCKET_KILLS", "1"))):
        with subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()  # it has loaded and written once
            time.sleep(draw.uniform(0, 0.4))
            writer.kill()
            killed += writer.wait() == -9
        _whole(url)
    assert killed
    write(url, 1)
    assert _whole(url) == {f"papers/{paper}.txt" for paper in range(PAPERS)}
    assert not [name for name in _objects(url) if name.startswith("journal/")]


def _whole(url: str) -> set[str]:
    dataset = open_dataset(url)
    sources = dataset.arrow("documents").column("source").to_pylist()
    ids = dataset.arrow("documents").column("doc_id").to_pylist()
    assert sorted(sources) == [f"papers/{paper}.txt" for paper in range(PAPERS)]
    for table in PER_PAPER:
        counts = Counter(dataset.arrow(table).column("doc_id").to_pylist())
        assert set(counts) == set(ids), table
        assert len(set(counts.values())) == 1, table
    return set(sources)


def test_a_folder_of_something_else_is_refused(url: str) -> None:
    """Objects of others are never mixed with a dataset."""
    Objects(url).put("notes.txt", b"mine")
    with pytest.raises(DatasetError, match=r"notes\.txt"):
        store.Store(url)
    assert _objects(url) == ["notes.txt"]


def test_where_there_is_no_dataset_or_no_store_it_says_so(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address without a dataset names the command that makes one; one that is none, and a store that is silent, say so."""
    with pytest.raises(DatasetError, match="doichieu ingest"):
        state_of(url)
    with pytest.raises(UsageError, match="s3://BUCKET"):
        place_of("s4://papers/data")
    missing = f"{url.split('://', maxsplit=1)[0]}://no-such-bucket/data"
    with pytest.raises(DatasetError, match="cannot be written"):
        store.Store(missing)
    for name in SILENT:
        monkeypatch.setenv(name, "http://127.0.0.1:1/nobody")
    with pytest.raises(DatasetError, match="cannot be read"):
        state_of(url)


def test_files_that_could_not_be_read_are_issues_there_too(url: str) -> None:
    """An unreadable file has its row in issues."""
    with store.Store(url) as one:
        one.fail("papers/a.txt", EmptyFileError("The file is empty.", do="fetch it again."))
    assert _column(url, "issues", "code") == ["empty-file"]
