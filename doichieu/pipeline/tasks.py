"""What is to be done about each file: read it, or nothing, by what the dataset knows of its bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.dataset.version import version
from doichieu.engine.work import Ready
from doichieu.errors import ReadError, recorded
from doichieu.extract.tablereader import TableReader, reads_alike
from doichieu.pipeline.paper import Paper
from doichieu.pipeline.stages import unopened

if TYPE_CHECKING:
    from doichieu.dataset.documents import Printed
    from doichieu.dataset.store import Store
    from doichieu.engine.work import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file for a worker.

    Attributes:
        source: Path of the file.
        printed: Where the dataset has it as it was printed, when the readers would read the same.
        sha256: Hash of its bytes, where a dataset is asked about them.
    """

    source: str
    printed: Printed | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is done about each file: nothing, where the dataset knows its bytes or several runs could not read them.

    Attributes:
        store: The dataset, None for none.
        reader: Who reads the tables of PDFs.
        limits: What a worker may use.
        retry: Try again what several runs could not read.
    """

    store: Store | None
    reader: TableReader
    limits: Limits | None
    retry: bool

    def of(self, file: Path) -> Ready | Task:
        """What is on record of a file, else a task for a worker."""
        source = str(file)
        try:
            if self.store is None or not file.is_file():
                return Task(source=source)
            sha256 = _sha256(file)
        except OSError as refused:
            return Ready(value=Paper(source=source, error=unopened(source, refused)))
        known, alike = self.store.known, partial(reads_alike, reader=self.reader)
        if known.holds(sha256, alike):
            return Ready(value=Paper(source=source, sha256=sha256))
        tried = self._with(sha256)
        held = None if self.retry else known.given_up(known.source_id(source), tried)
        if held is not None:
            error = recorded(held.code or ReadError.code, held.message or "", source)
            return Ready(value=Paper(source=source, error=error, tried=tried))
        return Task(source=source, printed=known.printed(sha256, alike), sha256=sha256)

    def tried(self, task: Task, paper: Paper) -> Paper:
        """A paper; one that could not be read says what it was tried with, where it would fail again."""
        if task.sha256 is None or paper.error is None or not paper.error.lasts:
            return paper
        try:
            same = _sha256(Path(task.source)) == task.sha256  # else nobody knows which bytes failed
        except OSError:
            return paper
        return replace(paper, tried=self._with(task.sha256)) if same else paper

    def _with(self, sha256: str) -> str:
        """What bytes are tried with: this code, this reader of tables, these limits."""
        asked = "" if self.limits is None else f" {self.limits.seconds:g}s {self.limits.megabytes}MB"
        return f"{sha256} {version()} {self.reader}{asked}"


def _sha256(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
