"""Stages as work for an engine, and what an engine gives as papers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from doichieu.engine.faults import fault_error
from doichieu.engine.work import Fault, Work
from doichieu.pipeline.paper import Keep, Paper

if TYPE_CHECKING:
    from collections.abc import Callable

    from doichieu.engine.work import Done

# What every worker needs, whatever the medium.
PRELOAD = ("doichieu.extract.reader", "doichieu.normalize", "doichieu.validate.paper_audit")
# What those need that encode papers: pyarrow takes 0.3 s, which a run of few papers would wait for.
_ENCODING = ("doichieu.dataset.record",)


def work_of(call: Callable[[Any], Paper], *, keep: Keep = Keep.AUDIT) -> Work:
    """Work that ends in papers; workers load what it needs before the first.

    Args:
        call: What gives a paper.
        keep: What it keeps of each.
    """
    encoding = _ENCODING if Keep.RECORD in keep else ()
    return Work(call=call, preload=(*PRELOAD, *encoding), warm=_warm)


def _warm() -> None:
    from doichieu.dataset.version import version  # noqa: PLC0415 - in a worker's guard
    from doichieu.normalize.registry import Registry  # noqa: PLC0415

    Registry.load()
    version()


def paper_of(done: Done, *, source: str) -> Paper:
    """What an engine gave for a file, with its time; a fault is the error of that file."""
    if isinstance(done.value, Fault):
        return Paper(source=source, error=fault_error(done.value, source), seconds=done.seconds)
    found: Paper = done.value
    return replace(found, seconds=done.seconds)
