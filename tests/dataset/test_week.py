"""Nights over a folder in which everything happens to papers, to runs and to the disk: nothing lost, nothing twice."""

from __future__ import annotations

import hashlib
import logging
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from doichieu import pipeline
from doichieu.dataset import known, record
from doichieu.dataset.store import Store
from doichieu.dataset.version import version
from doichieu.engine.local import InProcess
from doichieu.engine.work import Done, Fault, FaultKind, Work
from doichieu.errors import DatasetError
from doichieu.pipeline.inputs import find
from tests.cli.papers import paper

from .dying import Killed, die_at, fill_at

NIGHTS = int(os.environ.get("DOICHIEU_NIGHTS", "7"))
PAPERS = int(os.environ.get("DOICHIEU_NIGHT_PAPERS", "6"))
SEED = int(os.environ.get("DOICHIEU_SEED", "7"))
# What stands in a paper whose worker is lost.
POISON = "poisoned"
_ENCODINGS = ("utf-8", "utf-16", "utf-8-sig")


class _Workers:
    """Workers that are lost under poisoned papers, in the ways in which workers are; the others work in this process."""

    limits = None

    def __init__(self, random: Random) -> None:
        self._random = random
        self.lost = 0

    def map(self, work: Work, items: Iterable[Any]) -> Iterator[Done]:
        """Apply work to each item."""
        for item in items:
            source = getattr(item, "source", None)
            if source is not None and POISON.encode() in Path(source).read_bytes():
                self.lost += 1
                kind = self._random.choice(list(FaultKind))
                yield Done(item=item, value=Fault(kind=kind, detail="injected", attempts=2))
            else:
                yield from InProcess().map(work, [item])


class _Folder:
    """A folder of papers, what happens to it, and what a dataset must have of it.

    Attributes:
        held: By path, the bytes that were last read from it.
    """

    def __init__(self, path: Path, random: Random) -> None:
        self.path = path
        self.held: dict[Path, bytes] = {}
        self._random = random
        self._number = 0
        for _ in range(PAPERS):
            self._add()

    def happen(self) -> None:
        """Something happens to some of the files."""
        changes = (self._add, self._correct, self._move, self._copy, self._remove, self._poison, self._empty)
        for _ in range(PAPERS):
            self._random.choice(changes)()

    def files(self) -> list[Path]:
        """Files that are there."""
        return sorted(path for path in self.path.rglob("*") if path.is_file())

    def read(self) -> None:
        """What is held once all of it was read."""
        readable = {path: path.read_bytes() for path in self.files()}
        before = {path: data for path, data in self.held.items() if path in readable}
        self.held = before | {
            path: data for path, data in readable.items() if data and POISON.encode() not in data
        }

    def unread(self) -> set[str]:
        """Files that cannot be read."""
        return {
            str(path)
            for path in self.files()
            if not path.read_bytes() or POISON.encode() in path.read_bytes()
        }

    def _any(self) -> Path:
        return self._random.choice(self.files() or [self._new()])

    def _new(self) -> Path:
        self._number += 1
        path = self.path / self._random.choice(("", "a", "a/b")) / f"{self._number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _write(self, path: Path) -> None:
        text = paper(self._random.randrange(1, 40), total=self._random.choice(("75", "57")))
        path.write_bytes(text.encode(self._random.choice(_ENCODINGS)))

    def _add(self) -> None:
        self._write(self._new())

    def _correct(self) -> None:
        self._write(self._any())

    def _move(self) -> None:
        path = self._any()
        if path.exists():
            path.replace(self._new())

    def _copy(self) -> None:
        path = self._any()
        if path.exists():
            self._new().write_bytes(path.read_bytes())

    def _remove(self) -> None:
        self._any().unlink(missing_ok=True)

    def _poison(self) -> None:
        self._any().write_bytes(POISON.encode())

    def _empty(self) -> None:
        self._any().write_bytes(b"")


