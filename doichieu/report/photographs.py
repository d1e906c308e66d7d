"""Photographs: the parts of pages that a report shows, drawn where nothing in a file can end the run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doichieu.engine.work import Fault, Work
from doichieu.errors import DoichieuError
from doichieu.originals import find
from doichieu.pictures import draw
from doichieu.report.places import shelve
from doichieu.report.plates import shots_wanted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from doichieu.engine.work import Engine
    from doichieu.model import Audit
    from doichieu.originals import Original
    from doichieu.pictures import Picture, Shot

_PRELOAD = ("doichieu.pictures", "doichieu.extract.pdf.frame")
# Pixels a point: 180 dots an inch are sharp on paper and on screens of double density.
_SCALE = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Photographs:
    """What was drawn of the papers of a report.

    Attributes:
        pictures: By the hash of the paper and the part of its page.
        missing: Why pages of a paper could not be drawn, by its hash: "gone" or "failed".
    """

    pictures: Mapping[tuple[str, Shot], Picture] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    original: Original
    shots: tuple[Shot, ...]


def photograph(audits: Sequence[Audit], engine: Engine, dataset: Path | None = None) -> Photographs:
    """Draw what a report shows of pages.

    Args:
        audits: One a paper, with their sources as they were given.
        engine: Where pages are drawn; files made to do harm end a worker, not the run.
        dataset: Dataset that may keep copies of the papers.

    Returns:
        The pictures; papers whose file is gone or cannot be drawn are named.
    """
    documents = {audit.decision.document.sha256: audit.decision.document for audit in audits}
    wanted = shots_wanted(audits, shelve(audits))
    tasks, missing = [], {}
    for sha256, shots in wanted.items():
        original = find(documents[sha256], dataset) if sha256 in documents else None
        if original is None:
            missing[sha256] = "gone"
        else:
            tasks.append(_Task(original=original, shots=shots))
    pictures: dict[tuple[str, Shot], Picture] = {}
    for done in engine.map(Work(call=_draw, preload=_PRELOAD), tasks):
        if isinstance(done.value, Fault | None):
            missing[done.item.original.sha256] = "failed"
        else:
            keys = ((done.item.original.sha256, shot) for shot in done.item.shots)
            pictures.update(zip(keys, done.value, strict=True))
    return Photographs(pictures=pictures, missing=missing)


def _draw(task: _Task) -> list[Picture] | None:
    try:
        return draw(task.original.pdf(), task.shots, scale=_SCALE)
    except DoichieuError:
        return None
