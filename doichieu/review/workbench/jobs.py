"""Papers read and audited while pages go on: uploads, and papers audited again after a decision."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from queue import Queue
from threading import Lock, Thread
from typing import TYPE_CHECKING

from doichieu import originals, pipeline
from doichieu.dataset.layout import has_snapshot
from doichieu.dataset.record import encode
from doichieu.dataset.store import Store
from doichieu.engine.faults import fault_error
from doichieu.engine.local import InProcess, LocalEngine, processors
from doichieu.engine.work import Fault, Work
from doichieu.errors import DoichieuError
from doichieu.extract.tablereader import TableReader
from doichieu.pipeline.working import PRELOAD
from doichieu.report.files import replace_file
from doichieu.review.decided import Decided

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from doichieu.dataset.record import Record
    from doichieu.engine.work import Engine, Limits
    from doichieu.model import Document
    from doichieu.normalize.agencies.aliases import Aliases

_KEPT = 200
_LONGEST_NAME = 120


@dataclass(slots=True, kw_only=True)
class Job:
    """A paper on its way.

    Attributes:
        key: What pages call the job.
        name: What people call the file or the paper.
        doc_id: The document, once it is known.
        state: "waiting", "reading", "done" or "failed".
        message: Why it failed, and what to do.
        begun: When it was given, by the clock that only goes forward.
        seconds: How long it took, once it is done.
    """

    key: str
    name: str
    doc_id: str = ""
    state: str = "waiting"
    message: str = ""
    begun: float = field(default_factory=time.monotonic)
    seconds: float = 0.0

    @property
    def over(self) -> bool:
        """Whether nothing more happens to it."""
        return self.state in {"done", "failed"}

    @property
    def elapsed(self) -> float:
        """Seconds since it was given, or that it took."""
        return self.seconds if self.over else time.monotonic() - self.begun


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a worker is given: a kept file with its name, or a document of the dataset."""

    path: str = ""
    source: str = ""
    document: Document | None = None


def read_task(task: Task, *, aliases: Aliases | None, decided: Decided) -> Record | DoichieuError:
    """Read and audit a paper: what a worker does."""
    try:
        document = task.document or _named(pipeline.read(Path(task.path), TableReader.OWN), task.source)
        return encode(pipeline.audit(document, aliases=aliases, decided=decided), decided)
    except DoichieuError as error:
        return error


def _named(document: Document, source: str) -> Document:
    """The document under the name that its sender gave it; the path it is kept under says nothing."""
    issues = tuple(replace(issue, source=source) for issue in document.issues)
    return replace(document, source=source, issues=issues)


class Jobs:
    """Papers on their way, one after the other.

    Args:
        dataset: The dataset; made with the first paper when missing.
        limits: What a paper may use.
        aliases: Gives the confirmed names.
    """

    def __init__(self, dataset: Path, limits: Limits, aliases: Callable[[], Aliases]) -> None:
        self._dataset = dataset
        self._limits = limits
        self._aliases = aliases
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: Queue[tuple[Job, Task] | None] = Queue()
        self._lock = Lock()
        self._thread: Thread | None = None

    def upload(self, name: str, content: bytes) -> Job:
        """Keep a file and have it read.

        Args:
            name: What its sender calls it; it names nothing on this machine.
            content: Its bytes.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = originals.kept(self._dataset, sha256)
        if not has_snapshot(self._dataset):
            with Store(self._dataset):  # a folder that holds papers and no dataset would not be taken for one
                pass
        path.parent.mkdir(exist_ok=True)
        replace_file(path, content)
        shown = _shown(name)
        source = str(path.parent / sha256[:16] / shown)
        return self._give(shown, Task(path=str(path), source=source), sha256)

    def again(self, document: Document) -> Job:
        """Have a paper of the dataset audited again, as it was read."""
        return self._give(document.name, Task(document=document), document.sha256)

    def find(self, key: str) -> Job | None:
        """A job; None where there is none of that name any more."""
        return self._jobs.get(key)

    @property
    def all(self) -> list[Job]:
        """The latest first."""
        return list(reversed(self._jobs.values()))

    def close(self) -> None:
        """Begin nothing more."""
        self._queue.put(None)

    def _give(self, name: str, task: Task, sha256: str) -> Job:
        job = Job(key=secrets.token_hex(8), name=name, doc_id=sha256[:16])
        with self._lock:
            self._jobs[job.key] = job
            while len(self._jobs) > _KEPT:
                self._jobs.popitem(last=False)
            if self._thread is None:
                self._thread = Thread(target=self._run, name="papers", daemon=True)
                self._thread.start()
        self._queue.put((job, task))
        return job

    def _run(self) -> None:
        while (given := self._queue.get()) is not None:
            job, task = given
            job.state = "reading"
            try:
                self._work(task)
                job.state, job.seconds = "done", job.elapsed
            except DoichieuError as error:
                job.message, job.seconds = f"{error.what} {error.do}", job.elapsed
                job.state = "failed"
            except Exception as error:  # noqa: BLE001 - the next paper is read all the same
                job.message, job.seconds = f"{type(error).__name__}: {error}", job.elapsed
                job.state = "failed"

    def _work(self, task: Task) -> None:
        aliases = self._aliases()
        decided = Decided.of(self._dataset).knowing(aliases)
        call = partial(read_task, aliases=aliases, decided=decided)
        engine: Engine = LocalEngine(1, self._limits) if processors() else InProcess()
        (done,) = engine.map(Work(call=call, preload=(*PRELOAD, "doichieu.dataset.record")), [task])
        self._store(done.value, task, decided)

    def _store(self, found: Any, task: Task, decided: Decided) -> None:
        error = fault_error(found, task.source) if isinstance(found, Fault) else found
        with Store(self._dataset, people=decided) as store:
            if isinstance(error, DoichieuError):
                if task.document is None:
                    store.fail(task.source, pipeline.as_read_error(error))
                raise error
            if task.document is None:
                store.put_record(task.source, found)
            else:
                store.renew(found)


def _shown(name: str) -> str:
    """A file's name as it is shown: no folders, nothing that cannot be printed, not too long."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    text = "".join(letter for letter in base if letter.isprintable()).strip(" .")
    return text[-_LONGEST_NAME:] or "paper"