def test_a_week_of_nights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers come, change, move, double, go and poison workers; runs are killed, disks full, clocks and rules wrong.

    Readers that know nothing of us see whole papers at any time, each once; after a run that ends, those of the folder.
    `DOICHIEU_NIGHTS` says how many nights, `DOICHIEU_NIGHT_PAPERS` how much happens in each, `DOICHIEU_SEED` which;
    `--log-cli-level=INFO` tells how many faults there were.
    """
    random = Random(SEED)  # noqa: S311 - the same nights for a seed
    folder, data = _Folder(tmp_path / "papers", random), tmp_path / "data"
    workers = _Workers(random)
    runs: Counter[str] = Counter()
    for night in range(NIGHTS):
        folder.happen()
        # The clock goes back now and then.
        now = datetime(2026, 1, 1, 2, tzinfo=UTC) + timedelta(days=night - random.choice((0, 0, 3)))
        if random.randrange(3) == 0:
            for module in (known, record):
                monkeypatch.setattr(
                    module, "version", lambda said="", bumped=night: version(said) + f"{bumped}"
                )
        for fail in (die_at, fill_at) * random.randrange(3):
            before = folder.held
            with monkeypatch.context() as patch:
                # A fresh dataset changes the file system some forty times, a paper once or twice.
                fail(patch, random.randrange(80))
                runs[_ended(folder.path, data, workers, now)] += 1
            if data.exists() and (data / "documents").exists():
                _hold_whole(data, {*before.values(), *(path.read_bytes() for path in folder.files())})
        assert _ended(folder.path, data, workers, now) == "done"
        folder.read()
        _hold_whole(data, set(folder.held.values()))
        _hold_all(data, folder)
    faults = {"workers lost": workers.lost, "runs killed": runs["killed"], "disks full": runs["full"]}
    assert sum(faults.values()) >= NIGHTS, faults
    logging.getLogger(__name__).info("%d nights: %s", NIGHTS, faults)


def _ended(papers: Path, data: Path, workers: _Workers, now: datetime) -> str:
    """Run as a night does, and say how it ended."""
    try:
        _run(papers, data, workers, now)
    except Killed:
        return "killed"
    except DatasetError:
        return "full"
    return "done"


def _run(papers: Path, data: Path, workers: _Workers, now: datetime) -> None:
    """Two runs at once over the same papers, of which the second removes what is gone."""
    inputs = find([papers], recursive=True)
    with Store(data, now=now) as one, Store(data, now=now) as two:
        for store in (one, two):
            done = pipeline.process(inputs, store=store, engine=workers, keep=pipeline.Keep.RECORD)
            assert len(list(pipeline.ingest(done, store))) == inputs.total
        for source in two.known.gone([papers]):
            two.forget(source.source_id)


def _doc_id(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _hold_whole(data: Path, allowed: set[bytes]) -> None:
    """Each paper stands once, in all tables or in none, and is one that was there."""
    ids = _seen(data, "documents")
    assert len(ids) == len(set(ids))
    assert set(ids) <= set(map(_doc_id, allowed))
    for table in ("blocks", "tables", "cells", "observations", "checks"):
        assert set(_seen(data, table)) == set(ids)


def _hold_all(data: Path, folder: _Folder) -> None:
    """Every file of the folder is there, by its last readable content and under one of its paths."""
    rows = duckdb.sql(f"select doc_id, source from '{data}/documents/*.parquet'").fetchall()  # noqa: S608
    holders: dict[str, set[str]] = {}
    for path, content in folder.held.items():
        holders.setdefault(_doc_id(content), set()).add(str(path))
    assert {doc_id for doc_id, _ in rows} == holders.keys()
    assert all(source in holders[doc_id] for doc_id, source in rows)
    unread = duckdb.sql(f"select source from '{data}/issues/*.parquet' where doc_id is null").fetchall()  # noqa: S608
    assert sorted(chain.from_iterable(unread)) == sorted(folder.unread())


def _seen(data: Path, table: str) -> list[str]:
    """Documents that have rows in a table, for a reader that knows nothing of this package; of two rows two."""
    which = "doc_id" if table == "documents" else "distinct doc_id"
    rows = duckdb.sql(f"select {which} from '{data}/{table}/*.parquet'").fetchall()  # noqa: S608
    return [doc_id for (doc_id,) in rows]
