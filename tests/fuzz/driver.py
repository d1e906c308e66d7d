"""Reads mutated papers in guarded workers and tells which ended as no file may."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from doichieu import pipeline
from doichieu.engine.local import LocalEngine
from doichieu.engine.work import Limits
from doichieu.pipeline.working import paper_of, work_of

from .mutate import mutate
from .seeds import SAVED_MEDIA, seeds_of

OFFENCES = frozenset({"stage-failed", "not-stored", "worker-crashed", "time-limit", "memory-limit"})
"""Codes that say of a small mutated paper that a reader, and not the paper, is at fault."""

LIMITS = Limits(seconds=20, megabytes=1024, retries=0)
# LibreOffice has a limit of its own, after which the paper is refused with a message.
_CONVERTED = Limits(seconds=90, megabytes=1024, retries=0)
# Papers that were mutated and still read are mutated again: what is wrong deep inside is not reached in one step.
_POOL = 40


def limits_of(kinds: Iterable[str]) -> Limits:
    """What a paper of some media may take."""
    return LIMITS if set(SAVED_MEDIA).isdisjoint(kinds) else _CONVERTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Offence:
    """A mutated paper that ended as no file may.

    Attributes:
        kind: Its medium.
        path: The file.
        code: Code of the issue.
        message: What was said.
    """

    kind: str
    path: Path
    code: str
    message: str

    @property
    def signature(self) -> str:
        """What tells this fault from others: its message without figures and texts of the paper."""
        where = re.search(r"\((\S+\.py), line (\d+)\)", self.message)
        return f"{self.kind} {self.code} {where[1]}:{where[2]}" if where else f"{self.kind} {self.code}"


def papers(folder: Path, kinds: list[str], random: Random) -> Iterator[tuple[str, Path]]:
    """Mutated papers without end, each a file in the folder, media in turn."""
    pools = {kind: list(seeds_of(kind)) for kind in kinds}
    while True:
        for kind in kinds:
            pool = pools[kind]
            data = mutate(random.choice(pool), kind, random)
            if len(data) > 2**21:
                continue
            if random.randrange(4) == 0:
                pool.append(data)
                if len(pool) > _POOL:
                    del pool[random.randrange(len(seeds_of(kind)), len(pool))]
            path = folder / f"{kind}-{hashlib.sha256(data).hexdigest()[:16]}.bin"
            path.write_bytes(data)
            yield kind, path


def offences(
    made: Iterator[tuple[str, Path]], jobs: int, limits: Limits = LIMITS
) -> Iterator[Offence | None]:
    """What becomes of papers; those that are read or refused as they should are removed and give None."""
    work = work_of(
        partial(pipeline.read_paper, aliases=None, keep=pipeline.Keep.RECORD), keep=pipeline.Keep.RECORD
    )
    items = (pipeline.Task(source=str(path)) for _, path in made)
    for done in LocalEngine(jobs, limits).map(work, items):
        path = Path(done.item.source)
        error = paper_of(done, source=str(path)).error
        if error is not None and error.code in OFFENCES:
            yield Offence(kind=path.name.split("-")[0], path=path, code=error.code, message=error.what)
        else:
            path.unlink()
            yield None
